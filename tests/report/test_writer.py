"""What a writer puts behind a sentence: where to look, and one full stop."""

from __future__ import annotations

import pytest

from history.briefs import Side
from report.inline import CodeSpan, Inline, Quotation, Text, plain
from report.section_tree import Part, Proof, Sentence
from report.sentences import Language
from report.writer import Writer

QUOTED = (Text("Adds "), CodeSpan("Lid"), Text(": "), Quotation("Keeps the heat in.", "“", "”"))
GONE = (Text("The file "), CodeSpan("art/lid.png"), Text(" is gone."))


@pytest.mark.parametrize(
    ("words", "path", "line", "shown"),
    [
        (QUOTED, "a.py", 3, "Adds Lid: “Keeps the heat in” (a.py:3)."),
        (GONE, "art/lid.png", 0, "The file art/lid.png is gone."),
    ],
)
def test_a_sentence_ends_once_and_names_its_file_once(
    words: tuple[Inline, ...], path: str, line: int, shown: str
) -> None:
    writer = Writer(Language.EN, plain, str)
    proof = Proof(path, Side.NEW, line, "", None)
    sentence = Sentence(words, "key", "rule", 50, (proof,), (proof,))
    part = Part("summary", "", "Summary", (sentence,))
    assert writer.paragraph(part) == shown
