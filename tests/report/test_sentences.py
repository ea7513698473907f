"""Sentences are filled with values that stay values, and both languages say everything."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from history.briefs import ChangeType, Code, CommitRef, Importance, IssueRef, Listing, Quote, Section, Term
from history.editions import HeadlineKind
from history.records import Forge, GapReason, WebHost
from history.sizes import Nature, Size
from report.errors import ReportError
from report.inline import CodeSpan, Link, Quotation, SectionLink, Text, plain
from report.links import Links
from report.sections import key
from report.sentences import LOCALES, Catalogue, Language, Surroundings, entries
from report.text import clean

ROOT = Path(__file__).resolve().parents[2]
OWN = """
one = { $x } left
some = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
fields = { $x-count ->
    [one] the field
   *[other] the fields
} { $x }
kind = { $x-key ->
    [struct] S
   *[other] O
} { $x }
struct = struct
coded = never `unsafe`, says { $x }
"""


def english() -> Catalogue:
    return Catalogue.load(Language.EN, strict=True).with_entries(OWN)


@given(st.text())
def test_a_value_is_never_read_as_fluent_or_markup(text: str) -> None:
    words = english().sentence("one", (("x", Quote(text)),))
    quoted = [node for node in words if isinstance(node, Quotation)]
    assert len(quoted) == 1
    assert quoted[0].text in clean(text) or quoted[0].text.endswith("…")
    assert words[-1] == Text(" left")


@pytest.mark.parametrize("text", ["{ $x }", "`a`", "\ue0000\ue001", "\ue0009\ue001", "{ -brand }", '{ "x" }'])
def test_syntax_in_a_value_stays_as_it_is(text: str) -> None:
    words = english().sentence("one", (("x", Code(text)),))
    assert words == (CodeSpan(clean(text)), Text(" left"))


def test_numbers_choose_the_plural() -> None:
    assert [english().words("some", n=n) for n in (0, 1, 2, 1234)] == [
        "0 files", "1 file", "2 files", "1,234 files"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("names", "more", "language", "expected"),
    [
        (["a"], 0, Language.EN, "a"),
        (["a", "b"], 0, Language.EN, "a and b"),
        (["a", "b", "c"], 0, Language.EN, "a, b and c"),
        (["a", "b"], 3, Language.EN, "a, b and 3 more"),
        (["a", "b", "c"], 0, Language.ZH, "a、b、c"),
        (["a", "b"], 3, Language.ZH, "a、b 等 5 个"),
    ],
)
def test_lists_read_as_the_language_has_them(
    names: list[str], more: int, language: Language, expected: str
) -> None:
    catalogue = Catalogue.load(language, strict=True).with_entries("names = { $x }")
    listing = Listing(tuple(Code(name) for name in names), more)
    assert catalogue.words("names", x=listing) == expected


def test_a_listing_can_choose_by_how_many_there_are() -> None:
    assert english().words("fields", x=Listing((Code("a"),))) == "the field a"
    assert english().words("fields", x=Listing((Code("a"),), 1)) == "the fields a and 1 more"


def test_a_term_is_a_word_and_can_be_chosen_by() -> None:
    assert english().words("kind", x=Term("struct")) == "S struct"


@pytest.mark.parametrize(
    ("term", "expected"), [("kind-trait", "新增 trait 有 `T` 成员"), ("kind-class", "新增类有 `T` 成员")]
)
def test_a_latin_word_in_chinese_has_a_space_on_either_side(term: str, expected: str) -> None:
    catalogue = Catalogue.load(Language.ZH, strict=True).with_entries("x = 新增{ $kind }有 { $name } 成员")
    words = catalogue.sentence("x", (("kind", Term(term)), ("name", Code("T"))))
    assert (
        "".join(f"`{one.text}`" if isinstance(one, CodeSpan) else plain((one,)) for one in words) == expected
    )


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("{ $kind } `x` goes.", "Class x goes."),
        ("{ $kind } `x`", "class x"),
        ("`x` is { $kind }.", "x is class."),
    ],
)
def test_a_sentence_begins_with_a_capital_and_a_label_as_it_is(form: str, expected: str) -> None:
    catalogue = Catalogue.load(Language.EN, strict=True).with_entries(f"x = {form}")
    assert catalogue.words("x", kind=Term("kind-class")) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("It waits.", "Adds “It waits.”"), ("waiting", "Adds “waiting”."), ("Why?", "Adds “Why?”")],
)
def test_a_quotation_that_ends_a_sentence_ends_ours(said: str, expected: str) -> None:
    catalogue = Catalogue.load(Language.EN, strict=True).with_entries("x = Adds { $said }.")
    assert catalogue.words("x", said=Quote(said)) == expected


def test_backticks_in_a_sentence_are_code() -> None:
    assert english().sentence("coded", (("x", Code("y")),)) == (
        Text("never "), CodeSpan("unsafe"), Text(", says "), CodeSpan("y")
    )  # fmt: skip


def test_a_commit_links_to_its_section_or_its_page() -> None:
    links = Links(WebHost(Forge.GITHUB, "https://github.com/acme/engine"))
    around = Surroundings(links, {"abc": "commit-abc"})
    section = english().sentence("one", (("x", CommitRef("abc", "fix: `a`")),), around)[0]
    page = english().sentence("one", (("x", CommitRef("def", "")),), around)[0]
    nowhere = english().sentence("one", (("x", CommitRef("def", "fix")),))[0]
    assert section == SectionLink((Text("fix: "), CodeSpan("a")), "commit-abc")
    assert page == Link((CodeSpan("def"),), "https://github.com/acme/engine/commit/def")
    assert nowhere == Text("fix left")


def test_an_issue_links_to_its_page() -> None:
    links = Links(WebHost(Forge.GITHUB, "https://github.com/acme/engine"))
    words = english().sentence("one", (("x", IssueRef(7, "acme/other")),), Surroundings(links))
    assert words[0] == Link((Text("acme/other#7"),), "https://github.com/acme/other/issues/7")


def test_a_missing_sentence_is_an_error_or_is_seen() -> None:
    with pytest.raises(ReportError, match="no-such"):
        Catalogue.load(Language.EN, strict=True).sentence("no-such")
    lenient = Catalogue.load(Language.EN)
    shown = plain(lenient.sentence("no-such", (("flag", Code("--x")), ("count", 3))))
    assert shown == "⟦no-such⟧ flag=--x count=3"


def test_a_sentence_that_lacks_a_value_is_an_error_or_is_seen() -> None:
    with pytest.raises(ReportError, match="one"):
        english().sentence("one")
    lenient = Catalogue.load(Language.EN).with_entries(OWN)
    assert "⟦one⟧" in plain(lenient.sentence("one"))


# Both catalogues, whole.


def entry_sources(language: Language) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for name, source in entries(path.read_text("utf8")).items():
            assert name not in found, f"{path.name}: {name} is there twice"
            found[name] = source
    return found


def variables(source: str) -> set[str]:
    """The values that a sentence shows. What it only chooses a form by (`{ $count -> … }`), and whether it
    says how many, is its own business: Chinese needs no plurals."""
    return set(re.findall(r"\{ *\$([A-Za-z][\w-]*) *\}", source)) - {"count", "total"}


def test_both_languages_have_the_same_files() -> None:
    files = [{path.name for path in (LOCALES / language).glob("*.ftl")} for language in Language]
    assert files[0] == files[1]


def test_both_languages_have_the_same_sentences() -> None:
    chinese, english_ = entry_sources(Language.ZH), entry_sources(Language.EN)
    assert set(chinese) == set(english_)


def test_both_languages_use_the_same_parameters() -> None:
    chinese, english_ = entry_sources(Language.ZH), entry_sources(Language.EN)
    differing = [
        name for name in chinese if variables(chinese[name]) != variables(english_.get(name, chinese[name]))
    ]
    assert differing == []


@pytest.mark.parametrize("language", list(Language))
def test_every_entry_is_sound(language: Language) -> None:
    from fluent.syntax import FluentParser
    from fluent.syntax.ast import Junk

    for path in sorted((LOCALES / language).glob("*.ftl")):
        parsed = FluentParser().parse(path.read_text("utf8"))
        assert [entry.content for entry in parsed.body if isinstance(entry, Junk)] == [], path.name


def made_from_enums() -> Iterator[str]:
    """Keys that are put together from the members of an enum."""
    for kind in ChangeType:
        yield f"type-{kind}"
    for level in Importance:
        yield from (f"level-{level}", f"group-{level}")
    for section in Section:
        yield f"part-{section}"
    for topic in HeadlineKind:
        yield f"topic-{key(topic)}"
    for reason in GapReason:
        yield from (f"gap-{key(reason)}", f"gap-{key(reason)}-files")
    for scope in ("day", "span"):
        yield from (f"{name}-{scope}" for name in ("title", "heading-opening", "total", "opening", "empty"))


def test_every_key_that_an_enum_makes_is_there() -> None:
    assert set(made_from_enums()) <= set(entry_sources(Language.ZH))


def asked_for() -> Iterator[re.Pattern[str]]:
    """The keys that the code, the templates and the rules ask for; those put together, as patterns."""
    for path in sorted(
        [
            *ROOT.glob("report/**/*.py"),
            *ROOT.glob("classifier/**/*.py"),
            *ROOT.glob("commitbrief/trends/*.py"),
            *ROOT.glob("commitbrief/site/*.py"),
        ]
    ):
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.compile(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield re.compile("".join(map(_pattern, node.values)))
    for path in sorted([*ROOT.glob("report/**/*.j2"), *ROOT.glob("rules/**/*.toml")]):
        for word in re.findall(r"[A-Za-z][\w-]*", path.read_text("utf8")):
            yield re.compile(re.escape(word))


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w-]+"


def test_no_sentence_is_unused() -> None:
    sources = entry_sources(Language.EN)
    asked = [name for source in sources.values() for name in re.findall(r"\{ (-?[A-Za-z][\w-]*) \}", source)]
    patterns = {pattern.pattern for pattern in asked_for()} | {re.escape(name) for name in asked}
    made = re.compile("|".join(f"(?:{pattern})" for pattern in sorted(patterns) if r"[\w-]+" in pattern))
    endings = [pattern for pattern in sorted(patterns) if re.fullmatch(r"(\\-\w+)+", pattern)]

    def is_asked_for(name: str) -> bool:
        name = re.sub(r"-\d$", "", name)  # `summary-added-2`, by how many there are
        if re.escape(name) in patterns or made.fullmatch(name):
            return True
        beginnings = (re.sub(f"{ending}$", "", name) for ending in endings)
        return any(beginning != name and is_asked_for(beginning) for beginning in beginnings)

    assert [name for name in sources if not is_asked_for(name)] == []


@pytest.mark.parametrize(
    ("size", "english", "chinese"),
    [
        (Size(3, 1), "+3 −1", "+3 −1"),
        (Size(0, 0), "no lines", "无行改动"),
        (Size(0, 0, ((Nature.BINARY, 0),)), "binary", "二进制"),
        (Size(0, 0, ((Nature.UNREAD, 0),)), "not read", "未读取"),
        (
            Size(5, 0, ((Nature.BINARY, 2), (Nature.EMPTY, 1))),
            "+5 −0; 2 binary; 1 empty",
            "+5 −0；2 个二进制；1 个空文件",
        ),
        (
            Size(1, 0, ((Nature.EXECUTABLE, 2),)),
            "+1 −0; 2 now executable (mode 100644 → 100755)",
            "+1 −0；2 个变为可执行（权限 100644 → 100755）",
        ),
    ],
)
def test_a_size_says_what_no_line_tells(size: Size, english: str, chinese: str) -> None:
    for language, said in ((Language.EN, english), (Language.ZH, chinese)):
        catalogue = Catalogue.load(language, strict=True).with_entries("shown = { $size }")
        assert catalogue.words("shown", size=size) == said


@pytest.mark.parametrize("nature", Nature)
@pytest.mark.parametrize("language", Language)
def test_every_nature_has_words(nature: Nature, language: Language) -> None:
    catalogue = Catalogue.load(language, strict=True).with_entries("shown = { $size }")
    assert catalogue.words("shown", size=Size(0, 0, ((nature, 0),))) != catalogue.words(
        "shown", size=Size(0, 0, ((nature, 2),))
    )


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("The kiln is hot.", "“The kiln is hot” (commit message)."),
        ("Is the kiln hot?", "“Is the kiln hot?” (commit message)."),
        ("Lids, doors, etc.", "“Lids, doors, etc.” (commit message)."),
    ],
)
def test_a_quotation_before_its_source_has_no_stop_of_its_own(said: str, shown: str) -> None:
    params = (("said", Quote(said)), ("origin", Term("origin-message")))
    assert plain(Catalogue.load(Language.EN, strict=True).sentence("summary-words", params)) == shown
