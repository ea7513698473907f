"""What a longer time came to: its breaks first, then what matters most, then the rest by type.

The site's weeks, months and releases and the changelog are made of it, each of commits as it knows them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from report.section_tree import Level

# The order of a changelog; what is not here comes last, in the order of its coming.
TYPES = (
    "security", "feature", "fix", "performance", "deprecation", "architecture", "refactor", "deps", "config", "build", "ci", "test", "docs", "style", "revert", "release", "other",
)  # fmt: skip
LEVELS = ("high", "medium", "low")


class Tellable(Protocol):
    """A commit, as far as a digest has to know it. `types` are stable names, the primary one first."""

    @property
    def level(self) -> Level: ...

    @property
    def breaking(self) -> bool: ...

    @property
    def types(self) -> tuple[str, ...]: ...

    @property
    def author(self) -> str: ...


T = TypeVar("T", bound=Tellable)


@dataclass(frozen=True, slots=True)
class Story(Generic[T]):
    """Commits that are one thing: the one that tells it, and the others."""

    first: T
    others: tuple[T, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf(Generic[T]):
    """The stories of one type; those that are `folded` are one line each."""

    type: str
    told: tuple[Story[T], ...]
    folded: tuple[Story[T], ...]


@dataclass(frozen=True, slots=True)
class Digest(Generic[T]):
    """A time told once: `breaking` and `leading` stories in full, the others on the shelves of their types. `undone`
    are commits that came to nothing; `counts` are of commits by level."""

    breaking: tuple[Story[T], ...]
    leading: tuple[Story[T], ...]
    shelves: tuple[Shelf[T], ...]
    undone: tuple[T, ...]
    counts: dict[str, int] = field(default_factory=dict)
    commits: int = 0
    authors: int = 0


def digest(
    entries: Sequence[T], groups: Sequence[Sequence[int]], undone: Sequence[int], *, by_type: bool
) -> Digest[T]:
    """The digest of commits, newest first, whose places stand in groups or came to nothing. With `by_type` nothing leads
    but breaks: that is a changelog."""
    stories = [_story([entries[place] for place in some]) for some in groups]
    stories.sort(key=lambda story: LEVELS.index(story.first.level))
    breaking = tuple(one for one in stories if one.first.breaking)
    rest = [one for one in stories if not one.first.breaking]
    leading = () if by_type else tuple(one for one in rest if one.first.level == "high")
    rest = [one for one in rest if by_type or one.first.level != "high"]
    types = sorted({_type(one) for one in rest}, key=TYPES.index)
    return Digest(
        breaking=breaking,
        leading=leading,
        shelves=tuple(
            Shelf(
                name,
                tuple(one for one in rest if _type(one) == name and one.first.level != "low"),
                tuple(one for one in rest if _type(one) == name and one.first.level == "low"),
            )
            for name in types
        ),
        undone=tuple(entries[place] for place in undone),
        counts=dict(Counter(one.level for one in entries)),
        commits=len(entries),
        authors=len({one.author for one in entries}),
    )


def _story(entries: Sequence[T]) -> Story[T]:
    """The commit that matters most tells it; of two of a kind the older, which the others follow."""
    told = list(reversed(entries))
    first = min(told, key=lambda one: (not one.breaking, LEVELS.index(one.level)))
    return Story(first, tuple(one for one in told if one is not first))


def _type(story: Story[T]) -> str:
    name = story.first.types[0] if story.first.types else "other"
    return name if name in TYPES else "other"
