"""Migrations written in a programming language: Alembic and Django (Python), Rails (Ruby)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.calls import Call, call_at, unquoted
from classifier.facts.database.operations import Operation, Operations, Script
from classifier.facts.interface import Change, Subject
from classifier.facts.lines import Block

_ALEMBIC = re.compile(
    r"\b(?:op|batch_op)\.(?P<verb>create_table|drop_table|rename_table|add_column|drop_column"
    r"|alter_column|create_index|drop_index)\("
)
_DOWNGRADE = re.compile(r"^def[ \t]+downgrade\b[^\n]*\n(?P<body>(?:[ \t]+[^\n]*\n?|\n){0,400})", re.MULTILINE)
_DJANGO = re.compile(
    r"\bmigrations\.(?P<verb>CreateModel|DeleteModel|RenameModel|AddField|RemoveField|RenameField"
    r"|AlterField|AddIndex|RemoveIndex|RunPython|RunSQL)\("
)
_RAILS = re.compile(
    r"^[ \t]+(?P<verb>create_table|drop_table|rename_table|add_column|remove_column|rename_column"
    r"|change_column|add_index|remove_index)[ (]+(?P<arguments>[^\n]{1,400})",
    re.MULTILINE,
)
_RAILS_DOWN = re.compile(r"^[ \t]+def[ \t]+(?:self\.)?down\b", re.MULTILINE)
_RAILS_CHANGE = re.compile(r"^[ \t]+def[ \t]+change\b", re.MULTILINE)
_SYMBOL = re.compile(r"^[:\"'](\w{1,120})[\"']?$")


def read_alembic(block: Block) -> Script:
    """What `upgrade` does; there is a way back if `downgrade` does something."""
    down = _DOWNGRADE.search(block.code)
    operations = tuple(
        operation
        for match in _ALEMBIC.finditer(block.code, 0, down.start() if down else len(block.code))
        if (call := call_at(block, match.end() - 1)) is not None
        for operation in _alembic(match["verb"], call, match.start())
    )
    body = down["body"] if down else ""
    telling = [line for line in body.split("\n") if line.strip().strip("\"' ")]
    idle = all(re.fullmatch(r"pass|\.\.\.|raise[ \t].*|return", line.strip()) for line in telling)
    return Script(operations, not idle if "def upgrade" in block.code else None)


def _alembic(verb: str, call: Call, offset: int) -> Operations:
    strings = call.strings()
    first, second = ([*strings, "", ""])[:2]
    column = next((each for each in call.arguments if ".Column(" in each or each.startswith("Column(")), "")
    match verb:
        case "create_table":
            yield Operation(Subject.TABLE, Change.ADDED, first, offset)
        case "drop_table":
            yield Operation(Subject.TABLE, Change.REMOVED, first, offset, loses=True)
        case "rename_table":
            yield Operation(Subject.TABLE, Change.RENAMED, second, offset, before=first)
        case "add_column":
            found = re.search(r"Column\(\s*[\"'](\w{1,120})[\"']", column)
            unfilled = re.search(r"nullable\s*=\s*False", column) is not None and "default" not in column
            name = found.group(1) if found else ""
            yield Operation(Subject.COLUMN, Change.ADDED, name, offset, first, unfilled=unfilled)
        case "drop_column":
            name = second or first
            table = first if second else ""
            yield Operation(Subject.COLUMN, Change.REMOVED, name, offset, table, loses=True)
        case "alter_column":
            yield from _alembic_alter(call, first, second, offset)
        case "create_index":
            yield Operation(Subject.INDEX, Change.ADDED, first, offset, second)
        case _:
            yield Operation(Subject.INDEX, Change.REMOVED, first, offset)


def _alembic_alter(call: Call, first: str, second: str, offset: int) -> Operations:
    table, column = (first, second) if second else ("", first)
    renamed = unquoted(call.keyword("new_column_name") or "")
    if renamed:
        yield Operation(Subject.COLUMN, Change.RENAMED, renamed, offset, table, before=column)
    elif (kind := call.keyword("type_")) is not None:
        yield Operation(Subject.COLUMN, Change.TYPE_CHANGED, column, offset, table, type=kind)
    else:
        yield Operation(Subject.COLUMN, Change.CHANGED, column, offset, table)


def read_django(block: Block) -> Script:
    """What the operations do; code that names nothing to undo it has no way back."""
    operations: list[Operation] = []
    way_back: bool | None = None
    for match in _DJANGO.finditer(block.code):
        call = call_at(block, match.end() - 1)
        if call is None:
            continue
        operations += _django(match["verb"], call, match.start())
        if match["verb"] in {"RunPython", "RunSQL"}:
            undone = len(_positional(call)) > 1 or any("reverse" in each for each in call.arguments)
            way_back = undone and way_back is not False
    return Script(tuple(operations), way_back)


def _positional(call: Call) -> list[str]:
    return [each for each in call.arguments if not re.match(r"\w+\s*=(?!=)", each)]


def _django(verb: str, call: Call, offset: int) -> Operations:
    def word(name: str, place: int) -> str:
        given = call.keyword(name) or ([*_positional(call), "", "", ""][place])
        return unquoted(given) or ""

    model = word("model_name", 0)
    match verb:
        case "CreateModel":
            yield Operation(Subject.TABLE, Change.ADDED, word("name", 0), offset)
        case "DeleteModel":
            yield Operation(Subject.TABLE, Change.REMOVED, word("name", 0), offset, loses=True)
        case "RenameModel":
            yield Operation(
                Subject.TABLE, Change.RENAMED, word("new_name", 1), offset, before=word("old_name", 0)
            )
        case "AddField":
            yield Operation(Subject.COLUMN, Change.ADDED, word("name", 1), offset, model)
        case "RemoveField":
            yield Operation(Subject.COLUMN, Change.REMOVED, word("name", 1), offset, model, loses=True)
        case "RenameField":
            yield Operation(
                Subject.COLUMN, Change.RENAMED, word("new_name", 2), offset, model, before=word("old_name", 1)
            )
        case "AlterField":
            yield Operation(Subject.COLUMN, Change.CHANGED, word("name", 1), offset, model)
        case "AddIndex" | "RemoveIndex":
            what = Change.ADDED if verb == "AddIndex" else Change.REMOVED
            named = re.search(r"\bname\s*=\s*[\"'](\w{1,120})[\"']", " ".join(call.arguments))
            yield Operation(Subject.INDEX, what, named.group(1) if named else "", offset, model)
        case _:
            return


def read_rails(block: Block) -> Script:
    """What `change` or `up` does."""
    down = _RAILS_DOWN.search(block.code)
    end = down.start() if down else len(block.code)
    operations = tuple(
        operation
        for match in _RAILS.finditer(block.bare, 0, end)
        for operation in _rails(match["verb"], list(_words(match["arguments"])), match)
    )
    change = _RAILS_CHANGE.search(block.code)
    if "IrreversibleMigration" in block.code or (change is None and down is None):
        return Script(operations, False if operations else None)
    return Script(operations, True)


def _words(arguments: str) -> Iterator[str]:
    for each in arguments.rstrip(" )").split(","):
        symbol = _SYMBOL.match(each.strip().split(" do")[0])
        yield symbol.group(1) if symbol else ""


def _rails(verb: str, words: list[str], match: re.Match[str]) -> Operations:
    offset = match.start("verb")
    first, second, third = ([*words, "", "", ""])[:3]
    rest = match["arguments"]
    match verb:
        case "create_table":
            yield Operation(Subject.TABLE, Change.ADDED, first, offset)
        case "drop_table":
            yield Operation(Subject.TABLE, Change.REMOVED, first, offset, loses=True)
        case "rename_table":
            yield Operation(Subject.TABLE, Change.RENAMED, second, offset, before=first)
        case "add_column":
            unfilled = re.search(r"\bnull:\s*false", rest) is not None and "default:" not in rest
            yield Operation(
                Subject.COLUMN, Change.ADDED, second, offset, first, type=third, unfilled=unfilled
            )
        case "remove_column":
            yield Operation(Subject.COLUMN, Change.REMOVED, second, offset, first, loses=True)
        case "rename_column":
            yield Operation(Subject.COLUMN, Change.RENAMED, third, offset, first, before=second)
        case "change_column":
            yield Operation(Subject.COLUMN, Change.TYPE_CHANGED, second, offset, first, type=third)
        case _:
            what = Change.ADDED if verb == "add_index" else Change.REMOVED
            named = re.search(r"\bname:\s*[\"':]{1,2}(\w{1,120})", rest)
            yield Operation(Subject.INDEX, what, named.group(1) if named else "", offset, first)
