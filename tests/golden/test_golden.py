"""Whole cases: a repository built with pinned dates, a configuration, and the report it must give.

Each folder holds `build.py` (the repository, and the command's arguments), `commitbrief.toml` and the expected
Markdown and JSON in both languages. `pytest tests/golden --update-golden` writes the expected files anew:
read the difference before you commit it. Versions and digests are masked, for they change with every rule.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from commitbrief.config.choices import Format
from commitbrief.program import run
from report.footer import read_footer
from report.sentences import Language
from tests.support import RepoBuilder

HERE = Path(__file__).resolve().parent
CASES = sorted(path.parent.name for path in HERE.glob("*/build.py"))


def masked(text: str) -> str:
    """The report without what changes from version to version."""
    made = read_footer(text)
    for value, name in (
        (made.rules_digest, "RULES"),
        (made.model_digest, "MODEL"),
        (made.version, "VERSION"),
    ):
        text = text.replace(value, name)
    return text


@pytest.mark.parametrize("form", [Format.MD, Format.JSON])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("case", CASES)
def test_the_report_is_as_expected(
    case: str, language: Language, form: Format, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    scene = import_module(f"tests.golden.{case}.build")
    repo = RepoBuilder(tmp_path / "kiln")
    scene.build(repo)
    config = HERE / case / "commitbrief.toml"
    written = tmp_path / f"report.{form}"
    spoken = ["--lang", language.value, "--format", form.value]
    placed = ["--config", str(config), "--output", str(written), "--quiet"]

    status = run(["report", str(repo.path), *scene.ARGUMENTS, *spoken, *placed])

    assert status == 0
    text = masked(written.read_text("utf8"))
    expected = HERE / case / f"{language}.{form}"
    if pytestconfig.getoption("--update-golden"):
        expected.write_text(text, "utf8")
    assert text == expected.read_text("utf8")
