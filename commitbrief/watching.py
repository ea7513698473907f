"""The repositories that are watched: their list in the configuration, and the record of their reports."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from commitbrief.config.settings import (
    WATCH,
    ConfigFile,
    KnownZone,
    Place,
    Settings,
    explain,
    kebab,
    nameable,
)
from commitbrief.errors import ConfigError
from history.briefs import ChangeType, Importance
from history.foreign import is_there, json_value, read_text
from report.index import Entry
from report.sentences import Language

RECORD = "index.json"


def _within(folder: str) -> str:
    path = Path(folder)
    if path.is_absolute() or ".." in path.parts or path == Path():
        raise ValueError(f"{folder!r} is no folder in the folder of the reports")
    return folder


def _own(key: str) -> Any:
    """A setting that an entry may have for itself."""
    return Field(default=None, description=Settings.description(key))


class Watched(BaseModel):
    """One repository, and the settings in which its reports differ from the others'."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab)

    source: str = Field(description="a folder, owner/name on GitHub, or an address")
    folder: Annotated[str, AfterValidator(nameable), AfterValidator(_within)] | None = Field(
        default=None,
        description="a folder of its own among the reports, for a second report of one repository",
    )
    tz: KnownZone | None = _own("tz")
    lang: Language | None = _own("lang")
    rules: tuple[Place, ...] | None = _own("rules")
    include: tuple[str, ...] | None = _own("include")
    exclude: tuple[str, ...] | None = _own("exclude")
    author: tuple[str, ...] | None = _own("author")
    type: tuple[ChangeType, ...] | None = _own("type")
    level: tuple[Importance, ...] | None = _own("level")
    first_parent: bool | None = _own("first-parent")

    @property
    def key(self) -> str:
        """What its reports are recorded under."""
        return f"{self.folder}: {self.source}" if self.folder else self.source

    def place(self, folder: Path) -> str:
        """Where to read it, seen from anywhere: a path in the configuration is relative to its `folder`."""
        beside = folder / self.source
        return str(beside) if is_there(beside) else self.source

    def settings(self, common: Settings, given: Collection[str] = ()) -> Settings:
        """The common settings with its own over them, but for those `given` on the command line: these come
        first."""
        names = self.model_fields_set - {"source", "folder", *given}
        own = {name: getattr(self, name) for name in names}
        if self.folder:
            own["output"] = f"{Path(common.output) / self.folder}/"
        return common.model_copy(update=own)


class Configuration(Settings):
    """The whole file: the settings of every report, and what is watched."""

    watch: tuple[Watched, ...] = Field(
        default=(), description="repositories that `commitbrief watch` reports, each with settings of its own"
    )


def watch_list(config: ConfigFile) -> tuple[Watched, ...]:
    """The repositories that a configuration watches; paths are relative to its folder. Raises
    `ConfigError` for a mistake, and where there are none."""
    where = str(config.path or "the configuration")
    entries = config.values.get(WATCH, [])
    if not isinstance(entries, list):
        raise ConfigError(f"{where}: {WATCH}: write each repository under [[{WATCH}]], in two brackets")
    found = tuple(
        _watched(entry, f"{where}: [[{WATCH}]] {number}") for number, entry in enumerate(entries, 1)
    )
    if not found:
        raise ConfigError(f"{where}: nothing is watched: add a [[watch]] with a source to commitbrief.toml")
    seen = set()
    for one in found:
        if one.key in seen:
            raise ConfigError(f"{where}: {one.key} is watched twice: give one of them a folder of its own")
        seen.add(one.key)
    return tuple(_beside(one, config.path.parent) if config.path else one for one in found)


def _watched(entry: object, where: str) -> Watched:
    try:
        return Watched.model_validate(entry)
    except ValidationError as error:
        known = [kebab(name) for name in Watched.model_fields]
        raise ConfigError(*explain(error, where, known=known)) from None


def _beside(watched: Watched, folder: Path) -> Watched:
    if watched.rules is None:
        return watched
    return watched.model_copy(update={"rules": tuple(folder / path for path in watched.rules)})


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was written, or could not be: of which of the watched, and of which day."""

    watched: str
    day: str
    entry: Entry


def read_record(folder: Path) -> tuple[Report, ...]:
    """The reports that were written into this folder and are still there. Raises `ConfigError` for a
    damaged record."""
    path = folder / RECORD
    try:
        rows = json_value(read_text(path))["reports"]
        reports = [Report(row["watched"], row["day"], Entry(**row["entry"])) for row in rows]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path} is damaged: remove it, and the index begins anew ({error!r})") from error
    return tuple(one for one in reports if one.entry.failure or (folder / one.entry.path).is_file())


def record_text(reports: Iterable[Report]) -> str:
    """The record as it is kept."""
    rows: list[Mapping[str, object]] = [asdict(one) for one in reports]
    return json.dumps({"reports": rows}, ensure_ascii=False, indent=1) + "\n"


def merged(old: Iterable[Report], new: Iterable[Report]) -> tuple[Report, ...]:
    """Old and new reports, newest day first; a new one replaces an old one of the same day."""
    known = {(one.day, one.watched): one for one in (*old, *new)}
    in_order = sorted(known.values(), key=lambda one: one.watched)
    return tuple(sorted(in_order, key=lambda one: one.day, reverse=True))


def days_to_report(record: Iterable[Report], watched: Watched, day: date, most: int) -> list[date]:
    """The wanted day, and before it those since the latest report before it that are missing, at most
    `most`. One that was never reported has missed nothing."""
    done = {one.day for one in record if one.watched == watched.key and not one.entry.failure}
    if not done:
        return [day]
    earlier = [day - timedelta(days=back) for back in range(most, 0, -1)]
    since = min(done)
    return [one for one in earlier if one.isoformat() > since and one.isoformat() not in done] + [day]


def passed_over(record: Iterable[Report], watched: Watched, day: date, most: int) -> list[date]:
    """The days since the first report that are missing and too long ago to be made up for."""
    done = {one.day for one in record if one.watched == watched.key and not one.entry.failure}
    if not done:
        return []
    first = date.fromisoformat(min(done))
    between = (first + timedelta(days=ahead) for ahead in range(1, (day - first).days - most))
    return [one for one in between if one.isoformat() not in done]


def failed(watched: Watched, day: date, reason: str) -> Report:
    """A report that could not be made."""
    return Report(watched.key, day.isoformat(), Entry(watched.source, day.isoformat(), failure=reason))


def under(report: Report, folder: str | None) -> Report:
    """With its path as seen from the common folder of the reports."""
    if not folder or not report.entry.path:
        return report
    return replace(report, entry=replace(report.entry, path=f"{folder}/{report.entry.path}"))
