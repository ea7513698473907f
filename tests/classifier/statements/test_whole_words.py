"""What a sentence shows as changed: whole names, values by what they belong to, words that really differ."""

from __future__ import annotations

from classifier.statements.shown import says_the_same_twice
from history.briefs import Evidence, Importance, Quote, Section, Side, Statement
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

PART = "kind: Part\nspec:\n  componentType: {0}\n  account:\n    name: {1}\n"


def test_a_longer_word_of_a_setting_is_another_one(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before, after = PART.format("default", "default"), PART.format("planner", "planner-serviceaccount")
    alone = PART.format("default", "reader"), PART.format("planner", "reader")
    edited(
        repo,
        "fix: the right component",
        {"deploy/a.yaml": (before, after), "deploy/b.yaml": (before, after), "deploy/c.yaml": alone},
    )
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "default gives way to planner in 3 places" in said


def test_words_inside_texts_are_no_names(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "".join(
        f'def legend_{number}(row):\n    """Show it."""\n    return f"red: has an expected error in {{row}}"\n\n\n'
        for number in range(4)
    )
    after = before.replace("an expected error", "a parser exception")
    edited(repo, "fix: say what happened", {"src/table.py": (before, after)})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "gives way" not in said


def test_a_text_that_is_a_name_is_one(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "".join(f'def read_{number}(row):\n    return row["expected_rows"]\n\n\n' for number in range(4))
    edited(
        repo,
        "fix: read the other column",
        {"src/table.py": (before, before.replace("expected_rows", "parser_rows"))},
    )
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "expected_rows gives way to parser_rows in 4 places" in said


FLAGS = """def add_arguments(parser):
    parser.add_argument(
        "--cold-rounds",
        type=int,
        default={0},
        help="Rounds before anything is warm.",
    )
"""


def test_a_default_of_a_flag_is_told_once_and_of_the_flag(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(repo, "perf: fewer rounds", {"src/bench.py": (FLAGS.format(5), FLAGS.format(3))})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "--cold-rounds" in said
    assert said.count("3") == 1
    assert "default: 5" not in said


FIELD = """class Config(BaseModel):
    report_hours: float | None = Field(
        default={0},
        description="Write a report every so many hours.",
    )
"""


def test_a_default_of_a_field_is_told_of_the_field(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(repo, "feat: report once a day", {"src/config.py": (FIELD.format("None"), FIELD.format("24.0"))})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "report_hours" in said
    assert "24.0" in said
    assert "default:" not in said


LOG = """import logging

logger = logging.getLogger(__name__)


def parse(args):
    if "--model" in args:
        logger.warning(
            "With this command you should provide the model as a positional argument or in a file of settings "
            "instead of the option, which is read last. "
            "The option will be removed in {0}."
        )
    return args
"""


def test_of_a_long_text_the_sentence_that_differs_is_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(
        repo,
        "chore: the option stays for a while",
        {"src/args.py": (LOG.format("v0.13"), LOG.format("a future version"))},
    )
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "v0.13" in said
    assert "a future version" in said
    assert "With this command" not in said


SCRIPT = """#!/bin/bash
echo "Active runs of pull requests"
cat "$pr_data_file"
"""


def test_what_a_shell_runs_is_no_value_to_depend_on(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    after = SCRIPT + 'other_runs=$(grep \'^NONE|\' "$pr_data_file" 2>/dev/null || true)\necho "$other_runs"\n'
    edited(repo, "ci: list other runs", {"ci/runs.sh": (SCRIPT, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "depends on" not in said
    assert "comes from" not in said


def test_no_sentence_shows_the_same_twice() -> None:
    def said(before: str, after: str) -> Statement:
        proof = (Evidence("src/args.py", Side.NEW, 1, after),)
        params = (("said_before", Quote(before)), ("said_after", Quote(after)))
        return Statement(Section.SUMMARY, "behaviour-log-words", "behaviour-log-words", proof, params, 1)

    assert says_the_same_twice(said("The option goes.", "The option  goes."))
    assert not says_the_same_twice(said("The option goes.", "The option stays."))
