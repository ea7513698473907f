"""Hunks that show enough of a file say what the whole file says, in every format."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.facts.configuration import CONFIGURATION
from tests.support.facts import FactsOf

VALUE = st.sampled_from(["1", "2", "true", "word", '"3"', "2.5"])


KEYS = ["alpha", "beta", "gamma", "delta"]


TREES = st.dictionaries(
    st.sampled_from(KEYS),
    VALUE | st.lists(VALUE, min_size=1, max_size=3) | st.dictionaries(st.sampled_from(KEYS), VALUE, min_size=1),
    min_size=1,
)  # fmt: skip


def yaml_of(tree: dict[str, object], indent: str = "") -> str:
    rows = []
    for key, value in tree.items():
        if isinstance(value, dict):
            rows.append(f"{indent}{key}:\n{yaml_of(value, indent + '  ')}")
        elif isinstance(value, list):
            rows.append(f"{indent}{key}:\n" + "".join(f"{indent}  - {item}\n" for item in value))
        else:
            rows.append(f"{indent}{key}: {value}\n")
    return "".join(rows)


def json_of(tree: dict[str, object], indent: str = "  ") -> str:
    def text(value: object) -> str:
        if isinstance(value, dict):
            return json_of(value, indent + "  ")
        if isinstance(value, list):
            return "[" + ", ".join(map(text, value)) + "]"
        return '"word"' if value == "word" else str(value)

    rows = ",\n".join(f'{indent}"{key}": {text(value)}' for key, value in tree.items())
    return f"{{\n{rows}\n{indent[2:]}}}"


def toml_of(tree: dict[str, object]) -> str:
    def text(value: object) -> str:
        return '"word"' if value == "word" else str(value)

    plain = [
        f"{key} = [{', '.join(map(text, value))}]\n"
        if isinstance(value, list)
        else f"{key} = {text(value)}\n"
        for key, value in tree.items()
        if not isinstance(value, dict)
    ]
    tables = [
        f"[{key}]\n" + "".join(f"{name} = {text(each)}\n" for name, each in value.items())
        for key, value in tree.items()
        if isinstance(value, dict)
    ]
    return "".join(plain + tables)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=TREES, after=TREES)
@pytest.mark.parametrize(("path", "written"), [("a.yaml", yaml_of), ("a.json", json_of), ("a.toml", toml_of)])
def test_hunks_that_show_everything_say_what_the_files_say(
    told_by: FactsOf,
    before: dict[str, object],
    after: dict[str, object],
    path: str,
    written: Callable[[dict[str, object]], str],
) -> None:
    old, new = written(before), written(after)
    seen = [told_by(CONFIGURATION, old, new, path=path, whole=whole, context=99) for whole in (True, False)]
    assert seen[0] == seen[1]
