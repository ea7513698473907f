"""What diffs show at a glance, and that no diff can break the looking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.reading import read
from classifier.rulebook import RuleBook
from classifier.types.changed_runs import changed_lines
from classifier.types.decide import decide_types
from classifier.types.examples import example_commit
from classifier.types.indicators import Indicator, Indicators
from classifier.types.type_rule import Example


def shown(book: RuleBook, *files: str, lines: tuple[str, ...] = (), size: int = 1) -> set[Indicator]:
    reading = read(example_commit(Example(files=files, lines=lines, size=size)), book.paths)
    return set(Indicators(reading, changed_lines(reading)).all())


@pytest.mark.parametrize(
    ("path", "lines", "indicator"),
    [
        ("a.py", ("+x = 1",), Indicator.CODE),
        ("a.py", ("+class A:",), Indicator.NEW_DEFINITION),
        ("a.rs", ("+    pub(crate) async fn run<T>() {",), Indicator.NEW_DEFINITION),
        ("a.go", ("+func (s *Server) Run() {",), Indicator.NEW_DEFINITION),
        ("a.ts", ("+export default async function run() {",), Indicator.NEW_DEFINITION),
        ("a.rs", ("-fn run() {}",), Indicator.GONE_DEFINITION),
        ("a.py", ("+if batch is None:", "+    return"), Indicator.NEW_GUARD),
        ("a.go", ("+\tif err != nil {",), Indicator.NEW_GUARD),
        ("a.py", ("+    raise ValueError(size)",), Indicator.NEW_GUARD),
        ("a.rs", ("+pub fn run() {}",), Indicator.NEW_PROGRAM),
        ("a.py", ("+def run():",), Indicator.NEW_PROGRAM),
        ("a.rs", ("-// old", "+// new"), Indicator.COMMENTS_ONLY),
        ("a.py", ("-if x: pass", "+if x:  pass"), Indicator.WHITESPACE_ONLY),
        ("a.go", (" if x {", "-stop()", "+\tstop()", " }"), Indicator.WHITESPACE_ONLY),
        ("a.py", ("-x = 1 ", "+x = 1", "+"), Indicator.WHITESPACE_ONLY),
        ("a/version.py", ('-v = "1.0.0"', '+v = "1.0.1rc1"'), Indicator.VERSIONS_ONLY),
        (
            "Cargo.toml",
            ('-tokio = { version = "1.39" }', '+tokio = { version = "1.40" }'),
            Indicator.DEPENDENCY_LINES,
        ),
        ("go.mod", ("+\tgithub.com/a/b v1.2.3",), Indicator.DEPENDENCY_LINES),
        ("requirements.txt", ("+numpy>=2",), Indicator.DEPENDENCY_LINES),
        ("package.json", ('+    "vite": "^7.0.0",',), Indicator.DEPENDENCY_LINES),
        ("pyproject.toml", ('+    "numpy>=2",',), Indicator.DEPENDENCY_LINES),
    ],
)
def test_lines_show(book: RuleBook, path: str, lines: tuple[str, ...], indicator: Indicator) -> None:
    assert indicator in shown(book, path, lines=lines)


@pytest.mark.parametrize(
    ("path", "lines", "indicator"),
    [
        ("a.py", ("+# x = 1",), Indicator.CODE),
        ("docs/a.py", ("+x = 1",), Indicator.CODE),
        ("a.py", ("-def run(a):", "+def run(b):"), Indicator.NEW_DEFINITION),
        ("a.py", ("-if size > 8:", "+if size > 32:"), Indicator.NEW_GUARD),
        ("a.rs", ("+    assert!(size > 8);",), Indicator.NEW_GUARD),
        ("a.rs", ("+fn run() {}",), Indicator.NEW_PROGRAM),
        ("a.py", ("+def test_run():",), Indicator.NEW_PROGRAM),
        ("a.c", ("-#include <a>", "+#include <b>"), Indicator.COMMENTS_ONLY),
        ("a.rs", ("-#[derive(A)]", "+#[derive(B)]"), Indicator.COMMENTS_ONLY),
        ("README.md", ("-# a", "+# b"), Indicator.COMMENTS_ONLY),
        ("a.py", ("-ab", "+a c"), Indicator.WHITESPACE_ONLY),
        ("a.py", ("-super().__init__()", " self.x = 1", "+super().__init__()"), Indicator.WHITESPACE_ONLY),
        ("a.py", (" if x:", "-    stop()", "+stop()"), Indicator.WHITESPACE_ONLY),
        ("a.py", ("-timeout = 3", "+timeout = 4"), Indicator.VERSIONS_ONLY),
        ("Cargo.toml", ('-version = "1.0.0"', '+version = "1.0.1"'), Indicator.DEPENDENCY_LINES),
        ("pyproject.toml", ("+line-length = 110",), Indicator.DEPENDENCY_LINES),
    ],
)
def test_lines_do_not_show(book: RuleBook, path: str, lines: tuple[str, ...], indicator: Indicator) -> None:
    assert indicator not in shown(book, path, lines=lines)


def test_files_show(book: RuleBook) -> None:
    assert Indicator.NEW_SOURCE in shown(book, "A src/a.py")
    assert Indicator.GONE_SOURCE in shown(book, "D src/a.py")
    assert Indicator.NEW_SOURCE not in shown(book, "A tests/test_a.py")
    assert shown(book, "R src/a.py -> src/b.py") == {Indicator.RENAMES_ONLY}
    assert Indicator.SUBMODULE in shown(book, "S third_party/zlib")
    assert Indicator.NEW_COMPONENT in shown(book, *(f"A src/x/y/{name}.py" for name in "abcd"))
    assert Indicator.NEW_COMPONENT not in shown(
        book, *(f"A src/x/y/{name}.py" for name in "abcd"), "src/x/y/e.py"
    )
    assert Indicator.REPLACED_SUBSYSTEM in shown(book, "D src/a.py", "D src/b.py", "A src/c.py", size=320)
    assert Indicator.REPLACED_SUBSYSTEM not in shown(book, "D src/a.py", "A src/c.py", size=320)


def test_an_indicator_points_at_its_line(book: RuleBook) -> None:
    lines = ("-# gone", "+# new", "+", "+def run():")
    reading = read(example_commit(Example(files=("src/a.py",), lines=lines)), book.paths)
    evidence = Indicators(reading, changed_lines(reading)).all()[Indicator.NEW_DEFINITION]
    assert (evidence.path, evidence.line, evidence.text) == ("src/a.py", 3, "def run():")


LINE = st.builds(
    str.__add__, st.sampled_from("+- "), st.text(st.characters(exclude_characters="\n"), max_size=30)
)
FILES = st.lists(
    st.sampled_from(
        [
            "src/a.py",
            "A Cargo.toml",
            "D b.rs",
            "R x -> y.go",
            "S sub",
            "tests/t.py",
            "A docs/\u202ea.md",
            "M ",
        ]
    ),
    max_size=5,
)


@given(message=st.text(), files=FILES, lines=st.lists(LINE, max_size=12))
def test_every_commit_gets_types_with_evidence(
    book: RuleBook, message: str, files: list[str], lines: list[str]
) -> None:
    commit = example_commit(Example(message=message, files=tuple(files), lines=tuple(lines)))
    decided = decide_types(read(commit, book.paths), book)
    assert decided
    assert all(decision.evidence for decision in decided)
    assert len({decision.type for decision in decided}) == len(decided)
    assert decided == decide_types(read(commit, book.paths), book)
