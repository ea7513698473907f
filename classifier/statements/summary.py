"""The summary: what behaves differently, first; then what else the commit does, file by file.

The sentences come from the rules of the section, from what new things are for, from the steps of bodies, from the lines that
set what the title names, and from what people wrote at the change (`classifier.statements.candidates`). Those lead that are
about what the title says, that have an old and a new value, and that somebody outside can notice. After the first each file
that matters gets a word before another says more. A list of names is no sentence: it is told where there is nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifier.facts.interface import Fact
from classifier.paths import Role
from classifier.statements.candidates import TESTS, candidates
from classifier.statements.focus import squashed
from classifier.statements.last_words import last_words
from classifier.statements.leads import leading, telling_test, tested
from classifier.statements.material import Material, file_evidence, largest
from classifier.statements.opening import SIZEABLE, Candidate, opening_of
from classifier.statements.quotations import LEANS_BACK, NO_SUBJECT, beside, gone, place_of, remarks, scored
from classifier.statements.ranking import is_beside, stems, subject_stems
from classifier.statements.ranks import OF_TITLE, as_first, rank_of
from classifier.statements.reformatting import layout
from classifier.statements.shown import codes
from classifier.statements.twins import together, with_others
from history.briefs import (
    Code,
    Importance,
    Listing,
    Origin,
    Quotation,
    Quote,
    Section,
    Statement,
    Term,
    Value,
)
from history.sizes import size_of

SENTENCES = {Importance.HIGH: 6, Importance.MEDIUM: 5, Importance.LOW: 2}
FEW = 24  # changed lines: a commit of so few can be told whole
ENOUGH = 44  # worth from which a sentence stands beside a better one
SAME_FILE = 16  # what a sentence loses for each other one about its file
OF_SHARE = 24  # what it gains by its file's share of the changed lines
UNTOLD = 10  # and where that is a fifth or more and nothing was told of it yet
OF_TESTED = 34  # what a sentence of a test begins with
OF_ANOTHER = ("summary-set-decided", "summary-set-from")  # what something hangs on opens no section
OF_WORDS, AFTER_WORDS = (
    6,
    24,
)  # what a comment at a step gains over the sentence about it, and what this loses
OF_REMARK = 44  # what somebody's words at the change begin with
OF_SCORE = 14  # for each point of their score


def summary(by_rules: Sequence[Statement], material: Material) -> list[Statement]:
    """The sentences of the summary, the first one first, the others file by file."""
    if only := list(layout(material)):
        return only
    said = leading(material)
    lead = list(_in_words(said, 100)) if said else []
    pool = [Candidate(one, rank_of(one, material)) for one in candidates(by_rules, material)]
    pool = [better for one in pool for better in _explained(one, material)]
    for quotation, score in remarks(material, said):
        pool += [Candidate(one, rank_of(one, material)) for one in _in_words(quotation, _weight(score))]
    title = subject_stems(material.reading.message.subject)
    if not said and (found := tested(material)):
        pool += [
            Candidate(one, OF_TESTED + OF_TITLE * min(3, len(stems(found.text) & title)))
            for one in _in_words(found, OF_TESTED)
        ]
    if fact := telling_test(material):
        pool = [one for one in pool if one.statement.rule != "summary-tests-check"]  # the name says it
        pool += [Candidate(one, OF_TESTED + OF_TITLE * 2) for one in _named(fact, material)]
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
        pool.append(Candidate(one, rank_of(one, material)))
    if opening := opening_of(pool, material, said):
        lead = [opening, *(one for one in lead if not _quotes(one, [opening]))]
    chosen = _told_of_something(_chosen(lead, pool, material), material)
    told = with_others(together(_in_order(chosen)), [one.statement for one in pool])
    return [replace(one, weight=max(1, 100 - place)) for place, one in enumerate(told)] or list(
        _whereabouts(material)
    )


def _told_of_something(chosen: Sequence[Statement], material: Material) -> Sequence[Statement]:
    """The sentences, behind those of the changed lines themselves where they only name what changed, or tests beside it."""
    beside = TESTS | {"summary-test-named"} if material.share_of(Role.SOURCE) else frozenset()
    dull = [
        one for one in chosen if one.key.startswith(("summary-changed-", *OF_ANOTHER)) or one.rule in beside
    ]
    if len(dull) < len(chosen):
        chosen = sorted(chosen, key=lambda one: one is chosen[0] and one.key.startswith(OF_ANOTHER))
        return [*chosen, *_untold(chosen, material)][: SENTENCES[material.level]]
    said = last_words(material) or list(_what_fails(material))
    told = {(proof.path, proof.line) for one in said for proof in one.evidence}
    kept = [
        one
        for one in dull
        if one.rule in beside
        or (one.key.startswith(OF_ANOTHER) and told.isdisjoint((by.path, by.line) for by in one.evidence))
    ]
    kept = kept if said else list(chosen)
    return [*said, *kept][: SENTENCES[material.level]]


def _what_fails(material: Material) -> Iterator[Statement]:
    """The best of the new error texts, where no line of the program says by itself what it does."""
    errors = [
        one for one in scored(material) if one.sentence.origin is Origin.ERROR and not one.sentence.tests
    ]
    if errors:
        best = max(errors, key=lambda one: one.score).sentence
        yield from _in_words(
            Quotation(best.text, best.origin, place_of(best, material), best.evidence), OF_REMARK
        )


def _untold(chosen: Sequence[Statement], material: Material) -> Iterator[Statement]:
    """Of a commit of a few lines, what they say of a word of the title that no sentence has."""
    if sum(file.churn for file in material.written) > FEW or len(chosen) >= SENTENCES[material.level]:
        return
    title = subject_stems(material.reading.message.subject)
    title -= stems(" ".join(proof.text for one in chosen for proof in one.evidence))
    told = {(proof.path, proof.line) for one in chosen for proof in one.evidence}
    for one in last_words(material):
        words = stems(" ".join(proof.text for proof in one.evidence))
        if words & title and told.isdisjoint((proof.path, proof.line) for proof in one.evidence):
            yield one


def _explained(one: Candidate, material: Material) -> Iterator[Candidate]:
    """A sentence about a step, behind what the author's comment at that step says, where there is one."""
    own = one.statement
    found = beside(material, own.evidence[0]) if own.rule.startswith("behaviour-") else None
    if found is None:
        yield one
        return
    yield from (Candidate(each, one.rank + OF_WORDS) for each in _in_words(found, own.weight))
    yield Candidate(own, one.rank - AFTER_WORDS)


