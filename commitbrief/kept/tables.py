"""What rule files say, kept from one run to the next: reading TOML takes ten times as long as reading what it says.

All of it stands under one key, each text under its digest, so that what is kept does not grow.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from classifier.rulefiles import TablesOf
from commitbrief.kept.shelf import Shelf
from history.foreign import NotationError, json_value, toml_table

KEY = "tables of rules"


@contextmanager
def kept_tables(shelf: Shelf) -> Iterator[TablesOf]:
    """Reads texts as `toml_table` does, each as it was kept, and keeps what was read when it ends."""
    if not shelf.keeps:
        yield toml_table
        return
    known, asked = _known(shelf), dict[str, dict[str, Any]]()

    def tables_of(text: str) -> dict[str, Any]:
        digest = hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()
        asked[digest] = known[digest] if digest in known else toml_table(text)
        return asked[digest]

    yield tables_of
    if not asked.keys() <= known.keys():
        try:
            shelf.put(KEY, json.dumps(asked).encode("ascii"))
        except TypeError:  # a date, which JSON does not have
            return


def _known(shelf: Shelf) -> dict[str, Any]:
    text = shelf.get(KEY)
    try:
        found = json_value(text) if text is not None else {}
    except NotationError:
        return {}
    rows = found.items() if isinstance(found, dict) else ()
    return {digest: tables for digest, tables in rows if isinstance(tables, dict)}
