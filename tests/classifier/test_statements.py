"""What is said of a commit: what a follower reads in its section, with the lines that prove it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.brief import Briefer
from classifier.facts.interface import Change, Fact, Subject
from classifier.reading import Reading, read
from classifier.rules import RuleBook, load_rules
from classifier.statements.engine import by_rules
from classifier.statements.material import Material
from classifier.statements.params import MAKERS
from classifier.statements.rules import check_statements
from classifier.statements.telling import cost, tell
from history.briefs import (
    Brief,
    Code,
    Evidence,
    Importance,
    Judge,
    Listing,
    Quote,
    Section,
    Side,
    Statement,
    TypeDecision,
    Verdict,
)
from history.records import Commit, FileChange, FileStatus, Hunk, Person
from history.repository import LocalRepository
from history.selection import Everything
from report.inline import plain
from report.sentences import LOCALES, Catalogue, Language, entries
from tests.support import RepoBuilder

RULES = Path(__file__).resolve().parents[2] / "rules"


@cache
def shipped() -> RuleBook:
    return load_rules(RULES)


class Always:
    """A judge that gives every commit the same level."""

    digest = "0" * 16

    def __init__(self, level: Importance) -> None:
        self.level = level

    def judge(self, readings: Sequence[Reading], types: Sequence[tuple[TypeDecision, ...]]) -> list[Verdict]:
        return [Verdict(self.level, Judge.FORMULA) for _ in zip(readings, types, strict=True)]


BriefsOf = Callable[..., list[Brief]]


@pytest.fixture
def briefs_of(book: RuleBook, repo: RepoBuilder) -> BriefsOf:
    """The briefs of the builder's repository, newest first."""

    def briefs(level: Importance = Importance.HIGH) -> list[Brief]:
        with LocalRepository.open(repo.git_dir) as opened:
            commits = list(opened.commits(Everything()))
            return Briefer(book, Always(level)).brief(commits, opened.contents)

    return briefs


def words(brief: Brief, *sections: Section, language: Language = Language.EN) -> str:
    """What the sections say, as plain text."""
    catalogue = Catalogue.load(language, strict=True)
    return "\n".join(
        plain(catalogue.sentence(one.key, one.params))
        for one in brief.statements
        if one.section in sections or not sections
    )


def shown_codes(statements: Sequence[Statement]) -> list[str]:
    found: list[str] = []
    for statement in statements:
        for _, value in statement.params:
            if isinstance(value, Code):
                found.append(value.text)
            elif isinstance(value, Listing):
                found += [item.text for item in value.items]
    return found


SERVER = '''"""A server."""


class Server:
    def start(self, port):
        return port

    def stop(self):
        return None


def build_server(name):
    return Server()
'''


def test_a_summary_names_what_came_and_went(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER})
    repo.commit("refactor: a client instead", {"src/server.py": "class HttpClient:\n    pass\n"})
    newest, _ = briefs_of()
    said = words(newest, Section.SUMMARY)
    assert "Adds class HttpClient" in said
    assert "Removes class Server" in said
    assert "build_server" in said


def test_a_removed_exported_class_is_called_a_break(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    exports = "from src.server import Server\n"
    repo.commit("feat: a server", {"src/server.py": SERVER, "src/__init__.py": exports})
    repo.commit("chore: tidy", {"src/server.py": "x = 1\n", "src/__init__.py": ""})
    newest, first = briefs_of()
    assert newest.breaking
    assert not first.breaking
    assert "The public class Server is removed." in words(newest, Section.COMPATIBILITY)
    assert "Server" in words(newest, Section.RISK)
    assert "Server" in words(newest, Section.ADVICE)


def test_a_removed_class_that_nothing_exports_is_told_and_called_no_break(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER})
    repo.commit("chore: tidy", {"src/server.py": "x = 1\n"})
    newest, _ = briefs_of()
    assert not newest.breaking
    assert "class Server" in words(newest, Section.COMPATIBILITY)


