"""What is said where nothing was found: no more than was looked for."""

from __future__ import annotations

from history.briefs import Brief, Section
from report.inline import plain
from report.sentences import Catalogue, Language
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited


def said(brief: Brief, section: Section) -> str:
    catalogue = Catalogue.load(Language.EN, strict=True)
    return " ".join(
        plain(catalogue.sentence(one.key, one.params)) for one in brief.nothings if one.section is section
    )


def test_nothing_is_denied_that_a_changed_line_speaks_of(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    body = "def fetch(key):\n    return {}\n"
    edited(repo, "feat: cache", {"src/a.py": (body.format("read(key)"), body.format("media_cache[key]"))})
    denied = said(briefs_of()[0], Section.PERFORMANCE)
    assert denied.startswith("The changed lines speak of media_cache, but no lock")
    assert "recognised" in denied


def test_where_no_changed_line_speaks_of_it_that_is_said_plainly(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    edited(repo, "fix: sum", {"src/a.py": ("x = 1 + 1\n", "x = 1 + 2\n")})
    assert said(briefs_of()[0], Section.PERFORMANCE).startswith("No lock, thread")


def test_a_new_test_file_that_nobody_can_read_is_not_denied(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    suite = 'package p\n\nvar _ = Describe("pools", func() {\n\tIt("drains", func() {})\n})\n'
    repo.commit("chore: begin", {"pool.go": "package p\n\nvar size = 1\n"})
    repo.commit("fix: drain", {"pool.go": "package p\n\nvar size = 2\n", "pool_test.go": suite})
    denied = said(briefs_of()[0], Section.MAINTAINABILITY)
    assert "pool_test.go" in denied
    assert "No test comes or goes" not in denied


def test_files_that_were_not_read_are_not_counted_as_read(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {"src/a.py": ("x = 1\n", "x = 2\n"), "package-lock.json": ('{"a": 1}\n', '{"a": 2}\n')}
    edited(repo, "fix: one", files)
    assert said(briefs_of()[0], Section.SECURITY).endswith("(looked at a.py).")
