"""Files read whole and from their hunks alone, and input that was written to do harm."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.facts.interface import Fact
from classifier.facts.symbols import runs
from classifier.facts.symbols.parsing import (
    MAX_BYTES,
    SourceLimitError,
    parse,
    steps_allowed,
    symbols_of,
)
from classifier.facts.symbols.registry import BY_SUFFIX, grammar_for
from classifier.facts.symbols.spans import Spans
from history.records import Gap, GapReason, Hunk
from tests.support.facts import FactsOf

EverythingOf = Callable[[Mapping[str, str], Mapping[str, str]], list[Fact | Gap]]

BLOCKS = {
    "a.py": (
        "LIMIT = 10\n",
        "class Pool:\n    size: int = 4\n\n    def get(self, key, wait=True):\n        if wait:\n            key = find(key)\n        return key\n",
        "def start(pool: Pool) -> None:\n    pool.run()\n    return None\n",
        "def stop(pool):\n    pool.halt()\n",
        "@cache\ndef load(path):\n    with open(path) as file:\n        return file.read()\n",
    ),
    "a.rs": (
        "pub const LIMIT: u32 = 10;\n",
        "pub struct Pool {\n    pub size: u32,\n    name: String,\n}\n",
        "impl Pool {\n    pub fn get(&self, key: u32) -> u32 {\n        if key > 1 {\n            return key;\n        }\n        find(key)\n    }\n}\n",
        "fn start(pool: &Pool) {\n    pool.run();\n}\n",
        "/// Says.\n#[inline]\npub fn stop(pool: &Pool) {\n    pool.halt();\n}\n",
    ),
    "a.go": (
        "const Limit = 10\n",
        "type Pool struct {\n\tSize int\n\tname string\n}\n",
        "func (p *Pool) Get(key int) int {\n\tif key > 1 {\n\t\treturn key\n\t}\n\treturn find(key)\n}\n",
        "func start(pool *Pool) {\n\tpool.run()\n}\n",
    ),
    "a.ts": (
        "export const LIMIT = 10;\n",
        "export interface Options {\n  name: string;\n  depth?: number;\n}\n",
        "export function get(key: number): number {\n  if (key > 1) {\n    return key;\n  }\n  return find(key);\n}\n",
        "function start(pool: Pool) {\n  pool.run();\n}\n",
    ),
}


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, str]:
    """A path and two versions of a file: some of the blocks on either side, with changed numbers."""
    path = draw(st.sampled_from(sorted(BLOCKS)))
    blocks = BLOCKS[path]
    sides = []
    for _ in range(2):
        chosen = [
            block.replace("10", draw(st.sampled_from(["10", "20"]))).replace(
                "key > 1", draw(st.sampled_from(["key > 1", "key > 2"]))
            )
            for block in blocks
            if draw(st.booleans())
        ]
        head = "package a\n\n" if path.endswith(".go") else ""
        sides.append(head + "\n\n".join(chosen))
    return path, sides[0], sides[1]


def proofs(facts: list[Fact]) -> set[tuple[str, str, str, int]]:
    return {(fact.kind, fact.name, fact.path, fact.evidence[-1].line) for fact in facts}


def read_both(facts_of: FactsOf, path: str, sides: tuple[str, str], context: int) -> tuple[list[Fact], ...]:
    old, new = ({path: text} for text in sides)
    return tuple(facts_of(old, new, context=context, whole=whole) for whole in (True, False))


HOSTILE = settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@HOSTILE
@given(edits())
def test_whole_hunks_say_what_whole_files_say(facts_of: FactsOf, edit: tuple[str, str, str]) -> None:
    path, before, after = edit
    whole, hunks = read_both(facts_of, path, (before, after), 1000)
    assert proofs(hunks) == proofs(whole)


@HOSTILE
@given(edits())
def test_small_hunks_say_nothing_that_whole_files_deny(facts_of: FactsOf, edit: tuple[str, str, str]) -> None:
    path, before, after = edit
    whole, hunks = read_both(facts_of, path, (before, after), 3)
    coming_and_going = {"added", "removed"}
    seen = {(fact.kind, fact.name) for fact in whole}
    assert {(fact.kind, fact.name) for fact in hunks if fact.change in coming_and_going} <= seen


def test_function_around_a_hunk_is_known_from_the_heading(facts_of: FactsOf) -> None:
    body = "".join(f"    step({n})\n" for n in range(20))
    before = f"def start(pool):\n{body}    return pool\n"
    facts = facts_of(before, before.replace("step(12)", "step(99)"), path="a.py", whole=False)
    assert [(fact.kind, fact.name) for fact in facts] == [("function.changed", "start")]


def test_method_in_the_middle_of_a_class_is_read_from_its_hunk(facts_of: FactsOf) -> None:
    filler = "".join(f"    def f{n}(self):\n        return {n}\n\n" for n in range(9))
    before = f"class Pool:\n{filler}    def get(self, key):\n        return key\n"
    after = before.replace("def get(self, key)", "def get(self, key, wait=False)")
    facts = facts_of(before, after, path="a.py", whole=False)
    assert ("parameter.added", "Pool.get", "wait") in [(fact.kind, fact.owner, fact.name) for fact in facts]


def test_runs_split_at_context() -> None:
    hunk = Hunk(3, 4, 3, 5, "", (" a", "-b", "+c", "+d", " e", " f", "+g"))
    assert [(run.old, run.new) for run in runs([hunk])] == [((4, 5), (4, 6)), ((7, 7), (8, 9))]


def test_spans_merge_and_find() -> None:
    spans = Spans([(5, 6), (1, 2), (3, 3)])
    assert spans.ranges == [(1, 3), (5, 6)]
    assert [spans.touch(4, 4), spans.touch(3, 4), spans.touch(7, 9)] == [False, True, False]
    assert list(spans.numbers_within(2, 5)) == [2, 3, 5]
    assert spans.lines_within(0, 10) == 5


def test_file_over_the_limit_is_read_from_its_hunks_and_noted(
    facts_of: FactsOf, everything_of: EverythingOf
) -> None:
    tail = f"FILLER = '{'x' * MAX_BYTES}'\n"
    before = {"a.py": "def a():\n    return 1\n\n\n\n\n" + tail}
    after = {"a.py": before["a.py"].replace("return 1", "return 2")}
    assert [(fact.kind, fact.name) for fact in facts_of(before, after)] == [("function.changed", "a")]
    gaps = [item for item in everything_of(before, after) if isinstance(item, Gap)]
    assert [(gap.reason, gap.path, gap.detail) for gap in gaps] == [(GapReason.TOO_LARGE, "a.py", "symbols")]


def test_addition_over_the_limit_is_a_gap(
    everything_of: EverythingOf,
) -> None:
    gaps = [item for item in everything_of({}, {"a.py": "x = 1\n" * 200_000}) if isinstance(item, Gap)]
    assert [(gap.reason, gap.path) for gap in gaps] == [(GapReason.TOO_LARGE, "a.py")]


@pytest.mark.parametrize("path", ["vendor/a/a.go", "api_pb2.py", "web/dist/app.js", "notes.txt", "Makefile"])
def test_files_that_nobody_wrote_are_not_read(facts_of: FactsOf, path: str) -> None:
    assert facts_of({}, {path: "def f(): pass\nfunc F() {}\nfunction f() {}\n"}) == []


HARM = {
    "py": [
        "(" * 50_000,
        "x=" + "[" * 50_000,
        "@a\n" * 20_000 + "def f(): pass",
        "\0" * 10_000,
        "def f(" + "a," * 50_000,
    ],
    "rs": [
        "mod a {" * 20_000,
        "fn f() -> " + "A<" * 20_000,
        "#[a]\n" * 20_000 + "fn f(){}",
        "enum E {" + "A," * 20_000,
    ],
    "go": ["package a\n" + "type S struct {" * 5_000, "func (" * 20_000],
    "ts": ["describe('a', () => {" * 5_000, "a=>" * 20_000, "`${" * 20_000, "class A {" * 20_000],
    "java": ["class A {" * 20_000, "@A(" * 20_000],
    "cc": [
        "namespace a {" * 20_000,
        "template<" * 20_000,
        "int " + "*" * 50_000 + "p;",
        "int " + "a::" * 50_000 + "f(){}",
    ],
    "cu": ["__global__ void f(" * 5_000],
}


@pytest.mark.parametrize(("suffix", "source"), [(s, text) for s, texts in HARM.items() for text in texts])
def test_harmful_source_ends_in_symbols_or_in_a_limit(suffix: str, source: str) -> None:
    try:
        found = symbols_of(source, BY_SUFFIX[suffix], in_tests=True)
    except SourceLimitError:
        return
    assert len(found) <= 10_000


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(BY_SUFFIX)), st.text(max_size=300))
def test_any_text_is_read(suffix: str, source: str) -> None:
    for symbol in symbols_of(source, BY_SUFFIX[suffix], in_tests=True):
        assert 1 <= symbol.first <= symbol.last <= source.count("\n") + 1


PIECES = ["def f(a=1):", "class A(B):", "fn f(a: u8) {", "impl A for B {", "pub struct S {", "}", "{", "(", ")", "\n", "\n    ",
          "type S struct {", "func (s *S) F() {", "export class C {", "@dec", "#[test]", "template<class T>", "x = 1", ";",
          "enum E {", "A,", "it('a', () => {", "#define X 1", "public:", "interface I {", "= ", ", "]  # fmt: skip


@HOSTILE
@given(
    st.sampled_from(sorted(BY_SUFFIX)),
    st.lists(st.sampled_from(PIECES), max_size=25),
    st.lists(st.sampled_from(PIECES), max_size=25),
)
def test_any_two_sources_can_be_compared(
    facts_of: FactsOf, suffix: str, old: list[str], new: list[str]
) -> None:
    path = f"tests/test_a.{suffix}"
    whole, hunks = read_both(facts_of, path, (" ".join(old) + "\n", " ".join(new) + "\n"), 1)
    for fact in (*whole, *hunks):
        assert fact.name
        assert fact.evidence[0].path == path


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("A.java", "a<" * 30_000),
        ("A.java", "a < b(" * 10_000),
        ("a.ts", '"""\n' * 15_000),
        ("a.rs", '"""\n' * 15_000),
        ("a.tsx", "a<" * 30_000),
        ("a.cpp", "a<" * 30_000),
        ("a.py", "'\n\"\n`" * 12_000),
        ("a.lua", "1." * 15_000),
        ("a.lua", "[" * 30_000),
        ("a.sh", "<" * 30_000),
        ("a.kt", "<" * 30_000),
        ("a.scala", "\u200b" * 8_000),
        ("a.scala", "\u200b\u202e\ufeff" * 8_000),
        ("a.ex", "f(" * 3_000 + "1" + ")" * 3_000),
        ("a.rb", "f(" * 3_000 + "1" + ")" * 3_000),
    ],
)
def test_source_that_confuses_a_parser_is_given_up(path: str, text: str) -> None:
    grammar = grammar_for(path)
    assert grammar is not None
    with pytest.raises(SourceLimitError):
        parse(text.encode(), grammar)


