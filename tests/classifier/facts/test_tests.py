"""What is said of tests, and of code without them."""

from __future__ import annotations

import pytest

from tests.support.facts import FactsOf

PYTHON = """\
import pytest


@pytest.fixture
def pool():
    return Pool()


@pytest.mark.parametrize("size", [1, 2])
def test_size(pool, size):
    assert pool.size == size


def helper():
    return 1


class TestPool(Base):
    def test_get(self):
        assert helper()
"""
RUST = "fn f() {}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn works() {\n        f();\n    }\n}\n"
GO = 'package p\n\nfunc TestGet(t *testing.T) {\n\tt.Run("empty", func(t *testing.T) {\n\t\tget()\n\t})\n}\n'
JEST = 'describe("pool", () => {\n  it("gets", () => {\n    get();\n  });\n});\n'
JUNIT = "class PoolTest {\n    @Test\n    void gets() {\n        get();\n    }\n}\n"
GTEST = "TEST(Pool, Gets) {\n  get();\n}\n"


@pytest.mark.parametrize(
    ("path", "source", "edit", "expected"),
    [
        ("tests/test_p.py", PYTHON, ("def test_size", "def test_dim"), ("test_case.renamed", "test_dim")),
        (
            "tests/test_p.py",
            PYTHON,
            ("assert pool.size == size", "assert size"),
            ("test_case.changed", "test_size"),
        ),
        ("tests/test_p.py", PYTHON, ("[1, 2]", "[1, 2, 3]"), ("parametrisation.changed", "test_size")),
        (
            "tests/test_p.py",
            PYTHON,
            ("def test_size", "@pytest.mark.skip\ndef test_size"),
            ("test_case.skipped", "test_size"),
        ),
        ("tests/test_p.py", PYTHON, ("    return Pool()", "    return Pool(1)"), ("fixture.changed", "pool")),
        (
            "tests/test_p.py",
            PYTHON,
            ("class TestPool", "@pytest.mark.skip\nclass TestPool"),
            ("test_case.skipped", "TestPool"),
        ),
        ("src/a.rs", RUST, ("    #[test]\n", "    #[test]\n    #[ignore]\n"), ("test_case.skipped", "works")),
        ("src/a.rs", RUST, ("        f();", "        f();\n        f();"), ("test_case.changed", "works")),
        ("p_test.go", GO, ("func TestGet(", "func TestFetch("), ("test_case.renamed", "TestFetch")),
        (
            "p_test.go",
            GO,
            ('\tt.Run("empty"', '\tt.Run("full", run)\n\tt.Run("empty"'),
            ("test_case.added", "full"),
        ),
        ("p_test.go", GO, ("\tt.Run", '\tt.Skip("flaky")\n\tt.Run'), ("test_case.skipped", "TestGet")),
        ("pool.test.ts", JEST, ('it("gets"', 'it.skip("gets"'), ("test_case.skipped", "gets")),
        (
            "pool.test.ts",
            JEST,
            ('  it("gets"', '  it("puts", put);\n  it("gets"'),
            ("test_case.added", "puts"),
        ),
        (
            "PoolTest.java",
            JUNIT,
            ("    @Test\n", "    @Test\n    @Disabled\n"),
            ("test_case.skipped", "gets"),
        ),
        (
            "pool_test.cc",
            GTEST,
            ("TEST(Pool, Gets)", "TEST(Pool, DISABLED_Gets)"),
            ("test_case.skipped", "Gets"),
        ),
    ],
)
def test_change_of_a_test_is_named(
    test_facts_of: FactsOf, path: str, source: str, edit: tuple[str, str], expected: tuple[str, str]
) -> None:
    assert edit[0] in source
    after = source.replace(*edit, 1)
    assert expected in [(fact.kind, fact.name) for fact in test_facts_of({path: source}, {path: after})]
    if expected[0] == "test_case.skipped":
        undone = [(fact.kind, fact.name) for fact in test_facts_of({path: after}, {path: source})]
        assert ("test_case.unskipped", expected[1]) in undone


def test_helpers_in_tests_are_no_cases(test_facts_of: FactsOf, facts_of: FactsOf) -> None:
    before, after = {"tests/test_p.py": PYTHON}, {"tests/test_p.py": PYTHON.replace("return 1", "return 2")}
    assert [fact.kind for fact in test_facts_of(before, after)] == ["coverage.changed"]
    (helper,) = facts_of(before, after)
    assert (helper.kind, helper.name, helper.extra["test"]) == ("function.changed", "helper", "true")


