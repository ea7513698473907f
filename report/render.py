"""Documents as Markdown, HTML and JSON. The only user of Jinja.

The Markdown templates escape everything that is not `Markdown` already, the HTML templates everything
that is not `Markup`: what a template prints is safe unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from history.briefs import Code
from report import html, markdown, sentences
from report.errors import ReportError
from report.footer import footer
from report.inline import Inline, plain
from report.outline import anchors
from report.points import points
from report.sentences import Catalogue, Language
from report.serial import to_json
from report.tree import Document, Maker
from report.writer import Writer

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from report.changelog import Changelog
    from report.index import Index

TEMPLATES = Path(__file__).parent / "templates"


def prepare() -> None:
    """Load what a report is written with, while there is time."""
    sentences.prepare()
    _markdown_environment().get_template("report.md.j2")


def render_markdown(document: Document) -> str:
    """The report as GitHub Flavored Markdown."""
    found = anchors(document)

    def anchor(name: str) -> str:
        return found.get(name, "")

    return (
        _markdown_environment()
        .get_template("report.md.j2")
        .render(
            document=document,
            write=_writer(document.language, lambda nodes: markdown.inline(nodes, anchor)),
            anchor=lambda name: markdown.Markdown(markdown.target(anchor(name))),
            footer=markdown.Markdown(footer(document.provenance)),
        )
    )


def render_changelog(log: Changelog, made: Maker) -> str:
    """A changelog's entry as GitHub Flavored Markdown."""
    return (
        _markdown_environment()
        .get_template("changelog.md.j2")
        .render(
            log=log,
            write=_writer(log.language, lambda nodes: markdown.inline(nodes, lambda _: "")),
            footer=markdown.Markdown(footer(made)),
        )
    )


def render_comment(made: Document) -> str:
    """The report as the comment on a pull request, in Markdown and never longer than one may be."""
    from report.comment import MARK, comment, fitted, ranked, stands_in_list

    environment = _markdown_environment()
    write = _writer(made.language, lambda nodes: markdown.inline(nodes, lambda _: ""))

    say = _sayer(made.language)

    def part(template: str, **context: object) -> str:
        return environment.get_template(template).render(write=write, **context)

    sections = ranked(made)
    low = [one for one in sections if stands_in_list(one)]
    details = [part("comment_detail.md.j2", commit=one) for one in sections if not stands_in_list(one)]
    if low:
        summary = say("comment-low", count=len(low))
        details.append(part("comment_list.md.j2", summary=f"🟢 {summary}", commits=low))
    if made.bots:
        details.append(part("comment_list.md.j2", summary=made.bots.summary, commits=made.bots.commits))
    shown = comment(made)
    head = part(
        "comment.md.j2",
        comment=shown,
        mark=markdown.Markdown(MARK),
        footer=markdown.Markdown(footer(made.provenance)),
    )
    return fitted(head, details, lambda left: f"{say('comment-left', count=left)}\n" if left else "")


def render_html(document: Document) -> str:
    """The report as one page that needs nothing else: no scripts, no fonts, no network."""
    return (
        _html_environment()
        .get_template("report.html.j2")
        .render(
            document=document,
            language=document.language,
            write=_writer(document.language, _html_words),
            footer=_markup(footer(document.provenance)),
        )
    )


def render_json(document: Document) -> str:
    """The document itself, as `document_schema` describes it."""
    return to_json(document)


def render_index_markdown(index: Index) -> str:
    """The index as GitHub Flavored Markdown."""
    return _markdown_environment().get_template("index.md.j2").render(index=index)


def render_index_html(index: Index) -> str:
    """The index as one page."""
    return _html_environment().get_template("index.html.j2").render(index=index, language=index.language)


def html_writer(language: str) -> Writer:
    """Composes safe HTML in a language."""
    return _writer(language, _html_words)


def site_page(template: str, language: str, **context: object) -> str:
    """A page of a site, or a piece of one, from a template of `templates/site/`. What is text is escaped; what is HTML
    has to say so (`safe`)."""
    made = _html_environment().get_template(f"site/{template}")
    return made.render(language=language, write=html_writer(language), say=_sayer(language), **context)


def day_body(document: Document, entries: Mapping[str, object]) -> str:
    """What stands between head and end of the page that `render_html` makes, for a page that has others around it.
    `entries` are what the site's filters go by, by the ids of the sections."""
    made = _html_environment().get_template("report.html.j2")
    write = html_writer(document.language)
    around = {
        "document": document,
        "language": document.language,
        "write": write,
        "entries": entries,
        "footer": "",
    }
    return "".join(made.blocks["body"](made.new_context(around)))


def made_by(language: str, version: str) -> str:
    """What made a page, in words."""
    return plain(Catalogue.load(Language(language)).sentence("footer-made", (("version", Code(version)),)))


def site_files() -> Iterator[tuple[str, str]]:
    """The files that all pages of a site share."""
    css = (TEMPLATES / "page.css").read_text("utf8") + (TEMPLATES / "site" / "site.css").read_text("utf8")
    yield "site.css", css
    yield "site.js", (TEMPLATES / "site" / "site.js").read_text("utf8")


def _sayer(language: str) -> Callable[..., str]:
    return Catalogue.load(Language(language), strict=True).words


def _writer(language: str, words: Callable[[Iterable[Inline]], str]) -> Writer:
    spoken = Language(language)
    return Writer(spoken, words, Catalogue.load(spoken, strict=True).words)


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
    environment.filters["points"] = points
    environment.filters["fenced"] = lambda piece: markdown.fenced(
        (f"{line.mark}{line.text}" for line in piece.lines), "diff"
    )
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


@cache
def _html_environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["points"] = points
    environment.filters["said"] = lambda text: _markup(html.isolated(text))
    return environment


def _html_words(nodes: Iterable[Inline]) -> Markup:
    return _markup(html.inline(nodes))


def _markup(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - escaped by `report.html`
