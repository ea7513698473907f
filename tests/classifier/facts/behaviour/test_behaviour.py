"""What functions do differently: values, calls and what is no news, in the languages that are read for it."""

from __future__ import annotations

import pytest

from classifier.facts.behaviour import behaviour_facts
from classifier.facts.symbols import read_code
from tests.support.behaviour import POOL, changed, only, told
from tests.support.facts import view_of


def test_a_value_has_the_name_that_it_is_given_to() -> None:
    fact = only(changed(("wait_ms=300", "wait_ms=500")))
    assert (fact.name, fact.before, fact.after) == ("wait_ms", "300", "500")


def test_an_argument_that_came() -> None:
    fact = only(changed(("wait_ms=300", "wait_ms=300, retry=True")))
    assert (fact.kind, fact.name, fact.extra["call"]) == ("argument.added", "retry=True", "fetch")


def test_another_function_is_called() -> None:
    fact = only(changed(("fetch(block", "fetch_all(block")))
    assert (fact.kind, fact.before, fact.after) == ("call.changed", "fetch", "fetch_all")


@pytest.mark.parametrize(
    ("after", "form", "value"),
    [("self.limit or 10", "fallback", "10"), ('getattr(self, "limit", 10)', "missing", "10")],
)
def test_what_stands_in_for_nothing(after: str, form: str, value: str) -> None:
    fact = only(changed(("self.limit", after)))
    assert fact.extra["form"] == form
    assert value in {fact.after, fact.extra.get("default")}


def test_a_call_that_is_made_besides() -> None:
    fact = only(changed(("        return found", "        self.check_leaks()\n        return found")))
    assert (fact.kind, fact.name) == ("call.added", "self.check_leaks()")


def test_an_argument_by_another_name_is_one_exchange() -> None:
    fact = only(changed(("wait_ms=300", "patience=300")))
    assert (fact.kind, fact.before, fact.after) == ("argument.changed", "wait_ms=300", "patience=300")


def test_a_local_name_for_an_expression_is_no_news() -> None:
    before = "def f(x):\n    if x.kind.name == one:\n        g(x)\n    return x\n"
    after = before.replace("    if x.kind.name", "    kind = x.kind.name\n    if kind")
    assert told(before, after) == []


def test_a_default_of_another_attribute_is_no_fallback() -> None:
    after = POOL.replace("self.limit", 'getattr(self, "own_limit", self.limit)')
    assert all(fact.extra.get("form") != "missing" for fact in told(POOL, after))


def test_a_comment_is_no_value() -> None:
    before = "export function f(x) {\n  g(x)\n  return x\n}\n"
    after = before.replace("  g(x)", "  if (!x) return // nothing to do\n  g(x)")
    fact = only(told(before, after, "a.ts"))
    assert (fact.extra["then"], fact.after) == ("return", None)


def test_the_level_of_a_log_line() -> None:
    fact = only(changed(("log.info", "log.debug")))
    assert (fact.kind, fact.before, fact.after) == ("call.changed", "info", "debug")


def test_an_item_that_came_to_a_list() -> None:
    before = 'def f(name):\n    assert name in ["a", "b"], "unknown"\n    return name\n'
    fact = only(told(before, before.replace('"b"]', '"b", "c"]')))
    assert (fact.kind, fact.name, fact.extra["list"]) == ("expression.added", '"c"', "name")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("limit", "most"),  # a local by another name
        (
            "fetch(block, wait_ms=300)",
            "fetch(\n                block,\n                wait_ms=300,\n            )",
        ),
        ('log.info("took a block")', 'log.info("took a block")  # at last'),
    ],
)
def test_names_layout_and_comments_are_no_news(old: str, new: str) -> None:
    before = POOL.replace("self.limit", "self.most_blocks")
    assert told(before, before.replace(old, new)) == []


def test_what_was_moved_to_another_function_is_no_news() -> None:
    guard = '    if size >= self.most_blocks:\n        raise ValueError("no room")\n'
    before = f"def check(size):\n    note(size)\n\n\ndef take(size):\n{guard}    return fetch(size)\n"
    after = f"def check(size):\n    note(size)\n{guard}\n\ndef take(size):\n    return fetch(size)\n"
    assert told(before, after) == []


