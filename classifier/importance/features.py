"""The features of importance: one table, with what each column means and where it comes from.

`classifier.importance.extraction` computes them. Change metrics follow Kamei et al. 2013, "A large-scale empirical
study of just-in-time quality assurance" (size, diffusion, purpose), as far as one commit shows them. Counts are
integers from 0 to 65535; shares are per mille.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from classifier.importance.definitions import FIGURES as DEFINED
from classifier.importance.line_patterns import DOCS_SIGNALS, SOURCE_SIGNALS, TEST_SIGNALS
from classifier.importance.roles import Part
from classifier.importance.topics import TOPICS, TYPES

SCHEMA = 4  # raised whenever a column changes its meaning


class Group(StrEnum):
    """Groups of features: what a contribution speaks of, and what is shuffled together in evaluation."""

    MESSAGE = "message"
    TYPE = "type"
    ROLES = "roles"
    SIZE = "size"
    DIFFUSION = "diffusion"
    SIGNALS = "signals"
    SUBJECT_WORDS = "subject-words"
    BODY_WORDS = "body-words"
    PATH_WORDS = "path-words"
    CODE_WORDS = "code-words"


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of the table."""

    name: str
    group: Group
    meaning: str
    unit: str = "count"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A commit as the model sees it: the table's figures and the columns of its hashed words."""

    figures: tuple[int, ...]
    words: tuple[int, ...]


LANGUAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("python", (".py", ".pyx", ".pyi")),
    ("rust", (".rs",)),
    ("go", (".go",)),
    ("script", (".js", ".ts", ".mjs", ".cjs", ".tsx", ".jsx", ".svelte", ".vue", ".mts")),
    ("native", (".c", ".cc", ".cpp", ".h", ".hpp", ".cu", ".cxx", ".hh", ".cuh")),
    ("jvm", (".java", ".kt", ".kts", ".scala", ".groovy")),
    ("dotnet", (".cs", ".fs", ".vb")),
    ("ruby", (".rb", ".rake")),
    ("php", (".php",)),
    ("mobile", (".swift", ".m", ".mm", ".dart")),
    ("beam", (".ex", ".exs", ".erl")),
    ("shell", (".sh", ".ps1", ".bash")),
)


