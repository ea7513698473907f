"""What is said of changed Python."""

from __future__ import annotations

import pytest

from classifier.facts.interface import Change, Fact
from tests.support.facts import FactsOf


def told(facts: list[Fact]) -> list[tuple[str, str, str]]:
    return [(fact.kind, fact.owner, fact.name) for fact in facts]


BEFORE = '''\
import os

LIMIT = 10


class Pool:
    """Keeps workers."""

    size: int = 4

    def __init__(self, size: int = 4):
        self.size = size

    def get(self, key: str, wait: bool = True) -> str:
        value = self.find(key)
        if value is None:
            raise KeyError(key)
        return value


def start(pool):
    return pool
'''


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("LIMIT = 10", "LIMIT = 20", ("constant.value_changed", "", "LIMIT")),
        ("size: int = 4\n\n", "size: float = 4\n\n", ("field.type_changed", "Pool", "size")),
        ("size: int = 4\n\n", "size: int = 8\n\n", ("field.default_changed", "Pool", "size")),
        ("    size: int = 4\n\n", "    size: int\n\n", ("field.default_removed", "Pool", "size")),
        ("wait: bool = True)", "wait: bool = False)", ("parameter.default_changed", "Pool.get", "wait")),
        ("wait: bool = True)", "wait: bool)", ("parameter.default_removed", "Pool.get", "wait")),
        ("wait: bool = True)", "wait: int = True)", ("parameter.type_changed", "Pool.get", "wait")),
        ("key: str, wait: bool = True)", "key: str)", ("parameter.removed", "Pool.get", "wait")),
        ("wait: bool = True)", "wait: bool = True, *, retry=0)", ("parameter.added", "Pool.get", "retry")),
        ("key: str, wait", "name: str, wait", ("parameter.renamed", "Pool.get", "name")),
        ("key: str, wait", "name, wait", ("parameter.renamed", "Pool.get", "name")),
        ("-> str:", "-> str | None:", ("method.signature_changed", "Pool", "get")),
        ("            raise KeyError(key)", "            return ''", ("method.changed", "Pool", "get")),
        ("def start(pool):", "@cache\ndef start(pool):", ("decorator.added", "start", "cache")),
        ("def start(pool):", "@deprecated('x')\ndef start(pool):", ("function.deprecated", "", "start")),
        ("def start(pool)", "def start_pool(pool)", ("function.renamed", "", "start_pool")),
        ("def start(pool)", "def _start(pool)", ("function.visibility_changed", "", "_start")),
        ("import os\n", "import os\n\n\nclass Job:\n    pass\n", ("class.added", "", "Job")),
        ("def start(pool):\n    return pool\n", "", ("function.removed", "", "start")),
    ],
)
def test_change_is_named(facts_of_edit: FactsOf, old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(facts_of_edit("pool.py", BEFORE, old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import os\n", "import sys\n"),
        ("LIMIT = 10", "LIMIT  =  10"),
        ("def start(pool):", "def start( pool ):"),
        ("class Pool:", "\nclass Pool:"),
    ],
)
def test_layout_and_imports_are_not_symbols(facts_of_edit: FactsOf, old: str, new: str) -> None:
    assert facts_of_edit("pool.py", BEFORE, old, new) == []


def test_comment_in_a_body_is_told_from_code(facts_of: FactsOf) -> None:
    facts = facts_of(
        BEFORE, BEFORE.replace("        return value", "        # found\n        return value"), path="p.py"
    )
    assert told(facts) == [("method.changed", "Pool", "get")]
    assert facts[0].extra["what"] == "comments"


def test_evidence_is_the_line_on_the_right_side(facts_of: FactsOf) -> None:
    after = BEFORE.replace("def start(pool):\n    return pool\n", "class Job:\n    x = 1\n")
    proofs = {fact.kind: fact.evidence[0] for fact in facts_of(BEFORE, after, path="p.py")}
    came, went = proofs["class.added"], proofs["function.removed"]
    assert (came.side, came.line, came.text) == ("new", 21, "class Job:")
    assert (went.side, went.line, went.text) == ("old", 21, "def start(pool):")


def test_names_outside_all_are_private(facts_of: FactsOf) -> None:
    facts = facts_of({}, {"m.py": "__all__ = ['shown']\n\ndef shown(): ...\n\ndef hidden(): ...\n"})
    assert {fact.name: fact.public for fact in facts if fact.subject == "function"} == {
        "shown": True,
        "hidden": False,
    }


def test_class_and_its_members_moved_to_another_file(facts_of: FactsOf) -> None:
    rest = "def other():\n    return 1\n"
    pool = BEFORE[BEFORE.index("class Pool") : BEFORE.index("def start")]
    facts = facts_of({"a.py": pool + rest, "b.py": "x = 1\n"}, {"a.py": rest, "b.py": "x = 1\n\n\n" + pool})
    assert told(facts) == [("class.moved", "", "Pool")]
    assert (facts[0].before, facts[0].after) == ("a.py", "b.py")
    assert [item.path for item in facts[0].evidence] == ["b.py", "a.py"]


def test_members_of_a_renamed_class_stay_its_members(facts_of: FactsOf) -> None:
    facts = facts_of(BEFORE, BEFORE.replace("class Pool", "class WorkerPool"), path="p.py")
    assert told(facts) == [("class.renamed", "", "WorkerPool")]
    assert facts[0].before == "Pool"


def test_new_class_marks_its_members_as_part_of_it(facts_of: FactsOf) -> None:
    facts = facts_of({"a.py": "x = 1\n"}, {"a.py": "x = 1\n\n\nclass Job:\n    def run(self): ...\n"})
    assert [(fact.kind, fact.extra.get("container")) for fact in facts] == [
        ("class.added", None),
        ("method.added", "added"),
    ]


def test_functions_inside_an_initialiser_are_nobody_elses(facts_of: FactsOf) -> None:
    before = "class Pool:\n    def __init__(self):\n        self.size = 1\n"
    after = "class Pool:\n    def __init__(self):\n        def grow():\n            return 2\n        self.size = 1\n"
    (grow,) = [fact for fact in facts_of(before, after, path="pool.py") if fact.name == "grow"]
    assert (grow.kind, grow.public, grow.extra["visibility"]) == ("function.added", False, "local")


def test_a_private_function_that_takes_a_public_name_was_no_interface(facts_of: FactsOf) -> None:
    before = "def _isolated(job):\n    job.run()\n    job.wait()\n    job.free()\n    return job.result\n"
    facts = facts_of(before, before.replace("_isolated", "isolated"), path="pool.py")
    assert [(fact.kind, fact.public) for fact in facts if "renamed" in fact.kind] == [
        ("function.renamed", False)
    ]
    swapped = facts_of(
        before.replace("_isolated", "alone"), before.replace("_isolated", "isolated"), path="pool.py"
    )
    assert [(fact.kind, fact.public) for fact in swapped if "renamed" in fact.kind] == [
        ("function.renamed", True)
    ]


def test_what_a_script_works_out_is_no_constant(facts_of: FactsOf) -> None:
    new = "started = now()\nresults = []\nnames = [n for n in range(3)]\nlevels = {'low': 1}\nLIMIT = find()\nretries = 3\n"
    assert {fact.name for fact in facts_of("", new, path="a.py")} == {"levels", "LIMIT", "retries"}


def test_a_comment_below_a_header_is_no_part_of_it(facts_of: FactsOf) -> None:
    new = "class Pool:\n    # Holds what is free.\n    size = 3\n\n    def get(self, key):  # quick\n        # looks\n        return key\n"
    facts = {fact.name: fact for fact in facts_of("", new, path="a.py")}
    assert facts["Pool"].extra["signature"] == "class Pool"
    assert facts["get"].extra["signature"] == "def get(self, key)"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("size: int = 3\n", "size: int = (\n    3\n)\n"),
        (
            'size: Annotated[int, "how many"] = 3\n',
            'size: Annotated[int, Help("how many", of="pools")] = 3\n',
        ),
        ("def get(key=3): ...\n", "def get(key=(3)): ...\n"),
    ],
)
def test_what_only_looks_otherwise_keeps_its_type_and_value(facts_of: FactsOf, old: str, new: str) -> None:
    told = {fact.change for fact in facts_of(old, new, path="a.py")}
    assert not told & {Change.VALUE_CHANGED, Change.TYPE_CHANGED, Change.DEFAULT_CHANGED}


