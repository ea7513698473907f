"""What functions do differently: guards, errors, values, calls, in the languages that are read for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.facts.behaviour import behaviour_facts
from classifier.facts.interface import Fact
from classifier.facts.symbols import read_code
from history.records import GapReason
from tests.support.facts import view_of

POOL = """\
class Pool:
    def take(self, size):
        limit = self.limit
        if size >= limit:
            raise ValueError("no room")
        for block in self.blocks:
            found = fetch(block, wait_ms=300)
            log.info("took a block")
        return found
"""
Told = Callable[[str, str], list[Fact]]


def told(before: str, after: str, path: str = "pool.py") -> list[Fact]:
    return list(behaviour_facts(read_code(view_of({path: before}, {path: after}))))


def changed(*exchanges: tuple[str, str]) -> list[Fact]:
    after = POOL
    for old, new in exchanges:
        assert old in after
        after = after.replace(old, new)
    return told(POOL, after)


def only(facts: list[Fact]) -> Fact:
    assert len(facts) == 1, facts
    return facts[0]


def test_a_new_early_return_says_condition_and_value() -> None:
    fact = only(
        changed(("        limit =", "        if size == 0:\n            return None\n        limit ="))
    )
    assert (fact.kind, fact.name, fact.after, fact.owner) == (
        "condition.added",
        "size == 0",
        "None",
        "Pool.take",
    )
    assert fact.extra["then"] == "return"
    assert [(line.line, line.text) for line in fact.evidence] == [(3, "if size == 0:"), (4, "return None")]


def test_a_new_error_says_type_and_words() -> None:
    guard = '        if size < 0:\n            raise SizeError(f"bad size {size}")\n        limit ='
    fact = only(changed(("        limit =", guard)))
    assert (fact.extra["then"], fact.extra["error"], fact.extra["says"]) == (
        "raise",
        "SizeError",
        "bad size {size}",
    )


def test_a_step_that_is_now_done_on_a_condition() -> None:
    after = '            if verbose:\n                log.info("took a block")'
    fact = only(changed(('            log.info("took a block")', after)))
    assert (fact.kind, fact.name, fact.extra["form"]) == ("condition.added", "verbose", "only")
    assert fact.after == 'log.info("took a block")'


def test_a_guard_under_another_condition_is_told_as_that() -> None:
    before = "def f(x):\n    if x:\n        g(x)\n    return x\n"
    fact = only(
        told(
            before, before.replace("        g(x)", "        if x > 9:\n            return None\n        g(x)")
        )
    )
    assert fact.extra["nested"] == "true"


def test_one_thing_or_another() -> None:
    after = "            if fast:\n                found = take(block)\n            else:\n                found = fetch(block, wait_ms=300)"
    fact = only(changed(("            found = fetch(block, wait_ms=300)", after)))
    assert (fact.extra["form"], fact.before) == ("instead", "found = fetch(block, wait_ms=300)")
    assert fact.after == "found = take(block)"


@pytest.mark.parametrize(
    ("after", "form", "part"),
    [
        ("size >= limit and not self.open", "and", "not self.open"),
        ("size >= limit or self.closed", "or", "self.closed"),
    ],
)
def test_the_clause_that_came_to_a_condition(after: str, form: str, part: str) -> None:
    fact = only(changed(("size >= limit", after)))
    assert (fact.kind, fact.extra["form"], fact.extra["part"]) == ("condition.changed", form, part)
    assert fact.extra["then"] == "raise"


def test_a_condition_that_reads_otherwise_is_told_with_both_sides() -> None:
    fact = only(changed(("size >= limit", "size > limit")))
    assert (fact.before, fact.after) == ("size >= limit", "size > limit")


def test_a_guard_that_is_gone() -> None:
    fact = only(changed(('        if size >= limit:\n            raise ValueError("no room")\n', "")))
    assert (fact.kind, fact.name, fact.extra["error"]) == ("condition.removed", "size >= limit", "ValueError")


@pytest.mark.parametrize(
    ("handler", "fate", "value"),
    [
        ("pass", "swallowed", None),
        ('log.warning("no block")', "logged", None),
        ("return None", "returned", "None"),
        ("continue", "skipped", None),
        ("raise", "raised", None),
        ('raise PoolError("x") from error', "turned", None),
        ("found = None", "do", "found = None"),
    ],
)
def test_what_becomes_of_an_error_that_is_caught_now(handler: str, fate: str, value: str | None) -> None:
    after = (
        "            try:\n                found = fetch(block, wait_ms=300)\n"
        f"            except OSError as error:\n                {handler}"
    )
    fact = only(changed(("            found = fetch(block, wait_ms=300)", after)))
    assert (fact.kind, fact.name, fact.extra["fate"], fact.after) == (
        "exception.added",
        "OSError",
        fate,
        value,
    )
    assert fact.extra["step"] == "found = fetch(block, wait_ms=300)"
    assert fact.extra["guards"] == "old"


def test_only_what_let_its_errors_out_before_loses_them() -> None:
    handled = "    try:\n        warn(x)\n    except OSError:\n        pass\n"
    facts = told("def f(x):\n    return g(x)\n", f"def f(x):\n{handled}    return g(x)\n")
    assert "exception.added" not in {one.kind for one in facts}  # what it watches over came with it
    plain = "def f(x):\n    return g(x)\n"
    fallback = "def f(x):\n    try:\n        return g(x)\n    except OSError:\n        log.info('no g')\n    return h(x)\n"
    found = [one for one in told(plain, fallback) if one.kind == "exception.added"]
    assert ["guards" in one.extra for one in found] == [False]  # something else is done in its place
    nested = "def f(x):\n    try:\n        g(x)\n    except Exception:\n        raise\n    return x\n"
    inner = nested.replace(
        "        g(x)\n", "        try:\n            g(x)\n        except OSError:\n            pass\n"
    )
    facts = told(nested, inner)
    assert "guards" not in only([one for one in facts if one.kind == "exception.added"]).extra


def test_an_error_that_was_raised_again_and_is_now_only_logged() -> None:
    before = "def f(x):\n    try:\n        g(x)\n    except KeyError:\n        raise\n    return x\n"
    fact = only(told(before, before.replace("raise\n", 'log.error("no key for it")\n')))
    assert (fact.extra["fate_before"], fact.extra["fate"]) == ("raised", "logged")


def test_an_error_where_there_was_a_result() -> None:
    before = "def f(x):\n    if x in known:\n        return x\n    return None\n"
    fact = only(told(before, before.replace("    return None\n", '    raise KeyError("unknown name")\n')))
    assert (fact.kind, fact.name, fact.before) == ("exception.added", "KeyError", "None")


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


def test_a_handler_beside_others_and_the_comment_on_it() -> None:
    before = "def f(x):\n    try:\n        return g(x)\n    except KeyError:\n        return None\n"
    handler = "    except OSError:\n        # the caller knows better\n        raise\n    except KeyError:"
    fact = only(told(before, before.replace("    except KeyError:", handler)))
    assert (fact.name, fact.extra["fate"]) == ("OSError", "raised")


def test_an_assertion_that_became_an_error_is_no_new_condition() -> None:
    before = 'def f(x):\n    assert x is not None, "no x"\n    return g(x)\n'
    after = before.replace('assert x is not None, "no x"', 'if x is None:\n        raise ValueError("no x")')
    assert all(fact.kind != "condition.added" for fact in told(before, after))


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
    ("path", "before", "guard", "condition", "then"),
    [
        ("a.go", "func f(n int) error {\n\tg(n)\n\treturn nil\n}\n",
         '\tif n > limit {\n\t\treturn fmt.Errorf("too many: %d", n)\n\t}\n', "n > limit", "raise"),
        ("a.rs", "fn f(n: u32) -> Option<u32> {\n    g(n);\n    Some(n)\n}\n",
         "    if n > LIMIT {\n        return None;\n    }\n", "n > LIMIT", "return"),
        ("a.ts", "export function f(n: number) {\n  g(n)\n  return n\n}\n",
         "  if (n > limit) {\n    throw new RangeError('too many')\n  }\n", "n > limit", "raise"),
        ("A.java", "class A {\nint f(int n) {\n  g(n);\n  return n;\n}\n}\n",
         '  if (n > LIMIT) {\n    throw new IllegalArgumentException("too many");\n  }\n', "n > LIMIT", "raise"),
        ("a.c", "int f(int n) {\n  g(n);\n  return n;\n}\n", "  if (n > LIMIT)\n    return -1;\n", "n > LIMIT", "return"),
        ("a.cc", "int A::f(int n) {\n  g(n);\n  return n;\n}\n", "  if (n > limit) return -1;\n", "n > limit", "return"),
    ],
)  # fmt: skip
def test_a_new_guard_in_every_language(path: str, before: str, guard: str, condition: str, then: str) -> None:
    first = next(line for line in before.split("\n") if "g(n)" in line)
    fact = only(told(before, before.replace(f"{first}\n", f"{guard}{first}\n"), path))
    assert (fact.kind, fact.name, fact.extra["then"]) == ("condition.added", condition, then)


@pytest.mark.parametrize("path", ["a.c", "a.js", "A.java", "a.go", "a.cs"])
def test_one_condition_after_another_without_end_is_read_to_a_depth(path: str) -> None:
    chain = "".join(f"if (a == {n}) {{ b({n}); }} else " for n in range(3_000))
    view = view_of({}, {path: f"int f(int a) {{ {chain}{{ }} }}\n"})
    code = read_code(view)
    assert [gap for gap in code.gaps if gap.reason is not GapReason.TOO_LARGE] == []
    list(behaviour_facts(code))  # ends, and without an error


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


def test_what_was_done_in_the_place_of_an_error_is_told_with_the_handler_that_went() -> None:
    before = "def f(rpc):\n    try:\n        rpc('wake', wait=3)\n    except OSError:\n        if rpc.new:\n            raise\n        rpc('wake_up', wait=3)\n"
    after = "def f(rpc):\n    rpc('wake', wait=3)\n"
    fact = next(one for one in told(before, after) if one.kind == "exception.removed")
    assert (fact.name, fact.before, fact.extra["fallback"]) == ("OSError", "rpc('wake_up', wait=3)", "true")


def test_a_name_that_is_asked_under_another_name_is_no_other_condition() -> None:
    before = "def f(x):\n    is_ready = ask(x)\n    if is_ready:\n        return work(x)\n    return None\n"
    after = before.replace("is_ready", "can_start")
    assert not [fact for fact in told(before, after) if fact.kind == "condition.changed"]
    other = before.replace("if is_ready", "if is_ready_now")
    assert [fact.kind for fact in told(before, other)] == ["condition.changed"]


def test_a_choice_in_brackets_that_becomes_two_returns_returns_what_it_did() -> None:
    before = "def f(x, size):\n    if x.done:\n        return (\n            x.text[:size]\n            if size\n            else (x.text)\n        )\n    return None\n"
    after = "def f(x, size):\n    if x.done:\n        if not size:\n            return x.text\n        return x.text[:size]\n    return None\n"
    assert told(before, after) == []


def test_a_condition_on_the_index_of_a_loop_is_known_as_one() -> None:
    before = "def f(ids, end):\n    for i in range(len(ids)):\n        use(ids[i])\n    return True\n"
    guard = "        if end is not None and ids[i] == end:\n            return False\n        use"
    fact = only(told(before, before.replace("        use", guard)))
    assert (fact.extra["loop"], fact.extra["index"]) == ("true", "true")
    plain = "        if end is None:\n            return False\n        use"
    fact = only(told(before, before.replace("        use", plain)))
    assert (fact.extra["loop"], fact.extra.get("index")) == ("true", None)


def test_a_call_that_came_is_told_with_what_it_is_reached_by() -> None:
    before = "def f(x):\n    if x.big:\n        if x.old:\n            prepare(x)\n    return x\n"
    fact = only(told(before, before.replace("prepare(x)\n", "x.publish_now(9)\n            prepare(x)\n")))
    assert (fact.kind, fact.extra["around"]) == ("call.added", "x.big\nx.old")


def test_a_condition_that_is_asked_after_one_about_the_same_is_known_as_that() -> None:
    before = "def f(fps):\n    if fps > 0:\n        sample(fps)\n    return fps\n"
    after = before.replace(
        "    return fps", "    elif fps != -1:\n        raise ValueError('bad rate')\n    return fps"
    )
    fact = only(told(before, after))
    assert (fact.name, fact.extra["after_others"]) == ("fps != -1", "true")
    other = before.replace("fps > 0", "fps == 0")
    fact = only(told(other, after.replace("fps > 0", "fps == 0")))
    assert "after_others" not in fact.extra


def test_of_constants_declared_together_the_right_one_changes() -> None:
    block = 'package a\n\nconst (\n\tauth = "key"\n\n\tlimit = {}\n\tburst = 3\n)\n'
    facts = told(block.format("500.0"), block.format("10.0"), "a.go")
    assert [(fact.name, fact.before, fact.after) for fact in facts] == [("limit", "500.0", "10.0")]


def test_what_is_called_in_either_case_does_not_depend_on_the_condition() -> None:
    call = "pool.set_buffer_of_the_layer(layer, out_location_of_the_batch, key"
    before = f"def f(pool, layer, key):\n    {call})\n    return key\n"
    after = f"def f(pool, layer, key):\n    if pool.old:\n        {call})\n    else:\n        {call}, layer.key_scale)\n    return key\n"
    assert not [fact for fact in told(before, after) if fact.extra.get("form") == "only"]


def test_what_only_wraps_a_value_is_no_call() -> None:
    before = "fn interrupt(&self) -> Option<u8> {\n    None\n}\n"
    facts = told(before, before.replace("None\n", "Some(self.0.interrupt())\n"), "dma.rs")
    assert not any(one.kind == "call.added" for one in facts)


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


def test_a_case_that_comes_to_another_value_is_told_with_both() -> None:
    before = (
        "fn code(&self) -> Code {\n    match self {\n        Fate::Late => Code::WAIT,\n"
        "        Fate::Gone => Code::LOST,\n    }\n}\n"
    )
    after = before.replace("Fate::Late => Code::WAIT", "Fate::Late => code_of_lateness()")
    fact = only(told(before, after, "fate.rs"))
    assert (fact.kind, fact.name, fact.before, fact.after) == (
        "expression.changed",
        "Fate::Late",
        "Code::WAIT",
        "code_of_lateness()",
    )


def test_a_line_that_left_a_condition_reworded_depends_on_it_no_more() -> None:
    before = "def weigh(pot):\n    if pot.limit is None:\n        print(f'weight {pot.weight}')\n        return\n    check(pot)\n"
    after = "def weigh(pot):\n    print(f'its weight {pot.weight}')\n    if pot.limit is None:\n        return\n    check(pot)\n"
    fact = only(told(before, after))
    assert (fact.kind, fact.name, fact.extra["form"]) == (
        "condition.removed",
        "pot.limit is None",
        "only",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (  # another name for the same thing, made later
            "def load(path):\n    reader = open_pot(path)\n    try:\n        reader.fill()\n    finally:\n        reader.close_pot()\n",
            (
                "def load(path):\n    pot = None\n    try:\n        pot = open_pot(path)\n        pot.fill()\n    finally:\n"
                "        if pot is not None:\n            pot.close_pot()\n"
            ),
        ),
        (  # guarded by the same question as before, which stands inside the new one
            "def sum_up(pots, scaled):\n    if scaled:\n        total = add_weights(pots)\n    return pots\n",
            (
                "def sum_up(pots, scaled, halved):\n    if scaled or halved:\n        if scaled:\n            total = add_weights(pots)\n"
                "        halve_all(pots)\n    return pots\n"
            ),
        ),
    ],
)
def test_what_was_guarded_before_is_not_told_as_guarded_now(before: str, after: str) -> None:
    assert [one for one in told(before, after) if one.extra.get("form") == "only"] == []


def test_instead_is_only_said_of_a_branch_that_does_nothing_else() -> None:
    before = "def ids(batch):\n    total = count_up(batch.lengths)\n    return total\n"
    after = (
        "def ids(batch):\n    if batch.is_short():\n        count_short(batch)\n    else:\n"
        "        total = count_up(batch.lengths)\n        count_long(batch)\n    return total\n"
    )
    assert [one for one in told(before, after) if one.extra.get("form") == "instead"] == []


def test_a_function_under_a_new_name_did_nothing_before_that_it_no_longer_does() -> None:
    before = "def update_free(pool, ids):\n    check_all(ids)\n    pool.free.store_all(ids)\n    pool.log_size()\n    return ids\n"
    after = before.replace("update_free", "set_busy").replace("    pool.free.store_all(ids)\n", "")
    assert [one.kind for one in told(before, after) if one.kind.endswith(".removed")] == []
    same = before.replace("    pool.free.store_all(ids)\n", "")
    assert [one.kind for one in told(before, same)] == ["call.removed"]


def test_an_error_under_two_new_conditions_is_told_with_both() -> None:
    before = "def check(kiln):\n    kiln.start()\n"
    after = (
        "def check(kiln):\n    if kiln.heat_locked and kiln.fan:\n        if kiln.is_given('fan'):\n"
        "            raise ValueError('the fan cannot run while the heat is locked')\n        kiln.fan = False\n    kiln.start()\n"
    )
    (fact,) = [one for one in told(before, after) if one.kind == "exception.added"]
    assert fact.extra["around"].split("\n") == ["kiln.heat_locked and kiln.fan", "kiln.is_given('fan')"]
    alone = "def check(kiln):\n    if kiln.is_given('fan'):\n        raise ValueError('the fan cannot run while the heat is locked')\n    kiln.start()\n"
    (one,) = [one for one in told(before, alone) if one.extra.get("error") == "ValueError"]
    assert "around" not in one.extra


def test_a_condition_on_a_name_that_is_gone_held_nothing_back() -> None:
    before = (
        "def stop(self):\n    while self.pots:\n        if pot := self.pots.take_last():\n            pot.close_lid()\n"
        "        report_all(f'stopped a pot: {self.name}')\n"
    )
    after = "def stop(self):\n    close_all(self.pots)\n    report_all(f'stopped a pot: {self.name}')\n"
    assert [one for one in told(before, after) if one.extra.get("form") == "only"] == []


def test_what_every_function_returns_somewhere_is_not_held_back_by_a_new_condition() -> None:
    before = "func done(pot Pot) bool {\n\tfor _, lid := range pot.Lids {\n\t\tif lid.Shut {\n\t\t\treturn lid.Sealed\n\t\t}\n\t}\n\treturn false\n}\n"
    after = "func done(pot Pot) bool {\n\tdata, err := read(pot.Log)\n\tif err != nil {\n\t\treturn false\n\t}\n\treturn contains(data, pot.Name)\n}\n"
    assert [one for one in told(before, after, "pot.go") if one.extra.get("form") == "only"] == []


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


def test_a_call_that_was_made_in_either_case_did_not_depend_on_it() -> None:
    before = "def load(kiln, pots):\n    if not kiln.is_warm:\n        heat_up(kiln)\n        fill_slowly(kiln, pots)\n    else:\n        fill_slowly(kiln, pots)\n"
    after = "def load(kiln, pots):\n    if not kiln.is_warm:\n        heat_up(kiln)\n    fill_slowly_and_close(kiln, pots)\n"
    assert [one for one in told(before, after) if one.extra.get("form") == "only"] == []


def test_an_error_that_nothing_here_raises_any_more_is_no_longer_caught_without_a_word() -> None:
    before = "def convert(value, kind):\n    try:\n        return int(value)\n    except (ValueError, TypeError):\n        log.warning('no number')\n    return value\n"
    after = "def convert(value, kind):\n    return coerce_by_schema(value, [kind])\n"
    assert [one for one in told(before, after) if one.extra.get("how") == "caught"] == []
    bare = "def convert(value, kind):\n    return int(value)\n"
    assert [one.kind for one in told(before, bare) if one.extra.get("how") == "caught"] == [
        "exception.removed"
    ]


def test_a_condition_most_of_which_is_asked_elsewhere_now_was_not_dropped() -> None:
    before = (
        "def start(oven):\n    if oven.head_size > 256 and oven.oven_version == 3 and platform.is_gas_oven():\n"
        "        oven.oven_version = 4\n    oven.run_now()\n"
    )
    after = (
        "def start(oven):\n    oven.run_now()\n\n\ndef version_of(oven, head_size):\n    oven_version = 3\n"
        "    if head_size is not None and head_size > 256 and oven_version == 3 and platform.is_gas_oven():\n        return 4\n    return oven_version\n"
    )
    assert [one for one in told(before, after) if one.kind == "condition.removed"] == []
