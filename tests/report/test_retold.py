"""What a title says, in the language of the report, before what the diff shows of it."""

from __future__ import annotations

import pytest

from history.briefs import (
    Brief,
    Code,
    Evidence,
    Importance,
    Judge,
    Listing,
    Section,
    Side,
    Statement,
    Term,
    Value,
    Verdict,
)
from report.inline import CodeSpan, Text, plain
from report.points import points
from report.retold import retold, says_as_much
from report.section_tree import Sentence
from report.sections import commit_section
from report.sentences import NOWHERE, Catalogue, Language
from report.wording import Wording
from tests.support.commits import commit


def chinese(title: str) -> str:
    return plain(retold(title, Language.ZH))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Fix panic location for overlapping method routes",
            "修复 overlapping method 路由的 panic 位置。",
        ),
        ("Remove unused flags from the kiln command", "从 kiln 命令中去掉未使用的 flags。"),
        ("Skip registry tests on forks", "在 forks 上跳过 registry 测试。"),
        (
            "fix crash in the parser when passing tokens to the lexer",
            "修复把 tokens 传给 lexer 时解析器中的崩溃。",
        ),
        ("Add float8 support for tall kilns", "tall kilns 支持 float8。"),
        ("tall kiln support", "支持 tall kiln。"),
        ("Move kilns and glazes from shed to yard", "把 kilns 和 glazes 从 shed 移到 yard。"),
        ("Use one queue instead of two locks", "改用一个队列，而不是两个 locks。"),
        ("Enable glaze cache by default", "默认启用 glaze 缓存。"),
        ("report the slowest kilns via --durations", "通过 --durations 报告 slowest kilns。"),
        ("Drop the old glaze and add a new one", "去掉旧的 glaze，并新增新的 one。"),
        ("Add glaze_limit option to support tall kilns", "新增 glaze_limit 选项，以便支持 tall kilns。"),
        ("Bump coverage from 7.14.3 to 7.15.0", "把 coverage 从 7.14.3 升级到 7.15.0。"),
        ("don't use the shed for firing", "为 firing 不再使用 shed。"),
        ("warn about unknown glazes", "对无法识别的 glazes 发出警告。"),
        (
            "Enhance accuracy for model Kiln_5 from 0 to 88%",
            "把 model Kiln_5 的精度从 0 提高到 88%。",
        ),
        ("Enable heat metric outside of dev mode", "在 dev mode 之外启用 heat 指标。"),
        ("remove duplication between Lid and Cover", "去掉 Lid 和 Cover 之间的 duplication。"),
        ("Fix leaks in the kiln: lid, door, and chimney", "修复 kiln 中的泄漏。"),
        ("pin versions on docs image", "锁定 docs image 上的版本。"),
        ("Simplify unit tests with one Oven", "用一个 Oven 简化单元测试。"),
        ("fix compatibility with wood kilns", "修复与 wood kilns 的兼容性。"),
        ("replace panic with a warning on read errors", "把 read 错误时的 panic 换成警告。"),
        ("move Lids between Ovens and Doors", "把 Lids 移到 Ovens 和 Doors 之间。"),
        ("log routing hashes for replay", "为回放记录 routing hashes。"),
        ("KILN-12 Rename Lid to Cover", "把 Lid 改名为 Cover。"),
        ("let's use only dry wood in the kiln", "在 kiln 中只使用 dry wood。"),
        ("Fix size of kilns and sheds", "修复 kilns 和 sheds 的大小。"),
        ("Retry firing on transient failures", "transient 失败时重试 firing。"),
        ("Avoid installing glaze packages in CI", "避免在 CI 中安装 glaze packages。"),
        ("Fix kiln request lifecycles", "修复 kiln 请求生命周期。"),
        ("update kiln support features", "更新 kiln support 功能。"),
        ("Port tall kilns to Oven", "把 tall kilns 移植到 Oven。"),
        ("Add kiln guide with two drawings", "新增 kiln 指南，带两个 drawings。"),
        ("Fix crash with wet wood", "修复使用 wet wood 时的崩溃。"),
        ("refresh kiln scores at dequeue time", "dequeue 时更新 kiln scores。"),
        ("Align lid schema across ovens and doors", "对齐 ovens 和 doors 的 lid schema。"),
        ("Temporarily disable tall kilns in CI", "临时在 CI 中停用 tall kilns。"),
        ("Properly set lid_id when using two ovens", "使用两个 ovens 时设置 lid_id。"),
        ("Fix size for tall kilns in Oven", "修复 Oven 中 tall kilns 的大小。"),
        ("Add issue template for reporting leaks", "新增问题模板，用于报告泄漏。"),
        ("Fix lid test to use Oven.door", "修复 lid 测试，以便使用 Oven.door。"),
        ("log kiln number on size mismatch", "大小不匹配时记录 kiln number。"),
        ("skip firing for wet kilns", "对 wet kilns 跳过 firing。"),
    ],
)
def test_a_title_is_said_in_chinese(title: str, said: str) -> None:
    assert chinese(title) == said


