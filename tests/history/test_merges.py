"""Merges show what no other commit of the selection shows."""

from __future__ import annotations

from datetime import date

import pytest

from history.options import Limits, ReadOptions
from history.records import CommitName, FileStatus, Gap, GapReason
from history.selection import Day, Range
from tests.history.conftest import Reader, newest
from tests.support import RepoBuilder


class TestMerges:
    """Each commit is shown once; a merge shows what nobody else does."""

    @pytest.fixture
    def merged(self, repo: RepoBuilder) -> dict[str, str]:
        base = repo.commit("base", {"a": "a\n", "c": "c\n"}, date="2026-01-01T00:00:00+00:00")
        old = repo.commit(
            "old", {"x": "x\n"}, branch="side", parents=[base], date="2026-01-05T00:00:00+00:00"
        )
        new = repo.commit("new", {"y": "y\n"}, branch="side", date="2026-01-10T09:00:00+00:00")
        main = repo.commit("main", {"c": "d\n"}, date="2026-01-06T00:00:00+00:00")
        merge = repo.merge("Merge branch 'side'", [new], date="2026-01-10T12:00:00+00:00")
        return {"base": base, "old": old, "new": new, "main": main, "merge": merge}

    def test_a_merge_of_commits_that_are_shown_shows_no_files(
        self, repo: RepoBuilder, read: Reader, merged: dict[str, str]
    ) -> None:
        merge = newest(read(repo.path))
        assert merge.files == ()
        assert merge.merged == (CommitName(merged["new"], "new"), CommitName(merged["old"], "old"))

    def test_a_merge_shows_what_is_outside_the_selection(
        self, repo: RepoBuilder, read: Reader, merged: dict[str, str]
    ) -> None:
        merge, new = read(repo.path, Day(date(2026, 1, 10)))
        assert (merge.sha, new.sha) == (merged["merge"], merged["new"])
        assert [file.path for file in merge.files] == ["x"]
        assert [file.path for file in new.files] == ["y"]

    def test_a_merge_alone_shows_all_that_it_brought(
        self, repo: RepoBuilder, read: Reader, merged: dict[str, str]
    ) -> None:
        (merge,) = read(repo.path, Range(merged["merge"]))
        assert [file.path for file in merge.files] == ["x", "y"]

    def test_first_parent(self, repo: RepoBuilder, read: Reader, merged: dict[str, str]) -> None:
        commits = read(repo.path, None, ReadOptions(first_parent=True))
        assert [commit.sha for commit in commits] == [merged["merge"], merged["main"], merged["base"]]
        assert [file.path for file in commits[0].files] == ["x", "y"]
        assert {name.sha for name in commits[0].merged} == {merged["old"], merged["new"]}

    def test_an_evil_merge_shows_what_no_parent_had(self, repo: RepoBuilder, read: Reader) -> None:
        text = [f"line {number}\n" for number in range(30)]
        base = repo.commit("base", {"a": "".join(text)})
        side = repo.commit(
            "side", {"a": "".join([*text[:5], "side\n", *text[6:]])}, branch="side", parents=[base]
        )
        repo.commit("main", {"a": "".join([*text[:5], "main\n", *text[6:]])})
        resolved = "".join([*text[:5], "resolved\n", *text[6:]])
        repo.merge("merge", [side], {"a": resolved, "evil": "e\n"}, clean=False)
        merge = newest(read(repo.path))
        first, second = merge.files
        assert [line for line in first.hunks[0].lines if line[0] != " "] == ["-main", "+resolved"]
        assert (first.added, first.removed, first.hunks[0].new_start) == (1, 1, 3)
        assert (second.path, second.status, second.hunks[0].lines) == ("evil", FileStatus.ADDED, ("+e",))

    def test_an_evil_merge_of_too_many_files_counts_the_rest(self, repo: RepoBuilder, read: Reader) -> None:
        names = [f"f{number}" for number in range(5)]
        base = repo.commit("base", dict.fromkeys(names, "base\n"))
        side = repo.commit("side", dict.fromkeys(names, "side\n"), branch="side", parents=[base])
        repo.commit("main", dict.fromkeys(names, "main\n"))
        repo.merge("merge", [side], dict.fromkeys(names, "neither\n"), clean=False)
        merge = newest(read(repo.path, None, ReadOptions(limits=Limits(commit_files=2))))
        assert [file.path for file in merge.files] == names[:2]
        assert merge.gaps == (Gap(GapReason.UNLISTED, detail="3"),)

    def test_an_octopus(self, repo: RepoBuilder, read: Reader) -> None:
        base = repo.commit("base", {"a": "a\n"})
        arms = [repo.commit(f"arm {n}", {f"f{n}": "x\n"}, branch=f"b{n}", parents=[base]) for n in range(3)]
        repo.merge("octopus", arms)
        commits = read(repo.path)
        assert (len(commits), len(commits[0].parents), commits[0].files) == (5, 4, ())
        assert {name.sha for name in commits[0].merged} == set(arms)

    def test_main_merged_into_a_branch_does_not_show_mains_changes(
        self, repo: RepoBuilder, read: Reader
    ) -> None:
        base = repo.commit("base", {"a": "a\n"}, date="2026-01-01T00:00:00+00:00")
        side = repo.commit(
            "side", {"s": "s\n"}, branch="side", parents=[base], date="2026-01-02T00:00:00+00:00"
        )
        main = repo.commit("main", {"m": "m\n"}, date="2026-01-03T00:00:00+00:00")
        back = repo.merge("Merge main into side", [main], branch="side", date="2026-01-10T00:00:00+00:00")
        repo.merge("Merge side", [back], date="2026-01-10T01:00:00+00:00")
        merge, backwards = read(repo.path, Day(date(2026, 1, 10)))
        assert backwards.files == ()
        assert [name.sha for name in backwards.merged] == [main]
        assert [file.path for file in merge.files] == ["s"]
        assert [name.sha for name in merge.merged] == [side]

    def test_a_long_list_is_capped_and_says_so(self, repo: RepoBuilder, read: Reader) -> None:
        base = repo.commit("base", {"a": "a\n"})
        tip = base
        for number in range(5):
            tip = repo.commit(f"side {number}", {f"s{number}": "x\n"}, branch="side", parents=[tip])
        repo.merge("merge", [tip])
        merge = newest(read(repo.path, None, ReadOptions(limits=Limits(merged=3))))
        assert len(merge.merged) == 3
        assert merge.gaps == (Gap(GapReason.TRUNCATED, detail="merged"),)
