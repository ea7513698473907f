"""How much a sentence of a commit is worth to a reader, from plain features.

The title is read anyway: what counts is what a sentence adds to it (reasons, conditions, limits, defaults, ways out),
said where users look, about what the title is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from classifier.message.header import Header
from classifier.paths import Role
from classifier.statements.lines import COMMON
from classifier.statements.material import Material
from history.briefs import Evidence, Origin

MOSTLY = 0.85  # of the changed lines


@dataclass(frozen=True, slots=True)
class Sentence:
    """Somebody's sentence: where it stands (`place`: a definition or heading), the passage that it is of, whether
    others can see what it is about, whether it heads its file, whether that file is new, whether it speaks of a test, and whether it
    is of an item of a list."""

    text: str
    origin: Origin
    place: str
    evidence: Evidence
    block: str
    number: int = 0
    public: bool = True
    header: bool = False
    fresh: bool = False
    lead: bool = False
    tests: bool = False
    before: bool = False
    listed: bool = False


REASON = re.compile(
    r"\b(?:because|since|so that|so (?:we|it|the)|otherwise|avoid(?:s|ing)?|prevent(?:s|ing)?|ensur(?:e|es|ing)|due to|in order to|work ?around|"
    r"to (?:keep|stop|make sure|allow|support|handle)|without this|would (?:be|have|cause|fail|otherwise)|caus(?:e|es|ed|ing)|lead(?:s)? to|"
    r"instead of|rather than)\b|因为|以便|避免|否则|防止|确保",
    re.IGNORECASE,
)
LIMIT = re.compile(
    r"\b(?:only|must|unless|until|no longer|not supported|unsupported|does(?: not|n't) support|requires?|required|limit(?:ed|s)?|"
    r"default(?:s|ed)?|disabled?|enabled?|deprecated|experimental|temporary|temporarily|fall(?:s|ing)? ?back|never|always|cannot|can't|"
    r"necessary|important|do not|don't|at (?:most|least)|incompatible|override[sn]?|ignored?|opt(?:-| )?(?:in|out)|backward)\b|必须|仅|不再|不支持|默认|弃用|实验",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:if|when|whenever|where|while|for (?:models?|users?|requests?)|in case|on (?:failure|error|startup))\b|如果|当",
    re.IGNORECASE,
)
VALUE = re.compile(r"\d|`[^`]+`|--[a-z]|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b")
STEP = re.compile(
    r"^(?:get|set|create|check|compute|calculate|load|convert|add|build|initialize|init|prepare|run|test|verify|loop|iterate|parse|update|"
    r"return|store|save|extract|process|generate|call|copy|step \d|read|write|send|import|define|mock|assert)\b",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"^[`*]*\w+[`*]*(?:\s*\([^)]*\))?\s*:\s|^(?:main |paper |code )?reference|https?://|^\+\w+", re.IGNORECASE
)
CHORE = re.compile(r"\b(?:todo|fixme|xxx|hack)\b", re.IGNORECASE)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Lines of which each was a sentence of its own, and none had a full stop.
RUN_ON = re.compile(
    r"[a-z)] (?:This|These|It|The|If|When|Only|Also|For|We|Use|But|Otherwise|Fall|Extract|Repeat|Set|Add)\b(?! [A-Z])"
)
ORIGIN: Mapping[Origin, float] = {
    Origin.RECORD: 2.4,
    Origin.BREAKING: 2.6,
    Origin.MESSAGE: 1.1,
    Origin.PULL: 1.0,
    Origin.DOCUMENTATION: 0.7,
    Origin.HELP: 0.9,
    Origin.DOC_COMMENT: 0.7,
    Origin.COMMENT: 0.3,
    Origin.ERROR: 0.4,
    Origin.LOG: 0.2,
    Origin.TEST_NAME: 0.2,
}
ROLE: Mapping[Role, float] = {
    Role.TEST: -4.0,
    Role.EXAMPLE: -0.7,
    Role.BENCHMARK: -0.9,
    Role.SCRIPT: -0.4,
    Role.TOOLING: -0.4,
    Role.CI: -0.3,
}


def role_of(one: Sentence, material: Material) -> Role | None:
    """The role of what a sentence stands in: the tests of a program's file are tests, a page beside tests is a page."""
    role = Role.TEST if one.tests else material.roles.get(one.evidence.path)
    return Role.DOCUMENTATION if role is Role.TEST and one.origin is Origin.DOCUMENTATION else role


_OF_TESTS = frozenset({"test", "tests", "testing", "ci"})


def about_tests(material: Material) -> bool:
    """Whether the title says that the commit is about tests."""
    title = material.reading.message.title
    said = re.findall(
        r"[a-z]+", " ".join((title.type or "", title.scope or "", *title.tags, title.subject)).lower()
    )
    return not _OF_TESTS.isdisjoint(said)


def is_beside(role: Role | None, material: Material) -> bool:
    """Whether what has a role are tests beside the news, which is what they test."""
    return role is Role.TEST and material.tests_something and not about_tests(material)


def is_of_tests(one: Sentence, material: Material) -> bool:
    """Whether a sentence stands in tests."""
    return role_of(one, material) is Role.TEST


