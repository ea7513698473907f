"""Merges that change nothing by themselves: whose commits they bring in decides whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from history.briefs import Brief


def with_merges_of_bots(briefs: Sequence[Brief]) -> list[Brief]:
    """The briefs, where a merge without changes of its own that only brings in what programs wrote counts as a
    program's: somebody pressed the button, and there is nothing to read."""
    bots = {one.commit.sha for one in briefs if one.bot}
    return [
        replace(one, bot=True)
        if not one.bot
        and not one.commit.files
        and one.commit.merged
        and all(each.sha in bots for each in one.commit.merged)
        else one
        for one in briefs
    ]
