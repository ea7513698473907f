"""`commitbrief site`: followed repositories as a folder of pages, feeds and charts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from commitbrief.cli.access import access, shelf
from commitbrief.cli.io import line, say, standard_input, write_out
from commitbrief.cli.options import (
    JUDGING,
    KEEPING,
    LANG,
    REACHING,
    RUNNING,
    SELECTING,
    Request,
    requesting,
)
from commitbrief.cli.when import day, today
from commitbrief.errors import ConfigError, SourceError
from commitbrief.exits import Exit
from report.sentences import Language

if TYPE_CHECKING:
    from commitbrief.config.settings import Settings
    from commitbrief.kept.shelf import Shelf
    from commitbrief.site.build import Repository
    from history.access import Access

OUTPUT = "site"


@click.command("site", short_help="Write a folder of pages, feeds and charts to read it all in.")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--site",
    "-o",
    "place",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path(OUTPUT),
    show_default=True,
    help="Where the site is written.",
)
@click.option("--since", "begin", metavar="DAY", help="First day of a range, included.")
@click.option("--until", "end", metavar="DAY", help="Last day of a range, included.  [default: today]")
@click.option(
    "--also",
    type=click.Choice([one.value for one in Language]),
    help="A second language, in a folder of its own, with a switch between both.",
)
@click.option(
    "--url", default="", metavar="URL", help="Where the site will be, for whole addresses in its feeds."
)
@requesting(SELECTING, JUDGING, (LANG,), RUNNING, REACHING, (KEEPING,))
def command(  # noqa: PLR0913, PLR0917 - click's signature
    request: Request,
    sources: tuple[str, ...],
    place: Path,
    begin: str | None,
    end: str | None,
    also: str | None,
    url: str,
) -> Exit:
    """Write the followed repositories as a site that any web server, GitHub Pages or a folder can show.

    SOURCE is a folder in a repository, or owner/name; without one, those of the configuration's [[watch]] list, or the
    repository around the current directory. A site that is there is brought up to date: only files that changed are
    written, and a build that is interrupted leaves it as it was. Without --since it begins where it did before, a new one
    90 days before the newest commit.
    """
    from commitbrief.site.build import Plan, build
    from commitbrief.site.folder import SiteFolder

    settings = request.settings
    now = today(settings.tz)
    plan = Plan(
        languages=_languages(settings.lang, also),
        since=day(begin, "--since", now) if begin else None,
        until=day(end, "--until", now) if end else None,
        url=_address(url),
    )
    reach = access(settings, quiet=request.quiet)
    tell = (lambda _: None) if request.quiet else say
    with ExitStack() as opened, closing(shelf(settings, reach)) as kept:
        opener = _Opener(reach, kept, opened)
        repositories = [opener(*each) for each in _followed(request, sources)]
        built = build(plan, repositories, SiteFolder(place), tell)
    if request.verbose:
        say(f"{built.days} days, {built.written} files written, {built.removed} removed")
    if not request.quiet:
        write_out(f"{line(str(place / 'index.html'))}\n")
    return Exit.OK


def _languages(first: Language, also: str | None) -> tuple[Language, ...]:
    return tuple(dict.fromkeys((first, Language(also)))) if also else (first,)


def _address(url: str) -> str:
    """The address with a slash at its end. Raises `ConfigError` for one that no browser could follow."""
    split = urlsplit(url)
    if url and (split.scheme not in ("https", "http") or not split.hostname or split.query or split.fragment):
        raise ConfigError(f"--url {url!r} is no address such as https://example.org/changes/")
    return url and url.rstrip("/") + "/"


def _followed(request: Request, sources: tuple[str, ...]) -> Iterator[tuple[str, Settings, str]]:
    """Each repository, its settings, and the folder of its own if it has one."""
    if sources:
        yield from ((name, request.settings, "") for name in sources)
        return
    from commitbrief.config.found import refused
    from commitbrief.config.settings import WATCH
    from commitbrief.watching import watch_list

    config = request.config
    if config is None or config.path is None or WATCH not in config.values:
        yield ".", request.settings, ""
        return
    if not config.named:
        raise refused(config.path, WATCH)
    for one in watch_list(config):
        yield (
            one.place(config.path.parent),
            one.settings(request.settings, request.given),
            one.folder or "",
        )


@dataclass(frozen=True, slots=True)
class _Opener:
    """Opens repositories, until `until` is left."""

    reach: Access
    kept: Shelf
    until: ExitStack

    def __call__(self, name: str, settings: Settings, folder: str) -> Repository:
        from commitbrief.pipeline import load_tools
        from commitbrief.site.build import Repository
        from commitbrief.sources import RepositorySource, open_source

        source = self.until.enter_context(open_source(name, settings, standard_input, self.reach))
        if not isinstance(source, RepositorySource):
            raise SourceError(
                f"{name}: a site needs a history: name a folder or owner/name, and leave out --api"
            )
        return Repository(source, settings, load_tools(settings, self.kept), folder)
