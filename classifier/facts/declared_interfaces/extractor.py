"""What a declared interface gained, lost and declares otherwise.

`name` is the thing with what it belongs to (`Route.echConfigList`), `before` and `after` are its signatures as
written. `extra`: `form` (the form's name); `overload` where others of the name stay; `holds` counts the members that
came or went with a type; `files` counts the files that say the same. Entries that only go from one file to another,
as in a release, are nobody's news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from classifier.facts.declared_interfaces.dotnet import DOTNET
from classifier.facts.declared_interfaces.interface import Entry, Form
from classifier.facts.declared_interfaces.kotlin_dump import KOTLIN_DUMP
from classifier.facts.declared_interfaces.nested import APPROVED, REPORT, SWIFT
from classifier.facts.declared_interfaces.rust_list import RUST_LIST
from classifier.facts.edits import Edit, SideText, edit_of
from classifier.facts.interface import Change, CommitView, Fact, Subject
from history.records import FileStatus

FORMS: tuple[Form, ...] = (KOTLIN_DUMP, DOTNET, SWIFT, REPORT, APPROVED, RUST_LIST)
MOST_CHURN = 12_000  # changed lines; beyond it a dump was written anew

Key = tuple[str, str]  # what it belongs to, and its name


class DeclaredInterfaces:
    """Reads the files that list what a project offers."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        """Yield what came, went and changed, each once, in the order of the files and lines."""
        found: list[Fact] = []
        for change, role in view.files:
            form = next((form for form in FORMS if form.owns(change.path)), None)
            listed = form is not None and change.hunks and change.churn <= MOST_CHURN
            if form is None or not listed or change.status in {FileStatus.ADDED, FileStatus.DELETED}:
                continue
            edit = edit_of(change, role, view.contents.before(change), view.contents.after(change))
            found += _compared(edit, form)
        yield from _told_once(found)


@dataclass(frozen=True, slots=True)
class _Side:
    """The entries of one side by what they are called, those that are withdrawn apart."""

    text: SideText
    entries: dict[Key, list[Entry]]
    withdrawn: dict[Key, Entry]

    @classmethod
    def of(cls, text: SideText, form: Form) -> _Side:
        entries: defaultdict[Key, list[Entry]] = defaultdict(list)
        withdrawn: dict[Key, Entry] = {}
        for block in text.searched:
            for entry in form.entries(block):
                key = (entry.owner, entry.name)
                if form.withdrawn and entry.signature.startswith(form.withdrawn):
                    withdrawn[key] = entry
                else:
                    entries[key].append(entry)
        return cls(text, dict(entries), withdrawn)

    def changed(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries on changed lines."""
        return [entry for entry in entries if entry.line in self.text.changed]


def _compared(edit: Edit, form: Form) -> list[Fact]:
    old, new = _Side.of(edit.old, form), _Side.of(edit.new, form)
    facts: list[Fact] = []
    for key in dict.fromkeys((*old.entries, *new.entries)):
        facts += _difference(key, old, new, form)
    for key, entry in new.withdrawn.items():
        if key not in old.withdrawn and entry.line in new.text.changed:
            facts.append(_fact(Change.REMOVED, [entry], new.text, form))
    facts = _without_members(facts)
    facts.sort(key=lambda fact: fact.evidence[0].line)
    return facts


def _difference(key: Key, old: _Side, new: _Side, form: Form) -> Iterator[Fact]:
    before, after = old.entries.get(key, []), new.entries.get(key, [])
    same = {entry.signature for entry in before} & {entry.signature for entry in after}
    gone = old.changed(entry for entry in before if entry.signature not in same)
    come = new.changed(entry for entry in after if entry.signature not in same)
    if gone and come:
        yield replace(
            _fact(Change.SIGNATURE_CHANGED, come, new.text, form),
            before=gone[0].signature,
            after=come[0].signature,
            evidence=(new.text.evidence(come[0].line), old.text.evidence(gone[0].line)),
        )
    elif gone and key not in new.withdrawn:
        yield _fact(Change.REMOVED, gone, old.text, form, overload=bool(after))
    elif come:
        yield _fact(Change.ADDED, come, new.text, form, overload=bool(before))


def _fact(
    change: Change, entries: list[Entry], text: SideText, form: Form, *, overload: bool = False
) -> Fact:
    entry = entries[0]
    extra = {"form": form.name, "entry": f"{entry.owner}\0{entry.name}"}
    if overload:
        extra["overload"] = "true"
    return Fact(
        Subject.PUBLIC_API,
        change,
        entry.qualified,
        (text.evidence(entry.line),),
        before=entry.signature if change is Change.REMOVED else None,
        after=entry.signature if change is Change.ADDED else None,
        public=True,
        extra=MappingProxyType(extra),
    )


def _without_members(facts: list[Fact]) -> list[Fact]:
    """The facts without those of members that came or went with their type, which counts them."""
    types = {(fact.change, fact.name): 0 for fact in facts}
    kept = []
    for fact in facts:
        owner = fact.extra["entry"].partition("\0")[0]
        whole = next(
            (name for name in _outward(owner) if (fact.change, name) in types and name != fact.name), None
        )
        if whole is None:
            kept.append(fact)
        else:
            types[fact.change, whole] += 1
    return [
        replace(fact, extra=MappingProxyType({**fact.extra, "holds": str(count)}))
        if (count := types[fact.change, fact.name])
        else fact
        for fact in kept
    ]


def _outward(owner: str) -> Iterator[str]:
    """`A.B`, then `A`."""
    parts = owner.split(".") if owner else []
    for end in range(len(parts), 0, -1):
        yield ".".join(parts[:end])


def _told_once(facts: list[Fact]) -> Iterator[Fact]:
    """Each fact once; what leaves one file and comes to another stays what it was."""
    fates: defaultdict[str, set[Change]] = defaultdict(set)
    for fact in facts:
        fates[fact.name].add(fact.change)
    alike: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if not {Change.ADDED, Change.REMOVED} <= fates[fact.name]:
            alike.setdefault((fact.kind, fact.name, fact.before, fact.after), []).append(fact)
    for same in alike.values():
        files = {"files": str(len(same))} if len(same) > 1 else {}
        extra = {key: value for key, value in {**same[0].extra, **files}.items() if key != "entry"}
        yield replace(same[0], extra=MappingProxyType(extra))
