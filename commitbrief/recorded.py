"""What a report's footer says of how it was asked for, and the way back: `verify` asks again.

The selection is recorded as the user meant it; the revisions beside it pin it to the same commits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from commitbrief.config.settings import Settings, settings_from_strings
from commitbrief.errors import ConfigError
from history.editions import Provenance
from history.records import Repository
from history.selection import Day, Days, Everything, Range, Selection, SinceLastTag

Options = tuple[tuple[str, str], ...]

ALWAYS = ("tz", "lang", "format", "importance")
# Where things lie and how many hands work says nothing about the text; digests stand for rules and model.
NEVER = (
    "output",
    "rules",
    "model",
    "jobs",
    "fail-on",
    "remote",
    "remote-url",
    "cache-dir",
    "no-cache",
    "token-host",
    "api",
    "pulls",
    "offline",
)
# A footer may be a stranger's: what is not recorded is not recalled. The address is in it for links.
_RECALLED = frozenset({"remote-url", *Settings.keys()} - (set(NEVER) - {"remote-url"}))
# As sources give them: full ids of commits, those that are left out marked, or the digest of a patch.
_REVISION = re.compile(r"\^?[0-9a-f]{40}(?:[0-9a-f]{24})?|sha256:[0-9a-f]{64}")
_MOST_REVISIONS = 1000  # the two ends of `A...B`, and where they parted


@dataclass(frozen=True, slots=True)
class Wanted:
    """The commits that are wanted: by a selection (`None` is all that a patch has), and, where an
    earlier run is repeated, by the ids that fixed it then."""

    selection: Selection | None
    revisions: tuple[str, ...] = ()


def recorded(selection: Selection | None, settings: Settings, repository: Repository) -> Options:
    """The options that shaped a report, as (option, value) pairs in a fixed order."""
    address = [("remote-url", repository.web.base)] if repository.web else []
    return (*_selection(selection), *_settings(settings), *address)


def recalled(made: Provenance) -> tuple[Wanted, Settings]:
    """The commits and settings that a footer records. Raises `ConfigError` where they make no sense."""
    values = defaultdict(list)
    for name, value in made.options:
        values[name].append(value)
    settings = settings_from_strings({key: values[key] for key in values if key in _RECALLED})
    chosen = {name: found[0] for name, found in values.items()}
    try:
        return Wanted(_recalled_selection(chosen, settings.tz), _checked(made.revisions)), settings
    except ValueError as error:
        raise ConfigError(f"the report's footer is damaged: {error}") from error


def _checked(revisions: tuple[str, ...]) -> tuple[str, ...]:
    """The revisions, which may reach git. Raises `ValueError` where no report would have them."""
    if len(revisions) > _MOST_REVISIONS or not all(map(_REVISION.fullmatch, revisions)):
        raise ValueError("its revisions are no full ids of commits")
    if revisions and all(one.startswith("^") for one in revisions):
        raise ValueError("its revisions leave commits out and name none")
    return revisions


def pinned(selection: Selection, revisions: tuple[str, ...]) -> Selection:
    """The same selection in full ids, which no branch or tag can move. `revisions` are those that
    `LocalRepository.revisions` gave for it."""
    tips = [one for one in revisions if not one.startswith("^")]
    excluded = [one[1:] for one in revisions if one.startswith("^")]
    match selection:
        case Day() | Days() | Everything():
            return replace(selection, ref=tips[0])
        case Range(expression) if "..." in expression:
            return Range("...".join(tips))
        case _ if excluded:
            return Range(f"{excluded[0]}..{tips[0]}")
        case Range():
            return Range(tips[0])
        case SinceLastTag():
            return Everything(tips[0])


def _selection(selection: Selection | None) -> Options:
    match selection:
        case None:
            return ()
        case Day(day):
            return (("date", day.isoformat()),)
        case Days(since, until):
            days = (("since", since), ("until", until))
            return tuple((name, day.isoformat()) for name, day in days if day)
        case Range(expression):
            return (("range", expression),)
        case SinceLastTag():
            return (("since-last-tag", "true"),)
        case Everything():
            return (("all", "true"),)


def _settings(settings: Settings) -> Iterable[tuple[str, str]]:
    defaults = Settings()
    for name in Settings.model_fields:
        key, value = name.replace("_", "-"), getattr(settings, name)
        if key in NEVER or (key not in ALWAYS and value == getattr(defaults, name)):
            continue
        for one in value if isinstance(value, tuple) else (value,):
            yield key, str(one).lower() if isinstance(one, bool) else str(one)


def _recalled_selection(chosen: Mapping[str, str], zone: str) -> Selection | None:
    if "date" in chosen:
        return Day(date.fromisoformat(chosen["date"]), zone)
    if "since" in chosen or "until" in chosen:
        days = [date.fromisoformat(chosen[name]) if name in chosen else None for name in ("since", "until")]
        return Days(days[0], days[1], zone)
    if "range" in chosen:
        return Range(chosen["range"])
    if "since-last-tag" in chosen:
        return SinceLastTag()
    return Everything() if "all" in chosen else None
