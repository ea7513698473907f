"""`commitbrief score`: one JSON line per commit, for other programs."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from commitbrief.cli.access import access
from commitbrief.cli.io import progress, standard_input, write_out
from commitbrief.cli.options import CHOOSING, JUDGING, REACHING, RUNNING, SELECTING, Request, requesting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commitbrief.bulk.scored import Scored
    from commitbrief.recorded import Wanted
    from commitbrief.sources import Source


@click.command("score", short_help="Print types and importance of each commit as JSON Lines.")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@requesting(CHOOSING, SELECTING, JUDGING, REACHING, RUNNING)
def command(request: Request, sources: tuple[str, ...]) -> None:
    """Print one JSON line per commit: its change types, its importance, and the probability of each level.

    Commits by programs are among them. A judge that gives no probabilities (the formula, or the
    maintainers' own declaration) has no doubt: its level has probability 1.
    """
    from commitbrief.cli.adapt import with_own_model
    from commitbrief.cli.selection import ranged, wanted_from
    from commitbrief.sources import open_source

    request, sources = ranged(request, sources)
    reach = access(request.settings, quiet=request.quiet)
    for name in sources or (".",):
        with open_source(name, request.settings, standard_input, reach) as source:
            wanted = wanted_from(source, request.when, request.settings)
            repository = source.about(wanted).record.name
            own = replace(request, settings=with_own_model(request.settings, source, reach))
            found = _scored(source, wanted, own)
            for one in progress(found, label=f"reading {name}", quiet=request.quiet):
                write_out(score_line(one, repository))


def _scored(source: Source, wanted: Wanted, request: Request) -> Iterator[Scored]:
    """A long history in several processes, whatever else in this one: the lines are the same."""
    from commitbrief.bulk.scored import scored
    from commitbrief.bulk.shards import SHARD, cut, processes, score_shards
    from commitbrief.scoring import load_scorer, scores
    from commitbrief.sources import RepositorySource

    settings = request.settings
    if isinstance(source, RepositorySource):
        coverage = source.about(wanted)
        shas = source.shas(coverage)
        jobs = processes(settings.jobs) if len(shas) > SHARD else 1  # it takes a second to start some
        for part in score_shards(cut(source.path, coverage, settings, shas), jobs):
            yield from part
        return
    scorer = load_scorer(settings)
    yield from (scored(one, scorer.book.paths) for one in scores(source, wanted, settings, scorer))


def score_line(one: Scored, repository: str) -> str:
    """One commit as a line of JSON. The names of the keys are stable."""
    line = {
        "repository": repository,
        "sha": one.sha,
        "change_types": list(one.types),
        "importance": one.importance,
        "probabilities": dict(zip(("low", "medium", "high"), one.probabilities, strict=True)),
    }
    return json.dumps(line, ensure_ascii=False) + "\n"
