"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import RepoBuilder


@pytest.fixture
def repo(tmp_path: Path) -> RepoBuilder:
    """An empty bare repository to fill: see `tests/support.py`."""
    return RepoBuilder(tmp_path / "project")
