"""Dependencies: every manifest format added, removed and bumped; and what versions amount to."""

from __future__ import annotations

import pytest

from classifier.facts.dependencies.extractor import Dependencies
from classifier.facts.dependencies.versions import change_of, step
from classifier.facts.interface import Change
from tests.support.facts import FactsOf

BUMPS = [
    ("pyproject.toml", '[project]\ndependencies = [\n  "Some_Lib>=1.2.0",\n]\n', "some-lib", "1.2.0", "1.3.0", "minor"),
    ("pyproject.toml", '[tool.poetry.dependencies]\nlib = "^1.2.0"\n', "lib", "1.2.0", "2.0.0", "major"),
    ("requirements-dev.txt", "# tools\nlib==1.2.0  # why\n", "lib", "1.2.0", "1.2.1", "patch"),
    ("setup.cfg", "[options]\ninstall_requires =\n    lib>=1.2.0\n", "lib", "1.2.0", "1.4.0", "minor"),
    ("setup.py", 'setup(install_requires=["lib>=1.2.0"])\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("Pipfile", '[packages]\nlib = "==1.2.0"\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("Cargo.toml", '[dependencies]\nlib = { version = "1.2.0", features = ["x"] }\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("Cargo.toml", '[dev-dependencies.lib]\nversion = "1.2.0"\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("go.mod", "module m\n\nrequire (\n\texample.org/lib v1.2.0\n)\n", "example.org/lib", "1.2.0", "1.4.0", "minor"),
    ("package.json", '{\n  "dependencies": {\n    "@a/lib": "^1.2.0"\n  }\n}\n', "@a/lib", "1.2.0", "1.4.0", "minor"),
    (
        "pom.xml",
        "<p><dependency>\n<groupId>g</groupId>\n<artifactId>lib</artifactId>\n<version>1.2.0</version>\n</dependency></p>\n",
        "g:lib", "1.2.0", "1.4.0", "minor",
    ),
    ("build.gradle", 'dependencies {\n  implementation "g:lib:1.2.0"\n}\n', "g:lib", "1.2.0", "1.4.0", "minor"),
    ("Gemfile", 'gem "lib", "~> 1.2.0"\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("Dockerfile", "FROM example.org/lib:1.2.0 AS base\n", "example.org/lib", "1.2.0", "1.4.0", "minor"),
    ("Dockerfile", "ARG LIB_VERSION=1.2.0\n", "LIB_VERSION", "1.2.0", "1.4.0", "minor"),
    ("Dockerfile", "RUN uv pip install \\\n    'lib[x]==1.2.0' && \\\n    true\n", "lib", "1.2.0", "1.4.0", "minor"),
    ("build.sh", 'LIB_REF="1.2.0"\n', "LIB_REF", "1.2.0", "1.4.0", "minor"),
    ("deploy/app.yaml", "spec:\n  image: example.org/lib:1.2.0\n", "example.org/lib", "1.2.0", "1.4.0", "minor"),
    ("Chart.yaml", "name: c\ndependencies:\n  - name: lib\n    version: 1.2.0\n", "lib", "1.2.0", "1.4.0", "minor"),
    (".github/workflows/ci.yml", "steps:\n  - uses: a/lib@v1.2.0\n", "a/lib", "1.2.0", "1.4.0", "minor"),
    (".pre-commit-config.yaml", "repos:\n  - repo: https://example.org/a/lib\n    rev: v1.2.0\n", "a/lib", "1.2.0", "1.4.0", "minor"),
    ("Cargo.toml", '[package]\nrust-version = "1.70"\n', "rust", "1.70", "1.80", "minor"),
    ("go.mod", "module m\n\ngo 1.22\n", "go", "1.22", "1.23", "minor"),
    ("pyproject.toml", '[project]\nrequires-python = ">=3.9"\n', "python", "3.9", "3.11", "minor"),
    (".python-version", "3.9.1\n", "python", "3.9", "3.11", "minor"),
    (".tool-versions", "nodejs 18.1.0\n", "nodejs", "18.1", "20.1", "major"),
    ("pom.xml", "<p>\n<maven.compiler.release>17</maven.compiler.release>\n</p>\n", "java", "17", "21", "major"),
    ("build.gradle.kts", "java {\n  languageVersion.set(JavaLanguageVersion.of(17))\n}\n", "java", "17", "21", "major"),
    ("Gemfile", 'ruby "3.1.0"\n', "ruby", "3.1", "3.3", "minor"),
    ("rust-toolchain.toml", '[toolchain]\nchannel = "1.70.0"\n', "rust", "1.70", "1.80", "minor"),
    ("gradle/libs.versions.toml", '[versions]\nlib = "1.2.0"\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("gradle/libs.versions.toml", '[libraries]\na = "g:lib:1.2.0"\n', "g:lib", "1.2.0", "1.4.0", "minor"),
    ("pnpm-workspace.yaml", "catalog:\n  '@a/lib': ^1.2.0\n", "@a/lib", "1.2.0", "1.4.0", "minor"),
    ("pnpm-workspace.yaml", "catalogs:\n  old:\n    lib: ^1.2.0\n", "lib", "1.2.0", "1.4.0", "minor"),
    ("Chart.yaml", "dependencies:\n  - version: 1.2.0\n    repository: oci://x\n    name: lib\n", "lib", "1.2.0", "1.4.0", "minor"),
    ("Chart.yaml", "name: c\nappVersion: 1.2.0\n", "appVersion", "1.2.0", "1.4.0", "minor"),
    ("Cargo.toml", '[workspace.dependencies]\nlib = "1.2.0"\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("Cargo.toml", '[dependencies]\nlib = { git = "https://example.org/lib", tag = "v1.2.0" }\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("go.mod", "module m\n\nreplace a.b/lib => c.d/lib v1.2.0\n", "a.b/lib", "1.2.0", "1.4.0", "minor"),
    ("setup.cfg", "[options.extras_require]\ntest =\n    lib>=1.2.0\n", "lib", "1.2.0", "1.4.0", "minor"),
    ("pyproject.toml", '[dependency-groups]\ndev = ["lib>=1.2.0"]\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("pyproject.toml", '[build-system]\nrequires = ["lib>=1.2.0"]\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("pom.xml", "<p>\n<lib.version>1.2.0</lib.version>\n</p>\n", "lib.version", "1.2.0", "1.4.0", "minor"),
    ("build.gradle.kts", 'plugins {\n  id("lib") version "1.2.0"\n}\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("a.gemspec", 's.required_ruby_version = ">= 3.1"\n', "ruby", "3.1", "3.2", "minor"),
    ("action.yml", "runs:\n  steps:\n  - uses: a/lib@0123456789012345678901234567890123456789 # tag=v1.2.0\n", "a/lib", "1.2.0", "1.4.0", "minor"),
    ("package.json", '{\n  "engines": {\n    "node": ">=18"\n  }\n}\n', "node", "18", "20", "major"),
]  # fmt: skip


@pytest.mark.parametrize("case", BUMPS, ids=lambda case: f"{case[0]} {case[2]}")
def test_a_bump_is_told_with_its_step(told_by: FactsOf, case: tuple[str, ...]) -> None:
    path, text, name, old, new, by = case
    for whole in (True, False):
        (fact,) = told_by(Dependencies(), text, text.replace(old, new), path=path, whole=whole, context=9)
        assert (fact.change, fact.name, fact.extra["step"]) == (Change.BUMPED, name, by)
        assert old in (fact.before or "")
        assert new in (fact.after or "")
        assert new in fact.evidence[0].text


@pytest.mark.parametrize(("path", "text", "name"), [row[:3] for row in BUMPS])
def test_a_dependency_comes_and_goes(told_by: FactsOf, path: str, text: str, name: str) -> None:
    assert name in [f.name for f in told_by(Dependencies(), "", text, path=path) if f.change is Change.ADDED]
    assert name in [
        f.name for f in told_by(Dependencies(), text, "", path=path) if f.change is Change.REMOVED
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("pyproject.toml", '[tool.x]\nlib = "1.0"\n', '[tool.x]\nlib = "2.0"\n'),
        (
            "pyproject.toml",
            '[project]\nkeywords = [\n "a>=1",\n]\n',
            '[project]\nkeywords = [\n "a>=2",\n]\n',
        ),
        ("Cargo.toml", '[package]\nversion = "1.0.0"\n', '[package]\nversion = "2.0.0"\n'),
        ("package.json", '{\n  "version": "1.0.0"\n}\n', '{\n  "version": "2.0.0"\n}\n'),
        ("requirements.txt", "# lib==1.0\n", "# lib==2.0\n"),
        ("notes.txt", "lib==1.0\n", "lib==2.0\n"),
        ("build.sh", "test lib==1.0\n", "test lib==2.0\n"),
        ("Cargo.lock", 'name = "lib"\nversion = "1.0"\n', 'name = "lib"\nversion = "2.0"\n'),
        ("Dockerfile", "FROM a:1 AS base\nFROM base AS x\n", "FROM a:1 AS base\nFROM base AS y\n"),
        ("go.mod", "require a.b/c v1.0.0 // indirect\n", "require a.b/c v1.1.0 // indirect\n"),
    ],
)
def test_near_misses(told_by: FactsOf, path: str, old: str, new: str) -> None:
    assert told_by(Dependencies(), old, new, path=path) == []


@pytest.mark.parametrize(
    ("before", "after", "ecosystem", "change"),
    [
        ("==1.0", ">=1.0", "python", Change.LOOSENED),
        (">=1.0", "==1.0", "python", Change.TIGHTENED),
        (">=1.0", ">=1.0,<2", "python", Change.TIGHTENED),
        (">=1.0,<2", ">=1.0,<3", "python", Change.LOOSENED),
        ("", "==1.0", "python", Change.TIGHTENED),
        ("<=0.10.1", ">=1.0.0,<1.1.0", "python", Change.BUMPED),
        (
            "git+https://h.org/a/b.git@1fe8084c8171",
            "git+https://h.org/a/b.git@b33a136e78f9",
            "python",
            Change.VALUE_CHANGED,
        ),
        ("==1.0", "", "python", Change.LOOSENED),
        ("==2.0", "==1.9", "python", Change.DOWNGRADED),
        ("==1.2.0rc5", "==1.2.0rc6.post2", "python", Change.BUMPED),
        ("^1.2", "~1.2", "javascript", Change.TIGHTENED),
        ("=1.2", "1.2", "rust", Change.LOOSENED),
        ("v1.10.0", "v1.9.0", "go", Change.DOWNGRADED),
        ("main", "release", "variable", Change.VALUE_CHANGED),
        ("97c9b5b48e2e", "2d475e4ae5bf", "variable", Change.VALUE_CHANGED),
    ],
)
def test_what_a_changed_requirement_amounts_to(
    before: str, after: str, ecosystem: str, change: Change
) -> None:
    assert change_of(before, after, ecosystem) is change


def test_steps() -> None:
    assert [step("1.2.3", "2.0"), step("0.8", "0.9.0"), step("1.0.0rc1", "1.0.0"), step("abc", "1.0")] == [
        "major", "minor", "pre", "",
    ]  # fmt: skip


def test_a_requirement_that_goes_to_another_file_has_moved(told_by: FactsOf) -> None:
    line = "lib==1.0\n"
    (fact,) = told_by(Dependencies(), {"requirements.txt": line}, {"requirements-dev.txt": line})
    assert (fact.kind, fact.before, fact.after) == (
        "dependency.moved",
        "requirements.txt",
        "requirements-dev.txt",
    )
    (bump,) = told_by(Dependencies(), {"requirements.txt": line}, {"requirements-dev.txt": "lib==1.1\n"})
    assert (bump.kind, bump.before, bump.after) == ("dependency.bumped", "==1.0", "==1.1")


def test_what_several_places_change_alike_is_told_once(told_by: FactsOf) -> None:
    before = {
        f".github/workflows/{n}.yml": "steps:\n  - uses: a/b@v1.0.0\n  - uses: a/b@v1.0.0\n" for n in range(3)
    }
    after = {path: text.replace("v1", "v2") for path, text in before.items()}
    (fact,) = told_by(Dependencies(), before, after)
    assert (fact.kind, fact.extra["places"], fact.extra["files"]) == ("action.bumped", "6", "3")
    assert len({each.path for each in fact.evidence}) > 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("deploy/a.yaml", "image: my-registry/app:1.0\n"),
        ("deploy/a.yaml", "image: example.org/app:my-tag\n"),
        ("Dockerfile", "FROM scratch AS files\n"),
        ("Dockerfile", "FROM <your-image>:1.0\n"),
        ("build.sh", "MY_IMAGE_TAG=replace-me-1.0\n"),
    ],
)
def test_placeholders_are_no_dependencies(told_by: FactsOf, path: str, text: str) -> None:
    assert told_by(Dependencies(), "", text, path=path) == []


def test_an_image_is_pulled_where_it_is_named(told_by: FactsOf) -> None:
    line = "image: example.org/app:1.0\n"
    found = told_by(Dependencies(), {"a.yaml": line}, {"b.yaml": line})
    assert sorted(fact.kind for fact in found) == ["dependency.added", "dependency.removed"]
