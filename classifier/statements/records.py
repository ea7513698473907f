"""What a commit records for users: the sections that a changelog gains, with how many entries under which heading.

A section of many entries is not one of them: it is told with its version and its size, and of its entries those are quoted
that ask something of users, each with the heading that says so. Headings and items are read as Markdown, reStructuredText,
and plain text have them, as far as the hunks show them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from classifier.facts.docs.markup import plain_title
from classifier.facts.words.prose import is_elliptic, plain
from classifier.paths import Role
from classifier.statements.material import Material
from classifier.statements.prose import shortened
from history.briefs import EVIDENCE_CHARACTERS, Code, Evidence, Quote, Section, Side, Statement, Term, Value
from history.records import FileChange, Hunk

RULE = "summary-record"
MOST_QUOTED = 3  # entries
MOST_HEADINGS = 4  # that are named with their entries
MOST_RECORDS = 2  # sections of a commit
MOST_FILES = 200
MOST_LINES = 4_000  # of a changelog
REWORDED = 0.7  # of the words that an old and a new entry share
LONGEST_ENTRY = 220  # characters
WEIGHT = 90
_VERSION = re.compile(
    r"(?P<of>[\w@/.-]+\s+(?=\[?v?\d))?(?:version|release)?\s*\[?(?P<number>v?\d+\.\d+[\w.+-]*)\]?(?P<rest>.{0,60}$)",
    re.IGNORECASE,
)
_UNRELEASED = re.compile(
    r"\W*(?:unreleased|next|upcoming|main|master|head|dev(?:elopment)?)\b", re.IGNORECASE
)
_ATX = re.compile(r"(#{1,6}|={1,6})\s+(\S.*?)\s*#*\s*$")
_RULE = re.compile(r"([=\-~^\"'`*+#])\1{2,}\s*$")
_BOLD = re.compile(r"\s?\*\*([^*]{3,60}?):?\*\*:?\s*$")
_LABEL = re.compile(r"([A-Z][\w /&'-]{2,38}):\s*$")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•]|\d{1,3}[.)])\s+(\S.*)$")
_WEIGHTY = re.compile(
    r"\b(?:breaking|incompatib\w+|remov\w+|deprecat\w+|security|vulnerabilit\w+|upgrad(?:e|ing) notes?)\b|⚠|💥",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\W*(?:\[?breaking\b|\w+(?:\([^()]*\))?!:)", re.IGNORECASE)
_OF_MAKERS = re.compile(
    r"\b(?:doc\w*|internals?|chores?|infrastructure|tests?|ci|dependenc\w+|maintenance|misc\w*|build|contributors?)\b",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"\s+by\s+\[?@?[\w.\[\]-]+(?:(?:,| and| with)\s+@[\w-]+)*(?:\s+in\s+\S+)?\.?$|\s+in\s+https?://\S+$"
    r"|\s*\((?:[^()]*[#@!]\w[^()]*|[0-9a-f]{7,40}|https?://[^()\s]+)\)\.?$|\s*\[?#\d+\]?$|\s+https?://\S+$|\s+@[\w-]+$"
)
_MARKS = "\ue000"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that came, with the heading below its version that it stands under, "" for none, and its line."""

    heading: str
    text: str
    proof: Evidence

    @property
    def is_weighty(self) -> bool:
        """Whether it asks something of users: what breaks, goes, is to go, or was unsafe."""
        return bool(_WEIGHTY.search(self.heading) or _MARKED.match(self.text))

    @property
    def is_for_makers(self) -> bool:
        """Whether users need not read it."""
        return bool(_OF_MAKERS.search(self.heading))


@dataclass(slots=True)
class Record:
    """What came to the section of one version, "" where the hunk does not show which. `comes` is the line of its heading,
    where that came too."""

    file: FileChange
    version: str
    comes: Evidence | None = None
    entries: list[Entry] = field(default_factory=list)


def recorded(material: Material) -> list[Statement]:
    """What the changelogs of a commit gain, where that is the most of it: a section of a version, or several entries."""
    files = [file for file in material.written if material.roles.get(file.path) is Role.CHANGELOG]
    source = sum(file.churn for file in material.written if material.roles.get(file.path) is Role.SOURCE)
    if not files or sum(file.churn for file in files) < source:
        return []
    every = [one for file in files[:MOST_FILES] for one in _records(file)]
    told = [one for one in every if one.comes or len(one.entries) > 1]
    told.sort(key=lambda one: (one.comes is None, one.file.path.count("/"), -len(one.entries)))
    found: list[Statement] = []
    for one in told[:MOST_RECORDS]:
        found += _told(one, material)
    return found


