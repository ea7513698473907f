"""Settings in TOML, YAML, JSON and INI files, compared by their structure; Kubernetes and Helm with them.

A key's `name` is its last part, its `owner` the path of the keys above it (`tool.ruff`, `spec.template`);
list elements that have a name stand under it (`containers[main]`). Structure is read from lines, their
indentation and their sections, so that hunks, templates and files that no parser accepts are read alike,
and neither aliases nor depth can cost more than the text is long. Values of new files are not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from classifier.facts.compare import Family, Item
from classifier.facts.edits import Edit
from classifier.facts.families import Families, Reader
from classifier.facts.interface import Subject
from classifier.facts.lines import Block
from history.records import FileStatus

_LINE = re.compile(
    r"^(?P<indent>[ ]*)(?P<dash>(?:-[ ]+)*)[\"']?(?P<key>[A-Za-z_$][\w.$/-]{0,120})[\"']?[ ]*:(?:[ ]+(?P<value>[^\n]*?))?[ ]*$"
)
_SECTION = re.compile(r"^[ \t]*\[{1,2}\s*(?P<name>[^\]]{1,200}?)\s*\]{1,2}\s*$")
_PAIR = re.compile(r"^[ \t]*(?P<key>[\w.\"'-]{1,120}?)\s*[=:]\s*(?P<value>.*?)\s*$")
_JSON = re.compile(r"^[ \t]*\"(?P<key>[^\"\n]{1,120})\"\s*:\s*(?P<value>[^\n]*?),?\s*$")
_SCALAR = re.compile(r"^(?:\"[^\"]*\"|'[^']*'|[^\s{\[|>&*][^{}\[\]]*|\[[^\[\]{}]{0,200}\])$")
_NOT_SETTINGS = re.compile(
    r"(?:^|\.)(?:dev-|build-|optional-)?dependencies(?:\.|$)|^dependency-groups|^engines|[dD]ependencies$|^build-system|^metadata\.|^status"
)
_ENVIRONMENT = re.compile(r"envs?(?:\[|$)|valueFrom|secretKeyRef|configMapKeyRef")  # told by environment.py
_NAMING = frozenset({"name", "kind", "apiVersion", "uses"})  # they name a thing; other families tell of them
_VERSIONED = re.compile(r"_(?:version|ref|tag|commit|sha)$", re.IGNORECASE)  # told as dependencies
_TEMPLATE = re.compile(r"\{\{")


def _scalar(value: str | None) -> str | None:
    """A value that fits in a sentence, without its quotes; `None` for structures, templates and anchors."""
    if not value or not _SCALAR.match(value) or _TEMPLATE.search(value):
        return None
    return value.strip("\"'")[:120]


def _yaml(block: Block) -> Iterator[Item]:
    stack: list[tuple[int, str]] = []
    names: dict[int, str] = {}
    for number, line in block.numbered(block.bare):
        if line.startswith("---"):
            stack = []
        match = _LINE.match(line)
        if match is None or (match["value"] is not None and match["value"].startswith(("|", ">"))):
            continue
        depth = len(match["indent"]) + len(match["dash"])
        while stack and stack[-1][0] >= (len(match["indent"]) + 1 if match["dash"] else depth):
            stack.pop()
        names = {
            level: name
            for level, name in names.items()
            if level < depth or (level == depth and not match["dash"])
        }
        if match["key"] == "name" and match["dash"]:
            names[depth] = (match["value"] or "").strip("\"'")
        parts = []
        for level, key in stack:
            parts.append(key)
            if level < depth and names.get(depth) and (level, key) == stack[-1]:
                parts[-1] = f"{key}[{names[depth]}]"
        value = _scalar(match["value"])
        told = parts[-1:] and _ENVIRONMENT.match(parts[-1]) is not None
        if (
            value is not None
            and not told
            and match["key"] not in _NAMING
            and not _VERSIONED.search(match["key"])
        ):
            yield Item(match["key"], number, owner=".".join(parts), value=value)
        if not match["value"]:
            stack.append((depth, match["key"]))
            stack = stack[:40]


def _toml(block: Block) -> Iterator[Item]:
    section = ""
    for number, line in block.numbered(block.bare):
        header = _SECTION.match(line)
        if header:
            section = header["name"].replace('"', "")
            continue
        pair = _PAIR.match(line)
        value = _scalar(pair["value"]) if pair else None
        if pair and value is not None and not _NOT_SETTINGS.search(section):
            yield Item(pair["key"].strip("\"'"), number, owner=section, value=value)


def _json(block: Block) -> Iterator[Item]:
    stack: list[str] = []
    for number, line in block.numbered(block.text):
        pair = _JSON.match(line)
        if pair:
            owner = ".".join(filter(None, stack))
            value = pair["value"].rstrip(",").strip()
            if value.endswith(("{", "[")):
                stack.append(pair["key"])
                continue
            scalar = _scalar(value)
            if scalar is not None and not _NOT_SETTINGS.search(owner):
                yield Item(pair["key"], number, owner=owner, value=scalar)
            continue
        text = line.strip()
        if text in {"{", "["}:
            stack.append("")
        elif text[:1] in {"}", "]"} and stack:
            stack.pop()
        stack = stack[:40]


_FINDERS = {"yaml": _yaml, "toml": _toml, "ini": _toml, "json": _json}
_SKIPPED_NAMES = {
    "package.json",
    "chart.yaml",
    "go.mod",
    "tsconfig.tsbuildinfo",
    ".gitmodules",
    ".pre-commit-config.yaml",
    "setup.cfg",
}


def _settings(block: Block) -> Iterator[Item]:
    finder = _FINDERS.get(block.language)
    return finder(block) if finder else iter(())


def _is_values(edit: Edit) -> bool:
    return re.fullmatch(r"values(?:[.-][\w.-]+)?\.ya?ml", PurePosixPath(edit.path).name) is not None


def _is_crd(edit: Edit) -> bool:
    return edit.language == "yaml" and edit.mentions("openAPIV3Schema", "CustomResourceDefinition")


def _is_settings(edit: Edit) -> bool:
    return (
        edit.language in _FINDERS
        and edit.is_product
        and edit.change.status is not FileStatus.ADDED
        and edit.change.status is not FileStatus.DELETED
        and PurePosixPath(edit.path).name.lower() not in _SKIPPED_NAMES
        and "/workflows/" not in edit.path
        and not _is_values(edit)
        and not _is_crd(edit)
        and edit.change.churn < 3_000
    )


_KIND = re.compile(r"^kind:[ \t]*(?P<kind>[A-Z]\w{1,80})[ \t]*$", re.MULTILINE)
_META_NAME = re.compile(r"^[ ]{2}name:[ \t]*[\"']?(?P<name>[^\s\"'#]{1,120})", re.MULTILINE)
_CRD_VERSION = re.compile(
    r"^[ ]{2,4}-?[ ]*name:[ \t]*(?P<name>v\d+(?:(?:alpha|beta)\d+)?)[ \t]*$", re.MULTILINE
)
_RBAC = re.compile(
    r"^[ ]*-[ ]+apiGroups:(?P<body>[^\n]*(?:\n(?![ ]*-[ ]+apiGroups:|\S)[^\n]*){0,40})", re.MULTILINE
)
_PORT = re.compile(
    r"^[ ]*-?[ ]*(?P<key>containerPort|port|targetPort|nodePort|hostPort):[ \t]*(?P<value>\d{1,5})[ \t]*$",
    re.MULTILINE,
)


def _kinds(block: Block) -> Iterator[Item]:
    offset = 0
    for document in re.split(r"(?m)^---", block.bare):
        kind = _KIND.search(document)
        if kind:
            name = _META_NAME.search(document, kind.end()) or _META_NAME.search(document)
            label = name["name"] if name and "{{" not in name["name"] else ""
            yield Item(kind["kind"], block.line_at(offset + kind.start()), owner=label)
        offset += len(document) + 3


def _crd_versions(block: Block) -> Iterator[Item]:
    for match in _CRD_VERSION.finditer(block.bare):
        yield Item(match["name"], block.line_at(match.start("name")))


def _rules(block: Block) -> Iterator[Item]:
    for match in _RBAC.finditer(block.bare):
        lists: dict[str, list[str]] = {}
        key = "apiGroups"
        for line in match["body"].split("\n"):
            found = re.match(r"^[ ]*(apiGroups|resources|verbs):?", line)
            key = found.group(1) if found else key
            lists.setdefault(key, []).extend(re.findall(r"(?:-[ ]+|[\[,][ ]*)[\"']?([\w./*-]+)[\"']?", line))
        if lists.get("resources"):
            verbs = ", ".join(sorted(lists.get("verbs", [])))
            first = block.line_at(match.start())
            last = block.line_at(max(match.start(), match.end() - 2))
            yield Item(
                ", ".join(lists["resources"])[:120],
                first,
                last,
                ", ".join(lists.get("apiGroups", []))[:80],
                verbs,
            )


def _ports(block: Block) -> Iterator[Item]:
    for match in _PORT.finditer(block.bare):
        yield Item(match["value"], block.line_at(match.start("value")), owner=match["key"])


def _is_manifest(edit: Edit) -> bool:
    return edit.language == "yaml" and edit.is_product and edit.mentions("kind:", "apiVersion:")


CONFIGURATION = Families(
    (
        Reader(Family(Subject.CONFIG_KEY, _settings, renames=True), _is_settings),
        Reader(
            Family(Subject.HELM_VALUE, _settings, renames=True),
            lambda edit: _is_values(edit) and edit.is_product,
        ),
        Reader(Family(Subject.KUBERNETES_KIND, _kinds), _is_manifest, ("kind:",)),
        Reader(Family(Subject.CRD_VERSION, _crd_versions), _is_crd),
        Reader(Family(Subject.RBAC_RULE, _rules), _is_manifest, ("apiGroups",)),
        Reader(Family(Subject.PORT, _ports), _is_manifest, ("ort:",)),
    )
)
