"""Re-exports, and modules that are files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.facts.all import facts_of
from classifier.facts.exports import Exports
from classifier.facts.file_changes import Layout
from classifier.facts.interface import CommitView
from tests.support.facts import FactsOf

COMES = [
    ("kv/__init__.py", "from .router import Router\n", {"Router"}),
    ("kv/__init__.py", "from kv.router import (\n    Router,\n    Route as Way,\n)\n", {"Router", "Way"}),
    ("kv/__init__.py", '__all__ = [\n    "Router",\n    "Way",\n]\n', {"Router", "Way"}),
    ("src/lib.rs", "pub use router::Router;\n", {"Router"}),
    ("src/lib.rs", "pub use router::{\n    Router,\n    way::{Way as Path, Step},\n};\n", {"Router", "Path", "Step"}),
    ("src/lib.rs", "pub use router::*;\n", {"router::*"}),
    ("src/index.ts", "export { Router, way as path } from './router';\n", {"Router", "path"}),
    ("src/index.ts", "export type { Options } from './options';\n", {"Options"}),
    ("src/index.js", "export * from './router.js';\n", {"./router.js"}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "names"), COMES)
@pytest.mark.parametrize("whole", [True, False])
def test_names_come_to_be_offered_and_go(
    told_by: FactsOf, path: str, text: str, names: set[str], whole: bool
) -> None:
    come = told_by(Exports(), "", text, path=path, whole=whole)
    gone = told_by(Exports(), text, "", path=path, whole=whole)
    assert {(fact.kind, fact.name) for fact in come} == {("export.added", name) for name in names}
    assert {(fact.kind, fact.name) for fact in gone} == {("export.removed", name) for name in names}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("kv/__init__.py", "from typing import Any\nimport os\nfrom .a import _hidden\n"),
        ("kv/router.py", "from .way import Way\n"),
        ("kv/__init__.py", "# from .router import Router\n"),
        ("src/lib.rs", "use router::Router;\npub(crate) use router::Way;\n// pub use a::B;\n"),
        ("src/a.ts", "export const a = 1;\nimport { b } from './b';\nexport { a };\n"),
        ("tests/__init__.py", "from .a import b\n"),
    ],
)
def test_near_misses(told_by: FactsOf, path: str, text: str) -> None:
    assert told_by(Exports(), {}, {path: text}) == []


def test_what_is_taken_from_another_module_is_still_offered(told_by: FactsOf) -> None:
    old = "from .router import Router\n"
    assert told_by(Exports(), old, old.replace(".router", ".routing"), path="kv/__init__.py") == []


def test_an_export_that_comes_with_its_definition_is_told_once(view: Callable[..., CommitView]) -> None:
    new = {"kv/__init__.py": "from .a import Router\n", "kv/a.py": "class Router:\n    pass\n"}
    facts, _ = facts_of(view({}, new, ""))
    assert {"class.added"} <= {fact.kind for fact in facts if fact.name == "Router"}
    assert "export.added" not in {fact.kind for fact in facts}


def test_files_that_are_modules(told_by: FactsOf) -> None:
    files = {"kv/offload.py": "x = 1\n", "kv/__init__.py": "", "web/store.ts": "let a;\n", "web/index.ts": "let b;\n",
             "tests/test_a.py": "x = 1\n", "web/a.config.js": "let c;\n", "pkg/a.go": "package a\n"}  # fmt: skip
    come = [(fact.kind, fact.name) for fact in told_by(Layout(), {}, files) if fact.subject == "module"]
    assert come == [("module.added", "offload"), ("module.added", "store")]
    gone = [fact.kind for fact in told_by(Layout(), files, {}) if fact.subject == "module"]
    assert gone == ["module.removed", "module.removed"]


def test_what_a_module_imports_for_itself_is_not_offered(told_by: FactsOf) -> None:
    used = "from .state import State\n\n\ndef rank(load):\n    return State.best(load)\n"
    late = used.replace("from .state import State\n", "").replace(
        "    return", "    from .state import State\n\n    return"
    )
    assert told_by(Exports(), used, late, path="kv/__init__.py") == []
    offered = "from .state import State\n"
    assert told_by(Exports(), offered, used, path="kv/__init__.py") == []
