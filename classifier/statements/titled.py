"""What the title names and an added line sets: the variable that decides, the entry that is new, with its value.

A title says `Add swapAB support`, and one line of the diff says when: `swap_ab = (M <= 64) || (M % 4 != 0)`. That line is what
a reader looks for, in whatever language or format it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from classifier.paths import Role
from classifier.statements.lines import MOST_LINES, is_prose
from classifier.statements.literal import COMMENT, IMPORT
from classifier.statements.material import Material, largest
from classifier.statements.ranking import stems, subject_stems
from history.briefs import EVIDENCE_CHARACTERS, Code, Evidence, Section, Side, Statement, Value
from history.records import FileChange

MOST = 2
LONGEST_VALUE = 84  # characters
LONGEST_LINE = 400  # characters that are looked at
WEIGHT = 58  # with one word of the title; each further one adds `OF_WORD`
OF_WORD = 8
_SETS = re.compile(
    r"""^\s*(?:[-*]\s+)?(?:(?:export|pub(?:\([a-z]+\))?|public|private|protected|internal|static|final|const|constexpr|let|var|auto|val|mut|
    inline|readonly|local|override|bool|int|long|float|double|size_t|u?int\d+_t|string|String)\s+)*
    (?P<quote>["']?)(?P<name>(?:self\.|this\.)?[A-Za-z_][\w.\-/]*)(?P=quote)
    (?:\s*:\s*[A-Za-z_][\w\[\]|., :<>?]*?)?\s*(?P<mark>:=|=(?![=>])|:(?=\s))\s*(?P<value>\S.*?)\s*[,;]?\s*$""",
    re.VERBOSE,
)
_OPEN = re.compile(r"(?:[(\[{,+\-*/\\|&=<>?:]|\b(?:and|or|if|else|not|in|is|lambda|await|return))$")
_SPECIFIED = re.compile(r"(?:[<>=!~^]=?\s*v?\d[\w.*-]*(?:\s*,\s*)?)+$")  # versions: `>=3.6,<4`
_ARGUMENT = re.compile(r"\s*\w+=\S.*[,)]\s*$")
_DECIDED = re.compile(r"==|!=|<=|>=|\s[<>]\s|&&|\|\||\b(?:and|or|not|in|is|if)\b|\?|^!")
_GATHERED = re.compile(r"\bfor\b[^:]+\bin\b")  # what is made of the items of something hangs on no question
_COMMAND = re.compile(r"\$\(|`")  # what a shell runs for a value
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LITERAL = re.compile(
    r"""^(?:[-+]?\d[\w.]*|"[^"]*"|'[^']*'|true|false|True|False|None|null|nil|yes|no|on|off|\[.*\]|\(.*\)|\{.*\})$"""
)
_COMMENT_BEHIND = re.compile(r"(?<!\s)\s+(?:#|//)\s.*$")
_COLON_ROLES = frozenset(
    {"py", "json", "yaml", "yml", "ts", "js", "tsx", "toml", "rs", "go", "rb", "swift", "dart"}
)


_SETTINGS = (
    ".yaml",
    ".yml",
    ".toml",
    ".json",
    ".ini",
    ".cfg",
    ".env",
    ".tf",
    ".tfvars",
    ".properties",
    "Dockerfile",
)
_NOTHING = frozenset({"None", "null", "nil", '""', "''", "[]", "{}", "()", "0"})


@dataclass(frozen=True, slots=True)
class _Set:
    name: str
    value: str
    words: int
    evidence: Evidence


def titled(material: Material) -> Iterator[Statement]:
    """The sentences, those first that share most words with the title."""
    found = sorted(_found(material), key=lambda one: -one.words)
    told: set[str] = set()
    for one in found:
        last = _last(one.name)
        name, value = material.grounds.code(one.name), material.grounds.code(one.value)
        if last in told or name is None or value is None or len(told) == MOST:
            continue
        told.add(last)
        yield Statement(
            Section.SUMMARY, f"summary-set-{_kind(one.value)}", "summary-set", (one.evidence,), _params(name, value),
            min(100, WEIGHT + OF_WORD * (one.words - 1)),
        )  # fmt: skip


def _params(name: Code, value: Code) -> tuple[tuple[str, Value], ...]:
    return (("name", name), ("value", value))


def _kind(value: str) -> str:
    if _SPECIFIED.match(value):
        return "literal"
    if _DECIDED.search(_QUOTED.sub("", value)):
        return "decided"
    return "literal" if _LITERAL.match(value) else "from"


def _found(material: Material) -> Iterator[_Set]:
    title = subject_stems(material.reading.message.subject)
    tests = material.about_tests
    left = MOST_LINES
    for file in largest(material.written):
        role = material.roles.get(file.path)
        if role in {Role.DOCUMENTATION, Role.CHANGELOG} or (role is Role.TEST and not tests):
            continue
        before = _set_before(file)
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                return
            for number, text in hunk.added():
                pair = parsed(text, file.path)
                if pair is None or pair[0] in before:
                    continue
                words = _shared(*pair, title, text, file.path)
                if words:
                    evidence = Evidence(file.path, Side.NEW, number, text.strip()[:EVIDENCE_CHARACTERS])
                    yield _Set(*pair, words, evidence)


def _shared(name: str, value: str, title: frozenset[str], text: str, path: str) -> int:
    """How many words of the title the name and its value have; none where they say nothing that is worth a sentence: a local
    name for what is at hand, a setting that is off until somebody sets it."""
    if _kind(value) == "decided" and (_ARGUMENT.match(text) or _GATHERED.search(_QUOTED.sub("", value))):
        return 0  # of one call, or a local name for what was gathered
    named, valued = stems(name), stems(value) - stems(name)
    shared = len(named & title)
    if _kind(value) == "literal":
        telling = path.endswith(_SETTINGS) and value not in _NOTHING
    elif _kind(value) == "from":
        telling = (
            text.rstrip().endswith(",") and "=" in text and bool(valued & title)
        )  # an argument that is handed on
    else:
        telling = not re.fullmatch(r".*\b(?:or|if)\b.*", value) or bool(valued & title)
    return shared + len(valued & title) if shared and telling else 0


def _set_before(file: FileChange) -> set[str]:
    """The names that a removed line of the file set: another value is told with both, the same one has moved."""
    return {
        pair[0]
        for hunk in file.hunks
        for _, text in hunk.removed()
        if (pair := parsed(text, file.path)) is not None
    }


def parsed(text: str, path: str) -> tuple[str, str] | None:
    """The name that a line sets and the whole value, `None` for any other line and for a value that goes on.

    >>> parsed("    static constexpr bool swap_ab = (M <= 64) || (M % 4 != 0);", "gemm.cuh")
    ('swap_ab', '(M <= 64) || (M % 4 != 0)')
    >>> parsed("    size = pool.take(", "pool.py") is parsed("width=width,", "pool.py") is None
    True
    """
    if len(text) > LONGEST_LINE or COMMENT.match(text) or IMPORT.match(text) or is_prose(text):
        return None
    match = _SETS.match(_COMMENT_BEHIND.sub("", text))
    if match is None or len(match["value"]) > LONGEST_VALUE:
        return None
    name, value = match["name"], match["value"]
    whole = (
        not _OPEN.search(value)
        and not _COMMAND.search(value)
        and _closed(value)
        and len(value) > 1
        and re.search(r"\w", value)
    )
    entry = path.rpartition(".")[2] in _COLON_ROLES and (match["quote"] or path.endswith((".yaml", ".yml")))
    told = name not in {"else", "default", "case", "return", "http", "https"} and _last(name) != _last(value)
    return (name, value) if whole and told and (match["mark"] != ":" or entry) else None


def _closed(value: str) -> bool:
    depth = 0
    for mark in value:
        depth += (mark in "([{") - (mark in ")]}")
        if depth < 0:
            return False
    return depth == 0 and value.count('"') % 2 == 0


def _last(name: str) -> str:
    return re.split(r"[.:]+", name)[-1].strip("&*")
