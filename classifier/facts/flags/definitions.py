"""Where command-line flags are defined, language by language: a finder each, and the text without which it need
not look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from classifier.facts.calls import Call, call_at, unquoted, value_text
from classifier.facts.compare import Item
from classifier.facts.lines import Block

_DEFINITION = (("role", "definition"),)
_PYTHON = re.compile(r"(?:\b(\w+)\.)?\b(add_(?:\w{1,30}_)?argument|[oO]ption)\(")
_IN_ATTRIBUTE = r"(?:[^\]\"]|\"(?:[^\"\\]|\\.)*+\")"  # a bracket in a string closes nothing
_CLAP_DERIVE = re.compile(
    rf"#\[(?:arg|clap|structopt)\s*(\()(?P<args>{_IN_ATTRIBUTE}{{0,600}})\)\]"
    rf"(?:\s*#\[{_IN_ATTRIBUTE}{{0,300}}\]){{0,6}}"
    r"\s*(?:pub(?:\([^)]{0,40}\))?\s+)?(?:r#)?(?P<field>\w{1,80})\s*:\s*(?P<type>[^,\n]{1,120})"
)
_CLAP_LONG = re.compile(r"\blong\s*=\s*\"([\w.-]{1,80})\"")
_CLAP_DEFAULT = re.compile(
    r"\bdefault_value(?:_t|s_t|s)?\s*=\s*(?:r#\"(?P<raw>[^\n]{0,100}?)\"#|(?P<given>\"[^\"\n]*\"|[^,\n]{1,100}))"
)
_CLAP_BUILDER = re.compile(
    r"\bArg::new\(\s*\"[^\"\n]{1,80}\"\s*\)"
    r"(?P<chain>(?:\s*\.\w{1,40}\([^()\n]{0,200}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)){0,16})"
)
_STRUCT = re.compile(r"\bstruct\s+(\w{1,80})")
_GO = re.compile(
    r"\b(?P<set>(?:\w{1,40}\.)?(?:Persistent)?Flags\(\)|\w{0,30}[fF]lag(?:s|set|Set)?|fs)\."
    r"(?P<kind>Bool|String|Int|Int32|Int64|Uint|Uint32|Uint64|Float32|Float64|Duration|StringSlice"
    r"|StringArray|IntSlice|StringToString)"
    r"(?P<var>Var)?(?P<short>P)?\("
)
# `app.Flag("depth", "how deep").Default("3")`, and a project's own helper around it: `serverFlag(app, "depth", "…")`.
_KINGPIN = re.compile(
    r"(?:\.Flag\(|(?<![\w.])[a-z]\w{0,40}Flag\(\s*\w{1,40}\s*,)\s*\"(?P<name>[\w.-]{1,80})\"\s*,"
)
_KINGPIN_DEFAULT = re.compile(
    r"\s*(?:\.\s*(?!Default\b)\w{1,40}\([^()\n]{0,120}\)\s*){0,6}\.\s*Default\((?P<default>[^()\n]{0,80})\)"
)
_GFLAGS = re.compile(r"\bDEFINE_(?:bool|string|int32|int64|uint32|uint64|double)\(")
_ABSL = re.compile(r"\bABSL_FLAG\(")
_SCRIPT_OPTION = re.compile(r"\.(?:option|requiredOption|addOption)\(")
_CASE = re.compile(
    r"^[ \t]*(?P<labels>(?:-{1,2}[\w-]{1,60}(?:=\*)?\s{0,3}\|\s{0,3}){0,5}-{1,2}[\w-]{1,60}(?:=\*)?)\)",
    re.MULTILINE,
)
_LONG = re.compile(r"--[A-Za-z][\w.-]{0,79}")
_NAMED = re.compile(r"^(?:flag_name|flag|name|option_string)\s*=\s*")
_DEPRECATED = re.compile(r"deprecat", re.IGNORECASE)
_COMPUTED = re.compile(r"\bfor\b|\*|\w\(")  # choices that are worked out: their words are no values


def _first_long(strings: Iterable[str]) -> str | None:
    longs = [text.split("/")[0] for text in strings if _LONG.fullmatch(text.split("/")[0])]
    return longs[0] if longs else None


def _details(call: Call, strings: Iterable[str]) -> tuple[tuple[str, str], ...]:
    found = [*_DEFINITION]
    for key in ("choices", "type", "required", "nargs", "action"):
        value = call.keyword(key)
        if value is not None and not (key == "choices" and _COMPUTED.search(value)):
            found.append((key, value_text(value) or ""))
    found.extend(("short", text) for text in strings if re.fullmatch(r"-\w", text))
    if any(_DEPRECATED.search(argument) for argument in call.arguments):
        found.append(("deprecated", "true"))
    return tuple(found)


def _python(block: Block) -> Iterator[Item]:
    for match in _PYTHON.finditer(block.code):
        call = call_at(block, match.end() - 1)
        if call is None:
            continue
        strings = [
            text for argument in call.arguments if (text := unquoted(_NAMED.sub("", argument))) is not None
        ][:4]
        name = _first_long(strings)
        if name is None:
            continue
        owner = match.group(1) or ""
        if match.group(2).lower() == "option":
            owner = ""
        default = call.keyword("default")
        if match.group(2) == "Option" and call.arguments and unquoted(call.arguments[0]) is None:
            default = default or call.arguments[0]
        yield Item(
            name,
            block.line_at(match.start()),
            block.line_at(call.end - 1),
            owner,
            value_text(default),
            extra=_details(call, strings),
        )


def _rust(block: Block) -> Iterator[Item]:
    structs = [(match.start(), match.group(1)) for match in _STRUCT.finditer(block.code)]
    for match in _CLAP_DERIVE.finditer(block.bare):
        arguments = match["args"]
        if not re.search(r"(?:^|[,(\s])long\b", arguments):
            continue
        long = _CLAP_LONG.search(arguments)
        name = long.group(1) if long else match["field"].replace("_", "-")
        default = _CLAP_DEFAULT.search(arguments)
        owner = next((each for at, each in reversed(structs) if at < match.start()), "")
        yield Item(
            f"--{name}",
            block.line_at(match.start()),
            block.line_at(match.end() - 1),
            owner,
            value_text(default["raw"] or default["given"]) if default else None,
            extra=(*_DEFINITION, ("type", match["type"].strip().rstrip(","))),
        )
    for match in _CLAP_BUILDER.finditer(block.bare):
        long = re.search(r"\.long\(\s*\"([\w.-]{1,80})\"", match["chain"])
        if long:
            default = re.search(r"\.default_value\(\s*(\"[^\"\n]*\")", match["chain"])
            yield Item(
                f"--{long.group(1)}",
                block.line_at(match.start()),
                block.line_at(match.end() - 1),
                value=value_text(default.group(1)) if default else None,
                extra=_DEFINITION,
            )


def _go(block: Block) -> Iterator[Item]:
    for match in _GO.finditer(block.code):
        call = call_at(block, match.end() - 1)
        if call is None:
            continue
        at = 1 if match["var"] else 0
        if len(call.arguments) < at + 2:
            continue
        name = unquoted(call.arguments[at])
        if not name or not re.fullmatch(r"[\w.-]{1,80}", name):
            continue
        value = at + (2 if match["short"] else 1)
        default = value_text(call.arguments[value]) if len(call.arguments) > value else None
        details = [*_DEFINITION, ("type", match["kind"].lower())]
        if _DEPRECATED.search(call.arguments[-1]):
            details.append(("deprecated", "true"))
        yield Item(
            f"--{name}",
            block.line_at(match.start()),
            block.line_at(call.end - 1),
            match["set"],
            default,
            extra=tuple(details),
        )
    for match in _KINGPIN.finditer(block.bare):
        call = call_at(block, block.bare.index("(", match.start()))
        if call is None:
            continue
        given = _KINGPIN_DEFAULT.match(block.bare, call.end)
        yield Item(
            f"--{match['name']}",
            block.line_at(match.start()),
            block.line_at((given.end() if given else call.end) - 1),
            value=value_text(given["default"]) if given else None,
            extra=_DEFINITION,
        )


def _script(block: Block) -> Iterator[Item]:
    for match in _SCRIPT_OPTION.finditer(block.code):
        call = call_at(block, match.end() - 1)
        if call is None or len(call.arguments) < 2:
            continue
        declared = unquoted(call.arguments[0]) or ""
        long = _LONG.search(declared)
        name = long.group() if long else None
        default: str | None = None
        if name is None:
            options = call.arguments[1]
            if not re.fullmatch(r"[\w-]{1,60}", declared) or not re.search(
                r"\b(?:describe|description|alias|demandOption)\s*:", options
            ):
                continue
            name = f"--{declared}"
            found = re.search(r"\bdefault\s*:\s*([^,}\n]{1,80})", options)
            default = found.group(1) if found else None
        elif len(call.arguments) > 2:
            default = call.arguments[-1]
        yield Item(
            name,
            block.line_at(match.start()),
            block.line_at(call.end - 1),
            value=value_text(default),
            extra=_DEFINITION,
        )


def _native(block: Block) -> Iterator[Item]:
    for pattern, at in ((_GFLAGS, 0), (_ABSL, 1)):
        for match in pattern.finditer(block.code):
            call = call_at(block, match.end() - 1)
            if (
                call is None
                or len(call.arguments) < at + 2
                or not re.fullmatch(r"\w{1,80}", call.arguments[at])
            ):
                continue
            yield Item(
                f"--{call.arguments[at]}",
                block.line_at(match.start()),
                block.line_at(call.end - 1),
                value=value_text(call.arguments[at + 1]),
                extra=_DEFINITION,
            )


def _shell(block: Block) -> Iterator[Item]:
    for match in _CASE.finditer(block.bare):
        long = _LONG.search(match["labels"])
        if long:
            number = block.line_at(match.start("labels"))
            yield Item(long.group(), number, extra=_DEFINITION)


FINDERS = {
    "python": _python,
    "rust": _rust,
    "go": _go,
    "javascript": _script,
    "typescript": _script,
    "c": _native,
    "cpp": _native,
    "cuda": _native,
    "shell": _shell,
}
GATES = {
    "python": ("_argument(", "ption("),
    "rust": ("long", "Arg::new"),
    "go": ("lag", "fs."),
    "javascript": ("ption(",),
    "typescript": ("ption(",),
    "c": ("FLAG(", "DEFINE_"),
    "cpp": ("FLAG(", "DEFINE_"),
    "cuda": ("FLAG(", "DEFINE_"),
    "shell": ("--",),
}
