"""Which files of a commit may break somebody's use, at a glance: what `score` has proved, and of nearly all commits
need not.

A public name that no added line has, a list of an interface that loses lines, a flag that goes, a manifest that names
another least version. `classifier.proof` says whether they do.
"""

from __future__ import annotations

import re

from classifier.bounds import ASIDE
from classifier.importance.definitions import lost
from classifier.offered import HEADER, PROGRAM, PYTHON, names_offered
from classifier.paths import Role
from classifier.reading import Reading
from history.records import FileChange

# What others meet of a program stands in files of these roles.
_OFFERED = (Role.SOURCE, Role.OTHER, Role.CONFIGURATION)
MANIFESTS = frozenset({Role.BUILD, Role.DEPENDENCY_MANIFEST})
_LIST = re.compile(
    r"\.(?:api|swiftinterface)$|\.api\.md$|PublicAPI\.(?:Shipped|Unshipped)\.txt$|\.(?:approved|verified)\.txt$"
    r"|(?:^|/)public[-_]api[\w.-]*\.txt$",
    re.IGNORECASE,
)
# What a manifest says that its users' language or tools must be at least, in the forms that `classifier.bounds` leaves.
_LEAST = re.compile(
    r"cmake_minimum_required|<TargetFrameworks?>|swift-tools-version|^\s*elixir:|^\s*(?:sdk|flutter):|required_version\s*="
    r"|kubeVersion:|(?:source|target)Compatibility|jvmToolchain|CMAKE_CXX_STANDARD|ThisBuild / scalaVersion",
    re.IGNORECASE,
)
_DEFAULT = re.compile(r"^\s*default\s*=")  # of a variable of a Terraform module
_HEADERS = (".h", ".hpp", ".hh", ".hxx", ".cuh")
_FLAG = re.compile(r"[\"'`](--[a-z][\w-]+)")
MOST_CHURN = 1_500  # changed lines of all suspects: what tells of more is read as far as that
MOST_FILES = 4


def is_list(path: str) -> bool:
    """Whether a file lists what a project offers: its lines count, whoever wrote them."""
    return _LIST.search(path) is not None


def suspects(reading: Reading) -> tuple[FileChange, ...]:
    """The files to look into, those first that lose most names; none for nearly every commit."""
    offered = reading.files(*_OFFERED)
    missed = _missed(reading, offered)
    flags = _flags_gone(offered)
    found = [
        file
        for file, role in zip(reading.commit.files, reading.roles, strict=True)
        if file.removed
        and file.hunks
        and (
            file.path in missed
            or file.path in flags
            or (role not in ASIDE and is_list(file.path))
            or (role in MANIFESTS and _asks_otherwise(file, _LEAST))
            or (file.path.endswith(".tf") and role is Role.CONFIGURATION and _asks_otherwise(file, _DEFAULT))
        )
    ]
    chosen: list[FileChange] = []
    left = MOST_CHURN
    for file in sorted(found, key=lambda file: -missed.get(file.path, 0)):
        if file.churn <= left and len(chosen) < MOST_FILES:
            chosen.append(file)
            left -= file.churn
    return tuple(chosen)


def _missed(reading: Reading, files: tuple[FileChange, ...]) -> dict[str, int]:
    """How many names that others may use each file loses."""
    gone = {path: names for path, names in lost(files).items() if not PROGRAM.search(path)}
    exported = frozenset[str]()
    if any(path.endswith(PYTHON) for path in gone):
        exported = frozenset(names_offered(reading.commit))
    found = {}
    for path, names in gone.items():
        if path.endswith(PYTHON):
            found[path] = len(names & exported)
        elif not path.endswith(_HEADERS) or HEADER.search(path):
            found[path] = len(names)
    return {path: count for path, count in found.items() if count}


def _flags_gone(source: tuple[FileChange, ...]) -> frozenset[str]:
    """The files that lose a flag which no added line names."""
    gone = {
        file.path: names
        for file in source
        if file.removed
        and (names := {name for hunk in file.hunks for text in hunk.texts("-") for name in _named(text)})
    }
    if not gone:
        return frozenset()
    added = {
        name for file in source for hunk in file.hunks for text in hunk.texts("+") for name in _named(text)
    }
    return frozenset(path for path, names in gone.items() if names - added)


def _named(text: str) -> list[str]:
    return _FLAG.findall(text[:500]) if "--" in text else []


def _asks_otherwise(file: FileChange, asked: re.Pattern[str]) -> bool:
    old, new = (
        {text.strip() for hunk in file.hunks for text in hunk.texts(mark) if asked.search(text[:300])}
        for mark in "-+"
    )
    return bool(old and new) and old != new
