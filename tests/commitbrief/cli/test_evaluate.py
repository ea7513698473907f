"""`commitbrief evaluate`: a folder with a card, figures and plots, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from classifier.importance.tables import ENDING, dump_table
from commitbrief.errors import ConfigError
from commitbrief.learning.card import PLOTS, as_json, as_markdown, from_json
from commitbrief.resources import training_data_folder
from tests.commitbrief.conftest import Run
from tests.support import RepoBuilder
from tests.support.labelled import labels_of, many, tables_of


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    for number, table in enumerate(tables_of(many(120), 2)):
        (folder / f"{number}{ENDING}").write_bytes(dump_table(table))
    return folder


def test_held_out_repositories_get_a_card(run: Run, tables: Path, tmp_path: Path) -> None:
    done = run("evaluate", "--tables", tables, "--quick", "--jobs", "1", "--card", "out")

    folder = tmp_path / "out"
    assert (done.status, done.out.strip()) == (0, "out/card.md")
    assert "1 of 2: a0/oven is predicted" in done.err
    text = (folder / "card.md").read_text("utf8")
    assert "| a1/oven |" in text
    assert "(`--quick`)" in text
    figures = from_json(folder / "figures.json")
    assert as_json(figures) == (folder / "figures.json").read_text("utf8")
    for name in set(PLOTS) - {"learning"}:
        assert f"({name}.svg)" in text
        assert (folder / f"{name}.svg").read_bytes().startswith(b"<?xml")


def test_the_same_figures_on_any_number_of_processes(run: Run, tables: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        assert (
            run("evaluate", "--tables", tables, "--quick", "--jobs", jobs, "--quiet", "--card", jobs).err
            == ""
        )
    names = sorted(path.name for path in (tmp_path / "1").iterdir() if path.is_file())
    assert [
        name for name in names if (tmp_path / "1" / name).read_bytes() != (tmp_path / "2" / name).read_bytes()
    ] == []


def test_a_model_is_judged_by_own_labels(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    labels = labels_of(repo, tmp_path / "labels.jsonl", ["low", "medium", "high"] * 8)

    done = run("evaluate", "--labels", labels, "--clone", repo.path, "--card", "out")

    assert done.status == 0
    assert "move a model little" in done.err
    figures = json.loads((tmp_path / "out" / "figures.json").read_text("utf8"))
    assert figures["repositories"][0]["balance"] == [8, 8, 8]
    assert len(figures["judged"]) == 16


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--labels", "LABELS"], "go together"),
        (["--labels", "LABELS", "--clone", "CLONE", "--tables", "TABLES"], "give one of them"),
        (["--model", "LABELS"], "--labels"),
        (["--tables", "TABLES/0.features.xz"], "two or more"),
        (["--labels", "LABELS", "--clone", "CLONE", "--model", "LABELS"], "not a model"),
    ],
)
def test_what_cannot_be_evaluated_is_said_in_a_line(
    repo: RepoBuilder, run: Run, tables: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    labels = labels_of(repo, tmp_path / "labels.jsonl", ["low"] * 60)
    for name, path in (("LABELS", labels), ("CLONE", repo.path), ("TABLES", tables)):
        arguments = [one.replace(name, str(path)) for one in arguments]

    done = run("evaluate", *arguments, "--quiet", "--card", "out")

    assert done.status != 0
    assert words in done.err
    assert not (tmp_path / "out" / "card.md").exists()


def test_two_models_are_compared_by_the_same_labels(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    kinds = (("docs/{}.md", "low"), ("src/{}.py", "medium"), ("src/new_{}.py", "high"))
    lines = []
    for number in range(90):
        path, level = kinds[number % 3]
        sha = repo.commit(f"Part {number}", {path.format(number): f"x = {number}\n" * (1 + number % 3)})
        lines.append(json.dumps({"sha": sha, "level": level, "source": "import"}))
    learned, judged = tmp_path / "learned.jsonl", tmp_path / "judged.jsonl"
    learned.write_text("\n".join(lines[:60]), "utf8")
    judged.write_text("\n".join(lines[60:]), "utf8")
    run("train", "--labels", learned, "--clone", repo.path, "-o", "own.xz")
    packaged = training_data_folder() / "model.xz"
    asked = ("evaluate", "--labels", judged, "--clone", repo.path, "--quiet", "--compare")

    there = run(*asked, packaged, "own.xz")
    back = run(*asked, "own.xz", packaged)
    same = run(*asked, packaged, packaged)

    assert (there.status, back.status, same.status) == (0, 0, 0)
    assert "judged by 30 labelled commits that neither learned from:" in there.out
    assert "learned from" not in there.out.split(":", 1)[1]
    word_of = [
        {row.split("  ")[1].strip(): row.split()[-1] for row in done.out.splitlines() if " -> " in row}
        for done in (there, back, same)
    ]
    assert set(word_of[0]) == {"macro-F1", "QWK", "AUC high", "AUC not low", "ECE high", "ECE not low"}
    assert (word_of[0]["macro-F1"], word_of[1]["macro-F1"]) == ("better", "worse")
    assert (word_of[0]["ECE not low"], word_of[1]["ECE not low"]) == ("better", "worse")
    assert set(word_of[2].values()) == {"same"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--compare", "MODEL", "MODEL"], "--compare needs --labels"), (["--compare", "MODEL"], "2 arguments")],
)
def test_a_comparison_without_labels_or_a_second_model_is_refused(
    run: Run, arguments: list[str], words: str
) -> None:
    model = str(training_data_folder() / "model.xz")

    done = run("evaluate", *(one.replace("MODEL", model) for one in arguments))

    assert (done.status, done.out) == (2, "")
    assert words in done.err


def test_the_card_of_own_labels_names_the_model_as_a_report_does(
    repo: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    labels = labels_of(repo, tmp_path / "labels.jsonl", ["low", "medium", "high"] * 8)

    run("evaluate", "--labels", labels, "--clone", repo.path, "--quiet", "--card", "out")
    report = run("report", repo.path, "--range", "main~1..main", "--format", "json", "-o", "-")

    digest = json.loads(report.out)["provenance"]["model_digest"]
    assert f"model `{digest}`" in (tmp_path / "out" / "card.md").read_text("utf8")


def test_figures_of_another_program_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text("{}", "utf8")
    with pytest.raises(ConfigError, match=r"figures\.json"):
        from_json(path)


def test_a_card_without_plots_has_no_links_to_them(run: Run, tables: Path, tmp_path: Path) -> None:
    run("evaluate", "--tables", tables, "--quick", "--jobs", "1", "--card", "out")
    assert ".svg" not in as_markdown(from_json(tmp_path / "out" / "figures.json"))


def test_a_folder_that_cannot_be_made_is_said_before_the_work(run: Run, tables: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here first", "utf8")

    done = run("evaluate", "--tables", tables, "--card", "file/card")

    assert (done.status, len(done.err.splitlines())) == (5, 1)
    assert "file/card" in done.err


def test_labels_of_other_commits_are_said(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    labels = labels_of(repo, tmp_path / "labels.jsonl", ["low", "medium", "high"] * 20)
    labels.write_text(
        labels.read_text("utf8") + json.dumps({"sha": "f" * 40, "level": "low", "source": "import"}), "utf8"
    )

    done = run("evaluate", "--labels", labels, "--clone", repo.path, "--quiet", "--card", "out")

    assert done.status == 0
    assert "1 of 61 labels" in done.err
    assert "ffffffffff" in done.err


def test_labels_of_no_commit_at_all_are_an_error(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    repo.commit("feat: a", {"a.py": "x\n"})
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps({"sha": "f" * 40, "level": "low", "source": "import"}), "utf8")
    for command in (["train", "-o", "m.xz"], ["evaluate", "--card", "out"]):
        done = run(*command, "--labels", labels, "--clone", repo.path)
        assert done.status == 2
        assert "right clone" in done.err


@pytest.mark.parametrize("make", [True, False])
def test_a_clone_without_history_is_an_error(run: Run, tmp_path: Path, make: bool) -> None:
    clone = tmp_path / "clone"
    if make:
        RepoBuilder(clone)
    else:
        clone.mkdir()
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps({"sha": "f" * 40, "level": "low", "source": "import"}), "utf8")
    (tmp_path / "m.xz").write_bytes(b"old")

    done = run("train", "--labels", labels, "--clone", clone, "-o", "m.xz")

    assert (done.status, len(done.err.splitlines())) == (3, 1)
    assert (tmp_path / "m.xz").read_bytes() == b"old"


def test_one_class_is_learned_from_with_a_note(repo: RepoBuilder, run: Run, tmp_path: Path) -> None:
    labels = labels_of(repo, tmp_path / "labels.jsonl", ["low"] * 60)

    done = run("train", "--labels", labels, "--clone", repo.path, "-o", "m.xz")
    scored = run("score", "--all", repo.path, "--model", "m.xz")

    assert (done.status, scored.status) == (0, 0)
    assert "all 60 labels are low" in done.err
    assert "high" not in {json.loads(line)["importance"] for line in scored.out.splitlines()}
