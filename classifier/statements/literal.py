"""What a commit literally says, so that nothing is shown as code that a reader could not find in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from history.briefs import Code, Listing, Quote
from history.records import Commit

LONGEST_CODE = 120  # characters: a longer stretch reads as a block, not as a name or path
LONGEST_VALUE = 48  # characters: two longer values can no longer be compared at a glance
LONGEST_TEXT = 16 << 20  # characters of a commit that are searched; the rest is left out of code spans
MOST_SEGMENTS = 12  # of a path that are compared
MOST_SEARCHED = 1 << 31  # characters that are gone through for code spans
HASH = re.compile(r"\b([0-9a-f]{10})[0-9a-f]{30}\b")  # ten digits tell commits apart
COMMENT = re.compile(r"^\s*(?://|/\*|\*|#(?!\[|include|define|if|endif)|--\s|<!--)")
IMPORT = re.compile(
    r"^\s*(?:import\b|from\s+\S+\s+import\b|use\s+[\w:]+|pub use\b|mod\s+\w+;|package\s+[\w.]+;?$|#include\b|"
    r"(?:const|let|var)\s.*\brequire\(|export\s+\*\s+from|if TYPE_CHECKING:|(?:(?:\w+|\.)\s+)?\"(?:[\w-]+\.)+[a-z]+/[\w./-]+\"\s*$|_?(?:log|logger|LOG|LOGGER)\s*=\s)"
)
SEPARATOR = re.compile(r"::|[.#]")


_REEXPORT = re.compile(
    r"^\s*pub(?:\([^)\n]*\))? use [^;]{1,2000};|^\s*export\s+(?:type\s+)?\{[^}]{1,2000}\}\s*from\b",
    re.MULTILINE,
)


class Grounds:
    """The text of one commit: message, author, paths, and the lines of its hunks."""

    def __init__(self, commit: Commit, aside: Collection[str] = (), vouched: Collection[str] = ()) -> None:
        """What is added to the paths `aside` (pages, tests) gives a name no home in the program. Names in `vouched` are
        known with all they stand under, though the lines of the diff may not spell their parents."""
        self._vouched = frozenset(vouched)
        parts = [commit.author.name, commit.message]
        removed: list[str] = []
        added: list[str] = []
        code: list[str] = []
        size = 0
        for file in commit.files:
            parts += [said for said in (file.old_path, file.new_path, file.old_mode, file.new_mode) if said]
            for hunk in file.hunks:
                size += sum(map(len, hunk.lines))
                if size > LONGEST_TEXT:
                    break
                parts.append(hunk.heading)
                parts += hunk.lines
                removed += [line for line in hunk.lines if line.startswith("-")]
                added += [line for line in hunk.lines if line.startswith("+")]
                if file.new_path not in aside:
                    code += [line[1:] for line in hunk.lines if line.startswith("+")]
        self._text = "\n".join(parts)
        self._found: dict[str, bool] = {}  # a search through a commit of megabytes is made once
        self._left = MOST_SEARCHED
        self._words: dict[str, frozenset[str]] = {}  # of removed and of added lines
        self._removed = "\n".join(removed)
        self._added = "\n".join(added)
        self._code = [line for line in code if not COMMENT.match(line)]
        self._message = commit.message
        self._paths = tuple(file.new_path for file in commit.files if file.new_path)
        self._ends = Counter(end for file in commit.files for end in _endings(file.path))

    @cached_property
    def reexported(self) -> frozenset[str]:
        """The names that added lines of the program re-export, so that their old paths go on."""
        text = "\n".join(self._code)
        return frozenset(word for found in _REEXPORT.finditer(text) for word in _WORD.findall(found[0]))

    def has_file_in(self, folder: str) -> bool:
        """Whether a changed file stands in the folder after the commit."""
        return any(path.startswith(f"{folder}/") for path in self._paths)

    def takes_up(self, name: str) -> bool:
        """Whether an added line of the program holds a name as one that it goes by: between quotes by itself, as
        the label of a case, or, unless it is a flag, anywhere. What an error message says of it does not count."""
        word = re.escape(name)
        if name.startswith("-"):
            held = re.compile(rf"[\"']{word}[\"'=]|(?:^|\|)\s*{word}(?:=\*)?\s*[|)]")
        else:
            held = re.compile(rf"(?<![\w-]){word}(?![\w-])")
        return any(name in line and held.search(line) for line in self._code)

    def gave_way(self, before: str, after: str) -> bool:
        """Whether the removed lines hold the word `before` and not `after`, the added ones the reverse."""
        return (
            self._has_word("-", before)
            and self._has_word("+", after)
            and not self._has_word("+", before)
            and not self._has_word("-", after)
        )

    def has_added(self, word: str) -> bool:
        """Whether an added line holds the word."""
        return self._has_word("+", word)

    def has_removed(self, word: str) -> bool:
        """Whether a removed line holds the word."""
        return self._has_word("-", word)

    def adds(self, text: str) -> bool:
        """Whether an added line holds the text."""
        return text in self._added

    def joins(self, line: str) -> bool:
        """Whether an added line of the program holds a whole line behind something else, as formatters join lines."""
        return any(line in one and not one.lstrip().startswith(line) for one in self._code)

    def removes(self, text: str) -> bool:
        """Whether a removed line holds the text, and no added one."""
        return text in self._removed and text not in self._added

    def _has_word(self, sign: str, word: str) -> bool:
        """Whether a line with a sign holds a word; plain ones are looked up, a commit of megabytes has thousands."""
        text = self._added if sign == "+" else self._removed
        if not _WORD.fullmatch(word):
            return bool(word) and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None
        if sign not in self._words:
            self._words[sign] = frozenset(_WORD.findall(text))
        return word in self._words[sign]

    def is_given_up(self, word: str) -> bool:
        """Whether several removed lines hold the word, and no added one."""
        if not word or self._removed.count(word) < 2 or self._has_word("+", word):
            return False
        return len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self._removed)) > 1

    def code(self, text: str | None) -> Code | None:
        """`text` as a code span, or `None` if it is not in the commit or would not read as one.

        A single character is never code: between other spans it can no longer be told from prose.
        """
        text = (text or "").strip()
        if not 2 <= len(text) <= LONGEST_CODE or "`" in text or not text.isprintable():
            return None
        if text not in self._found:
            self._found[text] = text in self._vouched or self._holds(text)
        return Code(text) if self._found[text] else None

    def _holds(self, text: str) -> bool:
        """Whether the text is in the commit; none is when more was searched than anybody would show."""
        if self._left < 0:
            return False
        at = self._text.find(text)
        self._left -= len(self._text) if at < 0 else at
        return at >= 0

    def file_name(self, path: str) -> str:
        """The shortest ending of a path that tells the file apart, from the others of the commit too."""
        least = len(short_path(path))
        return next((end for end in _endings(path) if len(end) >= least and self._ends[end] < 2), path)

    def file(self, path: str) -> Code | None:
        """A file as a code span, by as much of its path as tells it apart."""
        return self.code(self.file_name(path))

    def spells(self, text: str) -> bool:
        """Whether the commit holds the text as it stands."""
        return text in self._text

    def name(self, name: str) -> Code | None:
        """A qualified name as the commit spells it: whole, or else its last segments. A path is never cut at its
        dots: `guide.sh` is not `sh`."""
        if "/" in name:
            return self.code(name) or self.code(short_path(name))
        if name.endswith(".__init__"):
            name = name.removesuffix(".__init__")
        while name:
            if (found := self.code(name)) is not None:
                return found
            cut = SEPARATOR.search(name)
            name = name[cut.end() :] if cut else ""
        return None

    def value(self, text: str | None) -> Code | Quote | int | None:
        """A value (default, version, limit): code where it can be, a number for a single digit, a quote for another
        single character."""
        text = HASH.sub(r"\1", (text or "").strip())
        if len(text) == 1 and text in "0123456789":
            return int(text)
        if len(text) == 1 and text.isprintable() and text != "`":
            return Quote(text)
        return self.code(text) if len(text) <= LONGEST_VALUE else None

    def listing(self, names: list[str], most: int) -> Listing | None:
        """The first `most` names that the commit spells, and how many others there are."""
        distinct = self.by_the_author(dict.fromkeys(names))
        items: dict[str, Code] = {}
        for name in distinct:
            if len(items) == most:
                break
            if (code := self.name(name)) is not None:
                items.setdefault(code.text, code)
        if not items:
            return None
        return Listing(tuple(items.values()), more=len(distinct) - len(items))

    def by_the_author(self, names: Iterable[str]) -> list[str]:
        """The names, those first that the author's message holds: what the author names is what counts.
        Names that say nothing without their owner (`__init__`) come last."""
        return sorted(names, key=lambda name: (is_special(name), name not in self._message))


_WORD = re.compile(r"[\w-]+")
USUAL = frozenset({"new", "main", "init", "default", "fmt", "drop", "from", "into", "clone", "run", "logger"})


def is_special(name: str) -> bool:
    """Whether a name is the language's or everybody's, and so says little by itself."""
    return (name.startswith("__") and name.endswith("__")) or name in USUAL


def _endings(path: str) -> Iterator[str]:
    """The last segments of a path, one more each time, but for those that would be a line long."""
    parts = path.split("/")
    yield from ("/".join(parts[-count:]) for count in range(1, min(len(parts), MOST_SEGMENTS) + 1))


def short_path(path: str) -> str:
    """The shortest ending of a path that tells the file apart: `routing/mod.rs`, `args.py`."""
    parts = path.rsplit("/", 2)
    stem = parts[-1].split(".")[0].lower()
    ambiguous = {"mod", "lib", "main", "index", "__init__", "readme", "makefile", "dockerfile", "cargo"}
    return "/".join(parts[-2:]) if stem in ambiguous else parts[-1]


_STAMP = re.compile(
    r"""["']?(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*|\d{8}T?\d{6}Z?|\d{10}(?:\d{3})?
    |(?:sha\d+[:-])?(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{16,}
    |sha\d+-[\w+/=]{20,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})["']?""",
    re.VERBOSE,
)


def is_stamp(text: str) -> bool:
    """Whether a value is what a machine writes for itself: a time, a digest, an identifier.

    >>> [is_stamp(text) for text in ("2026-01-23T04:05:06Z", "9f86d081884c7d659a2feaa0c55ad015", "3600", "v1.2.3", "deadbeef")]
    [True, True, False, False, False]
    """
    return _STAMP.fullmatch(text.strip()) is not None
