"""How much of a commit is parsed. Counted, never timed: the same commit has the same gaps wherever it is read."""

from __future__ import annotations

from dataclasses import dataclass

from classifier.facts.contents import Contents
from classifier.facts.symbols.parsing import Outlined, SourceLimitError

# In steps of the parser over ordinary source (`parsing.Parsed.cost`): some 6 a kilobyte of code as it is mostly written, 15
# where it is dense. Of 5,000 commits of a large project the largest, with 13 MB of source on its two sides, took 71,000; of
# the six largest of 400 of a database in C++ full of macros, where broken trees count more, one would take 137,000.
MOST_WHOLE = 150_000  # files are read whole; beyond it their hunks alone
MOST = 200_000  # beyond it they are only searched line by line


@dataclass(slots=True)
class Budget:
    """What the files of a commit have cost so far, in the order in which the commit names them."""

    whole: Contents
    spent: int = 0

    @property
    def contents(self) -> Contents | None:
        """The whole files, as long as they may be read."""
        return self.whole if self.spent < MOST_WHOLE else None

    @property
    def is_spent(self) -> bool:
        """Whether nothing more is parsed."""
        return self.spent >= MOST

    def ask(self) -> None:
        """Raise `SourceLimitError` where nothing more is parsed."""
        if self.is_spent:
            raise SourceLimitError

    def paid(self, found: Outlined) -> Outlined:
        """What was read, now counted."""
        self.spent += found.cost
        return found
