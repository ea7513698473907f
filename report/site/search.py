"""The index that the site's search looks into: pieces of JavaScript, which a page may load from a folder too.

A word leads to the commits that have it through the piece for its first two letters, so that a search loads a few small
files however long the history is. Chinese is indexed by pairs of characters. `site.js` splits queries as `words` does.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

WORD = re.compile(r"[a-z0-9_]+|[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]+|[^\W_]+")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
WIDE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]")
LONGEST = 40
IN_TITLE, IN_TEXT = 8, 1
PIECE = 60_000  # characters, about, of a piece that is not cut
CARDS = 250  # commits in one piece of the list


@dataclass(frozen=True, slots=True)
class Found:
    """A commit as the search shows it. `address` is seen from the folder of the language."""

    title: str
    text: str
    address: str
    repository: str
    day: str
    level: str
    icon: str
    author: str


def words(text: str) -> Iterator[str]:
    """The words of a text, in lower case: whole identifiers and their parts, pairs of Chinese characters."""
    text = unicodedata.normalize("NFKC", text)
    for source in (text.lower(), CAMEL.sub(" ", text).lower()):
        for word in WORD.findall(source):
            yield from _parts(word)


def _parts(word: str) -> Iterator[str]:
    if WIDE.match(word):
        yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        return
    yield word[:LONGEST]
    if "_" in word:
        yield from (part[:LONGEST] for part in word.split("_") if part)


def index(found: Sequence[Found]) -> Iterator[tuple[str, str]]:
    """The files of the index, as (name, text). What is found comes oldest first, so that what is there keeps its
    number when something new comes; of equals the newest is shown first."""
    postings: dict[str, dict[int, int]] = {}
    for number, one in enumerate(found):
        for weight, text in ((IN_TITLE, one.title), (IN_TEXT, one.text)):
            for word in set(words(text)):
                places = postings.setdefault(word, {})
                places[number] = places.get(number, 0) + weight
        for word in words(f"{one.author} {one.repository}"):
            postings.setdefault(word, {}).setdefault(number, IN_TEXT)
    pieces = _pieces({word: list(_packed(postings[word])) for word in sorted(postings)})
    for name, some in sorted(pieces.items()):
        yield f"words-{name}.js", _call("words", name, some)
    for start in range(0, len(found), CARDS):
        number = start // CARDS
        cards = [_card(one) for one in found[start : start + CARDS]]
        yield f"cards-{number}.js", _call("cards", number, cards)
    yield "search.js", _call("begin", len(found), sorted(pieces))


def _pieces(packed: Mapping[str, list[int]]) -> dict[str, dict[str, list[int]]]:
    """The words by their first letter, and by their first two where those of one are many. Names are of code points, as
    any file system takes them; Chinese is by the blocks of 256 that its characters are in."""
    by_first: dict[str, dict[str, list[int]]] = {}
    for word, places in packed.items():
        by_first.setdefault(_first(word), {})[word] = places
    pieces: dict[str, dict[str, list[int]]] = {}
    for name, some in by_first.items():
        size = sum(len(word) + 4 * len(places) for word, places in some.items())
        if name.startswith("w") or size < PIECE:
            pieces[name] = some
            continue
        for word, places in some.items():
            pieces.setdefault("-".join(f"{ord(char):x}" for char in word[:2]), {})[word] = places
    return pieces


def _first(word: str) -> str:
    code = ord(word[0])
    return f"w{code >> 8:x}" if WIDE.match(word) else f"{code:x}"


def _packed(places: dict[int, int]) -> Iterable[int]:
    """Numbers, each as the distance from the one before, with its weight."""
    before = 0
    for number in sorted(places):
        yield from (number - before, places[number])
        before = number


def _card(one: Found) -> list[str]:
    return [one.title, one.address, one.repository, one.day, one.level, one.icon, one.author]


def _call(name: str, *arguments: object) -> str:
    """A script that hands over data. It stays data: nothing in a text ends a string of JSON, and U+2028 is escaped."""
    written = ",".join(json.dumps(one, ensure_ascii=True, separators=(",", ":")) for one in arguments)
    return f"commitbriefSearch.{name}({written});\n"
