"""Reads commits from text: `git format-patch` mail, mboxes, `git show` and `git log -p`, bare diffs.

What the text does not say is empty: a bare diff has no sha, no people and the time `UNDATED`; mail names
one person and one time, which stand for author and committer.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parseaddr
from typing import BinaryIO

from history.decoding import decode
from history.errors import HistoryError
from history.log_text import COMMIT, ONELINE, read_date, read_entry
from history.options import Limits
from history.patch_input import lines_of
from history.patch_text import bounded_diff, end_of_file, starts_diff
from history.records import UNDATED, Commit, Person

__all__ = ["UNDATED", "read_patches"]

_NOBODY = Person("", "")
_FROM = re.compile(rb"^From (?:([0-9a-f]{40,64}) |\S+ +.*\d\d:\d\d.*\d{4})")
_HEADER_LINE = re.compile(rb"^[A-Za-z][A-Za-z0-9-]*:(?: |\t|\r?$)")
_LOG_LINE = re.compile(rb"^(?:Author|Merge|tree|AuthorDate|Commit):? ")
# What stands between a commit's id and its author where `log.showSignature` is set.
_SIGNATURE = re.compile(
    rb"^(?:gpg|gpgsm|error|warning|fatal|sig|Good |Bad |No |Could |Unable |Primary |Subkey |  |\\S+:)"
)
# What programs write between the diffs of one patch.
_BETWEEN = re.compile(
    rb"^(?:Index: |=+$|Only in |diff |Common |Binary |File |Files |Property changes|Submodule |Added: |Modified: |Deleted: |\\* Unmerged|-- ?$|\\d+\\.\\d+|#|___|GIT binary|literal |delta |[A-Za-z][^ ]{4,}$|$)"
)
_REFERENCE = re.compile(r"\((.*), (\d{4}-\d\d-\d\d)\)$")  # of `--format=reference`
_IN_BODY = re.compile(r"^(From|Date|Subject): (.*)$")
_BRACKET = re.compile(r"\s*(?:re:\s*)*\[([^\]]*)\]\s*", re.IGNORECASE)
_PATCH_WORD = re.compile(r"\b(?:PATCH|RFC)\b", re.IGNORECASE)
_COVER = re.compile(r"\b0+/\d+$")
# Longer lines are no envelope, longer headers no name or date that a mail program would write; the library's
# parsers, and the search for a time, take quadratic time on hostile ones.
_LARGEST, _COST_OF_LINE = (
    400 << 20,
    48,
)  # bytes of memory: of one patch, and of each of its lines besides its own
_LONGEST_ENVELOPE, _LONGEST_HEADER, _LONGEST_ADDRESS = 300, 4096, 500
_LARGEST, _COST_OF_LINE = (
    400 << 20,
    48,
)  # bytes of memory: of one patch, and of each of its lines besides its own


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a patch says of itself before its diff."""

    sha: str = ""
    person: Person = _NOBODY
    date: datetime = UNDATED
    committer: Person | None = None
    committed: datetime | None = None
    message: str = ""
    charset: str | None = None
    cover: bool = False


def read_patches(stream: BinaryIO, limits: Limits | None = None) -> Iterator[Commit]:
    """The commits in a stream of patches, in its order. One patch is held in memory at a time.

    Raises `HistoryError` if there is nothing in it that is a patch, or if it tells commits in a form that is not
    known: these would become one."""
    found, latest = False, ""
    bounds = limits or Limits()
    for lines in _patches(lines_of(stream)):
        commit = _commit(lines, bounds)
        if commit and not (commit.sha and commit.sha == latest):  # `-m` tells a merge once for each parent
            found, latest = True, commit.sha
            yield commit
    if not found:
        raise HistoryError(
            "the input holds no patch: neither a diff nor a mail with one; make it with `git log -p`, without --graph "
            "and without a diff program of your own, or with `git format-patch --stdout`"
        )


