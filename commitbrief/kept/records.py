"""The frozen records of `history` as JSON and back: data alone, which runs nothing when it is read.

A record is a list of its class's name and its fields, in their order; a class that is not of `history.records` or
`history.briefs` cannot be named. What does not fit the classes of today is an error, and the reader makes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Any

from history import briefs, records

TUPLE, MOMENT, MAPPING, MEMBER = "", "@", "{", "="
PLAIN = (str, int, float, bool, type(None))


def _classes() -> dict[str, type]:
    return {
        name: value
        for module in (records, briefs)
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    }


CLASSES = _classes()
FIELDS = {
    name: tuple(field.name for field in fields(one)) for name, one in CLASSES.items() if is_dataclass(one)
}


def to_json(value: object) -> bytes:
    """The value as JSON. Raises `TypeError` for one that holds something else than frozen records."""
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":"), check_circular=False).encode(
        "ascii"
    )


def from_json(text: bytes) -> Any:
    """The value that `to_json` wrote. Raises `ValueError` for anything else."""
    try:
        return _value(json.loads(text))
    except (KeyError, TypeError, IndexError, RecursionError) as error:
        raise ValueError(f"not what was kept: {error!r}") from error


def _plain(value: object) -> object:
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is tuple:
        return [TUPLE, *map(_plain, value)]  # type: ignore[call-overload]
    name = kind.__name__
    if CLASSES.get(name) is not kind:
        return _other(value)
    if isinstance(value, Enum):
        return [MEMBER + name, value.value]
    if isinstance(value, tuple):
        return [name, *map(_plain, value)]
    return [name, *[_plain(getattr(value, field)) for field in FIELDS[name]]]


def _other(value: object) -> object:
    if isinstance(value, datetime):
        return [MOMENT, value.isoformat()]
    if isinstance(value, Mapping):
        return [MAPPING, *[[_plain(key), _plain(one)] for key, one in value.items()]]
    if isinstance(
        value, str
    ):  # a name of a closed list that stands elsewhere: the text is what it is used for
        return str(value)
    raise TypeError(f"a {type(value).__name__} cannot be kept")


def _value(plain: Any) -> Any:
    if type(plain) is not list:
        if type(plain) not in PLAIN:
            raise TypeError(f"a {type(plain).__name__}")
        return plain
    name = plain[0]
    if (special := SPECIAL.get(name)) is not None:
        return special(plain[1:])
    if name[0] == MEMBER:
        return CLASSES[name[1:]](plain[1])
    return CLASSES[name](*map(_value, plain[1:]))


SPECIAL: Mapping[str, Callable[[list[Any]], Any]] = {
    TUPLE: lambda items: tuple(map(_value, items)),
    MOMENT: lambda items: datetime.fromisoformat(items[0]),
    MAPPING: lambda items: MappingProxyType({_value(key): _value(one) for key, one in items}),
}
