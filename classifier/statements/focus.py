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
from classifier.statements.cutting import LONGEST, Row, Unit, explained, imported, rows_of, units
from classifier.statements.material import Material
from classifier.statements.ranking import stems
from history.briefs import Evidence, Quotation, Quote, Side, Statement
from history.records import FileChange, Hunk

MOST_READ = 4_000  # lines of a commit that are looked at
ASIDE: Mapping[Role, float] = {
    Role.TEST: -6, Role.DOCUMENTATION: -4, Role.EXAMPLE: -4, Role.BENCHMARK: -4, Role.CHANGELOG: -5, Role.CI: -2, Role.LICENSE: -8,
    Role.TOOLING: -2, Role.SCRIPT: -1.5, Role.BUILD: -0.5, Role.DEPENDENCY_MANIFEST: -0.5,
}  # fmt: skip
LINES = frozenset(
    {Role.DOCUMENTATION, Role.CHANGELOG, Role.LICENSE}
)  # read line by line: pages have no statements
MOST_COMPARED = 12_000  # lines that are asked whether they are moved
ENOUGH = 12  # statements of programs, beside which those of tests and pages need not be asked
OF_NAMED = 0.4  # of that, where the title names the file
FAR_ASIDE = -3.0  # tests and pages beside programs
MOSTLY = 0.8  # of the changed lines
# What a fact adds to the lines that prove it: by its kind, else by what it is about, else nothing.
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
_REMOVES = re.compile(
    r"\b(?:remov|delet|drop|revert|disabl|deprecat|clean|strip|unus|no longer|stop|simplif)"
)
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
class Part:
    """A hunk of a commit as its rows and statements."""

    file: FileChange
    hunk: Hunk
    rows: Sequence[Row]
    prose: Sequence[bool]  # comments, documentation, what goes on with an import
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Focus:
    """What the section is about."""

    title: frozenset[str]
    names: frozenset[str]  # identifiers of the title, without what joins their parts
    proofs: Mapping[tuple[str, Side, int], float]
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


def parts_of(material: Material) -> list[Part]:
    """The hunks of a commit's written files; those of tests and pages only where there is little else."""
    found: list[Part] = []
    left, statements = MOST_READ, 0
    lost = asides(material)
    for file in sorted(material.written, key=lambda one: -lost.get(one.path, 0.0)):
        if lost.get(file.path, 0.0) <= FAR_ASIDE and statements >= ENOUGH:
            break
        lines = material.roles.get(file.path) in LINES
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                return found
            part = part_of(file, hunk, lines=lines)
            statements += len(part.units)
            found.append(part)
    return found


def part_of(file: FileChange, hunk: Hunk, *, lines: bool = False) -> Part:
    """A hunk as its statements, or with `lines` as its lines."""
    rows = rows_of(hunk)
    prose = (
        [False] * len(rows)
        if lines
        else [a or b for a, b in zip(explained(rows), imported(rows, hunk.heading), strict=True)]
    )
    return Part(file, hunk, rows, prose, units(rows, prose, lines=lines))


def asides(material: Material) -> dict[str, float]:
    """What a statement loses by the role of its file, beside the files of the commit that lose least."""
    lost = {file.path: _aside(material, file) for file in material.written if file.hunks}
    least = max(lost.values(), default=0.0)
    return {path: worth - least for path, worth in lost.items()}


def _aside(material: Material, file: FileChange) -> float:
    role = material.roles.get(file.path, Role.OTHER)
    beside = role is Role.TEST and material.share_of(Role.SOURCE) > 0  # what is tested is the news
    if material.share_of(role) >= MOSTLY and not beside:
        return 0.0
    worth = ASIDE.get(role, 0.0)
    if worth <= FAR_ASIDE:
        return worth
    named = stems(file.path.rpartition("/")[2]) & stems(material.reading.message.subject)
    return worth * (OF_NAMED if any(map(str.isalpha, named)) else 1.0)


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
        _identifiers(subject),
        _handed_on(_proofs(statements, material.facts), parts),
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
        ),
        _REMOVES.search(subject.lower()) is not None or _mostly_removes(material),
        {word: 1 / (1 + 0.35 * log(number)) for word, number in many.items()},
        _shares(material),
        asides(material),
        material.share_of(Role.TEST) >= MOSTLY and not material.share_of(Role.SOURCE),
        bool(title & _LOGGING),
        material.roles,
        [pattern for words, pattern in _MEANT if words & title],
    )


