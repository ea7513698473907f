"""What is said of changed TypeScript: one file, one change at a time, with the near misses that must stay silent."""

from __future__ import annotations

import pytest

from tests.support.facts import FactsOf

SOURCE = """\
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


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("LIMIT = 10", "LIMIT = 20", ("constant.value_changed", "", "LIMIT")),
        ("size: number = 4", "size: number = 8", ("field.default_changed", "Store", "size")),
        ("private items", "public items", ("field.visibility_changed", "Store", "items")),
        ("size = 4,", "size = 8,", ("parameter.default_changed", "Store.open", "size")),
        (", mode?: Mode", "", ("parameter.removed", "Store.open", "mode")),
        ("depth?: number;\n", "depth?: number;\n  width: number;\n", ("field.added", "Options", "width")),
        ('Slow = "slow"', 'Slow = "calm"', ("variant.value_changed", "Mode", "Slow")),
        ("Promise<void>", "Promise<number>", ("function.signature_changed", "", "start")),
        ("await run(options)", "await go(options)", ("function.changed", "", "start")),
        ("function helper", "export function helper", ("function.visibility_changed", "", "helper")),
        ("extends Base", "extends Root", ("class.signature_changed", "", "Store")),
        ("/** Keeps things. */", "/** @deprecated */", ("class.deprecated", "", "Store")),
    ],
)
def test_change_is_named(facts_of_edit: FactsOf, old: str, new: str, expected: tuple[str, str, str]) -> None:
    facts = facts_of_edit("store.ts", SOURCE, old, new)
    assert expected in [(fact.kind, fact.owner, fact.name) for fact in facts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('import { a } from "./a";', 'import { b } from "./b";'),
        ("return value;", "return   value;"),
    ],
)
def test_what_is_no_change_of_code_is_silent(facts_of_edit: FactsOf, old: str, new: str) -> None:
    facts = facts_of_edit("store.ts", SOURCE, old, new)
    assert [fact.kind for fact in facts if fact.extra.get("what") != "comments"] == []


def test_public_follows_the_rules_of_the_language(facts_of: FactsOf) -> None:
    public, private = {"Store", "open", "LIMIT", "start", "Fast"}, {"items", "helper"}
    found = {fact.name: fact.public for fact in facts_of({}, {"store.ts": SOURCE})}
    assert {name for name in public | private if found[name]} == public
