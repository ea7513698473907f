"""A folder as a branch of a repository, by git alone: what GitHub Pages and other hosts show as a site.

The branch holds the folder and nothing else, and no work tree is touched. What was there stays in its history; the file
with the site's domain (`CNAME`), which hosts write there themselves, stays in place.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from commitbrief.publish.errors import PublishError
from commitbrief.publish.steps import Published, Step, Verb
from history.git import git_program

DIRECT = ".nojekyll"  # GitHub then shows the files as they are
DOMAIN = "CNAME"


@dataclass(frozen=True, slots=True)
class Branch:
    """Where the folder goes: a branch of the repository around `repository`, and, where it is given, of its remote."""

    repository: Path
    name: str
    remote: str = ""


def publish_branch(folder: Path, where: Branch, message: str, *, dry_run: bool) -> Published:
    """Commit the folder to the branch, and push it. Raises `PublishError` where git refuses, and for a folder that holds
    links: what they lead to would be published."""
    git = _Git(where.repository)
    reference = f"refs/heads/{where.name}"
    if git.fails("check-ref-format", "--branch", where.name):
        raise PublishError(f"{where.name!r} is no name of a branch")
    if git.text("symbolic-ref", "--quiet", "HEAD") == reference:
        raise PublishError(
            f"{where.name} is checked out in {where.repository}: choose a branch of its own for the site"
        )
    files = _files(folder)
    tip = _tip(git, where, reference)
    tree = _tree(git, folder, files, tip)
    before = git.text("rev-parse", "--verify", "--quiet", f"{tip}^{{tree}}") if tip else ""
    what = f"branch {where.name}: {len(files)} files" + (
        f", pushed to {where.remote}" if where.remote else ""
    )
    if tree == before:
        return Published((Step(Verb.KEEP, what),))
    step = Step(Verb.UPDATE if tip else Verb.CREATE, what)
    if not dry_run:
        parents = ["-p", tip] if tip else []
        commit = git.must("commit-tree", *parents, "-m", message, tree)
        if where.remote:
            git.must("push", "--quiet", where.remote, f"{commit}:{reference}")
        git.must("update-ref", reference, commit)
    return Published((step,))


class _Git:
    """git in the repository, as its owner has configured it (who commits, how a remote is reached), without hooks."""

    def __init__(self, repository: Path) -> None:
        self._head = [git_program(), "-C", str(repository), "-c", f"core.hooksPath={os.devnull}"]

    def run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*self._head, *arguments], input=given, capture_output=True, check=False)

    def fails(self, *arguments: str) -> bool:
        return self.run(*arguments).returncode != 0

    def text(self, *arguments: str) -> str:
        """What it says, "" where it fails."""
        done = self.run(*arguments)
        return done.stdout.decode("utf8", "replace").strip() if done.returncode == 0 else ""

    def must(self, *arguments: str, given: bytes = b"") -> str:
        """What it says. Raises `PublishError` where it fails."""
        done = self.run(*arguments, given=given)
        if done.returncode:
            said = done.stderr.decode("utf8", "replace").strip().split("\n")[-1][:300]
            raise PublishError(f"git {arguments[0]}: {said or 'failed'}")
        return done.stdout.decode("utf8", "replace").strip()


def _tip(git: _Git, where: Branch, reference: str) -> str:
    """The commit to go on from, "" for none: the remote's, since that is what is shown."""
    if not where.remote:
        return git.text("rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}")
    listed = git.must("ls-remote", where.remote, reference)
    if not listed:
        return ""
    git.must("fetch", "--quiet", "--no-tags", where.remote, reference)
    return listed.split()[0]


def _files(folder: Path) -> list[PurePosixPath]:
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_symlink():
            raise PublishError(f"{path} is a link, and what it leads to would be published: remove it")
        if "\n" in str(name):
            raise PublishError(f"{path!s} has a line feed in its name: rename it")
        if path.is_file() and ".git" not in name.parts:
            found.append(PurePosixPath(name.as_posix()))
    if not found:
        raise PublishError(f"{folder} holds no file: make the site first")
    return found


def _tree(git: _Git, folder: Path, files: list[PurePosixPath], tip: str) -> str:
    """The tree of the folder, written to the repository."""
    paths = "".join(f"{(folder / one).resolve()}\n" for one in files).encode("utf8", "surrogateescape")
    ids = git.must("hash-object", "-w", "--no-filters", "--stdin-paths", given=paths).split()
    entries = {str(one): f"100644 blob {name}" for one, name in zip(files, ids, strict=True)}
    entries.setdefault(DIRECT, f"100644 blob {git.must('hash-object', '-w', '--stdin')}")
    if tip and (kept := git.text("ls-tree", tip, "--", DOMAIN)):
        entries.setdefault(DOMAIN, kept.partition("\t")[0])
    folders = {str(parent) for name in entries for parent in PurePosixPath(name).parents}
    for one in sorted(folders, key=lambda name: (-len(PurePosixPath(name).parts), name)):
        inside = {
            name: entry
            for name, entry in entries.items()
            if str(PurePosixPath(name).parent) == one and name != one
        }
        listing = "".join(f"{entry}\t{PurePosixPath(name).name}\0" for name, entry in sorted(inside.items()))
        entries[one] = (
            f"040000 tree {git.must('mktree', '-z', given=listing.encode('utf8', 'surrogateescape'))}"
        )
    return entries["."].split()[2]
