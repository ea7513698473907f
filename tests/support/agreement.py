"""Whether the ways to read the same commits say the same of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.support.repository import RepoBuilder

GATE = ("--fail-on", "breaking", "--fail-on", "security", "--fail-on", "high", "--fail-on", "incomplete")
_ALARM = re.compile(r"^commitbrief: (\w+): .*?: ([0-9a-f]{7}) (.*)$", re.MULTILINE)
_LOG = ("log", "-p", "--full-index", "-M", "main")
_MAILS = ("format-patch", "--always", "--stdout", "--root", "--full-index", "-M", "main")


class Outcome(Protocol):
    """How a command ended."""

    @property
    def status(self) -> int:
        """Its exit status."""

    @property
    def out(self) -> str:
        """Its standard output."""

    @property
    def err(self) -> str:
        """What it told."""


class Run(Protocol):
    """Runs `commitbrief` with arguments."""

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Outcome:
        """Run it to its end."""


@dataclass(frozen=True)
class Told:
    """What one way says: the gate's status and alarms (kind, commit → what is said of it), types and importance by
    commit."""

    status: int
    alarms: Mapping[tuple[str, str], str]
    scores: Mapping[str, tuple[object, object]]


def told(run: Run, *source: str | Path, stdin: bytes = b"") -> Told:
    """Ask one way."""
    report = run("report", *source, *GATE, "--quiet", "--format", "json", "-o", "-", stdin=stdin)
    rows = map(json.loads, run("score", *source, "--quiet", stdin=stdin).out.splitlines())
    scores = {row["sha"]: (row["change_types"], row["importance"]) for row in rows}
    alarms = {(kind, sha): words for kind, sha, words in _ALARM.findall(report.err)}
    return Told(report.status, alarms, scores)


def disagreements(repo: RepoBuilder, run: Run, here: Path, api: str = "") -> Iterator[str]:
    """Where the ways to read `repo` differ, a line each. `api` is its name on a GitHub; without, mails are asked, which
    hold no merges."""
    local = told(run, repo.git_dir, "--all")
    yield from ["nothing is alarming"] if not local.alarms else []
    # A whole history has had its users; of a part of one, as a log is, what came and went again broke nobody.
    part = told(run, repo.git_dir, "--since", "2000-01-01", "--until", "2099-12-31")
    yield from ["a part: other commits or scores"] if part.scores != local.scores else []
    if api:
        others = {"log": told(run, "-", stdin=_text(repo, *_LOG)), "api": told(run, api, "--all", "--api")}
    else:
        others = {
            "log": told(run, "-", stdin=_text(repo, *_LOG)),
            "mails": told(run, "-", stdin=_text(repo, *_MAILS)),
        }
    merges = set(repo.git("rev-list", "--merges", "main").split())
    short = {sha[:7] for sha in merges}  # as alarms name them
    for name, other in others.items():
        expected = local if name == "api" else part
        # What a merge brings in no patch tells, so that its type and its level are what its own words say; what it
        # merges is there itself, with its own alarms.
        untold = {(kind, sha) for sha in short for kind in ("high", "security")} if name == "log" else set()
        differing = set(expected.alarms) ^ set(other.alarms)
        if expected.status != other.status and not differing & untold:
            yield f"{name}: status {other.status}, not {expected.status}"
        for one in sorted(differing - untold):
            yield f"{name}: {one} {expected.alarms.get(one)!r}, not {other.alarms.get(one)!r}"
        for sha, score in expected.scores.items():
            if other.scores.get(sha) != score and not (name == "log" and sha in merges):
                yield f"{name}: {sha} is {other.scores.get(sha)}, not {score}"
    yield from _stored(repo, run, here, local)


def _stored(repo: RepoBuilder, run: Run, here: Path, local: Told) -> Iterator[str]:
    """`bulk` scores as `score` does, and knows the breaks that are declared: the gate's, but for what facts prove."""
    (here / "list").write_text(f"{repo.git_dir}\n", "utf8")
    run("bulk", here / "list", "--store", here / "store", "--quiet", "--jobs", "1")
    rows = list(map(json.loads, run("export", "jsonl", "--store", here / "store").out.splitlines()))
    if {row["sha"]: (row["types"], row["importance"]) for row in rows} != dict(local.scores):
        yield "bulk: other types or importance than score"
    declared = {row["sha"][:7] for row in rows if row["breaking"]}
    breaking = {sha: words for (kind, sha), words in local.alarms.items() if kind == "breaking"}
    for sha in sorted(declared - set(breaking)):
        yield f"bulk: {sha} is breaking, and passes the gate"
    for sha in sorted(set(breaking) - declared):
        if "(message" in breaking[sha] or "(" not in breaking[sha]:
            yield f"bulk: {sha} declares a break: {breaking[sha]}"


def _text(repo: RepoBuilder, *command: str) -> bytes:
    return repo.git(*command).encode("utf8", "surrogateescape")
