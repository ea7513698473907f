"""`commitbrief report` and `score`, from a repository to the text, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run


def test_a_day_is_written_where_its_date_says(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit(
        "feat: a thing", {"src/a.py": "def thing():\n    return 1\n"}, date="2026-01-23T10:00:00+00:00"
    )
    repo.commit("fix: of the next day", {"src/a.py": "x = 2\n"}, date="2026-01-24T10:00:00+00:00")

    done = run("report", repo.path, "--date", "2026-01-23")

    assert (done.status, done.err) == (0, "")
    assert done.out == "reports/2026/project/2026-01-23.md\n"
    text = (tmp_path / done.out.strip()).read_text("utf8")
    assert "feat: a thing" in text
    assert "of the next day" not in text


def test_a_day_without_commits_says_so(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"}, date="2026-01-23T10:00:00+00:00")

    done = run("report", repo.path, "--date", "2026-01-20", "--lang", "en", "-o", "-")

    assert done.status == 0
    assert "No commits" in done.out


def test_the_repository_around_the_current_folder(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    work = RepoBuilder(tmp_path / "work", bare=False)
    work.commit("feat: a thing", {"deep/down/a.py": "x = 1\n"})
    work.checkout()

    done = run("report", "--all", "-o", "-", cwd=work.path / "deep" / "down")

    assert "feat: a thing" in done.out


def test_the_last_days_end_with_the_newest_commit(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: too old", {"a.py": "x = 1\n"}, date="2020-03-01T10:00:00+00:00")
    repo.commit("feat: in time", {"a.py": "x = 2\n"}, date="2020-03-09T10:00:00+00:00")

    done = run("report", repo.path, "--last", "8", "-o", "-")

    assert "feat: in time" in done.out
    assert "feat: too old" not in done.out


def test_score_prints_one_line_of_json_per_commit(repo: RepoBuilder, run: Run) -> None:
    first = repo.commit("docs: a page", {"README.md": "# A page\n"})
    second = repo.commit("feat: a thing", {"src/a.py": "x = 1\n"})

    done = run("score", repo.path, "--all")

    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["sha"] for line in lines] == [second, first]
    assert list(lines[0]) == ["repository", "sha", "change_types", "importance", "probabilities"]
    assert lines[0]["change_types"][0] == "feature"
    assert list(lines[0]["probabilities"]) == ["low", "medium", "high"]
    assert sum(lines[0]["probabilities"].values()) == 1


def test_score_and_report_agree(repo: RepoBuilder, run: Run) -> None:
    repo.commit("chore: a thing", {"src/a.py": "def thing(limit=1):\n    return 1\n"})
    repo.commit("feat: another", {"docs/a.md": "# A\n"})
    repo.commit("fix(core): it", {"src/a.py": "def thing(limit=2):\n    return 2\n"})

    scored = [json.loads(line) for line in run("score", repo.path, "--all").out.splitlines()]
    report = json.loads(run("report", repo.path, "--all", "--format", "json", "-o", "-").out)

    sections = {one["sha"]: one for group in report["groups"] for one in group["commits"]}
    assert len(scored) == len(sections) == 3
    for line in scored:
        section = sections[line["sha"]]
        assert line["change_types"] == [one["type"] for one in section["types"]]
        assert line["importance"] == section["importance"]["level"]
