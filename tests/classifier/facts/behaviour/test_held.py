"""What held before is no news: the same written otherwise, moved into a function that is called, or asked of the same thing."""

from __future__ import annotations

import pytest

from classifier.facts.behaviour import behaviour_facts
from classifier.facts.interface import Fact
from classifier.facts.symbols import read_code
from tests.support.facts import view_of


def told(before: str, after: str, path: str = "pool.py") -> list[Fact]:
    return list(behaviour_facts(read_code(view_of({path: before}, {path: after}))))


def only(facts: list[Fact]) -> Fact:
    assert len(facts) == 1, facts
    return facts[0]


WRITTEN_OTHERWISE = {
    "python": (
        "pool.py",
        "def f(c, a):\n    return a.size if c.open else 0\n",
        "def f(c, a):\n    if not c.open:\n        return 0\n    return a.size\n",
    ),
    "javascript": (
        "pool.js",
        "function f(c, a) {\n  return c.open ? a.size : 0;\n}\n",
        "function f(c, a) {\n  if (c.open) {\n    return a.size;\n  }\n  return 0;\n}\n",
    ),
    "typescript": (
        "pool.ts",
        "function f(c: C, a: A): number {\n  return c.open ? a.size : 0;\n}\n",
        "function f(c: C, a: A): number {\n  if (!c.open) {\n    return 0;\n  }\n  return a.size;\n}\n",
    ),
    "java": (
        "Pool.java",
        "class Pool {\n  int f(C c, A a) {\n    return c.open() ? a.size() : 0;\n  }\n}\n",
        "class Pool {\n  int f(C c, A a) {\n    if (c.open()) {\n      return a.size();\n    }\n    return 0;\n  }\n}\n",
    ),
    "c++": (
        "pool.cpp",
        "int f(C c, A a) {\n  return c.open() ? a.size() : 0;\n}\n",
        "int f(C c, A a) {\n  if (c.open()) {\n    return a.size();\n  }\n  return 0;\n}\n",
    ),
    "rust": (
        "pool.rs",
        "fn f(c: C, a: A) -> u32 {\n    return if c.open() { a.size() } else { 0 };\n}\n",
        "fn f(c: C, a: A) -> u32 {\n    if c.open() {\n        return a.size();\n    }\n    return 0;\n}\n",
    ),
    "ruby": (
        "pool.rb",
        "def f(c, a)\n  return c.open ? a.size : 0\nend\n",
        "def f(c, a)\n  if c.open\n    return a.size\n  end\n  return 0\nend\n",
    ),
    "c#": (
        "Pool.cs",
        "class Pool {\n  int F(C c, A a) {\n    return c.Open() ? a.Size() : 0;\n  }\n}\n",
        "class Pool {\n  int F(C c, A a) {\n    if (c.Open()) {\n      return a.Size();\n    }\n    return 0;\n  }\n}\n",
    ),
    "php": (
        "pool.php",
        "<?php\nfunction f($c, $a) {\n  return $c->open() ? $a->size() : 0;\n}\n",
        "<?php\nfunction f($c, $a) {\n  if ($c->open()) {\n    return $a->size();\n  }\n  return 0;\n}\n",
    ),
}


@pytest.mark.parametrize(("path", "before", "after"), WRITTEN_OTHERWISE.values(), ids=WRITTEN_OTHERWISE)
def test_a_conditional_expression_that_is_written_out_is_no_news(path: str, before: str, after: str) -> None:
    assert told(before, after, path) == []
    assert told(after, before, path) == []


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


def test_an_error_is_not_gone_that_a_new_helper_raises() -> None:
    before = 'def run(mode):\n    if mode == 1:\n        one()\n    else:\n        raise ValueError(f"Invalid mode: {mode} for capture.")\n'
    after = (
        "def run(mode):\n    build(mode)\n\n\n"
        'def build(mode):\n    if mode == 1:\n        one()\n    else:\n        raise ValueError(f"Invalid mode: {mode}.")\n'
    )
    assert not [fact for fact in told(before, after) if fact.kind.endswith(".removed")]


def test_an_error_that_a_function_called_here_raises_in_other_words_is_not_gone() -> None:
    before = 'def run(mode):\n    if mode > 4:\n        raise ModeError("four is the most")\n    go(mode)\n'
    after = (
        "def run(mode):\n    checked(mode)\n    go(mode)\n\n\n"
        'def checked(mode):\n    if mode not in KNOWN:\n        raise ModeError(f"{mode} is unknown")\n'
    )
    assert not [fact for fact in told(before, after) if fact.kind.endswith(".removed")]


def test_an_error_that_nobody_raises_any_more_is_gone() -> None:
    before = 'def run(mode):\n    if mode > 4:\n        raise ModeError("four is the most")\n    go(mode)\n'
    fact = only(told(before, "def run(mode):\n    go(mode)\n"))
    assert (fact.kind, fact.extra["error"]) == ("condition.removed", "ModeError")


