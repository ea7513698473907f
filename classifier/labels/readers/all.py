"""All readers, in the order in which they are asked."""

from __future__ import annotations

from functools import lru_cache

from classifier.labels.readers import text_records, yaml_records
from classifier.labels.readers.fragments import FRAGMENT
from classifier.labels.readers.interface import Reader
from classifier.labels.readers.messages import READERS as MESSAGE_READERS
from classifier.labels.readers.text_records import CHANGESET, RELEASE_FILE

FILE_READERS: tuple[Reader, ...] = (
    CHANGESET,
    RELEASE_FILE,
    *yaml_records.READERS,
    *text_records.READERS,
    FRAGMENT,  # last: it reads whatever has a type in its name
)
__all__ = ["FILE_READERS", "MESSAGE_READERS", "readers_of"]


@lru_cache(maxsize=65536)
def readers_of(path: str) -> tuple[Reader, ...]:
    """The readers that know a file by its path; the first whose form it has is right."""
    return tuple(reader for reader in FILE_READERS if reader.holds(path))
