"""Flags: defined, gone, renamed, moved, with another default; and merely used."""

from __future__ import annotations

import pytest

from classifier.facts.flags.extractor import Flags
from tests.support.facts import FactsOf

PYTHON = """
def options(parser):
    parser.add_argument("--depth", type=int, default=3, help="how deep, see --width")
    parser.add_argument(
        "-q",
        "--quiet",
        action="store_true",
    )
"""
DEFINED = [
    ("a.py", 'parser.add_argument("--depth", default=3)\n', "--depth", "3"),
    ("a.py", '@click.option("--depth", default="x y")\ndef f(): ...\n', "--depth", "x y"),
    ("a.py", 'def f(n: int = typer.Option(3, "--depth")): ...\n', "--depth", "3"),
    (
        "a.rs",
        'struct Args {\n    #[arg(long, default_value = "9")]\n    max_depth: u32,\n}\n',
        "--max-depth",
        "9",
    ),
    (
        "a.rs",
        (
            'struct Args {\n    /// Doors.\n    #[arg(long, value_parser = doors::<List>, default_value = r#"["*"]"#)]\n'
            '    #[serde(default = "any[]")]\n    pub max_depth: List,\n}\n'
        ),
        "--max-depth",
        '["*"]',
    ),
    ("a.rs", 'let a = Arg::new("d").long("depth").default_value("2");\n', "--depth", "2"),
    ("a.go", 'flag.IntVar(&depth, "depth", 4, "how deep")\n', "--depth", "4"),
    ("a.go", 'cmd.Flags().StringP("depth", "d", "x", "how deep")\n', "--depth", "x"),
    ("a.go", 'app.Flag("depth", "how deep").Default("3").Int()\n', "--depth", "3"),
    (
        "a.go",
        'agentOnlyFlag(a, "depth",\n\t"How deep (at most).").\n\tHidden().Default("3").SetValue(&c.depth)\n',
        "--depth",
        "3",
    ),
    ("a.js", 'program.option("-d, --depth <n>", "how deep", 5)\n', "--depth", "5"),
    ("a.ts", 'yargs.option("depth", { describe: "how deep", default: 7 })\n', "--depth", "7"),
    ("a.cc", 'DEFINE_int32(depth, 8, "how deep");\n', "--depth", "8"),
    ("a.sh", 'case "$1" in\n  --depth)\n    shift ;;\nesac\n', "--depth", None),
]


@pytest.mark.parametrize("case", DEFINED, ids=lambda case: case[1][:24])
@pytest.mark.parametrize("whole", [True, False])
def test_a_definition_is_found(told_by: FactsOf, case: tuple[str, str, str, str | None], whole: bool) -> None:
    path, text, name, default = case
    (added,) = [
        f for f in told_by(Flags(), "", text, path=path, whole=whole) if f.extra["role"] == "definition"
    ]
    assert (added.kind, added.name, added.after) == ("flag.added", name, default)
    (gone,) = [
        f for f in told_by(Flags(), text, "", path=path, whole=whole) if f.extra["role"] == "definition"
    ]
    assert (gone.kind, gone.name, gone.before) == ("flag.removed", name, default)
    assert name.strip("-").split("-")[-1] in gone.evidence[0].text or gone.evidence[0].text.startswith(
        "#[arg"
    )


@pytest.mark.parametrize(
    "line",
    [
        '# parser.add_argument("--depth")',
        "text = \"parser.add_argument('--depth')\"",
        'parser.add_argument("depth")',
        'parser.add_argument("depth", new_flag="--depth")',
        'parser.get_option("--depth")' + "\n" + "x --depth",
    ],
)
def test_comments_strings_and_positionals_define_nothing(told_by: FactsOf, line: str) -> None:
    assert [
        f for f in told_by(Flags(), "", line + "\n", path="a.py") if f.extra["role"] == "definition"
    ] == []


def test_a_default_that_changes_goes_or_comes(told_by: FactsOf) -> None:
    def one(old: str, new: str) -> tuple[str, str | None, str | None]:
        (fact,) = told_by(Flags(), PYTHON, PYTHON.replace(old, new), path="a.py")
        assert fact.name in {"--depth", "--quiet"}
        return fact.kind, fact.before, fact.after

    assert one("default=3", "default=4") == ("flag.default_changed", "3", "4")
    assert one(" default=3,", "") == ("flag.default_removed", "3", None)
    assert one("default=3", "default=None") == ("flag.default_removed", "3", None)
    assert one('"store_true"', '"store_true", default=True') == ("flag.default_added", None, "True")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('["a"]', '["a", "b"]', True),
        ("[x.value for x in Modes]", "[x.value for x in Modes if x.public]", False),
        ("[PLAIN, *others]", "[PLAIN, *[one for one in others]]", False),
        ("list(names(1))", "list(names(1, 2))", False),
    ],
)
def test_choices_are_compared_where_they_are_written_out(
    told_by: FactsOf, old: str, new: str, told: bool
) -> None:
    line = 'parser.add_argument("--mode", choices={})\n'
    assert bool(told_by(Flags(), line.format(old), line.format(new), path="a.py")) is told


def test_another_help_text_is_no_fact(told_by: FactsOf) -> None:
    assert told_by(Flags(), PYTHON, PYTHON.replace("how deep", "depth"), path="a.py") == []


