"""Settings in TOML, YAML, JSON and INI files, compared by their structure; Kubernetes and Helm with them.

A key's `name` is its last part, its `owner` the path of the keys above it (`tool.ruff`, `spec.template`);
list items that have a name stand under it (`containers[main]`). `extra`: `what` says what became of a key
that a file merely sets (`added`, `removed`, `renamed`, `item_added`, `item_removed`); `holds` is the number
of settings in a structure that came or went as a whole; `files` the number of files that changed alike;
`of` is the container or service of a resource limit, `step` (`up`, `down`) where its quantity goes; `gained` and
`lost` are the verbs of an RBAC rule. Values of new files are not listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from classifier.facts.compare import Family, Item, compare_items
from classifier.facts.edits import Edit
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.structured.manifests import (
    DEFINES,
    crd_fields,
    crd_versions,
    is_manifest,
    kinds,
    rbac_rules,
)
from classifier.facts.structured.reading import FORMATS, Reading, read_edit
from classifier.facts.structured.settings import holds_settings, settings
from classifier.facts.structured.tree import Node
from history.records import FileStatus, Gap

MOST_CHURN = 12_000  # changed lines; beyond it a file is data
MOST_EVIDENCE = 4
_MANIFESTS = frozenset({
    "package.json", "chart.yaml", "chart.yml", "go.mod", "tsconfig.tsbuildinfo", ".gitmodules", ".pre-commit-config.yaml",
})  # fmt: skip


class Configuration:
    """What the settings of a commit's files gained, lost and say otherwise."""

    def facts(self, view: CommitView) -> Iterator[Fact | Gap]:
        """Yield the facts of each file; what several files change alike is told once."""
        found: list[Fact] = []
        for edit in view.edits:
            if edit.language not in FORMATS or not edit.is_product or not _is_read(edit):
                continue
            reading = read_edit(edit)
            if reading.gap is not None:
                yield reading.gap
            found += _declared(edit, reading)
            if holds_settings(edit, reading) and not _defines(edit):
                found += settings(edit, reading)
        yield from _together(found)


def _is_read(edit: Edit) -> bool:
    """Whether anything could be told of a file: of a new one, only what it declares to a cluster."""
    if PurePosixPath(edit.path).name.lower() in _MANIFESTS or edit.change.churn > MOST_CHURN:
        return False
    return edit.change.status not in {FileStatus.ADDED, FileStatus.DELETED} or (
        edit.language == "yaml" and edit.mentions("kind:", "verbs:")
    )


def _defines(edit: Edit) -> bool:
    """Whether a file defines a custom resource."""
    whole = [side.whole for side in edit.sides if side.whole is not None]
    return edit.language == "yaml" and (
        any(word in block.text for block in whole for word in DEFINES) if whole else edit.mentions(*DEFINES)
    )


# What manifests declare.


@dataclass(frozen=True, slots=True)
class _Declaration:
    subject: Subject
    find: Callable[[Iterable[Node]], Iterable[Item]]


def _declared(edit: Edit, reading: Reading) -> list[Fact]:
    if edit.language != "yaml":
        return []
    found: list[Fact] = []
    trees = (*reading.old, *reading.new)
    if any(map(is_manifest, trees)) or (not reading.whole and edit.mentions("kind:", "apiVersion:")):
        found += _compared(edit, reading, _Declaration(Subject.KUBERNETES_KIND, kinds))
    if edit.mentions("verbs"):
        rules = _compared(edit, reading, _Declaration(Subject.RBAC_RULE, rbac_rules))
        found += map(_verbs_told, rules)
    if _defines(edit):
        found += _compared(edit, reading, _Declaration(Subject.CRD_VERSION, crd_versions))
        if edit.change.status is FileStatus.MODIFIED:
            fields = _compared(edit, reading, _Declaration(Subject.CRD_FIELD, crd_fields))
            found += _outermost(fields)
    return found


def _compared(edit: Edit, reading: Reading, one: _Declaration) -> list[Fact]:
    family = Family(one.subject, lambda _: ())
    return compare_items(edit, family, list(one.find(reading.old)), list(one.find(reading.new)))


def _verbs_told(fact: Fact) -> Fact:
    before, after = (set(filter(None, (text or "").split(", "))) for text in (fact.before, fact.after))
    extra = {
        **fact.extra,
        "gained": " ".join(sorted(after - before)),
        "lost": " ".join(sorted(before - after)),
    }
    return replace(fact, extra=MappingProxyType({key: value for key, value in extra.items() if value}))


def _outermost(facts: list[Fact]) -> list[Fact]:
    """The fields without those that came or went with the field that holds them; another
    type is told as that."""
    whole = {(fact.change, f"{fact.owner}.{fact.name}") for fact in facts}
    kept = []
    for fact in facts:
        parts = fact.owner.split(".")
        if any((fact.change, ".".join(parts[:end])) in whole for end in range(2, len(parts) + 1)):
            continue
        if fact.change is Change.VALUE_CHANGED:
            kept.append(replace(fact, change=Change.TYPE_CHANGED))
        else:
            kept.append(fact)
    return kept


def _together(facts: list[Fact]) -> Iterator[Fact]:
    """The facts with those that several files have alike told once, for the first."""
    alike: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        key: tuple[object, ...] = (
            fact.kind,
            fact.name,
            fact.before,
            fact.after,
            fact.extra.get("what"),
            fact.extra.get("of"),
        )
        if fact.subject in {
            Subject.KUBERNETES_KIND,
            Subject.CRD_VERSION,
            Subject.CRD_FIELD,
            Subject.RBAC_RULE,
        }:
            key = (*key, fact.path, fact.owner, fact.evidence)
        alike.setdefault(key, []).append(fact)
    for same in alike.values():
        files = len({fact.path for fact in same})
        if files == 1:
            yield from same
            continue
        evidence = tuple(fact.evidence[0] for fact in same[:MOST_EVIDENCE])
        extra = MappingProxyType({**same[0].extra, "files": str(files)})
        yield replace(same[0], evidence=evidence, extra=extra)


CONFIGURATION = Configuration()
