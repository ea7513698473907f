"""What of a commit is parsed: much, not all, and what is left out is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from classifier.facts.interface import Fact
from classifier.facts.symbols import budget, parsing
from history.records import Gap, GapReason

EverythingOf = Callable[[Mapping[str, str], Mapping[str, str]], list[Fact | Gap]]

BODY = "".join(f"def step_{n}(kiln):\n    return kiln.heat({n})\n\n\n" for n in range(60))
BEFORE = {f"{name}.py": f"def open_{name}(kiln):\n    return 1\n\n\n{BODY}" for name in "abcd"}
AFTER = {path: text.replace("return 1\n", "return 2\n") for path, text in BEFORE.items()}
# Of the two sides of one of these files.
COST = 2 * (parsing.OF_A_TREE + 9 * len(BODY) // 1024)


def over(found: list[Fact | Gap]) -> list[str | None]:
    return [gap.path for gap in found if isinstance(gap, Gap) and gap.reason is GapReason.OVER_BUDGET]


def changed(found: list[Fact | Gap]) -> list[str]:
    return [fact.name for fact in found if isinstance(fact, Fact) and fact.kind == "function.changed"]


def test_an_ordinary_commit_is_within_its_budget(everything_of: EverythingOf) -> None:
    found = everything_of(BEFORE, AFTER)
    assert over(found) == []
    assert changed(found) == ["open_a", "open_b", "open_c", "open_d"]


def test_beyond_what_is_read_whole_the_hunks_are_read_and_the_files_are_named(
    everything_of: EverythingOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MOST_WHOLE", COST)
    found = everything_of(BEFORE, AFTER)
    assert 0 < len(over(found)) < 4
    assert over(found) == sorted(AFTER)[-len(over(found)) :], "the first of a commit come first"
    assert changed(found) == ["open_a", "open_b", "open_c", "open_d"]


def test_beyond_the_whole_budget_nothing_is_parsed(
    everything_of: EverythingOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MOST_WHOLE", COST)
    monkeypatch.setattr(budget, "MOST", COST)
    found = everything_of(BEFORE, AFTER)
    assert over(found) == sorted(AFTER)[len(changed(found)) :]
    assert 0 < len(changed(found)) < 4


def test_the_hunks_of_one_file_end_where_the_budget_does(
    everything_of: EverythingOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MOST_WHOLE", 0)
    monkeypatch.setattr(budget, "MOST", 4 * parsing.OF_A_TREE)
    apart = BODY
    for number in range(0, 60, 10):
        apart = apart.replace(f"heat({number})", f"cool({number})")
    assert over(everything_of({"a.py": BODY}, {"a.py": apart})) == ["a.py"]
    assert changed(everything_of({"a.py": BODY}, {"a.py": apart})) == []


def test_a_commit_has_the_same_gaps_whoever_was_read_before_it(
    everything_of: EverythingOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MOST_WHOLE", COST)
    first = everything_of(BEFORE, AFTER)
    assert everything_of(BEFORE, AFTER) == first, "its trees are known now, and cost the same"


def test_source_that_confuses_costs_a_commit_more_than_as_much_that_makes_sense(
    everything_of: EverythingOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MOST_WHOLE", 10_000)
    monkeypatch.setattr(budget, "MOST", 10_000)
    sound = {"z.py": BODY}
    confusing = {"a.rb": ("%s" * 20 + "\n") * 400}
    assert over(everything_of({}, {**sound, "a.rb": "puts 'the kiln is on'\n" * 200})) == []
    assert over(everything_of({}, {**sound, **confusing})) == ["a.rb", "z.py"]
    assert over(everything_of({}, {**sound, **confusing})) == ["a.rb", "z.py"], "what it cost is kept"
