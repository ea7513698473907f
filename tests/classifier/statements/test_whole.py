"""Small commits, of which every changed line is shown: `classifier.statements.whole`."""

from __future__ import annotations

from history.briefs import Importance
from tests.support import RepoBuilder
from tests.support.sayings import LONG, BriefsOf, edited, shown


def test_a_small_commit_is_shown_whole(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(repo, "fix: wait longer", {"src/a.py": ("TIMEOUT = 10\nx = 1\n", "TIMEOUT = 60\nx = 1\n")})
    assert shown(briefs_of(Importance.LOW)[0]) == ["-TIMEOUT = 10", "+TIMEOUT = 60"]


def test_imports_are_shown_where_there_is_nothing_else(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(
        repo,
        "fix: import the future",
        {"src/a.py": ("x = 1\n", "from __future__ import annotations\n\nx = 1\n")},
    )
    assert shown(briefs_of(Importance.LOW)[0]) == ["+from __future__ import annotations"]


def test_of_a_small_edit_nothing_that_went_is_left_out(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    went = "    if kiln.hot and kiln.shut:\n        if not (kiln.old and kiln.cold):\n            log(\n                'the kiln burns'\n            )\n            return False\n"
    came = "    if (\n        kiln.hot\n        and kiln.shut\n        and (not kiln.old or not kiln.cold)\n    ):\n        log('the kiln burns')\n        return False\n"
    text = "def fire(kiln):\n    kiln.look()\n{}    return True\n"
    edited(repo, "fix: lint of the kiln", {"src/a.py": (text.format(went), text.format(came))})
    lines = shown(briefs_of(Importance.LOW)[0])
    assert lines[0] == " def fire(kiln):"
    assert [f"-{line}" for line in went.splitlines()] == [line for line in lines if line[0] == "-"]
    assert [f"+{line}" for line in came.splitlines()] == [line for line in lines if line[0] == "+"]


def test_like_edits_are_all_shown_each_with_the_option_it_is_of(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    option = '    parser.add_argument(\n        "--{}",\n        type=int,\n        default={},\n        help="Of the kiln.",\n    )\n'

    def program(*defaults: int) -> str:
        named = zip(("shelves", "doors", "plates"), defaults, strict=True)
        return "def options(parser):\n" + "".join(option.format(*one) for one in named)

    edited(repo, "fix: fewer of all", {"src/a.py": (program(5, 3, 5), program(3, 1, 3))})
    pieces = briefs_of(Importance.LOW)[0].pieces
    assert [[f"{line.mark}{line.text}" for line in piece.lines] for piece in pieces] == [
        [f' "--{name}",', " type=int,", f"-default={old},", f"+default={new},"]
        for name, old, new in (("shelves", 5, 3), ("doors", 3, 1), ("plates", 5, 3))
    ]


def test_a_value_is_shown_below_the_key_that_holds_it(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    table = '{\n  "anna": {\n    "fires": true,\n    "stokes": true,\n    "rest": %s\n  },\n  "bert": {}\n}\n'
    edited(repo, "chore: permissions", {"config/people.json": (table % 60, table % 0)})
    lines = shown(briefs_of(Importance.LOW)[0])
    assert (lines[0], lines[-2:]) == (' "anna": {', ['-  "rest": 60', '+  "rest": 0'])


def test_a_version_is_shown_below_the_name_it_is_of(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    table = "kilns:\n  - name: big\n    heat: 900\n  - name: small\n    heat: %s\n"
    edited(repo, "chore: heat", {"deploy/kilns.yaml": (table % 700, table % 650)})
    assert shown(briefs_of(Importance.LOW)[0]) == [" - name: small", "-  heat: 700", "+  heat: 650"]


def test_no_condition_is_taken_for_the_name_of_what_stands_in_it(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    text = "def fire(kiln):\n    if kiln.hot:\n        kiln.rest = %s\n    return kiln\n"
    edited(repo, "fix: rest", {"src/a.py": (text % 1, text % 2)})
    assert shown(briefs_of(Importance.LOW)[0])[0] == " def fire(kiln):"


def test_a_small_fix_is_shown_whole_though_its_tests_are_many(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/a.py": ("x = 1\n", "# kilns are cold\nx = 2\n"),
        "tests/test_a.py": ("", "def test_fire():\n    assert fire(1)\n" * 9),
    }
    edited(repo, "fix: cold", files)
    assert shown(briefs_of(Importance.LOW)[0]) == ["-x = 1", "+# kilns are cold", "+x = 2"]


def test_a_comment_alone_that_the_summary_quotes_is_not_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = f"import os\n\n\n{LONG}\nx = 1\n"
    after = before.replace("import os\n", "import os\n\n# by step\n").replace("x = 1", "x = 2")
    edited(repo, "fix: a step", {"src/a.py": (before, after)})
    brief = briefs_of(Importance.LOW)[0]
    assert "by step" in str(brief.statements)
    assert shown(brief) == ["-x = 1", "+x = 2"]


def test_what_a_statement_is_moved_over_is_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    step, rest = "    kiln.shut()\n", "    kiln.load(clay)\n    if kiln.big:\n        kiln.wait(9)\n"
    text = "def fire(kiln, clay):\n{}    return kiln\n"
    edited(repo, "fix: shut first", {"src/a.py": (text.format(rest + step), text.format(step + rest))})
    lines = [line.replace(" ", "") for line in shown(briefs_of(Importance.LOW)[0])]
    assert lines[-5:] == ["+kiln.shut()", "kiln.load(clay)", "ifkiln.big:", "kiln.wait(9)", "-kiln.shut()"]


def test_an_import_for_the_lines_that_are_shown_is_left_out(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = f"from oven import heat\n\n\n{LONG}"
    after = before.replace("import heat", "import heat, is_old").replace(
        "return x + 3", "return x if is_old() else 3"
    )
    edited(repo, "fix: old ovens", {"src/a.py": (before, after)})
    lines = shown(briefs_of(Importance.LOW)[0])
    assert any("is_old()" in line for line in lines)
    assert not any("import" in line for line in lines)


def test_an_import_that_nothing_shown_needs_is_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = f"import old_oven\n\n\n{LONG}"
    after = before.replace("import old_oven", "import new_oven").replace("x + 3", "x + 33")
    edited(repo, "fix: the new oven", {"src/a.py": (before, after)})
    assert "+import new_oven" in shown(briefs_of(Importance.LOW)[0])


def test_of_a_small_commit_no_line_is_left_out(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = (
        "def fire(kiln):\n" + "".join(f"    kiln.step_{n}({n})\n" for n in range(8)) + "    return kiln\n"
    )
    edited(repo, "fix: hotter kilns", {"src/a.py": (before, before.replace("kiln.step", "kiln.hot_step"))})
    lines = shown(briefs_of(Importance.LOW)[0])
    assert [line for line in lines if line[:1] in "+-"] == [
        *(f"-    kiln.step_{n}({n})" for n in range(8)),
        *(f"+    kiln.hot_step_{n}({n})" for n in range(8)),
    ]


def test_a_comment_that_is_quoted_is_not_shown_again(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def fire(kiln):\n    kiln.heat(900)\n    return kiln\n"
    why = "    # The kiln must be shut before it is heated,\n    # because otherwise all of the\n    # bowls crack.\n"
    after = before.replace("    kiln.heat(900)\n", f"{why}    kiln.shut()\n    kiln.heat(950)\n")
    edited(repo, "fix: heat", {"src/a.py": (before, after)})
    brief = briefs_of(Importance.LOW)[0]
    assert "bowls crack" in str(brief.statements)
    lines = shown(brief)
    assert "+    kiln.shut()" in lines
    assert "+    kiln.heat(950)" in lines
    assert not any("bowls crack" in line for line in lines)


def test_the_head_of_a_licence_is_no_news_beside_a_change(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    head = "# SPDX-License-Identifier: MIT\n# Copyright the potters\n"
    text = f"{LONG}\nx = %s\n"
    edited(repo, "fix: x", {"src/a.py": (text % 1, head + text % 2)})
    assert shown(briefs_of(Importance.LOW)[0]) == ["-x = 1", "+x = 2"]


def test_what_changes_of_one_thing_stands_below_its_head_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    middle = "".join(f"    kiln.step_{n}()\n" for n in range(4))
    text = f"def fire({{}}):\n    kiln.heat({{}})\n{middle}    kiln.wait({{}})\n    return kiln\n"
    edited(repo, "fix: heat", {"src/a.py": (text.format("kiln", 9, 1), text.format("kiln, clay", 7, 2))})
    assert shown(briefs_of(Importance.LOW)[0]) == [
        "-def fire(kiln):",
        "-    kiln.heat(9)",
        "+def fire(kiln, clay):",
        "+    kiln.heat(7)",
        "     …",
        "-    kiln.wait(1)",
        "+    kiln.wait(2)",
    ]


def test_two_rows_are_not_worth_a_mark(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    text = "heat = merge(\n  name == 'kiln'\n    ? own\n    : {},\n)\n"
    edited(repo, "fix: copy", {"src/a.js": (text.format("rest"), text.format("copy(rest)"))})
    assert shown(briefs_of(Importance.LOW)[0])[:3] == [" heat = merge(", "   name == 'kiln'", "     ? own"]
