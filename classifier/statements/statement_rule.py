"""Statement rules: data that turns facts into statements.

A rule is a `[[statement]]` of `rules/statements/*.toml`; the keys are explained in `breaks.toml` there. The
sentence is the message of the rule's `key` (its id, unless given) in the catalogues `statements-*.ftl`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, Field

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.rulefiles import Problem, Rule, Table
from classifier.statements.params import MAKERS
from history.briefs import Evidence, Section, Side
from history.editions import HeadlineKind


class Grouping(StrEnum):
    """Which of a rule's facts share one statement."""

    COMMIT = "commit"
    OWNER = "owner"
    PATH = "path"
    SUBJECT = "subject"
    NAME = "name"
    OWNERS = "owners"  # names that came to, or left, the same owners: `a` and `b` of `Server` and `Client`
    PATHS = "paths"  # names that came to, or left, the same files
    CALL = "call"  # what one function passes to one other, or what comes to one list
    FACT = "fact"


# Files that nobody who uses a project runs: whatever goes from them breaks nobody.
NEVER_BREAKS = frozenset({
    Role.TEST, Role.EXAMPLE, Role.BENCHMARK, Role.SCRIPT, Role.TOOLING, Role.DOCUMENTATION, Role.CHANGELOG, Role.CI,
    Role.VENDORED, Role.LOCK_FILE, Role.ASSET,
})  # fmt: skip

# What bodies do: of tests it is told, and nobody who runs the program need mind.
OF_BODIES = frozenset({
    Subject.CONDITION, Subject.LOOP, Subject.RESULT, Subject.EXCEPTION, Subject.CALL, Subject.ARGUMENT, Subject.TEXT,
    Subject.LOCAL, Subject.EXPRESSION, Subject.STEP,
})  # fmt: skip

_WILD = frozenset("*?[")
_SUBJECTS, _CHANGES = frozenset({*Subject, "*"}), frozenset({*Change, "*"})


def _known_kind(kind: str) -> str:
    subject, _, change = kind.partition(".")
    if subject not in _SUBJECTS or change not in _CHANGES:
        raise ValueError(f"{kind!r} is not <subject>.<change> of a fact")
    return kind


def _known_param(name: str) -> str:
    if name not in MAKERS:
        raise ValueError(f"{name!r} is none of {', '.join(sorted(MAKERS))}")
    return name


Kind = Annotated[str, AfterValidator(_known_kind)]
Param = Annotated[str, AfterValidator(_known_param)]


class ExampleFact(Table):
    """A fact of an example, with the role of its file."""

    kind: Annotated[Kind, Field(pattern=r"^[a-z_]+\.[a-z_]+$")]
    name: str = "example"
    owner: str = ""
    path: str = "src/example.py"
    role: Role = Role.SOURCE
    before: str | None = None
    after: str | None = None
    public: bool | None = None
    language: str = ""
    extra: dict[str, str] = Field(default_factory=dict)

    def fact(self) -> Fact:
        """The fact itself, proved by line 1 of its file."""
        subject, _, change = self.kind.partition(".")
        side = Side.OLD if change == Change.REMOVED else Side.NEW
        text = " ".join(part for part in (self.owner, self.name, self.before, self.after) if part)
        return Fact(
            Subject(subject),
            Change(change),
            self.name,
            (Evidence(self.path, side, 1, text),),
            owner=self.owner,
            before=self.before,
            after=self.after,
            public=self.public,
            language=self.language,
            extra=MappingProxyType(self.extra),
        )


class Example(Table):
    """Facts of one commit."""

    facts: tuple[ExampleFact, ...] = Field(min_length=1)


class StatementRule(Rule):
    """One rule. `least` and `most` bound the number of different
    facts in a group (what several files say of one name counts once), `names` how many are named,
    `limit` how many statements the rule makes of one commit."""

    section: Section
    facts: tuple[Kind, ...] = Field(min_length=1)
    key: str = ""
    params: tuple[Param, ...] = ()
    group: Grouping = Grouping.COMMIT
    weight: int = Field(default=50, ge=0, le=95)
    least: int = Field(default=1, ge=1)
    most: int = Field(default=1_000_000, ge=1)
    names: int = Field(default=4, ge=1, le=12)
    limit: int = Field(default=4, ge=1)
    roles: tuple[Role, ...] = ()
    languages: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    public: bool | None = None
    extra: dict[str, str] = Field(default_factory=dict)
    without_extra: dict[str, str] = Field(default_factory=dict)
    with_facts: tuple[Kind, ...] = ()
    without_facts: tuple[Kind, ...] = ()
    headline: HeadlineKind | None = None
    breaking: bool = False
    examples: tuple[Example, ...] = Field(min_length=1)
    near_misses: tuple[Example, ...] = ()

    @property
    def message(self) -> str:
        """The id of the sentence."""
        return self.key or self.id

    def speaks_of(self, kind: str) -> bool:
        """Whether facts of this kind can be this rule's."""
        return _matches(kind, self.facts)

    def takes(self, fact: Fact, role: Role) -> bool:
        """Whether a fact of a kind that this rule speaks of, proved by a file in `role`, meets its
        conditions."""
        return (
            not (self.breaking and role in NEVER_BREAKS)
            and not (fact.subject in OF_BODIES and role is Role.TEST and self.section is not Section.SUMMARY)
            and (not self.roles or role in self.roles)
            and (self.public is None or fact.public is self.public)
            and (not self.languages or fact.language in self.languages)
            and (not self.name or _matches(fact.name, self.name))
            and all(_fits(fact.extra.get(key, ""), value) for key, value in self.extra.items())
            and not any(
                key in fact.extra and _fits(fact.extra[key], value)
                for key, value in self.without_extra.items()
            )
        )

    def applies(self, kinds: frozenset[str]) -> bool:
        """Whether the kinds of all the commit's facts allow this rule to speak."""
        return all(_any(pattern, kinds) for pattern in self.with_facts) and not any(
            _any(pattern, kinds) for pattern in self.without_facts
        )


def _matches(text: str, patterns: Iterable[str]) -> bool:
    return any(_fits(text, pattern) for pattern in patterns)


def _fits(text: str, pattern: str) -> bool:
    """Whether a text is what a pattern says. Few patterns have wildcards: no other is worth a regular expression."""
    return text == pattern if _WILD.isdisjoint(pattern) else fnmatchcase(text, pattern)


def _any(pattern: str, kinds: frozenset[str]) -> bool:
    return pattern in kinds or any(_fits(kind, pattern) for kind in kinds)


def check_statements(rules: Iterable[StatementRule]) -> list[Problem]:
    """Run the examples of every rule: it must make a statement of each, and none of a near miss."""
    return [
        Problem(rule.file, rule.id, f"{kind} {number} gives {'no' if expected else 'a'} statement")
        for rule in rules
        for kind, examples, expected in (
            ("example", rule.examples, True),
            ("near miss", rule.near_misses, False),
        )
        for number, example in enumerate(examples, start=1)
        if gives_statement(rule, example) is not expected
    ]


def gives_statement(rule: StatementRule, example: Example) -> bool:
    """Whether a rule makes a statement of a commit with these facts."""
    taken = sum(rule.speaks_of(one.kind) and rule.takes(one.fact(), one.role) for one in example.facts)
    return rule.applies(frozenset(one.kind for one in example.facts)) and rule.least <= taken <= rule.most
