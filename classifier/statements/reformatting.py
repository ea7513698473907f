"""Whether a commit changes nothing but how its code is laid out: where lines break, and the spaces in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from classifier.facts.lines import language_of
from classifier.statements.material import Material, file_evidence, largest
from classifier.statements.mentions import STRING
from history.briefs import Listing, Section, Statement
from history.records import Hunk

BRACED = frozenset({"rust", "go", "javascript", "typescript", "java", "c", "cpp", "cuda"})
BLANKS = re.compile(
    r",\s*\n\s*(?=[)\]}])|\s+"
)  # the comma before a closing bracket comes with the line break
MOST_LINES = 2_000
NAMED = 3


def layout(material: Material) -> Iterator[Statement]:
    """That only the layout changes, and where. In Python, where indentation means something, it has to stay."""
    files = material.written
    if not files or sum(file.churn for file in files) > MOST_LINES:
        return
    for file in files:
        language = language_of(file.path)
        if language not in BRACED and language != "python":
            return
        if not file.hunks or not all(_is_same(hunk, language == "python") for hunk in file.hunks):
            return
    shown = largest(files)[:NAMED]
    names = [code for file in shown if (code := material.grounds.file(file.path)) is not None]
    if names:
        listing = Listing(tuple(dict.fromkeys(names)), len(files) - len(set(names)))
        evidence = tuple(file_evidence(file) for file in shown)
        yield Statement(
            Section.SUMMARY, "summary-layout", "summary-layout", evidence, (("files", listing),), 90
        )


def _is_same(hunk: Hunk, indented: bool) -> bool:
    for changed, run in groupby(hunk.lines, key=lambda line: line[:1] in {"-", "+"}):
        if not changed:
            continue
        lines = list(run)
        gone, come = ([line[1:] for line in lines if line[:1] == mark and line[1:].strip()] for mark in "-+")
        if _bare(gone) != _bare(come) or (indented and not _as_far_in(gone, come)):
            return False
    return True


def _bare(lines: list[str]) -> tuple[str, list[str]]:
    """The code without blanks, and the strings in it with theirs."""
    text = "\n".join(lines)
    return BLANKS.sub("", text), STRING.findall(text)


def _as_far_in(gone: list[str], come: list[str]) -> bool:
    """Whether lines are indented alike: all of them where there are as many, else the first."""
    compared = len(gone) if len(gone) == len(come) else 1
    left, right = ([len(line) - len(line.lstrip()) for line in lines[:compared]] for lines in (gone, come))
    return left == right
