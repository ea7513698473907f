"""Which changed files are read line by line, told from what they are for."""

from __future__ import annotations

import re

from classifier.paths import Role

NOT_WRITTEN = frozenset({Role.LOCK_FILE, Role.GENERATED, Role.VENDORED, Role.DATA, Role.ASSET})
PROSE = frozenset({Role.DOCUMENTATION, Role.CHANGELOG})
_RECORDED = re.compile(
    r"\.(?:ambr|csv|geojson|ipynb|jsonl|ndjson|parquet|po|pot|snap|svg|tsv)$"
    r"|(?:^|/)(?:__snapshots__|cassettes)/",
    re.IGNORECASE,
)


def is_written(path: str, role: Role) -> bool:
    """Whether people wrote the lines of a file. Recordings among tests and examples are no prose of theirs.

    >>> is_written("src/a.py", Role.SOURCE), is_written("tests/cassettes/a.yaml", Role.TEST)
    (True, False)
    """
    return role not in NOT_WRITTEN and _RECORDED.search(path) is None


def is_product(role: Role) -> bool:
    """Whether a file of that role is part of what runs or is built, and neither a test nor a page."""
    return role is not Role.TEST and role not in PROSE
