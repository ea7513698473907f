"""What a label file says against itself: commits labelled twice, contradictions, its balance, and how far its
annotators agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from classifier.labels.records import LEVELS, Label, is_annotator, latest, one_name, overruled
from history.briefs import Importance

LEAST_COMMON = 10  # commits that two annotators must share before their agreement means something
LEAST_OF_A_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A label with the number of its line."""

    line: int
    label: Label


@dataclass(frozen=True, slots=True)
class Group:
    """Labels of one commit, in the order of the file."""

    sha: str
    labels: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two annotators gave the same level to the commits both have labelled, and Cohen's kappa (1960):
    the same beyond chance, 1 for always, 0 for chance."""

    first: str
    second: str
    commits: int
    same: int
    kappa: float


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings. `conflicts` are commits with two levels, `settled` those where an annotator's word overrules
    another source, `repeated` those with the same label twice. `labels` are those that count, one a commit."""

    labels: tuple[Label, ...]
    conflicts: tuple[Group, ...]
    settled: tuple[Group, ...]
    repeated: tuple[Group, ...]
    agreements: tuple[Agreement, ...]

    def balance(self) -> dict[Importance, int]:
        """How many commits have each level."""
        counts = Counter(label.level for label in self.labels)
        return {level: counts[level] for level in LEVELS}

    def scarce(self) -> list[Importance]:
        """The levels with fewer commits than a model can learn a level from."""
        return [level for level, count in self.balance().items() if count < LEAST_OF_A_LEVEL]


def check(labels: Iterable[Named]) -> Checked:
    """Check the labels of a file."""
    given = list(labels)
    names = one_name(named.label.sha for named in given)
    groups: dict[str, list[Named]] = defaultdict(list)
    for named in given:
        groups[names[named.label.sha]].append(named)
    conflicts, settled, repeated, counting = [], [], [], []
    for sha, group in groups.items():
        said = Group(sha, tuple(group))
        current = latest(named.label for named in group)
        counted = overruled(current)
        if len({label.level for label in counted}) > 1:
            conflicts.append(said)
            continue
        counting.append(counted[-1])
        if len({label.level for label in current}) > 1:
            settled.append(said)
        elif len(current) > 1:
            repeated.append(said)
    return Checked(
        tuple(counting),
        tuple(conflicts),
        tuple(settled),
        tuple(repeated),
        tuple(_agreements(groups.values())),
    )


def _agreements(groups: Iterable[Sequence[Named]]) -> Iterator[Agreement]:
    pairs: dict[tuple[str, str], list[tuple[Importance, Importance]]] = defaultdict(list)
    for group in groups:
        said = {
            label.source: label.level
            for label in latest(n.label for n in group)
            if is_annotator(label.source)
        }
        for first, second in combinations(sorted(said), 2):
            pairs[first, second].append((said[first], said[second]))
    for (first, second), both in sorted(pairs.items()):
        if len(both) >= LEAST_COMMON:
            same = sum(one is other for one, other in both)
            yield Agreement(first, second, len(both), same, kappa(both))


def kappa(pairs: Sequence[tuple[Importance, Importance]]) -> float:
    """Cohen's kappa of two annotators; 1 where they always agree on one level."""
    count = len(pairs)
    same = sum(one is other for one, other in pairs) / count
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(firsts[level] * seconds[level] for level in LEVELS) / count**2
    return 1.0 if chance == 1.0 else (same - chance) / (1.0 - chance)
