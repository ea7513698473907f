"""What files are for, by their paths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.paths import Role, module_of
from classifier.rulebook import RuleBook


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("src/app/main.py", Role.SOURCE),
        ("lib/llm/src/kv_router/publisher.rs", Role.SOURCE),
        ("web/src/App.tsx", Role.SOURCE),
        ("csrc/attention.cu", Role.SOURCE),
        ("tests/router/common.py", Role.TEST),
        ("pkg/x/y_test.go", Role.TEST),
        ("java/src/test/java/org/a/BTest.java", Role.TEST),
        ("packages/a/src/b.spec.ts", Role.TEST),
        ("tests/data/big.json", Role.TEST),
        ("docs/conf.py", Role.DOCUMENTATION),
        ("README.zh.md", Role.DOCUMENTATION),
        (".github/workflows/test.yml", Role.CI),
        (".gitlab-ci.yml", Role.CI),
        ("deploy/helm/values.yaml", Role.CONFIGURATION),
        ("docker/Dockerfile.rocm", Role.BUILD),
        ("CMakeLists.txt", Role.BUILD),
        ("Cargo.toml", Role.DEPENDENCY_MANIFEST),
        ("requirements/cuda.txt", Role.DEPENDENCY_MANIFEST),
        ("a/b/go.mod", Role.DEPENDENCY_MANIFEST),
        ("Cargo.lock", Role.LOCK_FILE),
        ("web/pnpm-lock.yaml", Role.LOCK_FILE),
        ("api/v1/api.pb.go", Role.GENERATED),
        ("vendor/github.com/a/b.go", Role.VENDORED),
        ("examples/a/run.sh", Role.EXAMPLE),
        ("benchmarks/serve.py", Role.BENCHMARK),
        ("scripts/release.sh", Role.SCRIPT),
        (".gitignore", Role.TOOLING),
        ("CHANGELOG.md", Role.CHANGELOG),
        ("news/12.bugfix.rst", Role.CHANGELOG),
        (".changeset/brave-cats.md", Role.CHANGELOG),
        ("LICENSE-APACHE", Role.LICENSE),
        ("img/logo.png", Role.ASSET),
        ("words.csv", Role.DATA),
        ("PROJECT", Role.OTHER),
        ("", Role.OTHER),
    ],
)
def test_roles(book: RuleBook, path: str, role: Role) -> None:
    assert book.paths.role(path) is role


def test_case_never_matters(book: RuleBook) -> None:
    assert book.paths.role("SRC/Tests/X.PY") is Role.TEST


@given(st.text())
def test_every_string_has_a_role_a_language_and_a_module(book: RuleBook, path: str) -> None:
    assert book.paths.role(path) in Role
    assert book.paths.role(path) is book.paths.role(path)
    assert isinstance(book.paths.language(path), str)
    assert path.startswith(module_of(path))


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("a/b.py", "python"),
        ("B.RS", "rust"),
        ("a.tsx", "typescript"),
        ("a.cuh", "cuda"),
        ("Makefile", ""),
        ("a.d/b", ""),
    ],
)
def test_languages(book: RuleBook, path: str, language: str) -> None:
    assert book.paths.language(path) == language


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("README.md", ""),
        ("src/main.rs", "src"),
        ("vllm/v1/core/sched.py", "vllm/v1"),
        ("lib/llm/src/kv_router/publisher.rs", "lib/llm/src/kv_router"),
        ("lib/llm/src/lib.rs", "lib/llm/src"),
        ("components/src/dynamo/sglang/register.py", "components/src/dynamo/sglang"),
        ("docs/guides/a/b.md", "docs/guides"),
        ("packages/kit/src/core/sync.js", "packages/kit/src/core"),
    ],
)
def test_modules(path: str, module: str) -> None:
    assert module_of(path) == module
