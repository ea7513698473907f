"""What the parsed tree tells of comments, of what they document, and of where statements begin and end."""

from __future__ import annotations

import pytest

from classifier.facts.edits import edit_of
from classifier.facts.symbols.syntax import Syntax, syntax_of, syntax_of_text
from classifier.paths import Role
from history.briefs import Side
from tests.support.facts import view_of

PYTHON = '''\
#!/usr/bin/env python
"""Keeps things.

Not for long.
"""

LIMIT = 10  # of things


class Store:
    """A place for things."""

    # The old format is read too,
    # because files of it are around.
    def open(self, name, size=3):
        """Open it.

        Returns nothing.
        """
        if size > LIMIT and (
            name
            or size
        ):
            raise ValueError(
                "too large"
            )
        else:
            return self.find([
                name,
            ])
'''

RUST = """\
//! Keeps things.

/// A place for things.
///
/// Not for long.
#[derive(Debug)]
pub struct Store {
    /// How many there are.
    size: usize,
}

impl Store {
    // no documentation
    pub fn open(&self) -> usize {
        match self.size {
            0 => 1,
            _ => {
                let a = self.find(
                    3,
                );
                a
            }
        }
    }
}
"""

TYPESCRIPT = """\
/**
 * A place for things.
 */
export class Store {
  /** Opens it. */
  open(name: string) {
    if (name) {
      return 1; // at once
    } else {
      return 2;
    }
  }
}
"""


def parsed(source: str, path: str) -> Syntax:
    syntax = syntax_of_text(source, path)
    assert syntax is not None
    assert syntax.sound
    return syntax


def line(source: str, piece: str) -> int:
    return source[: source.index(piece)].count("\n") + 1


@pytest.mark.parametrize(
    ("source", "path", "name", "said"),
    [
        (PYTHON, "a.py", "", "Keeps things.\n\nNot for long.\n"),
        (PYTHON, "a.py", "Store", "A place for things."),
        (PYTHON, "a.py", "Store.open", "Open it.\n\n        Returns nothing.\n"),
        (RUST, "a.rs", "", "Keeps things."),
        (RUST, "a.rs", "Store", "A place for things.\n\nNot for long."),
        (RUST, "a.rs", "Store::size", "How many there are."),
        (TYPESCRIPT, "a.ts", "Store", "\nA place for things.\n"),
        (TYPESCRIPT, "a.ts", "Store.open", "Opens it."),
    ],
)
def test_documentation_is_found_with_what_it_documents(source: str, path: str, name: str, said: str) -> None:
    found = parsed(source, path).documentation(name)
    assert found is not None
    assert found.text == said


def test_line_comments_that_follow_one_another_are_one() -> None:
    found = [one for one in parsed(PYTHON, "a.py").comments if not one.is_doc]
    texts = [(one.text, one.trailing) for one in found]
    assert texts == [
        ("/usr/bin/env python", False),
        ("of things", True),
        ("The old format is read too,\nbecause files of it are around.", False),
    ]
    first = line(PYTHON, "# The old format")
    assert (found[2].first, found[2].last) == (first, first + 1)


def test_a_comment_that_is_no_documentation_documents_nothing() -> None:
    found = next(one for one in parsed(RUST, "a.rs").comments if one.text == "no documentation")
    assert (found.is_doc, found.doc_of) == (False, "")


@pytest.mark.parametrize(
    ("source", "path", "piece", "name"),
    [
        (PYTHON, "a.py", "LIMIT = 10", ""),
        (PYTHON, "a.py", "name,", "Store.open"),
        (PYTHON, "a.py", "A place", "Store"),
        (RUST, "a.rs", "self.find", "Store::open"),
        (TYPESCRIPT, "a.ts", "return 2", "Store.open"),
    ],
)
def test_a_line_knows_its_definition(source: str, path: str, piece: str, name: str) -> None:
    assert parsed(source, path).enclosing(line(source, piece)) == name


@pytest.mark.parametrize(
    ("source", "path", "piece", "begins", "ends"),
    [
        (PYTHON, "a.py", "            or size", "        if size", "        ):"),
        (PYTHON, "a.py", '                "too large"', "            raise", "            )\n        else"),
        (PYTHON, "a.py", "        else:", "        else:", "        else:"),
        (PYTHON, "a.py", "                name,", "            return", "            ])"),
        (PYTHON, "a.py", "# because files", "    # The old", "    # because"),
        (PYTHON, "a.py", "        Returns nothing", '        """Open', '        """\n        if'),
        (PYTHON, "a.py", "    def open", "    def open", "    def open"),
        (RUST, "a.rs", "                    3,", "                let a", "                );"),
        (RUST, "a.rs", "    pub fn open", "    pub fn open", "    pub fn open"),
        (TYPESCRIPT, "a.ts", "    } else {", "    } else {", "    } else {"),
        (TYPESCRIPT, "a.ts", "      return 1", "      return 1", "      return 1"),
        (TYPESCRIPT, "a.ts", "  }\n}", "  }\n}", "  }\n}"),
    ],
)
def test_a_statement_is_whole_and_without_its_body(
    source: str, path: str, piece: str, begins: str, ends: str
) -> None:
    span = parsed(source, path).statement_span(line(source, piece))
    assert span == (line(source, begins), line(source, ends))


def test_both_sides_of_an_edit_are_parsed_and_a_side_that_is_not_there_is_none() -> None:
    view = view_of({"a.py": "def f():\n    pass\n"}, {"a.py": "def g():\n    pass\n", "b.py": "x = 1\n"})
    changed, added = view.edits
    sides = [syntax_of(changed, side) for side in Side]
    assert [one.enclosing(2) for one in sides if one] == ["f", "g"]
    assert syntax_of(added, Side.OLD) is None
    assert syntax_of(added, Side.NEW) is not None


def test_a_file_that_was_added_is_known_from_its_hunk() -> None:
    view = view_of({}, {"b.py": "def f():\n    return 1\n"})
    alone = edit_of(view.commit.files[0], Role.SOURCE, None, None)
    syntax = syntax_of(alone, Side.NEW)
    assert syntax is not None
    assert syntax.enclosing(2) == "f"


def test_what_no_grammar_reads_has_no_tree() -> None:
    assert syntax_of_text("anything", "a.unknown") is None
