"""Changes that no line of a diff shows: modes, links, pictures, empty files. What they are is said, not "+0 −0"."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder
from tests.support.github_server import GitHubServer
from tests.support.repository import EXECUTABLE, SYMLINK, Content, File

PICTURE, OTHER = b"\x89PNG\0\1", b"\x89PNG\0\2"
CHANGES: list[tuple[str, dict[str, Content], dict[str, Content], dict[str, str]]] = [
    (
        "fix: runs",
        {"run.sh": "x\n"},
        {"run.sh": File("x\n", EXECUTABLE)},
        {
            "en": "becomes executable (mode 100644 → 100755)",
            "zh": "变为可执行（权限 100644 → 100755）",
        },
    ),
    (
        "fix: no program",
        {"run.sh": File("x\n", EXECUTABLE)},
        {"run.sh": "x\n"},
        {
            "en": "no longer executable (mode 100755 → 100644)",
            "zh": "不再可执行（权限 100755 → 100644）",
        },
    ),
    (
        "chore: one place",
        {"a.yml": "x: 1\n"},
        {"a.yml": File("b.yml", SYMLINK)},
        {"en": "`a.yml` is a symbolic link now", "zh": "`a.yml` 变为符号链接"},
    ),
    (
        "chore: own place",
        {"a.yml": File("b.yml", SYMLINK)},
        {"a.yml": "x: 1\n"},
        {"en": "`a.yml` is no symbolic link any more", "zh": "`a.yml` 不再是符号链接"},
    ),
    (
        "fix(web): colours",
        {"web/logo.png": PICTURE},
        {"web/logo.png": OTHER},
        {"en": "`web/logo.png` (binary)", "zh": "`web/logo.png`（二进制）"},
    ),
    (
        "feat: types",
        {},
        {"pkg/py.typed": ""},
        {"en": "`pkg/py.typed` (empty)", "zh": "`pkg/py.typed`（空文件）"},
    ),
]


@pytest.mark.parametrize("change", CHANGES, ids=[one[0] for one in CHANGES])
@pytest.mark.parametrize("way", ["local", "api", "patch"])
def test_what_no_line_shows_is_said(
    run: Run, repo: RepoBuilder, server: GitHubServer, change: tuple[Any, ...], way: str
) -> None:
    title, before, after, said = change
    repo.commit("chore: start", {"c": "c\n", **before})
    repo.commit(title, after)
    source = {"local": [str(repo.git_dir)], "api": ["octo/project", "--api"], "patch": ["-"]}[way]
    chosen = [] if way == "patch" else ["--range", "HEAD^..HEAD"]
    patch = repo.git("format-patch", "-1", "--stdout", "main").encode() if way == "patch" else b""
    for language, words in said.items():
        given = [
            *source,
            *chosen,
            "--lang",
            language,
            "--importance",
            "formula",
            "--quiet",
            "--format",
            "json",
        ]
        sections = _sections(json.loads(run("report", *given, "-o", "-", stdin=patch).out))
        assert words in sections
        assert "+0 −0" not in sections


def _sections(document: dict[str, Any]) -> str:
    """The summaries of the commits, as plain text."""
    found = [
        f"`{inline['text']}`" if inline["kind"] == "code" else inline["text"]
        for group in document["groups"]
        for commit in group["commits"]
        for sentence in commit["summary"]["sentences"]
        for inline in sentence["words"]
    ]
    return "".join(found)
