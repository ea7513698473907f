"""Kinds of change by what strangers write: gitmoji, Chinese, Japanese and Korean words, merges."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from classifier.reading import read
from classifier.rulebook import RuleBook
from classifier.types.decide import decide_types
from classifier.types.examples import example_commit
from classifier.types.type_rule import Example
from history.records import CommitName

GITMOJI: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("gitmoji.toml").read_text("utf8"))


def kinds(
    book: RuleBook, message: str, files: tuple[str, ...] = (), merged: tuple[str, ...] = ()
) -> list[str]:
    commit = example_commit(Example(message=message, files=files))
    parents = ("a" * 40, "b" * 40) if merged else ()
    names = tuple(CommitName(f"{place:040x}", subject) for place, subject in enumerate(merged))
    reading = read(replace(commit, parents=parents, merged=names), book.paths)
    return [str(one.type) for one in decide_types(reading, book)]


@pytest.mark.parametrize("code", GITMOJI)
def test_every_gitmoji_is_known_by_sign_and_by_code(book: RuleBook, code: str) -> None:
    emoji, kind = GITMOJI[code]["emoji"], GITMOJI[code]["type"]
    assert [kinds(book, f"{form} the cache")[0] for form in (emoji, emoji.rstrip("\ufe0f"), code)] == [
        kind
    ] * 3


def test_the_table_of_gitmoji_is_whole() -> None:
    assert len(GITMOJI) == 75


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("修复首页白屏", "fix"),
        ("fix登录报错", "fix"),
        ("新增导出功能", "feature"),
        ("重构解析器", "refactor"),
        ("优化查询性能", "performance"),
        ("文档：补充安装步骤", "docs"),
        ("构建：升级打包脚本", "build"),
        ("【修复】首页白屏", "fix"),
        ("首页：修复白屏", "fix"),
        ("回滚：新增导出功能", "revert"),
        ("删除旧的接口", "refactor"),
        ("保存時に落ちる不具合を修正", "fix"),
        ("保存時に落ちる不具合を修正しました。(#12)", "fix"),
        ("CSV への書き出しを追加", "feature"),
        ("古い画面を削除", "refactor"),
        ("【修正】保存時の例外", "fix"),
        ("ドキュメント：手順", "docs"),
        ("起動を高速化", "performance"),
        ("저장할 때 나는 오류 수정", "fix"),
        ("내보내기 기능 추가", "feature"),
        ("파서 리팩토링", "refactor"),
        ("수정: 저장 오류", "fix"),
        ("문서: 설치 방법", "docs"),
        ("[기능] 내보내기", "feature"),
    ],
)
def test_words_of_other_languages(book: RuleBook, message: str, kind: str) -> None:
    assert kinds(book, message)[0] == kind


@pytest.mark.parametrize(
    ("merged", "expected"),
    [
        (("fix: one", "fix: two"), ["fix"]),
        (("feat: one",), ["feature"]),
        (("feat: one", "fix: two"), ["feature", "fix"]),
        (("One", "Two"), ["other"]),
        ((), ["other"]),
    ],
)
@pytest.mark.parametrize(
    "title",
    [
        "Merge branch 'lid'",
        "Merge branches 'lid' and 'handle' into main",
        "Merge pull request #5 from kiln/lid",
        "Merge remote-tracking branch 'origin/lid'",
        "Merge commit '0123456' into handle",
        "Merge 0123456789abcdef into fedcba9876543210",
        "Merge tag 'v1.2.0'",
        "Merged in lid (pull request #5)",
    ],
)
def test_a_merge_is_what_it_merges(
    book: RuleBook, title: str, merged: tuple[str, ...], expected: list[str]
) -> None:
    assert kinds(book, title, merged=merged) == expected


def test_merging_code_is_a_refactoring(book: RuleBook) -> None:
    assert kinds(book, "Merge the two parsers", ("src/a.py",)) == ["refactor"]
