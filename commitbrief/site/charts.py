"""Charts of a repository over time: pictures for light and dark surroundings, the same bytes for the same days."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from commitbrief.colours import LEVELS
from commitbrief.kept.shelf import Shelf
from report.sentences import Catalogue
from report.site.entry import DayPage, commits_of
from report.site.making import week_of
from report.site.pages import Chart

MOST_WEEKS = 53
LEAST_WEEKS = 3  # fewer make no picture
WIDTH, HEIGHT = 9.0, 3.5  # inches
# As the pages have them; dark surroundings need lighter colours.
SCHEMES = {
    "light": {"text": "#1c2128", "line": "#8c959f", **LEVELS, "breaking": "#c4302b", "dependencies": "#0b5cad"},
    "dark": {"text": "#e4e9ef", "line": "#6b7683", "high": "#ff7b72", "medium": "#e3a53a", "low": "#5d7186", "breaking": "#ff7b72", "dependencies": "#79b8ff"},
}  # fmt: skip

Series = tuple[str, str, tuple[int, ...]]  # its colour's name, what it is called, a value for each week


def charts_of(
    days: Sequence[DayPage], catalogue: Catalogue, shelf: Shelf
) -> tuple[tuple[Chart, ...], tuple[tuple[str, bytes], ...]]:
    """The charts, and their pictures by file name: none where matplotlib is not installed."""
    weeks = _weeks(days)
    if len(weeks) < LEAST_WEEKS:
        return (), ()
    charts, pictures = [], []
    for name, series in (
        ("levels", _levels(days, weeks, catalogue)),
        ("breaks", _breaks(days, weeks, catalogue)),
    ):
        files = []
        for scheme in SCHEMES:
            content = _kept(weeks, series, scheme, shelf)
            files.append(f"{name}-{scheme}.svg" if content else "")
            if content:
                pictures.append((files[-1], content))
        rows = [
            (week, *(str(values[at]) for _, _, values in series))
            for at, week in reversed(list(enumerate(weeks)))
        ]
        columns = (catalogue.words("site-chart-week"), *(word for _, word, _ in series))
        charts.append(Chart(catalogue.words(f"site-chart-{name}"), files[0], files[1], columns, tuple(rows)))
    return tuple(charts), tuple(pictures)


def _weeks(days: Sequence[DayPage]) -> list[str]:
    """All weeks from the first with commits to the last, the oldest first: time runs evenly."""
    known = sorted(date.fromisoformat(page.day) for page in days)
    found: list[str] = []
    while known and (not found or found[-1] < week_of(f"{known[-1]}")):
        found.append(week_of(f"{known[0] + timedelta(weeks=len(found))}"))
    return found[-MOST_WEEKS:]


def _levels(days: Sequence[DayPage], weeks: Sequence[str], catalogue: Catalogue) -> list[Series]:
    counts = Counter((week_of(one.day), one.level) for one in commits_of(tuple(days)))
    return [
        (level, catalogue.words(f"level-{level}"), tuple(counts[week, level] for week in weeks))
        for level in ("high", "medium", "low")
    ]


def _breaks(days: Sequence[DayPage], weeks: Sequence[str], catalogue: Catalogue) -> list[Series]:
    breaking = Counter(week_of(one.day) for one in commits_of(tuple(days)) if one.breaking)
    moved = Counter(week_of(one.day) for one in commits_of(tuple(days)) if "deps" in one.types)
    return [
        (name, catalogue.words(f"site-chart-{name}"), tuple(counts[week] for week in weeks))
        for name, counts in (("breaking", breaking), ("dependencies", moved))
    ]


def _kept(weeks: Sequence[str], series: Sequence[Series], scheme: str, shelf: Shelf) -> bytes:
    try:
        import matplotlib
    except ImportError:
        return b""
    parts = (matplotlib.__version__, SCHEMES[scheme], WIDTH, HEIGHT, tuple(weeks), tuple(series))
    key = f"chart {hashlib.sha256(repr(parts).encode()).hexdigest()}"
    kept = shelf.get(key)
    if kept is None:
        kept = _drawn(weeks, series, SCHEMES[scheme])
        shelf.put(key, kept)
    return kept


def _drawn(weeks: Sequence[str], series: Sequence[Series], colours: dict[str, str]) -> bytes:
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    with mpl.rc_context({"svg.hashsalt": "commitbrief", "svg.fonttype": "none"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained", facecolor="none")
        axes = figure.add_subplot(facecolor="none")
        floor = [0] * len(weeks)
        for name, word, values in series:
            axes.bar(range(len(weeks)), values, 0.8, floor, label=word, color=colours[name])
            floor = [below + value for below, value in zip(floor, values, strict=True)]
        step = max(1, len(weeks) // 9)
        places = list(range(0, len(weeks), step))
        axes.set_xticks(places, [weeks[at] for at in places])
        axes.set_ylim(0, None if any(floor) else 1)
        axes.yaxis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True))
        axes.tick_params(colors=colours["text"], color=colours["line"])
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_color(colours["line"])
        figure.legend(loc="outside upper right", ncols=len(series), frameon=False, labelcolor=colours["text"])
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()
