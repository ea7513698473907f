"""Bars as SVG, the same bytes for the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

ROW, LABEL, WIDTH = 26, 300, 420


def bars(values: Sequence[tuple[str, float]]) -> str:
    """A horizontal bar for each value, with its label and its figure."""
    most = max((value for _, value in values), default=1.0) or 1.0
    rows = []
    for place, (name, value) in enumerate(values):
        top, width = place * ROW, value / most * WIDTH
        rows += [
            f'<text x="{LABEL - 8}" y="{top + 17}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LABEL}" y="{top + 4}" width="{width:.1f}" height="{ROW - 8}" fill="#4078c0"/>',
            f'<text x="{LABEL + width + 6:.1f}" y="{top + 17}">{value:.2f}</text>',
        ]
    size = f'width="{LABEL + WIDTH + 60}" height="{len(values) * ROW + 4}"'
    style = 'font-family="sans-serif" font-size="12"'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>', *rows, "</svg>", ""])
