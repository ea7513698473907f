"""Work shared out among processes gives what one process gives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from types import MappingProxyType

import pytest

from classifier.spreading import in_turn
from commitbrief.config.choices import Format
from commitbrief.config.settings import Settings
from commitbrief.endings import SIGNALS, hear_endings, interrupt
from commitbrief.forks import LEAST, spread
from commitbrief.orphans import Patience
from commitbrief.pipeline import load_tools, make_document, make_edition, render
from commitbrief.recorded import Wanted
from commitbrief.sources import RepositorySource
from history.errors import HistoryError
from history.selection import Everything
from tests.commitbrief.conftest import ROOT
from tests.support import RepoBuilder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there are processes copied")
COSTS = (1, 9, 3, 9, 2)


def test_results_come_back_by_place() -> None:
    assert spread(2)(lambda place: place * place, COSTS) == [0, 1, 4, 9, 16]


def test_many_pieces_are_done_by_other_processes_and_few_by_this_one() -> None:
    many = spread(2)(lambda _: os.getpid(), COSTS)
    few = spread(2)(lambda _: os.getpid(), COSTS[: LEAST - 1])
    assert os.getpid() not in many
    assert set(few) == {os.getpid()}
    assert set(spread(1)(lambda _: os.getpid(), COSTS)) == {os.getpid()}


def test_who_waits_does_something_else_meanwhile() -> None:
    done: list[int] = []
    spread(2, meanwhile=lambda: done.append(os.getpid()))(lambda _: os.getpid(), COSTS)
    assert done == [os.getpid()]


def test_a_frozen_mapping_crosses_over() -> None:
    assert spread(2)(lambda _: MappingProxyType({"a": "b"}), COSTS)[0] == {"a": "b"}


def test_what_goes_wrong_is_told_as_it_was() -> None:
    def work(place: int) -> int:
        if place == 3:
            raise HistoryError("blob 3 is gone")
        return place

    with pytest.raises(HistoryError, match="blob 3 is gone"):
        spread(2)(work, COSTS)


def test_a_process_that_is_killed_costs_time_alone() -> None:
    here = os.getpid()

    def work(place: int) -> int:
        if place == 1 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return place

    assert spread(2)(work, COSTS) == in_turn(work, COSTS)


def test_a_report_does_not_show_how_many_made_it(repo: RepoBuilder) -> None:
    for number in range(2 * LEAST):
        body = "".join(f"def step_{n}(a, b={number}):\n    return a\n\n\n" for n in range(number + 1))
        repo.commit(
            f"feat: step {number}", {f"src/m{number % 3}.py": body, "Dockerfile": f"ARG V={number}\n"}
        )
    made = []
    for jobs in (1, 2):
        settings = Settings(jobs=jobs, format=Format.JSON)
        with RepositorySource(repo.path, settings) as source:
            edition = make_edition(source, Wanted(Everything()), settings, load_tools(settings))
        made.append(render(make_document(edition, settings), settings.format))
    assert made[0] == made[1]
    assert "feat: step 7" in made[0]
    assert "src/m1.py" in made[0]


LEFT_ALONE = """
import os, sys, time
from commitbrief.forks import spread

def work(place):
    os.write(1, b"at work\\n")
    time.sleep(20)

spread(2)(work, [1] * 8)
"""


def test_copies_end_with_the_process_that_made_them() -> None:
    first = subprocess.Popen([sys.executable, "-c", LEFT_ALONE], stdout=subprocess.PIPE, cwd=ROOT)
    assert first.stdout is not None
    for _ in range(2):
        assert first.stdout.readline().strip()
    first.kill()
    first.wait()
    # Whoever is left holds the other end of the pipe, and would tell of the next piece of work.
    assert first.stdout.read() == b""
    first.stdout.close()


ENDING = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]


@pytest.fixture
def ending() -> Iterator[None]:
    """SIGTERM ends as Ctrl-C does, as in the program."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in ENDING}  # whatever `nohup` left
    hear_endings(interrupt)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def ended(steps: Iterable[Callable[[Patience], object]], reached: list[int]) -> None:
    """Take steps with patience, noting those that were taken whole."""
    patience = Patience()
    with patience.kept():
        for number, step in enumerate(steps):
            step(patience)
            reached.append(number)


def killed(_: Patience) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def waiting(patience: Patience) -> None:
    patience.wait(SimpleQueue[int]())


def killed_soon(_: Patience) -> None:
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM)).start()


@pytest.mark.usefixtures("ending")
@pytest.mark.parametrize(
    ("steps", "taken"),
    [
        ((killed, waiting), [0]),  # not in the midst of what may hold a lock
        ((killed, str), [0, 1]),  # at the end, where nothing is waited for
        ((killed_soon, waiting), [0]),
    ],
)
def test_what_ends_the_process_is_heard_only_where_it_waits(
    steps: tuple[Callable[[Patience], object], ...], taken: list[int]
) -> None:
    reached: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        ended(steps, reached)
    assert reached == taken
    assert all(signal.getsignal(number) is interrupt for number in ENDING)
