"""Every pattern that reads commit messages, in one place.

Each is linear in the text that it is given: no two neighbouring quantifiers accept the same character,
and whatever may repeat without end is bounded or anchored to the start of a line. Patterns with `match`
in mind are applied to one line at a time.
"""

from __future__ import annotations

import re

# Conventional Commits 1.0.0, item 1. A type is a noun: a ticket (`JIRA-123`) or a path (`net/http`) is none.
CONVENTIONAL = re.compile(r"([^\W\d_][\w.+-]*)(?:\(([^()\n]+)\))?(!)?:([ \t]*)(?=(\S))")
TICKET = re.compile(
    r"(?:\[([A-Z][A-Z0-9_]{1,20}-\d{1,9})\]"
    r"|([A-Z][A-Z0-9_]{1,20}-\d{1,9})(?=[:.][ \t]| - ))[ \t]*[:.-]?[ \t]*(?=\S)"
)
# What people write who mean a type but miss the form: `feat (x): y`, `fix[x]: y`, `fix : y`, `feat()!: y`.
NEARLY_CONVENTIONAL = re.compile(
    r"([A-Za-z]{2,16})[ \t]?(?:\(([^()\n]*)\)|\[([^\[\]\n]*)\])?[ \t]?(!)?[ \t]?:[ \t]*(?=\S)"
)
# The types in use; `net: …` and `parser: …` have the same form, so it takes a list to tell them apart.
TYPE_WORDS = frozenset(
    [
        "feat",
        "feature",
        "feats",
        "fix",
        "fixes",
        "fixed",
        "bugfix",
        "bug",
        "hotfix",
        "perf",
        "performance",
        "refactor",
        "refac",
        "refact",
        "rework",
        "cleanup",
        "docs",
        "doc",
        "documentation",
        "test",
        "tests",
        "testing",
        "style",
        "format",
        "lint",
        "fmt",
        "typo",
        "build",
        "ci",
        "cicd",
        "chore",
        "chores",
        "misc",
        "revert",
        "deps",
        "dep",
        "dependencies",
        "bump",
        "security",
        "sec",
        "release",
        "config",
        "conf",
        "infra",
        "ops",
        "wip",
        "improvement",
        "improve",
        "enhancement",
        "enhance",
        "enh",
        "maint",
        "i18n",
        "l10n",
        "types",
        "minor",
        "deprecate",
        "deprecation",
        "remove",
        "removal",
        "breaking",
        "change",
        "changed",
        "add",
        "added",
        "update",
        "upgrade",
        "optimize",
        "optimization",
        "opt",
        "ux",
        "tweak",
        "polish",
        "nit",
        "trivial",
        "examples",
        "example",
        "benchmark",
        "bench",
        "tool",
        "tools",
        "tooling",
    ]
)

# `[Bugfix][Kernel] …`; also `【…】`. The tags are read one after the other from the start.
TAG = re.compile(r"[ \t]*(?:\[([^\[\]\n]{1,60})\]|【([^【】\n]{1,60})】)[ \t]*")
# `net/http: …`, `drm/amd/display: …`, `x86, kvm: …`, `cmd/{go,vet}: …`, `mm: slub: …`
AREA = re.compile(r"([\w.*/{}@+-]+(?:,[ ]?[\w.*/{}@+-]+){0,5}):[ \t]+(?=\S)")
EMOJI = re.compile(
    r"(:[a-z0-9_+-]{2,40}:|[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]\ufe0f?(?:\u200d[\u2600-\U0001faff]\ufe0f?)*)[ \t]*"
)
DJANGO = re.compile(
    r"(?:\[[\w.]{1,20}\][ \t]+)?(Fixed|Refs|Reverted)[ \t]+"
    r"(#\d{1,9}(?:,[ ]?#\d{1,9}){0,9})[ \t]+--?[ \t]+(?=\S)"
)

