"""The topics below the leads: breaks, security, interfaces and dependencies that no lead has told yet.

They come from statements whose rule names a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from classifier.bounds import ASIDE
from classifier.overview.stories import LEVELS
from classifier.paths import Role
from classifier.rulebook import RuleBook
from classifier.statements.literal import short_path
from history.briefs import Brief, Code, Listing, Section, Statement, Term, Value
from history.editions import Headline, HeadlineKind, Lead

MOST = {
    HeadlineKind.BREAKING: 12,
    HeadlineKind.INTERFACES_NEW: 6,
    HeadlineKind.INTERFACES_GONE: 6,
    HeadlineKind.DEPENDENCIES: 7,
    HeadlineKind.SECURITY: 5,
}
OF_COMMIT = 3  # breaks of one commit
LEAST = 3  # the tier that is only shown where there is no other
NAMED = 8  # names in one line
TOGETHER = {
    HeadlineKind.INTERFACES_NEW: "headline-new",
    HeadlineKind.INTERFACES_GONE: "headline-gone",
}


@dataclass(frozen=True, slots=True)
class _Story:
    """One statement worth a headline, and its commit."""

    statement: Statement
    brief: Brief
    tier: int = 0

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        name = dict(self.statement.params).get("name")
        is_variable = isinstance(name, Code) and VARIABLE.search(name.text) is not None
        level = LEVELS[self.brief.verdict.level]
        return self.tier, self.tier == 0 and is_variable, level, -self.statement.weight


VARIABLE = re.compile(r"^[A-Z0-9_]+$|_(?:tag|version|ref|commit|sha|image)$")  # it holds somebody's version
VERSION = re.compile(r"\d+(?:\.\d+)+(?:[.-]?(?:post|rc|dev|alpha|beta|a|b)\.?\d+)*")
MANIFESTS = frozenset({Role.DEPENDENCY_MANIFEST, Role.BUILD, Role.SOURCE})
PRODUCT = frozenset({Role.SOURCE, Role.CONFIGURATION, Role.DEPENDENCY_MANIFEST, Role.OTHER})
# What stands for a version in an example or template, and is none.
PLACEHOLDER = re.compile(
    r"^(?:my|your|some)[-_]|^<.*>$|\$\{|\{\{|^(?:latest|tag|example|xxx+|todo|x\.y(?:\.z)?)$", re.IGNORECASE
)
OWN_VERSION = frozenset({"version", "appVersion"})  # of a chart: a release, no dependency


def topics(briefs: Sequence[Brief], book: RuleBook, led: Sequence[Lead]) -> Iterator[Headline]:
    """The topics of a report, but for what its leads say."""
    kinds = {rule.id: rule.headline for rule in book.statements if rule.headline}
    said = {(lead.shas[0], one.key, one.params) for lead in led for one in lead.effects}
    stories: dict[HeadlineKind, list[_Story]] = {}
    for brief in briefs:
        for one in brief.statements:
            kind = kinds.get(one.rule)
            if kind is None or (brief.commit.sha, one.key, one.params) in said:
                continue
            if _is_worth_it(kind, one, book):
                stories.setdefault(kind, []).append(_Story(one, brief, _tier(kind, one, book)))
    for kind, some in stories.items():
        yield from _by_commit(some) if kind is HeadlineKind.BREAKING else _told(kind, some)


def _is_worth_it(kind: HeadlineKind, statement: Statement, book: RuleBook) -> bool:
    """Whether a statement belongs to a topic: a script's option is no interface of the product, nor a placeholder a
    version."""
    roles = {book.paths.role(line.path) for line in statement.evidence if line.path}
    params = dict(statement.params)
    match kind:
        case HeadlineKind.INTERFACES_NEW | HeadlineKind.INTERFACES_GONE:
            return bool(roles & PRODUCT)
        case HeadlineKind.SECURITY:
            return not roles <= ASIDE - {Role.CI}
        case HeadlineKind.DEPENDENCIES:
            values = [
                value.text for name in ("before", "after") if isinstance(value := params.get(name), Code)
            ]
            if any(PLACEHOLDER.search(value) for value in values):
                return False
            name = params.get("name")
            charts = all(line.path.rpartition("/")[2].startswith("Chart.") for line in statement.evidence)
            return not (charts and isinstance(name, Code) and name.text in OWN_VERSION)
        case _:
            return not roles or not roles <= ASIDE


def _tier(kind: HeadlineKind, statement: Statement, book: RuleBook) -> int:
    """What a dependency is needed for: 0 a version that moved in a manifest or build, 1 what came or went
    there, 2 what a deployment pulls, 3 what examples, tests and checks use. Other kinds have one tier."""
    if kind is not HeadlineKind.DEPENDENCIES:
        return 0
    roles = {book.paths.role(line.path) for line in statement.evidence}
    if roles <= ASIDE:
        return LEAST
    if statement.rule == "image-replaced" or not roles & MANIFESTS:
        return 2
    params = dict(statement.params)
    return 1 if "before" not in params or _is_pin(params["before"]) else 0


def _by_commit(stories: Iterable[_Story]) -> Iterator[Headline]:
    """Breaks, those of one commit after one another, the weightiest commits first."""
    groups: dict[str, list[_Story]] = {}
    for story in sorted(stories, key=lambda one: one.rank):
        groups.setdefault(story.brief.commit.sha, []).append(story)
    for sha, group in list(groups.items())[: MOST[HeadlineKind.BREAKING]]:
        for story in group[:OF_COMMIT]:
            yield Headline(HeadlineKind.BREAKING, story.statement, (sha,))


def _told(kind: HeadlineKind, stories: Iterable[_Story]) -> Iterator[Headline]:
    """The stories of a kind, the most important commits first; what is the same thing in one line."""
    groups: dict[object, list[_Story]] = {}
    stories = sorted(
        (part for story in stories for part in _parts(kind, story)), key=lambda story: story.rank
    )
    if any(story.tier < LEAST for story in stories):
        stories = [story for story in stories if story.tier < LEAST]
    for story in stories:
        groups.setdefault(_sameness(kind, story), []).append(story)
    for group in list(groups.values())[: MOST[kind]]:
        shas = tuple(dict.fromkeys(one.brief.commit.sha for one in group))
        yield Headline(kind, _joined(kind, group), shas)


def _parts(kind: HeadlineKind, story: _Story) -> Iterator[_Story]:
    """A story about new flags as one for each file that defines some: two programs of a repository may know
    a flag of the same name. Other stories as they are."""
    params = dict(story.statement.params)
    names = params.get("names")
    if (
        kind is not HeadlineKind.INTERFACES_NEW
        or _one(params.get("kind")) != "kind-flag"
        or not isinstance(names, Listing)
    ):
        yield story
        return
    paths = {line.path for line in story.statement.evidence}
    only = next(iter(paths)) if len(paths) == 1 else ""
    by_path: dict[str, list[Code]] = {}
    for item in names.items:
        proof = next((line for line in story.statement.evidence if item.text in line.text), None)
        by_path.setdefault(proof.path if proof else only, []).append(item)
    for place, (path, items) in enumerate(by_path.items()):
        evidence = tuple(line for line in story.statement.evidence if line.path == path)
        listing = Listing(tuple(items), 0 if place else names.more)
        shown = (("kind", params["kind"]), ("names", listing), ("place", Code(short_path(path))))
        yield replace(
            story,
            statement=replace(
                story.statement,
                params=shown if path else shown[:2],
                evidence=evidence or story.statement.evidence,
            ),
        )


def _sameness(kind: HeadlineKind, story: _Story) -> object:
    """What stories of one line have in common: the kind of interface, the move of a version (which a commit
    makes under several names, `nixl` and `NIXL_REF`), else the whole sentence but for the file."""
    statement = story.statement
    params = dict(statement.params)
    if kind is HeadlineKind.DEPENDENCIES and {"before", "after"} <= params.keys():
        versions = tuple(_version(params[name]) for name in ("before", "after"))
        if all(versions):
            return story.brief.commit.sha, versions
    if kind in TOGETHER:
        return _one(params.get("kind")), params.get("place")
    return statement.key, tuple((name, value) for name, value in statement.params if name != "path")


def _version(value: Value) -> str:
    """The bare version in a requirement or an image's tag: `1.2` of `==1.2`, `v1.2` and `v1.2-cu129`."""
    text = value.text if isinstance(value, Code) else ""
    if _is_pin(value):
        return "pin"
    if (found := VERSION.search(text)) is not None:
        return found[0]
    return text.lstrip("=<>~^! v") if re.search(r"\d", text) else ""


