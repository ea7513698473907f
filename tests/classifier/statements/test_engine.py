"""How facts become statements: what is told, what is doubted, what is shown as code."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from classifier.facts.interface import Change, Subject
from classifier.rulebook import RuleBook, load_rules
from classifier.statements.compose import say
from classifier.statements.engine import RuleOrder, by_rules
from classifier.statements.material import Material
from history.briefs import Code, Importance, Listing, Section, Side
from report.inline import plain
from report.sentences import Catalogue, Language
from tests.support import RepoBuilder
from tests.support.sayings import SERVER, BriefsOf, added_file, fact, material_of, reading_of, shown_codes

RULES = Path(__file__).resolve().parents[3] / "rules"


@cache
def shipped() -> RuleBook:
    return load_rules(RULES)


def test_what_reads_the_same_is_said_once_with_all_its_lines(book: RuleBook) -> None:
    bumps = [
        fact(Subject.DEPENDENCY, Change.BUMPED, "left-pad", path=path, before="1.0", after="2.0")
        for path in ("a/requirements.txt", "b/requirements.txt")
    ]
    told = say(RuleOrder(book.statements), material_of(book, "left-pad 1.0 2.0", bumps)).statements
    (bump,) = [one for one in told if one.rule == "dependency-bumped"]
    assert {line.path for line in bump.evidence} == {"a/requirements.txt", "b/requirements.txt"}


def test_an_image_that_gave_way_to_another_is_one_thing(book: RuleBook) -> None:
    old, new = "local/runtime", "registry.example/team/runtime"
    image = {"form": "image"}
    facts = [
        replace(fact(Subject.DEPENDENCY, Change.REMOVED, old), extra=image),
        replace(fact(Subject.DEPENDENCY, Change.ADDED, new), extra=image),
    ]
    told = say(RuleOrder(book.statements), material_of(book, f"{old} {new}", facts)).statements
    rules = {one.rule for one in told}
    assert "image-replaced" in rules
    assert not rules & {"new-dependency", "dependency-gone"}


def test_within_a_section_a_fact_is_told_once(book: RuleBook) -> None:
    facts = [fact(Subject.FLAG, Change.ADDED, "--kv-cache"), fact(Subject.FLAG, Change.ADDED, "--kv-events")]
    material = material_of(book, "--kv-cache\n--kv-events\n", facts)
    told = [
        one for one in by_rules(RuleOrder(book.statements), material) if one.section is Section.COMPATIBILITY
    ]
    assert len(told) == 1


def test_nothing_is_shown_as_code_that_the_commit_does_not_spell(book: RuleBook) -> None:
    facts = [fact(Subject.METHOD, Change.ADDED, "start", owner="pkg.module.Server")]
    material = material_of(book, "    def start(self):\n", facts)
    statements = say(RuleOrder(book.statements), material).statements
    text = "\n".join(["src/a.py", "    def start(self):"])
    assert all(code in text for code in shown_codes(statements))


@given(
    st.lists(st.text(st.characters(exclude_characters="\n\r"), max_size=60), max_size=8),
    st.sampled_from(Importance),
)
def test_whatever_the_lines_hold_what_is_shown_as_code_is_in_them(
    lines: list[str], level: Importance
) -> None:
    book = shipped()
    file = added_file("src/a.py", "\n".join(lines), ("def stays():",))
    reading = reading_of(book, (file,))
    statements = say(RuleOrder(book.statements), Material(reading, (), level)).statements
    text = "\n".join(
        ["src/a.py", "Ada", reading.commit.message, *(line for hunk in file.hunks for line in hunk.lines)]
    )
    assert all(code in text for code in shown_codes(statements))
    catalogue = Catalogue.load(Language.ZH, strict=True)
    assert all(plain(catalogue.sentence(one.key, one.params)) for one in statements)


def test_a_single_digit_is_a_number_not_code(book: RuleBook) -> None:
    facts = [fact(Subject.FLAG, Change.DEFAULT_CHANGED, "--workers", before="1", after="4")]
    material = material_of(book, "parser.add('--workers', default=4)\n", facts)
    told = next(one for one in by_rules(RuleOrder(book.statements), material) if one.key == "default-changed")
    assert dict(told.params)["before"] == 1


def test_a_rename_that_no_removed_line_shows_is_not_told(book: RuleBook) -> None:
    facts = [fact(Subject.FUNCTION, Change.RENAMED, "fresh", before="stays", after="fresh")]
    material = material_of(book, "def fresh():\n", facts, context=("def stays():",))
    assert all("renam" not in one.key for one in by_rules(RuleOrder(book.statements), material))


def test_what_left_one_file_and_came_in_another_was_moved(book: RuleBook) -> None:
    facts = [
        fact(Subject.FUNCTION, Change.REMOVED, "determine_map", path="src/layer.py"),
        fact(Subject.FUNCTION, Change.ADDED, "determine_map", path="src/manager.py"),
    ]
    told = material_of(book, "def determine_map():\n", facts).facts
    assert [(one.change, one.before, one.after) for one in told] == [
        (Change.MOVED, "src/layer.py", "src/manager.py")
    ]


def test_a_flag_that_an_added_line_still_names_has_not_gone(book: RuleBook) -> None:
    facts = [fact(Subject.FLAG, Change.REMOVED, "--kv-cache")]
    kept = material_of(book, 'flag_name="--kv-cache"\n', facts)
    gone = material_of(book, 'flag_name="--kv-cache-size"\n', facts)
    assert kept.facts == ()
    assert len(gone.facts) == 1


def test_a_folder_that_still_receives_changes_was_not_renamed(book: RuleBook) -> None:
    facts = [fact(Subject.DIRECTORY, Change.RENAMED, "lib", before="src", after="lib")]
    assert material_of(book, "x = 1\n", facts).facts == ()


def test_a_heading_with_another_number_was_not_removed(book: RuleBook) -> None:
    facts = [
        fact(Subject.SECTION, Change.REMOVED, "6. Install the wheel"),
        fact(Subject.SECTION, Change.ADDED, "7. Install the wheel"),
    ]
    material = material_of(book, "6. Install the wheel\n7. Install the wheel", facts)
    assert material.facts == ()


def test_a_signal_is_told_in_its_own_words(book: RuleBook) -> None:
    off = replace(fact(Subject.SIGNAL, Change.ADDED, "tls-off"), extra={"match": "verify=False"})
    material = material_of(book, "get(url, verify=False)\n", [off])
    (said,) = [
        one for one in by_rules(RuleOrder(book.statements), material) if one.section is Section.SECURITY
    ]
    assert dict(said.params)["matches"] == Listing((Code("verify=False"),))


def test_every_statement_is_proved_on_the_right_side(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER})
    repo.commit("feat: a client", {"src/server.py": None, "src/client.py": "class HttpClient:\n    pass\n"})
    newest = briefs_of()[0]
    texts = {
        ("src/server.py", Side.OLD): SERVER,
        ("src/client.py", Side.NEW): "class HttpClient:\n    pass\n",
    }
    for statement in newest.statements:
        for one in statement.evidence:
            if one.path and one.line:
                lines = texts[one.path, one.side].split("\n")
                assert lines[one.line - 1].strip() == one.text
