"""JavaScript, PHP and Ruby: package.json, composer.json, Gemfile; and the files that pin a tool."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from classifier.facts.compare import Item
from classifier.facts.dependencies.interface import Format
from classifier.facts.interface import Subject
from classifier.facts.lines import Block

_OPENING = re.compile(r"^[ \t]*\"(?P<key>[^\"]{1,80})\"\s*:\s*\{(?P<rest>.*)$")
_PAIR = re.compile(
    r"^[ \t]*\"(?P<name>(?:@?[\w.-]{1,80}/)?[\w.-]{1,120})\"\s*:\s*\"(?P<value>[^\"]{0,200})\",?\s*$"
)
_GROUPS = {
    "dependencies": "",
    "devDependencies": "dev",
    "peerDependencies": "peer",
    "optionalDependencies": "optional",
    "resolutions": "resolutions",
    "overrides": "overrides",
}
_REQUIRED = {"require": "", "require-dev": "dev"}
_RANGE = re.compile(r"^(?:[\^~]|[<>]=?|npm:|workspace:)\s*v?[\d*^~]|^\d+\.\d+\.\d+")
_NOT_PACKAGES = {"version", "name", "node", "npm", "pnpm", "yarn"}


def _package_json(block: Block) -> Iterator[Item]:
    yield from _grouped(block, _GROUPS)


def _composer(block: Block) -> Iterator[Item]:
    """Packages and extensions; PHP itself is a version of the language."""
    yield from (item for item in _grouped(block, _REQUIRED) if not _PHP.fullmatch(item.name))


def _php(block: Block) -> Iterator[Item]:
    yield from (item for item in _grouped(block, _REQUIRED) if item.name == "php")


_PHP = re.compile(r"php(?:-64bit)?|composer(?:-\w+)*")


def _grouped(block: Block, groups: Mapping[str, str]) -> Iterator[Item]:
    """What stands in the groups of a JSON manifest, by the names of the groups in it and in facts."""
    group: str | None = None
    known = block.first == 1  # from the middle of a file the section above may be out of sight
    for number, line in block.numbered(block.text):
        opening = _OPENING.match(line)
        if opening:
            known = True
            group = groups.get(opening["key"])
            if "}" in opening["rest"]:
                group = None
            continue
        if "}" in line and '"' not in line:
            group, known = None, True
            continue
        pair = _PAIR.match(line)
        if pair is None:
            continue
        if group is not None:
            yield Item(pair["name"], number, owner=group, value=pair["value"])
        elif not known and _RANGE.match(pair["value"]) and pair["name"] not in _NOT_PACKAGES:
            yield Item(pair["name"], number, value=pair["value"])


_ENGINES = re.compile(r"\"engines\"\s*:\s*\{(?P<body>[^}]{0,300})\}")
_PRIVATE = re.compile(r"\"private\"\s*:\s*true")
_ENGINE = re.compile(r"\"(?P<name>node|npm|pnpm|yarn)\"\s*:\s*\"(?P<value>[^\"]{1,80})\"")


def _engines(block: Block) -> Iterator[Item]:
    # A package that is never published asks nothing of others.
    extra = (("form", "pin"),) if _PRIVATE.search(block.text) else ()
    for match in _ENGINES.finditer(block.text):
        for engine in _ENGINE.finditer(match["body"]):
            line = block.line_at(match.start("body") + engine.start())
            yield Item(engine["name"], line, value=engine["value"], extra=extra)


_GEM = re.compile(r"^[ \t]*gem\s+[\"'](?P<name>[\w-]{1,80})[\"'](?P<rest>[^\n]{0,200})", re.MULTILINE)
_GEM_VERSION = re.compile(r"[\"']((?:[~<>=!]{1,2}\s*)?\d[\w.]{0,40})[\"']")


def _gemfile(block: Block) -> Iterator[Item]:
    for match in _GEM.finditer(block.bare):
        value = ", ".join(_GEM_VERSION.findall(match["rest"]))
        yield Item(match["name"], block.line_at(match.start("name")), value=value)


_RUBY = re.compile(
    r"^[ \t]*(?:ruby[ \t]+|[\w.]*required_ruby_version[ \t]*=[ \t]*)[\"'](?P<value>[^\"'\n]{1,40})[\"']",
    re.MULTILINE,
)


def _ruby_version(block: Block) -> Iterator[Item]:
    for match in _RUBY.finditer(block.bare):
        # What a Gemfile asks for holds for the project itself, what a gemspec does for everybody.
        extra = () if "required" in match.group() else (("form", "pin"),)
        yield Item("ruby", block.line_at(match.start("value")), value=match["value"], extra=extra)


_PINNED = {
    ".python-version": "python", ".nvmrc": "node", ".node-version": "node", ".ruby-version": "ruby",
    ".go-version": "go", ".java-version": "java", "rust-toolchain": "rust",
}  # fmt: skip
_PIN = re.compile(
    r"^[ \t]*(?:(?P<name>[a-z]+)[ \t]+)?v?(?P<value>\d+(?:\.\w+)*(?:-\w+)?)[ \t]*$", re.MULTILINE
)


def _pins(language: str) -> Callable[[Block], Iterator[Item]]:
    def find(block: Block) -> Iterator[Item]:
        for match in _PIN.finditer(block.text):
            if bool(language) is not bool(match["name"]):
                line = block.line_at(match.start("value"))
                yield Item(match["name"] or language, line, value=match["value"], extra=(("form", "pin"),))

    return find


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _is_named(name: str, path: str) -> bool:
    return _name(path) == name


FORMATS = (
    Format("javascript", lambda path: _name(path) == "package.json", _package_json),
    Format("javascript", lambda path: _name(path) == "package.json", _engines, Subject.LANGUAGE_VERSION),
    Format("php", partial(_is_named, "composer.json"), _composer),
    Format("php", partial(_is_named, "composer.json"), _php, Subject.LANGUAGE_VERSION),
    Format("ruby", lambda path: _name(path) in {"Gemfile", "gems.rb"}, _gemfile),
    Format(
        "ruby",
        lambda path: _name(path) in {"Gemfile", "gems.rb"} or path.endswith(".gemspec"),
        _ruby_version,
        Subject.LANGUAGE_VERSION,
    ),
    *(
        Format(language, partial(_is_named, name), _pins(language), Subject.LANGUAGE_VERSION)
        for name, language in _PINNED.items()
    ),
    Format("tools", partial(_is_named, ".tool-versions"), _pins(""), Subject.LANGUAGE_VERSION),
)
