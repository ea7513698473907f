"""Which commits to ask a person about: those from whose labels a model would learn most.

Every other one by margin sampling (Scheffer, Decomain and Wrobel 2001, "Active hidden Markov models for information
extraction"): the closer a model's two likeliest levels, the more a label tells it. Alone, that asks ten of a kind, so a
commit weighs less for every commit of its kind that has been asked or labelled before it (a diverse batch, as in
Zhdanov 2019, "Diverse mini-batch active learning", with kinds in the place of clusters).

The others are drawn evenly, by the hash of their ids: doubtful commits do not say how common each level is, and that is
the largest single error of a model in a new repository. docs/decisions/0016-labels.md has the measurement.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

AGAIN = 0.8  # what another one of the same kind weighs


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commit without a label: the model's probabilities of low, medium and high, and what kind of commit it is,
    as others are alike (its change type and what most of its changed lines are)."""

    sha: str
    probabilities: tuple[float, float, float]
    kind: tuple[str, ...]

    @property
    def doubt(self) -> float:
        """How little the model knows: 1 less the margin between its two likeliest levels."""
        second, first = sorted(self.probabilities)[1:]
        return 1.0 - (first - second)


def proposals(
    candidates: Iterable[Candidate], count: int, labelled: Sequence[tuple[str, ...]] = ()
) -> list[Candidate]:
    """The `count` candidates to ask about, in the order of asking; `labelled` are the kinds of the commits that have
    a label. The same candidates give the same order."""
    given = list(candidates)
    drawn = sorted(given, key=lambda one: (hashlib.sha256(one.sha.encode()).digest(), one.sha))
    chosen: dict[str, Candidate] = {}
    for instructive, even in zip(_instructive(given, labelled), drawn, strict=True):
        chosen.setdefault(instructive.sha, instructive)
        chosen.setdefault(even.sha, even)
        if len(chosen) >= count:
            break
    return list(chosen.values())[:count]


def _instructive(candidates: Sequence[Candidate], labelled: Sequence[tuple[str, ...]]) -> Iterator[Candidate]:
    """All candidates, those first of which the model knows least, with a mix of kinds."""
    waiting: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for one in sorted(candidates, key=lambda one: (one.doubt, one.sha)):
        waiting[one.kind].append(one)
    asked = Counter(labelled)
    while waiting:
        kind = max(waiting, key=lambda kind: (waiting[kind][-1].doubt * AGAIN ** asked[kind], kind))
        yield waiting[kind].pop()
        asked[kind] += 1
        if not waiting[kind]:
            del waiting[kind]
