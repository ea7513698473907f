"""An answer as a picture: stacked bars over time, or lying bars of what weighs most."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from commitbrief.errors import InstallationError
from commitbrief.trends.table import Kind, Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Series = Sequence[tuple[str, list[float]]]

COLOURS = {"high": "#c0392b", "medium": "#e3a008", "low": "#b8c0c8"}
MOST_SERIES = 9  # and the rest together: more cannot be told apart
INCHES = (9.0, 4.5)


def as_svg(table: Table) -> bytes:
    """The picture of a table, the same bytes for the same table. Raises `InstallationError` without
    matplotlib."""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise InstallationError("plots need matplotlib: pip install 'commitbrief[plot]'") from error
    with mpl.rc_context({"svg.hashsalt": "commitbrief", "svg.fonttype": "none"}):
        figure = Figure(figsize=INCHES, layout="constrained")
        axes = figure.add_subplot()
        draw = _over_time if table.over_time else _lying
        draw(axes, _names(table), _series(table))
        axes.set_title(table.title)
        axes.legend()
        axes.spines[["top", "right"]].set_visible(False)
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


def _over_time(axes: Axes, names: Sequence[str], series: Series) -> None:
    """Standing bars at their place in time, so that a time without commits is a gap."""
    days = [date.fromisoformat(f"{name}-01"[:10]) for name in names]
    width = 26 if names and len(names[0]) == len("2026-01") else 6  # days: a month or a week, and some air
    starts = [float((day - date(1970, 1, 1)).days) for day in days]  # matplotlib's count
    floor = [0.0] * len(names)
    for number, (name, values) in enumerate(series):
        axes.bar(starts, values, width, floor, align="edge", label=name, color=_colour(name, number))
        floor = [below + value for below, value in zip(floor, values, strict=True)]
    axes.xaxis_date()


def _lying(axes: Axes, names: Sequence[str], series: Series) -> None:
    """Lying bars, the first on top."""
    places = range(len(names))
    floor = [0.0] * len(names)
    for number, (name, values) in enumerate(series):
        axes.barh(places, values, left=floor, label=name, color=_colour(name, number))
        floor = [below + value for below, value in zip(floor, values, strict=True)]
    axes.set_yticks(places, names)
    axes.invert_yaxis()


def _colour(name: str, number: int) -> str:
    return COLOURS.get(name, f"C{number}")


def _names(table: Table) -> list[str]:
    """What each row is called, without control characters and what matplotlib would set as a formula."""
    keys = table.place(Kind.KEY)
    names = (" ".join(str(row[at]) for at in keys if row[at] is not None) for row in table.rows)
    return ["".join(c if c.isprintable() else " " for c in name).replace("$", r"\$") for name in names]


def _series(table: Table) -> Series:
    """What is stacked: the columns that add up, the smallest of many together, or the first count."""
    places = table.place(Kind.SERIES) or table.place(Kind.COUNT)[:1]
    columns = [(table.columns[at].name, [_number(row[at]) for row in table.rows]) for at in places]
    if len(columns) <= MOST_SERIES + 1:
        return columns
    rest = [sum(values) for values in zip(*(values for _, values in columns[MOST_SERIES:]), strict=True)]
    return [*columns[:MOST_SERIES], ("all others", rest)]


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0
