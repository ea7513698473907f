"""Both sides of what is shown: what came is not shown as new where something stood in its place, nor what moved as gone.

Git writes of each change first what went, then what came. Lines of one change are shown in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, takewhile

from classifier.statements.cutting import Row
from classifier.statements.line_kinds import DECORATES, SIGNATURE
from classifier.statements.literal import IMPORT
from classifier.statements.material import Material
from classifier.statements.parts import MOST_COMPARED, Part, moved_lines

FEW = 5  # rows of the other side that are shown all
MOST_BACK = 2  # rows that went and come back in the same hunk: of more it is plain that they moved
LEAST_LETTERS = 8  # of a row that can be known again
_NAME = re.compile(
    r"(?:def|class|fn|func|fun|function|struct|enum|trait|interface|type|module)\s+(?:\([^)]*\)\s*)?([\w.]+)"
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What stands on both sides of a commit: lines that moved, and the names of what it defines anew."""

    moved: frozenset[str]
    defined: frozenset[str]


def elsewhere(material: Material) -> Elsewhere:
    """What stands on both sides of a commit."""
    texts = (text for file in material.written for hunk in file.hunks for text in hunk.texts("+"))
    names = {name for text in islice(texts, MOST_COMPARED) if (name := _defined(text))}
    return Elsewhere(moved_lines(material), frozenset(names))


def both_sides(part: Part, chosen: set[int], known: Elsewhere, *, is_page: bool = False) -> set[int]:
    """The rows with what stood in the place of those that came, and with what came in the place of those that went: all of it
    where it is little, else its first row. Of a page, whose lines are wrapped anew, only what became of a line that is shown."""
    strangers = _strangers(part, known.defined)
    shown = _without(part, _without(part, chosen, strangers), _aligned(part))
    partners = _partners(part)
    for gone, came in _changes(part):
        for side, other in ((gone, came), (came, gone)):
            if shown.isdisjoint(side) and not shown.isdisjoint(other):
                said = [place for place in side if place not in strangers and _says_something(part, place)]
                wanted = [place for place in said if not shown.isdisjoint(partners.get(place, ()))]
                if not wanted and not is_page:
                    wanted = _alone(part, said, partners, known.moved)
                if wanted and len(wanted) == len(said):  # with its brackets
                    wanted = [place for place in side if not part.prose[place]]
                shown.update(wanted if len(wanted) <= FEW else wanted[:1])
    return _with_what_comes_back(part, shown)


def _without(part: Part, chosen: set[int], places: set[int]) -> set[int]:
    left = chosen - places
    return left if any(part.rows[place].mark != " " for place in left) else set(chosen)


def _partners(part: Part) -> dict[int, set[int]]:
    """The rows of the statements that changed, each with those that its statement has on the other side."""
    found: dict[int, set[int]] = {}
    for unit in part.units:
        if unit.paired:
            for place in unit.rows:
                mark = part.rows[place].mark
                found[place] = {each for each in unit.rows if part.rows[each].mark not in {" ", mark}}
    return found


def _says_something(part: Part, place: int) -> bool:
    row = part.rows[place]
    return row.says_something and not part.prose[place] and not IMPORT.match(row.text)


def _alone(
    part: Part, said: Sequence[int], partners: Mapping[int, set[int]], moved: frozenset[str]
) -> list[int]:
    """The rows of whole statements of one side that are not known to have become anything: not a definition that went there nor
    what is behind its head, and none where most of the side moved."""
    rows = part.rows
    if 2 * sum(rows[place].key in moved for place in said) >= len(said):
        return []
    whole = {place for unit in part.units if not unit.paired and unit.rows[0] in said for place in unit.rows}
    others = takewhile(lambda place: place in partners or not SIGNATURE.match(rows[place].text), said)
    return [place for place in others if place in whole and rows[place].key not in moved]


def _changes(part: Part) -> Iterator[tuple[list[int], list[int]]]:
    """The rows that went and those that came, of each run of changed rows."""
    for changed, run in groupby(range(len(part.rows)), key=lambda place: part.rows[place].mark != " "):
        if changed:
            places = [place for place in run if not part.rows[place].is_blank]
            yield (
                [place for place in places if part.rows[place].mark == "-"],
                [place for place in places if part.rows[place].mark == "+"],
            )


def _strangers(part: Part, defined: frozenset[str]) -> set[int]:
    """The rows of definitions that git only laid between those of others: what went here and comes elsewhere by the same name
    did not give way to what is shown beside it."""
    rows = part.rows
    found: set[int] = set()
    for gone, came in _changes(part):
        here = {name for place in came if (name := _defined(rows[place].text))}
        if not here:
            continue
        for at, place in enumerate(gone):
            if (name := _defined(rows[place].text)) and name in defined and name not in here:
                found.update(_definition(rows, gone, at))
    return found


def _definition(rows: Sequence[Row], gone: Sequence[int], at: int) -> list[int]:
    """The rows of a definition that went, from what decorates it to its end."""
    head = rows[gone[at]]
    above = takewhile(lambda place: DECORATES.match(rows[place].text), reversed(gone[:at]))
    return [*above, gone[at], *takewhile(lambda place: rows[place].indent > head.indent, gone[at + 1 :])]


def _aligned(part: Part) -> set[int]:
    """The rows that differ from one of the other side in blanks within alone: a column that is aligned anew."""
    rows = part.rows
    found: set[int] = set()
    for sides in _changes(part):
        gone, came = ({(rows[place].indent, rows[place].key): place for place in side} for side in sides)
        for each in gone.keys() & came.keys():
            if rows[gone[each]].text != rows[came[each]].text:
                found |= {gone[each], came[each]}
    return found


def _defined(text: str) -> str:
    found = _NAME.search(text) if SIGNATURE.match(text) else None
    return found[1] if found else ""


def _with_what_comes_back(part: Part, chosen: set[int]) -> set[int]:
    """The rows with the few that went and are shown where they come back within the hunk."""
    rows = part.rows
    new = {
        row.key: place
        for place, row in enumerate(rows)
        if row.mark == "+" and sum(map(str.isalnum, row.key)) >= LEAST_LETTERS
    }
    back = {new[rows[place].key] for place in chosen if rows[place].mark == "-" and rows[place].key in new}
    missing = back - chosen
    return chosen | missing if len(missing) <= MOST_BACK else chosen
