"""The plots of a report card, as SVG by matplotlib: the same bytes for the same figures and the same matplotlib."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from classifier.importance.evaluation import Evaluation
from commitbrief.learning.card import LEVELS
from commitbrief.shares import percentages

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NO_DATE = {"Date": None, "Creator": None}
NOT_LOW, HIGH = "#8a6d00", "#b3261e"


def plots(made: Evaluation) -> dict[str, bytes]:
    """Each plot by its name; none where matplotlib is not installed (the extra `plot`)."""
    drawn: dict[str, bytes] = {}
    with suppress(ModuleNotFoundError):
        import matplotlib as mpl
        from matplotlib.figure import Figure

        with mpl.rc_context():
            mpl.rcdefaults()  # whatever the user's own settings are
            mpl.rcParams["svg.hashsalt"] = "commitbrief"
            mpl.rcParams["svg.fonttype"] = "none"
            for name, (draw, size) in _PLOTS.items():
                figure = Figure(figsize=size, layout="constrained")
                if draw(figure.subplots(), made):
                    written = io.BytesIO()
                    figure.savefig(written, format="svg", metadata=_NO_DATE)
                    drawn[name] = written.getvalue()
    return drawn


def _calibration(axes: Axes, made: Evaluation) -> bool:
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=0.8)
    for name, question, colour in (("not low", made.not_low, NOT_LOW), ("high", made.high, HIGH)):
        axes.plot(
            [one.predicted for one in question.calibration],
            [one.observed for one in question.calibration],
            marker="o",
            markersize=4,
            color=colour,
            label=name,
        )
    axes.set(xlabel="predicted probability", ylabel="share that was so", xlim=(0, 1), ylim=(0, 1))
    axes.legend(frameon=False)
    return True


def _precision_recall(axes: Axes, made: Evaluation) -> bool:
    for name, question, colour in (("not low", made.not_low, NOT_LOW), ("high", made.high, HIGH)):
        recall = [one.recall for one in question.curve]
        axes.plot(recall, [one.precision for one in question.curve], color=colour, label=name)
    axes.set(xlabel="recall", ylabel="precision", xlim=(0, 1), ylim=(0, 1.02))
    axes.legend(frameon=False)
    return True


def _confusion(axes: Axes, made: Evaluation) -> bool:
    counts = np.array([one.confusion for one in made.repositories]).sum(axis=0)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for told in range(3):
        of_hundred = percentages(counts[told].tolist())
        for level in range(3):
            colour = "white" if shares[told, level] > 0.6 else "black"
            text = f"{counts[told, level]:,}\n{of_hundred[level]}%"
            axes.text(level, told, text, ha="center", va="center", color=colour)
    axes.set(xlabel="judged", ylabel="labelled")
    axes.set_xticks(range(3), LEVELS)
    axes.set_yticks(range(3), LEVELS)
    return True


def _groups(axes: Axes, made: Evaluation) -> bool:
    ranked = sorted(made.losses, key=lambda one: (one.not_low + one.high, one.group))
    places = np.arange(len(ranked))
    axes.barh(places + 0.2, [one.not_low for one in ranked], height=0.38, color=NOT_LOW, label="not low")
    axes.barh(places - 0.2, [one.high for one in ranked], height=0.38, color=HIGH, label="high")
    axes.set_yticks(places, [one.group.value for one in ranked])
    axes.set(xlabel="loss of AUC where the group is shuffled")
    axes.legend(frameon=False, loc="lower right")
    return bool(ranked)


def _learning(axes: Axes, made: Evaluation) -> bool:
    for one in made.repositories:
        if one.learned:
            counts = [point.labels for point in one.learned]
            axes.plot(counts, [point.macro_f1 for point in one.learned], color="#bbbbbb", linewidth=0.8)
    counts = [point.labels for point in made.learned]
    means = np.array([point.macro_f1 for point in made.learned])
    spread = np.array([point.spread for point in made.learned])
    axes.fill_between(counts, means - spread, means + spread, color=HIGH, alpha=0.15, linewidth=0)
    axes.plot(counts, means, marker="o", markersize=4, color=HIGH, label="mean")
    axes.set(xlabel="own labels", ylabel="macro-F1")
    return bool(made.learned)


_Draw = Callable[["Axes", Evaluation], bool]
_PLOTS: Mapping[str, tuple[_Draw, tuple[float, float]]] = {
    "calibration": (_calibration, (4.2, 3.8)),
    "precision-recall": (_precision_recall, (4.2, 3.8)),
    "confusion": (_confusion, (3.6, 3.4)),
    "groups": (_groups, (5.2, 3.6)),
    "learning": (_learning, (4.6, 3.6)),
}
