"""Local names that gave way to others throughout a body."""

from __future__ import annotations

import re
from collections.abc import Iterable

from classifier.facts.interface import Change, Subject
from classifier.facts.steps.body import Body
from classifier.facts.steps.logical import Step
from classifier.facts.steps.shapes import shaped

_NAME = re.compile(r"[A-Za-z_]\w*")


def renames(body: Body, pairs: Iterable[tuple[Step, Step]]) -> dict[str, str]:
    """Tell the local names that gave way to others in every line, and return them by their old name, so that no
    line tells them again."""
    found: dict[str, set[str]] = {}
    proof: dict[str, tuple[Step, Step]] = {}
    for old, new in pairs:
        left, right = _NAME.findall(old.code), _NAME.findall(new.code)
        if len(left) != len(right) or _NAME.sub("_", old.text) != _NAME.sub("_", new.text):
            continue
        for before, after in zip(left, right, strict=True):
            if before != after:
                found.setdefault(before, set()).add(after)
                proof.setdefault(before, (old, new))
    sure: dict[str, str] = {}
    for before, afters in found.items():
        if len(afters) != 1 or not re.search(
            rf"(?:^|[\s(,]){re.escape(before)}\s*(?::=|=(?!=)|,|\bin\b)", body.old.text
        ):
            continue
        after = next(iter(afters))
        if re.search(rf"(?<![\w.]){before}\b", body.new.text) or re.search(
            rf"(?<![\w.]){after}\b", body.old.text
        ):
            continue
        sure[before] = after
        one, other = proof[before]
        body.tell(
            Subject.LOCAL, Change.RENAMED, after, shaped(one), shaped(other), before=before, after=after
        )
    return sure


def substituted(text: str, names: dict[str, str]) -> str:
    """A text with names replaced and white space folded."""
    text = " ".join(text.split())
    return _NAME.sub(lambda match: names.get(match[0], match[0]), text) if names else text
