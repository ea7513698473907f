"""What a workflow of GitHub's kind runs on, what its token may do, and which jobs it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Keys
from dataclasses import replace

from classifier.facts.compare import Item
from classifier.facts.structured.tree import Mapping, Node, Pair, Scalar, Sequence, entries, last_line

_WORKFLOW = re.compile(r"(?:^|/)\.(?:github|gitea|forgejo)/workflows/[^/]+\.ya?ml$")
RIGHTS = ("none", "read", "write")
_ACTION = re.compile(r"(?:^|/)action\.ya?ml$")
_INTERFACE = frozenset({"inputs", "outputs", "secrets"})  # of an event: what it hands over, not when it runs
_ASKED = frozenset({"workflow_dispatch", "workflow_call"})  # events with inputs
# What every job and step is made of: none is a setting that somebody thought of.
_GRAMMAR = frozenset({
    "cancel-in-progress", "concurrency", "container", "continue-on-error", "defaults", "env", "environment", "fail-fast",
    "id", "if", "max-parallel", "needs", "outputs", "run-name", "runs-on", "secrets", "services", "shell", "steps",
    "strategy", "timeout-minutes", "uses", "with", "working-directory",
})  # fmt: skip
_GIVEN = frozenset({"with", "env", "matrix", "inputs"})  # below them names are the author's
_LONGEST_FILTER = 300  # characters of a trigger's filters that are compared


def is_workflow(path: str) -> bool:
    """Whether a path is that of a workflow."""
    return _WORKFLOW.search(path) is not None


def triggers(trees: Iterable[Node]) -> Iterator[Item]:
    """Each event that starts the workflow, with its filters as the value; the owner is `on`."""
    for tree in trees:
        for pair in _at_root(tree, "on"):
            if isinstance(pair.value, Scalar) and pair.value.text:
                yield Item(pair.value.text, pair.line, owner="on", value="")
            elif isinstance(pair.value, Sequence):
                for item in pair.value.items:
                    if isinstance(item, Scalar):
                        yield Item(item.text, item.line, owner="on", value="")
            elif isinstance(pair.value, Mapping):
                for each in pair.value.pairs:
                    value = _flat(_filters(each.value))[:_LONGEST_FILTER]
                    yield Item(each.key, each.line, max(each.line, last_line(each.value)), "on", value)


def inputs(trees: Iterable[Node]) -> Iterator[Item]:
    """Each input that whoever starts the workflow may give, with its default; the owner is the event."""
    for tree in trees:
        for event in (pair for on in _at_root(tree, "on") for pair in _pairs(on.value)):
            asked = _at_root(event.value, "inputs") if event.key in _ASKED else ()
            for each in (pair for found in asked for pair in _pairs(found.value)):
                given = [pair.value for pair in _at_root(each.value, "default")]
                value = given[0].text if given and isinstance(given[0], Scalar) else None
                yield Item(each.key, each.line, max(each.line, last_line(each.value)), event.key, value)


def is_grammar(path: str, keys: Keys[str]) -> bool:
    """Whether keys, from the root of a file on, lead to a word of the language that workflows are written in, or to an
    output of a job."""
    if not (is_workflow(path) or _ACTION.search(path)) or not _GIVEN.isdisjoint(keys[:-1]):
        return False
    return keys[-1] in _GRAMMAR or "outputs" in keys[:-1]


def _filters(node: Node) -> Node:
    """What is said of an event but for what it hands over."""
    if not isinstance(node, Mapping):
        return node
    return replace(node, pairs=tuple(pair for pair in node.pairs if pair.key not in _INTERFACE))


def _pairs(node: Node) -> Iterable[Pair]:
    return node.pairs if isinstance(node, Mapping) else ()


def _at_root(tree: Node, key: str) -> Iterator[Pair]:
    if isinstance(tree, Mapping):
        yield from (pair for pair in tree.pairs if pair.key == key)


def _flat(node: Node) -> str:
    """A node in one line, for comparison."""
    if isinstance(node, Mapping):
        return " ".join(f"{pair.key}: {_flat(pair.value)}" for pair in node.pairs)
    if isinstance(node, Sequence):
        return f"[{' '.join(map(_flat, node.items))}]"
    return node.text


def permissions(trees: Iterable[Node]) -> Iterator[Item]:
    """Each right of the token; its owner is the job that has it, "" for the whole workflow."""
    for tree in trees:
        for path, pair in entries(tree):
            job = path[1] if path[0] == "jobs" and len(path) > 2 else ""
            if not isinstance(pair.value, Scalar):
                if pair.key == "permissions" and isinstance(pair.value, Mapping) and not pair.value.pairs:
                    yield Item(pair.key, pair.line, owner=job, value="none")
                continue
            if (len(path) >= 2 and path[-2] == "permissions" and pair.value.text in RIGHTS) or (
                pair.key == "permissions" and pair.value.text in {"read-all", "write-all"}
            ):
                yield Item(pair.key, pair.line, owner=job, value=pair.value.text)


def widens(before: str, after: str) -> bool:
    """Whether a right grows from one word to the other."""
    first, second = (RIGHTS.index(word.removesuffix("-all")) for word in (before, after))
    return second > first


def jobs(trees: Iterable[Node]) -> Iterator[Item]:
    """Each job of the workflow."""
    for tree in trees:
        for pair in _at_root(tree, "jobs"):
            if isinstance(pair.value, Mapping):
                for job in pair.value.pairs:
                    yield Item(job.key, job.line)
