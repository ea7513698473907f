"""The configuration file: found, read, checked, and overridden by the command line."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator, ValidationError

from commitbrief.config.settings import Settings, find_config, read_config, settings_from
from commitbrief.errors import ConfigError
from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run


def settings(path: Path, **given: object) -> Settings:
    return settings_from(read_config(path), given)


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    (tmp_path / "commitbrief.toml").write_text('lang = "en"\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "no section for us"\n')

    assert find_config(inner).path == tmp_path / "commitbrief.toml"

    (tmp_path / "a" / "pyproject.toml").write_text('[tool.commitbrief]\nlang = "zh"\n')
    assert find_config(inner).path == tmp_path / "a" / "pyproject.toml"


def test_the_command_line_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "commitbrief.toml"
    path.write_text('lang = "en"\ntz = "Asia/Shanghai"\nfirst-parent = true\n')

    found = settings(path, lang="zh")

    assert (found.lang, found.tz, found.first_parent) == ("zh", "Asia/Shanghai", True)


def test_paths_in_a_file_are_relative_to_it(tmp_path: Path) -> None:
    path = tmp_path / "commitbrief.toml"
    path.write_text('rules = ["mine"]\nmodel = "m.bin"\noutput = "out/"\n')

    found = settings_from(replace(read_config(path), named=True), {})

    assert found.rules == (tmp_path / "mine",)
    assert found.model == tmp_path / "m.bin"
    assert found.output == f"{tmp_path / 'out'}/"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('langs = "en"', "unknown key 'langs': did you mean 'lang'?"),
        ("first_parent = true", "unknown key 'first_parent': did you mean 'first-parent'?"),
        ('xyzzy = "en"', "known keys are tz, lang"),
        ('lang = "fr"', "lang: Input should be 'zh' or 'en'"),
        ('tz = "Mars/Olympus"', "tz: 'Mars/Olympus' is no IANA time zone"),
        ('tz = "../etc/passwd"', "is no IANA time zone"),
        ('type = ["feature", "feat"]', "type.1: Input should be"),
        ("lang = ", "is no TOML"),
        (f"lang = {'[' * 3000}{']' * 3000}", "is no TOML: it is nested too deep"),
        (f"jobs = {'9' * 5000}", "is no TOML: it has a number of thousands of digits"),
        ('output = "a\\u0000b"', "no file or folder can be called 'a\\x00b'"),
        ('rules = ["a\\u0000b"]', "no file or folder can be called 'a\\x00b'"),
        ('model = "a\\u0000b"', "no file or folder can be called 'a\\x00b'"),
        ('cache-dir = "a\\u0000b"', "no file or folder can be called 'a\\x00b'"),
    ],
)
def test_a_mistake_names_file_and_key(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "commitbrief.toml"
    path.write_text(text)

    with pytest.raises(ConfigError) as raised:
        settings(path)

    assert str(raised.value).startswith(f"{path}: ")
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "commitbrief.toml"
    path.write_bytes('output = "è"'.encode("latin1"))

    with pytest.raises(ConfigError, match=r"is no TOML: it is not UTF-8$"):
        read_config(path)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "commitbrief.toml"
    path.write_text('lang = "fr"\ntzz = "UTC"\n')

    with pytest.raises(ConfigError) as raised:
        settings(path)

    assert len(str(raised.value).splitlines()) == 2


def test_of_thousands_of_mistakes_the_first_are_told(tmp_path: Path) -> None:
    path = tmp_path / "commitbrief.toml"
    path.write_text("".join(f"k{number} = 1\n" for number in range(3000)))

    with pytest.raises(ConfigError) as raised:
        settings(path)

    *told, last = map(str, raised.value.args)
    assert (len(told), "'k0'" in told[0]) == (20, True)
    assert last == f"{path}: and 2980 more such"


def test_a_section_of_pyproject_that_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool]\ncommitbrief = "yes"\n')

    with pytest.raises(ConfigError, match="no table"):
        read_config(path)


def test_show_prints_toml_that_gives_the_same_settings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "commitbrief.toml").write_text('lang = "en"\nexclude = ["a\\"b", "é"]\n')

    done = run("config", "show", "--tz", "Asia/Tokyo")

    assert str(tmp_path / "commitbrief.toml") in done.out
    shown = Settings.model_validate(tomllib.loads(done.out))
    assert (shown.lang, shown.tz, shown.exclude) == ("en", "Asia/Tokyo", ('a"b', "é"))


def test_init_writes_a_file_that_changes_nothing_and_names_every_key(run: Run, tmp_path: Path) -> None:
    assert run("config", "init").status == 0

    text = (tmp_path / "commitbrief.toml").read_text("utf8")
    assert tomllib.loads(text) == {}
    for key in Settings.keys():  # noqa: SIM118 - no mapping
        assert f"\n# {key} = " in f"\n{text}"

    again = run("config", "init")
    assert (again.status, "exists" in again.err) == (2, True)


def test_init_writes_to_standard_output_where_it_is_asked_to(run: Run, tmp_path: Path) -> None:
    done = run("config", "init", "-")

    assert (done.status, tomllib.loads(done.out), list(tmp_path.iterdir())) == (0, {}, [])


def test_what_init_comments_out_are_the_defaults(run: Run, tmp_path: Path) -> None:
    run("config", "init")
    common, _, _ = (tmp_path / "commitbrief.toml").read_text("utf8").partition("# [[watch]]")
    lines = common.splitlines()

    given = "\n".join(line[2:] for line in lines if " = " in line and not line.endswith("..."))

    assert Settings.model_validate(tomllib.loads(given)) == Settings()


def test_the_schema_describes_every_key(run: Run) -> None:
    schema = json.loads(run("config", "schema").out)

    entry = schema["$defs"]["Watched"]
    assert set(schema["properties"]) == {*Settings.keys(), "watch"}
    assert all("description" in one for one in (schema["properties"] | entry["properties"]).values())
    assert schema["additionalProperties"] is entry["additionalProperties"] is False
    Draft202012Validator(schema).validate(
        tomllib.loads('tz = "UTC"\n[[watch]]\nsource = "a/b"\nlang = "en"\ninclude = ["src/"]\n')
    )
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate({"watch": [{"lang": "en"}]})


def test_a_report_obeys_the_file_beside_it(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit("feat: a thing", {"a.py": "x = 1\n"}, date="2026-01-23T23:30:00+00:00")
    (tmp_path / "commitbrief.toml").write_text('tz = "Asia/Tokyo"\nlang = "en"\noutput = "out"\n')

    done = run("report", repo.path, "--date", "2026-01-24")

    written = Path(done.out.strip())
    assert written.resolve() == (tmp_path / "out" / "2026" / "project" / "2026-01-24.md").resolve()
    assert "Commits" in written.read_text("utf8")


@pytest.mark.parametrize("output", ["/etc", "../elsewhere", "link/below", "a/../../x.md"])
def test_a_file_that_is_merely_found_cannot_write_elsewhere(run: Run, tmp_path: Path, output: str) -> None:
    inner = tmp_path / "somebody" / "elses"
    inner.mkdir(parents=True)
    (inner / "link").symlink_to(tmp_path)
    (inner / "commitbrief.toml").write_text(f'output = "{output}"\n')

    found = run("config", "show", cwd=inner)
    named = run("config", "show", "--config", "commitbrief.toml", cwd=inner)

    assert found.status == 2
    assert "is not in the folder of this file" in found.err
    assert named.status == 0


def test_init_says_which_values_there_are(run: Run) -> None:
    lines = run("config", "init", "-").out.split("\n")

    said = {after.split(" ")[1]: before for before, after in pairwise(lines) if " = " in after}
    assert said["lang"].endswith("(zh | en)")
    assert said["fail-on"].endswith("(breaking | security | high | incomplete)")
    assert said["layout"].endswith("(day | changelog | comment)")
