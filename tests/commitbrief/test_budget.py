"""A commit that is too large to be read whole says so, in its section and in both languages."""

from __future__ import annotations

import json

import pytest

from classifier.facts.symbols import budget
from history import contents
from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder

BODY = "".join(f"def step_{n}(kiln):\n    return kiln.heat({n})\n\n\n" for n in range(30))
TOLD = {
    "en": "Only searched line by line, because the commit is too large to be parsed as a whole:",
    "zh": "提交过大，未能全部解析；只逐行检索",
}


def large(repo: RepoBuilder) -> RepoBuilder:
    """A repository whose last commit changes three files of a program."""
    files = {f"{name}.py": f"# The {name} of the kiln.\n{BODY}" for name in "abc"}
    repo.commit("chore: start", files)
    repo.commit("feat: cool", {path: text.replace("heat(3)", "cool(3)") for path, text in files.items()})
    return repo


@pytest.mark.parametrize("lang", sorted(TOLD))
def test_files_that_were_not_parsed_are_told(
    run: Run, repo: RepoBuilder, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    asked = ("report", large(repo).path, "--range", "main~1..main", "--lang", lang, "-o", "-", "--jobs", "1")
    monkeypatch.setattr(budget, "MOST_WHOLE", 50)
    monkeypatch.setattr(budget, "MOST", 50)
    told = next(line for line in run(*asked).out.split("\n") if TOLD[lang] in line)
    assert "`a.py`" not in told
    assert "`b.py`" in told
    assert "`c.py`" in told


def test_files_beside_which_there_was_no_room_are_told(
    run: Run, repo: RepoBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "COMMIT_LIMIT", 5 * len(BODY) + 500)
    asked = (
        "report",
        large(repo).path,
        "--range",
        "main~1..main",
        "--format",
        "json",
        "-o",
        "-",
        "--jobs",
        "1",
    )
    [commit] = [one for group in json.loads(run(*asked).out)["groups"] for one in group["commits"]]
    assert [(gap["reason"], gap["path"]) for gap in commit["missing"]] == [("over_budget", "c.py")]
