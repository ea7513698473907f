"""Code marks inside quotations. Sentences are read, compared and ranked as plain words; what their author put between
backticks is marked again when everything is chosen, so that "look for name column" reads as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from classifier.statements.material import Material
from history.briefs import Evidence, Quotation, Quote, Side, Statement, Value

LINES = 14  # from the first line of a quotation on
_SPAN = re.compile(r"(`{1,2})([^`\n]{1,80}?)\1(?!`)")


class CodeMarks:
    """The lines of a commit by their places, to find the marks of a quotation in."""

    def __init__(self, material: Material) -> None:
        self._message = dict(enumerate(material.commit.message.split("\n"), 1))
        self._files = {file.path: file for file in material.commit.files}
        self._read: dict[tuple[str, Side], dict[int, str]] = {}

    def statement(self, one: Statement) -> Statement:
        """The statement with the marks in its quotations."""
        params = tuple((name, self._value(value, one.evidence)) for name, value in one.params)
        return one if params == one.params else replace(one, params=params)

    def quotation(self, one: Quotation) -> Quotation:
        """The quotation with its marks."""
        text = self._marked(one.text, (one.evidence,))
        return one if text == one.text else replace(one, text=text)

    def _value(self, value: Value, evidence: Sequence[Evidence]) -> Value:
        return Quote(self._marked(value.text, evidence)) if isinstance(value, Quote) else value

    def _marked(self, text: str, evidence: Sequence[Evidence]) -> str:
        if "`" in text:
            return text
        at = 0
        for span in self._spans(evidence):
            found = re.compile(rf"(?<![\w`]){re.escape(span)}(?![\w`])").search(text, at)
            if found:
                text = f"{text[: found.start()]}`{span}`{text[found.end() :]}"
                at = found.end() + 2
        return text

    def _spans(self, evidence: Sequence[Evidence]) -> Iterator[str]:
        seen: set[tuple[str, Side, int]] = set()
        for one in evidence:
            lines = self._lines(one)
            for number in range(one.line, one.line + LINES):
                place = (one.path, one.side, number)
                if place not in seen and number in lines:
                    seen.add(place)
                    yield from (found[2].strip() for found in _SPAN.finditer(lines[number]))

    def _lines(self, one: Evidence) -> Mapping[int, str]:
        if not one.path:
            return self._message
        key = (one.path, one.side)
        if key not in self._read and (file := self._files.get(one.path)):
            self._read[key] = {
                number: text
                for hunk in file.hunks
                for number, text in (hunk.added() if one.side is Side.NEW else hunk.removed())
            }
        return self._read.get(key, {})
