"""Conditions that come, go and change, with what hangs on them."""

from __future__ import annotations

import pytest

from classifier.facts.behaviour import behaviour_facts
from classifier.facts.symbols import read_code
from history.records import GapReason
from tests.support.behaviour import changed, only, told
from tests.support.facts import view_of


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


def test_an_assertion_that_became_an_error_is_no_new_condition() -> None:
    before = 'def f(x):\n    assert x is not None, "no x"\n    return g(x)\n'
    after = before.replace('assert x is not None, "no x"', 'if x is None:\n        raise ValueError("no x")')
    assert all(fact.kind != "condition.added" for fact in told(before, after))


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


def test_what_is_called_in_either_case_does_not_depend_on_the_condition() -> None:
    call = "pool.set_buffer_of_the_layer(layer, out_location_of_the_batch, key"
    before = f"def f(pool, layer, key):\n    {call})\n    return key\n"
    after = f"def f(pool, layer, key):\n    if pool.old:\n        {call})\n    else:\n        {call}, layer.key_scale)\n    return key\n"
    assert not [fact for fact in told(before, after) if fact.extra.get("form") == "only"]


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


def test_a_call_that_was_made_in_either_case_did_not_depend_on_it() -> None:
    before = "def load(kiln, pots):\n    if not kiln.is_warm:\n        heat_up(kiln)\n        fill_slowly(kiln, pots)\n    else:\n        fill_slowly(kiln, pots)\n"
    after = "def load(kiln, pots):\n    if not kiln.is_warm:\n        heat_up(kiln)\n    fill_slowly_and_close(kiln, pots)\n"
    assert [one for one in told(before, after) if one.extra.get("form") == "only"] == []


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


def test_only_a_guard_that_others_follow_is_left_early() -> None:
    before = "def f(pot):\n    pot.wash()\n    pot.fill()\n    return pot.lid\n"

    def early(guard: str) -> bool:
        fact = only(told(before, before.replace("    pot.fill()\n", f"{guard}    pot.fill()\n")))
        assert fact.extra["then"] == "return"
        return "early" in fact.extra

    assert early("    if pot.is_full:\n        return\n")
    assert early("    if pot.is_full:\n        log.info('full')\n        return\n")
    assert not early("    if pot.is_full:\n        pot.wash()\n        return\n")
    assert not early("    if pot.is_full:\n        return\n    else:\n        pot.wash()\n")
    last = "def f(pot):\n    if pot.is_dry:\n        pot.fill()\n        return\n"
    assert "early" not in only(told(last, f"{last}    elif pot.is_full:\n        return\n")).extra


@pytest.mark.parametrize(
    ("branch", "decided"),
    [
        ("        return\n    pot.fill()\n", "return"),
        ("        return 0\n    pot.fill()\n", "return"),
        ("        pot = pot.copy()\n        pot.wash()\n        return\n    pot.fill()\n", ""),
        ("        return\n    else:\n        pot.fill()\n", ""),
        ("        return\n", ""),
        ("        return pot.lid.close_with(the_long_argument_one, the_long_argument_two, three)\n    pot.fill()\n", ""),
    ],
)  # fmt: skip
def test_a_condition_decides_an_early_return_only_of_a_guard(branch: str, decided: str) -> None:
    before = f"def f(pot):\n    if pot.size == 0:\n{branch}"
    fact = only(told(before, before.replace("pot.size == 0", "pot.weight == 0")))
    assert (fact.before, fact.after) == ("pot.size == 0", "pot.weight == 0")
    assert fact.extra.get("then", "") == decided


def test_the_condition_of_a_branch_among_several_decides_no_early_return() -> None:
    before = (
        "def send(pot, kind):\n    if kind == 'a':\n        return pot.go()\n    elif kind in ['b']:\n"
        "        return\n    pot.fill()\n"
    )
    fact = only(told(before, before.replace("['b']", "['b', 'c']")))
    assert "then" not in fact.extra


def test_a_branch_after_others_is_said_to_come_after_them() -> None:
    before = (
        "def load(pot, name, kind):\n    if kind == 'clay':\n        fetch(pot, kind)\n    else:\n        fetch(pot, 'none')\n"
        "    return pot\n"
    )
    after = before.replace("    else", "    elif name is not None:\n        fetch(pot, name)\n    else")
    fact = only(told(before, after))
    assert (fact.kind, fact.extra["when"]) == ("argument.changed", "name is not None")
    assert fact.extra["after_others"] == "true"
    other = before.replace("    else", "    elif kind == 'glass':\n        fetch(pot, name)\n    else")
    assert "after_others" not in only(told(before, other)).extra  # what is of glass is not of clay


def test_a_condition_of_a_loop_that_is_gone_is_not_the_old_one_of_another_loop() -> None:
    before = (
        "def f(cups, tray):\n    for cup in cups:\n        if cup.ready:\n            tray.append(cup.name())\n"
        "    wide = False\n    for cup in tray:\n        if wide:\n            cup.fill(9)\n        else:\n            cup.push(cup)\n"
    )
    after = (
        "def f(cups, tray):\n    first = True\n    wide = False\n    for cup in tray:\n        if first:\n"
        "            tray.append(cup.name())\n            first = False\n        elif wide:\n            cup.fill(9)\n"
        "        else:\n            tray.append(cup.name())\n"
    )
    assert "condition.changed" not in [fact.kind for fact in told(before, after)]


def test_an_error_whose_words_another_function_said_is_no_new_one() -> None:
    helper = '    def first(self):\n        return self.cups[0] or fail(ValueError("There are no cups on the tray"))\n\n'
    before = f"class Tray:\n{helper}    def take(self, size):\n        cup = self.first()\n        return cup.take(size)\n"
    after = (
        "class Tray:\n    def take(self, size):\n        cups = self.open()\n        if not cups:\n"
        '            raise ValueError("There are no cups on the tray")\n        return cups.take(size)\n'
    )
    (fact,) = [fact for fact in told(before, after) if fact.kind == "condition.added"]
    assert fact.extra["failed"] == "true"


def test_the_nothing_that_a_variable_begins_with_is_not_its_new_value() -> None:
    before = "def f(self):\n    layer = self.layers[0]\n    self.size = layer.size\n    return self\n"
    after = (
        "def f(self):\n    layer = None\n    for one in self.all_layers():\n        if one.wide:\n            layer = one\n"
        "    self.size = layer.size\n    return self\n"
    )
    assert not [fact for fact in told(before, after) if fact.name == "layer" and fact.after == "None"]
    (fact,) = told(before, before.replace("self.layers[0]", "None"))
    assert fact.after == "None"


def test_a_condition_that_a_new_helper_asks_was_not_changed() -> None:
    before = 'def add(kind, pot):\n    if kind == "porcelain":\n        return None\n    return shelf.put(kind, pot)\n'
    helper = 'def check(kind):\n    if kind == "porcelain":\n        return None\n    return kind\n'
    after = before.replace('    if kind == "porcelain":', "    found = check(kind)\n    if found is None:")
    assert "condition.changed" not in {fact.kind for fact in told(before, f"{after}\n\n{helper}")}
    assert "condition.changed" in {fact.kind for fact in told(before, after)}
