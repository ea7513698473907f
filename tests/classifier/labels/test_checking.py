"""What a label file says against itself."""

from __future__ import annotations

import pytest

from classifier.labels.checking import Named, check, kappa
from classifier.labels.records import Label
from history.briefs import Importance

HIGH, MEDIUM, LOW = Importance.HIGH, Importance.MEDIUM, Importance.LOW
A, B = "a" * 40, "b" * 40


def named(*labels: Label) -> list[Named]:
    return [Named(line, label) for line, label in enumerate(labels, start=1)]


def test_two_levels_for_one_commit_are_a_conflict_with_its_lines() -> None:
    checked = check(named(Label(A, LOW, "fragment"), Label(B, LOW, "import"), Label(A[:8], HIGH, "import")))

    (conflict,) = checked.conflicts
    assert conflict.sha == A
    assert [one.line for one in conflict.labels] == [1, 3]
    assert [label.sha for label in checked.labels] == [B]


def test_an_annotator_settles_what_other_sources_say() -> None:
    checked = check(
        named(Label(A, LOW, "fragment"), Label(A, MEDIUM, "annotator:ada"), Label(A, HIGH, "annotator:ada"))
    )
    assert (checked.conflicts, len(checked.settled)) == ((), 1)
    assert [label.level for label in checked.labels] == [HIGH]


def test_the_same_label_twice_is_told_apart_from_a_changed_mind() -> None:
    twice = check(named(Label(A, LOW, "import"), Label(A, LOW, "fragment")))
    changed = check(named(Label(A, LOW, "annotator:ada"), Label(A, HIGH, "annotator:ada")))
    assert (len(twice.repeated), len(twice.conflicts)) == (1, 0)
    assert (changed.repeated, changed.conflicts, changed.settled) == ((), (), ())


def test_levels_that_are_too_rare_are_named() -> None:
    labels = [Label(f"{number:040x}", LOW if number < 9 else HIGH, "import") for number in range(12)]
    checked = check(named(*labels))
    assert checked.balance() == {LOW: 9, MEDIUM: 0, HIGH: 3}
    assert checked.scarce() == [MEDIUM, HIGH]


def test_annotators_are_compared_on_the_commits_both_have_labelled() -> None:
    ada = [Label(f"{n:040x}", HIGH if n % 2 else LOW, "annotator:ada") for n in range(20)]
    bo = [Label(f"{n:040x}", HIGH if n % 2 or n == 0 else LOW, "annotator:bo") for n in range(15)]
    (agreement,) = check(named(*ada, *bo)).agreements

    assert (agreement.first, agreement.second) == ("annotator:ada", "annotator:bo")
    assert (agreement.commits, agreement.same) == (15, 14)
    assert agreement.kappa == pytest.approx(0.8673, abs=1e-3)
    assert check(named(*ada, *bo[:5])).agreements == ()


def test_kappa_is_none_by_chance_and_one_for_the_same() -> None:
    assert kappa([(LOW, LOW), (LOW, HIGH), (HIGH, LOW), (HIGH, HIGH)]) == 0.0
    assert kappa([(LOW, LOW), (HIGH, HIGH)]) == 1.0
    assert kappa([(LOW, LOW)]) == 1.0
