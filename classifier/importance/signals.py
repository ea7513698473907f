"""Figures from the changed lines: one regular expression each, counted over the text of the lines.

All patterns are linear (no nested repetition) and meant for lines joined by line feeds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


class Changed:
    """The changed lines of one side, as one text of at most `most` characters and as lines without their
    indentation."""

    def __init__(self, lines: list[str], most: int) -> None:
        self.text = "\n".join(lines)[:most]
        self.lines = [line.lstrip() for line in self.text.split("\n")] if self.text else []


@dataclass(frozen=True, slots=True)
class Signal:
    """A count over changed lines. `name` is the feature's stem, `meaning` goes into its table.

    With `lines`, the pattern is matched at the start of each line, indentation aside; otherwise it is searched
    for in the whole text, if one of the `hints` is there at all.
    """

    name: str
    meaning: str
    pattern: re.Pattern[str]
    lines: bool = False
    hints: tuple[str, ...] = ()

    def count(self, changed: Changed) -> int:
        """How often the signal is in the changed lines."""
        if self.lines:
            match = self.pattern.match
            return sum(match(line) is not None for line in changed.lines)
        if self.hints and not any(hint in changed.text for hint in self.hints):
            return 0
        return len(self.pattern.findall(changed.text))


def _line(name: str, meaning: str, pattern: str) -> Signal:
    return Signal(name, meaning, re.compile(pattern), lines=True)


def _search(name: str, meaning: str, pattern: str, *hints: str) -> Signal:
    return Signal(name, meaning, re.compile(pattern, re.MULTILINE), hints=hints)


# Counted in the added and in the removed lines of source files.
SOURCE_SIGNALS = (
    _search(
        "public_python",
        "public Python functions and classes",
        r"^ {0,4}(?:async )?(?:def|class) [A-Za-z]\w*",
        "def ",
        "class ",
    ),
    _line("private_python", "private Python functions and classes", r"(?:async )?(?:def|class) _\w"),
    _line(
        "public_rust",
        "`pub` items of Rust",
        r"pub (?:async |const |unsafe )*(?:fn|struct|enum|trait|mod|type|const|use)\b",
    ),
    _line(
        "private_rust",
        "items of Rust without `pub`",
        r"(?:pub\(\w+\) )?(?:async |const |unsafe )*(?:fn|struct|enum|trait) \w",
    ),
    _line(
        "public_script",
        "`export`s of JavaScript and TypeScript",
        r"export (?:default |async |declare )*(?:function|class|const|let|type|interface|enum|\{|\*)",
    ),
    _line(
        "private_script",
        "functions and classes of JavaScript without `export`",
        r"(?:async )?(?:function|class|interface|type) \w",
    ),
    _search(
        "public_go",
        "exported functions and types of Go",
        r"^(?:func (?:\([^)\n]{0,60}\) )?|type )[A-Z]\w*",
        "func ",
        "type ",
    ),
    _search(
        "private_go",
        "functions and types of Go that are not exported",
        r"^(?:func (?:\([^)\n]{0,60}\) )?|type )[a-z]\w*",
        "func ",
        "type ",
    ),
    _search(
        "flag",
        "command-line flags",
        r"add_argument\(|@click\.option|\badd_option\(|addoption\(|#\[(?:arg|clap|structopt)\b|\bflag\(|Flag\(|flags?\.\w+\(|[\"'`]--[a-z][\w-]+",
        "add_argument(",
        "option(",
        "#[",
        "lag",
        "--",
    ),
    _search(
        "environment",
        "environment variables",
        r"os\.environ|getenv\(|env::var|EnvVars::|process\.env\b|os\.Getenv|\benv\.[A-Z_]{3}|[\"'][A-Z]{2,}_[A-Z_]{2,}[\"']",
        "env",
        "Env",
        "_",
    ),
    _search(
        "setting",
        "settings of configuration files",
        r"#\[serde|\byaml:\"|json:\"|config\.\w+|settings?\.\w+|options?\.\w+|getini\(|addini\(",
        "serde",
        "yaml:",
        "json:",
        "config.",
        "setting",
        "option",
        "ini(",
    ),
    _search(
        "raise",
        "raised or returned errors",
        r"^\s*raise\b|\bthrow\b|\bpanic!\(|\bbail!\(|Err\(|errors\.New\(|fmt\.Errorf\(",
        "raise",
        "throw",
        "panic!",
        "bail!",
        "Err(",
        "errors.New",
        "Errorf",
    ),
    _search(
        "catch",
        "handled errors",
        r"^\s*except\b|\bcatch\b|\.unwrap_or|if err != nil|\bsuppress\(",
        "except",
        "catch",
        "unwrap_or",
        "err != nil",
        "suppress(",
    ),
    _line("condition", "branches", r"(?:\}? ?else ?)?(?:if|elif|match|switch|case|when)\b"),
    _line("loop", "loops", r"(?:for|while|loop)\b"),
    _line("return", "returns", r"return\b"),
    _line("import", "imports", r"(?:import|from|use|require|#include|export \* from)\b"),
    _search("deprecated", "deprecations", r"[Dd]eprecat|DEPRECAT", "eprecat", "DEPRECAT"),
    _search(
        "warn",
        "warnings to users",
        r"\bwarn(?:ings?)?\b(?:\.warn)?\(|warn!\(|warn_user|console\.warn|level\.Warn",
        "warn",
        "Warn",
    ),
    _search(
        "log",
        "log lines",
        r"\b(?:log|logger|logging|tracing|slog|console)\.\w+\(|\b(?:debug|info|trace|error)!\(",
        "log",
        "tracing",
        "console",
        "!(",
    ),
    _line("comment", "comment lines", r"#|//|\*|/\*|<!--"),
    _search(
        "docstring",
        "doc comments and docstring marks",
        r"\"\"\"|'''|^\s*///|^\s*//!|^\s*/\*\*|:param|@param|versionadded|versionchanged",
        '"""',
        "'''",
        "///",
        "//!",
        "/**",
        "param",
        "version",
    ),
    _search(
        "since",
        "notes of the version that brings something",
        r"versionadded|versionchanged|@since|\bstable\(feature|added in version",
        "version",
        "@since",
        "stable(",
    ),
    _line("decorator", "decorators and attributes", r"@\w|#\["),
    _search("todo", "TODO and FIXME", r"\b(?:TODO|FIXME|XXX|HACK)\b", "TODO", "FIXME", "XXX", "HACK"),
    _search(
        "typing",
        "type annotations, casts and type comments",
        r"# type:|: (?:Optional|Union|List|Dict|Any|Callable|Tuple)\[|-> \w|\bcast\(|\bTYPE_CHECKING\b|from typing",
        "# type:",
        ": ",
        "-> ",
        "cast(",
        "TYPE_CHECKING",
        "typing",
    ),
    _search("string", "string literals", r"[\"'`][^\"'`\n]{4,}[\"'`]"),
    _search(
        "metric",
        "metrics",
        r"prometheus\.|\bmetrics?\.\w+|_total\b|NewCounter|NewGauge|histogram",
        "prometheus.",
        "metric",
        "_total",
        "NewCounter",
        "NewGauge",
        "histogram",
    ),
    _search(
        "feature_switch",
        "feature gates",
        r"preview|experimental|unstable|feature[-_]?(?:flag|gate)s?|EnableFeature|cfg\(feature|gated?\b",
        "preview",
        "experimental",
        "unstable",
        "feature",
        "EnableFeature",
        "gate",
    ),
    _search(
        "unsafe",
        "unsafe or security-relevant calls",
        r"unsafe\b|eval\(|exec\(|shell=True|subprocess|escape\(|sanitiz|verify|CVE-|password|token\b|secret",
        "unsafe",
        "eval(",
        "exec(",
        "shell=True",
        "subprocess",
        "escape(",
        "sanitiz",
        "verify",
        "CVE-",
        "password",
        "token",
        "secret",
    ),
    _search(
        "performance",
        "caches, locks, pools and buffers",
        r"cache|lock\b|[Mm]utex|pool\b|[Cc]apacity|alloc|buffer|clone\(\)|parallel|concurren",
        "cache",
        "lock",
        "utex",
        "pool",
        "apacity",
        "alloc",
        "buffer",
        "clone()",
        "parallel",
        "concurren",
    ),
    _search(
        "async",
        "asynchronous code",
        r"await\b|async\b|go func\b|spawn\(|Promise",
        "await",
        "async",
        "go func",
        "spawn(",
        "Promise",
    ),
    _search("dataclass_field", "fields with a type", r"^\s+(?:pub )?[a-z_]\w*\s*\??: [A-Z\w\"'<&\[]", ": "),
    _search(
        "route",
        "routes, handlers and endpoints",
        r"@\w+\.(?:get|post|put|delete|route)\(|\.route\(|HandleFunc|\bendpoint\b|/api/",
        ".get(",
        ".post(",
        ".put(",
        ".delete(",
        ".route(",
        "HandleFunc",
        "endpoint",
        "/api/",
    ),
    _line(
        "enum_value",
        "rows of tables, enumerations and registries",
        r"(?:[A-Z]\w*|[\"'][\w.-]+[\"']|\([\w\"', :]+\)),$",
    ),
)

