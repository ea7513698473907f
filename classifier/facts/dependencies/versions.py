"""Requirements compared: bumped, downgraded, loosened, tightened, and by which semver step."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from classifier.facts.interface import Change

_VERSION = re.compile(r"v?(\d{1,9}(?:\.\d{1,9}){0,4})(?P<rest>[\w.+-]{0,60})")
_OPERATOR = re.compile(r"^\s*(===|==|~=|!=|>=|<=|\^|~>|~|>|<|=)?")
_HEX = re.compile(r"(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,64}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The leading version of a requirement and how tightly it holds."""

    operator: str
    release: tuple[int, ...]
    rest: str
    upper: bool


def parse(requirement: str) -> Parsed | None:
    """The first version in a requirement; `None` where there is none (a branch, a commit, a path)."""
    text = requirement.strip()
    if "://" in text:
        text = text.rpartition("@")[2] if "@" in text.partition("://")[2] else ""
    if _HEX.fullmatch(text):
        return None
    match = _VERSION.search(text)
    if match is None:
        return None
    operator = _OPERATOR.match(text)
    release = tuple(int(part) for part in match.group(1).split("."))
    upper = bool(re.search(r",\s*<|\s<\d", text))
    return Parsed((operator.group(1) or "") if operator else "", release, match["rest"], upper)


def step(before: str, after: str) -> str:
    """The semver step between two requirements: `major`, `minor`, `patch`, `pre`, or "" if unknown.

    >>> step("^1.2.3", "^1.3.0"), step("0.8.0", "0.9"), step("1.2.0rc5", "1.2.0rc6"), step("main", "dev")
    ('minor', 'minor', 'pre', '')
    """
    old, new = parse(before), parse(after)
    if old is None or new is None:
        return ""
    width = max(len(old.release), len(new.release), 3)
    pairs = zip(_padded(old.release, width), _padded(new.release, width), strict=True)
    for index, (one, other) in enumerate(pairs):
        if one != other:
            return ("major", "minor", "patch")[min(index, 2)]
    return "pre" if old.rest != new.rest else ""


def _padded(release: tuple[int, ...], width: int) -> tuple[int, ...]:
    return release + (0,) * (width - len(release))


def change_of(before: str, after: str, ecosystem: str) -> Change:
    """What a requirement's change amounts to."""
    if ecosystem == "python":
        found = _python_change(before, after)
        if found is not None:
            return found
    old, new = parse(before), parse(after)
    if old is None and new is None:
        return Change.VALUE_CHANGED if before.strip() and after.strip() else _bounded(after)
    if old is None or new is None:
        return Change.VALUE_CHANGED if before.strip("* ") and after.strip("* ") else _bounded(after)
    width = max(len(old.release), len(new.release))
    one, other = _padded(old.release, width), _padded(new.release, width)
    if one != other:
        return Change.BUMPED if other > one else Change.DOWNGRADED
    if old.operator != new.operator or old.upper != new.upper:
        return Change.TIGHTENED if _tightness(new) > _tightness(old) else Change.LOOSENED
    return _by_rest(before, after, old, new)


def _by_rest(before: str, after: str, old: Parsed, new: Parsed) -> Change:
    if old.rest == new.rest:
        return Change.VALUE_CHANGED
    try:
        return Change.BUMPED if Version(_exact(after)) > Version(_exact(before)) else Change.DOWNGRADED
    except InvalidVersion:
        numbers = [[int(each) for each in re.findall(r"\d{1,9}", parsed.rest)] for parsed in (old, new)]
        words = [re.sub(r"\d+", "#", parsed.rest) for parsed in (old, new)]
        if words[0] == words[1] and numbers[0] != numbers[1]:
            return Change.BUMPED if numbers[1] > numbers[0] else Change.DOWNGRADED
        return Change.VALUE_CHANGED


def _exact(requirement: str) -> str:
    match = _VERSION.search(requirement)
    return match.group().lstrip("v") if match else requirement


def _bounded(after: str) -> Change:
    return Change.TIGHTENED if after.strip("* ") else Change.LOOSENED


def _tightness(parsed: Parsed) -> int:
    order = {
        ">": 0,
        ">=": 0,
        "!=": 0,
        "": 2,
        "^": 2,
        "<": 2,
        "<=": 2,
        "~": 3,
        "~>": 3,
        "~=": 3,
        "=": 4,
        "==": 4,
        "===": 5,
    }
    return order.get(parsed.operator, 1) + int(parsed.upper)


def _python_change(before: str, after: str) -> Change | None:
    try:
        old, new = SpecifierSet(before), SpecifierSet(after)
    except InvalidSpecifier:
        return None
    if not len(old) or not len(new):
        return None if len(old) == len(new) else (Change.TIGHTENED if len(new) else Change.LOOSENED)
    # What only had an upper bound stood at it at most: a new lower bound above it is a bump.
    lower = [_lower(old) or (_upper(old) if _lower(new) else None), _lower(new)]
    if lower[0] is not None and lower[1] is not None and lower[0] != lower[1]:
        return Change.BUMPED if lower[1] > lower[0] else Change.DOWNGRADED
    gone = {str(each) for each in old} - {str(each) for each in new}
    come = {str(each) for each in new} - {str(each) for each in old}
    if gone and not come:
        return Change.LOOSENED
    if come and not gone:
        return Change.TIGHTENED
    return _python_bounds(old, new)


def _python_bounds(old: SpecifierSet, new: SpecifierSet) -> Change | None:
    exact = [any(each.operator in {"==", "==="} for each in specifiers) for specifiers in (old, new)]
    if exact[0] != exact[1]:
        return Change.TIGHTENED if exact[1] else Change.LOOSENED
    upper = [_upper(each) for each in (old, new)]
    if upper[0] is not None and upper[1] is not None and upper[0] != upper[1]:
        return Change.LOOSENED if upper[1] > upper[0] else Change.TIGHTENED
    return None


def _bound(specifiers: SpecifierSet, operators: frozenset[str]) -> list[Version]:
    found = []
    for each in specifiers:
        if each.operator in operators:
            try:
                found.append(Version(each.version.removesuffix(".*")))
            except InvalidVersion:
                continue
    return found


def _lower(specifiers: SpecifierSet) -> Version | None:
    return max(_bound(specifiers, frozenset({"==", "===", ">=", ">", "~="})), default=None)


def _upper(specifiers: SpecifierSet) -> Version | None:
    return min(_bound(specifiers, frozenset({"<", "<="})), default=None)
