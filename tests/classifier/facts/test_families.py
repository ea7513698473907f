"""Families read by pattern: HTTP, RPC, metrics, delivery, configuration; each with a near miss."""

from __future__ import annotations

import pytest

from classifier.facts.configuration import CONFIGURATION
from classifier.facts.declared_interfaces.between_programs import RPC
from classifier.facts.delivery import DELIVERY
from classifier.facts.http import HTTP
from classifier.facts.observability import LogLevels, Metrics
from tests.support.facts import FactsOf, view_of

WORKFLOW = ".github/workflows/ci.yml"

COMES = [
    (HTTP, "a.py", '@app.get("/v1/models")\ndef f(): ...\n', "route", "/v1/models"),
    (HTTP, "a.rs", 'let r = Router::new().route("/health", get(health));\n', "route", "/health"),
    (HTTP, "a.go", 'mux.HandleFunc("/metrics", handler)\n', "route", "/metrics"),
    (HTTP, "a.ts", "app.post('/v1/chat', handle);\n", "route", "/v1/chat"),
    (HTTP, "A.java", '@GetMapping("/items")\n', "route", "/items"),
    (HTTP, "a.rs", 'const H: &str = "x-request-id";\n', "header", "x-request-id"),
    (RPC, "a.proto", "message Point {\n}\n", "message", "Point"),
    (RPC, "a.proto", "service Map {\n  rpc Find(Query) returns (stream Point);\n}\n", "rpc_method", "Find"),
    (RPC, "a.graphql", "type User {\n  name: String!\n}\n", "graphql_field", "name"),
    (RPC, "api/openapi.yaml", "paths:\n  /users:\n    get: {}\n", "openapi_path", "/users"),
    (Metrics(), "a.py", 'c = Counter("app_requests_total", "requests")\n', "metric", "app_requests_total"),
    (Metrics(), "a.py", 'c = Gauge(\n    f"{PREFIX}_queue_depth",\n    "depth")\n', "metric", "queue_depth"),
    (Metrics(), "a.go", 'prometheus.CounterOpts{\n Namespace: "app",\n Name: "errors_total",\n}\n', "metric", "app_errors_total"),
    (DELIVERY, "Dockerfile", "FROM a:1 AS base\nARG LEVEL=3\n", "build_arg", "LEVEL"),
    (DELIVERY, "Dockerfile", "FROM a:1 AS base\n", "build_stage", "base"),
    (CONFIGURATION, WORKFLOW, "on:\n  pull_request:\n    branches: [main]\n", "workflow_trigger", "pull_request"),
    (CONFIGURATION, WORKFLOW, "permissions:\n  contents: write\n", "workflow_permission", "contents"),
    (CONFIGURATION, WORKFLOW, "jobs:\n  build:\n    runs-on: x\n", "workflow_job", "build"),
    (CONFIGURATION, "chart/values.yaml", "server:\n  retries: 3\n", "helm_value", "server.retries"),
    (CONFIGURATION, "k/a.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n", "kubernetes_kind", "Service"),
    (CONFIGURATION, "k/r.yaml", 'kind: Role\nrules:\n- apiGroups: [""]\n  resources: ["pods"]\n  verbs: ["get"]\n', "rbac_rule", "pods"),
]  # fmt: skip


@pytest.mark.parametrize("case", COMES, ids=lambda case: f"{case[3]} {case[1]}")
@pytest.mark.parametrize("whole", [True, False])
def test_a_thing_comes_and_goes(
    told_by: FactsOf, case: tuple[object, str, str, str, str], whole: bool
) -> None:
    family, path, text, subject, name = case
    come = told_by(family, "", text, path=path, whole=whole)
    gone = told_by(family, text, "", path=path, whole=whole)
    assert (f"{subject}.added", name) in [(fact.kind, fact.name) for fact in come]
    assert (f"{subject}.removed", name) in [(fact.kind, fact.name) for fact in gone]


@pytest.mark.parametrize(
    ("family", "path", "text"),
    [
        (HTTP, "a.py", '# @app.get("/v1/models")\n'),
        (HTTP, "a.py", 'open("/v1/models")\nx = d.get("/a")\n'),
        (HTTP, "tests/test_a.py", '@app.get("/v1/models")\n'),
        (RPC, "a.proto", "// message Point {\n"),
        (Metrics(), "a.py", 'from collections import Counter\nc = Counter("ab")\n'),
        (Metrics(), "a.py", 'c = Gauge(f"{PREFIX}_{name}", "depth")\n'),
        (DELIVERY, "Dockerfile", "# ARG LEVEL=3\nFROM scratch\n"),
        (CONFIGURATION, "deploy/a.yaml", "jobs:\n  build:\n    x: 1\n"),
        (CONFIGURATION, "a.yaml", "server:\n  replicas: 3\n"),
    ],
)
def test_near_misses(told_by: FactsOf, family: object, path: str, text: str) -> None:
    assert told_by(family, {}, {path: text}) == []