def test_a_guard_that_a_helper_asks_now_of_what_it_is_given_is_not_gone() -> None:
    before = (
        "impl S {\n    fn infer(&self, model: String) -> R {\n        if self.state().is_tensor_model(&model) {\n"
        "            return Ok(tensor(reply));\n        }\n        Ok(done(reply))\n    }\n}\n"
    )
    after = (
        "impl S {\n    fn infer(&self, model: String) -> R {\n        answer(self.state(), model);\n        Ok(done(reply))\n    }\n}\n"
        "fn answer(state: State, model: String) -> R {\n    if state.is_tensor_model(&model) {\n        return tensor(reply);\n"
        "    }\n    plain()\n}\n"
    )
    assert not [fact for fact in told(before, after, "pool.rs") if fact.kind.endswith(".removed")]


def test_a_call_that_goes_on_through_a_helper_is_not_gone() -> None:
    before = "class D:\n    def hook(self, module):\n        for m in module:\n            m.register_hook(self.seen)\n"
    after = (
        "class D:\n    def hook(self, module):\n        for m in module:\n            self.add(m)\n\n"
        "    def add(self, m):\n        if m.is_root:\n            m.forward = self.seen\n        m.register_hook(self.seen)\n"
    )
    assert not [fact for fact in told(before, after) if fact.kind == "call.removed"]


def test_a_condition_that_got_a_name_and_a_handler_is_told_by_the_handler() -> None:
    before = "def load(path):\n    if path.is_file():\n        return parsed(path)\n    return inline(path)\n"
    after = (
        "def load(path):\n    try:\n        is_file = path.is_file()\n    except OSError:\n        is_file = False\n"
        "    if is_file:\n        return parsed(path)\n    return inline(path)\n"
    )
    fact = only(told(before, after))
    assert (fact.kind, fact.name, fact.after) == ("exception.added", "OSError", "is_file = False")
    assert fact.extra["step"] == "is_file = path.is_file()"


@pytest.mark.parametrize(
    ("path", "source", "old", "new"),
    [
        ("pool.py", "def f(self, ctx):\n    {}\n    return go(ctx)\n", "assert self.io is not None, 'x'",
         "assert ctx.params is not None, 'y'"),
        ("pool.py", "def f(self, ctx):\n    {}\n    return go(ctx)\n", "assert False, 'x'", "assert ctx.done is None, 'y'"),
        ("Pool.java", "class P {{\n  int f(C c) {{\n    {}\n    return go(c);\n  }}\n}}\n", "assert io != null : \"x\";",
         "assert params != null : \"y\";"),
    ],
)  # fmt: skip
def test_two_demands_that_share_nothing_are_not_one_that_changed(
    path: str, source: str, old: str, new: str
) -> None:
    facts = told(source.format(old), source.format(new), path)
    assert not [fact for fact in facts if fact.kind == "condition.changed"]


def test_two_conditions_that_share_nothing_are_not_one_that_changed() -> None:
    source = "def f(self, ctx):\n    if {}:\n        {}\n    return go(ctx)\n"
    facts = told(
        source.format("self.io is not None", "self.io.flush()"),
        source.format("ctx.params is not None", "send(ctx.params)"),
    )
    assert not [fact for fact in facts if fact.kind == "condition.changed"]


def test_another_question_before_the_same_thing_is_a_changed_condition() -> None:
    source = "def f(self, ctx):\n    if {}:\n        return self.fast(ctx)\n    return go(ctx)\n"
    fact = only(told(source.format("self.io.ready"), source.format("ctx.params.whole")))
    assert (fact.kind, fact.before, fact.after) == (
        "condition.changed",
        "self.io.ready",
        "ctx.params.whole",
    )


def test_a_guard_of_a_name_that_is_gone_is_not_told() -> None:
    before = (
        "def f(ends):\n    lens = ends[1:] - ends[:-1]\n    if lens.is_npu:\n        lens = lens.to('cpu')\n"
        "    sizes = lens.ints()\n    return run(sizes)\n"
    )
    after = "def f(ends):\n    sizes = ends[1:].ints()\n    return run(sizes)\n"
    fact = only(told(before, after))
    assert (fact.kind, fact.before, fact.after) == ("expression.changed", "lens.ints()", "ends[1:].ints()")


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


def test_two_log_lines_of_different_matters_are_no_rewording() -> None:
    source = "def run(x):\n    log.info({})\n    return go(x)\n"
    lines = '"gRPC generate (unary) begins"', '"an inference request was completed"'
    assert not [fact for fact in told(*map(source.format, lines)) if fact.kind == "text.changed"]


def test_a_local_name_that_a_case_declares_is_no_deed() -> None:
    before = "fn f(rest: &str) -> u32 {\n    let part = rest;\n    ask(part)\n}\n"
    case = "    if let Some(end) = rest.find('x') {\n        let part = &rest[..end];\n        let other = part;\n    }\n    ask"
    assert not told(before, before.replace("    ask", case), "pool.rs")


