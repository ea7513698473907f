"""What is said of changed Go: one file, one change at a time, with the near misses that must stay silent."""

from __future__ import annotations

import pytest

from classifier.facts.interface import Subject
from tests.support.facts import FactsOf

SOURCE = """\
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


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Limit = 10", "Limit = 20", ("constant.value_changed", "", "Limit")),
        ("var timeout = 5", "var timeout = 6", ("constant.value_changed", "", "timeout")),
        ("Size  int", "Size  int64", ("field.type_changed", "Store", "Size")),
        ("	items []string\n", "	items []string\n	Hot   bool\n", ("field.added", "Store", "Hot")),
        ('json:"size"', 'json:"bytes"', ("field.default_changed", "Store", "Size")),
        ("	Next(ctx context.Context) (string, error)\n", "", ("method.removed", "Source", "Next")),
        (
            "name string, size int",
            "name string, size int64",
            ("parameter.type_changed", "Store.Open", "size"),
        ),
        ("items []string) bool", "items []string, n int) bool", ("parameter.added", "check", "n")),
        ("return errTooBig", "return nil", ("method.changed", "Store", "Open")),
        ("// Store keeps things.", "// Deprecated: use Shop.", ("struct.deprecated", "", "Store")),
    ],
)
def test_change_is_named(facts_of_edit: FactsOf, old: str, new: str, expected: tuple[str, str, str]) -> None:
    facts = facts_of_edit("store.go", SOURCE, old, new)
    assert expected in [(fact.kind, fact.owner, fact.name) for fact in facts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("package store", "package shop"),
        ("	Size  int `", "	Size int `"),
    ],
)
def test_what_is_no_change_of_code_is_silent(facts_of_edit: FactsOf, old: str, new: str) -> None:
    facts = facts_of_edit("store.go", SOURCE, old, new)
    assert [fact.kind for fact in facts if fact.extra.get("what") != "comments"] == []


def test_public_follows_the_rules_of_the_language(facts_of: FactsOf) -> None:
    public, private = {"Store", "Open", "Next", "Limit"}, {"items", "check", "timeout"}
    found = {fact.name: fact.public for fact in facts_of({}, {"store.go": SOURCE})}
    assert {name for name in public | private if found[name]} == public


def test_names_that_nobody_can_refer_to_are_no_constants(facts_of: FactsOf) -> None:
    new = "package a\n\nvar _ Store = (*disk)(nil)\n\nvar Limit = 3\n\nfunc TestStore(t *testing.T) {\n\tvar (\n\t\tgroups []int\n\t)\n}\n"
    facts = facts_of({}, {"store_test.go": new})
    assert {fact.name for fact in facts if fact.subject is Subject.CONSTANT} == {"Limit"}
