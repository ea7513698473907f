"""Conditions in words where they are simple, as code where they are not."""

from __future__ import annotations

import pytest

from history.briefs import Code, Listing, Series, Value
from report.inline import plain
from report.sentences import Catalogue, Language


def when(condition: str, language: Language) -> str:
    params: tuple[tuple[str, Value], ...] = (("condition", Code(condition)), ("place", Code("fire")))
    return plain(Catalogue.load(language, strict=True).sentence("behaviour-leaves-when", params))


@pytest.mark.parametrize(
    ("condition", "english", "chinese"),
    [
        ("kiln is None", "kiln is None", "kiln 为 None 时"),
        ("kiln != nil", "kiln is not nil", "kiln 不为 nil 时"),
        ("lid.is_none()", "lid is None", "lid 为 None 时"),
        ("let Some(lid) = pot.lid", "pot.lid is not None", "pot.lid 不为 None 时"),
        ("let Ok(heat) = kiln.read()", "kiln.read() succeeds", "kiln.read() 成功时"),
        ("let lid = pot.lid", "pot.lid is not nil", "pot.lid 不为 nil 时"),
        ("not self.kilns", "kilns is empty or false", "kilns 为空或为假时"),
        ("not is_lit", "is_lit is false", "is_lit 为假时"),
        ("!lit", "lit is false", "lit 为假时"),
        ("len(kilns) == 0", "kilns is empty", "kilns 为空时"),
        ("self.heat > 900", "heat is over 900", "heat 大于 900 时"),
        ("heat // 8 < limit", "heat // 8 is under limit", "heat // 8 小于 limit 时"),
        ("not heat > 900", "heat is at most 900", "heat 不大于 900 时"),
        ("isinstance(kiln, Oven)", "kiln is of type Oven", "kiln 是 Oven 时"),
        ("self.use_glaze", "use_glaze is on", "启用了 use_glaze 时"),
        ("is_npu()", "on NPU", "在 NPU 上时"),
        ("not _is_hip", "not on ROCm", "不在 ROCm 上时"),
        (
            "envs.KILN_TRACE.get()",
            "the environment variable KILN_TRACE is set",
            "设置了环境变量 KILN_TRACE 时",
        ),
        ("os.path.exists(folder)", "folder exists", "folder 已存在时"),
        ('name.startswith("kiln")', 'name begins with "kiln"', 'name 以 "kiln" 开头时'),
        ('kind not in ("a", "b")', 'kind is not in ("a", "b")', 'kind 不在 ("a", "b") 中时'),
        ("has_room(kiln, 3)", "has_room(kiln, 3) holds", "has_room(kiln, 3) 成立时"),
        (
            "kiln is None and heat >= 3",
            "kiln is None and heat is at least 3",
            "kiln 为 None 且 heat 不小于 3 时",
        ),
        ("lit || heat > 3", "lit is true or heat is over 3", "lit 为真或 heat 大于 3 时"),
    ],
)
def test_a_simple_condition_is_said_in_words(condition: str, english: str, chinese: str) -> None:
    assert when(condition, Language.EN) == f"When {english}, fire now returns early."
    assert when(condition, Language.ZH).startswith(f"{chinese}，fire")


@pytest.mark.parametrize(
    "condition",
    [
        "a and b or c",
        "(kiln := find()) is None",
        "1 < heat < 3",
        "[kiln for kiln in kilns if kiln]",
        "lambda: heat",
        "a and b and c and d",
        "heat if lit else 3",
        "let Kind::New(kiln) = found",
    ],
)
def test_any_other_condition_stays_code(condition: str) -> None:
    assert when(condition, Language.EN) == f"When {condition}, fire now returns early."


def test_a_sentence_that_needs_a_name_has_the_code() -> None:
    params: tuple[tuple[str, Value], ...] = (
        ("condition", Code("heat > 3")),
        ("place", Code("fire")),
        ("after", Code("lift()")),
    )
    said = Catalogue.load(Language.EN, strict=True).sentence("behaviour-always", params)
    assert plain(said) == "lift() in fire no longer depends on heat > 3."


def test_conditions_that_must_hold_together_are_joined_as_words() -> None:
    both = Series((("condition-all", Listing((Code("kiln is None"), Code("a and b or c")))),))
    params: tuple[tuple[str, Value], ...] = (("condition", both), ("place", Code("fire")))
    said = Catalogue.load(Language.EN, strict=True).sentence("behaviour-leaves-when", params)
    assert plain(said) == "When kiln is None and a and b or c, fire now returns early."


def test_a_condition_after_others_is_said_in_words_too() -> None:
    after = Series((("condition-otherwise", Listing((Code("kiln is None"),))),))
    params: tuple[tuple[str, Value], ...] = (("condition", after), ("place", Code("fire")))
    said = Catalogue.load(Language.EN, strict=True).sentence("behaviour-leaves-when", params)
    assert plain(said) == "When no condition before it holds and kiln is None, fire now returns early."
    said = Catalogue.load(Language.ZH, strict=True).sentence("behaviour-leaves-when", params)
    assert plain(said) == "前面的条件都不成立且 kiln 为 None 时，fire 现在提前返回。"


def test_a_sentence_that_shows_its_condition_as_code_takes_one_after_others_too() -> None:
    after = Series((("condition-otherwise", Listing((Code("kiln is None"),))),))
    params: tuple[tuple[str, Value], ...] = (
        ("condition", after), ("place", Code("fire")), ("error", Code("KilnError")),
    )  # fmt: skip
    for language in Language:
        assert "KilnError" in plain(
            Catalogue.load(language, strict=True).sentence("behaviour-risk-fails", params)
        )
