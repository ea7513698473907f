"""Modules that are loaded at another time: where they are used, and no longer with the file, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from classifier.paths import Role
from classifier.statements.engine import MOST_EVIDENCE
from classifier.statements.material import Material
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Section, Side, Statement
from history.records import FileChange

MOST = 3  # modules in a sentence
WEIGHT = 80


@dataclass(frozen=True, slots=True)
class _Form:
    """How a language loads a module with the file, and where it is used; the group `module` names it."""

    endings: tuple[str, ...]
    early: re.Pattern[str]
    late: re.Pattern[str]


_FORMS = (
    _Form(
        (".py", ".pyi"),
        re.compile(r"(?:from\s+(?P<module>[.\w]+)\s+import|import\s+(?P<whole>[.\w]+))"),
        re.compile(r"\s+(?:from\s+(?P<module>[.\w]+)\s+import|import\s+(?P<whole>[.\w]+))"),
    ),
    _Form(
        (".js", ".jsx", ".ts", ".tsx", ".mjs", ".mts", ".vue"),
        re.compile(r"import\s(?!type\b)[^'\"]*['\"](?P<module>[^'\"]+)['\"]"),
        re.compile(r".*(?<![\w.])import\(\s*(?:/\*.*?\*/\s*)?['\"](?P<module>[^'\"]+)['\"]"),
    ),
)
_CONDITIONAL = re.compile(r"(?:if|try|else|except)\b.*:\s*$")


def imported(material: Material) -> Iterator[Statement]:
    """A sentence for each file of the program that loads modules at another time."""
    for file in material.written:
        form = next((one for one in _FORMS if file.path.endswith(one.endings)), None)
        if form is None or material.roles.get(file.path) is not Role.SOURCE:
            continue
        early = {side: _loaded(file, side, form.early) for side in Side}
        late = {side: _loaded(file, side, form.late) for side in Side}
        for key, before, after in (("late", early, late), ("early", late, early)):
            found = [
                module
                for module in before[Side.OLD]
                if module in after[Side.NEW] and module not in {*before[Side.NEW], *after[Side.OLD]}
            ]
            names, name = material.grounds.listing(found, MOST), material.grounds.file(file.path)
            if names is not None and name is not None:
                proof = tuple(
                    line for module in found for line in (after[Side.NEW][module], before[Side.OLD][module])
                )
                rule = f"summary-imported-{key}"
                params = (("names", names), ("file", name))
                yield Statement(Section.SUMMARY, rule, rule, proof[:MOST_EVIDENCE], params, WEIGHT)


def _loaded(file: FileChange, side: Side, pattern: re.Pattern[str]) -> dict[str, Evidence]:
    """The modules that changed lines of one side load in a way, with their lines. One that is loaded under a condition of
    the file's head is no use of it."""
    mark = "-" if side is Side.OLD else "+"
    path = file.path if side is Side.NEW else file.old_path or file.path
    found: dict[str, Evidence] = {}
    for hunk in file.hunks:
        number = hunk.old_start if side is Side.OLD else hunk.new_start
        above = ""
        for line in hunk.lines:
            if line[:1] not in {mark, " "}:
                continue
            hit = pattern.match(line[1:]) if line[:1] == mark else None
            if hit and not _CONDITIONAL.match(above):
                module = next(filter(None, hit.groups()))
                text = line[1:].strip()[:EVIDENCE_CHARACTERS]
                found.setdefault(module, Evidence(path, side, number, text))
            above = line[1:] or above
            number += 1
    return found
