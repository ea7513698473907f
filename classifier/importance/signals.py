"""Figures from the changed lines: one regular expression each, counted over the text of the lines.

All patterns are linear (no nested repetition) and meant for lines joined by line feeds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """A count over changed lines. `name` is the feature's stem, `meaning` goes into its table."""

    name: str
    meaning: str
    pattern: re.Pattern[str]


def _signal(name: str, meaning: str, pattern: str, flags: int = re.MULTILINE) -> Signal:
    return Signal(name, meaning, re.compile(pattern, flags))


# Counted in the added and in the removed lines of source files.
SOURCE_SIGNALS = (
    _signal(
        "public_python", "public Python functions and classes", r"^ {0,4}(?:async )?(?:def|class) [A-Za-z]\w*"
    ),
    _signal("private_python", "private Python functions and classes", r"^\s*(?:async )?(?:def|class) _\w+"),
    _signal(
        "public_rust",
        "`pub` items of Rust",
        r"^\s*pub (?:async |const |unsafe )*(?:fn|struct|enum|trait|mod|type|const|use)\b",
    ),
    _signal(
        "private_rust",
        "items of Rust without `pub`",
        r"^\s*(?:pub\(\w+\) )?(?:async |const |unsafe )*(?:fn|struct|enum|trait) \w",
    ),
    _signal(
        "public_script",
        "`export`s of JavaScript and TypeScript",
        r"^\s*export (?:default |async |declare )*(?:function|class|const|let|type|interface|enum|\{|\*)",
    ),
    _signal(
        "private_script",
        "functions and classes of JavaScript without `export`",
        r"^\s*(?:async )?(?:function|class|interface|type) \w",
    ),
    _signal(
        "public_go", "exported functions and types of Go", r"^(?:func (?:\([^)\n]{0,60}\) )?|type )[A-Z]\w*"
    ),
    _signal(
        "private_go",
        "functions and types of Go that are not exported",
        r"^(?:func (?:\([^)\n]{0,60}\) )?|type )[a-z]\w*",
    ),
    _signal(
        "flag",
        "command-line flags",
        r"add_argument\(|@click\.option|\badd_option\(|addoption\(|#\[(?:arg|clap|structopt)\b|\bflag\(|Flag\(|flags?\.\w+\(|[\"'`]--[a-z][\w-]+",
    ),
    _signal(
        "environment",
        "environment variables",
        r"os\.environ|getenv\(|env::var|EnvVars::|process\.env\b|os\.Getenv|\benv\.[A-Z_]{3}|[\"'][A-Z]{2,}_[A-Z_]{2,}[\"']",
    ),
    _signal(
        "setting",
        "settings of configuration files",
        r"#\[serde|\byaml:\"|json:\"|config\.\w+|settings?\.\w+|options?\.\w+|getini\(|addini\(",
    ),
    _signal(
        "raise",
        "raised or returned errors",
        r"^\s*raise\b|\bthrow\b|\bpanic!\(|\bbail!\(|Err\(|errors\.New\(|fmt\.Errorf\(",
    ),
    _signal("catch", "handled errors", r"^\s*except\b|\bcatch\b|\.unwrap_or|if err != nil|\bsuppress\("),
    _signal("condition", "branches", r"^\s*(?:\}? ?else ?)?(?:if|elif|match|switch|case|when)\b"),
    _signal("loop", "loops", r"^\s*(?:for|while|loop)\b"),
    _signal("return", "returns", r"^\s*return\b"),
    _signal("import", "imports", r"^\s*(?:import|from|use|require|#include|export \* from)\b"),
    _signal("deprecated", "deprecations", r"[Dd]eprecat|DEPRECAT"),
    _signal(
        "warn",
        "warnings to users",
        r"\bwarn(?:ings?)?\b(?:\.warn)?\(|warn!\(|warn_user|console\.warn|level\.Warn",
    ),
    _signal(
        "log",
        "log lines",
        r"\b(?:log|logger|logging|tracing|slog|console)\.\w+\(|\b(?:debug|info|trace|error)!\(",
    ),
    _signal("comment", "comment lines", r"^\s*(?:#|//|\*|/\*|<!--)"),
    _signal(
        "docstring",
        "doc comments and docstring marks",
        r"\"\"\"|'''|^\s*///|^\s*//!|^\s*/\*\*|:param|@param|versionadded|versionchanged",
    ),
    _signal(
        "since",
        "notes of the version that brings something",
        r"versionadded|versionchanged|@since|\bstable\(feature|added in version",
    ),
    _signal("decorator", "decorators and attributes", r"^\s*(?:@\w|#\[)"),
    _signal("todo", "TODO and FIXME", r"\b(?:TODO|FIXME|XXX|HACK)\b"),
    _signal(
        "typing",
        "type annotations, casts and type comments",
        r"# type:|: (?:Optional|Union|List|Dict|Any|Callable|Tuple)\[|-> \w|\bcast\(|\bTYPE_CHECKING\b|from typing",
    ),
    _signal("string", "lines with string literals", r"[\"'`][^\"'`\n]{4,}[\"'`]"),
    _signal("metric", "metrics", r"prometheus\.|\bmetrics?\.\w+|_total\b|NewCounter|NewGauge|histogram"),
    _signal(
        "feature_switch",
        "feature gates",
        r"preview|experimental|unstable|feature[-_]?(?:flag|gate)s?|EnableFeature|cfg\(feature|gated?\b",
    ),
    _signal(
        "unsafe",
        "unsafe or security-relevant calls",
        r"\bunsafe\b|\beval\(|\bexec\(|shell=True|subprocess|escape\(|sanitiz|verify|CVE-|password|token\b|secret",
    ),
    _signal(
        "performance",
        "caches, locks, pools and buffers",
        r"\bcach|\block\b|[Mm]utex|\bpool\b|lru_cache|[Cc]apacity|\balloc|\bbuffer|\bclone\(\)|parallel|concurren",
    ),
    _signal("async", "asynchronous code", r"\bawait\b|\basync\b|\bgo func\b|\bspawn\(|Promise"),
    _signal("dataclass_field", "fields with a type", r"^\s+(?:pub )?[a-z_]\w*\s*\??: [A-Z\w\"'<&\[]"),
    _signal(
        "route",
        "routes, handlers and endpoints",
        r"@\w+\.(?:get|post|put|delete|route)\(|\.route\(|HandleFunc|\bendpoint\b|/api/",
    ),
    _signal(
        "enum_value",
        "rows of tables, enumerations and registries",
        r"^\s*(?:[A-Z]\w*|[\"'][\w.-]+[\"']|\([\w\"', :]+\)),$",
    ),
)

