"""The laws of the house, checked on the source itself: who may import whom, and which room owns
which library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("commitbrief", "report", "classifier", "history")
MAY_IMPORT = {
    "commitbrief": {"commitbrief", "report", "classifier", "history"},
    "report": {"report", "history"},
    "classifier": {"classifier", "history"},
    "history": {"history"},
}
# From `history`, the other rooms see the frozen types; only the wiring sees what reads.
SHARED_TYPES = {
    "history.records",
    "history.briefs",
    "history.editions",
    "history.sizes",  # how much of some files changed, as a value
    "history.foreign",  # how any room opens a file or a text that somebody else wrote
}
OWNERS = {
    "unidiff": ("history/diff.py",),
    "github": ("history/github", "commitbrief/publish"),
    "tree_sitter": ("classifier/facts/symbols", "classifier/facts/behaviour"),
    "sklearn": ("classifier/importance",),
    "jinja2": ("report/render.py",),
    "rich": ("report/terminal.py",),
    "click": ("commitbrief/cli/", "commitbrief/program.py"),
    "fluent": ("report/sentences.py",),
}


COMMAND_LINE = ("commitbrief/cli/", "commitbrief/program.py")
# The floors of `commitbrief/` that do not know one another, and the one that may, with its reason.
FLOORS = ("cli", "bulk", "learning", "trends", "publish", "site")
MAY_KNOW = {
    ("trends", "bulk"),  # trends are questions to the store that a bulk run fills
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_one_way(room: str) -> None:
    wrong = [
        f"{path} imports {name}"
        for path, tree in modules()
        if path.startswith(f"{room}/")
        for name in imported(tree)
        if name.split(".")[0] in ROOMS and name.split(".")[0] not in MAY_IMPORT[room]
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ["report", "classifier"])
def test_rooms_share_types_and_nothing_that_reads(room: str) -> None:
    wrong = [
        f"{path} imports {name}"
        for path, tree in modules()
        if path.startswith(f"{room}/")
        for name in imported(tree)
        if name.startswith("history.") and name not in SHARED_TYPES
    ]
    assert wrong == []


@pytest.mark.parametrize("library", OWNERS)
def test_each_library_has_one_room(library: str) -> None:
    wrong = [
        f"{path} imports {name}"
        for path, tree in modules()
        for name in imported(tree)
        if (name.split(".")[0] == library or name.split(".")[0].startswith(f"{library}_"))
        and not path.startswith(OWNERS[library])
    ]
    assert wrong == []


def test_relative_imports_are_not_used() -> None:
    wrong = [
        path
        for path, tree in modules()
        if any(isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(tree))
    ]
    assert wrong == []


def test_floors_do_not_know_one_another() -> None:
    wrong = [
        f"{path} imports {name}"
        for path, tree in modules()
        for name in imported(tree)
        if path.startswith("commitbrief/") and not path.startswith(COMMAND_LINE)
        for floor in FLOORS
        if name == f"commitbrief.{floor}" or name.startswith(f"commitbrief.{floor}.")
        if not path.startswith(f"commitbrief/{floor}/") and (path.split("/")[1], floor) not in MAY_KNOW
    ]
    assert wrong == []


def test_imports_make_no_circle() -> None:
    imports = {
        path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): set(imported(tree))
        for path, tree in modules()
    }
    done: set[str] = set()

    def follow(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, f"a circle: {' -> '.join((*above[above.index(name) :], name))}"
        if name in done or name not in imports:
            return
        for other in sorted(imports[name]):
            follow(other, (*above, name))
        done.add(name)

    for name in sorted(imports):
        follow(name, ())


def test_only_the_command_line_prints_and_exits() -> None:
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        if not path.startswith(COMMAND_LINE)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print")
        or (isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.stdout", "sys.stderr", "sys.exit"})
    ]
    assert wrong == []


CLOCKS = {"now", "utcnow", "today", "time"}


def test_only_the_command_line_reads_clock_and_environment() -> None:
    wrong = []
    for path, tree in modules():
        if path.startswith(COMMAND_LINE):
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
                continue
            reads_clock = node.value.id in {"datetime", "date", "time"} and node.attr in CLOCKS
            reads_environment = node.value.id == "os" and node.attr in {"environ", "getenv"}
            if reads_clock or reads_environment:
                wrong.append(f"{path}:{node.lineno}")
    assert wrong == []