def _last(name: str) -> str:
    """The name that code uses: without its owners, a flag as the variable that holds it."""
    return name.rpartition(".")[2].rpartition("::")[2].lstrip("-").replace("-", "_")


_JOINTS = re.compile(r"[\W_]+")
_IDENTIFIER = re.compile(r"\w*(?:[a-z][A-Z]|\d|[_.-])[\w.-]*")


def _identifiers(subject: str) -> frozenset[str]:
    names = map(squashed, _IDENTIFIER.findall(subject))
    return frozenset(name for name in names if len(name) > 3 and not name.isdigit())


_IDENTIFIERS = re.compile(r"\w+")


def words_of(text: str) -> frozenset[str]:
    """The words of code as stems, as `stems` has them; most names come again and again."""
    return frozenset().union(*map(_stems_of, _IDENTIFIERS.findall(text)))


@lru_cache(maxsize=1 << 15)
def _stems_of(name: str) -> frozenset[str]:
    return stems(name)


def squashed(text: str) -> str:
    """A text as letters and digits alone: `swapAB` and `swap_ab` are the same."""
    return _JOINTS.sub("", text.lower())


def _shares(material: Material) -> dict[str, float]:
    """The share of each file in the changed lines of those beside which it stands (programs, or tests)."""
    lost = asides(material)
    total = sum(file.churn for file in material.written if lost.get(file.path, 0.0) > FAR_ASIDE) or 1
    return {file.path: min(1.0, file.churn / total) for file in material.written}


def _proofs(statements: Sequence[Statement], facts: Iterable[Fact]) -> dict[tuple[str, Side, int], float]:
    """What the lines are worth that prove the sentences said, those of the first most, and what other facts add."""
    found: dict[tuple[str, Side, int], float] = {}

    def add(key: tuple[str, Side, int], worth: float) -> None:
        found[key] = max(found.get(key, 0.0), worth)

    for fact in facts:
        worth = _KINDS.get(fact.kind, _SUBJECTS.get(fact.subject, 0.0)) + 1.0 * (fact.change in _VALUES)
        for proof in fact.evidence[:3] if worth else ():
            if proof.path and proof.line:
                add((proof.path, proof.side, proof.line), worth)
    for place, one in enumerate(statements[:4]):
        for rank, proof in enumerate(one.evidence[:4]):
            if proof.path and proof.line:
                add(
                    (proof.path, proof.side, proof.line),
                    (3.2, 2.4, 1.8, 1.4)[place] * (1.0, 0.8, 0.6, 0.5)[rank],
                )
    return found


def moved_lines(material: Material) -> frozenset[str]:
    """Lines that both sides of the commit hold, in whatever file: they are moved, not news."""
    sides: dict[str, set[str]] = {"-": set(), "+": set()}
    left = MOST_COMPARED
    for file in material.written:
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                break
            for mark, keys in sides.items():
                keys.update(
                    key for text in hunk.texts(mark) if len(key := " ".join(text[:LONGEST].split())) > 8
                )
    return frozenset(sides["-"] & sides["+"])


def _handed_on(
    proofs: dict[tuple[str, Side, int], float], parts: Sequence[Part]
) -> dict[tuple[str, Side, int], float]:
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


Lines = frozenset[tuple[str, int]]


def _quoted_lines(quoted: Sequence[Quotation], statements: Sequence[Statement]) -> Lines:
    """The lines that the section quotes."""
    said = [(one.evidence, one.text) for one in quoted]
    for one in statements:
        said += [
            (one.evidence[0], value.text)
            for _, value in one.params
            if isinstance(value, Quote) and len(value.text) > _QUOTED
        ]
    return _lines_of(said)


def _explained_lines(facts: Iterable[Fact]) -> Lines:
    """The lines of comments and documentation strings."""
    return _lines_of(
        (fact.evidence[0], fact.name)
        for fact in facts
        if fact.kind == "words.said" and fact.extra.get("origin") in {"doc_comment", "comment"}
    )


def _lines_of(said: Iterable[tuple[Evidence, str]]) -> Lines:
    return frozenset(
        (proof.path, line)
        for proof, text in said
        for line in range(proof.line, proof.line + 1 + len(text) // 90)
    )
