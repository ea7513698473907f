"""An edition becomes a document that says everything, and the same document in every format."""

from __future__ import annotations

from history.editions import Edition
from report.document import document
from report.render import render_markdown
from report.sentences import Catalogue, Language


def test_every_commit_gets_a_section(edition: Edition, language: Language, catalogue: Catalogue) -> None:
    made = document(edition, language, catalogue=catalogue)
    shas = {commit.sha for group in made.groups for commit in group.commits}
    assert shas == {brief.commit.sha for brief in edition.briefs}


def test_the_statistics_add_up(edition: Edition, language: Language, catalogue: Catalogue) -> None:
    made = document(edition, language, catalogue=catalogue).statistics
    assert made.total == made.high + made.medium + made.low + made.bots + made.filtered
    assert made.total == len(edition.briefs) + 4


def test_the_statistics_line_is_the_one_that_readers_know(edition: Edition) -> None:
    text = render_markdown(document(edition, Language.ZH))
    assert "\n> 本日共 10 个提交 | 🔴高 1 | 🟡中 1 | 🟢低 4 | 🤖机器人 2 | 已过滤 2\n" in text