SETTINGS = [
    ("a.toml", '[tool.x]\nlevel = 3\nname = "y"\n', "tool.x"),
    ("a.yaml", "tool:\n  x:\n    level: 3\n    other: 1\n", "tool.x"),
    ("a.yaml", "list:\n  - name: first\n    level: 3\n  - name: second\n    level: 9\n", "list[first]"),
    ("a.json", '{\n  "tool": {\n    "x": {\n      "level": 3\n    }\n  }\n}\n', "tool.x"),
    ("a.ini", "[tool]\nlevel = 3\n", "tool"),
]


@pytest.mark.parametrize(("path", "text", "owner"), SETTINGS)
def test_a_setting_has_another_value(told_by: FactsOf, path: str, text: str, owner: str) -> None:
    for whole in (True, False):
        new = text.replace(": 3", ": 4").replace("= 3", "= 4")
        (fact,) = told_by(CONFIGURATION, text, new, path=path, whole=whole, context=9)
        assert (fact.kind, fact.name, fact.owner, fact.before, fact.after) == (
            "config_key.value_changed", "level", owner, "3", "4",
        )  # fmt: skip


def test_a_setting_that_comes_is_no_new_interface(told_by: FactsOf) -> None:
    (fact,) = told_by(CONFIGURATION, "a: 1\n", "a: 1\nb: 2\n", path="a.yaml")
    assert (fact.kind, fact.name, fact.extra["what"]) == ("config_key.changed", "b", "added")


def test_the_order_of_settings_does_not_matter(told_by: FactsOf) -> None:
    assert told_by(CONFIGURATION, "a: 1\nb: 2\n", "b: 2\na: 1\n", path="a.yaml") == []


def test_a_nest_of_aliases_costs_no_more_than_its_text(told_by: FactsOf) -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    assert told_by(CONFIGURATION, bomb, bomb + "level: 3\n", path="a.yaml")[0].name == "level"


def test_a_message_field_with_another_number_or_type(told_by: FactsOf) -> None:
    old = "message Point {\n  int32 x = 1;\n}\n"
    (fact,) = told_by(RPC, old, old.replace("= 1", "= 2"), path="a.proto")
    assert (fact.kind, fact.owner, fact.before, fact.after) == (
        "message_field.value_changed", "Point", "1: int32", "2: int32",
    )  # fmt: skip


def test_only_a_changed_log_level_is_told(told_by: FactsOf) -> None:
    old = 'logger.info("server started")\n'
    (fact,) = told_by(LogLevels(), old, old.replace("info", "debug"), path="a.py")
    assert (fact.kind, fact.before, fact.after) == ("log_level.value_changed", "info", "debug")
    assert told_by(LogLevels(), "", old, path="a.py") == []


def test_a_permission_that_widens(told_by: FactsOf) -> None:
    old = "jobs:\n  build:\n    permissions:\n      contents: read\n"
    (fact,) = told_by(CONFIGURATION, old, old.replace("read", "write"), path=WORKFLOW)
    assert (fact.kind, fact.owner, fact.before, fact.after) == (
        "workflow_permission.value_changed", "build", "read", "write",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("use", "come"),
    [
        ("let c = IntCounter::new(\n    names::REQUESTS_TOTAL,\n)?;\n", ["requests_total"]),
        ('let query = format!("rate({})", names::REQUESTS_TOTAL);\n', []),
    ],
)
def test_the_name_of_a_metric_is_none_until_it_is_registered(use: str, come: list[str]) -> None:
    names = 'pub const REQUESTS_TOTAL: &str = "requests_total";\n'
    view = view_of({"src/names.rs": "", "src/a.rs": ""}, {"src/names.rs": names, "src/a.rs": use})
    assert [fact.name for fact in Metrics().facts(view)] == come


@pytest.mark.parametrize(
    ("gone", "come", "renamed"),
    [
        (
            ["app_worker_request_duration", "app_worker_request_rate"],
            ["app_worker_requests_per_minute", "app_worker_request_duration_hours"],
            {
                "app_worker_request_rate": "app_worker_requests_per_minute",
                "app_worker_request_duration": "app_worker_request_duration_hours",
            },
        ),
        (
            ["app_worker_request_rate"],
            ["app_worker_requests_per_minute", "app_worker_request_wait_minutes"],
            {},
        ),
        (["app_queue_depth"], ["app_queue_depth_warm", "app_queue_depth_cold"], {}),
    ],
    ids=["likest first", "about as like", "equally like"],
)
def test_what_has_another_name_is_the_likest_wherever_it_stands(
    told_by: FactsOf, gone: list[str], come: list[str], renamed: dict[str, str]
) -> None:
    before, after = ("".join(f'm.add(Counter("{name}", "d"))\n' for name in names) for names in (gone, come))
    facts = told_by(Metrics(), before, after, path="a.py")
    assert {fact.before: fact.after for fact in facts if fact.kind == "metric.renamed"} == renamed
    assert {fact.name for fact in facts if fact.kind == "metric.added"} == set(come) - set(renamed.values())
