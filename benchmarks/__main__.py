"""How long `commitbrief score` takes beside git itself and other ways to read the same commits.

    python -m benchmarks REPOSITORY [--rounds 3] [--subset 150] [--output benchmarks/results]

Everything is measured in one run, in turn, round after round; what counts are the ratios to `git diff-tree -p`
of the same commits, which is the floor. Commits that lack objects (partial clones) are left out of all of them.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.plot import bars

FLOOR = ("diff-tree", "--stdin", "-r", "--root", "-p", "-M")


@dataclass(frozen=True)
class Measured:
    """Seconds of each round, over a number of commits; the largest resident set in MB where it was watched."""

    name: str
    commits: int
    seconds: tuple[float, ...]
    peak: float = 0.0

    @property
    def median(self) -> float:
        """Seconds, in the middle round."""
        return statistics.median(self.seconds)


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak_of(command: Sequence[str]) -> float:
    """The largest resident set of a command and its children together, in MB (Linux; else 0)."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, _resident(process.pid))
        time.sleep(0.05)
    return most / 1024


def _resident(pid: int) -> int:
    total = 0
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf8")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf8").split()
    except OSError:
        return 0
    if Path(f"/proc/{pid}/exe").exists() and "git" not in os.path.realpath(f"/proc/{pid}/exe"):
        total = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)
    return total + sum(_resident(int(child)) for child in children)


