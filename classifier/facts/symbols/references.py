"""What the changed lines of a body call, and with which keyword arguments: told from the text of the lines,
since half a statement has no syntax tree."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_NAMES = 8
_LINE_LIMIT = 1000
_CALL = re.compile(r"(?<![\w.:\"'])((?:[A-Za-z_]\w*(?:\.|::|->))*[A-Za-z_]\w*)!?(?:::<[^<>()]*>)?\(")
_DEFINED = re.compile(r"\b(?:def|fn|func|function|class|struct|new|macro_rules!)\s+[\w.:]*$")
_ARGUMENT = re.compile(
    r"(?:[(,]\s*|^\s+)([a-z_]\w*=(?!=)[\w.\-]+|[a-z_]\w*=(?!=)\"[^\"\s]{1,40}\")\s*(?=[,)]|$)"
)
_COMMENT = {"python": re.compile(r"(?:^|\s)#.*")}
_COMMENT_ELSEWHERE = re.compile(r"(?:^|\s)//.*|/\*.*?(?:\*/|$)|^\s*\*.*")
_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"")
_SELF = re.compile(r"^(?:self|this|cls|Self)(?:\.|::|->)")
_KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        "if elif else for while return match switch catch except and or not in is lambda assert await yield with "
        "sizeof typeof print super case when where del raise throw new do unless async move impl dyn",
    )
)


def calls(rows: Iterable[str], language: str) -> list[str]:
    """The names that some lines call, as written but for `self`, in order, each once."""
    found: dict[str, None] = {}
    for row in rows:
        plain = _plain(row, language)
        for match in _CALL.finditer(plain):
            name = _SELF.sub("", match.group(1))
            if name not in _KEYWORDS and not _DEFINED.search(plain[: match.start()]):
                found[name] = None
    return list(found)


def arguments(rows: Iterable[str], language: str) -> list[str]:
    """The keyword arguments with a plain value that some lines of Python pass, as `name=value`."""
    if language != "python":
        return []
    found: dict[str, None] = {}
    for row in rows:
        stripped = _COMMENT[language].sub("", row[:_LINE_LIMIT])
        if not stripped.lstrip().startswith(("def ", "async def ")):
            found.update(dict.fromkeys(match.group(1) for match in _ARGUMENT.finditer(stripped)))
    return list(found)


def _plain(row: str, language: str) -> str:
    """A line without its comment and the text of its strings."""
    without = _STRING.sub('""', row[:_LINE_LIMIT])
    return _COMMENT.get(language, _COMMENT_ELSEWHERE).sub("", without)


def difference(rows: list[str], others: list[str], language: str) -> tuple[str, str]:
    """The calls and the arguments on some lines and not on the others, each joined by a blank."""
    other_calls, other_arguments = set(calls(others, language)), set(arguments(others, language))
    new_calls = [name for name in calls(rows, language) if name not in other_calls]
    new_arguments = [item for item in arguments(rows, language) if item not in other_arguments]
    return " ".join(new_calls[:MAX_NAMES]), " ".join(new_arguments[:MAX_NAMES])
