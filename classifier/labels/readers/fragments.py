"""News fragments, whose type their name says (`123.feature.rst`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.labels.carriers import fragment_type
from classifier.labels.readers.interface import Kinds, Reader, Told, levels, one_line

_MARKUP = re.compile(r"^\.\. |^#+ |^=+$|^-+$|^<!--")


def _read(path: str, text: str) -> Sequence[Told]:
    lines = text.split("\n")
    first = next(
        (number for number, line in enumerate(lines) if line.strip() and not _MARKUP.match(line)), None
    )
    return [] if first is None else [Told(fragment_type(path), one_line(lines[first:]), first + 1)]


class _Fragment(Reader):
    """A reader that knows its files by name and folder together."""

    __slots__ = ()

    def holds(self, path: str) -> bool:
        """Whether this is a fragment in one of the usual folders."""
        return bool(fragment_type(path))


FRAGMENT = _Fragment(
    "fragment",
    re.compile(""),
    _read,
    # The types that every project means the same by; what a project's own mean is for its configuration to say.
    Kinds(
        levels(
            "removal, removed, breaking, deprecation, deprecated, feature, feat, security, added, major-feature, new_feature",
            "bugfix, bug, fix, fixed, improvement, packaging, docker, performance, perf, efficiency",
            "doc, docs, misc, trivial, process, contrib, vendor, internal",
        )
    ),
    "towncrier's types and their usual spellings.",
)
