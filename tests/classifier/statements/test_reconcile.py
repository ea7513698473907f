"""What is told of facts that are right one by one."""

from __future__ import annotations

from types import MappingProxyType

from classifier.facts.interface import Change, Fact, Subject
from classifier.statements.engine import groups
from classifier.statements.handed_over import handed_over, largest_steps_first
from classifier.statements.literal import Grounds
from classifier.statements.reconcile import without_doubts
from classifier.statements.statement_rule import Grouping
from history.briefs import Evidence, Importance, Section, Side
from history.records import FileChange, FileStatus, Hunk
from tests.support import RepoBuilder
from tests.support.commits import commit
from tests.support.sayings import BriefsOf, words


def test_a_field_that_is_the_handle_of_a_variable_is_told_once() -> None:
    lines = ("+    APP_LEVEL = EnvInt(3)", "+    OTHER = 1")
    file = FileChange(FileStatus.MODIFIED, "a.py", "a.py", hunks=(Hunk(1, 0, 1, 2, "", lines),), added=2)

    def fact(subject: Subject, name: str, line: int) -> Fact:
        proof = Evidence("a.py", Side.NEW, line, lines[line - 1][1:].strip())
        return Fact(subject=subject, change=Change.ADDED, name=name, evidence=(proof,))

    told = without_doubts(
        [
            fact(Subject.FIELD, "APP_LEVEL", 1),
            fact(Subject.ENV_VAR, "APP_LEVEL", 1),
            fact(Subject.FIELD, "OTHER", 2),
        ],
        Grounds(commit("feat: a level", file)),
    )
    assert [(one.subject, one.name) for one in told] == [
        (Subject.ENV_VAR, "APP_LEVEL"),
        (Subject.FIELD, "OTHER"),
    ]


def test_a_variable_and_a_name_for_export_are_told_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    table = 'import os\n\nOLD: bool = True\n{}\nvariables = {{\n    "OLD": lambda: os.getenv("OLD"),\n{}}}\n'
    names = '__all__ = [\n    "close",\n{}]\n\n\ndef close():\n    return 1\n{}'
    entry = '    "APP_FAST_PATH": lambda: os.getenv("APP_FAST_PATH", "1"),\n'
    repo.commit("a", {"src/envs.py": table.format("", ""), "src/door.py": names.format("", "")})
    repo.commit(
        "feat: a fast path",
        {
            "src/envs.py": table.format("APP_FAST_PATH: bool = True\n", entry),
            "src/door.py": names.format('    "open_fast",\n', "\n\ndef open_fast():\n    return 2\n"),
        },
    )
    said = words(briefs_of()[0], Section.SUMMARY)
    assert said.count("APP_FAST_PATH") == 1
    assert said.count("open_fast") <= 1
    assert "list" not in said


def test_parameters_that_the_same_functions_gain_are_told_together() -> None:
    def gained(name: str, owner: str) -> Fact:
        return Fact(
            Subject.PARAMETER, Change.ADDED, name, (Evidence("a.py", Side.NEW, 1, name),), owner=owner
        )

    facts = [gained("a", "f"), gained("b", "f"), gained("c", "f"), gained("c", "g")]
    found = groups(enumerate(facts), Grouping.OWNERS)
    assert [[fact.name for _, fact in group] for group in found] == [["a", "b"], ["c", "c"]]


def test_a_method_that_types_lose_and_one_gains_went_to_what_they_share() -> None:
    def method(change: Change, owner: str) -> Fact:
        side = Side.OLD if change is Change.REMOVED else Side.NEW
        proof = Evidence(f"{owner.lower()}.rb", side, 1, "def refresh")
        return Fact(Subject.METHOD, change, "refresh", (proof,), owner=owner, public=True, language="ruby")

    gone = [method(Change.REMOVED, owner) for owner in ("Dead", "Retries")]
    grounds = Grounds(commit("refactor: share it"))
    told = without_doubts([*gone, method(Change.ADDED, "SetTab")], grounds)
    assert [(one.change, one.before, one.after) for one in told] == [
        (Change.MOVED, "dead.rb", "settab.rb"),
        (Change.MOVED, "retries.rb", "settab.rb"),
    ]
    alone = without_doubts([gone[0], method(Change.ADDED, "SetTab")], grounds)
    assert sorted(one.change for one in alone) == [Change.ADDED, Change.REMOVED]


