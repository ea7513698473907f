"""Sentences: keys and parameters in, pieces of text out. The only user of Fluent.

Values never pass through Fluent as text. Each is put in as a placeholder that no catalogue and no value
can write, and taken out of the formatted sentence again as a piece of its own; so nothing in a message,
a name or a path can be read as Fluent or as Markdown. What a catalogue itself puts between backticks is
code.

What a sentence can use of a parameter `$x`:

- a number: `$x`, also to select a plural form by;
- `Code`, `Quote`, `CommitRef`, `IssueRef`: `$x`; of a condition (`CONDITIONS`), `$x` is it in words where it can be said,
  and `$x-code` as it is written;
- `Term`: `$x` is the word, `$x-key` its key, to select by;
- `Listing`: `$x` is the names joined ("`a`, `b` and 3 more"), `$x-count` how many there are in all;
- `Series`: `$x` is the messages of its parts joined ("adds `a`; removes `b` and `c`");
- `Size`: `$x` is how much changed ("+3 −1", "binary", "+1 −0; mode 100644 → 100755: now executable").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from history.briefs import Code, CommitRef, IssueRef, Listing, Quote, Series, Term, Value
from history.sizes import Size
from report.conditions import opposite, tests
from report.errors import ReportError
from report.inline import CodeSpan, Inline, Link, Quotation, SectionLink, Text, plain
from report.links import Links
from report.text import clean, shorten, title

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LOCALES = Path(__file__).parent / "locales"
ENTRY = re.compile(r"^(-?[A-Za-z][A-Za-z0-9_-]*)[ ]*=", re.MULTILINE)
MENTIONED = re.compile(r"-?[A-Za-z][A-Za-z0-9_-]*")
BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff（，。：；、])")
HAN_BESIDE_LATIN = re.compile(r"(?<=[\u3400-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u3400-\u9fff])")
STOPPED = re.compile(r"(?<!\.)(?<!\b[a-z]\.[a-z])(?<!\betc)(?<!\bvs)\.$|。$")
PLACEHOLDER = re.compile("\ue000([0-9]+)\ue001|`([^`\n]+)`")

CONDITIONS = frozenset({"condition", "when", "part"})  # parameters that hold the condition of something
ALL_OF = "condition-all"
UNMET = "condition-unmet"
OTHERWISE = "condition-otherwise"  # one condition, after others
NAME_COLUMNS = 160  # of a single name
QUOTE_COLUMNS = 700
REFERENCE_COLUMNS = 60


class Language(StrEnum):
    """The languages that reports are written in."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Separators:
    """What stands between the items of a list. Fluent trims values, so these are not in a catalogue."""

    between: str
    before_last: str
    before_rest: str
    both: str  # between conditions of which all must hold
    either: str


