"""Steps that stay and stand elsewhere, and what a body demands: order, locks, assertions."""

from __future__ import annotations

import pytest

from tests.support.behaviour import told

STATIONS = {
    "station.py": (
        "def depart(train):\n    announce(train.name)\n    doors = train.doors\n    close_all(doors)\n    return train.go()\n",
        "    announce(train.name)\n",
        "    return",
        "    close_all(doors)\n",
    ),
    "station.go": (
        "package s\n\nfunc depart(t *Train) error {\n\tannounce(t.name)\n\tdoors := t.doors\n\tcloseAll(doors)\n\treturn t.run()\n}\n",
        "\tannounce(t.name)\n",
        "\treturn",
        "closeAll(doors)",
    ),
    "station.rs": (
        "fn depart(t: Train) -> Ready {\n    announce(&t.name);\n    let doors = t.doors();\n    close_all(&doors);\n    t.run()\n}\n",
        "    announce(&t.name);\n",
        "    t.run()",
        "close_all(&doors)",
    ),
    "Station.kt": (
        "class Station {\n    fun depart(t: Train): Int {\n        announce(t.name)\n        val doors = t.doors\n        closeAll(doors)\n        return t.run()\n    }\n}\n",
        "        announce(t.name)\n",
        "        return",
        "closeAll(doors)",
    ),
    "station.rb": (
        "class Station\n  def depart(train)\n    announce(train.name)\n    doors = train.doors\n    close_all(doors)\n    train.run\n  end\nend\n",
        "    announce(train.name)\n",
        "    train.run",
        "close_all(doors)",
    ),
}


@pytest.mark.parametrize("path", STATIONS)
def test_a_step_that_now_comes_later_is_told_with_what_it_passed(path: str) -> None:
    source, step, before, neighbour = STATIONS[path]
    (fact,) = told(source, source.replace(step, "", 1).replace(before, step + before, 1), path)
    assert (fact.kind, fact.extra["form"]) == ("step.moved", "after")
    assert fact.name == step.strip().rstrip(";")
    assert fact.extra["beside"].split("\n")[0] == neighbour.strip()
    assert {line.side.value for line in fact.evidence} == {"new", "old"}


def test_a_step_that_now_comes_earlier_is_told_so() -> None:
    source, step, before, _ = STATIONS["station.py"]
    moved = source.replace(step, "", 1).replace(before, step + before, 1)
    (fact,) = told(moved, source, "station.py")
    assert (fact.kind, fact.extra["form"], fact.name) == ("step.moved", "before", "announce(train.name)")


def test_a_step_in_a_new_block_has_not_passed_anything() -> None:
    source = STATIONS["station.py"][0]
    inside = source.replace("    close_all(doors)\n", "    with platform.lock:\n        close_all(doors)\n")
    (fact,) = told(source, inside, "station.py")
    assert (fact.kind, fact.name) == ("step.moved", "close_all(doors)")
    assert (fact.extra["form"], fact.extra["inside"]) == ("into", "with platform.lock")
    (fact,) = told(inside, source, "station.py")
    assert (fact.extra["form"], fact.extra["inside"]) == ("out", "with platform.lock")


def test_a_function_put_in_order_is_not_told_step_by_step() -> None:
    steps = [f"    prepare_part_{number}(train)\n    yield {number}\n" for number in range(8)]
    before = "def run(train):\n" + "".join(steps)
    after = "def run(train):\n" + "".join(reversed(steps))
    assert not [fact for fact in told(before, after, "run.py") if fact.kind == "step.moved"]


GUARDED = """\
def load(model, config):
    assert not config.scaled
    assert (
        config.backend == "triton"
        or config.backend == "mha"
    ), "triton and mha are the only backends"
    model.config = config
    return model
"""


def test_an_assertion_that_is_gone_is_told_by_what_it_demanded() -> None:
    (fact,) = told(GUARDED, GUARDED.replace("    assert not config.scaled\n", ""), "load.py")
    assert (fact.kind, fact.name, fact.extra["form"]) == ("condition.removed", "not config.scaled", "demand")


