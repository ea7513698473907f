"""Runs the battery and prints one table. Each row: how many runs, how many ended otherwise than documented, the longest,
the largest, and what was left behind. The exit status is 1 where anything is amiss."""

from __future__ import annotations

import atexit
import io
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

from commitbrief.endings import hear_endings, interrupt
from commitbrief.program import run as commitbrief
from tests.support import RepoBuilder
from tests.support.agreement import disagreements
from tests.support.github_server import Answer, GitHubServer
from tests.support.github_server.routing import Request
from tests.support.histories import write_histories
from tests.torture.commits import BY_KIND, Commit, Tree, long_messages

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTED = {0, 1, 2, 3, 4, 5, 130}
MOST_SECONDS, MOST_MEGABYTES = 20.0, 600


@dataclass
class Row:
    """What became of one kind of attack."""

    runs: int = 0
    amiss: int = 0
    seconds: float = 0.0
    megabytes: int = 0
    longest: str = ""  # what took these seconds, where the attack has names for it
    largest: str = ""

    def add(self, other: Row, name: str) -> None:
        """Take in what one kind took."""
        self.runs += other.runs
        self.amiss += other.amiss
        self.longest = name if other.seconds > self.seconds else self.longest
        self.largest = name if other.megabytes > self.megabytes else self.largest
        self.seconds = max(self.seconds, other.seconds)
        self.megabytes = max(self.megabytes, other.megabytes)

    def __str__(self) -> str:
        longest, largest = (f" ({name})" if name else "" for name in (self.longest, self.largest))
        return f"{self.runs} | {self.amiss} | {self.seconds:.1f}{longest} | {self.megabytes}{largest}"


def run(
    home: Path, *arguments: str | Path, killed_after: float | None = None
) -> tuple[int, float, int, bytes]:
    """Status, processor seconds, megabytes of the largest process, and standard output."""
    command = [sys.executable, "-m", "commitbrief", *map(str, arguments)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(home / "tmp"),
        "XDG_CACHE_HOME": str(home / "c"),
    }
    with (home / "out").open("wb") as out, (home / "err").open("wb") as err:
        process = subprocess.Popen(
            command, cwd=home, env=environment, stdout=out, stderr=err, start_new_session=True
        )
        if killed_after is not None:
            time.sleep(killed_after)
            # Not by `process.send_signal`, which takes in how one has ended that has.
            os.kill(process.pid, random.choice((signal.SIGTERM, signal.SIGKILL, signal.SIGINT)))
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = used.ru_utime + used.ru_stime
    return process.returncode, seconds, used.ru_maxrss // 1024, (home / "out").read_bytes()


def run_copy(home: Path, *arguments: str | Path) -> tuple[int, float, int, bytes]:
    """As `run`, in a copy of this process, which has loaded what a process begins with: a quarter of the time."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        status = 70
        try:
            os.setsid()
            os.chdir(home)
            os.environ |= {"TMPDIR": str(home / "tmp"), "XDG_CACHE_HOME": str(home / "c")}
            tempfile.tempdir = None
            for name, number in (("out", 1), ("err", 2)):
                os.dup2(os.open(home / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
            hear_endings(interrupt)
            status = commitbrief(list(map(str, arguments)))
            sys.stdout.flush()
            sys.stderr.flush()
            atexit._run_exitfuncs()  # as at the end of any process; nothing of ours is registered there
        finally:
            os._exit(status)
    _, ended, used = os.wait4(child, 0)
    seconds = used.ru_utime + used.ru_stime
    return (
        os.waitstatus_to_exitcode(ended),
        seconds,
        used.ru_maxrss // 1024,
        (home / "out").read_bytes(),
    )


def judged(
    row: Row,
    home: Path,
    *arguments: str | Path,
    by: Callable[..., tuple[int, float, int, bytes]] = run,
) -> None:
    """Run and note what it took; a traceback, more than a line for an error, or too much is amiss."""
    status, seconds, megabytes, _ = by(home, *arguments)
    error = (home / "err").read_bytes()
    row.runs += 1
    row.seconds, row.megabytes = max(row.seconds, seconds), max(row.megabytes, megabytes)
    traced = b"Traceback" in error or status not in DOCUMENTED
    row.amiss += traced or seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The content with some bytes turned, cut, doubled, or put elsewhere."""
    data = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        at, to = sorted(dice.randrange(len(data) + 1) for _ in range(2))
        match dice.randrange(4):
            case 0 if data:
                data[at % len(data)] = dice.randrange(256)
            case 1:
                del data[at : min(to, at + 64)]
            case 2:
                data[at:at] = data[at : min(to, at + 64)] * dice.randint(1, 50)
            case _:
                data[at:at] = dice.choice(
                    (b"\0", b"\xff\xfe", b"[" * 5000, b"9" * 5000, b"\n@@ -1 +1 @@\n", "\u202e".encode())
                )
    return bytes(data)


