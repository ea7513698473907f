"""Labels of pull requests as labels of the commits that they were merged by, through a mapping that is data.

Reads what `gh pr list --state merged --json number,labels,mergeCommit` prints, and the REST interface's own records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from classifier.labels.importing import Row
from classifier.labels.levels import PullLevels
from classifier.labels.records import LEVELS
from history.briefs import Importance

PULL_REQUEST = "pull-request"


@dataclass(frozen=True, slots=True)
class Pull:
    """One merged pull request of an export. `commit` is "" where the export does not name it."""

    place: str
    number: int
    labels: tuple[str, ...]
    commit: str


@dataclass(slots=True)
class PullRows:
    """Rows to check like any others, what was left out by reason, and the labels without a level by frequency."""

    rows: list[Row] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)


def is_export(records: Sequence[tuple[str, object]]) -> bool:
    """Whether these records are pull requests rather than labels."""
    first = records[0][1] if records else None
    return isinstance(first, Mapping) and isinstance(first.get("labels"), list)


def read_pulls(records: Iterable[tuple[str, object]], skipped: Counter[str]) -> list[Pull]:
    """The merged pull requests of an export. What is none is counted in `skipped`."""
    pulls = []
    for place, record in records:
        pull = _pull(place, record) if isinstance(record, Mapping) else None
        if pull is None:
            skipped["no-pull-request"] += 1
        elif isinstance(record, Mapping) and _unmerged(record):
            skipped["not-merged"] += 1
        else:
            pulls.append(pull)
    return pulls


def _pull(place: str, record: Mapping[object, object]) -> Pull | None:
    number, labels, merge = record.get("number"), record.get("labels"), record.get("mergeCommit")
    if not isinstance(number, int) or not isinstance(labels, list):
        return None
    names = [label.get("name") if isinstance(label, Mapping) else label for label in labels]
    commit = merge.get("oid") if isinstance(merge, Mapping) else record.get("merge_commit_sha")
    return Pull(
        f"{place} (#{number})",
        number,
        tuple(name for name in names if isinstance(name, str)),
        commit if isinstance(commit, str) else "",
    )


def _unmerged(record: Mapping[object, object]) -> bool:
    """Whether the record says that it was not merged; GitHub gives open ones a test merge's id."""
    if "mergedAt" in record or "merged_at" in record:
        return not (record.get("mergedAt") or record.get("merged_at"))
    return str(record.get("state", "merged")).lower() in {"open", "closed"} and not record.get("mergeCommit")


def pull_level(labels: Sequence[str], mapping: PullLevels) -> tuple[Importance | None, str]:
    """(level, the label or reason that says so): the highest level that a label has, none where one is on the
    list of those to leave out, what the mapping says of the rest."""
    found: list[tuple[Importance, str]] = []
    for label in labels:
        name = label.lower()
        if any(fnmatchcase(name, pattern) for pattern in mapping.skip):
            return None, "label-says-skip"
        found += [
            (level, label)
            for level in LEVELS
            if any(fnmatchcase(name, pattern) for pattern in mapping.patterns.get(level, ()))
        ]
    if found:
        return max(found, key=lambda item: LEVELS.index(item[0]))
    return mapping.otherwise, "" if mapping.otherwise else "no-label-with-a-level"


def rows_of_pulls(pulls: Iterable[Pull], mapping: PullLevels, merged_by: Mapping[int, str]) -> PullRows:
    """Rows for the pull requests with a level. `merged_by` finds commits by pull request number where the export
    names none."""
    told = PullRows()
    for pull in pulls:
        level, why = pull_level(pull.labels, mapping)
        commit = pull.commit or merged_by.get(pull.number, "")
        if level is None:
            told.skipped[why] += 1
            told.unknown.update(pull.labels if why == "no-label-with-a-level" else [])
        elif not commit:
            told.skipped["commit-not-found"] += 1
        else:
            evidence = f"#{pull.number}: {why}" if why else f"#{pull.number}: no label with a level"
            told.rows.append(Row(pull.place, commit, level.value, evidence=evidence))
    return told
