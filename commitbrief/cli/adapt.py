"""`commitbrief adapt`: a repository's own model, from its own record of what it told its users."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.access import access
from commitbrief.cli.comparing import comparison
from commitbrief.cli.io import say, tell
from commitbrief.cli.options import REACHING, Request, requesting
from commitbrief.config.choices import ImportanceBy
from history.briefs import Brief, Judge

if TYPE_CHECKING:
    from commitbrief.config.settings import Settings
    from commitbrief.sources import Source
    from history.access import Access


@click.command("adapt", short_help="Let a repository's own record teach the model.")
@click.argument("repository", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--upto", metavar="REV", default="HEAD", help="Learn from the record up to here.  [default: HEAD]"
)
@click.option(
    "--keep-as", metavar="FILE", type=click.Path(path_type=Path), help="Write the model to a file, too."
)
@requesting(REACHING)
def command(request: Request, repository: Path, upto: str, keep_as: Path | None) -> None:
    """Bring the packaged model nearer to what the REPOSITORY told its users: news fragments, changesets, a changelog,
    whatever `labels mine` finds.

    Says how good the model was and is on the newest quarter of these commits, which that comparison learns nothing from but
    thresholds, and prints the line for the configuration. Where these would be told worse, the packaged model stays, and
    no line is printed. Reports made with it name the revision in their footer, and `verify` makes the same model again from it.
    """
    from classifier.importance.model import dump_model, load_model
    from commitbrief.learning.own import adapted_to, keep, own_labels
    from commitbrief.output import write_whole_bytes
    from commitbrief.resources import packaged_model

    own = own_labels(repository, upto)
    say(f"{own.table.repository}: {len(own.table)} commits labelled by {own.record}")
    model, found = adapted_to(own)
    for line in comparison(found):
        say(line)
    if not request.settings.no_cache:
        keep(own, model, repository, access(request.settings, quiet=request.quiet).cache)
    if keep_as is not None:
        write_whole_bytes(keep_as, dump_model(model))
    usual, chosen = load_model(packaged_model()).thresholds, model.thresholds
    if chosen != usual:
        say(
            f"chosen on these commits: high from a probability of {chosen.high:g}, medium from {chosen.not_low:g} "
            f"(else {usual.high:g} and {usual.not_low:g})"
        )
    if found.is_loss:
        say("the packaged model stays: what the record teaches makes the newest commits worse")
        return
    tell(f'adapted-to = "{own.revision}"')


def offer(settings: Settings, name: str, briefs: Iterable[Brief], reach: Access) -> None:
    """Say once of a folder whose commits bring a record of what users are told that the record can teach. What was said
    is remembered in the cache; where nothing can be, nothing is said."""
    taught = settings.model is not None or settings.importance is not ImportanceBy.MODEL
    folder = Path(name)
    if taught or settings.no_cache or not folder.is_dir():
        return
    if not any(one.verdict.judge is Judge.DECLARED for one in briefs):
        return
    from commitbrief.learning.own import remember_offer

    if remember_offer(folder, reach.cache):
        say(
            f"{name} records what users are told: `commitbrief adapt {shlex.quote(name)}` lets that teach the model (said once)"
        )


def with_own_model(settings: Settings, source: Source, reach: Access) -> Settings:
    """The settings with the model that they name by a revision of the source (`adapted-to`)."""
    from commitbrief.errors import ConfigError
    from commitbrief.sources import RepositorySource

    if settings.adapted_to is None or settings.model is not None:
        return settings
    if not isinstance(source, RepositorySource):
        raise ConfigError("adapted-to needs a repository whose record can be read: a folder or a clone")
    from commitbrief.learning.own import kept_model

    return settings.model_copy(update={"model": kept_model(source.path, settings.adapted_to, reach.cache)})
