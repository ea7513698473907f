"""What the documentation points at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path.relative_to(ROOT)
    for pattern in ("*.md", "benchmarks/*.md", "docs/**/*.md", "training_data/*.md")
    for path in ROOT.glob(pattern)
)
LINK = re.compile(r"\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)")
PATH = re.compile(
    r"`((?:benchmarks|ci|classifier|commitbrief|docs|history|report|rules|tests|training_data)/[\w./+-]*)`"
)
DECISIONS = ROOT / "docs" / "decisions"


def anchors(page: Path) -> set[str]:
    """The ends that GitHub gives to a page's headings."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_link_is_dead(page: Path) -> None:
    dead = []
    for path, anchor in LINK.findall((ROOT / page).read_text("utf8")):
        target = (ROOT / page).parent / path if path else ROOT / page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(f"{path}#{anchor}")
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_path_is_stale(page: Path) -> None:
    named = PATH.findall((ROOT / page).read_text("utf8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_index_of_decisions_has_them_all() -> None:
    titles = {path.name: path.read_text("utf8").split("\n")[0] for path in DECISIONS.glob("0*.md")}
    listed = re.findall(
        r"^- (\d+): \[(.+)\]\((.+)\)$", (DECISIONS / "README.md").read_text("utf8"), re.MULTILINE
    )
    assert {name: f"# {number}. {title}" for number, title, name in listed} == titles
    assert all(int(name[:4]) == int(number) for number, _, name in listed)


def test_the_source_names_no_page_that_is_gone() -> None:
    named = {
        page
        for room in ("classifier", "commitbrief", "history", "report")
        for path in (ROOT / room).rglob("*.py")
        for page in re.findall(r"\bdocs/[\w/-]+\.md\b", path.read_text("utf8"))
    }
    assert "docs/decisions/0001-rooms.md" in named
    assert [page for page in sorted(named) if not (ROOT / page).exists()] == []
