"""A report in the summary of a job: a file that GitHub shows, up to 1 MiB."""

from __future__ import annotations

from pathlib import Path

from commitbrief.output import write_whole
from commitbrief.publish.entry import Entry
from commitbrief.publish.errors import PublishError
from commitbrief.publish.pages import parts
from commitbrief.publish.steps import Published, Step, Verb
from history.foreign import read_bytes

LARGEST = 1 << 20  # bytes
MARGIN = 500  # bytes for the note that something is left out


def publish_summary(path: Path, entry: Entry, *, dry_run: bool) -> Published:
    """Add the report to the summary, or put it in the place of its earlier state.

    What does not fit is left out section by section, and counted. Raises `PublishError` where the file
    cannot be read.
    """
    try:
        before = read_bytes(path).decode("utf8", "replace") if path.exists() else ""
    except OSError as error:
        raise PublishError(f"cannot read the summary: {error.strerror}") from error
    start, end = f"{entry.mark}begins -->\n", f"{entry.mark}ends -->\n"
    head, begun, rest = before.partition(start)
    _, ended, tail = rest.partition(end)
    if not (begun and ended):
        head, tail = before, ""
    around = len((head + start + end + tail).encode())
    after = f"{head}{start}{_fitting(entry.text, LARGEST - around)}{end}{tail}"
    verb = Verb.KEEP if after == before else Verb.UPDATE if begun else Verb.CREATE
    if verb is not Verb.KEEP and not dry_run:
        write_whole(path, after)
    return Published((Step(verb, f"summary of {entry.title}"),))


def _fitting(text: str, room: int) -> str:
    text = f"{text.rstrip()}\n"
    if len(text.encode()) <= room:
        return text
    kept, used, all_parts = "", 0, parts(text)
    for number, part in enumerate(all_parts):
        used += len(part.encode())
        if used > room - MARGIN:
            left = len(all_parts) - number
            return f"{kept.rstrip()}\n\n> 余下 {left} 节放不下，见报告文件。{left} more sections are in the report's file.\n"
        kept += part
    return kept
