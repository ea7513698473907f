"""What was decided about commits: the frozen types that `classifier` fills and `report` words.

They stand beside the commit records because the two rooms must not import each other
(docs/decisions/0001-rooms.md). A `Statement` is data: the sentence is in a locale file under its key.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from history.records import Commit, CommitName, Gap
from history.sizes import Size


class ChangeType(StrEnum):
    """What kind of change a commit is. The first of a commit's types is the primary one."""

    FEATURE = "feature"
    FIX = "fix"
    PERFORMANCE = "performance"
    REFACTOR = "refactor"
    ARCHITECTURE = "architecture"
    DEPRECATION = "deprecation"  # what still works and is announced to go
    SECURITY = "security"
    DOCS = "docs"
    TEST = "test"
    CONFIG = "config"
    CI = "ci"
    BUILD = "build"
    DEPS = "deps"
    STYLE = "style"
    REVERT = "revert"
    RELEASE = "release"
    OTHER = "other"


class Importance(StrEnum):
    """How much a commit matters to those who use the repository."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Section(StrEnum):
    """Where in a commit's report a statement belongs, in the order of the report."""

    SUMMARY = "summary"
    SCOPE = "scope"
    ARCHITECTURE = "architecture"
    PERFORMANCE = "performance"
    SECURITY = "security"
    MAINTAINABILITY = "maintainability"
    COMPATIBILITY = "compatibility"
    RISK = "risk"
    ADVICE = "advice"


# What a report has of a commit of each level, in its order.
SECTIONS = {
    Importance.HIGH: tuple(Section),
    Importance.MEDIUM: (Section.SUMMARY, Section.SCOPE, Section.COMPATIBILITY, Section.RISK, Section.ADVICE),
    Importance.LOW: (Section.SUMMARY, Section.COMPATIBILITY, Section.RISK, Section.ADVICE),
}


class Side(StrEnum):
    """A side of a diff."""

    OLD = "old"
    NEW = "new"


EVIDENCE_CHARACTERS = 200  # of a line: as many as are kept of it


@dataclass(frozen=True, slots=True)
class Evidence:
    """The line that proves something. `line` is 1-based on `side`; 0 stands for the file as a whole
    (a rename, a binary file). `path` is "" where the proof is the commit message, and `line` then counts
    the lines of the message. `text` is the line, stripped and shortened to `EVIDENCE_CHARACTERS`."""

    path: str
    side: Side
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier, path, flag or version: shown as code, never translated."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words from the message or the diff: shown as theirs, never as ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of our own vocabulary: the key of a short message in the locale (`role-test`, `struct`)."""

    key: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Some names of many: those worth naming, and how many more there are."""

    items: tuple[Code, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """Several lists of names in one sentence, each with what is said of its names: the key of a short message
    in the locale (`fate-added`), which is given the list as `names`."""

    parts: tuple[tuple[str, Listing], ...]


@dataclass(frozen=True, slots=True)
class CommitRef:
    """A link to another commit."""

    sha: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class IssueRef:
    """A link to an issue or pull request of this repository, or of `repository` if given."""

    number: int
    repository: str = ""


Value = int | Code | Quote | Term | Listing | Series | Size | CommitRef | IssueRef


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing worth saying. Raises `ValueError` when built without evidence.

    `key` names the sentence in the locale files, `params` fill it, `rule` is the id of the rule that
    made it. `weight` orders statements within a section, larger first (0 to 100). One that is not `shown` is
    for the day's opening and the JSON alone: its section would say nothing new by it.
    """

    section: Section
    key: str
    rule: str
    evidence: tuple[Evidence, ...]
    params: tuple[tuple[str, Value], ...] = ()
    weight: int = 50
    shown: bool = True

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"statement {self.key!r} has no evidence")


