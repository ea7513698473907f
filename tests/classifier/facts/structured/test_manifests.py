"""What manifests declare to a cluster: limits, ports, rights, custom resources, versions."""

from __future__ import annotations

import pytest

from classifier.facts.configuration import CONFIGURATION
from tests.support.facts import POD, FactsOf

ROLE = 'kind: Role\napiVersion: rbac/v1\nrules:\n- apiGroups: [""]\n  resources: ["pods"]\n  verbs: ["get", "list"]\n'


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


def test_a_role_that_gains_verbs_and_resources(told_by: FactsOf) -> None:
    (verb,) = told_by(CONFIGURATION, ROLE, ROLE.replace('"list"', '"list", "delete"'), path="r.yaml")
    assert (verb.kind, verb.name, verb.extra["gained"]) == ("rbac_rule.value_changed", "pods", "delete")
    (resource,) = told_by(CONFIGURATION, ROLE, ROLE.replace('"pods"', '"pods", "secrets"'), path="r.yaml")
    assert (resource.kind, resource.name, resource.after) == ("rbac_rule.added", "secrets", "get, list")
    wild = told_by(CONFIGURATION, ROLE, ROLE.replace('"get", "list"', '"*"'), path="r.yaml")
    assert [fact.extra.get("wildcard") for fact in wild if "gained" in fact.extra] == ["true"]


def test_the_same_rule_in_another_order_is_no_change(told_by: FactsOf) -> None:
    assert told_by(CONFIGURATION, ROLE, ROLE.replace('"get", "list"', '"list", "get"'), path="r.yaml") == []


HEAD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  names:
    kind: Worker
  versions:
"""
CRD = f"""\
{HEAD}  - name: v1alpha1
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


NEXT = """\
  - name: v1beta1
    served: {served}
    storage: false
    schema:
      openAPIV3Schema:
        properties:
          apiVersion:
            type: string
          kind:
            type: string
          metadata:
            type: object
          spec:
            type: object
            properties:
              replicas:
                type: integer
              policy:
                type: string
          status:
            type: object
            properties:
              phase:
                type: string
"""


@pytest.mark.parametrize(("served", "fields"), [("true", ["policy"]), ("false", [])])
def test_only_what_a_served_version_newly_takes_can_be_written(
    told_by: FactsOf, served: str, fields: list[str]
) -> None:
    facts = told_by(CONFIGURATION, CRD, CRD + NEXT.format(served=served), path="crds/worker.yaml")
    assert [fact.name for fact in facts if fact.kind == "crd_field.added"] == fields
    assert [fact.name for fact in facts if fact.kind == "crd_version.added"] == ["v1beta1"]


def test_a_field_that_another_version_keeps_is_not_gone(told_by: FactsOf) -> None:
    both = CRD + NEXT.format(served="true")
    facts = told_by(CONFIGURATION, both, f"{HEAD}{NEXT.format(served='true')}", path="crds/worker.yaml")
    assert [fact.name for fact in facts if fact.kind == "crd_field.removed"] == []


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


def test_a_helm_template_is_read_around_its_actions(told_by: FactsOf) -> None:
    old = "{{- if .Values.on }}\nkind: Service\napiVersion: v1\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  {{- toYaml .Values.x | nindent 2 }}\n  sessionAffinity: None\n{{- end }}\n"
    (fact,) = told_by(
        CONFIGURATION, old, old.replace("Affinity: None", "Affinity: ClientIP"), path="templates/s.yaml"
    )
    assert (fact.name, fact.owner, fact.after) == ("sessionAffinity", "spec", "ClientIP")
