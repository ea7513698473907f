"""What belongs together in a longer time, and what came to nothing."""

from __future__ import annotations

import pytest

from classifier.message.parse import parse
from classifier.together import Change, belonging, gathered


def change(sha: str, message: str, reverts: str = "") -> Change:
    return Change(sha, belonging(parse(message), message.partition("\n")[0], message), reverts)


def groups(*changes: Change) -> list[list[str]]:
    return [[changes[place].sha for place in some] for some in gathered(changes).groups]


def test_what_is_undone_is_not_told_and_what_undoes_it_neither() -> None:
    changes = (change("c", "feat: other thing here"), change("b", 'Revert "a"', "a"), change("a", "feat: a"))
    found = gathered(changes)
    assert [changes[place].sha for place in found.undone] == ["b", "a"]
    assert groups(*changes) == [["c"]]


def test_what_is_done_again_stays() -> None:
    changes = (change("c", "Reland", "b"), change("b", "Revert", "a"), change("a", "feat: a"))
    assert groups(*changes) == [["a"]]


def test_a_revert_of_something_older_is_told() -> None:
    assert groups(change("b", 'Revert "a"', "elsewhere")) == [["b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fix: queue keeps order (1/2)", "fix: queue keeps order (2/2)"),
        ("feat: planner part 1 (#5)", "feat: planner part 2 (#6)"),
        ("fix: the crash in the planner (#12)", "fix: the crash in the planner (#31)"),
        ("feat: new cache (#7)", "fix: follow-up to #7"),
        ("ABC-12 add the thing", "ABC-12 test the thing"),
    ],
)
def test_parts_and_what_follows_up_belong_together(one: str, other: str) -> None:
    assert groups(change("b", other), change("a", one)) == [["b", "a"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fix typo", "fix typo"),
        ("feat: new cache (#7)", "fix: unlike #7"),
        ("fix: UTF-8 names", "docs: UTF-8 tables"),
    ],
)
def test_likeness_alone_does_not_bind(one: str, other: str) -> None:
    assert groups(change("b", other), change("a", one)) == [["b"], ["a"]]
