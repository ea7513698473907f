"""The options that commands share, each defined once, and the request that they add up to.

A command takes the groups of options that mean something to it and receives one `Request`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from commitbrief.cli.io import say
from commitbrief.cli.when import When, span
from commitbrief.config.choices import Bots, FailOn, Format, ImportanceBy, Layout
from history.briefs import ChangeType, Importance
from report.sentences import Language

if TYPE_CHECKING:
    from commitbrief.config.settings import ConfigFile, Settings

Function = Callable[..., object]
Option = Callable[[Function], Function]
PROBABILITY = click.FloatRange(0, 1)
COMMON_NAMES = ("config", "quiet", "verbose")


# What people write in the titles of commits, and what it is called here.
ALIASES = {
    "feat": ChangeType.FEATURE,
    "bugfix": ChangeType.FIX,
    "perf": ChangeType.PERFORMANCE,
    "doc": ChangeType.DOCS,
    "tests": ChangeType.TEST,
}


def _types(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(ALIASES.get(name, name) for name in given)


def _zones(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    from zoneinfo import available_timezones

    return sorted(one for one in available_timezones() if one.lower().startswith(begun.lower()))


def _rules(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """What a gate finds things by: its kinds, and the rules that speak of breaks."""
    from classifier.rulebook import load_rules
    from commitbrief.resources import rules_folder

    names = [*(kind.value for kind in FailOn), *sorted(load_rules(rules_folder()).breaking)]
    return [name for name in names if name.startswith(begun)]


def source_or_range(context: click.Context, option: click.Parameter, begun: str) -> list[CompletionItem]:
    """What may stand where a report is made of something: a range or revision here, a folder or a file."""
    names = revisions(context, option, begun)
    return [*map(CompletionItem, names), CompletionItem(begun, type="file")]


def revisions(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """Branches and tags of the repository around, also behind the dots of a range."""
    from history.errors import HistoryError
    from history.git import Git

    before, dots, last = begun.rpartition("..")
    try:
        with Git(Path.cwd()) as git:
            listed = git.ask("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags")
    except HistoryError:
        return []
    names = listed.stdout.decode("utf8", "replace").split("\n")
    return [f"{before}{dots}{name}" for name in names if name and name.startswith(last)]


def _choice(enum: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([member.value for member in enum])


def _flag(name: str, text: str) -> Option:
    return click.option(name, is_flag=True, default=None, help=text)


SINCE: Option = click.option("--since", metavar="DAY", help="First day of a range, included.")
UNTIL: Option = click.option(
    "--until", metavar="DAY", help="Last day of a range, included.  [default: today]"
)
SPANNING: tuple[Option, ...] = (
    SINCE,
    UNTIL,
    click.option(
        "--range", metavar="A..B", shell_complete=revisions, help="Revisions or tags: in B and not in A."
    ),
)
CHOOSING: tuple[Option, ...] = (
    click.option(
        "--date", metavar="DAY", help="One day: 2026-01-23, today or yesterday.  [default: yesterday]"
    ),
    *SPANNING,
    click.option("--last", metavar="SPAN", type=span, help="The days up to the newest commit: 7, 3d, 2w."),
    _flag("--since-last-tag", "Everything after the most recent tag."),
    _flag("--all", "The whole history."),
)
SELECTING: tuple[Option, ...] = (
    click.option(
        "--tz",
        metavar="ZONE",
        shell_complete=_zones,
        help="IANA time zone in which days begin and end.  [default: UTC]",
    ),
    _flag("--first-parent", "Main-line history only, merges against their first parent."),
    click.option(
        "--include", metavar="GLOB", multiple=True, help="Only files that match (gitignore pattern)."
    ),
    click.option("--exclude", metavar="GLOB", multiple=True, help="No files that match (gitignore pattern)."),
    click.option("--author", metavar="PATTERN", multiple=True, help="Only authors of this name or address."),
    click.option(
        "--type",
        type=click.Choice([*(one.value for one in ChangeType), *ALIASES]),
        metavar=f"[{'|'.join(ChangeType)}]",
        multiple=True,
        callback=_types,
        help="Only commits of this change type; feat, perf and the like are understood.",
    ),
    click.option("--level", type=_choice(Importance), multiple=True, help="Only commits of this level."),
)
MODEL: Option = click.option(
    "--model", metavar="FILE", type=click.Path(path_type=Path), help="A model instead of ours."
)
JUDGING: tuple[Option, ...] = (
    click.option("--importance", type=_choice(ImportanceBy), help="Who judges importance.  [default: model]"),
    MODEL,
    click.option(
        "--adapted-to",
        metavar="REV",
        shell_complete=revisions,
        help="Learn from the repository's own record up to REV (see adapt).",
    ),
    click.option(
        "--high-from",
        metavar="P",
        type=PROBABILITY,
        help="High from this probability on.  [default: the model's]",
    ),
    click.option(
        "--medium-from",
        metavar="P",
        type=PROBABILITY,
        help="Medium from this probability of more than low on.  [default: the model's]",
    ),
    click.option(
        "--rules",
        metavar="DIR",
        type=click.Path(path_type=Path),
        multiple=True,
        help="A folder of more rules.",
    ),
    _flag("--ignore-declared", "Predict even where the maintainers declared the weight."),
)

LANG: Option = click.option(
    "--lang",
    type=_choice(Language),
    help="Language of what is written.  [default: your locale's where it is shown, zh in files]",
)
WRITING: tuple[Option, ...] = (
    click.option("--bots", type=_choice(Bots), help="Commits by programs.  [default: collapse]"),
    LANG,
    click.option("--format", type=_choice(Format), help="What to write.  [default: md]"),
    click.option("--layout", type=_choice(Layout), help="How it is laid out.  [default: day]"),
    click.option(
        "--output",
        "-o",
        metavar="PATH",
        help="A folder, a file, or -.  [default: report shows it, watch writes to reports]",
    ),
    click.option("--remote-url", metavar="URL", help="Link to this host instead of the remote's."),
)
FINDINGS: Option = click.option(
    "--findings",
    metavar="TARGET",
    multiple=True,
    help="Write what --fail-on found: FILE.sarif, FILE.xml (JUnit), or github, for annotations.",
)
GATING: tuple[Option, ...] = (
    click.option(
        "--fail-on",
        type=_choice(FailOn),
        multiple=True,
        help="Exit with 1 if a commit is of this kind, or could not be read whole.",
    ),
    click.option(
        "--allow",
        metavar="TEXT",
        multiple=True,
        shell_complete=_rules,
        help="What is known and passes: '<kind or rule> <name>: reason'.",
    ),
)
REACHING: tuple[Option, ...] = (
    _flag("--api", "Read GitHub through its interface, without a clone."),
    _flag("--offline", "Reach no other machine: use the clones that are here."),
    click.option(
        "--cache-dir",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Where clones and what was made of commits are kept.  [default: the system's cache]",
    ),
    click.option(
        "--token-host",
        metavar="HOST",
        multiple=True,
        help="A host of yours that GH_ENTERPRISE_TOKEN is for, as GH_HOST.",
    ),
)
KEEPING: Option = _flag("--no-cache", "Make everything anew, and keep nothing of it.")
ASKING: tuple[Option, ...] = (
    _flag("--pulls", "Ask GitHub about a folder's pull requests, too.  [default: only for owner/name]"),
)
JOBS: Option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=0),
    help="Processes to use.  [default: one per core]",
)
RUNNING: tuple[Option, ...] = (JOBS,)
DRY_RUN: Option = click.option("--dry-run", is_flag=True, help="Say what would happen, and do nothing.")
STORE: Option = click.option(
    "--store",
    "place",
    metavar="DB",
    type=click.Path(path_type=Path),
    default=Path("commitbrief.sqlite"),
    show_default=True,
    help="The SQLite file that results are kept in.",
)
TO: Option = click.option(
    "--file",
    "to",
    metavar="FILE",
    default="-",
    show_default=True,
    help="The file to write; - is standard output.",
)
COMMON: tuple[Option, ...] = (
    click.option(
        "--config",
        metavar="FILE",
        envvar="COMMITBRIEF_CONFIG",
        type=click.Path(path_type=Path),
        help="Configuration.  [default: the nearest]",
    ),
    _flag("--quiet", "Say nothing but errors."),
    _flag("--verbose", "Say what is read and decided."),
)


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for, checked: the settings in force and the commits meant."""

    settings: Settings
    when: When
    config: ConfigFile | None = None  # the configuration in force
    quiet: bool = False
    verbose: bool = False
    given: frozenset[str] = frozenset()  # the settings that the command line gave: nothing comes before them