def _weight(score: float) -> int:
    return min(90, round(OF_REMARK + OF_SCORE * (score - 1)))


def _chosen(lead: Sequence[Statement], pool: Sequence[Candidate], material: Material) -> list[Statement]:
    """The sentences worth their place, the best first, each file's in the light of what was told of it already."""
    total = sum(file.churn for file in material.written) or 1
    shares = Counter({file.path: file.churn / total for file in material.written})
    title = subject_stems(material.reading.message.subject)
    told = list(lead)
    of_file = Counter(one.evidence[0].path for one in told)
    named = {name for one in told for name in _names(one, material)}
    left = list(pool)

    def worth(one: Candidate) -> float:
        share = 0.0 if is_beside(material.roles.get(one.path), material) else shares[one.path]
        gain = OF_SHARE * share + (UNTOLD if share >= SIZEABLE and not of_file[one.path] else 0)
        return one.rank + gain - SAME_FILE * of_file[one.path]

    while left and len(told) < SENTENCES[material.level]:
        best = max(
            left, key=lambda one: worth(one) - (0 if told else as_first(one.statement, title, material))
        )
        if told and worth(best) < ENOUGH:
            break
        left.remove(best)
        names = _names(best.statement, material)
        if told and (
            _quotes(best.statement, told) or (names and names <= named) or _echoes(best.statement, told)
        ):
            continue
        named |= names
        of_file[best.path] += 1
        told.append(best.statement)
    return told


def _names(one: Statement, material: Material) -> set[str]:
    """What a sentence names but its file, however it is spelt: a flag and the field that holds it are one."""
    file = material.grounds.file_name(one.evidence[0].path)
    return {squashed(code.text) for code in codes(one)} - {squashed(file)}


def _in_order(chosen: Sequence[Statement]) -> list[Statement]:
    """The first sentence, what is about several files, then the others file by file, as the files came up."""
    files = dict.fromkeys(["", *map(_file, chosen[1:])])
    return [*chosen[:1], *(one for path in files for one in chosen[1:] if _file(one) == path)]


def _file(one: Statement) -> str:
    """The file that proves a sentence; "" where several do."""
    paths = {line.path for line in one.evidence}
    return paths.pop() if len(paths) == 1 else ""


def _named(test: Fact, material: Material) -> Iterator[Statement]:
    """A test whose name is a sentence."""
    if name := material.grounds.name(test.name):
        params = (("kind1", Term("kind-test-case")), ("names1", Listing((name,))))
        yield Statement(
            Section.SUMMARY, "summary-added-1", "summary-test-named", test.evidence[:1], params, OF_TESTED
        )


def _in_words(found: Quotation, weight: int) -> tuple[Statement, ...]:
    """A quotation as a sentence of the summary."""
    origin = Term(f"origin-{found.origin.replace('_', '-')}")
    params: tuple[tuple[str, Value], ...] = (("said", Quote(found.text)), ("origin", origin))
    key = "summary-words"
    if found.place is not None:
        leans = NO_SUBJECT.match(found.text) or LEANS_BACK.match(found.text)
        key = "summary-words-of" if leans else "summary-words-at"
        params = (*params, ("place", found.place))
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


def _whereabouts(material: Material) -> Iterator[Statement]:
    """Where nothing else is known of a commit: the files and how much of them changed."""
    tests = material.about_tests
    files = sorted(
        largest(material.written), key=lambda file: not tests and material.roles.get(file.path) is Role.TEST
    )
    shown = [
        code
        for file in files[:3]
        if (code := material.grounds.code(file.path) or material.grounds.file(file.path))
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