def test_what_reads_the_same_is_said_once_with_all_its_lines(book: RuleBook) -> None:
    bumps = [
        fact(Subject.DEPENDENCY, Change.BUMPED, "left-pad", path=path, before="1.0", after="2.0")
        for path in ("a/requirements.txt", "b/requirements.txt")
    ]
    told, _ = tell(book.statements, material_of(book, "left-pad 1.0 2.0", bumps))
    (advice,) = [one for one in told if one.rule == "bump-advice"]
    assert {line.path for line in advice.evidence} == {"a/requirements.txt", "b/requirements.txt"}


def test_an_image_that_gave_way_to_another_is_one_thing(book: RuleBook) -> None:
    old, new = "local/runtime", "registry.example/team/runtime"
    image = {"form": "image"}
    facts = [
        replace(fact(Subject.DEPENDENCY, Change.REMOVED, old), extra=image),
        replace(fact(Subject.DEPENDENCY, Change.ADDED, new), extra=image),
    ]
    told, _ = tell(book.statements, material_of(book, f"{old} {new}", facts))
    rules = {one.rule for one in told}
    assert "image-replaced" in rules
    assert not rules & {"new-dependency", "dependency-gone"}


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("tests/test_a.py", "nothing-advice-test"),
        ("docs/guide.md", "nothing-advice-documentation"),
        ("Dockerfile", "nothing-advice-build"),
        ("src/a.py", "nothing-advice"),
    ],
)
def test_no_advice_is_given_in_words_that_fit_what_was_touched(
    repo: RepoBuilder, briefs_of: BriefsOf, path: str, key: str
) -> None:
    repo.commit("chore: begin", {path: "# a\n"})
    repo.commit("chore: change", {path: "# b\n"})
    nothings = {one.section: one.key for one in briefs_of(Importance.MEDIUM)[0].nothings}
    assert nothings.get(Section.ADVICE) == key


def test_a_removed_private_function_breaks_nothing(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: helper", {"src/a.py": "def _helper():\n    return 1\n\n\nx = 1\n"})
    repo.commit("chore: tidy", {"src/a.py": "x = 1\n"})
    assert not briefs_of()[0].breaking


def test_removed_test_code_breaks_nothing(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    test = "class TestServer:\n    def test_start(self):\n        assert True\n"
    repo.commit("test: server", {"tests/test_server.py": test})
    repo.commit("test: none", {"tests/test_server.py": None})
    newest = briefs_of()[0]
    assert not newest.breaking
    assert "test_start" in words(newest, Section.MAINTAINABILITY)


def test_a_new_required_parameter_is_told_with_its_function(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER})
    repo.commit(
        "feat: names",
        {"src/server.py": SERVER.replace("def build_server(name)", "def build_server(name, device)")},
    )
    said = words(briefs_of()[0], Section.COMPATIBILITY)
    assert "build_server now requires device" in said


def test_an_optional_parameter_keeps_earlier_calls_right(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER})
    repo.commit(
        "feat: names",
        {"src/server.py": SERVER.replace("def build_server(name)", "def build_server(name, device=None)")},
    )
    newest = briefs_of()[0]
    assert "earlier calls stay right" in words(newest, Section.COMPATIBILITY)
    assert not newest.breaking


def test_risk_names_the_function_that_no_test_mentions(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER})
    changed = SERVER.replace("return Server()", "server = Server()\n    server.start(80)\n    return server")
    repo.commit("fix: start it", {"src/server.py": changed})
    repo.commit(
        "fix: stop it",
        {
            "src/server.py": changed.replace("server.start(80)", "server.stop()"),
            "tests/test_server.py": "def test_it():\n    assert build_server('x')\n",
        },
    )
    tested, untested, _ = briefs_of()
    assert "build_server changes, and no test in this commit mentions it." in words(untested, Section.RISK)
    assert "no test in this commit mentions" not in words(tested, Section.RISK)


def test_many_small_things_are_told_together(book: RuleBook) -> None:
    fields = "".join(f"    field_{number}: int = 0\n" for number in range(12))
    facts = [
        fact(Subject.FIELD, Change.ADDED, f"field_{number}", owner="Policy", line=number + 2)
        for number in range(12)
    ]
    material = material_of(book, "class Policy:\n" + fields, facts)
    said = [one for one in by_rules(book.statements, material) if one.section is Section.ARCHITECTURE]
    assert len(said) == 1
    names = dict(said[0].params)["names"]
    assert isinstance(names, Listing)
    assert len(names.items) + names.more == 12


