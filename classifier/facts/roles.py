"""What a path says about a file, as far as fact extractors need it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath


class FileKind(StrEnum):
    """How a file's lines are to be read."""

    SOURCE = "source"
    TEST = "test"
    DOCS = "docs"
    LOCK = "lock"
    GENERATED = "generated"
    VENDORED = "vendored"
    DATA = "data"  # recorded responses, notebooks, snapshots: never read line by line

    @property
    def read(self) -> bool:
        """Whether the lines were written by people and say something."""
        return self not in {FileKind.LOCK, FileKind.GENERATED, FileKind.VENDORED, FileKind.DATA}


LOCK_NAMES = {
    "cargo.lock", "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb",
    "poetry.lock", "pdm.lock", "uv.lock", "pipfile.lock", "pylock.toml", "go.sum", "go.work.sum", "gemfile.lock",
    "composer.lock", "mix.lock", "flake.lock", "gradle.lockfile", "chart.lock", "pubspec.lock", "podfile.lock",
    "deno.lock", "conda-lock.yml", "pixi.lock", ".terraform.lock.hcl", "module.bazel.lock", "packages.lock.json",
}  # fmt: skip
_VENDORED = re.compile(
    r"(?:^|/)(?:vendor|vendored|_vendor|third[_-]?party|3rdparty|node_modules|bower_components)/",
    re.IGNORECASE,
)
_GENERATED = re.compile(
    r"(?:^|/)(?:zz_generated\.[^/]*|[^/]*_pb2(?:_grpc)?\.pyi?|[^/]*\.pb(?:\.gw)?\.go|[^/]*_grpc\.pb\.go"
    r"|[^/]*\.min\.(?:js|css)|[^/]*\.(?:js|css)\.map|[^/]*\.generated\.[^/]*|[^/]*_generated\.[^/]*)$"
    r"|(?:^|/)(?:generated|__generated__|dist)/",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\.(?:csv|tsv|ipynb|jsonl|ndjson|snap|lock\.txt|svg|po|pot|parquet|geojson)$|(?:^|/)(?:__snapshots__|cassettes)/",
    re.IGNORECASE,
)
_TEST = re.compile(
    r"(?:^|/)(?:tests?|testing|__tests__|spec|e2e|testdata|fixtures)/|(?:^|/)(?:test_[^/]*|[^/]*_test|conftest|tests?|[^/]*\.(?:test|spec))\.[^/.]+$",
    re.IGNORECASE,
)
_DOCS = re.compile(
    r"(?:^|/)docs?/|\.(?:md|mdx|rst|adoc|markdown)$|(?:^|/)(?:readme|changelog|contributing)[^/]*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def kind_of(path: str) -> FileKind:
    """The kind of a file by its path alone."""
    name = PurePosixPath(path).name.lower()
    for kind, found in (
        (FileKind.LOCK, name in LOCK_NAMES),
        (FileKind.VENDORED, _VENDORED.search(path)),
        (FileKind.GENERATED, _GENERATED.search(path)),
        (FileKind.DATA, _DATA.search(path)),
        (FileKind.TEST, _TEST.search(path)),
        (FileKind.DOCS, _DOCS.search(path)),
    ):
        if found:
            return kind
    return FileKind.SOURCE
