"""`commitbrief score`: one JSON line per commit, for other programs."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import click

from commitbrief.cli_access import access
from commitbrief.cli_io import progress, standard_input, write_out
from commitbrief.cli_options import CHOOSING, JUDGING, REACHING, SELECTING, Request, requesting

if TYPE_CHECKING:
    from history.briefs import Brief, Verdict


@click.command("score", short_help="Print types and importance of each commit as JSON Lines.")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@requesting(CHOOSING, SELECTING, JUDGING, REACHING)
def command(request: Request, sources: tuple[str, ...]) -> None:
    """Print one JSON line per commit: its change types, its importance, and the probability of each level.

    Commits by programs are among them. A judge that gives no probabilities (the formula, or the
    maintainers' own declaration) has no doubt: its level has probability 1.
    """
    from commitbrief.cli_selection import wanted_from
    from commitbrief.pipeline import load_tools, scores
    from commitbrief.sources import open_source

    tools = load_tools(request.settings)
    reach = access(request.settings, quiet=request.quiet)
    for name in sources or (".",):
        with open_source(name, request.settings, standard_input, reach) as source:
            wanted = wanted_from(source, request.when, request.settings)
            repository = source.about(wanted).record.name
            watch = partial(progress, label=f"reading {name}", quiet=request.quiet)
            for brief in scores(source, wanted, request.settings, tools, watch=watch):
                write_out(score_line(brief, repository))


def score_line(brief: Brief, repository: str) -> str:
    """One commit as a line of JSON. The names of the keys are stable."""
    line = {
        "repository": repository,
        "sha": brief.commit.sha,
        "change_types": [decision.type.value for decision in brief.types],
        "importance": brief.verdict.level.value,
        "probabilities": _probabilities(brief.verdict),
    }
    return json.dumps(line, ensure_ascii=False) + "\n"


def _probabilities(verdict: Verdict) -> dict[str, float]:
    levels = ("low", "medium", "high")
    given = verdict.probabilities or tuple(float(level == verdict.level.value) for level in levels)
    return {level: round(value, 6) for level, value in zip(levels, given, strict=True)}
