"""What a file is for, what language it is in and what component it belongs to, told from its path.

The table is `rules/paths.toml`; this module compiles it. A path is looked up in dictionaries, not tried
against every rule, and answers are remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from pydantic import TypeAdapter, ValidationError

from classifier.errors import RuleError
from classifier.rulefiles import Problem, Rule, RuleFile, rules_of

CACHED = 1 << 16
ENDING_MARK = re.compile(r"[._-]")


class Role(StrEnum):
    """What a file is for."""

    SOURCE = "source"
    TEST = "test"
    DOCUMENTATION = "documentation"
    CONFIGURATION = "configuration"
    CI = "ci"
    BUILD = "build"
    DEPENDENCY_MANIFEST = "dependency_manifest"
    LOCK_FILE = "lock_file"
    GENERATED = "generated"
    VENDORED = "vendored"
    EXAMPLE = "example"
    BENCHMARK = "benchmark"
    SCRIPT = "script"
    TOOLING = "tooling"
    CHANGELOG = "changelog"
    LICENSE = "license"
    DATA = "data"
    ASSET = "asset"
    OTHER = "other"


# Where nobody is at work: records, and what programs write.
NO_WORK = frozenset(
    {Role.GENERATED, Role.VENDORED, Role.CHANGELOG, Role.LOCK_FILE, Role.DATA, Role.ASSET, Role.LICENSE}
)


class RoleRule(Rule):
    """A row of `rules/paths.toml`; its keys are explained there."""

    role: Role
    names: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    globs: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()


def glob_pattern(glob: str) -> str:
    """Return the regular expression, in lower case, of a glob with `*`, `**`, `?` and `{a,b}`."""
    out: list[str] = []
    for part in re.findall(r"\*\*/|\*\*|[*?{},]|[^*?{},]+", glob.lower()):
        plain = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")"}
        inside = "(?:" in out and out.count("(?:") > out.count(")")
        out.append("|" if part == "," and inside else plain.get(part) or re.escape(part))
    return "".join(out)


@dataclass(frozen=True)
class PathTable:
    """The compiled table. `role` and `rule` are total: every string has an answer."""

    rules: tuple[RoleRule, ...]
    languages: Mapping[str, str]
    _names: dict[str, int] = field(init=False, repr=False, compare=False)
    _endings: dict[str, int] = field(init=False, repr=False, compare=False)
    _folders: dict[str, int] = field(init=False, repr=False, compare=False)
    _globs: tuple[tuple[int, re.Pattern[str]], ...] = field(init=False, repr=False, compare=False)
    _known: dict[str, Role] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        def first(words: Iterator[tuple[int, str]]) -> dict[str, int]:
            found: dict[str, int] = {}
            for index, word in words:
                found.setdefault(word.lower(), index)
            return found

        rules = list(enumerate(self.rules))
        set_once = object.__setattr__  # the way to fill a frozen dataclass
        set_once(self, "_names", first((i, word) for i, rule in rules for word in rule.names))
        set_once(self, "_endings", first((i, word) for i, rule in rules for word in rule.endings))
        set_once(self, "_folders", first((i, word) for i, rule in rules for word in rule.folders))
        globs = tuple(
            (i, re.compile("|".join(map(glob_pattern, rule.globs)), re.DOTALL))
            for i, rule in rules
            if rule.globs
        )
        set_once(self, "_globs", globs)
        set_once(self, "_known", {})

    def rule(self, path: str) -> RoleRule | None:
        """Return the first rule that matches the path, `None` if none does."""
        *folders, name = path.lower().split("/")
        best = self._names.get(name, len(self.rules))
        for mark in ENDING_MARK.finditer(name, max(0, len(name) - 40)):
            best = min(best, self._endings.get(name[mark.start() :], best))
        for folder in folders:
            best = min(best, self._folders.get(folder, best))
        lowered = "/".join([*folders, name])
        for index, pattern in self._globs:
            if index >= best:
                break
            if pattern.fullmatch(lowered):
                best = index
                break
        return self.rules[best] if best < len(self.rules) else None

    def role(self, path: str) -> Role:
        """Return what the file is for."""
        known = self._known.get(path)
        if known is None:
            rule = self.rule(path)
            known = rule.role if rule else Role.OTHER
            if len(self._known) >= CACHED:
                self._known.clear()
            self._known[path] = known
        return known

    def language(self, path: str) -> str:
        """Return the language of the file by its extension, "" if it has none that is known."""
        name = path.rpartition("/")[2]
        return self.languages.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


def path_table(files: Iterable[RuleFile]) -> PathTable:
    """Return the table that the rule files describe. Raises `RuleError`."""
    files = tuple(files)
    languages: dict[str, str] = {}
    for file in files:
        try:
            table = TypeAdapter(dict[str, list[str]]).validate_python(file.tables.get("languages", {}))
        except ValidationError as error:
            key = ".".join(str(part) for part in error.errors()[0]["loc"][:1])
            raise RuleError(f"{file.path}: key 'languages.{key}': write a list of extensions") from error
        languages.update(
            (extension.lower(), name) for name, extensions in table.items() for extension in extensions
        )
    return PathTable(rules_of(files, "role", RoleRule), languages)


def check_paths(table: PathTable) -> list[Problem]:
    """Run the examples of every row: each must be decided by its own row, each near miss by another."""
    problems = []
    for rule in table.rules:
        for path, expected in [*((p, True) for p in rule.examples), *((p, False) for p in rule.near_misses)]:
            decided = table.rule(path)
            if (decided is rule) is not expected:
                said = f"decided by {decided.id!r}" if decided else "decided by no row"
                kind = "example" if expected else "near miss"
                problems.append(Problem(rule.file, rule.id, f"{kind} {path!r} is {said}"))
    return problems


# Folders that only hold others: they never name a component by themselves.
CONTAINERS = frozenset(
    {
        "apps",
        "cmd",
        "components",
        "crates",
        "go",
        "include",
        "internal",
        "java",
        "kotlin",
        "lib",
        "libs",
        "main",
    }
    | {
        "modules",
        "packages",
        "pkg",
        "plugins",
        "projects",
        "python",
        "rust",
        "services",
        "source",
        "sources",
        "src",
    }
)
MODULE_DEPTH = 2


@lru_cache(CACHED)
def module_of(path: str) -> str:
    """Return the component that a path belongs to: its folders down to the second that has a name of its
    own (`lib/llm/src/kv_router`, `vllm/v1`, `docs/guides`), "" for a file at the root."""
    own = 0
    folders = path.split("/")[:-1]
    for index, folder in enumerate(folders):
        own += folder.lower() not in CONTAINERS
        if own == MODULE_DEPTH:
            return "/".join(folders[: index + 1])
    return "/".join(folders)
