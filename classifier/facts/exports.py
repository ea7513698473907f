"""Re-exports: names that a package or module offers although they are defined in another.

`owner` is the file that offers the name, the value where it takes it from. Read are the imports of a package
from itself and the `__all__` of Python's `__init__` files, `pub use` in Rust, and `export … from` in
JavaScript and TypeScript; of a whole module (`export *`, `pub use m::*`) the name is the module. `extra`: `level` is
`package` for the file that a package or crate is imported by, `inner` for others; `container` is `added` or
`removed` where the file itself came or went.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from classifier.facts.compare import Family, Item, compare
from classifier.facts.edits import Edit
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.lines import Block
from history.records import FileStatus

_IMPORT = re.compile(
    r"^from[ \t]+(?P<module>\.*[\w.]*)[ \t]+import[ \t]+"
    r"(?:\((?P<many>[^()]{1,8000})\)|(?P<few>[^\n(\\]{1,1000}))",
    re.MULTILINE,
)
_LISTED = re.compile(
    r"^__all__(?:[ \t]*:[^=\n]{1,60})?[ \t]*\+?=[ \t]*[\[(](?P<names>[^\])]{0,20000})", re.MULTILINE
)
_STRING = re.compile(r"[\"'](?P<name>\w{1,120})[\"']")
_USE = re.compile(r"^[ \t]*pub[ \t]+use[ \t]+(?P<path>[^;]{1,8000});", re.MULTILINE)
_EXPORT = re.compile(
    r"^[ \t]*export[ \t]+(?:type[ \t]+)?(?:\{(?P<names>[^{}]{1,8000})\}|(?P<star>\*)(?:[ \t]+as[ \t]+(?P<alias>\w+))?)[ \t]*from[ \t]*[\"'](?P<module>[^\"'\n]{1,200})[\"']",
    re.MULTILINE,
)
_NAME = re.compile(r"(?P<name>[A-Za-z_]\w{0,120})(?:\s+as\s+(?P<alias>\w{1,120}))?\s*(?=[,}]|$)")
_STARRED = re.compile(r"(?P<module>[\w:]{1,200})::\*")


Finder = Callable[[Block], Iterable[Item]]


class Exports:
    """Names offered from elsewhere."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        """Yield the names that come to be offered, or no longer are, file by file."""
        for edit in view.edits:
            if not edit.is_product:
                continue
            extra = _extra(edit)
            for find in _finders(edit):
                for fact in compare(edit, Family(Subject.EXPORT, find)):
                    # From where is the package's own affair.
                    if fact.change not in {Change.ADDED, Change.REMOVED} or _is_for_itself(fact, edit):
                        continue
                    if fact.change is Change.ADDED or not _is_held(fact.name, edit):
                        yield replace(fact, owner=edit.path, public=True, extra=extra)


def _is_held(name: str, edit: Edit) -> bool:
    """Whether the file still holds a name: under a condition, in a function that loads it when it is asked for, or in
    a table of names."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return any(word.search(block.text) for block in edit.new.searched)


def _is_for_itself(fact: Fact, edit: Edit) -> bool:
    """Whether a Python module imports a name because it calls it or asks it for something, and does not list it."""
    if edit.language != "python":
        return False
    side = edit.old if fact.change is Change.REMOVED else edit.new
    asks = re.compile(rf"(?<![\w.]){re.escape(fact.name)}\s{{0,3}}[.(\[]")
    lists = re.compile(rf"[\"']{re.escape(fact.name)}[\"']")
    return any(asks.search(block.code) for block in side.searched) and not any(
        lists.search(block.bare) for block in side.searched
    )


_ENTRIES = re.compile(r"(?:^|/)(?:__init__\.pyi?|src/lib\.rs|(?:src/)?index\.[cm]?[jt]sx?)$")


def _extra(edit: Edit) -> Mapping[str, str]:
    extra = {"level": "package" if _ENTRIES.search(edit.path) else "inner"}
    if edit.change.status is FileStatus.ADDED:
        extra["container"] = "added"
    elif edit.change.status is FileStatus.DELETED:
        extra["container"] = "removed"
    return MappingProxyType(extra)


def _finders(edit: Edit) -> tuple[Finder, ...]:
    if PurePosixPath(edit.path).name in {"__init__.py", "__init__.pyi"}:
        own = frozenset(edit.path.split("/")[:-1])
        return (lambda block: _python(block, own),) if edit.mentions("import", "__all__") else ()
    if edit.language == "rust":
        return (_rust,) if edit.mentions("pub use") else ()
    if edit.language in {"javascript", "typescript"}:
        return (_script,) if edit.mentions("export") else ()
    return ()


def _named(text: str) -> Iterator[tuple[int, str]]:
    """The names in a list of imports, by the names they get, each with its offset."""
    for match in _NAME.finditer(text):
        yield match.start(), match["alias"] or match["name"]


def _python(block: Block, own: frozenset[str]) -> Iterator[Item]:
    for match in _IMPORT.finditer(block.code):
        module = match["module"]
        if not module.startswith(".") and module.split(".")[0] not in own:
            continue
        group = "many" if match["many"] is not None else "few"
        for offset, name in _named(match[group]):
            if not name.startswith("_"):
                yield Item(name, block.line_at(match.start(group) + offset), value=module)
    for match in _LISTED.finditer(block.bare):
        for listed in _STRING.finditer(match["names"]):
            yield Item(listed["name"], block.line_at(match.start("names") + listed.start()))


def _rust(block: Block) -> Iterator[Item]:
    for match in _USE.finditer(block.code):
        path = match["path"]
        for star in _STARRED.finditer(path):
            yield Item(f"{star['module']}::*", block.line_at(match.start("path") + star.start()))
        for offset, name in _named(path):
            if name not in {"self", "super", "crate"}:
                yield Item(
                    name, block.line_at(match.start("path") + offset), value=path.split("{")[0].strip(": \n")
                )


def _script(block: Block) -> Iterator[Item]:
    for match in _EXPORT.finditer(block.bare):
        if match["star"]:
            name = match["alias"] or match["module"]
            yield Item(name, block.line_at(match.start("module")), value=match["module"])
            continue
        for offset, name in _named(match["names"]):
            yield Item(name, block.line_at(match.start("names") + offset), value=match["module"])
