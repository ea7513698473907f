"""New things with what they are for, in the words of whoever made them: the first sentence of a doc comment, or the help
text of a flag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.statements.literal import is_special
from classifier.statements.material import Material
from classifier.statements.params import kind_term
from classifier.statements.ranking import LABELLED, stems, subject_stems
from classifier.statements.standing import POINTS_BACK, is_sure
from history.briefs import Origin, Quote, Section, Statement, Term, Value

LONGEST = 200  # characters of a purpose
LEAST_WORDS = 4
INNER = 10  # what a thing for inner use loses
ROOM = 300  # characters of what opens a section
NEXT = 2  # lines between sentences that go on
NEAR = 6  # lines between a flag and its help text
# How much a reader wants to hear of a new thing: what is set from outside, then what is built upon.
WORTH: Mapping[Subject, int] = {
    Subject.FLAG: 92,
    Subject.ENV_VAR: 90,
    Subject.ROUTE: 88,
    Subject.FEATURE_SWITCH: 86,
    Subject.CONFIG_KEY: 80,
    Subject.HELM_VALUE: 80,
    Subject.PAGE: 80,
    Subject.CLASS: 78,
    Subject.TRAIT: 78,
    Subject.INTERFACE: 78,
    Subject.STRUCT: 76,
    Subject.ENUM: 74,
    Subject.FUNCTION: 72,
    Subject.METHOD: 66,
    Subject.FIELD: 64,
    Subject.CONSTANT: 60,
    Subject.VARIANT: 58,
}
OF_FILE = 80  # a new program
_BESIDE = frozenset(
    {Role.TEST, Role.BENCHMARK, Role.EXAMPLE}
)  # what comes along with a change of the program
_OF_PROJECT = re.compile(
    r"\bpart of (?:the )?[\w. -]+ (?:project|library|package|software)\b|\bCONTRIBUTORS\b|\blicensed under\b",
    re.IGNORECASE,
)
_OUTSIDE = frozenset({Subject.FLAG, Subject.ENV_VAR, Subject.CONFIG_KEY, Subject.HELM_VALUE, Subject.ROUTE})


def purposes(material: Material) -> Iterator[Statement]:
    """A sentence for each new thing whose purpose somebody wrote down."""
    words = [fact for fact in material.facts if fact.kind == "words.said"]
    by_owner: dict[tuple[str, str], Fact] = {}
    for fact in words:
        if fact.extra["origin"] == Origin.DOC_COMMENT and fact.owner and "listed" not in fact.extra:
            by_owner.setdefault((fact.path, _last(fact.owner)), fact)
    openings = {
        fact.path: fact for fact in words if fact.extra.get("lead") == "true" and "listed" not in fact.extra
    }
    title = subject_stems(material.reading.message.subject)
    told: set[str] = set()
    for fact in material.facts:
        worth = WORTH.get(fact.subject)
        if worth is None or fact.change is not Change.ADDED or is_special(_last(fact.name)):
            continue
        if "from" in fact.extra:
            continue  # another type had it
        page = fact.subject is Subject.PAGE
        if not page and material.role_of(fact) in {
            Role.TEST,
            Role.EXAMPLE,
            Role.BENCHMARK,
            Role.DOCUMENTATION,
        }:
            continue
        said = openings.get(fact.path) if page else by_owner.get((fact.path, _last(fact.name)))
        if said is None and fact.subject in _OUTSIDE:
            said = _beside(fact, words)
        name = material.grounds.name(fact.name)
        if said is None or name is None or len(said.name) > LONGEST or len(said.name.split()) < LEAST_WORDS:
            continue
        if said.name in told or not _tells(said.name):
            continue
        told.add(said.name)
        weight = worth - (INNER if fact.public is False else 0) + 4 * min(3, len(stems(fact.name) & title))
        params: tuple[tuple[str, Value], ...] = (
            ("kind", kind_term([fact])),
            ("name", name),
            ("said", Quote(said.name)),
        )
        evidence = (fact.evidence[0], said.evidence[0])
        yield Statement(
            Section.SUMMARY, "summary-purpose", "summary-purpose", evidence, params, max(1, min(100, weight))
        )
    yield from _of_new_files(material, words, told)


def _of_new_files(material: Material, words: Sequence[Fact], told: set[str]) -> Iterator[Statement]:
    """A sentence for each new program whose head says what it is for."""
    heads: dict[str, Fact] = {}
    for fact in words:
        if (
            fact.extra["origin"] == Origin.DOC_COMMENT
            and not fact.owner
            and fact.extra.get("fresh") == "true"
            and _tells(fact.name)
            and not _OF_PROJECT.search(fact.name)
        ):
            heads.setdefault(fact.path, fact)
    source = material.tests_something
    for file in material.written:
        said, role = heads.get(file.path), material.roles.get(file.path)
        if (
            said is None
            or (source and role in _BESIDE and (role is Role.TEST or material.share_of(Role.SOURCE)))
            or said.name in told
        ):
            continue
        if len(said.name) > LONGEST or len(said.name.split()) < LEAST_WORDS or not _tells(said.name):
            continue
        if (name := material.grounds.file(file.path)) is None:
            continue
        params: tuple[tuple[str, Value], ...] = (
            ("kind", Term("kind-file")),
            ("name", name),
            ("said", Quote(said.name)),
        )
        weight = OF_FILE if role is Role.SOURCE else OF_FILE - INNER // 2
        yield Statement(
            Section.SUMMARY, "summary-purpose", "summary-purpose", (said.evidence[0],), params, weight
        )


def opened(one: Statement, material: Material) -> Statement:
    """The purpose of a thing with what its passage goes on to say of it, as far as there is room."""
    said = next((value.text for _, value in one.params if isinstance(value, Quote)), "")
    words = [fact for fact in material.facts_in.get(one.evidence[-1].path, ()) if fact.kind == "words.said"]
    begins = next(
        (
            place
            for place, fact in enumerate(words)
            if fact.evidence[0] == one.evidence[-1] and fact.name == said
        ),
        None,
    )
    if begins is None:
        return one
    room, last = ROOM - len(said), words[begins]
    for fact in words[begins + 1 :]:
        beside = fact.evidence[0].line - int(last.extra["last"]) <= NEXT and _follows(fact, last)
        alike = all(fact.extra.get(name) == last.extra.get(name) for name in ("origin", "header"))
        text = fact.name.removesuffix("::")  # behind which something is shown
        if not (alike and beside and fact.owner == last.owner and _tells(text)) or len(text) >= room:
            break
        said, room, last = f"{said} {text}", room - len(text) - 1, fact
    return replace(
        one,
        params=tuple(
            (name, Quote(said) if isinstance(value, Quote) else value) for name, value in one.params
        ),
    )


def _follows(later: Fact, earlier: Fact) -> bool:
    """Whether nothing stands between two sentences: of one paragraph, or the last of one and the first of the next, of
    which neither is an item of a list or one of a row of fields."""
    number = int(later.extra["number"])
    if later.extra["origin"] == Origin.COMMENT and later.extra["block"] != earlier.extra["block"]:
        return False  # the code between them is not seen
    if later.extra["block"] == earlier.extra["block"]:
        return number == int(earlier.extra["number"]) + 1
    return number == 0 and "ends" in earlier.extra and not {"listed"} & {*later.extra, *earlier.extra}


def _beside(fact: Fact, words: Sequence[Fact]) -> Fact | None:
    """The help text in the call that defines a flag, or the comment at a variable."""
    line = fact.evidence[0].line
    near = [
        each
        for each in words
        if each.path == fact.path
        and (
            (each.extra["origin"] == Origin.HELP and 0 <= each.evidence[0].line - line <= NEAR)
            or (each.extra["origin"] == Origin.COMMENT and 0 <= line - int(each.extra["last"]) <= 1)
        )
    ]
    best = min(near, key=lambda each: abs(each.evidence[0].line - line), default=None)
    if best is None or best.extra["origin"] != Origin.COMMENT:
        return best
    passage = [
        each for each in words if each.path == best.path and each.extra["block"] == best.extra["block"]
    ]
    return passage[0] if passage[0].extra["number"] == "0" else None


def _tells(said: str) -> bool:
    """Whether a sentence says what a thing is for: it is whole and certain, and no list of parameters or references."""
    return not (said.endswith(":") or LABELLED.search(said) or POINTS_BACK.search(said)) and is_sure(said)


def _last(name: str) -> str:
    return name.replace("::", ".").rpartition(".")[2]
