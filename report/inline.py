"""The pieces of a sentence, before any format: what each renderer must escape in its own way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Words, ours or somebody's: shown as they are, never read as markup."""

    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """An identifier, a path, a flag or a version. With `url`, it links to the line that proves it."""

    text: str
    url: str | None = None
    kind: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words from a message or a diff, shown between quotation marks of the language."""

    text: str
    opening: str
    closing: str
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the report. `parts` hold no links."""

    parts: tuple[Text | CodeSpan, ...]
    url: str
    kind: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A link to the section of another commit of the same report, by the section's id."""

    parts: tuple[Text | CodeSpan, ...]
    section: str
    kind: Literal["section_link"] = "section_link"


Inline = Text | CodeSpan | Quotation | Link | SectionLink


def plain(nodes: Iterable[Inline]) -> str:
    """The words alone, without marks or links."""
    return "".join(_plain(node) for node in nodes)


def _plain(node: Inline) -> str:
    match node:
        case Link() | SectionLink():
            return plain(node.parts)
        case Quotation():
            return f"{node.opening}{node.text}{node.closing}"
        case Text() | CodeSpan():
            return node.text