def test_a_method_that_moves_with_its_class_is_not_taken_for_a_new_class_method(facts_of: FactsOf) -> None:
    body = "    def load(self, layer):\n" + "".join(
        f"        layer.set({n}, self.part{n})\n" for n in range(8)
    )
    old = f"class Wide:\n{body}"
    new = f"class Narrow:\n{body.replace('part7', 'other')}"
    facts = facts_of(
        {"a.py": old, "z.py": "x = 1\n"}, {"a.py": "y = 1\n", "m.py": new, "z.py": f"x = 1\n\n\n{old}"}
    )
    assert [
        fact.path for fact in facts if fact.name == "load" and fact.owner == "Narrow" and fact.before
    ] == []
    assert ("class.moved", "Wide") in [(fact.kind, fact.name) for fact in facts]


def test_what_goes_into_keywords_is_still_taken(facts_of: FactsOf) -> None:
    old = "def load(path, *, trust=False, limit=3):\n    return read(path, trust, limit)\n"
    for new, taken in (
        ("def load(path, **options):\n    return read(path, **options)\n", "true"),
        ("def load(path, *rest):\n    return read(path, *rest)\n", None),
    ):
        gone = [fact for fact in facts_of(old, new, path="a.py") if fact.kind == "parameter.removed"]
        assert {(fact.name, fact.extra.get("taken")) for fact in gone} == {("trust", taken), ("limit", taken)}