def test_a_new_assertion_is_told_with_all_it_says() -> None:
    asserts = '    assert config.size > 3, (\n        "The size is too small. "\n        "Take a larger one."\n    )\n'
    (fact,) = told(GUARDED, GUARDED.replace("    model.config", asserts + "    model.config"), "load.py")
    assert (fact.kind, fact.name) == ("condition.added", "config.size > 3")
    assert fact.extra["says"] == "The size is too small. Take a larger one."


def test_what_an_assertion_of_several_lines_now_accepts_is_the_clause_that_came() -> None:
    wider = GUARDED.replace(
        'config.backend == "mha"\n', 'config.backend == "mha"\n        or config.backend == "flash"\n'
    )
    (fact,) = told(GUARDED, wider, "load.py")
    assert (fact.kind, fact.extra["how"], fact.extra["part"]) == (
        "condition.changed",
        "or",
        'config.backend == "flash"',
    )
    (fact,) = told(wider, GUARDED, "load.py")
    assert (fact.extra["how"], fact.extra["part"]) == ("or-less", 'config.backend == "flash"')


@pytest.mark.parametrize(
    ("path", "source", "line", "holds", "says"),
    [
        (
            "load.rs",
            'fn load(size: usize) {\n    debug_assert!(size > 3, "size is small");\n    run(size);\n}\n',
            '    debug_assert!(size > 3, "size is small");\n',
            "size > 3",
            "size is small",
        ),
        (
            "load.cu",
            'void load(Tensor a) {\n  TORCH_CHECK(a.dim() == 3, "a must be 3D");\n  run(a);\n}\n',
            '  TORCH_CHECK(a.dim() == 3, "a must be 3D");\n',
            "a.dim() == 3",
            "a must be 3D",
        ),
        (
            "Load.java",
            'class Load {\n  void load(int size) {\n    assert size > 3 : "size is small";\n    run(size);\n  }\n}\n',
            '    assert size > 3 : "size is small";\n',
            "size > 3",
            "size is small",
        ),
        (
            "Load.kt",
            'fun load(size: Int) {\n    require(size > 3) { "size is small" }\n    run(size)\n}\n',
            '    require(size > 3) { "size is small" }\n',
            "size > 3",
            "",
        ),
    ],
)
def test_assertions_of_other_languages(path: str, source: str, line: str, holds: str, says: str) -> None:
    (fact,) = told(source, source.replace(line, ""), path)
    assert (fact.kind, fact.name, fact.extra.get("says", "")) == ("condition.removed", holds, says)


def test_an_assertion_that_became_an_error_is_no_demand_that_is_gone() -> None:
    raised = GUARDED.replace(
        "    assert not config.scaled\n",
        '    if config.scaled:\n        raise ValueError("scaled is not supported")\n',
    )
    assert not [fact for fact in told(GUARDED, raised, "load.py") if fact.extra.get("form") == "demand"]


CALL = "def load(model, total):\n    pool = open_pool(\n        model.path,\n        size=model.size,\n        name=model.name,\n    )\n    return pool\n"


def test_an_argument_put_between_the_lines_of_a_call_is_told() -> None:
    wider = CALL.replace("        size=model.size,\n", "        size=model.size,\n        share=0.2,\n")
    (fact,) = told(CALL, wider, "load.py")
    assert (fact.kind, fact.name, fact.extra["call"]) == ("argument.added", "share=0.2", "open_pool")
    assert [(line.line, line.text) for line in fact.evidence] == [(5, "share=0.2,")]
    (fact,) = told(wider, CALL, "load.py")
    assert (fact.kind, fact.name) == ("argument.removed", "share=0.2")


def test_a_clause_put_between_the_lines_of_a_condition_is_told() -> None:
    source = "def take(pool):\n    if (\n        pool.open\n        and pool.free\n    ):\n        return pool.first()\n    return None\n"
    wider = source.replace("        and pool.free\n", "        and pool.free\n        and not pool.locked\n")
    (fact,) = told(source, wider, "pool.py")
    assert (fact.kind, fact.extra["form"], fact.extra["part"]) == (
        "condition.changed",
        "and",
        "not pool.locked",
    )
    (fact,) = told(wider, source, "pool.py")
    assert (fact.extra["form"], fact.extra["part"]) == ("and-less", "not pool.locked")


