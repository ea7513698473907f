"""Which version of itself a project gives up for which, as its manifests have it.

A release raises the number in the manifest of the project, in those of its packages that carry the same one, and wherever
they ask for one another. None of that is another dependency.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import translate

from classifier.paths import Role
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileChange, Hunk

MOST_FILES = 400  # manifests that are gone through
MOST_LINES = 400  # of a hunk
LONGEST_LINE = 300
_NOT_ITS_OWN = frozenset(
    {Role.TEST, Role.EXAMPLE, Role.BENCHMARK, Role.DOCUMENTATION, Role.CHANGELOG, Role.VENDORED, Role.GENERATED, Role.LOCK_FILE, Role.CI}
)  # fmt: skip
_NO_PROGRAM = frozenset(
    {
        Role.DOCUMENTATION,
        Role.CHANGELOG,
        Role.ASSET,
        Role.LICENSE,
        Role.VENDORED,
        Role.GENERATED,
        Role.LOCK_FILE,
    }
)
# Where a project says which version it is.
_NAMES = (
    "Cargo.toml", "package.json", "deno.json", "deno.jsonc", "jsr.json", "lerna.json", "composer.json", "pyproject.toml",
    "setup.py", "setup.cfg", "gradle.properties", "build.gradle", "build.gradle.kts", "pom.xml", "mix.exs", "pubspec.yaml",
    "build.sbt", "version.sbt", "build.zig.zon", "meson.build", "*.gemspec", "*.podspec", "*.csproj", "*.fsproj", "*.nimble",
    "*.cabal", "Directory.Build.props", "*Version*.props", "DESCRIPTION", "VERSION", "VERSION.txt", "version.txt", "version.*",
    "_version.*", "__version__.py", "__about__.py", "__init__.py",
)  # fmt: skip
_MANIFEST = re.compile("|".join(translate(name) for name in _NAMES))
_NUMBER = r"v?\d+\.\d+[\w.+-]*"
_STATES = re.compile(
    rf"(?:{_NUMBER}|(?:[ ]{{0,4}}|\t)(?:<version(?:prefix)?>{_NUMBER}</version(?:prefix)?>"
    r"|(?:(?:export|public|static|const|final|var|val|def|string|let|this)[ ]+){0,4}"
    r"[\"']?(?:[a-z]{1,4}\.|\.|@|__)?(?:thisbuild\s*/\s*)?(?:(?:project|package|library|lib|mod|plugin)[._-]?)?version(?:__|_name)?[\"']?"
    rf"\s*(?::?=|:|\s)\s*[\"']?{_NUMBER}[\"']?(?:\.freeze)?[,;]?))\s*",
    re.IGNORECASE,
)
_TABLE = re.compile(
    r"\s*(?:\[+([^\[\]]+)\]+|<(/?\w+)>)\s*$"
)  # of TOML and INI; an element of XML that begins or ends
_OWN_TABLE = re.compile(
    r"(?:workspace\.)?package|project|metadata|tool\.(?:poetry|commitizen|bumpversion)|bumpversion|PropertyGroup|/\w+"
)
_ANY = re.compile(rf"(?<![\w.]){_NUMBER}")
_OF_CODE = re.compile(
    r"(?:version|__about__|__init__)[^/]*$", re.IGNORECASE
)  # what the program itself says of it
_CONSTRAINT = re.compile(r"^[\s^~=<>!]*v?(?=\d)")


@dataclass(frozen=True, slots=True)
class Raise:
    """The project's own version before and after, with the lines that say so, the outermost file first."""

    before: str
    after: str
    proofs: tuple[Evidence, ...]

    @property
    def package(self) -> str:
        """The folder of the one package whose version it is; "" for the whole project."""
        folders = {
            path.rpartition("/")[0] for path in (one.path for one in self.proofs) if not _OF_CODE.search(path)
        }
        return folders.pop() if len(folders) == 1 else ""

    def is_of(self, before: str | None, after: str | None) -> bool:
        """Whether something goes from the one version to the other, however it is asked for."""
        return (bare(before), bare(after)) == (bare(self.before), bare(self.after))


def bare(version: str | None) -> str:
    """A version without what is asked of it: `^1.2.0`, `v1.2.0`, `"1.2.0"`."""
    return _CONSTRAINT.sub("", (version or "").strip().strip("\"'")).strip()


def raised(files: Iterable[FileChange], roles: Mapping[str, Role]) -> Raise | None:
    """What the manifests raise the version of the project to; `None` where none does, or packages go their own ways."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    manifests = [
        file
        for file in files
        if file.hunks
        and roles.get(file.path) not in _NOT_ITS_OWN
        and _MANIFEST.match(file.path.rpartition("/")[2])
    ]
    for file in manifests[:MOST_FILES]:
        for hunk in file.hunks:
            for before, after, line in _of_hunk(hunk):
                text = line[1].strip()[:EVIDENCE_CHARACTERS]
                proof = Evidence(file.path, Side.NEW, line[0], text)
                found.setdefault((before, after), []).append(proof)
    if not found:
        return None
    for proofs in found.values():
        proofs.sort(key=lambda one: one.path.count("/"))
    depths = {pair: proofs[0].path.count("/") for pair, proofs in found.items()}
    outermost = [pair for pair, depth in depths.items() if depth == min(depths.values())]
    if len(outermost) > 1:
        return None
    before, after = outermost[0]
    return Raise(before, after, tuple(found[outermost[0]]))


def share_of(own: Raise, files: Iterable[FileChange], roles: Mapping[str, Role]) -> float:
    """How many of the changed lines that are no text for people, and that no program wrote, hold one of the versions."""
    held = total = 0
    for file in files:
        if roles.get(file.path) in _NO_PROGRAM:
            continue
        for hunk in file.hunks:
            for line in hunk.lines:
                if line[:1] != " " and line[1:].strip():
                    total += 1
                    held += bare(own.before) in line or bare(own.after) in line
    return held / (total or 1)


def _of_hunk(hunk: Hunk) -> Iterator[tuple[str, str, tuple[int, str]]]:
    """The versions before and after that a hunk states, each with the line that states it now."""
    went: dict[str, str] = {}
    table = ""
    number = hunk.new_start
    for line in hunk.lines[:MOST_LINES]:
        mark, text = line[:1], line[1:]
        if len(text) <= LONGEST_LINE:
            if mark != "+" and (head := _TABLE.match(text)):
                table, went = (head[1] or head[2]).strip(), {}
            if _STATES.fullmatch(text) and (not table or _OWN_TABLE.fullmatch(table)):
                version = _ANY.search(text)
                if version and mark == "-":
                    went.setdefault(_ANY.sub("", text).strip(), version[0])
                elif version and mark == "+":
                    before = went.pop(_ANY.sub("", text).strip(), "")
                    if before and bare(before) != bare(version[0]):
                        yield before, version[0], (number, text)
        number += mark != "-"
