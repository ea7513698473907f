"""The rows of a store for other programs: JSON Lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from commitbrief.bulk.schema import ROW
from commitbrief.config.choices import Form
from commitbrief.errors import InstallationError
from history.foreign import json_value

Row = Mapping[str, object]
LISTS = ("types", "folders")
FLAGS = ("breaking", "bot", "merge")
COUNTS = ("files", "added", "removed", "unread")
MOMENTS, AHEAD = ("authored", "committed"), "authored_ahead"
SHARES = ("low", "medium", "high")
_FORMULAS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # the wide ones, too: Excel reads them alike
GROUP = 50_000  # rows of one row group of Parquet, which are in memory together


def exported(rows: Iterable[Row], form: Form) -> Iterator[bytes]:
    """The rows in a form, in pieces. Raises `InstallationError` where the library for it is missing."""
    return FORMS[form](rows)


def _jsonl(rows: Iterable[Row]) -> Iterator[bytes]:
    for row in rows:
        yield (json.dumps(_typed(row), ensure_ascii=False) + "\n").encode("utf8", "replace")


def _csv(rows: Iterable[Row]) -> Iterator[bytes]:
    """As RFC 4180 has it, with a header; nothing at all for no rows. Text that a spreadsheet would take for a formula
    has an apostrophe before it, which makes it text there."""
    names: list[str] | None = None
    for row in rows:
        text = io.StringIO()
        writer = csv.writer(text)
        if names is None:
            names = list(row)
            writer.writerow(names)
        writer.writerow([_inert(row[name]) for name in names])
        yield text.getvalue().encode("utf8", "replace")


def _inert(cell: object) -> object:
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULAS):
        return f"'{cell}"
    return cell


def _parquet(rows: Iterable[Row]) -> Iterator[bytes]:
    """With real lists, booleans and moments. The minutes by which the author's clock was ahead of UTC, which a moment
    does not keep, are a column of their own."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise InstallationError("Parquet needs pyarrow: pip install 'commitbrief[parquet]'") from error
    types = {
        **dict.fromkeys(LISTS, pa.list_(pa.string())),
        **dict.fromkeys(FLAGS, pa.bool_()),
        **dict.fromkeys(COUNTS, pa.int64()),
        **dict.fromkeys(SHARES, pa.float64()),
        **dict.fromkeys(MOMENTS, pa.timestamp("s", tz="UTC")),
        AHEAD: pa.int16(),
    }
    schema = pa.schema([(name, types.get(name, pa.string())) for name in (*ROW, AHEAD)])
    typed = map(_timed, map(_typed, rows))
    with tempfile.TemporaryFile() as file:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            while group := list(islice(typed, GROUP)):
                writer.write_table(pa.Table.from_pylist(group, schema=schema))
        file.seek(0)
        yield from iter(partial(file.read, 1 << 20), b"")


def _typed(row: Row) -> dict[str, object]:
    """A row with lists and booleans where SQLite has text and numbers."""
    lists = {name: json_value(str(row[name])) for name in LISTS}
    return {**row, **lists, **{name: bool(row[name]) for name in FLAGS}}


def _timed(row: dict[str, object]) -> dict[str, object]:
    """A row with moments where JSON has text."""
    found = {name: datetime.fromisoformat(str(row[name])) for name in MOMENTS}
    ahead = found["authored"].utcoffset() or timedelta()
    return {**row, **found, AHEAD: int(ahead.total_seconds() // 60)}


FORMS: Mapping[Form, Callable[[Iterable[Row]], Iterator[bytes]]] = {
    Form.JSONL: _jsonl,
    Form.CSV: _csv,
    Form.PARQUET: _parquet,
}
