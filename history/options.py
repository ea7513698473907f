"""How history is read: what is compared, and where reading stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes beyond which a diff is counted and not kept, in bytes of diff text, and the number of
    commits that a merge lists."""

    file_bytes: int = 4 << 20
    commit_bytes: int = 48 << 20
    merged: int = 250


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`first_parent` follows main-line history only and compares merges with their first parent.
    `keep` says of a path whether its change is wanted; a change is kept if either of its paths is. `counted` says of
    one whether nobody will look at its lines: they are counted, and there are no hunks."""

    first_parent: bool = False
    keep: Callable[[str], bool] | None = None
    counted: Callable[[str], bool] | None = None
    limits: Limits = field(default_factory=Limits)
