"""What a path says about a file, as far as symbols need it."""

from __future__ import annotations

import re

_TEST = re.compile(
    r"(?:^|/)(?:tests?|testing|__tests__|e2e|spec)/|(?:^|/)(?:test_[^/]*|conftest)\.py$|_test\.(?:py|go|cc|cpp|cu)$"
    r"|\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|/)[^/]*Tests?\.java$|(?:^|/)test_[^/]*\.(?:cc|cpp|cu)$"
)
_UNREAD = re.compile(
    r"(?:^|/)(?:vendor|third_party|node_modules|dist)/|_pb2(?:_grpc)?\.pyi?$|\.pb\.(?:go|cc|h)$"
    r"|\.min\.js$|(?:^|/)zz_generated[^/]*\.go$"
)


def is_test_path(path: str) -> bool:
    """Whether a file holds test code by its path."""
    return bool(_TEST.search(path))


def is_unread(path: str) -> bool:
    """Whether a file is generated or somebody else's and not read line by line."""
    return bool(_UNREAD.search(path))
