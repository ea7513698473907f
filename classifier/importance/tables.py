"""Feature tables: labelled commits as figures, on disk and in memory. No text of anybody's is in them.

A file is XZ-compressed: one line of JSON (the header), then plain little-endian arrays in the order of
`_LAYOUT`. The header says format, feature schema and repository, so that a table of another schema is
refused by name. The bytes depend on the content alone.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from classifier.errors import ClassifierError
from classifier.importance.features import FEATURES, SCHEMA_DIGEST, Row
from classifier.labels.records import LEVELS, Label
from history.foreign import LARGE, json_value, read_bytes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 1
ENDING = ".features.xz"


class TableError(ClassifierError):
    """A feature table that cannot be read or used; the message names the file and the way out."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled commit. `day` counts days since 1970-01-01 UTC at which it was committed; `formula`
    is the level that the seed's formula gives it, for comparison."""

    label: Label
    row: Row
    day: int
    bot: bool
    merge: bool
    formula: int


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """The examples of one repository as arrays, all parallel. `levels` and `formula` are 0 low, 1 medium,
    2 high; `words` holds the columns of the hashed words, row by row, `starts` where each row begins
    (one more than rows)."""

    repository: str
    shas: tuple[str, ...]
    sources: tuple[str, ...]
    levels: NDArray[np.int8]
    formula: NDArray[np.int8]
    days: NDArray[np.int32]
    bots: NDArray[np.bool_]
    merges: NDArray[np.bool_]
    figures: NDArray[np.uint16]
    words: NDArray[np.uint16]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.shas)

    def take(self, rows: NDArray[np.int64]) -> FeatureTable:
        """The table of some of the rows, in the order given."""
        import numpy as np

        parts = [self.words[self.starts[row] : self.starts[row + 1]] for row in rows]
        return FeatureTable(
            self.repository,
            tuple(self.shas[row] for row in rows),
            tuple(self.sources[row] for row in rows),
            self.levels[rows],
            self.formula[rows],
            self.days[rows],
            self.bots[rows],
            self.merges[rows],
            self.figures[rows],
            np.concatenate([np.zeros(0, np.uint16), *parts]),
            np.concatenate([[0], np.cumsum([len(part) for part in parts], dtype=np.int64)]).astype(np.int64),
        )


def table_of(repository: str, examples: Sequence[Example]) -> FeatureTable:
    """Arrange examples as a table, in their order."""
    import numpy as np

    lengths = [len(example.row.words) for example in examples]
    return FeatureTable(
        repository,
        tuple(example.label.sha for example in examples),
        tuple(example.label.source for example in examples),
        np.array([LEVELS.index(example.label.level) for example in examples], np.int8),
        np.array([example.formula for example in examples], np.int8),
        np.array([example.day for example in examples], np.int32),
        np.array([example.bot for example in examples], np.bool_),
        np.array([example.merge for example in examples], np.bool_),
        np.array([example.row.figures for example in examples], np.uint16).reshape(
            len(examples), len(FEATURES)
        ),
        np.array([word for example in examples for word in example.row.words], np.uint16),
        np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64),
    )


def dump_table(table: FeatureTable) -> bytes:
    """The bytes of a table's file."""
    import numpy as np

    names = sorted(set(table.sources))
    header = {
        "format": FORMAT,
        "schema": SCHEMA_DIGEST,
        "repository": table.repository,
        "rows": len(table),
        "columns": len(FEATURES),
        "words": len(table.words),
        "sources": names,
    }
    steps = np.diff(table.words.astype(np.int32), prepend=0)
    arrays = (
        np.frombuffer(b"".join(bytes.fromhex(sha.ljust(40, "0")) for sha in table.shas), np.uint8),
        np.array([names.index(source) for source in table.sources], "u1"),
        table.levels.astype("i1"),
        table.formula.astype("i1"),
        np.packbits(table.bots),
        np.packbits(table.merges),
        table.days.astype("<i4"),
        np.ascontiguousarray(table.figures.T).astype("<u2"),
        np.diff(table.starts).astype("<u2"),
        np.mod(steps, 65536).astype("<u2"),
    )
    payload = (
        json.dumps(header, sort_keys=True).encode() + b"\n" + b"".join(array.tobytes() for array in arrays)
    )
    return lzma.compress(payload, format=lzma.FORMAT_XZ, check=lzma.CHECK_SHA256, preset=6)


def load_table(path: Path) -> FeatureTable:
    """Read a table. Raises `TableError` for a damaged file or one of another schema."""
    try:
        payload = _unpacked(read_bytes(path))
        line, _, rest = payload.partition(b"\n")
        header = json_value(line)
        found = (header["format"], header["schema"], header["columns"])
    except (OSError, lzma.LZMAError, ValueError, KeyError, TypeError) as error:
        raise TableError(f"{path}: not a feature table, or a damaged one ({error})") from error
    if found != (FORMAT, SCHEMA_DIGEST, len(FEATURES)):
        raise TableError(
            f"{path}: made for feature schema {header['schema']}, this version has {SCHEMA_DIGEST}; "
            "make it again from clones with `make training-data CLONES=folder`"
        )
    try:
        return _parse(header, rest)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise TableError(f"{path}: the table is truncated or damaged ({error})") from error


def _unpacked(raw: bytes) -> bytes:
    unpacking = lzma.LZMADecompressor(memlimit=LARGE)
    payload = unpacking.decompress(raw, LARGE)
    if not unpacking.eof:
        raise ValueError("it is truncated or too large")
    return payload


def _parse(header: dict[str, object], rest: bytes) -> FeatureTable:
    import numpy as np

    rows, words = int(str(header["rows"])), int(str(header["words"]))
    names = [str(name) for name in header["sources"]] if isinstance(header["sources"], list) else []
    position = 0

    def read(kind: str, count: int) -> NDArray[np.generic]:
        nonlocal position
        array = np.frombuffer(rest, kind, count, position)
        position += array.nbytes
        return array

    shas = read("u1", 20 * rows).tobytes()
    sources = read("u1", rows)
    levels, formula = read("i1", rows), read("i1", rows)
    bits = (rows + 7) // 8
    bots, merges = (
        np.unpackbits(read("u1", bits).astype(np.uint8), count=rows).astype(np.bool_) for _ in range(2)
    )
    days = read("<i4", rows)
    figures = np.ascontiguousarray(read("<u2", rows * len(FEATURES)).reshape(len(FEATURES), rows).T)
    starts = np.concatenate([[0], np.cumsum(read("<u2", rows).astype(np.int64))])
    columns = np.cumsum(read("<u2", words).astype(np.int64)) % 65536
    if (
        position != len(rest)
        or int(starts[-1]) != words
        or (rows and not 0 <= int(levels.min()) <= int(levels.max()) <= 2)
    ):
        raise ValueError("its parts do not fit together")
    return FeatureTable(
        str(header["repository"]),
        tuple(shas[20 * i : 20 * i + 20].hex() for i in range(rows)),
        tuple(names[int(i)] for i in sources),
        levels.astype(np.int8),
        formula.astype(np.int8),
        days.astype(np.int32),
        bots,
        merges,
        figures.astype(np.uint16),
        columns.astype(np.uint16),
        starts.astype(np.int64),
    )


def load_tables(paths: Iterable[Path]) -> list[FeatureTable]:
    """Read the tables of files and of folders (every file ending in `.features.xz`), in order of path."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob(f"*{ENDING}")) if path.is_dir() else [path]
    if not found:
        raise TableError(f"no feature tables (*{ENDING}) in {', '.join(map(str, paths))}")
    return [load_table(path) for path in found]