def test_a_loop_that_goes_on_after_it_did_something_skips_nothing() -> None:
    before = "def f(items):\n    found = []\n    for item in items:\n        found.append(go(item))\n    return found\n"
    case = "        if item.empty:\n            found.append(None)\n            continue\n        found.append(go"
    facts = told(before, before.replace("        found.append(go", case))
    assert not [fact for fact in facts if fact.extra.get("then") == "continue"]


def test_an_assertion_about_a_name_that_is_gone_is_not_told() -> None:
    before = "def f(groups):\n    other = first(groups)\n    assert other is not None, 'two groups are needed'\n    return one(groups)\n"
    facts = told(before, "def f(groups):\n    return one(groups)\n")
    assert not [fact for fact in facts if fact.extra.get("form") == "demand"]


def test_a_short_guard_that_moved_into_a_helper_is_not_gone() -> None:
    before = "def propose(self, ids):\n    k = room(ids)\n    if k <= 0:\n        return None\n    return find(ids, k)\n"
    after = (
        "def propose(self, ids):\n    return find(ids, self.k)\n\n\n"
        "def find(ids, k):\n    k = min(k, room(ids))\n    if k <= 0:\n        return None\n    return search(ids, k)\n"
    )
    assert not [fact for fact in told(before, after) if fact.kind.endswith(".removed")]


def test_a_guard_of_a_field_that_is_gone_is_not_told() -> None:
    before = (
        "class Engine:\n    def __init__(self, fake):\n        self.fake = fake\n\n"
        "    def start(self):\n        if self.fake:\n            self.engine = None\n            return\n        self.engine = make()\n"
    )
    after = "class Engine:\n    def __init__(self):\n        pass\n\n    def start(self):\n        self.engine = make()\n"
    found = [fact for fact in told(before, after) if fact.kind == "condition.removed"]
    assert not found


def test_an_error_of_a_type_that_others_raise_is_gone_all_the_same() -> None:
    before = (
        'def resolve(raw):\n    if raw.admission and raw.policy != FIRST:\n        raise PolicyError("admission needs first come, first served")\n'
        '    return checked(raw)\n\n\ndef checked(raw):\n    if raw.size < 0:\n        raise PolicyError("no size below zero")\n    return raw\n'
    )
    after = before.replace(
        '    if raw.admission and raw.policy != FIRST:\n        raise PolicyError("admission needs first come, first served")\n',
        "",
    ).replace("raw.size < 0", "raw.size < 1")
    assert [fact.kind for fact in told(before, after) if fact.owner == "resolve"] == ["condition.removed"]


def test_an_item_of_what_a_method_is_called_on_is_no_argument() -> None:
    before = "fn f(e: E) -> R {\n    (CODE, [(TYPE, Value::from_static(PLAIN.as_ref()))], e.to_string()).into_response()\n}\n"
    after = before.replace("(CODE,", "(CODE, Failed,")
    assert not [fact for fact in told(before, after, "pool.rs") if fact.kind.startswith("argument")]


def test_an_error_that_is_made_in_another_way_is_no_new_one() -> None:
    before = (
        "fn parts(self, res: P) -> Result<P, E> {\n    let place = Value::try_from(self.place).map_err(|err| {\n        (\n            CODE,\n"
        '            format!("invalid place to redirect to: {err}"),\n        )\n    })?;\n    Ok(res.with(place))\n}\n'
    )
    after = (
        "fn parts(self, res: P) -> Result<P, E> {\n    match Value::try_from(self.place) {\n        Ok(place) => Ok(res.with(place)),\n"
        '        Err(err) => Err((\n            CODE,\n            format!("invalid place to redirect to: {err}"),\n        )),\n    }\n}\n'
    )
    assert not [fact for fact in told(before, after, "pool.rs") if fact.kind == "exception.added"]


def test_of_alternatives_that_lose_one_the_others_are_not_told_as_changed() -> None:
    before = (
        "def f(p):\n    return (\n        p.has(90)\n        or p.has(100)\n        or p.has(110)\n    )\n"
    )
    after = (
        "def f(p):\n    return (\n        p.has(90)\n        or p.has(100)\n        # 110 is broken\n    )\n"
    )
    assert not [fact for fact in told(before, after) if (fact.before, fact.after) == ("110", "100")]
    changed = after.replace("100", "120")
    assert [(fact.before, fact.after) for fact in told(after, changed)] == [("100", "120")]


def test_a_condition_whose_earlier_branch_is_deleted_is_not_called_asked_apart() -> None:
    before = (
        "def f(c, d):\n    if c.on:\n        c.stop()\n    elif d.on:\n        d.start()\n    return c.on\n"
    )
    after = "def f(c, d):\n    if d.on:\n        d.start()\n    return c.on\n"
    assert "apart" not in {fact.extra.get("form") for fact in told(before, after)}
