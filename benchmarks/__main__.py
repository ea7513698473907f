"""How fast commitbrief is, beside git itself and other ways to read the same commits.

    python -m benchmarks REPOSITORY [--rounds 3] [--minutes 60] [--sample 300] [--output benchmarks]

Everything is measured in one run. benchmarks/README.md is what it writes, and says what was measured and how.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Measured, Way, first_line, run
from benchmarks.plot import bars
from benchmarks.stages import stages
from benchmarks.subject import FLOOR, Subject, lines
from benchmarks.table import Results, page, ratio

WHOLE, SAMPLE = "git's own diff of the same commits (the floor)", "git log -p -M of the sample"
ALL = "commitbrief score --jobs 1"
PARTS = {"a sixteenth": 1 / 16, "a quarter": 1 / 4}


def command(subject: Subject, *more: str) -> tuple[str, ...]:
    """`commitbrief score` as a user types it."""
    return (sys.executable, "-m", "commitbrief", "score", str(subject.path), *more)


def ways(subject: Subject, number: int, scratch: Path) -> Iterator[Way]:
    """All that is compared, on the whole history first, then on a sample."""
    shas, sample = subject.readable, subject.sample(number)
    git = ("git", f"--git-dir={subject.path}", *FLOOR)
    floor = (sys.executable, "-m", "benchmarks.floor", str(subject.path))
    told = "".join(f"{json.dumps(one)}\n" for one in subject.lacking.items())
    yield Way(WHOLE, floor, subject.commits, WHOLE, told.encode("ascii"))
    if len(shas) < subject.commits:
        name = f"git log -p -M of the {len(shas)} commits that have all their files"
        yield Way(name, git, len(shas), WHOLE, lines(shas))
    yield Way(
        "commitbrief score --jobs 1 --importance formula",
        command(subject, "--all", "--jobs=1", "--importance=formula"),
        subject.commits,
        WHOLE,
    )
    for jobs in (1, 2):
        score = command(subject, "--all", f"--jobs={jobs}")
        name = f"commitbrief score --jobs {jobs}"
        yield Way(name, score, subject.commits, WHOLE, bytes=sum(subject.sizes.values()))
    bulk = (sys.executable, "-m", "benchmarks.bulk", str(subject.path), str(scratch))
    yield Way("commitbrief bulk --jobs 2, into a store", bulk, subject.commits, WHOLE)
    cliff = shutil.which("git-cliff")
    if cliff:
        arguments = ("--offline", "--repository", str(subject.path), "--output", os.devnull)
        yield Way("git-cliff: messages only, no diff", (cliff, *arguments), subject.commits, WHOLE)
    yield Way(SAMPLE, git, len(sample), SAMPLE, lines(sample))
    for name, what in (("unidiff", "a loop of git show, and unidiff"), ("pydriller", "PyDriller")):
        other = (sys.executable, "-m", "benchmarks.others", name, str(subject.path))
        yield Way(f"{what}, on the sample", other, len(sample), SAMPLE, lines(sample))


def parts(subject: Subject) -> Iterator[Way]:
    """The newest commits, by shares of the bytes of diff."""
    for name, share in PARTS.items():
        chosen, commits, size = subject.newest(share)
        yield Way(name, command(subject, "--range", chosen, "--jobs=1"), commits, WHOLE, bytes=size)


def measured(all_ways: list[Way], rounds: int, until: float) -> list[Measured]:
    """Each way once, then each again; no other round is begun after a moment of the clock."""
    found = [Measured(way) for way in all_ways]
    for number in range(rounds):
        if number and time.monotonic() > until:
            break
        for one in found:
            one.rounds.append(run(one.way))
            last = one.rounds[-1]
            told = f"{last.seconds:.1f} s, of processors {last.processor:.1f} s, {last.python:.0f} MB"
            print(f"round {number + 1} of {rounds}: {one.way.name}: {told}", file=sys.stderr, flush=True)
    return found


def first_lines(subject: Subject, rounds: int) -> dict[str, float]:
    """Seconds to the first line of a result, in the middle round, by the number of processes."""
    return {
        f"with --jobs {jobs}": statistics.median(
            first_line(command(subject, "--all", f"--jobs={jobs}")) for _ in range(rounds)
        )
        for jobs in (1, 2)
    }


def everything(subject: Subject, given: argparse.Namespace, folder: Path) -> Results:
    """Measure all there is to measure."""
    load, until = os.getloadavg()[0], time.monotonic() + 60 * given.minutes
    found = measured(list(ways(subject, given.sample, folder)), given.rounds, until)
    return Results(
        ways=found,
        linear=[
            *measured(list(parts(subject)), given.rounds, until),
            *(one for one in found if one.way.name == ALL),
        ],
        first=first_lines(subject, given.rounds),
        stages=stages(subject.path, subject.sample(len(subject.readable) // 8)),
        row_bytes=(folder / "store.sqlite").stat().st_size / subject.commits,
        commits=subject.commits,
        readable=len(subject.readable),
        rounds=len(found[0].rounds),
        load=load,
    )


def main() -> None:
    """Measure, then write the page and the plot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("repository", type=Path, help="the git directory of a local repository")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=60, help="after which no other round is begun")
    parser.add_argument("--sample", type=int, default=300, help="commits for the slow ways")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        results = everything(Subject.borrowing(given.repository, folder), given, folder)
    given.output.mkdir(parents=True, exist_ok=True)
    (given.output / "README.md").write_text(page(results), "utf8")
    compared = [(one.way.name, ratio(one, results)[0]) for one in results.ways if one.way.name != SAMPLE]
    plot = bars("Time for the same commits, as multiples of git log -p -M", compared)
    (given.output / "plot.svg").write_text(plot, "utf8")
    print(page(results))


if __name__ == "__main__":
    main()