def test_a_projects_own_version_is_no_default() -> None:
    line = 'public static let version = "5.10.2"'
    file = FileChange(
        FileStatus.MODIFIED, "a.swift", "a.swift", hunks=(Hunk(1, 0, 1, 1, "", (f"+{line}",)),), added=1
    )
    own = Fact(
        Subject.FIELD,
        Change.DEFAULT_CHANGED,
        "version",
        (Evidence("a.swift", Side.NEW, 1, line),),
        before='"5.10.1"',
        after='"5.10.2"',
    )
    (told,) = without_doubts([own], Grounds(commit("Prepare 5.10.2", file)))
    assert told.change is Change.VALUE_CHANGED


def test_what_a_new_base_has_is_not_gone(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    methods = "    def can_run(self, batch):\n        {0}\n\n    def load(self, batch):\n        {1}\n"
    before = "class Graph(ABC):\n" + methods.format("return batch.fits", "raise NotImplementedError")
    base = "class Runner(ABC):\n" + methods.format("return batch.fits and batch.ready", "return None")
    after = "class Graph(Runner):\n    def capture(self):\n        return self.load(None)\n"
    repo.commit("chore: begin", {"src/graph.py": before})
    repo.commit("refactor: a base for all runners", {"src/graph.py": after, "src/runner.py": base})
    newest = briefs_of()[0]
    for section in (Section.SUMMARY, Section.ADVICE, Section.COMPATIBILITY):
        assert "can_run" not in words(newest, section)


def test_a_default_is_told_of_those_that_share_it() -> None:
    def changed(owner: str, before: str, after: str) -> Fact:
        proof = (Evidence("a.py", Side.NEW, 1, "name"),)
        return Fact(
            Subject.FIELD, Change.DEFAULT_CHANGED, "name", proof, owner=owner, before=before, after=after
        )

    facts = [changed("A", "1", "2"), changed("B", "5", "6"), changed("C", "1", "2")]
    found = groups(enumerate(facts), Grouping.NAME)
    assert [[fact.owner for _, fact in group] for group in found] == [["A", "C"], ["B"]]


def test_what_a_type_may_have_from_a_base_that_is_not_shown_has_not_gone() -> None:
    def gone(owner: str) -> Fact:
        proof = (Evidence("a.py", Side.OLD, 9, "def decode"),)
        return Fact(Subject.METHOD, Change.REMOVED, "decode", proof, owner=owner, public=True)

    def another_base(name: str, after: str) -> Fact:
        proof = (Evidence("a.py", Side.NEW, 1, name),)
        return Fact(
            Subject.CLASS, Change.SIGNATURE_CHANGED, name, proof, before="(Cached)", after=after, public=True
        )

    facts = [
        another_base("Wrapped", "(tokenizer.__class__)"),
        gone("Wrapped"),
        another_base("Plain", "(ABC)"),
        gone("Plain"),
    ]
    told = without_doubts(facts, Grounds(commit("refactor: wrap it")))
    assert [one.owner for one in told if one.change is Change.REMOVED] == ["Plain"]


def test_a_demand_on_what_the_commit_brings_fails_no_call_of_before() -> None:
    def demand(condition: str) -> Fact:
        proof = (Evidence("a.py", Side.NEW, 5, f"if {condition}:"),)
        extra = MappingProxyType({"form": "leaves", "then": "raise", "error": "ValueError"})
        return Fact(Subject.CONDITION, Change.ADDED, condition, proof, owner="validate", extra=extra)

    field = Fact(
        Subject.FIELD, Change.ADDED, "request_limit", (Evidence("a.py", Side.NEW, 2, "request_limit: int"),)
    )
    demands = [
        demand("self.request_limit <= 0"),
        demand("not self.request_limit"),
        demand("self.batch_size <= 0"),
    ]
    facts = [field, *demands]
    told = without_doubts(facts, Grounds(commit("feat: a limit")))
    assert [one.extra.get("of_new") for one in told if one.subject is Subject.CONDITION] == [
        "true",
        None,
        None,
    ]


def test_a_method_that_added_lines_still_call_is_not_gone(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    kiln = "class Kiln:\n    def heat_curve(self):\n        return 1\n\n    def cool_curve(self):\n        return 2\n"
    use = "def fire(kiln):\n    return 0\n"
    repo.commit("a", {"src/kiln.py": kiln, "src/fire.py": use})
    repo.commit(
        "refactor: curves come from the house",
        {
            "src/kiln.py": "class Kiln:\n    def __getattr__(self, name):\n        return house(name)\n",
            "src/fire.py": "def fire(kiln):\n    return kiln.heat_curve()\n",
        },
    )
    brief = briefs_of()[0]
    said = " ".join(words(brief, section) for section in Section)
    assert "cool_curve" in said
    gone = [one for one in brief.statements if "gone" in one.key or "removed" in one.key]
    assert not any("heat_curve" in str(one.params) for one in gone)


def test_what_the_manifest_of_a_package_held_went_with_the_package(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    manifest = (
        '[package]\nname = "clay"\nversion = "0.1.0"\n\n[features]\nwet = []\n\n[dependencies]\nserde = "1"\n'
    )
    repo.commit("a", {"lib/clay/Cargo.toml": manifest, "src/main.rs": "fn main() {}\n"})
    repo.commit("chore: no clay", {"lib/clay/Cargo.toml": None})
    said = " ".join(words(briefs_of()[0], section) for section in Section)
    assert "lib/clay" in said
    assert "wet" not in said
    assert "serde" not in said


def test_a_test_that_another_class_has_now_has_moved(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    body = "    def test_hot_glaze(self):\n        assert glaze(1)\n\n    def test_cold_glaze(self):\n        assert glaze(0)\n"
    repo.commit("a", {"tests/test_kiln.py": f"class TestKiln:\n{body}", "src/a.py": "a = 1\n"})
    moved = (
        body.replace("glaze(1)", "glaze(1, 2)").replace("glaze(0)", "mix(0, 1)").replace("cold", "stone_cold")
    )
    repo.commit(
        "refactor: glazes",
        {
            "tests/test_kiln.py": "class TestKiln:\n    pass\n",
            "tests/test_glaze.py": f"class TestGlaze:\n{moved}",
        },
    )
    brief = briefs_of(Importance.HIGH)[0]
    gone = " ".join(words(brief, section) for section in (Section.MAINTAINABILITY, Section.RISK))
    assert "test_hot_glaze" not in gone + words(brief, Section.SUMMARY)


def test_a_package_that_gets_a_version_is_not_new(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    job = "spec:\n  run: |\n    pip install -q clay-tools\n"
    repo.commit("a", {"deploy/job.yaml": job})
    pinned = job.replace("clay-tools", "clay-tools==0.6.0 glaze==1.2")
    repo.commit("chore: pin installs", {"deploy/job.yaml": pinned})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "dependency glaze" in said
    assert "dependencies" not in said


def test_of_several_types_that_gain_a_field_the_one_that_took_its_neighbours_has_it() -> None:
    def field(change: Change, owner: str, name: str, line: int) -> Fact:
        side = Side.OLD if change is Change.REMOVED else Side.NEW
        proof = Evidence("a.rs", side, line, f"{name}: bool,")
        return Fact(Subject.FIELD, change, name, (proof,), owner=owner, language="rust")

    facts = [
        field(Change.REMOVED, "Refused", "open_doors", 1),
        field(Change.REMOVED, "Refused", "open_windows", 2),
        field(Change.ADDED, "Args", "open_doors", 3),
        field(Change.ADDED, "Args", "open_windows", 4),
        field(Change.ADDED, "House", "open_windows", 5),
    ]
    told = list(handed_over(facts))
    assert [one.extra.get("to") for one in told if one.change is Change.REMOVED] == ["Args", "Args"]


def test_a_type_that_was_only_laid_out_anew_is_not_gone(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    head, mark = "package kiln\n\n", "@Retention(AnnotationRetention.RUNTIME)"
    glaze = f"{head}{mark}\npublic annotation class Glaze\n"
    repo.commit("a", {"src/Glaze.kt": glaze, "src/Shard.kt": glaze.replace("Glaze", "Shard")})
    repo.commit(
        "Lay out anew",
        {"src/Glaze.kt": f"{head}{mark} public annotation class Glaze\n", "src/Shard.kt": head},
    )
    gone = [one for one in briefs_of()[0].statements if "removed" in one.key or "gone" in one.key]
    assert not any("Glaze" in str(one.params) for one in gone)
    assert any("Shard" in str(one.params) for one in gone)


def test_an_annotation_that_another_language_declares_now_is_not_gone(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    java = "package kiln;\n\n/** How it is fired. */\npublic @interface Glaze {\n  int heat() default 3;\n}\n"
    repo.commit("a", {"src/Glaze.java": java})
    kotlin = "package kiln\n\npublic annotation class Glaze(\n  val heat: Int = 3,\n)\n"
    repo.commit("Convert annotations to Kotlin", {"src/Glaze.java": None, "src/Glaze.kt": kotlin})
    gone = [one for one in briefs_of()[0].statements if "removed" in one.key or "gone" in one.key]
    assert not any("Glaze" in str(one.params) and one.rule != "behaviour-file-gone" for one in gone)


def test_a_constant_that_held_a_variable_which_is_still_read_is_no_loss(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    main = 'import os\n\nKILN_NAME = os.environ.get("KILN_NAME", "oven")\nMOST_POTS = 4\nLEAST_POTS = 1\n\n\ndef fire():\n    return 1\n'
    args = "def add_arguments(group):\n    return group\n"
    repo.commit("a", {"src/main.py": main, "src/args.py": args})
    gone = main.replace('KILN_NAME = os.environ.get("KILN_NAME", "oven")\nMOST_POTS = 4\n', "")
    more = 'def add_arguments(group):\n    group.add("--name", env_var="KILN_NAME", default="oven")\n    return group\n'
    repo.commit("feat: configure the kiln", {"src/main.py": gone, "src/args.py": more})
    brief = briefs_of(Importance.HIGH)[0]
    said = " ".join(words(brief, section) for section in Section)
    assert "MOST_POTS" in said
    assert "KILN_NAME" not in said


def test_what_is_reexported_from_its_new_place_is_not_gone(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    kind = "/// How it fires.\npub enum Firing {\n    Slow,\n    Fast,\n}\n"
    own = "pub fn fire(kiln: u32) -> u32 {\n    kiln + 1\n}\n"
    twice = {f"src/{name}.rs": f"{kind}\n{own}" for name in ("kiln", "oven")}
    repo.commit("feat: kilns", {**twice, "src/lib.rs": "pub mod kiln;\npub mod oven;\n"})
    handed = "pub use super::common::{\n    Firing,\n    Other,\n};\n\n"
    once = dict.fromkeys(twice, f"{handed}{own}")
    common = {
        "src/common.rs": f"{kind}\npub struct Other;\n",
        "src/lib.rs": "pub mod common;\npub mod kiln;\npub mod oven;\n",
    }
    repo.commit("refactor: share it", once | common)
    newest = briefs_of(Importance.HIGH)[0]
    assert not newest.breaking
    assert "removed" not in words(newest, Section.COMPATIBILITY)


def test_of_dependencies_that_change_version_the_largest_steps_come_first() -> None:
    def bumped(name: str, before: str, after: str) -> Fact:
        proof = Evidence("go.mod", Side.NEW, 1, f"{name} {after}")
        return Fact(Subject.DEPENDENCY, Change.BUMPED, name, (proof,), before=before, after=after)

    facts = [
        bumped("patched", "v1.9.3", "v1.9.4"),
        bumped("early", "v0.29.0", "v0.35.0"),
        bumped("minor", "v1.1.0", "v1.3.0"),
        bumped("major", "v1.7.0", "v2.0.0"),
    ]
    assert [one.name for one in largest_steps_first(facts)] == ["early", "major", "minor", "patched"]
