"""Files and directories: what came, went, moved, and what is generated, vendored or locked.

A directory's `extra["files"]` counts its files. A file's `extra["role"]` is its `Role`; summaries of
files that are not read line by line hold `extra["added"]`, `extra["removed"]` (lines) and `extra["files"]`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from types import MappingProxyType

from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.written import is_written
from classifier.paths import Role
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileChange, FileStatus
from history.sizes import mode_nature

PACKAGE_MARKS = {
    "__init__.py": "python", "Cargo.toml": "rust", "go.mod": "go", "package.json": "javascript",
    "pyproject.toml": "python", "setup.py": "python", "pom.xml": "java", "build.gradle": "java",
    "build.gradle.kts": "kotlin", "Chart.yaml": "helm", "mod.rs": "rust",
}  # fmt: skip
_SUMMARISED = {
    Role.LOCK_FILE: Subject.LOCK_FILE,
    Role.GENERATED: Subject.GENERATED,
    Role.VENDORED: Subject.VENDORED,
}
_FATES = {FileStatus.ADDED: (Change.ADDED, Side.NEW), FileStatus.DELETED: (Change.REMOVED, Side.OLD)}
Files = tuple[tuple[FileChange, Role], ...]
_DEEPEST = 100  # folders above a file; each of them is a text as long as it is deep
_WHOLE_DIRECTORY = 2  # files that must come, go or move together before a directory is spoken of


class Layout:
    """Files and directories added, removed, renamed, moved; modes; submodules."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        changes = view.commit.files
        moved = _moved_directories(changes)
        yield from moved.values()
        yield from _packages(view.files)
        for change, role in view.files:
            yield from _file(change, role, covered=_directory_move(change) in moved)
        yield from _modules(view.files)
        yield from _summaries(view.files)


def _whole(change: FileChange, side: Side) -> Evidence:
    path = (change.old_path if side is Side.OLD else change.new_path) or change.path
    return Evidence(path, side, 0, path[:EVIDENCE_CHARACTERS])


def _parent(path: str | None) -> str:
    folder, slash, _ = (path or "").rpartition("/")
    return folder or slash or "."


def _file(change: FileChange, role: Role, *, covered: bool) -> Iterator[Fact]:
    if change.is_submodule:
        yield from _submodule(change)
        return
    details = {"role": str(role), "added": str(change.added), "removed": str(change.removed)}
    extra = MappingProxyType(details)
    if change.status in _FATES:
        what, side = _FATES[change.status]
        yield Fact(
            Subject.FILE, what, change.path, (_whole(change, side),), _parent(change.path), extra=extra
        )
    elif change.status is FileStatus.RENAMED and change.old_path and not covered:
        same_place = _parent(change.old_path) == _parent(change.new_path)
        yield Fact(
            Subject.FILE,
            Change.RENAMED if same_place else Change.MOVED,
            change.path,
            (_whole(change, Side.NEW), _whole(change, Side.OLD)),
            _parent(change.path),
            before=change.old_path,
            after=change.path,
            extra=extra,
        )
    if (nature := mode_nature(change)) is not None:
        yield Fact(
            Subject.FILE_MODE,
            Change.CHANGED,
            change.path,
            (_whole(change, Side.NEW),),
            before=change.old_mode,
            after=change.new_mode,
            extra=MappingProxyType({"nature": str(nature)}),
        )


def _submodule(change: FileChange) -> Iterator[Fact]:
    what, side = _FATES.get(change.status, (Change.BUMPED, Side.NEW))
    commits = {"-": None, "+": None} | {
        line[:1]: line.partition("Subproject commit ")[2][:12]
        for hunk in change.hunks
        for line in hunk.lines
        if "Subproject commit " in line
    }
    yield Fact(
        Subject.SUBMODULE, what, change.path, (_whole(change, side),), before=commits["-"], after=commits["+"]
    )


def _directory_move(change: FileChange) -> tuple[str, str] | None:
    """The longest directories that differ between the old and the new path of a moved file."""
    if change.status is not FileStatus.RENAMED or not change.old_path or not change.new_path:
        return None
    old, new = PurePosixPath(change.old_path).parts, PurePosixPath(change.new_path).parts
    tail = 0
    while tail < min(len(old), len(new)) - 1 and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if tail == 0:
        return None
    return "/".join(old[: len(old) - tail]) or ".", "/".join(new[: len(new) - tail]) or "."


