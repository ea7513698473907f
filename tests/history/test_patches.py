"""Patches as they come: mail, mboxes, `git show`, bare diffs, and what mail does to them."""

from __future__ import annotations

import base64
import io
import quopri
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from history.errors import HistoryError
from history.options import Limits
from history.patches import UNDATED, read_patches
from history.records import Commit, FileStatus, Gap, GapReason
from history.repository import LocalRepository
from history.selection import Range
from tests.history.conftest import Reader
from tests.support import RepoBuilder
from tests.support.repository import File

DIFF = b"""diff --git a/src/a.py b/src/a.py
index 1111111..2222222 100644
--- a/src/a.py
+++ b/src/a.py
@@ -1,2 +1,2 @@ def f():
 one
-two
+three
"""
MAIL = (
    b"From 1234567890123456789012345678901234567890 Mon Sep 17 00:00:00 2001\n"
    b"From: Ada Author <ada@example.org>\n"
    b"Date: Fri, 23 Jan 2026 10:00:00 +0800\n"
    b"Subject: [PATCH 1/2] feat: a thing\n"
)
REST = (
    b"\nWhy it is needed.\n\nSigned-off-by: Ada\n---\n src/a.py | 2 +-\n 1 file changed\n\n"
    + DIFF
    + b"-- \n2.39.5\n\n"
)


def patches(text: bytes) -> list[Commit]:
    return list(read_patches(io.BytesIO(text)))


def changed(commit: Commit) -> list[tuple[str, list[tuple[int, str]]]]:
    return [(file.path, [line for hunk in file.hunks for line in hunk.added()]) for file in commit.files]


def test_a_mail_is_a_commit() -> None:
    (commit,) = patches(MAIL + REST)
    assert commit.sha == "1234567890123456789012345678901234567890"
    assert (commit.author.name, commit.author.email) == ("Ada Author", "ada@example.org")
    assert commit.authored == datetime(2026, 1, 23, 2, 0, tzinfo=UTC)
    assert commit.message == "feat: a thing\n\nWhy it is needed.\n\nSigned-off-by: Ada\n"
    assert changed(commit) == [("src/a.py", [(2, "three")])]


