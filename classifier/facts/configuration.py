"""Settings in TOML, YAML, JSON and INI files, compared by their structure; Kubernetes and Helm with them.

A key's `name` is its last part, its `owner` the path of the keys above it (`tool.ruff`, `spec.template`);
list items that have a name stand under it (`containers[main]`). `extra`: `what` says what became of a key
that a file merely sets (`added`, `removed`, `renamed`, `item_added`, `item_removed`, `item_changed`); `holds` is the number
of settings in a structure that came or went as a whole; `places` and `files` say in how many a setting changed alike;
`entry` is the named item of a list in which a setting stands; `vague` marks a name that says little without its owner;
`of` is the container or service of a resource limit, `step` (`up`, `down`) where its quantity goes; `gained` and
`lost` are the verbs of an RBAC rule. Values of new files are not listed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from classifier.facts.compare import Family, Item, compare_items
from classifier.facts.edits import Edit, edit_of
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
from classifier.facts.structured.settings import MOST_CHURN as MOST_SETTINGS_CHURN
from classifier.facts.structured.settings import holds_settings, settings
from classifier.facts.structured.tree import Node
from classifier.facts.structured.workflows import inputs, is_workflow, jobs, permissions, triggers, widens
from classifier.paths import Role
from history.records import FileStatus, Gap

MOST_CHURN = 12_000  # changed lines; beyond it a file is data
MOST_EVIDENCE = 4
HEAD = 400  # characters of a JSON text that say what it is
_MANIFESTS = frozenset({
    "package.json", "chart.yaml", "chart.yml", "go.mod", "tsconfig.tsbuildinfo", ".gitmodules", ".pre-commit-config.yaml",
})  # fmt: skip


class Configuration:
    """What the settings of a commit's files gained, lost and say otherwise."""

    def facts(self, view: CommitView) -> Iterator[Fact | Gap]:
        """Yield the facts of each file; what several files change alike is told once."""
        found: list[Fact] = []
        for edit in (*view.edits, *_generated(view)):
            if edit.language not in FORMATS or not edit.is_product or not _is_read(edit):
                continue
            reading = read_edit(edit)
            if reading.gap is not None:
                yield reading.gap
            found += _declared(edit, reading)
            if holds_settings(edit, reading) and not _defines(edit):
                found += settings(edit, reading)
        yield from _together(found)


def _generated(view: CommitView) -> Iterator[Edit]:
    """Definitions of custom resources that a tool wrote: nobody's lines, but what a cluster holds people to."""
    for change, role in view.files:
        generated = (
            role is Role.GENERATED and "crd" in change.path and change.path.endswith((".yaml", ".yml"))
        )
        if generated and change.hunks and change.churn <= MOST_CHURN:
            yield edit_of(change, role, view.contents.before(change), view.contents.after(change))


def _is_read(edit: Edit) -> bool:
    """Whether anything could be told of a file: of a new one, only what it declares to a cluster."""
    if _is_no_configuration(edit) or edit.change.churn > MOST_CHURN or _only_comments(edit):
        return False
    if edit.language != "yaml" and edit.change.churn > MOST_SETTINGS_CHURN:
        return False
    return edit.change.status not in {FileStatus.ADDED, FileStatus.DELETED} or (
        edit.language == "yaml" and (is_workflow(edit.path) or edit.mentions("kind:", "verbs:"))
    )


def _only_comments(edit: Edit) -> bool:
    """Whether nothing but comments and blank lines changed, and no line that is part of a text block."""
    if edit.language == "json":
        return False
    return not any(
        line[:1] in "+-" and (text := line[1:].strip()) and not text.startswith("#")
        for hunk in edit.change.hunks
        for line in hunk.lines
    )


def _is_no_configuration(edit: Edit) -> bool:
    path = PurePosixPath(edit.path)
    head = (edit.after or edit.before or "")[:HEAD] if edit.language == "json" else ""
    return (
        path.name.lower() in _MANIFESTS
        or ".changeset" in path.parts
        or any(mark in head for mark in ("json-schema.org", '"openapi"', '"swagger"', '"nbformat"'))
    )


def _defines(edit: Edit) -> bool:
    """Whether a file defines a custom resource."""
    whole = [side.whole for side in edit.sides if side.whole is not None]
    return edit.language == "yaml" and (
        any(word in block.text for block in whole for word in DEFINES) if whole else edit.mentions(*DEFINES)
    )


# What manifests declare.


def _declared(edit: Edit, reading: Reading) -> Iterator[Fact]:
    if edit.language != "yaml":
        return
    if is_workflow(edit.path):
        yield from map(_trigger_told, _compared(edit, reading, Subject.WORKFLOW_TRIGGER, triggers))
        yield from map(_right_told, _compared(edit, reading, Subject.WORKFLOW_PERMISSION, permissions))
        yield from _compared(edit, reading, Subject.WORKFLOW_JOB, jobs, renames=True)
        if edit.change.status is FileStatus.MODIFIED:
            yield from map(_input_told, _compared(edit, reading, Subject.CONFIG_KEY, inputs))
        return
    if any(map(is_manifest, (*reading.old, *reading.new))) or (
        not reading.whole and edit.mentions("kind:", "apiVersion:")
    ):
        yield from _compared(edit, reading, Subject.KUBERNETES_KIND, kinds)
    if edit.mentions("verbs"):
        for fact in _compared(edit, reading, Subject.RBAC_RULE, rbac_rules):
            yield from _verbs_told(fact)
    if _defines(edit):
        yield from _defined(edit, reading)


