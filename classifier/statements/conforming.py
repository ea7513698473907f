"""What declarations of one line decide: which type implements what, and where lines are compiled at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from classifier.paths import Role
from classifier.statements.material import Material
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Section, Side, Statement
from history.records import FileChange, Hunk

_Declared = dict[Side, dict[tuple[str, str], Evidence]]
MOST = 3  # names in a sentence
WEIGHT = 82
_TYPE = r"[A-Za-z_][\w.:]*"
_IMPLEMENTS = {
    ".swift": re.compile(
        rf"\s*(?:@\w+\s+|public\s+|internal\s+)*extension\s+(?P<owner>{_TYPE})\s*:\s*(?P<names>[\w., &@]+?)\s*(?:\bwhere\b.*)?\{{"
    ),
    ".rs": re.compile(
        rf"\s*(?:unsafe\s+)?impl(?:<[^{{}}]*?>)?\s+(?P<names>{_TYPE})(?:<[^{{}}]*>)?\s+for\s+(?P<owner>{_TYPE})\b"
    ),
}
_C_FAMILY = (".c", ".cc", ".cpp", ".cxx", ".cu", ".cuh", ".h", ".hh", ".hpp", ".m", ".mm")
_GUARD = re.compile(r"\s*#\s*(?:if\s+(?P<whole>.+?)|ifdef\s+(?P<name>\w+))\s*(?://.*|/\*.*)?$")
_END = re.compile(r"\s*#\s*endif\b")
_BRANCH = re.compile(r"\s*#\s*(?:else|elif|if|endif)")


def conforming(material: Material) -> Iterator[Statement]:
    """The sentences, file by file."""
    new = {fact.name for fact in material.facts if fact.kind.endswith((".added", ".renamed"))}
    gone = {fact.name for fact in material.facts if fact.kind.endswith(".removed")}
    sources = [file for file in material.written if material.roles.get(file.path) is Role.SOURCE]
    declared = {file.path: _declared(file) for file in sources}
    everywhere = {side: {pair for found in declared.values() for pair in found[side]} for side in Side}
    for file in sources:
        yield from _implements(declared[file.path], everywhere, material, new | gone)
        if file.path.endswith(_C_FAMILY):
            yield from _guarded(file, material)


def _declared(file: FileChange) -> _Declared:
    """The types that changed lines of a file say to implement something, each with its line."""
    found: _Declared = {side: {} for side in Side}
    pattern = _IMPLEMENTS.get(f".{file.path.rpartition('.')[2]}")
    if pattern is None:
        return found
    for hunk in file.hunks:
        for side, number, text in _changed(hunk):
            if (hit := pattern.match(text)) is not None:
                for name in re.split(r"\s*[,&]\s*", hit["names"]):
                    line = _evidence(file, side, number, text)
                    found[side].setdefault((hit["owner"], name.rpartition(" ")[2]), line)
    return found


def _implements(
    found: _Declared, everywhere: Mapping[Side, Set[tuple[str, str]]], material: Material, other: Set[str]
) -> Iterator[Statement]:
    """What a file says to implement now or no more; nothing where another file says the other: that only moved."""
    for side, key in ((Side.NEW, "summary-implements"), (Side.OLD, "summary-implements-no-more")):
        others = everywhere[Side.OLD if side is Side.NEW else Side.NEW]
        by_owner: dict[str, list[tuple[str, Evidence]]] = {}
        for (owner, name), line in found[side].items():
            if (owner, name) not in others and owner not in other and name not in other:
                by_owner.setdefault(owner, []).append((name, line))
        for owner, each in by_owner.items():
            code = material.grounds.name(owner)
            names = material.grounds.listing([name for name, _ in each], MOST)
            if code is not None and names is not None:
                proof = tuple(line for _, line in each[:MOST])
                yield Statement(
                    Section.SUMMARY,
                    key,
                    "summary-implements",
                    proof,
                    (("owner", code), ("names", names)),
                    WEIGHT,
                )


def _guarded(file: FileChange, material: Material) -> Iterator[Statement]:
    """A condition of the preprocessor that came around lines which stay, or went from around them."""
    for mark, side, key in (("+", Side.NEW, "only"), ("-", Side.OLD, "always")):
        opened: tuple[str, int, str] | None = None
        stays = False
        for number, line in _side(file, mark, side):
            own, text = line[:1] == mark, line[1:]
            guard = _GUARD.match(text)
            if own and guard is not None:
                opened, stays = (guard["whole"] or guard["name"], number, text), False
            elif opened is not None and own and _END.match(text):
                code, name = material.grounds.code(opened[0]), material.grounds.file(file.path)
                if stays and code is not None and name is not None:
                    proof = (_evidence(file, side, opened[1], opened[2]),)
                    params = (("file", name), ("lines", number - opened[1] - 1), ("name", code))
                    rule = f"summary-compiled-{key}"
                    yield Statement(Section.SUMMARY, rule, rule, proof, params, WEIGHT)
                opened = None
            elif line[:1] != " " or _BRANCH.match(text):
                opened = None  # what is within is not only what stood there
            else:
                stays = stays or bool(text.strip())


def _side(file: FileChange, mark: str, side: Side) -> Iterator[tuple[int, str]]:
    """The lines of the hunks with their numbers on a side; those of the other side with the number they stand before."""
    for hunk in file.hunks:
        number = hunk.new_start if side is Side.NEW else hunk.old_start
        for line in hunk.lines:
            yield number, line
            number += line[:1] in {mark, " "}


def _changed(hunk: Hunk) -> Iterator[tuple[Side, int, str]]:
    old, new = hunk.old_start, hunk.new_start
    for line in hunk.lines:
        if line[:1] == "-":
            yield Side.OLD, old, line[1:]
        elif line[:1] == "+":
            yield Side.NEW, new, line[1:]
        old, new = old + (line[:1] != "+"), new + (line[:1] != "-")


def _evidence(file: FileChange, side: Side, number: int, text: str) -> Evidence:
    path = (file.old_path or file.path) if side is Side.OLD else file.path
    return Evidence(path, side, number, text.strip()[:EVIDENCE_CHARACTERS])
