"""The four formats as trees: keys with their lines, the same from a whole text and from its lines, and nothing
that a hostile text can make expensive."""

from __future__ import annotations

import configparser
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.facts.structured.ini_reader import read_ini
from classifier.facts.structured.json_reader import read_json, read_json_fragment
from classifier.facts.structured.line_reader import read_lines
from classifier.facts.structured.toml_reader import read_toml
from classifier.facts.structured.tree import DEEPEST, Kind, Mapping, Node, Scalar, entries
from classifier.facts.structured.yaml_reader import read_yaml

YAML = """\
# a comment
apiVersion: v1
spec:
  containers:
  - name: main
    args: ["--port", "80"]
    command:
      - run
      - 'now'
    resources:
      limits: {}
  - name: side
    script: |
      key: not a key
    after: true
on: "off"
---
second: 2.5
"""


def lines_of(tree: Node) -> dict[str, int]:
    return {".".join(path): pair.line for path, pair in entries(tree)}


def values_of(node: Node) -> object:
    """A tree as plain values, as the libraries give them."""
    if isinstance(node, Mapping):
        return {pair.key: values_of(pair.value) for pair in node.pairs}
    if isinstance(node, Scalar):
        return node.text
    return [values_of(item) for item in node.items]


def test_yaml_keys_know_their_lines() -> None:
    documents = read_yaml(YAML)
    assert documents is not None
    first, second = documents
    lines = lines_of(first)
    assert lines["spec.containers[main].args"] == 6
    assert lines["spec.containers[main].resources.limits"] == 11
    assert lines["spec.containers[side].after"] == 15
    assert "spec.containers[side].key" not in lines
    assert lines_of(second) == {"second": 18}


def test_yaml_by_its_lines_is_what_the_parser_says() -> None:
    parsed = read_yaml(YAML.replace("# a comment", ""))
    read = read_lines(YAML.replace("# a comment", ""))
    assert parsed is not None
    assert [lines_of(tree) for tree in read] == [lines_of(tree) for tree in parsed]


def test_a_quoted_word_is_text() -> None:
    documents = read_yaml("a: 3\nb: '3'\nc: true\nd: ~\ne: *x\n")
    assert documents is not None
    (tree,) = documents
    assert isinstance(tree, Mapping)
    kinds = [pair.value.kind for pair in tree.pairs if isinstance(pair.value, Scalar)]
    assert kinds == [Kind.NUMBER, Kind.TEXT, Kind.FLAG, Kind.NULL, Kind.OPAQUE]


def test_a_template_is_read_without_its_actions() -> None:
    text = "{{- if .Values.on }}\nkind: Role\nname: {{ .Values.name }}\nport: 80\n{{- end }}\n"
    documents = read_yaml(text)
    assert documents is not None
    assert lines_of(documents[0]) == {"kind": 2, "name": 3, "port": 4}
    assert isinstance(documents[0], Mapping)
    assert documents[0].text("name") == ""


@pytest.mark.parametrize("text", ["a: [1\nb: 2\n", "a: b: c\n", "\tkey: 1\n", "%\n", "a: &x\n  *y z"])
def test_what_is_no_yaml_is_not_read(text: str) -> None:
    assert read_yaml(text) is None


def test_json_with_comments_and_what_a_hunk_shows() -> None:
    whole = read_json('{\n  // why\n  "a": {\n    "b": [1, "x"],\n  },\n  "c": null\n}\n')
    assert whole is not None
    assert lines_of(whole[0]) == {"a": 3, "a.b": 4, "c": 6}
    (part,) = read_json_fragment('    "b": 1\n  },\n  "c": {\n', 10)
    assert lines_of(part) == {"b": 10, "c": 12}
    assert read_json('{"a": 1') is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


def texts(value: object) -> object:
    """Plain values with every scalar as JSON writes it."""
    if isinstance(value, dict):
        return {key: texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [texts(each) for each in value]
    return value if isinstance(value, str) else json.dumps(value)


@settings(max_examples=50)
@given(JSON, st.sampled_from([None, 2]), st.booleans())
def test_json_says_what_the_library_says(value: object, indent: int | None, ascii_only: bool) -> None:
    trees = read_json(json.dumps(value, indent=indent, ensure_ascii=ascii_only))
    assert trees is not None
    assert values_of(trees[0]) == texts(value)


def test_toml_statements_know_their_lines() -> None:
    text = '[tool.x]\na.b = """\n[no.table]\n"""\nlist = [\n  "one",  # [\n  "two",\n]\n[[bin]]\nname = "y"\n'
    (tree,) = read_toml(text)
    assert lines_of(tree) == {
        "tool": 1, "tool.x": 1, "tool.x.a": 2, "tool.x.a.b": 2, "tool.x.list": 5,
        "bin": 9, "bin[y].name": 10,
    }  # fmt: skip


def test_a_broken_statement_costs_only_itself() -> None:
    (tree,) = read_toml('  "left over",\n]\nfine = 1\nbroken = = 2\nlast = [\n')
    assert lines_of(tree) == {"fine": 3}


NAME = st.from_regex(r"[a-z]{1,6}", fullmatch=True)


@settings(max_examples=50)
@given(
    st.dictionaries(
        NAME, st.dictionaries(NAME, st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), max_size=4), max_size=3
    )
)
def test_ini_says_what_the_library_says(sections: dict[str, dict[str, str]]) -> None:
    text = "".join(
        f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in pairs.items())
        for name, pairs in sections.items()
    )
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    (tree,) = read_ini(text)
    assert values_of(tree) == {name: dict(parser[name]) for name in parser.sections()}


def test_ini_values_over_several_lines() -> None:
    (tree,) = read_ini("[options]\ninstall_requires =\n    a>=1\n    b\nzip_safe = no\n")
    assert values_of(tree) == {"options": {"install_requires": ["a>=1", "b"], "zip_safe": "no"}}


BOMBS = [
    "[" * 100_000,
    '{"a":' * 50_000,
    "- " * 20_000 + "x",
    "\n".join(" " * depth + "k:" for depth in range(1_500)),
    "x = [\n" * 20_000,
    'x = """\n' * 20_000,
    "/*" * 50_000,
    "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60)),
    "? " * 5_000,
    "key: " + "v" * 300_000,
]


@pytest.mark.parametrize("text", BOMBS, ids=lambda text: text[:8])
@pytest.mark.parametrize("read", [read_yaml, read_lines, read_json, read_json_fragment, read_toml, read_ini])
def test_no_tree_is_deeper_than_a_tree_may_be(read: object, text: str) -> None:
    assert callable(read)
    for tree in read(text) or ():
        assert all(len(path) <= DEEPEST + 1 for path, _ in entries(tree))


@given(st.text(alphabet="ab:-[]{}#'\"|>&*,= \n\t", max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    for read in (read_yaml, read_lines, read_json, read_json_fragment, read_toml, read_ini):
        for tree in read(text) or ():
            assert all(pair.line >= 1 for _, pair in entries(tree))
