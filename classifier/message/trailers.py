"""Trailers by git's own rules.

The method is that of `find_trailer_block_start` in git's trailer.c: the last paragraph, never the title,
holds trailers when all its lines are trailers, or when one of them was written by git itself
(`Signed-off-by:`, `(cherry picked from commit …)`) and at least a quarter of the lines are trailers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from classifier.message import patterns

MOST = 1000  # more trailers than this say nothing; the rest is not read
GIT_GENERATED = ("Signed-off-by: ", "(cherry picked from commit ")


@dataclass(frozen=True, slots=True)
class Trailer:
    """A `token: value` line of the last paragraph; folded values are joined with a blank. `line` counts
    the lines of the message from 1."""

    token: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class CoAuthor:
    """A `Co-authored-by:` line, wherever in the message it stands."""

    name: str
    email: str
    line: int


def block_start(lines: Sequence[str]) -> int:
    """Return the index of the first line of the trailer block, `len(lines)` where there is none."""
    title_end = next((index for index, line in enumerate(lines) if not line.strip()), len(lines))
    trailers = others = continuations = 0
    generated = False
    only_blanks = True
    for index in range(len(lines) - 1, title_end - 1, -1):
        line = lines[index]
        if not line or line.isspace():
            if only_blanks:
                continue
            others += continuations
            found = trailers * 3 >= others if generated else bool(trailers) and not others
            return index + 1 if found else len(lines)
        only_blanks = only_blanks and line[0] == "#"
        if patterns.TRAILER.match(line) or line.startswith(GIT_GENERATED):
            generated = generated or line.startswith(GIT_GENERATED)
            trailers, continuations = trailers + 1, 0
        elif line[0] == "#":
            others, continuations = others + continuations, 0
        elif line[0].isspace():
            continuations += 1
        else:
            others, continuations = others + 1 + continuations, 0
    return len(lines)


def trailers_of(lines: Sequence[str]) -> tuple[Trailer, ...]:
    """Return the trailers of a message given as its lines, the first `MOST` if there are more. What is folded goes on
    with the line above it, and is lost with it where that is no trailer."""
    found: list[tuple[str, list[str], int]] = []
    above = False
    for index in range(block_start(lines), len(lines)):
        line = lines[index]
        match = patterns.TRAILER.match(line)
        if match:
            if len(found) == MOST:
                break
            found.append((match[1], [line[match.end() :].strip()], index + 1))
            above = True
        elif not line[:1].isspace():
            above = False
        elif line.strip() and above:
            found[-1][1].append(line.strip())
    return tuple(Trailer(token, " ".join(parts).strip(), line) for token, parts, line in found)


def co_authors_of(text: str) -> tuple[CoAuthor, ...]:
    """Return each co-author once, by address, the first `MOST` if there are more. Squash bodies carry
    them outside the last paragraph too."""
    found: dict[str, CoAuthor] = {}
    line, counted = 1, 0
    for match in patterns.CO_AUTHOR.finditer(text):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        name, email = match[1].strip(), match[2].strip()
        found.setdefault(email.lower(), CoAuthor(name, email, line))
        if len(found) == MOST:
            break
    return tuple(found.values())
