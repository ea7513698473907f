"""Records in prose: HashiCorp's blocks, rubocop's and blurb's names, changesets, and headings of several projects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from classifier.labels.readers.interface import Kinds, Reader, Told, levels, one_line, words

_BLOCK = re.compile(r"^```release-?notes?:([\w-]+)\s*$")
_HEADER = re.compile(r"^(?P<key>[A-Z][\w-]*):\s*(?P<value>.*)$")
_FRONT = re.compile(r"^---\s*$")
_BUMP = re.compile(r"""^\s*['"]?[^'":]+['"]?\s*:\s*['"]?(major|minor|patch|none)\b""")
_ITEM = re.compile(r"^\s{0,4}[-*+] ")
_BUMPS = ("none", "patch", "minor", "major")


def _whole(kind_of: Callable[[str], str]) -> Callable[[str, str], Sequence[Told]]:
    """Read a file that is one entry, whose kind its path tells."""

    def read(path: str, text: str) -> Sequence[Told]:
        lines = text.split("\n")
        first = next(
            (
                number
                for number, line in enumerate(lines)
                if line.strip() and not line.startswith((".. ", "#", "<!--"))
            ),
            None,
        )
        if first is None:
            heads = [number for number, line in enumerate(lines) if line.startswith("#")]
            return [Told(kind_of(path), lines[heads[0]].strip("# "), heads[0] + 1)] if heads else []
        return [Told(kind_of(path), one_line(lines[first:]), first + 1)]

    return read


def _blocks(_path: str, text: str) -> Sequence[Told]:
    """HashiCorp's: blocks of code whose language is the kind."""
    found, kind, start, kept = [], "", 0, list[str]()
    for number, line in enumerate(text.split("\n"), start=1):
        if match := _BLOCK.match(line.strip()):
            kind, start, kept = match[1].lower(), number + 1, []
        elif line.strip() == "```" and kind:
            if said := one_line(kept):
                found.append(Told(kind, said, start))
            kind = ""
        elif kind:
            kept.append(line)
    return found


def _changeset(_path: str, text: str) -> Sequence[Told]:
    """The largest bump of the front matter, and the first paragraph behind it."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if _FRONT.match(line)][:2]
    if len(fences) < 2:
        return []
    bumps = [match[1] for line in lines[fences[0] : fences[1]] if (match := _BUMP.match(line))] or ["none"]
    body = fences[1] + 1
    first = next((number for number in range(body, len(lines)) if lines[number].strip()), None)
    kind = max(bumps, key=_BUMPS.index)
    return [] if first is None else [Told(kind, one_line(lines[first:]), first + 1)]


def _release_file(_path: str, text: str) -> Sequence[Told]:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if match := re.match(r"^\s*RELEASE_TYPE:\s*(major|minor|patch)\b", line):
            rest = next((at for at in range(number + 1, len(lines)) if lines[at].strip()), None)
            return [] if rest is None else [Told(match[1], one_line(lines[rest:]), rest + 1)]
    return []


def _headed(heading: re.Pattern[str]) -> Callable[[str, str], Sequence[Told]]:
    """Read headings with list items below them, the heading being the kind."""

    def read(_path: str, text: str) -> Sequence[Told]:
        return list(_below(heading, text.split("\n")))

    return read


def _below(heading: re.Pattern[str], lines: Sequence[str]) -> Iterator[Told]:
    kind = ""
    for number, line in enumerate(lines):
        if match := heading.match(line):
            kind = match["kind"].strip().lower()
        elif kind and _ITEM.match(line):
            end = next(
                (
                    at
                    for at in range(number + 1, len(lines))
                    if not lines[at].strip() or _ITEM.match(lines[at]) or heading.match(lines[at])
                ),
                len(lines),
            )
            said = one_line(lines[number:end])
            if said and not said.startswith("<"):
                yield Told(kind, said, number + 1)


def _calens(_path: str, text: str) -> Sequence[Told]:
    """The first line is kind and title."""
    for number, line in enumerate(text.split("\n"), start=1):
        if match := re.match(r"^(Bugfix|Enhancement|Change|Security|Deprecation|Removal):\s+(\S.*)$", line):
            return [Told(match[1].lower(), match[2].strip(), number)]
        if line.strip():
            break
    return []


def _changelogger(_path: str, text: str) -> Sequence[Told]:
    """Headers, an empty line, the entry; significance and type make the kind together."""
    headers, lines = dict[str, str](), text.split("\n")
    for number, line in enumerate(lines):
        if match := _HEADER.match(line):
            headers[match["key"].lower()] = match["value"].strip().lower()
        elif line.strip():
            kind = "major" if headers.get("significance") == "major" else headers.get("type", "")
            return [Told(kind, one_line(lines[number:]), number + 1)] if "significance" in headers else []
    # An entry without text is kept out of the changelog.
    return [Told("comment", headers.get("comment", "comment"), 1)] if headers.get("significance") else []


def _by_prefix(path: str) -> str:
    return re.split(r"[_-]", path.rpartition("/")[2], maxsplit=1)[0].lower()


def _by_folder(path: str) -> str:
    return path.split("/")[-2].lower()


CHANGESET = Reader(
    "changeset",
    re.compile(r"^\.changeset/(?!README)[^/]+\.md$"),
    _changeset,
    Kinds(levels("major, minor", "patch", "none")),
    "Semantic versions: what is new is at least minor.",
)
RELEASE_FILE = Reader(
    "release-file",
    re.compile(r"(^|/)RELEASE\.(?:rst|md)$"),
    _release_file,
    CHANGESET.kinds,
    "Semantic versions: what is new is at least minor.",
)
READERS = (
    Reader(
        "hashicorp",
        re.compile(r"(^|/)\.?changelog/_?\w+\.txt$"),
        _blocks,
        Kinds(
            levels(
                "breaking-change, deprecation, feature, security, new-resource, new-data-source, new-ephemeral, "
                "new-function, new-list-resource, new-action",
                "bug, improvement, note, known-issue, performance",
                "none, dependency, internal, new-guide, docs",
            ),
            words("enhancement, change, changed"),
        ),
        "go-changelog's types; a provider's enhancement is mostly a new argument, which its first word says.",
    ),
    Reader(
        "rubocop",
        re.compile(r"(^|/)changelog/(?:new|fix|change|changed|fixed|added)_[^/]+\.md$"),
        _whole(_by_prefix),
        Kinds(levels("new, added, change, changed", "fix, fixed")),
        "'change' is told under Changes and bumps the minor version: defaults and behaviour that one relies on.",
    ),
    Reader(
        "blurb",
        re.compile(r"(^|/)Misc/NEWS\.d/(?:next|\d[\w.]*)/[^/]+/[^/]+\.rst$"),
        _whole(_by_folder),
        Kinds(
            levels("security", "", "documentation, tests, build, tools-demos, tools/demos"),
            words("core and builtins, core_and_builtins, library, c api, c_api, windows, macos, idle"),
        ),
        "CPython's sections say where, not what: only the first word tells a feature from a correction.",
    ),
    Reader(
        "mbedtls",
        re.compile(r"(^|/)ChangeLog\.d/[^/]+\.txt$"),
        _headed(re.compile(r"^(?P<kind>[A-Z][A-Za-z ]+)$")),
        Kinds(
            levels(
                "features, security, api changes, default behavior changes, removals, new deprecations, requirement changes",
                "bugfix, changes",
            )
        ),
        "'Changes' is what fits nowhere else: sizes, speeds, the build.",
    ),
    Reader(
        "tarantool",
        re.compile(r"(^|/)changelogs/unreleased/[^/]+\.md$"),
        _headed(re.compile(r"^## (?P<kind>feature|bugfix|deprecation|breaking)\b")),
        Kinds(levels("feature, deprecation, breaking", "bugfix")),
        "A heading of kind and area, entries below.",
    ),
    Reader(
        "calens",
        re.compile(r"(^|/)changelog/(?:unreleased|next)/[^/]+$"),
        _calens,
        Kinds(levels("change, security, deprecation, removal", "bugfix"), words("enhancement")),
        "restic's and ownCloud's: 'Change' is for what may break; an enhancement's first word says whether it is new.",
    ),
    Reader(
        "unclog",
        re.compile(r"(^|/)\.changelog/(?:unreleased|v?\d[\w.-]*)/[\w-]+/(?:[\w-]+/)?[^/]+\.md$"),
        _whole(lambda path: next(iter(re.findall(r"/(?:unreleased|v?\d[\w.-]*)/([\w-]+)/", path)), "")),
        Kinds(
            levels(
                "breaking-changes, features, deprecations, state-breaking, api-breaking, feature, removals",
                "bug-fixes, dependencies, performance, bug-fix, notes",
            ),
            words("improvements, improvement, enhancements"),
        ),
        "The folder is the heading; an improvement may be a new parameter.",
    ),
    Reader(
        "rocksdb",
        re.compile(r"(^|/)unreleased_history/\w+/[^/]+\.md$"),
        _whole(_by_folder),
        Kinds(
            levels(
                "new_features, behavior_changes, public_api_changes", "bug_fixes, performance_improvements"
            )
        ),
        "The folder is the heading.",
    ),
    Reader(
        "changelogger",
        re.compile(r"(^|/)(?:\.github/)?changelog/(?!fragments/|unreleased/|pending/)[\w.#-]+$"),
        _changelogger,
        Kinds(
            levels(
                "major, added, add, removed, deprecated, security, new",
                "fixed, fix, performance, tweak, compat, compatibility",
                "dev, comment",
            ),
            words("changed, update, enhancement, enhance"),
        ),
        "Jetpack's tool: 'dev' and entries without text are for developers.",
    ),
    Reader(
        "apollo",
        re.compile(r"(^|/)\.changesets/(?:breaking|feat|fix|config|maint|docs|exp)_[^/]+\.md$"),
        _whole(_by_prefix),
        Kinds(levels("breaking, feat, config, exp", "fix", "maint, docs")),
        "The file's name says the section; configuration is new options and new defaults.",
    ),
    Reader(
        "rever",
        re.compile(r"(^|/)news/(?!TEMPLATE)[\w.+-]+\.rst$"),
        _headed(re.compile(r"^\*\*(?P<kind>Added|Changed|Deprecated|Removed|Fixed|Security):\*\*")),
        Kinds(levels("added, deprecated, removed, security", "fixed"), words("changed")),
        "Keep a Changelog's sections in a file of the change's own.",
    ),
)
