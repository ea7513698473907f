"""The folder of a site: what is in it, what a second build writes, and what a build that is killed leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from commitbrief.site import folder as site_folder
from commitbrief.site.folder import NEW, RECORD
from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder


class Addresses(HTMLParser):
    """The ids and the addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.add(values["id"] or "")
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "srcset"}]


SPAN = ("--since", "2026-01-01", "--lang", "en")


def build(run: Run, place: Path, *arguments: str | Path) -> None:
    done = run("site", *arguments, "--site", place)
    assert (done.status, done.out) == (0, f"{place / 'index.html'}\n")


def files(place: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(place)): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()
    }


def read(place: Path, name: str) -> str:
    return (place / "r" / "project" / name).read_text("utf8")


def test_every_link_leads_somewhere(run: Run, busy: RepoBuilder, place: Path) -> None:
    build(run, place, busy.path, *SPAN, "--also", "zh")
    pages = {path.resolve(): Addresses(path.read_text("utf8")) for path in place.rglob("*.html")}
    assert len(pages) > 20
    for path, page in pages.items():
        for address in page.addresses:
            if address.startswith(("https://", "data:")):
                continue
            file, _, anchor = unquote(address).partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), f"{path}: {address}"
            if anchor and target in pages:
                assert anchor in pages[target].ids, f"{path}: {address}"


def test_nothing_is_asked_of_another_place_and_no_style_or_script_is_in_a_page(
    run: Run, busy: RepoBuilder, place: Path
) -> None:
    build(run, place, busy.path, *SPAN)
    for path in place.rglob("*.html"):
        text = path.read_text("utf8")
        assert "default-src 'none'; style-src 'self'; script-src 'self'" in text
        assert not re.search(r"<[^>]*\s(?:style|on\w+)=", text), path
        assert not re.search(r"(?:src|srcset)=\"https?:", text), path


def test_a_second_build_writes_nothing_and_a_new_folder_gets_the_same(
    run: Run, busy: RepoBuilder, place: Path, tmp_path: Path
) -> None:
    build(run, place, busy.path, *SPAN)
    first = {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file()}
    build(run, place, busy.path, "--lang", "en")
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file()} == first
    build(run, tmp_path / "other", busy.path, *SPAN, "--no-cache", "--jobs", "1")
    assert files(tmp_path / "other") == files(place)


def test_a_new_day_leaves_the_pages_of_old_ones_alone(
    run: Run, busy: RepoBuilder, place: Path, tmp_path: Path
) -> None:
    build(run, place, busy.path, *SPAN)
    before = files(place)
    busy.commit("docs: more words", {"README.md": "words\n"}, date="2026-02-20T09:00:00+00:00")
    build(run, place, busy.path, "--lang", "en")
    after = files(place)
    assert "r/project/2026-02-20.html" in after
    changed = {name for name in before if name.startswith("r/") and before[name] != after[name]}
    assert {"r/project/index.html", "r/project/2026-02-05.html", "r/project/2026-02.html"} <= changed
    assert not changed & {"r/project/2026-01-05.html", "r/project/2026-01-06.html", "r/project/2026-W02.html"}
    build(run, tmp_path / "other", busy.path, *SPAN, "--no-cache")
    assert files(tmp_path / "other") == after


def test_what_was_added_and_taken_back_is_not_told(run: Run, busy: RepoBuilder, place: Path) -> None:
    build(run, place, busy.path, *SPAN)
    month = read(place, "2026-02.html")
    told, _, undone = month.partition("Added and taken back")
    assert "a cache" not in told
    assert "2 commits that came to nothing" in undone


def test_the_parts_of_a_series_are_one_entry(run: Run, busy: RepoBuilder, place: Path) -> None:
    build(run, place, busy.path, *SPAN)
    month = read(place, "2026-02.html").partition("Day by day")[0]
    stories = month.split('class="story')[1:]
    assert [sum(f"({number}/2)" in story for number in (1, 2)) for story in stories if "/2)" in story] == [2]


