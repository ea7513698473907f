"""Which changed line says most: what the author's message names, flags and variables, what recurs, what
defines something. Imports, comments and changes of case, spacing or punctuation say nothing."""

from __future__ import annotations

import re

from classifier.statements.literal import COMMENT, IMPORT
from classifier.statements.material import Material
from classifier.statements.mentions import telling

WORD = re.compile(r"[A-Za-z_][\w-]{1,60}")
STRONG = re.compile(r"(?<![\w-])--[a-z][\w-]{2,60}|(?<![\w-])[A-Z][A-Z0-9]{1,60}_?[A-Z0-9_]{2,60}(?![\w-])")
DEFINES = re.compile(
    r"^\s*(?:pub(?:\([^)]{0,40}\))?\s+)?(?:async\s+)?(?:def|class|fn|func|struct|enum|trait|interface|type)\s"
)
COMMON = frozenset(
    {"add", "added", "all", "and", "are", "chore", "docs", "feat", "fix", "for", "from", "into", "its", "new"}
    | {"not", "off", "remove", "should", "signed", "test", "tests", "that", "the", "this", "update", "use"}
    | {"was", "when", "with"}
)
TAG = re.compile(r"</?[A-Za-z][\w.]{0,40}/?>")
PROSE = re.compile(r"[\w\s,.'\-/`]+")


def says_nothing(text: str) -> bool:
    """Whether a line is an import, a comment, a bare tag, or has hardly a letter."""
    return (
        len(re.findall(r"\w", text)) < 4
        or IMPORT.match(text) is not None
        or COMMENT.match(text) is not None
        or TAG.fullmatch(text.strip()) is not None
    )


def is_prose(text: str) -> bool:
    """Whether a line of a program is a sentence, as in a docstring: several words and no operator.

    >>> [is_prose("    The path is resolved by the driver."), is_prose("return path"), is_prose("a = b")]
    [True, False, False]
    """
    return len(text.split()) > 3 and PROSE.fullmatch(text) is not None


def is_cosmetic(before: str, after: str) -> bool:
    """Whether two texts differ in case, spacing and punctuation only.

    >>> [is_cosmetic("KV-aware", "KV-Aware"), is_cosmetic("a", "b"), is_cosmetic("1.2", "1.20")]
    [True, False, False]
    """
    return _letters(before) == _letters(after)


def _letters(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def subject_words(material: Material) -> frozenset[str]:
    """The words of the author's message that a line may share, less those of every message."""
    body = material.commit.message.split("\nSigned-off-by", 1)[0][:4000]
    return frozenset(word.lower() for word in WORD.findall(body)) - COMMON


def score(text: str, words: frozenset[str], files: int = 1) -> int:
    """How much a line or an edit says."""
    own = {word.lower() for word in WORD.findall(text)}
    parts = own | {part for word in own for part in re.split(r"[_-]", word) if len(part) > 2}
    return (
        3 * min(2, len(parts & words))
        + 3 * bool(STRONG.search(text))
        + 2 * min(2, files - 1)
        + 2 * bool(DEFINES.match(text))
        + any(telling(word) for word in own)
    )