# Counted in the added lines of test files.
TEST_SIGNALS = (
    _signal(
        "test_case",
        "test cases",
        r"^\s*(?:async )?def test_?\w*|^\s*#\[(?:tokio::)?test|^\s*(?:it|test|describe)(?:\.\w+)?\(|^func Test\w+|#\[cargo_test",
    ),
    _signal("assertion", "assertions", r"\bassert|\bexpect\(|require\.\w+\(|\.should\b"),
    _signal("skip", "skipped or expected failures", r"\bskip|xfail|#\[ignore|\.only\("),
    _signal("parametrise", "parametrised tests", r"parametri[sz]e|test_case\(|\.each\("),
    _signal(
        "expect_error",
        "tests of errors",
        r"raises\(|toThrow|assertRaises|should_panic|with_status\(|pytest\.warns",
    ),
)

# Counted in the added lines of documentation.
DOCS_SIGNALS = (
    _signal("heading", "headings", r"^#{1,5} |^[=~^-]{4,}$"),
    _signal("code_block", "code blocks", r"^\s*```|^\.\. code|^\s*::$|^>>> "),
    _signal(
        "reference_entry",
        "entries of a reference",
        r"^\.\. (?:py:)?(?:function|class|method|attribute|option|data|confval|exception)::|^#{2,5} `|^- `--|versionadded|versionchanged",
    ),
    _signal("deprecated_doc", "deprecation notes", r"[Dd]eprecat|[Bb]reaking|no longer"),
    _signal("flag_doc", "flags and variables explained", r"`--?[a-z][\w-]+|`[A-Z]{2,}_[A-Z_]+`"),
)
