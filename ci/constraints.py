"""Prints the versions of everything that commitbrief needs at run time, as they are in this environment: those that the
tests ran with. `make constraints` keeps them in constraints.txt, and installs that are to be the same each time use them."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def needed(texts: Iterable[str], extras: frozenset[str], found: dict[str, str]) -> None:
    """Add the versions of what is required, and of what that requires."""
    for text in texts:
        one = Requirement(text)
        if one.marker and not any(one.marker.evaluate({"extra": extra}) for extra in extras or {""}):
            continue
        key = canonicalize_name(one.name)
        if key not in found:
            found[key] = distribution(key).version
            needed(distribution(key).requires or (), frozenset(one.extras), found)


def main() -> None:
    """Print the constraints, by name."""
    found: dict[str, str] = {}
    project = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text("utf8"))[
        "project"
    ]
    needed(project["dependencies"], frozenset(), found)
    sys.stdout.write("# What the tests ran with; made by `make constraints`.\n")
    sys.stdout.writelines(f"{name}=={found[name]}\n" for name in sorted(found))


main()
