"""What a container may use: which settings are limits, and how large a quantity is."""

from __future__ import annotations

import re
from fractions import Fraction

from classifier.facts.structured.tree import Path

_SIDES = frozenset({"limits", "requests", "reservations"})
_RESOURCES = frozenset({"cpu", "cpus", "memory", "gpu", "storage", "ephemeral-storage", "pids", "nvidia.com/gpu", "amd.com/gpu"})  # fmt: skip
_COMPOSE = frozenset({"mem_limit", "mem_reservation", "memswap_limit", "cpus", "cpu_shares", "pids_limit", "shm_size"})  # fmt: skip
_SIZES = frozenset({"sizeLimit"})
_QUANTITY = re.compile(r"(?P<number>\d{1,18}(?:\.\d{1,18})?)(?P<unit>[A-Za-z]{0,3})")
_UNITS = {
    "": Fraction(1), "n": Fraction(1, 10**9), "u": Fraction(1, 10**6), "m": Fraction(1, 1000),
    "k": Fraction(10**3), "M": Fraction(10**6), "G": Fraction(10**9), "T": Fraction(10**12), "P": Fraction(10**15),
    "Ki": Fraction(2**10), "Mi": Fraction(2**20), "Gi": Fraction(2**30), "Ti": Fraction(2**40), "Pi": Fraction(2**50),
    "b": Fraction(1), "kb": Fraction(2**10), "mb": Fraction(2**20), "g": Fraction(2**30), "gb": Fraction(2**30),
}  # fmt: skip


def is_limit(path: Path) -> bool:
    """Whether a key says how much of something may be used or is set aside.

    >>> is_limit(("spec", "resources", "limits", "memory")), is_limit(("rate", "limits", "minute"))
    (True, False)
    """
    if path[-1] in _SIZES:
        return True
    if path[-1] in _COMPOSE and len(path) >= 3 and path[0] == "services":
        return True
    side = next(
        (place for place in range(len(path) - 2, max(-1, len(path) - 5), -1) if path[place] in _SIDES), -1
    )
    if side < 0:
        return False
    return path[-1] in _RESOURCES if side == 0 else path[side - 1] == "resources"


def grows(before: str, after: str) -> bool | None:
    """Whether a quantity is larger than another; `None` where one of them is none.

    >>> grows("512Mi", "2Gi"), grows("2", "500m"), grows("1", "auto")
    (True, False, None)
    """
    sizes = [_QUANTITY.fullmatch(text.strip()) for text in (before, after)]
    values = [
        Fraction(found["number"]) * _UNITS[found["unit"]] if found and found["unit"] in _UNITS else None
        for found in sizes
    ]
    old, new = values
    return None if old is None or new is None or old == new else new > old