def test_cases_are_not_told_twice_as_functions(facts_of: FactsOf) -> None:
    facts = facts_of({}, {"tests/test_p.py": PYTHON})
    assert {fact.name for fact in facts} == {"helper", "TestPool"}


def test_function_named_like_a_test_outside_tests_is_no_case(test_facts_of: FactsOf) -> None:
    facts = test_facts_of({}, {"app/probe.py": "def test_connection():\n    return 1\n"})
    assert [fact.subject for fact in facts] == ["coverage", "coverage"]


SOURCE = "def fetch(key):\n    return 1\n\n\ndef _inner(key):\n    return 1\n"


def test_public_change_without_any_test_is_missed_by_name(test_facts_of: FactsOf) -> None:
    facts = test_facts_of({"app/a.py": SOURCE}, {"app/a.py": SOURCE.replace("return 1", "return 2")})
    assert [(fact.kind, fact.name, fact.extra["what"]) for fact in facts] == [
        ("coverage.missing", "app/a.py", "source_without_tests"),
        ("coverage.missing", "fetch", "symbol"),
    ]


def test_test_that_mentions_a_changed_name_is_evidence(test_facts_of: FactsOf) -> None:
    facts = test_facts_of(
        {"app/a.py": SOURCE},
        {
            "app/a.py": SOURCE.replace("return 1", "return 2"),
            "tests/test_a.py": "def test_fetch():\n    assert fetch(1) == 2\n",
        },
    )
    (fact,) = [fact for fact in facts if fact.subject == "coverage"]
    assert (fact.kind, fact.name) == ("coverage.added", "fetch")
    assert (fact.evidence[1].path, fact.evidence[1].line) == ("tests/test_a.py", 2)


def test_removed_line_of_a_test_is_no_mention(test_facts_of: FactsOf) -> None:
    test = "def test_a():\n    fetch(1)\n    other()\n"
    facts = test_facts_of(
        {"app/a.py": SOURCE, "tests/test_a.py": test},
        {
            "app/a.py": SOURCE.replace("return 1", "return 2"),
            "tests/test_a.py": test.replace("    fetch(1)\n", ""),
        },
    )
    assert ("coverage.missing", "fetch") in [(fact.kind, fact.name) for fact in facts]


def test_comment_is_no_change_to_test(test_facts_of: FactsOf) -> None:
    facts = test_facts_of(
        {"app/a.py": SOURCE}, {"app/a.py": SOURCE.replace("    return 1", "    # one\n    return 1")}
    )
    assert [fact for fact in facts if fact.extra.get("what") == "symbol"] == []


def test_tests_alone_are_said_to_be_alone(test_facts_of: FactsOf) -> None:
    facts = test_facts_of({}, {"tests/test_a.py": "def test_a():\n    pass\n"})
    assert [(fact.kind, fact.extra.get("what")) for fact in facts][-1] == (
        "coverage.changed",
        "tests_without_source",
    )


def test_snapshots_are_counted_not_read(test_facts_of: FactsOf) -> None:
    facts = test_facts_of({"a/__snapshots__/b.snap": "x\ny\n"}, {"a/__snapshots__/b.snap": "x\nz\n"})
    assert [(fact.kind, fact.name, fact.extra["added_lines"]) for fact in facts] == [
        ("snapshot.changed", "a/__snapshots__/b.snap", "1")
    ]


def test_how_tests_are_run_is_no_test(test_facts_of: FactsOf) -> None:
    text = "test.describe.configure({ mode: 'parallel' });\n\ntest('bakes', () => {});\n"
    facts = test_facts_of({}, {"test/a.test.ts": text})
    assert [fact.name for fact in facts if fact.kind == "test_case.added"] == ["bakes"]


@pytest.mark.parametrize("attribute", ["test", "tokio::test", "cargo_test"])
def test_an_attribute_that_ends_in_test_makes_one(test_facts_of: FactsOf, attribute: str) -> None:
    source = f"#[{attribute}]\nfn it_runs() {{\n    run();\n}}\n"
    kinds = [fact.kind for fact in test_facts_of({}, {"tests/a.rs": source}) if fact.name == "it_runs"]
    assert kinds == ["test_case.added"]


@pytest.mark.parametrize(
    ("attribute", "tested"),
    [("cfg(test)", True), ('cfg(all(test, feature = "x"))', True), ('cfg(any(test, feature = "x"))', False)],
)
def test_a_module_that_is_only_built_for_tests_holds_tests(
    test_facts_of: FactsOf, attribute: str, tested: bool
) -> None:
    source = "pub fn fetch() -> u32 {{\n    {}\n}}\n\n#[{}]\nmod checks {{\n    fn it_runs() {{\n        {};\n    }}\n}}\n"
    before, after = source.format(1, attribute, "start()"), source.format(2, attribute, "fetch()")
    facts = test_facts_of({"src/a.rs": before}, {"src/a.rs": after})
    assert ("coverage.added" in [fact.kind for fact in facts if fact.name == "fetch"]) is tested


