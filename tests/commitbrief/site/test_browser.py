"""The site as somebody has it before them: in Chromium, from a folder, on phones and desks, by keyboard, in the dark.

Chromium and axe-core come with `make test` where they can be had. Where they cannot, these tests are left out, and say so;
in CI that is a failure.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commitbrief import program
from tests.commitbrief.site.conftest import fill
from tests.support import RepoBuilder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(sys.prefix) / "node" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "index.html",
    "search.html",
    "r/project/index.html",
    "r/project/2026-01-06.html",
    "r/project/2026-W06.html",
    "r/project/2026-02.html",
    "r/project/release-v1.0.0.html",
    "zh/r/project/2026-02-05.html",
)
RULES = "{preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"

pytestmark = pytest.mark.slow


def _chromium() -> str:
    found = shutil.which("chromium")
    if found is None or not AXE.is_file():
        missing = "chromium" if found is None else "axe-core"
        words = f"NO PAGE WAS LOOKED AT IN A BROWSER: there is no {missing} here; `make test` installs it where it can be had"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in two languages."""
    folder = tmp_path_factory.mktemp("browser")
    repo = fill(RepoBuilder(folder / "project"))
    arguments = [str(repo.path), "--site", str(folder / "site"), "--since", "2026-01-01", "--lang", "en", "--also", "zh", "--no-cache"]  # fmt: skip
    assert program.run(["site", *arguments]) == 0
    assert program.run(["report", str(repo.path), "--since", "2026-01-01", "--until", "2026-03-01", "--lang", "en", "--format", "html", "-o", str(folder / "report.html"), "--no-cache"]) == 0  # fmt: skip
    return folder / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = _chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@dataclass
class Visit:
    """A window on the site, and what went wrong in it."""

    page: Page
    place: Path
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(f"{self.place.as_uri()}/{path}")
        return self.page


def visit(
    browser: Browser, place: Path, width: int = 1440, scheme: str = "light", *, script: bool = True
) -> Visit:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    made = Visit(context.new_page(), place)
    inside = f"{place.parent.as_uri()}/"
    made.page.on("console", lambda message: made.wrong.append(f"console: {message.text}"))
    made.page.on("pageerror", lambda error: made.wrong.append(f"error: {error}"))
    made.page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((inside, "data:")) else made.wrong.append(f"asked: {asked.url}")
        ),
    )
    return made


