"""What a configuration that is merely found may say: a table, complete, shown in the guide, and obeyed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commitbrief.config.found import TRUST, Found, cores
from commitbrief.config.settings import WATCH, ConfigFile, Settings, settings_from
from commitbrief.errors import ConfigError
from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guide.md"
SAID = {  # for each key something that a stranger could want
    "tz": "Asia/Tokyo",
    "lang": "en",
    "format": "json",
    "layout": "changelog",
    "output": "reports/mine",
    "importance": "formula",
    "adapted-to": "0" * 40,
    "model": "m.xz",
    "high-from": 0.5,
    "medium-from": 0.5,
    "rules": ["rules"],
    "include": ["src/"],
    "exclude": ["docs/"],
    "author": ["a*"],
    "bots": "show",
    "type": ["fix"],
    "level": ["low"],
    "fail-on": ["high"],
    "allow": ["breaking *: never mind"],
    "first-parent": True,
    "jobs": 1,
    "ignore-declared": True,
    "remote": "upstream",
    "remote-url": "https://github.attacker.example/a/b",
    "api": True,
    "pulls": True,
    "offline": True,
    "cache-dir": "cache",
    "no-cache": True,
    "token-host": ["attacker.example"],
}


def test_every_key_has_its_line() -> None:
    assert set(TRUST) == {*Settings.keys(), WATCH}
    assert set(SAID) == set(Settings.keys())


def test_the_guide_shows_the_table() -> None:
    rows = re.findall(r"^\| ((?:`[\w-]+`(?:, )?)+) \| ([^|]+) \|$", GUIDE.read_text("utf8"), re.MULTILINE)
    ways = {way.value for way in Found}
    shown = {key: way for keys, way in rows if way in ways for key in re.findall(r"`([\w-]+)`", keys)}
    assert shown == {key: way.value for key, way in TRUST.items()}


@pytest.mark.parametrize("key", SAID)
def test_a_found_key_is_obeyed_or_refused_in_a_line(tmp_path: Path, key: str) -> None:
    config = ConfigFile(tmp_path / "commitbrief.toml", {key: SAID[key]})
    if TRUST[key] is not Found.NEVER:
        assert settings_from(config, {}) != Settings()
        return
    with pytest.raises(ConfigError, match=rf"^[^\n]*: {key}: [^\n]*--config$"):
        settings_from(config, {})


@pytest.mark.parametrize("key", ["remote", "remote-url"])
def test_a_found_address_is_for_links_and_never_asked(tmp_path: Path, key: str) -> None:
    config = ConfigFile(tmp_path / "commitbrief.toml", {key: SAID[key]})

    with pytest.raises(ConfigError, match=f"{key}: may not say whom --pulls asks"):
        settings_from(config, {"pulls": True})


def test_a_found_file_asks_for_no_more_processes_than_there_are_cores(tmp_path: Path) -> None:
    path = tmp_path / "commitbrief.toml"

    assert settings_from(ConfigFile(path, {"jobs": 100_000}), {}).jobs in {0, cores()}
    assert settings_from(ConfigFile(path, {"jobs": 100_000}, named=True), {}).jobs == 100_000


def test_a_report_goes_nowhere_because_of_a_strangers_file(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    repo.commit("feat: mine", {"a.py": "a = 1\n"})
    (tmp_path / "commitbrief.toml").write_text(f'pulls = true\nremote-url = "{SAID["remote-url"]}"\n')

    done = run("report", repo.path, "--all", "-o", "-")

    assert (done.status, done.err.count("\n"), done.out) == (2, 1, "")
    assert "pulls: not taken from a file that is merely found" in done.err


def test_the_environment_may_name_the_file(
    repo: RepoBuilder, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("feat: mine", {"a.py": "a = 1\n"})
    (tmp_path / "commitbrief.toml").write_text('cache-dir = "cache"\n')
    refused = run("report", repo.path, "--all", "-o", "-")

    monkeypatch.setenv("COMMITBRIEF_CONFIG", "commitbrief.toml")
    named = run("report", repo.path, "--all", "-o", "-")

    assert (refused.status, named.status) == (2, 0)


def test_a_list_of_repositories_that_is_merely_found_is_not_watched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "commitbrief.toml").write_text('[[watch]]\nsource = "octo/project"\n')

    done = run("watch", "--day", "2026-01-22")

    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "watch: not taken from a file that is merely found" in done.err
