"""What bodies do in the languages that are folders of data: one change at a time to a source, and all that is told of it.

`languages/<language>.toml` holds the source and the changes. `says` are beginnings of the facts told, each with what it must
hold; a change with none is no news.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from classifier.facts.behaviour import behaviour_facts
from classifier.facts.interface import Fact
from classifier.facts.symbols import read_code
from classifier.facts.symbols.pages import step_queries
from tests.support.facts import view_of

FOLDER = Path(__file__).parent / "languages"
LANGUAGES = [page.language for page, _ in step_queries()]


def edits() -> Iterator[object]:
    for language in LANGUAGES:
        table = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf8"))
        for number, edit in enumerate(table["edit"]):
            yield pytest.param(table["path"], table["source"], edit, id=f"{language}-{number}")


def described(fact: Fact) -> str:
    told = {**fact.extra, "before": fact.before, "after": fact.after}
    return f"{fact.kind} {fact.name} " + " ".join(f"{key}={value}" for key, value in told.items() if value)


@pytest.mark.parametrize(("path", "source", "edit"), list(edits()))
def test_what_a_body_does_differently_is_told(path: str, source: str, edit: dict[str, str]) -> None:
    assert edit["old"] in source
    after = source.replace(edit["old"], edit["new"])
    facts = [described(fact) for fact in behaviour_facts(read_code(view_of({path: source}, {path: after})))]
    assert len(facts) == min(1, len(edit["says"])), facts
    for wanted in edit["says"]:
        assert all(part in facts[0] for part in _parts(wanted)), facts


def _parts(wanted: str) -> list[str]:
    """The beginning of a fact, and each `key=value` that it must hold."""
    parts: list[str] = []
    for word in wanted.split(" "):
        key, equals, _ = word.partition("=")
        if (equals and key.isalpha() and key in _KEYS) or not parts:
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return parts


_KEYS = frozenset(
    {
        "form",
        "then",
        "after",
        "before",
        "error",
        "says",
        "unless",
        "how",
        "fate",
        "step",
        "part",
        "level",
        "any",
    }
)


def test_every_language_with_steps_has_its_changes() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(LANGUAGES)
