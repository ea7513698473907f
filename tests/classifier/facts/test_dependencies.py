"""Dependencies: every manifest format added, removed and bumped; and what versions amount to."""

from __future__ import annotations

import pytest

from classifier.facts.dependencies.extractor import Dependencies
from classifier.facts.dependencies.versions import change_of, step
from classifier.facts.interface import Change, Fact
from history.records import Gap
from tests.support.facts import FactsOf, view_of

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
    (".config/dotnet-tools.json", '{\n  "tools": {\n    "sign": {\n      "version": "1.2.0"\n    }\n  }\n}\n', "sign", "1.2.0", "1.4.0", "minor"),
    ("gradle.properties", "lib_version=1.2.0\n", "lib_version", "1.2.0", "1.4.0", "minor"),
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
    ("a.gemspec", 'Gem::Specification.new do |s|\n  s.add_dependency "lib", "~> 1.2.0"\nend\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("a.gemspec", 's.add_development_dependency("lib", ">= 1.2.0")\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("composer.json", '{\n  "require": {\n    "a/lib": "^1.2.0"\n  }\n}\n', "a/lib", "1.2.0", "1.4.0", "minor"),
    ("composer.json", '{\n  "require": {\n    "php": "^7.4"\n  }\n}\n', "php", "7.4", "8.1", "major"),
    ("src/a.csproj", '<P>\n  <PackageReference Include="A.Lib" Version="1.2.0" />\n</P>\n', "A.Lib", "1.2.0", "1.4.0", "minor"),
    ("Directory.Packages.props", '<P>\n  <PackageVersion Include="A.Lib" Version="1.2.0" />\n</P>\n', "A.Lib", "1.2.0", "1.4.0", "minor"),
    ("packages.config", '<packages>\n  <package id="A.Lib" version="1.2.0" />\n</packages>\n', "A.Lib", "1.2.0", "1.4.0", "minor"),
    ("build.gradle.kts", 'plugins {\n  kotlin("jvm") version "1.2.0"\n}\n', "jvm", "1.2.0", "1.4.0", "minor"),
    ("gradle/wrapper/gradle-wrapper.properties", "distributionUrl=https\\://h.org/gradle-7.2-bin.zip\n", "gradle", "7.2", "8.4", "major"),
    ("build.sbt", 'libraryDependencies += "a.b" %% "lib" % "1.2.0" % Test\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("build.sbt", 'val LibVersion = "1.2.0"\n', "LibVersion", "1.2.0", "1.4.0", "minor"),
    ("project/plugins.sbt", 'addSbtPlugin("a.b" % "lib" % "1.2.0")\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("project/build.properties", "sbt.version=1.2.0\n", "sbt", "1.2.0", "1.4.0", "minor"),
    ("mix.exs", 'defp deps do\n  [\n    {:lib, "~> 1.2.0", only: :dev}\n  ]\nend\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("mix.exs", 'def project do\n  [elixir: "~> 1.12"]\nend\n', "elixir", "1.12", "1.15", "minor"),
    ("Package.swift", '.package(\n  url: "https://example.org/a/Lib.git",\n  from: "1.2.0")\n', "Lib", "1.2.0", "1.4.0", "minor"),
    ("Package.swift", "// swift-tools-version:5.7\nlet a = 1\n", "swift", "5.7", "5.9", "minor"),
    ("Package.swift", "platforms: [.iOS(.v12)]\n", "iOS", "12", "13", "major"),
    ("a.podspec", "s.dependency 'Lib', '~> 1.2.0'\n", "Lib", "1.2.0", "1.4.0", "minor"),
    ("a.podspec", "s.ios.deployment_target = '12.0'\n", "ios", "12.0", "13.0", "major"),
    ("Podfile", "pod 'Lib/Core', '1.2.0'\n", "Lib/Core", "1.2.0", "1.4.0", "minor"),
    ("Cartfile", 'github "a/Lib" ~> 1.2.0\n', "a/Lib", "1.2.0", "1.4.0", "minor"),
    ("pubspec.yaml", "name: a\ndependencies:\n  lib: ^1.2.0\n", "lib", "1.2.0", "1.4.0", "minor"),
    ("pubspec.yaml", "environment:\n  sdk: '>=2.12.0'\n", "dart", "2.12", "3.1", "major"),
    ("build.zig.zon", '.{ .dependencies = .{\n  .lib = .{\n    .url = "https://h.org/lib/archive/1.2.0.tar.gz",\n  },\n} }\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("build.zig.zon", '.minimum_zig_version = "0.12.0",\n', "zig", "0.12", "0.13", "minor"),
    ("versions.tf", 'terraform {\n  required_version = ">= 1.2"\n}\n', "terraform", "1.2", "1.5", "minor"),
    ("versions.tf", 'required_providers {\n  lib = {\n    source  = "a/lib"\n    version = ">= 1.2.0"\n  }\n}\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("main.tf", 'module "m" {\n  source  = "a/lib/aws"\n  version = "1.2.0"\n}\n', "a/lib/aws", "1.2.0", "1.4.0", "minor"),
    ("flake.nix", 'inputs.lib.url = "github:a/lib/v1.2.0";\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("a.rockspec", 'dependencies = {\n  "lib >= 1.2.0",\n}\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("CMakeLists.txt", "cmake_minimum_required(VERSION 3.8)\n", "cmake", "3.8", "3.15", "minor"),
    ("CMakeLists.txt", "find_package(Lib 1.2 REQUIRED)\n", "Lib", "1.2", "1.4", "minor"),
    ("cmake/deps.cmake", "FetchContent_Declare(\n  lib\n  GIT_REPOSITORY https://h.org/lib\n  GIT_TAG v1.2.0\n)\n", "lib", "1.2.0", "1.4.0", "minor"),
    ("conanfile.txt", "[requires]\nlib/1.2.0\n", "lib", "1.2.0", "1.4.0", "minor"),
    ("conanfile.py", 'class A:\n    def requirements(self):\n        self.requires("lib/1.2.0")\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("vcpkg.json", '{\n  "dependencies": [\n    {\n      "name": "lib",\n      "version>=": "1.2.0"\n    }\n  ]\n}\n', "lib", "1.2.0", "1.4.0", "minor"),
    ("Chart.yaml", "name: c\nkubeVersion: '>=1.22.0'\n", "kubernetes", "1.22", "1.25", "minor"),
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


def test_the_version_of_a_charts_application_is_nothing_that_is_installed(told_by: FactsOf) -> None:
    text = "name: c\nappVersion: 1.2.0\n"
    assert told_by(Dependencies(), "", text, path="Chart.yaml") == []
    (moved,) = told_by(Dependencies(), text, text.replace("1.2.0", "1.4.0"), path="Chart.yaml")
    assert moved.change is Change.BUMPED


@pytest.mark.parametrize(("path", "text", "name"), [row[:3] for row in BUMPS if row[2] != "appVersion"])
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
        ("Chart.yaml", "name: c\nversion: 1.0.0\n", "name: c\nversion: 2.0.0\n"),
        ("mix.exs", 'version: "1.0.0"\n', 'version: "2.0.0"\n'),
        ("a.gemspec", 's.version = "1.0"\n', 's.version = "2.0"\n'),
        (
            "composer.json",
            '{\n  "suggest": {\n    "a/lib": "^1.0"\n  }\n}\n',
            '{\n  "suggest": {\n    "a/lib": "^2.0"\n  }\n}\n',
        ),
        ("CMakeLists.txt", "project(a VERSION 1.0)\n", "project(a VERSION 2.0)\n"),
        ("main.tf", 'module "a" {\n  source = "../a"\n}\n', 'module "a" {\n  source = "../b"\n}\n'),
        ("build.sbt", 'ThisBuild / version := "1.0"\n', 'ThisBuild / version := "2.0"\n'),
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


LOCKS = [
    ("Gemfile.lock", "GEM\n  specs:\n    lib (1.2.0)\n      other (>= 1)\n\nDEPENDENCIES\n  lib (~> 1)\n", "lib"),
    ("Cargo.lock", '[[package]]\nname = "lib"\nversion = "1.2.0"\nsource = "x"\n', "lib"),
    ("uv.lock", '[[package]]\nname = "lib"\nversion = "1.2.0"\n', "lib"),
    ("Pipfile.lock", '{\n    "default": {\n        "lib": {\n            "version": "==1.2.0"\n        }\n    }\n}\n', "lib"),
    ("package-lock.json", '{\n    "node_modules/@a/lib": {\n      "version": "1.2.0",\n', "@a/lib"),
    ("yarn.lock", '"@a/lib@^1.0.0":\n  version "1.2.0"\n', "@a/lib"),
    ("pnpm-lock.yaml", "    dependencies:\n      lib:\n        specifier: ^1\n        version: 1.2.0\n", "lib"),
    ("composer.lock", '            "name": "a/lib",\n            "version": "1.2.0",\n', "a/lib"),
    ("mix.lock", '  "lib": {:hex, :lib, "1.2.0", "abc", [:mix]},\n', "lib"),
    ("pubspec.lock", 'packages:\n  lib:\n    dependency: "direct main"\n    version: "1.2.0"\n', "lib"),
    ("Podfile.lock", "PODS:\n  - Lib (1.2.0):\n    - Other\n", "Lib"),
    ("Package.resolved", '    "location" : "https://h.org/a/Lib.git",\n      "version" : "1.2.0"\n', "Lib"),
    ("Cartfile.resolved", 'github "a/Lib" "1.2.0"\n', "a/Lib"),
    ("packages.lock.json", '      "A.Lib": {\n        "type": "Direct",\n        "resolved": "1.2.0",\n', "A.Lib"),
    ("Chart.lock", "dependencies:\n- name: lib\n  repository: x\n  version: 1.2.0\n", "lib"),
    (".terraform.lock.hcl", 'provider "r.example.org/a/lib" {\n  version     = "1.2.0"\n}\n', "lib"),
    ("gradle.lockfile", "g:lib:1.2.0=compileClasspath\n", "g:lib"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "name"), LOCKS, ids=lambda each: str(each)[:20])
def test_what_only_a_lock_file_moves_is_told_as_that_move(
    told_by: FactsOf, path: str, text: str, name: str
) -> None:
    (fact,) = told_by(Dependencies(), {path: text}, {path: text.replace("1.2.0", "1.4.0")})
    assert (fact.kind, fact.name, fact.before, fact.after) == ("dependency.bumped", name, "1.2.0", "1.4.0")
    assert (fact.extra["form"], fact.extra["step"]) == ("locked", "minor")


def test_of_many_that_move_only_those_that_people_asked_for_are_told(told_by: FactsOf) -> None:
    packages = "".join(f"    dep{n} (1.0.0)\n" for n in range(9))
    text = f"GEM\n  specs:\n    lib (1.0.0)\n{packages}\nDEPENDENCIES\n  lib\n"
    after = text.replace("1.0.0", "1.1.0")
    (fact,) = told_by(Dependencies(), text, after, path="Gemfile.lock")
    assert fact.name == "lib"
    told = told_by(Dependencies(), text, after, path="Gemfile.lock", message="Take dep3 1.1.0")
    assert [each.name for each in told] == ["lib", "dep3"]


def test_what_the_manifest_says_the_lock_file_does_not_repeat(told_by: FactsOf) -> None:
    before = {"mix.exs": '{:lib, "~> 1.2"}\n', "mix.lock": '  "lib": {:hex, :lib, "1.2.0", "a"},\n'}
    after = {path: text.replace("1.2", "1.4") for path, text in before.items()}
    (fact,) = told_by(Dependencies(), before, after)
    assert (fact.before, "form" in fact.extra) == ("~> 1.2", False)


def test_what_comes_and_goes_with_a_lock_file_is_nobodys_decision(told_by: FactsOf) -> None:
    old = "GEM\n  specs:\n    gone (1.0)\n    lib (1.0)\n"
    new = "GEM\n  specs:\n    come (1.0)\n    lib (1.0)\n"
    assert told_by(Dependencies(), old, new, path="Gemfile.lock") == []


def test_a_move_carries_the_advisory_that_the_message_names(told_by: FactsOf) -> None:
    old = "GEM\n  specs:\n    lib (1.2.0)\n"
    new = old.replace("1.2.0", "1.2.1")
    (fact,) = told_by(Dependencies(), old, new, path="Gemfile.lock", message="bump for CVE-2030-12345")
    assert fact.extra["advisory"] == "CVE-2030-12345"
    (fact,) = told_by(Dependencies(), old, new, path="Gemfile.lock", message="bump lib")
    assert "advisory" not in fact.extra


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".ruby-version", "4.0.2\n"),
        (".tool-versions", "ruby 4.0.2\n"),
        (".nvmrc", "v4.0.2\n"),
        ("rust-toolchain.toml", '[toolchain]\nchannel = "4.0.2"\n'),
        ("global.json", '{\n  "sdk": {\n    "version": "4.0.2"\n  }\n}\n'),
        ("Gemfile", 'ruby "4.0.2"\n'),
        ("package.json", '{\n  "private": true,\n  "engines": {\n    "node": "4.0.2"\n  }\n}\n'),
        ("build.gradle.kts", "java { toolchain { languageVersion = JavaLanguageVersion.of(402) } }\n"),
    ],
)
def test_what_a_project_itself_works_with_is_a_pin(told_by: FactsOf, path: str, text: str) -> None:
    (fact,) = told_by(Dependencies(), text, text.replace("02", "03").replace("4.0.2", "4.0.3"), path=path)
    assert (fact.kind, fact.extra["form"]) == ("language_version.bumped", "pin")


def test_a_framework_that_is_built_for_no_more_is_gone(told_by: FactsOf) -> None:
    text = "<P>\n  <TargetFrameworks>net6.0;net8.0</TargetFrameworks>\n</P>\n"
    (fact,) = told_by(Dependencies(), text, text.replace("net6.0;", ""), path="src/a.csproj")
    assert (fact.kind, fact.name) == ("language_version.removed", "net6.0")


def test_a_pinned_commit_has_the_version_that_the_message_gives_it(told_by: FactsOf) -> None:
    text = f"steps:\n  - uses: a/lib@{'0a' * 20}\n"
    new = text.replace("0a0a", "1b1b")
    message = "bump a/lib from 7.0.0 to 7.0.1"
    (fact,) = told_by(Dependencies(), text, new, path=".github/workflows/ci.yml", message=message)
    assert (fact.kind, fact.before, fact.after) == ("action.bumped", "7.0.0", "7.0.1")
    noted = new.replace("\n  - ", "\n  - ", 1).rstrip("\n") + " # v7.0.1\n"
    (fact,) = told_by(Dependencies(), text, noted, path=".github/workflows/ci.yml")
    assert (fact.kind, fact.before, fact.after) == ("action.value_changed", "0a" * 6, "1b1b" + "1b" * 4)


def test_what_is_kept_in_one_place_comes_and_goes_once(told_by: FactsOf) -> None:
    props = '<P>\n  <PackageVersion Include="A.Lib" Version="1.2.0" />\n</P>\n'
    project = '<P>\n  <PackageReference Include="A.Lib" />\n</P>\n'
    before = {"Directory.Packages.props": "<P>\n</P>\n", "src/a.csproj": "<P>\n</P>\n"}
    after = {"Directory.Packages.props": props, "src/a.csproj": project}
    (come,) = told_by(Dependencies(), before, after)
    assert (come.kind, come.after) == ("dependency.added", "1.2.0")


def test_the_product_speaks_before_its_examples(told_by: FactsOf) -> None:
    text = 'terraform {\n  required_version = ">= 1.2"\n}\n'
    before = {"examples/a/versions.tf": text, "versions.tf": text}
    after = {path: text.replace("1.2", "1.5") for path in before}
    (fact,) = told_by(Dependencies(), before, after)
    assert (fact.path, fact.extra["places"]) == ("versions.tf", "2")


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


def test_what_a_script_installs_by_a_variable_is_not_gone(told_by: FactsOf) -> None:
    before = "pip install kiln==1.2 glaze==2.0\n"
    after = 'KILN="kiln==1.2"\npip install "$KILN"\n'
    found = told_by(Dependencies(), before, after, path="ci/install.sh")
    assert [fact.name for fact in found] == ["glaze"]


def test_an_install_by_a_variable_installs_the_same(told_by: FactsOf) -> None:
    before = "pip install 'clay==1.2'\npip install 'glaze==2.0'\n"
    after = '$PIP_CMD install "clay==1.2" $SUFFIX\npip install "glaze==2.0"\n'
    assert told_by(Dependencies(), before, after, path="ci/install.sh") == []


def test_of_a_commit_with_more_requirements_than_are_read_the_other_manifests_are_named() -> None:
    many = "".join(f"lib{number}==1.0\n" for number in range(100))
    files = {
        f"tools/{number:03}/requirements.txt": many.replace("lib", f"lib{number}x") for number in range(320)
    }
    found = list(Dependencies().facts(view_of({}, files)))
    told = {one.path for one in found if isinstance(one, Fact)}
    left = [one.path for one in found if isinstance(one, Gap)]
    assert left == [path for path in files if path not in told]
    assert 0 < len(left) < 40


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Cargo.toml", '[dev-dependencies]\nlib = "1.2.0"\n'),
        ("package.json", '{\n  "devDependencies": {\n    "lib": "^1.2.0"\n  }\n}\n'),
        ("build.gradle.kts", 'dependencies {\n  testImplementation("g:lib:1.2.0")\n}\n'),
    ],
)
def test_what_only_developers_need_is_marked(told_by: FactsOf, path: str, text: str) -> None:
    (fact,) = [fact for fact in told_by(Dependencies(), "", text, path=path) if fact.change is Change.ADDED]
    assert fact.extra["for"] == "dev"
    product = text.replace("dev-d", "d").replace("devD", "d").replace("testI", "i")
    (fact,) = [
        fact for fact in told_by(Dependencies(), "", product, path=path) if fact.change is Change.ADDED
    ]
    assert "for" not in fact.extra
