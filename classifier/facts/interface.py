"""What a fact is, and the one thing an extractor does.

A fact is something that the diff proves. Extractors are plain classes behind `Extractor`; they get a
`CommitView` and yield facts, and they never raise on a commit's content, however hostile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Protocol

from classifier.facts.contents import Contents
from classifier.facts.edits import Edit, edits_of
from classifier.inline_tests import Halves, Sides, Texts, as_changed, halves_of, may_hold_tests, tests_in
from classifier.paths import Role
from classifier.reading import Reading
from history.briefs import Evidence
from history.records import Commit, FileChange, Gap


class Subject(StrEnum):
    """What a fact is about."""

    # symbols
    MODULE = "module"
    CLASS = "class"
    STRUCT = "struct"
    ENUM = "enum"
    TRAIT = "trait"
    INTERFACE = "interface"
    TYPE_ALIAS = "type_alias"
    FUNCTION = "function"
    METHOD = "method"
    PARAMETER = "parameter"
    FIELD = "field"
    VARIANT = "variant"
    CONSTANT = "constant"
    MACRO = "macro"
    DECORATOR = "decorator"
    EXPORT = "export"  # a name that a package or module offers from another
    # what bodies do (`classifier/facts/behaviour`)
    CONDITION = "condition"
    LOOP = "loop"
    RESULT = "result"
    EXCEPTION = "exception"
    CALL = "call"
    ARGUMENT = "argument"
    TEXT = "text"
    LOCAL = "local"
    EXPRESSION = "expression"
    STEP = "step"
    # files and layout
    FILE = "file"
    DIRECTORY = "directory"
    PACKAGE = "package"
    GENERATED = "generated"
    VENDORED = "vendored"
    LOCK_FILE = "lock_file"
    FILE_MODE = "file_mode"
    SUBMODULE = "submodule"
    # dependencies
    DEPENDENCY = "dependency"
    LANGUAGE_VERSION = "language_version"
    BASE_IMAGE = "base_image"
    ACTION = "action"
    # interfaces
    FLAG = "flag"
    ENV_VAR = "env_var"
    CONFIG_KEY = "config_key"
    ROUTE = "route"
    HEADER = "header"
    RPC_SERVICE = "rpc_service"
    RPC_METHOD = "rpc_method"
    MESSAGE = "message"
    MESSAGE_FIELD = "message_field"
    GRAPHQL_TYPE = "graphql_type"
    GRAPHQL_FIELD = "graphql_field"
    OPENAPI_PATH = "openapi_path"
    PUBLIC_API = "public_api"  # an entry of a list of what a project offers
    INPUT_VARIABLE = "input_variable"
    OUTPUT_VALUE = "output_value"
    MIGRATION = "migration"
    TABLE = "table"
    COLUMN = "column"
    INDEX = "index"
    METRIC = "metric"
    LOG_LEVEL = "log_level"
    FEATURE_SWITCH = "feature_switch"
    KUBERNETES_KIND = "kubernetes_kind"
    CRD_VERSION = "crd_version"
    CRD_FIELD = "crd_field"
    RBAC_RULE = "rbac_rule"
    PORT = "port"
    RESOURCE_LIMIT = "resource_limit"
    HELM_VALUE = "helm_value"
    BUILD_ARG = "build_arg"
    BUILD_STAGE = "build_stage"
    WORKFLOW_TRIGGER = "workflow_trigger"
    WORKFLOW_PERMISSION = "workflow_permission"
    WORKFLOW_JOB = "workflow_job"
    # tests
    TEST_CASE = "test_case"
    FIXTURE = "fixture"
    PARAMETRISATION = "parametrisation"
    SNAPSHOT = "snapshot"
    SKIP_MARK = "skip_mark"  # what keeps a test from running or from failing
    COVERAGE = "coverage"  # source changed without tests, tests without source
    # documentation
    PAGE = "page"
    SECTION = "section"
    DOCSTRING = "docstring"
    LINK = "link"
    TABLE_ROW = "table_row"
    # lines
    SIGNAL = "signal"  # `name` is the id of the signal, `rules/signals.toml`
    LICENSE = "license"
    # the author's words
    AUTHOR_SENTENCE = "author_sentence"
    AUTHOR_ITEM = "author_item"
    AUTHOR_BREAKING = "author_breaking"
    AUTHOR_ISSUE = "author_issue"
    # what people wrote in the files (`classifier/facts/words`)
    WORDS = "words"


class Change(StrEnum):
    """What happened to it."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"  # its body, when nothing more exact is known
    SIGNATURE_CHANGED = "signature_changed"
    TYPE_CHANGED = "type_changed"
    DEFAULT_CHANGED = "default_changed"
    DEFAULT_ADDED = "default_added"
    DEFAULT_REMOVED = "default_removed"
    VALUE_CHANGED = "value_changed"
    VISIBILITY_CHANGED = "visibility_changed"
    DEPRECATED = "deprecated"
    BUMPED = "bumped"
    DOWNGRADED = "downgraded"
    LOOSENED = "loosened"
    TIGHTENED = "tightened"
    SKIPPED = "skipped"
    UNSKIPPED = "unskipped"
    MISSING = "missing"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the diff proves.

    `name` is what a reader would search for (`force_logging`, `--kv-cache`, `nixl`); `owner` is what
    it belongs to (struct, parser, manifest section, workflow), "" if nothing. `before` and `after` are
    the two values where the change has two. `public` is the language's own rule, `None` where the
    question makes no sense. `extra` holds what only one family has, documented in that family's module.
    """

    subject: Subject
    change: Change
    name: str
    evidence: tuple[Evidence, ...]
    owner: str = ""
    before: str | None = None
    after: str | None = None
    public: bool | None = None
    language: str = ""
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"fact {self.kind} {self.name!r} has no evidence")

    @property
    def kind(self) -> str:
        """`subject.change`, the name that statement rules select by."""
        return f"{self.subject}.{self.change}"

    @property
    def path(self) -> str:
        """The path of the first evidence."""
        return self.evidence[0].path


@dataclass(frozen=True)
class CommitView:
    """What extractors see of a commit."""

    reading: Reading
    contents: Contents

    @property
    def commit(self) -> Commit:
        """The commit itself."""
        return self.reading.commit

    @cached_property
    def files(self) -> tuple[tuple[FileChange, Role], ...]:
        """The changed files, each with what it is for: a test where only tests that stand in it change."""
        return tuple(
            (file, as_changed(file, role, self.halves))
            for file, role in zip(self.commit.files, self.reading.roles, strict=True)
        )

    @cached_property
    def tests_in(self) -> Mapping[str, Sides]:
        """The lines of tests in the changed files of the program, by path."""
        return {
            file.path: lines
            for file, role in zip(self.commit.files, self.reading.roles, strict=True)
            if role is not Role.TEST and any(lines := tests_in(file, self._texts(file)))
        }

    def _texts(self, file: FileChange) -> Texts:
        return (
            (self.contents.before(file), self.contents.after(file)) if may_hold_tests(file) else (None, None)
        )

    @cached_property
    def halves(self) -> Mapping[str, Halves]:
        """The files of the program that change tests in them, by path, as what is program and what is tests."""
        return halves_of(zip(self.commit.files, self.reading.roles, strict=True), self.tests_in)

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The files that people wrote, prepared for searching: done once, shared by the extractors."""
        return edits_of(self.files, self.contents, self.tests_in)


class Extractor(Protocol):
    """Reads one family of facts from a commit."""

    def facts(self, view: CommitView) -> Iterable[Fact | Gap]:
        """Yield what the diff proves, in the order of the files and lines, and a `Gap` for what could
        not be read. Never raises on content."""
        ...
