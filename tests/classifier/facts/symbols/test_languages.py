"""What is said of changed Rust, Go, TypeScript, Java, C++ and CUDA: one file per language, one change at a
time, with the near misses that must stay silent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.facts.interface import Fact, Subject

FactsOf = Callable[..., list[Fact]]

RUST = """\
//! A store.
use std::sync::Arc;

pub const LIMIT: usize = 10;

/// Keeps things.
#[derive(Debug)]
pub struct Store<T> {
    pub size: usize,
    items: Vec<T>,
}

pub enum Mode {
    Fast,
    Slow(u32),
}

pub trait Source {
    fn next(&mut self) -> Option<u32>;
}

impl<T> Store<T> {
    pub fn open(size: usize, mut mode: Mode) -> Self {
        let items = Vec::new();
        check(&items, &mode);
        Store { size, items }
    }

    fn grow(&mut self) {
        self.size += 1;
    }
}

impl<T> Source for Store<T> {
    fn next(&mut self) -> Option<u32> {
        None
    }
}

pub(crate) fn check<T>(items: &[T], mode: &Mode) {}

macro_rules! keep {
    ($x:expr) => {
        $x
    };
}
"""

GO = """\
package store

const Limit = 10

var timeout = 5

// Store keeps things.
type Store struct {
	Size  int `json:"size"`
	items []string
}

type Source interface {
	Next(ctx context.Context) (string, error)
}

func (s *Store) Open(name string, size int) error {
	if size > Limit {
		return errTooBig
	}
	return nil
}

func check(items []string) bool {
	return len(items) > 0
}
"""

TYPESCRIPT = """\
import { a } from "./a";

export const LIMIT = 10;

/** Keeps things. */
export class Store extends Base {
  size: number = 4;
  private items: string[] = [];

  open(name: string, size = 4, mode?: Mode): boolean {
    this.items.push(name);
    return size > LIMIT;
  }
}

export interface Options {
  name: string;
  depth?: number;
}

export enum Mode {
  Fast = "fast",
  Slow = "slow",
}

export const start = async (options: Options): Promise<void> => {
  await run(options);
};

function helper(value: string) {
  return value;
}
"""

JAVA = """\
package store;

public class Store extends Base {
    public static final int LIMIT = 10;
    private int size = 4;

    public Store(int size) {
        this.size = size;
    }

    public boolean open(String name, int size) {
        check(name);
        return size > LIMIT;
    }

    private void check(String name) {}

    public enum Mode { FAST, SLOW }
}
"""

CPP = """\
#pragma once
#define LIMIT 10
#define KEEP(x) (x)

namespace store {

/// Keeps things.
class Store : public Base {
 public:
  explicit Store(int size, bool fast = true);
  bool open(const std::string& name);