def test_within_a_section_a_fact_is_told_once(book: RuleBook) -> None:
    facts = [fact(Subject.FLAG, Change.ADDED, "--kv-cache"), fact(Subject.FLAG, Change.ADDED, "--kv-events")]
    material = material_of(book, "--kv-cache\n--kv-events\n", facts)
    told = [one for one in by_rules(book.statements, material) if one.section is Section.COMPATIBILITY]
    assert len(told) == 1


def test_nothing_is_shown_as_code_that_the_commit_does_not_spell(book: RuleBook) -> None:
    facts = [fact(Subject.METHOD, Change.ADDED, "start", owner="pkg.module.Server")]
    material = material_of(book, "    def start(self):\n", facts)
    statements, _ = tell(book.statements, material)
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
    statements, nothings = tell(book.statements, Material(reading, (), level))
    text = "\n".join(
        ["src/a.py", "Ada", reading.commit.message, *(line for hunk in file.hunks for line in hunk.lines)]
    )
    assert all(code in text for code in shown_codes(statements))
    catalogue = Catalogue.load(Language.ZH, strict=True)
    said = [(one.key, one.params) for one in statements] + [(one.key, one.params) for one in nothings]
    assert all(plain(catalogue.sentence(key, params)) for key, params in said)


def test_a_single_character_is_quoted_not_code(book: RuleBook) -> None:
    facts = [fact(Subject.FLAG, Change.DEFAULT_CHANGED, "--workers", before="1", after="4")]
    material = material_of(book, "parser.add('--workers', default=4)\n", facts)
    told = next(one for one in by_rules(book.statements, material) if one.key == "default-changed")
    assert dict(told.params)["before"] == Quote("1")


def test_a_rename_that_no_removed_line_shows_is_not_told(book: RuleBook) -> None:
    facts = [fact(Subject.FUNCTION, Change.RENAMED, "fresh", before="stays", after="fresh")]
    material = material_of(book, "def fresh():\n", facts, context=("def stays():",))
    assert all("renam" not in one.key for one in by_rules(book.statements, material))


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


def test_a_signal_is_told_in_its_own_words(book: RuleBook) -> None:
    lock = replace(fact(Subject.SIGNAL, Change.ADDED, "locking"), extra={"match": "Mutex::new("})
    material = material_of(book, "let pool = Mutex::new(pool);\n", [lock])
    (said,) = [one for one in by_rules(book.statements, material) if one.section is Section.PERFORMANCE]
    assert dict(said.params)["matches"] == Listing((Code("Mutex::new("),))


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


def test_a_small_edit_is_said_exactly(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("docs: guide", {"docs/guide.md": "Run kubectl port-forward svc/old-name 80\n"})
    repo.commit("docs: name", {"docs/guide.md": "Run kubectl port-forward svc/new-name 80\n"})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "Replaces svc/old-name with svc/new-name." in said
    assert "docs/guide.md" in said


@pytest.mark.parametrize("level", list(Importance))
@pytest.mark.parametrize("language", list(Language))
def test_everything_that_is_said_has_words(
    repo: RepoBuilder, briefs_of: BriefsOf, level: Importance, language: Language
) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER, "README.md": "# Server\n\nA server.\n"})
    repo.commit("chore: tidy", {"src/server.py": SERVER.replace("port", "address"), "docs/a.md": "# A\n"})
    repo.commit("chore: none", {"src/server.py": None, "go.sum": "x\n"})
    catalogue = Catalogue.load(language, strict=True)
    for brief in briefs_of(level):
        for statement in brief.statements:
            assert plain(catalogue.sentence(statement.key, statement.params))
        for nothing in brief.nothings:
            assert plain(catalogue.sentence(nothing.key, nothing.params))


