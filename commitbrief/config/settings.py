"""The configuration as a typed object, its loading from TOML, and its JSON Schema.

The keys are the long options of the command line without their dashes, so that there is one name for
one thing. Pydantic validates; its errors become one line each, naming file, key and the nearest known key.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import EnumType
from pathlib import Path
from typing import Annotated, TypeVar, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from classifier.allowances import allowance
from commitbrief.config.choices import Bots, FailOn, Format, ImportanceBy, Layout
from commitbrief.config.found import check_found, cores
from commitbrief.errors import ConfigError
from history.briefs import Allowance, ChangeType, Importance
from history.foreign import SMALL, NotationError, read_text, toml_table
from report.sentences import Language

FILE_NAME = "commitbrief.toml"
PYPROJECT = "pyproject.toml"
_MOST_MISTAKES = 20  # of one file that are told
AnyPath = TypeVar("AnyPath", str, Path)
WATCH = "watch"  # the list of repositories, which commitbrief/watching.py reads


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise ValueError(f"{name!r} is no IANA time zone such as Asia/Shanghai") from None
    return name


def nameable(place: AnyPath) -> AnyPath:
    """A path itself. Raises `ValueError` for a name that no file or folder can have: a NUL, half of a character."""
    try:
        whole = b"\0" not in os.fsencode(place)
    except UnicodeEncodeError:
        whole = False
    if not whole:
        raise ValueError(f"no file or folder can be called {str(place)!r}")
    return place


def kebab(name: str) -> str:
    """The name of a field as the configuration spells it."""
    return name.replace("_", "-")


def _allowance(text: str) -> str:
    if allowance(text) is None:
        raise ValueError(f"{text!r} is no `<rule> <name>: reason`, such as `breaking parse: nobody calls it`")
    return text


Allowed = Annotated[str, AfterValidator(_allowance)]
KnownZone = Annotated[str, AfterValidator(_known_zone)]
Place = Annotated[Path, AfterValidator(nameable)]


class Settings(BaseModel):
    """What a run is told: the configuration file, overridden by the options of the command line."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=kebab, title="commitbrief")

    tz: KnownZone = Field(default="UTC", description="IANA time zone in which days begin and end")
    lang: Language = Field(default=Language.ZH, description="language of the report")
    format: Format = Field(default=Format.MD, description="what the report is written as")
    layout: Layout = Field(
        default=Layout.DAY,
        description="a day with every commit, an entry of a changelog, or the comment on a pull request",
    )
    output: Annotated[str, AfterValidator(nameable)] = Field(
        default="reports",
        min_length=1,
        description="a folder, a file, or - for standard output; without it `report` shows what it made",
    )
    importance: ImportanceBy = Field(
        default=ImportanceBy.MODEL, description="who says how much a commit matters"
    )
    model: Place | None = Field(default=None, description="a model file instead of the one that is included")
    adapted_to: str | None = Field(
        default=None,
        min_length=1,
        description="a revision: what the repository's own record told its users up to there teaches the model",
    )
    high_from: float | None = Field(
        default=None, ge=0, le=1, description="probability from which on the model calls a commit high"
    )
    medium_from: float | None = Field(
        default=None, ge=0, le=1, description="probability of more than low from which on it calls one medium"
    )
    rules: tuple[Place, ...] = Field(
        default=(), description="folders with rules that add to or override the included ones"
    )
    include: tuple[str, ...] = Field(default=(), description="only files that match (gitignore patterns)")
    exclude: tuple[str, ...] = Field(default=(), description="no files that match (gitignore patterns)")
    author: tuple[str, ...] = Field(
        default=(), description="only authors with this name or address (shell patterns)"
    )
    bots: Bots = Field(default=Bots.COLLAPSE, description="commits made by programs: one line, or as others")
    type: tuple[ChangeType, ...] = Field(default=(), description="only commits of these change types")
    level: tuple[Importance, ...] = Field(default=(), description="only commits of these levels")
    fail_on: tuple[FailOn, ...] = Field(
        default=(), description="exit with status 1 if a commit is of one of these kinds"
    )
    allow: tuple[Allowed, ...] = Field(
        default=(), description="what is known and passes: `<rule or kind> <name>: reason`"
    )
    first_parent: bool = Field(default=False, description="main-line history only")
    jobs: int = Field(default=0, ge=0, description="processes to use; 0 means one per core")
    ignore_declared: bool = Field(
        default=False, description="predict even where the maintainers declared the weight"
    )
    remote: str = Field(default="origin", description="the git remote that names and links the repository")
    remote_url: str | None = Field(default=None, description="the URL to link to, instead of the remote's")

    api: bool = Field(default=False, description="read GitHub through its interface, without a clone")
    pulls: bool = Field(
        default=False, description="ask GitHub about the pull requests of a folder's commits, too"
    )
    offline: bool = Field(default=False, description="reach no other machine: use the clones that are here")
    cache_dir: Place | None = Field(
        default=None,
        description="where clones and what was made of commits are kept, instead of the system's folder for caches",
    )
    no_cache: bool = Field(
        default=False, description="make everything anew, and keep nothing of what is made of commits"
    )
    token_host: tuple[str, ...] = Field(
        default=(), description="hosts of your own, beside github.com, that a token is sent to"
    )

    @property
    def allowances(self) -> tuple[Allowance, ...]:
        """What the configuration lets pass."""
        return tuple(one for text in self.allow if (one := allowance(text)) is not None)

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The names of all keys, as the configuration file spells them."""
        return tuple(kebab(name) for name in cls.model_fields)

    @classmethod
    def choices(cls, key: str) -> tuple[str, ...]:
        """The values that a key takes, one or several of them; none where it takes any."""
        kind = cls.model_fields[key.replace("-", "_")].annotation
        found = next((one for one in (kind, *get_args(kind)) if isinstance(one, EnumType)), None)
        return tuple(map(str, found)) if found else ()

    @classmethod
    def description(cls, key: str) -> str:
        """What a key is for."""
        return cls.model_fields[key.replace("-", "_")].description or ""


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A configuration that was found: where, and its raw values. `path` is `None` where there is none.
    What one that is not `named` by the user may say is in `commitbrief.config.found`."""

    path: Path | None
    values: Mapping[str, object]
    named: bool = False


