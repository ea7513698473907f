"""Feature switches: named conditions under which parts of a program are built or run.

`extra["role"]` is `definition` (a Cargo feature, a CMake option, a feature gate, a boolean constant named as a
switch), `read` (a flag service or helper is asked for it by name) or `tag` (a Go build tag). The value is the
default. That code comes to stand behind a Cargo feature is a weaker fact, `feature_switch.changed` with
`extra["role"]` `use` and `extra["what"]` `added` or `removed`. A default that is a truth value also has
`extra["state"]`, `on` or `off`; a Cargo feature's is told by the `default` list. `extra["form"]` is `cargo`, `cmake`,
`constant`, `gate`, `service` or `tag`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from classifier.facts.calls import call_at, unquoted, value_text
from classifier.facts.compare import Family, Item, compare, moves
from classifier.facts.edits import Edit
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.lines import Block

Extra = tuple[tuple[str, str], ...]
_CARGO = (("role", "definition"), ("form", "cargo"))
_CMAKE = (("role", "definition"), ("form", "cmake"))
_CONSTANT = (("role", "definition"), ("form", "constant"))
_GATED = (("role", "definition"), ("form", "gate"))
_READ = (("role", "read"), ("form", "service"))
_TAG = (("role", "tag"), ("form", "tag"))
_USE = (("role", "use"), ("form", "cargo"))

_SECTION = re.compile(r"^[ \t]*\[{1,2}\s*(?P<name>[^\]\n]{1,120}?)\s*\]{1,2}[ \t]*$")
_CARGO_FEATURE = re.compile(r"^[ \t]*\"?(?P<name>[A-Za-z_][\w+.-]{0,80})\"?\s*=\s*(?P<list>\[.*)$")
_ENTRY = re.compile(r"\"(?P<name>[^\"\n]{1,120})\"")
_CFG_FEATURE = re.compile(
    r"(?:#!?\[cfg\(|\bcfg!\()(?P<before>[^\]\n]{0,300}?)\bfeature\s*=\s*\"(?P<name>[\w+.-]{1,80})\""
)

_CMAKE_OPTION = re.compile(
    r"^[ \t]*(?:option|cmake_dependent_option)[ \t]*\(\s*(?P<name>\w{2,80})\s+\"[^\"]{0,400}\"\s*"
    r"(?P<value>\w{1,20})?",
    re.MULTILINE | re.IGNORECASE,
)
_CMAKE_CACHED = re.compile(
    r"^[ \t]*set[ \t]*\(\s*(?P<name>\w{2,80})\s+\"?(?P<value>\w{1,20})\"?\s+CACHE\s+BOOL\b",
    re.MULTILINE | re.IGNORECASE,
)

_SWITCH = (
    r"(?P<name>(?=[A-Z0-9_]*_)(?:[A-Z][A-Z0-9]*_)*(?:ENABLED?|DISABLED?|FEATURE)(?:_[A-Z0-9]+)*)"
    r"(?![A-Za-z0-9_])"
)
_TRUTH = r"(?P<value>[Tt]rue|[Ff]alse)\b"
_CONSTANTS = {
    "python": re.compile(rf"^{_SWITCH}\s*(?::\s*(?:Final\[)?bool\]?\s*)?=\s*{_TRUTH}[ \t]*$", re.MULTILINE),
    "rust": re.compile(
        rf"^[ \t]*(?:pub(?:\([^)\n]*\))?\s+)?(?:const|static)\s+{_SWITCH}\s*:\s*bool\s*=\s*{_TRUTH}\s*;",
        re.MULTILINE,
    ),
    "script": re.compile(
        rf"^(?:export\s+)?const\s+{_SWITCH}\s*(?::\s*boolean\s*)?=\s*{_TRUTH}[ \t]*;?[ \t]*$", re.MULTILINE
    ),
    "java": re.compile(
        rf"^[ \t]*(?:(?:public|private|protected|static|final|const)\s+){{1,4}}(?:boolean|val)\s+{_SWITCH}\s*=\s*{_TRUTH}",
        re.MULTILINE,
    ),
    "native": re.compile(
        rf"^[ \t]*(?:(?:static|inline|constexpr|const)\s+){{1,4}}bool\s+{_SWITCH}\s*=\s*{_TRUTH}|^[ \t]*#[ \t]*define[ \t]+(?P<macro>(?=[A-Z0-9_]*_)(?:[A-Z][A-Z0-9]*_)*(?:ENABLED?|DISABLED?|FEATURE)(?:_[A-Z0-9]+)*)[ \t]+(?P<given>[01])[ \t]*$",
        re.MULTILINE,
    ),
    "go": re.compile(
        r"^(?:const|var)[ \t]+(?P<name>[eE]nable[A-Z]\w{1,80}|feature[A-Z]\w{1,80})"
        r"(?:[ \t]+bool)?[ \t]*=[ \t]*(?P<value>true|false)\b",
        re.MULTILINE,
    ),
}
_GATE = re.compile(
    r"^[ \t]*(?:\w{1,40}\.)?(?P<name>\w{2,80}):[ \t]*\{\s*Default:[ \t]*"
    r"(?P<value>true|false)\s*,\s*PreRelease:",
    re.MULTILINE,
)
_BUILD_LINE = re.compile(r"^//go:build[ \t]+(?P<expression>[^\n]{1,200})", re.MULTILINE)
# What the Go toolchain itself sets: systems, architectures, compilers; they say where, not whether.
_GO_KNOWN = frozenset(
    {
        "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
        "openbsd", "plan9", "solaris", "unix", "wasip1", "windows", "zos", "386", "amd64", "arm", "arm64", "loong64",
        "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "sparc64", "wasm", "gc", "gccgo",
        "cgo", "race", "msan", "asan", "ignore", "tools",
    }
)  # fmt: skip

_ASKED = re.compile(
    r"\b(?:(?:is|has|use|check|get)?_?(?:[fF]eature_?(?:[fF]lag)?_?(?:[iI]s_?)?[eE]nabled|[fF]eature_?[fF]lag(?:_?[vV]alue)?)"
    r"|use(?:Feature)?Flag(?:Enabled|Payload)?|is_?[fF]lag_?[eE]nabled|(?:flag|switch)_is_active"
    r"|(?:bool|string|int|json|float)_?[vV]ariation(?:_?[dD]etail)?"
    r"|(?:Bool|String|Int|JSON|Float64)Variation(?:Detail)?"
    r"|\w*[cC]lient\(?\)?\.variation|get_?[bB]oolean_?(?:[vV]alue|[dD]etails)|useBooleanFlag(?:Value|Details)"
    r"|(?:\w*[uU]nleash\w*|\w*[fF]eature_?[fF]lags?|[fF]lags|[fF]eatures|[fF]lipper|Feature)"
    r"(?:\(\))?\.(?:is_?[eE]nabled|IsEnabled|enabled|Enabled)\??)\("
)
_KEY = re.compile(r"[A-Za-z][\w.:/-]{2,80}")
_SYMBOL_KEY = re.compile(r"^:(\w{3,80})$")

_ON = frozenset({"true", "on", "1", "yes"})
_OFF = frozenset({"false", "off", "0", "no"})


def _cargo_features(block: Block) -> Iterator[tuple[str, str, int]]:
    """(feature, what enables it, line) of the features table: "" for the feature itself, `default` for an
    entry of the default list."""
    inside = in_default = False
    for number, line in block.numbered(block.bare):
        section = _SECTION.match(line)
        if section:
            inside, in_default = section["name"] == "features", False
            continue
        if not inside:
            continue
        feature = _CARGO_FEATURE.match(line)
        if feature and feature["name"] != "default":
            yield feature["name"], "", number
            in_default = False
            continue
        in_default = in_default or feature is not None
        if in_default:
            entries = _ENTRY.finditer(feature["list"] if feature else line)
            yield from (
                (entry["name"], "default", number)
                for entry in entries
                if not re.search(r"[:/?]", entry["name"])
            )
            in_default = "]" not in line


def _cargo(block: Block) -> Iterator[Item]:
    for name, owner, number in _cargo_features(block):
        if not owner:
            yield Item(name, number, extra=_CARGO)


def _cargo_defaults(block: Block) -> Iterator[Item]:
    for name, owner, number in _cargo_features(block):
        if owner:
            yield Item(name, number, extra=_CARGO)


def _pattern(pattern: re.Pattern[str], extra: Extra) -> Finder:
    def find(block: Block) -> Iterator[Item]:
        for match in pattern.finditer(block.bare):
            groups = match.groupdict()
            name = groups["name"] or groups.get("macro") or ""
            value = groups.get("value") or groups.get("given")
            if block.code[match.start("name") : match.end("name")] == groups["name"] or not groups["name"]:
                last = block.line_at(match.end() - 1)
                yield Item(name, block.line_at(match.start()), last, value=value, extra=extra)

    return find


def _cfg(block: Block) -> Iterator[Item]:
    for match in _CFG_FEATURE.finditer(block.bare):
        if re.search(r"\b(?:test|not|any)\b", match["before"]):
            continue  # tests only, the reverse, or not by this feature alone
        yield Item(match["name"], block.line_at(match.start("name")), extra=_USE)


def _tags(block: Block) -> Iterator[Item]:
    for match in _BUILD_LINE.finditer(block.text):
        for tag in re.findall(r"[\w.]+", match["expression"]):
            if tag not in _GO_KNOWN and not re.fullmatch(r"go1\.\d+", tag):
                yield Item(tag, block.line_at(match.start()), extra=_TAG)


def _asked(block: Block) -> Iterator[Item]:
    for match in _ASKED.finditer(block.code):
        call = call_at(block, match.end() - 1)
        if call is None:
            continue
        key = next((text for each in call.arguments[:2] if (text := _key(each)) is not None), None)
        if key is not None:
            default = next((each for each in call.arguments[1:] if each.lower() in {"true", "false"}), None)
            yield Item(
                key,
                block.line_at(match.start()),
                block.line_at(call.end - 1),
                value=value_text(default),
                extra=_READ,
            )


def _key(argument: str) -> str | None:
    """The name of a switch in an argument that is a literal, `None` for any other."""
    symbol = _SYMBOL_KEY.match(argument)
    text = symbol.group(1) if symbol else unquoted(argument)
    return text if text is not None and _KEY.fullmatch(text) else None


Finder = Callable[[Block], Iterable[Item]]


@dataclass(frozen=True, slots=True)
class _Reader:
    find: Finder
    needles: tuple[str, ...]


_ASKING = _Reader(
    _asked, ("nabled", "lag", "ariation", "is_active", "getBoolean", "get_boolean", "useBoolean")
)
_CONSTANT_NEEDLES = ("ENABLE", "DISABLE", "FEATURE")


def _constant(form: str) -> _Reader:
    return _Reader(_pattern(_CONSTANTS[form], _CONSTANT), _CONSTANT_NEEDLES)


_SCRIPT = (_constant("script"), _ASKING)
_NATIVE = (_constant("native"),)
_CMAKE_READERS = (
    _Reader(_pattern(_CMAKE_OPTION, _CMAKE), ("option", "OPTION")),
    _Reader(_pattern(_CMAKE_CACHED, _CMAKE), ("CACHE",)),
)
_READERS: dict[str, tuple[_Reader, ...]] = {
    "python": (_constant("python"), _ASKING),
    "javascript": _SCRIPT,
    "typescript": _SCRIPT,
    "rust": (_constant("rust"), _ASKING, _Reader(_cfg, ("feature",))),
    "go": (
        _Reader(_pattern(_CONSTANTS["go"], _CONSTANT), ("nable", "feature")),
        _Reader(_pattern(_GATE, _GATED), ("PreRelease:",)),
        _Reader(_tags, ("//go:build",)),
        _ASKING,
    ),
    "java": (_constant("java"), _ASKING),
    "kotlin": (_constant("java"), _ASKING),
    "c": _NATIVE,
    "cpp": _NATIVE,
    "cuda": _NATIVE,
    "ruby": (_ASKING,),
}


class Switches:
    """Feature switches defined, asked for and built by."""

    def facts(self, view: CommitView) -> list[Fact]:
        """What came, went and is on or off by default now; uses of what the commit itself defines are none."""
        found = [_with_state(each) for edit in view.edits if edit.is_product for each in _of(edit)]
        defined = {each.name for each in found if each.extra["role"] == "definition"}
        told = [
            _use(each) if each.extra["role"] == "use" else each
            for each in found
            if each.extra["role"] != "use" or each.name not in defined
        ]
        return moves(told, [Subject.FEATURE_SWITCH])


def _of(edit: Edit) -> Iterator[Fact]:
    name = PurePosixPath(edit.path).name
    if name == "Cargo.toml":
        yield from _of_cargo(edit)
    readers = (
        _CMAKE_READERS
        if name == "CMakeLists.txt" or name.endswith(".cmake")
        else _READERS.get(edit.language, ())
    )
    for reader in readers:
        if edit.mentions(*reader.needles):
            yield from compare(edit, Family(Subject.FEATURE_SWITCH, reader.find, default=True))


def _of_cargo(edit: Edit) -> Iterator[Fact]:
    """The features of a crate; that one joined or left the default list changes its default."""
    if not edit.mentions("[features]", "default"):
        return
    features = compare(edit, Family(Subject.FEATURE_SWITCH, _cargo))
    listed = {
        fact.name: fact
        for fact in compare(edit, Family(Subject.FEATURE_SWITCH, _cargo_defaults))
        if fact.change in {Change.ADDED, Change.REMOVED}
    }
    for fact in features:
        own = listed.pop(fact.name, None)
        on = {"state": "on"} if own is not None and own.change is fact.change else {}
        yield replace(fact, extra=MappingProxyType({**fact.extra, **on}))
    for fact in listed.values():
        before, after = ("off", "on") if fact.change is Change.ADDED else ("on", "off")
        yield replace(fact, change=Change.DEFAULT_CHANGED, before=before, after=after)


def _with_state(fact: Fact) -> Fact:
    value = (fact.after or "").lower()
    if value not in _ON | _OFF:
        return fact
    state = "on" if value in _ON else "off"
    return replace(fact, extra=MappingProxyType({**fact.extra, "state": state}))


def _use(fact: Fact) -> Fact:
    extra = MappingProxyType({**fact.extra, "what": str(fact.change)})
    return replace(fact, change=Change.CHANGED, extra=extra)
