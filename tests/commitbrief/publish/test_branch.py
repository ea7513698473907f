"""`commitbrief publish branch`: a folder is a branch, by git alone."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

ROOT = Path(__file__).resolve().parents[3]

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a repository, with somebody who may commit."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ada Lin")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ada@example.org")
    home, clone = tmp_path / "home.git", tmp_path / "clone"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(home)], check=True)
    subprocess.run(["git", "clone", "-q", str(home), str(clone)], check=True, capture_output=True)
    (clone / "a.py").write_text("x = 1\n", "utf8")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "feat: a thing")
    git(clone, "push", "-q", "origin", "HEAD:main")
    return clone


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "r" / "kiln").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>1</h1>\n", "utf8")
    (folder / "r" / "kiln" / "index.html").write_text("<h1>kiln</h1>\n", "utf8")
    return folder


def test_the_branch_is_the_folder_and_nothing_else_moves(run: Run, clone: Path, site: Path) -> None:
    (clone / "a.py").write_text("x = 2\n", "utf8")
    before = git(clone, "rev-parse", "HEAD")

    done = run("publish", "branch", site, "--home", clone, "--push", "origin")

    home = clone.parent / "home.git"
    listed = git(home, "ls-tree", "-r", "--name-only", "gh-pages").split("\n")
    assert (done.status, done.err) == (0, "create branch gh-pages: 2 files, pushed to origin\n")
    assert listed == [".nojekyll", "index.html", "r/kiln/index.html"]
    assert git(home, "show", "gh-pages:r/kiln/index.html") == "<h1>kiln</h1>"
    assert git(clone, "rev-parse", "HEAD") == before
    assert git(clone, "status", "--porcelain") == "M a.py"


def test_twice_is_once_and_what_changed_is_one_commit_more(run: Run, clone: Path, site: Path) -> None:
    ours = ("publish", "branch", site, "--home", clone, "--push", "origin")
    run(*ours)
    again = run(*ours)
    (site / "index.html").write_text("<h1>2</h1>\n", "utf8")
    tried = run(*ours, "--dry-run")
    run(*ours)

    assert again.err.startswith("unchanged branch gh-pages")
    assert tried.err.startswith("would update branch gh-pages")
    assert git(clone.parent / "home.git", "rev-list", "--count", "gh-pages") == "2"


def test_another_clone_goes_on_and_the_domain_stays(
    run: Run, clone: Path, site: Path, tmp_path: Path
) -> None:
    run("publish", "branch", site, "--home", clone, "--push", "origin")
    other = tmp_path / "other"
    subprocess.run(["git", "clone", "-qb", "gh-pages", str(tmp_path / "home.git"), str(other)], check=True)
    (other / "CNAME").write_text("kiln.example.org\n", "utf8")
    git(other, "add", "-A")
    git(other, "commit", "-qm", "docs: our own domain")
    git(other, "push", "-q", "origin", "gh-pages")
    (site / "index.html").write_text("<h1>2</h1>\n", "utf8")

    done = run("publish", "branch", site, "--home", clone, "--push", "origin")

    home = tmp_path / "home.git"
    assert done.status == 0
    assert git(home, "show", "gh-pages:CNAME") == "kiln.example.org"
    assert git(home, "show", "gh-pages:index.html") == "<h1>2</h1>"
    assert git(home, "rev-list", "--count", "gh-pages") == "3"


def test_what_is_checked_out_and_what_links_lead_to_is_left_alone(
    run: Run, clone: Path, site: Path, tmp_path: Path
) -> None:
    here = git(clone, "symbolic-ref", "--short", "HEAD")
    refused = run("publish", "branch", site, here, "--home", clone)
    (site / "key").symlink_to(tmp_path / "secret")
    linked = run("publish", "branch", site, "--home", clone)

    assert (refused.status, "is checked out in" in refused.err) == (5, True)
    assert (linked.status, "is a link" in linked.err) == (5, True)
    assert git(clone, "branch", "--list", "gh-pages") == ""


def test_a_remote_that_refuses_leaves_the_branch_as_it_was(run: Run, clone: Path, site: Path) -> None:
    hook = clone.parent / "home.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", "utf8")
    hook.chmod(0o755)

    done = run("publish", "branch", site, "--home", clone, "--push", "origin")

    assert done.status == 5
    assert done.err.startswith("commitbrief: git push: ")
    assert git(clone, "branch", "--list", "gh-pages") == ""


def test_the_recipe_of_the_guide_makes_a_site(run: Run, clone: Path, tmp_path: Path) -> None:
    recipe = (ROOT / "docs" / "ci.md").read_text("utf8").partition("### A site on Pages")[2]
    lines = re.findall(r"^      commitbrief (.+)$", recipe.partition("###")[0], re.MULTILINE)

    for line in lines:
        arguments = shlex.split(line.replace("$RUNNER_TEMP", str(tmp_path)))
        assert run(*arguments, "--no-cache" if arguments[0] == "site" else "--home=.", cwd=clone).status == 0

    home = clone.parent / "home.git"
    assert [line.split()[0] for line in lines] == ["site", "publish"]
    assert "index.html" in git(home, "ls-tree", "-r", "--name-only", "gh-pages").split("\n")
    assert "https://acme.github.io/kiln/" in git(home, "show", "gh-pages:feed.xml")
