"""The lines at the head of a report."""

from __future__ import annotations

from dataclasses import replace

from classifier.overview import headlines
from classifier.rulebook import RuleBook
from history.briefs import (
    Brief,
    ChangeType,
    Code,
    Evidence,
    Headline,
    HeadlineKind,
    Importance,
    Judge,
    Listing,
    Section,
    Side,
    Statement,
    Term,
    TypeDecision,
    Verdict,
)
from history.records import CommitName, FileChange, FileStatus, Person
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


def of_kind(found: tuple[Headline, ...], kind: HeadlineKind) -> list[Headline]:
    return [one for one in found if one.kind is kind]


def test_new_flags_of_several_commits_stand_in_one_line(book: RuleBook) -> None:
    found = headlines([brief("a", new_flag("--kv-cache")), brief("b", new_flag("--kv-events"))], book)
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
    lines = of_kind(headlines([brief("a", both)], book), HeadlineKind.INTERFACES_NEW)
    told = [dict(line.statement.params) for line in lines]
    assert [(one["place"], one["names"]) for one in told] == [
        (Code("args.py"), Listing((Code("--kv-cache"),))),
        (Code("cli.py"), Listing((Code("--target"),))),
    ]
    assert [one["kind"] for one in told] == [Term("kind-flag"), Term("kind-flag")]


def test_the_most_important_commits_come_first(book: RuleBook) -> None:
    low = brief("a", new_flag("--small"), level=Importance.LOW)
    high = brief("b", new_flag("--large"), level=Importance.HIGH)
    (line,) = of_kind(headlines([low, high], book), HeadlineKind.INTERFACES_NEW)
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
    lines = of_kind(headlines([high, low], book), HeadlineKind.DEPENDENCIES)
    assert [dict(one.statement.params)["name"] for one in lines] == [Code("left-pad")]
    (line,) = of_kind(headlines([high], book), HeadlineKind.DEPENDENCIES)
    assert dict(line.statement.params)["name"] == Code("demo/image")


def test_a_revert_of_the_same_day_is_a_pair(book: RuleBook) -> None:
    undone = brief("a")
    revert = replace(brief("b"), reverts=CommitName(undone.commit.sha, undone.commit.subject))
    (line,) = of_kind(headlines([revert, undone], book), HeadlineKind.REVERTS)
    assert line.statement.key == "headline-undone"
    assert line.shas == ("b" * 40, "a" * 40)


def test_a_module_is_busy_when_three_commits_touch_it(book: RuleBook) -> None:
    two = [brief(sha, path="lib/router/a.rs") for sha in "ab"]
    assert of_kind(headlines(two, book), HeadlineKind.HOT_MODULES) == []
    (line,) = of_kind(headlines([*two, brief("c", path="lib/router/b.rs")], book), HeadlineKind.HOT_MODULES)
    assert dict(line.statement.params) == {"module": Code("lib/router"), "commits": 3, "lines": 15}


def test_who_is_new_is_only_said_where_it_is_known(book: RuleBook) -> None:
    briefs = [brief("a", author="Ada"), brief("b", author="Bea"), brief("c", author="robot", bot=True)]
    assert of_kind(headlines(briefs, book), HeadlineKind.PEOPLE) == []
    known = [Person("Ada", "ada@example.org")]
    (line,) = of_kind(headlines(briefs, book, known), HeadlineKind.PEOPLE)
    assert dict(line.statement.params)["names"] == Listing((Code("Bea"),))


def test_a_day_without_commits_has_no_headlines(book: RuleBook) -> None:
    assert headlines([], book) == ()