def test_a_class_under_another_name_in_another_file_is_the_same_one(facts_of: FactsOf) -> None:
    body = "    heat: int = 3\n\n    def open_door(self, slowly):\n        self.door.move(slowly)\n        return self.door\n"
    old, new = f"class BakedPotValue:\n{body}", f"class PotValue:\n{body}"
    rest = "def start(kiln):\n    return kiln\n"
    facts = facts_of(
        {"a.py": f"{old}\n\n{rest}", "b.py": "x = 1\n"}, {"a.py": rest, "b.py": f"x = 1\n\n\n{new}"}
    )
    assert {(one.kind, one.name) for one in facts} == {
        ("class.moved", "PotValue"),
        ("class.renamed", "PotValue"),
    }


def test_a_method_that_the_base_still_has_is_not_gone(facts_of: FactsOf) -> None:
    base = "class Kiln:\n    def cool(self):\n        return 1\n\n\n"
    old = f"{base}class Oven(Kiln):\n    def cool(self):\n        self.fan.run()\n        return super().cool()\n\n    def heat(self):\n        return 2\n"
    new = f"{base}class Oven(Kiln):\n    def heat(self):\n        return 2\n"
    assert [one.kind for one in facts_of(old, new, path="a.py") if one.name == "cool"] == ["method.changed"]
    alone = old.replace("class Kiln:\n    def cool", "class Kiln:\n    def chill")
    gone = new.replace("class Kiln:\n    def cool", "class Kiln:\n    def chill")
    assert [one.kind for one in facts_of(alone, gone, path="a.py") if one.name == "cool"] == [
        "method.removed"
    ]


def test_a_private_method_that_became_a_function_for_all_in_another_file_has_moved(facts_of: FactsOf) -> None:
    body = "{0}kinds = set()\n{0}for part in schema.parts:\n{0}    kinds.add(part.kind)\n{0}    kinds.update(part.others)\n{0}kinds.discard('any')\n{0}return sorted(kinds)\n"
    old = (
        "class Tool:\n    def _kinds_of_schema(self, schema):\n"
        + body.format(" " * 8)
        + "\n    def run(self):\n        return 1\n"
    )
    new = "class Tool:\n    def run(self):\n        return 1\n"
    util = "x = 1\n\n\ndef kinds_of_schema(schema):\n" + body.format(" " * 4)
    facts = facts_of({"a.py": old, "util.py": "x = 1\n"}, {"a.py": new, "util.py": util})
    kinds = {one.kind for one in facts}
    assert "function.moved" in kinds, kinds
    assert "method.removed" not in kinds


@pytest.mark.parametrize(
    ("step", "deprecated"),
    [
        ("warnings.warn('use take', DeprecationWarning)", True),
        ("warnings.warn(\n        'use (or) take',\n        category=DeprecationWarning,\n    )", True),
        ("warnings.filterwarnings('ignore', category=DeprecationWarning)", False),
        ("quiet = (DeprecationWarning, 'noise')", False),
        ("if pool is None:\n        warnings.warn('pass one', DeprecationWarning)", False),
    ],
)
def test_deprecated_is_what_warns_of_itself(facts_of_edit: FactsOf, step: str, deprecated: bool) -> None:
    new = f"def start(pool):\n    {step}\n    return pool"
    found = told(facts_of_edit("pool.py", BEFORE, "def start(pool):\n    return pool", new))
    assert (("function.deprecated", "", "start") in found) is deprecated


def test_a_variant_whose_value_repeats_its_name_is_renamed(facts_of: FactsOf) -> None:
    old = 'from enum import Enum\n\n\nclass Kernel(Enum):\n    PLAIN = "PLAIN"\n    NATIVE_FAST = "NATIVE_FAST"\n'
    new = old.replace("NATIVE_FAST", "COMPILED_FAST")
    (fact, *_) = facts_of(old, new, path="kernels.py")
    assert (fact.change, fact.before, fact.after) == (Change.RENAMED, "NATIVE_FAST", "COMPILED_FAST")


def test_a_parameter_in_the_place_of_another_is_renamed_though_others_went(facts_of: FactsOf) -> None:
    old = "def pour(cup, body, left, expected, wide, tray):\n    return fill(cup, left, wide, tray)\n"
    new = "def pour(cup, left, wide, shelf):\n    return fill(cup, left, wide, shelf)\n"
    facts = {
        (fact.change, fact.name) for fact in facts_of(old, new, path="cups.py") if "parameter" in fact.kind
    }
    assert facts == {(Change.REMOVED, "body"), (Change.REMOVED, "expected"), (Change.RENAMED, "shelf")}


def test_fields_of_one_type_are_paired_by_their_names_before_their_places(facts_of: FactsOf) -> None:
    text = "class Load:\n    {}: float\n    {}: float\n"
    old = text.format("load_rate", "load_duration")
    new = text.format("load_duration_seconds", "loads_per_second_load")
    renamed = {
        fact.before: fact.after for fact in facts_of(old, new, path="a.py") if fact.kind == "field.renamed"
    }
    assert renamed == {"load_duration": "load_duration_seconds", "load_rate": "loads_per_second_load"}
