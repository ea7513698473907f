"""Tests that stand in the files of a program: their lines, and that nothing of the program is told from them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from classifier.facts.all import EXTRACTORS, facts_of
from classifier.facts.interface import Fact, Subject
from classifier.facts.signals import Signals
from classifier.inline_tests import halves_of, lines_of_tests
from classifier.paths import Role
from classifier.rulebook import RuleBook
from history.briefs import Section
from tests.support import RepoBuilder
from tests.support.facts import change_of, view_of
from tests.support.sayings import BriefsOf, edited, words

RUST = """\
    pub fn f() {
        #[cfg(test)]  // T
        COUNTER.add(1);  // T
        g("#[cfg(test)] mod x {");
    }
    pub struct S {
        a: u8,
        #[cfg(test)]  // T
        seen: Vec<u8>,  // T
        b: u8,
    }
    #[cfg(any(test, feature = "x"))]
    pub fn built_without_tests_too() {}

    // what is helped  // T
    #[cfg(all(test, feature = "y"))]  // T
    #[allow(dead_code)]  // T
    mod checks {  // T
        fn brace() -> char { '}' }  // T
        const OPEN: &str = "{{{";  // T
    }  // T
    #[tokio::test(flavor = "current_thread")]  // T
    async fn works<A, B>() where A: X, B: Y {  // T
        a();  // T
    }  // T
    #[test_context]
    pub fn after() {}
"""
ZIG = """\
    pub fn add(a: u8) u8 {
        return a;
    }
    test "adds }" {  // T
        try expect(add(1) == 1);  // T
    }  // T
    pub const test_limit = 4;
"""
D = """\
    int add(int a) { return a; }
    unittest {  // T
        assert(add(1) == 1);  // T
    }  // T
    int more;
"""
TYPESCRIPT = """\
    export const add = (a: number) => a
    if (import.meta.vitest) {  // T
        it("adds", () => {})  // T
    }  // T
    export const more = 1
"""
CPP = """\
    int add(int a) { return a; }
    TEST_CASE("adds") {  // T
        CHECK(add(1) == 1);  // T
    }  // T
    int TEST_LIMIT = 4;
"""


@pytest.mark.parametrize(
    ("path", "marked"),
    [("a.rs", RUST), ("a.zig", ZIG), ("a.d", D), ("a.ts", TYPESCRIPT), ("a.cpp", CPP)],
)
def test_the_lines_of_tests_are_known(path: str, marked: str) -> None:
    rows = dedent(marked).split("\n")
    text = "\n".join(row.removesuffix("  // T") for row in rows)
    lines = lines_of_tests(text, path)
    assert [row for number, row in enumerate(rows, 1) if number in lines] == [
        row for row in rows if row.endswith("  // T")
    ]


@pytest.mark.parametrize(
    "text", ["#[cfg(test)]\nmod t {\n", "#![cfg(test)]\nfn a() {}\nfn b() {}\n", "#[test"]
)
def test_what_has_no_end_goes_on_to_the_end(text: str) -> None:
    lines = lines_of_tests(text, "a.rs")
    assert text == "#[test" or all(number in lines for number in range(1, text.count("\n") + 1))


PROGRAM = """\
pub const HEADER: &str = "x-other-name";
pub fn names(app: Router) {
    let app = app.route("/one", get(one));
    let limit = std::env::var("APP_LIMIT").unwrap_or("4".into());
    let seen = register_counter!("app_seen_total", "seen");
    let client = Client::builder().danger_accept_invalid_certs(true);
    let found = Command::new("app").arg(Arg::new("depth").long("depth"));
    tracing::warn!("the names are gone");
    if limit.len() > 4 { panic!("too long"); }
}
pub struct Helper { pub size: u8 }
"""
OF_TESTS = {Subject.TEST_CASE, Subject.COVERAGE, Subject.WORDS, Subject.FILE, Subject.LICENSE}
BEFORE = "pub fn old() -> u8 {\n    1\n}\n"
AFTER = "pub fn old() -> u8 {\n    2\n}\n"


def _in_tests(program: str) -> str:
    inside = "".join(f"    {row}\n" for row in program.splitlines())
    return f"\n#[cfg(test)]\nmod tests {{\n    use super::*;\n{inside}}}\n"


def _told(before: str, after: str, book: RuleBook, *, whole: bool) -> list[Fact]:
    view = view_of({"src/a.rs": before}, {"src/a.rs": after}, whole=whole)
    found, _ = facts_of(view, (*EXTRACTORS, Signals(book.signals)))
    return found


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("gone", [True, False])
def test_no_extractor_tells_of_the_program_what_only_tests_hold(
    book: RuleBook, whole: bool, gone: bool
) -> None:
    texts = (BEFORE, AFTER + _in_tests(PROGRAM))
    if gone:
        texts = (AFTER + _in_tests(PROGRAM), BEFORE)
    told = _told(*texts, book, whole=whole)
    of_program = [
        fact.kind for fact in told if fact.subject not in OF_TESTS and fact.extra.get("test") != "true"
    ]
    assert set(of_program) <= {"function.changed", "result.changed", "expression.changed"}
    outside = {fact.subject for fact in _told(BEFORE, AFTER + PROGRAM, book, whole=whole)}
    assert outside >= {
        Subject.ROUTE,
        Subject.HEADER,
        Subject.ENV_VAR,
        Subject.METRIC,
        Subject.SIGNAL,
        Subject.STRUCT,
    }


def test_a_file_in_which_only_tests_change_is_a_test(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    old, new = (
        _in_tests('#[test]\nfn counts() {\n    let app = app.route("/one", get(one));\n}\n'),
        _in_tests(""),
    )
    edited(repo, "test: fewer tests", {"src/a.rs": (BEFORE + old, BEFORE + new)})
    (brief,) = briefs_of()[:1]
    assert not brief.breaking
    assert "/one" not in words(brief, Section.SUMMARY) + words(brief, Section.RISK)
    assert "counts" in words(brief, Section.SUMMARY)


def test_a_hunk_under_the_heading_of_tests_is_parted_from_the_program() -> None:
    filler = "".join(f"    fn f{number}() {{}}\n" for number in range(20))
    before = f"{BEFORE}\n#[cfg(test)]\nmod tests {{\n{filler}    fn helper() -> u8 {{ 1 }}\n}}\n"
    after = before.replace("helper() -> u8 { 1 }", "helper() -> u8 { 2 }").replace("    1\n}", "    2\n}")
    change = change_of("src/a.rs", {"src/a.rs": before}, {"src/a.rs": after}, 3)
    (found,) = halves_of([(change, Role.SOURCE)]).values()
    assert [text.strip() for hunk in found.program.hunks for _, text in hunk.added()] == ["2"]
    assert [text.strip() for hunk in found.tests.hunks for _, text in hunk.added()] == [
        "fn helper() -> u8 { 2 }"
    ]
    assert (found.program.churn, found.tests.churn) == (2, 2)


def test_a_function_of_the_tests_that_gets_another_name_is_no_news_of_the_program(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    old = "#[test]\nfn counts() {\n    make_queue_with_sender(1);\n}\nfn make_queue_with_sender(size: u8) {\n    drop(size);\n}\n"
    new = old.replace("make_queue_with_sender", "make_queue_with_profile")
    edited(repo, "feat: queues", {"src/a.rs": (BEFORE + _in_tests(old), AFTER + _in_tests(new))})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "make_queue" not in said
    assert "old" in said
