"""`report --findings`: what the gate found, for machines; and what somebody let pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.support import RepoBuilder

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

GATE = ("--all", "-o", "-", "--lang", "en", "--fail-on", "breaking")
POOL = "export function pool(size: number) {\n  return size;\n}\n"


@pytest.fixture
def project(repo: RepoBuilder) -> RepoBuilder:
    repo.commit("feat: a pool", {"src/a,b:1.ts": f"// one\n// two\n{POOL}", "README.md": "# Kiln\n"})
    return repo


def taken_away(project: RepoBuilder, trailer: str = "") -> str:
    message = f"refactor: tidy\n\nNobody calls it.\n\n{trailer}\n" if trailer else "refactor: tidy"
    return project.commit(message, {"src/a,b:1.ts": "// one\n// two\n"})


def test_annotations_stand_at_the_line(project: RepoBuilder, run: Run) -> None:
    taken_away(project)

    done = run("report", project.path, *GATE, "--findings", "github")

    (command,) = [line for line in done.err.splitlines() if line.startswith("::")]
    assert done.status == 1
    assert command.startswith("::error file=src/a%2Cb%3A1.ts,line=3,title=project%3A breaking::")
    assert "refactor: tidy" in command


def test_a_title_is_no_command(project: RepoBuilder, run: Run) -> None:
    project.commit("feat!: 100% %0A::set-output name=x::y\r::stop\x1b[31m", {"src/c.ts": "const c = 1;\n"})

    done = run("report", project.path, *GATE, "--findings", "github")

    lines = [line for line in done.err.splitlines() if line.startswith("::")]
    assert len(lines) == 1
    assert "100%25 %250A::set-output" in lines[0]
    assert "\x1b" not in done.err


def test_code_scanning_gets_a_place_and_a_mark_that_stays(
    project: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    sha = taken_away(project)
    target = tmp_path / "gate.sarif"

    logs = []
    for _ in range(2):
        run("report", project.path, *GATE, "--findings", target)
        logs.append(json.loads(target.read_text("utf8")))
        project.commit("docs: more", {"README.md": "# Kilns\n"})

    log, later = logs
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert log["version"] == "2.1.0"
    assert place["artifactLocation"]["uri"] == "src/a%2Cb%3A1.ts"
    assert place["region"] == {"startLine": 3}
    assert result["properties"]["commit"] == sha
    assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    (again,) = later["runs"][0]["results"]
    assert again["partialFingerprints"] == result["partialFingerprints"]


def test_a_test_report_has_a_failure_for_each_commit(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    project.commit("feat!: ask \x0b for \ufffe a schedule <&>", {"src/c.ts": "const c = 1;\n"})
    target = tmp_path / "gate.xml"

    run("report", project.path, *GATE, "--fail-on", "security", "--findings", target)

    breaking, security = ElementTree.parse(target).getroot()
    assert (breaking.get("tests"), breaking.get("failures"), breaking.get("skipped")) == ("1", "1", "0")
    assert [case.find("failure") is not None for case in breaking] == [True]
    assert "schedule <&>" in (breaking[0].get("name") or "")
    assert (security.get("tests"), security.get("failures")) == ("1", "0")
    # What Jenkins' xUnit plugin has a schema for, and `file` for GitLab.
    assert set(breaking.attrib) == {"name", "tests", "failures", "skipped", "errors"}
    assert set(breaking[0].attrib) == {"classname", "name", "file"}
    assert (breaking[0].find("failure").text or "") == "src/c.ts:1"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "trailer",
    [
        "Commitbrief-allow: breaking pool: it was never released",
        "commitbrief-allow: breaking *: it was never released",
    ],
)
def test_what_the_message_lets_pass_passes_and_is_shown(
    project: RepoBuilder, run: Run, tmp_path: Path, trailer: str
) -> None:
    taken_away(project, trailer)
    targets = [tmp_path / "gate.sarif", tmp_path / "gate.xml"]

    done = run("report", project.path, *GATE, *(one for t in targets for one in ("--findings", t)))

    assert done.status == 0
    assert "commitbrief: allowed: breaking: project: " in done.err
    assert "it was never released" in done.err
    assert "🤝 Allowed by “" in done.out
    (result,) = json.loads(targets[0].read_text("utf8"))["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "it was never released"}]
    assert ElementTree.parse(targets[1]).getroot()[0].get("skipped") == "1"


@pytest.mark.parametrize(
    "trailer",
    [
        "Commitbrief-allow: breaking other: it was never released",
        "Commitbrief-allow: security pool: it was never released",
        "Commitbrief-allow: breaking pool:",
        "Commitbrief-allow: breaking pool",
    ],
)
def test_another_name_another_kind_or_no_reason_lets_nothing_pass(
    project: RepoBuilder, run: Run, trailer: str
) -> None:
    taken_away(project, trailer)

    assert run("report", project.path, *GATE).status == 1


def test_a_configuration_of_ones_own_lets_pass_and_a_found_one_may_not(
    project: RepoBuilder, run: Run, tmp_path: Path
) -> None:
    taken_away(project)
    own = tmp_path / "commitbrief.toml"
    own.write_text('allow = ["breaking pool: known since May"]\n', "utf8")

    named = run("report", project.path, *GATE, "--config", own)
    found = run("report", project.path, *GATE)

    assert named.status == 0
    assert "🤝 Allowed in the configuration: “known since May” (`breaking` `pool`)" in named.out
    assert (found.status, "allow: not taken from a file" in found.err) == (2, True)


def test_a_report_with_allowances_is_made_again(project: RepoBuilder, run: Run, tmp_path: Path) -> None:
    taken_away(project)
    own = tmp_path / "own" / "commitbrief.toml"
    own.parent.mkdir()
    own.write_text('allow = ["breaking pool: known since May"]\n', "utf8")
    run("report", project.path, "--all", "-o", "r.md", "--config", own)

    assert run("verify", "r.md", project.path).status == 0


@pytest.mark.parametrize("options", [("--findings", "gate.txt"), ("--findings", "gate")])
def test_a_target_without_a_form_is_named(project: RepoBuilder, run: Run, options: tuple[str, ...]) -> None:
    done = run("report", project.path, *GATE, *options)

    assert done.status == 2
    assert "name a file that ends in .sarif or .xml, or say github" in done.err


def test_findings_need_something_to_look_for(project: RepoBuilder, run: Run) -> None:
    assert "give --fail-on, too" in run("report", project.path, "--all", "--findings", "github").err
