"""Sentences that are made for tests, and days to write about."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from history.editions import Edition
from report.sentences import Catalogue, Language
from tests.support.editions import GITHUB, all_briefs, day_edition
from tests.support.hostile import Hostility, edition_made_of

SENTENCES = {
    Language.ZH: """
test-flag-removed = { $owner } 不再接受 { $flag }：传入它的脚本会失败。
test-fields-added = { $kind } { $owner } 新增{ $fields-count ->
   *[other] 字段
} { $fields }。
test-bumped = { $name } 从 { $old } 升到 { $new }。
test-said = 作者说明：{ $words }
test-closes = 关闭 { $issue }，接续 { $commit }
test-untested = { $name } 改了，没有测试提到它
test-points = 改动 { $lines } 行
""",
    Language.EN: """
test-flag-removed = { $owner } no longer accepts { $flag }: scripts that pass it will fail.
test-fields-added = { $kind } { $owner } gains the { $fields-count ->
    [one] field
   *[other] fields
} { $fields }.
test-bumped = { $name } moves from { $old } to { $new }.
test-said = The author says: { $words }
test-closes = Closes { $issue }, follows { $commit }
test-untested = { $name } changed and no test mentions it
test-points = { $lines } lines changed
""",
}


def test_catalogue(language: Language) -> Catalogue:
    """The shipped sentences and those that the fixtures use; unknown keys are errors."""
    words = "test-struct = " + ("结构体" if language is Language.ZH else "struct") + "\n"
    return Catalogue.load(language, strict=True).with_entries(SENTENCES[language] + words)


test_catalogue.__test__ = False  # type: ignore[attr-defined] # a helper, whatever its name says


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture
def catalogue(language: Language) -> Catalogue:
    return test_catalogue(language)


@pytest.fixture
def edition() -> Edition:
    """A day with every kind of commit, on GitHub."""
    return day_edition(all_briefs(), web=GITHUB)


@pytest.fixture
def local_edition() -> Edition:
    """The same day of a repository that is on no web host."""
    return day_edition(all_briefs(), web=None)


@pytest.fixture
def empty_edition() -> Edition:
    """A day without commits."""
    return day_edition((), web=GITHUB)


@pytest.fixture(scope="session")
def edition_of() -> Hostility:
    """Builds a day out of somebody's texts."""
    return edition_made_of


@pytest.fixture(scope="session")
def catalogues() -> Mapping[Language, Catalogue]:
    """The test sentences in each language."""
    return {language: test_catalogue(language) for language in Language}
