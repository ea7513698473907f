"""Which lines of the diff a section shows, and where a piece begins and ends."""

from __future__ import annotations

import re

from classifier.statements.completing import closed, ended, under_conditions
from classifier.statements.parts import part_of
from history.briefs import Importance
from history.records import FileChange, FileStatus, Hunk
from tests.support import RepoBuilder
from tests.support.sayings import LONG, BriefsOf, edited, shown

GUARD = "    if kiln.hot:\n        raise ValueError(\n            'too hot'\n        )\n"


def test_a_piece_holds_the_whole_statement_that_the_summary_tells(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "def fire(kiln):\n    return kiln\n"
    after = before.replace("    return", f"{GUARD}    return") + "\n\n" + LONG
    edited(repo, "fix: no firing while the kiln is hot", {"src/a.py": (before, after)})
    assert shown(briefs_of(Importance.MEDIUM)[0])[:5] == [
        " def fire(kiln):",
        "+    if kiln.hot:",
        "+        raise ValueError(",
        "+            'too hot'",
        "+        )",
    ]


def test_imports_moved_lines_and_tests_are_not_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/a.py": (
            "import os\n\n\ndef fire(kiln):\n    return kiln\n\n\n" + LONG,
            "import sys\n\n\ndef fire(kiln):\n    return kiln or sys\n",
        ),
        "src/b.py": ("", LONG),
        "tests/test_a.py": ("", "def test_fire():\n    assert fire(1)\n" * 9),
    }
    edited(repo, "refactor: steps of the kiln", files)
    lines = shown(briefs_of(Importance.HIGH)[0])
    assert "+    return kiln or sys" in lines or "+return kiln or sys" in lines
    assert not any("import" in line or "step_" in line or "assert" in line for line in lines)


