"""Two models on the same labels, in words for whoever made the second."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commitbrief.learning.own import Gain

SMALLEST = 0.005  # differences of a measure that are chance


def comparison(found: Gain) -> Iterator[str]:
    """The measures before and after, a line each, with what became of them."""
    learned = f"; learned from {found.learned} older ones" if found.learned else ""
    yield f"judged by {found.judged} labelled commits that neither learned from{learned}:"
    before, after = found.before, found.after
    yield _row("macro-F1", before.macro_f1, after.macro_f1)
    yield _row("QWK", before.kappa, after.kappa)
    yield _row("AUC high", before.auc_high, after.auc_high)
    yield _row("AUC not low", before.auc_not_low, after.auc_not_low)
    yield _row("ECE high", before.ece_high, after.ece_high, less_is_good=True)
    yield _row("ECE not low", before.ece_not_low, after.ece_not_low, less_is_good=True)
    beside = (
        (name, value)
        for name, value in (("simple rule", found.rule), ("formula", found.formula))
        if value is not None
    )
    others = ", ".join(f"{name} {value:.3f}" for name, value in beside)
    yield f"  macro-F1 of others: {others}; its change would be {found.spread:.3f} more or less with other commits"


def _row(name: str, was: float | None, now: float | None, *, less_is_good: bool = False) -> str:
    if was is None or now is None:
        return f"  {name:<12}  cannot be told: a level is missing"
    change = round(now - was, 3)
    good = change < 0 if less_is_good else change > 0
    word = "the same" if abs(change) < SMALLEST else "better" if good else "worse"
    return f"  {name:<12}  {was:.3f} -> {now:.3f}  {change:+.3f}  {word}"
