"""The impact scope: which files, what became of the names in them, and who calls what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.facts.interface import Change, Subject
from classifier.rulebook import RuleBook
from classifier.statements.outcomes import fates
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


def test_a_name_of_the_dictionary_is_not_followed_by_its_calls(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    store = "class Store:\n    def size(self):\n        return 0\n"
    files = {
        "src/store.py": (store, store + "\n    def insert(self, key):\n        return key\n"),
        "src/server.py": ("paths = []\n", "paths = []\n\npaths.insert(0, 1)\n"),
    }
    edited(repo, "feat: store", files)
    assert "called in" not in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)


def test_what_was_called_before_is_not_the_new_function(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/blocks.py": ("x = 1\n", "x = 1\n\n\ndef open_block(key):\n    return key\n"),
        "src/server.py": ("y = disk.open_block(1)\n", "y = disk.open_block(1)\nz = disk.open_block(2)\n"),
    }
    edited(repo, "feat: blocks", files)
    assert "called in" not in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)


def test_a_script_that_passes_a_flag_does_not_change_it(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("chore: begin", {"README.md": "# x\n"})
    repo.commit("feat: start it", {"deploy/start.sh": "#!/bin/sh\nserver --cache-size 4 --log-level info\n"})
    repo.commit("chore: tidy", {"deploy/start.sh": None})
    gone, new, _ = briefs_of(Importance.HIGH)
    assert "new file deploy/start.sh (2 lines)" in words(new, Section.SCOPE)
    assert "deleted file deploy/start.sh (2 lines)" in words(gone, Section.SCOPE)
    for one in (gone, new):
        assert "changes --" not in words(one, Section.SCOPE)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"role": "use", "what": "added"}, "now uses BlockPool"),
        ({"role": "use", "what": "removed"}, "no longer uses BlockPool"),
        ({"role": "set", "what": "added"}, "now sets BlockPool"),
        ({"role": "set", "what": "removed"}, "no longer sets BlockPool"),
        ({"what": "item_added"}, "now lists BlockPool"),
        ({"what": "comments"}, "rewords the comments on BlockPool"),
    ],
)
def test_a_weak_fact_is_not_called_a_change_of_the_thing(
    book: RuleBook, extra: dict[str, str], said: str
) -> None:
    weak = replace(fact(Subject.CONFIG_KEY, Change.CHANGED, "BlockPool"), extra=extra)
    told = fates(material_of(book, "BlockPool", [weak]), ["src/a.py"], set(), 5)
    assert told is not None
    ((key, names),) = told.parts
    assert plain(Catalogue.load(Language.EN, strict=True).sentence(key, (("names", names),))) == said
