"""What the gate found, for the machines that show it: code scanning, test reports, annotations. One table, three writers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from commitbrief.config.choices import FailOn
from commitbrief.findings.annotations import as_annotations
from commitbrief.findings.junit import as_junit
from commitbrief.findings.sarif import as_sarif
from commitbrief.gate import Finding

Writer = Callable[[Sequence[Finding], Sequence[FailOn]], str]


class Form(StrEnum):
    """What findings are written as; the value is the suffix of the file, or stands for standard error."""

    SARIF = ".sarif"
    JUNIT = ".xml"
    GITHUB = "github"


WRITERS: Mapping[Form, Writer] = {Form.SARIF: as_sarif, Form.JUNIT: as_junit, Form.GITHUB: as_annotations}


def form_of(target: str) -> Form | None:
    """The form that a file's name asks for, `None` where it asks for none."""
    name = target if target == Form.GITHUB else Path(target).suffix.lower()
    return Form(name) if name in set(Form) else None
