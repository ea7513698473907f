"""Where a repository keeps its news fragments and what their types mean, as towncrier's configuration
says (https://towncrier.readthedocs.io/en/stable/configuration.html)."""

from __future__ import annotations

import posixpath
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from classifier.labels.carriers import fragment_name, fragment_type
from classifier.labels.levels import Levels, normal
from history.briefs import Importance

CONFIGURATIONS = ("towncrier.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Fragments:
    """The folders and types of one repository's fragments. `folders` end with a slash; a fragment in
    one of the usual folders is found as well, because folders move in a repository's life."""

    folders: tuple[str, ...]
    types: Mapping[str, Importance]
    configured: bool = False

    def type_of(self, path: str) -> str:
        """The type of the fragment at `path`, "" if it is none."""
        if self.folders and path.startswith(self.folders):
            return fragment_name(path.rpartition("/")[2])
        return fragment_type(path)


def find_fragments(text_of: Callable[[str], str | None], levels: Levels) -> Fragments:
    """Read the configuration at the tip; without one, or with a broken one, the usual folders and types."""
    for name in CONFIGURATIONS:
        text = text_of(name)
        if text is None:
            continue
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        tool = document.get("tool")
        settings = tool.get("towncrier") if isinstance(tool, dict) else None
        if isinstance(settings, dict):
            return Fragments(_folders(settings), _types(settings, levels), configured=True)
    return Fragments((), levels.fragment_types)


def _folders(settings: Mapping[str, object]) -> tuple[str, ...]:
    sections = [str(item.get("path", "")) for item in _tables(settings.get("section"))] or [""]
    directory = settings.get("directory")
    if isinstance(directory, str) and directory:
        found = [posixpath.join(directory, section) for section in sections]
    else:
        package = str(settings.get("package", "")).replace(".", "/")
        base = posixpath.join(str(settings.get("package_dir", ".")), package)
        found = [posixpath.join(base, section, "newsfragments") for section in sections]
    normalised = (posixpath.normpath(folder) for folder in found)
    return tuple(sorted({f"{folder}/" for folder in normalised if folder not in (".", "..", "/")}))


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
