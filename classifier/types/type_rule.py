"""Rules for change types: what they may ask of a commit, and how they are asked.

The keys of a rule are the fields of `TypeRule`, those of its `when` and `unless` tables the fields of
`Condition`; `rules/types/declared.toml` begins with an explanation for people. All keys of `when` must hold, each of
them by any of its words; a rule is out as soon as one key of `unless` holds.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field

from classifier.message.header import Convention
from classifier.paths import Role
from classifier.rulefiles import Rule, Table
from classifier.types.indicators import Indicator
from history.briefs import ChangeType


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]


class Condition(Table):
    """What a rule asks. An absent key asks nothing. The keys stand in the order of what it costs to answer them."""

    convention: tuple[Convention, ...] = ()
    revert: bool | None = None
    declared: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    emoji: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    like: tuple[Pattern, ...] = ()
    body: tuple[str, ...] = ()
    squashed: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    only: tuple[Role, ...] = ()
    touches: tuple[Role, ...] = ()
    mostly: tuple[Role, ...] = ()
    paths: tuple[str, ...] = ()
    min_files: int | None = Field(default=None, ge=0)
    max_files: int | None = Field(default=None, ge=0)
    min_lines: int | None = Field(default=None, ge=0)
    max_lines: int | None = Field(default=None, ge=0)
    shows: tuple[Indicator, ...] = ()
    lines: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys that ask something, in their order."""
        return tuple(key for key in type(self).model_fields if getattr(self, key) not in ((), None))


class Example(Table):
    """A commit in small. `files` are paths with an optional status before them (`A`, `D`, `M`, `R old -> new`, `S`
    for a submodule); `labels` are those of its pull request, `lines` are the diff of the first file, `size` the
    lines that each other file gained."""

    message: str = ""
    files: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    size: int = Field(default=1, ge=0)


class TypeRule(Rule):
    """One rule of `rules/types/`. `also`: it gives its type beside another one, however light it is."""

    type: ChangeType
    weight: int = Field(ge=1, le=100)
    when: Condition
    unless: Condition = Condition()
    overrules: tuple[ChangeType, ...] = ()
    also: bool = False
    examples: tuple[Example, ...] = Field(min_length=1)
    near_misses: tuple[Example, ...] = Field(min_length=1)

    @cached_property
    def questions(self) -> tuple[tuple[str, bool], ...]:
        """All keys, and whether they must hold, the cheapest to answer first: whatever costs much is only asked
        where nothing else has decided."""
        keys = [(key, True) for key in self.when.keys] + [(key, False) for key in self.unless.keys]
        return tuple(sorted(keys, key=lambda asked: _COST[asked[0]]))


_COST = {key: cost for cost, key in enumerate(Condition.model_fields)}
