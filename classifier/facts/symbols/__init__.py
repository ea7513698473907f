"""Symbols: what became of modules, types, functions, fields and constants, in nine languages.

tree-sitter lives here and nowhere else. `model` is what a declaration is; `grammar` is how a language
module (`python`, `rust`, …) describes its own; `parsing` runs them within bounds; `sources` reads both
sides of a file; `pairing` finds what was renamed and moved; `changes` and `signatures` turn pairs into facts,
with `proof` for their lines and `sameness` for what only a formatter changed.
"""

from classifier.facts.symbols.changes import facts_of_pair
from classifier.facts.symbols.extractor import CodeChanges, read_code, symbol_facts
from classifier.facts.symbols.model import Site, Symbol, TestRole
from classifier.facts.symbols.pairing import Pair
from classifier.facts.symbols.proof import changed_lines, evidence_at
from classifier.facts.symbols.registry import grammar_for, is_installed
from classifier.facts.symbols.signatures import renamed_parameters
from classifier.facts.symbols.sources import SideLines, SourceFile, runs, side_lines

__all__ = [
    "CodeChanges",
    "Pair",
    "SideLines",
    "Site",
    "SourceFile",
    "Symbol",
    "TestRole",
    "changed_lines",
    "evidence_at",
    "facts_of_pair",
    "grammar_for",
    "is_installed",
    "read_code",
    "renamed_parameters",
    "runs",
    "side_lines",
    "symbol_facts",
]
