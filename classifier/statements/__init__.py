"""From facts to statements: what is worth saying of a commit, in which section, proved by which lines."""

from __future__ import annotations
