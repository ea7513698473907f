"""What a commit's section is once it has words: part of the document (`report/tree.py`).

Everything is frozen, plain and in the order in which it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from report.inline import CodeSpan, Inline, Text

Words = tuple[Inline, ...]
Level = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Proof:
    """The line that proves something; `url` leads to it where the repository is on a web host.

    `path` is "" for the commit message; `line` is 0 for a whole file; `side` is `old` or `new`.
    """

    path: str
    side: str
    line: int
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing said, with the rule that said it and its proofs. `proofs` are in order of weight; those
    that no name in `words` links to already are `cited` at the end of the sentence."""

    words: Words
    key: str
    rule: str
    weight: int
    proofs: tuple[Proof, ...]
    cited: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a commit: `section` is its stable name, `heading` its title; it has at least one sentence."""

    section: str
    icon: str
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody's words: `origin` is the stable name of where they stand, `source` the same in words, with the
    definition or heading that they stand at."""

    words: Words
    origin: str
    source: Words
    proof: Proof


@dataclass(frozen=True, slots=True)
class Sayings:
    """What people wrote in the commit, under its heading."""

    icon: str
    heading: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a diff: its mark (`+`, `-` or a space), its number on its side, and its text, made harmless."""

    mark: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """Some lines of one hunk. `place` is the definition they are in, "" if unknown; `proof` leads to the first of them,
    `again` to the first of the same edit elsewhere."""

    place: str
    proof: Proof
    lines: tuple[DiffLine, ...]
    again: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """The lines that carry what the section says, under their heading."""

    icon: str
    heading: str
    pieces: tuple[DiffPiece, ...]


@dataclass(frozen=True, slots=True)
class TypeWord:
    """A change type: its stable name, its word, and the rule and lines that decided it."""

    type: str
    word: str
    rule: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that moved the importance, and by how much (points, or log-odds)."""

    words: Words
    key: str
    effect: float


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Of the three levels; they sum to 1."""

    low: float
    medium: float
    high: float


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a model came to its level: the log-odds of an average commit (`base`), to which the effects of the grounds
    are added (those too small to name included) to give `total`. `question` is `high` or `not_low`; `usual` the share
    of commits of which the answer is yes, 0 where it is not known."""

    question: str
    base: float
    total: float
    usual: float


@dataclass(frozen=True, slots=True)
class Weight:
    """The importance of a commit: who judged, how surely and why. `reason` is the short form shown. Where what
    the commit does made the level another than the judge's, `judged` is the judge's and `bound` says why
    (`breaking`, `leading`, `fix`, `aside`, `security`, `removal`, `messages`)."""

    level: Level
    icon: str
    word: str
    judge: str
    probabilities: Probabilities | None
    borderline: Level | None
    grounds: tuple[Ground, ...]
    proofs: tuple[Proof, ...]
    reason: Words
    bound: str | None = None
    judged: Level | None = None
    reckoning: Reckoning | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who and when."""

    name: str
    email: str
    date: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Another commit: its section's id if it is in this report, its page if it has one."""

    sha: str
    subject: str
    section: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class FileLine:
    """One changed file, in counts."""

    path: str
    old_path: str | None
    status: str
    added: int
    removed: int
    binary: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that could not be read, and why. `path` is `None` where it is no single file."""

    reason: str
    path: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue; `repository` is "" for the report's own."""

    number: int
    title: str
    repository: str
    url: str | None


@dataclass(frozen=True, slots=True)
class PullLine:
    """A pull request; `author` is a login, `base` the branch that it was made for."""

    number: int
    title: str
    url: str | None
    author: str
    base: str
    labels: tuple[str, ...]
    closes: tuple[IssueLine, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the forge knows of a commit: its author's login, whether it is their first, and the pull request
    that it came with. `words` say so."""

    login: str
    first_time: bool
    pull: PullLine | None
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class CommitSection:
    """Everything said of one commit. `id` is unique in the report; `title` is `subject` made short."""

    id: str
    sha: str
    short: str
    url: str | None
    link_word: str
    subject: str
    title: tuple[Text | CodeSpan, ...]
    message: str
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    types: tuple[TypeWord, ...]
    type_heading: str
    type_words: str
    breaking: bool
    bot: bool
    importance: Weight
    importance_heading: str
    summary: Part
    relations: tuple[Words, ...]
    sayings: Sayings | None
    diff: Diff | None
    scope: Part | None
    insight_heading: str
    insight: tuple[Part, ...]
    risk: Part | None
    advice: Part | None
    merged: tuple[Mention, ...]
    reverts: Mention | None
    reverted_by: Mention | None
    files: tuple[FileLine, ...]
    filtered_files: int
    missing: tuple[Missing, ...]
    missing_words: tuple[Words, ...]
    context: About | None = None
    allowed: tuple[Words, ...] = ()
