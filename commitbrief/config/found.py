"""What a configuration may say that is merely found: it can be a stranger's, come with a clone.

It may shape the report. It may choose nothing that reaches another machine or another file than those beside it, no
model, no rules (their patterns are programs), no more processes than there are cores. What it may is one table, for
every key, which the guide shows and a test holds complete.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from enum import Enum
from pathlib import Path

from commitbrief.errors import ConfigError


class Found(Enum):
    """How far a key of a found file is obeyed."""

    OBEYED = "obeyed"
    BESIDE = "only a place in the folder of the file"
    CORES = "at most one process per core"
    LINKS = "for names and links; with `pulls`, refused"
    NEVER = "refused"


TRUST: Mapping[str, Found] = {
    "tz": Found.OBEYED,
    "lang": Found.OBEYED,
    "format": Found.OBEYED,
    "layout": Found.OBEYED,
    "output": Found.BESIDE,
    "importance": Found.OBEYED,
    "adapted-to": Found.NEVER,
    "model": Found.NEVER,
    "high-from": Found.OBEYED,
    "medium-from": Found.OBEYED,
    "rules": Found.NEVER,
    "include": Found.OBEYED,
    "exclude": Found.OBEYED,
    "author": Found.OBEYED,
    "bots": Found.OBEYED,
    "type": Found.OBEYED,
    "level": Found.OBEYED,
    "fail-on": Found.OBEYED,
    "allow": Found.NEVER,
    "first-parent": Found.OBEYED,
    "jobs": Found.CORES,
    "ignore-declared": Found.OBEYED,
    "remote": Found.LINKS,
    "remote-url": Found.LINKS,
    "api": Found.NEVER,
    "pulls": Found.NEVER,
    "offline": Found.OBEYED,
    "cache-dir": Found.NEVER,
    "no-cache": Found.NEVER,
    "token-host": Found.NEVER,
    "watch": Found.NEVER,
}
_OWN = "if the file is yours, name it with --config"


def check_found(path: Path, keys: Collection[str], output: str, *, pulls: bool) -> None:
    """Raise `ConfigError` for what a found file may not say: it has these keys and this `output`, made absolute already;
    `pulls` is whether the user asks GitHub about this folder."""
    for key in sorted(keys):
        match TRUST[key]:
            case Found.NEVER:
                raise refused(path, key)
            case Found.LINKS if pulls:
                raise ConfigError(f"{path}: {key}: may not say whom --pulls asks; {_OWN}")
            case Found.BESIDE if not _beside(output, path.parent):
                raise ConfigError(f"{path}: {key}: {output} is not in the folder of this file; {_OWN}")
            case _:
                pass


def refused(path: Path, key: str) -> ConfigError:
    """Why a key of a found file is not obeyed."""
    return ConfigError(f"{path}: {key}: not taken from a file that is merely found; {_OWN}")


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _beside(output: str, folder: Path) -> bool:
    return output == "-" or Path(output).resolve().is_relative_to(folder.resolve())
