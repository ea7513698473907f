"""Whether `history`, `classifier` and `report` are the ones that commitbrief was installed with.

They are plain import names, so in a shared environment another distribution may own one of them.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from commitbrief.errors import InstallationError

SIBLINGS = ("history", "classifier", "report")
HOME = Path(__file__).resolve().parent.parent


def check_siblings(home: Path = HOME) -> None:
    """Raise `InstallationError` unless each sibling package would be imported from `home`."""
    for name in SIBLINGS:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise InstallationError(f"the package {name!r} is missing from {home}: install commitbrief again")
        found = Path(spec.origin).resolve().parent
        if found != home / name:
            raise InstallationError(
                f"the Python package {name!r} in {found} is not commitbrief's own (that is {home / name}): "
                "install commitbrief in an environment of its own, with pipx or uv tool"
            )