def test_what_git_formats_is_what_the_repository_says(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("base", {"a.txt": "a\n", "old.txt": "x\n" * 20, "run": "#!/bin/sh\n", "gone": "1\n"})
    repo.commit(
        "feat: ünïcode subject that is long enough to be folded by the mail format, which happens at 76\n\nBody\n",
        {
            "a.txt": "b\n-- \nFrom here\n",
            "old.txt": None,
            "new.txt": "x\n" * 20 + "y\n",
            "run": File("#!/bin/sh\n", "100755"),
            "gone": None,
            'tab\there "q".txt': "odd\n",
            "bin": b"\0\1\2",
            "no-newline": "end",
        },
    )
    repo.commit("fix: second\n", {"a.txt": "c\n"})
    text = repo.git("format-patch", "--stdout", "-M", "HEAD~2..HEAD").encode("utf8", "surrogateescape")
    mailed = patches(text)
    known = [*reversed(read(repo.path)[:2])]
    assert [commit.subject for commit in mailed] == [commit.subject for commit in known]
    assert [commit.sha for commit in mailed] == [commit.sha for commit in known]
    for mail, commit in zip(mailed, known, strict=True):
        assert [(f.status, f.old_path, f.new_path, f.added, f.removed, f.binary) for f in mail.files] == [
            (f.status, f.old_path, f.new_path, f.added, f.removed, f.binary) for f in commit.files
        ]
        assert changed(mail) == changed(commit)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_bodies_wrapped_for_the_journey(encoding: str) -> None:
    wrapped = (
        quopri.encodestring(REST[1:]) if encoding == "quoted-printable" else base64.encodebytes(REST[1:])
    )
    head = MAIL + f"Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: {encoding}\n".encode()
    (commit,) = patches(head + b"\n" + wrapped)
    assert changed(commit) == [("src/a.py", [(2, "three")])]


def test_an_encoded_and_folded_subject() -> None:
    head = MAIL.replace(
        b"Subject: [PATCH 1/2] feat: a thing\n",
        b"Subject: [PATCH] =?UTF-8?q?feat:_gr=C3=BC=C3=9Fe?=\n =?UTF-8?q?_an_alle?=\n",
    )
    assert patches(head + REST)[0].subject == "feat: grüße an alle"


def test_line_ends_of_mail_in_transit() -> None:
    (commit,) = patches((MAIL + REST).replace(b"\n", b"\r\n"))
    assert (commit.subject, changed(commit)) == ("feat: a thing", [("src/a.py", [(2, "three")])])


def test_a_bare_diff_has_no_people_and_no_date() -> None:
    (commit,) = patches(DIFF)
    assert (commit.sha, commit.author.name, commit.authored) == ("", "", UNDATED)
    assert changed(commit) == [("src/a.py", [(2, "three")])]


def test_a_diff_without_git_lines() -> None:
    (commit,) = patches(b"--- a/x.txt\t2026-01-01\n+++ b/x.txt\t2026-01-02\n@@ -1 +1 @@\n-a\n+b\n")
    assert changed(commit) == [("x.txt", [(1, "b")])]


def test_git_show(repo: RepoBuilder) -> None:
    sha = repo.commit("feat: shown\n\nBody\n", {"a": "1\n"}, date="2026-01-23T10:00:00+08:00")
    (commit,) = patches(repo.git("show", "--format=fuller", sha).encode())
    assert (commit.sha, commit.message) == (sha, "feat: shown\n\nBody\n")
    assert (commit.committer.name, commit.files[0].status) == ("Cleo Committer", FileStatus.ADDED)


def test_a_cover_letter_is_no_commit_and_several_mails_are_several() -> None:
    cover = MAIL.replace(b"[PATCH 1/2] feat: a thing", b"[PATCH 0/2] series") + b"\nHello.\n\n"
    second = (MAIL + REST).replace(b"1234567890", b"abcdefabcd").replace(b"feat: a thing", b"fix: it")
    assert [commit.subject for commit in patches(cover + MAIL + REST + second)] == [
        "feat: a thing",
        "fix: it",
    ]


def test_garbage_around_a_diff_is_passed_over() -> None:
    (commit,) = patches(b"$ git diff\nsome chatter\n" + DIFF + b"\ntrailing chatter\n")
    assert changed(commit) == [("src/a.py", [(2, "three")])]


@pytest.mark.parametrize("text", [b"", b"hello\n", b"\0\1\2", b"From nobody\n"])
def test_what_is_no_patch_is_one_clear_line(text: bytes) -> None:
    with pytest.raises(HistoryError, match="holds no patch"):
        patches(text)


def test_a_mail_without_a_diff_is_a_commit_without_files() -> None:
    (commit,) = patches(MAIL + b"\nno diff here\n")
    assert (commit.subject, commit.files) == ("feat: a thing", ())


HEADS = [b"--- ", b"+++ ", b"@@ -1 +1 @@", b"@@ foo", b"diff --git ", b"diff --cc x"]


def test_beyond_a_number_of_files_the_others_are_counted(repo: RepoBuilder) -> None:
    repo.commit("feat: many", {f"f{number}": f"{number}\n" for number in range(5)})
    mail = repo.git("format-patch", "--stdout", "--root", "main").encode()
    [commit] = read_patches(io.BytesIO(mail), Limits(commit_files=2))
    assert [file.path for file in commit.files] == ["f0", "f1"]
    assert commit.gaps == (Gap(GapReason.UNLISTED, detail="3"),)


def test_beyond_so_many_characters_of_paths_a_mail_counts_the_others(repo: RepoBuilder) -> None:
    repo.commit("feat: many", {"a": "1\n", "b" * 90: "2\n", "c": "3\n"})
    mail = repo.git("format-patch", "--stdout", "--root", "main").encode()
    [commit] = read_patches(io.BytesIO(mail), Limits(commit_paths=50))
    assert [file.path for file in commit.files] == ["a"]
    assert commit.gaps == (Gap(GapReason.UNLISTED, detail="2"),)


def test_names_may_be_empty() -> None:
    (commit,) = patches(b"--- \n+++ \n@@ -1 +1 @@\n-a\n+b\n")
    assert [(file.path, file.added, file.removed) for file in commit.files] == [("", 1, 1)]


HOSTILE = {
    "envelope": b"From x" + b" 12:00" * 50_000 + b"\n" + DIFF,
    "marks": MAIL.replace(b"feat:", b"[PATCH " * 50_000) + REST,
    "replies": MAIL.replace(b"[PATCH 1/2]", b"re: " * 50_000) + REST,
    "encoded words": MAIL.replace(b"feat:", b"=?x?q?" * 50_000) + REST,
    "address": MAIL.replace(b"Ada Author", b'(<"' * 50_000) + REST,
    "date": MAIL.replace(b"Fri, 23", b"1 " * 50_000) + REST,
    "parts": MAIL
    + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(3000)
    )
    + DIFF,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_mail_takes_linear_time_and_keeps_its_diff(what: str) -> None:
    (commit,) = patches(HOSTILE[what])
    assert [file.path for file in commit.files] == ["src/a.py"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=30),
            st.sampled_from([*DIFF.split(b"\n"), *MAIL.split(b"\n"), b"---", b"", *HEADS]),
        ),
        max_size=40,
    )
)
def test_any_bytes_are_read_or_refused(lines: list[bytes]) -> None:
    try:
        commits = patches(b"\n".join(lines))
    except HistoryError:
        return
    for commit in commits:
        for file in commit.files:
            added = sum(1 for hunk in file.hunks for _ in hunk.added())
            assert not file.hunks or added == file.added


