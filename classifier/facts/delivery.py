"""How images are built: arguments, stages, and the ports that they expose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.compare import Family, Item
from classifier.facts.edits import Edit
from classifier.facts.families import Families, Reader
from classifier.facts.interface import Subject
from classifier.facts.lines import Block

_ARG = re.compile(
    r"^[ \t]*ARG[ \t]+(?P<name>\w{1,100})(?:=(?P<value>\"[^\"\n]*\"|[^\s#]*))?", re.MULTILINE | re.IGNORECASE
)
_VERSIONED = re.compile(
    r"_(?:VERSION|VER|REF|TAG|COMMIT|SHA|REVISION)$", re.IGNORECASE
)  # told as dependencies
_PLACEHOLDER = re.compile(r"placeholder|change-?me|replace[_-]?me|\{\{", re.IGNORECASE)
_STAGE = re.compile(
    r"^[ \t]*FROM[ \t]+(?:--platform=\S+[ \t]+)?(?P<image>\S{1,300})[ \t]+AS[ \t]+(?P<name>[\w.-]{1,100})",
    re.MULTILINE | re.IGNORECASE,
)
_EXPOSE = re.compile(r"^[ \t]*EXPOSE[ \t]+(?P<ports>[\d/a-z \t]{1,120})", re.MULTILINE | re.IGNORECASE)


def _arguments(block: Block) -> Iterator[Item]:
    """The first declaration of each argument: later ones repeat it for their stage."""
    seen: set[str] = set()
    for match in _ARG.finditer(block.bare):
        name, value = match["name"], (match["value"] or "").strip('"')
        if name not in seen or value:
            seen.add(name)
            shown = bool(value) and not _VERSIONED.search(name) and not _PLACEHOLDER.search(value)
            yield Item(name, block.line_at(match.start("name")), value=value if shown else None)


def _stages(block: Block) -> Iterator[Item]:
    for match in _STAGE.finditer(block.bare):
        yield Item(match["name"], block.line_at(match.start("name")), extra=(("from", match["image"]),))


def _exposed(block: Block) -> Iterator[Item]:
    for match in _EXPOSE.finditer(block.bare):
        for port in match["ports"].split():
            yield Item(port, block.line_at(match.start("ports")))


def _is_image(edit: Edit) -> bool:
    return edit.language == "dockerfile"


DELIVERY = Families(
    (
        Reader(Family(Subject.BUILD_ARG, _arguments, default=True), _is_image, ("ARG", "arg")),
        Reader(Family(Subject.BUILD_STAGE, _stages, renames=True), _is_image, ("FROM", "from")),
        Reader(Family(Subject.PORT, _exposed), _is_image, ("EXPOSE", "expose")),
    )
)