# Counted in the added lines of test files.
TEST_SIGNALS = (
    _line(
        "test_case",
        "test cases",
        r"(?:async )?def test_?\w*|#\[(?:tokio::)?test|(?:it|test|describe)(?:\.\w+)?\(|func Test\w+|#\[cargo_test",
    ),
    _search(
        "assertion",
        "assertions",
        r"\bassert|\bexpect\(|require\.\w+\(|\.should\b",
        "assert",
        "expect(",
        "require.",
        ".should",
    ),
    _search(
        "skip",
        "skipped or expected failures",
        r"\bskip|xfail|#\[ignore|\.only\(",
        "skip",
        "xfail",
        "#[ignore",
        ".only(",
    ),
    _search(
        "parametrise",
        "parametrised tests",
        r"parametri[sz]e|test_case\(|\.each\(",
        "parametri",
        "test_case(",
        ".each(",
    ),
    _search(
        "expect_error",
        "tests of errors",
        r"raises\(|toThrow|assertRaises|should_panic|with_status\(|pytest\.warns",
        "aises(",
        "toThrow",
        "assertRaises",
        "should_panic",
        "with_status(",
        "warns",
    ),
)

# Counted in the added lines of documentation.
DOCS_SIGNALS = (
    _line("heading", "headings", r"#{1,5} |[=~^-]{4,}$"),
    _line("code_block", "code blocks", r"```|\.\. code|::$|>>> "),
    _search(
        "reference_entry",
        "entries of a reference",
        r"^\.\. (?:py:)?(?:function|class|method|attribute|option|data|confval|exception)::|^#{2,5} `|^- `--|versionadded|versionchanged",
    ),
    _search(
        "deprecated_doc",
        "deprecation notes",
        r"[Dd]eprecat|[Bb]reaking|no longer",
        "eprecat",
        "reaking",
        "no longer",
    ),
    _search("flag_doc", "flags and variables explained", r"`--?[a-z][\w-]+|`[A-Z]{2,}_[A-Z_]+`", "`"),
)