def find_config(start: Path) -> ConfigFile:
    """The nearest `commitbrief.toml`, or `pyproject.toml` with `[tool.commitbrief]`, from `start` upwards."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return read_config(folder / FILE_NAME)
        if (folder / PYPROJECT).is_file():
            found = read_config(folder / PYPROJECT)
            if found.values:
                return found
    return ConfigFile(None, {})


def read_config(path: Path) -> ConfigFile:
    """Read one file; raises `ConfigError` where it cannot be read or is no TOML."""
    try:
        table = toml_table(read_text(path, SMALL))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is no TOML: it is not UTF-8") from error
    except NotationError as error:
        raise ConfigError(f"{path}: is no TOML: {error}") from error
    if path.name != PYPROJECT:
        return ConfigFile(path, table)
    tools = table.get("tool", {})
    section = tools.get("commitbrief", {}) if isinstance(tools, dict) else {}
    if not isinstance(section, dict):
        raise ConfigError(f"{path}: [tool.commitbrief] is no table")
    return ConfigFile(path, section)


def settings_from(config: ConfigFile, given: Mapping[str, object]) -> Settings:
    """Validate the file's values, then the options `given` over them.

    Paths in a file are relative to its folder. Raises `ConfigError` with one line per mistake.
    """
    try:
        common = {key: value for key, value in config.values.items() if key != WATCH}
        from_file = Settings.model_validate(common)
    except ValidationError as error:
        raise ConfigError(*explain(error, str(config.path))) from None
    if config.path is not None:
        from_file = _beside(from_file, config.path.parent)
        if not config.named:
            keys = [kebab(name) for name in from_file.model_fields_set]
            check_found(config.path, keys, from_file.output, pulls=bool(given.get("pulls")))
            if from_file.jobs > cores():
                from_file = from_file.model_copy(update={"jobs": 0})
    try:
        options = Settings.model_validate({kebab(name): value for name, value in given.items()})
    except ValidationError as error:
        raise ConfigError(*explain(error, "command line", prefix="--")) from None
    return from_file.model_copy(update={name: getattr(options, name) for name in options.model_fields_set})


def settings_from_strings(values: Mapping[str, Sequence[str]], where: str = "footer") -> Settings:
    """Settings from keys and the texts of their values; several only where a key takes several."""
    many = {key for key in values if isinstance(getattr(Settings(), key.replace("-", "_")), tuple)}
    typed = {key: tuple(found) if key in many else found[-1] for key, found in values.items()}
    try:
        return Settings.model_validate(typed)
    except ValidationError as error:
        raise ConfigError(*explain(error, where)) from None


def _beside(settings: Settings, folder: Path) -> Settings:
    moved: dict[str, object] = {}
    if settings.rules:
        moved["rules"] = tuple(folder / path for path in settings.rules)
    if settings.model is not None:
        moved["model"] = folder / settings.model
    if settings.cache_dir is not None:
        moved["cache_dir"] = folder / settings.cache_dir
    if "output" in settings.model_fields_set and settings.output != "-":
        trailing = "/" if settings.output.endswith("/") else ""
        moved["output"] = f"{folder / settings.output}{trailing}"
    return settings.model_copy(update=moved)


def explain(
    error: ValidationError, where: str, *, prefix: str = "", known: Sequence[str] | None = None
) -> list[str]:
    """One line for each of the first mistakes, naming where it is; of a key that is not `known` (those of the settings)
    a near one."""
    keys = Settings.keys() if known is None else known
    found = error.errors(include_url=False)
    told = [f"{where}: {_mistake(item, prefix, keys)}" for item in found[:_MOST_MISTAKES]]
    more = len(found) - len(told)
    return [*told, f"{where}: and {more} more such"] if more else told


def _mistake(item: ErrorDetails, prefix: str, known: Sequence[str]) -> str:
    key = ".".join(map(str, item["loc"]))
    if item["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key.replace("_", "-"), known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(known)}"
        return f"unknown key {key!r}: {hint}"
    return f"{prefix}{key}: {item['msg'].removeprefix('Value error, ')}"
