"""Histories as strangers' gits, clones and shells leave them."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest

from history.errors import HistoryError
from history.filters import PathFilter, is_filtered_out
from history.options import ReadOptions
from history.patches import read_patches
from history.records import UNDATED, Commit, GapReason
from history.repository import LocalRepository
from history.selection import Everything, Range, SinceLastTag
from tests.support import RepoBuilder


def subjects(repo: RepoBuilder, expression: str) -> list[str]:
    with LocalRepository.open(repo.git_dir) as opened:
        return [one.subject for one in opened.commits(Range(expression))]


def since_tag(repo: RepoBuilder) -> list[str]:
    with LocalRepository.open(repo.git_dir) as opened:
        return [one.subject for one in opened.commits(SinceLastTag())]


def patches(text: bytes) -> list[Commit]:
    return list(read_patches(io.BytesIO(text)))


def fetch_shallow(repo: RepoBuilder, into: Path, *, whole_before: bool) -> None:
    """A topic branch whole, and a base of one commit."""
    git = ["git", "-C", str(into)]
    address = f"file://{repo.git_dir}"
    subprocess.run(["git", "init", "-q", str(into)], check=True)
    if whole_before:
        subprocess.run([*git, "fetch", "-q", address, "main~1:refs/heads/old"], check=False)
    subprocess.run([*git, "fetch", "-q", address, "topic:refs/heads/topic"], check=True)
    if whole_before:
        subprocess.run([*git, "fetch", "-q", address, "main:refs/heads/seen"], check=True)
    subprocess.run([*git, "fetch", "-q", "--depth=1", address, "+main:refs/heads/base"], check=True)


@pytest.mark.parametrize("whole_before", [True, False])
def test_a_base_fetched_shallow(repo: RepoBuilder, tmp_path: Path, whole_before: bool) -> None:
    for number in range(3):
        repo.commit(f"feat!: base {number}", {"a.py": f"a = {number}\n"})
    repo.commit("fix: topic", {"b.py": "b = 1\n"}, branch="topic", parents=[repo.sha("main")])
    for number in range(3, 6):
        repo.commit(f"feat: base {number}", {"a.py": f"a = {number}\n"})
    fetch_shallow(repo, tmp_path / "clone", whole_before=whole_before)
    with LocalRepository.open(tmp_path / "clone") as opened:
        found = [one.subject for one in opened.commits(Range("base..topic"))]
        gaps = [gap.reason for gap in opened.gaps]
    if whole_before:
        assert (found, gaps) == (["fix: topic"], [])
    else:
        assert (found[0], gaps) == ("fix: topic", [GapReason.SHALLOW])


@pytest.mark.parametrize("expression", ["base...topic", "topic...base"])
@pytest.mark.parametrize("whole_before", [True, False])
def test_both_sides_of_a_base_fetched_shallow(
    repo: RepoBuilder, tmp_path: Path, expression: str, whole_before: bool
) -> None:
    for number in range(3):
        repo.commit(f"feat!: base {number}", {"a.py": f"a = {number}\n"})
    repo.commit("fix: topic", {"b.py": "b = 1\n"}, branch="topic", parents=[repo.sha("main")])
    for number in range(3, 6):
        repo.commit(f"feat: base {number}", {"a.py": f"a = {number}\n"})
    fetch_shallow(repo, tmp_path / "clone", whole_before=whole_before)
    with LocalRepository.open(tmp_path / "clone") as opened:
        found = {one.subject for one in opened.commits(Range(expression))}
        gaps = [gap.reason for gap in opened.gaps]
    assert gaps == [GapReason.SHALLOW]
    assert {"fix: topic", "feat: base 5"} <= found
    assert whole_before is not any("!" in subject for subject in found)


def test_a_tag_of_a_tag_is_a_tag(repo: RepoBuilder) -> None:
    first = repo.commit("feat: old", {"a": "1\n"})
    repo.tag("inner", first, message="one")
    repo.git("-c", "advice.nestedTag=false", "tag", "-a", "-m", "two", "v1.0.0", "inner")
    repo.git("tag", "-d", "inner")
    repo.commit("fix: new", {"a": "2\n"})
    assert since_tag(repo) == ["fix: new"]
    with LocalRepository.open(repo.git_dir) as opened:
        assert [(one.name, one.sha) for one in opened.releases()] == [("v1.0.0", first)]


def test_the_last_tag_is_the_one_that_git_describes(repo: RepoBuilder) -> None:
    first = repo.commit("feat: first", {"a": "1\n"})
    repo.tag("v1.0.0", first)
    for number in range(2, 5):
        repo.commit(f"feat: number {number}", {"a": f"{number}\n"})
    repo.tag("v1.1.0")
    hotfix = repo.commit("fix: hot", {"b": "1\n"}, branch="hot", parents=[first])
    repo.tag("v1.0.1", hotfix)
    repo.merge("Merge branch 'hot'", [hotfix])
    assert set(since_tag(repo)) == {"fix: hot", "Merge branch 'hot'"}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("HEAD^!", ["Merge branch 'side'"]),
        ("HEAD^-", ["Merge branch 'side'", "fix: side"]),
        ("HEAD^-2", ["Merge branch 'side'", "feat: two"]),
        (":/feat: one", ["feat: one"]),
        (":/feat..two", ["feat: two"]),
        ("HEAD~1", ["feat: two"]),
    ],
)
def test_shorthands_of_revisions(repo: RepoBuilder, expression: str, expected: list[str]) -> None:
    one = repo.commit("feat: one", {"a": "1\n"})
    side = repo.commit("fix: side", {"b": "1\n"}, branch="side", parents=[one])
    repo.commit("feat: two", {"a": "2\n"})
    repo.merge("Merge branch 'side'", [side])
    assert subjects(repo, expression) == expected


def test_a_parent_that_is_none_is_named(repo: RepoBuilder) -> None:
    repo.commit("feat: one", {"a": "1\n"})
    with pytest.raises(HistoryError, match="parent 2"):
        subjects(repo, "HEAD^-2")


@pytest.mark.parametrize(
    "encoding", ["ISO-2022-JP", "ISO-2022-KR", "HZ", "UTF-7", "EUC-JP", "GB18030", "ISO-8859-1"]
)
def test_a_message_is_read_as_its_header_says(repo: RepoBuilder, encoding: str) -> None:
    words = {"ISO-2022-KR": "추가", "HZ": "新增", "GB18030": "新增", "ISO-8859-1": "Ã©té"}.get(
        encoding, "ハローを追加"
    )
    repo.commit(f"feat: {words}\n".encode(encoding), {"a": "1\n"}, encoding=encoding)
    assert subjects(repo, "HEAD") == [f"feat: {words}"]


def test_contents_are_utf8_before_they_are_what_the_message_is(repo: RepoBuilder) -> None:
    repo.commit("feat: été".encode("latin-1"), {"a": "été\n"}, encoding="ISO-8859-1")
    with LocalRepository.open(repo.git_dir) as opened:
        (commit,) = opened.commits(Everything())
    assert [text for hunk in commit.files[0].hunks for _, text in hunk.added()] == ["été"]


def wanted(repo: RepoBuilder, *include: str) -> list[str]:
    keep = PathFilter(include)
    with LocalRepository.open(repo.git_dir) as opened:
        found = opened.commits(Everything(), ReadOptions(keep=keep))
        return [one.subject for one in found if not is_filtered_out(one, by_path=True)]


def test_what_is_filtered_by_path_is_what_git_lists(repo: RepoBuilder) -> None:
    repo.commit("chore: start", {"a/m": "1\n", "b/n": "1\n"})
    for number in range(2):
        side = repo.commit(
            f"fix: b {number}", {"b/n": f"{number}x\n"}, branch=f"b{number}", parents=[repo.sha("main")]
        )
        repo.merge(f"Merge branch 'b{number}'", [side])
    repo.commit("chore: nothing", {})
    side = repo.commit("feat: a aside", {"a/p": "1\n"}, branch="side", parents=[repo.sha("main")])
    repo.commit("feat: a", {"a/m": "2\n"})
    repo.merge("Merge branch 'side'", [side])
    listed = repo.git("log", "--format=%s", "main", "--", "a").splitlines()
    assert sorted(wanted(repo, "a/")) == sorted(listed)
    assert wanted(repo, "./a/") == wanted(repo, "a/")
    assert sorted(wanted(repo, ".")) == sorted(repo.git("log", "--format=%s", "main", "--", ".").splitlines())


FORMATS = ["short", "medium", "full", "fuller", "raw", "oneline", "reference", "email", "mboxrd"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "more", [[], ["--abbrev-commit"], ["--decorate=full"], ["--color=always"], ["--stat", "-p"]]
)
def test_any_of_gits_formats_is_read(repo: RepoBuilder, form: str, more: list[str]) -> None:
    named = [
        repo.commit(f"{title}\n\nBody.\n", {"a": f"{title}\n"})
        for title in ("chore: start", "feat!: a", "fix: b")
    ]
    repo.git("notes", "add", "-m", "feat!: no title", named[1])
    found = patches(repo.git("log", "-p", f"--format={form}", *more, "main").encode())
    assert [one.subject for one in found] == ["fix: b", "feat!: a", "chore: start"]
    assert [len(one.files) for one in found] == [1, 1, 1]
    assert all(sha.startswith(one.sha) for sha, one in zip(reversed(named), found, strict=True))


MORE = [
    "-m",
    "-z",
    "-c",
    "--cc",
    "--left-right",
    "--boundary",
    "--source",
    "--parents",
    "--decorate --source",
    "--cherry-mark",
]


@pytest.mark.parametrize("more", MORE)
def test_what_options_add_between_commits_is_passed_over(repo: RepoBuilder, more: str) -> None:
    repo.commit("chore: start", {"a": "1\n"})
    side = repo.commit("feat!: side", {"b": "1\n"}, branch="side", parents=[repo.sha("main")])
    repo.commit("fix: main", {"a": "2\n"})
    repo.merge("Merge branch 'side'", [side])
    text = repo.git("log", "-p", "--topo-order", *more.split(), "main").encode("utf8", "surrogateescape")
    found = patches(text)
    assert {one.subject for one in found} == {
        "Merge branch 'side'",
        "fix: main",
        "feat!: side",
        "chore: start",
    }
    assert len(found) == len({one.sha for one in found})
    assert [one.path for one in found[-1].files] == ["a"]


DATES = ["default", "iso", "iso-strict", "rfc", "raw", "unix", "local", "short"]


@pytest.mark.parametrize("form", DATES)
def test_any_date_of_git_is_read(repo: RepoBuilder, form: str) -> None:
    repo.commit("fix: b", {"a": "1\n"}, date="2026-01-23T10:00:00+00:00")
    (commit,) = patches(repo.git("log", "-p", f"--date={form}", "main").encode())
    assert f"{commit.authored:%Y-%m-%d}" == "2026-01-23"


@pytest.mark.parametrize("form", ["relative", "human", "format:%d/%m/%y"])
def test_a_date_that_tells_none_is_none(repo: RepoBuilder, form: str) -> None:
    repo.commit("fix: b", {"a": "1\n"}, date="2001-01-23T10:00:00+00:00")
    (commit,) = patches(repo.git("log", "-p", f"--date={form}", "main").encode())
    assert (commit.subject, commit.authored) == ("fix: b", UNDATED)


def test_a_signature_before_the_author_is_passed_over(repo: RepoBuilder) -> None:
    repo.commit("chore: start", {"a": "1\n"})
    repo.commit("feat!: a", {"a": "2\n"})
    said = b'gpg: Signature made Fri Jan 23\nGood "git" signature for ann@example.org\nAuthor:'
    found = patches(repo.git("log", "-p", "main").encode().replace(b"Author:", said))
    assert [(one.subject, one.author.name) for one in found] == [
        ("feat!: a", "Ada Author"),
        ("chore: start", "Ada Author"),
    ]


@pytest.mark.parametrize("wrap", [b"\xef\xbb\xbf%s", "utf-16-le", "utf-16-be"])
def test_what_a_shell_puts_around_is_taken_off(repo: RepoBuilder, wrap: str | bytes) -> None:
    repo.commit("feat!: 新增", {"a": "1\n"})
    text = repo.git("log", "-p", "main").encode("utf8", "surrogateescape")
    sent = wrap % text if isinstance(wrap, bytes) else ("\ufeff" + text.decode()).encode(wrap)
    assert [one.subject for one in patches(sent)] == ["feat!: 新增"]


def test_commits_in_a_form_of_ones_own_are_refused(repo: RepoBuilder) -> None:
    repo.commit("chore: start", {"a": "1\n"})
    repo.commit("feat!: a", {"a": "2\n"})
    with pytest.raises(HistoryError, match=r"format=medium"):
        patches(repo.git("log", "-p", "--format=%an did %s", "main").encode())


def test_the_object_that_is_missing_is_named(repo: RepoBuilder) -> None:
    first = repo.commit("chore: start", {"a": "1\n"})
    repo.commit("feat: a", {"a": "2\n"})
    repo.remove_object(first)
    with LocalRepository.open(repo.git_dir) as opened, pytest.raises(HistoryError, match=first):
        list(opened.commits(Everything()))
