"""Applies statement rules to the facts of a commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from classifier.facts.interface import Change, Fact
from classifier.paths import Role
from classifier.statements.material import Material
from classifier.statements.params import fill
from classifier.statements.statement_rule import Grouping, StatementRule
from history.briefs import Evidence, Section, Statement

MOST_GROUPS = 500  # that a rule is asked to speak of; it tells a few
MOST_EVIDENCE = 8  # lines per statement: enough to check it, few enough to print


class RuleOrder:
    """Statement rules, the weightiest first, found by the kinds of facts that they speak of."""

    def __init__(self, rules: Iterable[StatementRule]) -> None:
        self.rules = sorted(rules, key=lambda rule: (-rule.weight, rule.id))
        self.news = frozenset(rule.id for rule in self.rules if rule.headline is not None)
        self._of: defaultdict[str, set[int]] = defaultdict(set)
        for place, rule in enumerate(self.rules):
            for kind in rule.facts:
                self._of[kind].add(place)

    def speaking_of(self, kind: str) -> Sequence[int]:
        """The places of the rules that facts of a kind can be for: those that name it, its subject or its change."""
        subject, _, change = kind.partition(".")
        named = (kind, f"{subject}.*", f"*.{change}", "*.*")
        return sorted({place for name in named for place in self._of.get(name, ())})


def by_rules(order: RuleOrder, material: Material) -> Iterator[Statement]:
    """What the rules say of the facts; within a section each fact is told once, by the weightiest rule."""
    candidates: dict[int, list[Placed]] = {}
    for place, fact in enumerate(material.facts):
        for which in order.speaking_of(fact.kind):
            candidates.setdefault(which, []).append((place, fact))
    kinds = frozenset(fact.kind for fact in material.facts)
    told: dict[Section, set[int]] = {section: set() for section in Section}
    for which in sorted(candidates):
        rule = order.rules[which]
        if not rule.applies(kinds):
            continue
        done = told[rule.section]
        taken = [
            (place, fact)
            for place, fact in candidates[which]
            if place not in done and rule.takes(fact, material.role_of(fact))
        ]
        spoken = 0
        for group in sorted(groups(taken, rule.group), key=len, reverse=True)[:MOST_GROUPS]:
            statement = speak(rule, [fact for _, fact in group], material)
            if statement is not None:
                done.update(place for place, _ in group)
                spoken += 1
                if spoken <= rule.limit:
                    yield statement


Placed = tuple[int, Fact]  # a fact and its place among the commit's facts


def groups(facts: Iterable[Placed], grouping: Grouping) -> list[list[Placed]]:
    """The facts that share a statement, in the order of their first."""
    facts = list(facts)
    holders: dict[object, set[str]] = {}
    for _, fact in facts:
        holder = fact.path if grouping is Grouping.PATHS else fact.owner
        holders.setdefault((fact.subject, fact.name), set()).add(holder)
    together = {thing: frozenset(names) for thing, names in holders.items()}
    key = _KEYS[grouping]
    found: dict[object, list[Placed]] = {}
    for place, fact in facts:
        found.setdefault(key(place, fact, together), []).append((place, fact))
    return list(found.values())


# Where one sentence tells both values, it may only stand for facts that share them.
_VALUED = frozenset(
    {Change.DEFAULT_CHANGED, Change.DEFAULT_ADDED, Change.DEFAULT_REMOVED, Change.VALUE_CHANGED}
)
Holders = Mapping[object, frozenset[str]]  # the owners or files of each thing, by subject and name
# What the facts of a group have in common.
_KEYS: Mapping[Grouping, Callable[[int, Fact, Holders], object]] = {
    Grouping.COMMIT: lambda *_: "",
    Grouping.OWNER: lambda _, fact, __: (fact.owner, fact.path),
    Grouping.PATH: lambda _, fact, __: fact.path,
    Grouping.SUBJECT: lambda _, fact, __: fact.subject,
    Grouping.NAME: lambda _, fact, __: (
        fact.subject,
        fact.name,
        *(_values(fact) if fact.change in _VALUED else ()),
    ),
    Grouping.OWNERS: lambda _, fact, holders: (fact.subject, holders[fact.subject, fact.name]),
    Grouping.PATHS: lambda _, fact, holders: (fact.subject, holders[fact.subject, fact.name]),
    Grouping.CALL: lambda _, fact, __: (
        fact.owner,
        fact.path,
        fact.extra.get("call") or fact.extra.get("list"),
    ),
    Grouping.FACT: lambda place, _, __: place,
}


def _values(fact: Fact) -> tuple[str | None, str | None]:
    return fact.before, fact.after


def speak(rule: StatementRule, group: Sequence[Fact], material: Material) -> Statement | None:
    """The rule's statement about a group of facts, or `None` where it has to stay silent."""
    distinct = len({(fact.kind, fact.name, fact.before, fact.after) for fact in group})
    if not rule.least <= distinct <= rule.most:
        return None
    ranked = sorted(group, key=lambda fact: (fact.public is False, material.role_of(fact) == Role.TEST))
    params = fill(rule.params, ranked, material.grounds, rule.names)
    if params is None or _calls_itself(dict(params)):
        return None
    return Statement(
        rule.section,
        rule.message,
        rule.id,
        evidence_of(ranked),
        params,
        min(100, rule.weight + min(len(group) - 1, 4)),
    )


def _calls_itself(params: Mapping[str, object]) -> bool:
    """Whether a function would seem to call itself: what the call stands at, which tells the two apart, is not shown."""
    return "call" in params and params["call"] == params.get("place")


def united(statements: Iterable[Statement]) -> list[Statement]:
    """Statements that would read the same made one, with the evidence of all; in the order of the first."""
    found: dict[object, Statement] = {}
    for one in statements:
        same = (one.section, one.key, one.params)
        if (first := found.get(same)) is None:
            found[same] = one
        else:
            evidence = tuple(dict.fromkeys((*first.evidence, *one.evidence)))[:MOST_EVIDENCE]
            found[same] = replace(first, evidence=evidence, weight=max(first.weight, one.weight))
    return list(found.values())


def evidence_of(facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    """For each fact the line that shows its name, then the lines that changed, at most `MOST_EVIDENCE`. What is so of several
    files is shown in a second one too: no file stands for all."""
    facts = list(facts)
    shown = [_naming(fact) for fact in facts][: MOST_EVIDENCE - 2]
    several = [fact for fact in facts if int(fact.extra.get("files", "1")) > 1]
    others = [line for fact in several for line in fact.evidence if line.path != fact.path][:1]
    return tuple(dict.fromkeys([*shown, *others, *(fact.evidence[0] for fact in facts)]))[:MOST_EVIDENCE]


def _naming(fact: Fact) -> Evidence:
    return next((line for line in fact.evidence if fact.name in line.text), fact.evidence[0])
