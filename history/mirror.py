"""Clones of repositories on other machines, kept in the cache and brought up to date.

A mirror has all commits and folders and no files (`--filter=blob:none`): history, tags and authors are
complete at a fifth to two fifths of the size, and the files that a report needs are fetched together before
it is read. See docs/decisions/0009-reading-from-github.md.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from history.access import Access
from history.address import Address
from history.diff import SUBMODULE
from history.errors import HistoryError
from history.git import Git, first_line, git_program
from history.locks import locked

_FILTER = "--filter=blob:none"
_REFS = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
_ABSENT = "000000"  # the mode of a side where the file does not exist
_COMMITS_AT_ONCE = 2000
_KEPT_VARIABLES = {"GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_CONFIG_GLOBAL"}
_SETTINGS = {
    "core.hooksPath": os.devnull,
    "gc.autoDetach": "false",
    "fetch.recurseSubmodules": "false",
    "http.lowSpeedLimit": "1000",  # bytes a second, and for how many seconds a server may be slower
    "http.lowSpeedTime": "60",
}
# What git says, in the order in which it is looked for, and what that means to the user.
_CAUSES = (
    (r"Repository not found|repository '.*' not found|error: 404", "unknown"),
    (r"could not read Username|Authentication failed|error: 401|Invalid username or", "refused"),
    (r"error: 403", "forbidden"),
    (r"resolve host|Failed to connect|Couldn't connect|timed out|error: 5\d\d|Connection", "unreachable"),
)


class Mirror:
    """One repository in the cache. `update` before anything else."""

    def __init__(self, address: Address, access: Access) -> None:
        self._address = address
        self._access = access
        self._token = access.token(address)
        self._program = git_program()
        digest = hashlib.sha256(address.clone.encode("utf8")).hexdigest()[:12]
        name = re.sub(r"[^\w.-]", "-", f"{address.host}-{address.name}", flags=re.ASCII)[:120]
        self.folder = access.cache / "clones" / f"{name}-{digest}.git"

    def update(self) -> None:
        """Clone, or fetch what is new. Two runs wait for one another; what is half made is never seen.

        Raises `HistoryError` where the repository cannot be reached, read or kept."""
        try:
            with self._locked():
                if self._is_whole():
                    self._git("fetch", "--quiet", "--prune", "--force", _FILTER, "origin", *_REFS)
                    self._follow_head()
                else:
                    self._access.say(f"cloning {self._address.clone}")
                    self._clone()
        except OSError as error:
            raise self._unkept(error) from error

    def has(self, revisions: Sequence[str]) -> bool:
        """Whether the clone is there with all these commits, given by their full ids."""
        asked = _lines([one.removeprefix("^") for one in revisions])
        done = self._run("cat-file", "--batch-check", "--buffer", stdin=asked) if self._is_whole() else None
        return done is not None and done.returncode == 0 and b" missing\n" not in done.stdout

    def require(self) -> None:
        """Raises `HistoryError` where there is no clone yet."""
        if not self.folder.is_dir():
            raise HistoryError(f"{self._address.clone} was never cloned here: run once without --offline")

    def fetch_files(self, shas: Sequence[str]) -> None:
        """Fetch the contents of all files that these commits change, as far as they are not here."""
        with Git(self.folder) as git:
            wanted = dict.fromkeys(
                blob
                for start in range(0, len(shas), _COMMITS_AT_ONCE)
                for blob in _missing(git, _blobs(git, shas[start : start + _COMMITS_AT_ONCE]))
            )
        if not wanted:
            return
        try:
            with self._locked():
                self._git(
                    *("-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-tags"),
                    *("--no-write-fetch-head", _FILTER, "--stdin", "origin"),
                    stdin="".join(f"{blob}\n" for blob in wanted).encode("ascii"),
                )
        except OSError as error:
            raise self._unkept(error) from error

    def _locked(self) -> AbstractContextManager[None]:
        return locked(self.folder.with_suffix(".lock"))

    def _is_whole(self) -> bool:
        return self.folder.is_dir() and self._run("rev-parse", "--git-dir").returncode == 0

    def _clone(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=".making-", dir=self.folder.parent) as made:
            new = Path(made) / "clone"
            options = ("--quiet", "--bare", "--template=", _FILTER)
            self._done(self._run_anywhere("clone", *options, "--", self._address.clone, str(new)))
            new.rename(self.folder)

    def _follow_head(self) -> None:
        """The default branch may have another name than yesterday."""
        said = self._git("ls-remote", "--symref", "origin", "HEAD").decode("utf8", "replace")
        found = re.match(r"ref: (refs/heads/\S+)\tHEAD\n", said)
        if found:
            self._git("symbolic-ref", "HEAD", found[1])

    def _git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        return self._done(self._run(*arguments, stdin=stdin))

    def _done(self, done: subprocess.CompletedProcess[bytes]) -> bytes:
        if done.returncode:
            raise HistoryError(self._explain(done.stderr))
        return done.stdout

    def _run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return self._run_anywhere(f"--git-dir={self.folder}", *arguments, stdin=stdin)

    def _run_anywhere(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [self._program, *arguments],
            cwd=self.folder.parent,
            env=self._environment(),
            input=stdin,
            capture_output=True,
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        """The user's, so that proxies, certificates and credential helpers are theirs; the token travels
        as a setting in the environment, for its own host alone: arguments can be read by others."""
        kept = {
            name: value
            for name, value in self._access.environment.items()
            if not name.startswith("GIT_") or name in _KEPT_VARIABLES
        }
        settings = dict(_SETTINGS)
        if self._token and self._address.clone.startswith("http"):
            settings[f"http.{self._address.web}/.extraHeader"] = f"Authorization: Basic {self._token.basic}"
        numbered = {"GIT_CONFIG_COUNT": str(len(settings))}
        for number, (name, value) in enumerate(settings.items()):
            numbered |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
        return {
            "PATH": os.defpath,
            "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
            **kept,
            **numbered,
            "LC_ALL": "C",
            "GIT_ALLOW_PROTOCOL": "https:http:ssh",
            "GIT_ASKPASS": "",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_TERMINAL_PROMPT": "0",
        }

    def _explain(self, stderr: bytes) -> str:
        said = stderr.decode("utf8", "backslashreplace")
        cause = next((cause for pattern, cause in _CAUSES if re.search(pattern, said)), "")
        name, host, token = self._address.name, self._address.host, self._token
        if cause in ("unknown", "refused") and not token:
            return f"{name} does not exist on {host}, or is private: check the name, or set GITHUB_TOKEN"
        if cause == "unknown":
            return f"{name} does not exist on {host}, or this token may not read it: check both"
        if cause == "refused" and token:
            return f"{host} refuses the token from {token.origin}: it is wrong or has expired"
        if cause == "forbidden":
            return f"{host} does not allow reading {name}: the token lacks the right to read contents"
        line = first_line(token.hide(said).encode() if token else stderr)
        if cause == "unreachable":
            return f"{host} cannot be reached ({line}): check the network and try again"
        return f"{self._address.clone} cannot be cloned: {line}"

    def _unkept(self, error: OSError) -> HistoryError:
        return HistoryError(
            f"the cache {self._access.cache} cannot be used: {error.strerror}; name another with --cache-dir"
        )


def _blobs(git: Git, shas: Sequence[str]) -> Iterator[str]:
    """The files before and after each commit, those of a merge against its first parent and where it
    differs from all of them."""
    listing = git.read("rev-list", "--no-walk", "--parents", "--stdin", stdin=_lines(shas))
    rows = [line.split(" ") for line in listing.stdout.decode("ascii").splitlines()]
    merges = [f"{sha} {parents[0]}" for sha, *parents in rows if len(parents) > 1]
    raw = ("diff-tree", "--stdin", "-r", "-z", "--root", "--raw", "--no-renames", "--no-abbrev")
    for arguments, asked in ((("-c",), shas), ((), merges)):
        done = git.read(*raw, "--no-commit-id", *arguments, stdin=_lines(asked))
        for header in done.stdout.split(b"\0")[:-1:2]:  # each is followed by its path
            fields = header.decode("ascii").lstrip(":").split(" ")[:-1]
            half = len(fields) // 2
            for mode, blob in zip(fields[:half], fields[half:], strict=True):
                if mode not in (SUBMODULE, _ABSENT):
                    yield blob


def _missing(git: Git, blobs: Iterator[str]) -> list[str]:
    done = git.read("cat-file", "--batch-check", "--buffer", stdin=_lines(list(dict.fromkeys(blobs))))
    rows = (line.split(" ") for line in done.stdout.decode("ascii").splitlines())
    return [row[0] for row in rows if row[1:] == ["missing"]]


def _lines(items: Sequence[str]) -> bytes:
    return "".join(f"{item}\n" for item in items).encode("ascii")
