"""The names that a commit's changed lines mention: what came into use, what went out of use.

This is weaker than a symbol fact (it does not know what a name stands for) and works on any text, so it
speaks where nothing more exact is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classifier.statements.literal import COMMENT
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileChange

NAME = re.compile(
    r"(?<![\w.:$-])(?:--[a-z][\w-]{2,60}|[A-Za-z_]\w{2,60}(?:(?:::|\.)[A-Za-z_]\w{0,60}){0,3})(?![\w-])"
)
CAMEL = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2,}[a-z]")
LONGEST_LINE = 400  # characters: longer lines are data
MOST_LINES = 20_000
STRING = re.compile(r"\"(?:[^\"\\\n]|\\.){0,300}\"|'(?:[^'\\\n]|\\.){0,300}'|`[^`\n]{0,300}`")
IN_STRINGS = re.compile(r"(?<![\w-])(?:--[a-z][\w-]{2,60}|[A-Z][A-Z0-9]+_[A-Z0-9_]{2,60})(?![\w-])")
SETTING = re.compile(r"^[\s-]{0,60}([a-z]\w{1,30}(?:-\w{1,30}){1,5})\s{0,3}[:=]")
HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{6,}")
PLUMBING = frozenset(
    [
        "add_argument",
        "ArgumentParser",
        "basic_config",
        "from_str",
        "to_string",
        "to_owned",
        "unwrap_or",
        "unwrap_or_else",
        "unwrap_or_default",
        "is_some",
        "is_none",
        "is_empty",
        "as_str",
        "as_ref",
        "into_iter",
        "startswith",
        "endswith",
        "isinstance",
        "hasattr",
        "getattr",
        "setattr",
        "ValueError",
        "TypeError",
        "RuntimeError",
        "KeyError",
        "Exception",
        "NotImplementedError",
        "AssertionError",
        "assert_eq",
        "assertEqual",
        "pytest.mark",
        "print",
        "println",
        "eprintln",
        "append",
        "extend",
        "from_pretrained",
        "PartialEq",
        "Default",
        "parse_args",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, how many changed lines of each side hold it, and the first of them."""

    name: str
    added: int
    removed: int
    evidence: Evidence


def telling(name: str) -> bool:
    """Whether a name looks made up by a programmer, not taken from a dictionary.

    >>> [name for name in ("request", "max_tokens", "KvRouter", "--host", "e.g") if telling(name)]
    ['max_tokens', 'KvRouter', '--host']
    """
    if "-" in name:
        return True
    last = re.split(r"::|\.", name)[-1]
    if name in PLUMBING or last in PLUMBING or HEXADECIMAL.fullmatch(last):
        return False
    return len(last) > 3 and ("_" in last.strip("_") or CAMEL.search(last) is not None)


def mentions(files: Iterable[FileChange]) -> tuple[Mention, ...]:
    """The telling names of changed lines, those in the most lines first; ties by first appearance.

    A name that stands unchanged on both sides of a hunk's context is still counted by its changed lines.
    """
    added: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    first: dict[str, Evidence] = {}
    for path, side, number, text in changed_lines(files):
        for name in dict.fromkeys(names_in(text)):
            if telling(name):
                (added if side is Side.NEW else removed)[name] += 1
                first.setdefault(name, Evidence(path, side, number, text.strip()[:EVIDENCE_CHARACTERS]))
    order = {name: place for place, name in enumerate(first)}
    ranked = sorted(first, key=lambda name: (-added[name] - removed[name], order[name]))
    return tuple(Mention(name, added[name], removed[name], first[name]) for name in ranked)


def names_in(text: str) -> Iterator[str]:
    """The names in a line: all in its code, in its strings only flags and variables."""
    for found in NAME.findall(STRING.sub(" ", text)):
        yield found.removeprefix("self.")
    if setting := SETTING.match(text):
        yield setting[1]
    for string in STRING.findall(text):
        yield from IN_STRINGS.findall(string)


def changed_lines(files: Iterable[FileChange]) -> Iterator[tuple[str, Side, int, str]]:
    """The changed lines with their path, side and number, without comments and lines that are data."""
    left = MOST_LINES
    for file in files:
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                return
            for side, path, lines in (
                (Side.NEW, file.new_path, hunk.added()),
                (Side.OLD, file.old_path, hunk.removed()),
            ):
                for number, text in lines:
                    if len(text) <= LONGEST_LINE and not COMMENT.match(text):
                        yield path or file.path, side, number, text