def test_tests_are_read_only_where_nothing_else_changed() -> None:
    before = "def test_f(x):\n    g(x)\n    assert g(x) == 1\n"
    after = before.replace("    assert", "    if x:\n        return\n    assert")
    assert {fact.path for fact in told(before, after, "tests/test_f.py")} == {"tests/test_f.py"}
    files = ({"a.py": "N = 1\n", "tests/test_f.py": before}, {"a.py": "N = 2\n", "tests/test_f.py": after})
    assert "tests/test_f.py" not in {fact.path for fact in behaviour_facts(read_code(view_of(*files)))}


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        ("return not (self.a\n        or self.b)", "return self.a or self.b", "negated_no_more"),
        ("return self.is_open(block)", "return not self.is_open(block)", "negated"),
        ("return not self.a or self.b", "return self.a or self.b", None),
    ],
)
def test_a_result_that_is_the_opposite(before: str, after: str, how: str | None) -> None:
    source = "class Pool:\n    @property\n    def {}(self):\n        {}\n"
    facts = told(source.format("has_room", before), source.format("has_room", after))
    found = [fact.extra["how"] for fact in facts if fact.kind == "result.changed" and "how" in fact.extra]
    assert found == ([how] if how else [])


def test_a_demand_on_a_parameter_that_may_be_left_out_since_meets_no_old_call() -> None:
    before = "def run(path: str, size: int):\n    return read(path, size)\n"
    demand = '    if {}:\n        raise ValueError("exactly one is needed")\n    return read('
    for condition, header, of_new in (
        ("(path is None) == (plan is None)", "path: str | None, size: int, plan=None", "true"),
        ("path is None", "path: str | None, size: int", "true"),
        ("plan is not None and plan.steps > 9", "path: str, size: int, plan=None", "true"),
        ("plan is None", "path: str, size: int, plan=None", None),
        ("not plan", "path: str, size: int, plan=None", None),
        ("size > 10", "path: str, size: int, plan=None", None),
    ):
        after = before.replace("path: str, size: int", header).replace(
            "    return read(", demand.format(condition)
        )
        (fact,) = [one for one in told(before, after) if one.kind == "condition.added"]
        assert (fact.name, fact.extra.get("of_new")) == (condition, of_new)


def test_a_call_that_came_is_told_with_what_it_is_reached_by() -> None:
    before = "def f(x):\n    if x.big:\n        if x.old:\n            prepare(x)\n    return x\n"
    fact = only(told(before, before.replace("prepare(x)\n", "x.publish_now(9)\n            prepare(x)\n")))
    assert (fact.kind, fact.extra["around"]) == ("call.added", "x.big\nx.old")


def test_of_constants_declared_together_the_right_one_changes() -> None:
    block = 'package a\n\nconst (\n\tauth = "key"\n\n\tlimit = {}\n\tburst = 3\n)\n'
    facts = told(block.format("500.0"), block.format("10.0"), "a.go")
    assert [(fact.name, fact.before, fact.after) for fact in facts] == [("limit", "500.0", "10.0")]


def test_what_only_wraps_a_value_is_no_call() -> None:
    before = "fn interrupt(&self) -> Option<u8> {\n    None\n}\n"
    facts = told(before, before.replace("None\n", "Some(self.0.interrupt())\n"), "dma.rs")
    assert not any(one.kind == "call.added" for one in facts)


def test_an_entry_that_came_is_no_new_value_of_the_one_that_went() -> None:
    before = 'def pick(name):\n    known = {"oil": Kiln.OIL, "gas": Kiln.GAS}\n    return known[name]\n'
    another = told(before, before.replace('"gas": Kiln.GAS', '"wood": Kiln.WOOD'), "pick.py")
    assert not [one for one in another if one.name in {"gas", "wood"}]
    same = told(before, before.replace("Kiln.GAS", "Kiln.WOOD"), "pick.py")
    assert [(one.name, one.before, one.after) for one in same] == [("gas", "Kiln.GAS", "Kiln.WOOD")]


def test_the_operands_of_a_comparison_are_no_values_of_one_another() -> None:
    before = "function last(current, key) {\n  while (current !== null && current.k !== key) {\n    step();\n  }\n}\n"
    facts = told(before, before.replace("current.k !== key", "current !== item"), "each.js")
    assert not any(one.extra.get("form") == "bound" for one in facts)


