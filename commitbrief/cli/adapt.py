"""`commitbrief adapt`: a repository's own model, from its own record of what it told its users."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.access import access
from commitbrief.cli.comparing import comparison
from commitbrief.cli.io import say, tell
from commitbrief.cli.options import REACHING, Request, requesting

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

    Says how good the model was and is on the newest quarter of these commits, which that comparison does not learn from,
    and prints the line for the configuration. Reports made with it name the revision in their footer, and `verify`
    makes the same model again from it.
    """
    from classifier.importance.model import dump_model, load_model
    from commitbrief.learning.own import adapted_to, gain, keep, own_labels
    from commitbrief.output import write_whole_bytes
    from commitbrief.resources import packaged_model

    own = own_labels(repository, upto)
    say(f"{own.table.repository}: {len(own.table)} commits labelled by {own.record}")
    for line in comparison(gain(own.table, load_model(packaged_model()))):
        say(line)
    model = adapted_to(own)
    if not request.settings.no_cache:
        keep(own, model, repository, access(request.settings, quiet=request.quiet).cache)
    if keep_as is not None:
        write_whole_bytes(keep_as, dump_model(model))
    tell(f'adapted-to = "{own.revision}"')


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
