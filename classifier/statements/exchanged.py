"""What recurs, as sentences: which names gave way to which, which argument several calls now get, and whether that is all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from classifier.facts.interface import Change, Subject
from classifier.statements.callers import CALLABLE
from classifier.statements.changed_lines import is_read
from classifier.statements.material import Material
from classifier.statements.recurring import Exchange
from history.briefs import Section, Side, Statement, Value

MOST = 3  # pairs of names in a sentence
STORY, TOLD = (
    0.8,
    0.2,
)  # of the changed lines: from here on the names are what the commit is about; where the title says so
RENAMES = re.compile(r"\brenam|\bnaming\b", re.IGNORECASE)
OPENS = 130  # weight of the sentence then
WEIGHT, MOST_FOR_PLACES = 54, 12
OF_OTHERS = 16  # what it loses by the share of changed lines that say something else
_LOCAL = re.compile(r"_{0,2}[a-z]\w*")
_NAME = re.compile(r"[A-Za-z_]\w*")
RULE = "summary-exchanged"
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|\W+")


def exchanged(material: Material) -> Iterator[Statement]:
    """The sentences of what recurs, the names first."""
    found = material.recurring
    renamed = {one.before: one.after for one in found.exchanges if one.before and one.after}
    names = [
        one
        for one in found.exchanges
        if one.before
        and one.after
        and one.places > 1
        and not _stays_beside(one, material)
        and not _is_another_argument(one, renamed)
        and (_is_story(material) or not _is_local(one, material))
    ]
    families = list(_families(names))
    told = list(_shown((family[0] for family in families if len(family) == 1), material))
    kin = next(filter(None, (_kin(family, material) for family in families if len(family) > 1)), None)
    if kin is not None:
        yield kin
    if told:
        params: list[tuple[str, Value]] = []
        for place, (one, before, after) in enumerate(told, start=1):
            params += [(f"before{place}", before), (f"after{place}", after), (f"places{place}", one.places)]
        if len(told) == 1:
            params.append(("files", len(told[0][0].files)))
        key = f"{RULE}-{len(told)}"
        proof = tuple(line for one, _, _ in told for line in one.evidence)
        yield Statement(Section.SUMMARY, key, RULE, proof, tuple(params), _weight(told[0][0], material))
    if kin is not None or told:
        proof = kin.evidence if kin is not None else told[0][0].evidence
        whole = found.is_all and len(material.commit.files) == len(material.written)
        if whole and RENAMES.search(
            material.reading.message.subject
        ):  # else another thing may be asked or called
            yield Statement(Section.SUMMARY, f"{RULE}-only", f"{RULE}-only", proof[:1], (), OPENS - 1)
    for one in found.exchanges:
        if one.before and one.after:
            continue
        side, text = ("after", one.after) if one.after else ("before", one.before)
        code = material.grounds.code(text)
        if code is not None:
            argument: tuple[tuple[str, Value], ...] = ((side, code), ("places", one.places))
            weight = WEIGHT + min(MOST_FOR_PLACES, 2 * one.places)
            yield Statement(
                Section.SUMMARY,
                f"summary-argument-{side}",
                "summary-argument",
                one.evidence,
                argument,
                weight,
            )


def _is_another_argument(one: Exchange, renamed: Mapping[str, str]) -> bool:
    """Whether an argument goes by the one name with a value and by the other with another value, whose names were not `renamed`
    too: it is no name that gave way, but one argument that came where another one went."""
    given: dict[Side, set[str]] = {side: set() for side in Side}
    for side, name in ((Side.NEW, one.after), (Side.OLD, one.before)):
        for line in one.evidence:
            found = re.search(rf"(?<![\w.]){re.escape(name)}=(?!=)([^,)\s]+)", line.text)
            if line.side is side and found is not None:
                given[side].add(found[1] if side is Side.NEW else _renamed(found[1], renamed))
    return all(given.values()) and given[Side.NEW].isdisjoint(given[Side.OLD])


def _renamed(text: str, renamed: Mapping[str, str]) -> str:
    return _NAME.sub(lambda name: renamed.get(name[0], name[0]), text)


def _stays_beside(one: Exchange, material: Material) -> bool:
    """Whether the commit brings the second name and keeps a definition of the first in the same file: the one was made of
    the other, which calls it, and no name gave way."""
    defines = re.compile(
        rf"^[+ ].*\b(?:(?:def|fn|func|function)\s+{re.escape(one.before)}\s*[(<]|(?:val|var|let|const)\s+{re.escape(one.before)}\s*(?:[:=]|$))"
    )
    brought = {
        fact.path
        for fact in material.facts
        if fact.change is Change.ADDED
        and fact.subject in {*CALLABLE, Subject.CONSTANT}
        and fact.name == one.after
    }
    return any(
        defines.match(line)
        for file in material.written
        if file.path in brought
        for hunk in file.hunks
        for line in (f" {hunk.heading}", *hunk.lines)
    )


def _is_story(material: Material) -> bool:
    """Whether names that gave way to others are what the commit is about."""
    return material.recurring.share >= (TOLD if RENAMES.search(material.reading.message.subject) else STORY)


def _is_local(one: Exchange, material: Material) -> bool:
    """Whether a name is one that only the body of a function has: which takes its place says where a value comes from,
    if anything, and that the names alone do not tell."""
    if not is_read(one.evidence[0].path) or not (
        _LOCAL.fullmatch(one.before) and _LOCAL.fullmatch(one.after)
    ):
        return False
    own = re.escape(one.before)
    belongs = re.compile(rf"[.:>@]{own}(?!\w)|(?<!\w){own}[(<]|[\"'`/-]{own}(?!\w)")
    binds = re.compile(
        rf"(?<![\w.]){own}(?:,[ \w,]{{0,80}}|[ ]?:[^=,(){{}}]{{1,80}})?[ ]{{0,4}}:?=(?!=)|\b(?:for|as|let|mut|var|const)\s+(?:\w+,\s*)?{own}(?!\w)"
    )
    lines = [
        line[1:]
        for file in material.written
        if is_read(file.path)
        for hunk in file.hunks
        for line in hunk.lines
        if line.startswith("-") and one.before in line
    ]
    return any(map(binds.search, lines)) and not any(map(belongs.search, lines))


def _weight(first: Exchange, material: Material) -> int:
    if _is_story(material):
        return OPENS
    weight = WEIGHT + min(MOST_FOR_PLACES, 2 * first.places)
    return weight - round(OF_OTHERS * (1 - material.recurring.share))


def _families(names: Iterable[Exchange]) -> Iterable[Sequence[Exchange]]:
    """The exchanges, those together whose difference, word by word, is the same."""
    told: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Exchange]] = {}
    for one in names:
        told.setdefault(_apart(_words(one.before), _words(one.after)), []).append(one)
    return told.values()


def _kin(family: Sequence[Exchange], material: Material) -> Statement | None:
    """One sentence for names of which the same word gave way to the same other one, with how often and in how many files."""
    first = family[0]
    before, after = material.grounds.code(first.before), material.grounds.code(first.after)
    others = material.grounds.listing([one.before for one in family[1:]], MOST - 1)
    if before is None or after is None or others is None:
        return None
    params: tuple[tuple[str, Value], ...] = (
        ("before1", before),
        ("after1", after),
        ("names", others),
        ("places1", sum(one.places for one in family)),
        ("files", len(frozenset[str]().union(*(one.files for one in family)))),
    )
    proof = (*first.evidence, *(one.evidence[1] for one in family[1:MOST]))
    return Statement(Section.SUMMARY, f"{RULE}-alike", RULE, proof, params, _weight(first, material))


def _words(name: str) -> list[str]:
    return [word.lower() for word in WORD.findall(name)]


def _apart(left: list[str], right: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of either without those that both begin and end with."""
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return tuple(left[start : len(left) - end]), tuple(right[start : len(right) - end])


