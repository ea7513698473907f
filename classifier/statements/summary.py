"""The summary: what behaves differently, first; then what else a reader would miss.

The sentences come from the rules of the section, from what new things are for, from the steps of bodies, from the lines that
set what the title names (`classifier.statements.candidates`), and from what people wrote (`classifier.statements.quotations`).
Those are told that a reader would miss most (`classifier.statements.worth`), none that says what another one says. A list of
names is told where there is nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifier.paths import Role
from classifier.statements.attributed import attributed
from classifier.statements.candidates import TESTS, candidates
from classifier.statements.counted import counted
from classifier.statements.deletions import deleted, is_of_deleted
from classifier.statements.first import as_first, is_of_many, is_record, stands_aside
from classifier.statements.focus import squashed
from classifier.statements.last_words import last_words
from classifier.statements.leads import failed, leading, tested
from classifier.statements.literal import is_stamp
from classifier.statements.material import Material, file_evidence, largest
from classifier.statements.quotations import gone, is_said, listed, place_of, scored, voices
from classifier.statements.ranking import stems, subject_stems
from classifier.statements.ranks import rank_of
from classifier.statements.records import is_of_changelog, recorded
from classifier.statements.reformatting import layout
from classifier.statements.releases import is_of_raise, released
from classifier.statements.shown import codes
from classifier.statements.standing import LEANS_BACK, NO_SUBJECT, begins_before
from classifier.statements.twins import together, with_others
from classifier.statements.worth import worths
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
# Log-odds from which a sentence stands beside a better one: one reader in three would miss it, and of a large commit, where a reader
# who hears of one thing alone takes it for the whole, one in four.
ENOUGH = {Importance.HIGH: -1.15, Importance.MEDIUM: -1.0, Importance.LOW: -0.7}
SAME_FILE = 0.3  # what a sentence loses for each other one about its file, where a commit is not small
SMALL = 24  # changed lines of a commit, of which nothing is told twice
OF_MANY = 1.0  # what the names gain as another sentence that gave way to others in most of the lines
LISTS = frozenset({"summary-takes", "summary-added-parameters"})
_QUOTING = frozenset({"summary-words", "summary-words-gone", "summary-purpose"})
_OF_LINES = frozenset({"summary-edit", "summary-value", "behaviour-value", "summary-exchanged"})
OF_WORDS = 50  # the weight of what people say
EXCHANGED, NOTHING_ELSE = "summary-exchanged", "summary-exchanged-only"
OF_EXACT = 40  # ranks that an old and a new value are ahead of other sentences about their line


def summary(by_rules: Sequence[Statement], material: Material) -> list[Statement]:
    """The sentences of the summary, the first one first, the others file by file."""
    if only := list(layout(material)):
        return only
    records = recorded(material)
    raised = list(released(material, records))
    first = [*raised, *records]
    every = pool_of(by_rules, material)
    if raised:
        every = [one for one in every if not is_of_raise(one, material)]
    if not first and (went := deleted(material)) is not None:
        first = [went]
        every = [one for one in every if not is_of_deleted(one, material)]
    if records:  # no entry stands for a section that is told, nor does the link between its versions
        every = [one for one in every if not is_of_changelog(one, material)]
    pool = [one for one in every if not _is_list(one)]
    chosen: Sequence[Statement] = _chosen(pool, material, first)
    if not first:
        chosen = _told_of_something(_not_one_of_many(chosen, pool, material), material)
        chosen = chosen or _chosen([one for one in every if _is_list(one)], material)[:1]
    told = counted(with_others(together(attributed(_in_order(chosen), material)), pool), material)
    told = [*first, *told]
    return [replace(one, weight=max(1, 100 - place)) for place, one in enumerate(told)] or list(
        _whereabouts(material)
    )


def pool_of(by_rules: Sequence[Statement], material: Material) -> list[Statement]:
    """Every sentence that the summary could say, of several that one line proves the one that says most of it."""
    pool = [*candidates(by_rules, material), *map(in_words, voices(material))]
    title = subject_stems(material.reading.message.subject)
    pool += [_went(quotation) for quotation in gone(material) if stems(quotation.text) & title]
    pool += [in_words(said) for said in (tested(material), failed(material)) if said]
    found: dict[object, Statement] = {}
    for one in sorted(
        pool, key=lambda one: -rank_of(one, material) - OF_EXACT * (_is_exact(one) + (one.rule == EXCHANGED))
    ):
        line = one.evidence[0]
        found.setdefault((line.path, line.side, line.line, one.key == NOTHING_ELSE), one)
    best = {id(one) for one in found.values()}
    kept = [one for one in pool if id(one) in best]
    kept = [one for one in kept if not _is_of_stamps(one)] or kept
    if lead := leading(material):
        kept.append(in_words(lead))
    return [one for one in kept if not (material.reverts and _comes_back(one))]


def _comes_back(one: Statement) -> bool:
    """Whether it quotes what stands in files: in a revert that is what was there before, and no news."""
    return one.rule in _QUOTING and not _is_account(one)


def _is_list(one: Statement) -> bool:
    """Whether a sentence only names what changed: it is told where nothing else is known of a commit."""
    return one.key.startswith("summary-changed-") or one.rule in LISTS


def _is_exact(one: Statement) -> bool:
    """Whether a sentence has an old and a new value, or names what its words are about."""
    quotes = any(isinstance(value, Quote) for _, value in one.params)
    return any(name.startswith("before") for name, _ in one.params) or (
        quotes and one.rule != "summary-words"
    )


def _is_of_stamps(one: Statement) -> bool:
    """Whether a sentence tells only which time or digest gave way to which."""
    sides = [
        value.text for name, value in one.params if name in {"before", "after"} and isinstance(value, Code)
    ]
    return len(sides) == len(("before", "after")) and all(map(is_stamp, sides)) and one.rule in _OF_LINES


def _went(quotation: Quotation) -> Statement:
    """A comment that went with what it was about."""
    params: tuple[tuple[str, Value], ...] = (("said", Quote(quotation.text)),)
    rule = "summary-words-gone"
    return Statement(Section.SUMMARY, rule, rule, (quotation.evidence,), params, OF_WORDS)


def _told_of_something(chosen: Sequence[Statement], material: Material) -> Sequence[Statement]:
    """The sentences, behind those of the changed lines themselves where they only speak of tests beside the change."""
    beside = TESTS if material.share_of(Role.SOURCE) else frozenset()
    if any(one.rule not in beside for one in chosen):
        return chosen
    return [*(last_words(material) or _what_fails(material)), *chosen][: SENTENCES[material.level]]


def _what_fails(material: Material) -> Iterator[Statement]:
    """The best of the new error texts, where no line of the program says by itself what it does."""
    errors = [
        one for one in scored(material) if one.sentence.origin is Origin.ERROR and not one.sentence.tests
    ]
    if errors:
        best = max(errors, key=lambda one: one.score).sentence
        yield in_words(Quotation(best.text, best.origin, place_of(best, material), best.evidence))


def _chosen(
    pool: Sequence[Statement], material: Material, before: Sequence[Statement] = ()
) -> list[Statement]:
    """The sentences that a reader would miss most beside those `before` them, the first of all whatever it is worth; none where
    nobody says anything but remarks on side matters."""
    left = list(zip(pool, worths(pool, material), strict=True))
    told = list(before)
    of_file: Counter[str] = Counter()
    named: set[str] = set()
    same_file = SAME_FILE if material.churn > SMALL else 0.0

    def worth(one: tuple[Statement, float]) -> float:
        first = OF_MANY * is_of_many(one[0], material) if told else as_first(one[0], material)
        return one[1] + first - same_file * of_file[one[0].evidence[0].path]

    while left and len(told) < SENTENCES[material.level]:
        fit = left if told else [one for one in left if not stands_aside(one[0], material)]
        if not fit:
            break
        best = max(fit, key=worth)
        exact = material.churn <= SMALL and _is_exact(best[0])
        if told and worth(best) < ENOUGH[Importance.HIGH if exact else material.level]:
            break
        left.remove(best)
        one = best[0]
        names = _names(one, material)
        if told and ((names and names <= named) or _quotes(one, told) or _echoes(one, told)):
            continue
        if told and _is_account(told[0]) and _is_account(one) and _begins_before(one):
            continue  # behind what is done, it would be read as what is so still
        named |= names
        of_file[one.evidence[0].path] += 1
        told.append(one)
    if any(one.rule == EXCHANGED for one in told):
        told += [one for one in pool if one.key == NOTHING_ELSE and one not in told]
    return told[len(before) :]


def _not_one_of_many(
    chosen: Sequence[Statement], pool: Sequence[Statement], material: Material
) -> Sequence[Statement]:
    """The sentences, of which no single item of a list in the message opens the others as if it were the whole: another item
    stands beside it, or it is left out."""
    lists = listed(material)

    def place(one: Statement) -> int | None:
        line = one.evidence[0]
        return None if line.path or one.rule != "summary-words" else lists.get(line.line)

    first = place(chosen[0]) if chosen else None
    if first is None or sum(place(one) == first for one in chosen) > 1:
        return chosen
    others = [one for one in pool if place(one) == first and not _quotes(one, chosen)]
    if others:
        return [chosen[0], others[0], *chosen[1:]][: SENTENCES[material.level]]
    return chosen[1:] or chosen


OF_MANY = 1.0  # what the names gain as another sentence that gave way to others in most of the lines


def _is_account(one: Statement) -> bool:
    """Whether it is the author's own account of the commit."""
    return dict(one.params).get("origin") == Term("origin-message") or is_record(one)


def _begins_before(one: Statement) -> bool:
    return any(begins_before(value.text) for _, value in one.params if isinstance(value, Quote))


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


def in_words(found: Quotation) -> Statement:
    """A quotation as a sentence of the summary."""
    origin = Term(f"origin-{found.origin.replace('_', '-')}")
    params: tuple[tuple[str, Value], ...] = (("said", Quote(found.text)), ("origin", origin))
    key = "summary-words"
    if found.place is not None:
        leans = NO_SUBJECT.match(found.text) or LEANS_BACK.match(found.text)
        key = "summary-words-of" if leans else "summary-words-at"
        params = (*params, ("place", found.place))
    return Statement(Section.SUMMARY, key, "summary-words", (found.evidence,), params, OF_WORDS)


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
    """Whether it quotes what another sentence quotes already, or nearly."""
    own = [value.text for _, value in one.params if isinstance(value, Quote)]
    others = [value.text for each in told for _, value in each.params if isinstance(value, Quote)]
    return any(
        mine in theirs or theirs in mine or is_said(mine, [theirs]) for mine in own for theirs in others
    )


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
