"""`commitbrief labels import`: labels that somebody wrote in a table or on pull requests."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import counted, say
from commitbrief.cli.labelled import CLONE
from commitbrief.cli.labels.files import FILE, INTO, label_text, save_labels, say_problems
from commitbrief.exits import Exit
from history.briefs import Importance
from history.foreign import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from classifier.labels.importing import Imported, KnownIds, Origin, Row
    from classifier.labels.pulls import Pull

SKIPPED = {
    "no-pull-request": "are no pull requests",
    "not-merged": "were not merged",
    "label-says-skip": "have a label of the mapping's `skip`",
    "no-label-with-a-level": "have no label that the mapping gives a level",
    "commit-not-found": "do not name their merge commit, and no commit of the clone names them",
}
MOST_UNKNOWN = 12


@click.command("import", short_help="Take over labels from a table, or from labels of pull requests.")
@click.argument("table", type=FILE)
@INTO
@CLONE
@click.option(
    "--github-labels",
    metavar="MAPPING",
    type=FILE,
    help="TABLE is an export of pull requests; what their labels mean, over our own mapping.",
)
@click.option(
    "--repository", metavar="OWNER/NAME", help="Whose commits they are.  [default: the clone's name]"
)
@click.option(
    "--word",
    "words",
    metavar="WORD=LEVEL",
    multiple=True,
    help="What a word of the table means, such as P1=high; may be repeated.",
)
@click.option("--partial", is_flag=True, help="Import what is sound, and name the rest.")
def command(  # noqa: PLR0913 - click gives one parameter for each option
    *,
    table: Path,
    into: Path | None,
    clone: Path | None,
    github_labels: Path | None,
    repository: str | None,
    words: tuple[str, ...],
    partial: bool,
) -> Exit:
    """Take over labels from TABLE.

    TABLE is CSV (comma, semicolon or tab) or JSON Lines with a commit id (or, with --clone, the number of a pull
    request) and a level in each line, or an export of
    pull requests (`gh pr list --state merged --limit 5000 --json number,labels,mergeCommit`). If a line cannot be
    read, names an unknown commit, or contradicts another, all such lines are named and nothing is written.
    """
    from classifier.labels.importing import Meaning, added_to, labels_of, names_pulls
    from classifier.labels.records import Label, LabelError, parse_entries

    before = label_text(into) if into else ""
    known = [entry for entry in parse_entries(before, str(into)) if isinstance(entry, Label)]
    rows, origin, ids = _read(table, clone, github_labels, repository)
    merged = _merged_by_number(clone) if clone and names_pulls(rows) else {}
    imported = labels_of(rows, origin, ids, Meaning(_meant(words), merged))
    new = added_to(known, imported)
    _account(imported, len(new))
    if imported.problems and not partial:
        raise LabelError(
            f"{table}: {len(imported.problems)} problems, nothing written: mend them, or use --partial"
        )
    if not new and not imported.labels:
        raise LabelError(f"{table}: no labels in it")
    save_labels(new, into, after=before)
    return Exit.FINDINGS if imported.problems else Exit.OK


def _meant(words: Sequence[str]) -> dict[str, Importance]:
    """The words that the user gives a level. Raises `BadParameter`."""
    meant = {}
    for one in words:
        word, equals, level = one.rpartition("=")
        if not equals or not word or level not in set(Importance):
            raise click.BadParameter(f"{one!r} is not WORD=high, =medium or =low", param_hint="--word")
        meant[word.strip().lower()] = Importance(level)
    return meant


def _read(
    table: Path, clone: Path | None, mapping: Path | None, repository: str | None
) -> tuple[list[Row], Origin, KnownIds | None]:
    from classifier.labels.importing import (
        IMPORT,
        Origin,
        records_of,
        rows_of_csv,
        rows_of_records,
        text_of,
    )
    from classifier.labels.pulls import PULL_REQUEST, is_export
    from classifier.labels.records import LabelError

    ids, name = _commits_of(clone) if clone else (None, "")
    try:
        text = text_of(read_bytes(table), str(table))
        records = records_of(text)
        pulls = mapping is not None or is_export(records or [])
        if pulls:
            rows = _pull_rows(records or [], mapping, clone)
        else:
            rows = list(rows_of_csv(text) if records is None else rows_of_records(records))
    except OSError as error:
        raise LabelError(f"{table}: cannot be read ({error.strerror})") from error
    except LabelError as error:
        raise LabelError(f"{table}: {error}") from error
    source = PULL_REQUEST if pulls else IMPORT
    return rows, Origin(source, repository or name, _moment()), ids


def _moment() -> str:
    from datetime import UTC, datetime

    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _commits_of(clone: Path) -> tuple[KnownIds, str]:
    from classifier.labels.importing import KnownIds
    from history.repository import LocalRepository
    from history.selection import Everything

    with LocalRepository.open(clone) as repository:
        return KnownIds(repository.choose(Everything()).shas), repository.record.name


def _pull_rows(records: Sequence[tuple[str, object]], mapping: Path | None, clone: Path | None) -> list[Row]:
    from classifier.labels.levels import load_levels
    from classifier.labels.pulls import read_pulls, rows_of_pulls
    from commitbrief.resources import training_data_folder

    levels = load_levels(training_data_folder() / "levels.toml", mapping)
    skipped: Counter[str] = Counter()
    pulls = read_pulls(records, skipped)
    told = rows_of_pulls(pulls, levels.pulls, _merged_by(pulls, clone))
    skipped.update(told.skipped)
    say(f"{len(records)} pull requests: {len(told.rows)} have a level")
    for reason, number in sorted(skipped.items(), key=lambda item: (-item[1], item[0])):
        say(f"    {number:6} skipped: {SKIPPED[reason]}")
    if told.unknown:
        named = sorted(told.unknown.items(), key=lambda item: (-item[1], item[0]))[:MOST_UNKNOWN]
        say("    labels without a level: " + ", ".join(f"{label} ({number})" for label, number in named))
    return told.rows


def _merged_by(pulls: Sequence[Pull], clone: Path | None) -> dict[int, str]:
    """The main line's commits by pull request number, where the export does not name them."""
    if clone is None or all(pull.commit for pull in pulls):
        return {}
    return _merged_by_number(clone)


def _merged_by_number(clone: Path) -> dict[int, str]:
    from classifier.labels.changelogs import pull_request
    from history.outline import Outline
    from history.selection import Everything

    with Outline(clone) as outline:
        numbered = {pull_request(commit.subject): commit.sha for commit in outline.commits(Everything())}
    return {number: sha for number, sha in numbered.items() if number is not None}


def _account(imported: Imported, new: int) -> None:
    counts = Counter(label.level.value for label in imported.labels)
    balance = ", ".join(f"{counts[level]} {level}" for level in ("low", "medium", "high"))
    old = len(imported.labels) - new
    say(
        f"{counted(len(imported.labels), 'label')} read: {balance}"
        + (f"; {old} in the file already" if old else "")
    )
    if imported.problems:
        say(f"{counted(len(imported.problems), 'problem')}:")
        say_problems(imported.problems)
    if imported.unknown:
        from classifier.labels.importing import proposed

        guessed = proposed(imported.unknown)
        options = " ".join(f"--word {word}={level}" for word, level in sorted(guessed.items()))
        if options:
            say(f"likely meant, if you agree: {options}")
