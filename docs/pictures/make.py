"""The pictures of the site in docs/: this repository's own last days, as Chromium shows them. `make pictures` runs it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from commitbrief import program

COLOURS = 256
HERE = Path(__file__).resolve().parent
SHOWN = (
    ("home-phone", "index.html", 360, 760, "light"),
    ("repository", "r/{name}/index.html", 1280, 900, "light"),
    ("day-dark", "r/{name}/{day}.html", 1280, 900, "dark"),
    ("day-phone", "r/{name}/{day}.html", 360, 760, "light"),
)


def main() -> int:
    """Make the site and its pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("there is no chromium: apt-get install chromium\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        status = program.run(["site", str(HERE.parents[1]), "--site", str(site), "--lang", "en"])
        if status:
            return status
        day = max(site.rglob("????-??-??.html"), key=lambda path: path.stem)
        name = day.parent.relative_to(site / "r").as_posix()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for picture, path, width, height, scheme in SHOWN:
                dark = scheme == "dark"
                page = browser.new_page(
                    viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
                )
                page.goto(f"{site.as_uri()}/{path.format(name=name, day=day.stem)}")
                page.screenshot(path=HERE / f"{picture}.png")
                _small(HERE / f"{picture}.png")
                page.close()
            browser.close()
    return 0


def _small(path: Path) -> None:
    """The picture with as many colours as a page has: a third of the size."""
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
            path, optimize=True
        )


if __name__ == "__main__":
    sys.exit(main())
