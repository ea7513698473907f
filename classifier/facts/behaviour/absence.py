"""Whether a condition asks for something or holds where it is simply not given."""

from __future__ import annotations

import re
from collections.abc import Collection

_CLAUSES = re.compile(r"\s+(?:and|or)\s+|\s*(?:&&|\|\|)\s*")
_ABSENT = re.compile(
    r"\(*\s*(?:(?:not\s+|!)\(*[\w.:>()-]+|[\w.:>-]+\s+is\s+None|[\w.:>-]+\.is_none\(\)"
    r"|[\w.:>-]+\s*={2,3}\s*(?:None|nil|null|undefined|\"\"|''))\s*\)*"
)
_NAME = re.compile(r"[A-Za-z_]\w*")


def asks_for(condition: str, names: Collection[str]) -> bool:
    """Whether a condition speaks of one of the names otherwise than by asking that it is missing: who does not know of
    the name then does not meet it."""
    clauses = [
        clause for clause in _CLAUSES.split(condition) if not set(names).isdisjoint(_NAME.findall(clause))
    ]
    return bool(clauses) and not any(map(_ABSENT.fullmatch, clauses))


def asks_of(condition: str, names: Collection[str]) -> bool:
    """Whether each clause of a condition speaks of what one of the names has, `options.limit is None`: who does not give
    the name has nothing there that could be missing."""
    own = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(names)))})(?:\.|->|\?\.)\w")
    return bool(names) and all(map(own.search, _CLAUSES.split(condition)))
