"""Conditions in words: "`retries` is over 3" for `self.retries > 3`.

Only what is certain is worded: comparisons, what is `None`, empty or of a type, switches, environment variables and
platforms. Everything else stays code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from history.briefs import Code, Term, Value

MOST_CLAUSES = 3
LONGEST_SIDE = 44  # characters of one side of a comparison
_NAME = r"[A-Za-z_][\w.]*(?:\[[\w\"'.]+\])?"
_CALLED = r"[A-Za-z_][\w.:]*(?:\([\w.&\"', ]*\)(?:\.\w+(?:\([\w.&\"', ]*\))?)*)?\??"  # a name, or what a call of plain arguments gives
_NOTHING = r"None|nil|null|undefined|nullptr|NULL"
_LITERAL = re.compile(rf"-?\d[\w.]*|True|False|true|false|{_NOTHING}|\"[^\"]*\"|'[^']*'")
_SELF = re.compile(r"^(?:self|this)\.")
_SWITCH = re.compile(r"(?:^|\.|_)(?:enable|use)_\w+$|_enabled$|(?:^|\.)(?:enable|use)[A-Z]\w+$|[a-z]Enabled$")
_YES_OR_NO = re.compile(r"(?:\b|_)(?:is|are|has|have|was|can|should|needs|must)_\w+$")  # no list, no text
_COMPARED = re.compile(r"(?P<left>[^<>=!&|]+?)\s*(?P<sign>===|!==|==|!=|<=|>=|<|>)\s*(?P<right>[^<>=!&|]+)")
_SIGNS = {
    "==": "test-equals",
    "===": "test-equals",
    "!=": "test-differs",
    "!==": "test-differs",
    ">": "test-over",
    ">=": "test-at-least",
    "<": "test-under",
    "<=": "test-at-most",
}
_OPPOSITE = {
    "test-is": "test-is-not",
    "test-equals": "test-differs",
    "test-over": "test-at-most",
    "test-under": "test-at-least",
    "test-empty": "test-not-empty",
    "test-holds": "test-holds-not",
    "test-on": "test-off",
    "test-variable": "test-no-variable",
    "test-at": "test-not-at",
    "test-of-type": "test-of-no-type",
    "test-within": "test-not-within",
    "test-exists": "test-exists-not",
    "test-begins": "test-begins-not",
    "test-ends": "test-ends-not",
    "test-has": "test-has-not",
    "test-met": "test-met-not",
    "test-succeeds": "test-fails",
}
_OPPOSITES = {**_OPPOSITE, **{other: one for one, other in _OPPOSITE.items()}}
_PLATFORMS = {
    "rocm": "rocm",
    "hip": "rocm",
    "npu": "npu",
    "cuda": "cuda",
    "xpu": "xpu",
    "cpu": "cpu",
    "tpu": "tpu",
    "hpu": "hpu",
    "musa": "musa",
    "mps": "mps",
    "windows": "windows",
    "macos": "macos",
    "linux": "linux",
}
_PLATFORM = re.compile(
    rf"(?:[\w.]*\.)?_?is_(?P<name>{'|'.join(_PLATFORMS)})(?:_platform)?(?:\(\))?|_?IS_(?P<upper>{'|'.join(_PLATFORMS).upper()})"
)


@dataclass(frozen=True, slots=True)
class Test:
    """A condition that can be said: the key of its words, and what they name."""

    key: str
    params: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Tests:
    """Conditions of which all must hold, or one."""

    parts: tuple[Test, ...]
    all_of_them: bool = True


def opposite(text: str) -> Test | None:
    """The words for what must hold where a condition does not, `None` where that is not as simple."""
    return _test(text, False)


def tests(text: str) -> Tests | None:
    """The words of a condition, `None` where it is not as simple as that."""
    for mark, all_of_them in ((r"\s+and\s+|\s*&&\s*", True), (r"\s+or\s+|\s*\|\|\s*", False)):
        clauses = re.split(mark, text.strip())
        found = [_test(one, True) for one in clauses] if len(clauses) <= MOST_CLAUSES else [None]
        parts = tuple(one for one in found if one is not None)
        if len(parts) == len(found):
            return Tests(parts, all_of_them)
    return None


def _test(text: str, met: bool) -> Test | None:
    """The words of one clause, or of its opposite."""
    text = _unwrapped(text.strip())
    negation = re.match(r"(?:not\s+|!(?!=))", text)
    if negation:
        if negation[0] == "!" and _COMPARED.fullmatch(text):
            return None  # of what is compared, not of the comparison
        found = _test(text[negation.end() :], not met)
        loose = found is not None and found.key == "test-holds-not" and negation[0] != "!"
        loose &= not _YES_OR_NO.search(text)
        return Test("test-empty-or-false", found.params) if found and loose else found
    if re.search(r"\band\b|\bor\b|&&|\|\||:=|\blambda\b|\bif\b", text):
        return None
    for pattern, made in _FORMS:
        if (hit := pattern.fullmatch(text)) is not None:
            one = made(hit)
            return one if one is None or met else _opposite(one)
    return None


def _opposite(one: Test) -> Test | None:
    key = _OPPOSITES.get(one.key)
    return Test(key, one.params) if key else None


def _unwrapped(text: str) -> str:
    inner = text[1:-1]
    return inner if text[:1] == "(" and text[-1:] == ")" and not re.search(r"[()]", inner) else text


def _code(text: str) -> Code:
    return Code(_SELF.sub("", text.strip()))


def _of(key: str, *names: str) -> Callable[[re.Match[str]], Test | None]:
    def made(found: re.Match[str]) -> Test:
        return Test(key, tuple((name, _code(found[name])) for name in names))

    return made


def _platform(found: re.Match[str]) -> Test:
    name = (found["name"] or found["upper"]).lower()
    return Test("test-at", (("platform", Term(f"platform-{_PLATFORMS[name]}")),))


def _compared(found: re.Match[str]) -> Test | None:
    left, right = found["left"].strip(), found["right"].strip()
    balanced = all(
        side.count("(") == side.count(")") and side.count("[") == side.count("]") for side in (left, right)
    )
    if (
        not balanced
        or max(len(left), len(right)) > LONGEST_SIDE
        or _LITERAL.fullmatch(left)
        or not left
        or not right
    ):
        return None
    length = re.fullmatch(r"len\((.+)\)|(.+)\.(?:len\(\)|length|size\(\))", left)
    if length and (found["sign"], right) in {("==", "0"), ("===", "0")}:
        return Test("test-empty", (("name", _code(length[1] or length[2])),))
    if length and (found["sign"], right) in {(">", "0"), ("!=", "0"), ("!==", "0")}:
        return Test("test-not-empty", (("name", _code(length[1] or length[2])),))
    key = _SIGNS[found["sign"]]
    if right in {'""', "''"} and key in {"test-equals", "test-differs"}:
        return Test("test-empty" if key == "test-equals" else "test-not-empty", (("name", _code(left)),))
    is_literal = _LITERAL.fullmatch(right) and not re.match(r"-?\d", right)
    if is_literal and key in {"test-equals", "test-differs"}:
        key = "test-is" if key == "test-equals" else "test-is-not"
    return Test(key, (("name", _code(left)), ("value", _code(right))))


def _plain(found: re.Match[str]) -> Test:
    name = found["name"]
    return Test("test-on" if _SWITCH.search(name) else "test-holds", (("name", _code(name)),))


def _nil(found: re.Match[str]) -> Test:
    return Test("test-is-not", (("name", _code(found["name"])), ("value", Code("nil"))))


def _nothing(key: str) -> Callable[[re.Match[str]], Test | None]:
    def made(found: re.Match[str]) -> Test:
        return Test(key, (("name", _code(found["name"])), ("value", Code("None"))))

    return made


_FORMS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], Test | None]]] = tuple(
    (re.compile(pattern), made)
    for pattern, made in (
        (_PLATFORM.pattern, _platform),
        (
            rf"(?P<name>{_NAME}(?:\([\w.\"', ]*\))?)\s+is\s+not\s+(?P<value>{_NAME})",
            _of("test-is-not", "name", "value"),
        ),
        (
            rf"(?P<name>{_NAME}(?:\([\w.\"', ]*\))?)\s+is\s+(?P<value>{_NAME})",
            _of("test-is", "name", "value"),
        ),
        (rf"(?P<name>{_NAME})\.is_none\(\)", _nothing("test-is")),
        (rf"(?P<name>{_NAME})\.is_some\(\)", _nothing("test-is-not")),
        (rf"let\s+Some\(.+?\)\s*=\s*&?(?:mut\s+)?(?P<name>{_CALLED})", _nothing("test-is-not")),
        (rf"let\s+\w+\s*=\s*(?P<name>{_CALLED})", _nil),
        (rf"let\s+None\s*=\s*&?(?P<name>{_CALLED})", _nothing("test-is")),
        (rf"let\s+Ok\(.+?\)\s*=\s*(?P<name>{_CALLED})", _of("test-succeeds", "name")),
        (rf"let\s+Err\(.+?\)\s*=\s*(?P<name>{_CALLED})", _of("test-fails", "name")),
        (rf"(?P<name>{_NAME})\.(?:is_empty|isEmpty|empty)\(\)", _of("test-empty", "name")),
        (rf"isinstance\((?P<name>{_NAME}),\s*(?P<value>{_NAME})\)", _of("test-of-type", "name", "value")),
        (rf"hasattr\((?P<name>{_NAME}),\s*[\"'](?P<value>\w+)[\"']\)", _of("test-has", "name", "value")),
        (
            rf"os\.path\.exists\((?P<name>{_NAME})\)|(?P<other>{_NAME})\.exists\(\)",
            lambda found: Test("test-exists", (("name", _code(found["name"] or found["other"])),)),
        ),
        (
            rf"(?P<name>{_NAME})\.(?:startswith|starts_with|startsWith)\((?P<value>[\w.\"'/-]+(?:\(\))?)\)",
            _of("test-begins", "name", "value"),
        ),
        (
            rf"(?P<name>{_NAME})\.(?:endswith|ends_with|endsWith)\((?P<value>[\w.\"'/-]+(?:\(\))?)\)",
            _of("test-ends", "name", "value"),
        ),
        (r"(?:[\w.]*\.)?envs?\.(?P<name>[A-Z][A-Z0-9_]+)(?:\.get\(\))?", _of("test-variable", "name")),
        (r"os\.(?:environ\.get|getenv)\([\"'](?P<name>\w+)[\"']\)", _of("test-variable", "name")),
        (
            r"(?P<name>[\"'\w.\[\]]+(?:\(\))?)\s+not\s+in\s+(?P<value>[\w.]+(?:\(\))?|[\[({][\w.\"', -]+[\])}])",
            _of("test-not-within", "name", "value"),
        ),
        (
            r"(?P<name>[\"'\w.\[\]]+(?:\(\))?)\s+in\s+(?P<value>[\w.]+(?:\(\))?|[\[({][\w.\"', -]+[\])}])",
            _of("test-within", "name", "value"),
        ),
        (_COMPARED.pattern, _compared),
        (rf"(?P<name>{_NAME})", _plain),
        (r"(?P<name>[\w.:]+\([^()]*(?:\([^()]*\)[^()]*)*\))", _of("test-met", "name")),
    )
)
