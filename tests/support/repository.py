"""Small git repositories with pinned dates, built in milliseconds for tests.

    def test_something(repo: RepoBuilder) -> None:
        first = repo.commit("feat: a thing", {"src/a.py": "x = 1\n"})
        repo.commit("fix: the thing", {"src/a.py": "x = 2\n"}, date="2026-01-23T10:00:00+08:00")
        repo.commit("docs: gone", {"src/a.py": None})                     # None deletes
        repo.commit("chore: script", {"run.sh": File("echo\n", "100755")})  # modes, links, submodules
        side = repo.commit("feat: side", {"b.py": "y\n"}, branch="side", parents=[first])
        repo.merge("Merge branch 'side'", [side])
        repo.tag("v1.0")

Every commit has a date: the one given, or a minute after the latest one. Nothing depends on the
machine's configuration, clock or locale, so the same calls give the same shas everywhere.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

REGULAR, EXECUTABLE, SYMLINK, SUBMODULE = "100644", "100755", "120000", "160000"

AUTHOR = "Ada Author <ada@example.org>"
COMMITTER = "Cleo Committer <cleo@example.org>"
FIRST_DATE = datetime(2026, 1, 23, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class File:
    """A file with a mode other than 100644. The data of a link is its target, of a submodule its sha."""

    data: str | bytes
    mode: str = REGULAR


Content = str | bytes | File | None


class RepoBuilder:
    """A repository in `path`; `git_dir` is what git reads. `bare=False` gives it a work tree, which
    stays empty unless `checkout()` fills it."""

    def __init__(self, path: Path, *, bare: bool = True, object_format: str = "sha1") -> None:
        self.path = path
        self.git_dir = path if bare else path / ".git"
        self._clock = FIRST_DATE - timedelta(minutes=1)
        self._home = path.parent / f".{path.name}-home"
        self._home.mkdir(parents=True, exist_ok=True)
        path.mkdir(parents=True, exist_ok=True)
        flags = ["--bare"] if bare else []
        self._run(["init", "-q", "-b", "main", f"--object-format={object_format}", *flags, str(path)])

    def commit(
        self,
        message: str | bytes,
        files: Mapping[str, Content] | None = None,
        *,
        date: str | None = None,
        author: str | bytes = AUTHOR,
        author_date: str | None = None,
        committer: str | bytes = COMMITTER,
        branch: str = "main",
        parents: Sequence[str] | None = None,
        encoding: str | None = None,
    ) -> str:
        """Commit changes to `files` on `branch` and return the sha.

        `date` is ISO 8601 with an offset, for the committer and, unless `author_date` is given, the
        author. `parents` defaults to the branch's tip; `[]` makes a root, several make a merge whose
        tree is the first parent's with `files` applied. A path that is no UTF-8 is written with
        surrogate escapes, as `os.fsdecode` gives it.
        """
        committed = self._tick(date)
        authored = datetime.fromisoformat(author_date) if author_date else committed
        tip = self._tip(branch)
        if parents is None:
            parents = [tip] if tip else []
        ref = b"refs/heads/" + branch.encode()
        stream = [b"feature done"]
        if not parents:
            stream.append(b"reset " + ref)
        stream += [
            b"commit " + ref,
            b"author " + _bytes(author) + _raw_date(authored),
            b"committer " + _bytes(committer) + _raw_date(committed),
        ]
        if encoding:
            stream.append(b"encoding " + encoding.encode())
        stream.append(_data(_bytes(message)))
        stream += [
            (b"merge " if place else b"from ") + parent.encode() for place, parent in enumerate(parents)
        ]
        for path, content in (files or {}).items():
            stream.append(_change(path, content))
        stream += [b"done", b""]
        self._run(["fast-import", "--quiet", "--force"], b"\n".join(stream))
        return self.sha(branch)

    def merge(
        self,
        message: str,
        others: Sequence[str],
        files: Mapping[str, Content] | None = None,
        *,
        branch: str = "main",
        date: str | None = None,
        clean: bool = True,
    ) -> str:
        """Merge `others` into `branch`. With `clean`, every path that one of them changed since its
        fork is taken from it, as git would for changes that do not meet; `files` comes on top, which
        is how a conflict's resolution (an "evil merge") is written."""
        tip = self.sha(branch)
        taken: dict[str, Content] = {}
        for other in others if clean else ():
            base = self.git("merge-base", tip, other).strip()
            taken.update(self._changes(base, other))
        if files:
            taken.update(files)
        return self.commit(message, taken, branch=branch, date=date, parents=[tip, *others])

    def raw_commit(self, body: bytes, *, branch: str = "main") -> str:
        """Write a commit object exactly as given (absurd dates, no name, odd headers)."""
        arguments = ["hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
        sha = self._run(arguments, body).decode().strip()
        self.git("update-ref", f"refs/heads/{branch}", sha)
        return sha

    def tag(self, name: str, revision: str = "main", *, message: str | None = None) -> None:
        """Tag a revision; with a message, an annotated tag."""
        annotation = ["-a", "-m", message] if message else []
        self.git("tag", *annotation, name, revision)

    def branch(self, name: str, revision: str) -> None:
        """Point a branch at a revision."""
        self.git("update-ref", f"refs/heads/{name}", self.sha(revision))

    def config(self, name: str, value: str) -> None:
        """Set one entry of the repository's own configuration."""
        self.git("config", name, value)

    def checkout(self) -> None:
        """Fill the work tree (`bare=False`) from `main`."""
        self._run(["-C", str(self.path), "reset", "-q", "--hard", "main"])

    def sha(self, revision: str) -> str:
        """The full sha of a revision."""
        return self.git("rev-parse", "--verify", revision).strip()

    def remove_object(self, sha: str) -> None:
        """Delete a loose object, as a partial clone would not have it."""
        (self.git_dir / "objects" / sha[:2] / sha[2:]).unlink()

    def git(self, *arguments: str) -> str:
        """Run git on the repository and return its output."""
        return self._run([f"--git-dir={self.git_dir}", *arguments]).decode("utf8", "surrogateescape")

    def _tip(self, branch: str) -> str | None:
        return self.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}").strip() or None

    def _tick(self, date: str | None) -> datetime:
        moment = datetime.fromisoformat(date) if date else self._clock + timedelta(minutes=1)
        assert moment.tzinfo, f"{date} has no offset"
        self._clock = max(self._clock, moment)
        return moment

    def _changes(self, base: str, other: str) -> dict[str, Content]:
        arguments = ["diff-tree", "-r", "-z", "--no-renames", base, other]
        fields = self._run([f"--git-dir={self.git_dir}", *arguments]).split(b"\0")
        changes: dict[str, Content] = {}
        for record, name in zip(fields[::2], fields[1::2], strict=False):
            path = name.decode("utf8", "surrogateescape")
            _, mode, _, blob, status = record.decode().split(" ")
            if status == "D":
                changes[path] = None
            elif mode == SUBMODULE:
                changes[path] = File(blob, mode)
            else:
                data = self._run([f"--git-dir={self.git_dir}", "cat-file", "blob", blob])
                changes[path] = File(data, mode)
        return changes

    def _run(self, arguments: Sequence[str], stdin: bytes = b"") -> bytes:
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin",
            "HOME": str(self._home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_DIR": str(self.git_dir),
            "GIT_AUTHOR_NAME": "Ada Author",
            "GIT_AUTHOR_EMAIL": "ada@example.org",
            "GIT_COMMITTER_NAME": "Cleo Committer",
            "GIT_COMMITTER_EMAIL": "cleo@example.org",
            "GIT_COMMITTER_DATE": f"{int(self._clock.timestamp())} +0000",
            "LC_ALL": "C",
            "TZ": "UTC",
        }
        if arguments[0] in ("init", "-C"):
            del environment["GIT_DIR"]
        done = subprocess.run(
            ["git", *arguments], input=stdin, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, f"git {arguments}: {done.stderr.decode('utf8', 'replace')}"
        return done.stdout


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _raw_date(moment: datetime) -> bytes:
    return f" {int(moment.timestamp())} {moment.strftime('%z')}".encode()


def _data(content: bytes) -> bytes:
    return b"data %d\n%s" % (len(content), content)


def _change(path: str, content: Content) -> bytes:
    quoted = b'"' + b"".join(b"\\%03o" % byte for byte in path.encode("utf8", "surrogateescape")) + b'"'
    if content is None:
        return b"D " + quoted
    file = content if isinstance(content, File) else File(content)
    if file.mode == SUBMODULE:
        return b"M %s %s %s" % (file.mode.encode(), _bytes(file.data), quoted)
    return b"M %s inline %s\n%s" % (file.mode.encode(), quoted, _data(_bytes(file.data)))
