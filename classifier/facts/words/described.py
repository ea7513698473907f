"""What files of settings say in words: the descriptions of what they hold, and the comments of scripts in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from classifier.facts.words.passages import Passage
from classifier.facts.words.places import Place
from history.briefs import Origin

LANGUAGES = frozenset({"yaml", "json"})
REACH = 20  # lines above a description in which the key that it is of is looked for
MOST_MORE = 8  # lines that a description goes on for
_DESCRIBES = re.compile(
    r"^(?P<indent>\s*)(?:- )?\"?(?:description|markdownDescription|deprecationMessage|summary|help)\"?\s*:\s+(?P<words>[\"']?[A-Za-z`][^\n]*)$"
)
_KEY = re.compile(r"\s*(?:- )?[\"']?(?P<name>[\w.$-]+)[\"']?\s*:(?:\s|$)")
_GOES_ON = re.compile(r"\s*(?![\w\"'.-]+\s*:(?:\s|$))(?![-#])\S")
_CLOSES = re.compile(r"[\"'][\s,}\]]*$")
_SLASHES = re.compile(r"^\s*//\s?(?P<words>.*)$")


def described(text: str, language: str, first: int, wanted: Callable[[int, int], bool]) -> Iterator[Passage]:
    """The passages of a stretch of YAML or JSON that begins at line `first`, as far as their lines are `wanted`."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        found = _DESCRIBES.match(line)
        if found is None:
            continue
        more = _more(lines, at, found) if language == "yaml" else 0
        if wanted(at + first, at + first + more):
            words = [found["words"], *(row.strip() for row in lines[at + 1 : at + 1 + more])]
            words[0] = words[0].lstrip("\"'")
            words[-1] = _CLOSES.sub("", words[-1])
            yield Passage(Origin.HELP, tuple(enumerate(words, at + first)), _of_what(lines, at))
    if language == "yaml":
        yield from _of_scripts(lines, first, wanted)


def _of_what(lines: Sequence[str], at: int) -> Place:
    """The key that the mapping with the description stands under."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    for line in reversed(lines[max(0, at - REACH) : at]):
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            key = _KEY.match(line)
            return Place(key["name"]) if key else Place()
    return Place()


def _more(lines: Sequence[str], at: int, found: re.Match[str]) -> int:
    """How many lines below its first one a description goes on."""
    indent = len(found["indent"])
    count = 0
    for line in lines[at + 1 : at + 1 + MOST_MORE]:
        if not _GOES_ON.match(line) or len(line) - len(line.lstrip()) <= indent:
            break
        count += 1
    return count


def _of_scripts(lines: Sequence[str], first: int, wanted: Callable[[int, int], bool]) -> Iterator[Passage]:
    """Comments between `//`, which no YAML has: those of a script in it."""
    group: list[tuple[int, str]] = []
    for at, line in enumerate([*lines, ""]):
        found = _SLASHES.match(line)
        if found is not None:
            group.append((at + first, found["words"]))
        elif group:
            if wanted(group[0][0], group[-1][0]):
                yield Passage(Origin.COMMENT, tuple(group), Place())
            group = []