 private:
  int size_ = 4;
};

enum class Mode { Fast, Slow };

inline bool Store::open(const std::string& name) {
  check(name);
  return size_ > LIMIT;
}

static void check(const std::string& name) {}

}  // namespace store
"""

CUDA = """\
__global__ void scale(float* out, const float* in, int n) {
  int i = blockIdx.x;
  out[i] = in[i];
}
"""

CASES = {
    "store.rs": (
        RUST,
        [
            ("LIMIT: usize = 10", "LIMIT: usize = 20", "constant.value_changed", "", "LIMIT"),
            ("pub size: usize,", "pub size: u64,", "field.type_changed", "Store", "size"),
            ("pub size: usize,", "size: usize,", "field.visibility_changed", "Store", "size"),
            (
                "    items: Vec<T>,\n",
                "    items: Vec<T>,\n    pub hot: bool,\n",
                "field.added",
                "Store",
                "hot",
            ),
            ("    Fast,\n", "", "variant.removed", "Mode", "Fast"),
            ("Slow(u32)", "Slow(u64)", "variant.type_changed", "Mode", "Slow"),
            ("size: usize, mut mode: Mode", "size: usize", "parameter.removed", "Store::open", "mode"),
            ("-> Self {", "-> Result<Self> {", "method.signature_changed", "Store", "open"),
            ("self.size += 1", "self.size += 2", "method.changed", "Store", "grow"),
            ("pub fn open", "pub(crate) fn open", "method.visibility_changed", "Store", "open"),
            ("    fn grow", "    #[deprecated]\n    fn grow", "method.deprecated", "Store", "grow"),
            ("macro_rules! keep", "macro_rules! hold", "macro.renamed", "", "hold"),
            ("    fn next(&mut self) -> Option<u32>;\n", "", "method.removed", "Source", "next"),
            ("use std::sync::Arc;\n", "use std::sync::Arc;\npub mod disk;\n", "module.added", "", "disk"),
        ],
        [
            ("use std::sync::Arc;\n", ""),
            (
                "pub fn open(size: usize, mut mode: Mode) -> Self",
                "pub fn open(\n        size: usize,\n        mut mode: Mode,\n    ) -> Self",
            ),
            ("//! A store.", "//! A shop."),
        ],
    ),
    "store.go": (
        GO,
        [
            ("Limit = 10", "Limit = 20", "constant.value_changed", "", "Limit"),
            ("var timeout = 5", "var timeout = 6", "constant.value_changed", "", "timeout"),
            ("Size  int", "Size  int64", "field.type_changed", "Store", "Size"),
            ("	items []string\n", "	items []string\n	Hot   bool\n", "field.added", "Store", "Hot"),
            ('json:"size"', 'json:"bytes"', "field.default_changed", "Store", "Size"),
            ("	Next(ctx context.Context) (string, error)\n", "", "method.removed", "Source", "Next"),
            (
                "name string, size int",
                "name string, size int64",
                "parameter.type_changed",
                "Store.Open",
                "size",
            ),
            ("items []string) bool", "items []string, n int) bool", "parameter.added", "check", "n"),
            ("return errTooBig", "return nil", "method.changed", "Store", "Open"),
            ("// Store keeps things.", "// Deprecated: use Shop.", "struct.deprecated", "", "Store"),
        ],
        [("package store", "package shop"), ("	Size  int `", "	Size int `")],
    ),
    "store.ts": (
        TYPESCRIPT,
        [
            ("LIMIT = 10", "LIMIT = 20", "constant.value_changed", "", "LIMIT"),
            ("size: number = 4", "size: number = 8", "field.default_changed", "Store", "size"),
            ("private items", "public items", "field.visibility_changed", "Store", "items"),
            ("size = 4,", "size = 8,", "parameter.default_changed", "Store.open", "size"),
            (", mode?: Mode", "", "parameter.removed", "Store.open", "mode"),
            ("depth?: number;\n", "depth?: number;\n  width: number;\n", "field.added", "Options", "width"),
            ('Slow = "slow"', 'Slow = "calm"', "variant.value_changed", "Mode", "Slow"),
            ("Promise<void>", "Promise<number>", "function.signature_changed", "", "start"),
            ("await run(options)", "await go(options)", "function.changed", "", "start"),
            ("function helper", "export function helper", "function.visibility_changed", "", "helper"),
            ("extends Base", "extends Root", "class.signature_changed", "", "Store"),
            ("/** Keeps things. */", "/** @deprecated */", "class.deprecated", "", "Store"),
        ],
        [('import { a } from "./a";', 'import { b } from "./b";'), ("return value;", "return   value;")],
    ),
    "Store.java": (
        JAVA,
        [
            ("LIMIT = 10", "LIMIT = 20", "constant.value_changed", "Store", "LIMIT"),
            ("private int size = 4", "private long size = 4", "field.type_changed", "Store", "size"),
            (
                "String name, int size",
                "String name, long size",
                "parameter.type_changed",
                "Store.open",
                "size",
            ),
            ("private void check", "public void check", "method.visibility_changed", "Store", "check"),
            ("        check(name);\n", "", "method.changed", "Store", "open"),
            ("FAST, SLOW", "FAST, SLOW, IDLE", "variant.added", "Store.Mode", "IDLE"),
            (
                "    private void check",
                "    @Deprecated\n    private void check",
                "method.deprecated",
                "Store",
                "check",
            ),
        ],
        [("package store", "package shop"), ("check(String name) {}", "check(String name) { }")],
    ),
    "store.hpp": (
        CPP,
        [
            ("LIMIT 10", "LIMIT 20", "constant.value_changed", "", "LIMIT"),
            ("int size_ = 4", "long size_ = 4", "field.type_changed", "store::Store", "size_"),
            ("fast = true", "fast = false", "parameter.default_changed", "store::Store::Store", "fast"),
            ("Fast, Slow", "Fast, Slow, Idle", "variant.added", "store::Mode", "Idle"),
            ("static void check", "void check", "function.visibility_changed", "store", "check"),
            ("  check(name);\n", "", "method.changed", "store::Store", "open"),
            ("KEEP(x) (x)", "KEEP(x, y) (x)", "macro.signature_changed", "", "KEEP"),
        ],
        [("#pragma once\n", "#pragma once\n#include <string>\n"), ("}  // namespace store", "}")],
    ),
    "scale.cu": (
        CUDA,
        [
            ("int n)", "size_t n)", "parameter.type_changed", "scale", "n"),
            ("out[i] = in[i]", "out[i] = 2 * in[i]", "function.changed", "", "scale"),
        ],
        [("  int i = blockIdx.x;\n", "  // index\n\n  int i = blockIdx.x;\n")],
    ),
}

CHANGES = [
    pytest.param(path, source, case[:2], case[2:], id=f"{path}-{case[2]}-{case[4]}")
    for path, (source, cases, _) in CASES.items()
    for case in cases
]
NEAR_MISSES = [
    pytest.param(path, source, *pair, id=f"{path}-{index}")
    for path, (source, _, pairs) in CASES.items()
    for index, pair in enumerate(pairs)
]


@pytest.mark.parametrize(("path", "source", "edit", "expected"), CHANGES)
def test_change_is_named(
    facts_of: FactsOf, path: str, source: str, edit: tuple[str, str], expected: tuple[str, str, str]
) -> None:
    assert edit[0] in source
    facts = facts_of(source, source.replace(*edit, 1), path=path)
    assert expected in [(fact.kind, fact.owner, fact.name) for fact in facts]


@pytest.mark.parametrize(("path", "source", "old", "new"), NEAR_MISSES)
def test_what_is_no_change_of_code_is_silent(
    facts_of: FactsOf, path: str, source: str, old: str, new: str
) -> None:
    assert old in source
    facts = facts_of(source, source.replace(old, new, 1), path=path)
    assert [fact.kind for fact in facts if fact.extra.get("what") != "comments"] == []


@pytest.mark.parametrize(
    ("path", "public", "private"),
    [
        ("store.rs", {"Store", "open", "Fast", "LIMIT", "size"}, {"items", "grow", "check"}),
        ("store.go", {"Store", "Open", "Next", "Limit"}, {"items", "check", "timeout"}),
        ("store.ts", {"Store", "open", "LIMIT", "start", "Fast"}, {"items", "helper"}),
        ("Store.java", {"Store", "open", "LIMIT", "FAST"}, {"check", "size"}),
        ("store.hpp", {"Store", "open", "LIMIT", "Fast"}, {"check", "size_"}),
    ],
)
def test_public_follows_the_rules_of_the_language(
    facts_of: FactsOf, path: str, public: set[str], private: set[str]
) -> None:
    found = {fact.name: fact.public for fact in facts_of({}, {path: CASES[path][0]})}
    assert {name for name in public | private if found[name]} == public


def test_same_method_of_two_traits_is_not_confused(facts_of: FactsOf) -> None:
    before = (
        "impl A for S {\n    fn run(&self) {\n        one();\n    }\n}\n"
        "impl B for S {\n    fn run(&self) {\n        two();\n    }\n}\n"
    )
    facts = facts_of(before, before.replace("two()", "three()"), path="s.rs")
    assert [(fact.kind, fact.evidence[0].line) for fact in facts] == [("method.changed", 8)]


def test_what_callers_cannot_see_is_no_change_of_the_signature(facts_of: FactsOf) -> None:
    facts = facts_of(RUST, RUST.replace("mut mode: Mode", "mode: Mode"), path="store.rs")
    assert [fact.kind for fact in facts] == ["method.changed"]


TRAIT = "pub trait Request {\n    fn tools(&self) -> Option<Value> {\n        None\n    }\n\n    fn name(&self) -> String;\n}\n"


def test_a_twin_inserted_below_a_method_is_no_rename_of_it(facts_of: FactsOf) -> None:
    twin = "    }\n    fn format(&self) -> Option<Value> {\n        None\n    }\n"
    facts = facts_of(TRAIT, TRAIT.replace("    }\n", twin, 1), path="request.rs")
    assert [(fact.kind, fact.name) for fact in facts] == [("method.added", "format")]
    facts = facts_of(TRAIT, TRAIT.replace("tools", "tool_list"), path="request.rs")
    assert ("method.renamed", "tool_list") in [(fact.kind, fact.name) for fact in facts]


def test_short_bodies_that_are_alike_by_custom_are_no_rename(facts_of: FactsOf) -> None:
    getter = "impl Request {\n    pub fn tools(&self) -> Option<Value> {\n        let inner = &self.inner;\n        inner.tools()\n    }\n}\n"
    facts = facts_of(getter, getter.replace("tools", "format"), path="request.rs")
    assert "method.renamed" in {fact.kind for fact in facts}, "the same but for the name"
    other = getter.replace("tools", "format").replace("inner.format()", "inner.format().cloned()")
    facts = facts_of(getter, other, path="request.rs")
    assert {fact.kind for fact in facts} >= {"method.removed", "method.added"}


def test_go_names_that_nobody_can_refer_to_are_no_constants(facts_of: FactsOf) -> None:
    new = "package a\n\nvar _ Store = (*disk)(nil)\n\nvar Limit = 3\n\nfunc TestStore(t *testing.T) {\n\tvar (\n\t\tgroups []int\n\t)\n}\n"
    facts = facts_of({}, {"store_test.go": new})
    assert {fact.name for fact in facts if fact.subject is Subject.CONSTANT} == {"Limit"}


def test_a_rust_receiver_is_told_by_its_type(facts_of: FactsOf) -> None:
    old = "impl Pool {\n    pub fn root(&mut self) -> u32 {\n        1\n    }\n}\n"
    facts = facts_of(old, old.replace("&mut self", "&self"), path="a.rs")
    (fact,) = [fact for fact in facts if fact.subject is Subject.PARAMETER]
    assert (fact.before, fact.after) == ("&mut self", "&self")
