"""The summary: what behaves differently, first; then what else the commit does, file by file.

The sentences come from the rules of the section, from what new things are for, from the steps of bodies, from the lines that
set what the title names, and from what people wrote at the change (`classifier.statements.candidates`). Those lead that are
about what the title says, that have an old and a new value, and that somebody outside can notice. After the first each file
that matters gets a word before another says more. A list of names is no sentence: it is told where there is nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from classifier.paths import Role
from classifier.statements.candidates import MOSTLY, candidates
from classifier.statements.literal import short_path
from classifier.statements.material import MOSTLY_TESTS, Material, file_evidence, largest
from classifier.statements.params import codes
from classifier.statements.quotations import beside, gone, leading, remarks
from classifier.statements.ranking import stems, subject_stems
from classifier.statements.reformatting import layout
from history.briefs import Code, Importance, Listing, Quotation, Quote, Section, Statement, Term, Value
from history.sizes import size_of

SENTENCES = {Importance.HIGH: 6, Importance.MEDIUM: 5, Importance.LOW: 2}
ENOUGH = 44  # worth from which a sentence stands beside a better one
SAME_FILE = 16  # what a sentence loses for each other one about its file
OF_SHARE = 24  # what it gains by its file's share of the changed lines
UNTOLD = 10  # and where that is a fifth or more and nothing was told of it yet
SIZEABLE = 0.2
INVENTORY = 45  # what a list of names loses
OF_ASIDE = 40  # what a sentence about tests or pages loses in a commit about something else
OF_TITLE = 12  # for each word of the title that a sentence is about, up to three
OF_REMOVAL = 20  # what is gone is always worth saying
OF_GONE = 60  # what the end of a file gains by its share of the changed lines
OF_VALUES = 10  # for an old and a new value
OPENS = 110  # rank from which the purpose of a new thing comes before somebody's words about the change
OF_WORDS, AFTER_WORDS = (
    6,
    24,
)  # what a comment at a step gains over the sentence about it, and what this loses
OF_REMARK = 44  # what somebody's words at the change begin with
OF_SCORE = 14  # for each point of their score
_NAMES_ONLY = (
    "summary-added-",
    "summary-removed-",
    "summary-changed-",
    "summary-moved-",
    "summary-signature-",
    "summary-constructor",
    "summary-exports",
)
_DULL = frozenset({"summary-changed", "summary-bases", "behaviour-calls"})
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
        "behaviour-raises",
        "behaviour-sets-when",
        "behaviour-bound",
        "summary-takes",
        "summary-edit",
        "summary-new-calls",
    }
    | {"behaviour-moved-after", "behaviour-moved-before", "behaviour-moved-into", "behaviour-moved-out"}
)
MINOR = 20  # what they lose


def summary(by_rules: Sequence[Statement], material: Material) -> list[Statement]:
    """The sentences of the summary, the first one first, the others file by file."""
    if only := list(layout(material)):
        return only
    said = leading(material)
    lead = list(_in_words(said, 100)) if said else []
    pool = [_Candidate(one, _rank(one, material)) for one in candidates(by_rules, material)]
    pool = [better for one in pool for better in _explained(one, material)]
    for quotation, score in remarks(material, said):
        pool += [_Candidate(one, _rank(one, material)) for one in _in_words(quotation, _weight(score))]
    title = subject_stems(material.reading.message.subject)
    for quotation, score in gone(material):
        if not stems(quotation.text) & title:
            continue
        params: tuple[tuple[str, Value], ...] = (("said", Quote(quotation.text)),)
        one = Statement(
            Section.SUMMARY,
            "summary-words-gone",
            "summary-words-gone",
            (quotation.evidence,),
            params,
            _weight(score),
        )
        pool.append(_Candidate(one, _rank(one, material)))
    opening = max(pool, key=lambda one: one.rank, default=None)
    if opening and opening.statement.rule == "summary-purpose" and opening.rank >= OPENS:
        lead.insert(0, opening.statement)  # what is new, and what it is for, comes before what is said of it
    chosen = _chosen(lead, pool, material)
    return [replace(one, weight=max(1, 100 - place)) for place, one in enumerate(_in_order(chosen))] or list(
        _whereabouts(material)
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    statement: Statement
    rank: int

    @property
    def path(self) -> str:
        return self.statement.evidence[0].path


def _explained(one: _Candidate, material: Material) -> Iterator[_Candidate]:
    """A sentence about a step, behind what the author's comment at that step says, where there is one."""
    own = one.statement
    found = beside(material, own.evidence[0]) if own.rule.startswith("behaviour-") else None
    if found is None:
        yield one
        return
    yield from (_Candidate(each, one.rank + OF_WORDS) for each in _in_words(found, own.weight))
    yield _Candidate(own, one.rank - AFTER_WORDS)


def _weight(score: float) -> int:
    return min(90, round(OF_REMARK + OF_SCORE * (score - 1)))


def _chosen(lead: Sequence[Statement], pool: Sequence[_Candidate], material: Material) -> list[Statement]:
    """The sentences worth their place, the best first, each file's in the light of what was told of it already."""
    total = sum(file.churn for file in material.written) or 1
    shares = Counter({file.path: file.churn / total for file in material.written})
    told = list(lead)
    of_file = Counter(one.evidence[0].path for one in told)
    named: set[str] = set()
    left = list(pool)

    def worth(one: _Candidate) -> float:
        share = shares[one.path]
        gain = OF_SHARE * share + (UNTOLD if share >= SIZEABLE and not of_file[one.path] else 0)
        return one.rank + gain - SAME_FILE * of_file[one.path]

    while left and len(told) < SENTENCES[material.level]:
        best = max(
            left,
            key=lambda one: worth(one) - (0 if told else OF_FIRST * (one.statement.rule in _NO_HEADLINE)),
        )
        if told and worth(best) < ENOUGH:
            break
        left.remove(best)
        names = {code.text for code in codes(best.statement)} - {short_path(best.path)}
        if told and (
            _quotes(best.statement, told) or (names and names <= named) or _echoes(best.statement, told)
        ):
            continue
        named |= names
        of_file[best.path] += 1
        told.append(best.statement)
    return told


