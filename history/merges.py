"""Which commits a merge brought in, for all merges of a walk from one reading of its graph."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from history.git import Git


class Graph:
    """Commits in topological order, children before parents, with the places of their parents.

    `first_tip` is where the main line begins: the chain of first parents from there."""

    def __init__(self, rows: Sequence[Sequence[str]], first_tip: str) -> None:
        self._shas = [row[0] for row in rows]
        self._place = {sha: place for place, sha in enumerate(self._shas)}
        find = self._place.get
        self._parents = [
            tuple(place for parent in row[1:] if (place := find(parent)) is not None) for row in rows
        ]
        self._first = [find(row[1]) if len(row) > 1 else None for row in rows]
        self._is_merge = [len(row) > 2 for row in rows]
        self._main_line = set[int]()
        place = find(first_tip)
        while place is not None:
            self._main_line.add(place)
            place = self._first[place]

    def on_main_line(self, sha: str) -> bool:
        """Whether the commit is reached from the tip through first parents alone."""
        return self._place.get(sha) in self._main_line

    def brought_in(self, merge: str, limit: int | None = None) -> list[str]:
        """The ids of commits reachable from `merge` and not from its first parent, without merges, in
        topological order, at most `limit`.

        The walk from both sides goes by place in the topological order, so that a commit's descendants
        have all been seen before it: what is then not reached from the first parent never will be. The
        cost is that of the region between, not of the history."""
        start = self._place[merge]
        first = self._first[start]
        wanted = {place: place != first for place in self._parents[start]}
        if first is not None:
            wanted[first] = False
        queue = list(wanted)
        heapq.heapify(queue)
        open_ends = sum(wanted.values())
        found: list[str] = []
        while open_ends and (limit is None or len(found) < limit):
            place = heapq.heappop(queue)
            mine = wanted.pop(place)
            open_ends -= mine
            if mine and not self._is_merge[place]:
                found.append(self._shas[place])
            for parent in self._parents[place]:
                known = wanted.get(parent)
                if known is None:
                    heapq.heappush(queue, parent)
                    wanted[parent] = mine
                    open_ends += mine
                elif known and not mine:
                    wanted[parent] = False
                    open_ends -= 1
        return found


def read_graph(git: Git, arguments: Sequence[str], first_tip: str) -> Graph:
    """The graph of what `git rev-list` walks with these arguments."""
    done = git.read("rev-list", "--topo-order", "--parents", *arguments)
    return Graph([line.split(" ") for line in done.stdout.decode("ascii").splitlines()], first_tip)
