"""The gate of `report --fail-on`: which commits of a report are of a kind that somebody must look at first.

What is known already is let pass (`classifier/allowances.py`), and named as allowed, by whom and why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from classifier.allowances import ALL, covers
from commitbrief.config.choices import FailOn
from history.briefs import Allowance, Brief, ChangeType, Evidence, Importance, Section, Side, Statement
from history.editions import Edition
from history.records import Commit, FileChange, Gap
from report.sections import EXPECTED_GAPS, gaps_of

SHOWN = 100  # characters of a subject or of a line
SECTIONS = {FailOn.BREAKING: Section.COMPATIBILITY, FailOn.SECURITY: Section.SECURITY}


@dataclass(frozen=True, slots=True)
class Finding:
    """One commit (or, where something could not be read, the report as a whole) and why it is held up.

    `words` are one line for people. `rule` says what found it, `said` is the line that proves it; `path` and `line` (from
    1) lead to it in the tree after the commit, "" and 0 for no file. Where `allowed`, it holds up nothing.
    """

    kind: FailOn
    repository: str
    words: str
    sha: str = ""
    subject: str = ""
    rule: str = ""
    said: str = ""
    path: str = ""
    line: int = 0
    allowed: Allowance | None = None

    @property
    def told(self) -> str:
        """The line for people, with who let it pass."""
        if self.allowed is None:
            return self.words
        return f"{self.words}; allowed by {self.allowed.by or 'the configuration'}: {self.allowed.reason}"


@dataclass(frozen=True, slots=True)
class _Ground:
    """Why a commit is of a kind: a statement (`None` where the commit as a whole says so), its proof and its words."""

    statement: Statement | None = None
    proof: Evidence | None = None
    words: str = ""


def findings(edition: Edition, kinds: Iterable[FailOn], breaking: Collection[str]) -> tuple[Finding, ...]:
    """What in an edition is of the given kinds: by kind, then in the order of the report. `breaking` are the rules that
    speak of breaks.

    Commits made by programs count like all others, even where the report only counts them.
    """
    briefs = (*edition.briefs, *edition.set_aside.bots)
    return tuple(one for kind in dict.fromkeys(kinds) for one in _findings(edition, briefs, kind, breaking))


def _findings(
    edition: Edition, briefs: tuple[Brief, ...], kind: FailOn, breaking: Collection[str]
) -> Iterator[Finding]:
    name = edition.repository.name
    if kind is FailOn.INCOMPLETE:
        yield from (Finding(kind, name, words) for words in _unread(edition.gaps))
    for brief in briefs:
        grounds = _grounds(brief, kind, breaking)
        if not grounds:
            continue
        held = [one for one in grounds if _allowance(brief, one, kind) is None]
        shown = held[0] if held else grounds[0]
        title = f"{brief.commit.sha[:7]} {_short(brief.commit.subject)}".strip()
        path, line = _place(brief.commit, shown.proof)
        yield Finding(
            kind=kind,
            repository=name,
            words=f"{title} ({shown.words})" if shown.words else title,
            sha=brief.commit.sha,
            subject=brief.commit.subject,
            rule=shown.statement.rule if shown.statement else kind,
            said=shown.proof.text if shown.proof else "",
            path=path,
            line=line,
            allowed=None if held else _allowance(brief, shown, kind),
        )


def _grounds(brief: Brief, kind: FailOn, breaking: Collection[str]) -> list[_Ground]:
    """Why a commit is of a kind, weightiest first; none where it is not."""
    match kind:
        case FailOn.BREAKING:
            if not brief.breaking:
                return []
            proved = [one for one in _said(brief, kind) if one.statement and one.statement.rule in breaking]
            return proved or _said(brief, kind)[:1] or [_Ground()]
        case FailOn.SECURITY:
            of_type = [one for one in brief.types if one.type is ChangeType.SECURITY]
            proofs = [one for decision in of_type[:1] for one in decision.evidence[:1]]
            whole = [_Ground(None, one, _shown(one)) for one in proofs] or [_Ground()] * bool(of_type)
            return _said(brief, kind) or whole
        case FailOn.HIGH:
            return [_Ground()] if brief.verdict.level is Importance.HIGH else []
        case FailOn.INCOMPLETE:
            unread = _unread(gaps_of(brief))
            return [_Ground(words="; ".join(dict.fromkeys(unread)))] if unread else []
        case _:
            assert_never(kind)


def _said(brief: Brief, kind: FailOn) -> list[_Ground]:
    said = sorted(
        (one for one in brief.statements if one.section is SECTIONS[kind]), key=lambda one: -one.weight
    )
    return [_Ground(one, one.evidence[0], _shown(one.evidence[0])) for one in said]


def _allowance(brief: Brief, ground: _Ground, kind: FailOn) -> Allowance | None:
    """Who let this pass. What no statement says is let pass as a whole, or by the name of its kind."""
    for one in brief.allowed:
        if ground.statement is not None and covers(one, ground.statement, kind):
            return one
        if ground.statement is None and one.rule == kind and one.name == ALL:
            return one
    return None


def _place(commit: Commit, proof: Evidence | None) -> tuple[str, int]:
    """Where a proof is, or was, in the tree after the commit; the commit's first file where no file proves it."""
    if proof is None or not proof.path:
        return (commit.files[0].path, 1) if commit.files else ("", 0)
    for file in commit.files:
        if proof.path in (file.new_path, file.old_path):
            line = proof.line if proof.side is Side.NEW else _after(file, proof.line)
            return file.path, max(line, 1)
    return proof.path, max(proof.line, 1)


def _after(file: FileChange, line: int) -> int:
    """Where a line that was is missed."""
    moved = 0
    for hunk in file.hunks:
        if line < hunk.old_start:
            break
        if line < hunk.old_start + hunk.old_count:
            old, new = hunk.old_start, hunk.new_start
            for text in hunk.lines:
                if old == line and text[:1] != "+":
                    return new
                old += text[:1] != "+"
                new += text[:1] != "-"
        moved = hunk.new_start + hunk.new_count - hunk.old_start - hunk.old_count
    return line + moved


def _shown(proof: Evidence) -> str:
    where = proof.path or "message"
    place = f"{where}:{proof.line}" if proof.line else where
    return f"{place}: {_short(proof.text)}" if proof.text else place


def _unread(gaps: Iterable[Gap]) -> list[str]:
    """What should have been read and was not; what has no lines or was not wanted is no failure."""
    missed = [gap for gap in gaps if gap.reason not in EXPECTED_GAPS]
    return [": ".join(filter(None, (gap.path, gap.detail or gap.reason.replace("_", " ")))) for gap in missed]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
