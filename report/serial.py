"""The document as JSON, and the schema that says what is in it."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path

from report.tree import Document

SCHEMA = Path(__file__).parent / "schema" / "document-2.json"


def to_json(document: Document) -> str:
    """The document as indented JSON with a final line feed, ready to be written as UTF-8."""
    return json.dumps(_plain(document), ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def document_schema() -> str:
    """The JSON Schema (draft 2020-12) of `to_json`."""
    return SCHEMA.read_text("utf8")


def made_schema() -> str:
    """The schema as the classes of `report.tree` have it now; `document_schema` is its published copy."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(Document).json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "commitbrief report, format 2",
    }
    return json.dumps({**head, **schema, "title": head["title"]}, ensure_ascii=False, indent=2) + "\n"
