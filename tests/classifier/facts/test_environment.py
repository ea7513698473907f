"""Environment variables: read with a default, set by manifests; secrets stay out."""

from __future__ import annotations

import pytest

from classifier.facts.environment import Environment
from tests.support.facts import FactsOf

READ = [
    ("a.py", 'x = os.environ.get("APP_LEVEL", "3")\n', "3"),
    ("a.py", 'x = os.getenv("APP_LEVEL")\n', None),
    ("a.py", 'x = os.environ["APP_LEVEL"]\n', None),
    ("a.py", 'if "APP_LEVEL" in os.environ:\n    pass\n', None),
    ("a.py", 'add(flag, env_var="APP_LEVEL")\n', None),
    ("a.py", 'x = get_int_env_var("APP_LEVEL", 3)\n', "3"),
    ("a.py", "class Envs:\n    APP_LEVEL = EnvInt(3)\n", "3"),
    ("a.rs", 'let x = std::env::var("APP_LEVEL").unwrap_or_else(|_| "3".to_string());\n', "3"),
    ("a.rs", 'let x = parse_csv_env("APP_LEVEL").or_else(none);\n', None),
    ("a.rs", 'if env_is_truthy("APP_LEVEL") {}\n', None),
    ("a.go", 'x := envOr("APP_LEVEL", "3")\n', None),
    ("a.go", 'x := os.Getenv("APP_LEVEL")\n', None),
    ("a.ts", "const x = process.env.APP_LEVEL ?? '3';\n", "3"),
    ("A.java", 'String x = System.getenv("APP_LEVEL");\n', None),
    ("a.cc", 'auto x = std::getenv("APP_LEVEL");\n', None),
]
SET = [
    ("a.py", 'os.environ["APP_LEVEL"] = "3"\n', "3"),
    ("a.sh", "export APP_LEVEL=3\n", "3"),
    ("Dockerfile", "FROM scratch\nENV A=1 \\\n    APP_LEVEL=3\n", "3"),
    ("a.yaml", "env:\n  - name: APP_LEVEL\n    value: 3\n", "3"),
    ("a.yaml", "jobs:\n  env:\n    APP_LEVEL: 3\n", "3"),
]


@pytest.mark.parametrize(("path", "text", "default"), READ)
def test_a_read_is_found(told_by: FactsOf, path: str, text: str, default: str | None) -> None:
    for whole in (True, False):
        (fact,) = told_by(Environment(), "", text, path=path, whole=whole)
        assert (fact.kind, fact.name, fact.after) == ("env_var.added", "APP_LEVEL", default)
        assert "APP_LEVEL" in fact.evidence[0].text


@pytest.mark.parametrize(("path", "text", "value"), SET)
def test_a_set_is_a_weaker_fact(told_by: FactsOf, path: str, text: str, value: str) -> None:
    fact = told_by(Environment(), "", text, path=path)[-1]
    assert (fact.kind, fact.name, fact.extra["what"], fact.after) == (
        "env_var.changed",
        "APP_LEVEL",
        "added",
        value,
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", '# os.environ["APP_LEVEL"]\n'),
        ("a.py", 'x = settings.get("APP_LEVEL", 3)\n'),
        ("a.py", 'set_env("APP_LEVEL", 3)\n'),
        ("a.py", 'open_envelope("APP_LEVEL")\n'),
        ("a.py", "APP_LEVEL = Envelope(3)\n"),
        ("a.rs", '// env::var("APP_LEVEL")\n'),
        ("a.rs", 'remove_env("APP_LEVEL");\n'),
        ("tests/test_a.py", 'os.environ["APP_LEVEL"]\n'),
        ("a.sh", "APP_LEVEL=3\n"),
    ],
)
def test_near_misses(told_by: FactsOf, path: str, text: str) -> None:
    assert told_by(Environment(), "", text, path=path) == []


def test_another_default(told_by: FactsOf) -> None:
    old = 'a = 1\nx = os.environ.get("APP_LEVEL", "3")\n'
    (fact,) = told_by(Environment(), old, old.replace('"3"', '"4"'), path="a.py")
    assert (fact.kind, fact.before, fact.after, fact.evidence[0].line) == (
        "env_var.default_changed",
        "3",
        "4",
        2,
    )


def test_a_variable_read_elsewhere_in_the_file_is_not_new(told_by: FactsOf) -> None:
    old = 'x = os.getenv("APP_LEVEL")\n' + "y = 1\n" * 200
    assert told_by(Environment(), old, old + 'z = os.getenv("APP_LEVEL")\n', path="a.py") == []


def test_the_value_of_a_secret_is_never_shown(told_by: FactsOf) -> None:
    assert told_by(Environment(), "", "export APP_TOKEN=abc123\n", path="a.sh") == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'os.environ["APP_PARENT"] = str(pid)\nif "APP_PARENT" in os.environ:\n    join(pid)\n'),
        ("a.py", "class Envs:\n    APP_PARENT = EnvInt(None)\n\nenvs.APP_PARENT.set(os.getpid())\n"),
        ("a.go", 'os.Setenv("APP_PARENT", pid)\nif os.Getenv("APP_PARENT") != "" {\n\tjoin()\n}\n'),
    ],
)
def test_what_the_program_sets_for_itself_is_no_interface(told_by: FactsOf, path: str, text: str) -> None:
    for before, after in (("", text), (text, "")):
        kinds = {fact.kind for fact in told_by(Environment(), before, after, path=path)}
        assert not kinds & {"env_var.added", "env_var.removed"}, kinds
