"""What an author put between backticks stands so in a quotation, and nowhere else."""

from __future__ import annotations

from history.briefs import Importance, Quotation, Quote, Section
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited

WHY = "The `grid` command now accepts an optional column `name`, because a grid of names alone was of no use."


def quoted(found: BriefsOf) -> str:
    brief = found(Importance.HIGH)[0]
    values = [value for one in brief.statements if one.section is Section.SUMMARY for _, value in one.params]
    return " ".join(one.text for one in (*values, *brief.quotations) if isinstance(one, Quote | Quotation))


def test_a_message_keeps_its_code_marks(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/grid.py": (
            "def grid(rows):\n    return rows\n",
            "def grid(rows, column):\n    return rows[column]\n",
        )
    }
    edited(repo, f"feat: columns\n\n{WHY}\n", files)
    assert WHY.rstrip(".") in quoted(briefs_of)


def test_a_comment_over_several_lines_keeps_them_too(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    said = "    # Rows without a `name` are left out, because\n    # `grid` must not print empty cells for a named row.\n"
    before = "def grid(rows):\n    return rows\n"
    edited(
        repo, "feat: columns", {"src/grid.py": (before, before.replace("    return", f"{said}    return"))}
    )
    assert "without a `name` are left out, because `grid` must" in quoted(briefs_of)
    assert "a named row" in quoted(briefs_of)
