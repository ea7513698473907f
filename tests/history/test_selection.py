"""Which commits a day, a range or a tag means."""

from __future__ import annotations

from datetime import date

import pytest

from history.errors import HistoryError
from history.repository import LocalRepository
from history.selection import Day, Days, Everything, Range, SinceLastTag, window, zone_info
from tests.history.conftest import Reader
from tests.support import RepoBuilder


def subjects(read: Reader, repo: RepoBuilder, selection: object) -> list[str]:
    return [commit.subject for commit in read(repo.path, selection)]


def test_a_day_is_the_committers_day_in_the_zone(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("eve", {"a": "0\n"}, date="2026-01-22T15:59:59+00:00")
    repo.commit("first", {"a": "1\n"}, date="2026-01-22T16:00:00+00:00")
    repo.commit(
        "last", {"a": "2\n"}, date="2026-01-23T15:59:59+00:00", author_date="2025-06-01T00:00:00+00:00"
    )
    repo.commit("after", {"a": "3\n"}, date="2026-01-23T16:00:00+00:00")
    assert subjects(read, repo, Day(date(2026, 1, 23), "Asia/Shanghai")) == ["last", "first"]
    assert subjects(read, repo, Day(date(2026, 1, 23))) == ["after", "last"]


def test_both_ends_of_days_are_included_and_may_be_open(repo: RepoBuilder, read: Reader) -> None:
    for day in (1, 2, 3, 4):
        repo.commit(f"day {day}", {"a": f"{day}\n"}, date=f"2026-03-0{day}T12:00:00+00:00")
    assert subjects(read, repo, Days(date(2026, 3, 2), date(2026, 3, 3))) == ["day 3", "day 2"]
    assert subjects(read, repo, Days(None, date(2026, 3, 1))) == ["day 1"]
    assert subjects(read, repo, Days(date(2026, 3, 4), None)) == ["day 4"]


def test_dates_out_of_order_do_not_end_a_range_early(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("wanted", {"a": "1\n"}, date="2026-03-02T12:00:00+00:00")
    for number in range(40):
        repo.commit(f"clock was wrong {number}", {"a": f"{number}\n"}, date="2019-01-01T00:00:00+00:00")
    repo.commit("wanted too", {"a": "x\n"}, date="2026-03-02T13:00:00+00:00")
    repo.commit("from the future", {"a": "y\n"}, date="2031-01-01T00:00:00+00:00")
    assert subjects(read, repo, Day(date(2026, 3, 2))) == ["wanted too", "wanted"]


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_days_of_a_change_of_clocks(day: date, hours: int) -> None:
    covered = window(Day(day, "Europe/Berlin"))
    assert covered.start is not None
    assert covered.end is not None
    assert covered.end - covered.start == hours * 3600


def test_ranges_of_tags_and_single_revisions(repo: RepoBuilder, read: Reader) -> None:
    first = repo.commit("one", {"a": "1\n"})
    repo.tag("v1", message="annotated")
    repo.commit("two", {"a": "2\n"})
    repo.tag("v2")
    repo.commit("three", {"a": "3\n"})
    repo.commit("side", {"b": "b\n"}, branch="side", parents=[first])
    assert subjects(read, repo, Range("v1..v2")) == ["two"]
    assert subjects(read, repo, Range("v2..")) == ["three"]
    assert subjects(read, repo, Range("v1")) == ["one"]
    assert sorted(subjects(read, repo, Range("side...main"))) == ["side", "three", "two"]
    assert subjects(read, repo, SinceLastTag()) == ["three"]


def test_since_the_last_tag_without_tags_is_everything(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", {"a": "1\n"})
    assert subjects(read, repo, SinceLastTag()) == subjects(read, repo, Everything()) == ["one"]


def test_revisions_of_the_footer_are_full_and_name_what_is_left_out(repo: RepoBuilder) -> None:
    one = repo.commit("one", {"a": "1\n"})
    two = repo.commit("two", {"a": "2\n"})
    with LocalRepository.open(repo.path) as repository:
        assert repository.revisions(Range("HEAD~1..HEAD")) == (two, f"^{one}")


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Range("v1.0..main"), ["'v1.0'", "did you mean v1.0.0"]),
        (Range("--output=/tmp/x"), ["no revision"]),
        (Days(date(2026, 3, 3), date(2026, 3, 2)), ["after the last"]),
        (Day(date(2026, 3, 3), "Asia/Shangai"), ["did you mean Asia/Shanghai"]),
        (Day(date(9999, 12, 31)), ["out of range"]),
    ],
)
def test_what_cannot_be_selected_is_one_clear_line(
    repo: RepoBuilder, read: Reader, selection: object, words: list[str]
) -> None:
    repo.commit("one", {"a": "1\n"})
    repo.tag("v1.0.0")
    with pytest.raises(HistoryError) as raised:
        read(repo.path, selection)
    assert all(word in str(raised.value) for word in words)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "/abs", "A\0B", "x" * 10_000])
def test_a_zone_is_never_a_path(name: str) -> None:
    with pytest.raises(HistoryError, match="no time zone"):
        zone_info(name)
