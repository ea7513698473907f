"""The impact scope: which files, and who calls what changed."""

from __future__ import annotations

import pytest

from history.briefs import Importance, Section
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words


def test_where_the_commit_calls_what_it_adds_is_told(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/blocks.py": ("x = 1\n", "x = 1\n\n\ndef open_block(key):\n    return key\n"),
        "src/server.py": ("y = 1\n", "from blocks import open_block\n\ny = open_block(1)\n"),
    }
    edited(repo, "feat: blocks", files)
    assert "the new open_block is called in server.py" in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)


def test_a_new_type_is_used_and_not_called(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/blocks.py": ("x = 1\n", "x = 1\n\n\nclass OpenBlock:\n    key: int = 0\n"),
        "src/server.py": ("y = 1\n", "from blocks import OpenBlock\n\ny = OpenBlock(key=1)\n"),
    }
    edited(repo, "feat: blocks", files)
    assert "the new OpenBlock is used in server.py" in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)


def test_neither_what_defines_a_name_nor_what_no_grammar_reads_calls_it(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    files = {
        "src/blocks.py": ("x = 1\n", "x = 1\n\n\ndef open_block(key):\n    return core.open_block(key)\n"),
        "src/blocks.mu": ("int x;\n", "int x;\n\nint open_block(int key) {\n  return key;\n}\n"),
        "src/blocks.h": ("int x;\n", "int x;\n\nint open_block(int key);\n"),
    }
    edited(repo, "feat: blocks", files)
    assert "open_block is called in" not in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)


def test_a_call_in_a_comment_or_a_test_is_no_caller(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/blocks.py": ("x = 1\n", "x = 1\n\n\ndef open_block(key):\n    return key\n"),
        "src/server.py": ("y = 1\n", "# open_block(1) would do\ny = 2\n"),
        "tests/test_blocks.py": ("z = 1\n", "z = 1\n\n\ndef test_it():\n    assert open_block(1)\n"),
    }
    edited(repo, "feat: blocks", files)
    assert "called in" not in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)


def test_a_name_of_the_dictionary_is_not_followed_by_its_calls(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    store = "class Store:\n    def size(self):\n        return 0\n"
    files = {
        "src/store.py": (store, store + "\n    def insert(self, key):\n        return key\n"),
        "src/server.py": ("paths = []\n", "paths = []\n\npaths.insert(0, 1)\n"),
    }
    edited(repo, "feat: store", files)
    assert "called in" not in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)


@pytest.mark.parametrize(("caller", "is_told"), [("self", False), ("self.kiln", True)])
def test_a_method_that_another_class_calls_on_itself_is_its_own(
    caller: str, is_told: bool, repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    files = {
        "src/kiln.py": (
            "class Kiln:\n    pass\n",
            "class Kiln:\n    def fire_slowly(self):\n        return 1\n",
        ),
        "src/oven.py": (
            "x = 1\n",
            f"x = 1\n\n\nclass Oven:\n    def bake(self):\n        {caller}.fire_slowly()\n",
        ),
    }
    edited(repo, "feat: fire slowly", files)
    assert (
        "the new fire_slowly is called in" in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)
    ) is is_told


def test_what_was_called_before_is_not_the_new_function(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/blocks.py": ("x = 1\n", "x = 1\n\n\ndef open_block(key):\n    return key\n"),
        "src/server.py": ("y = disk.open_block(1)\n", "y = disk.open_block(1)\nz = disk.open_block(2)\n"),
    }
    edited(repo, "feat: blocks", files)
    assert "called in" not in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)