def _table() -> tuple[Feature, ...]:
    message = [
        Feature("subject_length", Group.MESSAGE, "length of the subject", "characters"),
        Feature("subject_words", Group.MESSAGE, "words of the subject"),
        Feature("body_lines", Group.MESSAGE, "lines of the body that are prose"),
        Feature("body_length", Group.MESSAGE, "length of the body", "characters"),
        Feature("body_items", Group.MESSAGE, "list items in the body"),
        Feature("code_spans", Group.MESSAGE, "code spans in the message"),
        Feature("subject_code", Group.MESSAGE, "code spans in the subject"),
        Feature("issue_references", Group.MESSAGE, "references to issues in the whole message"),
        Feature(
            "closes_issue",
            Group.MESSAGE,
            "whether it says that it closes an issue",
            "0 or 1",
            "Kamei et al. 2013, FIX",
        ),
        Feature("is_merge", Group.MESSAGE, "whether it is a merge", "0 or 1"),
        Feature("body_versions", Group.MESSAGE, "version numbers in the message"),
        Feature("subject_capital", Group.MESSAGE, "whether the subject starts with a capital", "0 or 1"),
    ]
    message += [
        Feature(f"subject_{name}", Group.MESSAGE, f"words of the topic `{name}` in the subject")
        for name, _ in TOPICS
    ]
    message += [
        Feature(f"body_{name}", Group.MESSAGE, f"words of the topic `{name}` in the body")
        for name, _ in TOPICS
    ]
    types = [Feature(f"type_{name}", Group.TYPE, f"conventional type `{name}`", "0 or 1") for name in TYPES]
    types += [
        Feature("type_other", Group.TYPE, "another word where a conventional type stands", "0 or 1"),
        Feature("type_none", Group.TYPE, "no conventional type", "0 or 1"),
        Feature("has_scope", Group.TYPE, "a scope or area before the subject", "0 or 1"),
        Feature("is_breaking", Group.TYPE, "an exclamation mark or BREAKING CHANGE", "0 or 1"),
    ]
    roles = []
    for part in Part:
        name = part.name.lower()
        roles += [
            Feature(f"files_{name}", Group.ROLES, f"changed files that are {name}"),
            Feature(f"churn_{name}", Group.ROLES, f"changed lines in files that are {name}", "lines"),
            Feature(
                f"share_{name}", Group.ROLES, f"share of changed lines in files that are {name}", "per mille"
            ),
        ]
    roles += [
        Feature(f"churn_{name}", Group.ROLES, f"changed source lines of {name}", "lines")
        for name, _ in LANGUAGES
    ]
    roles += [
        Feature("source_internal", Group.ROLES, "changed source files with a private or internal path"),
        Feature(
            "source_entry",
            Group.ROLES,
            "changed source files that are entry points or public faces (`__init__`, `lib.rs`, `index.ts`, cli)",
        ),
        Feature("source_and_tests", Group.ROLES, "whether source and tests change together", "0 or 1"),
        Feature("source_and_docs", Group.ROLES, "whether source and documentation change together", "0 or 1"),
    ]
    size = [
        Feature("added", Group.SIZE, "added lines", "lines", "Kamei et al. 2013, LA"),
        Feature("removed", Group.SIZE, "removed lines", "lines", "Kamei et al. 2013, LD"),
        Feature("source_added", Group.SIZE, "added source lines", "lines"),
        Feature("source_removed", Group.SIZE, "removed source lines", "lines"),
        Feature("source_added_share", Group.SIZE, "added of the changed source lines", "per mille"),
        Feature("test_added", Group.SIZE, "added test lines", "lines"),
        Feature("test_removed", Group.SIZE, "removed test lines", "lines"),
        Feature("docs_added", Group.SIZE, "added lines of documentation", "lines"),
        Feature("source_largest", Group.SIZE, "changed lines of the source file that changed most", "lines"),
        Feature("source_files_added", Group.SIZE, "new source files"),
        Feature("source_files_deleted", Group.SIZE, "deleted source files"),
        Feature("files_renamed", Group.SIZE, "renamed files"),
        Feature("test_files_added", Group.SIZE, "new test files"),
        Feature("docs_files_added", Group.SIZE, "new documentation files"),
        Feature("blank_share", Group.SIZE, "blank lines among the changed source lines", "per mille"),
        Feature("moved_share", Group.SIZE, "added source lines whose text was also removed", "per mille"),
        Feature("hunks", Group.SIZE, "hunks in source files"),
    ]
    diffusion = [
        Feature("files", Group.DIFFUSION, "changed files", "count", "Kamei et al. 2013, NF"),
        Feature("directories", Group.DIFFUSION, "directories with changes", "count", "Kamei et al. 2013, ND"),
        Feature(
            "subsystems", Group.DIFFUSION, "top-level folders with changes", "count", "Kamei et al. 2013, NS"
        ),
        Feature(
            "entropy",
            Group.DIFFUSION,
            "entropy of the changed lines over the files, of its maximum",
            "per mille",
            "Kamei et al. 2013, Entropy",
        ),
        Feature("source_directories", Group.DIFFUSION, "directories with changed source"),
        Feature("source_depth", Group.DIFFUSION, "least depth of a changed source file"),
    ]
    signals = [
        Feature(f"{side}_{signal.name}", Group.SIGNALS, f"{signal.meaning} in {side} source lines")
        for side in ("added", "removed")
        for signal in SOURCE_SIGNALS.all
    ]
    signals += [
        Feature(f"test_{signal.name}", Group.SIGNALS, f"{signal.meaning} in added test lines")
        for signal in TEST_SIGNALS.all
    ]
    signals += [
        Feature(f"docs_{signal.name}", Group.SIGNALS, f"{signal.meaning} in added documentation")
        for signal in DOCS_SIGNALS.all
    ]
    signals += [
        Feature("public_net", Group.SIGNALS, "public declarations added and not removed"),
        Feature("public_gone", Group.SIGNALS, "public declarations removed and not added"),
        Feature("flag_net", Group.SIGNALS, "flags added and not removed"),
        Feature("environment_net", Group.SIGNALS, "environment variables added and not removed"),
    ]
    signals += [Feature(name, Group.SIGNALS, meaning) for name, meaning in DEFINED]
    signals += [
        Feature("vulnerabilities", Group.SIGNALS, "CVE and GHSA ids in the message", source="NVD, GitHub"),
    ]
    return (*message, *types, *roles, *size, *diffusion, *signals)


FEATURES = _table()
SCHEMA_DIGEST = hashlib.sha256(
    repr((SCHEMA, [(feature.name, feature.group.value, feature.unit) for feature in FEATURES])).encode()
).hexdigest()[:16]
