"""Mistakes and odd repositories: one line and a status, or a section with the reason; never a traceback, never
a lost commit."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import File, RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

MISTAKES = {
    "a day that is none": (["report", ".", "--date", "2026-02-30"], 2, "is no day"),
    "a day that is empty": (["report", ".", "--date", ""], 2, "'' is no day"),
    "a range that is empty": (["report", ".", "--range", ""], 3, "no revision ''"),
    "an output that is empty": (
        ["report", ".", "--all", "-o", ""],
        2,
        "--output: String should have at least",
    ),
    "a zone that is none": (["report", ".", "--tz", "Mars/Olympus"], 2, "no IANA time zone"),
    "days in the wrong order": (
        ["report", ".", "--since", "2026-02-02", "--until", "2026-02-01"],
        2,
        "exchange",
    ),
    "an end without a beginning": (["report", ".", "--until", "2026-02-01"], 2, "--since"),
    "two ways to choose": (["report", ".", "--all", "--range", "a..b"], 2, "exclude each other"),
    "an option that is none": (["report", ".", "--dat", "x"], 2, "--date"),
    "a language that is none": (["report", ".", "--lang", "fr"], 2, "'zh', 'en'"),
    "no such folder": (["report", "nowhere"], 3, "nowhere is no folder or file"),
    "a password in an address": (["report", "https://me:secret@example.org/a/b"], 3, "leave it out"),
    "a folder without repository": (["report", ".."], 3, "no git repository"),
    "no such configuration": (["report", ".", "--config", "no.toml"], 2, "no.toml: cannot be read"),
    "no such rules": (["report", ".", "--rules", "no"], 2, "no such folder of rules"),
    "a folder without rules": (["report", ".", "--rules", "refs"], 2, "refs: no rules (*.toml)"),
    "a command that is none": (["reprot", "."], 2, "did you mean 'report'?"),
    "no such list": (["bulk", "nolist"], 2, "cannot read the list nolist: No such file"),
    "a file that is no report": (["verify", "HEAD"], 2, "HEAD: no footer of commitbrief"),
    "no such report": (["verify", "no.md"], 3, "cannot read no.md"),
    "a range to explain": (["explain", "a..b"], 2, "is a range"),
    "several reports in one file": (["report", ".", ".", "-o", "x.md"], 2, "give --output a folder"),
    "a name that no file can have": (["report", "a/" * 100_000], 3, "is no folder or file"),
    "a name of 300 characters": (["report", ".", "--all", "-o", "a" * 300], 2, "File name too long"),
    "a link to itself": (["report", ".", "--all", "--config", "circle"], 2, "symbolic links"),
    "a pattern that is none": (["report", ".", "--all", "--include", "[z-a]"], 2, "written as in .gitignore"),
    "a pattern of nothing": (["report", ".", "--all", "--exclude", "!"], 2, "written as in .gitignore"),
    "no address": (["report", ".", "--all", "--remote-url", "nonsense"], 2, "no address of a repository"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_line_and_a_status(repo: RepoBuilder, run: Run, mistake: str) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"})
    (repo.path / "circle").symlink_to("circle")
    arguments, status, words = MISTAKES[mistake]

    done = run(*arguments, cwd=repo.path)

    assert (done.status, done.out) == (status, "")
    assert words in done.err
    assert done.err.startswith("commitbrief: ")
    assert done.err.count("\n") == 1
    assert len(done.err) < 2100


def test_an_empty_repository(repo: RepoBuilder, run: Run) -> None:
    done = run("report", repo.path, "--all")

    assert done.status == 3
    assert "has no commits yet" in done.err


def test_an_unknown_revision_names_a_near_one(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"})
    repo.tag("v1.0")

    done = run("report", repo.path, "--range", "v1.1..main")

    assert done.status == 3
    assert "'v1.1'" in done.err
    assert "v1.0" in done.err


def test_a_branch_whose_commit_is_lost_is_not_suggested(repo: RepoBuilder, run: Run) -> None:
    sha = repo.commit("feat: a thing", {"a.py": "x = 1\n"})
    (repo.path / "objects" / sha[:2] / sha[2:]).unlink()

    done = run("report", repo.path, "--range", "main")

    assert done.status == 3
    assert "'main' of" in done.err
    assert "git fsck" in done.err


def test_a_list_in_another_encoding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes("überall\n".encode("latin1"))

    done = run("bulk", "list")

    assert (done.status, done.err) == (2, "commitbrief: list is no list: it is not UTF-8\n")


def test_a_patch_has_no_days(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.patch").write_text("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n")

    done = run("report", "a.patch", "--date", "2026-01-01")

    assert done.status == 3
    assert "a.patch is a patch" in done.err


def test_a_file_without_a_patch(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing\n")

    done = run("report", "notes.txt")

    assert done.status == 3
    assert "notes.txt: the input holds no patch" in done.err


def test_one_source_that_fails_does_not_spoil_the_others(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"})

    done = run("report", repo.path, "nowhere", "--date", "2026-01-23", "-o", "out")

    assert done.status == 4
    assert "nowhere is no folder or file" in done.err
    index = (tmp_path / "out" / "index.md").read_text("utf8")
    assert "2026/project/2026-01-23.md" in index
    assert "nowhere" in index


def test_of_two_repositories_of_one_name_neither_is_written_over(run: Run, tmp_path: Path) -> None:
    for place in ("ours", "theirs"):
        RepoBuilder(tmp_path / place / "kiln").commit(f"feat: {place}", {"a.py": "x = 1\n"})

    done = run("report", "ours/kiln", "theirs/kiln", "ours/kiln", "--all", "-o", "out")

    assert done.status == 4
    assert "theirs/kiln is called as ours/kiln is" in done.err
    (report,) = (tmp_path / "out").rglob("HEAD.md")
    assert "feat: ours" in report.read_text("utf8")
    assert "theirs/kiln is called" in (tmp_path / "out/index.md").read_text("utf8")


def test_an_entry_that_no_folder_can_be_called_costs_itself_alone(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"})
    (tmp_path / "list").write_text(f"{'a/' * 100_000}\na\0b\n{repo.path}\n", "utf8")

    done = run("bulk", "list", "--store", "store", "--jobs", "1", "--importance", "formula")

    assert (done.status, done.err.count("no such folder")) == (4, 2)
    assert "feat: a thing" in run("export", "jsonl", "--store", "store", "--importance", "formula").out


def test_a_list_of_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list").write_text("# none yet\n\n")

    done = run("bulk", "list")

    assert (done.status, "list lists no repository" in done.err) == (2, True)


def test_a_folder_that_cannot_be_written(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"})
    (tmp_path / "file").touch()

    done = run("report", repo.path, "--all", "-o", "file/report.md")

    assert done.status == 5
    assert "cannot write" in done.err


def test_a_pipe_is_written_to_and_not_replaced(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"})
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        done = run("report", repo.path, "--all", "--lang", "en", "-o", pipe)
        written = os.read(reader, 1 << 16)
    finally:
        os.close(reader)

    assert done.status == 0
    assert written.startswith(b"# Update report")
    assert pipe.is_fifo()


def test_git_that_is_missing(repo: RepoBuilder, spawn: Run, tmp_path: Path) -> None:
    done = spawn("report", repo.path, "--all", environment={"PATH": str(tmp_path)})

    assert done.status == 3
    assert "git was not found" in done.err


def test_git_that_is_too_old(repo: RepoBuilder, spawn: Run, tmp_path: Path) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\necho git version 2.11.0\n")
    (tmp_path / "git").chmod(0o755)

    done = spawn("report", repo.path, "--all", environment={"PATH": str(tmp_path)})

    assert done.status == 3
    assert "2.11" in done.err


def sections(run: Run, *arguments: str | Path) -> dict[str, Any]:
    """The sections of a report in JSON, by sha."""
    done = run("report", *arguments, "--format", "json", "-o", "-")
    assert done.status == 0, done.err
    made = json.loads(done.out)
    return {one["sha"]: one for group in made["groups"] for one in group["commits"]}


def test_a_shallow_clone_that_ends_inside_the_range(repo: RepoBuilder, run: Run) -> None:
    repo.commit("feat: first", {"a.py": "x = 1\n"})
    second = repo.commit("feat: second", {"a.py": "x = 2\n"})
    third = repo.commit("feat: third", {"a.py": "x = 3\n"})
    (repo.git_dir / "shallow").write_text(f"{second}\n")

    found = sections(run, repo.path, "--all")

    assert set(found) == {third, second}
    assert found[second]["missing"][0]["reason"] == "shallow"
    done = run("report", repo.path, "--all", "--lang", "en", "-o", "-")
    assert "shallow" in done.out


def test_a_missing_blob_costs_no_section(repo: RepoBuilder, run: Run) -> None:
    lost = repo.commit("feat: lost", {"a.py": "value = 'only here'\n", "b.py": "y = 1\n"})
    blob = repo.sha("main:a.py")
    repo.commit("fix: after", {"a.py": "value = 2\n"})
    repo.remove_object(blob)

    found = sections(run, repo.path, "--all")

    assert len(found) == 2
    assert any(gap["reason"] == "missing_object" for gap in found[lost]["missing"])


def test_every_kind_of_change_gets_its_section(repo: RepoBuilder, run: Run) -> None:
    base = "".join(f"line {n}\n" for n in range(40))
    shas = [
        repo.commit("feat: root", {"a.txt": base, "b.bin": b"\0\1\2", "run.sh": "echo\n"}),
        repo.commit("rename", {"a.txt": None, "moved.txt": base}),
        repo.commit("copy", {"copied.txt": base, "moved.txt": base + "more\n"}),
        repo.commit("mode", {"run.sh": File("echo\n", "100755")}),
        repo.commit("link", {"link": File("run.sh", "120000")}),
        repo.commit("submodule", {"dep": File("1" * 40, "160000")}),
        repo.commit("binary", {"b.bin": b"\0\3"}),
        repo.commit("bytes that are no UTF-8", {"latin.txt": b"caf\xe9\n"}),
        repo.commit(b"caf\xe9 in the message", {"x.py": "x = 1\n"}, encoding="ISO-8859-1"),
        repo.commit("", {"empty-message.py": "x = 1\n"}),
        repo.commit(
            "paths", {'with "quotes".py': "x\n", "new\nline.py": "x\n", "文件.py": "x\n", "\udcff": "x\n"}
        ),
        repo.commit("nothing", {}),
        repo.commit("large", {"large.py": "".join(f"v{n} = {n}\n" for n in range(100_000))}),
    ]
    one = repo.commit("one", {"one.py": "x\n"}, branch="one", parents=[shas[-1]])
    two = repo.commit("two", {"two.py": "x\n"}, branch="two", parents=[shas[-1]])
    octopus = repo.merge("Merge branches 'one' and 'two'", [one, two])

    found = sections(run, repo.path, "--all")

    assert set(found) == {*shas, one, two, octopus}
    assert found[shas[8]]["subject"] == "café in the message"
    for language in ("zh", "en"):
        assert run("report", repo.path, "--all", "--lang", language, "-o", "-").status == 0


def test_a_name_cannot_lead_out_of_the_output_folder(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"})
    hostile = "https://github.com/../../../etc/passwd"

    done = run("report", repo.path, "--date", "2026-01-23", "--remote-url", hostile, "-o", "out")

    assert done.status == 0
    written = (tmp_path / done.out.strip()).resolve()
    assert written.is_relative_to((tmp_path / "out").resolve())
