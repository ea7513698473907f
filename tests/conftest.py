"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import RepoBuilder

settings.register_profile("house", deadline=None)  # tests hold no timings: a busy machine is no failure
settings.load_profile("house")


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    """An empty bare repository to fill: see `tests/support/repository.py`."""
    return RepoBuilder(tmp_path / "project")


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test finds what another one kept, or the user."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))


@pytest.fixture(autouse=True)
def _own_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown speaks English, wherever the tests run."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the expected files of `tests/golden` anew."""
    parser.addoption("--update-golden", action="store_true", help="write the expected reports anew")
