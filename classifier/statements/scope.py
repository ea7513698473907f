"""The impact scope: which files and folders, how much of each, and the names touched in them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from classifier.facts.interface import Change, Fact, Subject
from classifier.paths import Role
from classifier.statements.grounds import short_path
from classifier.statements.material import QUIET_ROLES, Material, file_evidence
from history.briefs import Code, Importance, Listing, Section, Statement, Value
from history.records import FileChange

MOST_NAMES = {Importance.HIGH: 5, Importance.MEDIUM: 5, Importance.LOW: 0}
ASIDE_ROLES = (Role.TEST, Role.DOCUMENTATION)
NAMED_SUBJECTS = frozenset(
    {
        Subject.CLASS,
        Subject.STRUCT,
        Subject.ENUM,
        Subject.TRAIT,
        Subject.INTERFACE,
        Subject.TYPE_ALIAS,
        Subject.FUNCTION,
        Subject.METHOD,
        Subject.MACRO,
        Subject.CONSTANT,
        Subject.FIELD,
        Subject.CONFIG_KEY,
        Subject.WORKFLOW_JOB,
        Subject.BUILD_STAGE,
        Subject.SECTION,
    }
)


def scope(material: Material, named: set[str], most: int) -> Iterator[Statement]:
    """The areas of a commit, largest first, then tests, documents and files that nobody wrote.

    `most` is the number of areas. `named` are names that were said already; an area rather adds others.
    """
    main = [file for file in material.written if material.roles.get(file.path) not in ASIDE_ROLES]
    asides = {
        role: [file for file in material.written if material.roles.get(file.path) == role]
        for role in ASIDE_ROLES
    }
    if not main:
        main = [file for files in asides.values() for file in files]
        asides = {}
    areas = sorted(areas_of(main, most), key=lambda files: -sum(file.churn for file in files))
    for place, files in enumerate(areas[:most]):
        yield _area(files, material, named, 90 - place)
    if rest := [file for files in areas[most:] for file in files]:
        yield _aside("scope-rest", rest, material, 40)
    for place, (role, files) in enumerate(asides.items()):
        if files:
            yield _aside(f"scope-{role}", files, material, 30 - place)
    quiet = [file for file in material.commit.files if material.roles.get(file.path) in QUIET_ROLES]
    if quiet and len(quiet) < len(material.commit.files):
        yield _aside("scope-quiet", quiet, material, 20)


def areas_of(files: Sequence[FileChange], most: int) -> list[list[FileChange]]:
    """Files grouped into at most about `most` folders: as deep as the number allows."""
    if len(files) <= most:
        return [[file] for file in files]
    deepest = max((file.path.count("/") for file in files), default=0)
    groups: dict[str, list[FileChange]] = {}
    for depth in range(deepest, 0, -1):
        groups = {}
        for file in files:
            folder = "/".join(posixpath.dirname(file.path).split("/")[:depth])
            groups.setdefault(folder, []).append(file)
        if len(groups) <= most:
            break
    return list(groups.values())


def _area(files: Sequence[FileChange], material: Material, named: set[str], weight: int) -> Statement:
    """One folder or file with its lines and the names touched in it."""
    grounds = material.grounds
    ordered = sorted(files, key=lambda file: -file.churn)
    most = MOST_NAMES[material.level]
    params: list[tuple[str, Value]] = []
    if len(ordered) == 1:
        key = "scope-file"
        where = ordered[0].path
        names = _names(material, where, named, most)
    else:
        key = "scope-folder"
        where = posixpath.commonpath([posixpath.dirname(file.path) for file in ordered])
        names = [
            code
            for file in ordered[: most + 3]
            if (code := grounds.code(_inside(where, file.path))) is not None
        ]
    code = grounds.code(where) if where else None
    if code is not None:
        params.append(("path", code))
    else:
        key += "-nameless"
    params.append(("files", len(ordered)))
    params.append(("added", sum(file.added for file in ordered)))
    params.append(("removed", sum(file.removed for file in ordered)))
    if names:
        key += "-names"
        more = max(0, len(ordered) - len(names)) if len(ordered) > 1 else 0
        params.append(("names", Listing(tuple(names), more)))
        named.update(name.text for name in names)
    elif len(ordered) == 1:
        key = f"{key}-{ordered[0].status}" if ordered[0].status in {"added", "deleted"} else key
    touched = [code for file in ordered for code in _names(material, file.path, named, 2)] if where else []
    if len(ordered) > 1 and names and touched:
        key += "-touched"
        params.append(("touched", Listing(tuple(dict.fromkeys(touched))[:most])))
        named.update(code.text for code in touched[:most])
    evidence = tuple(file_evidence(file) for file in ordered[:6])
    return Statement(Section.SCOPE, key, "scope-area", evidence, tuple(params), weight)


def _inside(folder: str, path: str) -> str:
    return path[len(folder) + 1 :] if folder and path.startswith(f"{folder}/") else path


def _names(material: Material, path: str, named: set[str], most: int) -> list[Code]:
    """Names touched in a file: declarations first, those not said yet before others."""
    facts = [
        fact
        for fact in material.facts
        if fact.path == path and fact.subject in NAMED_SUBJECTS and fact.change is not Change.SAID
    ]
    codes = [code for fact in sorted(facts, key=_rank) if (code := material.grounds.name(fact.name))]
    codes += [Code(one.name) for one in material.mentions if one.evidence.path == path][:most]
    distinct = list(dict.fromkeys(codes))
    return [code for code in distinct if code.text not in named and material.grounds.code(code.text)][:most]


def _rank(fact: Fact) -> tuple[bool, bool]:
    return (fact.public is False, fact.subject in {Subject.FIELD, Subject.CONSTANT})


def _aside(key: str, files: Sequence[FileChange], material: Material, weight: int) -> Statement:
    ordered = sorted(files, key=lambda file: -file.churn)
    names = [
        code
        for file in ordered[:3]
        if (code := material.grounds.code(file.path) or material.grounds.code(short_path(file.path)))
    ]
    params: tuple[tuple[str, Value], ...] = (
        ("files", len(ordered)),
        ("added", sum(file.added for file in ordered)),
        ("removed", sum(file.removed for file in ordered)),
        ("names", Listing(tuple(dict.fromkeys(names)), len(ordered) - len(set(names)))),
    )
    return Statement(
        Section.SCOPE, key, key, tuple(file_evidence(file) for file in ordered[:3]), params, weight
    )
