"""Bars as SVG, the same bytes for the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

ROW, LABEL, WIDTH = 26, 320, 380
OURS, OTHERS = "#2da44e", "#8c959f"
STYLE = "text { font: 12px sans-serif; fill: #57606a }"  # readable on white and on black


def bars(title: str, values: Sequence[tuple[str, float]]) -> str:
    """A horizontal bar for each value, with its label and its figure; ours are those named so."""
    most = max((value for _, value in values), default=1.0) or 1.0
    rows = [f'<text x="{LABEL}" y="17" font-weight="bold">{escape(title)}</text>']
    for place, (name, value) in enumerate(values, 1):
        top, width = place * ROW, value / most * WIDTH
        colour = OURS if name.startswith("commitbrief") else OTHERS
        rows += [
            f'<text x="{LABEL - 8}" y="{top + 17}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LABEL}" y="{top + 4}" width="{width:.1f}" height="{ROW - 8}" fill="{colour}"/>',
            f'<text x="{LABEL + width + 6:.1f}" y="{top + 17}">{value:.2f}</text>',
        ]
    size = f'viewBox="0 0 {LABEL + WIDTH + 60} {(len(values) + 1) * ROW + 4}" role="img"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>{escape(title)}</title><style>{STYLE}</style>'
    )
    return "\n".join([head, *rows, "</svg>", ""])
