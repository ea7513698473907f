"""An answer as a picture: stacked bars over time, or lying bars of what weighs most."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from commitbrief.colours import LEVELS
from commitbrief.errors import InstallationError
from commitbrief.trends.table import STACKED, Cell, Column, Kind, Table, heading, printable
from commitbrief.trends.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Series = Sequence[tuple[str, str, list[float]]]  # name, colour, a value for each row

# One colour for one thing, in whichever picture it is: levels as on the pages, types in Tableau's twenty, which can be
# told apart side by side.
COLOURS = {
    **LEVELS,
    "feature": "#1f77b4",
    "fix": "#ff7f0e",
    "performance": "#9467bd",
    "refactor": "#17becf",
    "architecture": "#8c564b",
    "deprecation": "#ffbb78",
    "security": "#d62728",
    "docs": "#aec7e8",
    "test": "#98df8a",
    "config": "#c5b0d5",
    "ci": "#c49c94",
    "build": "#dbdb8d",
    "deps": "#2ca02c",
    "style": "#f7b6d2",
    "revert": "#e377c2",
    "release": "#bcbd22",
    "other": "#7f7f7f",
}
ONE_COLOUR = "#1f77b4"
OTHERS = "#d9d9d9"
MOST_SERIES = 9  # and the rest together: more cannot be told apart
WIDTH, HEIGHT = 9.0, 4.5  # inches
ROW_HEIGHT, AROUND = 0.24, 1.1  # inches of a lying bar, and above and below all of them


def as_svg(table: Table, words: Words) -> bytes:
    """The picture of a table, the same bytes for the same table. Raises `InstallationError` without
    matplotlib."""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise InstallationError("plots need matplotlib: pip install 'commitbrief[plot]'") from error
    height = HEIGHT if table.over_time else AROUND + ROW_HEIGHT * max(4, len(table.rows))
    series = _series(table, words)
    with mpl.rc_context({"svg.hashsalt": "commitbrief", "svg.fonttype": "none"}), warnings.catch_warnings():
        # Text stays text in an SVG: whoever shows it has the font.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        axes = figure.add_subplot()
        draw = _over_time if table.over_time else _lying
        draw(axes, _names(table, words), series, _counted(table, words))
        axes.set_title(words.title(table.trend, table.by))
        axes.spines[["top", "right"]].set_visible(False)
        if len(series) > 1:
            figure.legend(loc="outside right upper", frameon=False)
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


def _over_time(axes: Axes, names: Sequence[str], series: Series, counted: str) -> None:
    """Standing bars at their place in time, so that a time without commits is a gap."""
    from matplotlib.ticker import MaxNLocator

    days = [date.fromisoformat(f"{name}-01"[:10]) for name in names]
    width = 26 if names and len(names[0]) == len("2026-01") else 6  # days: a month or a week, and some air
    starts = [float((day - date(1970, 1, 1)).days) for day in days]  # matplotlib's count
    floor = [0.0] * len(names)
    for name, colour, values in series:
        axes.bar(starts, values, width, floor, align="edge", label=name, color=colour)
        floor = [below + value for below, value in zip(floor, values, strict=True)]
    axes.xaxis_date()
    axes.set_ylabel(counted)
    axes.set_ylim(0, None if any(floor) else 1)
    axes.yaxis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True))


def _lying(axes: Axes, names: Sequence[str], series: Series, counted: str) -> None:
    """Lying bars, the first on top."""
    from matplotlib.ticker import MaxNLocator

    places = range(len(names))
    floor = [0.0] * len(names)
    for name, colour, values in series:
        axes.barh(places, values, left=floor, label=name, color=colour)
        floor = [below + value for below, value in zip(floor, values, strict=True)]
    axes.set_yticks(places, names)
    axes.set_ylim(max(4, len(names)) - 0.4, -0.6)  # few bars are no thicker than many
    axes.set_xlabel(counted)
    axes.set_xlim(0, None if any(floor) else 1)
    axes.xaxis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True))


def _names(table: Table, words: Words) -> list[str]:
    """What each row is called, without what all have in common, control characters and what matplotlib would set
    as a formula."""
    keys = table.places(Kind.KEY)
    telling = [at for at in keys if len({row[at] for row in table.rows}) > 1] or keys
    return [
        _plain(" ".join(_name(row[at], table.columns[at], words) for at in telling)) for row in table.rows
    ]


def _name(cell: Cell, column: Column, words: Words) -> str:
    if cell is None:
        return words.unreleased if column.name == "release" else ""
    return str(cell)


def _plain(text: str) -> str:
    return printable(text).strip().replace("$", r"\$")


def _counted(table: Table, words: Words) -> str:
    """What the length of a bar says."""
    if table.places(*STACKED):
        return words.column("commits")
    return heading(table.columns[table.places(Kind.COUNT, Kind.WEIGHT)[0]], words)


def _series(table: Table, words: Words) -> Series:
    """What is stacked: the columns that add up, the smallest of many together, or the first figure."""
    stacked = table.places(*STACKED)
    if not stacked:
        first = table.places(Kind.COUNT, Kind.WEIGHT)[0]
        return [(heading(table.columns[first], words), ONE_COLOUR, _values(table, first))]
    columns = [
        (heading(table.columns[at], words), COLOURS[table.columns[at].name], _values(table, at))
        for at in stacked
    ]
    if len(columns) <= MOST_SERIES + 1:
        return columns
    rest = [sum(values) for values in zip(*(values for *_, values in columns[MOST_SERIES:]), strict=True)]
    return [*columns[:MOST_SERIES], (words.others, OTHERS, rest)]


def _values(table: Table, at: int) -> list[float]:
    cells = [row[at] for row in table.rows]
    return [float(cell) if isinstance(cell, int | float) else 0.0 for cell in cells]
