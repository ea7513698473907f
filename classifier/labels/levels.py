"""What the words of fragments, changesets and changelogs mean: `training_data/levels.toml`, read and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from classifier.labels.readers.interface import Kinds
from classifier.labels.records import LabelError
from history.briefs import Importance
from history.foreign import SMALL, NotationError, read_text, toml_table

Words = Mapping[str, Importance]
_DECORATION = re.compile(r"[^\w\s'-]+", re.UNICODE)


def normal(heading: str) -> str:
    """A heading as it is compared: lower case, without emoji, links and punctuation."""
    return " ".join(_DECORATION.sub(" ", heading).lower().split())


@dataclass(frozen=True, slots=True)
class PullLevels:
    """What labels of pull requests mean: shell patterns in lower case for each level, those that say that a pull
    request is no change of its own, and the level of one that has none of them (`None`: left out)."""

    patterns: Mapping[Importance, tuple[str, ...]]
    skip: tuple[str, ...] = ()
    otherwise: Importance | None = None


@dataclass(frozen=True, slots=True)
class Levels:
    """The meaning of words. `headings` holds only words with a level; `mixed` and `skip` the others. `records` are the
    kinds of those forms of record (`classifier.labels.readers`) that mean something else than everywhere. Of one
    repository: whether `silence_is_low`, and the `record` to read rather than the best."""

    fragment_types: Words
    fragment_folders: frozenset[str]
    semver: Words
    headings: Words
    mixed: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()
    new_words: tuple[str, ...] = ()
    otherwise: Importance | None = Importance.MEDIUM
    breaking_marks: tuple[str, ...] = ()
    ignore_subjects: tuple[re.Pattern[str], ...] = ()
    ignore_paths: tuple[str, ...] = ()
    pulls: PullLevels = PullLevels({})
    repositories: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    records: Mapping[str, Kinds] = field(default_factory=dict)
    silence_is_low: bool = True
    record: str = ""

    def for_repository(self, name: str) -> Levels:
        """The mapping with what the file says of one repository."""
        own = self.repositories.get(name)
        if own is None:
            return self
        words = {
            normal(word): _level(value, f"repositories.{name}")
            for word, value in _table(own, "levels").items()
        }
        patterns = tuple(re.compile(text) for text in _strings(own, "ignore_subjects"))
        return replace(
            self,
            headings={**self.headings, **words},
            mixed=self.mixed - set(words),
            ignore_subjects=patterns,
            ignore_paths=_strings(own, "ignore_paths"),
            silence_is_low=own.get("silence", "low") == "low",
            record=str(own.get("record", "")),
        )


def load_levels(path: Path, own: Path | None = None) -> Levels:
    """Read the shipped mapping, and the user's `own` over it, key by key. Raises `LabelError`."""
    document = _read(path)
    if own is not None:
        document = _merge(document, _read(own))
    try:
        return _levels(document)
    except re.error as error:
        raise LabelError(f"{own or path}: {error}") from error


def _levels(document: Mapping[str, object]) -> Levels:
    fragments = _table(document, "fragments")
    headings = _table(document, "headings")
    mixed = _table(document, "mixed")
    otherwise = mixed.get("otherwise", "medium")
    return Levels(
        fragment_types=_words(_table(fragments, "types")),
        fragment_folders=frozenset(_strings(fragments, "folders")),
        semver=_words(_table(document, "semver")),
        headings=_words(headings),
        mixed=frozenset(map(normal, _strings(headings, "mixed"))),
        skip=frozenset(map(normal, _strings(headings, "skip"))),
        new_words=_strings(mixed, "new"),
        otherwise=_level_or_skip(otherwise, "mixed.otherwise"),
        breaking_marks=_strings(mixed, "breaking_marks"),
        pulls=_pulls(_table(document, "pull_requests")),
        records={
            name: Kinds(
                _words(cast("Mapping[str, object]", own)),
                frozenset(_strings(cast("Mapping[str, object]", own), "mixed")),
            )
            for name, own in _table(document, "records").items()
        },
        repositories={
            name: cast("Mapping[str, object]", own) for name, own in _table(document, "repositories").items()
        },
    )


def _pulls(table: Mapping[str, object]) -> PullLevels:
    def patterns(key: str) -> tuple[str, ...]:
        return tuple(text.lower() for text in _strings(table, key))

    return PullLevels(
        {level: patterns(level.value) for level in Importance},
        patterns("skip"),
        _level_or_skip(table.get("otherwise", "skip"), "pull_requests.otherwise"),
    )


def _read(path: Path) -> dict[str, object]:
    try:
        return toml_table(read_text(path, SMALL))
    except (OSError, UnicodeDecodeError, NotationError) as error:
        raise LabelError(f"{path}: cannot be read as TOML ({error})") from error


def _merge(base: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    merged = dict(base)
    for key, value in own.items():
        old = merged.get(key)
        merged[key] = _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _table(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = document.get(key, {})
    if not isinstance(value, dict):
        raise LabelError(f"levels: [{key}] is not a table")
    return value


def _strings(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise LabelError(f"levels: {key} is not a list of strings")
    return tuple(value)


def _level(value: object, where: str) -> Importance:
    try:
        return Importance(str(value))
    except ValueError:
        raise LabelError(f"levels: {where}: {value!r} is none of high, medium, low") from None


def _level_or_skip(value: object, where: str) -> Importance | None:
    return None if value == "skip" else _level(value, where)


def _words(table: Mapping[str, object]) -> dict[str, Importance]:
    """The words of `high`, `medium` and `low`. A word in two of them is an error."""
    words: dict[str, Importance] = {}
    for level in Importance:
        for word in map(normal, _strings(table, level.value)):
            if words.get(word, level) is not level:
                raise LabelError(f"levels: {word!r} is both {words[word]} and {level}")
            words[word] = level
    return words
