"""What is a sentence that a person wrote for people, and what only looks like one.

Markup goes, words stay: a quotation shows what stands in the file but for marks of comments and of Markdown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

LEAST_WORDS = 5
LEAST_CHINESE = 10  # characters
MOST_CHARACTERS = 420  # a longer sentence is a page's paragraph, a table or data
MOST_OF_A_LINE = 2_000  # characters; a longer one is data

_MARK = re.compile(
    r"^\s*(?:///+!?|//+!?|/\*+!?|\*+/|\*(?!\*)|#+[!:]?(?=\s|$)|--+(?=\s|$)\[?|;+(?=\s)|%+(?=\s)|<!--|\"\"\"|'''|[rRbBuU]{1,2}(?:\"\"\"|'''))"
    r"\s?"
)
_END = re.compile(r"\s*(?:\*+/|-->|\"\"\"|''')\s*$")
_CLOSING = ("*/", "-->", '"""', "'''")
_PARTS = re.compile(
    r"#!\s*/|([-=*#~─])\1{2,}\s*\w.*\1{3,}$"
    r"|(?:\$ +)?(?:bash|sh|sudo|pip|npm|docker|kubectl|git|curl|make|cargo|go|helm|python3?|uv) +(?:[\w.]*[-/]\S|\w+\.\w)"
)
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\](?:\([^)\s]{0,500}\)|\[[^\]\n]{0,200}\])")
_ROLE = re.compile(r":[a-zA-Z:]{2,20}:`~?([^`<]{1,80})(?:<[^`]*>)?`|\{@?\w+\s+([^}]{1,80})\}")
_TAGS = "a|b|br|c|code|details|div|em|i|img|kbd|li|ol|p|para|paramref|ref|see|span|strong|sub|summary|sup|table|td|th|tr|u|ul"
_CODE_SPAN = re.compile(r"(`{1,3})(?!`)([^`\n]{1,200})\1(?!`)")
_HELD = "\ue001{}\ue002"  # where a stretch of code stands, which is no markup
_IS_HELD = re.compile("\ue001(\\d+)\ue002")
# `**so**`, and what is left of it where it goes over several lines; a star of `LEVEL_*`, `*.md` or `["*"]` is one.
_STARS = re.compile(
    r"(?<![\w*\"'])(\*{1,3})(?=[\w\"'(\[<“‘\ue001])((?:(?!\*).)+?)(?<=[^\s*])\1(?![\w*])"
    r"|(?<![^\s(\[\"'“])\*{2,3}(?=\w)|(?<=[^\W_])\*{2,3}(?!\S)|(?<=[.,:;!?)])\*{2,3}(?!\S)"
)
_EMPHASIS = re.compile(
    r"`{1,3}|(?<![\w/])_(?=[^\W_][^_]*[^\W_]_(?!\w))|(?<=[^\W_])_(?![\w/*])"
    rf"|</?(?:{_TAGS})(?:\s[^<>]{{0,80}})?/?>"
)
_TITLE_MARK = re.compile(r"^(?:#{1,6}\s+|>\s+|[-*+•]\s+|\d{1,2}[.)]\s+)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,300})>")
_ADMONITION = re.compile(
    r"^(?:!!!\s*\w+(?:\s*\"[^\"]*\")?|\[!\w+\]|:::\s*\w+|\.\. \w+::)\s*|^(?:note|warning|tip|important|caution|nb|info)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"^(?:@(?:param|return|returns|throws|brief|details|note|remarks|summary|example|since|deprecated|internal)\b"
    r"|\\(?:brief|param|return|details|note)\b|:(?:param|type|return|returns|raises|rtype)\b[^:]*:)\s*"
)
_SENTENCE_END = re.compile(
    r"(?<![ (.][A-Za-z])(?<!e\.g)(?<!i\.e)(?<!vs)(?<!etc)(?<!cf)(?<!approx)(?<=[.!?])[\"'”)]?\s+(?=[A-Z\"'`(\[\d\u4e00-\u9fff])|(?<=[。！？])"
    r"|\s+(?=(?:TODO|FIXME|XXX)\b[:(])"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_CLEAN = re.compile(r"[\"'(“]?[A-Za-z][A-Za-z'’/-]*[\"'),.;:!?”]*")  # a word with nothing but stops about it
_CHINESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "is",
        "are",
        "was",
        "be",
        "been",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "without",
        "if",
        "when",
        "while",
        "and",
        "or",
        "not",
        "no",
        "as",
        "it",
        "its",
        "this",
        "that",
        "these",
        "we",
        "you",
        "they",
        "only",
        "must",
        "should",
        "can",
        "cannot",
        "will",
        "would",
        "may",
        "so",
        "because",
        "but",
        "than",
        "then",
        "there",
        "which",
        "who",
        "whose",
        "into",
        "before",
        "after",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "don't",
        "doesn't",
        "isn't",
        "can't",
        "won't",
        "use",
        "used",
        "uses",
        "via",
        "per",
        "each",
        "all",
        "any",
        "both",
        "either",
        "until",
        "unless",
        "instead",
        "since",
        "where",
        "how",
        "what",
        "why",
        "same",
        "new",
        "default",
        "see",
        "also",
        "now",
        "still",
        "never",
        "always",
        "just",
        "set",
        "sets",
    ]
)
_CODE = re.compile(
    r"[;{}\\]\s*$|^\s*[\w.\[\]]+\s*(?:[-+*/|&]?=(?!=)|:=)\s*\S|^[\w.:]+\(.*\)[;,]?$|^\s*(?:return|import|from|def|class|func|fn|let|const|var|if|for|while|"
    r"elif|else|raise|assert|with|pub|use|export)\b.*[:;{(=]\s*$|==|!=|->\s*\w+:|=>\s*[{(]|&&|\|\|(?!\s*$)|\)\s*\{|^\s*[-\w]+:\s*[\"'\d\[{]"
    r"|^\s*\$\s|^\s*>>>|^\s*(?:sudo|pip|npm|docker|kubectl|git|curl|cd|make|cargo|go|helm|python3?|uv)\s+[-\w./]+(?:\s|$)(?!.*\b(?:the|a|is|to)\b)"
)
_NO_WORDS = re.compile(
    r"copyright|\blicen[cs]ed?\b|spdx|all rights reserved|warrant(?:y|ies)\b|\bnoqa\b|type:\s*ignore|eslint|pylint|prettier-|"
    r"clang-format|nolint|@ts-|\bpragma\b|fmt:\s*(?:off|on|skip)|auto-?generated|generated by|do not edit|coverage:|isort:|mypy:|"
    r"region\b|adapted from|modified from|taken from|^\s*(?:vim|emacs|-\*-)|^https?://\S+$|lorem ipsum|^(?:see|cf\.?|ref(?:erence)?s?:?)\s+https?://\S+$|"
    r"^(?:examples? )?usage(?: examples?)?:|^\W*(?:todo|fixme|xxx)\b|^(?:signed-off-by|co-authored-by|reviewed-by)|issues?/\d+\s*$"
)  # in lower case: to ignore the case costs twice as much
_DEBRIS = re.compile(r"[=\-_*~#/+.<>|]{5,}|^\W+$|\\n|%[sdr]\b.*%[sdr]\b.*%[sdr]\b|\|.*\|.*\|")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the first and last line that it stands in, and which of its paragraph it is."""

    text: str
    first: int
    last: int
    number: int = 0


def without_marks(line: str) -> str:
    """A line of a comment or docstring without the comment's own marks.

    Nothing of a line that only parts others: a script's first line, a heading between rulers, a command to be copied.

    >>> without_marks("    /// Stops at the first error. */"), without_marks("  # because it is slow")
    ('Stops at the first error.', 'because it is slow')
    """
    text = _MARK.sub("", line).strip()
    if text.endswith(_CLOSING):
        text = _END.sub("", text).strip()
    return "" if _PARTS.match(text) else text


_ELLIPTIC = "\ue000"  # where a link's target or a role's name was left out
_LAST_LINK = re.compile(rf"\s*\(?[#\w., ]*{_ELLIPTIC}\)?[.,]?$")


def is_elliptic(text: str) -> bool:
    """Whether a target of a link was left out inside a text: it is not what stands in the file, word for word."""
    return _ELLIPTIC in text


def plain(text: str) -> str:
    """A line without its Markdown, reStructuredText or HTML; nothing of a line that is data.

    >>> plain("- Use `--flag` **only** with <https://a.b/c>")
    'Use --flag only with https://a.b/c'
    >>> plain('**Names**: `LEVEL_*` are *kept* unless `["*"]` or *.md says _otherwise_')
    'Names: LEVEL_* are kept unless ["*"] or *.md says otherwise'
    """
    text = text.strip()
    if len(text) > MOST_OF_A_LINE:
        return ""
    if "](" in text or "][" in text:
        text = _LINK.sub(rf"\1{_ELLIPTIC}", text)
    if "<http" in text:
        text = _AUTOLINK.sub(r"\1", text)
    if "`" in text or "{" in text:
        text = _ROLE.sub(lambda hit: (hit[1] or hit[2]) + _ELLIPTIC, text)
    text = _TAG.sub("", _ADMONITION.sub("", _TITLE_MARK.sub("", text)))
    held: list[str] = []

    def hold(hit: re.Match[str]) -> str:
        held.append(hit[2])
        return _HELD.format(len(held) - 1)

    text = _CODE_SPAN.sub(hold, text) if "`" in text else text
    text = _STARS.sub(lambda hit: hit[2] or "", text) if "*" in text else text
    text = _EMPHASIS.sub("", text) if "`" in text or "_" in text or "<" in text else text
    text = _IS_HELD.sub(lambda hit: held[int(hit[1])].strip(), text) if held else text
    return " ".join(text.split())


# How a note of what is still to do begins.
TO_DO = re.compile(r"\W*(?:todo|fixme|xxx|hack)\b", re.IGNORECASE)


def has_words(text: str) -> bool:
    """Whether a text has as many words as a sentence has at least."""
    return len(_WORD.findall(text)) >= LEAST_WORDS


def is_prose(text: str) -> bool:
    """Whether a text is a sentence, or most of one, for people: no code, no licence, no pragma, no table.

    >>> is_prose("Capping at the default limit, since no quota was set"), is_prose("x = compute(y, z)")
    (True, False)
    """
    if not 12 <= len(text) <= MOST_CHARACTERS or _NO_WORDS.search(text.lower()) or _DEBRIS.search(text):
        return False
    if len(_CHINESE.findall(text)) >= LEAST_CHINESE:
        return True
    if _CODE.search(text):
        return False
    words = _WORD.findall(text)
    if len(words) < LEAST_WORDS or not any(word.lower() in SMALL for word in words):
        return False
    pieces = text.split()
    clean = sum(_CLEAN.fullmatch(piece) is not None for piece in pieces)
    return clean >= 0.5 * len(pieces)


def sentences(lines: list[tuple[int, str]]) -> Iterator[Sentence]:
    """The sentences of a paragraph given as numbered lines, already without marks."""
    parts: list[str] = []
    offsets: list[int] = []  # of each line's beginning
    numbers: list[int] = []
    length = 0
    for number, line in lines:
        words = plain(line)
        if not words:
            continue
        parts.append(words)
        offsets.append(length)
        numbers.append(number)
        length += len(words) + 1
    text = " ".join(parts)
    at = 0
    for number, piece in enumerate(
        (*(hit.span() for hit in _SENTENCE_END.finditer(text)), (len(text), len(text)))
    ):
        end, following = piece
        whole = text[at:end]
        found = whole.strip()
        if _ELLIPTIC in found and len(found) <= 2 * MOST_CHARACTERS:
            found = _LAST_LINK.sub("", found)
        if found:
            begin = at + len(whole) - len(whole.lstrip())
            first = numbers[bisect_right(offsets, begin) - 1]
            last = numbers[bisect_right(offsets, max(end, begin + 1) - 1) - 1]
            yield Sentence(found, first, last, number)
        at = following