def _is_pin(value: Value) -> bool:
    """Whether a version is a commit's hash, which tells a reader nothing."""
    return isinstance(value, Code) and re.fullmatch(r"[0-9a-f]{7,64}", value.text) is not None


def _one(value: Value | None) -> str:
    """The key of a kind, whether one thing or several are meant."""
    return value.key.removesuffix("-many") if isinstance(value, Term) else ""


def _joined(kind: HeadlineKind, group: Sequence[_Story]) -> Statement:
    first = group[0].statement
    if kind is HeadlineKind.DEPENDENCIES and {"name", "before", "after"} <= dict(first.params).keys():
        return _moved(first)
    if kind not in TOGETHER or "kind" not in dict(first.params):
        return first
    names: list[Code] = []
    more = 0
    for story in group:
        listing = dict(story.statement.params).get("names")
        if isinstance(listing, Listing):
            names += [item for item in listing.items if item not in names]
            more += listing.more
    shown = tuple(names[:NAMED])
    more += len(names) - len(shown)
    term = _one(dict(first.params)["kind"]) + ("-many" if len(shown) + more > 1 else "")
    evidence = tuple(line for story in group for line in story.statement.evidence)
    params: list[tuple[str, Value]] = [("kind", Term(term)), ("names", Listing(shown, more))]
    key = TOGETHER[kind]
    if (place := dict(first.params).get("place")) is not None:
        params.append(("place", place))
        key += "-in"
    return Statement(Section.SUMMARY, key, first.rule, evidence, tuple(params), first.weight)


def _moved(statement: Statement) -> Statement:
    """A version that moved, with the file that it stands in; a commit that is pinned instead of another has no
    versions to compare."""
    params = dict(statement.params)
    shown = (
        ("place", Code(short_path(statement.evidence[0].path))),
        *((name, params[name]) for name in ("name", "before", "after")),
    )
    key = "headline-pinned" if _is_pin(params["after"]) else "headline-moved"
    return replace(statement, key=key, params=shown)