def requesting(*groups: tuple[Option, ...]) -> Option:
    """Add groups of options (and the common ones) to a command, which receives them as `request`."""

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def command(**given: object) -> object:
            from commitbrief.config.settings import Settings

            shared = {*Settings.model_fields, *(field.name for field in fields(When)), *COMMON_NAMES}
            own = {name: value for name, value in given.items() if name not in shared}
            return function(request=_request({n: v for n, v in given.items() if n in shared}), **own)

        decorated: Function = command
        for option in reversed([option for group in (*groups, COMMON) for option in group]):
            decorated = option(decorated)
        return decorated

    return decorate


def _request(given: dict[str, Any]) -> Request:
    from commitbrief.config.settings import Settings, find_config, read_config, settings_from

    path = given.get("config")
    config = replace(read_config(path), named=True) if path else find_config(Path.cwd())
    settings = {n: v for n, v in given.items() if n in Settings.model_fields and v not in (None, ())}
    when = {field.name: given[field.name] for field in fields(When) if given.get(field.name) is not None}
    if given.get("verbose"):
        say(f"configuration: {config.path or 'no file, the defaults'}")
    return Request(
        settings=settings_from(config, settings),
        when=When(**when),
        config=config,
        quiet=bool(given.get("quiet")),
        verbose=bool(given.get("verbose")),
        given=frozenset(settings),
    )
