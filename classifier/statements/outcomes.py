"""What became of the names in a file: which came, went, were renamed, take other arguments, hold other values,
or only had their bodies changed; then which others the changed lines use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from classifier.facts.interface import Change, Fact, Subject
from classifier.statements.literal import is_special
from classifier.statements.material import Material
from history.briefs import Code, Listing, Series

# What is no name of its own, or is told better elsewhere.
UNNAMED = frozenset(
    {
        Subject.FILE,
        Subject.DIRECTORY,
        Subject.PACKAGE,
        Subject.GENERATED,
        Subject.VENDORED,
        Subject.LOCK_FILE,
        Subject.FILE_MODE,
        Subject.PARAMETER,
        Subject.DECORATOR,
        Subject.PARAMETRISATION,
        Subject.SNAPSHOT,
        Subject.COVERAGE,
        Subject.PAGE,
        Subject.DOCSTRING,
        Subject.LINK,
        Subject.SIGNAL,
        Subject.LICENSE,
        Subject.MIGRATION,
        Subject.AUTHOR_SENTENCE,
        Subject.AUTHOR_ITEM,
        Subject.AUTHOR_BREAKING,
        Subject.AUTHOR_ISSUE,
        Subject.CONDITION,
        Subject.LOOP,
        Subject.RESULT,
        Subject.EXCEPTION,
        Subject.CALL,
        Subject.ARGUMENT,
        Subject.TEXT,
        Subject.LOCAL,
        Subject.EXPRESSION,
    }
)
FATES = {
    Change.ADDED: "fate-added",
    Change.REMOVED: "fate-removed",
    Change.RENAMED: "fate-renamed",
    Change.MOVED: "fate-moved",
    Change.SIGNATURE_CHANGED: "fate-signature",
    Change.TYPE_CHANGED: "fate-type",
    Change.VALUE_CHANGED: "fate-value",
    Change.DEFAULT_CHANGED: "fate-value",
    Change.BUMPED: "fate-value",
    Change.DOWNGRADED: "fate-value",
    Change.DEPRECATED: "fate-deprecated",
    Change.CHANGED: "fate-changed",
}
# What a file that is no definition does with a name that others define: `extra["what"]` of a changed fact.
WEAK = {
    "comments": "fate-comments",
    "added": "fate-uses",
    "removed": "fate-uses-no-more",
    "item_added": "fate-lists",
    "item_removed": "fate-lists-no-more",
}
SET = {"added": "fate-sets", "removed": "fate-sets-no-more"}  # where `extra["role"]` is `set`
MOST_FILES = 60  # of an area whose names are looked at, the largest first
USED = ("fate-uses", "fate-uses-no-more", "fate-around")
ORDER = tuple(dict.fromkeys((*FATES.values(), "fate-comments", *SET.values(), *WEAK.values(), *USED)))
SMALL = frozenset({Subject.FIELD, Subject.CONSTANT, Subject.CONFIG_KEY})


def fates(material: Material, paths: Iterable[str], named: set[str], most: int) -> Series | None:
    """What became of at most `most` names of some files; declarations and the classes of methods before names
    that are only used, public ones first, none of `named`. `None` where there is nothing to say."""
    found: dict[str, str] = {}  # name → key of its fate, the first one that was told
    declared = 0
    for path in islice(paths, MOST_FILES):
        facts = sorted(filter(_is_told, material.facts_in.get(path, ())), key=_rank)
        for key, name in _told(facts):
            if declared == most:
                break
            if (code := _fresh(material, name, named)) and code.text not in found:
                found[code.text] = key
                declared += 1
        if declared == most:
            break
        for one in material.mentions_by_path.get(path, ())[: 2 * most]:
            key = USED[2] if one.added and one.removed else USED[0] if one.added else USED[1]
            if code := _fresh(material, one.name, named):
                found.setdefault(code.text, key)
    chosen = sorted(found, key=lambda name: found[name] in USED)[:most]
    parts = tuple(
        (key, Listing(tuple(Code(name) for name in names)))
        for key in ORDER
        if (names := [name for name in chosen if found[name] == key])
    )
    return Series(parts) if parts else None


def _told(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """The fates of the names of a file, then of the classes whose methods they are."""
    for fact in facts:
        yield _fate(fact), fact.name
    for fact in facts:
        if fact.subject is Subject.METHOD and fact.owner:
            yield "fate-changed", fact.owner


def _is_told(fact: Fact) -> bool:
    return (
        fact.evidence[0].line > 0  # what is the file itself is no name in it
        and fact.subject not in UNNAMED
        and fact.change in FATES
        and "nested" not in fact.extra
    )


def _fate(fact: Fact) -> str:
    if fact.change is Change.CHANGED and "item" not in fact.extra and (what := fact.extra.get("what")):
        weak = {**WEAK, **SET} if fact.extra.get("role") == "set" else WEAK
        return weak.get(what, FATES[fact.change])
    return FATES[fact.change]


def _fresh(material: Material, name: str, named: set[str]) -> Code | None:
    code = material.grounds.name(name)
    return code if code is not None and code.text not in named else None


def _rank(fact: Fact) -> tuple[bool, bool, bool, bool]:
    return (is_special(fact.name), fact.public is False, fact.subject in SMALL, fact.change is Change.CHANGED)


def names_of(series: Series | None) -> Sequence[str]:
    """The names that a series shows."""
    return [item.text for _, names in series.parts for item in names.items] if series else []
