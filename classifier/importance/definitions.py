"""Public definitions that come and go in changed lines: names, by each language's own rule of what is public.

A grammar would know more; one expression a line costs a hundredth of it, and what counts here is whether a name that
others can use came, went, or kept its name and changed its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from history.records import FileChange, FileStatus

_MODIFIERS = r"(?:(?:abstract|async|const|data|default|extern|final|implicit|inline|lazy|open|operator|override|partial|readonly|required|sealed|static|suspend|synchronized|unsafe|virtual|volatile|native|convenience|mutating|indirect)\s+)*"
_JVM = (
    rf"^[ \t]{{0,8}}(?:public|protected)\s+{_MODIFIERS}"
    r"(?:class|interface|enum|record|@interface|[\w<>\[\],.? ]{1,80}?)\s*\b(?P<name>\w+)\s*(?:[({=;<:]|extends|implements|where|=>|$)"
)
_NATIVE = (
    r"^(?:#[ \t]*define[ \t]+(?P<macro>[A-Za-z]\w+)|(?:typedef[ \t]+)?(?:class|struct|enum|union)[ \t]+(?:\w+_(?:API|EXPORT)[ \t]+)?(?P<type>[A-Za-z]\w+)"
    r"|[ \t]{0,4}(?:[A-Za-z_][\w:<>,]*[ \t*&]+){1,5}(?P<name>[A-Za-z]\w+)[ \t]*\()"
)
# (endings, what a public definition looks like); the first group that matched is its name.
_LANGUAGES: tuple[tuple[tuple[str, ...], str], ...] = (
    ((".py", ".pyi", ".pyx"), r"^ {0,4}(?:async )?(?:def|class) (?P<name>[A-Za-z]\w*)"),
    (
        (".go",),
        r"^(?:func (?:\([^)\n]{0,80}\) )?|type |var |const )(?P<name>[A-Z]\w*)|^\t(?P<field>[A-Z]\w*)[ \t]+[\w*\[\].]+(?:[ \t]+`|$)",
    ),
    (
        (".rs",),
        r"^\s*pub (?:async |const |unsafe |extern \"C\" )*(?:fn|struct|enum|trait|mod|type|const|static|union|macro|use) (?P<name>[\w:]+)|^\s+pub (?P<field>[a-z_]\w*):",
    ),
    (
        (".js", ".ts", ".mjs", ".cjs", ".tsx", ".jsx", ".mts", ".svelte", ".vue", ".astro"),
        r"^\s{0,4}export (?:default |async |declare |abstract )*(?:function\*?|class|const|let|var|type|interface|enum|namespace) (?P<name>\w+)",
    ),
    ((".java",), _JVM),
    (
        (".kt", ".kts"),
        rf"^ {{0,4}}(?:public\s+)?{_MODIFIERS}(?:fun|class|interface|object|val|var|enum class|annotation class|typealias) (?:<[^>\n]+> )?(?:\w+\.)?(?P<name>[A-Za-z]\w*)",
    ),
    ((".cs",), _JVM),
    (
        (".scala",),
        rf"^ {{0,4}}{_MODIFIERS}(?:case )?(?:def|class|trait|object|val|type|given) (?P<name>[A-Za-z]\w*)",
    ),
    ((".rb",), r"^ {0,8}(?:def (?:self\.)?|class |module |attr_\w+ :)(?P<name>[A-Za-z][\w:?!]*)"),
    (
        (".php",),
        r"^ {0,4}(?:(?:public|abstract|final|static) )*function &?(?P<name>[A-Za-z]\w*)|^(?:abstract |final |readonly )*(?:class|interface|trait|enum) (?P<type>\w+)",
    ),
    ((".h", ".hpp", ".hh", ".hxx", ".cuh"), _NATIVE),
    (
        (".swift",),
        rf"^\s*(?:@\w+ )*(?:public|open) {_MODIFIERS}(?:func|class|struct|enum|protocol|var|let|actor|typealias|extension) (?P<name>\w+)",
    ),
    (
        (".ex", ".exs"),
        r"^\s*(?:def|defmacro|defmodule|defstruct|defguard)\b[ (]+(?P<name>[A-Za-z][\w.?!]*)",
    ),
    (
        (".dart",),
        r"^ {0,2}(?:abstract |final |static |const )*(?:class|enum|mixin|extension|typedef|[A-Z]\w*[\w<>?, ]*) (?P<name>[A-Za-z]\w*)",
    ),
    (
        (".proto",),
        r"^\s*(?:rpc|message|service|enum) (?P<name>\w+)|^\s+(?:repeated |optional |required )?[\w.]+ (?P<field>\w+) = \d+",
    ),
    (
        (".graphql", ".gql"),
        r"^(?:type|interface|enum|input|union|scalar) (?P<name>\w+)|^\s+(?P<field>\w+)(?:\([^)\n]*\))?:",
    ),
    ((".tf",), r"^(?:variable|output|resource|module|data) \"(?P<name>[\w-]+)\""),
)
_BY_ENDING = {
    ending: re.compile(pattern, re.MULTILINE) for endings, pattern in _LANGUAGES for ending in endings
}
# Files that say what others may use, whatever their language.
_INTERFACE = re.compile(
    r"\.(?:proto|graphql|gql|thrift|avsc|fbs|smithy|wit|idl|pyi|api)$|\.d\.ts$|(?:^|/)(?:openapi|swagger)[\w.-]*\.(?:ya?ml|json)$"
    r"|PublicAPI\.(?:Shipped|Unshipped)\.txt$|(?:^|/)api/[\w./-]+\.(?:txt|api|ya?ml|json)$|\.verified\.(?:txt|cs)$|(?:^|/)schema\.\w+$|(?:^|/)migrations?/",
    re.IGNORECASE,
)
_LONGEST = 300
MOST_LOST = 1_500
_WORD = re.compile(r"\w+")
_PRIVATE = ("_", "test")


@dataclass(frozen=True, slots=True)
class Definitions:
    """Distinct names: `new` are defined in added lines alone, `gone` in removed ones alone, `changed` in both with
    another form. `moved` are the same on both sides. `interface_*` are lines of declared interface files."""

    new: int
    gone: int
    changed: int
    moved: int
    interface_added: int
    interface_removed: int

    @property
    def figures(self) -> tuple[int, ...]:
        """In the order of the feature columns."""
        renamed = min(self.new, self.gone)
        return (
            self.new,
            self.gone,
            self.changed,
            self.moved,
            renamed,
            self.interface_added,
            self.interface_removed,
        )


FIGURES: Sequence[tuple[str, str]] = (
    ("public_new", "distinct public names that only added lines define"),
    ("public_lost", "distinct public names that only removed lines define"),
    ("public_changed", "distinct public names whose definition changes its form"),
    ("public_moved", "distinct public names defined alike in added and removed lines"),
    ("public_renamed", "public names lost for which as many came"),
    (
        "interface_added",
        "added lines of files that declare an interface (proto, openapi, .d.ts, public API lists)",
    ),
    ("interface_removed", "removed lines of such files"),
)


def definitions(changes: Iterable[FileChange], lines: int) -> Definitions:
    """The public definitions in the changed lines of source files, at most so many `lines` of each side of a file."""
    added: dict[str, set[str]] = {}
    removed: dict[str, set[str]] = {}
    interface = [0, 0]
    for change in changes:
        path = change.path
        if _INTERFACE.search(path):
            interface[0] += change.added
            interface[1] += change.removed
        pattern = _BY_ENDING.get(path[path.rfind(".") :])
        if pattern is None or change.status is FileStatus.COPIED:
            continue
        for mark, found in (("+", added), ("-", removed)):
            left = lines
            for hunk in change.hunks:
                if left <= 0:
                    break
                texts = hunk.texts(mark)[:left]
                left -= len(texts)
                if texts:
                    _collect(pattern, texts, found)
    new, gone = added.keys() - removed.keys(), removed.keys() - added.keys()
    both = added.keys() & removed.keys()
    changed = sum(not added[name] & removed[name] for name in both)
    return Definitions(len(new), len(gone), changed, len(both) - changed, *interface)


def lost(changes: Sequence[FileChange]) -> dict[str, frozenset[str]]:
    """The public names that only removed lines of these source files define and no added line has as a word, by the
    path of the file that loses them. Of files that lose more than `MOST_LOST` lines nothing is told."""
    gone: dict[str, set[str]] = {}
    for change in changes:
        pattern = _BY_ENDING.get(change.path[change.path.rfind(".") :])
        if pattern is None or not 0 < change.removed <= MOST_LOST or change.status is FileStatus.COPIED:
            continue
        found: dict[str, set[str]] = {}
        for hunk in change.hunks:
            _collect(pattern, hunk.texts("-"), found)
        if found:
            gone[change.path] = set(found)
    if not gone:
        return {}
    words: set[str] = set()
    for change in changes:
        for hunk in change.hunks:
            words.update(_WORD.findall("\n".join(hunk.texts("+"))))
    kept = {
        path: frozenset(name for name in names if _last(name) not in words) for path, names in gone.items()
    }
    return {path: names for path, names in kept.items() if names}


def _last(name: str) -> str:
    return name.rpartition("::")[2].rstrip("?!")


def _collect(pattern: re.Pattern[str], texts: Sequence[str], found: dict[str, set[str]]) -> None:
    text = "\n".join(line[:_LONGEST] for line in texts)
    for match in pattern.finditer(text):
        name = match[match.lastgroup] if match.lastgroup else ""
        if name and not name.lower().startswith(_PRIVATE):
            end = text.find("\n", match.start() + 1)
            form = text[match.start() : end if end >= 0 else len(text)]
            found.setdefault(name, set()).add("".join(form.split()))
