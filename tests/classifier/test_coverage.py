"""What is said of files that nobody parsed."""

from __future__ import annotations

import pytest

from classifier.coverage import coverage_of
from classifier.facts.symbols import extractor, read_code
from history.briefs import ReadAs
from history.records import GapReason
from tests.support.facts import view_of

FILES = {
    "lib/store.rb": "def open\nend\n",
    "lib/store.dart": "void open() {}\n",
    "config/shop.yaml": "a: 1\n",
    "README.md": "# Shop\n",
    "yarn.lock": "a\n",
    "Makefile": "all:\n\techo\n",
}


def test_each_changed_file_is_known_by_what_it_was_read_as() -> None:
    view = view_of({}, FILES)
    found = {one.path: (one.read_as, one.language) for one in coverage_of(view.reading, ())}
    assert found == {
        "lib/store.rb": (ReadAs.SYNTAX, "ruby"),
        "lib/store.dart": (ReadAs.LINES, "dart"),
        "config/shop.yaml": (ReadAs.STRUCTURE, "yaml"),
        "README.md": (ReadAs.STRUCTURE, "markdown"),
        "yarn.lock": (ReadAs.NOTHING, ""),
        "Makefile": (ReadAs.LINES, "make"),
    }


def test_code_that_no_grammar_reads_is_a_gap_and_other_files_are_none() -> None:
    gaps = read_code(view_of({}, FILES)).gaps
    assert [(gap.reason, gap.path) for gap in gaps] == [(GapReason.UNPARSED, "lib/store.dart")]


def test_a_grammar_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractor, "is_installed", lambda _: False)
    monkeypatch.setattr("classifier.coverage.is_installed", lambda _: False)
    view = view_of({}, FILES)
    gaps = read_code(view).gaps
    assert (GapReason.UNINSTALLED, "lib/store.rb", "tree-sitter-ruby") in [
        (gap.reason, gap.path, gap.detail) for gap in gaps
    ]
    covered = next(one for one in coverage_of(view.reading, gaps) if one.path == "lib/store.rb")
    assert (covered.read_as, covered.install) == (ReadAs.LINES, "tree-sitter-ruby")
