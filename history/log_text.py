"""Reads what `git log -p` and `git show` print before a diff, in any of git's own formats and whatever the reader's
configuration adds: signatures, notes, short ids, other dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_tz

from history.decoding import decode
from history.objects import moment
from history.records import UNDATED

# `--left-right`, `--boundary` and `--cherry-mark` put a sign before the id, `--source` a name behind it.
COMMIT = re.compile(
    rb"^commit (?:[-<>=+^] )?([0-9a-f]{4,64})(?: (?:[0-9a-f]{4,64} ?)+)?(?:\t[^ \t]+)?(?: \(.*\))?\s*$"
)
ONELINE = re.compile(rb"^([0-9a-f]{7,64}) (?:\([^()]{1,300}\) )?(\S.*)$")
_FIELD = re.compile(r"(Author|AuthorDate|Commit|CommitDate|Date|author|committer|encoding):? +(.*)")
_RAW_PERSON = re.compile(r"(.*<[^<>]*>) (-?\d{1,15}) ([+-]\d{4})$")
_SECONDS = re.compile(r"(-?\d{1,15})(?: ([+-])(\d\d)(\d\d))?$")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d))? ?(Z|[+-]\d\d:?\d\d)?$")
_LONGEST_DATE = 100


@dataclass(frozen=True, slots=True)
class LogEntry:
    """The head of one commit. `people` and `dates` are as written, "" where nothing is; `rest` is where it ends."""

    sha: str
    author: str
    committer: str
    authored: datetime
    committed: datetime
    message: str
    encoding: str | None
    rest: int


def read_entry(lines: Sequence[bytes]) -> LogEntry:
    """Read the head that begins with `commit <id>`."""
    found = COMMIT.match(lines[0])
    fields: dict[str, str] = {}
    at = 1
    while at < len(lines) and lines[at].strip() and not lines[at].startswith(b"diff --"):
        if match := _FIELD.match(decode(lines[at])):
            fields.setdefault(match[1], match[2].strip())
        at += 1
    words: list[bytes] = []
    while at < len(lines) and (not lines[at].strip() or lines[at].startswith(b"    ")):
        words.append(lines[at][4:])
        at += 1
    author, authored = _signed(fields, "author", "Author", "AuthorDate")
    committer, committed = _signed(fields, "committer", "Commit", "CommitDate")
    if authored == UNDATED and "Date" in fields:
        authored = read_date(fields["Date"])
    encoding = fields.get("encoding")
    message = decode(b"\n".join(words), encoding).strip("\n")
    return LogEntry(
        sha=found[1].decode("ascii") if found else "",
        author=author,
        committer=committer,
        authored=authored,
        committed=committed,
        message=f"{message}\n" if message else "",
        encoding=encoding,
        rest=at,
    )


def _signed(fields: dict[str, str], raw: str, name: str, date: str) -> tuple[str, datetime]:
    if match := _RAW_PERSON.match(fields.get(raw, "")):
        return match[1], read_date(f"{match[2]} {match[3]}")
    return fields.get(name, ""), read_date(fields.get(date, ""))


def read_date(text: str) -> datetime:
    """A date in any of the forms of `log.date` that tell one: git's own, ISO, RFC 2822, seconds, a day. `UNDATED` for
    what is told by the reader's clock (`3 days ago`) or in a form of their own."""
    text = text.strip()[:_LONGEST_DATE]
    try:
        if seconds := _SECONDS.match(text):
            return moment(int(seconds[1]), _minutes(*seconds.groups()[1:]))
        if iso := _ISO.match(text):
            zone = (iso[3] or "Z").replace("Z", "+00:00")
            local = datetime.fromisoformat(f"{iso[1]}T{iso[2] or '00:00:00'}+00:00")
            offset = _minutes(zone[0], zone[1:3], zone[-2:])
            return moment(int(local.timestamp()) - offset * 60, offset)
        parsed = parsedate_tz(text)
        if parsed is None or not any(character.isdigit() for character in text) or parsed[0] < 1000:
            return UNDATED
        year, month, day, hour, minute, second = parsed[:6]
        local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return UNDATED
    offset = (parsed[9] or 0) // 60
    return moment(int(local.timestamp()) - offset * 60, offset)


def _minutes(sign: str | None, hours: str | None, minutes: str | None) -> int:
    offset = int(hours or 0) * 60 + int(minutes or 0)
    return -offset if sign == "-" else offset
