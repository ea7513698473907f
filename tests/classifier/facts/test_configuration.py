"""Settings by their structure: what came, went, moved or changed, by which path, in four formats; what manifests
declare; and that hunks which show enough say what the files say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.facts.configuration import CONFIGURATION
from classifier.facts.interface import CommitView, Fact
from history.briefs import Side
from history.records import Gap, GapReason
from tests.support.facts import FactsOf

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: main
    image: example.org/web:1.0
    ports:
    - containerPort: 8000
    resources:
      limits:
        cpu: "1"
        memory: 2Gi
"""


def said(facts: list[Fact]) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (f"{fact.kind}:{fact.extra['what']}" if "what" in fact.extra else fact.kind, fact.name, fact.before, fact.after)
        for fact in facts
    ]  # fmt: skip


CHANGES = [
    ("a.yaml", "s:\n  a: 1\n", "s:\n  a: 1\n  b: 2\n", ("config_key.changed:added", "b", None, "2")),
    ("a.yaml", "s: {a: 1}\n", "s: {a: 2}\n", ("config_key.value_changed", "a", "1", "2")),
    ("a.yaml", "port: 80\n", 'port: "80"\n', ("config_key.type_changed", "port", "80", '"80"')),
    ("a.yaml", "l:\n  - x\n  - y\n", "l:\n  - y\n  - z\n  - x\n", ("config_key.changed:item_added", "z", None, "z")),
    ("a.json", '{"a": {"b": 1}, "c": 2}', '{"a": {"b": 3}, "c": 2}', ("config_key.value_changed", "b", "1", "3")),
    ("a.jsonc", '{\n  // x\n  "b": 1,\n}\n', '{\n  // y\n  "b": 2,\n}\n', ("config_key.value_changed", "b", "1", "2")),
    ("a.toml", '[t.x]\nl = ["a"]\n', '[t.x]\nl = ["a", "b"]\n', ("config_key.changed:item_added", "b", None, "b")),
    ("a.toml", "[t]\nx.y = 1\n", "[t]\nx.y = 1.5\n", ("config_key.value_changed", "y", "1", "1.5")),
    ("a.ini", "[t]\nx = 1\ny: 2\n", "[t]\nx = 1\n", ("config_key.changed:removed", "y", "2", None)),
    ("setup.cfg", "[flake8]\nmax-line-length = 88\n", "[flake8]\nmax-line-length = 99\n", ("config_key.value_changed", "max-line-length", "88", "99")),
    ("a.yaml", "retry_limit: 3\nz: 1\n", "retries_limit: 3\nz: 1\n", ("config_key.changed:renamed", "retries_limit", "retry_limit", "retries_limit")),
    ("chart/values.yaml", "a:\n  mode: fast\nb:\n  x: 1\n", "a: {}\nb:\n  x: 1\n  mode: fast\n", ("helm_value.moved", "mode", "a", "b")),
    ("chart/values.yaml", "a: 1\n", "a: 1\nb:\n  c: 2\n", ("helm_value.added", "c", None, "2")),
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
    assert (changed.kind, changed.name, changed.owner, changed.extra["vague"]) == (
        "helm_value.default_changed", "enabled", "cache", "true",
    )  # fmt: skip


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


def test_limits_and_ports_are_their_own_kinds(told_by: FactsOf) -> None:
    after = POD.replace("2Gi", "512Mi").replace("8000", "9000")
    port, limit = told_by(CONFIGURATION, POD, after, path="deploy/pod.yaml")
    assert (port.kind, port.name, port.before, port.after) == (
        "port.value_changed",
        "containerPort",
        "8000",
        "9000",
    )
    assert (limit.kind, limit.name, limit.owner, limit.before, limit.after) == (
        "resource_limit.value_changed", "memory", "limits", "2Gi", "512Mi",
    )  # fmt: skip
    assert (limit.extra["of"], limit.extra["step"]) == ("main", "down")


def test_limits_that_come_and_go(told_by: FactsOf) -> None:
    bare = POD[: POD.index("    resources:")]
    come = told_by(CONFIGURATION, bare, POD, path="deploy/pod.yaml")
    gone = told_by(CONFIGURATION, POD, bare, path="deploy/pod.yaml")
    assert [(fact.kind, fact.name) for fact in come] == [
        ("resource_limit.added", "cpu"), ("resource_limit.added", "memory"),
    ]  # fmt: skip
    assert {fact.kind for fact in gone} == {"resource_limit.removed"}
    compose = "services:\n  web:\n    deploy:\n      resources:\n        limits:\n          cpus: '0.5'\n"
    (fact,) = told_by(CONFIGURATION, compose, compose.replace("0.5", "2"), path="compose.yaml")
    assert (fact.kind, fact.extra["of"], fact.extra["step"]) == ("resource_limit.value_changed", "web", "up")


def test_other_limits_are_settings(told_by: FactsOf) -> None:
    old = "rate:\n  limits:\n    minute: 5\n"
    (fact,) = told_by(CONFIGURATION, old, old.replace("5", "6"), path="a.yaml")
    assert fact.kind == "config_key.value_changed"


ROLE = 'kind: Role\napiVersion: rbac/v1\nrules:\n- apiGroups: [""]\n  resources: ["pods"]\n  verbs: ["get", "list"]\n'


def test_a_role_that_gains_verbs_and_resources(told_by: FactsOf) -> None:
    (verb,) = told_by(CONFIGURATION, ROLE, ROLE.replace('"list"', '"list", "delete"'), path="r.yaml")
    assert (verb.kind, verb.name, verb.extra["gained"]) == ("rbac_rule.value_changed", "pods", "delete")
    (resource,) = told_by(CONFIGURATION, ROLE, ROLE.replace('"pods"', '"pods", "secrets"'), path="r.yaml")
    assert (resource.kind, resource.name, resource.after) == ("rbac_rule.added", "secrets", "get, list")
    wild = told_by(CONFIGURATION, ROLE, ROLE.replace('"get", "list"', '"*"'), path="r.yaml")
    assert [fact.extra.get("wildcard") for fact in wild if "gained" in fact.extra] == ["true"]


def test_the_same_rule_in_another_order_is_no_change(told_by: FactsOf) -> None:
    assert told_by(CONFIGURATION, ROLE, ROLE.replace('"get", "list"', '"list", "get"'), path="r.yaml") == []


CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  names:
    kind: Worker
  versions:
  - name: v1alpha1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        properties:
          spec:
            type: object
            properties:
              replicas:
                type: integer
"""


@pytest.mark.parametrize("path", ["crds/worker.yaml", "config/crd/bases/worker.yaml"])
def test_fields_of_a_custom_resource(told_by: FactsOf, path: str) -> None:
    field = "              policy:\n                type: object\n                properties:\n                  mode:\n                    type: string\n"
    (fact,) = told_by(CONFIGURATION, CRD, CRD + field, path=path)
    assert (fact.kind, fact.name, fact.owner) == ("crd_field.added", "policy", "Worker.spec")
    (kind,) = told_by(CONFIGURATION, CRD, CRD.replace("integer", "string"), path=path)
    assert (kind.kind, kind.name, kind.before, kind.after) == (
        "crd_field.type_changed", "replicas", "integer", "string",
    )  # fmt: skip


def test_versions_of_a_custom_resource(told_by: FactsOf) -> None:
    version = "  - name: v1beta1\n    served: true\n    storage: false\n"
    (come,) = told_by(CONFIGURATION, CRD, CRD + version, path="crds/worker.yaml")
    assert (come.kind, come.name, come.owner) == ("crd_version.added", "v1beta1", "Worker")
    old = CRD + version
    (served,) = told_by(
        CONFIGURATION, old, old.replace("served: true\n    storage: false", "served: false\n    storage: false"),
        path="crds/worker.yaml",
    )  # fmt: skip
    assert (served.kind, served.name, served.extra["changed"]) == (
        "crd_version.value_changed",
        "v1beta1",
        "served",
    )


def test_another_api_version_of_a_resource(told_by: FactsOf) -> None:
    (fact,) = told_by(CONFIGURATION, POD, POD.replace("apiVersion: v1", "apiVersion: v2"), path="p.yaml")
    assert (fact.kind, fact.name, fact.before, fact.after) == (
        "kubernetes_kind.value_changed", "Pod", "v1", "v2",
    )  # fmt: skip


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


def test_a_helm_template_is_read_around_its_actions(told_by: FactsOf) -> None:
    old = "{{- if .Values.on }}\nkind: Service\napiVersion: v1\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  {{- toYaml .Values.x | nindent 2 }}\n  sessionAffinity: None\n{{- end }}\n"
    (fact,) = told_by(
        CONFIGURATION, old, old.replace("Affinity: None", "Affinity: ClientIP"), path="templates/s.yaml"
    )
    assert (fact.name, fact.owner, fact.after) == ("sessionAffinity", "spec", "ClientIP")


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