def _told(record: Record, material: Material) -> Iterator[Statement]:
    entries = record.entries
    weighty = [one for one in entries if one.is_weighty]
    telling = [one for one in entries if not one.is_for_makers]
    quoted = weighty[:MOST_QUOTED] or (telling if len(telling) <= MOST_QUOTED else [])
    said = [one for each in quoted if (one := _quoted(each, material)) is not None]
    whole = len(said) == len(entries) and record.comes is None
    if not whole and (head := _head(record, material)) is not None:
        yield head
    yield from said


def _head(record: Record, material: Material) -> Statement | None:
    """The sentence about the section as a whole."""
    file = material.grounds.file(record.file.path)
    version = material.grounds.value(record.version) if record.version else None
    if file is None or (record.comes and not isinstance(version, Code)):
        return None
    params: list[tuple[str, Value]] = [("file", file), ("count", len(record.entries))]
    key = "record-entries"
    if isinstance(version, Code):
        params.append(("version", version))
        key = "record-entries-of"
    if record.comes:
        key = "record-section" if record.entries else "record-heading"
    alone = len(record.entries) == 1  # it is quoted with its heading
    by_heading = Counter(one.heading for one in record.entries if not alone)
    spelt = [heading for heading in by_heading if heading and material.grounds.spells(heading)]
    first = sorted(spelt, key=lambda heading: (not _WEIGHTY.search(heading), -by_heading[heading]))[
        :MOST_HEADINGS
    ]
    named = [heading for heading in spelt if heading in first]
    for place, heading in enumerate(named, start=1):
        params += [(f"heading{place}", Quote(heading)), (f"count{place}", by_heading[heading])]
    params += [
        ("headings", len(named)),
        ("rest", by_heading.total() - sum(by_heading[one] for one in named)),
    ]
    proof = record.comes or record.entries[0].proof
    return Statement(Section.SUMMARY, key, RULE, (proof,), tuple(params), WEIGHT)


def _quoted(entry: Entry, material: Material) -> Statement | None:
    """An entry in its own words, with the heading that it stands under."""
    text = plain(entry.text).replace(_MARKS, "")
    while (less := _CREDITS.sub("", text)) != text:
        text = less
    if not text or is_elliptic(text):
        return None
    params: tuple[tuple[str, Value], ...] = (
        ("said", Quote(shortened(text, LONGEST_ENTRY))),
        ("origin", Term("origin-record")),
    )
    named = bool(entry.heading) and material.grounds.spells(entry.heading)
    place: tuple[tuple[str, Value], ...] = (("place", Quote(entry.heading)),) if named else ()
    key = "summary-words-at" if named else "summary-words"
    return Statement(Section.SUMMARY, key, RULE, (entry.proof,), (*params, *place), WEIGHT)


def _records(file: FileChange) -> list[Record]:
    """What the sections of a changelog gain, in the order of the file."""
    found: dict[str, Record] = {}
    gone = {title for hunk in file.hunks for _, text in hunk.removed() if (title := _version(_title(text)))}
    removed = (text for hunk in file.hunks for _, text in hunk.removed())
    went = [_words(item[2]) for text in islice(removed, MOST_LINES) if (item := _ITEM.match(text))]
    for hunk in file.hunks:
        walk = _Walk(file, found, gone)
        rows = list(_rows(hunk))[:MOST_LINES]
        for (number, mark, text), (_, _, following) in zip(rows, [*rows[1:], (0, " ", "")], strict=True):
            walk.step(number, mark, text, following)
    for one in found.values():
        one.entries = [each for each in one.entries if not _is_reworded(each.text, went)]
    return [one for one in found.values() if one.comes or one.entries]


def _is_reworded(text: str, went: Sequence[set[str]]) -> bool:
    """Whether an entry is one that went with a word changed, or at another place."""
    own = _words(text)
    return any(len(own & other) >= REWORDED * max(len(own), len(other)) for other in went)


def _words(text: str) -> set[str]:
    return set(text.lower().split())