def _shown(names: Iterable[Exchange], material: Material) -> Iterator[tuple[Exchange, Value, Value]]:
    shown = 0
    for one in names:
        before, after = material.grounds.code(one.before), material.grounds.code(one.after)
        if shown < MOST and before is not None and after is not None:
            shown += 1
            yield one, before, after


def without_what_follows(said: Iterable[Statement], material: Material) -> Iterator[Statement]:
    """The other sentences but for those about lines that are the old ones with other names."""
    explained = material.recurring.explained
    every = [one for one in material.recurring.exchanges if one.places > 1]
    names = {(one.before, one.after) for one in every}
    renamed = {before: after for before, after in names if before and after}
    told = {(one.before, one.after) for one in every if _is_story(material) or not _is_local(one, material)}
    for one in said:
        if one.rule.startswith((RULE, "summary-argument")):
            yield one
            continue
        name = re.split(r"[({\s]", getattr(dict(one.params).get("attribute"), "text", "").lstrip("@#["))[0]
        if one.rule.startswith("summary-decorator") and any(name.endswith(names) for names in told):
            continue
        pair = tuple(getattr(dict(one.params).get(side), "text", "") for side in ("before", "after"))
        if pair[0] and pair[1] and _renamed(pair[0], renamed) == pair[1] and one.key != "summary-renamed":
            continue
        follows = all((line.path, line.line) in explained for line in one.evidence)
        declared = one.key == "summary-renamed"
        if pair not in (told if declared else names) and (declared or not follows):
            yield one