SEPARATORS = {
    Language.ZH: Separators("、", "、", " ", " 且 ", " 或 "),
    Language.EN: Separators(", ", " and ", " and ", " and ", " or "),
}
ASIDES = {Language.ZH: ("（", "；", "）"), Language.EN: (" (", "; ", ")")}
RANGES = {Language.ZH: " 至 ", Language.EN: " to "}
LOCALE_CODES = {Language.ZH: "zh-CN", Language.EN: "en-US"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sentence can link to: the repository's host and the sections of the same report."""

    links: Links = field(default_factory=lambda: Links(None))
    sections: Mapping[str, str] = field(default_factory=dict)  # sha → section id


NOWHERE = Surroundings()


@dataclass(slots=True)
class Catalogue:
    """The sentences of one language. Entries are parsed when they are first used.

    With `strict`, an unknown key or a sentence that cannot be formatted raises `ReportError`; without,
    the report shows the key and the values in the sentence's place, between ⟦ and ⟧.
    """

    language: Language
    sources: Mapping[str, str] = field(repr=False)  # entry id → its source
    strict: bool = False
    _bundle: FluentBundle | None = field(default=None, repr=False)
    _added: set[str] = field(default_factory=set, repr=False)

    @classmethod
    def load(cls, language: Language, *, strict: bool = False) -> Catalogue:
        """The shipped sentences of `language`."""
        return cls(language, _shipped(language), strict)

    def with_entries(self, source: str) -> Catalogue:
        """This catalogue and the entries of `source`, which win."""
        return Catalogue(self.language, {**self.sources, **entries(source)}, self.strict)

    def __contains__(self, key: str) -> bool:
        return key in self.sources

    def words(self, key: str, **params: Value) -> str:
        """A sentence that is shown where no links or code can be (a heading, a label), as plain text."""
        return plain(self.sentence(key, tuple(params.items())))

    def sentence(
        self, key: str, params: Sequence[tuple[str, Value]] = (), around: Surroundings = NOWHERE
    ) -> tuple[Inline, ...]:
        """The sentence of `key`, filled with `params`. Raises `ReportError` if strict and it is missing
        or does not fit the parameters."""
        arguments: dict[str, str | int] = {}
        pieces: list[tuple[Inline, ...]] = []

        def put(name: str, piece: tuple[Inline, ...]) -> None:
            arguments[name] = f"\ue000{len(pieces)}\ue001"
            pieces.append(piece)

        for name, value in params:
            match value:
                case int():
                    arguments[name] = value
                case Listing():
                    put(name, self._listing(value))
                    if name in CONDITIONS:
                        put(f"{name}-code", self._listing(value))
                    arguments[f"{name}-count"] = len(value.items) + value.more
                case Series():
                    put(name, self._series(value))
                    if name in CONDITIONS:
                        put(f"{name}-code", self._series(value))
                case Size():
                    put(name, self._size(value))
                case Code() if name in CONDITIONS:
                    put(f"{name}-code", (self._piece(value, around),))
                    put(name, self._condition(value))
                case Term():
                    put(name, (Text(self._word(value.key)),))
                    arguments[f"{name}-key"] = value.key
                case _:
                    put(name, (self._piece(value, around),))
        formatted = self._format(key, arguments)
        if formatted is None:
            return self._missing(key, params, around)
        words = _stopped_once(list(_closed_up(_merged(_parted(formatted, pieces)))))
        ours = tuple(str(arguments[name]) for name, value in params if isinstance(value, Term | Series))
        return tuple(_capital(words) if formatted.endswith(".") and formatted.startswith(ours) else words)

    def _word(self, key: str) -> str:
        return self._format(key, {}) or self._absent(key)

    def _absent(self, key: str) -> str:
        if self.strict:
            raise ReportError(f"locale {self.language}: no sentence {key!r} that fits its parameters")
        return f"⟦{clean(key)}⟧"

    def _missing(
        self, key: str, params: Sequence[tuple[str, Value]], around: Surroundings
    ) -> tuple[Inline, ...]:
        nodes: list[Inline] = [Text(self._absent(key))]
        for name, value in params:
            nodes.append(Text(f" {clean(name)}="))
            match value:
                case int() | Term():
                    nodes.append(Text(str(value) if isinstance(value, int) else clean(value.key)))
                case Listing():
                    nodes.extend(self._listing(value))
                case Series():
                    nodes.extend(self._series(value))
                case Size():
                    nodes.extend(self._size(value))
                case _:
                    nodes.append(self._piece(value, around))
        return tuple(_merged(nodes))

    def _piece(self, value: Code | Quote | CommitRef | IssueRef, around: Surroundings) -> Inline:
        match value:
            case Code():
                return CodeSpan(shorten(clean(value.text), NAME_COLUMNS))
            case Quote():
                opening, closing = self.quotation_marks
                return Quotation(shorten(clean(value.text), QUOTE_COLUMNS), opening, closing)
            case CommitRef():
                return self.commit(value.sha, value.subject, around)
            case IssueRef():
                repository = clean(value.repository)
                words = (Text(f"{repository}#{value.number}"),)
                url = around.links.issue(value)
                return Link(words, url) if url else words[0]

    def quotation(self, text: str) -> tuple[Inline, ...]:
        """Somebody's words between the quotation marks of the language."""
        return (self._piece(Quote(text), NOWHERE),)

    def commit(self, sha: str, subject: str, around: Surroundings) -> Inline:
        """A mention of a commit: a link to its section in this report, else to its page."""
        words = title(subject, REFERENCE_COLUMNS) or (CodeSpan(clean(sha)[:7]),)
        if sha in around.sections:
            return SectionLink(words, around.sections[sha])
        url = around.links.commit(sha)
        if url:
            return Link(words, url)
        return Text("".join(part.text for part in words))

    @property
    def quotation_marks(self) -> tuple[str, str]:
        """The language's quotation marks."""
        return ("“", "”")

    def _listing(self, listing: Listing) -> tuple[Inline, ...]:
        names: list[Inline] = [CodeSpan(shorten(clean(item.text), NAME_COLUMNS)) for item in listing.items]
        if not listing.more:
            return self.joined([(name,) for name in names])
        total = len(names) + listing.more
        rest = (Text(self.words("list-more", count=listing.more, total=total)),)
        between = self._separators.between
        return tuple(_merged([*_interleaved(names, between), Text(self._separators.before_rest), *rest]))

    def _series(self, series: Series) -> tuple[Inline, ...]:
        nodes: list[Inline] = []
        for place, (key, names) in enumerate(series.parts):
            if place:
                nodes.append(Text(ASIDES[self.language][1]))
            worded = self._all_of(names) if key == ALL_OF else None
            if key == UNMET and (other := opposite(names.items[0].text)) is not None:
                worded = self.sentence(other.key, other.params)
            if key == OTHERWISE:
                worded = self.sentence(key, (("condition", names.items[0]),))
            nodes += worded or self.sentence(key, (("names", names),))
        return tuple(_merged(nodes))

    def _condition(self, value: Code) -> tuple[Inline, ...]:
        """A condition in words, or as code where it is not that simple."""
        found = tests(value.text)
        if found is None:
            return (self._piece(value, NOWHERE),)
        said = [self.sentence(one.key, one.params) for one in found.parts]
        mark = self._separators.both if found.all_of_them else self._separators.either
        return tuple(_merged(_interleaved_all(said, mark)))

    def _all_of(self, names: Listing) -> tuple[Inline, ...] | None:
        """Conditions of which all must hold, in words; `None` where none of them can be said."""
        if names.more or not any(tests(one.text) for one in names.items):
            return None
        return tuple(
            _merged(_interleaved_all([self._condition(one) for one in names.items], self._separators.both))
        )

    def _size(self, size: Size) -> tuple[Inline, ...]:
        said = [self.words(f"size-{nature.replace('_', '-')}", count=count) for nature, count in size.natures]
        if size.added or size.removed:
            said.insert(0, self.words("size-lines", added=size.added, removed=size.removed))
        return (Text(ASIDES[self.language][1].join(said or [self.words("size-lineless")])),)

    def joined(self, items: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
        """Items as the language lists them: `a, b and c`."""
        nodes: list[Inline] = []
        for index, item in enumerate(items):
            if index:
                last = index == len(items) - 1
                nodes.append(Text(self._separators.before_last if last else self._separators.between))
            nodes.extend(item)
        return tuple(_merged(nodes))

    def in_brackets(self, pieces: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
        """An aside: the pieces that are not empty, between brackets of the language."""
        opening, between, closing = ASIDES[self.language]
        nodes: list[Inline] = []
        for piece in pieces:
            if piece:
                nodes += [Text(between if nodes else opening), *piece]
        return tuple(_merged([*nodes, Text(closing)])) if nodes else ()

    def range_of(self, ends: Sequence[str]) -> str:
        """`from – to`, or the one value if both are the same."""
        return RANGES[self.language].join(dict.fromkeys(ends))

    @property
    def _separators(self) -> Separators:
        return SEPARATORS[self.language]

    def _format(self, key: str, arguments: Mapping[str, str | int]) -> str | None:
        """`None` if there is no such sentence, or it asks for a parameter that is not there."""
        if key not in self.sources:
            return None
        bundle = self._with(key)
        message = bundle.get_message(key)
        if message.value is None:
            return None
        formatted, errors = bundle.format_pattern(message.value, dict(arguments))
        return None if errors else str(formatted)

    def _with(self, key: str) -> FluentBundle:
        from fluent.runtime import FluentBundle, FluentResource

        if self._bundle is None:
            self._bundle = FluentBundle([LOCALE_CODES[self.language]], use_isolating=False)
        waiting = [key]
        while waiting:
            name = waiting.pop()
            if name in self._added or name not in self.sources:
                continue
            self._added.add(name)
            self._bundle.add_resource(FluentResource(self.sources[name]))
            # A mention may be a word that happens to be an id; parsing one entry too many is harmless.
            waiting.extend(MENTIONED.findall(self.sources[name]))
        return self._bundle


def prepare() -> None:
    """Load Fluent ahead of the first sentence."""
    import fluent.runtime  # noqa: F401


@cache
def _shipped(language: Language) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        found.update(entries(path.read_text("utf8")))
    return found


def entries(source: str) -> dict[str, str]:
    """Split a Fluent file at its entries, which always start in the first column."""
    starts = list(ENTRY.finditer(source))
    ends = [start.start() for start in starts[1:]] + [len(source)]
    return {
        start[1]: _without_comments(source[start.start() : end])
        for start, end in zip(starts, ends, strict=True)
    }


def _without_comments(source: str) -> str:
    return "\n".join(line for line in source.split("\n") if not line.startswith("#"))


def _parted(formatted: str, pieces: Sequence[tuple[Inline, ...]]) -> Iterable[Inline]:
    at = 0
    for hit in PLACEHOLDER.finditer(formatted):
        if hit.start() > at:
            yield Text(formatted[at : hit.start()])
        if hit[1]:
            yield from pieces[int(hit[1])]
        else:
            yield CodeSpan(hit[2])
        at = hit.end()
    if at < len(formatted):
        yield Text(formatted[at:])


def _closed_up(nodes: Iterable[Inline]) -> Iterable[Inline]:
    """Chinese characters that met across a value stand without a space: "等 5 个 不再" is "等 5 个不再"; a Latin word
    among them has one on either side. A quotation that ends a sentence ends ours, too."""
    ended = False
    for node in nodes:
        if isinstance(node, Text):
            text = HAN_BESIDE_LATIN.sub(" ", BETWEEN_HAN.sub("", node.text))
            text = text.removeprefix(".") if ended else text
            if text:
                yield Text(text)
        else:
            yield node
        ended = isinstance(node, Quotation) and node.text.endswith((".", "!", "?", "…"))


def _stopped_once(nodes: Sequence[Inline]) -> Iterable[Inline]:
    """A quotation whose source stands in brackets before our full stop has none of its own."""
    ends = bool(nodes) and isinstance(nodes[-1], Text) and nodes[-1].text.endswith((".", "。"))
    for node, following in zip(nodes, [*nodes[1:], None], strict=True):
        if ends and isinstance(node, Quotation) and isinstance(following, Text):
            yield without_stop(node) if following.text.startswith((" (", "（")) else node
        else:
            yield node


def without_stop(quoted: Quotation) -> Quotation:
    """A quotation without its full stop; what ends with an abbreviation or three dots stays as it is."""
    return replace(quoted, text=quoted.text[:-1]) if STOPPED.search(quoted.text) else quoted


def _capital(nodes: Iterable[Inline]) -> Iterable[Inline]:
    """A sentence that begins with words that were put in, as "a branch of `f`", begins with a capital all the same."""
    for index, node in enumerate(nodes):
        yield Text(node.text[:1].upper() + node.text[1:]) if not index and isinstance(node, Text) else node


def _interleaved(nodes: Sequence[Inline], between: str) -> Iterable[Inline]:
    for index, node in enumerate(nodes):
        if index:
            yield Text(between)
        yield node


def _interleaved_all(pieces: Sequence[tuple[Inline, ...]], between: str) -> Iterable[Inline]:
    for index, piece in enumerate(pieces):
        if index:
            yield Text(between)
        yield from piece


def _merged(nodes: Iterable[Inline]) -> Iterable[Inline]:
    words = ""
    for node in nodes:
        if isinstance(node, Text):
            words += node.text
            continue
        if words:
            yield Text(words)
            words = ""
        yield node
    if words:
        yield Text(words)
