"""Rules as data: how a folder of TOML files becomes typed rules, whatever the rules are about.

A family of rules is a pydantic model derived from `Rule` and the name of the table that holds it. Folders are
given in order of rising authority: the shipped rules first, the user's own after them. A rule with an id
that is already known replaces it where it stands, one with `disabled = true` takes it away, and new rules
go before the known ones.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints, ValidationError

from classifier.errors import RuleError
from history.foreign import SMALL, NotationError, read_bytes, toml_table

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$")]


class Table(BaseModel):
    """A table of a rule file: frozen, and no key goes unread."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(Table):
    """What every rule has: an id to override it by, and the reason why it is there."""

    id: RuleId
    reason: str = Field(min_length=10)
    _file: str = PrivateAttr(default="")

    @property
    def file(self) -> str:
        """The file that the rule was read from, "" for one made in a program."""
        return self._file


RuleType = TypeVar("RuleType", bound=Rule)


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One TOML file: where it was read, its name below the rules folder, and what it says."""

    path: Path
    name: str
    folder: int
    text: bytes
    tables: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Problem:
    """An example that its rule does not hold. `rule` is the rule's id."""

    file: str
    rule: str
    message: str


TablesOf = Callable[[str], dict[str, Any]]


def read_rule_files(folders: Sequence[Path], tables_of: TablesOf = toml_table) -> tuple[RuleFile, ...]:
    """Read every `*.toml` below the folders, in the order of the folders and of the names in them. `tables_of` says what a
    text says, and raises `NotationError`.

    Raises `RuleError` for a folder that is not there or has none, and for a file that is not TOML.
    """
    return tuple(
        file for index, folder in enumerate(folders) for file in _read_folder(index, folder, tables_of)
    )


def _read_folder(index: int, folder: Path, tables_of: TablesOf) -> Iterator[RuleFile]:
    if not folder.is_dir():
        raise RuleError(f"{folder}: no such folder of rules")
    found = sorted(folder.rglob("*.toml"), key=lambda path: path.relative_to(folder).parts)
    if not found:
        raise RuleError(f"{folder}: no rules (*.toml) in this folder")
    for path in found:
        try:
            text = read_bytes(path, SMALL)
            tables = tables_of(text.decode("utf8"))
        except OSError as error:
            raise RuleError(f"{path}: {error.strerror}") from error
        except (UnicodeDecodeError, NotationError) as error:
            raise RuleError(f"{path}: not valid TOML: {error}") from error
        yield RuleFile(path, path.relative_to(folder).as_posix(), index, text, tables)


def digest_of(files: Iterable[RuleFile]) -> str:
    """Return the first 16 hex digits of SHA-256 over names and contents: the same rules, the same digest,
    wherever they lie and whatever the line ends of the checkout."""
    total = hashlib.sha256()
    for file in files:
        text = file.text.replace(b"\r\n", b"\n")
        total.update(f"{file.folder}\0{file.name}\0{len(text)}\0".encode())
        total.update(text)
    return total.hexdigest()[:16]


def check_tables(files: Iterable[RuleFile], known: Collection[str]) -> None:
    """Raise `RuleError` for a table that no family of rules reads: `[[typ]]` must not be silently nothing."""
    for file in files:
        for table in file.tables:
            if table not in known:
                raise RuleError(f"{file.path}: table {table!r}: nothing reads it{_hint(table, known)}")


def rules_of(files: Iterable[RuleFile], table: str, model: type[RuleType]) -> tuple[RuleType, ...]:
    """Return the rules under `[[table]]` of all files, overrides applied, in the order they are to be tried.

    Raises `RuleError` for a rule that does not validate or an id that one folder gives twice.
    """
    rules: dict[str, RuleType] = {}
    seen: dict[tuple[int, str], str] = {}
    folder, fresh = 0, dict[str, RuleType]()
    for file, entry in _entries(files, table):
        name = str(entry.get("id", ""))
        if (file.folder, name) in seen:
            raise RuleError(
                f"{file.path}: rule {name!r}: the id is taken by a rule in {seen[file.folder, name]}"
            )
        seen[file.folder, name] = file.name
        if file.folder != folder:
            rules, fresh, folder = fresh | rules, {}, file.folder
        if entry.get("disabled") is True:
            if name not in rules:
                raise RuleError(
                    f"{file.path}: rule {name!r}: disables a rule that is not there{_hint(name, rules)}"
                )
            del rules[name]
            continue
        rule = validated(file, entry, model)
        (rules if name in rules else fresh)[name] = rule
    return tuple((fresh | rules).values())


def _entries(files: Iterable[RuleFile], table: str) -> Iterator[tuple[RuleFile, Mapping[str, object]]]:
    for file in files:
        entries = file.tables.get(table, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise RuleError(f"{file.path}: key {table!r}: write each rule under [[{table}]]")
        for entry in entries:
            yield file, entry


def validated(file: RuleFile, entry: Mapping[str, object], model: type[RuleType]) -> RuleType:
    """Return the entry as a typed rule, or raise `RuleError` naming file, rule, key and the nearest word."""
    try:
        rule = model.model_validate(dict(entry))
    except ValidationError as error:
        raise RuleError(_told(file, entry, model, error)) from None
    rule._file = str(file.path)
    return rule


def _told(file: RuleFile, entry: Mapping[str, object], model: type[BaseModel], error: ValidationError) -> str:
    """Return the first of the errors in one line."""
    first = error.errors(include_url=False)[0]
    where = tuple(part for part in first["loc"] if isinstance(part, str))
    key = ".".join(where) or "rule"
    message = first["msg"]
    near = ""
    if first["type"] == "extra_forbidden":
        message, near = "unknown key", _hint(where[-1], _keys(model, where[:-1]))
    elif first["type"] in {"enum", "literal_error"}:
        choices = re.findall(r"'([^']+)'", first.get("ctx", {}).get("expected", ""))
        message, near = f"unknown word {first['input']!r}", _hint(str(first["input"]), choices)
    return f"{file.path}: rule {str(entry.get('id', '?'))!r}: key {key!r}: {message}{near}"


def _hint(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def _keys(model: type[BaseModel], where: Sequence[str]) -> list[str]:
    """Return the keys that the model knows at a place below it."""
    for name in where:
        field = model.model_fields.get(name)
        inner = _models_in(field.annotation) if field else []
        if not inner:
            return []
        model = inner[0]
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