def test_an_assertion_that_went_to_what_is_called_is_not_dropped() -> None:
    before = (
        "def scatter(context, hidden):\n    assert context.shelf_size == 1\n    if context.wide:\n"
        "        assert context.oven_count_now == 1\n        return send(hidden)\n    return keep(hidden)\n"
    )
    after = (
        "def scatter(context, hidden):\n    assert context.shelf_size == 1\n    if context.wide:\n"
        "        return send_all(context, hidden)\n    return keep(hidden)\n\n\n"
        "def send_all(context, hidden):\n    oven_count_now = context.oven_count\n"
        "    assert oven_count_now == 1 and context.door_count == 2\n    return send(hidden)\n"
    )
    assert [one.name for one in told(before, after) if one.kind == "condition.removed"] == []
    gone = "def scatter(context, hidden):\n    assert context.shelf_size == 1\n    if context.wide:\n        return send(hidden)\n    return keep(hidden)\n"
    assert [one.name for one in told(before, gone) if one.kind == "condition.removed"] == [
        "context.oven_count_now == 1"
    ]


def test_what_a_function_inside_calls_is_not_what_the_outer_one_calls() -> None:
    before = "async def serve(args, bakery):\n    await bakery.open(args)\n"
    after = (
        "async def serve(args, bakery):\n    if not args.silent:\n\n        async def _watch():\n"
        "            while True:\n                await clock.wait_for(args.pause)\n                bakery.count_loaves()\n\n"
        "        task = loop.start_task(_watch())\n    await bakery.open(args)\n"
    )
    fact = only([one for one in told(before, after) if one.kind == "condition.added"])
    assert fact.extra["calls"].split("\n") == ["loop.start_task"]


def test_a_function_under_a_new_name_did_nothing_before_that_it_no_longer_does() -> None:
    before = "def update_free(pool, ids):\n    check_all(ids)\n    pool.free.store_all(ids)\n    pool.log_size()\n    return ids\n"
    after = before.replace("update_free", "set_busy").replace("    pool.free.store_all(ids)\n", "")
    assert [one.kind for one in told(before, after) if one.kind.endswith(".removed")] == []
    same = before.replace("    pool.free.store_all(ids)\n", "")
    assert [one.kind for one in told(before, same)] == ["call.removed"]


def test_a_function_without_a_name_that_is_run_at_once_is_no_call_that_went() -> None:
    before = "func run(pot Pot) {\n\tdone := make(chan error, 1)\n\tgo func() { done <- pot.Wait() }()\n\tpot.Start()\n}\n"
    after = before.replace(
        "\tgo func() { done <- pot.Wait() }()\n",
        "\tshut := make(chan struct{})\n\tgo func() {\n\t\terr := pot.Wait()\n\t\tclose(shut)\n\t\tdone <- err\n\t}()\n",
    )
    assert [one.name for one in told(before, after, "pot.go") if one.kind == "call.removed"] == []


def test_a_log_line_that_is_only_filled_in_otherwise_says_what_it_said() -> None:
    before = 'fn load(&self) {\n    for lid in self.lids() {\n        warn!("Ignoring a broken lid: {lid}");\n    }\n}\n'
    after = before.replace('lid: {lid}")', 'lid: {}", shown(lid))')
    assert [one for one in told(before, after, "pot.rs") if one.kind == "text.changed"] == []
    other = before.replace("Ignoring a broken lid", "Skipping a broken lid")
    assert [one.kind for one in told(before, other, "pot.rs")] == ["text.changed"]


def test_what_a_function_did_itself_before_is_no_new_call() -> None:
    steps = "        self.lock.acquire(timeout=9)\n        self.door.close_and_bolt()\n"
    before = f"class Kiln:\n    def bake(self, pot):\n{steps}        return pot\n\n    def glaze(self, pot):\n        return pot\n"
    after = (
        "class Kiln:\n    def bake(self, pot):\n        self.shut_door()\n        return pot\n\n"
        f"    def glaze(self, pot):\n        self.shut_door()\n        return pot\n\n    def shut_door(self):\n{steps}"
    )
    calls = [
        (one.owner, one.name)
        for one in told(before, after)
        if one.kind == "call.added" and one.extra["form"] == "step"
    ]
    assert calls == [("Kiln.glaze", "self.shut_door()")]


def test_names_that_gave_way_all_over_are_told_in_the_order_of_the_text() -> None:
    old, new = ("clay.red.pot.lid.rim", "lime.blue.cup.cap.edge")
    body = "def f():\n" + "".join(f"    from {old} import step_{number}\n" for number in range(4))
    facts = told(body, body.replace(old, new))
    renamed = [(fact.before, fact.after) for fact in facts if fact.kind == "expression.renamed"]
    assert renamed == list(zip(old.split("."), new.split("."), strict=True))
