"""Names that gave way to others throughout: told once, with how often, and nothing of what follows from it."""

from __future__ import annotations

from history.briefs import Importance, Section
from report.sentences import Language
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

RUNNER = """class Runner:
    def replay(self, batch):
        if self.can_run(batch):
            return self.graph.replay(batch, size=len(batch))
        return None

    def can_run(self, batch):
        return batch.size <= self.limit
"""
CALLER = "def step(runner, batch):\n    if runner.can_run(batch):\n        return runner.replay(batch)\n    return None\n"


def renamed(text: str) -> str:
    return text.replace("can_run", "can_run_graph").replace("replay", "execute")


def test_a_rename_everywhere_is_one_sentence(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(
        repo,
        "refactor: rename the runner's methods",
        {"src/runner.py": (RUNNER, renamed(RUNNER)), "src/caller.py": (CALLER, renamed(CALLER))},
    )
    said = words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
    assert "can_run gives way to can_run_graph in 3 places, replay to execute in 3." in said
    assert "Nothing changes but the names." in said
    assert "calls" not in said


def test_another_name_in_a_condition_is_no_mere_rename(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def build(config, expert):\n    return expert if config.all_to_all else None\n"
    after = before.replace("config.all_to_all", "config.low_latency")
    edited(repo, "fix: shared experts", {"src/a.py": (before, after), "src/b.py": (before, after)})
    said = words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
    assert "low_latency" in said
    assert "Nothing changes" not in said


def test_what_else_changes_is_not_hidden_by_a_rename(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    other = renamed(RUNNER).replace("batch.size <= self.limit", "batch.size < self.limit")
    edited(
        repo,
        "refactor: rename the runner's methods",
        {"src/runner.py": (RUNNER, other), "src/caller.py": (CALLER, renamed(CALLER))},
    )
    said = words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
    assert "can_run gives way to can_run_graph" in said
    assert "batch.size < self.limit" in said
    assert "Nothing changes" not in said


def test_a_class_exchanged_and_an_argument_given_in_several_calls(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    layer = "        self.{0} = {1}(\n            config.width,\n{2}        )\n"

    def model(kind: str, argument: str) -> str:
        layers = "".join(layer.format(name, kind, argument) for name in ("gate", "down", "proj"))
        return f"class Model:\n    def __init__(self, config):\n{layers}"

    before, after = model("ColumnLinear", ""), model("ReplicatedLinear", "")
    edited(repo, "fix: wrong sums", {"src/model.py": (before, after)})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert said.startswith("ColumnLinear gives way to ReplicatedLinear in 3 places.")
    edited(
        repo,
        "fix: gather it",
        {"src/model.py": (after, model("ReplicatedLinear", "            gather=True,\n"))},
    )
    assert "gather=True" in words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)


def test_a_name_that_goes_here_and_comes_there_is_no_exchange(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def load(first_part, other_part):\n    keep(first_part)\n    keep(first_part)\n    drop(other_part)\n    drop(other_part)\n"
    after = "def load(first_part, other_part):\n    keep(other_part)\n    keep(other_part)\n    drop(first_part)\n    drop(first_part)\n"
    edited(repo, "fix: the other way round", {"src/load.py": (before, after)})
    assert "gives way" not in words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)


def test_a_function_made_of_another_that_stays_takes_no_names_place(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = (
        "class Base:\n    def free(self, key):\n        pots = self.pots.pop(key)\n        self.shelf.put_back(pots)\n\n\n"
        "class Cold(Base):\n    def free(self, key):\n        self.cold.discard(key)\n        super().free(key)\n"
    )
    after = (
        "class Base:\n    def take_for_free(self, key):\n        return self.pots.pop(key)\n\n"
        "    def free(self, key):\n        self.shelf.put_back(self.take_for_free(key))\n\n\n"
        "class Cold(Base):\n    def take_for_free(self, key):\n        self.cold.discard(key)\n        return super().take_for_free(key)\n"
    )
    edited(repo, "fix: give pots back later", {"src/pots.py": (before, after)})
    said = words(briefs_of(Importance.HIGH)[0], *Section)
    assert "gives way" not in said
    assert "removed" not in said.lower(), said


def test_an_argument_where_another_one_went_is_no_renamed_one(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = 'register(estimate=40, stage="early", runner_kind="small")\n'
    after = 'register(estimate=40, suite="nightly-b", nightly_only=True)\n'
    files = {f"src/{name}.py": (before, after) for name in ("a", "b", "c")}
    edited(repo, "chore: move what runs early to the night", files)
    said = words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
    assert "stage gives way" not in said
    assert "runner_kind to nightly_only" not in said, said


LOCAL = (
    "def weigh(pots, scale):\n    dry_pots = [\n        pot for pot in pots if pot.state != Pot.WET\n    ]\n"
    "    if not dry_pots:\n        return scale.zero()\n    total = scale.weigh(dry_pots)\n    scale.note(dry_pots, total)\n    return total\n"
)


def test_local_names_that_gave_way_are_not_what_a_fix_is_about(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    after = LOCAL.replace("dry_pots", "dry_whole_pots").replace(
        "pot for pot in pots if pot.state != Pot.WET",
        "pot\n        for pot in pots\n        if pot.state != Pot.WET and pot.state != Pot.BROKEN",
    )
    edited(repo, "fix: the scale is sometimes off", {"src/scale.py": (LOCAL, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "dry_pots" not in said
    assert "pot.state != Pot.BROKEN" in said


def test_local_names_are_told_where_that_is_all(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(repo, "chore: scale", {"src/scale.py": (LOCAL, LOCAL.replace("dry_pots", "whole_pots"))})
    assert "dry_pots gives way to whole_pots in 4 places" in words(
        briefs_of(Importance.LOW)[0], Section.SUMMARY
    )


def test_a_value_that_is_made_of_a_new_one_takes_no_names_place(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    uses = "".join(f"fun f{number}(cup: Cup) = FAST_CUP_FORMAT.of(cup)\n" for number in range(2))
    more = "".join(f"fun g{number}(cup: Cup) = FAST_CUP_FORMAT.parse(cup, {number})\n" for number in range(3))
    bare = more.replace("FAST_CUP_FORMAT", "FAST_CUP_FORMAT_BARE")
    before = f'private val FAST_CUP_FORMAT = Format.of("cup")\n{uses}{more}'
    after = (
        'private val FAST_CUP_FORMAT_BARE = Format.of("cup").bare()\n'
        f"private val FAST_CUP_FORMAT\n    get() = FAST_CUP_FORMAT_BARE.filled(zone())\n{uses}{bare}"
    )
    edited(repo, "fix: zones", {"src/cups.kt": (before, after)})
    assert "gives way" not in words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)


def test_a_name_without_its_package_is_the_same_name(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "".join(
        f"fun f{number}(cup: Cup) = org.kiln.pots.Shelf.drop(cup, {number})\n" for number in range(4)
    )
    edited(repo, "style: imports", {"src/cups.kt": (before, before.replace("org.kiln.pots.", ""))})
    assert "gives way" not in words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)


def test_names_that_change_in_one_word_are_told_together(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "".join(
        f"class Kiln{n}:\n    fire_lid: int\n    fire_door: int\n\n"
        f"    def close_{n}(self):\n        return shut(fire_lid=self.fire_lid, fire_door=self.fire_door)\n\n\n"
        for n in range(3)
    )
    after = before.replace("fire_", "heat_")
    kept = ("hand_over(fire_lid=kiln.fire_lid)\n", "hand_over(fire_lid=kiln.heat_lid)\n")
    edited(repo, "chore: words", {"src/a.py": (before, after), "src/b.py": (before, after), "src/c.py": kept})
    brief = briefs_of(Importance.LOW)[0]
    said = words(brief, Section.SUMMARY)
    assert said == "fire_lid gives way to heat_lid, and likewise fire_door: 37 places in 3 files."
    said = words(brief, Section.SUMMARY, language=Language.ZH)
    assert said == "fire_lid 改为 heat_lid，fire_door 也照此改名（3 个文件，共 37 处）。"


def test_what_came_into_several_lines_is_told_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    calls = [f"pot_{n} = kiln.fire(pot_{n}, {n})\n" for n in range(4)]
    more = [call.replace(")\n", ", lid=Lid.closed(pot))\n") for call in calls]
    edited(repo, "fix: close it", {"src/a.py": ("".join(calls), "".join(more))})
    brief = briefs_of(Importance.LOW)[0]
    assert "4 lines now have lid=Lid.closed(pot)." in words(brief, Section.SUMMARY)
    assert "4 行加上 lid=Lid.closed(pot)。" in words(brief, Section.SUMMARY, language=Language.ZH)


def test_one_version_in_paths_for_another_is_told_with_its_size(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "".join(f"run /opt/kiln/py3.10/bin/{tool}\n" for tool in ("pip", "hf", "kiln", "oven"))
    edited(repo, "build: newer", {"build.sh": (before, before.replace("py3.10", "py3.12"))})
    assert words(briefs_of(Importance.LOW)[0], Section.SUMMARY) == "py3.10 gives way to py3.12 in 4 places."


def test_what_came_into_other_lines_too_is_not_counted_short(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    calls = [f"pot_{n} = kiln.fire(pot_{n}, {n})\n" for n in range(4)]
    more = [call.replace(")\n", ", lid=Lid.closed(pot))\n") for call in calls]
    edited(
        repo, "fix: close it", {"src/a.py": ("".join(calls), "".join(more) + "\nbake(lid=Lid.closed(pot))\n")}
    )
    assert "lines now have" not in words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
