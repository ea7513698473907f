"""Cases: what is done in one only, what one says, and which are asked by themselves now."""

from __future__ import annotations

import pytest

from tests.support.behaviour import only, told


@pytest.mark.parametrize(
    ("path", "source", "old", "new"),
    [
        (
            "pool.py",
            "def f(x):\n    limit = {}\n    return limit\n",
            "near(x)",
            "near(x) if x.ok else far(x)",
        ),
        (
            "pool.ts",
            "function f(x: X) {{\n  const limit = {};\n  return limit;\n}}\n",
            "near(x)",
            "x.ok ? near(x) : far(x)",
        ),
        (
            "pool.cpp",
            "int f(X x) {{\n  int limit = {};\n  return limit;\n}}\n",
            "near(x)",
            "x.ok ? near(x) : far(x)",
        ),
        (
            "pool.rs",
            "fn f(x: X) -> u32 {{\n    let limit = {};\n    limit\n}}\n",
            "near(x)",
            "if x.ok { near(x) } else { far(x) }",
        ),
    ],
)
def test_a_value_that_depends_on_something_now(path: str, source: str, old: str, new: str) -> None:
    fact = only(told(source.format(old), source.format(new), path))
    assert (fact.kind, fact.name, fact.extra["form"]) == ("condition.added", "x.ok", "chooses")
    assert (fact.after, fact.extra["otherwise"]) == ("near(x)", "far(x)")


def test_a_name_that_keeps_its_value_in_one_case_gets_another_in_the_other() -> None:
    source = "def f(x, limit):\n    limit = {}\n    return take(x, limit)\n"
    fact = only(told(source.format("limit or 10"), source.format("limit if limit is not None else 10")))
    assert (fact.name, fact.after, fact.extra["unless"]) == ("limit is not None", "limit = 10", "true")


def test_the_same_call_with_another_argument_in_one_case() -> None:
    before = (
        "def get(name, model=None):\n    if name.startswith('x'):\n        found = special(name)\n"
        "    else:\n        found = Config.load(name, trust=1)\n    return found\n"
    )
    case = "    elif model is not None:\n        found = Config.load(model, trust=1)\n    else:"
    fact = only(told(before, before.replace("    else:", case)))
    assert (fact.kind, fact.before, fact.after) == ("argument.changed", "name", "model")
    assert (fact.extra["when"], fact.extra["call"]) == ("model is not None", "Config.load")


CASES = {
    "what it sets": (
        "        if self.tag is not None:\n            prefix = self.tag\n            keys = [prefix + key for key in keys]\n",
        ("leaves", "keys = [prefix + key for key in keys]"),
    ),
    "what it sets to something long": (
        (
            "        if self.tag is not None:\n            self.batch.states = (\n                keys.outputs.logits.of_the_last_step.hidden_states\n"
            "            )\n"
        ),
        ("sets", "self.batch.states"),
    ),
}


@pytest.mark.parametrize(("guard", "said"), CASES.values(), ids=CASES)
def test_a_new_case_says_what_is_done_in_it(guard: str, said: tuple[str, str]) -> None:
    before = "class P:\n    def exists(self, keys):\n        self.ask(keys)\n        return self.found\n"
    fact = only(told(before, before.replace("        self.ask", f"{guard}        self.ask")))
    assert (fact.name, fact.extra["form"], fact.after) == ("self.tag is not None", *said)


def test_a_new_case_of_which_nothing_can_be_said_is_not_told() -> None:
    before = "def f(keys):\n    ask(keys)\n    return keys\n"
    case = "    if keys.tag:\n        one = keys.a\n        two = one.b\n        print(two)\n    ask"
    assert told(before, before.replace("    ask", case, 1)) == []


def test_a_call_that_was_there_before_is_no_news_of_a_case() -> None:
    before = "def f(keys):\n    found = ask_all(keys)\n    return found\n"
    after = (
        "def f(keys):\n    found = many(keys)\n    if keys.rest:\n        for one in ask_all(keys.rest):\n            found += one\n"
        "    return found\n"
    )
    assert "ask_all" not in "".join(fact.extra.get("calls", "") for fact in told(before, after))


def test_what_a_case_returns_is_told_with_the_case() -> None:
    source = "def apply(x, kind):\n    if kind == FAST:\n        return near(x)\n    elif kind == SLOW:\n        out = far(x)\n        return {}\n    return x\n"
    fact = only(told(source.format("out"), source.format("out.view(x.shape)")))
    assert (fact.kind, fact.before, fact.after) == ("result.changed", "out", "out.view(x.shape)")
    assert fact.extra["around"] == "kind == SLOW"


def test_a_condition_inside_another_is_told_with_both() -> None:
    before = "def f(x):\n    if x.open:\n        g(x)\n    return x\n"
    case = "        if x.size > 9:\n            return far(x)\n        g(x)"
    fact = only(told(before, before.replace("        g(x)", case)))
    assert (fact.name, fact.extra["around"]) == ("x.size > 9", "x.open")