def test_a_release_has_its_breaks_first_and_only_its_own_commits(
    run: Run, busy: RepoBuilder, place: Path
) -> None:
    build(run, place, busy.path, *SPAN)
    page = read(place, "release-v1.0.0.html")
    assert page.index("Breaking changes") < page.index("stop takes nothing") < page.index("begin")
    assert "queue" not in page


def test_a_site_goes_on_from_the_day_that_it_began_with(run: Run, busy: RepoBuilder, place: Path) -> None:
    build(run, place, busy.path, "--since", "2026-02-03", "--lang", "en")
    busy.commit("docs: words", {"README.md": "words\n"}, date="2026-09-20T09:00:00+00:00")
    build(run, place, busy.path, "--lang", "en")
    days = {path.stem for path in (place / "r" / "project").glob("????-??-??.html")}
    assert days == {"2026-02-03", "2026-02-04", "2026-02-05", "2026-09-20"}


def test_days_that_are_gone_are_taken_away_with_their_folders(
    run: Run, busy: RepoBuilder, place: Path
) -> None:
    build(run, place, busy.path, *SPAN, "--also", "zh")
    assert (place / "zh").is_dir()
    build(run, place, busy.path, "--since", "2026-02-01", "--lang", "en")
    assert not (place / "zh").exists()
    assert not (place / "r" / "project" / "2026-01-05.html").exists()


def test_a_folder_of_something_else_is_left_alone(run: Run, busy: RepoBuilder, place: Path) -> None:
    place.mkdir()
    (place / "thesis.txt").write_text("years of work", "utf8")
    done = run("site", busy.path, "--site", place)
    assert done.status == 5
    assert "files that are of no site" in done.err
    assert files(place) == {"thesis.txt": b"years of work"}


def test_a_link_does_not_lead_the_writing_out_of_the_folder(
    run: Run, busy: RepoBuilder, place: Path, tmp_path: Path
) -> None:
    build(run, place, busy.path, *SPAN)
    (tmp_path / "elsewhere").mkdir()
    (place / "r" / "project").rename(place / "r" / "gone")
    (place / "r" / "project").symlink_to(tmp_path / "elsewhere")
    done = run("site", busy.path, "--site", place, "--lang", "en")
    assert done.status == 5
    assert "leads out of" in done.err
    assert list((tmp_path / "elsewhere").iterdir()) == []


class _KilledError(BaseException):
    """As hard as a test can fall."""


