"""Merges that change nothing: those of programs' commits count as programs'."""

from __future__ import annotations

from dataclasses import replace

from classifier.merges import with_merges_of_bots
from history.briefs import Brief, ChangeType, Evidence, Importance, Judge, Side, TypeDecision, Verdict
from history.records import CommitName, FileChange
from tests.support.commits import change, commit


def brief(sha: str, *files: FileChange, merged: str = "", bot: bool = False) -> Brief:
    """A brief of a commit that brings in others, one letter for each."""
    names = tuple(CommitName(each * 40, each) for each in merged)
    made = replace(commit("Merge pull request #1 from a/b", *files, sha=sha * 40), merged=names)
    types = (TypeDecision(ChangeType.OTHER, "nothing-known", (Evidence("", Side.NEW, 1, "Merge"),)),)
    return Brief(made, types, Verdict(Importance.LOW, Judge.MODEL), bot=bot)


def test_a_merge_of_what_programs_wrote_is_a_programs() -> None:
    robot, person = brief("b", change("a.lock", "+x"), bot=True), brief("c", change("a.rb", "+x"))
    merges = [
        brief("1", merged="b"),
        brief("2", merged="bc"),
        brief("3", merged="bz"),
        brief("4", change("a.rb", "+own"), merged="b"),
        brief("5"),
    ]
    found = with_merges_of_bots([*merges, robot, person])
    assert [one.bot for one in found] == [True, False, False, False, False, True, False]
