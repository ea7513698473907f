"""Whom a commit concerns: the component, backend, platform or mode that its author and its paths name."""

from __future__ import annotations

import posixpath
import re
from collections import Counter

from classifier.message.patterns import TYPE_WORDS
from classifier.paths import Role
from classifier.reading import Reading

MOST = 3
MOSTLY = 0.6  # of the changed lines
DEEPEST = 4  # folders of a component's path
# Tags that say what kind of change it is, not whom it concerns.
_KINDS = TYPE_WORDS | {
    "bugfix", "bugifx", "bug fix", "core", "model", "models", "tiny fix", "tiny", "minor", "trivial", "feat", "new feature", "ut", "unittest",
    "wip", "rfc", "easy", "hot fix", "improvement", "enhancement", "optimization", "optimize", "code health", "nfc",
    "refactoring", "clean up", "backport", "cherry-pick", "release", "breaking", "breaking change", "update", "version",
}  # fmt: skip
# Platforms and runtimes as paths and guards spell them; whoever is on another one is not concerned.
PLATFORMS = {
    "rocm": "ROCm", "amdgpu": "ROCm", "hip": "ROCm", "cuda": "CUDA", "xpu": "XPU", "npu": "NPU", "ascend": "NPU",
    "hpu": "HPU", "gaudi": "HPU", "tpu": "TPU", "musa": "MUSA", "cpu": "CPU", "metal": "Metal", "mps": "MPS",
    "windows": "Windows", "win32": "Windows", "macos": "macOS", "darwin": "macOS", "linux": "Linux",
    "android": "Android", "ios": "iOS", "freebsd": "FreeBSD", "wasm": "WebAssembly", "wasm32": "WebAssembly",
    "arm64": "ARM64", "aarch64": "ARM64", "riscv": "RISC-V", "riscv64": "RISC-V", "s390x": "s390x",
    "kubernetes": "Kubernetes", "helm": "Helm", "docker": "Docker",
    "postgres": "PostgreSQL", "postgresql": "PostgreSQL", "mysql": "MySQL", "sqlite": "SQLite",
}  # fmt: skip
_PRODUCT = frozenset(
    {Role.SOURCE, Role.CONFIGURATION, Role.SCRIPT, Role.BUILD, Role.DEPENDENCY_MANIFEST, Role.OTHER}
)
_WORD = re.compile(r"[A-Za-z0-9]+")
_NUMBERING = re.compile(r"^\(?\d+\s*/\s*(?:\d+|n|x)|^part \d|^\d+$|^step ?\d", re.IGNORECASE)


def labels(reading: Reading) -> tuple[str, ...]:
    """The author's scope and tags, then the platforms that the paths of most changed lines name."""
    header = reading.message.header
    said: list[str] = []
    for tag in (*header.tags, *re.split(r"[,/]\s*", header.scope or ""), header.area or ""):
        word = tag.strip()
        if word and word.lower() not in _KINDS and not _NUMBERING.match(word) and len(word) <= 30:
            said.append(word)
    known = {word.lower() for word in said}
    for name in _platforms(reading):
        if name.lower() not in known and not any(
            name.lower() in _WORD.findall(word.lower()) for word in said
        ):
            said.append(name)
    return tuple(dict.fromkeys(said))[:MOST]


def component(reading: Reading) -> str:
    """The deepest folder that holds most of the changed lines of the product; "" where that is a folder of the root,
    which nearly every commit of a repository shares."""
    churn: Counter[str] = Counter()
    total = 0
    for file in reading.files(Role.SOURCE) or reading.files(*_PRODUCT):
        total += file.churn
        folders = posixpath.dirname(file.path).split("/")[:DEEPEST]
        for depth in range(1, len(folders) + 1):
            churn["/".join(folders[:depth])] += file.churn
    fitting = [folder for folder, lines in churn.items() if "/" in folder and lines >= MOSTLY * total]
    return max(fitting, key=lambda folder: folder.count("/"), default="")


def _platforms(reading: Reading) -> list[str]:
    found: Counter[str] = Counter()
    total = 0
    for file in reading.files(*_PRODUCT):
        total += file.churn
        for name in {
            PLATFORMS[word]
            for word in _WORD.findall(file.path.lower().replace("_", " "))
            if word in PLATFORMS
        }:
            found[name] += file.churn
    return [name for name, lines in found.most_common() if lines >= MOSTLY * total]
