"""A body before and after, and the facts found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from types import MappingProxyType

from classifier.facts.behaviour.absence import asks_for, asks_of
from classifier.facts.behaviour.matching import Alignment, names_asked
from classifier.facts.behaviour.model import Kind, Step, source_of
from classifier.facts.behaviour.words import said_by
from classifier.facts.interface import Change, Fact, Subject
from classifier.facts.symbols import SideLines
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side

_BRANCHES = frozenset({Kind.IF, Kind.CASE, Kind.CATCH})
MOST_PROOF = 4  # lines a side
MOST_COMPARED = 1 << 31  # characters of a commit that are gone through for what its steps say


@dataclass(frozen=True, slots=True)
class Proof:
    """The steps after and before that prove a fact."""

    new: Sequence[Step] = ()
    old: Sequence[Step] = ()

    @property
    def steps(self) -> Sequence[Step]:
        """Those after, or else those before."""
        return self.new or self.old


class Elsewhere:
    """What a commit takes out (`Side.OLD`) and puts in (`Side.NEW`), as written; the functions that it has changed as
    they are now, by their names, and the files as they are now, as far as they are known whole, by their paths."""

    def __init__(
        self,
        texts: Mapping[Side, str],
        functions: Mapping[str, str] = MappingProxyType({}),
        files: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._written = texts
        self._texts = {side: squeezed(text) for side, text in texts.items()}
        self._functions = functions
        self._files = files
        self._known: dict[tuple[str, Side], bool] = {}
        self._left = MOST_COMPARED
        self._bare: dict[Side, str] = {}

    def asks(self, condition: str, side: Side) -> bool:
        """Whether a condition stands on a side, of whatever its names are asked there: `self.a.is_open(b)`, `a.is_open(b)`."""
        words = squeezed(bare_names(condition))
        if len(words) < LEAST_TELLING or self._left <= 0:
            return False
        if side not in self._bare:
            self._bare[side] = squeezed(bare_names(self._written[side]))
        self._left -= len(self._bare[side])
        return words in self._bare[side]

    def called(self, text: str, before: str) -> Iterator[str]:
        """Yield the changed functions that a text calls and the one before it did not, as they are now."""
        known = set(_CALLED.findall(before))
        for name in dict.fromkeys(_CALLED.findall(text)):
            if name in self._functions and name not in known:
                yield self._functions[name]

    def file(self, path: str) -> str:
        """A file as it is now, "" where it is not known whole."""
        return self._files.get(path, "")

    def holds(self, words: str, side: Side) -> bool:
        """Whether words stand on a side; so it is said of all when more was asked than anybody would tell."""
        key = (words, side)
        if key not in self._known:
            at = self._texts[side].find(words) if self._left > 0 else 0
            self._left -= len(self._texts[side]) if at < 0 else at
            self._known[key] = at >= 0
        return self._known[key]


@dataclass(slots=True)
class Body:
    """A function's steps on either side, who is whose partner, and what is known so far.

        `elsewhere` holds, without layout, all that the commit takes out (`Side.OLD`) and puts in (`Side.NEW`): what stands
        there too was moved; `texts` are those of the whole function. `whole` is whether all of it is new,
        `optional` the parameters that may be left out since the commit, `come` those that it takes since. `renamed` is whether
        it had another name: one that never did something does not "no longer" do it. `private` is whether only its own module, or
    type, calls it.
    """

    owner: str
    language: str
    paths: Mapping[Side, str]
    lines: Mapping[Side, SideLines]
    old: Sequence[Step]
    new: Sequence[Step]
    found: Alignment
    elsewhere: Elsewhere
    texts: Mapping[Side, str] = field(default_factory=dict)
    whole: bool = False
    optional: frozenset[str] = frozenset()
    come: frozenset[str] = frozenset()
    renamed: bool = False
    private: bool = False
    facts: list[Fact] = field(default_factory=list)
    told: set[Step] = field(default_factory=set)

    def came(self) -> list[Step]:
        """Steps that have no partner before, and were not moved here."""
        return [step for step in self.new if self.is_news(step, Side.NEW)]

    def went(self) -> list[Step]:
        """Steps that have no partner after, and were not moved away."""
        return [step for step in self.old if self.is_news(step, Side.OLD)]

    def is_news(self, step: Step, side: Side) -> bool:
        """Whether a step came, or went, and stands nowhere on the other side of the commit."""
        return step.changed and step not in self.found.partner and not self.moved(step, side)

    def moved(self, step: Step, side: Side) -> bool:
        """Whether what a step that came says is among what was taken out somewhere, or the other way round: its lines,
        its condition, the words of its error."""
        other = Side.OLD if side is Side.NEW else Side.NEW
        said = said_by(step) if step.kind is Kind.RAISE else ""
        words = squeezed(said if len(said) >= LEAST_TELLING else step.text)
        if len(words) >= LEAST_TELLING and self.elsewhere.holds(words, other):
            return True
        if step.kind is not Kind.IF:
            return False
        if (
            len(words) < LEAST_TELLING and step.statement is not None
        ):  # what stands everywhere, with what it leads to
            whole = squeezed(source_of(step.statement, step.site)[:LONGEST_WHOLE])
            return len(whole) >= LEAST_TELLING and self.elsewhere.holds(whole, other)
        return self.elsewhere.asks(step.text, other)

    def fails_still(self, error: str, says: str) -> bool:
        """Whether an error that went is there all the same: its words stand in what the function is now, in its file or in
        what the commit adds, or something that is called here only now fails with the same type."""
        own, begin = self.texts.get(Side.NEW, ""), says[: max(LEAST_TELLING, len(says) * 3 // 5)]
        if len(begin) >= LEAST_TELLING and (
            begin in own
            or self.elsewhere.holds(squeezed(begin), Side.NEW)
            or (len(begin) >= LEAST_ALIKE and begin in self.elsewhere.file(self.paths[Side.NEW]))
        ):
            return True
        return bool(error) and any(
            re.search(rf"\b{re.escape(error)}\b", text)
            for text in self.elsewhere.called(own, self.texts.get(Side.OLD, ""))
        )

    def _of_failing(self, change: Change, name: str, error: str | None) -> dict[str, str]:
        """What is to be said of a condition that ends in an error: whether a call that was right before cannot get there, and
        whether that error came before too."""
        new = (
            self.optional.intersection(_NAMES.findall(name))
            or asks_for(name, self.come)
            or asks_of(name, self.come)
        )
        also = change is Change.ADDED and self._failed_so(error)
        return ({"of_new": "true"} if new else {}) | ({"also": "true"} if also else {})

    def _failed_so(self, error: str | None) -> bool:
        """Whether the function could fail with that error before."""
        own = _TEXT.sub("", self.texts.get(Side.OLD, ""))
        return (
            bool(error) and re.search(rf"(?<!\w){re.escape(error or '')}\s*(?:\(|\{{|::|\.)", own) is not None
        )

    def is_of_gone(self, text: str) -> bool:
        """Whether a condition is about a local name that the function no longer has, or one of its own that its file has not."""
        old, new = (_TEXT.sub("", self.texts.get(side, "")) for side in Side)
        bare, file = _TEXT.sub("", text), self.elsewhere.file(self.paths[Side.NEW])
        return any(
            re.search(rf"(?<![\w.]){name}(?:: [\w.<>\[\]]+)?(?:,[^=\n]*)? *:?=(?!=)", old)
            and not re.search(rf"(?<!\w){name}(?!\w)", new)
            for name in names_asked(bare)
        ) or any(file and not re.search(rf"(?<!\w){name}(?!\w)", file) for name in _OWN.findall(bare))

    def tell(self, subject: Subject, change: Change, name: str, proof: Proof, **more: str | None) -> None:
        """Add a fact that steps on either side prove. Of `more`, all but `before` and `after` is its `extra`; what is
        empty is left out."""
        evidence = (*self._lines_of(proof.new, Side.NEW), *self._lines_of(proof.old, Side.OLD))
        if not evidence or not name:
            return
        self.told.update(proof.new)
        self.told.update(proof.old)
        if self.renamed and change is Change.REMOVED:
            return
        owner = self.owner
        inner = next((one for one in proof.steps[0].above if one.kind is Kind.FUNCTION and one.word), None)
        if inner is not None:
            owner = f"{owner}.{inner.word}" if owner else inner.word
        if any(one.kind is Kind.FUNCTION and not one.word for one in proof.steps[0].above):
            more["callback"] = "true"
        if not self.whole and (more.get("form") in _REACHED or subject in _REACHED_SUBJECTS):
            more |= under(proof.steps[0])
        asked = subject in {Subject.CONDITION, Subject.EXCEPTION} and change is not Change.CHANGED
        if asked or more.get("when"):
            more["after_others"] = "true" if _is_after_others(proof.steps[0]) else ""
        if subject is Subject.CONDITION and (loops := _rounds(proof.steps[0])):
            more["loop"] = "true"
            if any(re.search(rf"(?<![\w.]){item}(?!\w)", name) for loop in loops for item in _items_of(loop)):
                more["index"] = "true"  # means nothing outside
        if more.get("then") == "raise":
            more |= self._of_failing(change, name, more.get("error"))
        before, after = more.pop("before", None), more.pop("after", None)
        extra = {key: value for key, value in more.items() if value}
        if self.whole:
            extra["new"] = "true"
        if self.private:
            extra["private"] = "true"
        self.facts.append(
            Fact(
                subject,
                change,
                name,
                evidence,
                owner=owner,
                before=before,
                after=after,
                language=self.language,
                extra=MappingProxyType(extra),
            )
        )

    def _lines_of(self, steps: Sequence[Step], side: Side) -> list[Evidence]:
        """The changed lines of steps, at most `MOST_PROOF`; the first line of each that has none, unless the other side
        shows what it lost."""
        found: dict[int, Evidence] = {}
        texts = self.lines[side].texts
        for step in steps:
            numbers = list(self.lines[side].changed.numbers_within(*step.lines))
            if not numbers and not step.grown:
                numbers = [step.lines[0]]
            for number in numbers:
                if len(found) < MOST_PROOF and texts.get(number, step.text).strip():
                    text = texts.get(number, step.text if number == step.lines[0] else "").strip()
                    found.setdefault(
                        number, Evidence(self.paths[side], side, number, text[:EVIDENCE_CHARACTERS])
                    )
        return list(found.values())


def under(step: Step) -> dict[str, str]:
    """What a step stands under in its function, or in the one inside that: the conditions that must be met for it to be
    reached, a line each, where that can be said."""
    inner, met, hidden = step, [], False
    for one in step.above:
        if one.kind is Kind.FUNCTION:
            break
        if one.kind is Kind.IF and inner.branch == "then" and not one.unless:
            met.append(one.text)
        elif one.kind is Kind.IF and inner.kind is Kind.IF and inner.branch == "else":
            pass  # one after the other, of which only one is met
        elif one.kind in _BRANCHES:
            hidden = True
        inner = one
    if not met and not hidden:
        return {}
    said = not hidden and len(met) <= MOST_AROUND
    return {"nested": "true", "around": "\n".join(reversed(met)) if said else ""}


def _is_after_others(step: Step) -> bool:
    """Whether the condition that a step is, or runs on, is asked only where another one is not met that could be met as well:
    what equals one thing equals no other."""
    asked = step if step.kind is Kind.IF else step.parent
    if asked is None or asked.kind is not Kind.IF or (asked is not step and step.branch != "then"):
        return False
    own = set(_NAMES.findall(asked.text)) - _WORDS
    while asked.branch == "else" and asked.parent is not None and asked.parent.kind is Kind.IF:
        asked = asked.parent
        if not (own & set(_NAMES.findall(asked.text)) and _EQUALS.search(asked.text)):
            return True
    return False


def _rounds(step: Step) -> list[Step]:
    """The loops that a step stands in, in its function."""
    above = takewhile(lambda one: one.kind is not Kind.FUNCTION, step.above)
    return [one for one in above if one.kind is Kind.LOOP]


def _items_of(loop: Step) -> list[str]:
    """The short names that a loop gives to what it goes through: `i`, `k`."""
    match = _EACH.match(loop.text)
    return [name for name in _NAMES.findall(match[1]) if len(name) < SHORT_NAME] if match else []


def bare_names(text: str) -> str:
    """A text without what its names belong to."""
    return _OWNERS.sub("", text)


# What is done only where the conditions around it hold.
_REACHED = frozenset({"leaves", "sets", "demand", "case"})
_REACHED_SUBJECTS = frozenset({Subject.RESULT, Subject.CALL})
_WORDS = frozenset({"self", "this", "not", "is", "None", "and", "or", "in", "len", "nil", "null"})
_EQUALS = re.compile(r"==|\bin\b|\w\(|\bis None\b")  # cases beside one another
SHORT_NAME = 3  # letters
_EACH = re.compile(r"(?:async )?for(?:each)?\b\s*\(?(.{1,80}?)(?:\bin\b|:=|=|\bof\b|:)")
MOST_AROUND = 2  # conditions around another one that can be said in a sentence
LEAST_ALIKE = 20  # characters that two errors of a file begin with where they are one
_OWN = re.compile(r"(?<!\w)(?:self|this|cls|@)(?:\.|->)?(\w+)")
LONGEST_WHOLE = 600  # characters of a statement that is looked for whole
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
_OWNERS = re.compile(r"(?:\b\w+(?:\(\))?(?:\.|->|::))+(?=\w)")
_CALLED = re.compile(r"(\w+)(?:\(|::<)")
_NAMES = re.compile(r"[A-Za-z_]\w*")
LEAST_TELLING = 14  # characters without layout: shorter lines stand everywhere


def squeezed(text: str) -> str:
    """A text without its layout."""
    return "".join(text.split())
