"""What runs where: image build arguments and stages, workflow jobs, triggers and permissions.

Read line by line with the indentation in mind; a workflow's `owner` is the job or `on`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.compare import Family, Item
from classifier.facts.edits import Edit
from classifier.facts.families import Families, Reader
from classifier.facts.interface import Subject
from classifier.facts.lines import Block

_ARG = re.compile(
    r"^[ \t]*ARG[ \t]+(?P<name>\w{1,100})(?:=(?P<value>\"[^\"\n]*\"|[^\s#]*))?", re.MULTILINE | re.IGNORECASE
)
_STAGE = re.compile(
    r"^[ \t]*FROM[ \t]+(?:--platform=\S+[ \t]+)?(?P<image>\S{1,300})[ \t]+AS[ \t]+(?P<name>[\w.-]{1,100})",
    re.MULTILINE | re.IGNORECASE,
)
_EXPOSE = re.compile(r"^[ \t]*EXPOSE[ \t]+(?P<ports>[\d/a-z \t]{1,120})", re.MULTILINE | re.IGNORECASE)


def _arguments(block: Block) -> Iterator[Item]:
    """The first declaration of each argument: later ones repeat it for their stage."""
    seen: set[str] = set()
    for match in _ARG.finditer(block.bare):
        name, value = match["name"], (match["value"] or "").strip('"')
        if name not in seen or value:
            seen.add(name)
            yield Item(
                name, block.line_at(match.start("name")), value=value if value and "{{" not in value else None
            )


def _stages(block: Block) -> Iterator[Item]:
    for match in _STAGE.finditer(block.bare):
        yield Item(match["name"], block.line_at(match.start("name")), extra=(("from", match["image"]),))


def _exposed(block: Block) -> Iterator[Item]:
    for match in _EXPOSE.finditer(block.bare):
        for port in match["ports"].split():
            yield Item(port, block.line_at(match.start("ports")))


_TRIGGER = re.compile(
    r"push|pull_request(?:_target|_review)?|workflow_(?:dispatch|call|run)|schedule|release|issues|issue_comment|merge_group|repository_dispatch|deployment|create|delete|label"
)
_KEY = re.compile(r"^(?P<indent>[ ]*)(?P<key>[\w./-]{1,100}):(?:[ \t]+(?P<value>[^#\n]*?))?[ \t]*$")


def _keys(block: Block) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """(line, path of keys, value) of each mapping key of a YAML text, by indentation."""
    stack: list[tuple[int, str]] = []
    for number, line in block.numbered(block.bare):
        match = _KEY.match(line.replace("'on'", "on").replace('"on"', "on"))
        if match is None:
            continue
        depth = len(match["indent"])
        while stack and stack[-1][0] >= depth:
            stack.pop()
        stack.append((depth, match["key"]))
        if len(stack) <= 40:
            yield number, tuple(key for _, key in stack), (match["value"] or "").strip()


def _triggers(block: Block) -> Iterator[Item]:
    for number, path, value in _keys(block):
        if path == ("on",):
            for name in re.findall(r"\w+", value):
                if _TRIGGER.fullmatch(name):
                    yield Item(name, number, owner="on")
        elif len(path) == 2 and path[0] == "on" and _TRIGGER.fullmatch(path[1]):
            yield Item(path[1], number, owner="on")


def _permissions(block: Block) -> Iterator[Item]:
    for number, path, value in _keys(block):
        if value and len(path) >= 2 and path[-2] == "permissions" and value in {"read", "write", "none"}:
            yield Item(path[-1], number, owner=path[1] if path[0] == "jobs" else "", value=value)
        elif path[-1] == "permissions" and value in {"read-all", "write-all"}:
            yield Item(
                "permissions",
                number,
                owner=path[1] if path[0] == "jobs" and len(path) > 2 else "",
                value=value,
            )


def _jobs(block: Block) -> Iterator[Item]:
    for number, path, _ in _keys(block):
        if len(path) == 2 and path[0] == "jobs":
            yield Item(path[1], number)


def _is_image(edit: Edit) -> bool:
    return edit.language == "dockerfile"


def _is_workflow(edit: Edit) -> bool:
    return re.search(r"(?:^|/)\.(?:github|gitea|forgejo)/workflows/[^/]+\.ya?ml$", edit.path) is not None


DELIVERY = Families(
    (
        Reader(Family(Subject.BUILD_ARG, _arguments, default=True), _is_image, ("ARG", "arg")),
        Reader(Family(Subject.BUILD_STAGE, _stages, renames=True), _is_image, ("FROM", "from")),
        Reader(Family(Subject.PORT, _exposed), _is_image, ("EXPOSE", "expose")),
        Reader(Family(Subject.WORKFLOW_TRIGGER, _triggers), _is_workflow, ("on",)),
        Reader(Family(Subject.WORKFLOW_PERMISSION, _permissions), _is_workflow, ("permissions",)),
        Reader(Family(Subject.WORKFLOW_JOB, _jobs, renames=True), _is_workflow),
    )
)
