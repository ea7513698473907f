"""What people wrote in a commit and the lines that carry it: quotations and pieces of the diff, made harmless."""

from __future__ import annotations

from history.briefs import ELISION, Brief, Evidence, Piece, PieceLine, Quotation, Side, Term
from report.proofs import proof, proofs
from report.section_tree import Diff, DiffLine, DiffPiece, Saying, Sayings
from report.text import clean, shorten
from report.wording import Wording

TAB = 4  # columns
LINE_COLUMNS = 280
SAYINGS_ICON, DIFF_ICON = "💬", "🔧"


def sayings(brief: Brief, wording: Wording) -> Sayings | None:
    """The quotations of a commit, `None` where there are none."""
    if not brief.quotations:
        return None
    found = tuple(_saying(brief, one, wording) for one in brief.quotations)
    return Sayings(SAYINGS_ICON, wording.catalogue.words("part-sayings"), found)


def _saying(brief: Brief, one: Quotation, wording: Wording) -> Saying:
    catalogue = wording.catalogue
    origin = Term(f"origin-{one.origin.replace('_', '-')}")
    if one.place is None:
        source = catalogue.sentence("saying-of", (("origin", origin),))
    else:
        source = catalogue.sentence("saying-at", (("origin", origin), ("place", one.place)))
    return Saying(
        catalogue.quotation(one.text),
        one.origin.value,
        source,
        proof(brief.commit, one.evidence, wording.around.links),
    )


def diff(brief: Brief, wording: Wording) -> Diff | None:
    """The pieces of a commit's diff, `None` where none was cut."""
    if not brief.pieces:
        return None
    found = tuple(_piece(brief, one, wording) for one in brief.pieces)
    return Diff(DIFF_ICON, wording.catalogue.words("part-diff"), found)


def _piece(brief: Brief, one: Piece, wording: Wording) -> DiffPiece:
    first = _first_changed(one)
    side = Side.OLD if first.mark == "-" else Side.NEW
    path = _before(one.path, brief) if side is Side.OLD else one.path
    where = proof(brief.commit, Evidence(path, side, first.line, first.text.strip()), wording.around.links)
    lines = tuple(DiffLine(line.mark, line.line, _harmless(line.text)) for line in one.lines)
    return DiffPiece(clean(one.place), where, lines, proofs(brief.commit, one.again, wording.around.links))


def _before(path: str, brief: Brief) -> str:
    """Where a file stood before the commit."""
    return next((file.old_path for file in brief.commit.files if file.path == path and file.old_path), path)


def _first_changed(one: Piece) -> PieceLine:
    """The line that a piece is known by: the first that came, else what stands around those that went, else the first of these."""
    lines = [line for line in one.lines if line.text.strip() != ELISION] or one.lines
    return next((line for mark in "+ " for line in lines if line.mark == mark), lines[0])


def _harmless(text: str) -> str:
    """A line of code on one line, with its indentation, without what could reorder or hide it."""
    wide = text.expandtabs(TAB)
    body = wide.lstrip(" ")
    margin = " " * (len(wide) - len(body))
    return shorten(f"{margin}{clean(body)}", LINE_COLUMNS) if body else ""
