"""What held before is no news: the same written otherwise, moved into a function that is called, or asked of the same thing."""

from __future__ import annotations

import pytest

from tests.support.behaviour import only, told

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


def test_two_log_lines_of_different_matters_are_no_rewording() -> None:
    source = "def run(x):\n    log.info({})\n    return go(x)\n"
    lines = '"gRPC generate (unary) begins"', '"an inference request was completed"'
    assert not [fact for fact in told(*map(source.format, lines)) if fact.kind == "text.changed"]


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
