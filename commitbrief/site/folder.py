"""The folder of a site: written so that a build that is killed leaves the old site, whole.

New files are laid beside the site first. When all are there a list of them is written, and then they are moved into
place, each at once; a build that is killed while it moves them is finished by the next one. Only what changed is written.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from commitbrief.errors import OutputError
from commitbrief.output import write_whole
from history.foreign import json_value, read_bytes, read_text

RECORD = ".commitbrief-site.json"
NEW = ".commitbrief-new"
LIST = "list.json"


class SiteFolder:
    """One build. `put` the files, then `finish`. Raises `OutputError` where the folder cannot be used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._new = folder / NEW
        self._files: dict[str, str] = {}
        self._written: list[str] = []
        try:
            self._before = self._begin()
        except OSError as error:
            raise OutputError(f"cannot write {folder}: {error.strerror or error}") from error

    @property
    def since(self) -> str:
        """The first day that the site was begun with, "" for a new one."""
        since = self._before.get("since", "")
        return since if isinstance(since, str) else ""

    def put(self, path: str, content: bytes) -> None:
        """A file of the site; one that is there with this content stays as it is."""
        self._files[path] = hashlib.sha256(content).hexdigest()[:16]
        target = self._inside(self._folder / path)
        try:
            if read_bytes(target) == content:
                return
        except OSError:
            pass
        try:
            laid = self._new / path
            laid.parent.mkdir(parents=True, exist_ok=True)
            laid.write_bytes(content)
        except OSError as error:
            raise OutputError(f"cannot write {target}: {error.strerror or error}") from error
        self._written.append(path)

    def finish(self, since: str) -> tuple[int, int]:
        """Put everything in place and take away what is not of the site any more: how many of each."""
        known = self._before.get("files", {})
        gone = sorted(set(known) - set(self._files)) if isinstance(known, dict) else []
        record = {"since": since, "files": self._files}
        write_whole(self._new / LIST, json.dumps({"move": self._written, "remove": gone, "record": record}))
        self._carry_out()
        return len(self._written), len(gone)

    def _begin(self) -> dict[str, object]:
        self._folder.mkdir(parents=True, exist_ok=True)
        if (self._new / LIST).is_file():
            self._carry_out()
        shutil.rmtree(self._new, ignore_errors=True)
        self._new.mkdir()
        try:
            before = json_value(read_text(self._folder / RECORD))
        except FileNotFoundError:
            if any(path.name != NEW for path in self._folder.iterdir()):
                shutil.rmtree(self._new, ignore_errors=True)
                raise OutputError(
                    f"{self._folder} holds files that are of no site: name an empty folder, or one that `site` made"
                ) from None
            return {}
        except (OSError, ValueError) as error:
            raise OutputError(
                f"{self._folder / RECORD} is damaged ({error}): remove the folder, and the site begins anew"
            ) from error
        return before if isinstance(before, dict) else {}

    def _carry_out(self) -> None:
        """What the list says: moved files that are not beside the site any more were moved already."""
        try:
            plan = json_value(read_text(self._new / LIST))
            for path in plan["move"]:
                laid, target = self._new / path, self._inside(self._folder / path)
                if laid.is_file():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    laid.replace(target)
            for path in plan["remove"]:
                target = self._inside(self._folder / path)
                target.unlink(missing_ok=True)
                _prune(target.parent, self._folder)
            text = json.dumps(plan["record"], indent=0, sort_keys=True) + "\n"
            if not _has(self._folder / RECORD, text):
                write_whole(self._folder / RECORD, text)
            shutil.rmtree(self._new)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise OutputError(f"cannot put the new pages in place in {self._folder}: {error}") from error

    def _inside(self, path: Path) -> Path:
        """The path itself. Raises `OutputError` if it leads out of the folder, through a link or a damaged list."""
        if not path.resolve().is_relative_to(self._folder.resolve()):
            raise OutputError(f"{path} leads out of {self._folder}: remove the link, or name another folder")
        return path


def _has(path: Path, text: str) -> bool:
    try:
        return read_bytes(path) == text.encode("utf8")
    except (OSError, ValueError):
        return False


def _prune(folder: Path, top: Path) -> None:
    """Remove folders that are empty now."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
