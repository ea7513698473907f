"""Dependencies added, removed and moved between versions, whatever the manifest.

`before` and `after` are the requirements as written. `extra`: `ecosystem`; `step` (`major`, `minor`,
`patch`, `pre`) for a bump; `form` is `variable` for a version variable, `image` for an image tag,
`install` for a package that a script or image installs, `locked` for what only a lock file moves, `pin` for a version
that the project itself works with and asks of nobody, and `target` for a framework that is built for; `pin` is `commit`
where an action is pinned to one; `advisory` is what the message names in the line that names the package, or of
the first that moves; `places` and `files` count where the same step was made. `owner` is the section, "" for the main one;
`for` is `dev` where only those who work on the project or test it need it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from classifier.facts.compare import Family, compare
from classifier.facts.dependencies import compiled, delivery, python, rows, scripting, trees
from classifier.facts.dependencies.interface import Format
from classifier.facts.dependencies.locks import is_named, locked
from classifier.facts.dependencies.versions import change_of, step
from classifier.facts.edits import Edit
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.paths import Role
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import Gap, GapReason

FORMATS: tuple[Format, ...] = (
    *python.FORMATS, *compiled.FORMATS, *scripting.FORMATS, *rows.FORMATS, *trees.FORMATS, *delivery.FORMATS,
)  # fmt: skip


# What stands there is told, but of what the product itself has if that says the same.
ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.BENCHMARK, Role.DOCUMENTATION, Role.SCRIPT})
MOST = 30_000  # requirements of a commit: a workspace of some thousand projects
_OF_DEVELOPERS = re.compile(r"(?:dev|test|androidTest)(?![a-z])")
_COMMIT = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{28}\b")


class Dependencies:
    """Requirements in the manifests that a commit changes."""

    def facts(self, view: CommitView) -> Iterator[Fact | Gap]:
        """Yield what the manifests gained, lost and require otherwise; a requirement that only went from
        one file to another has moved, or changed its version on the way. Beyond `MOST` of them the other
        manifests are named as gaps."""
        found: list[tuple[Fact, Format]] = []
        for edit in view.edits:
            if len(found) > MOST:
                if any(form.owns(edit.path) for form in FORMATS):
                    yield Gap(GapReason.OVER_BUDGET, edit.path)
                continue
            for form in FORMATS:
                if not form.owns(edit.path) or (edit.role is Role.TEST and form.ecosystem == "variable"):
                    continue
                if form.subject is Subject.LANGUAGE_VERSION and _is_another(edit):
                    continue
                facts = compare(edit, Family(form.subject, form.find))
                found += [
                    (fact, form)
                    for fact in facts
                    if not _is_of_the_chart(fact) and not _is_still_installed(fact, edit)
                ]
        told = [_told(_as_said(fact, view), form.ecosystem) for fact, form in _carried(found)]
        told += _only_locked(told, view)
        told = _with_advisories(_with_variants(_once_for_all(told), view), view)
        told = [_with_whom(fact) for fact in told]
        aside = {change.path for change, role in view.files if role in ASIDE}
        yield from _together(sorted(told, key=lambda fact: fact.path in aside) if aside else told)


def _with_whom(fact: Fact) -> Fact:
    """The fact, marked where the requirement is only of those who work on the project or test it."""
    if fact.subject is not Subject.DEPENDENCY or not _OF_DEVELOPERS.match(fact.owner):
        return fact
    return replace(fact, extra=MappingProxyType({**fact.extra, "for": "dev"}))


def _is_of_the_chart(fact: Fact) -> bool:
    """Whether a chart only came to name the version of its application, or no longer does: nothing is installed."""
    came_or_went = fact.change in {Change.ADDED, Change.REMOVED}
    return came_or_went and (fact.owner, fact.name) == ("chart", "appVersion")


def _is_still_installed(fact: Fact, edit: Edit) -> bool:
    """Whether what a script no longer installs by its name still stands in the script: in a variable, without its version."""
    if fact.change is not Change.REMOVED or fact.extra.get("form") != "install":
        return False
    named = re.compile(rf"(?<![\w-]){re.escape(fact.name)}(?![\w-])", re.IGNORECASE)
    return any(named.search(block.text) for block in edit.new.searched)


def _once_for_all(facts: list[Fact]) -> list[Fact]:
    """The facts without those of packages that come or go without a version, where one place keeps the versions of
    all and says the same."""
    kept = {(fact.change, fact.name) for fact in facts if fact.before or fact.after}
    return [
        fact
        for fact in facts
        if fact.subject is not Subject.DEPENDENCY
        or fact.change not in {Change.ADDED, Change.REMOVED}
        or fact.before
        or fact.after
        or (fact.change, fact.name) not in kept
    ]


def _is_another(edit: Edit) -> bool:
    """Whether a manifest is that of another package than before: a copy in another folder asks nothing new."""
    old, new = edit.change.old_path, edit.change.new_path
    return bool(old and new) and str(old).rpartition("/")[0] != str(new).rpartition("/")[0]


def _with_variants(facts: list[Fact], view: CommitView) -> list[Fact]:
    """The facts, where a Swift package keeps a manifest for each older compiler: the newest asks nothing of those
    who have one of the others."""
    if not any("Package@swift-" in change.path for change, _ in view.files):
        return facts
    pin = {"form": "pin"}
    return [
        replace(fact, extra=MappingProxyType({**fact.extra, **pin}))
        if fact.subject is Subject.LANGUAGE_VERSION and fact.name == "swift"
        else fact
        for fact in facts
    ]


def _only_locked(told: list[Fact], view: CommitView) -> list[Fact]:
    """What lock files move and no manifest of the commit speaks of."""
    declared = {(fact.extra["ecosystem"], fact.name) for fact in told}
    return [
        _told(replace(fact, extra=MappingProxyType({"form": "locked"})), ecosystem)
        for fact, ecosystem in locked(view)
        if (ecosystem, fact.name) not in declared
    ]


_HEX = re.compile(r"[0-9a-f]{12,40}")


def _as_said(fact: Fact, view: CommitView) -> Fact:
    """A move from commit to commit with the versions that the message gives them: `bump x from 1.0 to 1.1`. Where
    one of the two is known by its commit alone, so is the other."""
    before, after = fact.before or "", fact.after or ""
    if fact.extra.get("pin") != "commit" or fact.change is not Change.VALUE_CHANGED:
        return fact
    if not (_HEX.fullmatch(before) or _HEX.fullmatch(after)):
        return fact
    pattern = rf"{re.escape(fact.name)}`?\s+from\s+`?(v?\d[\w.+-]*)`?\s+to\s+`?(v?\d[\w.+-]*\w)"
    said = re.search(pattern, view.commit.message)
    if said is None:
        commit = fact.extra.get("commit", "")
        return replace(fact, after=commit) if _HEX.fullmatch(before) and commit else fact
    number = view.commit.message.count("\n", 0, said.start()) + 1
    line = view.commit.message.split("\n")[number - 1].strip()[:EVIDENCE_CHARACTERS]
    proof = (*fact.evidence, Evidence("", Side.NEW, number, line))
    return replace(fact, before=said[1], after=said[2], evidence=proof)


_ADVISORY = re.compile(r"\bCVE-\d{4}-\d{4,7}\b|\bGHSA(?:-[0-9a-z]{4}){3}\b")


def _with_advisories(facts: list[Fact], view: CommitView) -> list[Fact]:
    """The facts with the advisory that the message names: that of the package in the same line, else of the first that
    moves. That the message names it is all that is said."""
    lines = [line for line in view.commit.message.split("\n") if _ADVISORY.search(line)]
    moved = [f for f in facts if f.subject is Subject.DEPENDENCY and f.change in _MOVED_ON]
    if not lines or not moved:
        return facts
    named = {id(fact): line for fact in moved for line in lines if is_named(fact.name, line)}
    return [
        replace(fact, extra=MappingProxyType({**fact.extra, "advisory": _ADVISORY.findall(line)[0]}))
        if (line := (named or {id(moved[0]): lines[0]}).get(id(fact)))
        else fact
        for fact in facts
    ]


def _carried(found: list[tuple[Fact, Format]]) -> Iterator[tuple[Fact, Format]]:
    gone: defaultdict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    come: Counter[tuple[str, str, str]] = Counter()
    for fact, form in found:
        if fact.change is Change.REMOVED:
            gone[_key(fact, form)].append(fact)
        elif fact.change is Change.ADDED:
            come[_key(fact, form)] += 1
    for fact, form in found:
        key = _key(fact, form)
        # An image is pulled where it is named, and a manifest asks for a language on its own: neither moves.
        if fact.extra.get("form") == "image" or fact.subject is Subject.LANGUAGE_VERSION:
            yield fact, form
            continue
        if fact.change is Change.REMOVED and come[key]:
            continue
        if fact.change is Change.ADDED and key in gone:
            old = gone[key].pop(0) if len(gone[key]) > 1 else gone[key][0]
            moved = fact.after == old.before
            yield (
                replace(
                    fact,
                    change=Change.MOVED if moved else Change.VALUE_CHANGED,
                    before=old.path if moved else old.before,
                    after=fact.path if moved else fact.after,
                    evidence=(*fact.evidence, *old.evidence),
                ),
                form,
            )
        else:
            yield fact, form


# A name or value that somebody is meant to replace says nothing of what is used.
_PLACEHOLDER = re.compile(
    r"(?:^|[/_.:-])(?:my|your)-|placeholder|change-?me|replace[_-]?me|dummy|x\.y\.z|[<>$]|\{\{", re.IGNORECASE
)
_MOVED_ON = frozenset({
    Change.BUMPED, Change.DOWNGRADED, Change.VALUE_CHANGED, Change.TIGHTENED, Change.LOOSENED, Change.CHANGED,
})  # fmt: skip
MOST_EVIDENCE = 4


def _together(facts: list[Fact]) -> Iterator[Fact]:
    """The facts without placeholders; what goes from one version to another in several places is told once."""
    alike: dict[tuple[object, ...], list[Fact]] = {}
    for place, fact in enumerate(facts):
        if _is_placeholder(fact):
            continue
        key: tuple[object, ...] = (place,)
        if fact.change in _MOVED_ON:
            key = (
                fact.kind,
                fact.name,
                fact.before,
                fact.after,
                fact.extra.get("form"),
                fact.extra.get("changed"),
            )
        alike.setdefault(key, []).append(fact)
    for same in alike.values():
        if len(same) == 1:
            yield same[0]
            continue
        extra = {**same[0].extra, "places": str(len(same)), "files": str(len({fact.path for fact in same}))}
        first = same[0].evidence if len(same[0].evidence) < MOST_EVIDENCE else same[0].evidence[:2]
        rest = sorted(same[1:], key=lambda fact: fact.path == same[0].path)  # no file shows it for all
        others = tuple(fact.evidence[0] for fact in rest)[: MOST_EVIDENCE - len(first)]
        yield replace(same[0], evidence=(*first, *others), extra=MappingProxyType(extra))


def _is_placeholder(fact: Fact) -> bool:
    if fact.extra.get("form") not in {"variable", "image"} and fact.subject is not Subject.BASE_IMAGE:
        return False
    values = [value for value in (fact.before, fact.after) if value]
    return _PLACEHOLDER.search(fact.name) is not None or (
        bool(values) and all(_PLACEHOLDER.search(value) for value in values)
    )


def _key(fact: Fact, form: Format) -> tuple[str, str, str]:
    return fact.subject, form.ecosystem, fact.name


def _told(fact: Fact, ecosystem: str) -> Fact:
    extra = {**fact.extra, "ecosystem": ecosystem}
    if fact.change is not Change.VALUE_CHANGED or "changed" in fact.extra:
        return replace(fact, extra=MappingProxyType(extra))
    before, after = (_COMMIT.sub(r"\1", text or "") for text in (fact.before, fact.after))
    change = change_of(before, after, ecosystem)
    if change in {Change.BUMPED, Change.DOWNGRADED}:
        found = step(before, after)
        if found:
            extra["step"] = found
    return replace(fact, change=change, before=before, after=after, extra=MappingProxyType(extra))
