"""What is known of a language beside its query: a page of TOML, `languages/<name>/language.toml`.

    language = "swift"                       # its name in facts and reports
    suffixes = ["swift"]                     # of the files that it reads
    names = ["Podfile"]                      # whole names of files
    package = "tree_sitter_swift"            # the module of the grammar, and what installs it
    distribution = "tree-sitter-swift"
    comments = ["comment"]                   # nodes
    row_comments = ["//", "/*", "*"]         # how a row that is only a comment begins
    methods_in = ["module"]                  # beside types: kinds of container whose functions are methods
    doc_marks = ["///", "/**"]               # how a comment begins that is documentation

    [names_of]                               # how names are put together: separators by kind of declaration
    default = "."

    [public]                                 # who can hold on to a declaration
    default = "internal"                     # the word where none is written
    within = { interface = "public" }        # the same inside containers of a kind; "inherited": as the container
    words = ["public", "open"]               # the words that make public
    private_names = "^_"                     # names that are private whatever is written
    hidden = "^doc false"                    # leading attributes and comments that say so
    other_words = ["private"]                # the words that do not; "local" is what stands inside a function
    called = { local = "file-local" }        # words that are told as others
    sections_for = ["method"]                # what a word on a line of its own is about (`private`)

    [signature]
    style = "name: type"                     # or "type name", or "name": how a parameter is written
    default_mark = "="
    arity = false                            # whether the number of parameters makes it another function
    clauses = false                          # whether a function is written as clauses, one after another

    [documentation]
    deprecated = "@available\\(.*deprecated"  # leading attributes and comments that say so
    documented = "^doc "                     # leading attributes that are documentation

    [tests]                                  # what the test runner makes of declarations and calls
    attributes = { case = ["Test"], skipped = ["Ignore"] }
    names = { case = "^test" }               # of functions in test files
    runners = { case = ["it"], suite = ["describe"], fixture = ["before"], skipped = ["xit"] }
    bases = ["XCTestCase"]                   # of classes of tests

    [steps]                                  # what bodies do, beside `steps.scm`
    raising = ["fatalError"]                 # calls that end in an error
    comment = "//"                           # begins a comment

Everything but the first five has a default. A page that is wrong is a defect of ours, found by the tests.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from classifier.facts.interface import Subject

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=_STRICT)
class Public:
    """Who can hold on to a declaration."""

    default: str = "public"
    within: dict[str, str] = Field(default_factory=dict)
    words: tuple[str, ...] = ("public",)
    other_words: tuple[str, ...] = ()
    called: dict[str, str] = Field(default_factory=dict)
    private_names: str = ""
    hidden: str = ""
    sections_for: tuple[Subject, ...] = (Subject.METHOD,)


@dataclass(frozen=True, config=_STRICT)
class Signature:
    """How parameters are written."""

    style: str = "name: type"
    default_mark: str = "="
    arity: bool = False
    clauses: bool = False
    receivers: tuple[str, ...] = ()


@dataclass(frozen=True, config=_STRICT)
class Documentation:
    """How documentation and deprecation are written."""

    deprecated: str = "@deprecated"
    documented: str = ""


@dataclass(frozen=True, config=_STRICT)
class Tests:
    """What the test runner makes of declarations and calls: role → attributes, pattern of names, callees."""

    attributes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    names: dict[str, str] = Field(default_factory=dict)
    runners: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, config=_STRICT)
class Steps:
    """What is known of bodies beside the query for their steps."""

    raising: tuple[str, ...] = ()
    comment: str = "//"


@dataclass(frozen=True, config=_STRICT)
class Page:
    """A language's page."""

    language: str
    suffixes: tuple[str, ...]
    package: str
    distribution: str
    comments: tuple[str, ...]
    function: str = "language"
    names: tuple[str, ...] = ()
    methods_in: tuple[str, ...] = ()
    row_comments: tuple[str, ...] = ("//", "/*", "*")
    doc_marks: tuple[str, ...] = ("/**",)
    names_of: dict[str, str] = Field(default_factory=lambda: {"default": "."})
    public: Public = Field(default_factory=Public)
    signature: Signature = Field(default_factory=Signature)
    documentation: Documentation = Field(default_factory=Documentation)
    tests: Tests = Field(default_factory=Tests)
    steps: Steps = Field(default_factory=Steps)

    def separator(self, kind: str) -> str:
        """What stands before a name of some kind of declaration."""
        return self.names_of.get(kind, self.names_of["default"])


@cache
def step_queries() -> tuple[tuple[Page, str], ...]:
    """The pages of the languages whose bodies are read, each with its query for their steps (`steps.scm`)."""
    folder = files("classifier.facts.symbols") / "languages"
    entries = sorted(folder.iterdir(), key=lambda one: one.name)
    return tuple(
        (_read(entry)[0], (entry / "steps.scm").read_text("utf8"))
        for entry in entries
        if (entry / "steps.scm").is_file()
    )


@cache
def pages() -> tuple[tuple[Page, str], ...]:
    """Each language's page and query, in the order of their folders' names."""
    folder = files("classifier.facts.symbols") / "languages"
    entries = sorted(folder.iterdir(), key=lambda one: one.name)
    return tuple(_read(entry) for entry in entries if (entry / "language.toml").is_file())


def _read(folder: Traversable) -> tuple[Page, str]:
    page = Page(**tomllib.loads((folder / "language.toml").read_text("utf8")))
    for pattern in (page.public.private_names, page.public.hidden, page.documentation.deprecated):
        re.compile(pattern)
    return page, (folder / "definitions.scm").read_text("utf8")
