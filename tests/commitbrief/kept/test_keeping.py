"""A second report takes what the first one made, and says the same; where nothing can be kept, nothing breaks."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from classifier.brief import Briefer
from commitbrief.kept.shelf import NAME, Shelf
from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder

DAY = ("--date", "2026-01-23")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many commits each call had to make briefs of."""
    counts: list[int] = []
    whole = Briefer.brief

    def counting(self: Briefer, commits: object, *rest: object) -> object:
        counts.append(len(commits))  # type: ignore[arg-type]
        return whole(self, commits, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Briefer, "brief", counting)
    return counts


def report(run: Run, repo: RepoBuilder, *options: str | Path) -> str:
    done = run("report", repo.path, *DAY, "--output", "-", *options)
    assert (done.status, done.err) == (0, "")
    return done.out


def test_a_second_report_is_the_first_and_makes_nothing(
    run: Run, history: RepoBuilder, made: list[int]
) -> None:
    first = report(run, history)
    assert report(run, history) == first
    assert made == [6]


def test_other_formats_and_languages_need_nothing_new(
    run: Run, history: RepoBuilder, made: list[int]
) -> None:
    fresh = report(run, history, "--no-cache", "--lang", "en", "--format", "json")
    report(run, history)
    assert report(run, history, "--lang", "en", "--format", "json") == fresh
    assert made == [6, 6]


@pytest.mark.parametrize(
    "options",
    [("--importance", "formula"), ("--include", "src/*"), ("--first-parent",), ("--ignore-declared",), ("--high-from", "0.9")],
)  # fmt: skip
def test_what_shapes_a_report_is_told_apart(
    run: Run, history: RepoBuilder, made: list[int], options: tuple[str, ...]
) -> None:
    report(run, history)
    kept = report(run, history, *options)
    assert len(made) == 2
    assert report(run, history, "--no-cache", *options) == kept


def test_a_day_that_grew_is_made_anew(run: Run, history: RepoBuilder, made: list[int]) -> None:
    report(run, history)
    history.commit("feat: more", {"src/d.py": "y = 1\n"})
    assert "feat: more" in report(run, history)
    assert made == [6, 7]


def test_verify_makes_everything_anew_unless_told_to_trust(
    run: Run, history: RepoBuilder, made: list[int], tmp_path: Path
) -> None:
    path = tmp_path / "day.md"
    path.write_text(report(run, history), "utf8")
    assert run("verify", path, history.path, "--cached").status == 0
    assert made == [6]
    assert run("verify", path, history.path).status == 0
    assert made == [6, 6]


def test_a_damaged_file_is_told_of_once_and_replaced(
    run: Run, history: RepoBuilder, made: list[int], tmp_path: Path
) -> None:
    cache = tmp_path / "kept"
    first = report(run, history, "--cache-dir", cache)
    (cache / NAME).write_bytes(b"nonsense" * 999)
    done = run("report", history.path, *DAY, "--output", "-", "--cache-dir", cache)
    assert (done.status, done.out) == (0, first)
    assert done.err.count("nothing is kept in") == 1
    assert report(run, history, "--cache-dir", cache) == first
    assert report(run, history, "--cache-dir", cache) == first
    assert made == [6, 6, 6]


def test_a_folder_that_cannot_be_written_breaks_nothing(
    run: Run, history: RepoBuilder, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be", "utf8")
    done = run("report", history.path, *DAY, "--output", "-", "--cache-dir", blocked)
    assert done.status == 0
    assert done.err.count("nothing is kept in") == 1


def test_a_clone_that_lacks_something_keeps_nothing(
    run: Run, repo: RepoBuilder, made: list[int], tmp_path: Path
) -> None:
    repo.commit("feat: begin", {"a.py": "a = 1\n"}, date="2026-01-22T10:00:00+00:00")
    repo.commit("feat: go on", {"a.py": "a = 2\n"}, date="2026-01-23T10:00:00+00:00")
    shallow = tmp_path / "shallow"
    done = run("report", repo.path, *DAY, "--output", "-", "--no-cache")
    assert done.status == 0
    subprocess.run(
        ["git", "clone", "-q", "--bare", "--depth=1", f"file://{repo.path}", str(shallow)], check=True
    )
    for _ in range(2):
        assert run("report", shallow, *DAY, "--output", "-").status == 0
    assert made == [1, 1, 1]


def test_what_was_not_asked_for_longest_makes_way(tmp_path: Path) -> None:
    noise = [b"".join(hashlib.sha256(b"%d %d" % (n, k)).digest() for k in range(312)) for n in range(8)]
    for number, text in enumerate(noise):
        shelf = Shelf(tmp_path, most=60_000)
        assert number == 0 or shelf.get("text 0") == noise[0]
        shelf.put(f"text {number}", text)
        shelf.close()
    shelf = Shelf(tmp_path)
    found = [number for number in range(8) if shelf.get(f"text {number}")]
    shelf.close()
    assert 0 in found
    assert 7 in found
    assert 1 not in found
