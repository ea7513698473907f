"""What a summary could say: the sentences of the rules made one where they are of a kind, and what is made of the lines, of
purposes, of new code and of the title's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.statements.changed_lines import from_lines
from classifier.statements.choice import chosen
from classifier.statements.conforming import conforming
from classifier.statements.engine import MOST_EVIDENCE
from classifier.statements.exchanged import exchanged, without_what_follows
from classifier.statements.gained import gained
from classifier.statements.imported import imported
from classifier.statements.length_budget import ROOMS, Room
from classifier.statements.literal import is_special
from classifier.statements.material import Material
from classifier.statements.purposes import opened, purposes
from classifier.statements.ranking import stems, subject_stems
from classifier.statements.shown import codes, says_the_same_twice
from classifier.statements.substituted import is_counted, substituted, without_the_same
from history.briefs import Code, Listing, Section, Statement, Term, Value

MOST_FOLDERS = 100  # above a file that are asked whether they are new
MOST_ALIKE = 4  # sentences of one form that may compete
MOSTLY = 0.6  # of the changed lines
TESTS = frozenset({"summary-added-tests", "summary-removed-tests", "summary-tests-changed"})
SIZEABLE = 150  # lines of a new folder


def candidates(by_rules: Sequence[Statement], material: Material) -> list[Statement]:
    """Every sentence that may compete for a place, in no order that counts."""
    room = ROOMS[material.level]
    flags = list(_flags_by_program(material, room))
    package = _new_package(material)
    rules = [
        one
        for one in _without_tests(by_rules, material)
        if not (flags and _kind(one) == "kind-flag" and one.key == "summary-added")
        and not (package and one.rule == "summary-added-directories")
    ]
    aims = [] if material.reverts else [opened(one, material) for one in purposes(material)]
    title = subject_stems(material.reading.message.subject)
    aimed = {code.text for one in aims for code in codes(one)}
    aimed |= {fact.before for fact in material.facts if fact.change is Change.RENAMED and fact.before}
    conformed = list(conforming(material))
    implementing = {next(codes(one)).text for one in conformed}
    said = [
        *([package] if package else []),
        *flags,
        *merged([less for one in rules if (less := _less(one, aimed, title))], room),
        *aims,
        *(one for one in gained(material) if next(codes(one)).text not in implementing),
        *imported(material),
        *conformed,
    ]
    said = [*without_what_follows(said, material), *exchanged(material)]
    said += without_what_follows(from_lines(material, room, said), material)
    same = [one for one in substituted(material) if not is_counted(one, said)]
    said = [*without_the_same(said, same), *same]
    differing = [one for one in chosen(said, material, room.steps) if not says_the_same_twice(one)]
    return _without_echoes(_without_special(differing))


def _less(one: Statement, aimed: set[str], title: frozenset[str]) -> Statement | None:
    """The statement without the names whose purpose is told by a sentence of their own, and without private ones
    that the title does not speak of; `None` where no name is left."""
    if one.key != "summary-added":
        return one
    params: list[tuple[str, Value]] = []
    for name, value in one.params:
        if not isinstance(value, Listing):
            params.append((name, value))
            continue
        left = tuple(
            item
            for item in value.items
            if item.text not in aimed and (not item.text.startswith("_") or stems(item.text) & title)
        )
        if not left:
            return None
        params.append((name, Listing(left, value.more)))
    return replace(one, params=tuple(params))


def _without_tests(statements: Sequence[Statement], material: Material) -> list[Statement]:
    """Where a commit is not about tests: that existing ones changed is not its news, and of new ones a name
    will do."""
    if material.about_tests or all(one.rule in TESTS for one in statements):
        return list(statements)
    return [
        replace(one, params=tuple((name, trimmed(value, 1)) for name, value in one.params))
        if one.rule in TESTS
        else one
        for one in statements
        if one.rule != "summary-tests-changed"
    ]


def _without_special(statements: Sequence[Statement]) -> list[Statement]:
    """The sentences but for those that name nothing but `__init__` and the like, where there are others."""
    telling = [
        one
        for one in statements
        if not (names := tuple(codes(one))) or not all(is_special(code.text) for code in names)
    ]
    return telling or list(statements)


def _kind(statement: Statement) -> str:
    kind = dict(statement.params).get("kind")
    return kind.key.removesuffix("-many") if isinstance(kind, Term) else ""


def _flags_by_program(material: Material, room: Room) -> Iterator[Statement]:
    """New flags by the file that defines them, where a commit gives them to more than one program."""
    by_file: dict[str, list[Fact]] = {}
    for fact in material.facts:
        if (
            fact.kind == "flag.added"
            and "test" not in fact.extra
            and material.role_of(fact) not in {Role.TEST, Role.DOCUMENTATION}
        ):
            by_file.setdefault(fact.path, []).append(fact)
    told: list[tuple[Code, Listing, list[Fact]]] = []
    for path, facts in sorted(by_file.items(), key=lambda item: -len(item[1])):
        file = material.grounds.file(path)
        names = material.grounds.listing([fact.name for fact in facts], room.names)
        if file is not None and names is not None:
            told.append((file, names, facts))
    if len(told) < 2:
        return
    params: list[tuple[str, Value]] = []
    for place, (file, names, _) in enumerate(told[:2], start=1):
        params += [(f"file{place}", file), (f"names{place}", names)]
    proof = tuple(fact.evidence[0] for _, _, facts in told[:2] for fact in facts)[:MOST_EVIDENCE]
    yield Statement(Section.SUMMARY, "summary-flags-of", "summary-flags-of", proof, tuple(params), 88)


def _sizes(folders: Set[str], material: Material) -> tuple[Counter[str], Counter[str]]:
    """How many files people wrote in each of the folders, and how many lines those add."""
    files: Counter[str] = Counter()
    added: Counter[str] = Counter()
    for file in material.written if folders else ():
        for end in islice((match.start() for match in re.finditer("/", file.path)), MOST_FOLDERS):
            folder = file.path[:end]
            if folder in folders:
                files[folder] += 1
                added[folder] += file.added
    return files, added


def _new_package(material: Material) -> Statement | None:
    """The new folder that makes up most of a commit, with its size."""
    total = sum(file.churn for file in material.written)
    best: tuple[int, int, Fact, Code] | None = None
    folders = [fact for fact in material.facts if fact.kind in {"package.added", "directory.added"}]
    counts, added = _sizes({fact.name for fact in folders}, material)
    for fact in folders:
        inside, lines = counts[fact.name], added[fact.name]
        code = material.grounds.code(fact.name)
        if code is not None and inside > 1 and 5 * lines >= 2 * total and (best is None or lines > best[0]):
            best = lines, inside, fact, code
    if best is None or best[0] < SIZEABLE:
        return None
    lines, files, fact, code = best
    kind = Term("kind-package" if fact.subject is Subject.PACKAGE else "kind-directory")
    params = (("kind", kind), ("path", code), ("files", files), ("lines", lines))
    return Statement(
        Section.SUMMARY, "summary-new-package", "summary-new-package", fact.evidence[:1], params, 96
    )


def _without_echoes(said: Sequence[Statement]) -> list[Statement]:
    """The sentences but for those that have the same two values of a name as one before them."""
    kept: list[Statement] = []
    seen: set[tuple[Value, ...]] = set()
    for one in said:
        values = tuple(value for name, value in one.params if name in {"name", "before", "after"})
        if len(values) > 1 and values in seen:
            continue
        seen.add(values)
        kept.append(one)
    return kept


def merged(statements: Iterable[Statement], room: Room) -> Iterator[Statement]:
    """Statements with the same key made one, the heaviest first; the key gets the number of kinds."""
    by_key: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda one: -one.weight):
        by_key.setdefault(statement.key, []).append(statement)
    for key, group in by_key.items():
        if "kind" not in dict(group[0].params) or not key.startswith("summary-"):
            yield from group[:MOST_ALIKE]
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
