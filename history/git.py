"""Runs the git program so that nobody's configuration can matter and no program but git can start.

Objects are read through a private, empty, bare git directory whose configuration we write, with
`GIT_OBJECT_DIRECTORY` pointing at the real objects. The repository itself is asked only where it is
and what its refs and remotes are, by commands that run nothing.
See docs/decisions/0002-reading-git.md.
"""

from __future__ import annotations

import functools
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from history.errors import HistoryError
from history.foreign import LARGE, read_text

MINIMUM_VERSION = (2, 30)  # rev-parse --end-of-options

_PIPE = 1 << 20  # bytes, where the system lets it be set: git goes on while its last answer is parsed

_GLOBAL_CONFIG = "[safe]\n\tdirectory = *\n[advice]\n\tgraftFileDeprecated = false\n"
_STORE_CONFIG = "[core]\n\tbare = true\n\trepositoryformatversion = {version}\n{extensions}"


Done = subprocess.CompletedProcess[bytes]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a repository keeps its things. `common` differs from `git_dir` in a linked worktree."""

    git_dir: Path
    common: Path
    work_tree: Path | None
    object_format: str  # "sha1" or "sha256"

    @property
    def objects(self) -> Path:
        """The folder of the object database."""
        return self.common / "objects"

    @property
    def folder(self) -> Path:
        """The folder that people call the repository by."""
        if self.work_tree:
            return self.work_tree
        return self.common.parent if self.common.name == ".git" else self.common


@dataclass(frozen=True, slots=True, eq=False)
class _Begun:
    """A process whose answer nobody has asked for yet, and the files that it writes to."""

    process: subprocess.Popen[bytes]
    said: IO[bytes]
    complained: IO[bytes]


class Git:
    """git on one repository. A context manager: leaving it removes the private directory.

    `ask` runs in the repository (refs, remotes); `read` and `stream` run on its objects alone.
    Raises `HistoryError` when git is missing or too old, or when `path` is in no repository.
    """

    def __init__(self, path: Path) -> None:
        self._program = git_program()
        try:
            sweep()
            self._private = tempfile.TemporaryDirectory(prefix=prefix(), ignore_cleanup_errors=True)
        except OSError as error:
            raise HistoryError(f"no temporary folder can be made: {error}; set TMPDIR") from error
        self._base = Path(self._private.name)
        self._begun: list[_Begun] = []
        try:
            (self._base / ".gitconfig").write_text(_GLOBAL_CONFIG, "utf8")
            self.place = self._find(path)
            self.shallow = self._make_store()
        except BaseException:
            self._private.cleanup()
            raise

    def __enter__(self) -> Git:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what was begun and remove the private directory. Harmless when repeated."""
        for begun in self._begun:
            stop(begun.process)
            begun.said.close()
            begun.complained.close()
        self._begun.clear()
        self._private.cleanup()

    def ask(self, *arguments: str) -> Done:
        """Run a command that reads refs or configuration in the repository itself."""
        return self._run([f"--git-dir={self.place.git_dir}", *arguments], self._base, {})

    def read(self, *arguments: str, stdin: bytes = b"") -> Done:
        """Run a command on the objects of the repository, seen without its refs and configuration."""
        return self._run(arguments, self._store, self._on_objects, stdin)

    def begin(self, *arguments: str, stdin: bytes = b"") -> Callable[[], Done]:
        """Start a command as `read` runs it, and go on meanwhile: what comes of it is told when the answer is called."""
        with self._scratch(stdin) as given:
            said, complained = self._scratch(), self._scratch()
            process = subprocess.Popen(
                [self._program, "--no-pager", *arguments],
                cwd=self._store,
                env=self._environment(self._on_objects),
                stdin=given,
                stdout=said,
                stderr=complained,
            )
        begun = _Begun(process, said, complained)
        self._begun.append(begun)

        def answer() -> Done:
            status = process.wait()
            self._begun.remove(begun)
            with said, complained:
                return Done(process.args, status, *(_content(file) for file in (said, complained)))

        return answer

    def _scratch(self, content: bytes = b"") -> IO[bytes]:
        """A file that has no name, which a process can write to however late it is read."""
        file = tempfile.TemporaryFile(dir=self._base)  # noqa: SIM115 - closed with the answer, or with the repository
        file.write(content)
        file.seek(0)
        return file

    def stream(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a command on the objects, with pipes to its input and from its output."""
        return subprocess.Popen(
            [self._program, *arguments],
            cwd=self._store,
            env=self._environment(self._on_objects),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE,
        )

    @property
    def _store(self) -> Path:
        return self._base / "store"

    @property
    def _on_objects(self) -> dict[str, str]:
        return {"GIT_DIR": str(self._store), "GIT_OBJECT_DIRECTORY": str(self.place.objects)}

    def _environment(self, extra: dict[str, str]) -> dict[str, str]:
        return {
            "PATH": os.defpath,
            "HOME": str(self._base),
            "XDG_CONFIG_HOME": str(self._base),
            "LC_ALL": "C",
            "TZ": "UTC",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_GRAFT_FILE": os.devnull,
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "",  # older gits: a missing object cannot be fetched either
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_PAGER": "cat",
            **extra,
        }

    def _run(self, arguments: Sequence[str], folder: Path, extra: dict[str, str], stdin: bytes = b"") -> Done:
        command = [self._program, "--no-pager", *arguments]
        return subprocess.run(
            command, cwd=folder, env=self._environment(extra), input=stdin, capture_output=True, check=False
        )

    def _find(self, path: Path) -> Place:
        folder = path.absolute()
        try:
            if not folder.is_dir():
                what = "is a file, not a repository" if folder.exists() else "does not exist"
                raise HistoryError(f"{path} {what}")
            return self._place(path, folder)
        except PermissionError as error:
            raise HistoryError(f"cannot read {path}: {error.strerror}") from error

    def _place(self, path: Path, folder: Path) -> Place:
        done = self._run(
            ["rev-parse", "--absolute-git-dir", "--git-common-dir", "--show-object-format"], folder, {}
        )
        if done.returncode:
            raise HistoryError(_why_no_repository(path, done.stderr))
        git_dir, common, object_format = os.fsdecode(done.stdout).rstrip("\n").split("\n")
        top = self._run(["rev-parse", "--show-toplevel"], folder, {})
        work_tree = None if top.returncode else Path(os.fsdecode(top.stdout).rstrip("\n"))
        return Place(Path(git_dir), (folder / common).resolve(), work_tree, object_format)

    def _make_store(self) -> frozenset[str]:
        """Write the private git directory; return the commits at which a shallow clone ends."""
        sha256 = self.place.object_format == "sha256"
        (self._store / "refs").mkdir(parents=True)
        (self._store / "objects").mkdir()
        (self._store / "HEAD").write_text("ref: refs/heads/none\n", "utf8")
        config = _STORE_CONFIG.format(
            version=int(sha256), extensions="[extensions]\n\tobjectFormat = sha256\n" if sha256 else ""
        )
        (self._store / "config").write_text(config, "utf8")
        try:
            shallow = read_text(self.place.common / "shallow", LARGE, "ascii")
        except FileNotFoundError:
            return frozenset()
        except (OSError, ValueError) as error:
            raise HistoryError(f"{self.place.common / 'shallow'} cannot be read: {error}") from error
        (self._store / "shallow").write_text(shallow, "ascii")
        return frozenset(shallow.split())

    def there(self, shas: Iterable[str]) -> frozenset[str]:
        """Those of some full ids that are commits which are there."""
        asked = "".join(f"{sha}\n" for sha in shas).encode("ascii")
        told = self.read("cat-file", "--batch-check=%(objecttype) %(objectname)", stdin=asked).stdout
        rows = (line.split(" ") for line in told.decode("ascii", "replace").splitlines())
        return frozenset(row[1] for row in rows if row[0] == "commit")

    def parents(self, sha: str) -> tuple[str, ...]:
        """The parents that a commit names, there or not."""
        head = self.read("cat-file", "commit", sha).stdout.partition(b"\n\n")[0].decode("ascii", "replace")
        return tuple(line[7:] for line in head.split("\n") if line.startswith("parent "))


def _why_no_repository(path: Path, stderr: bytes) -> str:
    said = first_line(stderr)
    if "not a git repository" in said:
        return f"{path} is in no git repository; give the path of one"
    return f"{path} cannot be read as a git repository: {said}"


def first_line(stderr: bytes) -> str:
    """What git complained of, for an error message: the line that names what is wrong, else the first that is no hint
    or warning, without its level, shortened."""
    lines = [line for line in stderr.decode("utf8", "backslashreplace").strip().split("\n") if line.strip()]
    told = [line for line in lines if not line.startswith(("hint: ", "warning: "))] or lines
    naming = [line for line in told if _OBJECT.search(line)]
    line = (naming or told or [""])[0]
    return re.sub(r"^(fatal|error): ", "", line)[:200] or "git gave no reason"


_OBJECT = re.compile(r"\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a streaming process and close its pipes, whatever state it is in."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        _close(pipe)
    process.wait()


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        try:
            pipe.close()
        except OSError:  # what was still buffered for a process that is gone
            return


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def prefix() -> str:
    """How the names of this process's temporary folders begin, so that others know whose they are."""
    return f"{_PREFIX}{os.getpid()}-"


@functools.cache
def sweep(*gone: int) -> None:
    """Take away the temporary folders that processes of this user made which were killed and could not. Some may be known
    to be as good as `gone`: one that nobody has waited for, or this one, which is about to end. Once is enough."""
    if sys.platform == "win32":
        return
    folder = Path(tempfile.gettempdir())
    for path in folder.glob(f"{_PREFIX}*-*"):
        number = path.name.removeprefix(_PREFIX).partition("-")[0]
        try:
            mine = number.isdigit() and path.lstat().st_uid == os.getuid()
            if mine and (int(number) in gone or not _lives(int(number))):
                shutil.rmtree(path, ignore_errors=True)  # follows no link
        except OSError:
            continue


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


# Processes of other machines and containers that share the folder have numbers of their own.
_PREFIX = f"commitbrief-{zlib.crc32(platform.node().encode('utf8', 'replace')):08x}-"


def git_program() -> str:
    """The path of a git that is new enough. Raises `HistoryError` otherwise."""
    program = shutil.which("git")
    if program is None:
        raise HistoryError("the program git was not found; install it or put it on PATH")
    return _checked(program)


@functools.cache
def _checked(program: str) -> str:
    wanted = ".".join(map(str, MINIMUM_VERSION))
    try:
        done = subprocess.run(
            [program, "--version"], env={"LC_ALL": "C", "PATH": os.defpath}, capture_output=True, check=False
        )
    except OSError as error:
        raise HistoryError(f"{program} cannot be run: {error.strerror}") from error
    found = re.match(rb"git version (\d+)\.(\d+)", done.stdout)
    if not found:
        raise HistoryError(f"{program} does not say its version; git {wanted} or newer is needed")
    if (int(found[1]), int(found[2])) < MINIMUM_VERSION:
        version = f"{int(found[1])}.{int(found[2])}"
        raise HistoryError(f"{program} is version {version}; git {wanted} or newer is needed")
    return program
