"""The part each changed file plays, as the model's features count it.

Fixed with the feature schema: the rules a user can edit (`rules/paths.toml`) decide what a report says
of a file, and must not move what a trained model was trained on.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache


class Part(IntEnum):
    """Parts of a repository, in the order of the feature columns."""

    SOURCE = 0
    TEST = 1
    DOCS = 2
    CI = 3
    BUILD = 4
    LOCK = 5
    TOOLING = 6
    EXAMPLE = 7
    BENCHMARK = 8
    VENDORED = 9
    GENERATED = 10
    DATA = 11
    WEB = 12


READ_PARTS = (Part.SOURCE, Part.TEST, Part.DOCS)  # the features read their lines

# Searched for in a path behind a slash, so that each folder and name has one before it: a fixed first character is
# found many times as fast as the start of a text or a slash.
_PATTERNS: tuple[tuple[Part, str], ...] = (
    (Part.VENDORED, r"/(?:_?vendor(?:ed)?|third[-_]?party|node_modules|external|extern|deps)/"),
    (
        Part.LOCK,
        (
            r"/(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|npm-shrinkwrap\.json|bun\.lockb?|[Cc]argo\.lock|poetry\.lock|uv\.lock|pdm\.lock"
            r"|Pipfile\.lock|go\.sum|Gemfile\.lock|composer\.lock|flake\.lock|pixi\.lock)$|/(?:requirements|constraints)[\w/.-]*\.(?:txt|in|lock)$"
        ),
    ),
    (
        Part.GENERATED,
        r"\.(?:pb\.go|pb\.cc|pb\.h|min\.js|min\.css|map|snap|snap\.new|golden)$|_pb2(?:_grpc)?\.pyi?$|/(?:dist|generated|__snapshots__|snapshots)/|zz_generated",
    ),
    (
        Part.CI,
        (
            r"^/\.github/|^/\.circleci/|^/\.gitlab|^/\.ci/|^/\.buildkite/|/(?:Jenkinsfile|\.travis\.yml|appveyor\.yml|azure-pipelines[\w.-]*|\.cirrus\.yml|codecov\.yml"
            r"|\.codecov\.yml|renovate\.json5?|dependabot\.yml|mergify\.yml|\.coveragerc)$|^/ci/|^/\.azure-pipelines/"
        ),
    ),
    (
        Part.BENCHMARK,
        r"/(?:bench|benches|benchmarks?|asv_bench|perf)/|/bench_\w+\.\w+$|_bench(?:mark)?\.\w+$",
    ),
    (
        Part.TEST,
        (
            r"/(?:tests?|testing|test_[\w-]+|__tests__|specs?|e2e|testdata|test-data|fixtures?|__fixtures__|testsuite|unittests?|integration[-_]tests?|mocks?)/"
            r"|/(?:test_[^/]*|conftest)\.\w+$|[._-](?:test|spec|tests)\.\w+$|/tests?\.\w+$|[a-z]Tests?\.(?:java|kt|scala|swift|cs)$|-(?:tests|cover|tests-nocover)/"
        ),
    ),
    (Part.EXAMPLE, r"/(?:examples?|samples?|demos?|playgrounds?|tutorials?|cookbook|recipes)/"),
    (
        Part.DOCS,
        (
            r"/(?:docs?|documentation|website|site|man|guides?|book|wiki)/|\.(?:md|mdx|rst|adoc|markdown|tex|ipynb|org)$|/(?:AUTHORS|CONTRIBUTORS|LICENSE|COPYING|NOTICE"
            r"|README|CODEOWNERS|MAINTAINERS|CITATION|CONTRIBUTING|SECURITY|GOVERNANCE)[\w.]*$"
        ),
    ),
    (
        Part.BUILD,
        (
            r"/(?:Makefile[\w.]*|GNUmakefile|CMakeLists\.txt|Dockerfile[\w.-]*|docker-compose[\w.-]*|setup\.(?:py|cfg)|pyproject\.toml|package\.json|Cargo\.toml|go\.(?:mod|work)"
            r"|build\.(?:rs|gradle|gradle\.kts|sbt|zig)|pom\.xml|meson\.build|BUILD(?:\.bazel)?|WORKSPACE|[\w.-]*\.bazel|[\w.-]*\.cmake|MANIFEST\.in|justfile|pnpm-workspace\.yaml|rollup[\w.-]*|vite[\w.-]*\.[jt]s"
            r"|webpack[\w.-]*|tsconfig[\w.-]*\.json|Pipfile|environment\.ya?ml|flake\.nix|default\.nix|Gemfile|lerna\.json|nx\.json|turbo\.json|rust-toolchain(?:\.toml)?|hatch_build\.py)$|^/build/|\.(?:mk|cmake|gradle|spec)$"
        ),
    ),
    (
        Part.TOOLING,
        (
            r"/(?:tox\.ini|noxfile\.py|\.pre-commit[\w.-]*|mypy\.ini|\.?ruff\.toml|rustfmt\.toml|clippy\.toml|deny\.toml|pytest\.ini|\.flake8|\.?pylintrc|_?typos\.toml|cspell[\w.-]*|triagebot\.toml"
            r"|biome\.json|\.golangci[\w.-]*|eslint[\w.-]*|prettier[\w.-]*)$|/\.[\w.-]+$|^/(?:tools?|scripts?|admin|release|hack|tooling|contrib|extra|misc|\.[\w-]+)/|/scripts/"
        ),
    ),
    (Part.WEB, r"\.(?:css|scss|less|html?|svg|png|jpe?g|gif|ico|woff2?)$"),
    (
        Part.SOURCE,
        (
            r"\.(?:py|pyi|pyx|pxd|rs|go|js|mjs|cjs|jsx|ts|tsx|mts|cts|java|kt|kts|scala|c|cc|cpp|cxx|h|hh|hpp|hxx|cu|cuh|m|mm|rb|php|cs|fs|swift|sh|bash|fish|ps1|lua|pl|pm|ex|exs|erl|hs|ml|clj|dart|zig"
            r"|nim|jl|r|sql|proto|graphql|thrift|vue|svelte|astro|asm|s|el|vim|sol|wgsl|metal|y|l)$"
        ),
    ),
)
_COMPILED = tuple((part, re.compile(pattern)) for part, pattern in _PATTERNS)


@lru_cache(maxsize=65536)
def part_of(path: str) -> Part:
    """The part a file plays; whatever nothing else claims is data."""
    rooted = f"/{path}"
    return next((part for part, pattern in _COMPILED if pattern.search(rooted)), Part.DATA)
