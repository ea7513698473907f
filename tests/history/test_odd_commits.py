"""Commits as nobody should write them: encodings, dates, people, signatures."""

from __future__ import annotations

import pytest

from tests.history.conftest import Reader, newest
from tests.support import RepoBuilder


def test_encodings(repo: RepoBuilder, read: Reader) -> None:
    repo.commit(
        "Größe".encode("latin-1"),
        {"utf8": "é\n", "gbk": "中文\n".encode("gbk"), "bytes": b"\xff\xfe\x81\n"},
        encoding="ISO-8859-1",
    )
    repo.commit("中文".encode("gbk"), {"gbk": "中\n".encode("gbk")}, encoding="GBK")
    repo.commit(b"odd \xff", {"z": "z\n"}, encoding="unicode_escape")
    odd, chinese, latin = read(repo.path)
    assert (latin.subject, chinese.subject, odd.subject) == ("Größe", "中文", "odd ÿ")
    assert chinese.files[0].hunks[0].lines[-1] == "+中"
    for commit in (odd, chinese, latin):
        for file in commit.files:
            "".join(line for hunk in file.hunks for line in hunk.lines).encode("utf8")


def test_an_empty_message_and_an_empty_change(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("", {"a": "x\n"})
    repo.commit("")
    empty, first = read(repo.path)
    assert (empty.message, empty.files, first.subject) == ("", (), "")


def absurd(tree: str, date: str) -> bytes:
    return f"tree {tree}\nauthor A <a@x> {date}\ncommitter C <c@x> {date}\n\nmessage\n".encode()


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("1769133009 +0800", "2026-01-23T09:50:09+08:00"),
        ("-1 +0000", "1969-12-31T23:59:59+00:00"),
        ("0 -7530", "1970-01-01T00:00:00+00:00"),
        ("0 +051800", "1970-01-01T00:00:00+00:00"),
        ("99999999999999999999 +0000", "9999-12-29T00:00:00+00:00"),
        ("nonsense", "1970-01-01T00:00:00+00:00"),
    ],
)
def test_absurd_dates(repo: RepoBuilder, read: Reader, written: str, read_as: str) -> None:
    repo.commit("first", {"a": "x\n"})
    repo.raw_commit(absurd(repo.sha("main^{tree}"), written))
    assert newest(read(repo.path)).authored.isoformat() == read_as


def test_a_person_with_odd_brackets(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("first", {"a": "x\n"})
    tree = repo.sha("main^{tree}")
    person = "Eve <x> Odd <eve@example.org> 0 +0000"
    repo.raw_commit(f"tree {tree}\nauthor {person}\ncommitter <> 0 +0000\n\nx\n".encode())
    commit = newest(read(repo.path))
    assert commit.author.email.endswith("eve@example.org")
    assert (commit.committer.name, commit.committer.email) == ("", "")


@pytest.mark.parametrize("noise", ["<", ">", "<>", " "])
def test_a_person_of_many_brackets_takes_linear_time(repo: RepoBuilder, read: Reader, noise: str) -> None:
    repo.commit("first", {"a": "x\n"})
    tree, person = repo.sha("main^{tree}"), noise * 200_000
    repo.raw_commit(f"tree {tree}\nauthor {person}\ncommitter C <c@x> 0 +0000\n\nfine\n".encode())
    assert newest(read(repo.path)).message == "fine\n"


def test_a_signature_is_no_part_of_the_message(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("first", {"a": "x\n"})
    tree = repo.sha("main^{tree}")
    body = (
        f"tree {tree}\nauthor A <a@x> 0 +0000\ncommitter C <c@x> 0 +0000\n"
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n author Evil <e@x> 0 +0000\n -----END PGP SIGNATURE-----\n\nfine\n"
    )
    repo.raw_commit(body.encode())
    commit = newest(read(repo.path))
    assert (commit.message, commit.author.name) == ("fine\n", "A")
