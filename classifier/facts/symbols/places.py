"""What a path says about a file, as far as symbols need it."""

from __future__ import annotations

from classifier.facts.roles import FileKind, kind_of


def is_test_path(path: str) -> bool:
    """Whether a file holds test code by its path."""
    return kind_of(path) is FileKind.TEST or path.endswith(("Test.java", "Tests.java", "IT.java"))


def is_unread(path: str) -> bool:
    """Whether a file is generated, recorded or somebody else's and not read line by line."""
    return not kind_of(path).read
