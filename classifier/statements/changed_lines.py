"""What the changed lines say of themselves: small edits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classifier.facts.behaviour.syntax import syntax_of
from classifier.facts.lines import language_of
from classifier.paths import Role
from classifier.statements.length_budget import Room
from classifier.statements.lines import (
    DEFINES,
    is_cosmetic,
    is_prose,
    says_nothing,
    score,
    subject_words,
)
from classifier.statements.material import Material
from classifier.statements.replacements import Replacement, is_keyed, replacements
from history.briefs import Section, Statement, Value

EDIT = "behaviour-"  # how the ids of the rules about steps begin
PASSED = "flags-passed"  # and those about the flags of commands
FEW = 40  # changed lines: beyond them single edits are not the story


def from_lines(material: Material, room: Room, said: Sequence[Statement]) -> Iterator[Statement]:
    """What the changed lines say of themselves: small edits of lines that nothing was said of yet."""
    told = {
        (line.path, line.line)
        for one in said
        if "before" in dict(one.params) or one.rule.startswith((EDIT, PASSED))
        for line in one.evidence
    }
    yield from (one for one in _edits(material, room) if _place(one) not in told)


_PROSE = re.compile(r"[A-Za-z]+(?: [a-z]+)+")


def _edits(material: Material, room: Room) -> Iterator[Statement]:
    """The small edits that say most, where the commit is made of few."""
    if material.commit.files and sum(file.churn for file in material.written) > FEW:
        return
    words = subject_words(material)
    found: list[tuple[int, Replacement, tuple[tuple[str, Value], ...]]] = []
    for one in replacements(material.written):
        after, before = (line.text for line in one.evidence)
        if says_nothing(after) or says_nothing(before) or is_cosmetic(one.before, one.after):
            continue
        if any(_PROSE.fullmatch(side) for side in (one.before, one.after)):
            continue  # words inside a text: half a sentence
        path = one.evidence[0].path
        if material.roles.get(path) is Role.SOURCE and (is_prose(after) or DEFINES.match(before)):
            continue
        if not all(_stands(side) for side in (one.before, one.after) if side):
            continue  # a part of something
        if not (one.before and one.after) and not _is_word(
            one.before or one.after, before if one.before else after
        ):
            continue
        if is_read(path) and not (
            one.before and one.after and bool(_NUMBER.match(one.before)) == bool(_NUMBER.match(one.after))
        ):
            continue  # what came to a line of code, or went from it, is told as what it does, or not at all
        if params := _both_sides(one, material):
            found.append((2 * score(f"{one.before} {one.after}", words) + score(after, words), one, params))
    found.sort(key=lambda each: -each[0])
    for points, one, params in found[: room.edits]:
        key = EDIT_KEYS[tuple(name for name, _ in params)]
        weight = 48 if points > 3 else 44  # below what names the function where it says little
        file = material.grounds.file(one.evidence[0].path)
        if file is not None:
            yield Statement(
                Section.SUMMARY, key, "summary-edit", one.evidence, (("file", file), *params), weight
            )


_PART = re.compile(
    r"[)\]}.,:?+*/|&<>=\"'`]|(?:and|or|else|elif|in|is|not|if|case|default|try|do|then|fi|end|done)\b|[frbu]+[\"'`]|-\s"
)
_GOES_ON = re.compile(r"(?:[(\[{,+*/|&<>=:?\\]|\b(?:and|or|not|in|is|then|do|else))$")
_NUMBER = re.compile(r"[-+\d]")


def _is_word(piece: str, line: str) -> bool:
    """Whether a piece of a line begins and ends where words do."""
    return re.search(rf"(?<![\w-]){re.escape(piece)}(?![\w-])", line) is not None


def is_read(path: str) -> bool:
    """Whether the statements of a file are read one by one, so that what they do is told.

    >>> is_read("src/pool.py"), is_read("Dockerfile"), is_read("deploy.yaml")
    (True, False, False)
    """
    language = language_of(path)
    return language != "" and syntax_of(language) is not None


def _stands(text: str) -> bool:
    """Whether a piece of a program reads by itself: closed, no end of something, no half of a text.

    >>> [_stands(text) for text in ("a = b", "or a == b", "i + 1 for i in b", 'f"half of it"', "x)")]
    [True, False, False, False, False]
    """
    text = text.strip()
    if _PART.match(text) or _GOES_ON.search(text) or re.search(r"\bfor\b.*\bin\b(?!.*:$)", text):
        return text[:1] in _QUOTES and text[:1] == text[-1:] and text.count(text[0]) == len('""')
    alone = re.sub(r"[(\[{].*[)\]}]|\"[^\"]*\"|'[^']*'", "", text)
    return _closed(text) and all(text.count(mark) % 2 == 0 for mark in '"`') and ", " not in alone


_QUOTES = "\"'`"


def _closed(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("()", "[]", "{}"))


def _place(statement: Statement) -> tuple[str, int]:
    return statement.evidence[0].path, statement.evidence[0].line


EDIT_KEYS = {
    ("before", "after"): "summary-replaced",
    ("before",): "summary-deleted",
    ("after",): "summary-inserted",
}


def _both_sides(found: Replacement, material: Material) -> tuple[tuple[str, Value], ...]:
    """The two texts of an edit, or the one that there is; nothing if one cannot be shown."""
    after, before = (proof.text.rstrip(",;") for proof in found.evidence)
    if not (found.before and found.after and is_keyed(before) and is_keyed(after)):
        before, after = found.before, found.after
    sides = [(name, text) for name, text in (("before", before), ("after", after)) if text]
    shown = [(name, value) for name, text in sides if (value := material.grounds.value(text)) is not None]
    if any(not re.search(r"\w", text) for _, text in sides):
        return ()
    if len(shown) < len(sides) or (len(sides) == 1 and not re.search(r"\w{2}", sides[0][1])):
        return ()
    return tuple(shown)
