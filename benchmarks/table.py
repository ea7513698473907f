"""What was measured, as a page."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Measured

PREFACE = """\
# How fast it is

Written by one command, which measures everything in one run, each thing in turn, round after round:

    pip install -e '.[benchmarks]'
    python -m benchmarks path/to/repository.git

What counts are the ratios to the floor, `git log -p -M` of the same commits to nowhere: a machine that is busy with
other things makes everything slower. Of commits that lack a file in this clone `git log` would die; the floor has what
`git diff-tree -p -M` prints of their other files, which commitbrief reads too. "Processor" is what all processes together worked, whatever else ran; it is the
fairer column where the load was high. git-cliff reads messages alone and no diff, so that it is no competitor but a
second floor. PyDriller and the loop of `git show` take too long for the whole history: they read a sample of it,
evenly spread, and so does their floor.
"""


@dataclass(frozen=True)
class Results:
    """Everything that was measured. `linear` are the whole and its parts, the largest first."""

    ways: Sequence[Measured]
    linear: Sequence[Measured]
    first: Mapping[str, float]
    stages: Mapping[str, float]
    row_bytes: float
    commits: int
    readable: int
    rounds: int
    load: float

    def way(self, name: str) -> Measured:
        """The measurements of one way."""
        return next(one for one in self.ways if one.way.name == name)


def page(results: Results) -> str:
    """The page."""
    return "\n".join(
        [
            PREFACE,
            machine(results),
            "",
            "![Seconds for each way](plot.svg)",
            "",
            *ways(results),
            "",
            *linearity(results),
            "",
            *rest(results),
            "",
        ]
    )


def machine(results: Results) -> str:
    """What it was measured on."""
    names = [line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")]
    processor = names[0] if names else platform.machine()
    tools = ", ".join(f"{name} {version(name)}" for name in ("pydriller", "unidiff", "git-cliff"))
    return (
        f"Machine: {processor}, {os.cpu_count()} cores, Linux {platform.release()}, Python"
        f" {platform.python_version()}, {tools}. A history of {results.commits} commits, {results.readable} of"
        f" which have all their files in this clone. Medians of {results.rounds} round{'s' if results.rounds != 1 else ''}; load average"
        f" {results.load:.1f} when it began."
    )


def _cpuinfo() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text("utf8").splitlines()
    except OSError:
        return []


def ratio(one: Measured, results: Results) -> tuple[float, float]:
    """Time on the clock and of processors, in floors of the same commits."""
    floor = results.way(one.way.floor)
    return one.seconds / floor.seconds, one.processor / floor.processor


def ways(results: Results) -> Iterator[str]:
    """The ways, compared."""
    yield "| | commits | seconds | processor | commits a second | × floor | × floor, processor | MB, Python | MB, git |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for one in results.ways:
        clock, processor = ratio(one, results)
        yield (
            f"| {one.way.name} | {one.way.commits} | {one.seconds:.1f} | {one.processor:.1f} |"
            f" {one.way.commits / one.seconds:.0f} | {clock:.2f} | {processor:.2f} | {one.python:.0f} | {one.git:.0f} |"
        )


def linearity(results: Results) -> Iterator[str]:
    """Cost and memory against bytes of diff."""
    yield "The newest commits that have a sixteenth and a quarter of all bytes of diff, and all (`score --jobs 1`):"
    yield ""
    yield "| bytes of diff | commits | seconds | processor | processor, ms a MB | MB, Python |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for one in results.linear:
        size = one.way.bytes / 1e6
        yield (
            f"| {size:.0f} MB | {one.way.commits} | {one.seconds:.1f} | {one.processor:.1f} |"
            f" {one.processor / size * 1000:.0f} | {one.python:.0f} |"
        )


def rest(results: Results) -> Iterator[str]:
    """What is one figure each."""
    said = "; ".join(f"{seconds:.1f} s {name}" for name, seconds in results.first.items())
    yield f"Time to the first line: {said}."
    yield ""
    one, two = (results.way(f"commitbrief score --jobs {jobs}") for jobs in (1, 2))
    yield f"Two processes are {one.seconds / two.seconds:.2f} times as fast as one."
    yield ""
    whole = sum(results.stages.values())
    shares = "; ".join(f"{name} {seconds / whole:.0%}" for name, seconds in results.stages.items())
    yield f"Where the time goes, in one process: {shares}."
    yield ""
    yield f"A row of the store is {results.row_bytes:.0f} bytes of its file."
