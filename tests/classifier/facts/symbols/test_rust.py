"""What is said of changed Rust: one file, one change at a time, with the near misses that must stay silent."""

from __future__ import annotations

import pytest

from classifier.facts.interface import Subject
from tests.support.facts import FactsOf

SOURCE = """\
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


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("LIMIT: usize = 10", "LIMIT: usize = 20", ("constant.value_changed", "", "LIMIT")),
        ("pub size: usize,", "pub size: u64,", ("field.type_changed", "Store", "size")),
        ("pub size: usize,", "size: usize,", ("field.visibility_changed", "Store", "size")),
        ("    items: Vec<T>,\n", "    items: Vec<T>,\n    pub hot: bool,\n", ("field.added", "Store", "hot")),
        ("    Fast,\n", "", ("variant.removed", "Mode", "Fast")),
        ("Slow(u32)", "Slow(u64)", ("variant.type_changed", "Mode", "Slow")),
        ("size: usize, mut mode: Mode", "size: usize", ("parameter.removed", "Store::open", "mode")),
        ("-> Self {", "-> Result<Self> {", ("method.signature_changed", "Store", "open")),
        ("self.size += 1", "self.size += 2", ("method.changed", "Store", "grow")),
        ("pub fn open", "pub(crate) fn open", ("method.visibility_changed", "Store", "open")),
        ("    fn grow", "    #[deprecated]\n    fn grow", ("method.deprecated", "Store", "grow")),
        ("macro_rules! keep", "macro_rules! hold", ("macro.renamed", "", "hold")),
        ("    fn next(&mut self) -> Option<u32>;\n", "", ("method.removed", "Source", "next")),
        ("use std::sync::Arc;\n", "use std::sync::Arc;\npub mod disk;\n", ("module.added", "", "disk")),
    ],
)
def test_change_is_named(facts_of_edit: FactsOf, old: str, new: str, expected: tuple[str, str, str]) -> None:
    facts = facts_of_edit("store.rs", SOURCE, old, new)
    assert expected in [(fact.kind, fact.owner, fact.name) for fact in facts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("use std::sync::Arc;\n", ""),
        (
            "pub fn open(size: usize, mut mode: Mode) -> Self",
            "pub fn open(\n        size: usize,\n        mut mode: Mode,\n    ) -> Self",
        ),
        ("//! A store.", "//! A shop."),
    ],
)
def test_what_is_no_change_of_code_is_silent(facts_of_edit: FactsOf, old: str, new: str) -> None:
    facts = facts_of_edit("store.rs", SOURCE, old, new)
    assert [fact.kind for fact in facts if fact.extra.get("what") != "comments"] == []


def test_public_follows_the_rules_of_the_language(facts_of: FactsOf) -> None:
    public, private = {"Store", "open", "Fast", "LIMIT", "size"}, {"items", "grow", "check"}
    found = {fact.name: fact.public for fact in facts_of({}, {"store.rs": SOURCE})}
    assert {name for name in public | private if found[name]} == public


def test_same_method_of_two_traits_is_not_confused(facts_of: FactsOf) -> None:
    before = (
        "impl A for S {\n    fn run(&self) {\n        one();\n    }\n}\n"
        "impl B for S {\n    fn run(&self) {\n        two();\n    }\n}\n"
    )
    facts = facts_of(before, before.replace("two()", "three()"), path="s.rs")
    assert [(fact.kind, fact.evidence[0].line) for fact in facts] == [("method.changed", 8)]


def test_what_callers_cannot_see_is_no_change_of_the_signature(facts_of: FactsOf) -> None:
    facts = facts_of(SOURCE, SOURCE.replace("mut mode: Mode", "mode: Mode"), path="store.rs")
    assert [fact.kind for fact in facts] == ["method.changed"]


@pytest.mark.parametrize(
    ("declared", "public"),
    [("pub struct S;", True), ("struct S;", False), ("pub(crate) enum S {}", False), ("", True)],
)
def test_methods_are_as_public_as_their_type(facts_of: FactsOf, declared: str, public: bool) -> None:
    rest = "\nimpl S {\n    pub fn one(&self) {}\n}\nimpl Wake for S {\n    fn wake(&self) {}\n}\n"
    found = {fact.name: fact.public for fact in facts_of(declared + rest, declared, path="s.rs")}
    assert (found["one"], found["wake"]) == (public, public)


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


def test_a_receiver_is_told_by_its_type(facts_of: FactsOf) -> None:
    old = "impl Pool {\n    pub fn root(&mut self) -> u32 {\n        1\n    }\n}\n"
    facts = facts_of(old, old.replace("&mut self", "&self"), path="a.rs")
    (fact,) = [fact for fact in facts if fact.subject is Subject.PARAMETER]
    assert (fact.before, fact.after) == ("&mut self", "&self")


GETTER = (
    "impl Handle {{\n    pub fn subscribe_{0}(&self) -> {1} {{\n        self.{0}.subscribe()\n    }}\n}}\n"
)


def test_a_getter_of_something_else_is_no_rename(facts_of: FactsOf) -> None:
    before = GETTER.format("failed", "Receiver<Blocks>")
    same = facts_of(before, GETTER.format("broken", "Receiver<Blocks>"), path="a.rs")
    other = facts_of(before, GETTER.format("progress", "Receiver<Counts>"), path="a.rs")
    assert "method.renamed" in [fact.kind for fact in same]
    assert sorted(fact.kind for fact in other if fact.subject == "method") == [
        "method.added",
        "method.removed",
    ]


def test_three_lines_in_another_type_did_not_move(facts_of: FactsOf) -> None:
    size = "impl {0} {{\n    pub fn size(&self) -> u32 {{\n        self.config.size\n    }}\n}}\n"
    facts = facts_of(
        {"a.rs": "struct A;\n" + size.format("A"), "b.rs": "struct B;\n"},
        {"a.rs": "struct A;\n", "b.rs": "struct B;\n" + size.format("B")},
    )
    assert [fact for fact in facts if fact.kind == "method.moved"] == []


def test_a_default_that_a_binding_gives_lets_callers_leave_a_parameter_out(facts_of: FactsOf) -> None:
    old = "#[new]\n#[pyo3(signature = (path, size=3))]\npub fn open(path: String, size: u32) -> Self {\n    a()\n}\n"
    new = old.replace("size=3", "limit=None, size=3").replace("size: u32", "limit: Option<u32>, size: u32")
    bare = new.replace("#[pyo3(signature = (path, limit=None, size=3))]\n", "")
    for after, required in ((new, None), (bare, "true")):
        (come,) = [fact for fact in facts_of(old, after, path="a.rs") if fact.kind == "parameter.added"]
        assert (come.name, come.extra.get("required")) == ("limit", required)


def test_a_type_whose_members_stay_is_renamed_though_its_fields_change(facts_of: FactsOf) -> None:
    old = (
        "pub struct Tray {\n    cups: Vec<u8>,\n    left: u32,\n    right: u32,\n    rest: u32,\n}\n\n"
        "impl Tray {\n    pub fn fill(&mut self) {\n        self.cups.push(1);\n        self.cups.push(2);\n        self.cups.sort();\n    }\n\n"
        "    pub fn clear(&mut self) {\n        self.cups.clear();\n        self.cups.shrink_to_fit();\n        self.cups.reserve(4);\n    }\n}\n"
    )
    fields = "    left: u32,\n    right: u32,\n    rest: u32,\n"
    new = old.replace(fields, "    stack: Vec<Vec<u8>>,\n    depth: usize,\n    wide: bool,\n").replace(
        "Tray", "DeepTray"
    )
    new = new.replace("push(2)", "push(3)").replace("reserve(4)", "reserve(8)")
    kinds = {(fact.kind, fact.name) for fact in facts_of(old, new, path="a.rs")}
    assert ("struct.renamed", "DeepTray") in kinds
    assert {kind for kind, _ in kinds if "method" in kind} == {"method.changed"}
    other = new.replace("DeepTray", "Shelf")
    assert ("struct.removed", "Tray") in {
        (fact.kind, fact.name) for fact in facts_of(old, other, path="a.rs")
    }


def test_a_struct_that_becomes_a_trait_has_another_kind(facts_of: FactsOf) -> None:
    old = "pub struct Store {\n    size: u32,\n}\n\nimpl Store {\n    pub fn get(&self) -> u32 {\n        self.size\n    }\n}\n"
    new = "pub trait Store: Send {\n    fn get(&self) -> u32;\n}\n"
    (fact,) = [fact for fact in facts_of(old, new, path="a.rs") if fact.name == "Store"]
    assert (fact.kind, fact.extra["was"]) == ("trait.type_changed", "struct")
