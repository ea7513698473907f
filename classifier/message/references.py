"""Issues, pull requests and merge requests that a message names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from classifier.message import patterns

MOST = 1000  # a message that names more numbers than this is a list, not prose; the rest is not read


@dataclass(frozen=True, slots=True)
class Reference:
    """A mentioned issue or pull request. `repository` is "" for the commit's own. `action` is the word
    before it in lower case ("fixes", "refs"), "" if none; `closes` tells the words by which forges close
    an issue. `line` counts the lines of the message from 1."""

    number: int
    repository: str = ""
    action: str = ""
    closes: bool = False
    line: int = 0


def _repository_before(text: str, end: int) -> str:
    """Return the `owner/name` that ends right before `end`, "" if none."""
    start = end
    while start and end - start < 140 and (text[start - 1].isalnum() or text[start - 1] in "-_./"):
        start -= 1
    match = patterns.OWNER_NAME.fullmatch(text, start, end)
    return match[0] if match else ""


def _mentions(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield (start, end, number, repository) of each mention."""
    if "://" in text:
        for match in islice(patterns.WEB_REFERENCE.finditer(text), MOST):
            yield match.start(), match.end(), int(match[2]), match[1]
    for match in islice(patterns.GITLAB_REQUEST.finditer(text), MOST):
        yield match.start(), match.end(), int(match[2]), match[1]
    for match in islice(patterns.NUMBER.finditer(text), MOST):
        start, before = match.start(), text[max(0, match.start() - 1) : match.start()]
        repository = (
            _repository_before(text, start) if before and (before.isalnum() or before in "-_.") else ""
        )
        if repository or not (before.isalnum() or before in ("_", "&", "/")):
            yield start - len(repository), match.end(), int(match[1] or match[2]), repository


_BETWEEN = re.compile(r"[ \t]*(?:,|and|&|,[ \t]*and|\+)?[ \t]*")


def references_in(text: str) -> tuple[Reference, ...]:
    """Return what a message refers to, each once, in order of appearance. An action goes on through a
    list: both of `fixes #1, #2` are closed."""
    found: dict[tuple[str, int], Reference] = {}
    action, last = "", 0
    line, counted = 1, 0
    for start, end, number, repository in sorted(_mentions(text)):
        line, counted = line + text.count("\n", counted, start), start
        between = text[max(last, start - 40) : start].rpartition("\n")[2]
        said = patterns.ACTION.search(between)
        if said:
            action = said[1].lower()
        elif not (last and _BETWEEN.fullmatch(text, last, start)):
            action = ""
        last = max(last, end)
        key = (repository, number)
        known = found.get(key)
        if known is None or (action and not known.action):
            closes = action.startswith(patterns.CLOSING)
            found[key] = Reference(number, repository, action, closes, known.line if known else line)
    return tuple(found.values())


def without_request(subject: str) -> tuple[str, int | None]:
    """Split the `(#123)` that squash merges append off a subject."""
    if subject.endswith(")") and " (#" in subject:
        head, _, tail = subject.rpartition(" (#")
        if head and tail[:-1].isascii() and tail[:-1].isdigit() and len(tail) <= 10:
            return head.rstrip(), int(tail[:-1])
    return subject, None
