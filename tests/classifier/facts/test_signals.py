"""Signals: each rule on its own examples, and what is never a signal."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.facts.secrets import masked
from classifier.facts.signals import Signals, check_signals
from classifier.rulebook import load_rules
from tests.support.facts import FactsOf

RULES = load_rules(Path(__file__).resolve().parents[3] / "rules").signals


@pytest.fixture
def told(told_by: FactsOf) -> FactsOf:
    return lambda before, after, path="a.py", **more: told_by(
        Signals(RULES), before, after, path=path, **more
    )


def test_every_rule_holds_its_examples_and_near_misses() -> None:
    assert [f"{each.rule}: {each.message}" for each in check_signals(RULES)] == []


def test_a_signal_is_counted_with_its_lines(told: FactsOf) -> None:
    (fact,) = told("x = 1\n", "x = 1\na = pickle.loads(b)\nc = pickle.loads(d)\n")
    assert (fact.kind, fact.name, fact.extra["count"]) == ("signal.added", "deserialisation", "2")
    assert [each.line for each in fact.evidence] == [2, 3]


def test_a_signal_that_goes_is_told_on_the_old_side(told: FactsOf) -> None:
    (fact,) = told("r = get(u, verify=False)\n", "r = get(u)\n")
    assert (fact.kind, fact.name, fact.evidence[0].side) == ("signal.removed", "tls-off", "old")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("h = pickle.loads(a)\n", "h = pickle.loads(b)\n"),
        ("h = pickle.loads(a)\nx = 1\n", "x = 1\nh = pickle.loads(a)\n"),
        ("", 'def f():\n    """Never use\n    pickle.loads(a)\n    here."""\n'),
        ("", "# pickle.loads(a)\n"),
    ],
    ids=["changed around", "moved", "docstring", "comment"],
)
def test_what_is_no_signal(told: FactsOf, before: str, after: str) -> None:
    assert told(before, after) == []


def test_tests_and_generated_files_are_left_out(told: FactsOf) -> None:
    assert told("", "h = pickle.loads(a)\n", path="tests/test_a.py") == []
    assert told("", "h = pickle.loads(a)\n", path="api/a_pb2.py") == []


def test_the_test_module_of_a_rust_file_is_left_out(told: FactsOf) -> None:
    body = "fn f() {\n    g().danger_accept_invalid_certs(true);\n}\n"
    module = (
        "#[cfg(test)]\nmod tests {\n    fn t() {\n        g().danger_accept_invalid_certs(true);\n    }\n}\n"
    )
    assert [fact.extra["count"] for fact in told("", body + module, path="src/a.rs")] == ["1"]
    assert told("", module, path="src/a.rs", whole=False) == []


def test_a_line_that_moves_to_another_file_is_no_signal(told_by: FactsOf) -> None:
    line = "h = pickle.loads(a)\n"
    assert told_by(Signals(RULES), {"a.py": line, "b.py": ""}, {"a.py": "", "b.py": line}) == []


def test_a_secret_is_never_shown(told: FactsOf) -> None:
    token = "ghp_" + "a1" * 18
    (fact,) = told("", f'token = "{token}"\n')
    assert fact.name == "secret"
    assert token not in repr(fact)
    assert "ghp_…" in fact.evidence[0].text


@pytest.mark.parametrize("text", ["password = 'hunter2hunter2'", 'api_key: "0123456789abcdef"'])
def test_given_credentials_are_masked(text: str) -> None:
    assert "hunter2" not in masked(text)
    assert "0123456789" not in masked(text)


@pytest.mark.parametrize("whole", [True, False])
def test_a_schema_of_manifests_mounts_nothing(told: FactsOf, whole: bool) -> None:
    schema = "spec:\n  versions:\n    - schema:\n        openAPIV3Schema:\n          properties:\n"
    field = "            hostPath:\n              type: object\n"
    assert told(schema, schema + field, "deploy/types.yaml", whole=whole) == []
    assert told("a: 1\n", "a: 1\n" + field, "deploy/crds/types.yaml", whole=whole) == []
    (fact,) = told("a: 1\n", "a: 1\nvolumes:\n  - hostPath:\n", "deploy/pod.yaml", whole=whole)
    assert fact.name == "host-access"