def test_a_script_that_passes_a_flag_does_not_change_it(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("chore: begin", {"README.md": "# x\n"})
    repo.commit("feat: start it", {"deploy/start.sh": "#!/bin/sh\nserver --cache-size 4 --log-level info\n"})
    repo.commit("chore: tidy", {"deploy/start.sh": None})
    gone, new, _ = briefs_of(Importance.HIGH)
    assert "new file deploy/start.sh (2 lines)" in words(new, Section.SCOPE)
    assert "deleted file deploy/start.sh (2 lines)" in words(gone, Section.SCOPE)
    for one in (gone, new):
        assert "changes --" not in words(one, Section.SCOPE)


def test_files_whose_lines_are_shown_are_not_listed_again(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {f"src/{name}.py": (f"{name} = 1\n", f"{name} = 2\n") for name in ("a", "b")}
    edited(repo, "fix: values", files)
    brief = briefs_of(Importance.MEDIUM)[0]
    assert {one.path for one in brief.pieces} == {*files}
    assert words(brief, Section.SCOPE) == ""


def test_a_new_file_is_listed_as_new(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: a", {"src/a.py": "a = 1\n"})
    repo.commit("feat: b", {"src/b.py": "b = 1\n"})
    assert "new file src/b.py" in words(briefs_of(Importance.MEDIUM)[0], Section.SCOPE)


def test_what_only_makes_a_name_known_does_not_call_it(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    kernel = "#include <x.h>\n"
    files = {
        "csrc/bake.cpp": (kernel, kernel + "void bake_all_pots(Pot a, Pot b) {\n  a.heat(b);\n}\n"),
        "csrc/ops.h": ("#pragma once\n", "#pragma once\nvoid bake_all_pots(Pot a, Pot b);\n"),
        "csrc/bind.cpp": (
            kernel,
            kernel + 'BIND(m) {\n  m.def("bake_all_pots(Pot a, Pot b)", &bake_all_pots);\n}\n',
        ),
        "src/kiln.cpp": (kernel, kernel + "void run(Pot a) {\n  bake_all_pots(a, a);\n}\n"),
    }
    edited(repo, "feat: bake", files)
    assert "the new bake_all_pots is called in kiln.cpp" in words(
        briefs_of(Importance.HIGH)[0], Section.SCOPE
    )


def test_tests_alone_are_not_named_where_the_program_changed_too(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    files = {
        "src/kiln.py": ("def heat():\n    return 900\n", "def heat():\n    return 950\n"),
        "tests/test_kiln.py": (
            "def test_it():\n    assert heat() == 900\n",
            "def test_it():\n    assert heat() == 950\n",
        ),
    }
    edited(repo, "fix: hotter", files)
    assert words(briefs_of(Importance.HIGH)[0], Section.SCOPE) == ""


def test_a_new_file_with_tests_in_it_is_as_long_as_it_is(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    code = "pub fn bake(n: u32) -> u32 {\n    n + 1\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn bakes() {\n        assert_eq!(bake(1), 2);\n    }\n}\n"
    repo.commit("chore: begin", {"README.md": "# x\n"})
    repo.commit("feat: bake", {"src/kiln.rs": code, "src/shelf.rs": "pub fn shelf() {}\n"})
    said = words(briefs_of(Importance.HIGH)[0], Section.SCOPE)
    assert "new file src/kiln.rs (11 lines)" in said


RUST = "pub fn fire(heat: u32) -> u32 {\n    heat\n}\n"
INLINE = "\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn fires() {\n        assert_eq!(super::fire(1), 1);\n    }\n}\n"


def test_a_file_with_tests_in_it_is_counted_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    shed = "pub fn open() -> bool {\n    false\n}\n"
    files = {
        "src/kiln.rs": (None, RUST + INLINE),
        "src/shed.rs": (shed, shed.replace("false", "true") + INLINE),
        "src/lib.rs": ("mod shed;\n", "mod shed;\nmod kiln;\n"),
        "tests/kiln_test.rs": (
            "use shed::open;\n",
            "use shed::open;\n\n#[test]\nfn opens() {\n    assert!(open());\n}\n",
        ),
    }
    edited(repo, "feat: a kiln", files)
    said = words(briefs_of(Importance.HIGH)[0], Section.SCOPE)
    assert "new file src/kiln.rs (11 lines)" in said
    assert "also tests within one file of the program; one test file (+11 −0)" in said


def test_a_file_of_which_only_comments_change_is_told_as_that(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/kiln.rs": (RUST, f"/// Fires the pot\n/// until it is done.\n{RUST}"),
        "src/shed.rs": (None, RUST),
        "src/door.go": ("//go:build x\n\npackage door\n", "//go:build y\n\npackage door\n"),
    }
    edited(repo, "feat: a shed", files)
    said = words(briefs_of(Importance.HIGH)[0], Section.SCOPE)
    assert "also one file of which only comments change (+2 −0)" in said
    assert "src/door.go (+1 −1)" in said


def test_a_document_calls_nothing(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/blocks.py": ("x = 1\n", "x = 1\n\n\ndef open_block(key):\n    return key\n"),
        "docs/blocks.md": ("# Blocks\n", "# Blocks\n\nIt is `open_block(1)` that opens one.\n"),
    }
    edited(repo, "feat: blocks", files)
    assert "called in" not in words(briefs_of(Importance.HIGH)[0], Section.SCOPE)


def test_a_file_of_the_program_is_no_test_file_though_only_its_tests_change(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    tests = "pub fn f() -> u8 {\n    1\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn one() {\n        assert_eq!(f(), 1);\n    }\n}\n"
    files = {"src/a.rs": (tests, tests.replace("f(), 1", "super::f(), 1"))}
    for number in range(9):
        old = "pub fn g() -> u8 {\n    1\n}\n"
        files[f"src/b{number}.rs"] = (old, old.replace("1\n", f"1{number}\n"))
    edited(repo, "feat: numbers", files)
    said = words(briefs_of(Importance.HIGH)[0], Section.SCOPE)
    assert "test file" not in said
    assert "tests within one file of the program" in said


def test_new_files_of_a_folder_are_named(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    new: dict[str, tuple[str | None, str]] = {
        f"src/lids/{name}.rs": (None, RUST) for name in ("one", "two", "three", "four")
    }
    edited(repo, "feat: lids", {"src/lib.rs": ("mod kiln;\n", "mod kiln;\nmod lids;\n")} | new)
    said = words(briefs_of(Importance.HIGH)[0], Section.SCOPE)
    assert "new files in src/lids: four.rs, one.rs, three.rs and 1 more (+12 −0)" in said


def test_of_several_new_helpers_nobody_is_told_who_calls_them(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    names = ("glaze_rim", "glaze_foot", "glaze_handle")
    helpers = "".join(f"def {name}(pot):\n    return pot\n\n\n" for name in names)
    before = "def fire(pot):\n    return pot\n"
    after = (
        "from glaze import *\n\n\ndef fire(pot):\n"
        + "".join(f"    pot = {name}(pot)\n" for name in names)
        + "    return pot\n"
    )
    edited(repo, "feat: glaze", {"src/glaze.py": (None, helpers), "src/kiln.py": (before, after)})
    assert "called in" not in words(briefs_of()[0], Section.SCOPE)
