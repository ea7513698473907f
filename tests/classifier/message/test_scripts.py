"""Titles in Chinese, Japanese and Korean, and with emoji: what is a tag, a type, a picture, and what is text."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from classifier.message.header import read_header


@pytest.mark.parametrize(
    "title",
    [
        "ハローを追加",
        "さようなら",
        "、の扱い",
        "。で終わる",
        "…を消す",
        "〜まで",
        "「設定」画面を追加",
        "《指南》更新",
        "한글 추가",
        "ー長音",
    ],
)
def test_text_is_text(title: str) -> None:
    header = read_header(title)
    assert (header.emoji, header.tags, header.subject) == (None, (), title)


@pytest.mark.parametrize(
    ("title", "tags"),
    [
        ("【CI】the cache", ("CI",)),
        ("【CI】【Build】 the cache", ("CI", "Build")),
        ("［CI］the cache", ("CI",)),
        ("〔CI〕the cache", ("CI",)),
        ("「CI」the cache", ("CI",)),
        ("【修复】[Core]：the cache", ("修复", "Core")),
    ],
)
def test_tags_are_tags(title: str, tags: tuple[str, ...]) -> None:
    header = read_header(title)
    assert (header.tags, header.subject) == (tags, "the cache")


def test_no_letter_mark_or_bracket_of_any_script_is_an_emoji() -> None:
    text = [
        chr(point) for point in range(0xA0, sys.maxunicode) if unicodedata.category(chr(point))[0] in "LMPZ"
    ]
    assert [one for one in text if read_header(f"{one} the cache").emoji] == []


@pytest.mark.parametrize(
    "emoji", ["✨", "🚑️", "♻", "♻️", "🧑‍💻", "👷🏽", "🇯🇵", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️‍🔥", "©️", ":t-rex:"]
)
def test_pictures_are_emoji(emoji: str) -> None:
    header = read_header(f"{emoji} the cache")
    assert (header.emoji, header.subject) == (emoji.replace("\ufe0f", ""), "the cache")


@pytest.mark.parametrize("sign", ["©", "™", "→", "•", "№", "㊗", "‼", "§"])
def test_signs_that_are_written_are_no_emoji(sign: str) -> None:
    assert read_header(f"{sign} the cache").emoji is None


@pytest.mark.parametrize(
    ("title", "scope", "breaking"),
    [
        ("✨ (api): x", "api", False),
        ("✨(api): x", "api", False),
        ("✨ (api) x", "api", False),
        ("✨(api)!: x", "api", True),
        ("✨!: x", None, True),
        ("💥 x", None, True),
        ("💥️ (api): x", "api", True),
        (":boom: x", None, True),
        ("✨💥 x", None, True),
        ("💥 feat: x", None, True),
        ("feat: 💥 x", None, True),
        ("🐛 x", None, False),
    ],
)
def test_gitmoji(title: str, scope: str | None, breaking: bool) -> None:
    header = read_header(title)
    assert (header.scope, header.breaking) == (scope, breaking)
    assert header.subject.endswith("x")


@pytest.mark.parametrize(
    ("title", "type_", "area", "subject"),
    [
        ("修复：登录崩溃", "修复", None, "登录崩溃"),
        ("登录：修复崩溃", "登录", "登录", "修复崩溃"),
        ("修复登录（API）：崩溃", None, None, "修复登录（API）：崩溃"),
        ("docs：更新指南", "docs", None, "更新指南"),
        ("key:value", None, None, "key:value"),
    ],
)
def test_wide_colons(title: str, type_: str | None, area: str | None, subject: str) -> None:
    header = read_header(title)
    assert (header.type, header.area, header.subject) == (type_, area, subject)
