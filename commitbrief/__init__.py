"""commitbrief: reports on a repository's commits, without a language model.

The only public import. The packages `history`, `classifier` and `report` are its rooms; their
names may change between versions.
"""

from commitbrief.version import __version__

__all__ = ["__version__"]
