"""`commitbrief labels check`: what is wrong with a label file, or worth a second look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import counted, progress, say, tell
from commitbrief.cli.labelled import CLONE
from commitbrief.cli.labels.files import FILE, NEW_FILE, save_labels
from commitbrief.cli.options import MODEL
from commitbrief.exits import Exit
from commitbrief.shares import percentages

if TYPE_CHECKING:
    from classifier.labels.checking import Checked, Group, Named
    from classifier.labels.noise import Doubt
    from classifier.labels.records import Label
    from commitbrief.learning.checks import Seen
    from commitbrief.learning.completeness import Month
    from history.records import Commit

MOST_SHOWN = 15
MOST_MONTHS = 12


@click.command("check", short_help="Conflicts, duplicates, leaks, balance, and labels worth a second look.")
@click.argument("labels", type=FILE)
@CLONE
@click.option("--held-out", metavar="FILE", type=FILE, help="Labels to judge by: none may be among LABELS.")
@click.option("--doubtful", metavar="FILE", type=NEW_FILE, help="Write the labels worth a second look here.")
@MODEL
@click.option("--strict", is_flag=True, help="Exit with 1 also for repeated labels and second looks.")
def command(  # noqa: PLR0913 - click gives one parameter for each option
    *,
    labels: Path,
    clone: Path | None,
    held_out: Path | None,
    doubtful: Path | None,
    model: Path | None,
    strict: bool,
) -> Exit:
    """Check the label file LABELS, and with --clone the commits that it speaks of.

    Exits with 1 if commits have two levels, a level is too rare to be learned, or a label leaks: its commit is in the
    packaged data or among the --held-out labels (as itself or as a copy), or features would see the file that tells
    it. With 0 if there is nothing but repeated labels and labels worth a second look.
    """
    from classifier.labels.checking import check
    from commitbrief.learning.checks import read_labelled

    if doubtful is not None and clone is None:
        raise click.UsageError("--doubtful needs --clone: the commits have to be read")
    named = _numbered(labels)
    checked = check(named)
    given, balance = _summary(named, checked)
    tell(f"{labels}: {given}", balance)
    findings = [*_own_findings(checked)]
    seen, missing = read_labelled(clone, checked.labels, _watched) if clone else ([], [])
    if missing:
        title = f"{counted(len(missing), 'label')} of commits that are not on the main line of {clone}"
        findings.append(Finding(title, [label.sha[:10] for label in missing]))
    if clone is not None:
        findings += _by_month(clone, checked.labels)
    findings += _leaks(checked, seen)
    if held_out is not None:
        findings += _shared(checked, held_out, clone, seen)
    if clone is not None:
        looks = _looks(seen, model)
        findings += _noise(looks)
        if doubtful is not None:
            save_labels([one.label for one, _ in looks], doubtful)
    tell(*_lines(findings))
    failing = [finding for finding in findings if finding.serious or strict]
    return Exit.FINDINGS if failing else Exit.OK


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a sentence, and the commits it is about, one a line."""

    title: str
    details: Sequence[str] = ()
    serious: bool = True


def _numbered(path: Path) -> list[Named]:
    from classifier.labels.checking import Named
    from classifier.labels.records import Label, LabelError, parse_entry, read_text

    lines = enumerate(read_text(path).split("\n"), start=1)
    entries = [(number, parse_entry(line, f"{path}:{number}")) for number, line in lines if line.strip()]
    named = [Named(number, entry) for number, entry in entries if isinstance(entry, Label)]
    if not named:
        raise LabelError(f"{path}: no labels")
    return named


def _summary(named: Sequence[Named], checked: Checked) -> tuple[str, str]:
    sources = Counter(one.label.source for one in named)
    listed = ", ".join(f"{source} {count}" for source, count in sorted(sources.items()))
    total = len(checked.labels)
    counts = checked.balance()
    shares = zip(counts.items(), percentages(list(counts.values())), strict=True)
    balance = ", ".join(f"{count} {level} ({share}%)" for (level, count), share in shares)
    return (
        f"{counted(len(named), 'label')} ({listed})",
        f"{counted(total, 'commit')} with one level: {balance}",
    )


def _own_findings(checked: Checked) -> Iterator[Finding]:
    if checked.conflicts:
        yield Finding(
            f"{counted(len(checked.conflicts), 'commit')} with two levels: keep one of them, or annotate",
            [_group(group) for group in checked.conflicts],
        )
    if scarce := checked.scarce():
        counts = checked.balance()
        named = ", ".join(f"{counts[level]} {level}" for level in scarce)
        yield Finding(f"{named}: too few to learn that level from (an existing model can still be adapted)")
    if checked.settled:
        yield Finding(
            f"{counted(len(checked.settled), 'commit')} with another level by an annotator, which counts",
            [_group(group) for group in checked.settled],
            serious=False,
        )
    if checked.repeated:
        yield Finding(
            f"{counted(len(checked.repeated), 'commit')} with the same label more than once",
            [_group(group) for group in checked.repeated],
            serious=False,
        )
    for one in checked.agreements:
        yield Finding(
            f"{one.first} and {one.second} agree on {one.same} of {one.commits} commits (Cohen's kappa {one.kappa:.2f})",
            serious=False,
        )


def _group(group: Group) -> str:
    said = ", ".join(f"{one.label.level} by {one.label.source} (line {one.line})" for one in group.labels)
    return f"{group.sha[:10]}  {said}"


