"""The summary: what a commit did, by name, in two or three sentences (one or two for low commits).

Summary rules give one statement per kind of thing (`Adds struct A and B`); those with the same key are
merged here into one sentence (`Adds struct A and B, flag --c and 4 tests`), the weightiest kinds first.
Where no fact speaks, the changed lines themselves do: small edits said exactly, names that came into use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.statements.engine import MOST_EVIDENCE
from classifier.statements.grounds import short_path
from classifier.statements.material import Material, file_evidence
from classifier.statements.mentions import Mention, telling
from classifier.statements.params import weight_of
from classifier.statements.replacements import Replacement, replacements
from history.briefs import (
    Code,
    Evidence,
    Importance,
    Listing,
    Quote,
    Section,
    Side,
    Statement,
    Value,
)
from history.records import FileChange

MOST_MERGED = 3


@dataclass(frozen=True, slots=True)
class Room:
    """How much a summary may say: sentences besides the quotation, kinds in a sentence, names of a kind,
    edits said exactly, names of changed lines, characters of a quotation (0: none), of paths and of all
    sentences."""

    sentences: int
    kinds: int
    names: int
    edits: int
    mentions: int
    quote: int
    paths: int = 0
    characters: int = 10_000


ROOMS = {
    Importance.HIGH: Room(sentences=4, kinds=3, names=5, edits=1, mentions=9, quote=220),
    Importance.MEDIUM: Room(sentences=3, kinds=3, names=4, edits=2, mentions=12, quote=170),
    Importance.LOW: Room(
        sentences=2, kinds=2, names=2, edits=1, mentions=2, quote=0, paths=46, characters=66
    ),
}
SEVERAL = 24  # characters of a path beside others


def summary(by_rules: Sequence[Statement], material: Material) -> Iterator[Statement]:
    """The sentences of the summary, in their order, from what the rules of its section say."""
    room = ROOMS[material.level]
    quoted = _quotation(material, room)
    if quoted is not None:
        yield quoted
    said = list(merged(by_rules, room))
    said = _without_echoes([*said, *_from_lines(material, room, said)])
    said.sort(key=lambda one: -one.weight)
    if material.level is Importance.LOW:
        named = {code.text for one in said for code in codes(one)}
        said += names_in_use(material, named, Section.SUMMARY)
        if not said:
            said += _first_line(material)
    yield from _fitting_sentences(said, room)
    if material.level is Importance.LOW:
        yield from (one for one in _whereabouts(material, room) if not _says_nothing_new(one, said))


def _says_nothing_new(where: Statement, said: Sequence[Statement]) -> bool:
    """Whether the one file that is pointed to has just been named."""
    named = {item.text for one in said for item in codes(one)}
    return not _more(where) and {item.text for item in codes(where)} <= named


def _fitting_sentences(said: Sequence[Statement], room: Room) -> Iterator[Statement]:
    left = room.characters
    for place, one in enumerate(said[: room.sentences]):
        left -= 8 + sum(weight_of(value) for _, value in one.params)
        if place and left < 0:
            return
        yield one


def _without_echoes(said: Sequence[Statement]) -> list[Statement]:
    """The sentences but for those that say only what a more exact one says: the same two values of a name,
    or that a body changed of which another sentence says how."""
    edited = {item.text for one in said if one.rule == "summary-edit" for item in codes(one)}
    exact = {item.text for one in said if one.rule == "summary-calls" for item in codes(one)}
    kept: list[Statement] = []
    seen: set[tuple[Value, ...]] = set()
    for one in said:
        values = tuple(value for name, value in one.params if name in {"name", "before", "after"})
        names = {item.text for item in codes(one)}
        only_changed = one.key.startswith("summary-changed-") and names <= exact
        echoes = (
            one.rule == "summary-calls"
            and {item.text for _, value in one.params if isinstance(value, Listing) for item in value.items}
            <= edited
        )
        if (len(values) > 1 and values in seen) or (only_changed and not _more(one)) or echoes:
            continue
        seen.add(values)
        kept.append(one)
    return kept


def _more(statement: Statement) -> int:
    return sum(value.more for _, value in statement.params if isinstance(value, Listing))


def merged(statements: Iterable[Statement], room: Room) -> Iterator[Statement]:
    """Statements with the same key made one, the heaviest first; the key gets the number of kinds."""
    by_key: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda one: -one.weight):
        by_key.setdefault(statement.key, []).append(statement)
    for key, group in by_key.items():
        if "kind" not in dict(group[0].params):
            yield from group[:1]
            continue
        kinds = group[: room.kinds]
        params: list[tuple[str, Value]] = []
        for place, one in enumerate(kinds, start=1):
            names = room.names if place == 1 else max(2, room.names - 2)
            params += [(f"{name}{place}", trimmed(value, names)) for name, value in one.params]
        evidence = tuple(dict.fromkeys(line for one in kinds for line in one.evidence))
        yield Statement(
            Section.SUMMARY,
            f"{key}-{len(kinds)}",
            kinds[0].rule,
            evidence[:MOST_EVIDENCE],
            tuple(params),
            kinds[0].weight,
        )


def trimmed(value: Value, most: int) -> Value:
    """A listing with at most `most` names; other values as they are."""
    if not isinstance(value, Listing) or len(value.items) <= most:
        return value
    return Listing(value.items[:most], value.more + len(value.items) - most)


SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"'])|(?<=[。！？])")
MARKUP = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\s]{0,500}\)|[*`]{1,3}|^#+\s+|^[-*+]\s+|^\d+[.)]\s+")
NOISE = re.compile(
    r"^(?:signed-off-by|co-authored-by|reviewed-by|closes?|fixes|resolves|see|cherry|<!--|https?://)|^[\W\d]*$",
    re.IGNORECASE,
)


def _quotation(material: Material, room: Room) -> Statement | None:
    """The author's first sentence that says more than the title does."""
    if not room.quote:
        return None
    title = _words(material.reading.message.subject)
    for fact in material.facts:
        if fact.kind != "author_sentence.said":
            continue
        text = " ".join(MARKUP.sub(r"\1", fact.name).split())
        own = _words(text)
        if len(own) < 4 or len(text) > room.quote or NOISE.match(text):
            continue
        if len(own - title) < max(3, len(own) / 3):
            continue
        return Statement(
            Section.SUMMARY,
            "summary-said",
            "summary-said",
            fact.evidence[:1],
            (("said", Quote(text.rstrip("。. ") if text.endswith(("。", ".")) else text)),),
            100,
        )
    return None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9_]{3,}|[\u4e00-\u9fff]", text.lower()))


