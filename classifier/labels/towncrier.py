"""Where a repository keeps its news fragments and what their types mean, as towncrier's configuration
says (https://towncrier.readthedocs.io/en/stable/configuration.html)."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.labels.carriers import fragment_name, fragment_type, is_usual_folder
from classifier.labels.levels import Levels, normal
from history.briefs import Importance
from history.foreign import NotationError, toml_table

CONFIGURATIONS = ("towncrier.toml", "pyproject.toml")
DEEPEST, MOST_CONFIGURATIONS = 3, 50  # folders above, and number of, the configurations of a monorepo


@dataclass(frozen=True, slots=True)
class Fragments:
    """The folders and types of one repository's fragments. `folders` end with a slash; a fragment in
    one of the usual folders is found as well, because folders move in a repository's life. `usual` are names of
    folders beyond those that everybody knows."""

    folders: tuple[str, ...]
    types: Mapping[str, Importance]
    configured: bool = False
    usual: frozenset[str] = frozenset()

    def type_of(self, path: str) -> str:
        """The type of the fragment at `path`, "" if it is none."""
        *above, name = path.split("/")
        if (self.folders and path.startswith(self.folders)) or not self.usual.isdisjoint(above):
            return fragment_name(name)
        return fragment_type(path)


def find_fragments(
    text_of: Callable[[str], str | None], levels: Levels, paths: Iterable[str] = CONFIGURATIONS
) -> Fragments:
    """Read the configurations among `paths` at the tip, those of a monorepo's parts included; without one, or with
    broken ones, the usual folders and types."""
    folders: set[str] = set()
    types = dict(levels.fragment_types)
    found = _settings(text_of, paths)
    for home, settings in found:
        folders.update(_folders(settings, home))
        types |= {kind: level for kind, level in _types(settings, levels).items() if kind not in types}
    unusual = frozenset(name for name in levels.fragment_folders if not is_usual_folder(name))
    return Fragments(tuple(sorted(folders)), types, configured=bool(found), usual=unusual)


def _settings(
    text_of: Callable[[str], str | None], paths: Iterable[str]
) -> Sequence[tuple[str, Mapping[str, object]]]:
    """(folder, settings) of each towncrier configuration; in one folder the first of `CONFIGURATIONS` wins, as in
    towncrier."""
    chosen: dict[str, Mapping[str, object]] = {}
    for path in _candidates(paths):
        home = posixpath.dirname(path)
        text = text_of(path) if home not in chosen else None
        if text is None or "towncrier" not in text:
            continue
        try:
            document = toml_table(text)
        except NotationError:
            continue
        tool = document.get("tool")
        settings = tool.get("towncrier") if isinstance(tool, dict) else None
        if isinstance(settings, dict):
            chosen[home] = settings
    return list(chosen.items())


def _candidates(paths: Iterable[str]) -> Iterator[str]:
    found = [
        path for path in paths if posixpath.basename(path) in CONFIGURATIONS and path.count("/") <= DEEPEST
    ]
    found.sort(key=lambda path: (posixpath.dirname(path), CONFIGURATIONS.index(posixpath.basename(path))))
    yield from found[:MOST_CONFIGURATIONS]


def _folders(settings: Mapping[str, object], home: str) -> tuple[str, ...]:
    sections = [str(item.get("path", "")) for item in _tables(settings.get("section"))] or [""]
    directory = settings.get("directory")
    if isinstance(directory, str) and directory:
        found = [posixpath.join(directory, section) for section in sections]
    else:
        package = str(settings.get("package", "")).replace(".", "/")
        base = posixpath.join(str(settings.get("package_dir", ".")), package)
        found = [posixpath.join(base, section, "newsfragments") for section in sections]
    normalised = (posixpath.normpath(posixpath.join(home, folder)) for folder in found)
    return tuple(
        sorted(
            {f"{folder}/" for folder in normalised if folder != "." and not folder.startswith(("..", "/"))}
        )
    )


def _types(settings: Mapping[str, object], levels: Levels) -> dict[str, Importance]:
    """The usual types and the configured ones; a type with a name of its own takes the level of the
    heading that its entries get."""
    types = dict(levels.fragment_types)
    declared = [
        (str(item.get("directory") or item.get("name", "")), str(item.get("name", "")))
        for item in _tables(settings.get("type"))
    ]
    custom = settings.get("fragment")
    if isinstance(custom, dict):
        declared += [
            (str(key), str(item.get("name", ""))) for key, item in custom.items() if isinstance(item, dict)
        ]
    for kind, name in declared:
        level = levels.headings.get(normal(name))
        if kind.lower() not in types and level is not None:
            types[kind.lower()] = level
    return types


def _tables(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
