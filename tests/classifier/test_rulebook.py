"""The shipped rules hold their own examples, and a rule that does not is named."""

from __future__ import annotations

from pathlib import Path

from classifier.rulebook import RuleBook, check_rules, load_rules

WRONG = """
[[type]]
id = "wrong"
type = "fix"
weight = 50
reason = "because it is so"
when = { first = ["mend"] }
examples = [{ message = "mend it" }, { message = "break it" }]
near_misses = [{ message = "mender" }, { message = "mend that" }]

[[role]]
id = "wrong"
role = "data"
reason = "because it is so"
endings = [".xyz"]
examples = ["a.xyz", "a.py"]
near_misses = ["b.xyz"]
"""


def test_every_shipped_rule_matches_its_examples_and_no_near_miss(book: RuleBook) -> None:
    assert check_rules(book) == []


def test_examples_that_do_not_hold_are_told_with_their_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(WRONG, "utf8")
    problems = check_rules(load_rules(tmp_path))
    assert {(problem.file, problem.rule) for problem in problems} == {(str(path), "wrong")}
    assert [problem.message for problem in problems] == [
        "example 'a.py' is decided by no row",
        "near miss 'b.xyz' is decided by 'wrong'",
        "example does not match: 'break it' []",
        "near miss matches: 'mend that' []",
    ]
