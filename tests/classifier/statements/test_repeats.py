"""Where an edit that is shown was made again."""

from __future__ import annotations

from history.briefs import Brief, Importance
from tests.support import RepoBuilder
from tests.support.sayings import LONG, BriefsOf, edited

REST = "\n\n\n" + LONG.replace("x + ", "x * ")
FAR = "".join(f"gap_{n} = {n}\n" for n in range(12))


def places(brief: Brief) -> list[tuple[str, list[tuple[str, int]]]]:
    """The path of each piece with where else its edit was made."""
    return [(one.path, [(again.path, again.line) for again in one.again]) for one in brief.pieces]


def test_a_whole_replacement_is_listed_wherever_it_comes_back(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before, after = 'needs = ["kiln>=1.0.53"]\n', 'needs = ["kiln>=1.0.54"]\n'
    paths = ("kiln.toml", "tools/kiln.toml", "third_party/oven/kiln.toml")
    edited(repo, "build: raise kiln", dict.fromkeys(paths, (before, after)))
    (_, again), *others = places(briefs_of(Importance.LOW)[0])
    assert others == []
    assert len(again) == len(paths) - 1


def test_a_lone_new_line_that_is_equal_elsewhere_is_no_repeat(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before, line = f"a = 1\n{FAR}b = 2\n", "kiln_settings = kiln_settings\n"
    files = {
        "src/a.py": (before, before.replace("a = 1\n", f"a = 1\n{line}")),
        "src/b.py": (before, before.replace("b = 2\n", f"kept = 2\n{line}b = 3\n")),
    }
    edited(repo, "fix: pass the settings on", files)
    assert all(again == [] for _, again in places(briefs_of(Importance.HIGH)[0]))


def test_what_tests_change_alike_is_no_place_of_the_program(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before, after = "heat = fire(kiln, 900)\n", "heat = fire(kiln, 800)\n"
    files = dict.fromkeys(("src/a.py", "src/b.py", "tests/test_a.py"), (before + REST, after + REST))
    edited(repo, "fix: less heat", files)
    listed = [path for _, again in places(briefs_of(Importance.HIGH)[0]) for path, _ in again]
    assert listed == ["src/b.py"]


def test_a_line_within_what_is_listed_is_not_listed_again(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    loop = "for kiln in kilns:\n    marks.remove(kiln.name)\n    kiln.close()\n"
    alone = "marks.remove(kiln.name)\n"
    edited(
        repo,
        "fix: take the marks away",
        {
            "src/a.py": (f"a = 1\n{FAR}b = 1\n", f"a = 1\n{loop}{FAR}b = 1\n{alone}"),
            "src/b.py": (f"a = 1\n{FAR}", f"a = 1\n{loop}{FAR}"),
        },
    )
    listed = [place for _, again in places(briefs_of(Importance.HIGH)[0]) for place in again]
    assert listed == [("src/b.py", 2)]


def test_one_call_for_another_is_shown_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    steps = [f"heat_{n} = kiln.gas.fire(pot_{n}, {n})\n{FAR}" for n in range(4)]
    before = "".join(steps) + "if heat > 1:\n    stop()\n"
    after = before.replace("kiln.gas.fire", "oven.bake").replace("heat > 1", "heat > 0")
    edited(repo, "fix: bake", {"src/a.py": (before, after)})
    brief = briefs_of(Importance.LOW)[0]
    (_, again), (_, none) = places(brief)
    assert again == [("src/a.py", 14), ("src/a.py", 27), ("src/a.py", 40)]
    assert none == []
    assert "+if heat > 0:" in [f"{line.mark}{line.text}" for line in brief.pieces[1].lines]


def test_where_the_old_name_stays_it_is_shown_too(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        f"src/{n}.py": (f"fire_pot(a, fire_lid={n})\n", f"heat_pot(a, heat_lid={n})\n") for n in range(4)
    }
    kept = {"src/z.py": ("use(fire_lid=self.fire_lid)\n", "use(fire_lid=self.heat_lid)\n")}
    edited(repo, "refactor: heat", files | kept)
    shown = {line.text for one in briefs_of(Importance.LOW)[0].pieces for line in one.lines}
    assert shown == {
        "fire_pot(a, fire_lid=0)",
        "heat_pot(a, heat_lid=0)",
        "use(fire_lid=self.fire_lid)",
        "use(fire_lid=self.heat_lid)",
    }


def test_values_that_change_alike_are_each_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "lit: true\nopen: true\nhot: true\n"
    edited(repo, "chore: off", {"kiln.yaml": (before, before.replace("true", "false"))})
    shown = [line.text for one in briefs_of(Importance.LOW)[0].pieces for line in one.lines]
    assert "lit: false" in shown
    assert "hot: false" in shown


def test_a_new_line_that_came_twice_is_shown_once_and_listed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = f"def a(pot):\n{FAR.replace('gap', '    gap')}\n\ndef b(pot):\n{FAR.replace('gap', '    gap')}"
    after = before.replace("    gap_6 = 6\n", "    gap_6 = 6\n    pot.lid_number = 0\n")
    edited(repo, "fix: number the lids", {"src/a.py": (before, after)})
    assert places(briefs_of(Importance.LOW)[0]) == [("src/a.py", [("src/a.py", 25)])]


def test_a_line_that_left_files_which_moved_is_listed_at_their_old_places(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    head = 'register_kiln(wait=120, suite="nightly-8-kilns")\n'
    texts = [f"import os\n\n{head}\n\n{LONG}{FAR}", f"import sys\n\n{head}\n\n{FAR}{LONG}"]
    old, new = ("src/hot/a.py", "src/hot/b.py"), ("src/cold/a.py", "src/cold/b.py")
    repo.commit("feat: kilns", dict(zip(old, texts, strict=True)))
    moved = {path: text.replace(head, "") for path, text in zip(new, texts, strict=True)}
    repo.commit("chore: move the kilns", {**moved, **dict.fromkeys(old)})
    (_, again), *_ = places(briefs_of(Importance.MEDIUM)[0])
    assert [path for path, _ in again] in ([old[1]], [old[0]])
