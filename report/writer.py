"""What the Markdown templates call: pieces of a document as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from report.inline import CodeSpan, Inline, Link, SectionLink, Text, plain
from report.markdown import Markdown, code, escape, inline, target
from report.sentences import Language
from report.text import title
from report.tree import CommitSection, Maker, Mention, News, Part, Proof, Sentence

CONTENTS_COLUMNS = 72
MENTION_COLUMNS = 56
COLONS = {Language.ZH: "：", Language.EN: ": "}
STOPS = {Language.ZH: "。", Language.EN: ". "}
ENDS = tuple("。.！!？?：:…）)")


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """Writes in one language; `anchor` gives the fragment of a section."""

    language: Language
    anchor: Callable[[str], str]

    @property
    def colon(self) -> Markdown:
        """The language's colon, with the space it needs."""
        return Markdown(COLONS[self.language])

    def words(self, nodes: Iterable[Inline]) -> Markdown:
        """Nodes as Markdown."""
        return inline(nodes, self.anchor)

    def contents(self, commit: CommitSection) -> Markdown:
        """A line of the table of contents."""
        shown = title(commit.subject, CONTENTS_COLUMNS) or commit.title
        return self.words((SectionLink(shown, commit.id),))

    def item(self, sentence: Sentence) -> Markdown:
        """A sentence on a line of its own."""
        return Markdown(self.words(sentence.words) + self._cited(sentence.cited))

    def paragraph(self, part: Part) -> Markdown:
        """All sentences of a part as running text, each ended."""
        if not part.sentences:
            return self.words(part.nothing)
        pieces = []
        for sentence in part.sentences:
            words = self.words(sentence.words)
            stop = "" if plain(sentence.words).rstrip().endswith(ENDS) else STOPS[self.language].strip()
            pieces.append(f"{words}{stop}{self._cited(sentence.cited)}")
        return Markdown(("" if self.language is Language.ZH else " ").join(pieces))

    def _cited(self, proofs: tuple[Proof, ...]) -> str:
        return "".join(f" {self._citation(one)}" for one in proofs)

    @staticmethod
    def _citation(one: Proof) -> str:
        if one.url:
            return f"[{f'L{one.line}' if one.line and one.path else '↗'}]({target(one.url)})"
        where = f"{one.path}:{one.line}" if one.line else one.path
        return f"({escape(where)})" if one.path else ""

    def news(self, news: News) -> Markdown:
        """A line of the overview, followed by links to its commits unless it links to them itself."""
        words = self.words(news.words)
        if any(isinstance(node, SectionLink) for node in news.words) or not news.sections:
            return words
        columns = MENTION_COLUMNS if len(news.sections) == 1 else 0
        links = [self.words((self._mention(one, columns),)) for one in news.sections]
        if news.more:
            links.append(self.words(news.more))
        return Markdown(f"{words} — {', '.join(links)}")

    def maker(self, made: Maker, word: Callable[[str], str]) -> Markdown:
        """The footer that people read."""
        pieces = [
            f"{escape(word(f'footer-{name}'))} {code(value)}"
            for name, value in (
                ("version", made.version),
                ("rules", made.rules_digest),
                ("model", made.model_digest),
                ("revisions", " ".join(revision[:12] for revision in made.revisions)),
            )
            if value
        ]
        return Markdown(" · ".join(pieces))

    @staticmethod
    def _mention(one: Mention, columns: int) -> Inline:
        shown: tuple[Text | CodeSpan, ...] = title(one.subject, columns) if columns else ()
        shown = shown or (CodeSpan(one.sha[:7]),)
        if one.section:
            return SectionLink(shown, one.section)
        return Link(shown, one.url) if one.url else Text(plain(shown))
