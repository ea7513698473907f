"""The summary of what functions do differently."""

from __future__ import annotations

import pytest

from history.briefs import Importance, Section
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

BODY = "def fetch(block):\n    found = read(block)\n    if found.size >= 10:\n        found.trim()\n    return found\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (">= 10", "> 10", "fetch now runs found.trim() if found.size > 10, where it was found.size >= 10."),
        ("    return found", "    return found or None", "Where found is empty, fetch now takes None."),
        (
            "    return",
            "    if found.busy:\n        return None\n    return",
            "When found.busy is true, fetch now returns None.",
        ),
        ("read(block)", "read(block, wait=True)", "fetch now passes wait=True to read."),
        ("read(", "read_all(", "fetch now calls read_all instead of read."),
    ],
)
def test_a_changed_body_is_told_by_what_it_does(
    repo: RepoBuilder, briefs_of: BriefsOf, old: str, new: str, said: str
) -> None:
    edited(repo, "fix: blocks", {"src/blocks.py": (BODY, BODY.replace(old, new))})
    assert said in words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)


def test_tests_are_not_the_news_of_a_commit_about_something_else(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    tests = "def test_fetch():\n    assert fetch(1) == 1\n"
    files = {
        "src/blocks.py": (BODY, BODY.replace(">= 10", "> 10")),
        "tests/test_blocks.py": (tests, tests.replace("== 1", "== 2")),
    }
    edited(repo, "fix: blocks", files)
    assert "test_fetch" not in words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)


