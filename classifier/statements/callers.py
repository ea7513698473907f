"""Where a commit calls what it adds: the one thing about the reach of a change that its diff proves. That calls follow a new
name or new parameters is not told: it goes without saying, or is not so of all of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.statements.changed_lines import is_read
from classifier.statements.engine import MOST_EVIDENCE
from classifier.statements.literal import COMMENT, is_special
from classifier.statements.material import Material
from classifier.statements.mentions import LONGEST_LINE, telling
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Section, Side, Statement, Value

CALLABLE = frozenset({Subject.FUNCTION, Subject.METHOD, Subject.CLASS, Subject.MACRO})
CALL = re.compile(r"(?<![\w])([A-Za-z_]\w{3,80})!?\(")
OWN_METHOD = re.compile(r"\b(?:self|this|cls|super\(\))(?:\.|->)(\w+)\(")
DEFINES = re.compile(r"\b(?:def|fn|func|function|class|struct)\s+\w+\s*[(<]")
HEADERS = (".h", ".hpp", ".hh", ".cuh", ".hxx", ".pyi", ".d.ts")
DECLARES = re.compile(r"\s*(?:(?!return\b|else\b)[A-Za-z_][\w:<>,*&\s]*[\s*&>])[A-Za-z_]\w*\s*\([^=]*$")
REGISTERS = re.compile(r"\b(?:def|impl|register\w*|REGISTER\w*)\(\s*[\"'{]|_def\(\s*[\"']")
TEXTS = re.compile(r"\"(?:[^\"\\]|\\.)*(?:\"|$)")  # nothing in them is called
RULE = "scope-called"
_CALL_NOTHING = frozenset({Role.TEST, Role.DOCUMENTATION, Role.CHANGELOG, Role.DATA, Role.ASSET})
MOST_LINES = 20_000
MOST = 3  # statements of a commit
OWN = 9  # characters from which a word of the dictionary may be taken for one function's name
NAMED = 3  # functions and files in one of them


def callers(material: Material) -> Iterator[Statement]:
    """Where added lines of other files call a new function or build a new class, those called in the most files first; tests are
    told elsewhere.

    A call is known by its name alone. So the name must be one that hardly anything else has, and no line that was there before
    may call it.
    """
    wanted: dict[str, frozenset[str]] = {}
    types: set[str] = set()
    for fact in material.facts:
        if fact.subject in CALLABLE and fact.change is Change.ADDED and not _is_vague(fact, material):
            wanted[fact.name] = wanted.get(fact.name, frozenset()) | {fact.path}
            types |= {fact.name} if fact.subject is Subject.CLASS else set()
    if not wanted:
        return
    groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
    places = _calls(material, wanted)
    for name in _called_before(material, frozenset(places)):
        del places[name]
    for name in sorted(places, key=lambda name: -len(places[name])):
        key = "scope-used" if name in types else "scope-called"
        groups.setdefault((tuple(places[name]), key), []).append(name)
    for place, ((paths, key), names) in enumerate(list(groups.items())[:MOST]):
        called = material.grounds.listing(names, NAMED)
        files = material.grounds.listing([material.grounds.file_name(path) for path in paths], NAMED)
        if called is None or files is None:
            continue
        params: tuple[tuple[str, Value], ...] = (("names", called), ("files", files))
        evidence = tuple(places[name][path] for name in names[:NAMED] for path in paths[:NAMED])
        yield Statement(Section.SCOPE, key, RULE, evidence[:MOST_EVIDENCE], params, 38 - place)


def _is_vague(fact: Fact, material: Material) -> bool:
    return (
        is_special(fact.name)
        or not (telling(fact.name) or (fact.subject is not Subject.METHOD and len(fact.name) >= OWN))
        or "test" in fact.extra
        or "nested" in fact.extra
        or material.role_of(fact) is Role.TEST
    )


def _calls(material: Material, wanted: Mapping[str, frozenset[str]]) -> dict[str, dict[str, Evidence]]:
    """For each wanted name the first call of it in each file but those that define it. Where the language has no grammar here,
    what looks like a call may as well be a definition."""
    found: dict[str, dict[str, Evidence]] = {}
    left = MOST_LINES
    for file in material.written:
        if material.roles.get(file.path) in _CALL_NOTHING or not file.new_path or not is_read(file.new_path):
            continue
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                return found
            for number, text in hunk.added():
                if (
                    "(" not in text
                    or len(text) > LONGEST_LINE
                    or COMMENT.match(text)
                    or _declares(text, file.new_path)
                ):
                    continue
                bare = TEXTS.sub('""', text)
                own = frozenset(OWN_METHOD.findall(bare))  # of another class, as far as one can see
                for name in CALL.findall(bare):
                    if name in wanted and name not in own and file.new_path not in wanted[name]:
                        line = Evidence(file.new_path, Side.NEW, number, text.strip()[:EVIDENCE_CHARACTERS])
                        found.setdefault(name, {}).setdefault(file.new_path, line)
    return found


def _declares(text: str, path: str) -> bool:
    """Whether a line only makes a name known: it defines it, declares it in a header, or gives it to a registry."""
    return (
        DEFINES.search(text) is not None
        or (path.endswith(HEADERS) and DECLARES.match(text) is not None)
        or REGISTERS.search(text) is not None
    )


def _called_before(material: Material, names: Collection[str]) -> frozenset[str]:
    """Those of the names that lines which the commit keeps or takes away call."""
    found: set[str] = set()
    left = MOST_LINES if names else 0
    for file in material.written:
        for hunk in file.hunks:
            left -= len(hunk.lines)
            if left < 0:
                return frozenset(found)
            for line in hunk.lines:
                if line[:1] == "+" or "(" not in line or len(line) > LONGEST_LINE:
                    continue
                if not DEFINES.search(line):
                    found.update(name for name in CALL.findall(line) if name in names)
    return frozenset(found)
