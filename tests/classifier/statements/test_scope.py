"""The impact scope: which files, what became of the names in them, and who calls what changed."""

from __future__ import annotations

import pytest

from classifier.facts.interface import Change, Subject
from classifier.rules import RuleBook
from classifier.statements.fates import fates
from history.briefs import Importance, Section
from report.inline import plain
from report.sentences import Catalogue, Language
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, fact, material_of, words


@pytest.mark.parametrize(
    ("subject", "change", "said"),
    [
        (Subject.CLASS, Change.ADDED, "adds BlockPool"),
        (Subject.CLASS, Change.REMOVED, "removes BlockPool"),
        (Subject.FUNCTION, Change.SIGNATURE_CHANGED, "changes the signature of BlockPool"),
        (Subject.FUNCTION, Change.CHANGED, "changes BlockPool"),
        (Subject.CONSTANT, Change.VALUE_CHANGED, "gives BlockPool another value"),
        (Subject.COVERAGE, Change.MISSING, "now uses BlockPool"),
    ],
)
def test_each_name_is_told_with_its_fate(book: RuleBook, subject: Subject, change: Change, said: str) -> None:
    material = material_of(book, "BlockPool", [fact(subject, change, "BlockPool")])
    told = fates(material, ["src/a.py"], set(), 5)
    assert told is not None
    (key, names), *rest = told.parts
    assert not rest
    assert plain(Catalogue.load(Language.EN, strict=True).sentence(key, (("names", names),))) == said


def test_a_name_that_was_said_is_not_said_again(book: RuleBook) -> None:
    material = material_of(book, "BlockPool", [fact(Subject.CLASS, Change.ADDED, "BlockPool")])
    assert fates(material, ["src/a.py"], {"BlockPool"}, 5) is None


def test_where_the_commit_calls_what_it_adds_is_told(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/blocks.py": ("x = 1\n", "x = 1\n\n\ndef open_block(key):\n    return key\n"),
        "src/server.py": ("y = 1\n", "from blocks import open_block\n\ny = open_block(1)\n"),
    }
    edited(repo, "feat: blocks", files)
    assert "the new open_block is called in server.py" in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)


def test_a_call_in_a_comment_or_a_test_is_no_caller(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/blocks.py": ("x = 1\n", "x = 1\n\n\ndef open_block(key):\n    return key\n"),
        "src/server.py": ("y = 1\n", "# open_block(1) would do\ny = 2\n"),
        "tests/test_blocks.py": ("z = 1\n", "z = 1\n\n\ndef test_it():\n    assert open_block(1)\n"),
    }
    edited(repo, "feat: blocks", files)
    assert "called in" not in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)
