"""Records in YAML: OpenTelemetry's chloggen, Elastic's, Ansible's, reno's, Istio's, Envoy's, changie's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from classifier.facts.structured.tree import Mapping, Node, Scalar
from classifier.facts.structured.tree import Sequence as Items
from classifier.facts.structured.yaml_reader import read_yaml
from classifier.labels.readers.interface import Kinds, Reader, Told, levels, one_line, words

_BOLD = re.compile(r"^\*\*(\w+)\*\*\s*")


Read = Callable[[str, str], Sequence[Told]]


def _fields(kind: str, *texts: str) -> Read:
    """Read a file with one entry: a field for its kind and one for its text."""

    def read(_path: str, text: str) -> Sequence[Told]:
        found = []
        for document in _mappings(text):
            for field in texts:
                if entry := _entry(_text(document.get(kind)).lower(), document.get(field), text):
                    found.append(entry)
                    break
        return found

    return read


def _sections(_path: str, text: str) -> Sequence[Told]:
    """Read a file of sections, each with a list of entries or a block of text with an entry a line."""
    found = []
    for document in _mappings(text):
        for pair in document.pairs:
            key = pair.key.lower().replace(" ", "_").replace("-", "_")
            found += list(_entries(key, pair.value, text))
    return found


def _entries(kind: str, value: Node, text: str) -> Iterator[Told]:
    if isinstance(value, Scalar) and "\n" in value.text.strip():
        first = _line_of(value, text)
        for offset, line in enumerate(value.text.strip("\n").split("\n")):
            if line.strip() and not line.startswith("  "):
                yield Told(kind, one_line([line]), first + offset)
    elif isinstance(value, Items):
        for item in value.items:
            inner = item.get("change") if isinstance(item, Mapping) else item
            if isinstance(item, Mapping) and inner is None and item.pairs:
                inner = item.pairs[0].value
            if inner is not None and (entry := _entry(kind, inner, text)):
                yield entry
    elif entry := _entry(kind, value, text):
        yield entry


def _reno(path: str, text: str) -> Sequence[Told]:
    """Sections may have a suffix of the project's own (`features_circuits`)."""
    return [
        Told(told.kind.partition("_")[0], told.text, told.line)
        for told in _sections(path, text)
        if told.kind != "prelude"
    ]


def _elastic(path: str, text: str) -> Sequence[Told]:
    """A note on what breaks, whatever the type, makes the change breaking."""
    found = list(_ELASTIC(path, text))
    breaks = any(document.get("breaking") is not None for document in _mappings(text))
    return [Told("breaking", told.text, told.line) for told in found] if breaks else found


def _istio(_path: str, text: str) -> Sequence[Told]:
    """Each note begins with a bold verb, which says more than the file's kind."""
    found = []
    for document in _mappings(text):
        kind = _text(document.get("kind")).lower()
        for key in ("releaseNotes", "securityNotes", "upgradeNotes"):
            listed = document.get(key)
            for item in listed.items if isinstance(listed, Items) else ():
                value = item.get("content") if isinstance(item, Mapping) else item
                if value is None or not (entry := _entry(kind, value, text)):
                    continue
                verb = _BOLD.match(entry.text)
                own = verb[1].lower() if verb else key[:-5] if key != "releaseNotes" else kind
                found.append(Told(own, _BOLD.sub(lambda match: f"{match[1]} ", entry.text), entry.line))
    return found


def _mappings(text: str) -> Iterator[Mapping]:
    for document in read_yaml(text) or ():
        if isinstance(document, Mapping):
            yield document


def _text(value: Node | None) -> str:
    return value.text.strip() if isinstance(value, Scalar) else ""


def _entry(kind: str, value: Node | None, text: str) -> Told | None:
    if not isinstance(value, Scalar) or not (said := one_line(value.text.split("\n"))):
        return None
    return Told(kind, said, _line_of(value, text))


def _line_of(value: Scalar, text: str) -> int:
    """The line of a value's first words: a block begins below its key."""
    first = next((line.strip() for line in value.text.split("\n") if line.strip()), "")[:30]
    lines = text.split("\n")
    for number in range(value.line, min(value.line + 3, len(lines)) + 1):
        if first and first in lines[number - 1]:
            return number
    return value.line


