"""Learns what readers would miss of a section's sentences: `training_data/sentences.csv.xz` → `classifier/statements/weights.toml`.

Each row of the data is a sentence that a section could say of a commit, with the verdict of somebody who read the commit's diff and
the figures of `classifier.statements.worth`. Prints how the order does on each project when it was learned from the others:
how often the sentence it puts first is one of the reader's best, and how many of those that it tells the reader kept.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from ci.figures import ROOT, read_table, write_weights
from classifier.statements.summary import ENOUGH
from classifier.statements.worth import FIGURES, WEIGHTS
from history.briefs import Importance

DATA = ROOT / "training_data" / "sentences.csv.xz"
STRENGTH = 0.1  # of the fit against the pull to zero; .03 and .3 do as well on projects left out


@dataclass(frozen=True, slots=True)
class Sentences:
    """The labelled sentences: of which project and reading, whether they were kept and among the best, and their figures."""

    projects: NDArray[np.str_]
    readings: NDArray[np.str_]
    kept: NDArray[np.bool_]
    best: NDArray[np.bool_]
    figures: NDArray[np.float64]


def read(path: Path = DATA) -> Sentences:
    """The data. Ends the program where its figures are not those that sentences have today."""
    table = read_table(path, "best", FIGURES, "worth")
    noted = table.noted
    return Sentences(
        noted["project"], noted["reading"], noted["verdict"] == "keep", noted["best"] == "1", table.figures
    )


def fit(figures: NDArray[np.float64], kept: NDArray[np.bool_]) -> LogisticRegression:
    """The measure that tells kept sentences from others."""
    return LogisticRegression(C=STRENGTH, max_iter=5000).fit(figures, kept)


def left_out(data: Sentences) -> NDArray[np.float64]:
    """The worth of each sentence by what the other projects teach."""
    found = np.zeros(len(data.kept))
    for project in sorted(set(data.projects)):
        others = data.projects != project
        found[~others] = fit(data.figures[others], data.kept[others]).decision_function(data.figures[~others])
    return found


def told(worth: NDArray[np.float64], data: Sentences) -> tuple[list[int], list[int]]:
    """The places of the first sentences, and of all that are told."""
    high, low = (data.figures[:, FIGURES.index(name)] > 0 for name in ("high", "low"))
    level = np.where(high, Importance.HIGH, np.where(low, Importance.LOW, Importance.MEDIUM))
    enough = [ENOUGH[Importance(one)] for one in level]
    by_reading: dict[str, list[int]] = defaultdict(list)
    for place, reading in enumerate(data.readings):
        by_reading[reading].append(place)
    first, every = [], []
    for places in by_reading.values():
        ordered = sorted(places, key=lambda place: -worth[place])
        first.append(ordered[0])
        every += [place for place in ordered if place == ordered[0] or worth[place] >= enough[place]]
    return first, every


def main() -> None:
    data = read()
    worth = left_out(data)
    first, every = told(worth, data)
    possible = {reading for reading, best in zip(data.readings, data.best, strict=True) if best}
    able = [place for place in first if data.readings[place] in possible]
    said = (
        f"{len(data.kept)} sentences of {len(set(data.projects))} projects, {data.kept.mean():.0%} kept",
        f"each project left out: area under the curve {roc_auc_score(data.kept, worth):.3f}",
        f"the first sentence is one of the reader's best in {data.best[able].mean():.1%} of {len(able)} readings",
        f"{len(every) / len(first):.2f} sentences a commit, {data.kept[every].mean():.1%} of them kept",
        f"{data.kept[every].sum() / data.kept.sum():.1%} of what readers keep is told",
    )
    sys.stdout.write("\n".join(said) + "\n")
    write_weights(WEIGHTS, "sentences", FIGURES, fit(data.figures, data.kept))


if __name__ == "__main__":
    main()
