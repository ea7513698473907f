"""What keeps tests from running, and why: marks of several languages, in their authors' words."""

from __future__ import annotations

import pytest

from classifier.facts.interface import Fact
from classifier.facts.symbols import read_code
from classifier.facts.tests import tests_facts as facts_of_tests
from tests.support.facts import view_of

TOLD = ("skip_mark.", "test_case.skipped", "test_case.unskipped")


def told(before: str, after: str, path: str) -> list[Fact]:
    view = view_of({path: before}, {path: after})
    return [fact for fact in facts_of_tests(view, read_code(view)) if fact.kind.startswith(TOLD)]


PLAIN = "import pytest\n\n\ndef test_take():\n    pool = open_pool()\n    assert pool.take()\n"


def test_a_test_that_is_skipped_is_told_with_its_reason() -> None:
    mark = '@pytest.mark.skip(\n    reason="The pool hangs on NATS. "\n    "See OPS-1."\n)\n'
    skipped = PLAIN.replace("def test_take", mark + "def test_take")
    (fact,) = told(PLAIN, skipped, "tests/test_pool.py")
    assert (fact.kind, fact.name) == ("test_case.skipped", "test_take")
    assert fact.extra["reason"] == "The pool hangs on NATS. See OPS-1."
    (fact,) = told(skipped, PLAIN, "tests/test_pool.py")
    assert (fact.kind, fact.extra["reason"]) == ("test_case.unskipped", "The pool hangs on NATS. See OPS-1.")


def test_a_test_that_skips_itself_is_told_with_its_reason() -> None:
    skips = '    if pool.transport == "nats":\n        pytest.skip(\n            "The pool hangs on NATS. "\n            "OPS-1"\n        )\n'
    (fact,) = told(PLAIN, PLAIN.replace("    assert", skips + "    assert"), "tests/test_pool.py")
    assert (fact.kind, fact.name, fact.owner) == ("skip_mark.added", "pytest.skip", "test_take")
    assert fact.extra["reason"] == "The pool hangs on NATS. OPS-1"


def test_a_mark_in_a_list_of_cases_names_no_test() -> None:
    before = 'import pytest\n\nCASES = {\n    "agg": Case(\n        marks=[\n            pytest.mark.gpu,\n        ],\n    ),\n}\n'
    mark = '            pytest.mark.xfail(\n                on_old_host(),\n                reason="Fails on amd64",\n                strict=False,\n            ),\n'
    after = before.replace("            pytest.mark.gpu,\n", mark + "            pytest.mark.gpu,\n")
    (fact,) = told(before, after, "tests/cases.py")
    assert (fact.kind, fact.name, fact.owner) == ("skip_mark.added", "pytest.mark.xfail", "")
    assert (fact.extra["reason"], fact.extra["when"]) == ("Fails on amd64", "on_old_host()")
    (fact,) = told(after, after.replace("xfail", "skipif"), "tests/cases.py")
    assert (fact.kind, fact.before, fact.after) == (
        "skip_mark.changed",
        "pytest.mark.xfail",
        "pytest.mark.skipif",
    )
    assert fact.extra["reason"] == "Fails on amd64"


def test_the_same_mark_on_other_lines_is_no_news() -> None:
    before = PLAIN.replace("    assert", '    pytest.skip("The pool hangs. " "OPS-1")\n    assert')
    after = PLAIN.replace(
        "    assert", '    pytest.skip(\n        "The pool hangs. OPS-1"\n    )\n    assert'
    )
    assert told(before, after, "tests/test_pool.py") == []


@pytest.mark.parametrize(
    ("path", "before", "mark", "name", "reason"),
    [
        (
            "pool_test.go",
            "package p\n\nfunc TestTake(t *testing.T) {\n\ttake()\n}\n",
            ("\ttake", '\tt.Skip("The pool hangs")\n\ttake'),
            "",
            "The pool hangs",
        ),
        (
            "src/test/java/PoolTest.java",
            "class PoolTest {\n  @Test\n  void takes() {\n    take();\n  }\n}\n",
            ("  @Test", '  @Disabled("The pool hangs")\n  @Test'),
            "",
            "The pool hangs",
        ),
        (
            "tests/pool.rs",
            "#[test]\nfn takes() {\n    take();\n}\n",
            ("#[test]\n", '#[test]\n#[ignore = "The pool hangs"]\n'),
            "",
            "The pool hangs",
        ),
        (
            "spec/pool_spec.rb",
            'describe "pool" do\n  it "takes" do\n    take\n  end\nend\n',
            ("    take", '    skip "The pool hangs"\n    take'),
            "skip",
            "The pool hangs",
        ),
        (
            "PoolTests/PoolTests.swift",
            "class PoolTests: XCTestCase {\n    func testTake() throws {\n        take()\n    }\n}\n",
            ("        take", '        throw XCTSkip("The pool hangs")\n        take'),
            "XCTSkip",
            "The pool hangs",
        ),
        (
            "tests/PoolTest.php",
            "<?php\nclass PoolTest extends TestCase {\n  public function testTake() {\n    take();\n  }\n}\n",
            ("    take", "    $this->markTestSkipped('The pool hangs');\n    take"),
            "$this->markTestSkipped",
            "The pool hangs",
        ),
    ],
)
def test_marks_of_other_languages(
    path: str, before: str, mark: tuple[str, str], name: str, reason: str
) -> None:
    (fact,) = told(before, before.replace(*mark), path)
    assert fact.extra["reason"] == reason
    assert name in {"", fact.name}


def test_a_test_that_is_skipped_on_a_condition_is_not_skipped() -> None:
    mark = '@pytest.mark.skipif(on_old_host(), reason="Needs a new host")\n'
    (fact,) = told(PLAIN, PLAIN.replace("def test_take", mark + "def test_take"), "tests/test_pool.py")
    assert (fact.kind, fact.owner, fact.extra["when"]) == ("skip_mark.added", "test_take", "on_old_host()")
    assert fact.extra["reason"] == "Needs a new host"


def test_where_a_new_test_may_run_is_no_news() -> None:
    new = '\n\n@unittest.skipUnless(has_gpu(), "Needs a GPU")\nclass TestPool(TestCase):\n    def test_new(self):\n        take()\n'
    assert told(PLAIN, PLAIN + new, "tests/test_pool.py") == []


def test_a_test_that_is_skipped_only_sometimes_now_is_told_as_that() -> None:
    before = 'import pytest\n\nCASES = {\n    "agg": Case(\n        marks=[\n            pytest.mark.skip(reason="unstable"),\n        ],\n    ),\n}\n'
    mark = 'pytest.mark.skipif(\n                on_old_host(),\n                reason="Fails on amd64",\n            )'
    (fact,) = told(before, before.replace('pytest.mark.skip(reason="unstable")', mark), "tests/cases.py")
    assert (fact.kind, fact.before, fact.after) == (
        "skip_mark.changed",
        "pytest.mark.skip",
        "pytest.mark.skipif",
    )
