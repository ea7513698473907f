"""New files of tests by what they check: in the words of their heads, else in those of the names of their tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifier.facts.interface import Fact
from classifier.paths import Role
from classifier.statements.material import Material
from classifier.statements.ranking import stems, subject_stems
from history.briefs import Quote, Section, Statement, Value

WEIGHT = 62
MOST = 3  # names of tests
LONGEST = 60  # characters of one
LEAST_WORDS = 3
_SKIPS = frozenset({"skip", "ignore", "Ignore", "Disabled"})  # unlike `skipif`
_PREFIX = re.compile(r"^(?:tests?_+|Tests?(?=[A-Z_])|should_+|it_+)", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|\d+[a-z]*|[A-Z]")


def new_tests(material: Material) -> Iterator[Statement]:
    """A sentence for each new file of tests whose tests have names that say something."""
    for file in material.written:
        if material.roles.get(file.path) is not Role.TEST or not file.hunks or file.hunks[0].old_count:
            continue  # there were tests before
        facts = material.facts_in.get(file.path, ())
        if any(_is_head(fact) for fact in facts):
            continue  # its head says it (`purposes`)
        cases = [
            fact
            for fact in facts
            if fact.kind == "test_case.added" and fact.extra.get("role") == "case" and not _never_runs(fact)
        ]
        said = _checked(cases, subject_stems(material.reading.message.subject))
        name = material.grounds.file(file.path)
        if not said or name is None:
            continue
        shown = "; ".join(text for text, _ in said)
        params: tuple[tuple[str, Value], ...] = (
            ("file", name),
            ("said", Quote(shown)),
            ("more", len({case.name for case in cases}) - len(said)),
        )
        proof = tuple(fact.evidence[0] for _, fact in said)
        yield Statement(Section.SUMMARY, "summary-tests-check", "summary-tests-check", proof, params, WEIGHT)


def without_names_of(told: Sequence[Statement], statements: Sequence[Statement]) -> list[Statement]:
    """The statements but for lists of the names of tests whose file is told by what it checks."""
    files = {proof.path for one in told for proof in one.evidence}
    return [
        one
        for one in statements
        if one.rule != "summary-added-tests" or not {proof.path for proof in one.evidence} <= files
    ]


def _never_runs(case: Fact) -> bool:
    """Whether a test does nothing, or is skipped whatever the machine."""
    marks = {name.rpartition(".")[2] for name in case.extra.get("decorators", "").split()}
    return "empty" in case.extra or ("skipped" in case.extra and not marks.isdisjoint(_SKIPS))


def _is_head(fact: Fact) -> bool:
    return (
        fact.kind == "words.said"
        and fact.extra["origin"] == "doc_comment"
        and not fact.owner
        and len(fact.name.split()) > LEAST_WORDS
    )


def _checked(cases: Sequence[Fact], title: frozenset[str]) -> list[tuple[str, Fact]]:
    """What the first tests check, those before the others that the title speaks of; nothing where a name is but a word."""
    found: dict[str, Fact] = {}
    for case in cases:
        if text := in_words(case.name):
            found.setdefault(text, case)
    ordered = sorted(found.items(), key=lambda one: -len(stems(one[0]) & title))
    return ordered[:MOST]


def in_words(name: str) -> str:
    """The name of a test as words, "" where it says too little.

    >>> in_words("test_cache_hit_returns_same_block"), in_words("TestLoadsV2Config"), in_words("test_it")
    ('cache hit returns same block', 'loads v2 config', '')
    """
    if " " in name.strip():
        text = " ".join(name.split())  # a title
    else:
        text = " ".join(_WORDS.findall(_PREFIX.sub("", name.rpartition("::")[2] or name))).lower()
        text = re.sub(r"\b([a-z]) (\d)", r"\1\2", text)
    return text if len(text.split()) >= LEAST_WORDS and len(text) <= LONGEST and "`" not in text else ""
