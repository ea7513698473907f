"""Many processes on one history: it is cut into runs of commits, and each run is read and judged apart.

What a run gives does not depend on where the cuts are, so the results in order are those of one process.
Each process keeps the repository open from run to run. Only small values come back.
"""

from __future__ import annotations

import gc
import multiprocessing.util
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from classifier.scoring import Scorer
from commitbrief.bulk.scored import Scored, scored
from commitbrief.config.settings import Settings
from commitbrief.orphans import deaf_children, followed
from commitbrief.scoring import judged, load_scorer
from commitbrief.sources import Coverage, RepositorySource

SHARD = 200  # commits: a fraction of a second's work for most
LEAST, ENDING = 25, 8  # the shortest runs, and the share of what is left that one of the last runs is
_GC_THRESHOLD = 200_000  # lines of a diff are many small values without cycles: looking for some is a waste


@dataclass(frozen=True, slots=True)
class Shard:
    """A run of a repository's commits: what a process does at a time."""

    path: Path
    coverage: Coverage
    settings: Settings
    shas: tuple[str, ...]


def cut(path: Path, coverage: Coverage, settings: Settings, shas: Sequence[str]) -> Iterator[Shard]:
    """The commits in runs, in their order: short ones first, so that there is soon something to show, and last, so
    that all processes end at about the same time."""
    settings = _anywhere(settings)
    start, most = 0, LEAST
    while start < len(shas):
        size = min(most, SHARD, max(LEAST, (len(shas) - start) // ENDING))
        yield Shard(path, coverage, settings, tuple(shas[start : start + size]))
        start, most = start + size, 2 * most


def _anywhere(settings: Settings) -> Settings:
    """The same settings for a process that was started in another folder."""
    model = settings.model.absolute() if settings.model else None
    rules = tuple(folder.absolute() for folder in settings.rules)
    return settings.model_copy(update={"model": model, "rules": rules})


def processes(jobs: int) -> int:
    """How many processes `jobs` means: 0 is one for each core that this process may use."""
    if jobs:
        return jobs
    from joblib import cpu_count

    return int(cpu_count())


def score_shards(shards: Iterable[Shard], jobs: int) -> Iterator[list[Scored]]:
    """What each shard gives, in order. Raises `HistoryError` as reading does."""
    if jobs == 1:
        yield from map(score_shard, shards)
        return
    from joblib import Parallel, delayed

    leave_undone()
    with followed(), deaf_children():  # who start here
        run = Parallel(n_jobs=jobs, return_as="generator", batch_size=1, pre_dispatch="2*n_jobs")
        given = run(delayed(score_shard)(shard) for shard in shards)
    with closing(given) as results:
        yield from results


def leave_undone() -> None:
    """What is left undone by a run that ends early is what its reader no longer wants, or is done by the next run:
    joblib need not warn of it."""
    warnings.filterwarnings("ignore", message=".* tasks which were still being processed")


def score_shard(shard: Shard) -> list[Scored]:
    """Read and judge one run, in whatever process this is."""
    gc.set_threshold(_GC_THRESHOLD, 20, 100)
    source = _opened.source(shard)
    scorer = _scorer(shard.settings)
    commits = source.piece(shard.coverage, shard.shas, scorer.is_unread)
    return [
        scored(brief, scorer.book.paths) for brief in judged(commits, shard.settings, scorer, source.contents)
    ]


@cache
def _scorer(settings: Settings) -> Scorer:
    return load_scorer(settings)


class _Opened:
    """The repository that this process read last, still open."""

    def __init__(self) -> None:
        self._source: RepositorySource | None = None
        self._key: tuple[Path, Settings] | None = None

    def source(self, shard: Shard) -> RepositorySource:
        """The shard's repository. A process that ends closes it."""
        key = (shard.path, shard.settings)
        if self._source is None or self._key != key:
            self.close()
            self._source, self._key = RepositorySource(*key), key
            # worker processes end without atexit
            multiprocessing.util.Finalize(self, self.close, exitpriority=10)
        return self._source

    def close(self) -> None:
        """Close what is open. Harmless when repeated."""
        if self._source is not None:
            self._source.__exit__()
            self._source = self._key = None


_opened = _Opened()
