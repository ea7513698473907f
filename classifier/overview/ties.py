"""What the commits of a report have to do with one another.

A later commit may take back what an earlier one brought, mend it, or change the same lines again; it may name the
earlier one; a version may go on, or back to what it was; and several may be steps of one piece of work.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.overview.stories import Story
from classifier.paths import Role
from history.briefs import (
    EVIDENCE_CHARACTERS,
    Brief,
    ChangeType,
    Code,
    CommitRef,
    Evidence,
    Listing,
    Quote,
    Section,
    Side,
    Statement,
    Value,
)
from history.editions import Headline, HeadlineKind
from history.records import CommitName

LONG = 14  # characters from which a line is not alike by custom
ENOUGH = 3  # lines taken up again from which two commits belong together ...
SHARE = 0.5  # ... or this share of what the later one takes out of a file
FEW = 2  # lines, at least, for that share to mean something
FILES = 2  # named in a line
MOST = 7  # lines
_READ = frozenset(
    {Role.SOURCE, Role.SCRIPT, Role.BUILD, Role.DEPENDENCY_MANIFEST, Role.CONFIGURATION, Role.CI, Role.OTHER}
)
_TRIVIAL = re.compile(
    r"^(?:import|from|use|#include|using|package|//|#|\*|/\*|return|else|end|pass)\b.{0,24}$"
)
_CITED = re.compile(r"(?:^|[\s(])(?:[\w.-]+/[\w.-]+)?#(\d+)\b|/pull/(\d+)\b")
_OWN = re.compile(r"\(#(\d+)\)\s*$")
_SERIES = 2


@dataclass(frozen=True, slots=True)
class Ties:
    """The lines to say, and by place of its story which earlier commit a later one takes back or mends."""

    lines: tuple[Headline, ...]
    undone: frozenset[str]  # commits of which nothing is left at the end
    mends: dict[str, str]  # a commit, and the one of the same report that it mends or brings again
    series: tuple[tuple[str, ...], ...]


def ties(stories: Sequence[Story]) -> Ties:
    """Look at all pairs of commits, newest first as in the report."""
    reverts, undone, chains = _reverts(stories)
    again = [one for one in _again(stories, undone) if not _within(one, chains)]
    pinned = list(_pins(stories))
    told = {tuple(one.shas[:2]) for one in (*again, *pinned)}
    cited = [one for one in _cited(stories) if tuple(one.shas[:2]) not in told and not _within(one, chains)]
    series = list(_series(stories, undone))
    mends = {one.shas[0]: one.shas[1] for one in again if one.statement.key in {"tie-mends", "tie-restores"}}
    mends |= {
        one.shas[0]: one.shas[1] for one in reverts if one.statement.key == "headline-again" and one.shas[1:]
    }
    steps = [frozenset(one.shas) for one in series]
    apart = [one for one in (*again, *cited) if not _within(one, steps)]
    lines = (*reverts, *pinned, *apart, *series)[:MOST]
    return Ties(lines, undone, mends, tuple(one.shas for one in series))


def _within(line: Headline, groups: Sequence[frozenset[str]]) -> bool:
    """Whether one of the groups, each told in a line of its own, has all commits of a line."""
    return any(group.issuperset(line.shas) for group in groups)


def _reverts(stories: Sequence[Story]) -> tuple[list[Headline], frozenset[str], list[frozenset[str]]]:
    """What is out at the end, and what is in again, with the commits of each chain. A chain of reverts is told once, by
    its newest commit: a revert that was itself taken back is no news."""
    here = {story.brief.commit.sha: story.brief for story in stories}
    lines: list[Headline] = []
    undone: set[str] = set()
    told: set[str] = set()
    chains: list[frozenset[str]] = []
    for story in stories:
        brief = story.brief
        if not (brief.reverts or brief.restores) or brief.commit.sha in told or brief.reverted_by:
            continue
        chain = [brief]
        while (name := _named(chain[-1])) and name.sha in here and here[name.sha] not in chain:
            chain.append(here[name.sha])
        chains.append(frozenset(one.commit.sha for one in chain))
        told |= chains[-1]
        about = _named(chain[-1])
        whole = about is None  # it begins in this report
        last = chain[-1].commit
        params: tuple[tuple[str, Value], ...] = (
            ("commit", CommitRef(about.sha, about.subject) if about else CommitRef(last.sha, last.subject)),
        )
        key = ("headline-undone" if whole else "headline-reverts") if brief.reverts else "headline-back"
        if whole and not brief.reverts:
            key = "headline-again"
            between = chain[1].commit
            params += (("revert", CommitRef(between.sha, between.subject)), ("later", _ref(story)))
        shas = (brief.commit.sha, last.sha) if whole else (brief.commit.sha,)
        lines.append(_line(key, story, params, shas))
        if len(chain) > 1:
            nothing_left = chain if whole and brief.reverts else chain[1 : -1 if whole else None]
            undone |= {one.commit.sha for one in nothing_left}
    return lines, frozenset(undone), chains


def _named(brief: Brief) -> CommitName | None:
    """The commit that one takes back, or whose taking back it takes back."""
    return brief.reverts or brief.restores


Spot = tuple[str, str]  # a file and the text of a line in it


def _again(stories: Sequence[Story], undone: frozenset[str]) -> Iterator[Headline]:
    """Later commits that take out lines which an earlier one of the report had brought."""
    brought: dict[Spot, int] = {}  # the place of the latest commit so far that added a line to a file
    taken: dict[Spot, int] = {}
    for place in range(len(stories) - 1, -1, -1):
        story = stories[place]
        out, into = _spots(story, "-"), _spots(story, "+")
        whole = Counter(path for path, _ in out)
        back = _met(into, taken)
        for earlier, spots in sorted(_met(out, brought).items()):
            lines = Counter(path for path, _ in spots)
            share = len(spots) / sum(whole[path] for path in lines)
            enough = len(spots) >= ENOUGH or (len(spots) >= FEW and share >= SHARE)
            if enough and not undone & {story.brief.commit.sha, stories[earlier].brief.commit.sha}:
                yield _reworked(story, stories[earlier], lines, share, len(back.get(earlier, ())))
        brought.update(dict.fromkeys(into, place))
        taken.update(dict.fromkeys(out, place))


def _spots(story: Story, mark: str) -> list[Spot]:
    """The telling lines that a commit takes out (`-`) or brings (`+`)."""
    return [
        ((file.old_path if mark == "-" else None) or file.path, text.strip())
        for file in story.reading.files(*_READ)
        for hunk in file.hunks
        for text in hunk.texts(mark)
        if _tells(text)
    ]


def _met(spots: Sequence[Spot], earlier: Mapping[Spot, int]) -> dict[int, list[Spot]]:
    """The spots that earlier commits touched, by the place of the commit."""
    found: dict[int, list[Spot]] = {}
    for spot in spots:
        if (place := earlier.get(spot)) is not None:
            found.setdefault(place, []).append(spot)
    return found


def _reworked(story: Story, other: Story, lines: Counter[str], share: float, back: int) -> Headline:
    count = sum(lines.values())
    fixes = any(one.type is ChangeType.FIX for one in story.brief.types[:1])
    if back >= ENOUGH and 2 * back >= count:
        key = "tie-restores"
    else:
        key = "tie-mends" if fixes and share >= SHARE else "tie-again"
    shown = tuple(Code(path.rpartition("/")[2]) for path, _ in lines.most_common(FILES))
    files = Listing(tuple(dict.fromkeys(shown)), max(0, len(lines) - len(shown)))
    params: tuple[tuple[str, Value], ...] = (
        ("later", _ref(story)),
        ("earlier", _ref(other)),
        ("lines", count),
        ("files", files),
    )
    return _line(key, story, params, (story.brief.commit.sha, other.brief.commit.sha))


def _tells(text: str) -> bool:
    text = text.strip()
    return len(text) >= LONG and not _TRIVIAL.match(text)


def _pins(stories: Sequence[Story]) -> Iterator[Headline]:
    """Versions that went on from where an earlier commit of the report had put them, or back."""
    last: dict[str, tuple[Story, str, str]] = {}
    for story in reversed(stories):
        for name, (before, after) in _moves(story).items():
            if (found := last.get(name)) is not None and found[2] == before and found[1] != before:
                other, first, middle = found
                params: tuple[tuple[str, Value], ...] = (
                    ("name", Code(name)),
                    ("first", Code(first)),
                    ("middle", Code(middle)),
                    ("last", Code(after)),
                    ("later", _ref(story)),
                    ("earlier", _ref(other)),
                )
                key = "tie-value-back" if after == first else "tie-value-on"
                yield _line(key, story, params, (story.brief.commit.sha, other.brief.commit.sha))
            last[name] = (story, before, after)


def _moves(story: Story) -> dict[str, tuple[str, str]]:
    """What a commit moves from one value to another, by name."""
    found: dict[str, tuple[str, str]] = {}
    for one in story.brief.statements:
        params = dict(one.params)
        name, before, after = (params.get(key) for key in ("name", "before", "after"))
        if isinstance(name, Code) and isinstance(before, Code) and isinstance(after, Code):
            found.setdefault(name.text, (before.text, after.text))
    return found


def _cited(stories: Sequence[Story]) -> Iterator[Headline]:
    """Messages that name the request, or the commit, of an earlier one."""
    numbers: dict[str, Story] = {}
    for story in reversed(stories):
        message = story.brief.commit.message
        own = _OWN.search(story.brief.commit.subject)
        cited = {
            number for pair in _CITED.findall(_OWN.sub("", message, count=1)) for number in pair if number
        }
        for number in sorted(cited):
            other = numbers.get(number)
            if other is not None and other is not story:
                params = (("later", _ref(story)), ("earlier", _ref(other)))
                yield _line("tie-cites", story, params, (story.brief.commit.sha, other.brief.commit.sha))
        if own:
            numbers[own[1]] = story


def _series(stories: Sequence[Story], undone: frozenset[str]) -> Iterator[Headline]:
    """Commits of one author on one subject by its scope or tag, or under one numbered title."""
    groups: dict[tuple[str, str], list[Story]] = {}
    for story in stories:
        if story.brief.bot or story.aside or story.brief.commit.sha in undone:
            continue
        for label in story.reach[:1]:
            groups.setdefault((story.brief.commit.author.name, label.lower()), []).append(story)
    for (_, label), group in groups.items():
        paths = Counter(path for one in group for path in {file.path for file in one.brief.commit.files})
        shared = any(count > 1 for count in paths.values())
        if len(group) >= _SERIES and (shared or len(group) > _SERIES):
            name = next(one.reach[0] for one in group if one.reach[0].lower() == label)
            params: tuple[tuple[str, Value], ...] = (
                ("author", Code(group[0].brief.commit.author.name)),
                ("name", Quote(name)),
                ("count", len(group)),
            )
            yield _line("tie-series", group[0], params, tuple(one.brief.commit.sha for one in group))


def _ref(story: Story) -> CommitRef:
    return CommitRef(story.brief.commit.sha, story.brief.commit.subject)


def _line(key: str, story: Story, params: tuple[tuple[str, Value], ...], shas: tuple[str, ...]) -> Headline:
    proof = (Evidence("", Side.NEW, 1, story.brief.commit.subject[:EVIDENCE_CHARACTERS]),)
    return Headline(HeadlineKind.ACROSS, Statement(Section.SUMMARY, key, key, proof, params), shas)
