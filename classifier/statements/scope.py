"""The impact scope: which files and folders, and how much of each; who calls what changed."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from classifier.facts.lines import language_of
from classifier.paths import Role
from classifier.statements.callers import callers
from classifier.statements.cutting import COMMENT
from classifier.statements.material import ASIDE_ROLES, QUIET_ROLES, Material, file_evidence
from history.briefs import Code, Listing, Section, Series, Statement, Value
from history.records import FileChange, FileStatus
from history.sizes import size_of

AREAS = 3
NAMED = 3  # new files of a folder
ASIDES = {"test": (Role.TEST,), "documentation": (Role.DOCUMENTATION, Role.CHANGELOG)}

_OTHER_MARKS = (".css", ".scss", ".less", ".md", ".rst")  # where a line that begins so is no comment
_READ_BY_TOOLS = re.compile(r"\s*(?:#!|//go:|//\s*\+\w|#\s*syntax=|\"{3}|'{3})")


def scope(material: Material, shown: Collection[str]) -> Iterator[Statement]:
    """The areas of a commit, largest first, then in one line how many tests, documents, files of which only comments change
    and files that nobody wrote. A file is counted once; tests in a file of the program are counted by themselves.

    At most `AREAS` of them are named. Where each of them is a file of before that the section shows lines of (`shown`, paths),
    they are seen there, and nothing is said of the rest either.
    """
    main = [file for file in material.written if material.roles.get(file.path) not in ASIDE_ROLES]
    asides = {
        kind: [file for file in material.written if material.roles.get(file.path) in roles]
        for kind, roles in ASIDES.items()
    }
    within = [file for file in asides["test"] if file.path in material.tests_alone]
    asides["test"] = [file for file in asides["test"] if file not in within]
    remarks = [file for file in main if _only_comments(file) and material.grounds.code(file.path)]
    if len(remarks) < len(main):
        main, asides["comments"] = [file for file in main if file not in remarks], remarks
    if not main:
        main = [*(file for files in asides.values() for file in files), *within]
        asides, within = {}, []
    areas = sorted(areas_of(main, AREAS), key=lambda files: -sum(file.churn for file in files))
    seen = all(
        len(files) == 1 and files[0].path in shown and files[0].status == "modified" for files in areas
    )
    if not seen:
        for place, files in enumerate(areas[:AREAS]):
            yield replace(_area(files, material), weight=90 - place)
    yield from islice(callers(material), 1)
    if seen:
        return  # what is left would read as the whole: only tests are affected
    told = [
        path.path
        for files in areas[:AREAS]
        if len(files) == 1
        for path in files
        if path.status == FileStatus.ADDED
    ]
    quiet = [file for file in material.commit.files if material.roles.get(file.path) in QUIET_ROLES]
    also = {
        "rest": [file for files in areas[AREAS:] for file in files],
        "inline-tests": [*(file for file in material.inline_tests if file.path not in told), *within],
        **{
            kind: files
            for kind, files in asides.items()
            if any(material.roles.get(file.path) is not Role.CHANGELOG for file in files)
        },
        "quiet": quiet if len(quiet) < len(material.commit.files) else [],
    }
    if any(also.values()):
        yield _also({kind: files for kind, files in also.items() if files})


def _also(kinds: Mapping[str, Sequence[FileChange]]) -> Statement:
    """What else a commit touches, in one line: how many files of each kind, and how much in all."""
    files = [file for some in kinds.values() for file in some]
    parts = Series(tuple((f"also-{kind}", Listing((), len(some))) for kind, some in kinds.items()))
    evidence = tuple(file_evidence(max(some, key=lambda file: file.churn)) for some in kinds.values())
    params: tuple[tuple[str, Value], ...] = (("parts", parts), ("size", size_of(files)))
    return Statement(Section.SCOPE, "scope-also", "scope-also", evidence, params, 30)


def _only_comments(file: FileChange) -> bool:
    """Whether all that changes of a program are comments, as far as each line can tell by itself."""
    if file.status != FileStatus.MODIFIED or file.gap or file.path.endswith(_OTHER_MARKS):
        return False
    changed = (line[1:] for hunk in file.hunks for line in hunk.lines if line[:1] in "+-")
    lines = [line for line in changed if line.strip()]
    return bool(lines and language_of(file.path)) and all(
        COMMENT.match(line) and not _READ_BY_TOOLS.match(line) for line in lines
    )


def areas_of(files: Sequence[FileChange], most: int) -> list[list[FileChange]]:
    """Files grouped into at most about `most` folders: as deep as the number allows."""
    if len(files) <= most:
        return [[file] for file in files]
    folders = [posixpath.dirname(file.path) for file in files]
    depths = range(1, max(file.path.count("/") for file in files) + 1)

    def cut(depth: int) -> list[str]:
        return ["/".join(folder.split("/", depth)[:depth]) for folder in folders]

    # The deeper the more groups, so that few of the depths need be tried: the deepest one that is not too many.
    enough = bisect_right(depths, most, key=lambda depth: len(set(cut(depth))))
    if not depths:
        return []
    groups: dict[str, list[FileChange]] = {}
    for folder, file in zip(cut(depths[max(0, enough - 1)]), files, strict=True):
        groups.setdefault(folder, []).append(file)
    return list(groups.values())


def _area(files: Sequence[FileChange], material: Material) -> Statement:
    """One folder or file with its lines."""
    ordered = sorted(files, key=lambda file: -file.churn)
    if len(ordered) == 1:
        key, where = "scope-file", ordered[0].path
    else:
        key, where = "scope-folder", posixpath.commonpath([posixpath.dirname(file.path) for file in ordered])
    params: list[tuple[str, Value]] = []
    code = material.grounds.code(where) if where else None
    if code is not None:
        params.append(("path", code))
    else:
        key += "-nameless"
    params.append(("files", len(ordered)))
    params.append(("size", size_of(ordered)))
    if len(ordered) == 1 and code is not None and ordered[0].status in {"added", "deleted"}:
        key = f"scope-file-{ordered[0].status}" + ("" if ordered[0].churn else "-lineless")
        own = (file.churn for file in material.inline_tests if file.path == where)
        params.append(("lines", ordered[0].churn + sum(own)))  # of the whole file, tests in it too
    elif code is not None and all(file.status == FileStatus.ADDED for file in ordered):
        key += "-added"
        names = tuple(Code(posixpath.basename(file.path)) for file in ordered[:NAMED])
        params.append(("names", Listing(names, len(ordered) - len(names))))
    evidence = tuple(file_evidence(file) for file in ordered[:6])
    return Statement(Section.SCOPE, key, "scope-area", evidence, tuple(params))
