"""What the opening leads with: the five to eight commits of the day that a colleague would tell first.

In the order of their consequences: other defaults, new errors at the start, removals, security, corrections, then
what is faster or new. What was taken back again within the report is not told here, nor what the judge calls low.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from classifier.consequences import ORDER
from classifier.overview.stories import Story
from classifier.overview.ties import Ties
from history.briefs import Importance
from history.editions import Consequence, Lead

MOST = 8
# So many of a consequence before others have had their turn.
FIRST = {
    Consequence.DEFAULT: 4,
    Consequence.ERROR: 3,
    Consequence.REMOVAL: 4,
    Consequence.SECURITY: 2,
    Consequence.FIX: 3,
    Consequence.DEPRECATION: 1,
    Consequence.PERFORMANCE: 1,
    Consequence.NEW: 2,
    Consequence.OTHER: 0,
}
HEAVY = 3  # so many of a consequence where the commits are of high importance
TOGETHER = 3  # commits named beside a lead
ENOUGH = 5  # leads from which no more are sought among what only changes inside


def leads(stories: Sequence[Story], found: Ties) -> tuple[Lead, ...]:
    """The leads of a report, most consequential first."""
    able = {one.brief.commit.sha for one in stories if _may_lead(one, found)}
    # What mends a commit of the same report is told with it.
    able -= {later for later, earlier in found.mends.items() if earlier in able}
    ranked = sorted((one for one in stories if one.brief.commit.sha in able), key=lambda one: one.rank)
    companions = _companions(stories, found)
    chosen: list[Story] = []
    taken: Counter[Consequence] = Counter()
    # What has nothing but its title stands in the list of commits as well: it fills up, and does not push others out.
    spoken = [one for one in ranked if one.effects or ORDER[one.consequence] < ORDER[Consequence.FIX]]
    for story in sorted(spoken, key=_turn):
        most = max(FIRST[story.consequence], HEAVY if _is_heavy(story) else 0)
        if len(chosen) < MOST and taken[story.consequence] < most and not _told(story, chosen, companions):
            chosen.append(story)
            taken[story.consequence] += 1
    for story in (*spoken, *ranked):
        telling = story.effects and ORDER[story.consequence] <= ORDER[Consequence.NEW]
        if len(chosen) < (MOST if telling else ENOUGH) and not _told(story, chosen, companions):
            chosen.append(story)
    return tuple(_lead(one, companions) for one in sorted(chosen, key=lambda one: one.rank))


def _is_heavy(story: Story) -> bool:
    return story.brief.verdict.level is Importance.HIGH


def _turn(story: Story) -> int:
    """What presses has its turn first, then what matters much, whatever it is, then the rest in the order of consequence."""
    pressing = ORDER[story.consequence] < ORDER[Consequence.FIX]
    return 0 if pressing else 1 if _is_heavy(story) else 2


def _told(story: Story, chosen: Sequence[Story], companions: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a commit is among the chosen, or told with one of them."""
    sha = story.brief.commit.sha
    return any(one is story or sha in companions.get(one.brief.commit.sha, ()) for one in chosen)


def _may_lead(story: Story, found: Ties) -> bool:
    brief = story.brief
    return (
        not brief.bot
        and brief.verdict.level is not Importance.LOW
        and (not story.aside or brief.breaking)
        and brief.commit.sha not in found.undone
    )


def _companions(stories: Sequence[Story], found: Ties) -> dict[str, tuple[str, ...]]:
    """The commits that are told together with a commit: those that mend it, and the rest of its series where
    none of them breaks anything of its own."""
    calm = {one.brief.commit.sha for one in stories if ORDER[one.consequence] > ORDER[Consequence.SECURITY]}
    together: dict[str, tuple[str, ...]] = {}
    for shas in found.series:
        for sha in shas:
            together[sha] = tuple(other for other in shas if other != sha and other in calm)
    for later, earlier in found.mends.items():
        together[earlier] = tuple(dict.fromkeys((*together.get(earlier, ()), later)))
    return together


def _lead(story: Story, companions: dict[str, tuple[str, ...]]) -> Lead:
    sha = story.brief.commit.sha
    return Lead(
        consequence=story.consequence,
        claim=story.claim,
        reach=story.reach,
        place=story.place,
        effects=story.effects,
        advice=story.advice,
        shas=(sha, *companions.get(sha, ())[:TOGETHER]),
    )
