"""What the features look for in the words of a message: conventional types, topics, references.

Fixed with the feature schema, like `classifier.importance.roles`: the types that a report shows come from
`rules/types.toml`, which a user can edit and which must not move what a trained model was trained on.
"""

from __future__ import annotations

import re

TYPES = (
    "feat",
    "fix",
    "perf",
    "refactor",
    "docs",
    "test",
    "chore",
    "ci",
    "build",
    "style",
    "revert",
    "deps",
)
TYPE_ALIASES = {
    "feature": "feat",
    "bugfix": "fix",
    "bug": "fix",
    "hotfix": "fix",
    "doc": "docs",
    "tests": "test",
    "testing": "test",
    "performance": "perf",
    "refact": "refactor",
    "cleanup": "refactor",
    "dep": "deps",
    "build(deps)": "deps",
    "maint": "chore",
    "misc": "chore",
    "internal": "chore",
    "tooling": "chore",
    "enh": "feat",
    "cosmetic": "style",
    "lint": "style",
}
CONVENTIONAL = re.compile(r"^(?P<type>[A-Za-z]{2,14})(?P<scope>\([^)]{0,80}\))?(?P<bang>!)?:\s")
SCOPE = re.compile(r"^\W{0,2}[\w/.@ -]{2,30}\]?:\s|^\[[^\]]{2,30}\]")
TOPICS: tuple[tuple[str, str], ...] = (
    (
        "adds",
        (
            r"\b(?:add(?:s|ed|ing)?|implement(?:s|ed|ing|ation)?|introduc(?:e|es|ed|ing)"
            r"|support(?:s|ed|ing)?|new|creat(?:e|es|ed)|provid(?:e|es|ed)|expos(?:e|es|ed))\b"
        ),
    ),
    (
        "allows",
        (
            r"\b(?:allow(?:s|ed|ing)?|enabl(?:e|es|ed|ing)|accept(?:s|ed)?|extend(?:s|ed)?|option(?:s|al)?"
            r"|configurable|opt[- ]in)\b"
        ),
    ),
    (
        "fixes",
        (
            r"\b(?:fix(?:es|ed|ing)?|bug(?:s|fix)?|correct(?:s|ed|ly)?|repair|regression|broken"
            r"|wrong(?:ly)?|incorrect(?:ly)?|hotfix|resolve[sd]?)\b"
        ),
    ),
    (
        "guards",
        (
            r"\b(?:prevent(?:s|ed)?|avoid(?:s|ed)?|handl(?:e|es|ed|ing)|ensur(?:e|es|ed)|don'?t|do not"
            r"|ignor(?:e|es|ed)|crash(?:es)?|panic|error(?:s)?|fail(?:s|ed|ure|ing)?|leak|race|deadlock"
            r"|hang)\b"
        ),
    ),
    ("removes", r"\b(?:remov(?:e|es|ed|ing|al)|drop(?:s|ped)?|delet(?:e|es|ed)|no longer|get rid)\b"),
    ("deprecates", r"\b(?:deprecat\w*|breaking|incompatib\w*|obsolete|backward\w*)\b"),
    (
        "improves",
        (
            r"\b(?:improv\w*|enhanc\w*|better|optimi[sz]\w*|speed ?up|fast(?:er)?|perf\w*|reduc\w*"
            r"|efficient\w*|memory)\b"
        ),
    ),
    (
        "refactors",
        (
            r"\b(?:refactor\w*|clean(?:s|ed|up|ing)?\b|simplif\w*|renam\w*|mov(?:e|es|ed|ing)|extract\w*"
            r"|reorgani[sz]\w*|split\w*|inline|unus\w+|tidy|internal\w*|rewrite|restructure|dead code)\b"
        ),
    ),
    (
        "bumps",
        (
            r"\b(?:bump(?:s|ed)?|updat(?:e|es|ed|ing)|upgrad(?:e|es|ed)|dependenc(?:y|ies)|deps|renovate"
            r"|pin(?:s|ned)?|lock ?file|from [v\d.]+ to [v\d.]+)\b"
        ),
    ),
    (
        "documents",
        (
            r"\b(?:doc(?:s|strings?|umentation|ument(?:ed|s)?)?|readme|typo(?:s)?|comment(?:s)?|spelling"
            r"|wording|example(?:s)?|guide|link(?:s)?|contributors?|authors)\b"
        ),
    ),
    (
        "tests",
        (
            r"\b(?:test(?:s|ed|ing|case)?|coverage|flak(?:y|iness)|mock|fixture(?:s)?|snapshot(?:s)?"
            r"|benchmark(?:s)?|xfail)\b"
        ),
    ),
    (
        "tooling",
        (
            r"\b(?:ci|github actions?|workflow(?:s)?|travis|appveyor|azure|pre-commit|lint(?:s|ing|er)?"
            r"|mypy|ruff|clippy|eslint|prettier|black|flake8|isort|typing"
            r"|type[- ]?(?:hints?|annotations?|checking)|tox|nox|codecov|dependabot)\b"
        ),
    ),
    (
        "packages",
        (
            r"\b(?:release(?:s|d)?|version|wheel(?:s)?|packag(?:e|es|ing)|publish|docker|installer"
            r"|build(?:s|ing)?|vendor(?:ed|ing)?|backport)\b"
        ),
    ),
    ("reverts", r"\b(?:revert(?:s|ed|ing)?|roll ?back|undo)\b"),
    (
        "interface",
        (
            r"\b(?:api|flag(?:s)?|cli|command(?:s)?|setting(?:s)?|config\w*|parameter(?:s)?|argument(?:s)?"
            r"|hook(?:s)?|plugin(?:s)?|endpoint|env(?:ironment)? var\w*|public|user(?:s)?|default(?:s)?)\b"
            r"|--[a-z]"
        ),
    ),
    (
        "security",
        (
            r"\b(?:secur\w*|cve-?\w*|vulnerab\w*|ghsa\S*|injection|xss|dos|sanitiz\w*|redact\w*"
            r"|credential\w*|leak\w*)\b"
        ),
    ),
    (
        "platform",
        r"\b(?:windows|macos|linux|python ?[23]\.\d+|pypy|node ?\d*|bsd|android|ios|arm64|aarch64|x86)\b",
    ),
    (
        "polish",
        (
            r"\b(?:minor|small|nit(?:s)?|trivial|tweak(?:s|ed)?|format(?:ting|ted)?|style|whitespace|misc"
            r"|chore|cosmetic|follow[- ]?up|wip)\b"
        ),
    ),
    ("preview", r"\b(?:preview|experimental|unstable|nightly|alpha|beta|prototype|initial)\b|-z\w+"),
)
TOPIC_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in TOPICS)
ISSUE = re.compile(r"#\d+|GH-\d+|\b(?:fix(?:es)?|close[sd]?|resolve[sd]?)\b[ :]+(?:#|https?:)", re.IGNORECASE)
CLOSES = re.compile(
    r"\b(?:fix(?:es|ed)?|close[sd]?|resolve[sd]?)\b[ :]+(?:#\d|GH-|https?:|[\w./-]+#\d|ticket:)",
    re.IGNORECASE,
)
ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s", re.MULTILINE)
