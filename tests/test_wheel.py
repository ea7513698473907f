"""The wheel carries everything and works where there is no checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.support import RepoBuilder

ROOT = Path(__file__).resolve().parent.parent


def output_of(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin", "HOME": str(cwd)},
        capture_output=True,
        text=True,
        encoding="utf8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; what it depends on is borrowed from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    built = ("wheel", ROOT, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, "--quiet")
    output_of(*pip, *built, cwd=folder)
    (wheel,) = folder.glob("commitbrief-*.whl")
    home = folder / "environment"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    output_of(*pip, "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel, cwd=folder)
    places = {"base": str(home), "platbase": str(home)}
    borrowed = Path(sysconfig.get_path("purelib", "venv", vars=places)) / "borrowed.pth"
    borrowed.write_text("".join(f"{path}\n" for path in sys.path if path.endswith("-packages")))
    return home / "bin" / "commitbrief"


@pytest.mark.slow
def test_the_wheel_gives_the_report_that_the_checkout_gives(
    installed: Path, repo: RepoBuilder, tmp_path: Path
) -> None:
    repo.commit("feat: a thing", {"src/a.py": "def thing(limit=1):\n    return limit\n"})
    repo.commit("fix: the thing", {"src/a.py": "def thing(limit=2):\n    return limit\n"})

    for form in ("md", "html", "json"):
        arguments = ("report", repo.path, "--all", "--format", form, "-o", "-")
        there = output_of(installed, *arguments, cwd=tmp_path)
        here = subprocess.run(
            [sys.executable, "-m", "commitbrief", *map(str, arguments)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf8",
            check=True,
        )
        assert there == here.stdout


@pytest.mark.slow
def test_the_rules_in_the_wheel_hold(installed: Path, tmp_path: Path) -> None:
    assert "rules hold" in output_of(installed, "rules", "check", cwd=tmp_path)


@pytest.mark.slow
def test_no_top_level_name_but_the_four_rooms_is_installed(installed: Path) -> None:
    (packages,) = (installed.parent.parent / "lib").glob("python*/site-packages")
    found = {path.name for path in packages.iterdir() if path.is_dir() and "-" not in path.name}

    assert found == {"classifier", "commitbrief", "history", "report"}


@pytest.mark.slow
def test_the_training_data_is_in_the_wheel_whole(installed: Path, tmp_path: Path) -> None:
    (packages,) = (installed.parent.parent / "lib").glob("python*/site-packages")
    there = packages / "commitbrief" / "data" / "training_data"
    here = ROOT / "training_data"
    names = sorted(path.name for path in here.iterdir())

    assert sorted(path.name for path in there.iterdir()) == names
    assert [name for name in names if (there / name).read_bytes() != (here / name).read_bytes()] == []
    assert {"README.md", "levels.toml", "model.xz", "sources.toml"} < set(names)
    table = tmp_path / "table.csv"
    table.write_text(f"sha,level\n{'a' * 40},high\n", "utf8")
    assert '"level": "high"' in output_of(installed, "labels", "import", table, cwd=tmp_path)
