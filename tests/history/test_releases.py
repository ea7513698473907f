"""Tagged versions, and what each was the first to ship."""

from __future__ import annotations

import pytest

from history.releases import Release, is_final
from history.repository import LocalRepository
from tests.support import RepoBuilder


def releases(repo: RepoBuilder) -> tuple[Release, ...]:
    with LocalRepository.open(repo.path) as opened:
        return opened.releases()


def shipped(repo: RepoBuilder) -> dict[str, set[str]]:
    return {release.name: set(release.commits) for release in releases(repo)}


def test_a_commit_belongs_to_the_first_release_that_has_it(repo: RepoBuilder) -> None:
    first, second = repo.commit("a", {"a": "1"}), repo.commit("b", {"a": "2"})
    repo.tag("v1.0", second)
    third = repo.commit("c", {"a": "3"})
    repo.tag("v1.1", third, message="the second one")
    repo.commit("not released", {"a": "4"})
    assert shipped(repo) == {"v1.0": {first, second}, "v1.1": {third}}
    assert [release.name for release in releases(repo)] == ["v1.0", "v1.1"]


def test_a_branch_that_is_kept_alive_ships_its_own(repo: RepoBuilder) -> None:
    base = repo.commit("base", {"a": "1"})
    repo.tag("v1.0.0", base)
    main = repo.commit("feat: new", {"a": "2"})
    repo.tag("v2.0.0", main)
    old = repo.commit("fix: old", {"a": "3"}, branch="v1", parents=[base])
    repo.tag("v1.0.1", old)
    assert shipped(repo) == {"v1.0.0": {base}, "v2.0.0": {main}, "v1.0.1": {old}}


def test_versions_of_one_commit_are_one_release(repo: RepoBuilder) -> None:
    first = repo.commit("a", {"a": "1"})
    for name in ("kit-extra-v0.12.6", "kit-v0.8.9", "kit-macros-v0.5.1", "v1"):
        repo.tag(name, first)
    (release,) = releases(repo)
    assert release.name == "kit-v0.8.9"
    assert release.also == ("kit-extra-v0.12.6", "kit-macros-v0.5.1", "v1")


def test_candidates_count_only_where_there_is_nothing_else(repo: RepoBuilder) -> None:
    first = repo.commit("a", {"a": "1"})
    repo.tag("v1.0rc1", first)
    assert shipped(repo) == {"v1.0rc1": {first}}
    second = repo.commit("b", {"a": "2"})
    repo.tag("v1.0", second)
    assert shipped(repo) == {"v1.0": {first, second}}


def test_tags_that_name_no_version_or_no_commit_are_passed_over(repo: RepoBuilder) -> None:
    repo.commit("a", {"a": "1"})
    repo.tag("backup-20251002")
    repo.tag("latest")
    repo.tag("v1.0", repo.sha("main^{tree}"))
    assert releases(repo) == ()


@pytest.mark.parametrize(
    "name", ["v1.2.0", "2.0", "kit@2.0.1", "release-2026-01-23", "python-v3", "1.0.post1"]
)
def test_final(name: str) -> None:
    assert is_final(name)


@pytest.mark.parametrize(
    "name", ["v1.2.0-rc1", "1.2.3rc1", "svelte@5.0.0-next.3", "v2.0-beta", "nightly", "x20"]
)
def test_not_final(name: str) -> None:
    assert not is_final(name)