@pytest.mark.parametrize("after", [1, 7, 20])
def test_a_build_that_is_killed_while_it_makes_pages_leaves_the_old_site(
    run: Run, busy: RepoBuilder, place: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    build(run, place, busy.path, *SPAN)
    old = files(place)
    busy.commit("docs: more words", {"README.md": "words\n"}, date="2026-02-20T09:00:00+00:00")
    whole = site_folder.SiteFolder.put
    left = iter(range(after))

    def put(self: site_folder.SiteFolder, path: str, content: bytes) -> None:
        if next(left, None) is None:
            raise _KilledError
        whole(self, path, content)

    with monkeypatch.context() as patch:
        patch.setattr(site_folder.SiteFolder, "put", put)
        with pytest.raises(_KilledError):
            run("site", busy.path, "--site", place, "--lang", "en")
    assert {name: text for name, text in files(place).items() if not name.startswith(NEW)} == old
    build(run, place, busy.path, "--lang", "en")
    assert not (place / NEW).exists()
    assert (place / "r" / "project" / "2026-02-20.html").is_file()


def test_a_build_that_is_killed_while_it_moves_pages_is_finished_by_the_next(
    run: Run, busy: RepoBuilder, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(run, place, busy.path, *SPAN)
    busy.commit("docs: more words", {"README.md": "words\n"}, date="2026-02-20T09:00:00+00:00")
    whole = Path.replace
    moves: Iterator[int] = iter(range(5))

    def replace(self: Path, target: Path) -> Path:
        if NEW in self.parts and next(moves, None) is None:
            raise _KilledError
        return whole(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(_KilledError):
            run("site", busy.path, "--site", place, "--lang", "en")
    site_folder.SiteFolder(place)  # the next build begins
    build(run, tmp_path / "other", busy.path, *SPAN)
    here = {name: text for name, text in files(place).items() if not name.startswith(NEW)}
    assert here == files(tmp_path / "other")


def test_two_repositories_of_one_name_are_told_apart_or_refused(
    run: Run, busy: RepoBuilder, place: Path, tmp_path: Path
) -> None:
    done = run("site", busy.path, busy.path, "--site", place, *SPAN)
    assert done.status == 2
    assert "a folder of its own" in done.err
    (tmp_path / "commitbrief.toml").write_text(
        f'lang = "en"\n[[watch]]\nsource = "{busy.path}"\n[[watch]]\nsource = "{busy.path}"\nfolder = "docs"\ninclude = ["*.md"]\n',
        "utf8",
    )
    build(run, place, "--since", "2026-01-01", "--config", "commitbrief.toml")
    assert {path.name for path in (place / "r").iterdir()} == {"project", "docs"}


def test_the_record_tells_nothing_of_this_machine(
    run: Run, busy: RepoBuilder, place: Path, tmp_path: Path
) -> None:
    build(run, place, busy.path, *SPAN)
    assert str(tmp_path) not in (place / RECORD).read_text("utf8")
    assert not any(str(tmp_path).encode() in text for text in files(place).values())


def test_a_break_is_told_with_what_breaks_wherever_it_stands(
    run: Run, repo: RepoBuilder, place: Path
) -> None:
    one, pool = "export const one = 1;\n", "export function pool(size: number) {\n  return size;\n}\n"
    repo.commit("feat: begin", {"src/a.ts": one + pool}, date="2026-01-05T10:00:00+00:00")
    more = {"src/a.ts": one, "src/b.ts": "export class Kiln {}\n", "src/c.ts": "export class Clay {}\n"}
    repo.commit("refactor: tidy", more, date="2026-01-06T10:00:00+00:00")

    build(run, place, repo.path, *SPAN)

    for page in ("2026-W02.html", "2026-01.html", "breaks.xml"):
        assert re.search(r"pool.{0,40} is (?:removed|gone|no longer)", read(place, page), re.DOTALL)


def test_a_new_commit_leaves_most_of_the_search_as_it_is(run: Run, repo: RepoBuilder, place: Path) -> None:
    words = ("amber", "birch", "cedar", "dune", "ember", "fern", "grove")
    for number, word in enumerate(words, 1):
        repo.commit(f"feat: {word}", {f"{word}.txt": f"{word}\n"}, date=f"2026-01-{number:02}T10:00:00+00:00")
    build(run, place, repo.path, *SPAN)
    before = {path.name: path.read_bytes() for path in (place / "search").iterdir()}

    repo.commit("feat: heath", {"heath.txt": "heath\n"}, date="2026-01-20T10:00:00+00:00")
    build(run, place, repo.path, *SPAN)

    after = {path.name: path.read_bytes() for path in (place / "search").iterdir()}
    for letter in "b":  # no word of the new commit begins with it
        name = f"words-{ord(letter):x}.js"
        assert after[name] == before[name]


def test_weeks_without_commits_are_weeks_of_the_charts(run: Run, busy: RepoBuilder, place: Path) -> None:
    build(run, place, busy.path, *SPAN)
    weeks = re.findall(r"<td>(2026-W\d\d)</td>", read(place, "index.html"))
    assert weeks[:5] == ["2026-W06", "2026-W05", "2026-W04", "2026-W03", "2026-W02"]
