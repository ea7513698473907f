"""What a form of declared interface is: which files hold it, and how its entries look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from classifier.facts.lines import Block


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that others may use: what it belongs to (type or module, "" for none), its name there, and its
    signature as written."""

    owner: str
    name: str
    signature: str
    line: int

    @property
    def qualified(self) -> str:
        """The name with the last part of what it belongs to: `Route.echConfigList`."""
        return f"{self.owner}.{self.name}" if self.owner else self.name


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `withdrawn` tells an entry that says of another that it is gone."""

    name: str
    owns: Callable[[str], bool]  # by path
    entries: Callable[[Block], Iterable[Entry]]
    withdrawn: str = ""  # what such a signature begins with
