"""The lines at the head of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from classifier.overview import overview
from classifier.rulebook import RuleBook
from history.briefs import (
    Brief,
    ChangeType,
    Code,
    Evidence,
    Importance,
    Judge,
    Listing,
    Quote,
    Section,
    Side,
    Statement,
    Term,
    TypeDecision,
    Verdict,
)
from history.editions import Consequence, Headline, HeadlineKind
from history.records import CommitName, FileChange, FileStatus, Hunk, Person
from tests.support.commits import commit

PROOF = (Evidence("src/args.py", Side.NEW, 3, "--kv-cache"),)


def brief(
    sha: str,
    *statements: Statement,
    author: str = "Ada",
    path: str = "src/args.py",
    level: Importance = Importance.MEDIUM,
    bot: bool = False,
) -> Brief:
    person = Person(author, f"{author.lower()}@example.org")
    file = FileChange(FileStatus.MODIFIED, path, path, added=5)
    made = commit(f"feat: {sha}\n", file, sha=sha * 40, author=person)
    types = (TypeDecision(ChangeType.FEATURE, "convention", PROOF),)
    return Brief(made, types, Verdict(level, Judge.FORMULA), statements, bot=bot)


def new_flag(*names: str) -> Statement:
    proof = tuple(Evidence("src/args.py", Side.NEW, line, name) for line, name in enumerate(names, start=3))
    params = (("kind", Term("kind-flag")), ("names", Listing(tuple(Code(name) for name in names))))
    return Statement(Section.COMPATIBILITY, "interface-added", "interface-added", proof, params)


def headlines_of(
    briefs: Sequence[Brief], book: RuleBook, known: Sequence[Person] | None = None
) -> tuple[Headline, ...]:
    return overview(briefs, book, known).headlines


def of_kind(found: tuple[Headline, ...], kind: HeadlineKind) -> list[Headline]:
    return [one for one in found if one.kind is kind]


def test_new_flags_of_several_commits_stand_in_one_line(book: RuleBook) -> None:
    found = headlines_of([brief("a", new_flag("--kv-cache")), brief("b", new_flag("--kv-events"))], book)
    (line,) = of_kind(found, HeadlineKind.INTERFACES_NEW)
    assert dict(line.statement.params) == {
        "kind": Term("kind-flag-many"),
        "names": Listing((Code("--kv-cache"), Code("--kv-events"))),
        "place": Code("args.py"),
    }
    assert line.shas == ("a" * 40, "b" * 40)


def test_new_flags_of_two_programs_stand_in_two_lines(book: RuleBook) -> None:
    evidence = (
        Evidence("server/args.py", Side.NEW, 3, "--kv-cache"),
        Evidence("client/cli.py", Side.NEW, 4, "--target"),
    )
    both = replace(new_flag("--kv-cache", "--target"), evidence=evidence)
    lines = of_kind(headlines_of([brief("a", both)], book), HeadlineKind.INTERFACES_NEW)
    told = [dict(line.statement.params) for line in lines]
    assert [(one["place"], one["names"]) for one in told] == [
        (Code("args.py"), Listing((Code("--kv-cache"),))),
        (Code("cli.py"), Listing((Code("--target"),))),
    ]
    assert [one["kind"] for one in told] == [Term("kind-flag"), Term("kind-flag")]


def test_the_most_important_commits_come_first(book: RuleBook) -> None:
    low = brief("a", new_flag("--small"), level=Importance.LOW)
    high = brief("b", new_flag("--large"), level=Importance.HIGH)
    (line,) = of_kind(headlines_of([low, high], book), HeadlineKind.INTERFACES_NEW)
    assert line.shas[0] == "b" * 40


def test_one_move_is_counted_once_and_images_of_examples_only_where_nothing_else_moves(
    book: RuleBook,
) -> None:
    def move(name: str, before: str, after: str, path: str) -> Statement:
        params = (("kind", Term("kind-dependency")),)
        values = tuple(
            (key, Code(text)) for key, text in (("name", name), ("before", before), ("after", after))
        )
        proof = (Evidence(path, Side.NEW, 1, name),)
        return Statement(
            Section.ARCHITECTURE, "dependency-bumped", "dependency-bumped", proof, (*params, *values)
        )

    high = brief("a", move("demo/image", "1", "2", "examples/deploy.yaml"), level=Importance.HIGH)
    same_move = [
        move("PAD_REF", "1.0", "2.0", "Dockerfile"),
        move("pad_image_tag", "v1.0-cuda", "v2.0-cuda", "Dockerfile"),
        move("left-pad", "==1.0", "==2.0", "requirements.txt"),
    ]
    low = brief("b", *same_move, level=Importance.LOW)
    lines = of_kind(headlines_of([high, low], book), HeadlineKind.DEPENDENCIES)
    assert [dict(one.statement.params)["name"] for one in lines] == [Code("left-pad")]
    (line,) = of_kind(headlines_of([high], book), HeadlineKind.DEPENDENCIES)
    assert dict(line.statement.params)["name"] == Code("demo/image")


def test_a_revert_of_the_same_day_is_a_pair(book: RuleBook) -> None:
    undone = brief("a")
    revert = replace(brief("b"), reverts=CommitName(undone.commit.sha, undone.commit.subject))
    (line,) = of_kind(headlines_of([revert, undone], book), HeadlineKind.ACROSS)
    assert line.statement.key == "headline-undone"
    assert line.shas == ("b" * 40, "a" * 40)


def test_a_module_is_busy_when_three_commits_touch_it(book: RuleBook) -> None:
    two = [brief(sha, path="lib/router/a.rs") for sha in "ab"]
    assert of_kind(headlines_of(two, book), HeadlineKind.HOT_MODULES) == []
    (line,) = of_kind(
        headlines_of([*two, brief("c", path="lib/router/b.rs")], book), HeadlineKind.HOT_MODULES
    )
    assert dict(line.statement.params) == {"module": Code("lib/router"), "commits": 3, "lines": 15}


def test_who_is_new_is_only_said_where_it_is_known(book: RuleBook) -> None:
    briefs = [brief("a", author="Ada"), brief("b", author="Bea"), brief("c", author="robot", bot=True)]
    assert of_kind(headlines_of(briefs, book), HeadlineKind.PEOPLE) == []
    known = [Person("Ada", "ada@example.org")]
    (line,) = of_kind(headlines_of(briefs, book, known), HeadlineKind.PEOPLE)
    assert dict(line.statement.params)["names"] == Listing((Code("Bea"),))


def test_a_day_without_commits_has_no_headlines_of(book: RuleBook) -> None:
    assert headlines_of([], book) == ()


def changed(path: str, *lines: str) -> FileChange:
    """A file whose lines, with their marks, are one hunk."""
    added, removed = (sum(line[0] == mark for line in lines) for mark in "+-")
    context = len(lines) - added - removed
    hunk = Hunk(1, context + removed, 1, context + added, "", lines)
    return FileChange(FileStatus.MODIFIED, path, path, added=added, removed=removed, hunks=(hunk,))


def told(
    sha: str,
    title: str,
    *statements: Statement,
    files: tuple[FileChange, ...] = (),
    types: tuple[ChangeType, ...] = (ChangeType.FEATURE,),
    level: Importance = Importance.MEDIUM,
    author: str = "Ada",
) -> Brief:
    person = Person(author, f"{author.lower()}@example.org")
    made = commit(
        f"{title}\n", *(files or (changed("src/server.py", "+x = 1"),)), sha=sha * 40, author=person
    )
    decided = tuple(TypeDecision(one, "convention", PROOF) for one in types)
    return Brief(made, decided, Verdict(level, Judge.FORMULA), statements)


def default_changed(name: str) -> Statement:
    params = (("name", Code(name)), ("before", Code("best_effort")), ("after", Code("timeout")))
    proof = (Evidence("src/args.py", Side.NEW, 3, name),)
    return Statement(Section.COMPATIBILITY, "default-changed", "default-changed", proof, params, 86)


def test_leads_come_in_the_order_of_their_consequences(book: RuleBook) -> None:
    guard = 'assert not (a and b), "--a is incompatible with --b"'
    briefs = [
        told("a", "feat: a tokenizer"),
        told("b", "fix: a crash on empty input", types=(ChangeType.FIX,)),
        told("c", "Reject --a together with --b", files=(changed("src/args.py", f"+{guard}"),)),
        told("d", "feat: a shorter wait", default_changed("--policy")),
    ]
    assert [(one.shas[0][0], one.consequence) for one in overview(briefs, book).leads] == [
        ("d", Consequence.DEFAULT),
        ("c", Consequence.ERROR),
        ("b", Consequence.FIX),
        ("a", Consequence.NEW),
    ]


def test_what_is_low_or_only_for_tests_and_pages_does_not_lead(book: RuleBook) -> None:
    briefs = [
        told("a", "fix: a typo", types=(ChangeType.FIX,), level=Importance.LOW),
        told(
            "b", "fix: a flaky test", files=(changed("tests/test_a.py", "+x = 1"),), types=(ChangeType.FIX,)
        ),
        told("c", "docs: a guide", files=(changed("docs/a.md", "+x"),), types=(ChangeType.DOCS,)),
    ]
    assert overview(briefs, book).leads == ()


def test_a_lead_names_whom_it_concerns(book: RuleBook) -> None:
    files = (changed("src/kernels/rocm/attention.py", "+x = 1"), changed("docs/a.md", "+x"))
    (lead,) = overview([told("a", "[Bugfix][Qwen] Mend attention (#12)", files=files)], book).leads
    assert lead.claim == "Mend attention"
    assert lead.reach == ("Qwen", "ROCm")
    assert lead.place == "src/kernels/rocm"


def test_what_was_taken_back_the_same_day_does_not_lead(book: RuleBook) -> None:
    undone = told("a", "feat: a cache")
    revert = replace(told("b", 'Revert "feat: a cache"'), reverts=CommitName("a" * 40, "feat: a cache"))
    assert overview([revert, undone], book).leads == ()


FIRST = "    return transport.open(host, port)"
SECOND = "    return transport.open(host, port, timeout=limit)"
OLD = "    return connect_directly(host, port)"


def across(found: tuple[Headline, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.statement.key, one.shas) for one in found if one.kind is HeadlineKind.ACROSS]


def test_a_fix_of_what_came_the_same_day_is_told_with_it(book: RuleBook) -> None:
    more = ("+    retry_after(first_attempt)", "-    retry_after(second_attempt)")
    first = told("a", "feat: a transport", files=(changed("src/net.py", f"-{OLD}", f"+{FIRST}", more[0]),))
    fix = told(
        "b",
        "fix: give up in time",
        files=(changed("src/net.py", f"-{FIRST}", "-    retry_after(first_attempt)", f"+{SECOND}"),),
        types=(ChangeType.FIX,),
        author="Bea",
    )
    found = overview([fix, first], book)
    assert across(found.headlines) == [("tie-mends", ("b" * 40, "a" * 40))]
    assert [one.shas for one in found.leads] == [("a" * 40, "b" * 40)]


def test_lines_changed_twice_are_told(book: RuleBook) -> None:
    lines = [f"    step_number_{number} = prepare({number})" for number in range(3)]
    first = told("a", "feat: steps", files=(changed("src/a.py", *(f"+{line}" for line in lines)),))
    second = told(
        "b", "feat: other", files=(changed("src/a.py", *(f"-{line}" for line in lines)),), author="Bea"
    )
    assert across(overview([second, first], book).headlines) == [("tie-again", ("b" * 40, "a" * 40))]


def test_a_version_that_goes_back_is_told(book: RuleBook) -> None:
    def move(before: str, after: str) -> Statement:
        values = (("name", Code("left-pad")), ("before", Code(before)), ("after", Code(after)))
        proof = (Evidence("requirements.txt", Side.NEW, 1, "left-pad"),)
        return Statement(Section.ARCHITECTURE, "dependency-bumped", "dependency-bumped", proof, values)

    up, down = told("a", "build: up", move("1.0", "2.0")), told("b", "build: down", move("2.0", "1.0"))
    assert across(overview([down, up], book).headlines) == [("tie-value-back", ("b" * 40, "a" * 40))]


def test_a_commit_that_names_an_earlier_one_is_told_with_it(book: RuleBook) -> None:
    first = told("a", "feat: a queue (#41)")
    second = told("b", "feat: use it\n\nGoes on from #41.\n", author="Bea")
    assert across(overview([second, first], book).headlines) == [("tie-cites", ("b" * 40, "a" * 40))]


def test_the_commits_of_one_author_on_one_subject_belong_together(book: RuleBook) -> None:
    briefs = [told(sha, f"feat(router): step {sha}") for sha in "abc"]
    assert across(overview(briefs, book).headlines) == [("tie-series", ("a" * 40, "b" * 40, "c" * 40))]


def test_a_scripts_option_is_no_interface_of_the_product(book: RuleBook) -> None:
    proof = (Evidence("examples/run.sh", Side.NEW, 3, "--model"),)
    example = replace(new_flag("--model"), evidence=proof)
    assert of_kind(headlines_of([brief("a", example)], book), HeadlineKind.INTERFACES_NEW) == []


def test_neither_a_placeholder_nor_a_charts_own_version_is_a_dependency(book: RuleBook) -> None:
    def move(name: str, after: str, path: str) -> Statement:
        values = (("name", Code(name)), ("before", Code("1.0")), ("after", Code(after)))
        return Statement(
            Section.ARCHITECTURE,
            "dependency-bumped",
            "dependency-bumped",
            (Evidence(path, Side.NEW, 1, name),),
            values,
        )

    placeholder, own = (
        move("demo/image", "my-tag", "deploy/app.yaml"),
        move("version", "1.1", "chart/Chart.yaml"),
    )
    assert of_kind(headlines_of([brief("a", placeholder, own)], book), HeadlineKind.DEPENDENCIES) == []


def said(number: int) -> Statement:
    params = (("said", Quote(f"Sentence {number} says why.")),)
    proof = (Evidence("src/server.py", Side.NEW, number, "why"),)
    return Statement(Section.SUMMARY, "summary-words", "summary-words", proof, params, 100 - number)


def test_a_lead_quotes_once_and_a_title_alone_pushes_nothing_out(book: RuleBook) -> None:
    fixes = [told(sha, f"fix: {sha}", said(1), said(2), types=(ChangeType.FIX,)) for sha in "abcde"]
    silent = told("f", "fix: a crash that corrupts data", types=(ChangeType.FIX,), level=Importance.HIGH)
    leads = overview([silent, *fixes], book).leads
    assert [len(one.effects) for one in leads] == [1] * 5
    assert silent.commit.sha not in {one.shas[0] for one in leads}
    assert len(overview([silent, *fixes[:3]], book).leads) == 4


def gone(rule: str) -> Statement:
    proof = (Evidence("src/server.py", Side.OLD, 3, "x"),)
    return Statement(Section.COMPATIBILITY, rule, rule, proof, (("name", Code(rule)),), 80)


@pytest.mark.parametrize(
    ("rule", "order"),
    [("types-gone", ["summary-words", "types-gone"]), ("flag-gone", ["flag-gone", "summary-words"])],
)
def test_what_only_breaks_code_is_told_after_what_it_is_about(
    book: RuleBook, rule: str, order: list[str]
) -> None:
    (lead,) = overview([told("a", "feat: a", said(1), gone(rule))], book).leads
    assert [one.rule for one in lead.effects] == order


def test_a_heavy_commit_leads_whatever_its_kind(book: RuleBook) -> None:
    fixes = [told(sha, f"fix: {sha}", said(1), types=(ChangeType.FIX,)) for sha in "abcdefgh1"]
    heavy = told("9", "remove the pooling", said(2), types=(ChangeType.REFACTOR,), level=Importance.HIGH)
    leads = overview([*fixes, heavy], book).leads
    assert len(leads) == 8
    assert leads[-1].shas == ("9" * 40,)


@pytest.mark.parametrize(
    ("title", "starts"), [("Reject --a with --b", True), ("Reject requests that are too long", False)]
)
def test_a_request_that_is_refused_is_no_start(book: RuleBook, title: str, starts: bool) -> None:
    guard = changed("src/args.py", '+assert not (a and b), "--a with --b"')
    (lead,) = overview([told("a", title, said(1), files=(guard,))], book).leads
    assert (lead.consequence is Consequence.ERROR) is starts
