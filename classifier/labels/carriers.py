"""The files in which maintainers tell users what a commit means: they give labels, so no feature may
see them."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Carrier(StrEnum):
    """Kinds of files that say how much a commit matters."""

    FRAGMENT = "fragment"
    CHANGESET = "changeset"
    RELEASE_FILE = "release-file"
    CHANGELOG = "changelog"


# One of these is in the path of every carrier: asked first, because nearly no file has one.
_TELLING = re.compile(
    r"change|chlog|chloggen|news|version|release|history|what|relnotes|topfiles|fragments|bumpy|auri|knope"
)
# Prose only: `history.py`, `changes.rs` and `news/views.py` are sources like any other.
_CHANGELOG = re.compile(
    r"(^|/)(change[-_ ]?logs?|changes|news|history|releases?[-_ ]?notes?|releasenotes|whats[-_]?new"
    r"|relnotes|releases)"
    r"([-_.][\w.+-]*)?\.?(md|markdown|rst|txt|adoc|asciidoc|org|rdoc|textile|mdx|html)?$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\.(py|pyi|rs|go|js|mjs|cjs|jsx|ts|tsx|mts|cts|java|kt|c|cc|cpp|cxx|h|hh|hpp|cu|cuh|rb|php|cs"
    r"|swift|scala|sh|svelte"
    r"|vue|ya?ml|json|toml|css|scss|ipynb|snap|svg|png|lock)$",
    re.IGNORECASE,
)
# Fragments without an ending or type, as Jetpack's tool and rubocop have them.
_BARE_FOLDER = re.compile(
    r"(^|/)((\.github/)?change[-_]?log/([\w.+#-]+|(new|fix|change)\w*_[\w.+-]+\.md)|news/[\w.+-]+\.rst)$",
    re.IGNORECASE,
)
_FOLDER = re.compile(
    r"(^|/)(change[-_]?logs?|changes|history|whats[-_]?new|release[-_]?notes|releasenotes|relnotes|releases)"
    r"/[\w.@ /+-]*\.(md|markdown|rst|txt|adoc|mdx|html)$",
    re.IGNORECASE,
)
_FRAGMENT_FOLDER = re.compile(
    r"(^|/)(news|news\.d|newsfragments?|changelog(\.d|[-_]fragments)?|changes(\.d)?|topfiles|\.changes"
    r"|upcoming_changes"
    r"|whatsnew-fragments|release_notes|fragments|unreleased|next_release|changelogs/unreleased)/",
    re.IGNORECASE,
)
_FRAGMENT_NAME = re.compile(
    r"^(?P<issue>[\w+@#~-][\w+@#~.-]*?)\.(?P<type>[a-zA-Z][a-zA-Z_-]{1,24})"
    r"(?:\.(?P<counter>\d+))?(?:\.(?P<extension>rst|md|txt))?$"
)
_BARE_FRAGMENT = re.compile(r"^[+#]?\d+[\w-]*(\.(rst|md|txt|ya?ml|toml|json))?$")
_RELEASE = re.compile(r"(^|/)RELEASE(-sample)?\.(rst|md|txt)$")
_CHANGESET = re.compile(
    r"(^|/)(\.changesets?/|\.changelog/|\.chronus/changes/|\.nx/version-plans/|\.yarn/versions/"
    r"|\.bumpy/|releasenotes/notes/"
    r"|docs/changelog/[\w.-]+\.ya?ml$|change/[\w@+-]+\.json$|common/changes/.*\.json$"
    r"|changelogs?/(unreleased|fragments|pending)/|\.chloggen/|unreleased_history/|ChangeLog\.d/[\w+-]*[a-z_-][\w+-]*\.txt$"
    r"|(changelogs|release-notes)/current(\.ya?ml$|/))",
    re.IGNORECASE,
)
# Records of a tool of its own, whatever its files are called: blurb, changie, awscli, knope, auri, folders of
# release notes.
_WAITING = re.compile(
    r"(^|/)(news\.d|\.changes|changes/next[-_]release|changelog/(unreleased|next)|\.nextchanges?"
    r"|\.auri|\.knope)/",
    re.IGNORECASE,
)
_NOT_A_TYPE = frozenset(
    {"md", "rst", "txt", "gitignore", "gitkeep", "keep", "template", "jinja", "html", "readme"}
)


@lru_cache(maxsize=65536)
def carrier_of(path: str) -> Carrier | None:
    """Which kind of label-carrying file this is by the usual conventions; `None` for any other file."""
    if not _TELLING.search(path.lower()):
        return None
    if _CHANGESET.search(path):
        return Carrier.CHANGESET
    if _RELEASE.search(path):
        return Carrier.RELEASE_FILE
    if fragment_type(path) or (
        _FRAGMENT_FOLDER.search(path) and _BARE_FRAGMENT.match(path.rpartition("/")[2])
    ):
        return Carrier.FRAGMENT
    if _WAITING.search(path):
        return Carrier.CHANGESET
    told = not _CODE.search(path) and (
        _CHANGELOG.search(path) or _FOLDER.search(path) or _BARE_FOLDER.search(path)
    )
    return Carrier.CHANGELOG if told else None


def fragment_name(name: str) -> str:
    """The type in a news fragment's file name (`123.feature.1.rst` → `feature`), "" if it has none."""
    match = _FRAGMENT_NAME.match(name)
    if not match:
        return ""
    kind = match["type"].lower()
    return "" if kind in _NOT_A_TYPE else kind


def fragment_type(path: str) -> str:
    """The type of a news fragment in one of the usual folders, "" for any other file."""
    if not _FRAGMENT_FOLDER.search(path) or _CODE.search(path):
        return ""
    return fragment_name(path.rpartition("/")[2])


def is_usual_folder(name: str) -> bool:
    """Whether fragments in a folder of this name are known as such everywhere."""
    return bool(_FRAGMENT_FOLDER.search(f"{name}/"))
