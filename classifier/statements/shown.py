"""What a statement shows once its parameters are filled."""

from __future__ import annotations

from collections.abc import Iterator

from history.briefs import Code, CommitRef, IssueRef, Listing, Quote, Series, Statement, Term, Value
from history.sizes import Size


def says_the_same_twice(one: Statement) -> bool:
    """Whether what is shown as old and what is shown as new look alike."""
    values = dict(one.params)
    return any(
        name.replace("before", "after") in values
        and _seen(value) == _seen(values[name.replace("before", "after")])
        for name, value in one.params
        if "before" in name and isinstance(value, Code | Quote | int)
    )


def _seen(value: Value) -> str:
    return " ".join(str(value.text if isinstance(value, Code | Quote) else value).split())


def weight_of(value: Value) -> int:
    """About how many visible characters a value takes."""
    match value:
        case int():
            return 2
        case Code(text) | Quote(text):
            return len(text) + 2
        case Term():
            return 4
        case Listing(items, more):
            return sum(len(item.text) + 3 for item in items) + (6 if more else 0)
        case Series(parts):
            return sum(6 + weight_of(names) for _, names in parts)
        case Size() | CommitRef() | IssueRef():
            return 10


def codes(statement: Statement) -> Iterator[Code]:
    """The names that a statement shows."""
    for _, value in statement.params:
        if isinstance(value, Code):
            yield value
        elif isinstance(value, Listing):
            yield from value.items
        elif isinstance(value, Series):
            for _, names in value.parts:
                yield from names.items
