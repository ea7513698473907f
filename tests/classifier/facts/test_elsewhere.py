"""A name is new, or gone, only if no other file of the repository says otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.facts.all import facts_of
from classifier.facts.elsewhere import OWNED, SHARED, settled, unknown
from classifier.facts.interface import CommitView, Fact
from classifier.reading import read
from classifier.rulebook import RuleBook
from history.repository import LocalRepository
from history.selection import Everything, Range
from tests.support import RepoBuilder

READS = 'import os\n\nmode = os.environ.get("KV_MODE")\n'
OTHER = 'import os\n\nlevel = os.environ.get("KV_LEVEL")\n'
PLAIN = "mode = 1\n"
Told = list[list[tuple[str, str, str]]]
ToldOf = Callable[..., Told]


@pytest.fixture
def told_of(repo: RepoBuilder, book: RuleBook) -> ToldOf:
    """Kind, name and `what` of the facts about variables and headers, commit by commit, oldest first."""

    def told(revisions: str = "", *, trees: bool = True) -> Told:
        with LocalRepository.open(repo.git_dir) as opened:
            commits = list(opened.commits(Range(revisions) if revisions else Everything()))
            found = [
                facts_of(CommitView(read(commit, book.paths), opened.contents(commit)))[0]
                for commit in commits
            ]
            places = opened.places if trees else unknown
            kept = settled(commits, found, book.paths, places)
        return [
            [(fact.kind, fact.name, fact.extra.get("what", "")) for fact in facts if fact.subject in SHARED]
            for facts in reversed(kept)
        ]

    return told


@pytest.fixture
def owned_of(repo: RepoBuilder, book: RuleBook) -> Callable[[], list[list[Fact]]]:
    """The facts about flags and routes, commit by commit, oldest first."""

    def owned() -> list[list[Fact]]:
        with LocalRepository.open(repo.git_dir) as opened:
            commits = list(opened.commits(Everything()))
            found = [facts_of(CommitView(read(one, book.paths), opened.contents(one)))[0] for one in commits]
            kept = settled(commits, found, book.paths, opened.places)
        return [
            [fact for fact in facts if fact.subject in OWNED and fact.extra.get("role") != "use"]
            for facts in reversed(kept)
        ]

    return owned


def test_what_no_other_file_knows_is_new_and_gone(repo: RepoBuilder, told_of: ToldOf) -> None:
    repo.commit("a", {"src/a.py": PLAIN})
    repo.commit("b", {"src/a.py": READS})
    repo.commit("c", {"src/a.py": PLAIN})
    assert told_of() == [[], [("env_var.added", "KV_MODE", "")], [("env_var.removed", "KV_MODE", "")]]


def test_one_more_reader_of_a_known_variable_adds_nothing(repo: RepoBuilder, told_of: ToldOf) -> None:
    repo.commit("a", {"src/a.py": READS, "src/b.py": PLAIN})
    first = repo.sha("main")
    repo.commit("b", {"src/b.py": READS})
    weak = [("env_var.changed", "KV_MODE", "added")]
    assert told_of(f"{first}..main") == [weak]
    assert told_of()[1] == weak, "the same whether or not the first reader is in the range"


def test_one_reader_fewer_takes_nothing_away(repo: RepoBuilder, told_of: ToldOf) -> None:
    repo.commit("a", {"src/a.py": READS, "src/b.py": READS})
    repo.commit("b", {"src/a.py": PLAIN})
    repo.commit("c", {"src/b.py": PLAIN})
    assert told_of()[1:] == [
        [("env_var.changed", "KV_MODE", "removed")],
        [("env_var.removed", "KV_MODE", "")],
    ]


@pytest.mark.parametrize("path", ["tests/test_a.py", "docs/variables.md", "vendor/x/a.py"])
def test_tests_pages_and_others_code_prove_nothing(repo: RepoBuilder, told_of: ToldOf, path: str) -> None:
    repo.commit("a", {"src/a.py": PLAIN, path: READS})
    repo.commit("b", {"src/a.py": READS})
    repo.commit("c", {"src/a.py": PLAIN})
    assert [one for facts in told_of()[1:] for one in facts] == [
        ("env_var.added", "KV_MODE", ""),
        ("env_var.removed", "KV_MODE", ""),
    ]


def test_a_longer_name_is_another_name(repo: RepoBuilder, told_of: ToldOf) -> None:
    repo.commit("a", {"src/a.py": PLAIN, "src/b.py": READS.replace("KV_MODE", "KV_MODE_OLD")})
    repo.commit("b", {"src/a.py": READS})
    assert told_of()[1] == [("env_var.added", "KV_MODE", "")]


def test_a_rename_holds_only_if_nobody_else_knows_either_name(repo: RepoBuilder, told_of: ToldOf) -> None:
    renamed = READS.replace("KV_MODE", "KV_MODES")
    repo.commit("a", {"src/a.py": READS, "src/b.py": PLAIN})
    repo.commit("b", {"src/a.py": renamed})
    assert told_of()[1] == [("env_var.renamed", "KV_MODES", "")]
    repo.commit("c", {"src/a.py": READS, "src/b.py": READS})
    repo.commit("d", {"src/a.py": renamed})
    assert told_of("main~1..main") == [
        [("env_var.changed", "KV_MODE", "removed"), ("env_var.added", "KV_MODES", "")]
    ]


def test_headers_are_shared_too(repo: RepoBuilder, told_of: ToldOf) -> None:
    sends = 'headers = {"x-worker-id": "1"}\n'
    repo.commit("a", {"src/a.py": sends, "src/b.py": PLAIN})
    repo.commit("b", {"src/b.py": sends})
    assert told_of()[1] == [("header.changed", "x-worker-id", "added")]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ('hits = Counter("app_hits_total", "hits")\n', "metric", "app_hits_total"),
        ('on = feature_enabled("new-router")\n', "feature_switch", "new-router"),
    ],
)
def test_metrics_and_switches_that_are_asked_for_are_shared(
    repo: RepoBuilder, told_of: ToldOf, text: str, kind: str, name: str
) -> None:
    repo.commit("a", {"src/a.py": text, "src/b.py": PLAIN})
    repo.commit("b", {"src/b.py": text})
    repo.commit("c", {"src/a.py": PLAIN})
    repo.commit("d", {"src/b.py": PLAIN})
    assert told_of()[1:] == [
        [(f"{kind}.changed", name, "added")],
        [(f"{kind}.changed", name, "removed")],
        [(f"{kind}.removed", name, "")],
    ]


def test_a_cargo_feature_belongs_to_its_crate(repo: RepoBuilder, told_of: ToldOf) -> None:
    features = "[features]\ncuda = []\n"
    repo.commit("a", {"a/Cargo.toml": features, "b/Cargo.toml": "[features]\n"})
    repo.commit("b", {"b/Cargo.toml": features})
    assert told_of()[1] == [("feature_switch.added", "cuda", "")]


FLAG = 'parser.add_argument("--port", type=int)\n'
ROUTE = '@app.get("/v1/models")\ndef models(): ...\n'


@pytest.mark.parametrize(("text", "kind"), [(FLAG, "flag"), (ROUTE, "route")])
def test_what_belongs_to_a_program_is_new_to_it_and_says_who_has_it_too(
    repo: RepoBuilder, owned_of: Callable[[], list[list[Fact]]], text: str, kind: str
) -> None:
    repo.commit("a", {"src/worker.py": text, "src/front.py": PLAIN, "tests/test_a.py": text})
    repo.commit("b", {"src/front.py": text})
    repo.commit("c", {"src/worker.py": PLAIN})
    repo.commit("d", {"src/front.py": PLAIN})
    told = [(fact.kind, fact.path, fact.extra.get("elsewhere")) for facts in owned_of() for fact in facts]
    assert told == [
        (f"{kind}.added", "src/worker.py", None),
        (f"{kind}.added", "src/front.py", "src/worker.py"),
        (f"{kind}.removed", "src/worker.py", "src/front.py"),
        (f"{kind}.removed", "src/front.py", None),
    ]


def test_a_longer_flag_is_another_flag(repo: RepoBuilder, owned_of: Callable[[], list[list[Fact]]]) -> None:
    repo.commit("a", {"src/worker.py": FLAG.replace("--port", "--port-range"), "src/front.py": PLAIN})
    repo.commit("b", {"src/front.py": FLAG})
    assert "elsewhere" not in owned_of()[1][0].extra


def test_without_trees_the_diff_is_believed(repo: RepoBuilder, told_of: ToldOf) -> None:
    repo.commit("a", {"src/a.py": READS, "src/b.py": PLAIN})
    repo.commit("b", {"src/b.py": READS})
    assert told_of("main~1..main", trees=False) == [[("env_var.added", "KV_MODE", "")]]


def test_a_missing_file_claims_nothing(repo: RepoBuilder, told_of: ToldOf) -> None:
    repo.commit("a", {"src/a.py": READS, "src/b.py": PLAIN})
    repo.commit("b", {"src/b.py": OTHER})
    repo.commit("c", {"src/b.py": READS})
    repo.remove_object(repo.sha("main:src/a.py"))
    repo.commit("d", {"src/c.py": OTHER})
    assert told_of("main~1..main") == [[("env_var.added", "KV_LEVEL", "")]]


def test_a_sentence_that_was_copied_from_another_file_is_no_news(repo: RepoBuilder, book: RuleBook) -> None:
    said = "# The kiln must be cold before its door is opened,\n# because pots crack otherwise.\n"
    own = "# Plates are fired flat, because they would warp on their edges.\n"
    repo.commit("a", {"tools/fire.sh": f"set -e\n\n{said}open_door\n"})
    first = repo.sha("main")
    repo.commit("b", {"tools/plates.sh": f"set -e\n\n{said}open_door\n\n{own}fire --flat\n"})
    with LocalRepository.open(repo.git_dir) as opened:
        commits = list(opened.commits(Range(f"{first}..main")))
        found = [facts_of(CommitView(read(one, book.paths), opened.contents(one)))[0] for one in commits]
        kept = settled(commits, found, book.paths, opened.places)[0]
    news = {
        fact.name.partition(",")[0]: "reworded" not in fact.extra
        for fact in kept
        if fact.kind == "words.said"
    }
    assert news == {"The kiln must be cold before its door is opened": False, "Plates are fired flat": True}
