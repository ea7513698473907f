"""Logging calls, their levels, and the words of log lines and errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from classifier.facts.behaviour.model import Step, source_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from classifier.facts.symbols import Site

LEVELS = {
    "trace": "trace",
    "debug": "debug",
    "info": "info",
    "information": "info",
    "notice": "info",
    "warn": "warning",
    "warning": "warning",
    "error": "error",
    "exception": "error",
    "critical": "critical",
    "fatal": "critical",
}
_LEVEL = "|".join(sorted(LEVELS, key=len, reverse=True))
_METHOD = re.compile(
    rf"(?:.*[._:>@])?\$?\w*(?:log|logger|logging|logr|tracing|console|klog|slog|glog|zap|warnings)\w*"
    rf"(?:\(\w*\)|\.(?:current|shared|default|main))?"
    rf"\??(?:\.|::|->)(?:Log)?(?P<level>{_LEVEL})(?:f|ln|w|_once|_rank0|Context|S)?",
    re.IGNORECASE,
)
_MACRO = re.compile(rf"(?P<level>{_LEVEL})(?:_once)?")
_STRINGS = frozenset({"string", "string_literal", "interpreted_string_literal", "raw_string_literal", "template_string",
                      "raw_string", "concatenated_string", "encapsed_string", "line_string_literal", "verbatim_string_literal",
                      "interpolated_string_expression", "interpolated_string"})  # fmt: skip
_INSIDE = re.compile(r"^[A-Za-z$@]{0,3}#*(?:\"\"\"|'''|\"|'|`)(?P<words>[\s\S]*?)(?:\"\"\"|'''|\"|'|`)#*$")
_ENDS = (".", "!", "?", ":", ";")
MOST_NODES = 60


def is_log(callee: str) -> bool:
    """Whether a call by that name writes a log line.

    >>> [is_log(name) for name in ("logger.warning", "self._log.info", "tracing::warn", "warn", "math.log", "debug")]
    [True, True, True, True, False, True]
    """
    return level_of(callee) != ""


def level_of(callee: str) -> str:
    """The level that a logging call writes at, "" for another call."""
    match = _METHOD.fullmatch(callee) or _MACRO.fullmatch(callee)
    return LEVELS[match["level"].lower()] if match else ""


def literal(node: Node, site: Site) -> str:
    """The words of a string literal, "" where it is none or holds an escape or a line break. Of pieces that stand
    one after the other the words of all, or of the first ones where these end a sentence and the next has a mark."""
    if node.type == "concatenated_string":
        text = _joined([source_of(piece, site) for piece in node.named_children if piece.type == "string"])
    else:
        match = _INSIDE.match(source_of(node, site))
        text = match["words"] if match else ""
    text = text.removesuffix("\\n").removesuffix(' "').removesuffix(" '")  # opened for what is put in
    return "" if "\n" in text or "\\" in text else text.strip()


def _joined(pieces: list[str]) -> str:
    """Pieces of a string in one, as far as they stand in the source as they read: an `f` between two would be in the
    way of whoever looks for the sentence."""
    text = ""
    for place, piece in enumerate(pieces):
        if place and piece[:1] not in {'"', "'"}:
            return text if text.rstrip().endswith(_ENDS) else ""
        match = _INSIDE.match(piece)
        if match is None:
            return ""
        text += match["words"]
    return text


def said_by(step: Step) -> str:
    """The words of the first string in a step that has several: what a log line or an error says."""
    node = first_string(step.node)
    return literal(node, step.site) if node is not None else ""


def first_string(node: Node) -> Node | None:
    """The first string literal inside a node."""
    waiting = [node]
    for _ in range(MOST_NODES):
        if not waiting:
            return None
        item = waiting.pop()
        if item.type in _STRINGS:
            return item
        waiting += reversed(item.named_children)
    return None


_ERROR_NAME = re.compile(r"[A-Za-z_][\w.:]*")


def error_of(step: Step) -> str:
    """The type of the error that a step ends in, "" where it has none (`bail!`, `panic`) or is passed on."""
    if step.error is not None:
        return step.error
    text = re.sub(r"^(?:raise|throw|return)\b\s*", "", step.text)
    text = re.sub(r"^(?:new|Err\()\s*", "", text)
    match = _ERROR_NAME.match(text)
    if match is None or text[match.end() : match.end() + 1] not in {"(", "", " ", ";", ")", "{", "!"}:
        return ""
    name = match.group().rstrip(".:")
    if name in {"nil", "anyhow", "bail", "panic", "None", "fmt.Errorf", "errors.New", "e", "err", "ex", "error", "abort",
                "exit", "ensure"} or text[match.end() : match.end() + 1] == "!" or "," in step.text.split("(")[0]:  # fmt: skip
        return ""
    return name if re.search(r"[A-Z]|exit|abort", name) else ""
