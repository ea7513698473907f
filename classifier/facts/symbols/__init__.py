"""Symbols: what became of modules, types, functions, fields and constants, in nine languages.

tree-sitter lives here and nowhere else. `model` is what a declaration is; `grammar` is how a language
module (`python`, `rust`, …) describes its own; `parsing` runs them within bounds; `sources` reads both
sides of a file; `pairing` finds what was renamed and moved; `changes` turns pairs into facts.
"""

from classifier.facts.symbols.extractor import CodeChanges, read_code, symbol_facts

__all__ = ["CodeChanges", "read_code", "symbol_facts"]