def score(one: Sentence, material: Material) -> float:
    """The worth of a sentence; about 1 and more is worth a reader's time."""
    text = one.text
    worth = ORIGIN[one.origin]
    role = role_of(one, material)
    if role is not None and (is_beside(role, material) or material.share_of(role) < MOSTLY):
        worth += ROLE.get(role, 0.0)
    if role is Role.DOCUMENTATION and one.origin is not Origin.DOCUMENTATION:
        worth -= 0.5
    reasons, limits = len(REASON.findall(text)), len(LIMIT.findall(text))
    worth += 0.8 * min(reasons, 2) + 0.5 * min(limits, 3) + 0.35 * min(len(CONDITION.findall(text)), 2)
    worth += 0.2 * min(len(VALUE.findall(text)), 2)
    words = text.split()
    worth -= 0.9 if len(words) < 7 else 0.0
    worth -= 0.02 * max(0, len(words) - 38)
    if STEP.match(text) and not reasons and not limits:
        worth -= 0.7
    if one.origin in (Origin.DOC_COMMENT, Origin.COMMENT) and LABELLED.search(text):
        worth -= 1.0
    if CHORE.search(text):
        worth -= 0.5
    if CHINESE.search(text) and not CHINESE.search(material.reading.message.subject):
        worth -= 1.0  # the translation of a page
    if RUN_ON.search(text):
        worth -= 1.0
    worth += 0.3 * (one.header and one.fresh) + 0.4 * one.lead - 0.25 * (not one.public)
    title, own = stems(material.reading.message.subject), stems(f"{text} {one.place}")
    if title:
        worth += 0.9 * min(1.0, 2 * len(title & own) / (len(title) + 1))
    novel = len(own - title) / max(1, len(own))
    return worth - (1.2 if novel < 0.5 else 0.0)


# Words of titles that say what is done, of whatever: sharing them makes no sentence be about the same thing.
_DOING = frozenset(
    {
        "support",
        "enable",
        "initial",
        "allow",
        "make",
        "handl",
        "improv",
        "refactor",
        "chang",
        "bump",
        "creat",
        "introduc",
        "implement",
        "move",
    }
    | {
        "miss",
        "correct",
        "properly",
        "wrong",
        "issue",
        "bug",
        "error",
        "clean",
        "cleanup",
        "default",
        "using",
        "only",
        "when",
        "after",
    }
    | {
        "before",
        "more",
        "better",
        "avoid",
        "prevent",
        "part",
        "feature",
        "replac",
        "switch",
        "extend",
        "let",
        "set",
        "get",
        "run",
        "via",
    }
)


def subject_stems(subject: str) -> frozenset[str]:
    """The stems of a title that say of what it speaks, less those that say what is done; all of them where no other is
    left. The number of the request and the tags in brackets are left out where there is more."""
    bare = re.sub(r"\(#\d+\)|^(?:\s*\[[^\]]*\])+", " ", subject)
    found = stems(bare) or stems(subject)
    return (found - _DOING or found) | _initials(bare)


_KINDS = frozenset(
    [
        "bug",
        "bugfix",
        "fix",
        "feature",
        "feat",
        "perf",
        "perform",
        "misc",
        "chore",
        "docs",
        "doc",
        "ci",
        "build",
        "test",
        "tests",
        "refactor",
        "cleanup",
        "clean",
        "code",
        "core",
        "deps",
        "depend",
        "wip",
        "nfc",
        "rfc",
        "hotfix",
    ]
)


def area_stems(title: Header) -> frozenset[str]:
    """The stems of what a title says in front of its subject: the scope, the area, the tags, less those for kinds of change."""
    return stems(" ".join((title.scope or "", title.area or "", *title.tags))) - _KINDS


_CAPITALS = re.compile(r"\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+){2,4}\b")


def _initials(text: str) -> frozenset[str]:
    """What programs call the things that a title writes out.

    >>> sorted(_initials("Decode Context Parallel support"))
    ['dcp']
    """
    return frozenset("".join(re.findall(r"[A-Z]", name)).lower() for name in _CAPITALS.findall(text))


_SUFFIX = re.compile(r"(?:ization|isation|ations?|ingly|ings?|edly|ers?|ors?|ments?|ies|ied|ed|es|s|e)$")


_SHORT = frozenset(
    [
        "ab",
        "ad",
        "al",
        "am",
        "an",
        "as",
        "at",
        "be",
        "by",
        "de",
        "do",
        "en",
        "eq",
        "es",
        "et",
        "ex",
        "go",
        "gt",
        "he",
        "hi",
        "id",
        "if",
        "ii",
        "in",
        "is",
        "it",
        "la",
        "le",
        "lt",
        "me",
        "my",
        "ne",
        "no",
        "of",
        "oh",
        "ok",
        "on",
        "op",
        "or",
        "os",
        "pr",
        "re",
        "so",
        "st",
        "th",
        "to",
        "up",
        "us",
        "vs",
        "we",
        "cc",
        "gh",
        "ci",
        "py",
        "rs",
        "md",
        "el",
        "co",
    ]
)


_JOINTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\W]+")
_WORDS = re.compile(r"[a-z0-9]{2,}|[\u4e00-\u9fff]")


@lru_cache(maxsize=1 << 12)  # a title is asked for with every sentence and line that may be said
def stems(text: str) -> frozenset[str]:
    """The words of a text as short stems; identifiers fall into their parts.

    >>> sorted(stems("Extends the downloadTimeout of LORA_DOWNLOADS"))
    ['download', 'extend', 'lora', 'timeout']
    """
    parted = _JOINTS.sub(" ", text).lower()
    return frozenset(
        _SUFFIX.sub("", word) if len(word) > 4 else word
        for word in _WORDS.findall(parted)
        if word not in COMMON and word not in _SHORT
    )


_NEW_VERSION = re.compile(r"\b(?:bump|upgrade|updat|downgrad|pin)\w*\b.*\d\.\d", re.IGNORECASE)


def gets_version(material: Material) -> bool:
    """Whether a commit is about another version of what it depends on, of which a comment at a step of installing tells
    nothing."""
    named = _NEW_VERSION.search(material.reading.message.subject) is not None
    return named and any(fact.kind.startswith("dependency.") for fact in material.facts)