def test_the_steps_a_parser_may_take_grow_with_the_source_and_ever_more_slowly() -> None:
    sizes = [0, 10_000, 100_000, 300_000, 600_000, MAX_BYTES]
    steps = [steps_allowed(size) for size in sizes]
    assert steps == sorted(steps)
    assert steps[-1] < 15_000
    assert steps[1] > 10 * 18, "ordinary code needs up to 18 a kilobyte"


@pytest.mark.parametrize("path", ["a.py", "a.rs", "a.go", "a.ts", "A.java", "a.c", "a.cpp", "a.cu"])
def test_long_and_broken_files_still_give_their_symbols(path: str) -> None:
    """What is given up is what confuses, not what is merely long, dense or unfinished."""
    forms = {
        "a.py": "def f{n}(a, b):\n    return a[0] * (b - {n}) < g(a)\n",
        "a.rs": "fn f{n}(a: Vec<u32>) -> u32 {{\n    a[0] * ({n} - 1)\n}}\n",
        "a.go": "func f{n}(a []int) int {{\n\treturn a[0] * ({n} - 1)\n}}\n",
        "a.ts": "function f{n}(a: Map<string, number>) {{\n  return a < {n};\n}}\n",
        "A.java": "class C{n} {{\n  Map<String, List<Integer>> f{n};\n  int g(int a) {{ return a < {n} ? 1 : 2; }}\n}}\n",
    }
    form = forms.get(path, "int f{n}(int a) {{\n  return a * ({n} - 1) < 3;\n}}\n")
    text = "".join(form.format(n=n) for n in range(2_000)) + "}} ) broken ("
    grammar = grammar_for(path)
    assert grammar is not None
    names = {symbol.name.rpartition(".")[2] for symbol in symbols_of(text, grammar)}
    assert {"f1999", "f0"} <= names or {"C1999", "C0"} <= names


def test_some_invisible_characters_are_source_as_any_other() -> None:
    scala = "object Kiln {\n  def fire(): Int = 1 // \u200d\u200c\n}\n"
    grammar = grammar_for("a.scala")
    assert grammar is not None
    assert [symbol.name for symbol in symbols_of(scala, grammar)][:1] == ["Kiln"]


@pytest.mark.parametrize("path", ["a.rb", "a.kt", "a.cs", "a.swift", "a.lua", "a.py"])
def test_a_run_of_brackets_without_end_is_given_up_and_a_broken_line_is_not(path: str) -> None:
    grammar = grammar_for(path)
    assert grammar is not None
    with pytest.raises(SourceLimitError):
        symbols_of("{" * 36_000, grammar)
    symbols_of("{" * 40 + "\n" * 40, grammar)


def test_a_line_as_long_as_data_is_not_read_as_a_program() -> None:
    grammar = grammar_for("a.swift")
    assert grammar is not None
    with pytest.raises(SourceLimitError):
        symbols_of(f'let kiln = "{"a" * 12_000}"\n', grammar)
    assert [one.name for one in symbols_of(f'let kiln = "{"a" * 5_000}"\n', grammar)] == ["kiln"]
