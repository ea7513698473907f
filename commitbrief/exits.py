"""How the program ends: one number per outcome, the same for every command."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses. They are part of the interface: a number never changes its meaning."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    SOURCE = 3
    PARTIAL = 4
    OUTPUT = 5
    INTERNAL = 70
    INTERRUPTED = 130
    READER_GONE = 141

    @property
    def meaning(self) -> str:
        """What the number says, for `--help` and the guide."""
        return MEANINGS[self]


MEANINGS: dict[Exit, str] = {
    Exit.OK: "done",
    Exit.FINDINGS: "done, and something was found: a commit of --fail-on, a rule whose example fails, a report that differs, "
    "labels that conflict or leak",
    Exit.USAGE: "wrong option, argument, configuration, rule file, model or installation",
    Exit.SOURCE: "the commits could not be read: no repository, unknown revision, unusable git",
    Exit.PARTIAL: "some of the sources were reported, and at least one could not be read",
    Exit.OUTPUT: "the result could not be written",
    Exit.INTERNAL: "a defect in commitbrief",
    Exit.INTERRUPTED: "interrupted (Ctrl-C)",
    Exit.READER_GONE: "the reader of standard output went away",
}
