"""Manifests that are read as trees: pubspec.yaml, vcpkg.json, Chart.yaml, pnpm-workspace.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.compare import Item
from classifier.facts.dependencies.interface import Format
from classifier.facts.interface import Subject
from classifier.facts.lines import Block
from classifier.facts.structured.json_reader import read_json_fragment
from classifier.facts.structured.line_reader import read_lines
from classifier.facts.structured.tree import Mapping, Node, Pair, Path, Scalar, Sequence, entries
from classifier.facts.structured.yaml_reader import read_yaml

_CHART_ITEM = re.compile(r"(?:dependencies)?\[(?P<name>[^\]]*[^\]\d][^\]]*)\]")
_PUB_GROUPS = {"dependencies": "", "dev_dependencies": "dev", "dependency_overrides": "overrides"}


def _yaml(block: Block) -> Iterator[tuple[Path, Pair]]:
    whole = read_yaml(block.text, block.first) if block.first == 1 else None
    for tree in whole if whole is not None else read_lines(block.bare, block.first):
        yield from entries(tree)


def _chart(block: Block) -> Iterator[Item]:
    """What a chart installs: other charts, and the version of its application. Its own version is none of it, and that
    it comes to have one, or no longer has, is nothing that is installed."""
    for path, pair in _yaml(block):
        if not isinstance(pair.value, Scalar) or not pair.value.text:
            continue
        if len(path) == 1 and pair.key == "appVersion":
            yield Item(pair.key, pair.line, owner="chart", value=pair.value.text)
        elif pair.key == "version" and len(path) > 1 and (name := _CHART_ITEM.fullmatch(path[-2])):
            yield Item(name["name"], pair.line, value=pair.value.text)


def _kubernetes(block: Block) -> Iterator[Item]:
    for path, pair in _yaml(block):
        if path == ("kubeVersion",) and isinstance(pair.value, Scalar) and pair.value.text:
            yield Item("kubernetes", pair.line, value=pair.value.text)


def _catalogs(block: Block) -> Iterator[Item]:
    """The catalogs of a pnpm workspace; the one without a name is the main one."""
    for path, pair in _yaml(block):
        if isinstance(pair.value, Scalar) and pair.value.text:
            if len(path) == 2 and path[0] == "catalog":
                yield Item(pair.key, pair.line, value=pair.value.text)
            elif len(path) == 3 and path[0] == "catalogs":
                yield Item(pair.key, pair.line, owner=path[1], value=pair.value.text)
            elif len(path) == 2 and path[0] == "overrides":
                yield Item(pair.key, pair.line, owner="overrides", value=pair.value.text)


def _pubspec(block: Block) -> Iterator[Item]:
    for path, pair in _yaml(block):
        if len(path) == 2 and path[0] in _PUB_GROUPS:
            yield Item(pair.key, pair.line, owner=_PUB_GROUPS[path[0]], value=_pub_version(pair.value))


def _pub_version(node: Node) -> str:
    """`^1.2.0`, the `version:` or `ref:` of a longer form, "" where a path or the SDK decides."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        git = node.get("git")
        return node.text("version") or (git.text("ref") if isinstance(git, Mapping) else "")
    return ""


def _pub_sdks(block: Block) -> Iterator[Item]:
    for path, pair in _yaml(block):
        if len(path) == 2 and path[0] == "environment" and isinstance(pair.value, Scalar):
            name = {"sdk": "dart"}.get(pair.key, pair.key)
            yield Item(name, pair.line, value=pair.value.text)


def _vcpkg(block: Block) -> Iterator[Item]:
    for tree in read_json_fragment(block.text, block.first):
        wanted = tree.get("dependencies") if isinstance(tree, Mapping) else None
        for item in wanted.items if isinstance(wanted, Sequence) else ():
            if isinstance(item, Scalar):
                yield Item(item.text, item.line, value="")
            elif isinstance(item, Mapping) and item.text("name"):
                named = next(pair for pair in item.pairs if pair.key == "name")
                value = next((pair for pair in item.pairs if pair.key == "version>="), named)
                yield Item(item.text("name"), named.line, value.line, value=item.text("version>="))


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _is_chart(path: str) -> bool:
    return _name(path) in {"Chart.yaml", "Chart.yml"}


FORMATS = (
    Format("helm", lambda path: _is_chart(path) or _name(path) == "requirements.yaml", _chart),
    Format("helm", _is_chart, _kubernetes, Subject.LANGUAGE_VERSION),
    Format("javascript", lambda path: _name(path) == "pnpm-workspace.yaml", _catalogs),
    Format("dart", lambda path: _name(path) == "pubspec.yaml", _pubspec),
    Format("dart", lambda path: _name(path) == "pubspec.yaml", _pub_sdks, Subject.LANGUAGE_VERSION),
    Format("vcpkg", lambda path: _name(path) == "vcpkg.json", _vcpkg),
)
