"""Which grammar reads which file."""

from __future__ import annotations

from classifier.facts.symbols.c_family import CPP, CUDA, C
from classifier.facts.symbols.go import GO
from classifier.facts.symbols.grammar import Grammar
from classifier.facts.symbols.java import JAVA
from classifier.facts.symbols.python import PYTHON
from classifier.facts.symbols.rust import RUST
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


def grammar_for(path: str) -> Grammar | None:
    """The grammar for a path by its suffix, `None` for a language that is not read."""
    _, dot, suffix = path.rpartition("/")[2].rpartition(".")
    return BY_SUFFIX.get(suffix.lower()) if dot else None
