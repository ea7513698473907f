"""What differs between two lines, in whole tokens."""

from __future__ import annotations

import re

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
LETTER = re.compile(r"[^\W\d_]")
LONGEST_LINE = 400
LONGEST_SIDE = 48  # characters: a longer stretch is a rewrite, not a replacement


def difference(before: str, after: str) -> tuple[str, str] | None:
    """What stands in one line and not in the other, in its place; one of the two may be "". `None` where
    the stretch is too long to be told.

    >>> difference("wait(timeout=30)", "wait(timeout=60)"), difference("run(a)", "run(a, b)")
    (('wait(timeout=30)', 'wait(timeout=60)'), ('', ', b'))
    """
    if max(len(before), len(after)) > LONGEST_LINE:
        return None
    left, right = TOKEN.findall(before), TOKEN.findall(after)
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    inserted = "".join(right[start : len(right) - end]).strip()
    deleted = "".join(left[start : len(left) - end]).strip()
    if bool(inserted) != bool(deleted):
        return (deleted, inserted) if len(inserted + deleted) <= LONGEST_SIDE else None
    # A version or a dotted name reads as one thing: take its neighbours in.
    while start and _joins(left[start - 1]) and left[start - 1] == right[start - 1]:
        start -= 1
    while end and _joins(left[-end]):
        end -= 1
    old = "".join(left[start : len(left) - end]).strip()
    new = "".join(right[start : len(right) - end]).strip()
    if not LETTER.search(old + new) and max(len(before.strip()), len(after.strip())) <= LONGEST_SIDE:
        # A bare number says nothing without its line.
        old, new = (side.strip().rstrip(",; ") for side in (before, after))
    if not old or not new or old == new or max(len(old), len(new)) > LONGEST_SIDE:
        return None
    return old, new


def _joins(token: str) -> bool:
    return token in {".", "-", "_", "/", ":"} or token.isalnum() or "_" in token