class Bench:
    """One repository and the ways to read it."""

    def __init__(self, path: Path, subset: int) -> None:
        self.path = path
        self.shas = readable(path)
        step = max(1, len(self.shas) // subset)
        self.subset = self.shas[::step][:subset]

    def floor(self, shas: Sequence[str]) -> None:
        """git alone."""
        subprocess.run(
            ["git", f"--git-dir={self.path}", *FLOOR],
            input="".join(f"{sha}\n" for sha in shas).encode(),
            stdout=subprocess.DEVNULL,
            check=True,
        )

    def score(self, jobs: int) -> list[str]:
        """Our command for the whole history."""
        return [sys.executable, "-m", "commitbrief", "score", str(self.path), "--all", f"--jobs={jobs}"]

    def run_score(self, jobs: int) -> None:
        """Our command, its lines to nowhere."""
        subprocess.run(self.score(jobs), stdout=subprocess.DEVNULL, check=True)

    def first_result(self) -> None:
        """Our command until its first line is there."""
        process = subprocess.Popen(self.score(1), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout
        process.stdout.readline()
        process.kill()
        process.communicate()

    def show_and_unidiff(self) -> None:
        """The plain loop: a `git show` for each commit, parsed by unidiff."""
        from unidiff.patch import PatchSet

        for sha in self.subset:
            shown = subprocess.run(
                ["git", f"--git-dir={self.path}", "show", "-M", "--format=", sha],
                capture_output=True,
                check=True,
            )
            PatchSet(shown.stdout.decode("utf8", "replace"))

    def pydriller(self) -> None:
        """PyDriller, asked for the same: message, files, counts and diffs."""
        from pydriller import Repository

        for commit in Repository(str(self.path), only_commits=self.subset).traverse_commits():
            _ = commit.msg, [(file.filename, file.added_lines, file.diff) for file in commit.modified_files]


def readable(path: Path) -> list[str]:
    """The ids of the commits whose objects are all there, newest first."""
    from history.records import GapReason
    from history.repository import LocalRepository
    from history.selection import Everything

    found = []
    with LocalRepository.open(path) as repository:
        for commit in repository.commits(Everything()):
            gaps = [*commit.gaps, *(file.gap for file in commit.files if file.gap)]
            if not any(gap.reason is GapReason.MISSING_OBJECT for gap in gaps):
                found.append(commit.sha)
    return found


def stages(path: Path, shas: Sequence[str]) -> dict[str, float]:
    """Seconds of this process for each stage, over some commits."""
    from classifier.importance.extraction import extract
    from classifier.reading import read
    from classifier.types import decide_types
    from commitbrief.pipeline import load_tools
    from commitbrief.settings import Settings
    from history.repository import LocalRepository
    from history.selection import Everything

    tools = load_tools(Settings())
    spent = dict.fromkeys(("reading the diff", "message and paths", "change types", "features"), 0.0)
    with LocalRepository.open(path) as repository:
        chosen = repository.choose(Everything())
        mark = time.process_time()
        for commit in repository.read(chosen, only=shas):
            marks = [mark, time.process_time()]
            reading = read(commit, tools.book.paths)
            marks.append(time.process_time())
            decide_types(reading, tools.book)
            marks.append(time.process_time())
            extract(commit)
            mark = time.process_time()
            marks.append(mark)
            for place, name in enumerate(spent):
                spent[name] += marks[place + 1] - marks[place]
    return spent


def main() -> None:
    """Measure, then write the table and the plot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("repository", type=Path, help="the git directory of a local repository")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--subset", type=int, default=150, help="commits for the slow ones")
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results"))
    given = parser.parse_args()
    bench = Bench(given.repository, given.subset)
    whole, some = bench.shas, bench.subset
    ways: list[tuple[str, int, Callable[[], object]]] = [
        ("git diff-tree -p -M (floor)", len(whole), lambda: bench.floor(whole)),
        ("commitbrief score --jobs 1", len(whole), lambda: bench.run_score(1)),
        ("commitbrief score --jobs 2", len(whole), lambda: bench.run_score(2)),
        ("a sixteenth: floor", len(whole[::16]), lambda: bench.floor(whole[::16])),
        ("subset: floor", len(some), lambda: bench.floor(some)),
        ("subset: git show and unidiff, in a loop", len(some), bench.show_and_unidiff),
        ("subset: PyDriller", len(some), bench.pydriller),
        ("time to the first line", 1, bench.first_result),
    ]
    rounds = [[timed(work) for _, _, work in ways] for _ in range(given.rounds)]
    measured = [
        Measured(name, commits, tuple(one[place] for one in rounds))
        for place, (name, commits, _) in enumerate(ways)
    ]
    peaks = {jobs: peak_of(bench.score(jobs)) for jobs in (1, 2)}
    spent = stages(given.repository, whole[::8])
    given.output.mkdir(parents=True, exist_ok=True)
    text = report(measured, peaks, spent, given.rounds)
    (given.output / "table.md").write_text(text, "utf8")
    (given.output / "plot.svg").write_text(
        bars([(one.name, _ratio(one, measured)) for one in measured[:7]]), "utf8"
    )
    print(text)


def _ratio(one: Measured, measured: Sequence[Measured]) -> float:
    """Time for each commit, in floors of the same commits."""
    floor = measured[4] if one.name.startswith("subset") else measured[0]
    return (one.median / one.commits) / (floor.median / floor.commits)


def report(
    measured: Sequence[Measured], peaks: dict[int, float], spent: dict[str, float], rounds: int
) -> str:
    """The results as Markdown."""
    processor = platform.processor() or platform.machine()
    machine = f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}"
    load = f"load average {os.getloadavg()[0]:.1f} at the end"
    lines = [
        f"{machine}; medians of {rounds} rounds, {load}.",
        "",
        "| | commits | seconds | commits a second | times the floor |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for one in measured:
        ratio = "" if one.commits == 1 else f"{_ratio(one, measured):.2f}"
        rate = "" if one.commits == 1 else f"{one.commits / one.median:.0f}"
        lines.append(f"| {one.name} | {one.commits} | {one.median:.2f} | {rate} | {ratio} |")
    memory = ", ".join(f"{peak:.0f} MB with --jobs {jobs}" for jobs, peak in peaks.items())
    total = sum(spent.values())
    shares = "; ".join(f"{name} {seconds / total:.0%}" for name, seconds in spent.items())
    return "\n".join(
        [
            *lines,
            "",
            f"Most memory: {memory}, git not counted.",
            "",
            f"Of this program's own time: {shares}.",
            "",
        ]
    )


if __name__ == "__main__":
    main()
