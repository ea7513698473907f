"""A report file as something to be shown elsewhere: what it is called, what it is about, its words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from commitbrief.publish.errors import PublishError
from commitbrief.publish.pages import comment
from history.foreign import read_bytes
from report.comment import MARK as COMMENT
from report.errors import ReportError
from report.footer import read_footer

TITLE = re.compile(r"^#{1,2} (?P<words>.+)$", re.MULTILINE)
LONGEST_TITLE = 256  # characters of an issue's title
KEY = re.compile(r"[\w.-]{1,80}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A report to be shown. `key` finds it again where it was shown before: by default it is that of its
    title and repository, so that the report of the same day takes the place of the earlier one."""

    title: str
    text: str
    key: str

    @property
    def mark(self) -> str:
        """The start of a comment that nobody sees, before each page. A report cannot hold one."""
        return f"<!-- commitbrief:{self.key} "


def read_entry(path: Path, shown_in: str, key: str = "") -> Entry:
    """Read a Markdown report that will be shown in `shown_in` (host and name).

    Raises `PublishError` for a file that is no Markdown report.
    """
    try:
        report = read_bytes(path).decode("utf8")
        options = dict(read_footer(report).options)
    except OSError as error:
        raise PublishError(f"cannot read {path}: {error.strerror}") from error
    except (UnicodeDecodeError, ReportError) as error:
        raise PublishError(f"{path} is no report of ours: {error}") from error
    if key and not KEY.fullmatch(key):
        raise PublishError(f"{key!r} is no key: use up to 80 letters, digits, dots, dashes and underscores")
    home = urlsplit(options.get("remote-url", ""))
    at_home = f"{home.netloc}{home.path}".lower() == shown_in.lower()
    if report.startswith(COMMENT):
        # It is brought up to date whatever its commits and its verdict are now: one to a page.
        return Entry("comment", comment(report, at_home=at_home), key or "comment")
    titles = [re.sub(r"\\(.)", r"\1", hit["words"]) for hit in TITLE.finditer(report)][:2]
    if not report.startswith("# ") or len(titles) < 2:
        raise PublishError(f"{path} is no Markdown: write the report with --format md")
    title = f"{titles[1]}: {titles[0]}"
    found = key or hashlib.sha256(title.encode()).hexdigest()[:16]
    return Entry(title[:LONGEST_TITLE], comment(report, at_home=at_home), found)
