"""What the templates call: pieces of a document, composed without regard to the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from history.briefs import Side
from report.inline import CodeSpan, Inline, Link, Quotation, SectionLink, Text, plain
from report.points import Point, Points
from report.section_tree import DiffPiece, Mention, Part, Proof, Saying, Sentence, Words
from report.sentences import ASIDES, SEPARATORS, Language, without_stop
from report.text import title
from report.tree import Lead, Maker, News, TableRow

MENTION_COLUMNS = 56
MOST_AGAIN = 3  # places of the same edit
SHORT_SHA = 7
COLONS = {Language.ZH: "：", Language.EN: ": "}
COMMAS = {Language.ZH: "，", Language.EN: ", "}
STOPS = {Language.ZH: "。", Language.EN: "."}
GAPS = {Language.ZH: "", Language.EN: " "}
ENDS = tuple("。.！!？?：:…")
CLOSING_MARKS = "”’\"')）"


@dataclass(frozen=True, slots=True)
class Writer:
    """Composes in one language; `words` turns pieces into safe text of the format."""

    language: Language
    words: Callable[[Iterable[Inline]], str]
    word: Callable[[str], str]  # a short message of the locale

    @property
    def colon(self) -> str:
        """The language's colon, with the space it needs."""
        return self.words((Text(COLONS[self.language]),))

    def row(self, row: TableRow) -> str:
        """A commit's title in the table, which leads to its section."""
        mark: Words = (Text("💥 "),) if row.breaking else ()
        return self.words(
            (*mark, SectionLink(row.title, row.section) if row.section else Text(plain(row.title)))
        )

    def lead(self, lead: Lead) -> str:
        """One of the commits that the opening tells, behind its title: whom it concerns, what it does, what to do, and
        where it is."""
        opening, _, closing = ASIDES[self.language]
        nodes: list[Inline] = [Text(opening), *lead.reach, Text(closing)] if lead.reach else []
        nodes.append(Text(COLONS[self.language] if lead.effects else GAPS[self.language]))
        for place, one in enumerate(lead.effects):
            nodes += [Text(GAPS[self.language])] if place else []
            nodes += _ended(one, self.language)
        return self.words(nodes)

    def duty(self, lead: Lead) -> str:
        """What to do about a lead."""
        return self.words(_ended(lead.advice, self.language)) if lead.advice else ""

    def claim(self, lead: Lead) -> str:
        """The title of a lead, which leads to its section."""
        first = lead.commits[0] if lead.commits else None
        return self.words(
            (SectionLink(lead.title, first.section) if first and first.section else Text(plain(lead.title)),)
        )

    def commits(self, lead: Lead) -> str:
        """The commits of a lead, by their short ids: the first leads to its page, the others to their sections."""
        nodes: list[Inline] = []
        for place, one in enumerate(lead.commits):
            nodes += [Text(" ")] if place else []
            shown = (CodeSpan(one.sha[:SHORT_SHA]),)
            nodes.append(Link(shown, one.url) if one.url and not place else _mention(one, 0))
        return self.words(nodes)

    def item(self, sentence: Sentence) -> str:
        """A sentence on a line of its own, with its proofs."""
        return self.words(_cited(sentence))

    def paragraph(self, part: Part) -> str:
        """All sentences of a part as running text, each ended and with its proofs."""
        return self.words(self._running(part.sentences))

    def first(self, summary: Points) -> str:
        """What stands behind the heading of a summary."""
        return self.words(self._running(summary.lead))

    def point(self, point: Point) -> str:
        """The sentences about one file, behind its name where there is one."""
        name: list[Inline] = [CodeSpan(point.file), Text(COLONS[self.language])] if point.file else []
        return self.words([*name, *self._running(point.sentences, point.file)])

    def _running(self, sentences: Iterable[Sentence], file: str = "") -> list[Inline]:
        nodes: list[Inline] = []
        for sentence in sentences:
            if nodes:
                nodes.append(Text(GAPS[self.language]))
            nodes += _ended(sentence, self.language, file)
        return nodes

    def saying(self, saying: Saying) -> str:
        """A quotation with its source, which links to the line."""
        one = saying.proof
        where: list[Inline] = [Text(" —— " if self.language is Language.ZH else " — "), *saying.source]
        if one.path:
            file = one.path.rpartition("/")[2]
            label = (Text(f"{file}:{one.line}" if one.line else file),)
            where += [Text(f"{COMMAS[self.language]}"), Link(label, one.url) if one.url else label[0]]
        return self.words((*saying.words, *where))

    def piece(self, piece: DiffPiece) -> str:
        """Where a piece of the diff stands, and where the same edit was made again."""
        nodes: list[Inline] = [_place(piece.proof)]
        if piece.proof.side == Side.OLD.value:  # its number is of a file that the next ones do not count in
            opening, _, closing = ASIDES[self.language]
            nodes.append(Text(f"{opening}{self.word('diff-before')}{closing}"))
        for at, one in enumerate(piece.again[:MOST_AGAIN]):
            between = SEPARATORS[self.language].between if at else COLONS[self.language]
            nodes += [
                Text(between) if at else Text(f"{COMMAS[self.language]}{self.word('diff-again')}{between}")
            ]
            nodes.append(_place(one, piece.proof))
        if (more := len(piece.again) - MOST_AGAIN) > 0:
            nodes.append(Text(f" +{more}"))
        return self.words(nodes)

    def news(self, news: News) -> str:
        """A line of the overview, followed by links to its commits unless it links to them itself. Some are sentences
        and some are not; as lines of one list none ends with a full stop."""
        words = _without_stop(news.words)
        if any(isinstance(node, SectionLink) for node in words) or not news.sections:
            return self.words(words)
        opening, _, closing = ASIDES[self.language]
        columns = MENTION_COLUMNS if len(news.sections) == 1 else 0
        aside: list[Inline] = [Text(opening)]
        for index, one in enumerate(news.sections):
            aside += [Text(SEPARATORS[self.language].between)] if index else []
            aside.append(_mention(one, columns))
        if news.more:
            aside += [Text(SEPARATORS[self.language].between), *news.more]
        return self.words((*words, *aside, Text(closing)))

    def maker(self, made: Maker) -> str:
        """What made the report, for people, in continuation of its words."""
        values = (
            ("rules", made.rules_digest),
            ("model", made.model_digest),
            ("revisions", " ".join(revision[:12] for revision in made.revisions)),
        )
        # No code spans: readers of a section would take them for names in the last commit.
        return self.words(
            [Text(f" · {self.word(f'footer-{name}')} {value}") for name, value in values if value]
        )