def _patches(stream: Iterator[bytes]) -> Iterator[list[bytes]]:
    """The lines, without line feeds, of each patch."""
    lines: list[bytes] = []
    held: bytes | None = None  # a separator, if the line after it agrees
    in_log = in_oneline = in_words = False
    size = 0
    for raw in stream:
        line = raw.removesuffix(b"\n")
        size = size + len(line) + _COST_OF_LINE if lines else 0
        if size > _LARGEST:
            raise HistoryError(
                f"a patch of the input has {len(lines):,} lines and goes on, which is more than is held in memory: give it "
                "commit by commit, or name the repository"
            )
        if held is not None:
            if _confirms(held, line) or (in_log and held.startswith(b"commit ")):
                if lines:
                    yield lines
                lines = []
                in_log = held.startswith(b"commit ")
                in_oneline = in_oneline or bool(_is_oneline(held))
            lines.append(held)
            held = None
        if not lines:
            in_log, in_oneline = bool(COMMIT.match(line)), _is_oneline(line)
            in_words = bool(_HEADER_LINE.match(line))
        elif in_words or len(lines) == 1:
            # What somebody writes in a mail is no new commit, though it be the log of what was squashed.
            in_words = (in_words or bool(_envelope(lines[0]))) and not _ends_words(line)
        if _envelope(line) or (COMMIT.match(line) and not in_words) or (in_oneline and _is_oneline(line)):
            held = line
        else:
            lines.append(line)
    if held is not None:
        if in_oneline and _is_oneline(held) and lines:
            yield lines
            lines = []
        lines.append(held)
    if lines:
        yield lines


def _ends_words(line: bytes) -> bool:
    return line.rstrip() == b"---" or line.startswith((b"diff --git ", b"Index: "))


def _envelope(line: bytes) -> re.Match[bytes] | None:
    return _FROM.match(line) if len(line) <= _LONGEST_ENVELOPE else None


def _is_oneline(line: bytes) -> bool:
    return len(line) <= _LONGEST_HEADER and ONELINE.match(line) is not None


def _confirms(separator: bytes, line: bytes) -> bool:
    if separator.startswith(b"commit "):
        return bool(_LOG_LINE.match(line) or _SIGNATURE.match(line))
    if _is_oneline(separator):
        return True
    return bool(_HEADER_LINE.match(line))


def _foreign(lines: list[bytes]) -> bytes | None:
    """A line between the diffs of what should be a bare diff that neither belongs to one nor is known: the title of
    another commit, in a form of somebody's own."""
    seen = False
    at = 0
    while at < len(lines):
        if starts_diff(lines, at):
            seen = True
            at = end_of_file(lines, at)
        else:
            if (
                seen
                and not _BETWEEN.match(lines[at])
                and any(starts_diff(lines, on) for on in range(at, len(lines)))
            ):
                return lines[at]
            at += 1
    return None


def _commit(lines: list[bytes], limits: Limits) -> Commit | None:
    # Mail in transit ends its lines with CR LF. A file's own CR LF is only told apart by the headers.
    if _is_crlf(lines):
        lines = [line.removesuffix(b"\r") for line in lines]
    if COMMIT.match(lines[0]) and len(lines) > 1 and not starts_diff(lines, 1):
        heading, diff = _from_log(lines)
    elif _is_oneline(lines[0]):
        heading, diff = _from_oneline(lines)
    elif _is_mail(lines):
        heading, diff = _from_mail(lines)
    else:
        heading, diff = _Heading(), lines
        if (line := _foreign(lines)) is not None:
            raise HistoryError(
                f"the input has diffs with {decode(line)[:60]!r} between them, which is no form of git's own; "
                "make it with `git log -p --format=medium` or `git format-patch --stdout`"
            )
    files, gaps = bounded_diff(diff, heading.charset, limits)
    if not files and (heading.cover or heading == _Heading()):
        return None
    return Commit(
        sha=heading.sha,
        parents=(),
        author=heading.person,
        authored=heading.date,
        committer=heading.committer or heading.person,
        committed=heading.committed or heading.date,
        message=heading.message,
        files=files,
        gaps=gaps,
    )


def _is_crlf(lines: list[bytes]) -> bool:
    first = next(
        (line for line in lines if line.startswith((b"diff --git ", b"--- ", b"From ", b"From:"))), b""
    )
    return first.endswith(b"\r")


def _is_mail(lines: list[bytes]) -> bool:
    if _envelope(lines[0]):
        return True
    head = lines[: lines.index(b"")] if b"" in lines else lines
    return bool(head) and all(_HEADER_LINE.match(line) or line[:1] in (b" ", b"\t") for line in head)


