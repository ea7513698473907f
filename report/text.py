"""Untrusted characters made harmless and long text made short, before any markup is involved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from report.inline import CodeSpan, Text

ELLIPSIS = "…"

# Joiners and variation selectors are part of emoji and of several scripts; without them text is wrong.
KEPT_FORMATS = frozenset("\u200c\u200d")
# Invisible, yet of no category that `_is_harmful` tests: fillers that render as nothing.
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
PLAIN = re.compile(r"[\x20-\x7e]*\Z")
NOT_PLAIN = re.compile(r"[^\x20-\x7e]")
BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def clean(text: str) -> str:
    """One line of visible characters: line breaks and tabs become one space, ends are stripped, and
    control, bidirectional and invisible characters are spelled out as `⟨U+202E⟩`."""
    if PLAIN.match(text):
        return text.strip()
    flat = BREAKS.sub(" ", text).strip()
    return NOT_PLAIN.sub(lambda found: _spelled(found[0]) if _is_harmful(found[0]) else found[0], flat)


def _is_harmful(char: str) -> bool:
    if char in KEPT_FORMATS:
        return False
    category = unicodedata.category(char)
    return category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} or char in FILLERS


def _spelled(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was no UTF-8, kept by Python's surrogateescape
        return f"\\x{code - 0xDC00:02x}"
    return f"⟨U+{code:04X}⟩"


def isolated(text: str) -> str:
    """`text` between isolates if it holds right-to-left letters, so that it reorders nothing around it."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if has_right_to_left(text) else text


def has_right_to_left(text: str) -> bool:
    """Whether `text` holds letters that are written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def graphemes(text: str) -> Iterator[str]:
    """Split into what a reader sees as single characters: marks, emoji sequences, flags and Hangul
    syllables stay whole (the rules of Unicode Annex 29 that matter for display)."""
    cluster = ""
    for char in text:
        if cluster and not _extends(cluster, char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


LONGEST_CLUSTER = 32  # a reader's character is far shorter; stacked marks would go on for ever


def _extends(cluster: str, char: str) -> bool:
    if len(cluster) >= LONGEST_CLUSTER or char.isascii():
        return False
    if char == "\u200d" or cluster[-1] == "\u200d" or unicodedata.category(char) in {"Mn", "Mc", "Me"}:
        return True
    if 0x1F3FB <= ord(char) <= 0x1F3FF:  # skin tones
        return True
    if _is_regional(char) and _is_regional(cluster[-1]):
        return len(cluster) % 2 == 1
    return 0x1160 <= ord(char) <= 0x11FF and 0x1100 <= ord(cluster[-1]) <= 0x11FF


def _is_regional(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def width(text: str) -> int:
    """Columns that `text` takes: wide East Asian characters and emoji take two, marks none."""
    return sum(_cluster_width(cluster) for cluster in graphemes(text))


def _cluster_width(cluster: str) -> int:
    if unicodedata.east_asian_width(cluster[0]) in {"W", "F"}:
        return 2
    return 2 if "\ufe0f" in cluster or _is_regional(cluster[0]) else 1


def shorten(text: str, columns: int) -> str:
    """`text`, or as many of its first characters as fit with an ellipsis, within `columns` (at least 1)."""
    if len(text) <= columns and text.isascii():
        return text
    kept: list[str] = []
    used = 0
    for cluster in graphemes(text[: columns * LONGEST_CLUSTER + 1]):
        if used + _cluster_width(cluster) > columns:
            break
        kept.append(cluster)
        used += _cluster_width(cluster)
    else:
        return text
    while kept and used > columns - 1:
        used -= _cluster_width(kept.pop())
    return "".join(kept).rstrip() + ELLIPSIS


def title(subject: str, columns: int) -> tuple[Text | CodeSpan, ...]:
    """A subject line as words and code spans (between equal runs of backticks, as Markdown has it),
    within `columns`, never cut inside a code span unless the span alone is too long."""
    if len(subject) > columns * LONGEST_CLUSTER:
        subject = subject[: columns * LONGEST_CLUSTER] + ELLIPSIS
    return _fitted(list(spans(clean(subject))), columns)


BACKTICKS = re.compile(r"`+")


def spans(text: str) -> Iterator[Text | CodeSpan]:
    """Split `text` at its code spans. Backticks without a partner stay words. Linear in time."""
    runs = list(BACKTICKS.finditer(text))
    partners = _partners([len(run[0]) for run in runs])
    at = index = 0
    while index < len(runs):
        partner = partners[index]
        inside = text[runs[index].end() : runs[partner].start()].strip() if partner else ""
        if not partner or not inside:
            index += 1
            continue
        if at < runs[index].start():
            yield Text(text[at : runs[index].start()])
        yield CodeSpan(inside)
        at = runs[partner].end()
        index = partner + 1
    if at < len(text):
        yield Text(text[at:])


def _partners(lengths: list[int]) -> list[int]:
    """For each run, the index of the next run of the same length; 0 for none."""
    partners = [0] * len(lengths)
    latest: dict[int, int] = {}
    for index in range(len(lengths) - 1, -1, -1):
        partners[index] = latest.get(lengths[index], 0)
        latest[lengths[index]] = index
    return partners


def _fitted(nodes: list[Text | CodeSpan], columns: int) -> tuple[Text | CodeSpan, ...]:
    kept: list[Text | CodeSpan] = []
    left = columns
    for index, node in enumerate(nodes):
        taken = width(node.text)
        reserve = 0 if index == len(nodes) - 1 else 1
        if taken <= left - reserve:
            kept.append(node)
            left -= taken
            continue
        if isinstance(node, Text):
            kept.append(Text(shorten(node.text + (ELLIPSIS if reserve else ""), left)))
        elif not kept:
            kept.append(CodeSpan(shorten(node.text, left)))
        else:
            kept.append(Text(ELLIPSIS))
        break
    return tuple(kept)
