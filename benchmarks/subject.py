"""The repository that everything is measured on: which of its commits can be read, and how large they are."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FLOOR = ("log", "--stdin", "--no-walk=unsorted", "-p", "-M")
_SEPARATOR = b"\0"
_ABSENT = "0" * 40


def lines(items: Sequence[str]) -> bytes:
    """As git takes a list."""
    return "".join(f"{item}\n" for item in items).encode("ascii")


@dataclass(frozen=True)
class Subject:
    """A local repository. Commits that lack objects (partial clones) are in none of the measurements that are
    told commits one by one."""

    path: Path

    def git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What git says. Nothing is ever fetched."""
        environment = os.environ | {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": ""}
        command = ["git", f"--git-dir={self.path}", *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, check=True, env=environment).stdout

    @classmethod
    def borrowing(cls, path: Path, folder: Path) -> Subject:
        """A bare repository in a folder that borrows the objects of another and has its HEAD: whatever the
        other's shape and configuration, all ways read the same."""
        other, own = cls(path.absolute()), cls(folder / "subject.git")
        head = other.git("rev-parse", "HEAD").decode("ascii").strip()
        objects = path.absolute() / other.git("rev-parse", "--git-path", "objects").decode().strip()
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(own.path)], check=True)
        (own.path / "objects/info/alternates").write_text(f"{objects}\n", "utf8")
        own.git("update-ref", "refs/heads/main", head)
        return own

    @cached_property
    def commits(self) -> int:
        """How many there are in all."""
        return int(self.git("rev-list", "--count", "HEAD"))

    @cached_property
    def lacking(self) -> dict[str, list[str]]:
        """Of all commits, newest first, the paths whose files are not there."""
        files: dict[str, list[tuple[str, str]]] = {}
        raw = self.git("log", "--raw", "-z", "--no-renames", "--no-abbrev", "--format=%x00%x00%H", "HEAD")
        for part in raw.decode("utf8", "replace").split("\0\0")[1:]:
            sha, *fields = part.strip("\0").split("\0")
            rows = zip((field.split() for field in fields[::2]), fields[1::2], strict=True)
            files[sha.strip()] = [
                (blob, path)
                for row, path in rows
                for mode, blob in ((row[0][1:], row[2]), (row[1], row[3]))
                if mode != "160000" and blob != _ABSENT
            ]
        asked = list(dict.fromkeys(blob for found in files.values() for blob, _ in found))
        told = self.git("cat-file", "--batch-check", "--buffer", stdin=lines(asked)).decode("ascii")
        missing = {line.split()[0] for line in told.splitlines() if line.endswith(" missing")}
        return {
            sha: sorted({path for blob, path in found if blob in missing}) for sha, found in files.items()
        }

    @property
    def readable(self) -> list[str]:
        """The ids of the commits whose files are all there, newest first."""
        return [sha for sha, paths in self.lacking.items() if not paths]

    @cached_property
    def sizes(self) -> dict[str, int]:
        """The bytes of each readable commit's diff."""
        shown = self.git(*FLOOR, "--format=%x00%H", stdin=lines(self.readable))
        return {
            part[:40].decode("ascii"): len(part) - 41 for part in shown.split(_SEPARATOR) if len(part) > 40
        }

    def sample(self, number: int) -> list[str]:
        """Readable commits, evenly spread."""
        step = max(1, len(self.readable) // number)
        return self.readable[::step][:number]

    def newest(self, share: float) -> tuple[str, int, int]:
        """The range of the newest commits with about this share of all bytes of diff: as `score --range` takes
        it, with the number of its commits and its bytes."""
        main = self.git("rev-list", "--first-parent", "HEAD").decode("ascii").split()
        wanted = share * sum(self.sizes.values())
        low, high = 0, len(main) - 1
        while low < high:
            middle = (low + high) // 2
            if self._bytes(main[middle])[1] < wanted:
                low = middle + 1
            else:
                high = middle
        return (f"{main[low]}..HEAD", *self._bytes(main[low]))

    def _bytes(self, start: str) -> tuple[int, int]:
        found = self.git("rev-list", f"{start}..HEAD").decode("ascii").split()
        return len(found), sum(self.sizes.get(sha, 0) for sha in found)