@pytest.fixture
def window(browser: Browser, place: Path) -> Iterator[Visit]:
    made = visit(browser, place)
    yield made
    made.page.context.close()
    assert made.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_pages_fit_and_have_no_barrier(browser: Browser, place: Path, width: int, scheme: str) -> None:
    axe = AXE.read_text("utf8")
    made = visit(browser, place, width, scheme)
    for path in PAGES:
        page = made.go(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} wide"
        page.evaluate(axe)
        found = page.evaluate(f"axe.run({RULES})")["violations"]
        assert [(path, one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []
    made.page.context.close()
    assert made.wrong == []


def test_a_single_report_fits_a_phone(browser: Browser, place: Path) -> None:
    made = visit(browser, place, 360)
    page = made.go("../report.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.documentElement.scrollHeight") < 12_000
    page.context.close()
    assert made.wrong == []


def test_a_desk_is_used(browser: Browser, place: Path) -> None:
    made = visit(browser, place, 1440)
    for path in ("../report.html", "r/project/2026-02-05.html"):
        assert made.go(path).evaluate("document.querySelector('main').getBoundingClientRect().width") > 800
    made.page.context.close()


def test_touch_targets_are_large_enough(browser: Browser, place: Path) -> None:
    made = visit(browser, place, 360)
    for path in ("index.html", "r/project/index.html"):
        page = made.go(path)
        small = page.evaluate(
            "Array.from(document.querySelectorAll('nav a, .month a, button, select')).filter(e => e.getClientRects().length)"
            ".map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24)"
            ".map(([html]) => html)"
        )
        assert small == []
    made.page.context.close()


def test_the_keyboard_reaches_content_filters_and_neighbours(window: Visit) -> None:
    page = window.go("r/project/2026-02-05.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.name || document.activeElement.rel || document.activeElement.tagName"
            )
        )
        if "author" in reached:
            break
    assert {"prev", "level", "type", "place", "author"} <= set(reached)
    page.locator("a[rel=prev]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/2026-02-04.html")


def test_filters_show_some_and_have_an_address(window: Visit) -> None:
    page = window.go("r/project/2026-02-05.html")
    everything = page.locator("article:visible").count()
    assert everything == 2
    page.select_option("select[name=author]", "Bo Ek")
    assert page.locator("article:visible").count() == 1
    assert page.locator("table.commits tr[data-for]:visible").count() == 1
    assert page.evaluate("location.hash") == "#author=Bo+Ek"
    assert "1 of 2" in page.inner_text("#shown")
    window.go("r/project/2026-02-05.html#type=docs")
    page.reload()
    assert page.locator("article:visible").count() == 1
    page.click("button[type=reset]")
    assert page.locator("article:visible").count() == everything


@pytest.mark.parametrize(
    ("query", "title"),
    [("queue", "queue keeps its order"), ("que ord", "queue keeps its order"), ("缓存", "说明路由前缀缓存"), ("bo ek", "queue keeps its order (2/2)")],
)  # fmt: skip
def test_the_search_finds_words_beginnings_and_chinese(window: Visit, query: str, title: str) -> None:
    page = window.go("search.html")
    page.fill("#query", query)
    page.keyboard.press("Enter")
    page.locator("#told:not(:empty)").wait_for()
    assert title in page.inner_text("#found")
    page.locator("#found a").first.click()
    page.wait_for_url("**/r/project/2026-*.html#commit-*")
    assert page.locator("article:target").count() == 1


def test_what_is_not_there_is_not_found_and_what_is_typed_is_no_markup(window: Visit) -> None:
    page = window.go("search.html#q=<img src=x onerror=alert(1)> zzzz")
    page.locator("#told:not(:empty)").wait_for()
    assert page.inner_text("#told") == "Nothing found."
    assert page.locator("img").count() == 0


def test_feeds_and_the_other_language_are_one_step_away(window: Visit) -> None:
    page = window.go("r/project/2026-02-05.html")
    for address in page.eval_on_selector_all(
        "a[type='application/atom+xml']", "all => all.map(one => one.href)"
    ):
        assert Path(address.removeprefix("file://")).is_file()
    page.click("a[hreflang=zh-Hans]")
    page.wait_for_url("**/zh/r/project/2026-02-05.html")
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"


def test_pages_are_whole_without_script(browser: Browser, place: Path) -> None:
    made = visit(browser, place, 360, script=False)
    page = made.go("r/project/2026-02-05.html")
    assert page.locator("article").count() == 2
    assert page.locator("#filters:visible").count() == 0
    made.go("search.html")
    assert "needs JavaScript" in page.inner_text("main")
    page.context.close()
    assert made.wrong == []


def test_a_long_day_is_folded_on_a_phone_and_nowhere_else(browser: Browser, tmp_path: Path) -> None:
    repo = RepoBuilder(tmp_path / "long")
    for hour in range(12):
        text = (
            f"LIMIT = {hour}\n\n\ndef read(size):\n    if size > LIMIT:\n        raise ValueError({hour})\n"
        )
        repo.commit(
            f"feat!: limit {hour}", {"src/limits.py": text}, date=f"2026-01-05T{hour + 8:02}:00:00+00:00"
        )
    arguments = [
        str(repo.path),
        "--site",
        str(tmp_path / "site"),
        "--since",
        "2026-01-01",
        "--lang",
        "en",
        "--no-cache",
    ]
    assert program.run(["site", *arguments]) == 0
    folds = {}
    for name, width, script in (("phone", 360, True), ("desk", 1440, True), ("plain", 360, False)):
        made = visit(browser, tmp_path / "site", width, script=script)
        page = made.go("r/long/2026-01-05.html")
        folds[name] = (page.locator(".diff pre").count(), page.locator(".diff pre:visible").count())
        if name == "phone":
            page.locator(".diff summary").first.click()
            assert page.locator(".diff pre:visible").count() > 0
        page.context.close()
        assert made.wrong == []
    pieces = folds["desk"][0]
    assert pieces >= 12
    assert folds == {"phone": (pieces, 0), "desk": (pieces, pieces), "plain": (pieces, pieces)}


def test_paper_has_no_bars(window: Visit) -> None:
    page = window.go("r/project/2026-02-05.html")
    page.emulate_media(media="print")
    assert page.locator(".bar:visible, #filters:visible, .neighbours:visible").count() == 0
    assert page.locator("article:visible").count() == 2
