"""Report files into a repository: all of them in one commit, through GitHub's git data interface.

Nothing is visible before the branch moves, and it moves once: a run that fails leaves nothing behind, and
a run that has nothing new to say makes no commit.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from commitbrief.publish.errors import PublishError
from commitbrief.publish.steps import Published, Step, Verb
from history.foreign import read_bytes

if TYPE_CHECKING:
    from github.GitTree import GitTree
    from github.GitTreeElement import GitTreeElement
    from github.InputGitTreeElement import InputGitTreeElement
    from github.Repository import Repository

TRIES = 5
LARGEST = 40 << 20  # bytes of one file; GitHub takes 100 MB of a push, and less of a request
FILE = ("100644", "100755")
Pause = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file as it shall be in the repository. `path` has `/` and no `.` or `..`."""

    path: str
    content: bytes

    @property
    def blob(self) -> str:
        """The id that git gives this content."""
        header = b"blob %d\0" % len(self.content)
        return hashlib.sha1(header + self.content, usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall be in the repository. Without a branch, its default branch."""

    files: tuple[ReportFile, ...]
    message: str
    branch: str = ""


def report_files(paths: Sequence[Path], base: Path, folder: str) -> tuple[ReportFile, ...]:
    """Read files, and the files in folders. Each keeps its path relative to `base`, under `folder`.

    Hidden files are left out. Raises `PublishError` for a path outside of `base`, and for a link: it could
    lead to any file of the machine, and what it leads to would be published.
    """
    found: dict[str, ReportFile] = {}
    for path in paths:
        if not path.exists():
            raise PublishError(f"{path} does not exist: write the report first")
        for file in sorted(_files_in(path)) if path.is_dir() else [path]:
            name = _name(file, base, folder)
            found[name] = ReportFile(name, _content(file))
    if not found:
        raise PublishError(f"no file in {', '.join(map(str, paths))}: write the report first")
    return tuple(found[name] for name in sorted(found))


def publish_files(repository: Repository, wish: Wish, *, dry_run: bool, pause: Pause) -> Published:
    """Commit the files that differ, in one commit on the branch as it is now.

    Somebody else's commit in between is built upon: `pause(attempt)` is called before another try.
    Raises `PublishError` where the branch keeps moving or a path is taken by something that is no file.
    """
    from github import GithubException

    branch = wish.branch or repository.default_branch
    for attempt in range(1, TRIES + 1):
        state = _state(repository, branch)
        steps = _steps(state, wish.files)
        plan = Published(steps, f"{repository.html_url}/tree/{branch}")
        if dry_run or not plan.changed:
            return plan
        commit = _commit(repository, state, wish, steps)
        try:
            _move(repository, branch, state, commit)
        except GithubException as error:
            if error.status not in (409, 422) or "protected" in str(error.data).lower():
                raise
            pause(attempt)
            continue
        return Published(steps, f"{repository.html_url}/commit/{commit}")
    raise PublishError(f"{repository.full_name}: {branch} moved {TRIES} times while we wrote: run again")


@dataclass(frozen=True, slots=True)
class _State:
    """A branch at one moment: its tip, and its folders as far as they were looked into."""

    tip: str
    exists: bool
    repository: Repository
    root: GitTree
    folders: dict[str, Mapping[str, GitTreeElement]] = field(default_factory=dict)

    def entry(self, path: str) -> GitTreeElement | None:
        """What is at a path. Raises `PublishError` where a folder on the way is none."""
        parent = PurePosixPath(path).parent.as_posix()
        return self._folder("" if parent == "." else parent).get(PurePosixPath(path).name)

    def _folder(self, path: str) -> Mapping[str, GitTreeElement]:
        if path not in self.folders:
            self.folders[path] = self._read(path)
        return self.folders[path]

    def _read(self, path: str) -> Mapping[str, GitTreeElement]:
        if not path:
            return {one.path: one for one in self.root.tree}
        entry = self.entry(path)
        if entry is None:
            return {}
        if entry.type != "tree":
            raise PublishError(f"{self.repository.full_name}: {path} is no folder there: choose another one")
        return {one.path: one for one in self.repository.get_git_tree(entry.sha).tree}


def _state(repository: Repository, branch: str) -> _State:
    from github import UnknownObjectException

    try:
        tip, exists = repository.get_git_ref(f"heads/{branch}").object.sha, True
    except UnknownObjectException:
        start = repository.get_git_ref(f"heads/{repository.default_branch}")
        tip, exists = start.object.sha, False
    return _State(tip, exists, repository, repository.get_git_commit(tip).tree)


def _steps(state: _State, files: Sequence[ReportFile]) -> tuple[Step, ...]:
    return tuple(Step(_verb(state.entry(file.path), file), file.path) for file in files)


def _verb(entry: GitTreeElement | None, file: ReportFile) -> Verb:
    if entry is None:
        return Verb.CREATE
    if entry.mode not in FILE:
        raise PublishError(
            f"{file.path} is a folder, link or submodule in the repository: choose another path"
        )
    return Verb.KEEP if entry.sha == file.blob else Verb.UPDATE


def _commit(repository: Repository, state: _State, wish: Wish, steps: Sequence[Step]) -> str:
    changed = [
        _element(repository, state, file)
        for file, step in zip(wish.files, steps, strict=True)
        if step.verb is not Verb.KEEP
    ]
    base = repository.get_git_commit(state.tip)
    tree = repository.create_git_tree(changed, base.tree)
    return repository.create_git_commit(wish.message, tree, [base]).sha


def _element(repository: Repository, state: _State, file: ReportFile) -> InputGitTreeElement:
    from github import InputGitTreeElement

    entry = state.entry(file.path)
    mode = entry.mode if entry else FILE[0]
    try:
        text = file.content.decode("utf8")
    except UnicodeDecodeError:
        data = base64.b64encode(file.content).decode("ascii")
        return InputGitTreeElement(
            file.path, mode, "blob", sha=repository.create_git_blob(data, "base64").sha
        )
    return InputGitTreeElement(file.path, mode, "blob", content=text)


def _move(repository: Repository, branch: str, state: _State, commit: str) -> None:
    if state.exists:
        repository.get_git_ref(f"heads/{branch}").edit(commit, force=False)
    else:
        repository.create_git_ref(f"refs/heads/{branch}", commit)


def _files_in(folder: Path) -> list[Path]:
    inside = (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return [
        path for path in inside if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _name(file: Path, base: Path, folder: str) -> str:
    try:
        kept = file.absolute().relative_to(base.absolute())
    except ValueError:
        raise PublishError(f"{file} is not in {base}: name the folder it is in with --base") from None
    parts = [part for part in PurePosixPath(folder).parts if part != "/"] + list(kept.parts)
    if ".." in parts or ".git" in (part.lower() for part in parts):
        raise PublishError(f"{file} cannot be published as {'/'.join(parts)}")
    return "/".join(parts)


def _content(file: Path) -> bytes:
    if file.is_symlink():
        raise PublishError(f"{file} is a link, and what it leads to would be published: remove it")
    try:
        if file.stat().st_size > LARGEST:
            raise PublishError(f"{file} is larger than {LARGEST >> 20} MB")
        return read_bytes(file, LARGEST)
    except OSError as error:
        raise PublishError(f"cannot read {file}: {error.strerror}") from error
