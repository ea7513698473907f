"""Changed lines that nobody needs to see: `classifier.statements.needless`."""

from __future__ import annotations

import pytest

from classifier.statements.needless import laid_out
from classifier.statements.parts import part_of
from history.briefs import Importance
from history.records import FileChange, FileStatus, Hunk
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, shown


@pytest.mark.parametrize(
    ("path", "lines", "is_layout"),
    [
        ("a.go", ("-heat(kiln, 900)", "+heat(", "+\tkiln,", "+\t900,", "+)"), True),
        ("a.kt", ("-else -> kiln.fire.Log.of(x)", "+else -> {", "+    Log.of(x)", "+}"), True),
        ("a.go", ("-heat(kiln, 900)", "+heat(", "+\tkiln,", "+\t700,", "+)"), False),
        ("a.go", ('-log("a  b")', '+log("a b")'), False),
        ("a.py", ("-heat()", "+    heat()"), False),
    ],
)
def test_a_change_of_layout_is_known(path: str, lines: tuple[str, ...], is_layout: bool) -> None:
    hunk = Hunk(1, 1, 1, len(lines) - 1, "", lines)
    part = part_of(FileChange(FileStatus.MODIFIED, path, path, hunks=(hunk,)), hunk)
    assert laid_out(part) == (frozenset(range(len(lines))) if is_layout else frozenset())


def test_lines_that_look_alike_before_and_after_are_not_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    text = "// kiln{}hot\n" + "x()\n" * 9 + "var heat = {}\n"
    edited(repo, "fix: heat", {"a.go": (text.format("\t", 9), text.format(" ", 7))})
    assert shown(briefs_of(Importance.LOW)[0]) == ["-var heat = 9", "+var heat = 7"]


def test_drawings_are_not_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(repo, "chore: icon of the kiln", {"kiln.svg": ("", '<svg>\n<path d="M1 2"/>\n</svg>\n')})
    assert briefs_of(Importance.LOW)[0].pieces == ()


def test_a_prototype_is_not_shown_beside_its_function(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    head = "void heat_kiln_slowly(kiln *k)"
    steps = "".join(f"    step_{n}(k, {n});\n" for n in range(30))
    edited(
        repo,
        "feat: heat the kiln slowly",
        {
            "src/kiln.h": ("int x;\n", f"int x;\n{head};\n"),
            "src/kiln.c": ("int y;\n", f"int y;\n\n{head} {{\n{steps}}}\n"),
        },
    )
    assert {piece.path for piece in briefs_of(Importance.HIGH)[0].pieces} == {"src/kiln.c"}


def test_one_of_many_equal_versions_is_not_shown_beside_another_change(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    text = "[dependencies]\n" + "".join(
        f'kiln-{n} = {{ path = "kiln-{n}", version = "{{0}}" }}\n' for n in "abcdefgh"
    )
    before, after = (
        text.replace("{0}", version).replace("{{", "{").replace("}}", "}") for version in ("1.2.3", "1.3.0")
    )
    steps = "".join(f"    heat_{n}();\n" for n in range(20))
    edited(
        repo,
        "chore: release",
        {
            "Cargo.toml": (before, after),
            "src/lib.rs": ("fn a() {}\n", f"fn a() {{}}\n\nfn heat() {{\n{steps}}}\n"),
        },
    )
    assert {piece.path for piece in briefs_of(Importance.MEDIUM)[0].pieces} == {"src/lib.rs"}


def test_a_block_that_came_over_from_another_file_is_not_shown_as_new(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    block = (
        "\tif {0}.heat != nil {{\n\t\t{1}.heat, err = {0}.heat.degrees(context)\n\t\tif err != nil {{\n"
        "\t\t\treturn wrap(err, kiln, degrees)\n\t\t}}\n\t}}\n"
    )
    rest = "".join(f"\tstep{n}(kiln, {n})\n" for n in range(20))
    old, new = block.format("kiln", "store"), block.format("oven", "config")
    text = "package a\n\nfunc fire() error {{\n{}\treturn nil\n}}\n"
    edited(
        repo,
        "refactor: steps of the oven",
        {
            "a/kiln.go": (text.format(old), text.format(rest)),
            "a/oven.go": (text.format(""), text.format(new)),
        },
    )
    assert {piece.path for piece in briefs_of(Importance.MEDIUM)[0].pieces} == {"a/kiln.go"}