def _rows(hunk: Hunk) -> Iterator[tuple[int, str, str]]:
    """The lines of the new side, each with its number and whether it came."""
    number = hunk.new_start
    for line in hunk.lines:
        if line[:1] != "-":
            yield number, line[:1], line[1:]
            number += 1


class _Walk:
    """Goes through the lines of a hunk and knows under which headings it is."""

    def __init__(self, file: FileChange, found: dict[str, Record], gone: set[str]) -> None:
        self._file, self._found, self._gone = file, found, gone
        self._stack: list[tuple[int, str]] = []
        self._version = ""
        self._indent: int | None = None
        self._open: int | None = None  # the place of the entry that the next line may go on with
        self._fenced = False

    def step(self, number: int, mark: str, text: str, following: str) -> None:
        """Take a line with the one behind it."""
        if text.lstrip().startswith(("```", "~~~")):
            self._fenced = not self._fenced
        if self._fenced or _RULE.match(text):
            return
        proof = Evidence(self._file.path, Side.NEW, number, text.strip()[:EVIDENCE_CHARACTERS])
        if (item := _ITEM.match(text)) and not _RULE.match(following):
            self._item(item, mark, proof)
        elif heading := _heading(text, following):
            self._head(heading, mark, proof)
        elif text.strip() and self._open is not None and mark == "+" and text[:1].isspace():
            entries = self._record().entries
            last = entries[self._open]
            entries[self._open] = Entry(last.heading, f"{last.text} {text.strip()}", last.proof)
        elif not text.strip() or not text[:1].isspace():
            self._open = None

    def _record(self) -> Record:
        return self._found.setdefault(self._version, Record(self._file, self._version))

    def _head(self, heading: tuple[int, str], mark: str, proof: Evidence) -> None:
        depth, title = heading
        self._stack = [one for one in self._stack if one[0] < depth]
        self._indent = self._open = None
        version = _version(title)
        if version:
            self._version, self._stack = version, []
            if mark == "+" and version not in self._gone and not _UNRELEASED.match(title):
                self._record().comes = proof
        else:
            self._stack.append(heading)

    def _item(self, item: re.Match[str], mark: str, proof: Evidence) -> None:
        indent = len(item[1].expandtabs(4))
        if self._indent is None or indent < self._indent:
            self._indent = indent
        if indent > self._indent + 1:
            self._open = None
            return  # it belongs to the one above
        self._open = None
        if mark == "+":
            entries = self._record().entries
            self._open = len(entries)
            entries.append(Entry(self._heading(), item[2], proof))

    def _heading(self) -> str:
        """The heading of an entry: the one that says that it is weighty, else that of the widest section."""
        titles = [title for _, title in self._stack]
        return next((title for title in titles if _WEIGHTY.search(title)), titles[0] if titles else "")


def _heading(text: str, following: str) -> tuple[int, str] | None:
    """The depth and the title of a heading."""
    if atx := _ATX.match(text):
        return len(atx[1]), _title(atx[2])
    under = _RULE.match(following)
    if under and text.strip() and not text[:1].isspace() and len(following.strip()) >= len(text.strip()) - 1:
        return "=-~^\"'`*+#".index(under[1]) + 1, _title(text)
    if (bold := _BOLD.match(text)) or (bold := _LABEL.match(text)):
        return 9, _title(bold[1])
    if re.match(r"v?\d+\.\d+\.\d+\S*(?:\s+\(?\d{4}|\s*$)", text):  # "1.2.0  2026-01-23" without any mark
        return 1, _title(text)
    return None


def _title(text: str) -> str:
    """A heading in words."""
    return plain_title(text.strip().lstrip("#= ")).strip("[] :")


def _version(title: str) -> str:
    """The version that a heading is for, or what it calls that which has none yet."""
    found = _VERSION.match(title)
    if found and (not found["of"] or not re.search(r"[a-z]{3}", found["rest"])):  # "Java 1.8 support" is none
        return found["number"].rstrip(".-")
    return title if _UNRELEASED.match(title) and len(title.split()) < 4 else ""


def is_entry(text: str) -> bool:
    """Whether a line begins an entry."""
    return _ITEM.match(text) is not None


def is_of_changelog(one: Statement, material: Material) -> bool:
    """Whether nothing but changelogs prove a sentence."""
    return all(material.roles.get(line.path) is Role.CHANGELOG for line in one.evidence)
