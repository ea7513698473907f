"""The Action, its workflow and the GitLab template: their steps, run as the shell would run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer, Request, Route
from tests.support.github_server.writing import Publishing

ROOT = Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf8"))
WORKFLOW = ROOT / ".github/workflows/report.yml"
STEPS = [step for step in ACTION["runs"]["steps"] if "run" in step]
EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")
TOKEN = "ghp_writerwriterwriter"


@dataclass
class Job:
    """What is around the steps of a job: files of its own, and the outputs so far."""

    folder: Path
    work: Path
    environment: Mapping[str, str]
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    installs: bool = False
    log: str = ""

    @property
    def summary(self) -> str:
        path = self.folder / "summary"
        return path.read_text("utf8") if path.exists() else ""

    def run(self, **inputs: str) -> int:
        """Run the Action and give its status: a step that fails ends it."""
        given = {name: str(value.get("default", "")) for name, value in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        for step in STEPS:
            if step["id"] == "install" and not self.installs:
                continue
            if status := self._step(step, given):
                return status
        return 0

    def _step(self, step: Mapping[str, object], given: Mapping[str, str]) -> int:
        values = step.get("env", {})
        assert isinstance(values, dict)
        output = self.folder / f"output-{step['id']}"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", str(step["run"])],
            cwd=self.work,
            env={
                **self.environment,
                "RUNNER_TEMP": str(self.folder),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
                **{name: self._value(str(value), given) for name, value in values.items()},
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.log += done.stdout + done.stderr
        self.outputs[str(step["id"])] = _outputs(output.read_text("utf8") if output.exists() else "")
        return done.returncode

    def _value(self, text: str, given: Mapping[str, str]) -> str:
        def value(hit: re.Match[str]) -> str:
            if hit[1] == "inputs.webhook != ''":
                return str(bool(given["webhook"])).lower()
            kind, _, name = hit[1].partition(".")
            if kind == "runner":
                return str(self.folder)
            if kind == "inputs":
                return EXPRESSION.sub(value, given[name])
            if kind == "steps":
                step, _, output = name.partition(".outputs.")
                return self.outputs[step][output]
            return {"token": TOKEN, "repository": "acme/kiln"}[name]

        return EXPRESSION.sub(value, text)


def _outputs(text: str) -> dict[str, str]:
    lines = iter(text.splitlines())
    found = {}
    for line in lines:
        name, marked, delimiter = line.partition("<<")
        if marked:
            found[name] = "\n".join(iter(lambda: next(lines), delimiter))
        else:
            name, _, found_value = line.partition("=")
            found[name] = found_value
    return found


@pytest.fixture
def publishing() -> Publishing:
    return Publishing(writers={TOKEN}, app=True)


@pytest.fixture
def server(publishing: Publishing, tmp_path: Path) -> Iterator[GitHubServer]:
    home = RepoBuilder(tmp_path / "kiln.git")
    home.commit("docs: begin", {"README.md": "# Kiln\n"})
    with GitHubServer(publishing.routes) as server:
        server.tokens.add(TOKEN)
        server.add("acme/kiln", home)
        yield server


@pytest.fixture
def job(server: GitHubServer, tmp_path: Path) -> Job:
    work = RepoBuilder(tmp_path / "work", bare=False)
    work.commit("docs: begin", {"README.md": "# Kiln\n"}, date="2026-01-22T10:00:00+00:00")
    work.commit("feat!: a schedule", {"src/a.py": "x = 1\n"}, date="2026-01-23T10:00:00+00:00")
    work.checkout()
    program = tmp_path / "runner/commitbrief/environment/bin/commitbrief"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m commitbrief "$@"\n')
    program.chmod(0o755)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "GITHUB_REPOSITORY": "acme/kiln",
        "GITHUB_SERVER_URL": server.address,
        "GITHUB_API_URL": f"{server.address}/api/v3",
    }
    return Job(tmp_path / "runner", work.path, environment)


def test_a_report_in_the_summary_and_in_the_repository(job: Job, server: GitHubServer) -> None:
    status = job.run(date="2026-01-23", publish="summary\nfiles", branch="reports")

    assert status == 0, job.log
    assert job.outputs["report"] == {"status": "0", "reports": "reports/2026/work/2026-01-23.md"}
    assert "a schedule" in job.summary
    assert "a schedule" in server.repositories["acme/kiln"].git(
        "show", "reports:reports/2026/work/2026-01-23.md"
    )
    assert TOKEN not in job.log + job.summary


def test_the_gate_fails_the_job_after_the_comment(
    job: Job, publishing: Publishing, server: GitHubServer
) -> None:
    here = f"{server.address}/api/v3/repos/acme/kiln/issues/7"
    publishing.issues.append({"number": 7, "title": "A schedule", "url": here, "html_url": here})

    status = job.run(range="main~1..main", publish="summary comment", number="7", fail_on="breaking")

    assert status == 1
    assert "commitbrief: breaking: work: " in job.log
    assert "::error file=" in job.log
    (comment,) = publishing.comments[7]
    assert "\n### 💥 " in str(comment["body"])
    assert "a schedule" in str(comment["body"])
    assert "a schedule" in job.summary


def test_hostile_inputs_are_no_commands(job: Job) -> None:
    harm = "$(touch harm)`touch harm`;touch harm"
    for name in ("date", "range", "lang", "tz", "fail_on", "sources", "config", "publish"):
        assert job.run(**{"date": "2026-01-23", name: harm}) != 0, name
    assert job.run(date="2026-01-23", output=harm) == 0  # a folder may be called so

    assert not (job.work / "harm").exists()


def test_several_sources_of_which_one_is_not_there(job: Job) -> None:
    status = job.run(sources=".\nnowhere", date="2026-01-23")

    assert status == 4
    assert "nowhere" in job.log
    assert "a schedule" in job.summary


WEBHOOK = "T0-very-secret"


@pytest.fixture
def hooked() -> Iterator[GitHubServer]:
    def hook(server: GitHubServer, request: Request) -> Answer:
        return Answer.json({"code": 0})

    with GitHubServer([Route("POST", "/hook/{secret}", hook)]) as chat:
        yield chat


def test_the_opening_is_posted_once(job: Job, hooked: GitHubServer) -> None:
    inputs = {
        "date": "2026-01-23",
        "webhook": f"{hooked.address}/hook/{WEBHOOK}",
        "webhook_service": "feishu",
        "webhook_secret": "demo",
    }

    assert job.run(**inputs) == 0, job.log
    assert job.run(**inputs) == 0, job.log

    (request,) = hooked.requests
    assert "sign" in request.json()
    assert "a schedule" in job.summary
    assert WEBHOOK not in job.log + job.summary
    assert not list(job.work.rglob("*.json"))


def test_a_webhook_that_refuses_comes_last(job: Job, hooked: GitHubServer) -> None:
    hooked.fail("/hook/", Answer(404, b"no_service"))

    assert job.run(date="2026-01-23", webhook=f"{hooked.address}/hook/{WEBHOOK}") == 5
    assert "a schedule" in job.summary
    assert WEBHOOK not in job.log


def test_pull_requests_are_asked_for_where_that_is_wanted(job: Job) -> None:
    assert job.run(date="2026-01-23") == 0
    assert job.run(date="2026-01-23", pulls="true") == 0, job.log


@pytest.mark.slow
def test_the_install_step_installs_and_then_rests(job: Job, tmp_path: Path) -> None:
    action = tmp_path / "action"
    action.mkdir()
    held = [
        line.split("/")[0]
        for line in subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines()
    ]
    for name in dict.fromkeys(held):
        if name not in {"tests", "docs", "benchmarks"} and not name.startswith("."):
            place = ROOT / name
            copy = shutil.copytree if place.is_dir() else shutil.copy
            copy(place, action / name)
    program = job.folder / "commitbrief/environment/bin/commitbrief"
    program.unlink()
    # What the package depends on is borrowed, as the registry may be far away; the rest is as on a runner.
    borrowed = [path for path in sys.path if path.endswith("-packages")]
    job.environment = {
        **job.environment,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{job.environment['PATH']}",
        "GITHUB_ACTION_PATH": str(action),
        "PIP_NO_BUILD_ISOLATION": "0",  # that is: without, as pip reads it
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONPATH": os.pathsep.join(borrowed),
    }
    job.installs = True

    assert job.run(date="2026-01-23") == 0, job.log
    made = program.stat()
    assert job.run(date="2026-01-23") == 0, job.log
    assert program.stat() == made
    assert "a schedule" in job.summary


def test_no_expression_stands_in_a_script() -> None:
    jobs = yaml.safe_load(WORKFLOW.read_text("utf8"))["jobs"].values()
    scripts = [step["run"] for step in [*STEPS, *(s for job in jobs for s in job["steps"])] if "run" in step]

    assert scripts
    assert [script for script in scripts if "${{" in script] == []


def test_the_workflow_trusts_nobody() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text("utf8"))
    triggers = workflow[True]  # YAML 1.1 reads `on` as a truth value

    assert workflow["permissions"] == {}
    assert "pull_request_target" not in triggers
    assert set(triggers) == {"schedule", "workflow_dispatch", "pull_request"}
    for job in workflow["jobs"].values():
        checkout = next(step for step in job["steps"] if "checkout" in step.get("uses", ""))
        assert checkout["with"]["persist-credentials"] is False


def test_the_workflow_gives_only_inputs_that_the_action_has() -> None:
    jobs = yaml.safe_load(WORKFLOW.read_text("utf8"))["jobs"].values()
    given = {name for job in jobs for step in job["steps"] if step["uses"] == "./" for name in step["with"]}

    assert given <= set(ACTION["inputs"])
