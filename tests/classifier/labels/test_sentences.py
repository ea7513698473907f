"""What users were told of a commit, as a report can quote it."""

from __future__ import annotations

from classifier.labels.sentences import RecordSentence, record_sentences
from history.options import ReadOptions
from history.records import Commit, FileChange
from history.repository import LocalRepository
from history.selection import Everything
from tests.support import RepoBuilder


def newest(repo: RepoBuilder) -> Commit:
    with LocalRepository.open(repo.path) as opened:
        return next(iter(opened.read(opened.choose(Everything(), ReadOptions()), ReadOptions())))


def shown(sentences: tuple[RecordSentence, ...]) -> list[tuple[str, str, int, str, str | None]]:
    return [(one.text, one.path, one.line, one.kind, one.level) for one in sentences]


def test_fragments_and_changesets_say_their_sentence(repo: RepoBuilder) -> None:
    repo.commit(
        "one",
        {
            "src/a.py": "x = 1\n",
            "news/12.feature.rst": "The oven rings\nwhen the bread is done.\n",
            ".changeset/warm.md": "---\n'oven': patch\n---\n\nThe door shuts.\n",
        },
    )

    assert shown(record_sentences(newest(repo))) == [
        ("The door shuts.", ".changeset/warm.md", 5, "patch", "medium"),
        ("The oven rings when the bread is done.", "news/12.feature.rst", 1, "feature", "high"),
    ]


CHANGELOG = "# Changelog\n\n## Unreleased\n\n### Added\n\n- A shelf (#1)\n\n### Fixed\n\n- No crumbs (#2)\n"


def test_a_line_added_to_a_changelog_is_told_with_its_heading(repo: RepoBuilder) -> None:
    repo.commit("start", {"CHANGELOG.md": CHANGELOG, "src/a.py": "x = 1\n"})
    longer = CHANGELOG.replace(
        "- No crumbs (#2)\n", "- No crumbs (#2)\n- The door shuts\n  with a click (#3)\n"
    )
    repo.commit("two", {"CHANGELOG.md": longer, "src/a.py": "x = 2\n"})

    assert shown(record_sentences(newest(repo))) == [
        ("The door shuts with a click (#3)", "CHANGELOG.md", 12, "fixed", "medium")
    ]


def test_a_heading_far_above_is_found_in_the_whole_file(repo: RepoBuilder) -> None:
    before = CHANGELOG.replace("- A shelf (#1)\n", "".join(f"- Shelf {n}\n" for n in range(20)))
    after = before.replace("- Shelf 19\n", "- Shelf 19\n- Shelf 20\n")
    repo.commit("start", {"CHANGELOG.md": before, "src/a.py": "x = 1\n"})
    repo.commit("two", {"CHANGELOG.md": after, "src/a.py": "x = 2\n"})

    def text_of(_change: FileChange) -> str:
        return after

    commit = newest(repo)
    assert [one.kind for one in record_sentences(commit)] == [""]
    assert [(one.kind, one.level) for one in record_sentences(commit, text_of)] == [("added", "high")]


def test_a_release_tells_nothing_of_its_own(repo: RepoBuilder) -> None:
    repo.commit("start", {"news/1.feature.rst": "A shelf.\n", "src/a.py": "x = 1\n"})
    repo.commit("release", {"news/1.feature.rst": None, "CHANGES.md": "# 1.0\n\n- A shelf.\n"})

    assert record_sentences(newest(repo)) == ()


def test_an_entry_that_only_moves_is_not_told(repo: RepoBuilder) -> None:
    repo.commit("start", {"CHANGELOG.md": CHANGELOG, "src/a.py": "x = 1\n"})
    repo.commit(
        "indent", {"CHANGELOG.md": CHANGELOG.replace("- A shelf", " - A shelf"), "src/a.py": "x = 2\n"}
    )

    assert record_sentences(newest(repo)) == (), "the same words at another place are no news"


def test_a_note_in_the_message_is_told_with_its_line(repo: RepoBuilder) -> None:
    repo.commit("oven: ring\n\nText.\n\nRelease note (bug fix): The timer rings.\n", {"src/a.py": "x = 1\n"})

    assert shown(record_sentences(newest(repo))) == [("The timer rings.", "", 5, "bug fix", "medium")]


def test_a_commit_without_a_record_tells_nothing(repo: RepoBuilder) -> None:
    repo.commit("one", {"src/a.py": "x = 1\n", "README.md": "- A list\n"})

    assert record_sentences(newest(repo)) == ()
