"""What the user leaves out, and who is a program."""

from __future__ import annotations

import pytest

from history.bots import is_bot
from history.errors import HistoryError
from history.filters import PathFilter, author_wanted
from history.records import Person


@pytest.mark.parametrize(
    ("include", "exclude", "path", "kept"),
    [
        ([], [], "a/b.py", True),
        (["docs/"], [], "docs/a.md", True),
        (["docs/"], [], "src/docs.py", False),
        (["*.py"], ["tests/"], "src/a.py", True),
        (["*.py"], ["tests/"], "tests/a.py", False),
        ([], ["**/generated/*.go"], "x/generated/a.go", False),
        ([], ["*.lock", "!keep.lock"], "keep.lock", True),
        (["/api"], [], "lib/api/x", False),
    ],
)
def test_patterns_are_those_of_gitignore(
    include: list[str], exclude: list[str], path: str, kept: bool
) -> None:
    assert PathFilter(include, exclude)(path) is kept


def test_a_pattern_that_is_none_is_named() -> None:
    with pytest.raises(HistoryError, match="exclude"):
        PathFilter(exclude=["!"])


@pytest.mark.parametrize(
    ("include", "exclude", "wanted"),
    [
        ([], [], True),
        (["ada lovelace"], [], True),
        (["*@EXAMPLE.org"], [], True),
        (["grace"], [], False),
        ([], ["ada@example.org"], False),
        (["*"], ["Ada*"], False),
    ],
)
def test_authors_by_name_address_or_pattern(include: list[str], exclude: list[str], wanted: bool) -> None:
    assert author_wanted(Person("Ada Lovelace", "ada@example.org"), include, exclude) is wanted


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"),
        ("Renovate Bot", "bot@renovateapp.com"),
        ("pre-commit-ci[bot]", "66853113+pre-commit-ci[bot]@users.noreply.github.com"),
        ("GitHub Actions", "actions@github.com"),
        ("k8s-ci-robot", "k8s-ci-robot@users.noreply.github.com"),
        ("rust-bors", "122020455+rust-bors[bot]@users.noreply.github.com"),
    ],
)
def test_programs(name: str, email: str) -> None:
    assert is_bot(Person(name, email))


@pytest.mark.parametrize(
    "name", ["Bob Abbott", "Talbot", "Marie Cibot", "Robotics Team Lead", "Action Jackson"]
)
def test_people_whose_names_resemble_programs(name: str) -> None:
    assert not is_bot(Person(name, "someone@example.org"))


def test_further_programs_can_be_named() -> None:
    assert is_bot(Person("Our Deployer", "deploy@example.org"), ["our deployer"])


def test_many_stars_take_no_time_and_miss_nothing() -> None:
    stars = "*a" * 30 + "*b"
    keep = PathFilter(include=[stars])

    assert not keep("a" * 250)
    assert keep("a" * 250 + "b")
    assert not author_wanted(Person("a" * 300, ""), [stars])


@pytest.mark.parametrize(
    ("pattern", "path", "kept"),
    [
        ("*a*[b-c]*.py", "xabad.py", True),
        ("*a?c*d", "aacacd", True),
        ("src/*a*b", "src/a/b", False),
        (r"*a\**b*c", "a*bxc", True),
        ("*[!a]*c", "x/c", False),
        ("a***b*c", "axbyc", True),
    ],
)
def test_the_first_fit_between_stars_is_enough(pattern: str, path: str, kept: bool) -> None:
    assert PathFilter(include=[pattern])(path) is kept
