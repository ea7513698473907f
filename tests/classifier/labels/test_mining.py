"""Labels as a repository's own record gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.labels.levels import Levels, load_levels
from classifier.labels.mining import Harvest, mine
from classifier.labels.records import LabelError
from history.outline import Outline
from history.selection import Everything
from tests.support import RepoBuilder

LEVELS = Path(__file__).resolve().parents[3] / "training_data" / "levels.toml"
CODE = iter(range(10_000))


@pytest.fixture(scope="module")
def levels() -> Levels:
    return load_levels(LEVELS)


def code() -> dict[str, str]:
    """A change to a source file that is new every time."""
    return {"src/a.py": f"x = {next(CODE)}\n"}


def harvest(repo: RepoBuilder, levels: Levels, name: str = "me/project") -> Harvest:
    with Outline(repo.path) as outline:
        return mine(list(outline.commits(Everything())), outline, levels, name)


def found(harvest: Harvest, source: str) -> dict[str, str]:
    mined = next(one for one in harvest.sources if one.source == source)
    return {label.sha: label.level.value for label in mined.labels}


def test_a_fragments_type_says_the_level(repo: RepoBuilder, levels: Levels) -> None:
    repo.commit("before any record", code())
    high = repo.commit("one", {**code(), "news/1.feature.rst": "text"})
    none = repo.commit("two", code())
    medium = repo.commit("three", {**code(), "news/2.bugfix": "text"})
    low = repo.commit("four", {**code(), "news/3.trivial.rst": "text"})
    both = repo.commit("five", {**code(), "news/4.doc.rst": "text", "news/4.removal.rst": "text"})

    labels = found(harvest(repo, levels), "fragment")

    assert labels == {high: "high", none: "low", medium: "medium", low: "low", both: "high"}


def test_towncriers_configuration_is_obeyed(repo: RepoBuilder, levels: Levels) -> None:
    configuration = (
        "[tool.towncrier]\ndirectory = 'docs/upcoming'\n"
        "[[tool.towncrier.section]]\npath = ''\n[[tool.towncrier.section]]\npath = 'web'\n"
        "[[tool.towncrier.type]]\ndirectory = 'shiny'\nname = 'New Features'\n"
    )
    repo.commit("start", {"pyproject.toml": configuration})
    shiny = repo.commit("one", {**code(), "docs/upcoming/1.shiny.md": "text"})
    section = repo.commit("two", {**code(), "docs/upcoming/web/2.bugfix.md": "text"})

    labels = found(harvest(repo, levels), "fragment")

    assert labels == {shiny: "high", section: "medium"}


def test_commits_that_only_handle_records_are_left_out_with_their_reason(
    repo: RepoBuilder, levels: Levels
) -> None:
    repo.commit("start", {**code(), "news/1.feature.rst": "text", "news/2.bugfix.rst": "text"})
    repo.commit("only a record", {"news/3.bugfix.rst": "text"})
    repo.commit("edits", {**code(), "news/3.bugfix.rst": "better text"})
    repo.commit(
        "release",
        {"CHANGES.md": "1.0", "src/version.py": "1", "news/1.feature.rst": None, "news/2.bugfix.rst": None},
    )
    repo.commit("renames", {**code(), "news/3.bugfix.rst": None, "news/4.bugfix.rst": "better text"})
    repo.commit("many", {**code(), **{f"news/{n}.feature.rst": f"text {n}" for n in range(20, 30)}})
    repo.commit("[PR #12/abcdef12 backport] x", {**code(), "news/8.feature.rst": "text"})
    repo.commit("odd", {**code(), "news/8.shiny.rst": "text 8"})
    last = repo.commit("last", {**code(), "news/9.feature.rst": "text 9"})

    mined = harvest(repo, levels).sources[0]

    assert len(mined.labels) == 2
    assert mined.labels[0].sha == last
    assert {reason: count for reason, count in mined.skipped.items() if count} == {
        "only-records": 1, "edits-record": 2, "release": 1, "several-changes": 1, "backport": 1, "unknown-type": 1,
    }  # fmt: skip


def test_the_largest_bump_of_a_changeset_says_the_level(repo: RepoBuilder, levels: Levels) -> None:
    def changeset(**bumps: str) -> str:
        lines = "".join(f"'@scope/{name}': {bump}\n" for name, bump in bumps.items())
        return f"---\n{lines}---\n\nfix: words\n"

    patch = repo.commit("a", {**code(), ".changeset/a.md": changeset(one="patch")})
    minor = repo.commit("b", {**code(), ".changeset/b.md": changeset(one="patch", two="minor")})
    empty = repo.commit("c", {**code(), ".changeset/c.md": "---\n---\n"})
    repo.commit(
        "Version Packages",
        {".changeset/a.md": None, ".changeset/b.md": None, "CHANGELOG.md": "x", "package.json": "{}"},
    )
    none = repo.commit("d", code())
    last = repo.commit("e", {**code(), ".changeset/e.md": changeset(one="major")})

    labels = found(harvest(repo, levels), "changeset")

    assert labels == {patch: "medium", minor: "high", empty: "low", none: "low", last: "high"}


def test_a_prerelease_of_patches_says_nothing(repo: RepoBuilder, levels: Levels) -> None:
    patch = "---\n'a': patch\n---\n"
    first = repo.commit("a", {**code(), ".changeset/a.md": patch})
    repo.commit("enter", {**code(), ".changeset/pre.json": "{}", ".changeset/b.md": patch + "b"})
    repo.commit("inside", {**code(), ".changeset/c.md": patch + "c"})
    leave = repo.commit("leave", {**code(), ".changeset/pre.json": None})
    last = repo.commit("d", {**code(), ".changeset/d.md": patch + "d"})

    assert set(found(harvest(repo, levels), "changeset")) == {first, leave, last}


def test_a_release_files_type_says_the_level(repo: RepoBuilder, levels: Levels) -> None:
    minor = repo.commit("a", {**code(), "lib/RELEASE.rst": "RELEASE_TYPE: minor\n\nwords\n"})
    repo.commit("release", {"lib/RELEASE.rst": None, "docs/changes.rst": "words"})
    low = repo.commit("b", code())
    patch = repo.commit("c", {**code(), "lib/RELEASE.rst": "RELEASE_TYPE: patch\n\nother\n"})

    assert found(harvest(repo, levels), "release-file") == {minor: "high", low: "low", patch: "medium"}


def changelog_of(count: int) -> str:
    """A changelog that lists every third pull request as added and every third as fixed."""
    added = "".join(f"- A thing (#{n})\n" for n in range(1, count + 1) if n % 3 == 0)
    fixed = "".join(
        f"* Mend it [#{n}](https://example.org/pull/{n})\n" for n in range(1, count + 1) if n % 3 == 1
    )
    return f"# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n{added}\n### Fixed\n\n{fixed}"


def test_a_changelog_that_cites_pull_requests_labels_their_commits(repo: RepoBuilder, levels: Levels) -> None:
    shas = {n: repo.commit(f"Change number {n} (#{n})", code()) for n in range(1, 61)}
    repo.commit("Release", {"CHANGELOG.md": changelog_of(60)})

    labels = found(harvest(repo, levels), "changelog")

    assert labels[shas[3]] == "high"
    assert labels[shas[4]] == "medium"
    assert labels[shas[5]] == "low"


def test_merge_subjects_carry_the_number_too(repo: RepoBuilder, levels: Levels) -> None:
    shas = {n: repo.commit(f"Merge pull request #{n} from a/b\n\nTitle", code()) for n in range(1, 61)}
    repo.commit("Release", {"CHANGELOG.md": changelog_of(60)})

    assert found(harvest(repo, levels), "changelog")[shas[6]] == "high"


def test_a_changelog_generated_from_commit_types_is_circular_and_not_chosen(
    repo: RepoBuilder, levels: Levels
) -> None:
    types = {0: "feat", 1: "fix", 2: "chore"}
    for n in range(1, 91):
        repo.commit(f"{types[n % 3]}: number {n} (#{n})", code())
    repo.commit("Release", {"CHANGELOG.md": changelog_of(90)})

    result = harvest(repo, levels)

    assert "circular" in result.sources[-1].notes
    assert result.chosen is None


def test_tags_before_entries_are_headings(repo: RepoBuilder, levels: Levels) -> None:
    lines = "".join(f"* [{'FEATURE' if n % 2 else 'BUGFIX'}] Do {n}. #{n}\n" for n in range(1, 41))
    shas = {n: repo.commit(f"Do {n} (#{n})", code()) for n in range(1, 41)}
    repo.commit("Release", {"CHANGELOG.md": f"## 2.0.0 / 2026-01-01\n\n{lines}"})

    labels = found(harvest(repo, levels), "changelog")

    assert (labels[shas[7]], labels[shas[8]]) == ("high", "medium")


def test_a_users_own_levels_win(repo: RepoBuilder, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[repositories."me/project"]\nlevels = { "fixed" = "low" }\n', "utf8")
    shas = {n: repo.commit(f"Change number {n} (#{n})", code()) for n in range(1, 61)}
    repo.commit("Release", {"CHANGELOG.md": changelog_of(60)})

    labels = found(harvest(repo, load_levels(LEVELS, own)), "changelog")

    assert labels[shas[4]] == "low"


def test_a_word_with_two_levels_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[headings]\nlow = ["Fixed"]\n', "utf8")
    with pytest.raises(LabelError, match="'fixed' is both"):
        load_levels(LEVELS, own)


def test_a_repository_without_records_gives_none(repo: RepoBuilder, levels: Levels) -> None:
    repo.commit("one", code())
    repo.commit("two", code())

    assert harvest(repo, levels).chosen is None


def test_the_configurations_of_a_monorepos_parts_are_obeyed(repo: RepoBuilder, levels: Levels) -> None:
    repo.commit(
        "start",
        {
            "oven/pyproject.toml": "[tool.towncrier]\ndirectory = 'docs/upcoming'\n",
            "door/pyproject.toml": "[tool.towncrier]\npackage = 'door'\npackage_dir = 'src'\n",
            "door/towncrier.toml": "[tool.towncrier]\ndirectory = '../../../elsewhere'\n[[tool.towncrier.type]]\n"
            "directory = 'shiny'\nname = 'Features'\n",
            "broken/pyproject.toml": "[tool.towncrier\n",
        },
    )
    oven = repo.commit("one", {**code(), "oven/docs/upcoming/1.bugfix.md": "text"})
    repo.commit("two", {**code(), "door/docs/upcoming/2.bugfix.md": "text"})
    last = repo.commit("three", {**code(), "oven/docs/upcoming/3.shiny.md": "text"})

    labels = found(harvest(repo, levels), "fragment")

    assert (labels[oven], labels[last]) == ("medium", "high")
    assert list(labels.values()).count("low") == 1


def test_a_user_can_name_folders_of_fragments(repo: RepoBuilder, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[fragments]\nfolders = ["tidings"]\n', "utf8")
    high = repo.commit("one", {**code(), "docs/tidings/1.feature.md": "text"})

    assert found(harvest(repo, load_levels(LEVELS)), "fragment") == {}
    assert found(harvest(repo, load_levels(LEVELS, own)), "fragment") == {high: "high"}


def test_words_without_a_level_are_counted(repo: RepoBuilder, levels: Levels) -> None:
    repo.commit("first", {**code(), "news/1.feature.rst": "text"})
    for number in (2, 3):
        repo.commit("odd", {**code(), f"news/{number}.shiny.rst": f"text {number}"})
    repo.commit("last", {**code(), "news/4.feature.rst": "text 4"})

    assert harvest(repo, levels).sources[0].unknown == {"shiny": 2}


def test_headings_without_a_level_are_told_from_those_to_leave_out(repo: RepoBuilder, levels: Levels) -> None:
    for n in range(1, 61):
        repo.commit(f"Change number {n} (#{n})", code())
    text = changelog_of(60).replace("### Fixed", "### Curiosities")
    repo.commit(
        "Release", {"CHANGELOG.md": f"{text}\n### Known issues\n\n- It burns (#2)\n- It smokes (#5)\n"}
    )

    changelog = harvest(repo, levels).sources[-1]

    assert changelog.unknown == {"Curiosities": 20}
    assert (changelog.skipped["heading-without-level"], changelog.skipped["heading-says-skip"]) == (20, 2)


def test_how_much_the_commit_types_tell_is_measured(repo: RepoBuilder, levels: Levels) -> None:
    for n in range(10):
        kind, fragment = (("feat", "feature"), ("fix", "bugfix"))[n % 2]
        repo.commit(f"{kind}: number {n}", {**code(), f"news/{n}.{fragment}.rst": f"text {n}"})
    repo.commit("no type", {**code(), "news/10.feature.rst": "text"})
    repo.commit("fix: and feature", {**code(), "news/11.feature.rst": "other"})

    fragments = harvest(repo, levels).sources[0]

    assert fragments.typed == pytest.approx(11 / 12)
    assert fragments.by_type == pytest.approx(10 / 11)
