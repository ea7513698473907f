"""Whatever text holds, it renders as that text and as nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from report.inline import CodeSpan, Inline, Link, Quotation, SectionLink, Text
from report.markdown import WORD_JOINER, Markdown, cell, code, escape, inline, target
from report.text import FIRST_STRONG_ISOLATE, POP_ISOLATE, clean
from report.text import spans as code_spans

READER = MarkdownIt("gfm-like", {"html": True, "linkify": True})
assert READER.linkify is not None
READER.linkify.set({"fuzzy_link": False})  # GitHub links no bare `a.md`; `www.` has its own test below

MARKUP = [
    "`", "``", "*", "**", "_", "__", "[", "]", "(", ")", "<", ">", "<b>", "</b>", "<!--", "-->", "<script>", "&", "&amp;",
    "&#35;", "|", "\\", "!", "![", "](", "](x)", "#", "# ", "## ", "- ", "+ ", "1. ", "2) ", "---", "===", "> ", "~", "~~", "$", "$$",
    "\n", "\n\n", "\r\n", "\t", "    ", "http://", "https://a.example/", "www.a.example", "a@b.example", "@acme", "#123",
    ":tada:", "<http://a.example>", "[^1]", "[x]: y", "a", "b_c", " ", "x", "é", "中", "😀", "👩‍💻", "\u202e", "\u2066", "\u200b", "\x00",
    "\x1b[31m", "\ud800", "\udcff", "\u2028", "שלום", "مرحبا", "\ue0000\ue001", "{{ x }}", "{ $x }", "```", "<details>", "\u0301",
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=4)), max_size=12).map("".join)


def nodes(tokens: list[Token]) -> list[Token]:
    """All tokens, the children of inline ones in their place."""
    found: list[Token] = []
    for token in tokens:
        found.extend(token.children or [token])
    return found


def shown(tokens: list[Token]) -> str:
    return "".join(token.content for token in nodes(tokens) if token.type in {"text", "code_inline"})


def kinds(tokens: list[Token]) -> set[str]:
    return {token.type for token in nodes(tokens)}


def without_guards(text: str) -> str:
    """What a reader sees: the guards against mentions and reordering are invisible."""
    for guard in (WORD_JOINER, FIRST_STRONG_ISOLATE, POP_ISOLATE):
        text = text.replace(guard, "")
    return text


PARAGRAPH = {"paragraph_open", "paragraph_close", "text", "inline"}


@given(hostile)
def test_text_stays_text(text: str) -> None:
    tokens = READER.parse(escape(text))
    assert kinds(tokens) <= PARAGRAPH
    assert without_guards(shown(tokens)) == clean(text)


@given(hostile)
def test_text_stays_text_in_a_list_item(text: str) -> None:
    tokens = READER.parse(f"- {escape(text)}\n- next\n")
    assert kinds(tokens) <= PARAGRAPH | {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"
    }  # fmt: skip
    assert without_guards(shown(tokens)) == clean(text) + "next"


@given(hostile)
def test_text_stays_text_in_a_heading(text: str) -> None:
    tokens = READER.parse(f"### {escape(text)}\nnext\n")
    assert [token.type for token in tokens[:1]] == ["heading_open"]
    assert kinds(tokens) <= PARAGRAPH | {"heading_open", "heading_close"}
    assert without_guards(shown(tokens)) == clean(text) + "next"


TABLE = {
    f"{part}_{end}" for part in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")
}


@given(hostile, hostile)
def test_text_and_code_stay_in_their_table_cells(text: str, name: str) -> None:
    row = f"| {cell(escape(text))} | {cell(code(name))} | end |"
    tokens = READER.parse(f"| a | b | c |\n|---|---|---|\n{row}\n")
    assert kinds(tokens) <= TABLE | {"text", "code_inline", "inline"}
    inside = [token for token in tokens if token.type == "inline"]
    assert [without_guards(shown([token])) for token in inside] == [
        "a", "b", "c", clean(text), clean(name), "end"
    ]  # fmt: skip


@given(hostile)
def test_code_stays_code(text: str) -> None:
    tokens = READER.parse(f"see {code(text)} end")
    assert kinds(tokens) <= PARAGRAPH | {"code_inline"}
    inside = [token.content for token in nodes(tokens) if token.type == "code_inline"]
    assert inside == ([clean(text)] if clean(text) else [])


@given(hostile, hostile, hostile)
def test_links_hold_their_words_and_lead_where_they_should(words: str, name: str, path: str) -> None:
    url = f"https://forge.example/{path}"
    link: Inline = Link((Text(words), CodeSpan(name)), url)
    written = inline((Text("a "), link, Text(" b")), lambda _: "")
    found = nodes(READER.parse(written))
    assert [token.type for token in found].count("link_open") == 1
    assert {token.type for token in found} <= PARAGRAPH | {"code_inline", "link_open", "link_close"}
    href = next(token.attrs["href"] for token in found if token.type == "link_open")
    assert str(href).startswith("https://forge.example/")


def code_of(kind: str, text: str) -> list[str]:
    """The code spans of a piece: code itself, and what stands between backticks in a quotation."""
    if kind == "q":
        return [clean(part.text) for part in code_spans(clean(text)) if isinstance(part, CodeSpan)]
    return [clean(text)] if kind == "c" else []


@given(st.lists(st.tuples(st.sampled_from("tcqs"), hostile), max_size=6))
def test_any_mixture_of_pieces_keeps_each_piece(pieces: list[tuple[str, str]]) -> None:
    made: list[Inline] = []
    for kind, text in pieces:
        match kind:
            case "t":
                made.append(Text(text))
            case "c":
                made.append(CodeSpan(text))
            case "q":
                made.append(Quotation(text, "“", "”"))
            case _:
                made.append(SectionLink((Text("x"),), text))
    tokens = READER.parse(f"- {inline(made, lambda section: section)}")
    spans = [token.content for token in nodes(tokens) if token.type == "code_inline"]
    assert spans == [one for kind, text in pieces for one in code_of(kind, text) if one]
    assert kinds(tokens) <= PARAGRAPH | {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
        "code_inline", "link_open", "link_close",
    }  # fmt: skip


@given(hostile)
def test_nobody_is_mentioned(text: str) -> None:
    rendered = READER.renderInline(escape(text))
    assert all(not following[:1].isalnum() for following in rendered.split("@")[1:]), (
        "an @ directly before a letter would notify somebody in an issue"
    )


@given(hostile)
def test_www_addresses_are_not_linked(text: str) -> None:
    assert "www." not in escape(text).lower()


@given(hostile)
def test_nothing_invisible_or_reordering_is_left(text: str) -> None:
    left = without_guards(escape(text))
    assert all(unicodedata.category(char) not in {"Cc", "Cs", "Co", "Zl", "Zp"} for char in left)
    assert not set(left) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u200e\u200f\u200b\ufeff")
    left.encode("utf8")


@pytest.mark.parametrize(
    "plain",
    [
        "feat: GPU Memory Service (#5286)",
        "fix(recipes): address VDR feedback - fix bugs, improve docs, add READMEs (#5479)",
        "Fixed #123 -- a snake_case name, 100% of it & more!",
        "修复：在 100 行以内；“引号”、（括号）",
        ":tada: it's done + dusted = good",
    ],
)
def test_ordinary_subjects_need_no_escapes(plain: str) -> None:
    assert escape(plain) == plain


def test_code_with_backticks_gets_a_longer_fence() -> None:
    assert code("a`b") == "``a`b``"
    assert code("`a`") == "`` `a` ``"
    assert code("") == ""


def test_a_link_target_cannot_end_early() -> None:
    assert target('https://a.example/x) [y](z "t"') == "https://a.example/x%29%20%5By%5D%28z%20%22t%22"


def test_a_backslash_before_a_pipe_survives_in_a_cell() -> None:
    text = r"x\|y"
    tokens = READER.parse(f"| a | b |\n|---|---|\n| {cell(code(text))} | {cell(escape(text))} |\n")
    assert [shown([token]) for token in tokens if token.type == "inline"] == ["a", "b", text, text]


def test_an_exclamation_mark_before_a_link_makes_no_image() -> None:
    written = inline((Text("Done!"), Link((Text("it"),), "https://a.example/")), lambda _: "")
    assert "<img" not in READER.renderInline(written)


def test_right_to_left_words_do_not_reorder_their_neighbours() -> None:
    assert escape("שלום (1)") == f"{FIRST_STRONG_ISOLATE}שלום (1){POP_ISOLATE}"


def test_markdown_is_not_escaped_twice() -> None:
    assert cell(Markdown("a \\| b")) == "a \\| b"
