"""Where results go, and writing them so that a reader never sees half a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from commitbrief.errors import OutputError
from history.editions import Edition

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Name:
    """What a report is filed under: `<folder>/<year>/<repository>/<title>.<suffix>`."""

    year: str
    repository: str
    title: str
    suffix: str

    @classmethod
    def of(cls, edition: Edition, suffix: str) -> Name:
        """The name of an edition: by its last day, or by its newest commit where it has no days."""
        period = edition.period
        newest = (
            edition.briefs[0].commit.committed.astimezone(ZoneInfo(period.zone)) if edition.briefs else None
        )
        moment = period.until or newest
        days = [f"{day:%Y-%m-%d}" for day in (period.since, period.until) if day]
        return cls(
            year=f"{moment:%Y}" if moment else "undated",
            repository=edition.repository.name,
            title="..".join(dict.fromkeys(days)) or _title(period.expression) or period.kind,
            suffix=suffix,
        )

    def within(self, folder: Path) -> Path:
        """The report's path under `folder`. No part of a repository's name can leave it."""
        parts = [safe(part) for part in self.repository.split("/") if part]
        return folder.joinpath(safe(self.year), *parts, f"{safe(self.title)}.{self.suffix}")


def _title(expression: str) -> str:
    """A range as a file's name that no program takes for hidden: `..v2` begins at HEAD."""
    return f"HEAD{expression}" if expression.startswith("..") else expression.lstrip(".")


def destination(output: str, name: Name) -> Path | None:
    """The file that a report goes to; `None` for standard output.

    `output` is `-`, a folder (one that exists, ends in a slash, or has no suffix), or a file. Raises
    `OutputError` where links in the folder, which may be somebody else's repository, lead out of it.
    """
    if output == STANDARD_OUTPUT:
        return None
    if not is_folder(output):
        return Path(output)
    return inside(output, name.within(Path(output)))


def inside(folder: str, path: Path) -> Path:
    """The path itself. Raises `OutputError` if it leads out of the folder."""
    if not path.resolve().is_relative_to(Path(folder).resolve()):
        raise OutputError(f"{path} leads out of {folder} through a link: remove the link, or name a file")
    return path


def is_folder(output: str) -> bool:
    """Whether `output` names a folder rather than a file or standard output."""
    path = Path(output)
    if output == STANDARD_OUTPUT or path.exists():
        return path.is_dir()
    return output.endswith(("/", os.sep)) or not path.suffix


def write_whole(path: Path, text: str) -> None:
    """Write `text` as UTF-8 so that `path` holds the old or the new content, never a part.

    Links are followed, and a device or pipe is written to, not replaced. Raises `OutputError` where
    the folder cannot be made or written to.
    """
    write_whole_bytes(path, text.encode("utf8", "replace"))


def write_whole_bytes(path: Path, content: bytes) -> None:
    """As `write_whole`, for what is not text."""
    write_pieces(path, [content])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """As `write_whole`, for what comes piece by piece and may not fit in memory."""
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                stream.writelines(pieces)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, pieces)
    except (FileExistsError, NotADirectoryError) as error:
        raise OutputError(f"cannot write {path}: a part of that path is a file") from error
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(prefix=".commitbrief-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The mode that the file has, or that a new file would get (mkstemp is stricter)."""
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def safe(part: str) -> str:
    """A part of a name as any file system takes it."""
    kept = "".join(c if c.isalnum() or c in "._-" else "-" for c in part)[:120]
    return kept if kept.strip(".") else "-"
