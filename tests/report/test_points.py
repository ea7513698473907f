"""How a summary is laid out: one paragraph while it is short, then the first sentence and points by file."""

from __future__ import annotations

from report.inline import Text
from report.points import points
from report.section_tree import Proof, Sentence


def said(words: str, path: str) -> Sentence:
    proof = Proof(path, "new", 3, "lid = 1", "")
    return Sentence((Text(words),), "key", "rule", 50, (proof,), ())


def test_two_sentences_are_a_paragraph() -> None:
    both = [said("a", "src/a.py"), said("b", "src/b.py")]
    assert points(both).lead == tuple(both)
    assert points(both).points == ()


def test_more_are_points_by_file_behind_the_first() -> None:
    found = points(
        [said("a", "x/lid.py"), said("b", "x/lid.py"), said("c", "y/lid.py"), said("d", "y/lid.py")]
    )
    assert [len(one.sentences) for one in found.points] == [1, 2]
    assert [one.file for one in found.points] == ["x/lid.py", "y/lid.py"]


def test_one_file_needs_no_name() -> None:
    found = points([said("a", "x/lid.py"), said("b", "x/lid.py"), said("c", "x/lid.py")])
    assert [(one.file, len(one.sentences)) for one in found.points] == [("", 1), ("", 1)]
