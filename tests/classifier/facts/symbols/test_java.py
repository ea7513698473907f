"""What is said of changed Java: one file, one change at a time, with the near misses that must stay silent."""

from __future__ import annotations

import pytest

from tests.support.facts import FactsOf

SOURCE = """\
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


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("LIMIT = 10", "LIMIT = 20", ("constant.value_changed", "Store", "LIMIT")),
        ("private int size = 4", "private long size = 4", ("field.type_changed", "Store", "size")),
        ("String name, int size", "String name, long size", ("parameter.type_changed", "Store.open", "size")),
        ("private void check", "public void check", ("method.visibility_changed", "Store", "check")),
        ("        check(name);\n", "", ("method.changed", "Store", "open")),
        ("FAST, SLOW", "FAST, SLOW, IDLE", ("variant.added", "Store.Mode", "IDLE")),
        (
            "    private void check",
            "    @Deprecated\n    private void check",
            ("method.deprecated", "Store", "check"),
        ),
    ],
)
def test_change_is_named(facts_of_edit: FactsOf, old: str, new: str, expected: tuple[str, str, str]) -> None:
    facts = facts_of_edit("Store.java", SOURCE, old, new)
    assert expected in [(fact.kind, fact.owner, fact.name) for fact in facts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("package store", "package shop"),
        ("check(String name) {}", "check(String name) { }"),
    ],
)
def test_what_is_no_change_of_code_is_silent(facts_of_edit: FactsOf, old: str, new: str) -> None:
    facts = facts_of_edit("Store.java", SOURCE, old, new)
    assert [fact.kind for fact in facts if fact.extra.get("what") != "comments"] == []


def test_public_follows_the_rules_of_the_language(facts_of: FactsOf) -> None:
    public, private = {"Store", "open", "LIMIT", "FAST"}, {"check", "size"}
    found = {fact.name: fact.public for fact in facts_of({}, {"Store.java": SOURCE})}
    assert {name for name in public | private if found[name]} == public
