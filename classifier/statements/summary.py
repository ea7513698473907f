"""The summary: what a commit did, by name, in two or three sentences (one or two for low commits).

Summary rules give one statement per kind of thing (`Adds struct A and B`); those with the same key are
merged here into one sentence (`Adds struct A and B, flag --c and 4 tests`), the weightiest kinds first.
Where no fact speaks, the changed lines themselves do: small edits said exactly, names that came into use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from classifier.facts.interface import Fact, Subject
from classifier.paths import Role
from classifier.statements.changed_lines import FEW, first_lines, from_lines, names_in_use
from classifier.statements.choice import about_steps, chosen
from classifier.statements.engine import MOST_EVIDENCE
from classifier.statements.length_budget import ROOMS, Room
from classifier.statements.literal import is_special, short_path
from classifier.statements.material import MOSTLY_TESTS, Material, file_evidence, largest
from classifier.statements.params import codes, weight_of
from classifier.statements.prose import quotation, told_prose
from classifier.statements.reformatting import layout
from history.briefs import Code, Importance, Listing, Section, Statement, Term, Value

SEVERAL = 24  # characters of a path beside others


def summary(by_rules: Sequence[Statement], material: Material) -> Iterator[Statement]:
    """The sentences of the summary, in their order, from what the rules of its section say."""
    room = ROOMS[material.level]
    quoted = quotation(material, room)
    if quoted is not None:
        yield quoted
    if only := list(layout(material)):
        yield from only
        return
    flags = list(_flags_by_program(material, room))
    package = _new_package(material)
    by_rules = [
        _for_documentation(one, material)
        for one in _without_tests(by_rules, material)
        if not (flags and _kind(one) == "kind-flag" and one.key == "summary-added")
        and not (package and one.rule == "summary-added-directories")
    ]
    said = [*([package] if package else []), *flags, *merged(by_rules, room)]
    said += from_lines(material, room, said)
    if not any(one.rule == "summary-edit" for one in said):
        said += told_prose(material, room)
    said = chosen(_without_special(said), material, room.steps)
    said = _without_echoes(said, material.level)
    said.sort(key=lambda one: -one.weight)
    if material.level is Importance.LOW or not said:
        if not said and sum(file.churn for file in material.written) <= FEW:
            said += first_lines(material, room)
        named = {code.text for one in said for code in codes(one)}
        said += names_in_use(material, named, Section.SUMMARY) if material.level is Importance.LOW else []
        if not said:
            said += [*names_in_use(material, named, Section.SUMMARY)] or [*first_lines(material, room)]
    told = list(_fitting_sentences(said, room))
    if material.level is Importance.LOW:
        for one in _whereabouts(material, room):
            if _says_nothing_new(one, told):
                told = [_with_whole_path(each, next(codes(one))) for each in told]
            else:
                told.append(replace(one, key="summary-at-briefly") if told else one)
    yield from told


def _with_whole_path(statement: Statement, path: Code) -> Statement:
    """The statement with the file that it names by its end named by its path."""
    end = short_path(path.text)
    params = tuple((name, path if value == Code(end) else value) for name, value in statement.params)
    return replace(statement, params=params)


def _without_tests(statements: Sequence[Statement], material: Material) -> list[Statement]:
    """Where a commit is not about tests: that existing ones changed is not its news, and of new ones a name
    will do."""
    if material.share_of(Role.TEST) >= MOSTLY_TESTS or all(one.rule in TESTS for one in statements):
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
    telling = [one for one in statements if not all(is_special(code.text) for code in codes(one))]
    return telling or list(statements)


TESTS = frozenset({"summary-added-tests", "summary-removed-tests", "summary-tests-changed"})
GUIDES = frozenset({"summary-added-pages", "summary-removed-pages", "summary-sections-changed"})
MOSTLY = 0.6  # of the changed lines


def _kind(statement: Statement) -> str:
    kind = dict(statement.params).get("kind")
    return kind.key.removesuffix("-many") if isinstance(kind, Term) else ""


def _for_documentation(statement: Statement, material: Material) -> Statement:
    """In a commit that is mostly documentation, headings before links and values."""
    if statement.rule not in GUIDES or material.share_of(Role.DOCUMENTATION) < MOSTLY:
        return statement
    return replace(statement, weight=statement.weight + 28)


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
        file = material.grounds.code(short_path(path))
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


def _new_package(material: Material) -> Statement | None:
    """The new folder that makes up most of a commit, with its size."""
    total = sum(file.churn for file in material.written)
    best: tuple[int, int, Fact, Code] | None = None
    for fact in material.facts:
        if fact.kind not in {"package.added", "directory.added"}:
            continue
        inside = [file for file in material.written if file.path.startswith(f"{fact.name}/")]
        lines = sum(file.added for file in inside)
        code = material.grounds.code(fact.name)
        if (
            code is not None
            and len(inside) > 1
            and 5 * lines >= 2 * total
            and (best is None or lines > best[0])
        ):
            best = lines, len(inside), fact, code
    if best is None or best[0] < SIZEABLE:
        return None
    lines, files, fact, code = best
    kind = Term("kind-package" if fact.subject is Subject.PACKAGE else "kind-directory")
    params = (("kind", kind), ("path", code), ("files", files), ("lines", lines))
    return Statement(
        Section.SUMMARY, "summary-new-package", "summary-new-package", fact.evidence[:1], params, 96
    )


SIZEABLE = 150  # lines


def _says_nothing_new(where: Statement, said: Sequence[Statement]) -> bool:
    """Whether the one file that is pointed to has just been named, by its path or the end of it."""
    named = {short_path(item.text) for one in said for item in codes(one)}
    return not _more(where) and {short_path(item.text) for item in codes(where)} <= named


def _fitting_sentences(said: Sequence[Statement], room: Room) -> Iterator[Statement]:
    """The first sentences that fit; the very first always, if need be with one name of a kind."""
    left = room.characters
    for place, whole in enumerate(said[: room.sentences]):
        params = whole.params
        if place == 0 and _length(params) > left + 12:
            params = tuple((name, trimmed(value, 1)) for name, value in params)
        left -= _length(params)
        if place and left < 0:
            return
        yield replace(whole, params=params)


def _length(params: Iterable[tuple[str, Value]]) -> int:
    return 8 + sum(weight_of(value) for _, value in params)


LEAD = 16  # what a list of several changed bodies gains over single steps in them


def _without_echoes(said: Sequence[Statement], level: Importance) -> list[Statement]:
    """The sentences but for those that say only what a more exact one says: the same two values of a name,
    or that a body changed of which another sentence says how. Where there is room, a list of several changed
    bodies leads."""
    exact = {
        place.text
        for one in said
        if about_steps(one) and isinstance(place := dict(one.params).get("place"), Code)
    }
    taking = {
        owner.text.rpartition(".")[2]
        for one in said
        if one.rule in TAKES and isinstance(owner := dict(one.params)["owner"], Code)
    }
    named = {item.text for one in said if one.rule != "summary-passes" for item in codes(one)}
    kept: list[Statement] = []
    seen: set[tuple[Value, ...]] = set()
    for one in said:
        values = tuple(value for name, value in one.params if name in {"name", "before", "after"})
        told_before = one.key.startswith("summary-signature-") or one.key == "summary-constructor"
        if told_before and not _more(one) and _names(one) <= taking:
            continue
        if one.rule == "summary-passes" and not _more(one) and {item.text for item in codes(one)} <= named:
            continue
        if one.key.startswith("summary-changed-"):
            names = {item.text for item in codes(one)}
            if names <= exact and not _more(one):
                continue
            if len(names) > 1 and level is not Importance.LOW:
                kept.append(replace(one, weight=one.weight + LEAD))
                continue
        if len(values) > 1 and values in seen:
            continue
        seen.add(values)
        kept.append(one)
    return kept


TAKES = frozenset({"summary-takes", "summary-takes-no-more"})


def _names(statement: Statement) -> set[str]:
    return {item.text.rpartition(".")[2] for item in codes(statement)}


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


def _whereabouts(material: Material, room: Room) -> Iterator[Statement]:
    """For low commits, whose report has no scope section: the files."""
    tests = material.share_of(Role.TEST) >= MOSTLY_TESTS
    files = sorted(
        largest(material.written),
        key=lambda file: not tests and material.roles.get(file.path) is Role.TEST,
    )
    spelled = [_spelled(file.path, material, room.paths if len(files) == 1 else SEVERAL) for file in files]
    codes = [code for code in spelled if code is not None]
    shown = _fitting(list(dict.fromkeys(codes)), room.paths + 8)
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
