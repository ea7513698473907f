"""The summary: what behaves differently, first; one to three sentences.

The sentences come from the rules of the section, from what new things are for (`classifier.statements.purposes`), and
from the steps of bodies. Those lead that are about what the title says, that have an old and a new value, and that
somebody outside can notice. A list of names is no sentence: it is told only where there is nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from classifier.facts.interface import Fact, Subject
from classifier.paths import Role
from classifier.statements.changed_lines import from_lines
from classifier.statements.choice import about_steps, chosen
from classifier.statements.engine import MOST_EVIDENCE
from classifier.statements.length_budget import ROOMS, Room
from classifier.statements.literal import is_special, short_path
from classifier.statements.material import MOSTLY_TESTS, Material, file_evidence, largest
from classifier.statements.params import codes
from classifier.statements.purposes import purposes
from classifier.statements.quotations import leading
from classifier.statements.ranking import stems
from classifier.statements.reformatting import layout
from history.briefs import Code, Importance, Listing, Quotation, Quote, Section, Statement, Term, Value
from history.sizes import size_of

SENTENCES = {Importance.HIGH: 3, Importance.MEDIUM: 2, Importance.LOW: 1}  # beside somebody's words
ENOUGH = 40  # rank from which a sentence stands beside a better one
ENOUGH_BESIDE_WORDS = 72  # the same, where somebody's words lead
INVENTORY = 45  # what a list of names loses
OF_ASIDE = 40  # what a sentence about tests or pages loses in a commit about something else
OF_TITLE = 12  # for each word of the title that a sentence is about, up to three
OF_REMOVAL = 20  # what is gone is always worth saying
OF_VALUES = 10  # for an old and a new value
_NAMES_ONLY = (
    "summary-added-",
    "summary-removed-",
    "summary-changed-",
    "summary-moved-",
    "summary-signature-",
)
_DULL = frozenset({"summary-changed", "summary-bases"})
# True, and seldom what a reader wants to hear first: which argument is passed, which call gave way to which.
_MINOR = frozenset(
    {
        "behaviour-asks",
        "behaviour-asks-too",
        "behaviour-asks-less",
        "behaviour-lets-too",
        "behaviour-lets-less",
    }
    | {
        "behaviour-calls",
        "behaviour-passes",
        "behaviour-passes-no-more",
        "behaviour-passes-instead",
        "behaviour-words",
    }
    | {
        "behaviour-step",
        "behaviour-case",
        "behaviour-case-no-more",
        "behaviour-bound",
        "summary-takes",
        "summary-edit",
    }
)
MINOR = 20  # what they lose
MOST_ALIKE = 4  # sentences of one form that may compete


def summary(by_rules: Sequence[Statement], material: Material) -> list[Statement]:
    """The sentences of the summary, the most telling first: what somebody wrote about the change, where it says what
    the title is about, then what the diff shows."""
    if only := list(layout(material)):
        return only
    lead = _in_words(leading(material))
    least = ENOUGH_BESIDE_WORDS if lead else ENOUGH
    most = SENTENCES[material.level] + len(lead)
    ranked = sorted(
        ((_rank(one, material), place, one) for place, one in enumerate(_candidates(by_rules, material))),
        key=lambda each: (-each[0], each[1]),
    )
    told = list(lead)
    named: set[str] = set()
    for rank, _, one in ranked:
        if len(told) == most or (told and rank < least):
            break
        if lead and any(isinstance(value, Quote) and _is_in(value, lead) for _, value in one.params):
            continue
        names = {code.text for code in codes(one)}
        if told and names and names <= named:
            continue
        named |= names
        told.append(replace(one, weight=max(1, min(100, 100 - len(told)))))
    return told or list(_whereabouts(material))


def _in_words(found: Quotation | None) -> tuple[Statement, ...]:
    """A quotation as the first sentence of a summary."""
    if found is None:
        return ()
    origin = Term(f"origin-{found.origin.replace('_', '-')}")
    params: tuple[tuple[str, Value], ...] = (("said", Quote(found.text)), ("origin", origin))
    key = "summary-words"
    if found.place is not None:
        key, params = f"{key}-at", (*params, ("place", found.place))
    return (Statement(Section.SUMMARY, key, "summary-words", (found.evidence,), params, 100),)


def _is_in(quote: Quote, lead: Sequence[Statement]) -> bool:
    return any(
        isinstance(value, Quote) and quote.text in value.text for one in lead for _, value in one.params
    )


def _candidates(by_rules: Sequence[Statement], material: Material) -> list[Statement]:
    room = ROOMS[material.level]
    flags = list(_flags_by_program(material, room))
    package = _new_package(material)
    rules = [
        one
        for one in _without_tests(by_rules, material)
        if not (flags and _kind(one) == "kind-flag" and one.key == "summary-added")
        and not (package and one.rule == "summary-added-directories")
    ]
    aims = list(purposes(material))
    aimed = {code.text for one in aims for code in codes(one)}
    said = [
        *([package] if package else []),
        *flags,
        *merged([less for one in rules if (less := _less(one, aimed))], room),
        *aims,
    ]
    said += from_lines(material, room, said)
    return _without_echoes(_without_special(chosen(said, material, room.steps)))


def _less(one: Statement, aimed: set[str]) -> Statement | None:
    """The statement without the names whose purpose is told by a sentence of their own, and without private ones;
    `None` where no name is left."""
    if one.key != "summary-added":
        return one
    params: list[tuple[str, Value]] = []
    for name, value in one.params:
        if not isinstance(value, Listing):
            params.append((name, value))
            continue
        left = tuple(item for item in value.items if item.text not in aimed and not item.text.startswith("_"))
        if not left:
            return None
        params.append((name, Listing(left, value.more)))
    return replace(one, params=tuple(params))


def _rank(one: Statement, material: Material) -> int:
    """How much a sentence deserves to lead."""
    rank = one.weight
    text = " ".join([*(code.text for code in codes(one)), *(proof.text for proof in one.evidence[:1])])
    title = stems(material.reading.message.subject)
    rank += OF_TITLE * min(3, len(stems(text) & title))
    values = {name for name, _ in one.params}
    if {"before", "after"} <= values and one.rule != "summary-edit":
        rank += OF_VALUES
    if one.key.startswith(("summary-removed-", "summary-kind-changed")):
        rank += OF_REMOVAL
    if one.key.startswith(_NAMES_ONLY) and one.rule not in _OUTSIDE_RULES:
        rank -= INVENTORY
    if one.rule in _DULL or one.key in _DULL:
        rank -= INVENTORY
    if one.rule in _MINOR:
        rank -= MINOR
    roles = {material.roles.get(proof.path) for proof in one.evidence[:1]}
    for role in roles & {Role.TEST, Role.DOCUMENTATION, Role.EXAMPLE, Role.BENCHMARK, Role.CI}:
        if role is not None and material.share_of(role) < MOSTLY:
            rank -= OF_ASIDE
    return rank


_OUTSIDE_RULES = frozenset(
    {
        "summary-added-interfaces",
        "summary-added-variables",
        "summary-removed-interfaces",
        "summary-added-dependencies",
        "summary-removed-dependencies",
    }
)


def _whereabouts(material: Material) -> Iterator[Statement]:
    """Where nothing else is known of a commit: the files and how much of them changed."""
    tests = material.share_of(Role.TEST) >= MOSTLY_TESTS
    files = sorted(
        largest(material.written), key=lambda file: not tests and material.roles.get(file.path) is Role.TEST
    )
    shown = [
        code
        for file in files[:3]
        if (code := material.grounds.code(file.path) or material.grounds.code(short_path(file.path)))
    ]
    if not shown:
        return
    yield Statement(
        Section.SUMMARY,
        "summary-at",
        "summary-at",
        tuple(file_evidence(file) for file in files[: len(shown)]),
        (
            ("files", Listing(tuple(dict.fromkeys(shown)), len(material.commit.files) - len(set(shown)))),
            ("size", size_of(material.commit.files)),
        ),
        1,
    )


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
MOSTLY = 0.6  # of the changed lines


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


def _without_echoes(said: Sequence[Statement]) -> list[Statement]:
    """The sentences but for those that say only what a more exact one says: the same two values of a name,
    or that a body changed of which another sentence says how."""
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
