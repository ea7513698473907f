"""The facts that come from parsed source: symbols, tests, documentation and behaviour, parsed once."""

from __future__ import annotations

from collections.abc import Iterator

from classifier.facts.behaviour import behaviour_facts
from classifier.facts.docs import docs_facts
from classifier.facts.interface import CommitView, Fact
from classifier.facts.symbols import read_code, symbol_facts
from classifier.facts.tests import tests_facts
from history.records import Gap


class CodeExtractor:
    """Symbols, tests, documentation and behaviour of a commit."""

    def facts(self, view: CommitView) -> Iterator[Fact | Gap]:
        """Yield what became of declarations, then of tests, then of documentation, then what behaves differently."""
        code = read_code(view)
        yield from code.gaps
        yield from symbol_facts(code)
        yield from tests_facts(view, code)
        yield from docs_facts(view, code)
        yield from behaviour_facts(code)
