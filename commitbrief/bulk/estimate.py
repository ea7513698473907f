"""What a run would take, from a few commits of each repository that are at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from commitbrief.bulk.run import Plan
from commitbrief.bulk.shards import Shard, score_shard
from commitbrief.config.settings import Settings
from commitbrief.sources import RepositorySource
from history.errors import HistoryError

SAMPLE = 100  # commits of a repository, evenly spread: enough to hide what starting git costs
SAMPLED = 20  # repositories: a few seconds in all
# Of a commit, where nothing is at hand: as benchmarks/ has them.
TYPICAL_BYTES, TYPICAL_SECONDS = 50_000.0, 0.004


@dataclass(frozen=True, slots=True)
class Cost:
    """Of some commits: characters of diff, about, and seconds of one process."""

    commits: int = 0
    diff: float = 0.0
    seconds: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.commits + other.commits, self.diff + other.diff, self.seconds + other.seconds)

    def of(self, commits: int) -> Cost:
        """What so many commits would cost, each the mean of these."""
        if not self.commits:
            return Cost(commits, commits * TYPICAL_BYTES, commits * TYPICAL_SECONDS)
        share = commits / self.commits
        return Cost(commits, self.diff * share, self.seconds * share)


class Estimator:
    """Samples one repository after the other. `clock` gives seconds."""

    def __init__(self, settings: Settings, clock: Callable[[], float]) -> None:
        self._settings = settings
        self._clock = clock
        self._seen = Cost()
        self._sampled = 0

    def cost(self, plan: Plan) -> Cost:
        """Of what is planned. Files that are still on another machine are not fetched for it: such a
        repository costs what those before it did, on average."""
        sample = Cost()
        if plan.survey.where.address is None and self._sampled < SAMPLED and plan.commits:
            self._sampled += 1
            try:
                sample = self._sample(plan)
            except HistoryError:  # the run will tell
                sample = Cost()
        self._seen += sample
        return (sample if sample.commits else self._seen).of(plan.commits)

    def _sample(self, plan: Plan) -> Cost:
        shas = [sha for shard in plan.shards for sha in shard.shas]
        chosen = tuple(shas[:: max(1, len(shas) // SAMPLE)][:SAMPLE])
        coverage = plan.survey.coverage
        with RepositorySource(plan.survey.folder, self._settings) as source:
            files = [file for commit in source.piece(coverage, chosen) for file in commit.files]
        diff = sum(len(line) + 1 for file in files for hunk in file.hunks for line in hunk.lines)
        shard = Shard(plan.survey.folder, coverage, self._settings, chosen)
        score_shard(replace(shard, shas=chosen[:1]))  # what a process does once, not for each commit
        start = self._clock()
        score_shard(shard)
        return Cost(len(chosen), diff, self._clock() - start)