def _defined(edit: Edit, reading: Reading) -> Iterator[Fact]:
    yield from _compared(edit, reading, Subject.CRD_VERSION, crd_versions)
    if edit.change.status is FileStatus.MODIFIED:
        fields = _compared(edit, reading, Subject.CRD_FIELD, crd_fields)
        stood, stands = (
            {(one.owner, one.name) for one in crd_fields(trees)} for trees in (reading.old, reading.new)
        )
        yield from _outermost([fact for fact in fields if _is_news(fact, stood, stands)])


def _is_news(fact: Fact, stood: Collection[tuple[str, str]], stands: Collection[tuple[str, str]]) -> bool:
    """Whether a field came or went, and not only in one of the versions that have it; a status that comes is nothing that
    anybody writes."""
    field = (fact.owner, fact.name)
    if fact.change is Change.ADDED:
        return field not in stood and "status" not in fact.owner.split(".")[:2]
    return fact.change is not Change.REMOVED or field not in stands


def _compared(
    edit: Edit,
    reading: Reading,
    subject: Subject,
    find: Callable[[Iterable[Node]], Iterable[Item]],
    *,
    renames: bool = False,
) -> list[Fact]:
    family = Family(subject, lambda _: (), renames=renames)
    return compare_items(edit, family, list(find(reading.old)), list(find(reading.new)))


def _trigger_told(fact: Fact) -> Fact:
    """A trigger whose filters are others has changed; the filters themselves are too long to be told."""
    extra = {"what": "filtered"} if fact.change is Change.VALUE_CHANGED else {}
    change = Change.CHANGED if extra else fact.change
    return replace(fact, change=change, before=None, after=None, extra=MappingProxyType(extra))


def _input_told(fact: Fact) -> Fact:
    """An input that came or went with its default, which is its value; one with another default."""
    if fact.change is Change.VALUE_CHANGED:
        return replace(fact, change=Change.DEFAULT_CHANGED)
    given = {"given": "true"} if fact.after else {}
    extra = MappingProxyType({"input": "true", "what": str(fact.change), **given})
    return replace(fact, change=Change.CHANGED, extra=extra)


def _right_told(fact: Fact) -> Fact:
    """A right with what it does to the token: a right that is written down takes the others away."""
    if fact.change is Change.ADDED and fact.after:
        step = "up" if fact.after.startswith("write") else "down"
        return replace(fact, extra=MappingProxyType({"step": step}))
    if fact.change is not Change.VALUE_CHANGED or not fact.before or not fact.after:
        return fact
    return replace(
        fact, extra=MappingProxyType({"step": "up" if widens(fact.before, fact.after) else "down"})
    )


def _verbs_told(fact: Fact) -> Iterator[Fact]:
    """A rule as it is, or each verb that it gained or lost."""
    before, after = (set(filter(None, (text or "").split(", "))) for text in (fact.before, fact.after))
    extra = {"wildcard": "true"} if "*" in after - before or (fact.name == "*" and after - before) else {}
    if fact.change is not Change.VALUE_CHANGED:
        yield replace(fact, extra=MappingProxyType(extra))
        return
    for what, verbs in (("gained", after - before), ("lost", before - after)):
        for verb in sorted(verbs):
            yield replace(fact, extra=MappingProxyType({**extra, what: verb, "match": verb}))


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


# Things that are told by where they stand: two of one name are two.
_PLACED = frozenset({
    Subject.KUBERNETES_KIND, Subject.CRD_VERSION, Subject.RBAC_RULE, Subject.WORKFLOW_TRIGGER,
    Subject.WORKFLOW_PERMISSION, Subject.WORKFLOW_JOB,
})  # fmt: skip


def _together(facts: list[Fact]) -> Iterator[Fact]:
    """The facts with those that are alike, in one file or in several, told once, for the first."""
    alike: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        key: tuple[object, ...] = (
            fact.kind, fact.name, fact.before, fact.after, fact.extra.get("what"), fact.extra.get("of"),
        )  # fmt: skip
        if fact.subject in _PLACED and fact.kind != "kubernetes_kind.value_changed":
            key = (*key, fact.path, fact.owner, fact.evidence, fact.extra.get("match"))
        elif fact.subject is Subject.CRD_FIELD:
            key = (*key, fact.owner)
        elif "input" in fact.extra:
            key = (*key, fact.path)
        elif "what" in fact.extra and fact.extra["what"].startswith("item"):
            key = (*key, fact.owner.rpartition(".")[2])
        alike.setdefault(key, []).append(fact)
    for same in alike.values():
        if len(same) == 1:
            yield same[0]
            continue
        evidence = tuple(fact.evidence[0] for fact in same[:MOST_EVIDENCE])
        extra = {**same[0].extra, "places": str(len(same)), "files": str(len({fact.path for fact in same}))}
        if len({fact.extra.get("entry") for fact in same}) > 1:
            extra.pop("entry", None)
        yield replace(same[0], evidence=evidence, extra=MappingProxyType(extra))


CONFIGURATION = Configuration()
