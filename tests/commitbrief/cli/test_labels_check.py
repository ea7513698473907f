"""`commitbrief labels check`: what it finds, and the status that it ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commitbrief.learning.examples import packaged_tables
from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder

BODY = "".join(f"def step_{number}(heat):\n    return heat + {number}\n" for number in range(8))


def write(path: Path, *labels: tuple[str, str, str] | tuple[str, str, str, str]) -> Path:
    keys = ("sha", "level", "source", "evidence")
    lines = [json.dumps(dict(zip(keys, label, strict=False))) for label in labels]
    path.write_text("".join(f"{line}\n" for line in lines), "utf8")
    return path


def enough(repo: RepoBuilder) -> list[tuple[str, str, str]]:
    """Fifteen labels of unlike commits, five of a level."""
    kinds = ("docs: words on", "fix: crash in", "feat: add")
    return [
        (
            repo.commit(f"{kinds[n % 3]} part {n}", {f"src/part_{n}.py": BODY.replace("step", f"part_{n}")}),
            ("low", "medium", "high")[n % 3],
            "import",
        )
        for n in range(15)
    ]


def test_nothing_wrong_is_said_and_ends_with_0(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    labels = write(tmp_path / "labels.jsonl", *enough(repo))

    done = run("labels", "check", labels, "--clone", repo.path)

    assert (done.status, done.err) == (0, "fewer than 50 labels: too few to look for noise\n")
    assert done.out.splitlines()[:2] == [
        f"{labels}: 15 labels (import 15)",
        "15 commits with one level: 5 low (34%), 5 medium (33%), 5 high (33%)",
    ]
    assert "nothing wrong found" in done.out


def test_conflicts_are_named_with_their_lines(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    good = enough(repo)
    other = (good[0][0], "high", "fragment", "news/1.feature.rst")
    done = run("labels", "check", write(tmp_path / "labels.jsonl", *good, other))

    assert done.status == 1
    assert "! 1 commit with two levels" in done.out
    assert "low by import (line 1), high by fragment (line 16)" in done.out


def test_repeated_labels_are_a_finding_only_if_one_is_strict(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    good = enough(repo)
    labels = write(tmp_path / "labels.jsonl", *good, good[3])

    assert run("labels", "check", labels).status == 0
    strict = run("labels", "check", labels, "--strict")
    assert (strict.status, "1 commit with the same label more than once" in strict.out) == (1, True)


def test_a_level_that_cannot_be_learned_is_named(run: Run, tmp_path: Path) -> None:
    labels = write(tmp_path / "labels.jsonl", *((f"{n:040x}", "low", "import") for n in range(30)))
    done = run("labels", "check", labels)
    assert done.status == 1
    assert "0 medium, 0 high: too few to learn that level from" in done.out


def test_commits_of_the_packaged_data_are_a_leak(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    sha = packaged_tables()[0].shas[17]
    done = run(
        "labels", "check", write(tmp_path / "labels.jsonl", *enough(repo), (sha[:12], "low", "import"))
    )
    assert done.status == 1
    assert "1 commit of the packaged data" in done.out


def test_a_record_that_features_would_see_is_a_leak(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    good = enough(repo)
    repo.commit("configure", {"pyproject.toml": "[tool.towncrier]\ndirectory = 'docs/upcoming'\n"})
    told = repo.commit("one", {"src/a.py": BODY, "docs/upcoming/1.feature.md": "words\n"})
    labels = write(
        tmp_path / "labels.jsonl",
        *good,
        (told, "high", "import"),
        ("f" * 40, "low", "fragment", "notes/7.misc.md"),
    )

    done = run("labels", "check", labels, "--clone", repo.path)

    assert done.status == 1
    assert "2 commits with the label in a file that the features see" in done.out
    assert "docs/upcoming/1.feature.md" in done.out
    assert "notes/7.misc.md" in done.out
    assert "1 label of commits that are not on the main line" in done.out


def test_a_change_under_two_ids_is_told_and_a_leak_to_the_held_out_labels(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    good = enough(repo)
    first = repo.commit("fix: steps", {"src/steps.py": BODY})
    repo.commit("revert", {"src/steps.py": None})
    again = repo.commit("fix: steps, again", {"src/steps.py": BODY})
    both = write(tmp_path / "both.jsonl", *good, (first, "low", "import"), (again, "high", "import"))
    one = write(tmp_path / "one.jsonl", *good, (first, "low", "import"))
    other = write(tmp_path / "other.jsonl", (again, "high", "import"), good[0])

    together = run("labels", "check", both, "--clone", repo.path)
    apart = run("labels", "check", one, "--clone", repo.path, "--held-out", other)

    assert together.status == 0
    assert f"{again[:10]}  as {first[:10]} (100% of their lines)" in together.out
    assert apart.status == 1
    assert f"1 commit of {other}, too" in apart.out
    assert f"1 change of {other} under another id" in apart.out


def test_completeness_is_told_by_month_and_a_month_without_a_record_named(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    told = []
    for month, levels in (("01", ["low", "high"] * 6), ("02", ["low"] * 12), ("03", ["medium", "low"] * 6)):
        day = f"2026-{month}-11T12:00:00+00:00"
        told += [
            (repo.commit(f"part {month} {n}", {f"src/{month}_{n}.py": f"{n}\n"}, date=day), level, "fragment")
            for n, level in enumerate(levels)
        ]
        repo.commit(f"unlabelled {month}", {"src/other.py": month}, date=day)

    done = run("labels", "check", write(tmp_path / "labels.jsonl", *told), "--clone", repo.path)

    assert "2026-01 to 2026-03: 36 of 39 commits have a label (92%), 12 were told to users" in done.out
    assert "2026-03  12 of 13 commits labelled, 6 told" in done.out
    thin = done.out.split("1 month in which hardly anything was told", 1)[1].splitlines()[1]
    assert thin.strip() == "2026-02  12 of 13 commits labelled, 0 told"


def test_doubtful_labels_are_written_for_a_second_look(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    told = []
    for n in range(60):
        level = ("low", "high")[n % 2]
        subject = (f"docs: fix typo {n}", f"feat!: remove the deprecated option --part-{n}")[n % 2]
        path = (f"docs/part_{n}.md", f"src/part_{n}.py")[n % 2]
        told.append((repo.commit(subject, {path: BODY}), level, "import"))
    wrong = (told[7][0], "low", "import")
    labels = write(tmp_path / "labels.jsonl", *told[:7], wrong, *told[8:])
    doubtful = tmp_path / "doubtful.jsonl"

    done = run("labels", "check", labels, "--clone", repo.path, "--doubtful", doubtful)

    assert "worth a second look" in done.out
    assert "low, likelier high" in done.out
    assert wrong[0] in doubtful.read_text("utf8")


@pytest.mark.parametrize(
    "text", ["", "not json\n", '{"sha": "aaaaaaa", "level": "skipped", "source": "x"}\n']
)
def test_a_file_without_labels_is_an_error(run: Run, tmp_path: Path, text: str) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text(text, "utf8")
    done = run("labels", "check", labels)
    assert (done.status, len(done.err.splitlines())) == (2, 1)