def _from_lines(material: Material, room: Room, said: Sequence[Statement]) -> Iterator[Statement]:
    """What the changed lines say of themselves: small edits of lines that nothing was said of yet, then
    what bodies call now."""
    told = {(line.path, line.line) for one in said if "before" in dict(one.params) for line in one.evidence}
    yield from (one for one in _edits(material, room) if _place(one) not in told)
    yield from _calls(material, room)


def names_in_use(material: Material, named: Set[str], section: Section) -> Iterator[Statement]:
    """The names that came into use, went out of use, or that the changed lines are about; those that
    the author mentions first. `named` are names that were said already."""
    most = ROOMS[material.level].mentions
    message = material.commit.message
    found = [one for one in material.mentions if not _named(one.name, named)]
    found = [one for one in found if material.grounds.code(one.name) is not None]
    found.sort(key=lambda one: one.name not in message)
    came = [one for one in found if one.added and not one.removed][:most]
    went = [one for one in found if one.removed and not one.added][:most]
    both = [one for one in found if one.removed and one.added][:most]
    if section is Section.SCOPE:
        groups = {"scope-uses": came, "scope-uses-no-more": went, "scope-around": both}
        for weight, (key, some) in enumerate(reversed(groups.items()), start=1):
            if some:
                yield _mentioned(section, key, weight, names=some)
    elif came and went:
        yield _mentioned(section, "summary-uses-instead", 30, came=came, went=went)
    elif came:
        yield _mentioned(section, "summary-uses", 30, came=came)
    elif went:
        yield _mentioned(section, "summary-uses-no-more", 30, went=went)
    elif both:
        yield _mentioned(section, "summary-around", 30, names=both)


def _mentioned(section: Section, key: str, weight: int, **groups: Sequence[Mention]) -> Statement:
    params = [(name, Listing(tuple(Code(one.name) for one in some))) for name, some in groups.items()]
    evidence = [one.evidence for some in groups.values() for one in some]
    return Statement(section, key, "names-in-use", tuple(evidence[:MOST_EVIDENCE]), tuple(params), weight)


def _named(name: str, named: Set[str]) -> bool:
    return any(name in other or other in name for other in named)


def _edits(material: Material, room: Room) -> Iterator[Statement]:
    """The first small edits, where the commit is made of few."""
    if material.commit.files and sum(file.churn for file in material.written) > 40:
        return
    said = 0
    for found in replacements(material.written):
        params = _both_sides(found, material)
        if not params:
            continue
        yield Statement(
            Section.SUMMARY,
            EDIT_KEYS[tuple(name for name, _ in params)],
            "summary-edit",
            found.evidence,
            params,
            48,
        )
        said += 1
        if said == room.edits:
            return


