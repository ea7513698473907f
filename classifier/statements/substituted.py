"""The substitution that most lines of a commit share, as a sentence, where it is no name that gave way to another one
(`exchanged`): a path for a path, an argument or a condition that came into every call.

It is told as it reads in a line (`classifier.facts.difference`), and counted where it reads so to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from classifier.facts.difference import difference
from classifier.statements.changed_lines import PASSED
from classifier.statements.exchanged import MOST_FOR_PLACES, OPENS, RULE, STORY, WEIGHT
from classifier.statements.literal import COMMENT, IMPORT
from classifier.statements.material import Material
from classifier.statements.parts import LINES
from classifier.statements.same import FEWEST, Pair
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Section, Side, Statement, Value

_VERSIONED = re.compile(r"(?<![\w.-])[A-Za-z]+[-_]?\d+(?:\.\d+)+(?![\w.-])")
LEAST = 6  # characters that came, or went, alone
TOLD = 0.2  # of the changed lines


def substituted(material: Material) -> Iterator[Statement]:
    """The sentence of the substitution in most lines."""
    known = {name for one in material.recurring.exchanges for name in (one.before, one.after) if name}
    best = max(material.same.groups, key=len, default=())
    pairs = [pair for pair in best if _is_told(pair, material)]
    found = _reads(pairs[0]) if pairs else None
    if found is None or any(name in text for text in found for name in known):
        return
    pairs = [pair for pair in pairs if _reads(pair) == found]
    if len(pairs) < FEWEST or 2 * len(pairs) < TOLD * material.churn or len(max(found, key=len)) < LEAST:
        return
    if _lines_with(found, material) > len(pairs):  # other lines have it too, changed in more than that
        return
    before, after = map(material.grounds.code, found)
    if (found[0] and before is None) or (found[1] and after is None):
        return
    params: list[tuple[str, Value]] = []
    for name, value in (("before1", before), ("after1", after)):
        if value is not None:
            params.append((name, value))
    params += [("places1", len(pairs)), ("files", len({pair.file.path for pair in pairs}))]
    key = f"{RULE}-1" if before and after else f"{RULE}-put-in" if after else f"{RULE}-taken-out"
    share = 2 * len(pairs) / (material.churn or 1)
    weight = OPENS if share >= STORY else WEIGHT + min(MOST_FOR_PLACES, 2 * len(pairs))
    yield Statement(Section.SUMMARY, key, RULE, tuple(_proof(pairs, *found)), tuple(params), weight)


def _reads(pair: Pair) -> tuple[str, str] | None:
    """What went and what came in a line, as it reads: one version in a path for another, else what differs."""
    old, new = pair.old[1], pair.new[1]
    before, after = (list(dict.fromkeys(_VERSIONED.findall(text))) for text in (old, new))
    gone, came = (
        [one for one in own if one not in other] for own, other in ((before, after), (after, before))
    )
    if len(gone) == len(came) == 1 and old.replace(gone[0], came[0]) == new:
        return gone[0], came[0]
    return difference(old, new)


def _lines_with(found: tuple[str, str], material: Material) -> int:
    """How many more of the changed lines hold what came than did before, or held what went."""
    before, after = found
    text, more, less = (before, "-", "+") if before else (after, "+", "-")
    hunks = [hunk for file in material.written for hunk in file.hunks]
    holding = {
        mark: sum(text in line for hunk in hunks for line in hunk.texts(mark)) for mark in (more, less)
    }
    return holding[more] - holding[less]


def is_counted(one: Statement, others: Iterable[Statement]) -> bool:
    """Whether another sentence is about a flag of a command in the same line, of which every file is named (`counted`)."""
    return any(
        each.key.startswith(PASSED) and not {*each.evidence}.isdisjoint(one.evidence) for each in others
    )


def without_the_same(said: Iterable[Statement], told: Sequence[Statement]) -> Iterator[Statement]:
    """The other sentences but for those of the same two values in one place."""
    values = [_values(one) for one in told]
    return (one for one in said if one.rule == RULE or (own := _values(one)) == ("", "") or own not in values)


def _values(one: Statement) -> tuple[str, str]:
    params = dict(one.params)
    before, after = (params.get(name, params.get(f"{name}1")) for name in ("before", "after"))
    return getattr(before, "text", ""), getattr(after, "text", "")


def _is_told(pair: Pair, material: Material) -> bool:
    """Whether a line is of a program or the like: what pages put in other words is no substitution, nor what brings in names."""
    return not (
        material.roles.get(pair.file.path) in LINES or COMMENT.match(pair.new[1]) or IMPORT.match(pair.new[1])
    )


def _proof(pairs: Sequence[Pair], before: str, after: str) -> Iterator[Evidence]:
    """The first line with what came, and with what went; with what came in another file too, where there is one."""
    first = pairs[0]
    if after:
        yield _line(first, Side.NEW)
    if before:
        yield _line(first, Side.OLD)
    other = next((pair for pair in pairs if pair.file is not first.file), None)
    if other is not None:
        yield _line(other, Side.NEW if after else Side.OLD)


def _line(pair: Pair, side: Side) -> Evidence:
    number, text = pair.new if side is Side.NEW else pair.old
    path = pair.file.path if side is Side.NEW else pair.file.old_path or pair.file.path
    return Evidence(path, side, number, text.strip()[:EVIDENCE_CHARACTERS])