def _place(one: Proof, beside: Proof | None = None) -> Inline:
    """The line of a proof, which leads to it; its number alone where it is in the file of the one `beside` which it stands."""
    is_there = beside is not None and (beside.path, beside.side) == (one.path, one.side)
    label = Text(str(one.line) if is_there else f"{one.path}:{one.line}")
    return Link((label,), one.url) if one.url else label


def _ended(sentence: Sentence, language: Language, file: str = "") -> Words:
    """A sentence with its proofs and its full stop."""
    words = sentence.words
    if words and isinstance(last := words[-1], Quotation) and (cited := _cited(sentence, file)[len(words) :]):
        return (*words[:-1], without_stop(last), *cited, Text(STOPS[language]))
    if plain(sentence.words).rstrip().rstrip(CLOSING_MARKS).endswith(ENDS):
        return _cited(sentence, file)
    return (*_cited(sentence, file), Text(STOPS[language]))


def _cited(sentence: Sentence, file: str = "") -> Words:
    """A sentence with its proofs; `file` is what is named before it already."""
    named = [file, *(node.text for node in sentence.words if isinstance(node, CodeSpan))]
    return _before_stop(sentence.words, tuple(_citations(sentence.cited, named)))


def _without_stop(words: Words) -> Words:
    if words and isinstance(last := words[-1], Text) and last.text.endswith(tuple(STOPS.values())):
        return (*words[:-1], Text(last.text[:-1]))
    return words


def _before_stop(words: Words, added: Words) -> Words:
    """`added` behind the words, but before their full stop if they have one."""
    if words and isinstance(last := words[-1], Text) and last.text.endswith(tuple(STOPS.values())):
        return (*words[:-1], Text(last.text[:-1]), *added, Text(last.text[-1]))
    return (*words, *added)


def _citations(proofs: tuple[Proof, ...], named: Sequence[str]) -> Iterable[Inline]:
    """Where to look: a link to the line, with the file's name unless it is `named`, or its path and number where there is
    nothing to link to; of a file as a whole that is named by its path, nothing is left to say."""
    for one in proofs:
        if one.url:
            is_named = any(file and f"/{one.path}".endswith(f"/{file}") for file in named)
            name = "" if is_named else one.path.rpartition("/")[2]
            place = f"{name}:{one.line}" if name else f"L{one.line}"
            yield Text(" ")
            yield Link((Text(place if one.line and one.path else "↗"),), one.url)
        elif one.path and (one.line or one.path not in named):
            yield Text(f" ({one.path}:{one.line})" if one.line else f" ({one.path})")


def _mention(one: Mention, columns: int) -> Inline:
    shown: tuple[Text | CodeSpan, ...] = title(one.subject, columns) if columns else ()
    shown = shown or (CodeSpan(one.sha[:SHORT_SHA]),)
    if one.section:
        return SectionLink(shown, one.section)
    return Link(shown, one.url) if one.url else Text(plain(shown))
