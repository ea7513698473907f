"""Which grammar reads which file."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from classifier.facts.symbols.c_family import CPP, CUDA, C
from classifier.facts.symbols.go import GO
from classifier.facts.symbols.grammar import Grammar
from classifier.facts.symbols.java import JAVA
from classifier.facts.symbols.pages import Page, pages
from classifier.facts.symbols.python import PYTHON
from classifier.facts.symbols.rust import RUST
from classifier.facts.symbols.table import Table
from classifier.facts.symbols.typescript import JAVASCRIPT, TSX, TYPESCRIPT

BY_SUFFIX: dict[str, Grammar] = {
    "py": PYTHON,
    "pyi": PYTHON,
    "rs": RUST,
    "go": GO,
    "ts": TYPESCRIPT,
    "mts": TYPESCRIPT,
    "cts": TYPESCRIPT,
    "tsx": TSX,
    "js": JAVASCRIPT,
    "mjs": JAVASCRIPT,
    "cjs": JAVASCRIPT,
    "jsx": JAVASCRIPT,
    "java": JAVA,
    "c": C,
    "h": CPP,  # reads C too, and a header does not say which it is
    "cc": CPP,
    "cpp": CPP,
    "cxx": CPP,
    "hh": CPP,
    "hpp": CPP,
    "hxx": CPP,
    "inl": CPP,
    "cu": CUDA,
    "cuh": CUDA,
}


# Code that no grammar here reads: what a report says of it is from its lines alone.
UNPARSED = frozenset(
    re.findall(
        r"\S+",
        "adb ads asm astro clj cljc cljs coffee cr d dart erl fs fsx f90 f95 gd groovy gradle hrl hs jl m ml mli mm nim nix pas "
        "pl pm ps1 psm1 purs pyx pxd r rkt s scm sol svelte sv svh t tcl v vala vb vhd vhdl vue",
    )
)


def is_code(path: str) -> bool:
    """Whether a file that no grammar reads is source code all the same, by its suffix."""
    _, dot, suffix = path.rpartition("/")[2].rpartition(".")
    return bool(dot) and suffix.lower() in UNPARSED


@cache
def is_installed(grammar: Grammar) -> bool:
    """Whether the parser of a grammar is there; its import tells more than its presence would."""
    try:
        import_module(grammar.package)
    except ImportError:
        return False
    return True


@cache
def row_comments(language: str) -> tuple[str, ...]:
    """How a row begins that is only a comment, in a language."""
    names, suffixes = _tables()
    known = (*BY_SUFFIX.values(), *suffixes.values(), *names.values())
    return next((one.row_comments for one in known if one.language == language), ("//", "/*", "*"))


def grammar_for(path: str) -> Grammar | None:
    """The grammar for a path by its name or suffix, `None` for a language that is not read."""
    name = path.rpartition("/")[2]
    _, dot, suffix = name.rpartition(".")
    found = BY_SUFFIX.get(suffix.lower()) if dot else None
    if found is not None:
        return found
    names, suffixes = _tables()
    return names.get(name) or (suffixes.get(suffix.lower()) if dot else None)


@cache
def _tables() -> tuple[dict[str, Grammar], dict[str, Grammar]]:
    """The languages that are folders of data, by whole names and by suffixes."""
    names: dict[str, Grammar] = {}
    suffixes: dict[str, Grammar] = {}
    for page, query in pages():
        grammar = _grammar(page, query)
        names.update(dict.fromkeys(page.names, grammar))
        suffixes.update(dict.fromkeys(page.suffixes, grammar))
    return names, suffixes


def _grammar(page: Page, query: str) -> Grammar:
    return Grammar(
        page.language,
        page.package,
        function=page.function,
        separator=page.separator("default"),
        comments=frozenset(page.comments),
        doc_marks=page.doc_marks,
        row_comments=page.row_comments,
        distribution=page.distribution,
        query=query,
        read=Table(page).symbols,
    )