def test_a_new_parameter_is_told_once_and_with_its_function(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(repo, "feat: wait", {"src/blocks.py": (BODY, BODY.replace("(block):", "(block, wait=False):"))})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "fetch now takes wait." in said
    assert "signature" not in said


def test_a_call_that_a_shown_piece_of_code_holds_is_not_told_again(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "def digest(found):\n    kept = Block(sum_of(found))\n    return kept\n"
    after = before.replace("Block(sum_of(found))", "block_sum(found)")
    edited(repo, "fix: sums", {"src/blocks.py": (before, after)})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "block_sum(found)" in said
    assert "calls" not in said


def test_what_the_program_does_comes_before_what_long_tests_do(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    tests = "def test_fetch():\n    found = fetch(1)\n" + "    assert found\n" * 3
    after = tests.replace("fetch(1)", "fetch(1, wait=True)") + "    assert found.size\n" * 20
    files = {
        "src/blocks.py": (BODY, BODY.replace(">= 10", "> 10")),
        "tests/test_blocks.py": (tests, after),
    }
    edited(repo, "fix: wait for blocks", files)
    assert words(briefs_of(Importance.LOW)[0], Section.SUMMARY).startswith(
        "fetch now runs found.trim() if found.size > 10"
    )


def test_what_is_done_where_a_new_condition_does_not_hold(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    call = "launch_kernel(\n{0}    rows,\n{0}    columns,\n{0}    out_of_place_buffer_of_the_whole_batch,\n{0})\n"
    before = f"def fill(rows, columns):\n    prepare(rows)\n    {call.format('    ')}    return rows\n"
    after = (
        "def fill(rows, columns):\n    prepare(rows)\n    if rows < MOST_ROWS:\n"
        f"        {call.format('        ')}    else:\n        fill_slowly(rows)\n    return rows\n"
    )
    edited(repo, "fix: long batches fill slowly", {"src/fill.py": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert (
        "fill now does launch_kernel only when rows is under MOST_ROWS, and fill_slowly(rows) otherwise."
        in said
    )


def test_the_brackets_of_a_type_and_the_items_of_a_list_decide_nothing(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    script = "export function seed(pots: Pot[]) {{\n{}  return pots;\n}}\n"
    python = "def seed(pots):\n{}    return pots\n"
    files = {
        "src/seed.ts": (script.format(""), script.format("  const seeded = new Map<string, string>();\n")),
        "src/seed.py": (python.format(""), python.format("    seeded = {pot: pot for pot in pots if pot}\n")),
    }
    edited(repo, "feat: seeded pots", files)
    assert "depends on" not in words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)


def test_what_every_function_calls_tells_nothing_of_a_new_one(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "class Kiln:\n    def heat(self, clay):\n        return clay\n"
    after = before + (
        "\n    def fire_on_gas(self, clay):\n        size = len(clay)\n        return burners.gas.ignite(clay, size)\n"
    )
    edited(repo, "feat: gas burners", {"src/kiln.py": (before, after)})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "fire_on_gas" in said
    assert "len" not in said


def test_the_comment_at_a_step_says_it_better_than_the_step(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def clear(requests):\n    for one in requests:\n        one.inputs = None\n"
    after = (
        "def clear(requests):\n    for one in requests:\n"
        "        # A session must keep its inputs, because the next request builds on them.\n"
        "        if one.session:\n            continue\n        one.inputs = None\n"
    )
    edited(repo, "fix: sessions", {"src/clear.py": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert said.startswith(
        "“A session must keep its inputs, because the next request builds on them” (comment at clear)"
    )


def test_errors_caught_before_are_no_news(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def read(path):\n    try:\n        return load(path)\n    except Exception as error:\n        log.warning(f'no {path}')\n    return 0\n"
    after = (
        "def read(path):\n    try:\n        return load(path)\n    except FileNotFoundError:\n        log.warning(f'missing {path}')\n"
        "    except Exception as other:\n        log.warning(f'unreadable {path}')\n    return 0\n"
    )
    edited(repo, "fix: say what is missing", {"src/read.py": (before, after)})
    said = words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
    assert "Exception" not in said.replace("FileNotFoundError", "")


def test_half_of_an_expression_is_never_told(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def total(items):\n    return {}\n"
    old = "sum(\n        item.size\n        for item in items\n    )"
    new = "sum(\n        item.size + 1\n        for item in items\n        if item.open\n        or item.late_and_long_enough\n    )"
    edited(repo, "fix: late items count", {"src/total.py": (before.format(old), before.format(new))})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "or item.late" not in said
    assert "for item in" not in said


def test_an_assertion_in_one_case_is_told_with_the_case(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def sample(logits, topk, chain):\n    return draw(logits)\n"
    check = '    if chain:\n        assert topk == 1, "Chains support only one candidate"\n'
    edited(
        repo, "feat: chains", {"src/sample.py": (before, before.replace("    return", f"{check}    return"))}
    )
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert said.startswith("Where chain is true, ")
    assert "demands topk == 1" in said


def test_a_call_is_not_told_as_a_function_calling_itself(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "class Pool:\n    def take(self, size):\n        return (\n            self.inner.pages\n            .take(\n                size,\n            )\n        )\n"
    repo.commit("feat: start", {"pool.py": before})
    repo.commit(
        "perf: hand on the count",
        {
            "pool.py": before.replace(
                "                size,\n", "                size,\n                count=count,\n"
            )
        },
    )
    for one in briefs_of()[0].statements:
        params = dict(one.params)
        assert "call" not in params or params["call"] != params.get("place")


def test_what_a_loop_may_return_is_said_of_the_loop(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def find(kilns, end):\n    for kiln in reversed(kilns):\n        look(kiln)\n    return True\n"
    guard = "        if kiln.heat == end.heat:\n            return False\n        look"
    edited(repo, "fix: end of heat", {"src/a.py": (before, before.replace("        look", guard))})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "When kiln.heat equals end.heat, a loop of find now returns False." in said


def test_the_index_of_a_loop_is_not_spoken_of(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = (
        "def find(heats, end):\n    for i in range(len(heats)):\n        look(heats[i])\n    return True\n"
    )
    guard = "        if heats[i] == end:\n            return False\n        look"
    edited(repo, "fix: end of heat", {"src/a.py": (before, before.replace("        look", guard))})
    assert "When heats[i]" not in words(briefs_of(Importance.LOW)[0], Section.SUMMARY)


def test_a_way_out_that_is_gone_is_said(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def wake(rpc):\n    try:\n        rpc('wake', wait=3)\n    except OSError:\n        rpc('wake_up', wait=3)\n    return rpc\n"
    after = "def wake(rpc):\n    rpc('wake', wait=3)\n    return rpc\n"
    edited(repo, "refactor: one call", {"src/a.py": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "On OSError, wake no longer falls back to rpc('wake_up', wait=3)." in said


def test_a_condition_that_others_go_before_is_said_with_that(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def sampled(fps):\n    if fps > 0:\n        take(fps)\n    return fps\n"
    after = before.replace(
        "    return fps", "    elif fps != -1:\n        raise ValueError('this rate is bad')\n    return fps"
    )
    edited(repo, "fix: refuse rates", {"src/a.py": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert (
        "When no condition before it holds and fps differs from -1, sampled now fails with ValueError" in said
    )


def test_a_function_that_its_caller_takes_in_is_not_removed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    clean = "def cleaned(text, marks):\n    for mark in marks:\n        text = text.replace(mark, '')\n    return text\n"
    use = "def ask(text, marks):\n    return send(cleaned(text, marks))\n"
    inner = "".join(f"    {line}\n" for line in clean.replace("(text, marks)", "(text)").splitlines())
    after = f"def ask(text, marks):\n{inner}    return send(cleaned(text))\n"
    edited(repo, "refactor: marks", {"src/a.py": (f"{clean}\n\n{use}", after)})
    assert "emoves function" not in words(briefs_of(Importance.HIGH)[0])


LET = (
    "impl Kiln {\n    pub fn fire(&mut self, order: Order) -> bool {\n        match order.kind {\n            Kind::New => {\n"
    "                self.queue.push(order.pot.unwrap());\n            }\n            Kind::Old => {}\n        }\n        true\n    }\n}\n"
)


def test_what_is_bound_or_else_is_a_case_with_its_condition(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    after = LET.replace(
        "                self.queue.push(order.pot.unwrap());\n",
        '                let Some(pot) = order.pot else {\n                    warn!("the order came without a pot");\n'
        "                    return false;\n                };\n                self.queue.push(pot);\n",
    )
    edited(repo, "fix: orders without pots", {"src/kiln.rs": (LET, after)})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "When order.pot is None" in said
    assert "now returns false, with the log line “the order came without a pot”" in said


def test_of_a_condition_over_a_list_the_items_are_told(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = (
        'def fire(kind, ready):\n    if ready and kind in [\n        "bowl",\n        "cup",\n    ]:\n        return glaze(kind)\n'
        "    return None\n"
    )
    after = before.replace('        "cup",\n', '        "cup",\n        "teapot",\n        "vase",\n')
    edited(repo, "feat: more kinds", {"src/kiln.py": (before, after)})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert 'kind "teapot" and "vase" too' in said or 'kind may now also be "teapot" and "vase"' in said
    assert '"cup"' not in said


def test_an_error_that_is_none_any_more_is_told_though_its_condition_is_long(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    check = (
        '        known = ["bowl", "cup", "plate"]\n        if (\n            self.kind in ("glazed", "painted", "fired")\n            and self.order\n'
        "            and not any(\n                one in self.order.pot.kind_of_the_pot\n                for one in known_kinds_of_pots\n            )\n        ):\n"
        '            raise ValueError(f"{self.kind} is for {known}")\n'
    )
    before = f"class Kiln:\n    def check(self):\n        self.heat()\n{check}        self.cool()\n        return self\n"
    edited(repo, "refactor: no check of kinds", {"src/kiln.py": (before, before.replace(check, ""))})
    assert "no longer fails with ValueError" in words(briefs_of()[0], Section.SUMMARY)


def test_what_begins_with_nothing_in_it_is_no_deed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "class Kiln:\n    def __init__(self, size):\n        self.size = size\n"
    after = before + "        self.waiting: set[int] = set()\n"
    edited(repo, "fix: waiting pots", {"src/kiln.py": (before, after)})
    assert "now runs" not in words(briefs_of()[0], Section.SUMMARY)
