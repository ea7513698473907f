"""What diffs show at a glance, and that no diff can break the looking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.reading import read
from classifier.rules import RuleBook
from classifier.runs import changed_lines
from classifier.sights import Sight, Sights
from classifier.typeexamples import example_commit
from classifier.typerules import Example
from classifier.types import decide_types


def shown(book: RuleBook, *files: str, lines: tuple[str, ...] = (), size: int = 1) -> set[Sight]:
    reading = read(example_commit(Example(files=files, lines=lines, size=size)), book.paths)
    return set(Sights(reading, changed_lines(reading)).all())


@pytest.mark.parametrize(
    ("path", "lines", "sight"),
    [
        ("a.py", ("+x = 1",), Sight.CODE),
        ("a.py", ("+class A:",), Sight.NEW_DEFINITION),
        ("a.rs", ("+    pub(crate) async fn run<T>() {",), Sight.NEW_DEFINITION),
        ("a.go", ("+func (s *Server) Run() {",), Sight.NEW_DEFINITION),
        ("a.ts", ("+export default async function run() {",), Sight.NEW_DEFINITION),
        ("a.rs", ("-fn run() {}",), Sight.GONE_DEFINITION),
        ("a.rs", ("-// old", "+// new"), Sight.COMMENTS_ONLY),
        ("a.py", ("-if x: pass", "+if x:  pass"), Sight.WHITESPACE_ONLY),
        ("a.go", (" if x {", "-stop()", "+\tstop()", " }"), Sight.WHITESPACE_ONLY),
        ("a.py", ("-x = 1 ", "+x = 1", "+"), Sight.WHITESPACE_ONLY),
        ("a/version.py", ('-v = "1.0.0"', '+v = "1.0.1rc1"'), Sight.VERSIONS_ONLY),
        (
            "Cargo.toml",
            ('-tokio = { version = "1.39" }', '+tokio = { version = "1.40" }'),
            Sight.DEPENDENCY_LINES,
        ),
        ("go.mod", ("+\tgithub.com/a/b v1.2.3",), Sight.DEPENDENCY_LINES),
        ("requirements.txt", ("+numpy>=2",), Sight.DEPENDENCY_LINES),
        ("package.json", ('+    "vite": "^7.0.0",',), Sight.DEPENDENCY_LINES),
        ("pyproject.toml", ('+    "numpy>=2",',), Sight.DEPENDENCY_LINES),
    ],
)
def test_lines_show(book: RuleBook, path: str, lines: tuple[str, ...], sight: Sight) -> None:
    assert sight in shown(book, path, lines=lines)


@pytest.mark.parametrize(
    ("path", "lines", "sight"),
    [
        ("a.py", ("+# x = 1",), Sight.CODE),
        ("docs/a.py", ("+x = 1",), Sight.CODE),
        ("a.py", ("-def run(a):", "+def run(b):"), Sight.NEW_DEFINITION),
        ("a.c", ("-#include <a>", "+#include <b>"), Sight.COMMENTS_ONLY),
        ("a.rs", ("-#[derive(A)]", "+#[derive(B)]"), Sight.COMMENTS_ONLY),
        ("README.md", ("-# a", "+# b"), Sight.COMMENTS_ONLY),
        ("a.py", ("-ab", "+a c"), Sight.WHITESPACE_ONLY),
        ("a.py", ("-super().__init__()", " self.x = 1", "+super().__init__()"), Sight.WHITESPACE_ONLY),
        ("a.py", (" if x:", "-    stop()", "+stop()"), Sight.WHITESPACE_ONLY),
        ("a.py", ("-timeout = 3", "+timeout = 4"), Sight.VERSIONS_ONLY),
        ("Cargo.toml", ('-version = "1.0.0"', '+version = "1.0.1"'), Sight.DEPENDENCY_LINES),
        ("pyproject.toml", ("+line-length = 110",), Sight.DEPENDENCY_LINES),
    ],
)
def test_lines_do_not_show(book: RuleBook, path: str, lines: tuple[str, ...], sight: Sight) -> None:
    assert sight not in shown(book, path, lines=lines)


def test_files_show(book: RuleBook) -> None:
    assert Sight.NEW_SOURCE in shown(book, "A src/a.py")
    assert Sight.GONE_SOURCE in shown(book, "D src/a.py")
    assert Sight.NEW_SOURCE not in shown(book, "A tests/test_a.py")
    assert shown(book, "R src/a.py -> src/b.py") == {Sight.RENAMES_ONLY}
    assert Sight.SUBMODULE in shown(book, "S third_party/zlib")
    assert Sight.NEW_COMPONENT in shown(book, *(f"A src/x/y/{name}.py" for name in "abcd"))
    assert Sight.NEW_COMPONENT not in shown(
        book, *(f"A src/x/y/{name}.py" for name in "abcd"), "src/x/y/e.py"
    )
    assert Sight.REPLACED_SUBSYSTEM in shown(book, "D src/a.py", "D src/b.py", "A src/c.py", size=320)
    assert Sight.REPLACED_SUBSYSTEM not in shown(book, "D src/a.py", "A src/c.py", size=320)


def test_a_sight_points_at_its_line(book: RuleBook) -> None:
    lines = ("-# gone", "+# new", "+", "+def run():")
    reading = read(example_commit(Example(files=("src/a.py",), lines=lines)), book.paths)
    evidence = Sights(reading, changed_lines(reading)).all()[Sight.NEW_DEFINITION]
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
