"""What the changed lines of a body do: conditions, results, errors, calls, arguments, words, names."""

from __future__ import annotations

import pytest

from classifier.facts.code import CodeExtractor
from classifier.facts.interface import Fact, Subject
from tests.support.facts import FactsOf

STEPS = frozenset(
    {
        Subject.CONDITION,
        Subject.LOOP,
        Subject.RESULT,
        Subject.EXCEPTION,
        Subject.CALL,
        Subject.ARGUMENT,
        Subject.TEXT,
        Subject.LOCAL,
        Subject.EXPRESSION,
    }
)
PYTHON = """\
class Pool:
    def take(self, size):
        if size >= self.limit:
            raise ValueError("no room")
        for block in self.blocks:
            found = fetch(block, wait=3)
            log("took a block")
        return found
"""


def steps_of(told_by: FactsOf, before: str, after: str, path: str = "pool.py", **how: object) -> list[Fact]:
    return [
        fact for fact in told_by(CodeExtractor(), before, after, path=path, **how) if fact.subject in STEPS
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind", "name", "before", "after"),
    [
        (
            "size >= self.limit",
            "size > self.limit",
            "condition.changed",
            None,
            "size >= self.limit",
            "size > self.limit",
        ),
        (
            "self.blocks",
            "self.free_blocks",
            "loop.changed",
            None,
            "block in self.blocks",
            "block in self.free_blocks",
        ),
        ("return found", "return found or None", "result.changed", None, "found", "found or None"),
        ("ValueError", "PoolError", "exception.changed", None, "ValueError", "PoolError"),
        ("wait=3", "wait=5", "argument.changed", "wait=5", "wait=3", "wait=5"),
        ("wait=3", "wait=3, retries=2", "argument.added", "retries=2", None, None),
        (", wait=3", "", "argument.removed", "wait=3", None, None),
        ("fetch(", "fetch_all(", "call.changed", "fetch_all", "fetch", "fetch_all"),
        (
            "took a block",
            "took one block",
            "text.changed",
            "took one block",
            "took a block",
            "took one block",
        ),
    ],
)
def test_an_edit_is_told_as_what_it_does(
    told_by: FactsOf, old: str, new: str, kind: str, name: str | None, before: str | None, after: str | None
) -> None:
    (fact,) = steps_of(told_by, PYTHON, PYTHON.replace(old, new))
    assert (fact.kind, fact.owner) == (kind, "Pool.take")
    assert (fact.before, fact.after) == (before, after)
    assert name is None or fact.name == name


@pytest.mark.parametrize(
    ("leaving", "then"),
    [
        ("return None", "return"),
        ("raise KeyError(block)", "raise"),
        ("continue", "continue"),
        ("break", "break"),
    ],
)
def test_a_new_guard_says_where_it_leads(told_by: FactsOf, leaving: str, then: str) -> None:
    guard = f"            if block.busy:\n                {leaving}\n            found = fetch"
    facts = steps_of(told_by, PYTHON, PYTHON.replace("            found = fetch", guard))
    (condition,) = [fact for fact in facts if fact.subject is Subject.CONDITION]
    assert (condition.kind, condition.name, condition.extra["then"]) == (
        "condition.added",
        "block.busy",
        then,
    )
    assert condition.evidence[0].line == 6


def test_a_part_that_a_long_condition_gained_is_told_alone(told_by: FactsOf) -> None:
    before = "def f(a):\n    if a.is_ready and a.is_open and a.is_free and a.size:\n        go()\n"
    (fact,) = steps_of(told_by, before, before.replace("a.size:", "a.size and not a.closed:"), path="f.py")
    assert (fact.kind, fact.name, fact.extra["part"]) == ("condition.added", "and not a.closed", "true")


def test_an_error_that_is_now_caught(told_by: FactsOf) -> None:
    before = "def f():\n    go()\n"
    after = (
        "def f():\n    try:\n        go()\n    except (OSError, KeyError) as error:\n        stop(error)\n"
    )
    facts = {fact.kind: fact for fact in steps_of(told_by, before, after, path="f.py")}
    assert facts["exception.added"].name == "OSError, KeyError"
    assert facts["exception.added"].extra["how"] == "caught"
    assert facts["call.added"].name == "stop"


@pytest.mark.parametrize(
    "after",
    [
        PYTHON.replace(
            "fetch(block, wait=3)", "fetch(\n                block,\n                wait=3,\n            )"
        ),
        PYTHON.replace("        return found", "        # all of them\n        return found"),
    ],
)
def test_layout_and_comments_are_no_steps(told_by: FactsOf, after: str) -> None:
    assert steps_of(told_by, PYTHON, after) == []


