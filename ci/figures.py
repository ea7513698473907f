"""Tables of figures that readers' choices were noted beside, and the linear measures that are learned from them."""

from __future__ import annotations

import csv
import lzma
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
STATEMENTS = ROOT / "classifier" / "statements"


@dataclass(frozen=True, slots=True)
class Table:
    """What was noted of each row, by the name of the column, and its figures: an array of rows × figures."""

    noted: Mapping[str, NDArray[np.str_]]
    figures: NDArray[np.float64]


def read_table(path: Path, last: str, names: Sequence[str], module: str) -> Table:
    """The table in a CSV file packed with xz, where the figures stand behind the column `last`. Ends the program where they are
    not those that `module` has today."""
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    first = head.index(last) + 1
    if head[first:] != list(names):
        sys.exit(f"{path}: other figures than classifier/statements/{module}.py has; make the data again")
    noted = {name: np.array([row[place] for row in rows]) for place, name in enumerate(head[:first])}
    return Table(noted, np.array([[float(figure) for figure in row[first:]] for row in rows]))


def write_weights(name: str, target: str, names: Sequence[str], model: LogisticRegression) -> None:
    """Write a measure beside the modules that use it; `target` is what makes it (`make lines`)."""
    weights = (f'"{name}" = {weight:.3f}' for name, weight in zip(names, model.coef_[0], strict=True))
    head = (f"# Made by `make {target}`.", f"intercept = {model.intercept_[0]:.3f}", "", "[weights]")
    (STATEMENTS / name).write_text("\n".join((*head, *weights, "")), "utf-8")