@pytest.mark.parametrize(
    "title",
    [
        "kiln 0.5.6",
        "Update docs",
        "Fix the kiln that was broken by rain",  # a clause: its verb would be lost
        "Frobnicate kilns for winter",  # no verb that is known
        "Reorder kilns and note the gaps",  # what joins may be another verb
        "Add x for y for z",
        "Fix kilns. Also glazes",
        "fix incorrectly closing the lid of kilns",
        "float8 support",
        "Phase 1: Shared kiln improvements",
        "Fix dead wood blocking the door",
        "run kilns and ovens natively",
        "Oven add lid support for doors",
        "Raise kilns to heaven",
        "Remove and replace the lid",
        "report glazes by age, aligning with sheds",
        "Fix kilns rejecting wet wood",
        "修复窑",
        "",
        "Defer block freeing until in-flight steps finish under async scheduling",
        "use a unique kiln name following the yard",
        "Fix glaze blocks per-request for kilns of variable length",
        "Add a method to swap the glaze to fix the kiln",
        "Fused firing kernel for tall kilns",
        "Enable partial non intrusive glaze dump in dumper",
        "fix: remove the wildcard and replace with rules",
        "Fix oven_lid for kiln rename old_lid",
        "mark burnt output incomplete",  # as what?
        "Update README with oven guide",
        "Allow kilns use oven by default",
        "split old_kiln; account wood in oven",
        "Update kiln handling and rerun benchmarks",
        "Move kilns and further simplify ovens",
        "incrementally track kiln state",
        "Fix always mask kiln_ids on HIP",
        "address oven comments",
        "complete oven follow-up cleanup",
        "small improvement to kiln performance",
        "Minor refactoring for ovens",
        "Remove DSV2 unused code",
        "Fix FlashKiln backend using the wrong lid",
        "clarify lid opt-in differs between ovens",
        "Add a doc on how to update kilns",
        "resolve kiln model path",
        "Enforce no unused kilns in C++ files",
        "fix security issue of logging kiln output",
        "add portable oven stage + register portable lid benches",
        "Fix kiln glaze lid pots",  # a string of words that are left as they were
        "Add requirements to run kiln tests",
        "allow overriding the lid path",
        "Set Oven before spawning the ovens",
        "Migrate OldKiln to Oven for shape validation",
        "Add feedback during kiln startup",
        "Add guide to explain kiln usage",
        "support kilns with oven support",
        "Bound the kiln queue and account for broken pots",
        "Fix OldKiln producing wet pots",
        "remove kiln jail, depend on oven parsers",
        "Add a firing guide on OldKiln",
        "Remove everything scheduled for removal in v2",
        "Compute the heat on the fly",
        "Add OldKiln to the list of ovens using wood",
        "Initialize kiln support for ovens",
        "Fuse heat and glaze in firing for kiln speedup",  # for which of them?
        "cap kiln_heat + unit test",  # the test is not capped
        "Use tall kilns if number of pots <= 256",
        "Various Kiln v5 fixes",
        "add glaze fallbacks and infer attempt",
        "Reject heat above limit",
    ],
)  # fmt: skip
def test_a_title_that_cannot_be_said_whole_is_not_said(title: str) -> None:
    assert retold(title, Language.ZH) == ()


