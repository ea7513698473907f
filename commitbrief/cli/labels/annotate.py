"""`commitbrief labels annotate`: a person says, at a terminal, how much commits matter."""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

import click

from commitbrief.cli.io import progress, say
from commitbrief.cli.labels.files import FILE, NEW_FILE
from commitbrief.cli.options import LANG, MODEL, Request, requesting
from commitbrief.cli.screen import spoken
from commitbrief.errors import ConfigError

NEWEST = 500


@click.command("annotate", short_help="Give labels at the terminal, the most instructive commits first.")
@click.argument("repository", default=".", type=click.Path(path_type=Path))
@click.option(
    "--answers",
    metavar="FILE",
    type=NEW_FILE,
    required=True,
    help="The label file, added to answer by answer.",
)
@click.option("--annotator", metavar="NAME", help="Who answers.  [default: the user's name]")
@click.option(
    "--newest",
    metavar="N",
    type=click.IntRange(min=1),
    default=NEWEST,
    show_default=True,
    help="Choose among the newest commits of the main line.",
)
@click.option("--among", metavar="FILE", type=FILE, help="Ask about the commits of this label file.")
@MODEL
@LANG
@requesting()
def command(  # noqa: PLR0913 - click gives one parameter for each option
    *,
    request: Request,
    repository: Path,
    answers: Path,
    annotator: str | None,
    newest: int,
    among: Path | None,
) -> None:
    """Show commits of REPOSITORY one by one and ask for high, medium or low.

    The commits come first from whose labels the model would learn most, with a mix of kinds; what the model thinks
    is not shown. Every answer is on the disk before the next question, so a session can be left at any time and
    goes on where it was.
    """
    from commitbrief.cli.labels.session import Session
    from commitbrief.config.choices import ImportanceBy
    from commitbrief.learning.annotation import open_desk
    from commitbrief.learning.answer_file import AnswerFile
    from commitbrief.pipeline import load_tools

    source = f"annotator:{_name(annotator)}"
    chosen = {"importance": ImportanceBy.MODEL, "ignore_declared": True}
    settings = request.settings.model_copy(update=chosen)
    tools = load_tools(settings)
    opened, desk = open_desk(repository, tools.book, tools.judge)
    with closing(opened), AnswerFile(answers) as file:
        if file.torn:
            say(f"{answers}: the last line was not finished when an earlier session ended; it is cut off")
        if among is None:
            known = {entry.sha for entry in file.entries}
            queue = desk.newest(
                newest, known, lambda items: progress(items, label="commits read", quiet=request.quiet)
            )
        else:
            queue = _among(among, desk.complete, [e.sha for e in file.entries if e.source == source])
        Session(desk, file, source, spoken(request).settings.lang).run(queue)


def _among(listed: Path, complete: Callable[[Collection[str]], frozenset[str]], own: list[str]) -> list[str]:
    """The commits of a label file, in its order, without those that the annotator has answered."""
    from classifier.labels.records import LabelError, read_entries

    shas = list(dict.fromkeys(entry.sha for entry in read_entries(listed)))
    answered = complete(own)
    full = [next(iter(complete([sha])), "") for sha in shas]
    if missing := [sha[:10] for sha, known in zip(shas, full, strict=True) if not known]:
        raise LabelError(
            f"{listed}: {len(missing)} commits are not on the main line here: {', '.join(missing[:3])}"
        )
    return [sha for sha in full if sha not in answered]


def _name(given: str | None) -> str:
    """Who answers, fit for one word of a label file."""
    name = re.sub(r"[^\w.@-]+", "-", given if given is not None else getpass.getuser()).strip("-")
    if not name:
        raise ConfigError("--annotator names nobody: give a name or address")
    return name
