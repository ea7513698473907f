"""SQL: the data definition of migrations and schema files, statement by statement.

The grammar read here is the part that PostgreSQL, MySQL and SQLite share; anything else is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.compare import Item
from classifier.facts.database.operations import Operation, Operations, Script
from classifier.facts.interface import Change, Subject
from classifier.facts.lines import Block

MOST_STATEMENTS = 2_000
MOST_CHARACTERS = 20_000  # of one statement
_NAME = r"[\"`\[]?(?:\w{1,80}[\"`\]]?\.[\"`\[]?)?(?P<name>\w{1,120})[\"`\]]?"
_DOWN = re.compile(
    r"^--[ \t]*(?:\+goose[ \t]+Down|migrate:down|\+migrate[ \t]+Down|rollback\b|@DOWN|//@UNDO)",
    re.MULTILINE | re.IGNORECASE,
)
_UP = re.compile(r"^--[ \t]*(?:\+goose[ \t]+Up|migrate:up|\+migrate[ \t]+Up)", re.MULTILINE | re.IGNORECASE)
_CREATE_TABLE = re.compile(
    rf"CREATE\s+(?:UNLOGGED\s+|(?P<brief>(?:GLOBAL\s+|LOCAL\s+)?TEMP(?:ORARY)?\s+))?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}",
    re.IGNORECASE,
)
_DROP_TABLE = re.compile(rf"DROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?{_NAME}", re.IGNORECASE)
_INDEX = re.compile(
    r"CREATE\s+(?:UNIQUE\s+|FULLTEXT\s+)?INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?[\"`\[]?"
    r"(?P<index>\w{1,120})[\"`\]]?\s+ON\s+(?:ONLY\s+)?" + _NAME,
    re.IGNORECASE,
)
_DROP_INDEX = re.compile(rf"DROP\s+INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+EXISTS\s+)?{_NAME}", re.IGNORECASE)
_ALTER = re.compile(rf"ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?{_NAME}\s+", re.IGNORECASE)
_REWRITE = re.compile(r"TRUNCATE\b|DELETE\s+FROM\s+\S+\s*$", re.IGNORECASE)
_COLUMN = r"[\"`\[]?(?P<name>\w{1,120})[\"`\]]?"
_KEYWORD = (
    r"(?:CONSTRAINT|INDEX|KEY|PRIMARY|FOREIGN|UNIQUE|CHECK|FULLTEXT|SPATIAL|PARTITION|EXCLUDE|LIKE|PERIOD)\b"
)
_ADD = re.compile(
    rf"ADD\s+(?:COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?!{_KEYWORD}){_COLUMN}\s+(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_DROP = re.compile(
    rf"DROP\s+(?:COLUMN\s+)?(?:IF\s+EXISTS\s+)?(?!{_KEYWORD}|DEFAULT\b){_COLUMN}", re.IGNORECASE
)
_RENAME_COLUMN = re.compile(
    rf"RENAME\s+(?:COLUMN\s+)?(?!TO\b|CONSTRAINT\b|INDEX\b|KEY\b)[\"`\[]?(?P<before>\w{{1,120}})[\"`\]]?\s+TO\s+{_COLUMN}",
    re.IGNORECASE,
)
_RENAME_TABLE = re.compile(rf"RENAME\s+TO\s+{_COLUMN}", re.IGNORECASE)
_RETYPE = re.compile(
    rf"(?:ALTER\s+(?:COLUMN\s+)?{_COLUMN}\s+(?:SET\s+DATA\s+)?TYPE|MODIFY\s+(?:COLUMN\s+)?[\"`]?(?P<modified>\w{{1,120}})[\"`]?)\s+(?P<type>[^,;]{{1,80}})",
    re.IGNORECASE,
)
_NOT_NULL = re.compile(r"\bNOT\s+NULL\b", re.IGNORECASE)
_FILLED = re.compile(
    r"\b(?:DEFAULT|GENERATED|AUTO_?INCREMENT|IDENTITY|(?:BIG|SMALL)?SERIAL)\b", re.IGNORECASE
)
_TYPE = re.compile(
    r"(?P<type>\w+(?:\s+(?:VARYING|PRECISION|WITH(?:OUT)?\s+TIME\s+ZONE))*(?:\s*\([^)]{0,60}\))?(?:\[\])?)", re.IGNORECASE
)  # fmt: skip


def read_sql(block: Block) -> Script:
    """What a migration in SQL does before the mark that begins its way back, if it has one."""
    mark = _DOWN.search(block.text)
    up = block.code[: mark.start()] if mark else block.code
    operations: list[Operation] = []
    rewrites: list[int] = []
    for offset, statement in _statements(up):
        operations += _operations(statement, offset)
        if _REWRITE.match(statement):
            rewrites.append(offset)
    marked = mark is not None or _UP.search(block.text) is not None
    back = bool(block.code[mark.end() :].strip(" \n\t;")) if mark else False
    return Script(tuple(operations), back if marked else None, tuple(rewrites))


def _statements(code: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for text in code.split(";", MOST_STATEMENTS)[:MOST_STATEMENTS]:
        start = len(text) - len(text.lstrip())
        yield offset + start, text[start : start + MOST_CHARACTERS].rstrip()
        offset += len(text) + 1


def _operations(statement: str, offset: int) -> Operations:
    if (found := _CREATE_TABLE.match(statement)) and not found["brief"]:
        yield Operation(Subject.TABLE, Change.ADDED, found["name"], offset)
    elif found := _DROP_TABLE.match(statement):
        yield Operation(Subject.TABLE, Change.REMOVED, found["name"], offset, loses=True)
    elif found := _INDEX.match(statement):
        yield Operation(Subject.INDEX, Change.ADDED, found["index"], offset, found["name"])
    elif found := _DROP_INDEX.match(statement):
        yield Operation(Subject.INDEX, Change.REMOVED, found["name"], offset)
    elif found := _ALTER.match(statement):
        for place, action in _split(statement[found.end() :]):
            yield from _action(action, offset + found.end() + place, found["name"])


def _split(text: str) -> Iterator[tuple[int, str]]:
    """The parts between commas that stand in no brackets, each with its offset."""
    depth = begin = 0
    for place, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if mark == "," and depth == 0:
            yield _stripped(text, begin, place)
            begin = place + 1
    yield _stripped(text, begin, len(text))


def _stripped(text: str, begin: int, end: int) -> tuple[int, str]:
    part = text[begin:end]
    return begin + len(part) - len(part.lstrip()), part.strip()


def _action(action: str, offset: int, table: str) -> Operations:
    if found := _RENAME_TABLE.match(action):
        yield Operation(Subject.TABLE, Change.RENAMED, found["name"], offset, before=table)
    elif found := _RENAME_COLUMN.match(action):
        yield Operation(Subject.COLUMN, Change.RENAMED, found["name"], offset, table, before=found["before"])
    elif found := _ADD.match(action):
        rest = found["rest"]
        unfilled = _NOT_NULL.search(rest) is not None and _FILLED.search(rest) is None
        kind = _TYPE.match(rest)
        yield Operation(
            Subject.COLUMN,
            Change.ADDED,
            found["name"],
            offset,
            table,
            type=kind["type"] if kind else "",
            unfilled=unfilled,
        )
    elif found := _RETYPE.match(action):
        name = found["name"] or found["modified"]
        yield Operation(Subject.COLUMN, Change.TYPE_CHANGED, name, offset, table, type=found["type"].strip())
    elif found := _DROP.match(action):
        yield Operation(Subject.COLUMN, Change.REMOVED, found["name"], offset, table, loses=True)


def tables(block: Block) -> Iterator[Item]:
    """The tables that a schema defines."""
    for offset, statement in _statements(block.code):
        if (found := _CREATE_TABLE.match(statement)) and not found["brief"]:
            yield Item(found["name"], block.line_at(offset + found.start("name")))


def columns(block: Block) -> Iterator[Item]:
    """The columns of the tables that a schema defines, with their types."""
    for offset, statement in _statements(block.code):
        found = _CREATE_TABLE.match(statement)
        opening = statement.find("(", found.end()) if found else -1
        if found is None or opening < 0 or found["brief"]:
            continue
        body = statement[opening + 1 : statement.rfind(")") if ")" in statement else None]
        for place, part in _split(body):
            column = re.match(rf"(?!{_KEYWORD}){_COLUMN}\s+(?P<rest>\S.*)", part, re.IGNORECASE | re.DOTALL)
            if column:
                kind = _TYPE.match(column["rest"])
                line = block.line_at(offset + opening + 1 + place)
                yield Item(column["name"], line, owner=found["name"], value=kind["type"] if kind else None)


def indexes(block: Block) -> Iterator[Item]:
    """The indexes that a schema defines."""
    for offset, statement in _statements(block.code):
        if found := _INDEX.match(statement):
            yield Item(found["index"], block.line_at(offset), owner=found["name"])
