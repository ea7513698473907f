"""Where this program's own time goes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

STAGES = ("git, its diff and parsing it", "message and paths", "change types", "features and prediction")


def stages(path: Path, shas: Sequence[str]) -> dict[str, float]:
    """Seconds on the clock for each stage, one after the other, over some commits in one process."""
    from classifier.reading import read
    from classifier.types.decide import decide_types
    from commitbrief.config.settings import Settings
    from commitbrief.scoring import batches, load_scorer
    from history.repository import LocalRepository
    from history.selection import Everything

    scorer = load_scorer(Settings())
    spent = dict.fromkeys(STAGES, 0.0)
    with LocalRepository.open(path) as repository:
        chosen = repository.choose(Everything())
        began = time.perf_counter()
        for batch in batches(repository.read(chosen, only=shas)):
            marks = [began, time.perf_counter()]
            readings = [read(commit, scorer.book.paths) for commit in batch]
            marks.append(time.perf_counter())
            types = [decide_types(reading, scorer.book) for reading in readings]
            marks.append(time.perf_counter())
            scorer.judge.judge(readings, types)
            marks.append(time.perf_counter())
            for place, name in enumerate(STAGES):
                spent[name] += marks[place + 1] - marks[place]
            began = time.perf_counter()
    return spent
