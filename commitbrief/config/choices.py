"""The closed choices of the command line and the configuration, under one name in both."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What a report is written as; the value is also the file's suffix."""

    MD = "md"
    HTML = "html"
    JSON = "json"


class Layout(StrEnum):
    """How a report is laid out."""

    DAY = "day"
    CHANGELOG = "changelog"
    COMMENT = "comment"


class Bots(StrEnum):
    """What becomes of commits made by programs."""

    SHOW = "show"
    COLLAPSE = "collapse"


class ImportanceBy(StrEnum):
    """Who says how much a commit matters."""

    MODEL = "model"
    FORMULA = "formula"


class FailOn(StrEnum):
    """What makes `report` end with status 1 after it has written the report."""

    BREAKING = "breaking"
    SECURITY = "security"
    HIGH = "high"
    INCOMPLETE = "incomplete"


class Form(StrEnum):
    """What the rows of a store are written as."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
