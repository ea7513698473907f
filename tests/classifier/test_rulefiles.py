"""Rules can be overridden, and whatever is wrong with one is said in a line that names file, rule and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.errors import RuleError
from classifier.rulebook import load_rules
from classifier.rulefiles import Rule, digest_of, read_rule_files, rules_of


class Colour(Rule):
    shade: str = ""


def folder(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.mkdir()
    (path / "rules.toml").write_text(text, "utf8")
    return path


def colours(*folders: Path) -> list[tuple[str, str]]:
    return [(rule.id, rule.shade) for rule in rules_of(read_rule_files(folders), "colour", Colour)]


def colour(name: str, more: str = "") -> str:
    return f'[[colour]]\nid = "{name}"\nreason = "because it is so"\n{more}\n'


def test_the_users_rules_replace_remove_and_come_first(tmp_path: Path) -> None:
    shipped = folder(tmp_path, "shipped", colour("red") + colour("green") + colour("blue"))
    own = folder(
        tmp_path,
        "own",
        colour("mauve") + colour("green", 'shade = "dark"') + '[[colour]]\nid = "blue"\ndisabled = true\n',
    )
    assert colours(shipped) == [("red", ""), ("green", ""), ("blue", "")]
    assert colours(shipped, own) == [("mauve", ""), ("red", ""), ("green", "dark")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[colour", "not valid TOML"),
        ("[colour]\nid = 'x'", "write each rule under [[colour]]"),
        (colour("red") + colour("red"), "rule 'red': the id is taken"),
        (colour("red", "shad = 'x'"), "rule 'red': key 'shad': unknown key; did you mean 'shade'?"),
        (colour("red", "shade = 1"), "rule 'red': key 'shade': "),
        (colour("Red!"), "rule 'Red!': key 'id': "),
        ("[[colour]]\nid = 'red'", "rule 'red': key 'reason': "),
        ("[[colour]]\nid = 'rd'\ndisabled = true", "rule 'rd': disables a rule that is not there"),
    ],
)
def test_errors_name_file_rule_and_key(tmp_path: Path, text: str, said: str) -> None:
    own = folder(tmp_path, "own", text)
    with pytest.raises(RuleError) as raised:
        colours(own)
    assert said in str(raised.value)
    assert "rules.toml" in str(raised.value)
    assert "\n" not in str(raised.value).split(": not valid TOML")[0]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such folder of rules"):
        read_rule_files([tmp_path / "gone"])


TYPE = """
[[type]]
id = "mine"
type = "{type}"
weight = 99
reason = "because it is so"
when = {{ {when} }}
examples = [{{ message = "x" }}]
near_misses = [{{ message = "y" }}]
"""


@pytest.mark.parametrize(
    ("type_", "when", "said"),
    [
        ("featur", "", "key 'type': unknown word 'featur'; did you mean 'feature'?"),
        ("fix", "decalred = ['x']", "key 'when.decalred': unknown key; did you mean 'declared'?"),
        ("fix", "only = ['sorce']", "key 'when.only': unknown word 'sorce'; did you mean 'source'?"),
        ("fix", "min_files = -1", "key 'when.min_files': "),
    ],
)
def test_errors_in_type_rules_suggest_the_near_miss(tmp_path: Path, type_: str, when: str, said: str) -> None:
    own = folder(tmp_path, "own", TYPE.format(type=type_, when=when))
    with pytest.raises(RuleError) as raised:
        load_rules(own)
    assert f"rule 'mine': {said}" in str(raised.value)


def test_a_table_that_nothing_reads_is_an_error(tmp_path: Path) -> None:
    own = folder(tmp_path, "own", "[[typ]]\nid = 'x'")
    with pytest.raises(RuleError, match=r"table 'typ': nothing reads it; did you mean 'type'\?"):
        load_rules(own)


def test_the_digest_follows_the_rules_and_nothing_else(tmp_path: Path) -> None:
    text = colour("red") + colour("green")
    first, second = folder(tmp_path, "a", text), folder(tmp_path, "b", text)
    (second / "rules.toml").write_bytes(text.replace("\n", "\r\n").encode())
    changed = folder(tmp_path, "c", text.replace("green", "blue"))
    digests = [digest_of(read_rule_files([path])) for path in (first, second, changed)]
    assert digests[0] == digests[1] != digests[2]
    assert len(digests[0]) == 16