def _in_order(chosen: Sequence[Statement]) -> list[Statement]:
    """The first sentence, what is about several files, then the others file by file, as the files came up."""
    files = dict.fromkeys(["", *map(_file, chosen[1:])])
    return [*chosen[:1], *(one for path in files for one in chosen[1:] if _file(one) == path)]


def _file(one: Statement) -> str:
    """The file that proves a sentence; "" where several do."""
    paths = {line.path for line in one.evidence}
    return paths.pop() if len(paths) == 1 else ""


def _in_words(found: Quotation, weight: int) -> tuple[Statement, ...]:
    """A quotation as a sentence of the summary."""
    origin = Term(f"origin-{found.origin.replace('_', '-')}")
    params: tuple[tuple[str, Value], ...] = (("said", Quote(found.text)), ("origin", origin))
    key = "summary-words"
    if found.place is not None:
        key, params = f"{key}-at", (*params, ("place", found.place))
    return (Statement(Section.SUMMARY, key, "summary-words", (found.evidence,), params, weight),)


def _echoes(one: Statement, told: Sequence[Statement]) -> bool:
    """Whether another sentence says the same of another place in the file, or has the same two values but for case."""
    path, own = one.evidence[0].path, _but_for_place(one)
    values = _two_values(one)
    return any(
        (each.key == one.key and each.evidence[0].path == path and own and _but_for_place(each) == own)
        or (values is not None and values == _two_values(each))
        for each in told
    )


def _but_for_place(one: Statement) -> tuple[tuple[str, Value], ...]:
    return tuple((name, value) for name, value in one.params if name not in {"place", "owner", "where"})


def _two_values(one: Statement) -> tuple[str, str] | None:
    found = {name: value.text for name, value in one.params if isinstance(value, Code)}
    if "before" not in found or "after" not in found:
        return None
    before, after = (found[name].strip("\"'").lower() for name in ("before", "after"))
    return before, after


def _quotes(one: Statement, told: Sequence[Statement]) -> bool:
    """Whether it quotes what another sentence quotes already."""
    own = [value.text for _, value in one.params if isinstance(value, Quote)]
    others = [value.text for each in told for _, value in each.params if isinstance(value, Quote)]
    return any(mine in theirs or theirs in mine for mine in own for theirs in others)


def _rank(one: Statement, material: Material) -> int:
    """How much a sentence deserves to lead."""
    rank = one.weight
    said = [value.text for _, value in one.params if isinstance(value, Quote)]
    text = " ".join([*(code.text for code in codes(one)), *said, *(proof.text for proof in one.evidence[:1])])
    title = subject_stems(material.reading.message.subject)
    rank += OF_TITLE * min(3, len(stems(text) & title))
    values = {name for name, _ in one.params}
    if {"before", "after"} <= values and one.rule != "summary-edit":
        rank += OF_VALUES
    if one.key.startswith(("summary-removed-", "summary-kind-changed")):
        rank += OF_REMOVAL
    if one.key.startswith(_NAMES_ONLY) and (one.rule not in _OUTSIDE_RULES or _of_new_tools(one, material)):
        rank -= INVENTORY
        if material.share_of(Role.SOURCE) > 0 and _of_new_tools(one, material):
            rank -= OF_ASIDE
    if one.rule in _DULL or one.key in _DULL:
        rank -= INVENTORY
    if one.rule in _MINOR:
        rank -= MINOR
    if one.rule == "behaviour-file-gone":
        rank += round(OF_GONE * _share(material, one.evidence[0].path))
    elif one.key.startswith("summary-removed-") and one.evidence[0].path in _deleted(material):
        rank -= OF_REMOVAL + OF_VALUES  # the file is gone, and all that was in it
    roles = {material.roles.get(proof.path) for proof in one.evidence[:1]}
    for role in roles & {Role.TEST, Role.DOCUMENTATION, Role.EXAMPLE, Role.BENCHMARK, Role.CI}:
        if role is not None and material.share_of(role) < MOSTLY:
            rank -= OF_ASIDE
    return rank


def _of_new_tools(one: Statement, material: Material) -> bool:
    """Whether names are those of scripts, benchmarks and the like that are new as a whole: nobody calls them yet."""
    came = {file.path for file in material.commit.files if not file.old_path}
    return all(
        proof.path in came and material.roles.get(proof.path) is not Role.SOURCE for proof in one.evidence
    )


def _share(material: Material, path: str) -> float:
    total = sum(file.churn for file in material.written) or 1
    return sum(file.churn for file in material.written if file.path == path) / total


def _deleted(material: Material) -> set[str]:
    return {file.path for file in material.commit.files if not file.new_path}


# What says something only beside another sentence.
_NO_HEADLINE = frozenset(
    {
        "summary-words-gone",
        "summary-set",
        "summary-line",
        "summary-edit",
        "summary-env-set",
        "summary-argument",
        "summary-new-calls",
        "behaviour-raises",
        "behaviour-calls-also",
        "behaviour-moved-after",
        "behaviour-moved-before",
    }
)
OF_FIRST = 60  # what it loses where it would be the first


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
