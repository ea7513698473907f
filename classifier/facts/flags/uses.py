"""Where the changed lines of scripts, manifests, pages and programs mention a flag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from classifier.facts.edits import Edit, SideText
from classifier.facts.interface import Change, Fact, Subject
from history.records import FileStatus

_USE = re.compile(
    r"(?<![\w<!./-])--(?P<name>[a-zA-Z][a-zA-Z0-9]*(?:[-_.][a-zA-Z0-9]+)*)"
    r"(?![\w-]*[-_]?[`$<{*]\w*[}>]?-)(?=$|[\s=\"'`,:;)\]|\\}>.])"
)
_USED_IN = {"shell", "yaml", "dockerfile", "make", "markdown", "rst", "json", "toml", "template", "text"}
_COMMANDS_IN = {"shell", "dockerfile", "make", "markdown", "rst", "text"}
_QUOTED_IN = {"python", "rust", "go", "javascript", "typescript", "java", "groovy"}
# In a program, a flag that stands in a sentence is only spoken of: one that is passed is a string of its own.
_QUOTED_USE = re.compile(r"[\"'`]--(?P<name>[a-zA-Z][a-zA-Z0-9]*(?:[-_.][a-zA-Z0-9]+)*)(?=[\"'`=])")
_DASHED = re.compile(r"-[\w-]*")
LONGEST_NAME = 200  # characters, with whatever stands in front of it in a word
MOST_USES_PER_FILE = 40


def _used(side: SideText) -> dict[str, int]:
    """The flags that the changed lines of one side mention, with the first such line."""
    found: dict[str, int] = {}
    for number, text in side.changed.items():
        if "--" not in text:
            continue
        if side.language in _USED_IN:
            matches = _USE.finditer(text)
        elif side.language in _QUOTED_IN and any(mark in text for mark in "\"'`"):
            matches = _QUOTED_USE.finditer(text)
        else:
            continue
        if side.language in {"shell", "make", "yaml", "dockerfile"} and text.lstrip().startswith("#"):
            continue
        for match in matches:
            found.setdefault(f"--{match['name']}", number)
    return found


def uses_of(edit: Edit, defined: frozenset[str]) -> Iterator[Fact]:
    """Yield the uses that came or went; a flag in `defined` is told as a definition."""
    old, new = _used(edit.old), _used(edit.new)
    count = 0
    fate = {FileStatus.ADDED: "added", FileStatus.DELETED: "removed"}.get(edit.change.status)
    whole = {"container": fate} if fate else {}
    for side, mine, other, what in (
        (edit.old, old, new, "removed"),
        (edit.new, new, old, "added"),
    ):
        opposite = edit.new if side is edit.old else edit.old
        rest = "\n".join(block.text for block in opposite.searched) if mine else ""
        spelt = _flags_in(rest)
        for name, number in mine.items():
            if name in other or name in defined or _stands(name, spelt, rest) or count >= MOST_USES_PER_FILE:
                continue
            count += 1
            yield Fact(
                Subject.FLAG,
                Change.CHANGED,
                name,
                (side.evidence(number),),
                language=edit.language,
                extra=MappingProxyType(
                    {"role": "use", "what": what, **whole, **_of_command(side, opposite, number)}
                ),
            )


def _of_command(side: SideText, other: SideText, number: int) -> dict[str, str]:
    """That the command of a line came, or went, as a whole, so that nothing was added to it: its first line changed, and no
    changed line of the other side begins alike."""
    if side.language not in _COMMANDS_IN:
        return {}
    while side.evidence(number - 1, None).text.endswith("\\"):
        number -= 1
    words = side.changed.get(number, "-").split()[:2]
    begins_alike = any(text.split()[: len(words)] == words for text in other.changed.values())
    return {} if not words or words[0].startswith("-") or begins_alike else {"command": "whole"}


def _stands(name: str, spelt: frozenset[str], text: str) -> bool:
    """Whether a flag stands in a text, of which `spelt` are the words that begin with a dash."""
    if "." not in name:
        return name in spelt
    return re.search(re.escape(name) + r"(?![\w-])", text) is not None


def _flags_in(text: str) -> frozenset[str]:
    """All that could be a flag in a text, from any dash to the end of the word."""
    found: set[str] = set()
    for word in set(_DASHED.findall(text)):
        found.add(word)
        if len(word) <= LONGEST_NAME:
            found.update(word[place:] for place in range(1, len(word)) if word[place] == "-")
    return frozenset(found)


def is_taken_otherwise(fact: Fact, edit: Edit) -> bool:
    """Whether a flag that seems new, or gone, is one that the other side compares with what it is given."""
    if fact.change not in {Change.ADDED, Change.REMOVED}:
        return False
    name = re.escape(fact.name)
    taken = re.compile(
        rf"==?\s{{0,3}}[\"']?{name}(?![\w-])|[\"']{name}[\"']\s+(?:not\s+)?in\b"
        rf"|(?:^|\||\bin)[ \t]{{0,40}}{name}(?:=\*)?\s{{0,3}}[|)]",
        re.MULTILINE,
    )
    other = edit.old if fact.change is Change.ADDED else edit.new
    return any(fact.name in block.text and taken.search(block.bare) for block in other.searched)
