"""Commits come whole, in git's order, whatever is odd about them."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from history.errors import HistoryError
from history.filters import PathFilter
from history.options import Limits, ReadOptions
from history.records import Commit, CommitName, FileStatus, Forge, Gap, GapReason, WebHost
from history.repository import LocalRepository
from history.selection import Day, Everything, Range
from tests.history.conftest import Reader
from tests.support import EXECUTABLE, SUBMODULE, SYMLINK, File, RepoBuilder


def newest(commits: list[Commit]) -> Commit:
    return commits[0]


def test_a_commit_as_it_is_written(repo: RepoBuilder, read: Reader) -> None:
    root = repo.commit("root", {"a.py": "one\ntwo\n"})
    sha = repo.commit(
        "fix: subject\n\nbody\n\nCloses: #1\n",
        {"a.py": "one\n2\n", "b.py": "new\n"},
        date="2026-01-23T17:50:09+08:00",
        author_date="2026-01-22T01:00:00-08:00",
    )
    commit = newest(read(repo.path))
    assert (commit.sha, commit.parents) == (sha, (root,))
    assert (commit.author.name, commit.committer.email) == ("Ada Author", "cleo@example.org")
    assert commit.authored.isoformat() == "2026-01-22T01:00:00-08:00"
    assert commit.committed.isoformat() == "2026-01-23T17:50:09+08:00"
    assert commit.message == "fix: subject\n\nbody\n\nCloses: #1\n"
    changed, added = commit.files
    assert (changed.status, changed.added, changed.removed) == (FileStatus.MODIFIED, 1, 1)
    assert changed.hunks[0].lines == (" one", "-two", "+2")
    assert changed.new_blob == repo.sha("main:a.py")
    assert (added.status, added.old_path, added.old_mode, added.old_blob) == (
        FileStatus.ADDED,
        None,
        None,
        None,
    )
    assert list(added.hunks[0].added()) == [(1, "new")]


def test_a_root_is_compared_with_nothing(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("root", {"a": "1\n", "b": "2\n"})
    commit = newest(read(repo.path))
    assert commit.parents == ()
    assert [(file.path, file.status, file.added) for file in commit.files] == [
        ("a", FileStatus.ADDED, 1),
        ("b", FileStatus.ADDED, 1),
    ]


def test_kinds_of_change(repo: RepoBuilder, read: Reader) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    repo.commit(
        "before",
        {
            "moved.txt": text,
            "run.sh": "echo\n",
            "gone": "x\n",
            "becomes-link": "text\n",
            "module": File("1" * 40, SUBMODULE),
            "picture": b"\0\1\2",
            "link": File("here", SYMLINK),
        },
    )
    repo.commit(
        "after",
        {
            "moved.txt": None,
            "to/there.txt": text + "more\n",
            "run.sh": File("echo\n", EXECUTABLE),
            "gone": None,
            "becomes-link": File("target", SYMLINK),
            "module": File("2" * 40, SUBMODULE),
            "picture": b"\0\1\3",
            "link": File("there", SYMLINK),
        },
    )
    files = {file.path: file for file in newest(read(repo.path)).files}
    moved = files["to/there.txt"]
    assert (moved.status, moved.old_path, moved.added, moved.removed) == (
        FileStatus.RENAMED,
        "moved.txt",
        1,
        0,
    )
    assert moved.similarity
    assert 90 <= moved.similarity < 100
    assert (files["run.sh"].old_mode, files["run.sh"].new_mode, files["run.sh"].gap) == (
        "100644",
        "100755",
        None,
    )
    assert (files["gone"].status, files["gone"].new_path, files["gone"].removed) == (
        FileStatus.DELETED,
        None,
        1,
    )
    assert files["becomes-link"].status is FileStatus.TYPE_CHANGED
    assert (files["becomes-link"].added, files["becomes-link"].removed) == (1, 1)
    assert files["module"].is_submodule
    assert (files["module"].old_blob, files["module"].new_blob) == ("1" * 40, "2" * 40)
    assert (files["picture"].binary, files["picture"].churn) == (True, 0)
    assert {path: file.gap.detail for path, file in files.items() if file.gap} == {
        "becomes-link": "symlink",
        "link": "symlink",
        "module": "submodule",
        "picture": "binary",
    }


ODD_PATHS = [
    'quo"te',
    "new\nline",
    "tab\t",
    "back\\slash",
    "é/日本.py",
    " space ",
    "a b/ b/c",
    "--- a",
    ":(top)x",
    "*",
]


def test_odd_paths_are_exact(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", dict.fromkeys(ODD_PATHS, "x\n"))
    repo.commit("two", dict.fromkeys(ODD_PATHS, "y\n"))
    for commit in read(repo.path):
        assert sorted(file.path for file in commit.files) == sorted(ODD_PATHS)
        assert all(file.added == 1 and file.hunks for file in commit.files)


def test_a_path_that_is_no_utf8_is_readable_and_encodable(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", {os.fsdecode(b"caf\xe9"): "x\n", os.fsdecode(b"caf\xe8"): "y\n"})
    paths = [file.path for file in newest(read(repo.path)).files]
    assert paths == ["caf\\xe8", "caf\\xe9"]


def test_text_that_looks_like_diffs_and_ends(repo: RepoBuilder, read: Reader) -> None:
    tricky = [
        "-- a/x",
        "++ b/x",
        "diff --git a/x b/x",
        "@@ -1 +1 @@",
        "end " + "0" * 40,
        "\r",
        "\x0c",
        "\u2028x\x85y\x1c",
        "\\ No newline at end of file",
    ]
    repo.commit("one", {"a": "\n".join(tricky) + "\n", "b": "b\n"})
    repo.commit("two", {"a": None, "b": "c"})
    after, before = read(repo.path)
    assert [text for _, text in before.files[0].hunks[0].added()] == tricky
    assert [text for _, text in after.files[0].hunks[0].removed()] == tricky
    assert after.files[1].hunks[0].lines == ("-b", "+c")


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


def test_a_missing_blob_costs_one_file(repo: RepoBuilder, read: Reader) -> None:
    long = "".join(f"{number}\n" for number in range(50))
    repo.commit("before", {"kept": long, "other": "a\n", "odd *[x]": "1\n"})
    middle = repo.commit("middle", {"kept": None, "renamed": long + "x\n", "other": "b\n", "odd *[x]": "2\n"})
    repo.commit("after", {"other": "c\n"})
    repo.remove_object(repo.sha(f"{middle}:odd *[x]"))
    after, changed, before = read(repo.path)
    assert [len(commit.files) for commit in (after, changed, before)] == [1, 3, 3]
    files = {file.path: file for file in changed.files}
    assert files["odd *[x]"].gap == Gap(GapReason.MISSING_OBJECT, "odd *[x]")
    assert files["renamed"].status is FileStatus.RENAMED
    assert files["other"].hunks[0].lines == ("-a", "+b")
    assert after.gaps == changed.gaps == before.gaps == ()


def test_a_missing_tree_costs_no_commit(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", {"a": "1\n"})
    repo.commit("two", {"a": "2\n"})
    repo.commit("three", {"b": "2\n"})
    repo.remove_object(repo.sha("main~1^{tree}"))
    three, two, one = read(repo.path)
    assert (three.gaps, two.gaps) == ((Gap(GapReason.MISSING_OBJECT),),) * 2
    assert one.files


def test_a_damaged_blob_costs_no_commit(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", {"a": "1\n", "b": "1\n"})
    repo.commit("two", {"a": "2\n", "b": "2\n"})
    blob = repo.sha("main:a")
    path = repo.git_dir / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(b"damage")
    two, one = read(repo.path)
    assert [file.path for file in two.files] == ["a", "b"]
    assert two.files[0].gap
    assert one.files[0].hunks


@pytest.mark.parametrize("file_bytes", [1_000, 100_000])
def test_large_files_are_counted(repo: RepoBuilder, read: Reader, file_bytes: int) -> None:
    repo.commit("before", {"big": "".join(f"{n}\n" for n in range(60_000)), "z": "1\n"})
    repo.commit("after", {"big": "".join(f"x{n}\n" for n in range(50_000)), "z": "2\n", "zz": b"\0"})
    big, small, binary = newest(
        read(repo.path, None, ReadOptions(limits=Limits(file_bytes=file_bytes)))
    ).files
    assert big.gap == Gap(GapReason.TOO_LARGE, "big")
    assert (big.added, big.removed, big.hunks) == (50_000, 60_000, ())
    assert small.hunks[0].lines == ("-1", "+2")
    assert binary.binary


def test_an_enormous_commit_keeps_its_counts(repo: RepoBuilder, read: Reader) -> None:
    files = {f"f{number:03}": "".join(f"{n}\n" for n in range(500)) for number in range(40)}
    repo.commit("vendored", files)
    commit = newest(read(repo.path, None, ReadOptions(limits=Limits(commit_bytes=10_000))))
    assert len(commit.files) == 40
    assert all(file.added == 500 for file in commit.files)
    assert commit.files[0].hunks
    assert commit.files[-1].gap == Gap(GapReason.TOO_LARGE, "f039")


def test_a_hundred_thousand_lines(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("big", {"data.txt": "".join(f"line {n}\n" for n in range(100_000))})
    (file,) = newest(read(repo.path)).files
    assert file.added == len(file.hunks[0].lines) == 100_000


def test_path_filters_count_what_they_take(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("one", {"src/a.py": "1\n", "docs/b.md": "1\n", "c": "1\n"})
    commit = newest(read(repo.path, None, ReadOptions(keep=PathFilter(["/src/", "*.md"]))))
    assert [file.path for file in commit.files] == ["docs/b.md", "src/a.py"]
    assert commit.filtered_files == 1


def test_a_shallow_clone_says_where_it_ends(tmp_path: Path, repo: RepoBuilder, read: Reader) -> None:
    for number in range(4):
        repo.commit(f"commit {number}", {"a": f"{number}\n", "b": "b\n"})
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--bare", "--depth=2", repo.path.as_uri(), str(clone))
    with LocalRepository.open(clone) as repository:
        tip, last = repository.commits(Everything())
        told = repository.gaps
        later = tip.committed.date() + timedelta(days=30)
        assert list(repository.commits(Day(later))) == []
        assert not repository.gaps
    assert told == (Gap(GapReason.SHALLOW, detail=last.sha),)
    assert (len(tip.files), len(last.files)) == (1, 0)
    assert last.gaps == (Gap(GapReason.SHALLOW, detail=last.sha),)
    assert last.parents == (repo.sha("main~2"),)


def test_an_empty_repository(repo: RepoBuilder) -> None:
    with (
        LocalRepository.open(repo.path) as repository,
        pytest.raises(HistoryError, match="has no commits yet"),
    ):
        repository.choose(Everything())


def test_the_record_names_the_repository(repo: RepoBuilder) -> None:
    sha = repo.commit("first", {"a": "1\n"})
    with LocalRepository.open(repo.path) as repository:
        assert (repository.record.name, repository.record.web, repository.record.head) == (
            "project",
            None,
            sha,
        )
    repo.config("remote.upstream.url", "git@github.com:owner/name.git")
    with LocalRepository.open(repo.path) as repository:
        assert repository.record.name == "owner/name"
    repo.config("remote.origin.url", "https://user:secret@gitlab.com/group/sub/name.git")
    with LocalRepository.open(repo.path) as repository:
        assert repository.record.web == WebHost(Forge.GITLAB, "https://gitlab.com/group/sub/name")
    with LocalRepository.open(repo.path, remote_name="upstream") as repository:
        assert repository.record.name == "owner/name"
    with LocalRepository.open(repo.path, remote_url="https://codeberg.org/a/b") as repository:
        assert repository.record.web == WebHost(Forge.GITEA, "https://codeberg.org/a/b")


def test_contents_on_both_sides(repo: RepoBuilder) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    repo.commit("one", {"old.py": text, "pic": b"\0", "big": "x" * 100})
    repo.commit(
        "two", {"old.py": None, "new.py": text + "end\n", "pic": b"\0\1", "module": File("1" * 40, SUBMODULE)}
    )
    with LocalRepository.open(repo.path) as repository:
        commit = newest(list(repository.commits(Everything())))
        contents = repository.contents(commit)
        files = {file.path: file for file in commit.files}
        assert contents.before(files["new.py"]) == text
        assert contents.after(files["new.py"]) == text + "end\n"
        assert contents.before(files["pic"]) is contents.after(files["pic"]) is None
        assert contents.after(files["module"]) is None
        assert contents.before(files["module"]) is None


def test_contents_of_a_missing_blob(repo: RepoBuilder) -> None:
    repo.commit("one", {"a": "1\n", "b": "b\n"})
    repo.remove_object(repo.sha("main:a"))
    with LocalRepository.open(repo.path) as repository:
        commit = newest(list(repository.commits(Everything())))
        contents = repository.contents(commit)
        assert [contents.after(file) for file in commit.files] == [None, "b\n"]


def test_many_commits_survive_many_restarts(repo: RepoBuilder, read: Reader) -> None:
    shas = [
        repo.commit(f"commit {number}", {"a": f"{number}\n", "b": f"b {number}\n"}) for number in range(12)
    ]
    for sha in shas[2::3]:
        repo.remove_object(repo.sha(f"{sha}:a"))
    commits = read(repo.path)
    assert [commit.sha for commit in commits] == shas[::-1]
    assert all([file.path for file in commit.files] == ["a", "b"] for commit in commits)
    assert all(commit.files[1].hunks for commit in commits)


def test_abandoning_the_stream_ends_its_processes(repo: RepoBuilder) -> None:
    for number in range(5):
        repo.commit(f"commit {number}", {"a": f"{number}\n"})
    with LocalRepository.open(repo.path) as repository:
        stream = repository.commits(Everything())
        assert next(stream).subject == "commit 4"
    del stream


class TestMerges:
    """Each commit is shown once; a merge shows what nobody else does."""

    @pytest.fixture
    def merged(self, repo: RepoBuilder) -> dict[str, str]:
        base = repo.commit("base", {"a": "a\n", "c": "c\n"}, date="2026-01-01T00:00:00+00:00")
        old = repo.commit(
            "old", {"x": "x\n"}, branch="side", parents=[base], date="2026-01-05T00:00:00+00:00"
        )
        new = repo.commit("new", {"y": "y\n"}, branch="side", date="2026-01-10T09:00:00+00:00")
        main = repo.commit("main", {"c": "d\n"}, date="2026-01-06T00:00:00+00:00")
        merge = repo.merge("Merge branch 'side'", [new], date="2026-01-10T12:00:00+00:00")
        return {"base": base, "old": old, "new": new, "main": main, "merge": merge}

    def test_a_merge_of_commits_that_are_shown_shows_no_files(
        self, repo: RepoBuilder, read: Reader, merged: dict[str, str]
    ) -> None:
        merge = newest(read(repo.path))
        assert merge.files == ()
        assert merge.merged == (CommitName(merged["new"], "new"), CommitName(merged["old"], "old"))

    def test_a_merge_shows_what_is_outside_the_selection(
        self, repo: RepoBuilder, read: Reader, merged: dict[str, str]
    ) -> None:
        merge, new = read(repo.path, Day(date(2026, 1, 10)))
        assert (merge.sha, new.sha) == (merged["merge"], merged["new"])
        assert [file.path for file in merge.files] == ["x"]
        assert [file.path for file in new.files] == ["y"]

    def test_a_merge_alone_shows_all_that_it_brought(
        self, repo: RepoBuilder, read: Reader, merged: dict[str, str]
    ) -> None:
        (merge,) = read(repo.path, Range(merged["merge"]))
        assert [file.path for file in merge.files] == ["x", "y"]

    def test_first_parent(self, repo: RepoBuilder, read: Reader, merged: dict[str, str]) -> None:
        commits = read(repo.path, None, ReadOptions(first_parent=True))
        assert [commit.sha for commit in commits] == [merged["merge"], merged["main"], merged["base"]]
        assert [file.path for file in commits[0].files] == ["x", "y"]
        assert {name.sha for name in commits[0].merged} == {merged["old"], merged["new"]}

    def test_an_evil_merge_shows_what_no_parent_had(self, repo: RepoBuilder, read: Reader) -> None:
        text = [f"line {number}\n" for number in range(30)]
        base = repo.commit("base", {"a": "".join(text)})
        side = repo.commit(
            "side", {"a": "".join([*text[:5], "side\n", *text[6:]])}, branch="side", parents=[base]
        )
        repo.commit("main", {"a": "".join([*text[:5], "main\n", *text[6:]])})
        resolved = "".join([*text[:5], "resolved\n", *text[6:]])
        repo.merge("merge", [side], {"a": resolved, "evil": "e\n"}, clean=False)
        merge = newest(read(repo.path))
        first, second = merge.files
        assert [line for line in first.hunks[0].lines if line[0] != " "] == ["-main", "+resolved"]
        assert (first.added, first.removed, first.hunks[0].new_start) == (1, 1, 3)
        assert (second.path, second.status, second.hunks[0].lines) == ("evil", FileStatus.ADDED, ("+e",))

    def test_an_octopus(self, repo: RepoBuilder, read: Reader) -> None:
        base = repo.commit("base", {"a": "a\n"})
        arms = [repo.commit(f"arm {n}", {f"f{n}": "x\n"}, branch=f"b{n}", parents=[base]) for n in range(3)]
        repo.merge("octopus", arms)
        commits = read(repo.path)
        assert (len(commits), len(commits[0].parents), commits[0].files) == (5, 4, ())
        assert {name.sha for name in commits[0].merged} == set(arms)

    def test_main_merged_into_a_branch_does_not_show_mains_changes(
        self, repo: RepoBuilder, read: Reader
    ) -> None:
        base = repo.commit("base", {"a": "a\n"}, date="2026-01-01T00:00:00+00:00")
        side = repo.commit(
            "side", {"s": "s\n"}, branch="side", parents=[base], date="2026-01-02T00:00:00+00:00"
        )
        main = repo.commit("main", {"m": "m\n"}, date="2026-01-03T00:00:00+00:00")
        back = repo.merge("Merge main into side", [main], branch="side", date="2026-01-10T00:00:00+00:00")
        repo.merge("Merge side", [back], date="2026-01-10T01:00:00+00:00")
        merge, backwards = read(repo.path, Day(date(2026, 1, 10)))
        assert backwards.files == ()
        assert [name.sha for name in backwards.merged] == [main]
        assert [file.path for file in merge.files] == ["s"]
        assert [name.sha for name in merge.merged] == [side]

    def test_a_long_list_is_capped_and_says_so(self, repo: RepoBuilder, read: Reader) -> None:
        base = repo.commit("base", {"a": "a\n"})
        tip = base
        for number in range(5):
            tip = repo.commit(f"side {number}", {f"s{number}": "x\n"}, branch="side", parents=[tip])
        repo.merge("merge", [tip])
        merge = newest(read(repo.path, None, ReadOptions(limits=Limits(merged=3))))
        assert len(merge.merged) == 3
        assert merge.gaps == (Gap(GapReason.TRUNCATED, detail="merged"),)


def test_times_are_aware(repo: RepoBuilder, read: Reader) -> None:
    repo.commit("first", {"a": "1\n"})
    commit = newest(read(repo.path))
    assert commit.committed == datetime(2026, 1, 23, 2, 0, tzinfo=UTC)