@pytest.mark.parametrize("content", ["one\n", b"\0\1\2"])
def test_a_file_that_becomes_a_link_is_one_change(repo: RepoBuilder, content: str | bytes) -> None:
    repo.commit("chore: start", {"a": content, "b": "b\n"})
    repo.commit("chore: link", {"a": File("b", "120000")})
    repo.commit("chore: file", {"a": content, "b": None, "c": "c\n"})
    text = repo.git("log", "-p", "--full-index", "main~2..main").encode()
    back, there = read_patches(io.BytesIO(text))
    assert [(one.path, one.status) for one in there.files] == [("a", FileStatus.TYPE_CHANGED)]
    assert [(one.path, one.status) for one in back.files] == [
        ("a", FileStatus.TYPE_CHANGED),
        ("b", FileStatus.DELETED),
        ("c", FileStatus.ADDED),
    ]
    with LocalRepository.open(repo.git_dir) as opened:
        local = list(opened.commits(Range("main~1")))
    if isinstance(content, str):
        assert local[0].files == there.files


@pytest.mark.parametrize("indent", ["", "    "])
def test_the_log_of_what_was_squashed_is_no_commit_of_its_own(repo: RepoBuilder, indent: str) -> None:
    quoted = f"commit {'0123456789' * 4}\nAuthor: Bo <bo@example.org>\nDate:   Fri Jan 23 2026\n\n{indent}fix: small\n"
    repo.commit("chore: start", {"a": "1\n"})
    repo.commit(f"feat: all of it\n\nSquashed commit of the following:\n\n{quoted}", {"a": "2\n"})
    repo.commit("fix: after", {"a": "3\n"})
    mails = repo.git("format-patch", "--stdout", "--root", "main").encode()
    logged = repo.git("log", "-p", "-1", "main~2").encode()
    for text in (mails, mails.replace(b"\n", b"\r\n"), logged, mails + logged):
        found = [one.subject for one in read_patches(io.BytesIO(text))]
        expected = ["chore: start", "feat: all of it", "fix: after"] if text is not logged else []
        assert found == [*expected, *(["chore: start"] if text.endswith(logged) else [])]


def test_a_patch_without_end_is_told_before_memory_is_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("history.patches._LARGEST", 100_000)
    mail = b"From: A <a@e.x>\nSubject: [PATCH] one\n\n---\n"
    small = mail + b"--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n"
    separated = b"From %040d Mon Sep 17 00:00:00 2001\n"
    assert (
        len(list(read_patches(io.BytesIO(b"".join(separated % n + small for n in range(1, 101)))))) == 100
    )  # each by itself

    with pytest.raises(HistoryError, match="lines and goes on"):
        list(read_patches(io.BytesIO(separated % 1 + small + separated % 2 + mail + b"x\n" * 10_000)))
