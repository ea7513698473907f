"""How long GitHub's limits are waited for: as it asks, and not longer than a person would."""

from __future__ import annotations

from typing import Any

from github.GithubRetry import GithubRetry

from history.errors import HistoryError

LONGEST_WAIT = 120  # seconds that a limit may make a run wait
SECONDARY_WAIT = 60.0  # seconds after a secondary limit that does not say how long it lasts
RETRIES = 4


class Patience(GithubRetry):
    """PyGithub's way of trying again, which would obey a `Retry-After` of hours, too."""

    def increment(self, method: str | None = None, url: str | None = None, *others: Any, **more: Any) -> Any:
        """Raises `HistoryError` where GitHub asks to be left alone for longer than `LONGEST_WAIT`."""
        response = more.get("response") or (others[0] if others else None)
        asked = response.headers.get("Retry-After") if response is not None else None
        if asked is not None and self.parse_retry_after(asked) > LONGEST_WAIT:
            raise HistoryError(
                f"GitHub asks to be left alone for {self.parse_retry_after(asked):.0f} seconds: "
                f"run again then, what was read is kept"
            )
        return super().increment(method, url, *others, **more)


def patience() -> Patience:
    """For one connection."""
    return Patience(
        total=RETRIES,
        backoff_factor=0.5,
        secondary_rate_wait=SECONDARY_WAIT,
        max_rate_limit_wait=LONGEST_WAIT,
        status_forcelist=[202, *range(500, 600)],  # PyGithub would ask for ever where an answer is being made
    )
