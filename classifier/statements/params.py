"""What a sentence can be given about the facts it tells, by the name that rules and catalogues use.

| name | value |
| --- | --- |
| `name` | the first fact's name |
| `names` | the facts' names, the first few listed, the others counted |
| `texts` | the facts' names that the commit spells whole, for pieces of code that no shortening may touch |
| `whole` | the first fact's name, whole |
| `count` | how many distinct names there are |
| `others` | `count` less one |
| `owner` | what the first fact's thing belongs to; the class itself for what belongs to its constructor |
| `to` | the type that has the first fact's field now |
| `owners` | the owners of all the facts, the first few listed |
| `place` | the function that the first fact is in, its class or its file where the commit does not spell it; "a branch of" it for what stands under a condition |
| `gained` | the names in the first fact's `after` and not in its `before`; nothing where some went as well |
| `lost` | the names in the first fact's `before` and not in its `after` |
| `call` | who takes the first fact's argument |
| `where` | the one function that the facts are in, else the one file |
| `condition`, `when` | the first fact's condition, whole, or its clauses where they stand in several lines; the one around it |
| `unmet` | the first fact's condition, where it is what must not be met |
| `calls` | what is called in the first fact's branch, the first few |
| `otherwise` | what is done where the first fact's condition does not hold |
| `given` | what is given one value or the other |
| `reason` | why the first fact's test does not run |
| `test` | the test that the first fact's mark is on |
| `row`, `column` | the row and the column that the first fact's cell stands in |
| `cell_before`, `cell_after` | what the first fact's cell says on either side |
| `whole_before`, `whole_after` | the first fact's two values, however long |
| `label` | what the first fact's link is called |
| `source`, `target` | the one file that the facts' things were in, and the first one that they are in |
| `beside`, `within` | what the first fact's step passed, and what it stands in now or stood in |
| `attribute`, `attribute_before`, `attribute_after` | the first fact's decorator with its mark, whole where the commit spells it in one line; on either side |
| `part` | the clause that came to the first fact's condition, or left it |
| `asked`, `came`, `went` | what the first fact's condition asks of one of a list, and the items that came to the list, or left it |
| `decides` | what the first fact's condition leads to, in a word |
| `caught`, `fate`, `fate_before` | the errors that are caught, and what becomes of them now and before, in a word |
| `error`, `says`, `level` | the first fact's error, the words of that or of its log line, and the level of this |
| `said_before`, `said_after` | the first fact's two values as somebody's words |
| `step` | the step that the first fact's handler watches over |
| `bases_before`, `bases_after` | what the first fact's class extends before and after |
| `instead` | the file that came in the place of the first fact's |
| `list` | what the first fact's item came to |
| `entry` | the named entry of a list of tables in which the first fact's setting stands, 0 where there is none |
| `default`, `unit` | what a missing item counts as, and the unit of the first fact's value |
| `lines` | how many facts there are, or in how many places the first one holds |
| `before`, `after` | the first fact's two values |
| `befores` | the first values of all the facts, as the shortest telling endings of paths, the first few listed |
| `path`, `file` | the first fact's file, whole and as its shortest telling ending |
| `paths` | the facts' files by their shortest telling endings, the first few listed |
| `files` | how many files the facts are in |
| `inside` | how many files the first fact's folder counts |
| `kind` | what kind of thing they are, `kind-struct` for one, `kind-struct-many` for several |
| `was`, `into` | what kind of thing the first fact's thing was before, and what it is now |
| `matches` | the texts that gave the facts' signals away, the first few listed |
| `text` | the line that proves the first fact |
| `licence_before`, `licence_after` | the licences that the first fact has before and after, in words |
| `advisory` | the advisory that the message names for the first fact |
| `said` | the first fact's name in the author's words |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from classifier.facts.interface import Fact
from classifier.statements.branch_params import (
    LONGEST_CONDITION,
    beside,
    condition,
    decides,
    met,
    place,
    when,
)
from classifier.statements.literal import Grounds, short_path
from history.briefs import Code, Listing, Quote, Side, Term, Value

LONGEST_LINE_SHOWN = 60  # characters
LONGEST_QUOTE = 160  # characters
LONGEST_CELL = 80  # characters

Maker = Callable[[Sequence[Fact], Grounds, int], Value | None]


def _names(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
    return grounds.listing([fact.name for fact in facts], most)


def _texts(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
    exact = [fact.name for fact in facts if grounds.code(fact.name) is not None]
    return grounds.listing(exact, most)


def _count(facts: Sequence[Fact], _grounds: Grounds, _most: int) -> Value | None:
    return len({(fact.owner, fact.name) for fact in facts})


def _others(facts: Sequence[Fact], _grounds: Grounds, _most: int) -> Value | None:
    return len({(fact.owner, fact.name) for fact in facts}) - 1


def _paths(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
    return grounds.listing([grounds.file_name(fact.path) for fact in facts], min(most, 3))


def _befores(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
    return grounds.listing([_two_parts(fact.before or "") for fact in facts], min(most, 3))


def _two_parts(path: str) -> str:
    """The last folder and the name of a path: `args.py` alone is the name of many."""
    return "/".join(path.rsplit("/", 2)[-2:])


def _owners(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
    return grounds.listing([fact.owner for fact in facts], most)


def _matches(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
    return grounds.listing([fact.extra.get("match", "").strip() for fact in facts], most)


def _kind(facts: Sequence[Fact], _grounds: Grounds, _most: int) -> Value | None:
    return kind_term(facts)


def kind_term(facts: Sequence[Fact]) -> Term:
    """What kind of thing the facts are about: their subject, or "symbol" where they differ."""
    subjects = {fact.subject for fact in facts}
    word = str(next(iter(subjects))).replace("_", "-") if len(subjects) == 1 else "symbol"
    if word == "dependency" and all(fact.extra.get("for") == "dev" for fact in facts):
        word = "dev-dependency"
    several = len({fact.name for fact in facts}) > 1
    return Term(f"kind-{word}-many" if several else f"kind-{word}")


_OPTION = re.compile(r"\w+\s*=[^,()]+")  # `metaclass=ABCMeta`, `kw_only=True`: no base


def _named_bases(text: str | None) -> list[str]:
    return re.findall(r"\w[\w.-]*", _OPTION.sub("", text or ""))


def _gained(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
    before, after = map(_named_bases, (facts[0].before, facts[0].after))
    return (
        grounds.listing([name for name in after if name not in before], most)
        if {*before} <= {*after}
        else None
    )


def _lost(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
    before, after = map(_named_bases, (facts[0].before, facts[0].after))
    return grounds.listing([name for name in before if name not in after], most)


def _text(facts: Sequence[Fact], grounds: Grounds, _most: int) -> Value | None:
    text = facts[0].evidence[0].text.strip()
    return grounds.code(text) if len(text) <= LONGEST_LINE_SHOWN else None


def _said(facts: Sequence[Fact], _grounds: Grounds, _most: int) -> Value | None:
    text = facts[0].name.strip()
    return Quote(text) if 0 < len(text) <= LONGEST_QUOTE else None


def _where(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
    if len({(fact.owner, fact.path) for fact in facts}) == 1:
        return place(facts, grounds, most)
    return grounds.file(facts[0].path) if len({fact.path for fact in facts}) == 1 else None


def _attribute(fact: Fact, text: str | None, grounds: Grounds) -> Code | None:
    """A decorator or attribute with its mark, whole where the commit spells it in one line, else its name."""
    for written in dict.fromkeys((text or "", fact.name) if fact.before is None else (text or "",)):
        for marked in (f"@{written}", f"#[{written}]", f"[{written}]", written):
            if len(marked) <= LONGEST_CONDITION and (found := grounds.code(marked)) is not None:
                return found
    return None


def _cell(text: str | None, grounds: Grounds) -> Value | None:
    """What a cell says: code where it is one word, else a quote."""
    text = (text or "").strip()
    if len(text) > LONGEST_CELL:
        return None
    if not re.search(r"\s", text) and (code := grounds.value(text)) is not None:
        return code
    return Quote(text) if text else None


def _source(facts: Sequence[Fact], grounds: Grounds, _most: int) -> Value | None:
    """Where things were: one file, told apart from where they are."""
    befores = {fact.before for fact in facts}
    if len(befores) > 1 or not facts[0].before or len({fact.path for fact in facts}) > 1:
        return None
    return grounds.code(_apart(facts[0].before, facts[0].path))


def _target(facts: Sequence[Fact], grounds: Grounds, _most: int) -> Value | None:
    return grounds.code(_apart(facts[0].path, facts[0].before or ""))


def _apart(path: str, other: str) -> str:
    """The shortest telling ending of a path, with its folder where another one ends like it."""
    return _two_parts(path) if short_path(path) == short_path(other) else short_path(path)


def _extra_code(name: str) -> Maker:
    return lambda facts, grounds, _: grounds.code(facts[0].extra.get(name))


MOST_CALLS = 3


def _entry(facts: Sequence[Fact], grounds: Grounds, _most: int) -> Value | None:
    name = facts[0].extra.get("entry", "")
    return (grounds.code(name) or Quote(name)) if name else 0


def _calls(facts: Sequence[Fact], grounds: Grounds, _most: int) -> Value | None:
    names = facts[0].extra.get("calls", "").split("\n")
    found = [code for name in names if (code := grounds.code(name)) is not None]
    return Listing(tuple(found[:MOST_CALLS])) if found else None


def _lines_of(name: str) -> Maker:
    """What an extra lists, a line each."""

    def made(facts: Sequence[Fact], grounds: Grounds, most: int) -> Value | None:
        items = facts[0].extra.get(name, "").split("\n")
        found = [code for item in items[:most] if (code := grounds.code(item)) is not None]
        return Listing(tuple(found), len(items) - len(found)) if found else None

    return made


def _fate(facts: Sequence[Fact], _grounds: Grounds, _most: int, name: str = "fate") -> Value | None:
    return Term(f"caught-{facts[0].extra[name]}") if name in facts[0].extra else None


def _level(facts: Sequence[Fact], _grounds: Grounds, _most: int) -> Value | None:
    return Term(f"level-{facts[0].extra['level']}") if "level" in facts[0].extra else None


UNITS = re.compile(
    r"(?:^|_)(?P<unit>secs?|seconds|s|ms|millis|milliseconds|minutes|mins|hours|days|bytes|kb|mb|gb|kib|mib|gib)$",
    re.IGNORECASE,
)
SPELLED = {"sec": "s", "secs": "s", "seconds": "s", "millis": "ms", "milliseconds": "ms", "mins": "min",
           "minutes": "min", "hours": "h"}  # fmt: skip


def _unit(facts: Sequence[Fact], _grounds: Grounds, _most: int) -> Value | None:
    """The unit that the name of a number ends in."""
    match = UNITS.search(facts[0].name)
    if match is None or not re.fullmatch(r"[\d._]+", facts[0].after or ""):
        return None
    unit = match["unit"].lower()
    return Term(f"unit-{SPELLED.get(unit, unit)}")


def _bases(text: str | None, grounds: Grounds) -> Value | None:
    return grounds.code((text or "").strip().removeprefix("(").removesuffix(")").removeprefix("extends "))


_SENTENCE = re.compile(r"(?<=\w{3}[.!?])\s+")
_ENDS = re.compile(r"(?<=\w{3}[.!?])(?=\s)")


def _differing(fact: Fact, which: Side) -> Value | None:
    """One side of words that changed: as much of it as is quoted, where the other side then reads another way, else its first
    sentence that the other side has not."""
    sides = {Side.OLD: (fact.before or "").strip(), Side.NEW: (fact.after or "").strip()}
    quoted = {side: _quote(text) for side, text in sides.items()}
    if quoted[Side.OLD] != quoted[Side.NEW]:
        return quoted[which]
    sentences = {side: _SENTENCE.split(text) for side, text in sides.items()}
    other = sentences[Side.NEW if which is Side.OLD else Side.OLD]
    return _quote(next((one for one in sentences[which] if one not in other), None))


def _quote(text: str | None) -> Value | None:
    text = (text or "").strip()
    if len(text) > LONGEST_QUOTE:  # its first sentences
        ends = [match.end() for match in _ENDS.finditer(text) if match.end() <= LONGEST_QUOTE]
        text = text[: ends[-1]] if ends else ""
    return Quote(text) if len(text) > 1 and re.search(r"\w{2}", text) else None


def _caught(facts: Sequence[Fact], grounds: Grounds, _most: int) -> Value | None:
    return Term("caught-any") if "any" in facts[0].extra else grounds.code(facts[0].name)


def _licence(value: str | None) -> Value | None:
    return Term(f"licence-{value.lower().replace('.', '-')}") if value else Term("licence-unknown")


MAKERS: dict[str, Maker] = {
    "name": lambda facts, grounds, _: grounds.name(facts[0].name),
    "names": _names,
    "texts": _texts,
    "whole": lambda facts, grounds, _: grounds.code(facts[0].name),
    "count": _count,
    "others": _others,
    "owners": _owners,
    "owner": lambda facts, grounds, _: grounds.name(facts[0].owner),
    "to": lambda facts, grounds, _: grounds.name(facts[0].extra.get("to", "")),
    "place": place,
    "gained": _gained,
    "lost": _lost,
    "call": lambda facts, grounds, _: grounds.name(facts[0].extra.get("call", "")),
    "before": lambda facts, grounds, _: grounds.value(facts[0].before),
    "after": lambda facts, grounds, _: grounds.value(facts[0].after),
    "where": _where,
    "condition": condition,
    "unmet": lambda facts, grounds, _: met(facts, grounds) if "unless" in facts[0].extra else None,
    "when": when,
    "calls": _calls,
    "otherwise": _extra_code("otherwise"),
    "given": _extra_code("given"),
    "part": _extra_code("part"),
    "asked": _extra_code("asked"),
    "came": _lines_of("came"),
    "went": _lines_of("went"),
    "attribute": lambda facts, grounds, _: _attribute(facts[0], facts[0].extra.get("signature"), grounds),
    "attribute_before": lambda facts, grounds, _: _attribute(facts[0], facts[0].before, grounds),
    "attribute_after": lambda facts, grounds, _: _attribute(facts[0], facts[0].after, grounds),
    "beside": beside,
    "reason": lambda facts, _grounds, _most: _quote(facts[0].extra.get("reason")),
    "test": lambda facts, grounds, _: grounds.code(facts[0].owner),
    "row": lambda facts, grounds, _: _cell(facts[0].name, grounds),
    "column": lambda facts, _grounds, _most: (
        Quote(facts[0].owner) if 0 < len(facts[0].owner) <= LONGEST_CELL else None
    ),
    "cell_before": lambda facts, grounds, _: _cell(facts[0].before, grounds),
    "cell_after": lambda facts, grounds, _: _cell(facts[0].after, grounds),
    "whole_before": lambda facts, grounds, _: grounds.code(facts[0].before),
    "whole_after": lambda facts, grounds, _: grounds.code(facts[0].after),
    "label": lambda facts, _, __: Quote(label) if (label := facts[0].extra.get("label")) else None,
    "source": _source,
    "target": _target,
    "within": _extra_code("inside"),
    "decides": decides,
    "caught": _caught,
    "fate": _fate,
    "fate_before": lambda facts, grounds, most: _fate(facts, grounds, most, "fate_before"),
    "error": _extra_code("error"),
    "says": lambda facts, _grounds, _most: _quote((facts[0].extra.get("says") or "").rstrip(" :")),
    "level": _level,
    "said_before": lambda facts, _grounds, _most: _differing(facts[0], Side.OLD),
    "said_after": lambda facts, _grounds, _most: _differing(facts[0], Side.NEW),
    "step": _extra_code("step"),
    "bases_before": lambda facts, grounds, _: _bases(facts[0].before, grounds),
    "bases_after": lambda facts, grounds, most: (
        None if _gained(facts, grounds, most) else _bases(facts[0].after, grounds)
    ),
    "instead": _extra_code("instead"),
    "list": _extra_code("list"),
    "entry": _entry,
    "default": _extra_code("default"),
    "unit": _unit,
    "lines": lambda facts, _grounds, _most: int(facts[0].extra.get("places", len(facts))),
    "befores": _befores,
    "path": lambda facts, grounds, _: grounds.code(facts[0].path),
    "file": lambda facts, grounds, _: grounds.file(facts[0].path),
    "paths": _paths,
    "files": lambda facts, _grounds, _most: max(
        len({fact.path for fact in facts}), *(int(fact.extra.get("files", 0)) for fact in facts)
    ),
    "inside": lambda facts, _grounds, _most: int(facts[0].extra.get("files", 0)) or None,
    "kind": _kind,
    "was": lambda facts, _grounds, _most: (
        Term(f"kind-{facts[0].extra['was'].replace('_', '-')}") if "was" in facts[0].extra else None
    ),
    "into": lambda facts, _grounds, _most: kind_term(facts[:1]),
    "matches": _matches,
    "text": _text,
    "advisory": lambda facts, grounds, _: grounds.code(facts[0].extra.get("advisory")),
    "said": _said,
    "licence_before": lambda facts, _grounds, _most: _licence(facts[0].before),
    "licence_after": lambda facts, _grounds, _most: _licence(facts[0].after),
}


def fill(
    names: Sequence[str], facts: Sequence[Fact], grounds: Grounds, most: int
) -> tuple[tuple[str, Value], ...] | None:
    """The parameters `names` for these facts, or `None` if the commit does not spell one of them."""
    filled: list[tuple[str, Value]] = []
    for name in names:
        value = MAKERS[name](facts, grounds, most)
        if value is None:
            return None
        filled.append((name, value))
    return tuple(filled)