def _calls(material: Material, room: Room) -> Iterator[Statement]:
    """What the most changed bodies call now and did not before, and the other way round."""
    bodies = [
        fact
        for fact in material.facts
        if fact.change is Change.CHANGED
        and fact.subject in (Subject.FUNCTION, Subject.METHOD)
        and fact.extra.keys() & {"calls_added", "calls_removed"}
    ]
    bodies.sort(key=lambda fact: (material.role_of(fact) is Role.TEST, -int(fact.extra["changed_lines"])))
    for fact in bodies[: room.edits]:
        name = material.grounds.name(fact.name)
        came = _called(fact, "calls_added", material, room)
        went = _called(fact, "calls_removed", material, room)
        if name is None or not (came or went):
            continue
        params: list[tuple[str, Value]] = [("name", name)]
        params += [(key, Listing(some)) for key, some in (("came", came), ("went", went)) if some]
        key = "summary-calls" + ("" if came and went else "-new" if came else "-no-more")
        yield Statement(Section.SUMMARY, key, "summary-calls", fact.evidence, tuple(params), 46)


def _called(fact: Fact, side: str, material: Material, room: Room) -> tuple[Code, ...]:
    names = [name for name in fact.extra.get(side, "").split() if telling(name)]
    codes = (material.grounds.name(name) for name in names)
    return tuple(dict.fromkeys(code for code in codes if code is not None))[: room.names - 1]


def _place(statement: Statement) -> tuple[str, int]:
    return statement.evidence[0].path, statement.evidence[0].line


def _first_line(material: Material) -> Iterator[Statement]:
    """Where nothing else speaks: the first line of substance that was added, else that was taken out."""
    for key, side in (("summary-line-added", Side.NEW), ("summary-line-removed", Side.OLD)):
        for file in largest(material.written):
            for hunk in file.hunks:
                for number, text in hunk.added() if side is Side.NEW else hunk.removed():
                    if len(re.findall(r"\w", text)) < 4:
                        continue
                    if (code := material.grounds.value(text)) is None:
                        continue
                    path = file.path if side is Side.NEW else file.old_path or file.path
                    proof = (Evidence(path, side, number, text.strip()[:200]),)
                    yield Statement(Section.SUMMARY, key, "summary-line", proof, (("line", code),), 20)
                    return


EDIT_KEYS = {
    ("before", "after"): "summary-replaced",
    ("before",): "summary-deleted",
    ("after",): "summary-inserted",
}


def _both_sides(found: Replacement, material: Material) -> tuple[tuple[str, Value], ...]:
    """The two texts of an edit, or the one that there is; nothing if one cannot be shown."""
    sides = [(name, text) for name, text in (("before", found.before), ("after", found.after)) if text]
    shown = [(name, value) for name, text in sides if (value := material.grounds.value(text)) is not None]
    if any(not re.search(r"\w", text) for _, text in sides):
        return ()
    if len(shown) < len(sides) or (len(sides) == 1 and not re.search(r"\w{2}", sides[0][1])):
        return ()
    return tuple(shown)


def _whereabouts(material: Material, room: Room) -> Iterator[Statement]:
    """For low commits, whose report has no scope section: the files."""
    files = largest(material.written)
    spelled = [_spelled(file.path, material, room.paths if len(files) == 1 else SEVERAL) for file in files]
    codes = [code for code in spelled if code is not None]
    shown = _fitting(list(dict.fromkeys(codes)), room.paths + 12)
    if not shown:
        return
    yield Statement(
        Section.SUMMARY,
        "summary-at",
        "summary-at",
        tuple(file_evidence(file) for file in files[: len(shown)]),
        (
            ("files", Listing(tuple(shown), len(material.commit.files) - len(shown))),
            ("added", sum(file.added for file in material.commit.files)),
            ("removed", sum(file.removed for file in material.commit.files)),
        ),
        1,
    )


def _spelled(path: str, material: Material, most: int) -> Code | None:
    return material.grounds.code(path if len(path) <= most else short_path(path))


def _fitting(codes: Sequence[Code], characters: int) -> list[Code]:
    shown: list[Code] = []
    for code in codes:
        characters -= len(code.text) + 3
        if shown and characters < 0:
            break
        shown.append(code)
    return shown


def codes(statement: Statement) -> Iterator[Code]:
    """The names that a statement shows."""
    for _, value in statement.params:
        if isinstance(value, Code):
            yield value
        elif isinstance(value, Listing):
            yield from value.items


def largest(files: Iterable[FileChange]) -> list[FileChange]:
    """Files by lines changed, most first; ties in the order of the diff."""
    return sorted(files, key=lambda file: -file.churn)