def test_how_a_log_line_is_written_and_what_it_says() -> None:
    source = 'def run(job):\n    logger.warning("The job is slow")\n    return job\n'
    (fact,) = told(source, source.replace("logger.warning(", "logger.warning_once("), "run.py")
    assert (fact.kind, fact.before, fact.after) == ("call.changed", "logger.warning", "logger.warning_once")
    (fact,) = told(source, source.replace("is slow", "is slower than asked"), "run.py")
    assert (fact.kind, fact.before, fact.after) == (
        "text.changed",
        "The job is slow",
        "The job is slower than asked",
    )


def test_an_assertion_for_type_checkers_is_no_demand() -> None:
    source = "def run(job):\n    found = job.find()\n    return found.value\n"
    for held in ("found is not None", "isinstance(found, Job) and job.pool is not None"):
        after = source.replace("    return", f"    assert {held}\n    return")
        assert told(source, after, "run.py") == []


TABLE = 'MODELS = {\n    "One": ("a", "One"),\n    "Two": ("a", "Two"),\n}\nLIMIT = 3\n'


def test_an_entry_that_came_to_a_table_of_a_module_is_told() -> None:
    wider = TABLE.replace('    "Two"', '    "Ten": ("b", "Ten"),\n    "Two"')
    (fact,) = told(TABLE, wider, "models.py")
    assert (fact.kind, fact.name, fact.extra["list"]) == ("expression.added", '"Ten": ("b", "Ten")', "MODELS")
    (fact,) = told(wider, TABLE, "models.py")
    assert fact.kind == "expression.removed"


def test_a_constant_that_has_another_value_is_told_as_a_symbol_alone() -> None:
    assert told(TABLE, TABLE.replace("LIMIT = 3", "LIMIT = 4"), "models.py") == []


def test_a_name_that_is_given_something_else_is_told_with_both_values() -> None:
    source = "def run(items):\n    first = items.index(-1)\n    return first\n"
    (fact,) = told(source, source.replace("items.index(-1)", "len(items)"), "run.py")
    assert (fact.kind, fact.name, fact.before, fact.after) == (
        "expression.changed",
        "first",
        "items.index(-1)",
        "len(items)",
    )


def test_what_is_set_for_others_to_see_is_told_where_it_is_all() -> None:
    source = (
        "class Model:\n    def __init__(self, config):\n        self.config = config\n        build(config)\n"
    )
    after = source.replace("        build", "        self.model = config.language.model\n        build")
    (fact,) = told(source, after, "model.py")
    assert (fact.kind, fact.name) == ("step.added", "self.model = config.language.model")


def test_a_setting_of_a_class_is_told_with_both_values() -> None:
    source = "class Envs:\n    DELAY = EnvInt(30)\n    LIMIT = EnvInt(5)\n"
    (fact,) = told(source, source.replace("EnvInt(30)", "EnvInt(None)"), "envs.py")
    assert (fact.kind, fact.name, fact.before, fact.after) == (
        "expression.changed",
        "DELAY",
        "EnvInt(30)",
        "EnvInt(None)",
    )


def test_that_a_step_now_runs_inside_a_loop_without_a_condition_is_not_told() -> None:
    before = "fn fill(tray: &Tray) -> Option<Cup> {\n    let cup = tray.next_cup_of_the_shelf()?;\n    cup.fill_with_tea();\n    Some(cup)\n}\n"
    after = (
        "fn fill(tray: &Tray) -> Option<Cup> {\n    loop {\n        let cup = tray.next_cup_of_the_shelf()?;\n        cup.fill_with_tea();\n"
        "        if cup.is_full() {\n            return Some(cup);\n        }\n    }\n}\n"
    )
    assert [fact.extra["inside"] for fact in told(before, after, "a.rs") if "inside" in fact.extra] == []
    fact = next(
        fact
        for fact in told(before, after.replace("loop {", "while tray.open() {"), "a.rs")
        if "inside" in fact.extra
    )
    assert fact.extra["inside"] == "while tray.open()"
