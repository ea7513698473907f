"""`commitbrief labels import`: from a table to a label file, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder


def entries(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf8").splitlines()]


def test_a_table_becomes_a_label_file(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    one, two = repo.commit("one", {"a": "1"}), repo.commit("two", {"a": "2"})
    table, labels = tmp_path / "table.csv", tmp_path / "labels.jsonl"
    table.write_text(f"\ufeffCommit,Importance\n{one[:9]},High\n{two[:9]},l\n", "utf8")

    done = run("labels", "import", table, "--clone", repo.path, "--into", labels)

    assert done.status == 0
    assert [(entry["sha"], entry["level"], entry["source"]) for entry in entries(labels)] == [
        (one, "high", "import"),
        (two, "low", "import"),
    ]
    assert entries(labels)[0]["at"].endswith("Z")
    assert "1 low, 0 medium, 1 high" in done.err


def test_unknown_commits_and_contradictions_leave_the_file_alone(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    one, two = repo.commit("one", {"a": "1"}), repo.commit("two", {"a": "2"})
    table, labels = tmp_path / "table.csv", tmp_path / "labels.jsonl"
    before = f'{{"sha": "{two}", "level": "high", "source": "import", "own": "key"}}\n'
    labels.write_text(before, "utf8")
    table.write_text(f"sha,level\n{one},high\n{'f' * 40},low\n{two},low\n", "utf8")

    refused = run("labels", "import", table, "--clone", repo.path, "--into", labels)

    assert refused.status == 2
    assert "line 3: the clone has no commit ffff" in refused.err
    assert "high by import in the label file already" in refused.err
    assert labels.read_text("utf8") == before

    partial = run("labels", "import", table, "--clone", repo.path, "--into", labels, "--partial")

    assert partial.status == 1
    assert labels.read_text("utf8").startswith(before)
    assert [entry["sha"] for entry in entries(labels)] == [two, one]


def test_importing_twice_changes_nothing(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    one = repo.commit("one", {"a": "1"})
    table, labels = tmp_path / "table.jsonl", tmp_path / "labels.jsonl"
    table.write_text(json.dumps({"sha": one, "level": "medium"}), "utf8")
    run("labels", "import", table, "--into", labels)
    first = labels.read_bytes()

    again = run("labels", "import", table, "--into", labels)

    assert (again.status, labels.read_bytes()) == (0, first)
    assert "1 in the file already" in again.err


def test_labels_of_pull_requests_through_a_mapping(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    named = repo.commit("Bake (#1)", {"a": "1"})
    by_subject = repo.commit("Merge pull request #2 from a/b\n\nMend", {"a": "2"})
    export, mapping = tmp_path / "pulls.json", tmp_path / "mapping.toml"
    export.write_text(
        json.dumps([
            {"number": 1, "labels": [{"name": "T-shiny"}], "mergeCommit": {"oid": named}},
            {"number": 2, "labels": [{"name": "bug"}], "mergeCommit": None},
            {"number": 3, "labels": [{"name": "question"}], "mergeCommit": {"oid": named}},
        ]),
        "utf8",
    )  # fmt: skip
    mapping.write_text('[pull_requests]\nhigh = ["t-shiny"]\n', "utf8")

    done = run("labels", "import", export, "--github-labels", mapping, "--clone", repo.path)

    assert done.status == 0
    told = [json.loads(line) for line in done.out.splitlines()]
    assert [(one["sha"], one["level"], one["source"], one["evidence"]) for one in told] == [
        (named, "high", "pull-request", "#1: T-shiny"),
        (by_subject, "medium", "pull-request", "#2: bug"),
    ]
    assert "question (1)" in done.err


def test_a_table_without_labels_is_an_error(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("sha,level\n", "utf8")
    done = run("labels", "import", table)
    assert (done.status, "no labels in it" in done.err) == (2, True)


def test_mining_does_not_replace_what_somebody_else_said(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text('{"sha": "aaaaaaaa", "level": "low", "source": "annotator:ada"}\n', "utf8")
    for number in range(30):
        repo.commit("x", {"a.py": f"{number}", f"news/{number}.feature.rst": f"{number}"})

    done = run("labels", "mine", repo.path, "--into", labels)

    assert done.status == 2
    assert "annotator:ada" in done.err
    assert labels.read_text("utf8").count("\n") == 1


def test_words_of_another_scale_are_proposed_and_never_assumed(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    one, two = repo.commit("one", {"a": "1"}), repo.commit("two", {"a": "2"})
    table, labels = tmp_path / "table.csv", tmp_path / "labels.jsonl"
    table.write_text(f"sha,priority\n{one},P1\n{two},minor\n", "utf8")

    asked = run("labels", "import", table, "--into", labels)
    done = run("labels", "import", table, "--into", labels, "--word", "P1=high", "--word", "minor=low")

    assert asked.status == 2
    assert "--word P1=high --word minor=low" in asked.err
    assert done.status == 0
    assert [entry["level"] for entry in entries(labels)] == ["high", "low"]


def test_a_word_without_a_level_is_refused(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("sha,level\n", "utf8")

    done = run("labels", "import", table, "--word", "P1=huge")

    assert done.status == 2
    assert "P1=huge" in done.err


def test_pull_requests_are_found_by_their_number(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    one = repo.commit("A shelf (#12)", {"a": "1"})
    table, labels = tmp_path / "table.csv", tmp_path / "labels.jsonl"
    table.write_text("PR,level\n#12,high\n#99,low\n", "utf8")

    done = run("labels", "import", table, "--clone", repo.path, "--into", labels, "--partial")

    assert done.status == 1
    assert "#99" in done.err
    assert [(entry["sha"], entry["level"]) for entry in entries(labels)] == [(one, "high")]
