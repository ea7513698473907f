"""A report in a terminal: as wide as it is, with links where it knows them, and colours unless they are unwanted.

The only user of rich. What a stranger wrote was made harmless when the document was worded; here it is text, never markup.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.inline import CodeSpan, Inline, Link, Quotation, SectionLink
from report.inline import Text as Words
from report.section_tree import CommitSection, Part
from report.sentences import Catalogue, Language
from report.text import spans
from report.tree import Document
from report.writer import COLONS

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

MARGIN = (0, 0, 0, 2)
SHOWN = ("high", "medium")  # levels whose commits have a section; the others are in the table
STYLES = {"high": "red", "medium": "yellow", "low": "green"}


@dataclass(frozen=True, slots=True)
class Screen:
    """A terminal: its columns, whether it is to be coloured, and whether it understands anything but text."""

    columns: int
    colours: bool = True
    escapes: bool = True


def render_terminal(made: Document, screen: Screen) -> str:
    """The day as text for a terminal, with its escape sequences."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out,
        width=max(screen.columns, 20),
        force_terminal=screen.escapes,
        color_system="standard" if screen.escapes else None,
        no_color=not screen.colours,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
        _environ={},
    )
    for one in _renderables(made):
        console.print(one)
    # rich numbers links at random, for terminals that mark one over several lines.
    return re.sub(r"\x1b\]8;id=[^;\x1b]*;", "\x1b]8;;", out.getvalue())


def _renderables(made: Document) -> Iterator[RenderableType]:
    from rich.rule import Rule
    from rich.text import Text

    yield Text(f"{made.repository.name} · {made.title}", style="bold")
    yield from _opening(made)
    if made.table.rows:
        yield Text()
        yield _table(made)
    yield Text(f"\n{' | '.join(made.statistics.pieces)}", style="dim")
    for words in made.missing_words:
        yield Text("⚠️ ", style="yellow") + _text(words)
    for group in made.groups:
        if group.level in SHOWN:
            yield Text()
            yield Rule(Text(group.heading, style="bold"), style=STYLES[group.level], align="left")
            for commit in group.commits:
                yield from _section(commit)


def _opening(made: Document) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    to_do = Catalogue.load(Language(made.language)).words("lead-advice")
    if made.empty:
        yield Text(made.empty)
    for line in made.opening.lead:
        yield _text(line)
    for lead in made.opening.leads:
        yield Text(f"\n{lead.icon} {lead.word} · ", style="bold") + _text(lead.title, "bold")
        for one in lead.effects:
            yield Padding(_text(one.words), MARGIN)
        if lead.advice:
            colon = COLONS[Language(made.language)]
            yield Padding(Text(f"👉 {to_do}{colon}") + _text(lead.advice.words), MARGIN)
    for topic in made.opening.topics:
        yield Text(f"\n{topic.icon} {topic.heading}", style="bold")
        for news in topic.news:
            yield Padding(Text("• ") + _text(news.words), MARGIN)


def _table(made: Document) -> RenderableType:
    from rich.style import Style
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 1, 0, 0), show_header=True, header_style="dim", expand=True)
    time, author, message, kind, _ = made.table.columns
    day = len({row.time[:10] for row in made.table.rows if row.time}) <= 1
    table.add_column("", width=2, no_wrap=True)
    table.add_column(time, no_wrap=True)
    table.add_column(message, ratio=1, overflow="fold")
    table.add_column(kind, no_wrap=True)
    table.add_column(author, max_width=20, no_wrap=True, overflow="ellipsis")
    urls = {one.id: one.url for group in made.groups for one in group.commits}
    for row in made.table.rows:
        title = Text("💥 " if row.breaking else "") + _text(row.title)
        url = urls.get(row.section or "")
        if url:
            title.stylize(Style(link=url))
        table.add_row(
            row.icon, row.time[11:16] if day else row.time[:10], title, row.type_word, Text(row.author)
        )
    return table


def _section(commit: CommitSection) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.style import Style
    from rich.text import Text

    title = Text("\n💥 " if commit.breaking else "\n") + _text(commit.title, "bold")
    name = Text(f"  {commit.short}", style="cyan")
    if commit.url:
        name.stylize(Style(link=commit.url))
    yield title + name
    yield Padding(Text(f"{commit.author.name} · {commit.type_words}", style="dim"), MARGIN)
    yield Padding(_sentences(commit.summary), MARGIN)
    for part in (commit.risk, commit.advice):
        if part:
            yield Padding(Text(f"{part.icon} ") + _sentences(part), MARGIN)


def _sentences(part: Part) -> Text:
    from rich.text import Text

    return Text(" ").join(_text(one.words) for one in part.sentences)


def _text(nodes: Iterable[Inline], style: str = "") -> Text:
    from rich.style import Style
    from rich.text import Text

    made = Text(style=style)
    for node in nodes:
        match node:
            case CodeSpan():
                made.append(node.text, Style(color="cyan", link=node.url))
            case Quotation():
                quoted = _text(spans(node.text))
                quoted.stylize("italic")
                made.append_text(_text([Words(node.opening)]) + quoted + _text([Words(node.closing)]))
            case Link():
                inner = _text(node.parts)
                inner.stylize(Style(link=node.url))
                made.append_text(inner)
            case SectionLink():
                made.append_text(_text(node.parts))
            case _:
                made.append(node.text)
    return made