def test_where_nothing_is_found_it_is_said_what_was_looked_for(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    repo.commit("docs: a guide", {"docs/guide.md": "# Guide\n\nRead it.\n"})
    brief = briefs_of()[0]
    filled = {one.section for one in brief.statements}
    silent = {one.section for one in brief.nothings}
    assert filled | silent == set(Section)
    assert not filled & silent


def edited(repo: RepoBuilder, subject: str, files: dict[str, tuple[str, str]]) -> None:
    repo.commit("chore: begin", {path: before for path, (before, _) in files.items()})
    repo.commit(subject, {path: after for path, (_, after) in files.items()})


def test_of_small_edits_that_is_said_which_the_author_means(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "# KV-aware routing\nmode = plain\nretry = slow\n"
    after = "# KV-Aware Routing\nmode = plain2\nretry = swift\n"
    edited(repo, "chore: choose the swift retry", {"notes.cfg": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "swift" in said
    assert "Aware" not in said


def test_an_import_is_never_the_line_that_is_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "COPY --from=tools /usr/bin/ /usr/bin/\n"
    added = "import os\nCOPY --from=tools /usr/libexec/ /usr/libexec/\n"
    edited(repo, "fix: sudo needs its files", {"Dockerfile": (before, before + added)})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "Adds lines such as COPY --from=tools /usr/libexec/ /usr/libexec/." in said


def test_prose_in_a_docstring_is_not_the_edit_that_is_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    source = 'def socket_path(device):\n    """Find it.\n\n    The path is {} by the driver.\n    """\n    return {}\n'
    before, after = source.format("guessed", '"/run/a"'), source.format("resolved", '"/run/b"')
    edited(repo, "fix: the path is resolved", {"src/paths.py": (before, after)})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "/run/b" in said
    assert "resolved" not in said


def test_a_pinned_version_of_a_build_breaks_nothing(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    image = "FROM base\nARG SDK_VERSION={}\nRUN install $SDK_VERSION\n"
    edited(repo, "chore: newer SDK", {"Dockerfile": (image.format("1.1"), image.format("1.2"))})
    assert not briefs_of()[0].breaking


def test_flags_of_two_programs_are_not_mixed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    program = (
        "import argparse\n\n\ndef build():\n    parser = argparse.ArgumentParser()\n"
        '    parser.add_argument("{}")\n    return parser\n'
    )
    repo.commit("chore: begin", {"README.md": "# x\n"})
    files = {"src/server.py": program.format("--device"), "src/client.py": program.format("--target")}
    repo.commit("feat: two programs", files)
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "--device in server.py" in said
    assert "--target in client.py" in said


def test_a_new_package_comes_first_with_its_size(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    body = "".join(f"def step_{number}():\n    return {number}\n\n\n" for number in range(60))
    repo.commit("chore: begin", {"README.md": "# x\n"})
    repo.commit(
        "feat: memory", {"lib/memory/__init__.py": "", "lib/memory/a.py": body, "lib/memory/b.py": "x = 1\n"}
    )
    said = words(briefs_of()[0], Section.SUMMARY)
    assert said.startswith("Adds the package lib/memory (3 files, ")


def test_a_heading_with_another_number_was_not_removed(book: RuleBook) -> None:
    facts = [
        fact(Subject.SECTION, Change.REMOVED, "6. Install the wheel"),
        fact(Subject.SECTION, Change.ADDED, "7. Install the wheel"),
    ]
    material = material_of(book, "6. Install the wheel\n7. Install the wheel", facts)
    assert material.facts == ()


def test_a_long_sentence_of_the_author_is_cut_between_words(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    sentence = (
        "The cache kept stale entries because " + "nobody ever told the router about it " * 8 + "again."
    )
    repo.commit(f"fix: cache\n\n{sentence}\n", {"a.py": "x = 1\n"})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "The cache kept stale entries because nobody" in said
    assert "again" not in said


def test_a_huge_commit_stays_within_its_room(book: RuleBook) -> None:
    files = tuple(
        added_file(f"src/part_{number}/module_{number}.py", f"def function_{number}():\n    pass\n")
        for number in range(400)
    )
    facts = [
        fact(
            Subject.FUNCTION, Change.ADDED, f"function_{number}", path=f"src/part_{number}/module_{number}.py"
        )
        for number in range(400)
    ]
    material = replace(material_of(book, "", facts), reading=reading_of(book, files))
    statements, _ = tell(book.statements, material)
    assert cost(statements) < 4000
    scope = [one for one in statements if one.section is Section.SCOPE]
    assert (
        sum(
            value for one in scope for name, value in one.params if name == "files" and isinstance(value, int)
        )
        == 400
    )


def test_a_commit_without_changes_is_still_briefed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("chore: nothing", {})
    assert briefs_of()[0].statements == ()


def test_a_revert_and_what_it_undoes_point_at_each_other(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    first = repo.commit("feat: a thing", {"a.py": "x = 1\n"})
    repo.commit(f'Revert "feat: a thing"\n\nThis reverts commit {first}.\n', {"a.py": None})
    revert, thing = briefs_of()
    assert revert.reverts is not None
    assert revert.reverts.sha == first
    assert thing.reverted_by is not None
    assert thing.reverted_by.sha == revert.commit.sha


def test_score_and_brief_agree(repo: RepoBuilder, book: RuleBook, briefs_of: BriefsOf) -> None:
    repo.commit("feat!: a server", {"src/server.py": SERVER})
    with LocalRepository.open(repo.git_dir) as opened:
        scored = Briefer(book, Always(Importance.HIGH)).score(opened.commits(Everything()))
    told = briefs_of()
    assert [one.types for one in scored] == [one.types for one in told]
    assert [one.verdict for one in scored] == [one.verdict for one in told]
    assert all(not one.statements for one in scored)


# The rules as shipped.


def test_every_rule_holds_its_examples(book: RuleBook) -> None:
    assert check_statements(book.statements) == []


@pytest.mark.parametrize("language", list(Language))
def test_sentences_ask_for_no_more_than_their_rules_give(book: RuleBook, language: Language) -> None:
    sources: dict[str, str] = {}
    for path in sorted((LOCALES / language).glob("statements-*.ftl")):
        sources.update(entries(path.read_text("utf8")))
    for rule in book.statements:
        if "kind" in rule.params and rule.section is Section.SUMMARY:
            for number in (1, 2, 3):
                given = {f"{name}{place}" for name in rule.params for place in range(1, number + 1)}
                assert asked(sources[f"{rule.message}-{number}"]) <= given, rule.id
        else:
            given = set(rule.params)
            assert asked(sources[rule.message]) <= given, rule.id


def asked(source: str) -> set[str]:
    names = re.findall(r"\$([A-Za-z][\w-]*)", source)
    return {name.removesuffix("-count").removesuffix("-key") for name in names}


def test_every_parameter_is_explained() -> None:
    explained = (RULES.parent / "classifier/statements/params.py").read_text("utf8").split('"""')[1]
    assert all(f"`{name}`" in explained for name in MAKERS)


# Helpers.


def fact(
    subject: Subject,
    change: Change,
    name: str,
    *,
    owner: str = "",
    path: str = "src/a.py",
    line: int = 1,
    before: str | None = None,
    after: str | None = None,
) -> Fact:
    side = Side.OLD if change is Change.REMOVED else Side.NEW
    evidence = (Evidence(path, side, line, name),)
    return Fact(subject, change, name, evidence, owner=owner, before=before, after=after, public=True)


def added_file(path: str, text: str, context: Sequence[str] = ()) -> FileChange:
    lines = tuple(f" {line}" for line in context) + tuple(f"+{line}" for line in text.splitlines())
    hunk = Hunk(1 if context else 0, len(context), 1, len(lines), "", lines)
    status = FileStatus.MODIFIED if context else FileStatus.ADDED
    return FileChange(status, path if context else None, path, added=len(text.splitlines()), hunks=(hunk,))


def reading_of(book: RuleBook, files: tuple[FileChange, ...]) -> Reading:
    when = datetime(2026, 1, 23, tzinfo=UTC)
    ada = Person("Ada", "ada@example.org")
    commit = Commit("1" * 40, ("2" * 40,), ada, when, ada, when, "feat: things\n", files)
    return read(commit, book.paths)


def material_of(book: RuleBook, added: str, facts: Sequence[Fact], context: Sequence[str] = ()) -> Material:
    """A commit that adds lines to `src/a.py`, and these facts about it."""
    return Material(reading_of(book, (added_file("src/a.py", added, context),)), facts, Importance.HIGH)