def fuzzed(seed: Path, name: str, *command: str) -> Callable[[Row, Path, int], None]:
    """An attack by mutations of a sound file."""

    def attack(row: Row, home: Path, times: int) -> None:
        dice = random.Random(name)
        for _ in range(times):
            (home / name).write_bytes(mutated(seed.read_bytes(), dice))
            words = [str(home / name) if word == "FILE" else word for word in command]
            judged(row, home, *words, by=run_copy)

    return attack


class Spoiling(GitHubServer):
    """A GitHub of whose answers every third is not what it should be."""

    dice = random.Random("answers")

    def answer(self, request: Request) -> Answer:
        found = super().answer(request)
        spoilt = request.base != self.address and not self.dice.randrange(3)
        return replace(found, body=mutated(found.body, self.dice)) if spoilt else found


def answering(repo: RepoBuilder) -> Callable[[Row, Path, int], None]:
    """An attack by answers of GitHub."""

    def attack(row: Row, home: Path, times: int) -> None:
        with Spoiling() as server:
            server.add("octo/project", repo)
            os.environ |= {"GITHUB_SERVER_URL": server.address, "GITHUB_API_URL": f"{server.address}/api/v3"}
            try:
                for place in range(times):
                    cache = ("--cache-dir", home / "answers" / str(place))
                    judged(
                        row, home, "report", "octo/project", "--all", "--api", "-o", "-", *cache, by=run_copy
                    )
            finally:
                del os.environ["GITHUB_SERVER_URL"], os.environ["GITHUB_API_URL"]

    return attack


def large(files: dict[str, str | bytes]) -> Callable[[Row, Path, int], None]:
    """An attack by one commit."""

    def attack(row: Row, home: Path, _: int) -> None:
        repo = RepoBuilder(home / "large")
        repo.commit("feat: large", files)
        judged(row, home, "report", repo.path, "--all", "-o", "-", "--jobs", "1")
        judged(row, home, "score", repo.path, "--all")

    return attack


def slow(kinds: Mapping[str, Callable[[], Commit]]) -> Callable[[Row, Path, int], None]:
    """An attack by commits of one kind: as many of them as the others are tried, chosen at random."""

    def attack(row: Row, home: Path, times: int) -> None:
        for name in random.Random("slow").sample(sorted(kinds), min(times, len(kinds))):
            before, after = kinds[name]()
            weighed(row, home, name, before, after, "feat: add `f1`, and other limits")

    return attack


def wordy(row: Row, home: Path, times: int) -> None:
    """An attack by messages."""
    for name, message in long_messages()[:times]:
        weighed(row, home, name, {"a.py": "x = 1\n"}, {"a.py": "x = 2\n"}, message)


def weighed(row: Row, home: Path, name: str, before: Tree, after: Tree, message: str) -> None:
    """A report and a score of one commit; what is amiss is named."""
    repo = RepoBuilder(home / "large")
    repo.commit("chore: start", before)
    repo.commit(message, after)
    for command in (("report", "-o", "-"), ("score",)):
        found = Row()
        asked = (*command, repo.path, "--range", "main~1..main", "--jobs", "1")
        judged(found, home, *asked, by=run_copy)
        if found.amiss or b"Error: " in (home / "out").read_bytes():  # an extractor that failed
            found.amiss = 1
            print(f"{name}: {command[0]} {found.seconds:.1f} s, {found.megabytes} MB", file=sys.stderr)  # noqa: T201
        row.add(found, name)
    shutil.rmtree(home / "large")


def killed(row: Row, home: Path, times: int) -> None:
    """A run that is ended at random moments, by signals of three kinds, gives the same bytes in the end."""
    repo = RepoBuilder(home / "long")
    for number in range(400):
        repo.commit(f"fix: {number}", {f"a{number % 7}.py": f"x = {number}\n" * 20})
    (home / "list").write_text(f"{repo.path}\n", "utf8")
    bulk = ("bulk", home / "list", "--store", home / "store", "--jobs", "2")
    dice = random.Random("killed")
    for _ in range(times):
        status, seconds, megabytes, _ = run(home, *bulk, killed_after=dice.uniform(0.1, 6))
        row.runs += 1
        row.amiss += status not in {*DOCUMENTED, -signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT}
        row.seconds, row.megabytes = max(row.seconds, seconds), max(row.megabytes, megabytes)
    run(home, *bulk)
    resumed = run(home, "export", "jsonl", "--store", home / "store")[3]
    run(home, "bulk", home / "list", "--store", home / "fresh", "--jobs", "1")
    row.amiss += not resumed or resumed != run(home, "export", "jsonl", "--store", home / "fresh")[3]


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    status: int
    out: str
    err: str


def within(home: Path, *arguments: str | Path) -> Outcome:
    """Run a command in this process: a thousand histories would start ten thousand otherwise."""
    os.environ["XDG_CACHE_HOME"] = str(home / "c")
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        status = commitbrief(list(map(str, arguments)))
    told, said = (stream.buffer.getvalue().decode() for stream in (out, err))
    return Outcome(status, told, said)


