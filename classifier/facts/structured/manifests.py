"""What Kubernetes manifests declare: resources, custom resource definitions with their fields, RBAC rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from classifier.facts.compare import Item
from classifier.facts.structured.tree import (
    Mapping,
    Node,
    Pair,
    Path,
    Scalar,
    Sequence,
    entries,
    last_line,
)

_KIND = re.compile(r"[A-Z]\w{1,80}")
_VERSION = re.compile(r"v\d+(?:(?:alpha|beta)\d+)?")
_VERSIONS_ITEM = re.compile(r"(?:versions)?\[(?P<name>v\d+(?:(?:alpha|beta)\d+)?)\]")
_OF_ALL = frozenset({"apiVersion", "kind", "metadata", "status"})  # the fields of every object
DEFINES = (
    "CustomResourceDefinition",
    "openAPIV3Schema",
)  # the words without which a manifest defines nothing


def is_manifest(tree: Node) -> bool:
    """Whether a document is a Kubernetes object."""
    return isinstance(tree, Mapping) and bool(tree.text("kind")) and bool(tree.text("apiVersion"))


def kinds(trees: Iterable[Node]) -> Iterator[Item]:
    """Each object: its kind, the name it is given, and the version of its API as its value."""
    for tree in trees:
        kind = next((pair for pair in _pairs(tree) if pair.key == "kind"), None)
        if kind is None or not isinstance(kind.value, Scalar) or not _KIND.fullmatch(kind.value.text):
            continue
        assert isinstance(tree, Mapping)
        metadata = tree.get("metadata")
        name = metadata.text("name") if isinstance(metadata, Mapping) else ""
        version = next((pair.line for pair in tree.pairs if pair.key == "apiVersion"), kind.line)
        near = abs(version - kind.line) < 3
        first, last = sorted((version, kind.line)) if near else (kind.line, kind.line)
        yield Item(kind.value.text, first, last, name, tree.text("apiVersion") or None)


def _pairs(tree: Node) -> tuple[Pair, ...]:
    return tree.pairs if isinstance(tree, Mapping) else ()


def crd_versions(trees: Iterable[Node]) -> Iterator[Item]:
    """Each version of a definition, and whether it is served and stored."""
    for tree in trees:
        for path, pair in entries(tree):
            if pair.key != "name" or len(path) < 2 or not isinstance(pair.value, Scalar):
                continue
            if _VERSIONS_ITEM.fullmatch(path[-2]) and _VERSION.fullmatch(pair.value.text):
                item = _item_at(tree, path[:-1])
                extra = tuple(
                    (key, item.text(key))
                    for key in ("served", "storage")
                    if item is not None and item.text(key)
                )
                last = (
                    last_line(item) if item is not None and "schema" not in {p.key for p in item.pairs} else 0
                )
                yield Item(pair.value.text, pair.line, last, owner=_defined(tree), extra=extra)


def _defined(tree: Node) -> str:
    """The kind that a definition defines."""
    spec = tree.get("spec") if isinstance(tree, Mapping) else None
    names = spec.get("names") if isinstance(spec, Mapping) else None
    return names.text("kind") if isinstance(names, Mapping) else ""


def _item_at(tree: Node, path: Path) -> Mapping | None:
    """The item of a list that a path of `entries` leads to, found by its name."""
    node: Node | None = tree
    for part in path:
        key, bracket, name = part.partition("[")
        if isinstance(node, Mapping) and key:
            node = node.get(key)
        if bracket and isinstance(node, Sequence):
            wanted = name.removesuffix("]")
            node = next((i for i in node.items if isinstance(i, Mapping) and i.text("name") == wanted), None)
    return node if isinstance(node, Mapping) else None


def crd_fields(trees: Iterable[Node]) -> Iterator[Item]:
    """Each field of a schema with its type; its owner is the path of the fields above it. None that every object has, and
    none of a version that is not served, which nobody can write."""
    for tree in trees:
        kind = _defined(tree)
        unserved = _unserved(tree)
        for path, pair in entries(tree):
            if len(path) < 2 or path[-2] != "properties" or not isinstance(pair.value, Mapping):
                continue
            above = [part for before, part in pairwise(path[:-1]) if before == "properties"]
            if (not above and pair.key in _OF_ALL) or not unserved.isdisjoint(path[:2]):
                continue
            kind_of = pair.value.text("type") or ("int-or-string" if _int_or_string(pair.value) else "")
            typed = next((each.line for each in pair.value.pairs if each.key == "type"), pair.line)
            owner = ".".join(filter(None, (kind, *above)))
            yield Item(pair.key, pair.line, typed, owner, kind_of)


def _unserved(tree: Node) -> frozenset[str]:
    """The versions of a definition that are not served, as they stand in paths."""
    spec = tree.get("spec") if isinstance(tree, Mapping) else None
    versions = spec.get("versions") if isinstance(spec, Mapping) else None
    items = versions.items if isinstance(versions, Sequence) else ()
    return frozenset(
        f"versions[{item.text('name')}]"
        for item in items
        if isinstance(item, Mapping) and item.text("served") == "false"
    )


def _int_or_string(field: Mapping) -> bool:
    return field.text("x-kubernetes-int-or-string") == "true"


def rbac_rules(trees: Iterable[Node]) -> Iterator[Item]:
    """Each resource that a rule speaks of: its API groups as the owner, the verbs as the value."""
    for tree in trees:
        for rule in _rules(tree):
            groups = _texts(rule.get("apiGroups"))
            verbs = ", ".join(sorted({scalar.text for scalar in _texts(rule.get("verbs"))}))
            owner = ", ".join(scalar.text for scalar in groups)[:80]
            for resource in _texts(rule.get("resources")):
                if resource.text:
                    yield Item(
                        resource.text[:120], resource.line, max(resource.line, rule.last), owner, verbs
                    )


def _rules(node: Node) -> Iterator[Mapping]:
    if isinstance(node, Mapping):
        if isinstance(node.get("resources"), Sequence) and isinstance(node.get("verbs"), Sequence):
            yield node
            return
        for pair in node.pairs:
            yield from _rules(pair.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _rules(item)


def _texts(node: Node | None) -> tuple[Scalar, ...]:
    items = node.items if isinstance(node, Sequence) else ()
    return tuple(item for item in items if isinstance(item, Scalar))