def _moved_directories(changes: tuple[FileChange, ...]) -> dict[tuple[str, str], Fact]:
    groups: defaultdict[tuple[str, str], list[FileChange]] = defaultdict(list)
    for change in changes:
        pair = _directory_move(change)
        if pair is not None:
            groups[pair].append(change)
    return {
        pair: Fact(
            Subject.DIRECTORY,
            Change.RENAMED if _parent(pair[0]) == _parent(pair[1]) else Change.MOVED,
            pair[1],
            tuple(
                evidence
                for each in moved[:3]
                for evidence in (_whole(each, Side.NEW), _whole(each, Side.OLD))
            ),
            before=pair[0],
            after=pair[1],
            extra=MappingProxyType({"files": str(len(moved))}),
        )
        for pair, moved in groups.items()
        if len(moved) >= _WHOLE_DIRECTORY
    }


def _packages(files: Files) -> Iterator[Fact]:
    """Packages that came or went, told by the file that makes a directory one; the outermost of nested
    ones. A directory in which other files merely changed is no new package. Plain directories are not
    spoken of: a diff does not say what else they hold."""
    kept: set[str] = set()
    touched: Counter[str] = Counter()
    for change, _ in files:
        touched.update(_ancestors(change.path))
        if change.status not in {FileStatus.ADDED, FileStatus.DELETED}:
            kept.update(_ancestors(change.path))
            kept.update(_ancestors(change.old_path or ""))
    for status, what, side in (
        (FileStatus.ADDED, Change.ADDED, Side.NEW),
        (FileStatus.DELETED, Change.REMOVED, Side.OLD),
    ):
        marked: dict[str, FileChange] = {}
        for change, role in files:
            folder = _parent(change.path)
            if (
                change.status is status
                and _is_mark(change.path, role)
                and folder not in kept
                and folder != "."
            ):
                marked.setdefault(folder, change)
        for folder, change in marked.items():
            if any(parent in marked for parent in _ancestors(folder)):
                continue
            mark = PurePosixPath(change.path).name
            extra = {"files": str(touched[folder]), "mark": mark}
            proof = (_whole(change, side),)
            language = PACKAGE_MARKS[mark]
            yield Fact(
                Subject.PACKAGE,
                what,
                folder,
                proof,
                _parent(folder),
                language=language,
                extra=MappingProxyType(extra),
            )


_MODULES = {
    ".py": "python", ".ts": "typescript", ".tsx": "typescript", ".mts": "typescript", ".js": "javascript",
    ".jsx": "javascript", ".mjs": "javascript",
}  # fmt: skip
# A folder's own file and what everybody has are no names of modules.
_MODULE_NAME = re.compile(r"(?!(?:index|main|mod|lib|setup)$)[A-Za-z][\w-]*", re.ASCII)


def _modules(files: Files) -> Iterator[Fact]:
    """Modules that came or went, in languages in which each file is one. What Rust declares with `mod` is
    told with its symbols; a Go or Java package is a folder, and a diff does not say what else it holds."""
    for change, role in files:
        path = PurePosixPath(change.path.rpartition("/")[2])
        name = path.name.removesuffix(path.suffix)
        language = _MODULES.get(path.suffix)
        if language is None or role is not Role.SOURCE or not _MODULE_NAME.fullmatch(name):
            continue
        if change.status is FileStatus.ADDED:
            what, side = Change.ADDED, Side.NEW
        elif change.status is FileStatus.DELETED:
            what, side = Change.REMOVED, Side.OLD
        else:
            continue
        proof = (_whole(change, side),)
        yield Fact(Subject.MODULE, what, name, proof, _parent(change.path), language=language)


def _is_mark(path: str, role: Role) -> bool:
    return path.rpartition("/")[2] in PACKAGE_MARKS and role is not Role.TEST and is_written(path, role)


def _ancestors(path: str) -> list[str]:
    """The folders that a path lies in, nearest first; of one that is deeper than any project's, the outermost."""
    parts = path.split("/")[:-1][:_DEEPEST]
    return ["/".join(parts[:depth]) for depth in range(len(parts), 0, -1)]


def _summaries(files: Files) -> Iterator[Fact]:
    groups: defaultdict[Subject, list[FileChange]] = defaultdict(list)
    for change, role in files:
        subject = _SUMMARISED.get(role)
        if subject is not None:
            groups[subject].append(change)
    for subject, members in groups.items():
        largest = max(members, key=lambda change: change.churn)
        yield Fact(
            subject,
            Change.CHANGED,
            largest.path,
            tuple(
                _whole(each, Side.OLD if each.status is FileStatus.DELETED else Side.NEW)
                for each in members[:5]
            ),
            extra=MappingProxyType(
                {
                    "files": str(len(members)),
                    "added": str(sum(each.added for each in members)),
                    "removed": str(sum(each.removed for each in members)),
                }
            ),
        )
