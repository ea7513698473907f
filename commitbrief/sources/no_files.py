"""What a source answers that has no files beside its hunks."""

from __future__ import annotations

from history.records import FileChange


class NoContents:
    """No whole files, before or after any commit."""

    left_out: tuple[str, ...] = ()

    def before(self, change: FileChange) -> str | None:  # noqa: ARG002 - there are none
        return None

    def after(self, change: FileChange) -> str | None:  # noqa: ARG002 - there are none
        return None


NO_CONTENTS = NoContents()
