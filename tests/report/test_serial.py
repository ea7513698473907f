"""The JSON report carries everything and keeps to its published schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from history.editions import Edition
from report.document import document
from report.render import render_json
from report.sentences import Catalogue, Language
from report.serial import document_schema, made_schema

SCHEMA = Draft202012Validator(json.loads(document_schema()))


def test_the_published_schema_is_that_of_the_classes() -> None:
    assert document_schema() == made_schema(), "write report.serial.made_schema() to report/schema/"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)


def test_it_keeps_to_the_schema(edition: Edition, language: Language, catalogue: Catalogue) -> None:
    SCHEMA.validate(json.loads(render_json(document(edition, language, catalogue=catalogue))))


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(max_size=8), min_size=1, max_size=9))
def test_any_text_keeps_to_the_schema(
    edition_of: Callable[[Sequence[str]], Edition], catalogues: Mapping[Language, Catalogue], said: list[str]
) -> None:
    text = render_json(document(edition_of(said), Language.ZH, catalogue=catalogues[Language.ZH]))
    SCHEMA.validate(json.loads(text.encode("utf8")))


def test_it_says_more_than_the_markdown(edition: Edition, catalogues: Mapping[Language, Catalogue]) -> None:
    made = json.loads(render_json(document(edition, Language.EN, catalogue=catalogues[Language.EN])))
    commit = made["groups"][0]["commits"][0]
    assert commit["author"]["date"] == "2026-01-23T07:59:01+00:00"
    assert commit["committer"]["date"] == "2026-01-23T09:59:01+00:00"
    assert [(one["type"], one["rule"]) for one in commit["types"]] == [
        ("feature", "rule-feature"), ("architecture", "rule-architecture")
    ]  # fmt: skip
    assert commit["importance"]["probabilities"] == {"low": 0.02, "medium": 0.07, "high": 0.91}
    assert commit["summary"]["sentences"][0]["proofs"][0]["line"] == 88
    assert commit["message"].endswith("The worker no longer decides.\n")
    unread = made["groups"][2]["commits"][-1]
    assert {gap["reason"] for gap in unread["missing"]} == {"missing_object", "unreadable"}
