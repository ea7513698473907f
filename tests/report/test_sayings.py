"""Pieces of a diff lead to where their lines stand."""

from __future__ import annotations

from history.briefs import Brief, Importance, Piece, PieceLine
from history.records import FileChange, FileStatus
from report.sayings import diff
from report.sentences import NOWHERE, Catalogue, Language
from report.wording import Wording
from tests.support.commits import commit
from tests.support.editions import model


def test_what_went_from_a_file_that_moved_leads_to_the_old_place() -> None:
    file = FileChange(FileStatus.RENAMED, "tests/a.py", "manual/a.py", added=1, removed=1)
    lines = {mark: (PieceLine(mark, 9, "register()"),) for mark in "-+"}
    pieces = tuple(Piece("manual/a.py", "", lines[mark]) for mark in "-+")
    made = Brief(commit("move it\n", file), (), model(Importance.LOW), (), pieces=pieces)
    shown = diff(made, Wording(Catalogue.load(Language.EN), NOWHERE))
    assert shown is not None
    assert [one.proof.path for one in shown.pieces] == ["tests/a.py", "manual/a.py"]
