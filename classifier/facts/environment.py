"""Environment variables: read by code, set by manifests, scripts and images.

`extra["role"]` is `read` or `set`. A read's value is its default.
A set is a weaker fact, `env_var.changed` with `extra["what"]` `added` or `removed`, or
`env_var.value_changed`: a manifest that starts to set a variable proves nothing about the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from classifier.facts.calls import call_at, unquoted, value_text
from classifier.facts.compare import Family, Item, compare, moves
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.lines import Block
from classifier.paths import Role

_NAME = r"[A-Za-z_][A-Za-z0-9_]{1,79}"
_READ = (("role", "read"),)
_SET = (("role", "set"),)

_PYTHON_CALL = re.compile(
    r"\b(?:os\.)?(?:getenv|environ\.(?:get|pop|setdefault)"
    r"|(?:[a-z]{1,12}_){0,3}env(?:_[a-z]{1,12}){0,2}|[eE]nv(?:Bool|Int|Str|Float|Tuple|Field))\("
)
_SETS = re.compile(r"\b(?:[a-z]+_)*(?:set|unset|del|delete|clear|patch|update|put|add)_")
_PYTHON_ITEM = re.compile(
    rf"\b(?:os\.)?environ\[\s*[\"'](?P<name>{_NAME})[\"']\s*\](?P<set>\s*=(?!=)\s*(?P<value>[^\n]{{1,120}}))?"
)
_PYTHON_IN = re.compile(rf"[\"'](?P<name>{_NAME})[\"']\s+(?:not\s+)?in\s+os\.environ")
_PYTHON_KEYWORD = re.compile(rf"\b(?:env_?var|envvar|env_name)\s*=\s*[\"'](?P<name>{_NAME})[\"']")
# A class of descriptors that are named like the variables they read: `DEBUG_IO = EnvBool(False)`.
_PYTHON_DESCRIPTOR = re.compile(
    r"^[ \t]+(?P<name>[A-Z][A-Z0-9]*_[A-Z0-9_]{1,79})[ \t]*=[ \t]*Env"
    r"(?:Bool|Int|Str|Float|Tuple|List|Field|Var)\("
    r"(?P<value>[^\n\"'(),=]{0,80}|\"[^\n\"]{0,80}\"|'[^\n']{0,80}')\)",
    re.MULTILINE,
)
_RUST = re.compile(
    rf"\benv::(?:var|var_os)\(\s*\"(?P<name>{_NAME})\"\s*\)(?P<default>\s*\.unwrap_or(?:_else\(\|_\|\s*|\()\s*(?P<value>\"[^\"\n]*\"))?"
)
_RUST_CONSTANT = re.compile(
    r"\bpub\s+const\s+(?P<constant>[A-Z][A-Z0-9_]*)\s*:\s*&(?:'static\s+)?str\s*=\s*\""
    r"(?P<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"\s*;"
)
_RUST_CLAP = re.compile(r"#\[(?:arg|clap)\([^\]]{0,300}?\benv\s*=\s*\"(?P<name>[A-Z][A-Z0-9_]{2,79})\"")
# A project's own functions around those: `parse_csv_env("A_B")`, `envOr("A_B")`; a name in capitals is what they are asked for.
_WRAPPED = re.compile(
    r"\b(?!(?:set|unset|del|delete|clear|remove|with|has_no)_?env)(?:[a-z]\w{0,30}_env|env_\w{1,30}|env[A-Z]\w{0,30}|[a-z]\w{0,30}Env)"
    r"\(\s*[\"'](?P<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)[\"']",
)
_GO = re.compile(rf"\bos\.(?:Getenv|LookupEnv)\(\s*\"(?P<name>{_NAME})\"\s*\)")
_GO_SET = re.compile(
    rf"\b(?:os\.Setenv|EnvVar\{{\s*Name:)\s*\(?\s*\"(?P<name>{_NAME})\"(?:\s*,\s*(?:Value:\s*)?\"(?P<value>[^\"\n]*)\")?"
)
_SCRIPT = re.compile(
    rf"\b(?:process\.env|import\.meta\.env)(?:\.(?P<name>{_NAME})|\[\s*[\"'](?P<item>{_NAME})[\"']\s*\])(?P<set>\s*=(?!=))?(?:\s*(?:\?\?|\|\|)\s*(?P<value>\"[^\"\n]*\"|'[^'\n]*'|[\w.]+))?"
)
_JAVA = re.compile(rf"\bSystem\.getenv\(\s*\"(?P<name>{_NAME})\"")
_NATIVE = re.compile(
    rf"\b(?:std::)?(?:secure_)?getenv\(\s*\"(?P<name>{_NAME})\"|\b(?:get_?env\w{{0,20}}|GetEnv\w{{0,20}})\(\s*\"(?P<item>{_NAME})\""
)
_SHELL = re.compile(
    rf"^[ \t]*(?:export|declare\s+-x)\s+(?P<name>{_NAME})=(?P<value>\"[^\"\n]*\"|'[^'\n]*'|[^\s;&|#]*)",
    re.MULTILINE,
)
_DOCKER = re.compile(r"^[ \t]*ENV[ \t]+(?P<body>(?:[^\\\n]|\\[\s\S]){0,8000})", re.MULTILINE | re.IGNORECASE)
_DOCKER_PAIR = re.compile(rf"(?:^|(?<=\s))(?P<name>{_NAME})=(?P<value>\"[^\"\n]*\"|'[^'\n]*'|[^\s\\]*)")
_DOCKER_OLD = re.compile(rf"(?P<name>{_NAME})[ \t]+(?P<value>[^\n=]+)$")
_YAML_NAMED = re.compile(
    r"^[ \t]*-[ \t]+name:[ \t]*[\"']?(?P<name>[A-Z][A-Z0-9_]{1,79})[\"']?[ \t]*\n[ \t]+"
    r"(?:value:[ \t]*(?P<value>[^\n]{0,200})|valueFrom:)",
    re.MULTILINE,
)
_YAML_ENV = re.compile(r"^(?P<indent>[ \t]*)(?:-[ \t]+)?(?:env|environment|envs):[ \t]*$", re.MULTILINE)
_YAML_PAIR = re.compile(
    rf"^(?P<indent>[ \t]+)(?:(?P<name>{_NAME}):[ \t]*(?P<value>[^\n]*)|-[ \t]+[\"']?(?P<item>{_NAME})=(?P<given>[^\n\"']*)[\"']?)$"
)
_UPPER = re.compile(r"[A-Z_][A-Z0-9_]*")


def _simple(block: Block, pattern: re.Pattern[str], extra: tuple[tuple[str, str], ...]) -> Iterator[Item]:
    for match in pattern.finditer(block.bare):
        groups = match.groupdict()
        name = groups.get("name") or groups.get("item")
        if name is None or not _is_code(block, match.start()):
            continue
        role = _SET if groups.get("set") else extra
        yield Item(name, block.line_at(match.start()), value=value_text(groups.get("value")), extra=role)


def _is_code(block: Block, offset: int) -> bool:
    """Whether the character is outside comments and strings."""
    return block.code[offset : offset + 1] == block.text[offset : offset + 1]


def _python(block: Block) -> Iterator[Item]:
    for match in _PYTHON_CALL.finditer(block.code):
        call = call_at(block, match.end() - 1)
        if call is None or not call.arguments:
            continue
        name = unquoted(call.arguments[0])
        if _SETS.search(match.group()):
            continue
        if name is None or not re.fullmatch(_NAME, name) or not _UPPER.fullmatch(name.upper()):
            continue
        if "environ" not in match.group() and "getenv" not in match.group() and not _UPPER.fullmatch(name):
            continue
        default = call.arguments[1] if len(call.arguments) > 1 else None
        yield Item(
            name,
            block.line_at(match.start()),
            block.line_at(call.end - 1),
            value=value_text(default),
            extra=_READ,
        )
    yield from _simple(block, _PYTHON_ITEM, _READ)
    yield from _simple(block, _PYTHON_KEYWORD, _READ)
    yield from _simple(block, _PYTHON_DESCRIPTOR, _READ)
    for match in _PYTHON_IN.finditer(block.bare):
        if block.code[match.end() - 10 : match.end()] == "os.environ":
            yield Item(match["name"], block.line_at(match.start()), extra=_READ)


def _rust(block: Block) -> Iterator[Item]:
    for pattern in (_RUST, _RUST_CLAP):
        yield from _simple(block, pattern, _READ)
    yield from _wrapped(block)
    if "env" in block.text[:4000].lower():
        yield from _simple(block, _RUST_CONSTANT, (("role", "read"), ("form", "constant")))


def _wrapped(block: Block) -> Iterator[Item]:
    for match in _WRAPPED.finditer(block.bare):
        if _is_code(block, match.start()) and not _SETS.search(match.group()):
            yield Item(match["name"], block.line_at(match.start()), extra=_READ)


def _go(block: Block) -> Iterator[Item]:
    yield from _simple(block, _GO, _READ)
    yield from _simple(block, _GO_SET, _SET)
    yield from _wrapped(block)


def _script(block: Block) -> Iterator[Item]:
    yield from _simple(block, _SCRIPT, _READ)
    yield from _wrapped(block)


def _java(block: Block) -> Iterator[Item]:
    yield from _simple(block, _JAVA, _READ)
    yield from _wrapped(block)


def _native(block: Block) -> Iterator[Item]:
    yield from _simple(block, _NATIVE, _READ)


def _shell(block: Block) -> Iterator[Item]:
    yield from _simple(block, _SHELL, _SET)


def _dockerfile(block: Block) -> Iterator[Item]:
    for match in _DOCKER.finditer(block.bare):
        body, offset = match["body"], match.start("body")
        pairs = list(_DOCKER_PAIR.finditer(body)) or list(_DOCKER_OLD.finditer(body))
        for pair in pairs:
            yield Item(
                pair["name"],
                block.line_at(offset + pair.start()),
                value=value_text(pair["value"]),
                extra=_SET,
            )


def _yaml(block: Block) -> Iterator[Item]:
    for match in _YAML_NAMED.finditer(block.bare):
        first = block.line_at(match.start("name"))
        yield Item(
            match["name"], first, block.line_at(match.end()), value=value_text(match["value"]), extra=_SET
        )
    for match in _YAML_ENV.finditer(block.bare):
        depth = len(match["indent"])
        number = block.line_at(match.start("indent"))
        for offset, line in enumerate(block.bare[match.end() + 1 :].split("\n", 200)[:200], 1):
            if not line.strip():
                continue
            pair = _YAML_PAIR.match(line)
            if (
                pair is None
                or len(pair["indent"]) < depth
                or (pair["item"] is None and len(pair["indent"]) == depth)
            ):
                break
            name, value = pair["name"] or pair["item"], pair["value"] if pair["name"] else pair["given"]
            if _UPPER.fullmatch(name):
                yield Item(name, number + offset, value=value_text(value.strip()) or None, extra=_SET)


_FINDERS = {
    "python": _python,
    "rust": _rust,
    "go": _go,
    "javascript": _script,
    "typescript": _script,
    "java": _java,
    "kotlin": _java,
    "c": _native,
    "cpp": _native,
    "cuda": _native,
    "shell": _shell,
    "dockerfile": _dockerfile,
    "yaml": _yaml,
}
_PROGRAMS = frozenset({"python", "rust", "go", "javascript", "typescript", "c", "cpp"})
_GATE = ("env", "Env", "ENV")
_GATES = {"shell": ("export", "declare"), "yaml": (*_GATE, "name:")}
_SECRET = re.compile(r"(?:SECRET|TOKEN|PASSWORD|PASSWD|API_?KEY|PRIVATE_KEY|CREDENTIALS?)$")


class Environment:
    """Environment variables read and set."""

    def facts(self, view: CommitView) -> list[Fact]:
        found: list[Fact] = []
        for edit in view.edits:
            finder = _FINDERS.get(edit.language)
            if (
                finder is None
                or edit.role is Role.TEST
                or not edit.mentions(*_GATES.get(edit.language, _GATE))
            ):
                continue
            found += compare(edit, Family(Subject.ENV_VAR, finder, default=True, renames=True))
        kept = [_inner(each, view) for each in found if not _hides(each)]
        return moves([_weaker(each) for each in kept], [Subject.ENV_VAR])


def _inner(fact: Fact, view: CommitView) -> Fact:
    """A variable that came or went with the line of the program that sets it is a way from one process of it to another:
    nobody else sets it, so it is told as one that is set."""
    if fact.change not in {Change.ADDED, Change.REMOVED} or fact.extra.get("role") != "read":
        return fact
    name = re.escape(fact.name)
    sets = re.compile(
        rf"environ\[\s*[\"']{name}[\"']\s*\]\s*=(?!=)|\b{name}\.set\(|[sS]etenv\(\s*\"{name}\"|\benv\.{name}\s*=(?!=)"
        rf"|set_var\(\s*\"{name}\""
    )
    for edit in view.edits:
        side = edit.new if fact.change is Change.ADDED else edit.old
        lines = side.changed.values() if edit.is_product and edit.language in _PROGRAMS else ()
        if any(fact.name in line and sets.search(line) for line in lines):
            return replace(fact, extra=MappingProxyType({**fact.extra, "role": "set"}))
    return fact


def _weaker(fact: Fact) -> Fact:
    """A variable that is only set: told as such, never as an interface that came or went."""
    if fact.extra.get("role") != "set":
        return fact
    if fact.change in {Change.DEFAULT_CHANGED, Change.DEFAULT_ADDED, Change.DEFAULT_REMOVED}:
        return replace(fact, change=Change.VALUE_CHANGED)
    if fact.change in {Change.ADDED, Change.REMOVED}:
        extra = MappingProxyType({**fact.extra, "what": str(fact.change)})
        return replace(fact, change=Change.CHANGED, extra=extra)
    return fact


def _hides(fact: Fact) -> bool:
    """Whether the value is a credential, which no report may show: `rules/signals.toml` tells of those."""
    value = fact.after or fact.before or ""
    return (
        fact.extra.get("role") == "set"
        and _SECRET.search(fact.name) is not None
        and not value.startswith(("$", "${"))
    )
