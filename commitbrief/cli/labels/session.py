"""The session of `labels annotate`: one commit after the other, one key for each answer."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from classifier.labels.records import Label, Skip
from commitbrief.cli.io import printable, write_out
from history.briefs import Importance

if TYPE_CHECKING:
    from commitbrief.learning.annotation import Desk, Sheet
    from commitbrief.learning.answer_file import AnswerFile
    from history.records import FileChange
    from report.sentences import Language

LEVELS = {"h": Importance.HIGH, "m": Importance.MEDIUM, "l": Importance.LOW}
COLOURS = {Importance.HIGH: "red", Importance.MEDIUM: "yellow", Importance.LOW: "green"}
MOST_FILES = 12
BAR = 30  # characters of the longest bar of a diffstat
MOST_DIFF_LINES = 20_000
ASK = "[h]igh [m]edium [l]ow   [d]iff [s]kip [u]ndo [?] [q]uit: "
HELP = """\
    h  high: users are told of something breaking, removed, deprecated or new, or of a security fix
    m  medium: users are told of a correction or improvement that they can notice
    l  low: users are not told: internal, tests, documentation, tooling, trivial
    d  show the whole message and the diff
    s  skip: you cannot say; you will not be asked again
    u  undo: take the latest answer of this session back
    q  quit: every answer is written already
"""


class Session:
    """Asks about the commits of a queue, until they are answered or the annotator leaves."""

    def __init__(self, desk: Desk, answers: AnswerFile, source: str, language: Language) -> None:
        self._desk = desk
        self._answers = answers
        self._source = source
        self._language = language

    def run(self, queue: Sequence[str]) -> None:
        """Ask, in the order of the queue. Ends at its end, at `q`, or where the keyboard is closed."""
        place, answered = 0, 0
        while place < len(queue):
            sheet = self._desk.sheet(queue[place], self._language)
            _show(_header(place + 1, len(queue), self._answers.entries))
            _show("".join(_sheet_lines(sheet)))
            step = self._ask(sheet, first=not answered)
            if step == 0:
                break
            place += step
            answered += step
        self._farewell(answered, done=place == len(queue))

    def _ask(self, sheet: Sheet, *, first: bool) -> int:
        """Ask about one commit. How many commits to go on by: 1, -1 to go back, 0 to leave."""
        while True:
            _show(ASK)
            key = _key()
            _show(f"{printable(key) or 'q'}\n")
            if key in LEVELS:
                sha, level = sheet.commit.sha, LEVELS[key]
                self._answers.append(Label(sha, level, self._source, self._desk.name, at=_moment()))
                _show(click.style(f"    {sha[:8]} is {level}\n", fg=COLOURS[level]))
                return 1
            if key == "s":
                self._answers.append(Skip(sheet.commit.sha, self._source, self._desk.name, _moment()))
                return 1
            if key in ("q", ""):
                return 0
            if key == "u" and not first:
                self._answers.take_back()
                return -1
            self._other(key, sheet)

    def _other(self, key: str, sheet: Sheet) -> None:
        if key == "d":
            click.echo_via_pager(_diff_lines(sheet))
        elif key == "u":
            _show("    nothing of this session to take back\n")
        else:
            _show(HELP)

    def _farewell(self, answered: int, *, done: bool) -> None:
        left = "no commits left to ask about; " if done else ""
        _show(f"{left}{answered} answers of this session, {_balance(self._answers.entries)} in the file\n")


def _key() -> str:
    """The next key, "" where there are no more. What was typed before the question was put is not an answer."""
    try:
        if sys.stdin.isatty():
            return click.getchar()[:1].lower()
        return next((c for c in (sys.stdin.readline() or "q") if not c.isspace()), "?").lower()
    except EOFError:
        return ""


def _moment() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _show(text: str) -> None:
    write_out(text if sys.stdout.isatty() else click.unstyle(text))


def _header(number: int, total: int, entries: Sequence[Label | Skip]) -> str:
    return click.style(f"\n── {number} of {total} · in the file: {_balance(entries)}\n", dim=True)


def _balance(entries: Sequence[Label | Skip]) -> str:
    counts = Counter(entry.level for entry in entries if isinstance(entry, Label))
    return ", ".join(f"{counts[level]} {level}" for level in LEVELS.values())


def _sheet_lines(sheet: Sheet) -> Iterator[str]:
    commit = sheet.commit
    width = shutil.get_terminal_size().columns
    day = f"{commit.authored:%Y-%m-%d}"
    yield f"{click.style(printable(commit.subject) or '(no subject)', bold=True)}\n"
    yield _cut(f"{commit.sha[:10]} · {day} · {commit.author.name} · {sheet.types}", width)
    for words in sheet.said:
        yield _cut(f"  • {words}", 2 * width)
    yield from _stat_lines(commit.files, width)


def _stat_lines(files: Sequence[FileChange], width: int) -> Iterator[str]:
    shown = sorted(files, key=lambda change: (-change.churn, change.path))[:MOST_FILES]
    most = max([change.churn for change in shown], default=0)
    for change in shown:
        scale = min(1.0, BAR / most) if most else 0.0
        plus, minus = (-(-int(count * scale * 100) // 100) for count in (change.added, change.removed))
        bar = click.style("+" * plus, fg="green") + click.style("-" * minus, fg="red")
        path = printable(change.path)
        room = max(width - BAR - 12, 20)
        name = path if len(path) <= room else f"…{path[1 - room :]}"
        yield f"  {name:<{min(room, 60)}} {'binary' if change.binary else change.churn:>6} {bar}\n"
    if len(files) > len(shown):
        yield f"  and {len(files) - len(shown)} more files\n"
    added, removed = sum(change.added for change in files), sum(change.removed for change in files)
    yield f"  {len(files)} files, {added} lines added, {removed} removed\n"


def _cut(text: str, width: int) -> str:
    line = printable(text.replace("\n", " "))
    return f"{line if len(line) <= width else line[: width - 1] + '…'}\n"


def _diff_lines(sheet: Sheet) -> Iterator[str]:
    """The message and the diff, with nothing in them that could drive the terminal."""
    commit = sheet.commit
    yield click.style(f"commit {commit.sha}\n", fg="yellow")
    yield f"Author: {printable(f'{commit.author.name} <{commit.author.email}>')}\nDate:   {commit.authored:%Y-%m-%d %H:%M %z}\n\n"
    for line in commit.message.rstrip().split("\n"):
        yield f"    {printable(line)}\n"
    left = MOST_DIFF_LINES
    for change in commit.files:
        yield click.style(f"\n{change.status.value} {printable(change.path)}\n", bold=True)
        if change.binary or change.gap:
            yield f"    ({change.gap.reason.value if change.gap else 'binary'})\n"
        for hunk in change.hunks:
            yield click.style(
                f"@@ -{hunk.old_start} +{hunk.new_start} @@ {printable(hunk.heading)}\n", fg="cyan"
            )
            for line in hunk.lines[:left]:
                colour = {"+": "green", "-": "red"}.get(line[:1])
                yield click.style(printable(line.replace("\t", "    ")), fg=colour) + "\n"
            left -= len(hunk.lines)
            if left <= 0:
                yield "    … the rest is left out\n"
                return
