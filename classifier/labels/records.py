"""A label, and the file that holds labels: JSON Lines, one label a line.

    {"sha": "40 hex", "level": "high", "source": "fragment", "repository": "pypa/pip", "evidence": "news/1.feature.rst"}

`sha`, `level` and `source` are required. `source` says who spoke: `fragment`, `changeset`,
`release-file`, `changelog` (mined), `import`, or `annotator:<name>`. `evidence` is the path, heading or
column that says so. A file is only ever appended to by an annotation session; the last line about a
commit from one source wins, and contradictions between sources are `labels check`'s to report.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.errors import ClassifierError
from history.briefs import Importance

LEVELS = (Importance.LOW, Importance.MEDIUM, Importance.HIGH)


class LabelError(ClassifierError):
    """A label file, level mapping or changelog that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Label:
    """How much one commit matters, and who says so."""

    sha: str
    level: Importance
    source: str
    repository: str = ""
    evidence: str = ""

    def to_json(self) -> str:
        """One line, keys in a fixed order, empty ones left out."""
        record = {"sha": self.sha, "level": self.level.value, "source": self.source}
        if self.repository:
            record["repository"] = self.repository
        if self.evidence:
            record["evidence"] = self.evidence
        return json.dumps(record, ensure_ascii=False)


def parse_label(line: str, where: str) -> Label:
    """Read one line of a label file. Raises `LabelError` naming `where`."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise LabelError(f"{where}: not a line of JSON ({error})") from error
    if not isinstance(record, dict):
        raise LabelError(f"{where}: expected an object with sha, level and source")
    values = {
        key: value
        for key in ("sha", "level", "source", "repository", "evidence")
        if isinstance(value := record.get(key, ""), str)
    }
    return make_label(where=where, **values)


def make_label(  # noqa: PLR0913 (the five fields of a label and its place)
    *, where: str, sha: str = "", level: str = "", source: str = "", repository: str = "", evidence: str = ""
) -> Label:
    """Build a label from strings somebody wrote. Raises `LabelError` naming `where`."""
    sha = sha.strip().lower()
    if not 7 <= len(sha) <= 64 or any(c not in "0123456789abcdef" for c in sha):
        raise LabelError(f"{where}: {sha!r} is not a commit id (7 to 64 hexadecimal digits)")
    try:
        importance = Importance(level.strip().lower())
    except ValueError:
        raise LabelError(f"{where}: level {level!r} is none of high, medium, low") from None
    if not source:
        raise LabelError(f"{where}: no source says who gave the label")
    return Label(sha, importance, source, repository, evidence)


def read_labels(path: Path) -> list[Label]:
    """Read a label file. A last line without its line feed is read too: an interrupted session keeps
    its answers. Raises `LabelError`."""
    return list(_lines(path))


def agreed(labels: Sequence[Label], where: str) -> list[Label]:
    """The labels, one a commit. Raises `LabelError` naming a commit that is given two levels."""
    by_sha: dict[str, Label] = {}
    for label in labels:
        known = by_sha.setdefault(label.sha, label)
        if known.level != label.level:
            raise LabelError(
                f"{where}: {label.sha[:10]} is both {known.level} and {label.level}: keep one of them"
            )
    return list(by_sha.values())


def _lines(path: Path) -> Iterator[Label]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LabelError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield parse_label(line, f"{path}:{number}")


def format_labels(labels: Iterable[Label]) -> str:
    """The text of a label file."""
    return "".join(f"{label.to_json()}\n" for label in labels)
