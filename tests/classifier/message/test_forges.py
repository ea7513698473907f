"""One title, one reading: whatever a forge or a merge program writes around it, and however squash bodies list it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.message.parse import Message, parse

SHA = "0123456789abcdef0123456789abcdef01234567"
# What is written around a title, and the request's number that can be told from it.
TEMPLATES = {
    "GitHub": ("Merge pull request #7 from kiln/lid\n\n{}\n", 7),
    "GitHub with a description": (
        "Merge pull request #7 from kiln/lid\n\n{}\n\nWhy the lid.\n\n## Notes\n\n- one\n",
        7,
    ),
    "GitLab": ("Merge branch 'lid' into 'main'\n\n{}\n\nSee merge request kiln/kiln!7\n", 7),
    "GitLab with issues": (
        "Merge branch 'lid' into 'main'\n\n{}\n\nCloses #3\n\nSee merge request kiln/kiln!7",
        7,
    ),
    "GitLab, issues first": (
        "Merge branch 'lid' into 'main'\n\nCloses #3\n\n{}\n\nSee merge request a/b!7",
        7,
    ),
    "Bitbucket": ("Merged in lid (pull request #7)\n\n{}\n\nApproved-by: Cleo\n", 7),
    "Bitbucket Server": ("Pull request #7: {}\n\nMerge in GO/kiln from lid to main\n", 7),
    "Bitbucket Server, older": (
        "Merge pull request #7 in GO/kiln from lid to main\n\n* commit '" + SHA + "':\n  {}\n",
        7,
    ),
    "Azure": ("Merged PR 7: {}\n\nWhy the lid.\n\nRelated work items: #3\n", 7),
    "Gitea": (
        "Merge pull request '{}' (#7) from cleo/lid into main\n\nReviewed-on: https://g.example/7\n",
        7,
    ),
    "Gitee": ("!7 {}\nMerge pull request !7 from cleo/lid\n", 7),
    "Gerrit": ('Merge "{}"', None),
    "Gerrit, a branch": ('Merge "{}" into stable-3.9', None),
    "bors": ("Merge #7\n\n7: {} r=ada a=cleo\n\nWhy the lid.\n\nCo-authored-by: C <c@example.org>\n", 7),
    "bors, Rust": ("Auto merge of #7 - cleo:lid, r=ada\n\n{}\n\nWhy the lid.\n", 7),
    "Coding": ("Accept Merge Request #7: (lid -> main)\n\nMerge Request: {}\nCreated By: @cleo\n", 7),
    "GitLab, a draft": ("Merge branch 'lid' into 'main'\n\nDraft: {}\n\nSee merge request kiln/kiln!7\n", 7),
    "GitLab, by an issue": (
        "Merge branch '3-lid' into 'main'\n\nResolve \"{}\"\n\nCloses #3\n\nSee merge request kiln/kiln!7\n",
        7,
    ),
    "a robot that names the branch": ("Merge PR #7 from cleo/lid: {}\n", 7),
    "a draft": ("WIP: {}\n", None),
    "a mark of a list": ("* {}\n", None),
    "a squash": ("{} (#7)\n\nWhy the lid.\n", 7),
    "a fixup of it": ("fixup! {}\n", None),
    "a fixup of a fixup": ("fixup! squash! fixup! {}\n", None),
    "a ticket": ("KILN-12: {}\n", None),
    "a ticket and no more": ("KILN-12 {}\n", None),
    "a number": ("#12: {}\n", None),
    "a mark of byte order": ("\ufeff{}\n", None),
    "an invisible blank": ("\u200b\u2060{}\n", None),
}
BOTTOM_LINE = {"Bitbucket Server, older"}  # a list of what was merged, of which no title is the request's
SUBJECTS = st.sampled_from(
    ["open the lid", "删除旧的钥匙", "蓋を開ける", "drop `--old`: it did nothing", "x"]
)
TYPES = st.sampled_from(["feat", "fix", "Feat", "refactor", "docs", "perf", "修复", "新機能", "수정"])


@st.composite
def titles(draw: st.DrawFn) -> str:
    """A title that declares a type, in one of the ways in which people write it."""
    colon = draw(st.sampled_from([": ", "：", "： ", ":  "]))
    mark = draw(st.sampled_from(["", "!", "！"]))
    scope = draw(st.sampled_from(["", "(api)", "（api）", "(core/lid)"]))
    return draw(TYPES) + scope + mark + colon + draw(SUBJECTS)


def read(message: Message) -> tuple[object, ...]:
    return message.type, message.scope, message.breaking, message.subject.removesuffix(" (#7)")


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name not in BOTTOM_LINE])
@given(titles())
def test_a_title_is_read_alike_whatever_stands_around_it(name: str, title: str) -> None:
    template, number = TEMPLATES[name]
    message = parse(template.format(title))
    assert read(message) == read(parse(title))
    assert message.pull_request == number


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_forge_loses_a_break(name: str) -> None:
    assert parse(TEMPLATES[name][0].format("feat(api)!: drop the key")).breaking
    assert not parse(TEMPLATES[name][0].format("feat(api): keep the key")).breaking


def test_the_line_of_a_break_below_is_told() -> None:
    message = parse("Merge branch 'lid'\n\nfeat!: drop the key\n\nSee merge request a/b!7")
    assert [(one.text, one.line) for one in message.announced] == [("drop the key", 3)]


ITEMS = st.sampled_from(["* ", "- ", "+ ", "• ", "1. ", "  * ", ""])


@given(titles(), ITEMS)
def test_a_squashed_title_breaks_as_it_would_alone(title: str, item: str) -> None:
    alone = parse(title)
    message = parse(f"feat: settings (#9)\n\n{item}{title}\n\n{item}fix: typo\n")
    assert message.breaking is alone.breaking
    assert [one.header.type for one in message.squashed] == [alone.type, "fix"]


@pytest.mark.parametrize("item", ["* ", "- ", "+ ", "1. ", "2) ", "  - "])
def test_an_announcement_may_be_an_item(item: str) -> None:
    message = parse(
        f"feat: settings\n\n{item}BREAKING CHANGE: the key is gone\n      for good\n{item}fix: typo\n"
    )
    assert [(one.text, one.line) for one in message.announced] == [("the key is gone\nfor good", 3)]


def test_what_git_squashes_is_read() -> None:
    quoted = "    feat!: drop the key\n\n    Because.\n\n    BREAKING CHANGE: it is gone\n"
    message = parse(f"Squashed commit of the following:\n\ncommit {SHA}\nAuthor: A <a@b>\n\n{quoted}")
    assert [one.text for one in message.announced] == ["drop the key", "it is gone"]


@pytest.mark.parametrize(
    "body",
    [
        "What the parser counts as\nBREAKING CHANGE entries in the log.",
        "BREAKING CHANGES are listed first now.",
        "BREAKING CHANGES: listed first now.",
        "Write:\n\n```\nfeat: x\n\nBREAKING CHANGE: the key is gone\n```",
        "Write:\n\n~~~text\nBREAKING CHANGE: the key is gone\n~~~\n\nand go on.",
        "Write:\n\n````\n```\nfeat!: drop it\n```\n````",
        "<!-- Is there a break? Then say so:\nBREAKING CHANGE: what is it?\n-->\n\nNo.",
        "<!-- BREAKING CHANGE: what is it? -->",
        "```\n* feat!: drop it\n```",
        "> BREAKING CHANGE: quoted from elsewhere",
        "BREAKING CHANGE: none",
        "BREAKING CHANGE: N/A",
        "BREAKING CHANGE: No breaking changes.",
        "BREAKING CHANGE：无",
        "* BREAKING CHANGE: nothing",
        "* note!: read this",
    ],
)
def test_what_announces_nothing(body: str) -> None:
    message = parse(f"docs: words\n\n{body}\n")
    assert (message.breaking, message.notes) == (False, ())


@pytest.mark.parametrize(
    "body",
    [
        "```\ncode\n```\n\nBREAKING CHANGE: gone",
        "```\nnever closed\n\nBREAKING CHANGE: gone",
        "<!-- never closed\n\nBREAKING CHANGE: gone",
        "<!-- closed -->\nBREAKING CHANGE: gone",
        "BREAKING-CHANGE: gone\n\n---------\n\nCo-authored-by: C <c@example.org>",
        "BREAKING CHANGE: gone\n\n* fix: typo",
        "BREAKING CHANGE：gone",
    ],
)
def test_what_is_announced_beside_such_things(body: str) -> None:
    assert parse(f"fix: words\n\n{body}\n").notes == ("gone",)


@pytest.mark.parametrize(
    ("title", "type_", "scope"),
    [("feat!(api): x", "feat", "api"), ("feat (api)!: x", "feat", "api"), ("fix ! : x", "fix", None)],
)
def test_a_mark_in_the_wrong_place_is_a_mark(title: str, type_: str, scope: str | None) -> None:
    message = parse(title)
    assert (message.type, message.scope, message.breaking, message.conventional) == (
        type_,
        scope,
        True,
        False,
    )


@pytest.mark.parametrize(
    "title",
    [
        "Merge duplicate code into one helper",
        "Merge the two parsers",
        "Merged cells are drawn",
        "Pull request templates: add one",
        "!important is kept",
    ],
)
def test_what_only_sounds_like_a_forge(title: str) -> None:
    message = parse(title)
    assert (message.convention != "merge", message.pull_request) == (True, None)
