"""Which definition a line stands in, and which one a comment documents, told by indentation and keywords.

No grammar is asked: comments are quoted in every language, also in those that no grammar reads here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MODIFIERS = (
    r"(?:(?:export|default|pub(?:\([^)\n]*\))?|public|private|protected|internal|static|async|abstract|final|unsafe|const|inline|"
    r"virtual|override|open|suspend|sealed|data|partial|extern(?:\s\"C\")?|local|declare|readonly|synchronized|native)\s+){0,6}"
)
_KEYWORD = re.compile(
    rf"^\s*{_MODIFIERS}(?:def|class|fn|func|fun|function|struct|enum|trait|interface|type|impl|module|object|protocol|extension|mod|"
    r"macro_rules!|defmodule|defp?|record|namespace|message|service|rpc|resource|variable|output|model|table)\s+"
    r"(?:<[^>\n]*>\s*)?(?:\([^)\n]*\)\s*)?\"?(?P<name>[A-Za-z_][\w.:$!?]*)"
)
_TYPED = re.compile(
    r"^\s*(?:(?:public|private|protected|internal|static|final|virtual|override|async|abstract|inline|constexpr|template<[^>]*>)\s+)*"
    r"[A-Za-z_][\w:<>,\[\]?.]*[\s*&]+(?P<name>[A-Za-z_~][\w:~]*)\s*\([^;]*$"
)
# What the C family puts before a definition: `__global__`, a macro of the project's.
_QUALIFIERS = re.compile(r"^\s*(?:(?:__\w+__|[A-Z][A-Z0-9_]+)(?:\([^()\n]*\))?\s+)+(?=[A-Za-z_])")
_METHOD = re.compile(
    r"^\s*(?:async\s+|static\s+|get\s+|set\s+|\*)?(?P<name>[A-Za-z_$][\w$]*)\s*\([^)]*\)\s*(?::\s*[^{]+)?\{\s*$"
)
_BOUND = re.compile(
    rf"^\s*{_MODIFIERS}(?:let|const|var|val|static|final|type)?\s*(?:mut\s+)?[\"']?(?P<name>[A-Za-z_][\w.-]*)[\"']?\s*(?:[:=(,]|\s[A-Za-z*\[&<])"
)
_NAMED = re.compile(r"^\s*(?:export\s+|-\s+)?[\"']?(?P<name>[A-Za-z_][\w.-]*)[\"']?\s*(?::(?!:)|=(?!=))")
_NOT_NAMES = frozenset(
    [
        "if",
        "for",
        "while",
        "switch",
        "else",
        "elif",
        "return",
        "with",
        "try",
        "catch",
        "match",
        "loop",
        "unless",
        "until",
        "case",
        "do",
        "new",
        "throw",
        "await",
        "yield",
        "not",
        "and",
        "or",
        "in",
        "is",
        "import",
        "from",
        "raise",
        "Some",
        "Ok",
        "Err",
        "assert",
        "print",
        "del",
        "lambda",
        "global",
        "except",
        "finally",
        "goto",
        "delete",
        "typedef",
        "using",
        "package",
        "require",
        "echo",
        "repeated",
        "optional",
        "oneof",
    ]
)
_SKIPPED = re.compile(r"^\s*(?:@[\w.]+|#\[|\[[A-Z]\w*|template\s*<|//|/\*|\*|#(?!\w)|--|$)")
_REACH = 400  # lines above that are looked at


@dataclass(frozen=True, slots=True)
class Place:
    """A definition by its name; `public` as far as its line says."""

    name: str = ""
    public: bool = True


def defined(line: str) -> str:
    """The name that a line defines as a function, class or the like; "" if it defines none.

    >>> defined("    async def fetch(self, url):"), defined("if (ready) {"), defined("func (s *Server) Run() {")
    ('fetch', '', 'Run')
    """
    bare = _QUALIFIERS.sub("", line)
    if bare != line and (_KEYWORD.match(bare) or _TYPED.match(bare)):
        line = bare
    for pattern in (_KEYWORD, _METHOD, _TYPED):
        found = pattern.match(line)
        if found and found["name"] not in _NOT_NAMES and line.split(None, 1)[0] not in _NOT_NAMES:
            return found["name"].rstrip(":")
    return ""


def enclosing(lines: Sequence[str], at: int) -> Place:
    """The definition around the line with index `at` of a file (or of a part of one)."""
    indent = _indent(lines[at])
    if not indent:
        return Place()
    for index in range(at - 1, max(-1, at - _REACH), -1):
        line = lines[index]
        if not line.strip() or _indent(line) >= indent:
            continue
        name = defined(line)
        if name:
            return _place(name, line)
        if line.strip()[0] not in ")}]#/*":
            indent = _indent(line)
        if indent == 0:
            break
    return Place()


def documented(lines: Sequence[str], after: int) -> Place:
    """What the comment that ends just above index `after` documents: the definition or field that follows.

    Where comments begin with `#`, what follows is as often a command or a call (`docker build`, `frozenset(`), which is
    no name of anything: there a field has a colon or an equals sign behind it.
    """
    field = _NAMED if after and re.match(r"\s*#(?!\[)", lines[after - 1]) else _BOUND
    depth = 0  # of the brackets of an attribute or decorator that goes over several lines
    for line in lines[after : after + 12]:
        if depth or line.lstrip().startswith(("#[", "@")):
            depth = max(
                0, depth + sum(line.count(mark) for mark in "([{") - sum(line.count(mark) for mark in ")]}")
            )
            continue
        if _SKIPPED.match(line):
            if not line.strip():
                return Place()
            continue
        name = defined(line)
        if not name:
            bound = field.match(line)
            name = bound["name"] if bound and bound["name"] not in _NOT_NAMES else ""
        return _place(name, line) if name else Place()
    return Place()


def owner_of_docstring(lines: Sequence[str], at: int) -> Place:
    """The definition whose body begins with the string at index `at`; without a name for a module's."""
    for index in range(at - 1, max(-1, at - 30), -1):
        line = lines[index]
        if not line.strip():
            continue
        name = defined(line)
        if name:
            return _place(name, line)
        if line.strip().endswith((":", ",", ")", "(")) or line.strip()[0] in ")]":
            continue
        return Place()
    return Place()


def _place(name: str, line: str) -> Place:
    private = (
        name.rpartition(".")[2].startswith("_") or re.match(r"\s*(?:private|protected)\b", line) is not None
    )
    return Place(name, not private)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