def _from_mail(lines: list[bytes]) -> tuple[_Heading, list[bytes]]:
    envelope = _envelope(lines[0])
    sha = envelope[1].decode("ascii") if envelope and envelope[1] else ""
    text = lines[1:] if envelope else lines
    blank = text.index(b"") if b"" in text else len(text)
    mail: Message = BytesHeaderParser(policy=policy.compat32).parsebytes(b"\n".join(text[:blank]) + b"\n\n")
    body, charset = _body(mail, text, blank)
    subject = _header(mail, "Subject")
    cut = _start_of_diff(body)
    words = decode(b"\n".join(body[:cut]), charset).split("\n")
    sender, date = _header(mail, "From"), _header(mail, "Date")
    own = 0
    while own < len(words) and (said := _IN_BODY.match(words[own])):
        if said[1] == "From":
            sender = said[2]
        elif said[1] == "Date":
            date = said[2]
        else:
            subject = said[2]
        own += 1
    words = words[own:]
    mark = _BRACKET.match(subject)
    marked = mark is not None and _PATCH_WORD.search(mark[1]) is not None
    message = _message(subject[mark.end() :] if mark and marked else subject, words)
    heading = _Heading(
        sha=sha if sha.strip("0") else "",
        person=_person(sender),
        date=read_date(date),
        message=message,
        charset=charset,
        cover=bool(mark and marked and _COVER.search(mark[1])),
    )
    return heading, body[cut:]


def _body(mail: Message, text: list[bytes], blank: int) -> tuple[list[bytes], str | None]:
    """The lines of a mail's text and its charset, whatever it was wrapped in for the journey."""
    if mail.get_content_maintype() == "multipart":
        try:
            whole = BytesParser(policy=policy.compat32).parsebytes(b"\n".join(text))
            parts = [part for part in whole.walk() if part.get_content_maintype() == "text"]
        except RecursionError:  # the library descends once per level; nobody nests a thousand
            return text[blank + 1 :], None
        charset = parts[0].get_content_charset() if parts else None
        payloads = [part.get_payload(decode=True) for part in parts]
        joined = b"\n".join(payload for payload in payloads if isinstance(payload, bytes))
        return joined.replace(b"\r\n", b"\n").split(b"\n"), charset
    body = text[blank + 1 :]
    wrapped = str(mail.get("Content-Transfer-Encoding", "")).strip().lower()
    if wrapped == "quoted-printable":
        body = quopri.decodestring(b"\n".join(body)).split(b"\n")
    elif wrapped == "base64":
        with contextlib.suppress(binascii.Error):  # what is not what it says is read as it stands
            body = base64.b64decode(b"".join(body)).replace(b"\r\n", b"\n").split(b"\n")
    return body, mail.get_content_charset()


def _start_of_diff(body: list[bytes]) -> int:
    """Where the message ends: at the line `---`, or where a diff begins without one."""
    for at, line in enumerate(body):
        if line.rstrip() == b"---" or starts_diff(body, at):
            return at
    return next((at for at, line in enumerate(body) if line == b"-- "), len(body))


def _message(subject: str, words: list[str]) -> str:
    rest = "\n".join(words).strip("\n")
    return f"{subject.strip()}\n\n{rest}\n" if rest else f"{subject.strip()}\n"


def _header(mail: Message, name: str) -> str:
    """A header, unfolded and decoded."""
    raw = mail.get(name)
    if raw is None:
        return ""
    unfolded = re.sub(r"\r?\n[ \t]", " ", str(raw))
    if len(unfolded) > _LONGEST_HEADER:
        return unfolded
    try:
        pieces = decode_header(unfolded)
    except (HeaderParseError, ValueError):  # base64 that is none
        return unfolded
    decoded = (decode(text, charset) if isinstance(text, bytes) else text for text, charset in pieces)
    return "".join(decoded)


def _person(sender: str) -> Person:
    if len(sender) > _LONGEST_ADDRESS:
        return Person(sender[:_LONGEST_ADDRESS].strip(), "")
    name, email = parseaddr(sender)
    return Person(name or ("" if email else sender.strip()), email)


def _from_log(lines: list[bytes]) -> tuple[_Heading, list[bytes]]:
    """`git show` and `git log -p`, whatever the format: the message is indented by four spaces."""
    entry = read_entry(lines)
    heading = _Heading(
        sha=entry.sha,
        person=_person(entry.author),
        date=entry.authored,
        committer=_person(entry.committer) if entry.committer else None,
        committed=entry.committed if entry.committed != UNDATED else None,
        message=entry.message,
        charset=entry.encoding,
    )
    return heading, lines[entry.rest :]


def _from_oneline(lines: list[bytes]) -> tuple[_Heading, list[bytes]]:
    """`git log -p --oneline`: an id and a title; `--format=reference` puts a day behind it."""
    found = ONELINE.match(lines[0])
    assert found
    sha, title = found[1].decode("ascii"), decode(found[2])
    if reference := _REFERENCE.match(title):
        return _Heading(sha, date=read_date(reference[2]), message=f"{reference[1]}\n"), lines[1:]
    return _Heading(sha, message=f"{title}\n"), lines[1:]
