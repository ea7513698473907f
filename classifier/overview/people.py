"""Where most was done, and by whom: what a report folds away at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from classifier.paths import module_of
from history.briefs import EVIDENCE_CHARACTERS, Brief, Code, Evidence, Listing, Section, Side, Statement
from history.editions import Headline, HeadlineKind
from history.records import Person

BUSIEST = 3
BUSY = 3  # commits that make a module a busy one
NAMED = 8  # names in one line


def hot_modules(briefs: Sequence[Brief]) -> Iterator[Headline]:
    """The folders that most commits touch."""
    commits: dict[str, list[Brief]] = {}
    churn: Counter[str] = Counter()
    for brief in briefs:
        for file in brief.commit.files:
            module = module_of(file.path)
            if not module:
                continue
            churn[module] += file.churn
            touched = commits.setdefault(module, [])
            if not touched or touched[-1] is not brief:
                touched.append(brief)
    busy = [module for module, some in commits.items() if len(some) >= BUSY]
    busy.sort(key=lambda module: (-len(commits[module]), -churn[module], module))
    for module in busy[:BUSIEST]:
        some = commits[module]
        yield Headline(
            HeadlineKind.HOT_MODULES,
            Statement(
                Section.SUMMARY,
                "headline-hot",
                "headline-hot",
                tuple(_subject_of(brief) for brief in some[:1]),
                (("module", Code(module)), ("commits", len(some)), ("lines", churn[module])),
            ),
            tuple(brief.commit.sha for brief in some),
        )


def people(briefs: Sequence[Brief], known: Collection[Person] | None) -> Iterator[Headline]:
    """Who did most, and who is new."""
    by_name: dict[str, list[Brief]] = {}
    for brief in briefs:
        if not brief.bot:
            by_name.setdefault(brief.commit.author.name, []).append(brief)
    busiest = sorted(by_name.items(), key=lambda item: (-len(item[1]), item[0]))
    if len(by_name) > 1 and len(busiest[0][1]) > 1:
        name, some = busiest[0]
        yield _person_line(
            "headline-busiest", [name], some, [("commits", len(some)), ("people", len(by_name))]
        )
    fresh = [(name, some) for name, some in by_name.items() if _is_fresh(some, known)]
    if fresh:
        briefs_of_fresh = [brief for _, some in fresh for brief in some]
        yield _person_line(
            "headline-first-time", [name for name, _ in fresh], briefs_of_fresh, [("count", len(fresh))]
        )


def _is_fresh(briefs: Sequence[Brief], known: Collection[Person] | None) -> bool:
    """Whether somebody's commits are their first. The forge knows people by account, which is surer than
    the names and addresses that commits spell."""
    contexts = [brief.commit.context for brief in briefs if brief.commit.context]
    if contexts or known is None:
        return any(context.first_time for context in contexts)
    author = briefs[0].commit.author
    return not any(author.name == one.name or author.email.lower() == one.email.lower() for one in known)


def _person_line(
    key: str, names: Sequence[str], briefs: Sequence[Brief], counts: Sequence[tuple[str, int]]
) -> Headline:
    listing = Listing(tuple(Code(name) for name in names[:NAMED]), max(0, len(names) - NAMED))
    return Headline(
        HeadlineKind.PEOPLE,
        Statement(Section.SUMMARY, key, key, (_subject_of(briefs[0]),), (("names", listing), *counts)),
        tuple(brief.commit.sha for brief in briefs),
    )


def _subject_of(brief: Brief) -> Evidence:
    return Evidence("", Side.NEW, 1, brief.commit.subject[:EVIDENCE_CHARACTERS])
