"""Briefs: everything that is decided and said of commits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.facts.interface import Change, Subject
from classifier.overview import overview
from classifier.rulebook import RuleBook
from classifier.scoring import Scorer
from classifier.statements.compose import say
from classifier.statements.engine import RuleOrder
from history.briefs import ChangeType, Importance, Section
from history.editions import HeadlineKind
from history.records import CommitName
from history.repository import LocalRepository
from history.selection import Everything
from tests.support import RepoBuilder
from tests.support.sayings import SERVER, Always, BriefsOf, added_file, fact, material_of, reading_of


@pytest.mark.parametrize("level", list(Importance))
def test_where_nothing_is_found_nothing_is_said(
    repo: RepoBuilder, briefs_of: BriefsOf, level: Importance
) -> None:
    repo.commit("docs: a guide", {"docs/guide.md": "# Guide\n\nRead it.\n"})
    brief = briefs_of(level)[0]
    silent = {Section.PERFORMANCE, Section.SECURITY, Section.COMPATIBILITY, Section.RISK, Section.ADVICE}
    assert not silent & {one.section for one in brief.statements}


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
    said = say(RuleOrder(book.statements), material)
    assert len(said.statements) < 20
    assert sum(len(one.lines) for one in said.pieces) <= 20
    scope = [one for one in said.statements if one.section is Section.SCOPE]
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
        scored = Scorer(book, Always(Importance.HIGH)).score(opened.commits(Everything()), opened.contents)
    told = briefs_of()
    assert [one.types for one in scored] == [one.types for one in told]
    assert [one.verdict for one in scored] == [one.verdict for one in told]
    assert all(not one.statements for one in scored)


def chain(repo: RepoBuilder, length: int) -> list[str]:
    """A feature, and `length` reverts, each of what came before it, in git's own words."""
    title, shas = "feat: a thing", [repo.commit("feat: a thing", {"a.py": "a = 1\n"})]
    for place in range(length):
        inner = title.removeprefix('Revert "')
        title = f'Reapply "{inner}' if inner != title else f'Revert "{title}"'
        content = "a = 1\n" if place % 2 else None
        shas.append(repo.commit(f"{title}\n\nThis reverts commit {shas[-1]}.\n", {"a.py": content}))
    return shas


@pytest.mark.parametrize(
    ("length", "key"),
    [(1, "headline-undone"), (2, "headline-again"), (3, "headline-undone"), (4, "headline-again")],
)
def test_a_chain_of_reverts_is_told_by_its_end(
    repo: RepoBuilder, briefs_of: BriefsOf, book: RuleBook, length: int, key: str
) -> None:
    shas = chain(repo, length)
    briefs = briefs_of()
    assert (briefs[-1].reverted_by is None) is (length % 2 == 0)
    (told,) = (one for one in overview(briefs, book).headlines if one.kind is HeadlineKind.ACROSS)
    assert (told.statement.key, told.shas) == (key, (shas[-1], shas[0]))


def test_a_reapplied_change_is_its_kind_again_and_says_what_it_takes_back(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    shas = chain(repo, 2)
    newest = briefs_of()[0]
    assert newest.types[0].type is ChangeType.FEATURE
    assert newest.reverts is None
    assert newest.restores == CommitName(shas[1], 'Revert "feat: a thing"')


REDONE = "feat: a pool (#12)"


@pytest.mark.parametrize(
    ("titles", "key", "shas"),
    [
        ([REDONE, "[Urgent] Revert #12 (#15)"], "headline-undone", (1, 0)),
        ([REDONE, "[Urgent] Revert PR #12 (#15)", "[Redo] #12 with a limit (#16)"], "headline-again", (2, 0)),
        ([REDONE, 'Revert "feat: a pool (#12)" (#15)', "feat: a pool (#16)"], "headline-again", (2, 0)),
        (["chore: x (#11)", "Revert #12 (#15)"], "headline-reverts", (1,)),
        (["Revert #12 (#15)", "Reland #12 (#16)"], "headline-back", (1,)),
    ],
    ids=["by number", "redone", "the same title again", "of another day", "of another day and back"],
)
def test_a_revert_by_number_is_one_line_with_what_it_undoes(
    repo: RepoBuilder,
    briefs_of: BriefsOf,
    book: RuleBook,
    titles: list[str],
    key: str,
    shas: tuple[int, ...],
) -> None:
    made = [
        repo.commit(title, {"a.py": f"size = {place % 2}\nlimit = {place % 2}\n"})
        for place, title in enumerate(titles)
    ]
    briefs = briefs_of()
    (told,) = (one for one in overview(briefs, book).headlines if one.kind is HeadlineKind.ACROSS)
    assert (told.statement.key, told.shas) == (key, tuple(made[place] for place in shas))
    named = next(one.reverts for one in briefs if one.reverts)
    assert named in (CommitName(made[0], REDONE), CommitName("", "#12"))


def test_what_a_request_of_another_title_brings_is_not_what_a_revert_took(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    for title in (REDONE, "Revert #12 (#15)", "fix: what #12 forgot (#16)"):
        repo.commit(title, {"a.py": f"title = {title!r}\n"})
    newest, _, pool = briefs_of()
    assert newest.restores is None
    assert pool.reverted_by is not None
