"""What is said and shown of files that went as a whole."""

from __future__ import annotations

import pytest

from history.briefs import Importance, Section
from report.sentences import Language
from tests.support import RepoBuilder
from tests.support.repository import Content
from tests.support.sayings import LONG, BriefsOf, shown, words

CHECK = "".join(f"def test_step_{n}():\n    assert step_{n}(1) == {n + 1}\n\n\n" for n in range(6))


def deleting(repo: RepoBuilder, gone: dict[str, str], changed: dict[str, tuple[str, str]]) -> None:
    """Two commits: files, and without some of them."""
    repo.commit("chore: begin", {**gone, **{path: before for path, (before, _) in changed.items()}})
    rest: dict[str, Content] = {path: after for path, (_, after) in changed.items()}
    repo.commit("chore: tidy up the kiln", {**rest, **dict.fromkeys(gone)})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "Deletes 5 test files in tests/kiln: test_4.py, test_3.py, test_2.py and 2 more."),
        (Language.ZH, "删除 tests/kiln 下的测试文件 test_4.py、test_3.py、test_2.py 等 5 个。"),
    ],
)
def test_which_files_went_opens_a_commit_that_mostly_deletes(
    repo: RepoBuilder, briefs_of: BriefsOf, language: Language, said: str
) -> None:
    gone = {f"tests/kiln/test_{n}.py": CHECK.replace("step", f"fire{n}") + "x = 1\n" * n for n in range(5)}
    deleting(repo, gone, {"src/a.py": ("limit = 900\n", "limit = 800\n")})
    brief = briefs_of(Importance.LOW)[0]
    assert words(brief, Section.SUMMARY, language=language).startswith(said)
    assert shown(brief) == ["-limit = 900", "+limit = 800"]


def test_a_folder_that_went_whole_is_named_alone(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    deleting(repo, {"kiln/__init__.py": "", "kiln/fire.py": LONG}, {"a.py": ("x = 1\n", "x = 2\n")})
    said = words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
    assert said.startswith("Deletes kiln with all 2 files in it.")
    assert "step_" not in said


def test_of_a_large_file_that_went_no_line_is_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    deleting(repo, {"src/kiln.py": LONG}, {})
    brief = briefs_of(Importance.HIGH)[0]
    assert words(brief, Section.SUMMARY) == "Deletes the file kiln.py."
    assert brief.pieces == ()


def test_files_that_went_beside_a_larger_change_do_not_open_it(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    deleting(repo, {"src/old.py": "x = 1\ny = 2\n"}, {"src/a.py": ("a = 1\n", LONG)})
    assert not words(briefs_of(Importance.HIGH)[0], Section.SUMMARY).startswith("Deletes")


def test_a_file_whose_lines_stand_elsewhere_is_not_told_as_deleted(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    lines = LONG.splitlines(keepends=True)
    half = "".join(lines[: len(lines) * 2 // 3])
    deleting(repo, {"src/old.py": LONG + "# end\n" * 40}, {"src/a.py": ("a = 1\n", f"a = 1\n\n\n{half}")})
    assert "Deletes" not in words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
