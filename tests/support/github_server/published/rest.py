"""Holds the answers of the server on loopback against what GitHub publishes of its REST interface.

What a handler says is checked: no name that GitHub does not have, no value of another type. What it leaves out
although GitHub always sends it is filled in, because no test reads it and every client may.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from tests.support.github_server.published import DESCRIPTION

# Happen everywhere, or (406, for a diff that is too large) in practice, and are described in few places.
UNDESCRIBED = {301, 401, 403, 406}
FILLING = {"string": "", "integer": 0, "number": 0, "boolean": False, "array": [], "object": {}}
FORMATS = {"date-time": "2026-01-23T00:00:00Z", "uri": "https://example.org/", "email": "ada@example.org"}


def shape(path: str) -> str:
    """A path whose variables have no names, so that ours and theirs are the same."""
    return re.sub(r"\{[^}]*\}", "{}", path)


@cache
def _described() -> dict[str, Any]:
    read = _with_null(json.loads(DESCRIPTION.read_text("utf8")))
    assert isinstance(read, dict)
    return read


@cache
def _operations() -> dict[tuple[str, str], dict[str, Any]]:
    paths = _described()["paths"]
    return {(shape(path), method): paths[path][method] for path in paths for method in paths[path]}


@cache
def answer_schema(method: str, route: str, status: int) -> dict[str, Any] | None:
    """What an answer with this status has; `None` where it has nothing. Raises `KeyError` for an answer
    that GitHub does not give."""
    return _content(_operations()[shape(route), method.lower()]["responses"][str(status)])


@cache
def request_schema(method: str, route: str) -> dict[str, Any] | None:
    """What a request has."""
    return _content(_operations()[shape(route), method.lower()]["requestBody"])


@cache
def _validator(method: str, route: str, status: int) -> Draft202012Validator | None:
    schema = answer_schema(method, route, status) if status else request_schema(method, route)
    return Draft202012Validator({"components": _described()["components"], **schema}) if schema else None


def completed(method: str, route: str, status: int, value: object) -> object:
    """The answer with all that GitHub always sends."""
    schema = answer_schema(method, route, status)
    return _completed(schema, value) if schema else value


def complaints(method: str, route: str, status: int, value: object) -> Iterator[str]:
    """What is wrong with an answer, or with a request (`status` 0)."""
    what = f"{method} {route} {status or 'request'}"
    validator = _validator(method, route, status)
    if validator is None:
        return
    for error in validator.iter_errors(value):
        yield f"{what}: {error.json_path}: {error.message[:200]}"
    schema = answer_schema(method, route, status) if status else request_schema(method, route)
    unknown = [place for place in _unknown(schema or {}, value, "$") if status < 400 or place != "$.status"]
    yield from (
        f"{what}: {place} is unknown" for place in unknown
    )  # every error has a status, described or not


def _content(described: dict[str, Any]) -> dict[str, Any] | None:
    content = _resolved(described).get("content", {})
    found = content.get("application/json", {}).get("schema")
    return found if isinstance(found, dict) else None


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        found: Any = _described()
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    return schema


def _with_null(value: Any) -> Any:
    """OpenAPI 3.0 says `nullable` where JSON Schema has a type of its own."""
    if isinstance(value, list):
        return [_with_null(one) for one in value]
    if not isinstance(value, dict):
        return value
    plain = {key: _with_null(one) for key, one in value.items() if key != "nullable"}
    return {"anyOf": [{"type": "null"}, plain]} if value.get("nullable") is True else plain


def _choices(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schemas that a value may follow."""
    schema = _resolved(schema)
    several = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    return [found for one in several for found in _choices(one)] if several else [_merged(schema)]


def _merged(schema: dict[str, Any]) -> dict[str, Any]:
    merged = {"properties": {}, **schema}
    for one in schema.get("allOf", ()):
        part = _merged(_resolved(one))
        merged["properties"] = {**merged["properties"], **part["properties"]}
        merged["required"] = [*merged.get("required", ()), *part.get("required", ())]
    return merged


def _fitting(schema: dict[str, Any], value: object) -> dict[str, Any]:
    """Of several schemas, the one with most of the value's names."""
    kind = "object" if isinstance(value, dict) else "array"
    choices = [one for one in _choices(schema) if one.get("type") == kind or one["properties"]]
    names = set(value) if isinstance(value, dict) else set()
    return max(choices, key=lambda one: len(names & one["properties"].keys()), default={"properties": {}})


def _completed(schema: dict[str, Any], value: object) -> object:
    if isinstance(value, dict):
        found = _fitting(schema, value)
        known = {
            name: _completed(found["properties"][name], one) if name in found["properties"] else one
            for name, one in value.items()
        }
        missing = [name for name in found.get("required", ()) if name not in value]
        return {**known, **{name: _filling(found["properties"][name]) for name in missing}}
    if isinstance(value, list):
        items = _fitting(schema, value).get("items", {})
        return [_completed(items, one) for one in value]
    return value


def _filling(schema: dict[str, Any]) -> object:
    choices = _choices(schema)
    if any(one.get("type") == "null" for one in choices):
        return None
    found = choices[0]
    if "enum" in found:
        return found["enum"][0]
    if found["properties"]:
        return _completed(schema, {})
    return FORMATS.get(found.get("format", "")) or FILLING[found.get("type", "string")]


def _unknown(schema: dict[str, Any], value: object, place: str) -> Iterator[str]:
    if isinstance(value, dict):
        found = _fitting(schema, value)
        for name, one in value.items():
            if name in found["properties"]:
                yield from _unknown(found["properties"][name], one, f"{place}.{name}")
            elif found["properties"] and not found.get("additionalProperties"):
                yield f"{place}.{name}"
    elif isinstance(value, list):
        items = _fitting(schema, value).get("items", {})
        for number, one in enumerate(value):
            yield from _unknown(items, one, f"{place}[{number}]")
