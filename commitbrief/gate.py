"""The gate of `report --fail-on`: which commits of a report are of a kind that somebody must look at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from commitbrief.config.choices import FailOn
from history.briefs import Brief, ChangeType, Edition, Evidence, Importance, Section
from history.records import Gap
from report.sections import EXPECTED_GAPS, gaps_of

SHOWN = 100  # characters of a subject or of a line


@dataclass(frozen=True, slots=True)
class Alarm:
    """One commit (or, where something could not be read, the report as a whole) and why it is held up."""

    kind: FailOn
    words: str


def alarms(edition: Edition, kinds: Iterable[FailOn]) -> tuple[Alarm, ...]:
    """What in an edition is of the given kinds: by kind, then in the order of the report.

    Commits made by programs count like all others, even where the report only counts them.
    """
    briefs = (*edition.briefs, *edition.set_aside.bots)
    return tuple(alarm for kind in dict.fromkeys(kinds) for alarm in _alarms(edition, briefs, kind))


def _alarms(edition: Edition, briefs: tuple[Brief, ...], kind: FailOn) -> Iterator[Alarm]:
    if kind is FailOn.INCOMPLETE:
        yield from (Alarm(kind, words) for words in _unread(edition.gaps))
    for brief in briefs:
        reason = _reason(brief, kind)
        if reason is not None:
            name = f"{brief.commit.sha[:7]} {_short(brief.commit.subject)}".strip()
            yield Alarm(kind, f"{name} ({reason})" if reason else name)


def _reason(brief: Brief, kind: FailOn) -> str | None:
    """Why a commit is of a kind, "" where its title says all there is to say; `None` where it is not."""
    match kind:
        case FailOn.BREAKING:
            return _proof(brief, Section.COMPATIBILITY) if brief.breaking else None
        case FailOn.SECURITY:
            of_type = [one for one in brief.types if one.type is ChangeType.SECURITY]
            found = _proof(brief, Section.SECURITY)
            return (found or _first(of_type[0].evidence if of_type else ())) if of_type or found else None
        case FailOn.HIGH:
            return "" if brief.verdict.level is Importance.HIGH else None
        case FailOn.INCOMPLETE:
            unread = _unread(gaps_of(brief))
            return "; ".join(dict.fromkeys(unread)) if unread else None
        case _:
            assert_never(kind)


def _proof(brief: Brief, section: Section) -> str:
    """The line behind the weightiest statement of a section; "" where it has none."""
    said = [one for one in brief.statements if one.section is section]
    return _first(max(said, key=lambda one: one.weight).evidence) if said else ""


def _first(evidence: tuple[Evidence, ...]) -> str:
    if not evidence:
        return ""
    first = evidence[0]
    where = first.path or "message"
    place = f"{where}:{first.line}" if first.line else where
    return f"{place}: {_short(first.text)}" if first.text else place


def _unread(gaps: Iterable[Gap]) -> list[str]:
    """What should have been read and was not; what has no lines or was not wanted is no failure."""
    missed = [gap for gap in gaps if gap.reason not in EXPECTED_GAPS]
    return [": ".join(filter(None, (gap.path, gap.detail or gap.reason.replace("_", " ")))) for gap in missed]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
