"""Migrations, and the tables, columns and indexes of a database.

A new migration is told as `migration.added` (`name` is its path), and what it does on its way up as facts of
tables, columns and indexes: a column's and an index's `owner` is the table. `extra`: `tool`; `destructive`,
`true` where rows or values are lost; `irreversible`, `true` where nothing says how to undo it; `unfilled`, `true`
for a column that must not be empty and has no default; `in` is `migration` or `schema`. An edited migration is
`migration.changed`: databases that have run it will not run it again. In a schema file (SQL that is no
migration) what is defined before and after is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from classifier.facts.compare import Family, compare, fact
from classifier.facts.compare import Item as Named
from classifier.facts.database import scripts, sql
from classifier.facts.database.operations import Operation, Reader, Script
from classifier.facts.edits import Edit, SideText
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.lines import Block
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileStatus

MOST_OPERATIONS = 200  # of one migration
_SCHEMA = (
    Family(Subject.TABLE, sql.tables),
    Family(Subject.COLUMN, sql.columns),
    Family(Subject.INDEX, sql.indexes),
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool for migrations: which files are its, what proves it in their text, and how they are read."""

    name: str
    paths: re.Pattern[str]
    marks: tuple[str, ...]
    read: Reader
    down: re.Pattern[str] | None = None  # files that hold the way back


def _tool(name: str, paths: str, read: Reader, *marks: str, down: str = "") -> Tool:
    return Tool(name, re.compile(paths), marks, read, re.compile(down) if down else None)


_DOWN_FILE = r"(?:^|/)down\.sql$|\.down\.sql$"
TOOLS = (
    _tool("alembic", r"(?:^|/)versions/[^/]+\.py$", scripts.read_alembic, "down_revision"),
    _tool("django", r"(?:^|/)migrations/\d{4}_\w+\.py$", scripts.read_django, "migrations.Migration"),
    _tool("rails", r"(?:^|/)migrate/\d{8,14}_\w+\.rb$", scripts.read_rails, "Migration"),
    _tool("flyway", r"(?:^|/)V\d[\w.]*__[^/]+\.sql$", sql.read_sql),
    _tool("prisma", r"(?:^|/)migrations/[^/]+/migration\.sql$", sql.read_sql),
    _tool("diesel", r"(?:^|/)migrations/[^/]+/(?:up|down)\.sql$", sql.read_sql, down=_DOWN_FILE),
    _tool("sql", r"(?:^|/)migrat\w*/(?:[^/]+/)*\d[^/]*\.sql$", sql.read_sql, down=_DOWN_FILE),
)


class Database:
    """Migrations and schemas that a commit changes."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        """Yield the migrations, each with what it does, and what became of schemas."""
        paths = {file.path for file in view.commit.files if file.status is not FileStatus.DELETED}
        for edit in view.edits:
            if not edit.is_product:
                continue
            tool = _tool_of(edit)
            if tool is not None:
                yield from _migration(edit, tool, paths)
            elif edit.language == "sql":
                yield from _schema(edit)


def _tool_of(edit: Edit) -> Tool | None:
    for tool in TOOLS:
        if tool.paths.search(edit.path) and (not tool.marks or edit.mentions(*tool.marks)):
            return tool
    return None


def _schema(edit: Edit) -> Iterator[Fact]:
    whole = {each.name for each in compare(edit, _SCHEMA[0])}
    for family in _SCHEMA:
        for each in compare(edit, family):
            if each.owner in whole:  # what a table brings or takes along is told with it
                continue
            change = Change.TYPE_CHANGED if each.change is Change.VALUE_CHANGED else each.change
            extra = MappingProxyType({**each.extra, "in": "schema"})
            yield replace(each, change=change, extra=extra)


def _migration(edit: Edit, tool: Tool, paths: set[str]) -> Iterator[Fact]:
    if tool.down is not None and tool.down.search(edit.path):
        return
    if edit.change.status is FileStatus.ADDED:
        blocks = edit.new.searched
        script = tool.read(blocks[0]) if len(blocks) == 1 else Script()
        yield _added(edit, tool, script, paths)
        yield from _operations(edit, tool, blocks[0] if blocks else None, script)
    elif edit.change.status is FileStatus.DELETED:
        yield _of_file(edit, Change.REMOVED, edit.old, tool)
    elif _rewritten(edit):
        yield _of_file(edit, Change.CHANGED, edit.new, tool)


def _rewritten(edit: Edit) -> bool:
    """Whether more than comments, blanks and a new name distinguishes the two sides."""

    def code(side: SideText) -> list[str]:
        changed = side.changed
        rows = (row for block in side.searched for row in block.numbered(block.bare))
        return [text.strip() for number, text in rows if number in changed and text.strip()]

    return code(edit.old) != code(edit.new)


def _of_file(edit: Edit, change: Change, side: SideText, tool: Tool) -> Fact:
    line = min(side.changed, default=0)
    proof = side.evidence(line) if line else Evidence(side.path, side.side, 0)
    extra = MappingProxyType({"tool": tool.name})
    return Fact(Subject.MIGRATION, change, edit.path, (proof,), language=edit.language, extra=extra)


def _added(edit: Edit, tool: Tool, script: Script, paths: set[str]) -> Fact:
    extra = {"tool": tool.name}
    if any(each.loses for each in script.operations) or script.rewrites:
        extra["destructive"] = "true"
    if _way_back(edit.path, tool, script, paths) is False:
        extra["irreversible"] = "true"
    name = PurePosixPath(edit.path).name
    path = edit.path if name in {"up.sql", "migration.sql"} else name
    proof = Evidence(edit.path, Side.NEW, 0, edit.path[:EVIDENCE_CHARACTERS])
    return Fact(
        Subject.MIGRATION,
        Change.ADDED,
        path,
        (proof,),
        language=edit.language,
        extra=MappingProxyType(extra),
    )


def _way_back(path: str, tool: Tool, script: Script, paths: set[str]) -> bool | None:
    if tool.down is None or script.way_back is not None:
        return script.way_back
    if path.endswith("/up.sql"):
        return path.removesuffix("up.sql") + "down.sql" in paths
    if path.endswith(".up.sql"):
        return path.removesuffix(".up.sql") + ".down.sql" in paths
    return None


def _operations(edit: Edit, tool: Tool, block: Block | None, script: Script) -> Iterator[Fact]:
    if block is None:
        return
    made = {each.name for each in script.operations if _creates_table(each)}
    for each in script.operations[:MOST_OPERATIONS]:
        if not each.name or (each.table in made and not _creates_table(each)):
            continue
        line = block.line_at(each.offset)
        extra = [("tool", tool.name), ("in", "migration")]
        extra += [("destructive", "true")] if each.loses else []
        extra += [("unfilled", "true")] if each.unfilled else []
        item = Named(each.name, line, line + 6, owner=each.table, extra=tuple(extra))
        told = fact(each.subject, each.change, item, edit.new, edit.language)
        yield replace(told, before=each.before or None, after=each.type or None)


def _creates_table(operation: Operation) -> bool:
    return operation.subject is Subject.TABLE and operation.change is Change.ADDED
