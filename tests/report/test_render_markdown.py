"""The Markdown report as a reader on GitHub has it: it links, it nests, and nobody can break it."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from history.editions import Edition
from report.document import document
from report.footer import read_footer
from report.render import render_html, render_json, render_markdown
from report.sentences import Catalogue, Language

READER = MarkdownIt("gfm-like", {"html": True, "linkify": False})

# As written in eval scripts and other people's tools that read such reports.
SECTION = re.compile(
    r"^#{3,4} (?P<title>.*)\n+\*\*SHA\*\*[:：] ?`(?P<short>[0-9a-f]{7,40})` \| .*?"
    r"\((?P<url>[^)]*/commit/(?P<sha>[0-9a-f]{40}))\)",
    re.MULTILINE,
)
GROUP = re.compile(r"^#{2,5} .*?(🔴|🟡|🟢).*\(\d+\)\s*$", re.MULTILINE)


def github_ids(texts: Sequence[str]) -> list[str]:
    """GitHub's anchors for headings, from its published filter: `/[^\\p{Word}\\- ]/u` goes, spaces become
    hyphens, repeated ones get a number."""
    counts: dict[str, int] = {}
    ids = []
    for text in texts:
        name = "".join(c for c in text.lower() if c in "- _" or is_word(c)).replace(" ", "-")
        ids.append(f"{name}-{counts[name]}" if counts.get(name) else name)
        counts[name] = counts.get(name, 0) + 1
    return ids


def is_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category in {"Nd", "Nl", "Pc"}


def headings(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    found = []
    for opening, inside in itertools.pairwise(tokens):
        if opening.type == "heading_open":
            text = "".join(child.content for child in inside.children or [])
            found.append((int(opening.tag[1]), text))
    return found


def links(tokens: Sequence[Token]) -> list[str]:
    return [
        str(child.attrs["href"])
        for token in tokens
        for child in token.children or []
        if child.type == "link_open"
    ]


def fragments(tokens: Sequence[Token]) -> set[str]:
    return {unquote(href[1:]) for href in links(tokens) if href.startswith("#")}


@pytest.fixture
def text(edition: Edition, language: Language, catalogue: Catalogue) -> str:
    return render_markdown(document(edition, language, catalogue=catalogue))


def test_every_link_into_the_report_lands(text: str) -> None:
    tokens = READER.parse(text)
    ids = github_ids([heading for _, heading in headings(tokens)])
    assert len(fragments(tokens)) >= 6
    assert fragments(tokens) <= set(ids)


def test_commits_of_the_same_name_are_told_apart(
    edition: Edition, edition_of: Callable[[Sequence[str]], Edition], catalogues: Mapping[Language, Catalogue]
) -> None:
    for texts in (["same"], ["a", "a-1"], ["…"], ["x"] * 5 + ["x-1", "x-2"]):
        made = document(edition_of(texts), Language.EN, catalogue=catalogues[Language.EN])
        tokens = READER.parse(render_markdown(made))
        ids = github_ids([heading for _, heading in headings(tokens)])
        assert len(set(ids)) == len(ids)
        assert ids.count("") == (texts == ["…"])  # the repository itself is called so
        assert fragments(tokens) <= set(ids)


def test_heading_levels_never_jump(text: str) -> None:
    ranks = [rank for rank, _ in headings(READER.parse(text))]
    assert ranks[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(ranks))


def test_others_can_read_the_sections(text: str, edition: Edition) -> None:
    found = [hit["sha"] for hit in SECTION.finditer(text)]
    assert sorted(found) == sorted(brief.commit.sha for brief in edition.briefs)
    assert len(GROUP.findall(text)) == 3


def test_the_parts_come_in_the_order_that_readers_know(
    edition: Edition, catalogues: Mapping[Language, Catalogue]
) -> None:
    text = render_markdown(document(edition, Language.ZH, catalogue=catalogues[Language.ZH]))
    order = [
        "# 每日更新报告（2026-01-23）", "## acme/engine", "| 提交时间 | 作者 | 提交信息 |", "> 本日共",
        "🔴 高重要度变更 (1)\n", "**🎯 变更类型**：", "**⚡ 重要程度**：🔴 高", "**📋 变更摘要**：", "**🎯 影响范围**",
        "**🔍 技术洞察**", "- **兼容性**", "**⚠️ 潜在风险**", "**💡 关注建议**", "🟡 中重要度变更 (1)\n", "🟢 低重要度变更 (4)\n", "**📋 摘要**：",
    ]  # fmt: skip
    places = [text.index(piece) for piece in order]
    assert places == sorted(places)


def test_the_table_has_the_authors_time_in_the_reports_zone(text: str) -> None:
    row = re.search(
        r"^\| 2026-01-23 15:59:02 \| Béla Nagy \| \[fix: count tokens once\]\((#.*?)\) \|.*🟡",
        text,
        re.MULTILINE,
    )
    assert row is not None
    assert row[1] == "#fix-count-tokens-once"


def test_evidence_leads_to_its_side_of_the_diff(text: str, edition: Edition) -> None:
    commit = edition.briefs[0].commit
    base = "https://github.com/acme/engine/blob"
    assert f"[`force_logging`]({base}/{commit.sha}/src/audit/policy.rs#L88)" in text
    assert f"[`--migration-limit`]({base}/{commit.parents[0]}/src/worker/args.py#L77)" in text


def test_without_a_web_host_places_are_named(
    local_edition: Edition, language: Language, catalogue: Catalogue
) -> None:
    text = render_markdown(document(local_edition, language, catalogue=catalogue))
    assert "(src/worker/args.py:77)" in text
    assert not [href for href in links(READER.parse(text)) if not href.startswith("#")]
    assert f"**SHA**: `{local_edition.briefs[0].commit.sha}`\n" in text


def test_reverts_are_linked_both_ways_and_merges_say_what_they_merged(text: str) -> None:
    assert re.search(r"^🔗 .*\[Revert \"fix: count tokens once\"\]\(#", text, re.MULTILINE)
    assert re.search(r"^🔗 .*\[fix: count tokens once\]\(#", text, re.MULTILINE)
    assert re.search(
        r"^🔗 .*\[chore: update nixl to 0\.9\.0 \(#5528\)\]\(#.*docs: say so", text, re.MULTILINE
    )


def test_an_empty_day_says_so(empty_edition: Edition) -> None:
    text = render_markdown(document(empty_edition, Language.ZH))
    assert "本日没有提交。" in text
    assert "> 本日共 0 个提交 | 🔴高 0 | 🟡中 0 | 🟢低 0\n" in text


def test_a_small_commit_has_a_small_section(
    edition: Edition, catalogues: Mapping[Language, Catalogue]
) -> None:
    text = render_markdown(document(edition, Language.ZH, catalogue=catalogues[Language.ZH]))
    start = text.index("### chore: update nixl")
    section = text[text.index("\n\n", start) : text.index("\n### ", start)]
    assert len(re.sub(r"\]\([^)\s]*\)", "]", section)) <= 155


ALLOWED = {
    f"{name}_{end}"
    for name in ("paragraph", "heading", "bullet_list", "ordered_list", "list_item", "blockquote", "table", "thead", "tbody", "tr", "th", "td")
    for end in ("open", "close")
} | {"inline", "hr", "html_block"}  # fmt: skip
ALLOWED_INLINE = {
    "text",
    "code_inline",
    "link_open",
    "link_close",
    "strong_open",
    "strong_close",
    "softbreak",
    "hardbreak",
}
OWN_HTML = re.compile(
    r"<details>\n<summary>[^<>]*</summary>\n|</details>\n|<!-- commitbrief \{[^<>]*\} -->\n"
)

BAD = [
    "# a\n\n## b", "| x | y |\n|---|---|\n| z |", "<script>alert(1)</script>", "</details><img src=x onerror=y>", "`", "``` \n",
    "[x](javascript:y)", "![i](http://e.example/p.png)", "<!-- commitbrief {} -->", "--> <b>", "**SHA**: `0000000` | x",
    "&lt;&#60;", "\u202egnirts", "\x1b]0;t\x07", "---\n===", "- [ ] x\n  - y", "1. x", "> q", "@all #1 http://e.example", "",
    "\ue0000\ue001", "{ $x } {{ y }} {% z %}", "x" * 500, "`a` `b", "]: http://e.example", "\udcff", "*", "_", "~~", "\\", "a\\", "!",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(BAD), st.text(max_size=8)), min_size=1, max_size=9)


@settings(deadline=None, max_examples=40)
@given(texts, st.sampled_from(Language))
def test_no_text_changes_the_structure(
    edition_of: Callable[[Sequence[str]], Edition],
    catalogues: Mapping[Language, Catalogue],
    said: list[str],
    language: Language,
) -> None:
    edition = edition_of(said)
    made = document(edition, language, catalogue=catalogues[language])
    text = render_markdown(made)
    tokens = READER.parse(text)
    plain = READER.parse(
        render_markdown(document(edition_of(["x"]), language, catalogue=catalogues[language]))
    )

    assert {token.type for token in tokens} <= ALLOWED
    assert {child.type for token in tokens for child in token.children or []} <= ALLOWED_INLINE
    assert all(OWN_HTML.fullmatch(token.content) for token in tokens if token.type == "html_block")
    assert [token.type for token in tokens if token.level == 0 and token.type != "inline"] == [
        token.type for token in plain if token.level == 0 and token.type != "inline"
    ]
    ids = github_ids([heading for _, heading in headings(tokens)])
    assert fragments(tokens) <= set(ids)
    assert all(href.startswith(("#", "https://github.com/")) for href in links(tokens))
    text.encode("utf8")


@settings(deadline=None, max_examples=40)
@given(texts)
def test_the_footer_of_every_format_gives_back_what_made_the_report(
    edition_of: Callable[[Sequence[str]], Edition], catalogues: Mapping[Language, Catalogue], said: list[str]
) -> None:
    edition = edition_of(said)
    made = document(edition, Language.EN, catalogue=catalogues[Language.EN])
    for render in (render_markdown, render_html, render_json):
        assert read_footer(render(made)) == edition.provenance


def test_the_overview_leads_to_the_commits_it_speaks_of(
    edition: Edition, catalogues: Mapping[Language, Catalogue]
) -> None:
    text = render_markdown(document(edition, Language.ZH, catalogue=catalogues[Language.ZH]))
    opening = text[text.index("当日要点") : text.index("提交列表")]
    assert re.search(
        r"- \*\*💥 不兼容变更\*\*\n  - .*（\[feat\(worker\)!: move .*\]\(#featworker-move-", opening
    )


def test_people_and_busy_places_are_folded(
    edition: Edition, catalogues: Mapping[Language, Catalogue]
) -> None:
    text = render_markdown(document(edition, Language.ZH, catalogue=catalogues[Language.ZH]))
    folded = text[text.rindex("<details>") : text.rindex("</details>")]
    assert "当日要点" not in folded
    assert re.search(
        r"- \*\*🔥 改动集中处\*\*\n  - .*（\[`\w{7}`\]\(#.*、\[`\w{7}`\]\(#.*、另有 2 个）", folded
    )


def test_a_lead_says_what_it_means_whom_it_concerns_and_what_to_do(
    edition: Edition, catalogues: Mapping[Language, Catalogue]
) -> None:
    text = render_markdown(document(edition, Language.ZH, catalogue=catalogues[Language.ZH]))
    (lead,) = re.findall(r"^1\. .*$", text, re.MULTILINE)
    assert lead.startswith(
        "1. 💥 **不兼容** · **[move `--migration-limit` to the frontend](#featworker-move-"
    )
    assert "（worker）：`worker` 不再接受" in lead
    assert "**怎么办**：" in lead
    assert re.search(r" \[`\w{7}`\]\(https://github\.com/acme/engine/commit/\w{40}\)$", lead)


def test_no_line_of_the_overview_ends_with_a_full_stop(
    edition: Edition, catalogues: Mapping[Language, Catalogue]
) -> None:
    for language, beginning, end in (
        (Language.ZH, "当日要点", "提交列表"),
        (Language.EN, "at a glance", "📝 Commits"),
    ):
        text = render_markdown(document(edition, language, catalogue=catalogues[language]))
        lines = text[text.index(beginning) : text.index(end)].split("\n")
        news = [line for line in lines if line.startswith("  - ")]
        assert news
        assert [line for line in news if line.rstrip().endswith(("。", "."))] == []


def test_bots_are_one_line_that_opens(text: str) -> None:
    assert text.count("<summary>🤖") == 1
    assert re.search(
        r"<summary>🤖 .*2.*dependabot\[bot\] 2.*</summary>\n\n- build\(deps\): bump left-pad to 1\.90 ", text
    )