def test_a_flag_of_like_name_and_place_is_renamed(told_by: FactsOf) -> None:
    (fact,) = told_by(Flags(), PYTHON, PYTHON.replace("--depth", "--max-depth"), path="a.py")
    assert (fact.kind, fact.before, fact.after) == ("flag.renamed", "--depth", "--max-depth")
    assert {each.side.value for each in fact.evidence} == {"old", "new"}


def test_a_flag_that_leaves_one_file_and_comes_to_another_has_moved(told_by: FactsOf) -> None:
    line = 'parser.add_argument("--migration-limit", type=int)\n'
    (fact,) = told_by(
        Flags(), {"worker.py": line, "front.py": "x = 1\n"}, {"worker.py": "", "front.py": "x = 1\n" + line}
    )
    assert (fact.kind, fact.before, fact.after) == ("flag.moved", "worker.py", "front.py")
    assert [(each.path, each.line) for each in fact.evidence] == [("front.py", 2), ("worker.py", 1)]


def test_a_use_is_never_told_as_an_interface(told_by: FactsOf) -> None:
    found = told_by(Flags(), "serve --old 1\n", "serve --new 1\n", path="run.sh")
    assert [(f.kind, f.name, f.extra["what"]) for f in found] == [
        ("flag.changed", "--old", "removed"),
        ("flag.changed", "--new", "added"),
    ]


@pytest.mark.parametrize(
    "text", ["for (i = 9; i--;) {}", "<!--note-->", "a --- b", "x--y", "# serve --hidden"]
)
def test_near_misses_of_uses(told_by: FactsOf, text: str) -> None:
    assert told_by(Flags(), "", text + "\n", path="run.sh") == []


PROGRAM = "import argparse\n\nparser = argparse.ArgumentParser()\nparser.add_argument('--level')\n"
LIMIT = "parser.add_argument(\n    '--limit',\n    type=int,\n)\n"


def moved(told_by: FactsOf, before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str | None]]:
    facts = told_by(Flags(), before, after)
    return [(f.before or "", f.extra.get("programs")) for f in facts if f.kind == "flag.moved"]


def test_a_flag_goes_from_two_programs_to_a_third(told_by: FactsOf) -> None:
    before = {"a/args.py": PROGRAM + LIMIT, "b/args.py": PROGRAM + LIMIT, "front/main.py": PROGRAM}
    after = {"a/args.py": PROGRAM, "b/args.py": PROGRAM, "front/main.py": PROGRAM + LIMIT}
    facts = told_by(Flags(), before, after)
    assert {(f.kind, f.before, f.after, f.extra["programs"]) for f in facts} == {
        ("flag.moved", "a/args.py", "front/main.py", "two"),
        ("flag.moved", "b/args.py", "front/main.py", "two"),
    }
    assert all("--limit" in f.evidence[0].text for f in facts)


def test_within_a_program_a_flag_only_changes_its_place(told_by: FactsOf) -> None:
    helper = "def add_options(parser):\n    pass\n"
    with_limit = "def add_options(parser):\n    parser.add_argument('--limit', type=int)\n"
    before = {"a/args.py": PROGRAM + LIMIT, "a/options.py": helper}
    assert moved(told_by, before, {"a/args.py": PROGRAM, "a/options.py": with_limit}) == [("a/args.py", None)]
    imports = "from a.front import parents\n" + PROGRAM
    before = {"a/args.py": imports + LIMIT, "a/front.py": PROGRAM}
    after = {"a/args.py": imports, "a/front.py": PROGRAM + LIMIT}
    assert moved(told_by, before, after) == [("a/args.py", None)]


def test_a_flag_that_a_rewritten_script_took_before_is_not_new(told_by: FactsOf) -> None:
    before = 'if [ "$1" = --fast ]; then\n  fast=1\nfi\n'
    after = 'case "$1" in\n  --fast)\n    fast=1 ;;\n  --deep)\n    deep=1 ;;\nesac\n'
    facts = told_by(Flags(), before, after, path="a.sh")
    assert [each.name for each in facts if each.kind == "flag.added"] == ["--deep"]
    back = told_by(Flags(), after, before, path="a.sh")
    assert [each.name for each in back if each.kind == "flag.removed"] == ["--deep"]


def test_a_flag_that_a_message_speaks_of_is_not_passed(told_by: FactsOf) -> None:
    message = 'fail("give --depth or --width")\n'
    assert told_by(Flags(), "x = 1\n", message, path="a.py") == []
    (used,) = told_by(Flags(), "x = 1\n", 'run(["serve", "--depth", "3"])\n', path="a.py")
    assert (used.name, used.extra["role"]) == ("--depth", "use")


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ("serve model \\\n  --port 80 \\\n  --depth 3\n", True),
        ("serve model \\\n  --port 80\n\nbench model \\\n  --depth 3\n", False),
        ("serve model --depth 3 \\\n  --port 80\n", True),
    ],
)
def test_a_flag_of_a_command_that_is_new_was_added_to_none(told_by: FactsOf, after: str, told: bool) -> None:
    before = "serve model \\\n  --port 80\n"
    (fact,) = [
        one for one in told_by(Flags(), {"run.sh": before}, {"run.sh": after}) if one.name == "--depth"
    ]
    assert ("command" not in fact.extra) is told
