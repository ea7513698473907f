"""A repository's main line without the text of its changes, and the files at its tip: for those who ask
which paths a long history touched, at a tenth of the cost of reading it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from history.decoding import decode, decode_path
from history.diff import Entry
from history.difftree import parse_raw
from history.errors import HistoryError
from history.git import Git, first_line
from history.objects import CommitHeader, ObjectReader
from history.records import Commit, FileChange
from history.revisions import resolve
from history.selection import Selection

_BATCH = 500  # commits that one git process compares
_LARGEST = 8 << 20  # bytes of a file that is worth reading whole
_FLAGS = ("diff-tree", "--stdin", "-r", "--root", "-z", "--raw", "--no-abbrev", "--no-renames")


class Outline:
    """The main line behind one revision. A context manager.

    Its commits have files without hunks and without counts, every rename told as a deletion and an
    addition, merges compared with their first parent.
    """

    def __init__(self, path: Path, ref: str = "HEAD") -> None:
        self._git = Git(path)
        self._objects = ObjectReader(self._git)
        self._ref = ref
        self._blobs: dict[str, str] | None = None

    def __enter__(self) -> Outline:
        return self

    def __exit__(self, *_: object) -> None:
        self._objects.close()
        self._git.close()

    def commits(self, selection: Selection) -> Iterator[Commit]:
        """The main line's commits of a selection, newest first. Raises `HistoryError`."""
        walk = resolve(self._git, selection)
        listing = self._git.read("rev-list", "--first-parent", "--timestamp", *walk.arguments)
        if listing.returncode:
            raise HistoryError(
                f"the history of {self._git.place.folder} is incomplete: {first_line(listing.stderr)}; "
                "check it with `git fsck`"
            )
        rows = [line.split(" ") for line in listing.stdout.decode("ascii").splitlines()]
        shas = [sha for seconds, sha in rows if int(seconds) in walk.window]
        for start in range(0, len(shas), _BATCH):
            yield from self._batch(shas[start : start + _BATCH])

    def paths(self) -> Sequence[str]:
        """All paths of files at the tip, sorted as git sorts them."""
        return list(self._tip())

    def text(self, path: str) -> str | None:
        """A file at the tip, `None` if it is absent, missing from a partial clone, or binary."""
        blob = self._tip().get(path)
        return self.blob(blob) if blob else None

    def blob(self, blob_id: str) -> str | None:
        """Any blob by its full id, `None` as for `text`."""
        found = self._objects.read(blob_id, _LARGEST) if blob_id else None
        if found is None or found.data is None or b"\0" in found.data[:8000]:
            return None
        return decode(found.data)

    def _tip(self) -> dict[str, str]:
        if self._blobs is None:
            tip = self._git.ask("rev-parse", "--verify", "--end-of-options", f"{self._ref}^{{commit}}")
            listing = self._git.read(
                "ls-tree", "-r", "-z", "--full-tree", tip.stdout.decode("ascii").strip() or "none"
            )
            if tip.returncode or listing.returncode:
                raise HistoryError(f"{self._git.place.folder} has no commit {self._ref}")
            rows = (row.partition(b"\t") for row in listing.stdout.split(b"\0") if row)
            self._blobs = {decode_path(path): head.split(b" ")[2].decode("ascii") for head, _, path in rows}
        return self._blobs

    def _batch(self, shas: Sequence[str]) -> Iterator[Commit]:
        headers = [self._objects.commit(sha) for sha in shas]
        shallow = self._git.shallow
        known = [header for header in headers if header.sha not in shallow]
        questions = "".join(f"{' '.join((header.sha, *header.parents[:1]))}\n" for header in known)
        answer = self._git.read(*_FLAGS, stdin=questions.encode("ascii"))
        changed = _answers(answer.stdout, [header.sha for header in known])
        for header in headers:
            yield _commit(header, changed.get(header.sha, []))


def _answers(output: bytes, shas: Sequence[str]) -> dict[str, list[Entry]]:
    """Take apart git's answers, each behind the id of its commit; a commit without changes has none."""
    answers: dict[str, list[Entry]] = {}
    wanted = {sha.encode("ascii") for sha in shas}
    current: list[bytes] | None = None
    fields = iter(output.split(b"\0"))
    collected: dict[str, list[bytes]] = {}
    for field in fields:
        if field.startswith(b":") and current is not None:
            current += [field, next(fields, b"")]
        elif field in wanted:
            current = collected.setdefault(field.decode("ascii"), [])
    for sha, parts in collected.items():
        answers[sha] = parse_raw(b"\0".join([*parts, b""]))
    return answers


def _commit(header: CommitHeader, entries: Sequence[Entry]) -> Commit:
    files = tuple(
        FileChange(
            entry.status,
            entry.old_path,
            entry.new_path,
            entry.old_mode,
            entry.new_mode,
            entry.old_blob,
            entry.new_blob,
        )
        for entry in entries
    )
    return Commit(
        header.sha,
        header.parents,
        header.author,
        header.authored,
        header.committer,
        header.committed,
        header.message,
        files,
    )