def test_what_was_returned_in_any_case_is_no_news_of_one() -> None:
    before = "def flush(self, req):\n    success = self.flush_cache()\n    return Output(success=success)\n"
    after = (
        "def flush(self, req):\n    if req.wait <= 0:\n        return Output(success=self.flush_cache())\n"
        "    self.pending.append(req)\n    return None\n"
    )
    found = [fact for fact in told(before, after) if fact.kind == "condition.added"]
    assert only(found).extra["form"] == "only"


def test_what_was_returned_in_any_case_is_no_news_of_two() -> None:
    before = "def flush(self, req):\n    success = self.flush_cache()\n    return Output(success=success)\n"
    after = (
        "def flush(self, req):\n    if req.wait <= 0:\n        return Output(success=self.flush_cache())\n"
        "    if self.idle():\n        return Output(success=self.flush_cache())\n    self.pending.append(req)\n    return None\n"
    )
    found = [fact for fact in told(before, after) if fact.kind == "condition.added"]
    assert not [fact for fact in found if fact.extra["form"] == "leaves"]


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            "pool.py",
            "def f(self):\n    assert self.chunk % self.page == 0, 'no fit'\n    return 1\n",
            "def f(self):\n    if self.chunk > 0:\n        assert self.chunk % self.page == 0, 'no fit'\n    return 1\n",
        ),
        (
            "Pool.java",
            'class P {\n  int f() {\n    assert chunk % page == 0 : "no fit";\n    return 1;\n  }\n}\n',
            'class P {\n  int f() {\n    if (chunk > 0) {\n      assert chunk % page == 0 : "no fit";\n    }\n    return 1;\n  }\n}\n',
        ),
    ],
)
def test_an_assertion_that_is_made_in_one_case_only(path: str, before: str, after: str) -> None:
    fact = only(told(before, after, path))
    assert fact.extra["form"] == "checks"
    assert (fact.after or "").endswith("page == 0")


CHAINS = {
    "python": (
        "pool.py",
        "def f(x):\n    if x.a:\n        one(x)\n    {} x.b:\n        return two(x)\n    return x\n",
        ("elif", "if"),
        "x.b",
    ),
    "javascript": (
        "pool.js",
        "function f(x) {{\n  if (x.a) {{\n    one(x);\n  }}\n  {} (x.b) {{\n    return two(x);\n  }}\n  return x;\n}}\n",
        ("else if", "if"),
        "x.b",
    ),
    "go": (
        "pool.go",
        "package pool\n\nfunc f(x X) int {{\n\tif x.A {{\n\t\tone(x)\n\t}}{}if x.B {{\n\t\treturn two(x)\n\t}}\n\treturn 1\n}}\n",
        (" else ", "\n\t"),
        "x.B",
    ),
}


@pytest.mark.parametrize(("path", "source", "ways", "asked"), CHAINS.values(), ids=CHAINS)
def test_a_condition_that_is_no_longer_asked_only_after_another(
    path: str, source: str, ways: tuple[str, str], asked: str
) -> None:
    chained, apart = map(source.format, ways)
    for before, after, form in ((chained, apart, "apart"), (apart, chained, "chained")):
        fact = only(told(before, after, path))
        assert (fact.kind, fact.name, fact.extra["form"]) == ("condition.changed", asked, form)


def test_an_assertion_that_goes_with_its_branch_is_not_told() -> None:
    before = (
        "def apply(self, x):\n    if self.on_cpu:\n        assert self.kernel.plain(x)\n        return self.cpu(x)\n    else:\n"
        "        return self.kernel.run(x)\n"
    )
    found = told(before, "def apply(self, x):\n    return self.kernel.run(x)\n")
    assert not [fact for fact in found if fact.extra.get("form") == "demand"]


def test_a_local_name_that_a_case_declares_is_no_deed() -> None:
    before = "fn f(rest: &str) -> u32 {\n    let part = rest;\n    ask(part)\n}\n"
    case = "    if let Some(end) = rest.find('x') {\n        let part = &rest[..end];\n        let other = part;\n    }\n    ask"
    assert not told(before, before.replace("    ask", case), "pool.rs")


def test_a_loop_that_goes_on_after_it_did_something_skips_nothing() -> None:
    before = "def f(items):\n    found = []\n    for item in items:\n        found.append(go(item))\n    return found\n"
    case = "        if item.empty:\n            found.append(None)\n            continue\n        found.append(go"
    facts = told(before, before.replace("        found.append(go", case))
    assert not [fact for fact in facts if fact.extra.get("then") == "continue"]


def test_a_condition_whose_earlier_branch_is_deleted_is_not_called_asked_apart() -> None:
    before = (
        "def f(c, d):\n    if c.on:\n        c.stop()\n    elif d.on:\n        d.start()\n    return c.on\n"
    )
    after = "def f(c, d):\n    if d.on:\n        d.start()\n    return c.on\n"
    assert "apart" not in {fact.extra.get("form") for fact in told(before, after)}