def test_a_report_in_the_language_of_the_title_does_not_repeat_it() -> None:
    assert retold("Fix panic location for overlapping routes", Language.EN) == ()


def test_names_stand_as_code() -> None:
    said = retold("Fix kiln_limit in `Oven` for tall kilns", Language.ZH)
    assert [node.text for node in said if isinstance(node, CodeSpan)] == ["Oven", "kiln_limit"]


def summary(language: Language, claim: str, key: str = "behaviour-calls-no-more") -> list[str]:
    proof = Evidence("a.py", Side.NEW, 1, "x")
    params: tuple[tuple[str, Value], ...] = (("place", Code("fire")), ("whole", Code("wait()")))
    if key == "summary-removed-1":
        params = (("kind1", Term("kind-class")), ("names1", Listing((Code("OldKiln"),))))
    said = Statement(Section.SUMMARY, key, key, (proof,), params, 100)
    brief = Brief(commit("fix: kiln"), (), Verdict(Importance.LOW, Judge.FORMULA), (said,), claim=claim)
    section = commit_section(brief, "x", Wording(Catalogue.load(language), NOWHERE))
    return [plain(one.words) for one in section.summary.sentences]


def test_what_the_author_says_comes_before_how_it_is_done() -> None:
    assert summary(Language.ZH, "Avoid deadlock when loading the kiln") == [
        "避免加载 kiln 时的死锁。",
        "fire 不再调用 wait()。",
    ]
    assert summary(Language.EN, "Avoid deadlock when loading the kiln") == ["fire no longer calls wait()."]


def test_what_the_first_sentence_says_already_is_not_said_twice() -> None:
    assert summary(Language.ZH, "Remove binding OldKiln", "summary-removed-1") == ["移除类 OldKiln。"]


@pytest.mark.parametrize(
    ("claim", "key", "told", "as_much"),
    [
        ("add KILN_HEAT env var", "summary-purpose", "新增环境变量 KILN_HEAT：“How hot it is.”。", True),
        ("add KILN_HEAT env var", "summary-purpose", "新增环境变量 KILN_DOOR：“See KILN_HEAT.”。", False),
        ("bump kiln_ref to v2.5.2", "summary-value", "kiln_ref 由 v2.5.1 换到 v2.5.2。", True),
        ("rename kiln_ref to shed_ref", "summary-value", "kiln_ref 由 1 换到 2。", False),
    ],
)
def test_a_title_that_the_first_fact_says_in_other_words_is_not_said_before_it(
    claim: str, key: str, told: str, as_much: bool
) -> None:
    first = Sentence((Text(told),), key, key, 100, (), ())
    assert says_as_much(first, claim, retold(claim, Language.ZH)) is as_much


def test_both_stand_behind_the_heading() -> None:
    proof = Evidence("a.py", Side.NEW, 1, "x")
    many = tuple(
        Statement(
            Section.SUMMARY,
            "behaviour-calls-no-more",
            "behaviour-calls-no-more",
            (proof,),
            (("place", Code(f"fire{place}")), ("whole", Code("wait()"))),
            100 - place,
        )
        for place in range(4)
    )
    brief = Brief(
        commit("fix: kiln"),
        (),
        Verdict(Importance.HIGH, Judge.FORMULA),
        many,
        claim="Avoid deadlock in the tall kiln",
    )
    section = commit_section(brief, "x", Wording(Catalogue.load(Language.ZH), NOWHERE))
    laid = points(section.summary.sentences)
    assert [plain(one.words) for one in laid.lead] == ["避免 tall kiln 中的死锁。", "fire0 不再调用 wait()。"]
    assert len(laid.points) == 1 or sum(len(one.sentences) for one in laid.points) == 3
