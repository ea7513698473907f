"""Settings by their structure: what came, went, moved or changed, by which path, in four formats."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.facts.configuration import CONFIGURATION
from classifier.facts.interface import CommitView, Fact
from history.briefs import Side
from history.records import Gap, GapReason
from tests.support.facts import POD, FactsOf, said

CHANGES = [
    ("a.yaml", "s:\n  a: 1\n", "s:\n  a: 1\n  b: 2\n", ("config_key.changed:added", "b", None, "2")),
    ("a.yaml", "s: {a: 1}\n", "s: {a: 2}\n", ("config_key.value_changed", "a", "1", "2")),
    ("a.yaml", "port: 80\n", 'port: "80"\n', ("config_key.type_changed", "port", "80", '"80"')),
    ("a.yaml", "l:\n  - x\n  - y\n", "l:\n  - y\n  - z\n  - x\n", ("config_key.changed:item_added", "z", None, "z")),
    ("a.json", '{"a": {"b": 1}, "c": 2}', '{"a": {"b": 3}, "c": 2}', ("config_key.value_changed", "b", "1", "3")),
    ("a.jsonc", '{\n  // x\n  "b": 1,\n}\n', '{\n  // y\n  "b": 2,\n}\n', ("config_key.value_changed", "b", "1", "2")),
    ("a.yaml", "l:\n  - a\n  - x.md\n  - b\n", "l:\n  - a\n  - y.md\n  - b\n", ("config_key.changed:item_changed", "y.md", "x.md", "y.md")),
    ("a.toml", '[t.x]\nl = ["a"]\n', '[t.x]\nl = ["a", "b"]\n', ("config_key.changed:item_added", "b", None, "b")),
    ("a.toml", "[t]\nx.y = 1\n", "[t]\nx.y = 1.5\n", ("config_key.value_changed", "y", "1", "1.5")),
    ("a.ini", "[t]\nx = 1\ny: 2\n", "[t]\nx = 1\n", ("config_key.changed:removed", "y", "2", None)),
    ("setup.cfg", "[flake8]\nmax-line-length = 88\n", "[flake8]\nmax-line-length = 99\n", ("config_key.value_changed", "max-line-length", "88", "99")),
    ("a.yaml", "retry_limit: 3\nz: 1\n", "retries_limit: 3\nz: 1\n", ("config_key.changed:renamed", "retries_limit", "retry_limit", "retries_limit")),
    ("chart/values.yaml", "a:\n  mode: fast\nb:\n  x: 1\n", "a: {}\nb:\n  x: 1\n  mode: fast\n", ("helm_value.moved", "mode", "a", "b")),
    ("chart/values.yaml", "a: 1\n", "a: 1\nb:\n  c: 2\n", ("helm_value.added", "b.c", None, "2")),
]  # fmt: skip


@pytest.mark.parametrize("case", CHANGES, ids=lambda case: f"{case[3][0]} {case[0]}")
@pytest.mark.parametrize("whole", [True, False])
def test_what_became_of_a_setting(
    told_by: FactsOf, case: tuple[str, str, str, tuple[object, ...]], whole: bool
) -> None:
    path, before, after, expected = case
    assert said(told_by(CONFIGURATION, before, after, path=path, whole=whole, context=9)) == [expected]


def test_a_key_is_the_new_name_of_one_other_only(told_by: FactsOf) -> None:
    before, after = "retry_limit: 3\nretry_limits: 4\nz: 1\n", "retries_limit: 5\nz: 1\n"
    assert said(told_by(CONFIGURATION, before, after, path="a.yaml")) == [
        ("config_key.changed:renamed", "retries_limit", "retry_limit", "retries_limit"),
        ("config_key.changed:removed", "retry_limits", "4", None),
    ]


def test_the_proof_is_the_line_on_its_side(told_by: FactsOf) -> None:
    (come,) = told_by(CONFIGURATION, "a: 1\n", "a: 1\nb:\n  - x\n", path="a.yaml")
    assert [(each.side, each.line, each.text) for each in come.evidence] == [(Side.NEW, 2, "b:")]
    (gone,) = told_by(CONFIGURATION, "l:\n- x\n- y\n", "l:\n- x\n", path="a.yaml")
    assert [(each.side, each.line, each.text) for each in gone.evidence] == [(Side.OLD, 3, "- y")]


def test_a_new_structure_is_told_as_one(told_by: FactsOf) -> None:
    block = "server:\n" + "".join(f"  key{n}: {n}\n" for n in range(30))
    (fact,) = told_by(CONFIGURATION, "a: 1\n", "a: 1\n" + block, path="a.yaml")
    assert (fact.name, fact.extra["holds"]) == ("server", "30")


def test_a_name_that_says_little_is_told_with_what_it_belongs_to(told_by: FactsOf) -> None:
    old = "a: 1\n"
    (come,) = told_by(CONFIGURATION, old, old + "cache:\n  enabled: true\n", path="chart/values.yaml")
    assert (come.kind, come.name) == ("helm_value.added", "cache")
    (changed,) = told_by(
        CONFIGURATION,
        old + "cache:\n  enabled: true\n",
        old + "cache:\n  enabled: false\n",
        path="chart/values.yaml",
    )
    assert (changed.kind, changed.name, changed.owner) == ("helm_value.default_changed", "cache.enabled", "")


@pytest.mark.parametrize(
    ("path", "key"), [("chart/values-prod.yaml", "enabled"), ("chart/values.yaml", "tag")]
)
def test_not_every_value_is_a_default(told_by: FactsOf, path: str, key: str) -> None:
    (fact,) = told_by(CONFIGURATION, f"a:\n  {key}: x1\n", f"a:\n  {key}: x2\n", path=path)
    assert fact.kind == "helm_value.value_changed"


def test_checks_in_a_chart_are_no_settings(told_by: FactsOf) -> None:
    old = "{{- if .Values.a }}\n{{- fail `\nChoose one: either\n` }}\n{{- end }}\n"
    path = "chart/templates/validate.yaml"
    assert told_by(CONFIGURATION, old, old.replace("either", "both"), path=path) == []


def test_a_new_file_lists_none_of_its_settings(told_by: FactsOf) -> None:
    assert told_by(CONFIGURATION, {}, {"a.yaml": "a: 1\nb: 2\n"}) == []
    (kind,) = told_by(CONFIGURATION, {}, {"examples/pod.yaml": POD})
    assert (kind.kind, kind.name, kind.owner) == ("kubernetes_kind.added", "Pod", "web")


def test_what_several_files_change_alike_is_told_once(told_by: FactsOf) -> None:
    before = {f"{n}.yaml": "replicas: 1\nother: 2\n" for n in range(6)}
    after = {path: text.replace("1", "3") for path, text in before.items()}
    (fact,) = told_by(CONFIGURATION, before, after)
    assert (fact.kind, fact.extra["files"], len(fact.evidence)) == ("config_key.value_changed", "6", 4)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.yaml", "a: 1  # x\n", "a: 1  # y\n"),
        ("a.yaml", "a:   1\nb: [x, y]\n", "b:\n  - y\n  - x\na: 1\n"),
        ("a.yaml", "a: |\n  x: 1\n", "a: |\n  x: 2\n"),
        ("a.yaml", "description: old words\n", "description: new words\n"),
        ("a.json", '{"a": 1, "b": 2}', '{\n  "b": 2,\n  "a": 1\n}\n'),
        ("a.toml", "[t]\na = 1\n", "# why\n[t]\na = 1\n"),
        ("a.ini", "[t]\na = 1\n", "[t]\n; why\na=1\n"),
        ("pyproject.toml", '[project]\ndependencies = ["a>=1"]\n', '[project]\ndependencies = ["a>=2"]\n'),
        ("package.json", '{"scripts": {"a": "b"}}', '{"scripts": {"a": "c"}}'),
        ("openapi.yaml", "openapi: 3.0.0\nx: 1\n", "openapi: 3.0.0\nx: 2\n"),
        ("dashboard.json", '{"panels": [], "schemaVersion": 1}', '{"panels": [], "schemaVersion": 2}'),
        ("k.yaml", POD, POD.replace("web:1.0", "web:1.1")),
        ("deploy.yaml", "env:\n- name: A\n  value: x\n", "env:\n- name: A\n  value: y\n"),
    ],
)
def test_near_misses(told_by: FactsOf, path: str, before: str, after: str) -> None:
    assert told_by(CONFIGURATION, before, after, path=path) == []


def test_a_secret_is_shown_nowhere(told_by: FactsOf) -> None:
    for path, line in (
        ("a.yaml", "db_password: {}\n"),
        ("a.toml", 'apiKey = "{}"\n'),
        ("a.ini", "[a]\nauth_token = {}\n"),
    ):
        (fact,) = told_by(CONFIGURATION, line.format("old-value-1"), line.format("new-value-2"), path=path)
        shown = [fact.before, fact.after, *(each.text for each in fact.evidence)]
        assert not any("value" in (text or "") for text in shown)


WORKFLOW = "on: [push, pull_request]\npermissions: {contents: read}\njobs:\n  test:\n    timeout-minutes: 5\n"


def test_workflows_in_short_forms(told_by: FactsOf) -> None:
    path = ".github/workflows/ci.yml"

    def told(old: str, new: str) -> list[tuple[str, str, str | None, str | None]]:
        return said(told_by(CONFIGURATION, WORKFLOW, WORKFLOW.replace(old, new), path=path))

    assert told("[push, ", "[") == [("workflow_trigger.removed", "push", None, None)]
    assert told("read", "write") == [("workflow_permission.value_changed", "contents", "read", "write")]
    assert told("s: 5", "s: 9") == [("config_key.value_changed", "timeout-minutes", "5", "9")]
    filters = WORKFLOW.replace("[push, pull_request]", "\n  push:\n    branches: [main]")
    (fact,) = told_by(CONFIGURATION, filters, filters.replace("main", "dev"), path=path)
    assert (fact.kind, fact.name, fact.extra["what"]) == ("workflow_trigger.changed", "push", "filtered")


def test_words_of_the_language_of_workflows_are_no_settings(told_by: FactsOf) -> None:
    path = ".github/workflows/ci.yml"
    more = WORKFLOW + "    if: always()\n    outputs: {pot: blue}\n    with: {glaze: white}\n"
    assert [fact.name for fact in told_by(CONFIGURATION, WORKFLOW, more, path=path)] == ["glaze"]


def test_an_input_of_a_workflow_is_told_with_its_default(told_by: FactsOf) -> None:
    path, head = (
        ".github/workflows/ci.yml",
        "on:\n  workflow_dispatch:\n    inputs:\n      lid: {type: string}\n",
    )
    (fact,) = told_by(CONFIGURATION, head, f"{head}      pot: {{type: boolean, default: false}}\n", path=path)
    assert (fact.kind, fact.name, fact.after) == ("config_key.changed", "pot", "false")
    assert (fact.extra["input"], fact.extra["what"], fact.extra["given"]) == ("true", "added", "true")


def test_what_no_parser_accepts_is_read_by_its_lines_and_said_so(view: Callable[..., CommitView]) -> None:
    old = "a: 1\nb: [\nc: 2\n"
    found = list(CONFIGURATION.facts(view(old, old.replace("2", "3"), path="a.yaml")))
    gaps = [each for each in found if isinstance(each, Gap)]
    facts = [each for each in found if isinstance(each, Fact)]
    assert [(gap.reason, gap.path) for gap in gaps] == [(GapReason.UNREADABLE, "a.yaml")]
    assert [(fact.name, fact.before, fact.after) for fact in facts] == [("c", "2", "3")]


def test_a_large_file_is_read_around_its_changes(told_by: FactsOf) -> None:
    filler = "".join(f"  part{n}:\n    inner:\n      value: {n}\n" for n in range(9_000))
    old = f"top:\n{filler}# far left\n  last:\n    deep:\n      size: 1  # why\n"
    (fact,) = told_by(CONFIGURATION, old, old.replace("size: 1", "size: 2"), path="a.yaml")
    assert (fact.before, fact.after) == ("1", "2")
    assert (fact.name, fact.owner, fact.evidence[0].line) == ("size", "top.last.deep", old.count("\n"))


STEP = "- label: {}\n  timeout: {}\n  queue: {}\n"


def test_an_item_that_goes_is_not_compared_with_one_that_comes(told_by: FactsOf) -> None:
    first, kept, last = STEP.format("engine", 180, "small"), STEP.format("kernels", 60, "large"), ""
    last = STEP.format("models", 90, "huge")
    facts = told_by(CONFIGURATION, f"steps:\n{first}{kept}", f"steps:\n{kept}{last}", path="ci/pipeline.yaml")
    assert [fact for fact in facts if fact.kind == "config_key.value_changed"] == []
    (changed,) = told_by(
        CONFIGURATION,
        f"steps:\n{first}{kept}",
        f"steps:\n{first}{kept.replace('60', '75')}",
        path="ci/a.yaml",
    )
    assert (changed.name, changed.before, changed.after) == ("timeout", "60", "75")


def test_in_a_large_file_a_key_that_comes_to_an_item_comes_to_that_item(told_by: FactsOf) -> None:
    steps = [STEP.format(f"step {number}", number, f"queue {number}") for number in range(1200)]
    before = "steps:\n" + "".join(steps)
    after = "steps:\n" + "".join(
        step + ("  optional: true\n" if place == 700 else "")
        for place, step in enumerate(steps)
        if place != 5
    )
    facts = told_by(CONFIGURATION, before, after, path="ci/pipeline.yaml")
    assert [fact for fact in facts if fact.kind == "config_key.value_changed"] == []
    assert [fact.name for fact in facts if fact.extra.get("what") == "added"] == ["optional"]


def test_an_item_with_a_name_comes_to_its_list(told_by: FactsOf) -> None:
    before, after = (f"steps:\n{STEP.format('engine', 180, 'small')}" for _ in range(2))
    after += STEP.format("models", 90, "huge")
    (came,) = told_by(CONFIGURATION, before, after, path="ci/pipeline.yaml")
    assert (came.kind, came.name, came.owner, came.extra["what"]) == (
        "config_key.changed",
        "models",
        "steps",
        "item_added",
    )


def test_what_is_set_in_an_entry_of_a_list_of_tables_is_told_of_that_entry(told_by: FactsOf) -> None:
    text = '[[language]]\nname = "a"\nservers = ["x"]\ntabs = 4\n\n[[language]]\nname = "b"\nservers = ["x"]\ntabs = 4\n'
    head, _, tail = text.partition("\n\n")
    facts = told_by(
        CONFIGURATION,
        {"l.toml": text},
        {"l.toml": f"{head}\n\n{tail.replace('x', 'y').replace('4', '2')}"},
    )
    assert [(fact.name, fact.extra["entry"]) for fact in facts] == [("y", "b"), ("tabs", "b")]


def test_one_trivial_value_makes_no_rename(told_by: FactsOf) -> None:
    def what(before: str, after: str) -> list[str]:
        facts = told_by(CONFIGURATION, f"a:\n  {before}\n  z: 3\n", f"a:\n  {after}\n  z: 3\n", path="c.yaml")
        return sorted(fact.extra["what"] for fact in facts)

    assert what("tracing: true", "compact: true") == ["added", "removed"]
    assert what("tracing: verbose", "compact: verbose") == ["renamed"]