def test_there_is_room_for_more_lines_where_more_matters(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(repo, "feat: steps", {"src/a.py": ("x = 1\n", "x = 1\n\n\n" + LONG)})
    sizes = [
        len(shown(briefs_of(level)[0])) for level in (Importance.HIGH, Importance.MEDIUM, Importance.LOW)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert 0 < sizes[2] <= 10
    assert sizes[0] <= 36


def test_a_documentation_string_that_is_quoted_is_not_shown_again(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    doc = '    """Fires the kiln.\n\n    The kiln must be shut, because it cracks otherwise.\n    """\n'
    body = f"def fire(kiln):\n{doc}    kiln.shut()\n    kiln.heat(900)\n    return kiln\n"
    edited(repo, "feat: fire", {"src/a.py": ("x = 1\n", f"x = 1\n\n\n{body}\n\n{LONG}")})
    lines = shown(briefs_of(Importance.HIGH)[0])
    assert not any("cracks otherwise" in line for line in lines)


def test_of_a_comment_the_statement_below_it_is_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    note = "    # The kiln must be shut, because it cracks\n    # when it is fired open.\n"
    before = f"def fire(kiln):\n    kiln.heat(900)\n    return kiln\n\n\n{LONG}"
    after = before.replace("    kiln.heat(900)\n", f"{note}    kiln.shut()\n    kiln.heat(900)\n").replace(
        "x + ", "x - "
    )
    edited(repo, "fix: shut the kiln before it is fired", {"src/a.py": (before, after)})
    lines = shown(briefs_of(Importance.LOW)[0])
    assert "+    kiln.shut()" in lines
    assert not any("cracks" in line for line in lines)


def test_the_line_in_a_new_function_that_decides_comes_before_its_signature_alone(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    steps = "".join(f"    shelf_{n} = kiln.shelf_{n}\n" for n in range(14))
    check = f"def checked(kiln):\n{steps}    if kiln.shelves > 4:\n        raise ValueError('too many shelves')\n    return kiln\n"
    edited(repo, "fix: refuse a kiln with too many shelves", {"src/a.py": ("x = 1\n", f"x = 1\n\n\n{check}")})
    lines = shown(briefs_of(Importance.LOW)[0])
    assert "+    if kiln.shelves > 4:" in lines
    assert "+        raise ValueError('too many shelves')" in lines


def test_both_sides_of_an_edit_are_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "".join(f"heat_{n} = kiln.read({n})\n" for n in range(30))
    after = before.replace("kiln.read(7)", "kiln.measured(7, timeout=60)").replace(
        "kiln.read(2", "oven.read(2"
    )
    edited(repo, "fix: measured heat with a timeout", {"src/a.py": (before, after)})
    lines = shown(briefs_of(Importance.LOW)[0])
    place = lines.index("+heat_7 = kiln.measured(7, timeout=60)")
    assert lines[place - 1] == "-heat_7 = kiln.read(7)"


def test_what_is_used_where_no_condition_holds_is_shown_with_the_condition(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    steps = "".join(f"        shelf_{n} = kiln.shelf_{n}\n" for n in range(9))
    body = f"    if kiln.size < LIMIT:\n{steps}    else:\n{steps.replace('shelf', 'slow')}"
    edited(
        repo,
        "fix: fall back to slow shelves beyond the size limit of a kiln",
        {"src/a.py": ("x = 1\n\n\ndef fire(kiln):\n", f"x = 1\n\n\ndef fire(kiln):\n{body}")},
    )
    lines = shown(briefs_of(Importance.LOW)[0])
    place = lines.index("+    if kiln.size < LIMIT:")
    assert "+    else:" in lines[place:]


def test_the_same_edit_made_twice_is_shown_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {f"src/{name}.py": (LONG, LONG.replace("return x", "return heated(x)")) for name in "ab"}
    edited(repo, "fix: heat everything", files)
    lines = shown(briefs_of(Importance.MEDIUM)[0])
    assert len({line for line in lines if line.startswith("+    return heated(x)")}) >= 1
    assert sum(line.startswith("+") and line.strip("+ ") == "return heated(x) + 0" for line in lines) == 1


def test_of_a_statement_that_is_too_long_both_sides_are_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "".join(f"        kiln.shelf_{n}.hot and\n" for n in range(11))
    after = before.replace("shelf", "plate").replace("hot", "cold")
    text = "def fire(kiln):\n    return (\n{}        kiln.door\n    )\n"
    edited(repo, "fix: shelves are plates", {"src/a.py": (text.format(before), text.format(after))})
    lines = shown(briefs_of(Importance.LOW)[0])
    assert 2 < len(lines) <= 10 + len(["…"])
    assert {line[0] for line in lines} >= {"-", "+"}


def test_where_a_new_setting_is_used_is_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    steps = "".join(f"    shelf_{n} = kiln.shelf_{n}\n" for n in range(25))
    before = f"def fire(kiln):\n{steps}    kiln.heat(900)\n    return kiln\n"
    after = before.replace("fire(kiln)", "fire(kiln, rest=0)").replace(
        "    kiln.heat(900)\n", "    kiln.heat(900 if rest else 700)\n"
    )
    edited(repo, "feat: fire after a rest", {"src/a.py": (before, after), "README.md": ("", "rest\n" * 30)})
    assert "+kiln.heat(900 if rest else 700)" in shown(briefs_of(Importance.LOW)[0])


def test_a_table_of_values_is_shown_with_its_values(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    table = 'LIMITS = {\n    "low": 0.09,\n    "high": 0.045,\n    "other": 0.05,\n}\n'
    edited(repo, "feat: limits by heat", {"src/a.py": ("x = 1\n", f"x = 1\n\n\n{LONG}\n{table}")})
    lines = shown(briefs_of(Importance.MEDIUM)[0])
    assert '+    "high": 0.045,' in lines


def test_an_import_of_several_lines_is_not_shown_with_what_stands_below_it(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    head = 'package kiln\n\nimport (\n\t"fmt"\n\t"os"\n)\n\n'
    body = 'func Fire(heat int) error {\n\tif heat > 900 {\n\t\treturn fmt.Errorf("too hot: %d", heat)\n\t}\n\treturn nil\n}\n'
    edited(repo, "feat: refuse heat", {"kiln/fire.go": ("", head + body)})
    lines = shown(briefs_of(Importance.HIGH)[0])
    assert "+\tif heat > 900 {" in lines
    assert not any('"os"' in line or "import" in line for line in lines)


def test_no_line_is_shown_twice(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    text = "".join(
        f"def fire_{n}(kiln):\n    if kiln.heat > {n}:\n        raise ValueError('kiln is hot')\n    return kiln.heat * {n}\n\n\n"
        for n in range(9)
    )
    edited(repo, "feat: fire a kiln by its heat", {"src/a.py": ("x = 1\n", f"x = 1\n\n\n{text}")})
    for level in Importance:
        [brief] = briefs_of(level)[:1]
        numbers = [line.line for piece in brief.pieces for line in piece.lines if line.text.strip(" …")]
        assert len(numbers) == len(set(numbers)) > 0


def test_a_comment_that_says_why_is_shown_with_the_lines_it_explains(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "def fire(kiln):\n    mode = (\n        SLOW,\n        kiln,\n    )\n    return mode\n"
    after = before.replace(
        "    mode = (\n        SLOW", "    # Runtime feeds wet clay\n    mode = (\n        DRYING"
    )
    edited(repo, "fix: the mode of firing", {"src/a.py": (before, after)})
    lines = [line.replace(" ", "") for line in shown(briefs_of(Importance.LOW)[0])]
    assert lines.index("+#Runtimefeedswetclay") < lines.index("+DRYING,")


def test_a_piece_does_not_end_before_the_bracket_that_closes_it() -> None:
    lines = ("+whole = (", "+    kiln.size", "+    * kiln.doors", "+)", "+each = heat // whole")
    file = FileChange(FileStatus.MODIFIED, "a.py", "a.py", hunks=(Hunk(1, 0, 1, 5, "", lines),), added=5)
    part = part_of(file, file.hunks[0])
    assert closed(part, {0, 1}) == {0, 1, 2, 3}
    assert closed(part, {0, 1, 2, 3}) == {0, 1, 2, 3}
    assert closed(part, {4}) == {4}


def test_a_statement_too_long_to_be_closed_stays_as_it_is() -> None:
    lines = ("+whole = (", *(f"+    kiln.zone_{n}" for n in range(9)), "+)")
    file = FileChange(FileStatus.MODIFIED, "a.py", "a.py", hunks=(Hunk(1, 0, 1, 11, "", lines),), added=11)
    assert closed(part_of(file, file.hunks[0]), {0, 1}) == {0, 1}


def test_what_follows_the_end_of_a_documentation_string_is_code(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    docs = '    """\n    Choose the kiln that is the best one for\n    the clay at hand.\n    """\n'
    before = f"def choose(clay):\n    # one\n    # two\n{docs}    kiln = None\n" + LONG
    after = before.replace("    kiln = None", "    if clay.wet:\n        return SLOW_KILN\n    kiln = None")
    after = after.replace("return x + 11", "return x + 12")
    edited(repo, "feat: wet clay goes to the slow kiln", {"src/a.py": (before, after)})
    assert shown(briefs_of(Importance.HIGH)[0])[:2] == ["+if clay.wet:", "+    return SLOW_KILN"]


def test_of_a_new_program_its_work_is_shown_and_not_what_it_declares(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    declared = "".join(
        f'    parser.add_argument("--kiln-power-{n}", help="Power of kiln {n} at the agent.")\n'
        for n in range(30)
    )
    program = (
        f"import argparse\n\n\ndef main(parser):\n{declared}\n\ndef cap(kiln, power):\n"
        "    if power > kiln.limit:\n        kiln.power = kiln.limit\n" + LONG
    )
    repo.commit("chore: begin", {"README.md": "# x\n"})
    repo.commit("feat: kiln power agent", {"src/agent.py": program})
    lines = shown(briefs_of(Importance.MEDIUM)[0])
    assert any("power > kiln.limit" in line for line in lines)
    assert not any("add_argument" in line for line in lines[:4])


def test_a_comment_that_stands_for_the_line_that_went_is_shown_with_it(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "def hot(kiln):\n    return (\n        kiln.is_big\n        or kiln.is_old\n        or kiln.is_new\n    )\n"
    after = before.replace("or kiln.is_old", "# old ones excluded: kiln/kiln#31")
    edited(repo, "fix: old kilns are not hot", {"src/a.py": (before, after)})
    lines = [line.replace(" ", "") for line in shown(briefs_of(Importance.LOW)[0])]
    assert lines[-2:] == ["-orkiln.is_old", "+#oldonesexcluded:kiln/kiln#31"]


def test_a_condition_is_shown_with_all_its_operands(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    operands = ["kiln.door == 3", "and kiln.shelf is None", "and kiln.plate is True", "and kiln.heat == 900"]
    condition = "    if (\n" + "".join(f"        {one}\n" for one in operands) + "    ):\n"
    guard = f"{condition}        raise ValueError(\n            'a kiln like this cracks'\n        )\n"
    before = f"def fire(kiln):\n    kiln.look()\n    return kiln\n\n\n{LONG}"
    after = before.replace("    return kiln\n", f"{guard}    return kiln\n").replace("x + ", "x - ")
    edited(repo, "fix: no firing where the kiln cracks", {"src/a.py": (before, after)})
    lines = [line.strip("+ ") for line in shown(briefs_of(Importance.LOW)[0])]
    place = lines.index("if (")
    assert lines[place + 1 : place + 6] == [*operands, "):"]
    assert "'a kiln like this cracks'" in lines


def test_what_is_decorated_is_named_below_its_decorator(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "".join(f"@kept(size=3)\ndef fire_{n}(kiln):\n    return kiln\n\n\n" for n in range(2))
    edited(repo, "fix: keep more", {"src/a.py": (before, before.replace("size=3", "size=9"))})
    lines = shown(briefs_of(Importance.LOW)[0])
    assert [line for line in lines if "def" in line] == [" def fire_0(kiln):", " def fire_1(kiln):"]


def test_a_piece_does_not_stop_at_the_head_of_a_block() -> None:
    text = "def fire(kiln):\n    if kiln.old:\n        slow(kiln)\n    else:\n        fast(kiln)\n    return kiln\n"
    lines = tuple(f" {line}" for line in text.splitlines())
    file = FileChange(FileStatus.MODIFIED, "a.py", "a.py", hunks=(Hunk(1, 6, 1, 6, "", lines),))
    part = part_of(file, file.hunks[0])
    assert ended(part, {1, 2, 3}) == {1, 2, 3, 4}
    assert ended(part, {1, 2}) == {1, 2}
    assert ended(part, {0}) == {0}  # a function is named by its head


def test_a_step_that_leaves_a_block_is_shown_with_its_condition() -> None:
    text = (
        "for shelf in kiln:\n    if not shelf.hot:\n        log(shelf)\n        continue\n    fire(shelf)\n"
    )
    lines = tuple(f"+{line}" for line in text.splitlines())
    file = FileChange(FileStatus.MODIFIED, "a.py", "a.py", hunks=(Hunk(0, 0, 1, 5, "", lines),))
    part = part_of(file, file.hunks[0])
    assert under_conditions(part, {3, 4}) == {1, 2, 3, 4}
    assert under_conditions(part, {4}) == {4}


def test_of_a_new_function_what_it_does_is_shown_before_its_guard(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    steps = "".join(f"    shelf_{n} = kiln.shelf_{n}\n" for n in range(14))
    work = "    for shelf in kiln.shelves:\n        if shelf.cold:\n            kiln.drop(shelf)\n"
    body = f"def dropped(kiln):\n    if kiln.shut:\n        return\n{steps}{work}"
    edited(repo, "feat: drop the cold shelves of a kiln", {"src/a.py": ("x = 1\n", f"x = 1\n\n\n{body}")})
    assert "+            kiln.drop(shelf)" in shown(briefs_of(Importance.LOW)[0])


def test_a_piece_ends_with_both_sides_of_what_closes_it_and_with_what_is_assigned() -> None:
    lines = (
        " val heat by lazy {",
        "     format(",
        '         "%d",',
        "-    ).zone(UTC)",
        "+    )",
        " }",
        "+x =",
        "+  y",
    )
    file = FileChange(FileStatus.MODIFIED, "a.kt", "a.kt", hunks=(Hunk(1, 5, 1, 7, "", lines),))
    part = part_of(file, file.hunks[0])
    assert ended(part, {1}) == {1, 2, 3, 4}
    assert ended(part, {6}) == {6, 7}


def test_where_an_edit_was_made_again_is_said(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = f"def fire(kiln):\n    kiln.heat(900, wait=False)\n    return kiln\n\n\n{LONG}"
    after = before.replace("kiln.heat(900, wait=False)", "kiln.heat(900, wait=kiln.is_big)")
    files = {f"src/{name}/kiln.py": (before, after) for name in ("gas", "wood")}
    edited(repo, "fix: wait for big kilns", files)
    (piece,) = briefs_of(Importance.LOW)[0].pieces
    assert [(one.path, one.line) for one in piece.again] == [
        (next(path for path in files if path != piece.path), 2)
    ]


def test_an_edit_that_was_made_in_two_files_is_shown_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def fire(kiln):\n    return kiln.heat(40)\n"
    after = before.replace("    return", "    kiln.close()\n    return").replace("40", "60")
    edited(repo, "fix: close first", {f"src/{name}.py": (before, after) for name in "ab"})
    (piece,) = briefs_of(Importance.LOW)[0].pieces
    assert [one.path for one in piece.again] == ["src/b.py"]


def test_an_edit_that_was_made_once_is_not_said_to_be_made_again(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "def fire(kiln):\n    kiln.heat(900, wait=False)\n    return kiln\n"
    edited(repo, "fix: hotter", {"src/a.py": (before, before.replace("900", "950"))})
    assert [piece.again for piece in briefs_of(Importance.LOW)[0].pieces] == [()]


def test_a_list_below_the_imports_is_shown_and_not_a_comment(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    names = [f"AES{n}-GCM-SHA256" for n in range(12)]
    head = (
        'package tls\n\nimport (\n\t"fmt"\n\t"sets"\n)\n\n// Suites that the kiln accepts.\n// One a line.\n'
    )
    notes = "// Where the names come from:\n" + "".join(f"// - {name}\n" for name in names)
    before = head + "var suites = sets.New(\n" + "".join(f'\t"{name}",\n' for name in names) + ")\n"
    after = before.replace("var suites", notes + "var suites")
    for name in names:
        after = after.replace(f'\t"{name}",\n', f'\t"{name}",\n\t"TLS_{name}",\n')
    types = "package api\n\n// Kiln is hot.\ntype Kiln struct{}\n"
    edited(
        repo,
        "fix: allow long names of suites",
        {
            "api/kiln.go": (types, types.replace("// Kiln is hot.\n", f"// Kiln is hot.\n{notes}")),
            "tls/suites.go": (before, after),
        },
    )
    lines = shown(briefs_of(Importance.MEDIUM)[0])
    assert re.search(r'\t"TLS_AES\d-GCM-SHA256",', "\n".join(lines).replace("    ", "\t"))
    assert not any(line.startswith("+//") for line in lines)


def test_a_step_is_shown_below_the_head_of_its_own_block(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    body = "".join(
        f"    if kiln.has_{n}:\n        # {n}\n        kiln.heat_{n}({n})\n        kiln.wait_{n}()\n"
        for n in range(14)
    )
    edited(
        repo,
        "feat: heat by heat_3 and heat_9",
        {"src/a.py": ("x = 1\n", f"x = 1\n\n\ndef fire(kiln):\n{body}")},
    )
    lines = shown(briefs_of(Importance.MEDIUM)[0])
    block = ""
    for line in lines:
        if "if kiln.has_" in line:
            block = line.partition("has_")[2].rstrip(":")
        elif "kiln." in line:
            assert line.partition("_")[2].partition("(")[0] == block
    assert block


def test_where_a_change_goes_on_behind_what_is_shown_is_a_mark(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    body = "".join(f"    kiln.step_{n}({n})\n" for n in range(40))
    edited(repo, "feat: heat", {"src/a.py": ("x = 1\n", f"x = 1\n\n\ndef fire(kiln):\n{body}")})
    assert shown(briefs_of(Importance.LOW)[0])[-1].strip("+ ") == "…"


def test_the_few_steps_that_are_left_of_a_change_are_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    steps = "".join(f"    kiln.step_{n}({n})\n" for n in range(60))
    before = f"def fire(kiln):\n{steps}    return kiln\n"
    branch = "    if kiln.is_cold:\n        kiln.heat(900)\n    else:\n        kiln.keep(700)\n"
    after = before.replace("step_", "move_").replace("    return kiln\n", f"{branch}    return kiln\n")
    edited(repo, "fix: heat the kiln only if it is cold", {"src/a.py": (before, after)})
    lines = [line.lstrip("+ ") for line in shown(briefs_of(Importance.MEDIUM)[0])]
    wanted = [line.strip() for line in branch.splitlines()]
    assert lines[lines.index(wanted[0]) :][: len(wanted)] == wanted
