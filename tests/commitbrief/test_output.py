"""Where results go, and that a reader never sees half of one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commitbrief.errors import OutputError
from commitbrief.output import Name, destination, write_whole

NAME = Name(year="2026", repository="owner/name", title="2026-01-23", suffix="md")


def test_standard_output() -> None:
    assert destination("-", NAME) is None


@pytest.mark.parametrize("output", ["out", "out/", "deep/er"])
def test_a_folder(output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert destination(output, NAME) == Path(output) / "2026" / "owner" / "name" / "2026-01-23.md"


def test_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "existing").touch()

    assert destination("a.md", NAME) == Path("a.md")
    assert destination("existing", NAME) == Path("existing")


@pytest.mark.parametrize(
    "hostile", ["../../x", "..", "/etc/passwd", "a\0b", "a\nb", ".", "", "C:\\x", "~root"]
)
def test_a_hostile_name_stays_in_the_folder(hostile: str) -> None:
    for name in (
        Name("2026", hostile, "t", "md"),
        Name("2026", "r", hostile, "md"),
        Name(hostile, "r", "t", "md"),
    ):
        path = name.within(Path("out"))
        assert ".." not in path.parts
        assert path.parts[0] == "out"
        assert path.name.endswith(".md")
        assert str(path).isprintable()


def test_names_in_other_scripts_are_kept() -> None:
    assert Name("2026", "团队/项目", "今日", "md").within(Path()) == Path("2026/团队/项目/今日.md")


def test_nothing_is_left_of_a_write_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.md"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)

    with pytest.raises(OutputError, match="No space left"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.md"]


def test_a_link_is_followed_and_the_mode_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)

    write_whole(link, "new")

    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_that_others_have(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.md", "a")
    with os.fdopen(os.open(tmp_path / "b.md", os.O_CREAT | os.O_WRONLY, 0o666), "w"):
        pass

    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "b.md").stat().st_mode


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.md", "é\n文\r\n")

    assert (tmp_path / "a.md").read_bytes() == "é\n文\r\n".encode()


def test_a_link_in_the_folder_does_not_lead_out_of_it(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    planted = NAME.within(tmp_path / "reports")
    planted.parent.mkdir(parents=True)
    planted.symlink_to(precious)

    with pytest.raises(OutputError, match="leads out of"):
        destination(str(tmp_path / "reports"), NAME)


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "reports").symlink_to(tmp_path / "real")

    assert destination(str(tmp_path / "reports"), NAME) == NAME.within(tmp_path / "reports")