def _watched(commits: Iterable[Commit]) -> Iterator[Commit]:
    return progress(commits, label="commits read", quiet=False)


def _leaks(checked: Checked, seen: Sequence[Seen]) -> Iterator[Finding]:
    from commitbrief.learning.checks import in_packaged_data, same_changes, told_by_path

    by_evidence = {label.sha: label.evidence for label in told_by_path(checked.labels)}
    by_evidence |= {one.print.sha: one.visible[0] for one in seen if one.visible}
    if by_evidence:
        yield Finding(
            f"{counted(len(by_evidence), 'commit')} with the label in a file that the features see: a model would read the answer",
            [f"{sha[:10]}  {path}" for sha, path in by_evidence.items()],
        )
    if packaged := in_packaged_data(checked.labels, seen):
        other = sum(not one.same_level for one in packaged)
        themselves = Counter(one.repository for one in packaged if not one.copy)
        yield Finding(
            f"{counted(len(packaged), 'commit')} of the packaged data, {other} with another level: not to judge the packaged "
            "model by",
            [
                *(f"{count} of {repository}" for repository, count in sorted(themselves.items())),
                *(f"{one.sha[:10]}  as {one.copy[:10]} of {one.repository}" for one in packaged if one.copy),
            ],
        )
    levels = {one.print.sha: one.label.level for one in seen}
    if copies := same_changes(seen):
        differ = sum(levels[one.first] is not levels[one.second] for one in copies)
        yield Finding(
            f"{counted(len(copies), 'commit')} with the same change as an earlier one, {differ} with another level: keep copies on "
            "one side when you judge a model",
            [f"{one.second[:10]}  as {one.first[:10]} ({one.alike:.0%} of their lines)" for one in copies],
            serious=False,
        )


def _shared(checked: Checked, held_out: Path, clone: Path | None, seen: Sequence[Seen]) -> Iterator[Finding]:
    from classifier.labels.checking import check
    from classifier.labels.records import one_name
    from commitbrief.learning.checks import read_labelled, same_changes

    others = check(_numbered(held_out)).labels
    names = one_name(label.sha for label in (*checked.labels, *others))
    both = {names[label.sha] for label in checked.labels} & {names[label.sha] for label in others}
    if both:
        yield Finding(
            f"{counted(len(both), 'commit')} of {held_out}, too", [sha[:10] for sha in sorted(both)]
        )
    if clone is None:
        return
    more, _ = read_labelled(clone, others, _watched)
    own, theirs = {one.print.sha for one in seen}, {one.print.sha for one in more} - both
    copies = [
        one
        for one in same_changes([*seen, *more])
        if (one.first in own and one.second in theirs) or (one.first in theirs and one.second in own)
    ]
    if copies:
        yield Finding(
            f"{counted(len(copies), 'change')} of {held_out} under another id",
            [f"{one.second[:10]}  as {one.first[:10]} ({one.alike:.0%} of their lines)" for one in copies],
        )


def _looks(seen: Sequence[Seen], model: Path | None) -> list[tuple[Seen, Doubt]]:
    from commitbrief.learning.checks import LEAST_JUDGED, second_looks

    looks = second_looks(seen, model)
    if looks is None:
        say(f"fewer than {LEAST_JUDGED} labels: too few to look for noise")
        return []
    agreed, found = looks
    say(f"cross-validated, a model gives {agreed:.0%} of the labels")
    return found


def _by_month(clone: Path, labels: Sequence[Label]) -> Iterator[Finding]:
    """How much of the main line the labels speak of, and how much of it users were told, in all and of late."""
    from commitbrief.learning.completeness import months_of, thin

    months = months_of(clone, labels)
    if not months:
        return
    commits, labelled, told = (
        sum(getattr(one, name) for one in months) for name in ("commits", "labelled", "told")
    )
    yield Finding(
        f"{months[-1].name} to {months[0].name}: {labelled} of {counted(commits, 'commit')} have a label "
        f"({labelled / commits:.0%}), {told} were told to users",
        [_month(one) for one in months[:MOST_MONTHS]],
        serious=False,
    )
    if found := thin(months):
        yield Finding(
            f"{counted(len(found), 'month')} in which hardly anything was told: was the record kept? Where it was not, low means "
            "nothing",
            [_month(one) for one in found],
            serious=False,
        )


def _month(one: Month) -> str:
    return f"{one.name}  {one.labelled} of {counted(one.commits, 'commit')} labelled, {one.told} told"


def _noise(looks: Sequence[tuple[Seen, Doubt]]) -> Iterator[Finding]:
    if looks:
        yield Finding(
            f"{counted(len(looks), 'label')} worth a second look: a cross-validated model confidently says otherwise",
            [_look(one, doubt) for one, doubt in looks],
            serious=False,
        )


def _look(one: Seen, doubt: Doubt) -> str:
    said = f"{doubt.given}, likelier {doubt.likelier} ({doubt.probability:.2f})"
    return f"{one.print.sha[:10]}  {said}  {one.label.evidence[:40]}  {one.subject[:60]}"


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"{'!' if finding.serious else '-'} {finding.title}"
        for detail in finding.details[:MOST_SHOWN]:
            yield f"    {detail}"
        if len(finding.details) > MOST_SHOWN:
            yield f"    and {len(finding.details) - MOST_SHOWN} more"
    if not any(finding.serious for finding in findings):
        yield "nothing wrong found"