def test_a_line_that_only_moved_is_no_step(told_by: FactsOf) -> None:
    before = "def f():\n    first_step()\n    second_step()\n    third_step()\n"
    after = "def f():\n    second_step()\n    third_step()\n    first_step()\n"
    assert steps_of(told_by, before, after, path="f.py") == []


def test_a_renamed_local_is_told_once(told_by: FactsOf) -> None:
    before = "def f(path):\n    items = read(path)\n    check(items)\n    return len(items)\n"
    (fact,) = steps_of(told_by, before, before.replace("items", "blocks"), path="f.py")
    assert (fact.kind, fact.before, fact.after) == ("local.renamed", "items", "blocks")


def test_a_call_that_the_body_made_already_is_not_new(told_by: FactsOf) -> None:
    before = "def f(a):\n    go(a)\n    keep(a)\n"
    facts = steps_of(told_by, before, before + "    go(a.next)\n", path="f.py")
    assert [(fact.kind, fact.name) for fact in facts] == [("expression.added", "go(a.next)")]


def test_a_variable_that_holds_an_error_is_not_its_type(told_by: FactsOf) -> None:
    before = "def f(error):\n    go()\n"
    facts = steps_of(told_by, before, before + "    raise error\n", path="f.py")
    assert [fact for fact in facts if fact.subject is Subject.EXCEPTION] == []


@pytest.mark.parametrize(
    ("path", "before", "after", "kind", "name"),
    [
        ("a.rs", "fn f(n: u8) {\n    go(n);\n}\n", "fn f(n: u8) {\n    if n == 0 {\n        return;\n    }\n    go(n);\n}\n", "condition.added", "n == 0"),
        ("a.rs", 'fn f() {\n    panic!("x");\n}\n', 'fn f() {\n    warn!("x");\n}\n', "call.changed", "warn!"),
        ("a.go", "package p\n\nfunc f(n int) {\n\tgo_(n)\n}\n", "package p\n\nfunc f(n int) {\n\tif n == 0 {\n\t\treturn\n\t}\n\tgo_(n)\n}\n", "condition.added", "n == 0"),
        ("a.ts", "function f(n: number) {\n  go(n);\n}\n", "function f(n: number) {\n  if (n === 0) {\n    return;\n  }\n  go(n);\n}\n", "condition.added", "n === 0"),
        ("a.cpp", "int f(int n) {\n  return go(n);\n}\n", "int f(int n) {\n  return go(n, true);\n}\n", "argument.added", "true"),
    ],
)  # fmt: skip
def test_other_languages_are_read_alike(
    told_by: FactsOf, path: str, before: str, after: str, kind: str, name: str
) -> None:
    facts = steps_of(told_by, before, after, path=path)
    assert (kind, name) in {(fact.kind, fact.name) for fact in facts}


def test_a_closure_is_not_part_of_the_call_that_takes_it(told_by: FactsOf) -> None:
    before = "fn f() {\n    spawn(async move {\n        one();\n        two(1);\n    });\n}\n"
    (fact,) = steps_of(told_by, before, before.replace("two(1)", "two(2)"), path="a.rs")
    assert (fact.kind, fact.extra["call"], fact.before, fact.after) == ("argument.changed", "two", "1", "2")


def test_what_a_patch_alone_shows_is_told_too(told_by: FactsOf) -> None:
    after = PYTHON.replace("size >= self.limit", "size > self.limit")
    (fact,) = steps_of(told_by, PYTHON, after, whole=False)
    assert fact.kind == "condition.changed"


def test_a_body_that_was_written_anew_is_not_told_step_by_step(told_by: FactsOf) -> None:
    before = "def f():\n" + "".join(f"    old_{number}()\n" for number in range(120))
    assert steps_of(told_by, before, before.replace("old_", "new_"), path="f.py") == []


def test_of_a_long_condition_the_clause_that_differs_is_told(told_by: FactsOf) -> None:
    source = "def plan(self):\n    if self.queue.is_idle(now) and self.chunk is {} and self.batch.is_full(limit):\n        stop()\n"
    (fact,) = steps_of(told_by, source.format("not None"), source.format("None"))
    assert (fact.kind, fact.before, fact.after) == (
        "condition.changed",
        "self.chunk is not None",
        "self.chunk is None",
    )


def test_a_result_that_goes_on_below_is_not_told_by_its_first_line(told_by: FactsOf) -> None:
    source = "function load() {{\n  return new Promise({} => {{\n    settle();\n  }});\n}}\n"
    found = steps_of(told_by, source.format("async (resolve)"), source.format("(resolve, reject)"), "a.js")
    assert [fact for fact in found if fact.subject is Subject.RESULT] == []
    assert all(text is None or not text.endswith("{") for fact in found for text in (fact.before, fact.after))
