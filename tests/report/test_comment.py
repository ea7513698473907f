"""The comment on a pull request: the verdict first, one comment whatever comes, nothing that anybody can break."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from history.briefs import Brief, Importance
from history.editions import Edition
from report.comment import LONGEST, MARK, length
from report.document import document
from report.footer import read_footer
from report.render import render_comment
from report.sentences import Catalogue, Language
from tests.support.editions import GITHUB, bump_commit, commit, day_edition, fix_commit, flag_commit
from tests.support.hostile import Hostility

READER = MarkdownIt("gfm-like", {"html": True, "linkify": False})
VERDICTS = {
    Language.EN: "### 💥 1 commit breaks something · 🔴 1 of high importance",
    Language.ZH: "### 💥 1 个提交不兼容 · 🔴 高重要度 1 个",
}


def written(edition: Edition, language: Language, catalogues: Mapping[Language, Catalogue]) -> str:
    return render_comment(document(edition, language, catalogue=catalogues[language]))


def many(number: int, words: str = "feat: a thing") -> Edition:
    def brief(at: int) -> Brief:
        return replace(flag_commit(), commit=commit(at, f"{words} {at}"))

    return day_edition(tuple(brief(at) for at in range(number)), web=GITHUB)


@pytest.mark.parametrize("language", Language)
def test_the_verdict_stands_first_behind_the_mark(
    edition: Edition, language: Language, catalogues: Mapping[Language, Catalogue]
) -> None:
    lines = written(edition, language, catalogues).splitlines()

    assert lines[:2] == [MARK, VERDICTS[language]]


def test_what_matters_is_a_row_and_the_rest_is_folded(
    edition: Edition, catalogues: Mapping[Language, Catalogue]
) -> None:
    text = written(edition, Language.EN, catalogues)
    table, _, folded = text.partition("<details>")
    rows = [line for line in table.splitlines() if (line.startswith("| ") and "🟡" in line) or "🔴" in line]

    assert [line for line in rows if line.startswith("| 💥🔴 | [")] != []
    assert "update nixl" not in table
    assert "update nixl" in folded
    assert text.count("<details>") == text.count("</details>")


def test_a_day_that_only_tidies_says_what_it_found_and_no_more(
    catalogues: Mapping[Language, Catalogue],
) -> None:
    text = written(day_edition((bump_commit(),), web=GITHUB), Language.EN, catalogues)

    assert text.splitlines()[1] == "### 🟢 all of low importance (1)"
    assert "|---|" not in text


@pytest.mark.parametrize("number", [30, 400])
def test_it_is_one_comment_however_many_commits_there_are(
    number: int, catalogues: Mapping[Language, Catalogue]
) -> None:
    text = written(many(number), Language.ZH, catalogues)

    assert length(text) <= LONGEST < 65_000
    assert text.count("<details>") == text.count("</details>")
    assert read_footer(text).version == "0.1.0"


def test_what_does_not_fit_is_counted(catalogues: Mapping[Language, Catalogue]) -> None:
    text = written(many(400), Language.EN, catalogues)
    left = re.search(r"^(\d+) parts do not fit in here", text, re.MULTILINE)

    assert left
    # The parts are those of 400 commits and of the bots.
    assert int(left[1]) + text.count("<details>") == 401


def test_an_endless_title_is_cut_and_the_comment_stays_one(catalogues: Mapping[Language, Catalogue]) -> None:
    text = written(many(60, "feat: " + "𝔘" * 9_000), Language.EN, catalogues)

    assert length(text) <= LONGEST


def test_nothing_leads_to_a_place_that_a_comment_has_not(
    edition: Edition, catalogues: Mapping[Language, Catalogue]
) -> None:
    assert "](#" not in written(edition, Language.EN, catalogues)


@pytest.mark.parametrize(
    "texts",
    [["</details><script>alert(1)</script>", "| a | b |\n", f"{MARK}", "```", "<!-- commitbrief {} -->"]],
)
def test_nobody_can_break_out(
    texts: list[str], edition_of: Hostility, catalogues: Mapping[Language, Catalogue]
) -> None:
    text = written(edition_of(texts), Language.EN, catalogues)

    lines = text.splitlines()
    marks = [line for line in lines if line.startswith("<!--")]
    assert (marks[0], len(marks)) == (MARK, 2)  # the other is the footer
    assert lines.count("<details>") == lines.count("</details>") > 0
    html = [token.content for token in READER.parse(text) if token.type == "html_block"]
    assert not any("<script" in one for one in html)


def test_a_medium_fix_is_named_by_its_level(catalogues: Mapping[Language, Catalogue]) -> None:
    brief = fix_commit()
    assert brief.verdict.level is Importance.MEDIUM

    text = written(day_edition((brief,), web=GITHUB), Language.EN, catalogues)

    assert text.splitlines()[1] == "### 🟡 at most of medium importance (1)"