class Origin(StrEnum):
    """Where in a commit somebody's words stand, in the order in which they are trusted."""

    RECORD = "record"  # a news fragment, changeset or changelog line: what users were told
    BREAKING = "breaking"  # the message's announcement of a break
    MESSAGE = "message"
    PULL = "pull"  # the description of the pull request
    DOCUMENTATION = "documentation"
    HELP = "help"
    DOC_COMMENT = "doc_comment"
    COMMENT = "comment"
    ERROR = "error"
    LOG = "log"
    TEST_NAME = "test_name"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Whole sentences that people wrote in a commit: whose, at which definition or heading, and on which lines.

    `place` is a name, or a heading as a `Quote`; `None` where the words stand for the whole file or message."""

    text: str
    origin: Origin
    place: Code | Quote | None
    evidence: Evidence


ELISION = "…"  # what stands for lines of a piece that are left out


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A line of a diff: its mark (`+`, `-` or a space), its number on the side that it is of, and its text."""

    mark: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of one hunk, from statement to statement, that carry what a section says. `place` is the definition
    that they stand in, as git or the file has it, "" if none; `again` are the first lines of the same edit elsewhere."""

    path: str
    place: str
    lines: tuple[PieceLine, ...]
    again: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeDecision:
    """One change type with the rule and the evidence that decided it."""

    type: ChangeType
    rule: str
    evidence: tuple[Evidence, ...]


class Judge(StrEnum):
    """Who said how important a commit is."""

    MODEL = "model"
    FORMULA = "formula"
    DECLARED = "declared"  # the maintainers themselves, in a news fragment or changeset


class Bound(StrEnum):
    """Why a report gives a commit another level than its judge did."""

    BREAKING = "breaking"  # what breaks somebody's use is never low
    LEADING = "leading"  # nor is another default, or what is refused at the start
    FIX = "fix"  # nor what corrects the program
    ASIDE = "aside"  # what no running deployment sees is never high
    SECURITY = "security"  # what closes a hole is never low
    REMOVAL = "removal"  # nor is what takes much source away
    MESSAGES = "messages"  # what only words messages otherwise is never high


@dataclass(frozen=True, slots=True)
class Contribution:
    """What moved a commit's importance: a locale key, its parameters, and by how much.

    `effect` is points for the formula and, for the model, a difference in the log-odds of the question that its
    verdict's reckoning names; positive moves the commit up.
    """

    key: str
    effect: float
    params: tuple[tuple[str, Value], ...] = ()


class Question(StrEnum):
    """What a model answers of each commit."""

    NOT_LOW = "not_low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a model came to its answer: the log-odds of an average commit (`base`), to which the contributions are
    added to give `total`. `usual` is the share of commits of which the answer is yes, 0 where that is not known."""

    question: Question
    base: float
    total: float
    usual: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The importance of a commit and the grounds for it. Probabilities sum to 1, in the order low,
    medium, high; `None` from a judge that gives none. Where `bound` is set, the judge had said `judged`."""

    level: Importance
    judge: Judge
    probabilities: tuple[float, float, float] | None = None
    contributions: tuple[Contribution, ...] = ()
    borderline: Importance | None = None  # the level it nearly had
    evidence: tuple[Evidence, ...] = ()
    bound: Bound | None = None
    judged: Importance | None = None
    reckoning: Reckoning | None = None  # of the question that the contributions belong to


class ReadAs(StrEnum):
    """How far a changed file was understood."""

    SYNTAX = "syntax"  # parsed by a grammar: declarations and bodies are compared
    STRUCTURE = "structure"  # read as a tree of settings, or as a document with its sections
    LINES = "lines"  # searched line by line
    NOTHING = "nothing"  # counted: generated, vendored, locked, binary, too large


@dataclass(frozen=True, slots=True)
class Coverage:
    """How one changed file of a commit was read, and as what (a language or format, "" for none); `lines` are
    those that changed. `install` is what would have to be installed for its grammar."""

    path: str
    read_as: ReadAs
    language: str = ""
    lines: int = 0
    install: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What somebody says is known: findings of a rule (or of a kind of the gate) about a name, `*` for all. `by` is who
    says so in a message, "" for the configuration."""

    rule: str
    name: str
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that is said of one commit. `claim` is what its title says that it does, without type, tags and numbers;
    "" where the title is no such thing (a merge, a revert)."""

    commit: Commit
    types: tuple[TypeDecision, ...]
    verdict: Verdict
    statements: tuple[Statement, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    pieces: tuple[Piece, ...] = ()
    breaking: bool = False
    bot: bool = False
    reverts: CommitName | None = None
    reverted_by: CommitName | None = None
    notes: tuple[Gap, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    restores: CommitName | None = None
    allowed: tuple[Allowance, ...] = ()
    claim: str = ""
