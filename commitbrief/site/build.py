"""A build: repositories are read, days are worded, pages are laid out and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from classifier.together import Belonging, Change, gathered
from commitbrief.config.settings import Settings
from commitbrief.errors import ConfigError
from commitbrief.output import safe
from commitbrief.pipeline import Tools
from commitbrief.site.charts import charts_of
from commitbrief.site.days import pages_of
from commitbrief.site.folder import SiteFolder
from commitbrief.sources import RepositorySource
from commitbrief.version import __version__
from report.links import Links
from report.render import made_by, site_files
from report.sentences import Catalogue, Language
from report.site.compose import site
from report.site.entry import Entry
from report.site.making import ASSETS, Followed, Making, Shipped

FIRST_DAYS = 90  # that a new site begins with


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository to show, with the settings of its reports. `folder` tells two of one name apart."""

    source: RepositorySource
    settings: Settings
    tools: Tools
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be built: the languages, the first of them in the folder itself; the first and last day, `None` for
    what the site was begun with, or for the newest; the address that the site will have, "" for none."""

    languages: tuple[Language, ...]
    since: date | None = None
    until: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to, in files."""

    written: int
    removed: int
    days: int


def build(
    plan: Plan, repositories: Sequence[Repository], folder: SiteFolder, tell: Callable[[str], None]
) -> Built:
    """Build the site. Raises `HistoryError` where a repository cannot be read, `OutputError` where nothing can be
    written; then the old site is as it was."""
    since = plan.since or (date.fromisoformat(folder.since) if folder.since else None)
    since = since or min((_newest(one) for one in repositories), default=date.max) - timedelta(
        days=FIRST_DAYS - 1
    )
    folders = [
        (language, f"{language.value}/" if place else "") for place, language in enumerate(plan.languages)
    ]
    days = 0
    for language, own in folders:
        followed = []
        for one in repositories:
            made = _followed(one, language, (since, plan.until), tell)
            for name, content in made.pictures:
                folder.put(f"{own}{made.shown.folder}/{name}", content)
            days += len(made.shown.days)
            followed.append(made.shown)
        shown = _distinct(followed)
        making = Making(
            language,
            own,
            tuple(folders) if len(folders) > 1 else (),
            plan.url,
            made_by(language.value, __version__),
            _gather,
        )
        for path, text in site(making, shown):
            folder.put(f"{own}{path}", text.encode("utf8", "replace"))
    for name, text in site_files():
        folder.put(f"{ASSETS}/{name}", text.encode("utf8"))
    written, removed = folder.finish(since.isoformat())
    return Built(written, removed, days)


@dataclass(frozen=True, slots=True)
class _Made:
    shown: Followed
    pictures: tuple[tuple[str, bytes], ...]


def _followed(
    one: Repository, language: Language, span: tuple[date, date | None], tell: Callable[[str], None]
) -> _Made:
    source = one.source
    settings = one.settings.model_copy(update={"lang": language})
    days = source.days(*span)
    name = source.record.name
    pages = pages_of(
        source,
        days,
        settings,
        one.tools,
        lambda left: tell(f"{name}: {left} {'day' if left == 1 else 'days'} to write"),
    )
    address = "/".join(safe(part) for part in (one.folder or name).split("/") if part)
    charts, pictures = charts_of(pages, Catalogue.load(language), one.tools.shelf)
    return _Made(
        Followed(
            name=name,
            url=_web(source),
            folder=f"r/{address}",
            days=pages,
            releases=tuple(_releases(source, settings.tz)),
            charts=charts,
        ),
        pictures,
    )


def _web(source: RepositorySource) -> str:
    return Links(source.record.web).base or ""


def _newest(one: Repository) -> date:
    return one.source.newest_day()


def _releases(source: RepositorySource, zone: str) -> Iterator[Shipped]:
    """Newest first; their files are told apart from those of days."""
    taken: set[str] = set()
    for one in reversed(source.releases()):
        file = f"release-{safe(one.name)}"
        while file.casefold() in taken:
            file += "-"
        taken.add(file.casefold())
        day = f"{one.released.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
        yield Shipped(one.name, file, day, one.commits, one.also)


def _distinct(followed: Iterable[Followed]) -> list[Followed]:
    """In the order of their names. Raises `ConfigError` where two would be written over one another."""
    taken: dict[str, str] = {}
    for one in followed:
        if one.folder in taken:
            raise ConfigError(
                f"two repositories are called {one.name}: give one of them a folder of its own in [[watch]]"
            )
        taken[one.folder] = one.name
    return sorted(followed, key=lambda one: (one.name.casefold(), one.name))


def _gather(entries: Sequence[Entry]) -> tuple[Sequence[Sequence[int]], Sequence[int]]:
    found = gathered(
        [
            Change(one.sha, Belonging(one.marks.pull, one.marks.follows, one.marks.series), one.marks.reverts)
            for one in entries
        ]
    )
    return found.groups, found.undone