OLD_TESTS = """\
def test_small_pool_is_refused():
    pool = Pool(size=0)
    assert pool.error == "no room"


def test_large_pool_is_refused():
    pool = Pool(size=10_000)
    assert pool.error == "no room"


def test_legacy_eviction():
    pool = Pool(size=3)
    pool.evict_by_age(days=1)
    assert pool.left == 2


def test_names():
    assert Pool(size=1).name == "pool"
"""
TABLE = """\
@pytest.mark.parametrize("size", [0, 10_000])
def test_bounds(size):
    assert Pool(size=size).error == "no room"
"""
REWRITTEN = """\
def test_pool_of_any_large_size_is_refused():
    with pytest.raises(ValueError):
        Pool(size=10_000)
"""


@pytest.mark.parametrize(
    ("after", "gone", "fate"),
    [
        (
            OLD_TESTS.partition("def test_legacy")[2].join(["def test_legacy", ""]) + TABLE,
            "test_large_pool_is_refused",
            "merged",
        ),
        (
            OLD_TESTS.replace(
                OLD_TESTS[OLD_TESTS.index("def test_large") : OLD_TESTS.index("def test_legacy")],
                REWRITTEN + "\n\n",
            ),
            "test_large_pool_is_refused",
            "rewritten",
        ),
        (OLD_TESTS.partition("def test_names")[0], "test_names", None),
    ],
)
def test_what_becomes_of_a_test_that_went(
    test_facts_of: FactsOf, after: str, gone: str, fate: str | None
) -> None:
    found = test_facts_of({"tests/test_p.py": OLD_TESTS}, {"tests/test_p.py": after})
    fates = {fact.name: fact.extra.get("fate") for fact in found if fact.kind == "test_case.removed"}
    assert fates[gone] == fate


def test_fewer_tests_of_the_same_class_come_in_the_place_of_others(test_facts_of: FactsOf) -> None:
    def of(names: list[str]) -> str:
        return "\n".join(f"    def test_{name}(self):\n        assert {name}(1)\n" for name in names)

    more = "\n\n" + "\n".join(
        f"def test_{name}():\n    assert {name}(1)\n" for name in ("pull", "push", "roll")
    )
    old, new = of(["flat_bits", "wide_lists", "plain_words"]), of(["card_kind", "missing_sort"])
    found = test_facts_of(
        {"tests/test_p.py": f"class TestCards:\n{old}{more}"}, {"tests/test_p.py": f"class TestCards:\n{new}"}
    )
    fates = {fact.name: fact.extra.get("fate") for fact in found if fact.kind == "test_case.removed"}
    assert fates["test_flat_bits"] == fates["test_plain_words"] == "rewritten"


def test_a_test_goes_with_what_it_tests(test_facts_of: FactsOf) -> None:
    source = "class Pool:\n    def evict_by_age(self, days):\n        return days\n\n    def size(self):\n        return 1\n"
    start, end = OLD_TESTS.index("def test_legacy"), OLD_TESTS.index("def test_names")
    after = OLD_TESTS[:start] + OLD_TESTS[end:]
    shorter = "class Pool:\n    def size(self):\n        return 1\n"
    found = test_facts_of(
        {"tests/test_p.py": OLD_TESTS, "pool.py": source}, {"tests/test_p.py": after, "pool.py": shorter}
    )
    (gone,) = [fact for fact in found if fact.kind == "test_case.removed"]
    assert (gone.name, gone.extra["fate"]) == ("test_legacy_eviction", "of_removed")


def test_of_a_test_that_stood_twice_the_other_one_still_runs(test_facts_of: FactsOf) -> None:
    case = "def test_of_large_kilns():\n    assert kiln.size == 1\n"
    other = "x = 1\n\n\ndef test_of_large_kilns():\n    assert kiln.width == 2\n"
    before = {"tests/test_a.py": f"import kiln\n\n\n{case}", "tests/test_b.py": other}
    after = {"tests/test_a.py": "import kiln\n", "tests/test_b.py": other.replace("x = 1", "x = 2")}
    (gone,) = [fact for fact in test_facts_of(before, after) if fact.kind == "test_case.removed"]
    assert gone.extra["fate"] == "rewritten"
