"""What every reader of a record gives, and what its words mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from history.briefs import Importance

HIGH, MEDIUM, LOW = Importance.HIGH, Importance.MEDIUM, Importance.LOW
# Kinds such as "enhancement" hold new things and better ones: an entry that begins with one of these is new.
_NEW = (
    "add adds added introduce introduces introduced implement implements implemented new support supports allow allows "
    "allowed expose exposes provide provides deprecate deprecates deprecated remove removes removed drop drops dropped "
    "stabilize promote promotes"
)
NEW_WORDS = frozenset(re.findall(r"\w+", _NEW))
_AREA = re.compile(r"^(?:[`*\w./:\[\]()-]+(?:, ?[`*\w./-]+)*(?: -|:) )+")
_WORD = re.compile(r"[a-z]+")
# What stands before an entry's words: `[#12](https://…):`, `#12 -`.
CITED = re.compile(r"^(?:\[?#\d+\]?(?:\([^)\s]*\))?[:,]?\s*)+(?:- )?")
_NESTED = re.compile(r"^\s*[-*+•] ")
_SECURITY = re.compile(r"\bCVE-\d{4}-\d{4,7}\b|\bGHSA(?:-[0-9a-z]{4}){3}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that users are told. `kind` is what the record calls it, in lower case, "" where it does not say;
    `text` the entry's first paragraph on one line; `line` counts from 1 in the file or the message."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the kinds of one record mean. Of the `mixed` ones, the entry's first word says whether it is new (high) or
    better (medium). A kind that is in none of them has no level."""

    levels: Mapping[str, Importance]
    mixed: frozenset[str] = field(default=frozenset())

    def level(self, told: Told) -> Importance | None:
        """The level of one entry. A named vulnerability is high whatever its kind."""
        if _SECURITY.search(told.text):
            return HIGH
        if told.kind in self.mixed:
            return HIGH if begins_new(told.text) else MEDIUM
        return self.levels.get(told.kind)


@dataclass(frozen=True, slots=True)
class Reader:
    """One form of record that a change brings as a file of its own. `reason` says why its kinds mean what they do.
    `complete`: the project records all that users notice, so that a commit without a record is low."""

    name: str
    path: re.Pattern[str]
    read: Callable[[str, str], Sequence[Told]]
    kinds: Kinds
    reason: str
    complete: bool = True

    def holds(self, path: str) -> bool:
        """Whether this file is such a record, by its path."""
        return self.path.search(path) is not None


def begins_new(text: str) -> bool:
    """Whether an entry begins, behind the area it names, with a word that says that something comes or goes."""
    plain = re.sub(r"[*_]", "", _AREA.sub("", CITED.sub("", text))).lstrip().lower()
    first = _WORD.match(plain)
    return first is not None and first[0] in NEW_WORDS


def levels(high: str = "", medium: str = "", low: str = "") -> dict[str, Importance]:
    """Kinds by level, as words separated by commas."""
    given = ((HIGH, high), (MEDIUM, medium), (LOW, low))
    return {word.strip(): level for level, words in given for word in words.split(",") if word.strip()}


def words(text: str) -> frozenset[str]:
    """A set of kinds, separated by commas."""
    return frozenset(word.strip() for word in text.split(",") if word.strip())


def one_line(lines: Sequence[str]) -> str:
    """The first paragraph of some lines, without a list mark, on one line."""
    kept: list[str] = []
    for line in lines:
        if not line.strip():
            if kept:
                break
            continue
        if kept and _NESTED.match(line):
            break
        kept.append(line.strip())
    return re.sub(r"^(?:[-*+•] |\d+\. )\s*", "", " ".join(kept)).strip()
