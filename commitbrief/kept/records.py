"""Frozen records as JSON and back: data alone, which runs nothing when it is read.

A record is a list of its class's name and its fields, in their order; no class can be named but those of the modules that a
`Codec` is made for. What does not fit the classes of today is an error, and the reader makes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from types import MappingProxyType, ModuleType
from typing import Any

TUPLE, MOMENT, MAPPING, MEMBER = "", "@", "{", "="
PLAIN = (str, int, float, bool, type(None))


class Codec:
    """For the classes that some modules define."""

    def __init__(self, *modules: ModuleType) -> None:
        self._classes = {
            name: value
            for module in modules
            for name, value in vars(module).items()
            if isinstance(value, type) and value.__module__ == module.__name__
        }
        self._fields = {
            name: tuple(field.name for field in fields(one))
            for name, one in self._classes.items()
            if is_dataclass(one)
        }
        self._special: Mapping[str, Callable[[list[Any]], Any]] = {
            TUPLE: lambda items: tuple(map(self._value, items)),
            MOMENT: lambda items: datetime.fromisoformat(items[0]),
            MAPPING: lambda items: MappingProxyType(
                {self._value(key): self._value(one) for key, one in items}
            ),
        }

    def to_json(self, value: object) -> bytes:
        """The value as JSON. Raises `TypeError` for one that holds something else than such records."""
        text = json.dumps(self._plain(value), ensure_ascii=True, separators=(",", ":"), check_circular=False)
        return text.encode("ascii")

    def from_json(self, text: bytes) -> Any:
        """The value that `to_json` wrote. Raises `ValueError` for anything else."""
        try:
            return self._value(json.loads(text))
        except (KeyError, TypeError, IndexError, RecursionError) as error:
            raise ValueError(f"not what was kept: {error!r}") from error

    def _plain(self, value: object) -> object:
        kind = type(value)
        if kind in PLAIN:
            return value
        if isinstance(value, tuple) and kind is tuple:
            return [TUPLE, *map(self._plain, value)]
        name = kind.__name__
        if self._classes.get(name) is not kind:
            return self._other(value)
        if isinstance(value, Enum):
            return [MEMBER + name, value.value]
        if isinstance(value, tuple):
            return [name, *map(self._plain, value)]
        return [name, *[self._plain(getattr(value, field)) for field in self._fields[name]]]

    def _other(self, value: object) -> object:
        if isinstance(value, datetime):
            return [MOMENT, value.isoformat()]
        if isinstance(value, Mapping):
            return [MAPPING, *[[self._plain(key), self._plain(one)] for key, one in value.items()]]
        if isinstance(
            value, str
        ):  # a name of a closed list that stands elsewhere: it is used as the text it is
            return str(value)
        raise TypeError(f"a {type(value).__name__} cannot be kept")

    def _value(self, plain: Any) -> Any:
        if type(plain) is not list:
            if type(plain) not in PLAIN:
                raise TypeError(f"a {type(plain).__name__}")
            return plain
        name = plain[0]
        if (special := self._special.get(name)) is not None:
            return special(plain[1:])
        if name[0] == MEMBER:
            return self._classes[name[1:]](plain[1])
        return self._classes[name](*map(self._value, plain[1:]))
