"""Imported in a worker process, it lets that die (SIGKILL) of what it reads: of a commit with "poison" in its
subject whenever, of one with "fragile" only until the file that `FRAGILE_ONCE` names is there."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from commitbrief.bulk import fanout, shards
from commitbrief.bulk.scored import Scored

_once = Path(os.environ["FRAGILE_ONCE"])


def _fragile(shard: shards.Shard) -> list[Scored]:
    found = shards.score_shard(shard)
    for one in found:
        if "poison" in one.subject or ("fragile" in one.subject and not _once.exists()):
            _once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return found


fanout.score_shard = _fragile  # type: ignore[attr-defined] # that is the point
