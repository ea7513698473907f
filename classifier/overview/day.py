"""The overview of a report, put together from what its commits are, how they belong together, and their topics."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from classifier.overview.leads import leads
from classifier.overview.people import hot_modules, people
from classifier.overview.stories import Tellers
from classifier.overview.ties import ties
from classifier.overview.topics import topics
from classifier.rulebook import RuleBook
from history.briefs import Brief
from history.editions import Headline, HeadlineKind, Lead
from history.records import Person


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands at the head of a report, and at its end: leads, and headlines in the order of their kinds."""

    leads: tuple[Lead, ...] = ()
    headlines: tuple[Headline, ...] = ()


def overview(briefs: Sequence[Brief], book: RuleBook, known: Collection[Person] | None = None) -> Overview:
    """The overview of a report's commits. `known` are the people who had contributed before, `None` if that is
    not known: then nobody is called a first-time contributor."""
    tellers = Tellers(book)
    stories = [tellers.story(brief) for brief in briefs]
    together = ties(stories)
    led = leads(stories, together)
    found = [*topics(briefs, book, led), *together.lines, *hot_modules(briefs), *people(briefs, known)]
    order = {kind: place for place, kind in enumerate(HeadlineKind)}
    return Overview(led, tuple(sorted(found, key=lambda one: order[one.kind])))
