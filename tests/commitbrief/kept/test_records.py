"""What is kept comes back as it was, and what is no such thing does not come back."""

from __future__ import annotations

import pytest

from commitbrief.kept.briefs import RECORDS
from history.briefs import Brief, Code, Evidence, Side
from history.records import Hunk
from tests.support.editions import all_briefs
from tests.support.hostile import edition_made_of


def test_everything_said_of_commits_comes_back_as_it_was() -> None:
    briefs = (*all_briefs(), *edition_made_of(["\udcff broken", "שלום", '"]}', "\x00"]).briefs)
    assert RECORDS.from_json(RECORDS.to_json(briefs)) == briefs


def test_values_of_one_shape_keep_their_kinds() -> None:
    evidence = Evidence("a.py", Side.NEW, 1, "x")
    values = (Code("x"), evidence, (), (1, 1.5, True, None), Hunk(1, 1, 1, 1, "", (" x",)))
    back = RECORDS.from_json(RECORDS.to_json(values))
    assert back == values
    assert [type(one) for one in back] == [type(one) for one in values]


def test_what_runs_or_is_unknown_is_not_kept() -> None:
    with pytest.raises(TypeError):
        RECORDS.to_json((test_what_runs_or_is_unknown_is_not_kept,))


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", '["Popen", "ls"]', '["Brief"]', "[]", "[1]", "[[]]", '{"a": 1}', '["=Side", "up"]', '["@", "x"]', '["Statement", ["=Section", "summary"], "k", "r", [""], [""], 50]', "[" * 9999],
)  # fmt: skip
def test_what_was_not_kept_is_an_error_and_nothing_else(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        RECORDS.from_json(text.encode())


def test_a_brief_has_nothing_that_is_not_kept() -> None:
    one = all_briefs()[0]
    assert isinstance(one, Brief)
    assert RECORDS.from_json(RECORDS.to_json(one)) == one