def agreeing(row: Row, home: Path, times: int) -> None:
    """Ten histories for each time: whatever way they are read, the gate decides the same."""

    def asked(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        (home / "in").write_bytes(stdin)
        words = [str(home / "in") if argument == "-" and stdin else argument for argument in arguments]
        jobs = ["--jobs", "1"] if words[0] in {"report", "score"} else []
        before = time.process_time()
        outcome = within(home, *words, *jobs)
        row.seconds = max(row.seconds, time.process_time() - before)
        row.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return outcome

    for seed in range(-(-times // 2)):
        place = home / f"agreeing{seed}"
        place.mkdir()
        repo = RepoBuilder(place / "project")
        plain = seed % 4 == 0  # what mails can carry
        write_histories(repo, seed, HISTORIES, plain=plain)
        with GitHubServer() as server:
            server.add("octo/project", repo)
            os.environ["GITHUB_SERVER_URL"] = server.address
            found = list(disagreements(repo, asked, place, "" if plain else "octo/project"))
        row.runs += HISTORIES
        row.amiss += len(found)
        for line in found:
            print(f"seed {seed}: {line}", file=sys.stderr)  # noqa: T201
        shutil.rmtree(place)


HISTORIES = 20  # in a repository


def attacks(home: Path) -> Iterator[tuple[str, Callable[[Row, Path, int], None]]]:
    """Each attack by its name."""
    sound = home / "sound"
    sound.mkdir()
    repo = RepoBuilder(sound / "project")
    repo.commit("feat: a thing", {"a.py": "def f(a):\n    return a\n", "b.toml": "a = 1\n"})
    repo.commit("feat!: another", {"a.py": "def f(a, b):\n    return b\n", "b.toml": "a = 2\n"})
    (sound / "patch").write_text(repo.git("format-patch", "--stdout", "--root", "main"), "utf8")
    (sound / "toml").write_text('lang = "en"\nexclude = ["vendor/", "*.lock"]\njobs = 1\n', "utf8")
    within(home, "report", repo.path, "--all", "-o", sound / "day.md", "--jobs", "1")
    yield "patches", fuzzed(sound / "patch", "patch", "report", "FILE", "-o", "-")
    yield "configurations", fuzzed(sound / "toml", "c.toml", "config", "show", "--config", "FILE")
    yield "footers", fuzzed(sound / "day.md", "day.md", "verify", "FILE", str(repo.path))
    model = ROOT / "training_data" / "model.xz"
    yield "models", fuzzed(model, "m.xz", "report", str(repo.path), "--all", "-o", "-", "--model", "FILE")
    (sound / "list").write_text(f"{repo.path}\n", "utf8")
    within(home, "bulk", sound / "list", "--store", sound / "store", "--jobs", "1")
    yield "stores", fuzzed(sound / "store", "store", "export", "jsonl", "--store", "FILE")
    yield "answers", answering(repo)
    yield "short lines", large({f"a{n}.txt": "x\n" * 450_000 for n in range(60)})
    yield "brackets", large({f"a{n}.js": f"a={'[' * 120_000}{']' * 120_000};// {n}\n" for n in range(123)})
    blocks = "".join(f"{' ' * (n % 90)}if x{n}:\n" for n in range(3000))
    yield "deep blocks", large({f"a{n}.py": f"{blocks}# {n}\n" for n in range(203)})
    yield "deep folders", large({f"{'a/' * 2000}{n}": "x\n" for n in range(30)})
    for kind, commits in BY_KIND.items():
        yield kind, slow(commits)
    yield "messages", wordy
    yield "killed", killed
    yield "agreement", agreeing


def main() -> int:
    """Run all, or those that are named; COUNT in the environment is how often each is tried."""
    times = int(os.environ.get("COUNT", "100"))
    amiss = 0
    print("| attack | runs | amiss | longest, processor s | largest, MB | processes, folders left |")  # noqa: T201
    print("| --- | --- | --- | --- | --- | --- |")  # noqa: T201
    home = Path(tempfile.mkdtemp())
    try:
        (home / "tmp").mkdir()
        for name, attack in attacks(home):
            if sys.argv[1:] and name not in sys.argv[1:]:
                continue
            row = Row()
            attack(row, home, times)
            time.sleep(4)  # for what looks every two seconds whether it is still needed
            folders = len(list((home / "tmp").glob("commitbrief-*")))
            left = subprocess.run(["pgrep", "-f", str(home)], capture_output=True, check=False).stdout.count(
                b"\n"
            )
            amiss += row.amiss + left + folders
            print(  # noqa: T201
                f"| {name} | {row} | {left}, {folders} |",
                flush=True,
            )
            shutil.rmtree(home / "large", ignore_errors=True)
    finally:
        shutil.rmtree(home)
    return min(amiss, 1)


sys.exit(main())
