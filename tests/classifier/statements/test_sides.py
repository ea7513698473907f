"""What stood in the place of shown lines is shown with them: `classifier.statements.sides`."""

from __future__ import annotations

from classifier.statements.parts import Part, part_of
from classifier.statements.sides import Elsewhere, both_sides
from history.records import FileChange, FileStatus, Hunk

NOTHING = Elsewhere(frozenset(), frozenset())


def part_with(*lines: str) -> Part:
    """A hunk of these marked lines."""
    old, new = (sum(line[0] in f"{mark} " for line in lines) for mark in "-+")
    file = FileChange(FileStatus.MODIFIED, "kiln.go", "kiln.go", hunks=(Hunk(1, old, 1, new, "", lines),))
    return part_of(file, file.hunks[0])


def test_what_came_is_not_shown_without_what_it_replaces() -> None:
    part = part_with("-heat(kiln)", "-log(kiln)", "+warm(oven)", "+wait(9)", "+heat(kiln, 900)", " done()")
    assert both_sides(part, {3, 4}, NOTHING) == {0, 3, 4}
    assert both_sides(part, {5}, NOTHING) == {5}


def test_what_went_is_not_shown_without_what_came_for_it() -> None:
    part = part_with("-kiln.heat(900)", "+kiln.warm(700)", " kiln.shut()")
    assert both_sides(part, {0}, NOTHING) == {0, 1}


def test_what_became_something_that_is_left_out_is_not_set_beside_another_line() -> None:
    part = part_with("-    kiln.heat(900)", "+    kiln.heat(700)", "+    if kiln.is_old:", "+        rest()")
    assert both_sides(part, {2, 3}, NOTHING) == {2, 3}


def test_a_function_that_comes_elsewhere_did_not_give_way_to_its_neighbour() -> None:
    part = part_with(
        "-func heat_by_index(kiln Kiln) int {",
        "-\treturn 1",
        "+func warm_by_label(kiln Kiln) int {",
        "+\treturn 7",
        " }",
    )
    known = Elsewhere(frozenset(), frozenset({"heat_by_index", "warm_by_label"}))
    assert both_sides(part, {0, 1, 2, 3}, known) == {2, 3}
    assert both_sides(part, {0, 1, 2, 3}, NOTHING) == {0, 1, 2, 3}


def test_a_column_that_is_aligned_anew_is_left_out() -> None:
    part = part_with("-Name   string", "-Degree int", "+Name    string", "+Degrees int")
    assert both_sides(part, {0, 1, 2, 3}, NOTHING) == {1, 3}


def test_what_went_and_comes_back_within_the_change_is_shown_where_it_comes_back() -> None:
    part = part_with(
        "+if cold {", "+\treturn kiln.closed()", "+}", " heat()", "-return kiln.closed()", "+wait()"
    )
    assert both_sides(part, {4, 5}, NOTHING) == {1, 4, 5}
