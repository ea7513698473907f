"""The day in a few lines: what stands at the head of a report, across its commits.

Breaks, interfaces, dependencies and security come from statements whose rule names a headline; reverts,
busy modules and people from the commits themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from classifier.paths import Role, module_of
from classifier.rulebook import RuleBook
from classifier.statements.literal import short_path
from history.briefs import (
    EVIDENCE_CHARACTERS,
    Brief,
    Code,
    CommitRef,
    Evidence,
    Headline,
    HeadlineKind,
    Importance,
    Listing,
    Section,
    Side,
    Statement,
    Term,
    Value,
)
from history.records import Person

MOST = {
    HeadlineKind.BREAKING: 6,
    HeadlineKind.INTERFACES_NEW: 6,
    HeadlineKind.INTERFACES_GONE: 6,
    HeadlineKind.DEPENDENCIES: 7,
    HeadlineKind.SECURITY: 5,
    HeadlineKind.REVERTS: 5,
    HeadlineKind.HOT_MODULES: 3,
}
LEAST = 3  # the tier that is only shown where there is no other
NAMED = 8  # names in one line
BUSY = 3  # commits that make a module a busy one
TOGETHER = {
    HeadlineKind.INTERFACES_NEW: "headline-new",
    HeadlineKind.INTERFACES_GONE: "headline-gone",
}
ORDER = {Importance.HIGH: 0, Importance.MEDIUM: 1, Importance.LOW: 2}


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
        level = ORDER[self.brief.verdict.level]
        return self.tier, self.tier == 0 and is_variable, level, -self.statement.weight


VARIABLE = re.compile(r"^[A-Z0-9_]+$|_(?:tag|version|ref|commit|sha|image)$")  # it holds somebody's version
VERSION = re.compile(r"\d+(?:\.\d+)+(?:[.-]?(?:post|rc|dev|alpha|beta|a|b)\.?\d+)*")
MANIFESTS = frozenset({Role.DEPENDENCY_MANIFEST, Role.BUILD, Role.SOURCE})
ASIDE = frozenset({Role.EXAMPLE, Role.BENCHMARK, Role.TEST, Role.DOCUMENTATION, Role.CI, Role.TOOLING})


def _tier(kind: HeadlineKind, statement: Statement, book: RuleBook) -> int:
    """What a dependency is needed for: 0 a version that moved in a manifest or build, 1 what came or went
    there, 2 what a deployment pulls, 3 what examples, tests and checks use. Other kinds have one tier."""
    if kind is not HeadlineKind.DEPENDENCIES:
        return 0
    roles = {book.paths.role(line.path) for line in statement.evidence}
    if roles <= ASIDE:
        return 3
    if statement.rule == "image-replaced" or not roles & MANIFESTS:
        return 2
    params = dict(statement.params)
    return 1 if "before" not in params or _is_pin(params["before"]) else 0


def headlines(
    briefs: Sequence[Brief], book: RuleBook, known: Collection[Person] | None = None
) -> tuple[Headline, ...]:
    """The opening of a report. `known` are the people who had contributed before, `None` if that is not
    known: then nobody is called a first-time contributor."""
    kinds = {rule.id: rule.headline for rule in book.statements if rule.headline}
    stories: dict[HeadlineKind, list[_Story]] = {}
    for brief in briefs:
        for statement in brief.statements:
            if (kind := kinds.get(statement.rule)) is not None:
                stories.setdefault(kind, []).append(_Story(statement, brief, _tier(kind, statement, book)))
    found = [one for kind, some in stories.items() for one in _told(kind, some)]
    found += [*_reverts(briefs), *_hot_modules(briefs), *_people(briefs, known)]
    order = list(HeadlineKind)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


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
        yield Headline(
            kind, _joined(kind, group), tuple(dict.fromkeys(one.brief.commit.sha for one in group))
        )


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


def _reverts(briefs: Sequence[Brief]) -> Iterator[Headline]:
    here = {brief.commit.sha for brief in briefs}
    for brief in [one for one in briefs if one.reverts][: MOST[HeadlineKind.REVERTS]]:
        undone = brief.reverts
        if undone is None:
            continue
        both = undone.sha in here
        yield Headline(
            HeadlineKind.REVERTS,
            Statement(
                Section.SUMMARY,
                "headline-undone" if both else "headline-reverts",
                "headline-reverts",
                (_subject_of(brief),),
                (("commit", CommitRef(undone.sha, undone.subject)),),
            ),
            (brief.commit.sha, undone.sha) if both else (brief.commit.sha,),
        )


def _hot_modules(briefs: Sequence[Brief]) -> Iterator[Headline]:
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
    for module in busy[: MOST[HeadlineKind.HOT_MODULES]]:
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


def _people(briefs: Sequence[Brief], known: Collection[Person] | None) -> Iterator[Headline]:
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
