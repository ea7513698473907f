"""YAML from the events of libyaml: keys with their lines, aliases left alone, templates kept out.

Events, not nodes: they come one after the other whatever the nesting, an alias is an event and never its
target, and nothing is constructed. libyaml's search for simple keys is quadratic in the depth of flow
collections, so deep ones are not given to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from classifier.facts.structured.growing import Growing
from classifier.facts.structured.tree import MOST_NODES, Kind, Node, Scalar, plain

if TYPE_CHECKING:
    import yaml

DEEPEST_FLOW = 60  # open brackets
_BRACKET = re.compile(r"[\[\]{}]")
_HELM = re.compile(r"\{\{-|\{\{ *(?:\.|include|toYaml|if|else|end|range|with|define|template|\$|/\*)")
_ACTION = re.compile(r"\{\{[^\n]*?\}\}")
_COMMENT = re.compile(r"\{\{-?\s*/\*[\s\S]*?\*/\s*-?\}\}")
_CONTROL = re.compile(r"(?m)^[ \t]*\{\{[^\n]*\}\}[ \t]*$")
_HOLE = "\ue000"  # stands for a template's output: printable, and in nobody's text


def read_yaml(text: str, first: int = 1) -> tuple[Node, ...] | None:
    """The documents of a text whose first line has the number `first`; `None` if it is not YAML, even
    with the actions of a template taken out, or is too large."""
    if _too_deep(text):
        return None
    if not _HELM.search(text):
        return _documents(text, first)
    filled = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    filled = _CONTROL.sub(lambda match: " " * len(match.group()), filled)
    return _documents(_ACTION.sub(lambda match: _HOLE * len(match.group()), filled), first)


def _too_deep(text: str) -> bool:
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match.group() in "[{" else max(0, depth - 1)
        if depth > DEEPEST_FLOW:
            return True
    return False


def _documents(text: str, first: int) -> tuple[Node, ...] | None:
    import yaml

    building = _Building(first)
    parser = (yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)(text)
    try:
        for _ in range(MOST_NODES):
            event = parser.get_event()
            if event is None or type(event) is yaml.StreamEndEvent:
                return tuple(building.documents)
            building.take(event)
    except (yaml.YAMLError, UnicodeError, RecursionError):
        return None
    finally:
        parser.dispose()
    return None


class _Building:
    """The documents so far, and the structures that are open in the last one."""

    def __init__(self, first: int) -> None:
        import yaml

        self._first = first
        self._open: list[Growing] = []
        self._keys: list[
            tuple[str, int] | None
        ] = []  # of each open structure: the key that waits for its value
        self.documents: list[Node] = []
        self._takers: dict[type, Callable[[Any, int], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: lambda _, line: self._start(line, sequence=False),
            yaml.SequenceStartEvent: lambda _, line: self._start(line, sequence=True),
            yaml.MappingEndEvent: lambda *_: self._end(),
            yaml.SequenceEndEvent: lambda *_: self._end(),
        }

    def take(self, event: yaml.Event) -> None:
        taker = self._takers.get(type(event))
        if taker is not None:
            mark = event.start_mark
            taker(event, self._first + (mark.line if mark is not None else 0))

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        self._value(_scalar(event.value, event.style, event.tag, line), line)

    def _alias(self, event: yaml.AliasEvent, line: int) -> None:
        self._value(Scalar(f"*{event.anchor}", Kind.OPAQUE, line), line)

    def _end(self) -> None:
        closed = self._open.pop()
        self._keys.pop()
        if not self._open:
            self.documents.append(closed.grown())

    def _value(self, node: Scalar, line: int) -> None:
        if not self._open:
            self.documents.append(node)
            return
        here, key = self._open[-1], self._keys[-1]
        if here.sequence:
            here.put(None, node, line)
        elif key is None:
            self._keys[-1] = (node.text, line)
        else:
            here.put(key[0], node, key[1])
            self._keys[-1] = None

    def _start(self, line: int, *, sequence: bool) -> None:
        if not self._open:
            opened = Growing(line, sequence=sequence)
        else:
            above, key = self._open[-1], self._keys[-1]
            if not above.sequence and key is None:  # a structure as a key: its value has no name
                self._keys[-1] = ("", line)
                opened = Growing(line, above.depth + 1, sequence)
            else:
                self._keys[-1] = None
                opened = above.open(*(key or (None, line)), sequence=sequence)
        self._open.append(opened)
        self._keys.append(None)


def _scalar(text: str, style: str | None, tag: str | None, line: int) -> Scalar:
    if _HOLE in text or style in {"|", ">"}:
        return Scalar(text, Kind.OPAQUE, line)
    if style in {'"', "'"} or (tag is not None and tag != "!"):
        return Scalar(text, Kind.OPAQUE if "{{" in text else Kind.TEXT, line)
    return plain(text, line)
