"""What a report proves to break is not low in `score` either, whatever the title says; what moved or was nobody's is."""

from __future__ import annotations

import pytest

from classifier.rulebook import RuleBook
from classifier.scoring import Scorer
from history.briefs import Bound, Importance, Verdict
from history.repository import LocalRepository
from history.selection import Everything
from tests.support import RepoBuilder
from tests.support.sayings import Always, BriefsOf

PARSER = "import argparse\n\n\ndef main():\n    p = argparse.ArgumentParser()\n"
BAKE = "def bake(bread):\n    return knead(bread)\n\n\ndef knead(bread):\n    return bread\n"
LISTED = '__all__ = [\n    "bake",\n]\n\n\n'
RUST = (
    "{}struct Oven;\n\nimpl Oven {{\n    pub fn warm(&self) {{\n        self.burn()\n    }}\n\n"
    "    pub fn cool(&self) {{\n        self.stop()\n    }}\n}}\n"
)
WITHOUT = "\n    pub fn cool(&self) {{\n        self.stop()\n    }}\n"
DUMP = "public final class a/Oven {\n\tpublic final fun bake ()V\n\tpublic final fun cool ()V\n}\n"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        pytest.param("src/a.py", LISTED + BAKE, BAKE[BAKE.index("def knead") :], id="function gone"),
        pytest.param(
            "pkg/a.go",
            "package a\n\nfunc Bake() {}\n\nfunc Cool() {}\n",
            "package a\n\nfunc Cool() {}\n",
            id="go",
        ),
        pytest.param(
            "src/a.rs",
            RUST.format("pub "),
            RUST.format("pub ").replace(WITHOUT.format(), ""),
            id="method gone",
        ),
        pytest.param(
            "src/a.py",
            PARSER + '    p.add_argument("--oven")\n    p.add_argument("--fast")\n',
            PARSER + '    p.add_argument("--fast")\n',
            id="flag gone",
        ),
        pytest.param("api/a.api", DUMP, DUMP.replace("\tpublic final fun cool ()V\n", ""), id="listed"),
        pytest.param(
            "CMakeLists.txt",
            "cmake_minimum_required(VERSION 3.5)\nproject(a)\n",
            "cmake_minimum_required(VERSION 3.20)\nproject(a)\n",
            id="tools",
        ),
        pytest.param(
            "variables.tf",
            'variable "size" {\n  type = number\n}\n\nvariable "region" {\n  type = string\n}\n',
            'variable "region" {\n  type = string\n}\n',
            id="variable",
        ),
        pytest.param(
            "variables.tf",
            'variable "size" {\n  type    = number\n  default = 1\n}\n',
            'variable "size" {\n  type    = number\n  default = 2\n}\n',
            id="default of a variable",
        ),
    ],
)
def test_what_is_told_as_breaking_is_low_nowhere(
    repo: RepoBuilder, book: RuleBook, briefs_of: BriefsOf, path: str, before: str, after: str
) -> None:
    repo.commit("start", {path: before})
    repo.commit("tidy up", {path: after})
    scored = _scored(repo, book)
    told = briefs_of(Importance.LOW)[0]
    assert told.breaking
    assert told.verdict.level is scored.level is Importance.MEDIUM
    assert told.verdict.bound is scored.bound is Bound.BREAKING
    assert scored.judged is Importance.LOW
    assert scored.evidence


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            {"src/a.py": BAKE},
            {"src/a.py": BAKE[BAKE.index("def knead") :], "src/b.py": BAKE[: BAKE.index("def knead")]},
            id="moved",
        ),
        pytest.param({"src/a.py": BAKE}, {"src/a.py": BAKE[: BAKE.index("def knead")]}, id="not exported"),
        pytest.param(
            {"src/a.py": BAKE.replace("knead", "_knead")},
            {"src/a.py": "def bake(bread):\n    return bread\n"},
            id="private",
        ),
        pytest.param(
            {"src/a.rs": RUST.format("")},
            {"src/a.rs": RUST.format("").replace(WITHOUT.format(), "")},
            id="of a private type",
        ),
        pytest.param(
            {"tests/test_a.py": BAKE}, {"tests/test_a.py": BAKE[BAKE.index("def knead") :]}, id="tests"
        ),
        pytest.param(
            {"src/a.py": BAKE}, {"src/a.py": BAKE.replace("knead(bread)", "bread", 1)}, id="nothing gone"
        ),
    ],
)
def test_what_breaks_nothing_stays_low(
    repo: RepoBuilder, book: RuleBook, briefs_of: BriefsOf, before: dict[str, str], after: dict[str, str]
) -> None:
    repo.commit("start", before)
    repo.commit("tidy up", after)
    assert briefs_of(Importance.LOW)[0].verdict.level is Importance.LOW
    assert _scored(repo, book).level is Importance.LOW


def _scored(repo: RepoBuilder, book: RuleBook) -> Verdict:
    """What `score` says of the newest commit, which its judge calls low."""
    with LocalRepository.open(repo.git_dir) as opened:
        newest = next(iter(opened.commits(Everything())))
        return Scorer(book, Always(Importance.LOW)).score([newest], opened.contents)[0].verdict