MERGE_PULL_REQUEST = re.compile(r"Merge pull request #(\d{1,9}) (?:from|in) (\S+)")
MERGE_BITBUCKET = re.compile(r"Merged in ([^\n]{1,200}?) \(pull request #(\d{1,9})\)")
MERGE_OTHER = re.compile(
    r"Merge (?:(?:remote-tracking )?branch(?:es)?|tags?|commits?|changes?|topic|\"|')"
    r"|Merge [^\n:]{1,200} into \S+$|Merge remote-tracking|Merge commit|Automatic merge|Auto-merge"
)
GITLAB_REQUEST = re.compile(r"See merge request ([\w./-]{0,200})!(\d{1,9})")

REVERT_TITLE = re.compile(
    r"([Rr]evert|Reapply|Reland|Roll back|Rollback|Back out|Undo)(?::[ \t]?|[ \t]+)[\"'“](.+)[\"'”]"
)
REVERT_WORD = re.compile(r"(?:\[?revert(?:s|ed|ing)?\]?|roll ?back|back out)\b[ \t:]*", re.IGNORECASE)
REVERTED_SHA = re.compile(
    r"\b(?:revert(?:s|ing|ed)|backs? out|undoes)(?:[ \t]{1,4}commits?)?[: \t]{1,4}([0-9a-f]{7,64})\b",
    re.IGNORECASE,
)
REVERTS_WHOLLY = re.compile(r"^This reverts commit [0-9a-f]{7,64}\b", re.MULTILINE)
REVERTED_REQUEST = re.compile(
    r"\brevert(?:s|ing|ed)?[: \t]{1,4}([\w-]{1,39}/[\w.-]{1,100})?#(\d{1,9})\b", re.IGNORECASE
)
SHA = re.compile(r"[0-9a-f]{7,64}\b", re.IGNORECASE)
CHERRY_PICKED = re.compile(r"\(cherry picked from commit ([0-9a-f]{7,64})\)?")

AUTOSQUASH = re.compile(r"(?:fixup|squash|amend)! ")

# Footers, items 8 to 10, 12 and 16. A token has no blanks, but for BREAKING CHANGE; `fix(parser)!` is what
# squashed conventional lines look like, and the reference parser reads them as footers.
FOOTER = re.compile(
    r"(BREAKING CHANGE|[A-Za-z0-9][\w.-]*(?:\([^()\n]+\))?)(!)?(?::(?![:/\\])[ \t]*|[ \t]#(?=\S))"
)


# A line of a squash body: `* feat(x): y`, `- fix: z`, or the bare line.
SQUASH_LINE = re.compile(
    r"^[ \t]{0,8}(?:[*•-][ \t]+|\d{1,3}[.)][ \t]+)?(([A-Za-z]{2,16})(?:\([^()\n]{1,100}\))?!?:[ \t]+\S)",
    re.MULTILINE,
)

CO_AUTHOR = re.compile(r"^co-authored-by:([^<\n]{0,200})<([^<>\n]{1,254})>", re.IGNORECASE | re.MULTILINE)
TRAILER = re.compile(r"([A-Za-z0-9-]+)[ \t]*:")
GPG_OUTPUT = re.compile(r"gpg: ")

# References, found by their literal `#`, `!`, `GH-` or `://`, never by a leading wildcard.
NUMBER = re.compile(r"#(\d{1,9})(?![\w])|\b[Gg][Hh]-(\d{1,9})\b")
OWNER_NAME = re.compile(r"[\w-]{1,39}/[\w.-]{1,100}")
WEB_REFERENCE = re.compile(
    r"https?://[\w.-]{1,100}/([\w.-]{1,60}/(?:[\w.-]{1,100}/){0,4}?[\w.-]{1,100})/(?:-/)?"
    r"(?:issues|pull|pulls|merge_requests)/(\d{1,9})\b"
)
ACTION = re.compile(
    r"(close[sd]?|closing|fix(?:e[sd]|ing)?|resolve[sd]?|resolving|refs?|references?|see|related to"
    r"|part of|addresses|implements|reverts?)"
    r"(?:[ \t]+(?:issue|bug|pr|pull request))?[:]?[ \t]*$",
    re.IGNORECASE,
)
CLOSING = ("clos", "fix", "resolv")
