"""Learns which lines of a diff readers would show: `training_data/lines.csv.xz` → `classifier/statements/line_weights.toml`.

Each row of the data is a changed statement of a commit, whether somebody who read the diff would show (a line of) it to a colleague,
and the figures of `classifier.statements.deciding`. Prints how the order does on each project when it was learned from the others.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from ci.figures import ROOT, read_table, write_weights
from classifier.statements.deciding import LINE_FIGURES, WEIGHTS

DATA = ROOT / "training_data" / "lines.csv.xz"
STRENGTH = 0.1  # of the fit against the pull to zero; .03 and .3 do as well on projects left out
FIRST = 4  # statements of a commit, about as many as are shown


@dataclass(frozen=True, slots=True)
class Lines:
    """The changed statements: of which project and commit, whether a reader would show them, and their figures."""

    projects: NDArray[np.str_]
    commits: NDArray[np.str_]
    wanted: NDArray[np.bool_]
    figures: NDArray[np.float64]

    def of(self, which: NDArray[np.bool_]) -> Lines:
        """Some of them."""
        return Lines(self.projects[which], self.commits[which], self.wanted[which], self.figures[which])


def read(path: Path = DATA) -> Lines:
    """The data. Ends the program where its figures are not those that statements have today."""
    table = read_table(path, "wanted", LINE_FIGURES, "deciding")
    noted = table.noted
    return Lines(noted["project"], noted["commit"], noted["wanted"] == "1", table.figures)


def fit(lines: Lines) -> LogisticRegression:
    """The measure that tells the statements that readers would show. A large commit counts for more than a small one, but less
    than its statements are more."""
    many = Counter(lines.commits)
    weights = np.array([many[commit] ** -0.5 for commit in lines.commits])
    weights *= len(weights) / weights.sum()
    return LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        lines.figures, lines.wanted, sample_weight=weights
    )


def left_out(lines: Lines) -> NDArray[np.float64]:
    """The worth of each statement by what the other projects teach."""
    found = np.zeros(len(lines.wanted))
    for project in sorted(set(lines.projects)):
        own = lines.projects == project
        found[own] = fit(lines.of(~own)).decision_function(lines.figures[own])
    return found


@dataclass(frozen=True, slots=True)
class Order:
    """How well statements are ordered within a commit, on average: the share of commits of which the first one is wanted, the share
    of the first `FIRST` that are, and the area under the curve."""

    commits: int
    first: float
    among_first: float
    area: float


def order(worth: NDArray[np.float64], lines: Lines) -> Order:
    """The order by `worth`, within the commits that have something to choose."""
    found = []
    for commit in sorted(set(lines.commits)):
        own = np.flatnonzero(lines.commits == commit)
        if len(own) <= FIRST or not 0 < lines.wanted[own].sum() < len(own):
            continue
        by_worth = lines.wanted[own[np.argsort(-worth[own], kind="stable")]]
        found.append((by_worth[0], by_worth[:FIRST].mean(), roc_auc_score(lines.wanted[own], worth[own])))
    first, among, area = np.mean(np.array(found, dtype=float), axis=0)
    return Order(len(found), float(first), float(among), float(area))


def main() -> None:
    lines = read()
    found = order(left_out(lines), lines)
    sys.stdout.write(
        f"{len(lines.wanted)} statements of {len(set(lines.commits))} commits, {lines.wanted.mean():.1%} of them wanted\n"
        f"each project left out, {found.commits} commits: the first is wanted in {found.first:.1%}, "
        f"of the first {FIRST} {found.among_first:.1%}, area under the curve {found.area:.3f}\n"
    )
    write_weights(WEIGHTS, "lines", LINE_FIGURES, fit(lines))


if __name__ == "__main__":
    main()