_ELASTIC = _fields("type", "summary")
_CHLOGGEN_REASON = "The tool's own types. An enhancement may be a new option or a better log line: its first word says which."
READERS = (
    Reader(
        "chloggen",
        re.compile(r"(^|/)\.chloggen/(?!TEMPLATE|config)[^/]+\.ya?ml$"),
        _fields("change_type", "note"),
        Kinds(levels("breaking, deprecation, new_component", "bug_fix"), words("enhancement")),
        _CHLOGGEN_REASON,
    ),
    Reader(
        "elastic",
        re.compile(r"(^|/)docs/changelog/[^/]+\.ya?ml$"),
        _elastic,
        Kinds(
            levels(
                "breaking, breaking-java, deprecation, feature, new-aggregation, security",
                "bug, regression, upgrade, known-issue",
            ),
            words("enhancement"),
        ),
        "Elasticsearch lists all types in its release notes; an upgrade of a library is told as a correction is.",
    ),
    Reader(
        "elastic-fragment",
        re.compile(r"(^|/)changelog/fragments/[^/]+\.ya?ml$"),
        _fields("kind", "summary"),
        Kinds(
            levels(
                "breaking-change, deprecation, feature, security", "bug-fix, known-issue, upgrade", "other"
            ),
            words("enhancement"),
        ),
        "Elastic's agents: 'other' is kept out of the release notes.",
    ),
    Reader(
        "ansible",
        re.compile(r"(^|/)changelogs/fragments/[^/]+\.ya?ml$"),
        _sections,
        Kinds(
            levels(
                "breaking_changes, major_changes, removed_features, deprecated_features, security_fixes",
                "bugfixes, known_issues",
                "trivial",
            ),
            words("minor_changes"),
        ),
        "antsibull's sections: 'minor changes' are new options as well as better messages; 'trivial' is not shown.",
    ),
    Reader(
        "istio",
        re.compile(r"(^|/)releasenotes/notes/[^/]+\.ya?ml$"),
        _istio,
        Kinds(
            levels(
                "added, removed, deprecated, promoted, promotion, security, security-fix, upgrade, feature",
                "fixed, bug-fix, optimized",
                "test",
            ),
            words("improved, updated, upgraded, enabled, changed, enhanced"),
        ),
        "The bold verb of each note is its heading in the release notes.",
    ),
    Reader(
        "reno",
        re.compile(r"(^|/)releasenotes/notes/(?:[\w.+-]+/)*[^/]+\.ya?ml$"),
        _reno,
        Kinds(
            levels(
                "features, upgrade, deprecations, critical, security, highlights, breaking",
                "fixes, issues, enhancements, performance, other, build, preview",
                "developer",
            )
        ),
        "'upgrade' tells who must act; 'other' is told to users, though nothing of it is new.",
    ),
    Reader(
        "changie",
        re.compile(r"(^|/)\.changes/(?:unreleased|next)/[^/]+\.ya?ml$"),
        _fields("kind", "body"),
        Kinds(
            levels(
                "breaking changes, breaking, feature, features, added, removed, deprecated, deprecation, notes, security",
                "bug fixes, bug-fixes, bugfix, bug fix, fixed, fix, performance",
                "under the hood, chore, docs, dependencies, internal",
            ),
            words("improvements, improvement, enhancements, enhancement, changed"),
        ),
        "changie's kinds are each project's own; these are the usual ones.",
    ),
    Reader(
        "pulumi",
        re.compile(r"(^|/)changelog/pending/[^/]+\.ya?ml$"),
        lambda path, text: list(_pulumi(path, text)),
        Kinds(levels("feat, breaking", "fix", "chore, docs"), words("improvement")),
        "A list of changes, each with its type.",
    ),
)
ENVOY = Reader(
    "envoy",
    re.compile(r"(^|/)(?:changelogs|release-notes)/current\.ya?ml$"),
    _sections,
    Kinds(
        levels(
            "behavior_changes, removed_config_or_runtime, new_features, deprecated, deprecations, breaking_changes, security_updates",
            "bug_fixes, minor_behavior_changes, performance_improvements, other_changes",
        )
    ),
    "One file that every change adds to; a minor behaviour change is one that hardly anybody notices.",
)


def _pulumi(_path: str, text: str) -> Iterator[Told]:
    for document in _mappings(text):
        listed = document.get("changes")
        for item in listed.items if isinstance(listed, Items) else ():
            if isinstance(item, Mapping) and (
                entry := _entry(_text(item.get("type")).lower(), item.get("description"), text)
            ):
                yield entry
