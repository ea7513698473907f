"""What a section is about, as far as it matters for which lines are shown: the title, the lines that prove what is said and
found, what the commit brings, moves and renames."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.statements.material import Material
from classifier.statements.parts import MOSTLY, Part, asides, moved_lines, shares
from classifier.statements.ranking import is_beside, stems
from history.briefs import Evidence, Quotation, Quote, Side, Statement

_KINDS: Mapping[str, float] = {
    "function.added": 0.2, "method.added": 0.2, "class.added": 0.3, "function.changed": 0, "method.changed": 0,
    "function.removed": 0.3, "method.removed": 0.3, "parameter.added": 0.4, "test_case.added": 0, "words.said": 0,
}  # fmt: skip
_SUBJECTS: Mapping[Subject, float] = {
    Subject.CONDITION: 1.8, Subject.EXCEPTION: 1.4, Subject.RESULT: 1.2, Subject.LOOP: 1.0, Subject.CALL: 0.9, Subject.ARGUMENT: 0.9,
    Subject.TEXT: 0.4, Subject.LOCAL: 0.6, Subject.EXPRESSION: 0.4, Subject.FLAG: 2.0, Subject.ENV_VAR: 2.0, Subject.ROUTE: 2.0,
    Subject.DEPENDENCY: 1.5, Subject.CONFIG_KEY: 1.2, Subject.HELM_VALUE: 1.6, Subject.METRIC: 1.4, Subject.CONSTANT: 1.0,
    Subject.FIELD: 0.6, Subject.VARIANT: 0.8, Subject.ENUM: 0.8, Subject.PARAMETER: 0.8, Subject.BASE_IMAGE: 1.6, Subject.ACTION: 0.6,
    Subject.FEATURE_SWITCH: 1.5, Subject.RBAC_RULE: 2.0, Subject.WORKFLOW_PERMISSION: 1.5, Subject.RESOURCE_LIMIT: 1.2, Subject.COLUMN: 1.5,
}  # fmt: skip
_VALUES = frozenset(
    {
        Change.DEFAULT_CHANGED,
        Change.VALUE_CHANGED,
        Change.BUMPED,
        Change.DOWNGRADED,
        Change.LOOSENED,
        Change.TIGHTENED,
    }
)
_NAMED = frozenset(
    {Subject.FUNCTION, Subject.METHOD, Subject.CLASS, Subject.STRUCT, Subject.ENUM, Subject.PARAMETER, Subject.FIELD, Subject.CONSTANT}
    | {Subject.VARIANT, Subject.TRAIT, Subject.INTERFACE, Subject.MACRO, Subject.TYPE_ALIAS}
)  # fmt: skip
_LOGGING = frozenset(
    {
        "log",
        "logg",
        "trac",
        "trace",
        "warn",
        "message",
        "print",
        "debug",
        "metric",
        "verbos",
        "hint",
        "telemetry",
        "telemetri",
    }
)
REMOVES = re.compile(r"\b(?:remov|delet|drop|revert|disabl|deprecat|clean|strip|unus|no longer|stop|simplif)")
# What a new program declares is in the sentences; the lines to show are those that do something with it.
_DECLARED = frozenset(
    {Subject.FLAG, Subject.ENV_VAR, Subject.METRIC, Subject.CONSTANT, Subject.FIELD, Subject.CONFIG_KEY}
)
OF_DECLARED = 0.25
_QUOTED = 40  # characters of a quotation in a sentence from which on it is what its line says
# What titles call by one word and programs by others.
_MEANT = tuple(
    (stems(words), re.compile(pattern))
    for words, pattern in (
        (
            "parallel parallelize concurrent concurrency concurrently",
            r"gather|[Tt]hread|[Pp]ool|spawn|join_?all|\bgo func|async|[Ee]xecutor|TaskGroup",
        ),
        ("timeout deadline hang", r"[Tt]ime_?out|wait_for|deadline|_s(?:ec(?:s|onds)?)?\b"),
        ("retry retries", r"retr(?:y|ies)|attempt|back_?off"),
        ("leak release", r"\bdel\b|free|release|close|clear|drop|empty_cache|cancel|dispose|defer"),
        ("race deadlock", r"[Ll]ock|[Mm]utex|atomic|barrier|synchroni[sz]e|await"),
        (
            "crash panic exception error",
            r"except|catch|raise|throw|Err\(|is None|is not None|\bnil\b|isinstance|hasattr",
        ),
        ("fallback fall", r"\belse\b|except|fallback|\bor\b|\?\?|unwrap_or"),
        ("skip ignore", r"\bcontinue\b|\breturn\b|skip|ignore|\bif\b"),
        ("validate validation reject check", r"raise|throw|Err\(|assert|\bif\b"),
        ("cache caching memoize", r"cache|lru|memo"),
        ("default defaults", r"default|=\s*(?:True|False|None|\d)"),
        ("public expose export visible", r"\bpub\b|export|public|__all__"),
        ("overflow int64 precision", r"int64|int32|uint|float(?:16|32|64)|dtype|cast|\.to\("),
        ("memory oom", r"mem|empty_cache|\bdel\b|alloc|free"),
        ("warn warning log logging", r"warn|log"),
        ("bump upgrade update pin", r"\d+\.\d+"),
    )
)


@dataclass(frozen=True, slots=True)
class Focus:
    """What the section is about."""

    title: frozenset[str]
    names: frozenset[str]  # identifiers of the title, without what joins their parts
    proofs: Mapping[
        tuple[str, Side, int], float
    ]  # lines that prove what is said, those of the first sentence most
    found: Mapping[tuple[str, Side, int], float]  # lines that prove other facts
    quoted: frozenset[tuple[str, int]]
    explained: frozenset[tuple[str, int]]
    brought: frozenset[str]  # names that the commit brings
    moved: frozenset[str]
    renamed: frozenset[str]
    removes: bool
    rare: Mapping[str, float]  # how much a word of the title tells here, 0 to 1
    shares: Mapping[str, float]  # of each file in the changed lines
    aside: Mapping[str, float]  # what a statement of a file loses by the role of the file
    about_tests: bool
    about_logs: bool
    roles: Mapping[str, Role]
    meant: Sequence[re.Pattern[str]]


def focus_of(
    material: Material,
    parts: Sequence[Part],
    statements: Sequence[Statement],
    quoted: Sequence[Quotation],
    words: Iterable[frozenset[str]],
) -> Focus:
    subject = material.reading.message.subject
    title = stems(subject)
    many = Counter(word for one in words for word in one & title)
    named = [fact for fact in material.facts if fact.subject in _NAMED]
    return Focus(
        title,
        identifiers(subject),
        _handed_on(_proofs(statements), parts),
        _handed_on(_found(material), parts),
        _quoted_lines(quoted, statements),
        _explained_lines(material.facts),
        frozenset(
            _last(fact.name)
            for fact in material.facts
            if fact.change is Change.ADDED
            and fact.subject in _NAMED | {Subject.FLAG, Subject.ENV_VAR}
            and len(fact.name) > 3
        ),
        moved_lines(material),
        frozenset(
            _last(name)
            for fact in named
            if fact.change is Change.RENAMED
            for name in (fact.name, fact.before or "", fact.after or "")
        )
        | frozenset(_last(name) for one in material.recurring.exchanges for name in (one.before, one.after)),
        REMOVES.search(subject.lower()) is not None or _mostly_removes(material),
        {word: 1 / (1 + 0.35 * log(number)) for word, number in many.items()},
        shares(material),
        asides(material),
        material.share_of(Role.TEST) >= MOSTLY and not is_beside(Role.TEST, material),
        bool(title & _LOGGING),
        material.roles,
        [pattern for words, pattern in _MEANT if words & title],
    )


def _last(name: str) -> str:
    """The name that code uses: without its owners, a flag as the variable that holds it."""
    return name.rpartition(".")[2].rpartition("::")[2].lstrip("-").replace("-", "_")


_JOINTS = re.compile(r"[\W_]+")
_IDENTIFIER = re.compile(r"\w*(?:[a-z][A-Z]|\d|[_.-])[\w.-]*")


@lru_cache(maxsize=1 << 6)  # asked for with every sentence that may be said
def identifiers(subject: str) -> frozenset[str]:
    """What a title spells as programs do, as letters and digits alone."""
    names = map(squashed, _IDENTIFIER.findall(subject))
    return frozenset(name for name in names if len(name) > 3 and not name.isdigit())


_IDENTIFIERS = re.compile(r"\w+")


@lru_cache(maxsize=1 << 10)  # what statements stand in is asked of each of them
def words_of(text: str) -> frozenset[str]:
    """The words of code as stems, as `stems` has them; most names come again and again."""
    return frozenset().union(*map(_stems_of, _IDENTIFIERS.findall(text)))


@lru_cache(maxsize=1 << 15)
def _stems_of(name: str) -> frozenset[str]:
    return stems(name)


def squashed(text: str) -> str:
    """A text as letters and digits alone: `swapAB` and `swap_ab` are the same."""
    return _JOINTS.sub("", text.lower())


Lines = dict[tuple[str, Side, int], float]


def _proofs(statements: Sequence[Statement]) -> Lines:
    """What the lines are worth that prove the sentences said, those of the first most: 0 to 1."""
    proofs: Lines = {}
    for place, one in enumerate(statements[:4]):
        for rank, proof in enumerate(one.evidence[:4]):
            _add(proofs, proof, (1.0, 0.75, 0.55, 0.45)[place] * (1.0, 0.8, 0.6, 0.5)[rank])
    return proofs


def _found(material: Material) -> Lines:
    """What the lines are worth that prove the facts of a commit: about 0 to 1."""
    found: Lines = {}
    for fact in material.facts:
        worth = _KINDS.get(fact.kind, _SUBJECTS.get(fact.subject, 0.0)) + 1.0 * (fact.change in _VALUES)
        if fact.path in material.came and fact.subject in _DECLARED:
            worth *= OF_DECLARED
        for proof in fact.evidence[:3] if worth else ():
            _add(found, proof, worth / 3)
    return found


def _add(found: Lines, proof: Evidence, worth: float) -> None:
    if proof.path and proof.line:
        key = (proof.path, proof.side, proof.line)
        found[key] = max(found.get(key, 0.0), worth)


def _handed_on(proofs: Lines, parts: Sequence[Part]) -> Lines:
    """The worth of lines, where a comment's goes to the statement below it, which it explains."""
    for part in parts:
        path, left = part.file.new_path or part.file.path, 0.0
        for row, is_prose in zip(part.rows, part.prose, strict=True):
            if row.mark == "-" or row.is_blank:
                continue
            key = (path, Side.NEW, row.line)
            if is_prose:
                left = max(left, proofs.get(key, 0.0)) if row.mark == "+" else left
            else:
                if left and row.mark == "+":
                    proofs[key] = max(proofs.get(key, 0.0), OF_EXPLAINED * left)
                left = 0.0
    return proofs


OF_EXPLAINED = 0.8  # of the worth of what explains it


def _mostly_removes(material: Material) -> bool:
    files = material.written
    return sum(file.removed for file in files) > 8 * sum(file.added for file in files)


def _quoted_lines(quoted: Sequence[Quotation], statements: Sequence[Statement]) -> frozenset[tuple[str, int]]:
    """The lines that the section quotes."""
    said = [(one.evidence, one.text) for one in quoted]
    for one in statements:
        said += [
            (one.evidence[0], value.text)
            for _, value in one.params
            if isinstance(value, Quote) and len(value.text) > _QUOTED
        ]
    return _lines_of(said)


def _explained_lines(facts: Iterable[Fact]) -> frozenset[tuple[str, int]]:
    """The lines of comments and documentation strings."""
    return _lines_of(
        (fact.evidence[0], fact.name)
        for fact in facts
        if fact.kind == "words.said" and fact.extra.get("origin") in {"doc_comment", "comment"}
    )


def _lines_of(said: Iterable[tuple[Evidence, str]]) -> frozenset[tuple[str, int]]:
    return frozenset(
        (proof.path, line)
        for proof, text in said
        for line in range(proof.line, proof.line + 1 + len(text) // 90)
    )
