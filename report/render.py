"""Documents as Markdown, HTML and JSON. The only user of Jinja.

The Markdown templates escape everything that is not `Markdown` already, the HTML templates everything
that is not `Markup`: what a template prints is safe unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from report import html, markdown
from report.errors import ReportError
from report.footer import footer
from report.outline import anchors
from report.sentences import Catalogue, Language
from report.serial import to_json
from report.tree import Document
from report.writer import MarkdownWriter

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def render_markdown(document: Document) -> str:
    """The report as GitHub Flavored Markdown."""
    found = anchors(document)
    writer = MarkdownWriter(Language(document.language), partial(_anchor, found))
    template = _markdown_environment().get_template("report.md.j2")
    return template.render(
        document=document,
        write=writer,
        word=_words_of(writer.language),
        footer=markdown.Markdown(footer(document.provenance)),
    )


def render_json(document: Document) -> str:
    """The document itself, as `document_schema` describes it."""
    return to_json(document)


def _anchor(found: dict[str, str], name: str) -> str:
    return found.get(name, "")


def _words_of(language: Language) -> Callable[[str], str]:
    return Catalogue.load(language, strict=True).words


@cache
def _markdown_environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(  # noqa: S701 - `finalize` escapes; Jinja's own escaping is for HTML
        loader=FileSystemLoader(TEMPLATES, encoding="utf8"),
        undefined=StrictUndefined,
        finalize=_markdown_value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["code"] = markdown.code
    environment.filters["html"] = lambda value: markdown.Markdown(html.escape(value))
    environment.filters["cell"] = lambda value: markdown.cell(_markdown_value(value))
    environment.filters["target"] = lambda url: markdown.Markdown(markdown.target(url))
    return environment


def _markdown_value(value: object) -> markdown.Markdown:
    if isinstance(value, markdown.Markdown):
        return value
    if isinstance(value, str | int):
        return markdown.escape(str(value))
    raise ReportError(f"a template prints a {type(value).__name__}, which is no text")
