"""What lock files say of a dependency's version: a row for each format, and which of their packages people asked for.

A lock file names hundreds of packages; a move is worth a sentence where somebody asked for the package, where the
message names it, or where hardly anything else moved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from classifier.facts.compare import Family, Item, compare
from classifier.facts.edits import Edit, edit_of
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.lines import Block
from classifier.paths import Role
from history.records import FileStatus

MOST_CHURN = 20_000  # changed lines; beyond it a lock file was written anew
MOST_UNASKED = 3  # moved packages that nobody asked for and are told all the same


@dataclass(frozen=True, slots=True)
class Lock:
    """One format. `entry` finds the `name` of a package, and its `value` where one line says both; else `version`
    finds the value below. `asked` are patterns for the names that people asked for, in the whole text; without any,
    the file does not say, and with `all_asked` it holds nothing else."""

    ecosystem: str
    files: frozenset[str]
    entry: re.Pattern[str]
    version: re.Pattern[str] | None = None
    asked: Callable[[str], frozenset[str]] | None = None
    all_asked: bool = False

    def find(self, block: Block) -> Iterator[Item]:
        """Each package with its version."""
        name = ""
        for number, line in block.numbered(block.text):
            found = self.entry.match(line)
            if found:
                name = _short(found["name"])
                if self.version is None and found["value"]:
                    yield Item(name, number, value=found["value"])
                continue
            version = self.version.match(line) if self.version and name else None
            if version:
                yield Item(name, number, value=version["value"][:40])


def _short(name: str) -> str:
    return name.rstrip("/").removesuffix(".git").rpartition("/")[2] if "://" in name else name


def _below(heading: str, line: str, end: str = r"^\S") -> Callable[[str], frozenset[str]]:
    """The names on the lines below a heading, up to the next."""
    head, each, stop = (re.compile(pattern, re.MULTILINE) for pattern in (heading, line, end))

    def asked(text: str) -> frozenset[str]:
        begin = head.search(text)
        if begin is None:
            return frozenset()
        last = stop.search(text, begin.end())
        return frozenset(each.findall(text, begin.end(), last.start() if last else len(text)))

    return asked


def _each(pattern: str) -> Callable[[str], frozenset[str]]:
    """The names that a pattern finds anywhere."""
    each = re.compile(pattern, re.MULTILINE)
    return lambda text: frozenset(each.findall(text))


_TABLE = re.compile(r"^\[\[package\]\]\n", re.MULTILINE)


def _of_members(own: str, named: str) -> Callable[[str], frozenset[str]]:
    """The names that the packages at home ask for, by what tells such a package and what it lists."""
    home, listed = re.compile(own, re.MULTILINE), re.compile(named, re.MULTILINE)

    def asked(text: str) -> frozenset[str]:
        return frozenset(
            name for part in _TABLE.split(text) if home.search(part) for name in listed.findall(part)
        )

    return asked


def _toml(ecosystem: str, name: str, asked: Callable[[str], frozenset[str]] | None = None) -> Lock:
    return Lock(ecosystem, frozenset({name}), _line(r'name = "(?P<name>[^"]+)"'), _line(r'version = "(?P<value>[^"]+)"'), asked)  # fmt: skip


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_PACKAGE = r"(?:@[\w.-]+/)?[\w.-]+"
LOCKS: tuple[Lock, ...] = (
    Lock("ruby", frozenset({"Gemfile.lock", "gems.locked"}), _line(r" {4}(?P<name>[\w.-]+) \((?P<value>\d[\w.]*)[^)]*\)$"), asked=_below(r"^DEPENDENCIES$", r"^  ([\w.-]+)")),
    _toml("rust", "Cargo.lock", _of_members(r"\A(?![\s\S]*^source = )", r'^ "([\w-]+)')),
    _toml("python", "poetry.lock"),
    _toml("python", "pdm.lock"),
    _toml("python", "uv.lock", _of_members(r"^source = \{ (?:editable|virtual) =", r'\{ name = "([^"]+)"')),
    Lock("python", frozenset({"Pipfile.lock"}), _line(r' {8}"(?P<name>[\w.-]+)": \{'), _line(r' {12}"version": "==(?P<value>[^"]+)"')),
    Lock("javascript", frozenset({"package-lock.json"}), _line(rf' {{4}}"node_modules/(?P<name>{_PACKAGE})": \{{'), _line(r' {6}"version": "(?P<value>[^"]+)"'), _below(r'^    "": \{', rf'^        "({_PACKAGE})": "', r'^    "node_modules/')),
    Lock("javascript", frozenset({"yarn.lock"}), _line(rf'"?(?P<name>{_PACKAGE})@[^\n]*:$'), _line(r'  version:? "?(?P<value>[^"\s]+)"?$')),
    Lock("javascript", frozenset({"pnpm-lock.yaml"}), _line(rf" {{6}}'?(?P<name>{_PACKAGE})'?:$"), _line(r" {8}version: (?P<value>\d[\w.+-]*)"), all_asked=True),
    Lock("php", frozenset({"composer.lock"}), _line(r' {12}"name": "(?P<name>[\w.-]+/[\w.-]+)"'), _line(r' {12}"version": "(?P<value>[^"]+)"')),
    Lock("elixir", frozenset({"mix.lock"}), _line(r'  "(?P<name>\w+)": \{:(?:hex, :\w+, "|git, "[^"]+", ")(?P<value>[^"]+)"')),
    Lock("erlang", frozenset({"rebar.lock"}), _line(r'[ \[{]*<<"(?P<name>\w+)">>,\{pkg,<<"\w+">>,<<"(?P<value>[^"]+)">>')),
    Lock("dart", frozenset({"pubspec.lock"}), _line(r"  (?P<name>\w+):$"), _line(r'    version: "(?P<value>[^"]+)"'), _each(r'^  (\w+):\n    dependency: "?direct')),
    Lock("cocoapods", frozenset({"Podfile.lock"}), _line(r'  - "?(?P<name>[\w+/.-]+) \((?P<value>\d[\w.-]*)\)'), asked=_below(r"^DEPENDENCIES:$", r'^  - "?([\w+/.-]+)')),
    Lock("swift", frozenset({"Package.resolved"}), _line(r'\s*"(?:location|repositoryURL)"\s*:\s*"(?P<name>[^"]+)"'), _line(r'\s*"version"\s*:\s*"(?P<value>[^"]+)"'), all_asked=True),
    Lock("carthage", frozenset({"Cartfile.resolved"}), _line(r'(?:github|git|binary) "(?P<name>[^"]+)" "(?P<value>[^"]+)"'), all_asked=True),
    Lock("dotnet", frozenset({"packages.lock.json"}), _line(r' {6}"(?P<name>[\w.-]+)": \{'), _line(r' {8}"resolved": "(?P<value>[^"]+)"'), _each(r'^ {6}"([\w.-]+)": \{\r?\n {8}"type": "Direct"')),
    Lock("nix", frozenset({"flake.lock"}), _line(r' {4}"(?P<name>[\w-]+)": \{'), _line(r' {8}"rev": "(?P<value>[0-9a-f]+)"'), _each(r'^ {8}"([\w-]+)": "[\w-]+",?$')),
    Lock("helm", frozenset({"Chart.lock"}), _line(r"- name: (?P<name>\S+)$"), _line(r"  version: (?P<value>\S+)$"), all_asked=True),
    Lock("terraform", frozenset({".terraform.lock.hcl"}), _line(r'provider "[^"]*?(?P<name>[\w-]+)" \{'), _line(r'  version\s*=\s*"(?P<value>[^"]+)"'), all_asked=True),
    Lock("crystal", frozenset({"shard.lock"}), _line(r"  (?P<name>[\w-]+):$"), _line(r"    version: (?P<value>\S+)"), all_asked=True),
    Lock("conan", frozenset({"conan.lock"}), _line(r'\s*"(?P<name>[a-z0-9][\w.+-]*)/(?P<value>\d[\w.+-]*)[#%"]')),
    Lock("java", frozenset({"gradle.lockfile"}), _line(r"(?P<name>[\w.-]+:[\w.-]+):(?P<value>[^=\s]+)=")),
)  # fmt: skip
_BY_NAME = {name: lock for lock in LOCKS for name in lock.files}


def locked(view: CommitView) -> Iterator[tuple[Fact, str]]:
    """The packages whose locked version moved, those that are worth telling, each with its ecosystem. What comes
    and goes with others is nobody's decision."""
    for change, role in view.files:
        lock = _BY_NAME.get(change.path.rpartition("/")[2])
        wanted = lock is not None and role is Role.LOCK_FILE and change.status is FileStatus.MODIFIED
        if not wanted or lock is None or not change.hunks or change.churn > MOST_CHURN:
            continue
        edit = edit_of(change, role, None, None)
        moved = [each for each in _moved(edit, lock) if each.before and each.after]
        asked = lock.asked(view.contents.after(change) or "") if lock.asked and moved else frozenset()
        for fact in moved:
            if (
                lock.all_asked
                or fact.name in asked
                or len(moved) <= MOST_UNASKED
                or is_named(fact.name, view.commit.message)
            ):
                yield fact, lock.ecosystem


def _moved(edit: Edit, lock: Lock) -> list[Fact]:
    found = compare(edit, Family(Subject.DEPENDENCY, lock.find))
    return [fact for fact in found if fact.change is Change.VALUE_CHANGED]


def is_named(name: str, text: str) -> bool:
    """Whether a text names a package."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE) is not None
