"""Which facts are believed: what the lines of the commit bear out, and what says something to a reader.

- A rename is only believed if the old name left with the removed lines and the new one came with the added.
- A folder that still receives changes was not renamed.
- A flag or variable that an added line of the program goes by has not gone; one that a page or an error message
  only names has.
- A function or method of two words that added lines of the program still call is there, wherever it comes from now.
- A type whose declaration stands behind something else in an added line was laid out anew, though no grammar reads it.
- A constant of Python that was `None` is no loss: an import gives the name, or nobody had anything from it.
- A package that a script installed without a version and installs with one now is not new.
- A variable set to another variable's value says nothing by that value.
- A value that was only aligned otherwise did not change.
- That a body calls `len` or `append` says nothing, nor that a module has a `logger`.
- That a test mentions `new` or `run` proves nothing: every test does.
"""

from __future__ import annotations

import re

from classifier.facts.interface import Change, Fact, Subject
from classifier.statements.literal import Grounds, is_special
from classifier.statements.mentions import telling

EVERYBODYS = frozenset({"--help", "--version"})  # flags that every program has
# Attributes that tell compilers and linters something, and nobody what the code does.
FOR_COMPILERS = frozenset(
    {
        "allow",
        "warn",
        "deny",
        "expect",
        "inline",
        "cold",
        "cfg",
        "cfg_attr",
        "doc",
        "skip",
        "override",
        "suppresswarnings",
    }
    | {
        "suppress",
        "automatically_derived",
        "discardableresult",
        "methodimpl",
        "clone",
        "copy",
        "default",
        "debug",
        "noqa",
        "partialeq",
        "eq",
    }
)
LOGGERS = frozenset({"log", "logger"})
FOLDERS = frozenset({Subject.DIRECTORY, Subject.PACKAGE})
WHOLE_FILES = frozenset({Subject.FILE, Subject.DIRECTORY, Subject.PACKAGE, Subject.PAGE})
SAID_ELSEWHERE = frozenset({Subject.DEPENDENCY, Subject.TABLE, Subject.COLUMN})  # one line names old and new
_CALLABLES = frozenset({Subject.FUNCTION, Subject.METHOD})
_TYPES = frozenset({Subject.CLASS, Subject.STRUCT, Subject.INTERFACE, Subject.TRAIT})
_REEXPORTED = _CALLABLES | _TYPES | {Subject.ENUM, Subject.VARIANT, Subject.CONSTANT, Subject.TYPE_ALIAS}
_VERSIONED = frozenset({Subject.DEPENDENCY, Subject.LANGUAGE_VERSION})
_NOUGHTS = re.compile(r"(?:\.0)+$")
_GIVEN = re.compile(r"(?<=\w)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_OF_PHP = frozenset({"null", "true", "false"})
_IS_OWN = re.compile(r"\w_\w|[a-z][A-Z]")  # a name of two words: that another thing has it too is no chance


def is_credible(fact: Fact, grounds: Grounds) -> bool:
    """Whether a fact may be told."""
    if fact.subject in FOLDERS and fact.change in (Change.RENAMED, Change.MOVED):
        return not grounds.has_file_in(fact.before or "")
    if fact.change is Change.RENAMED and fact.subject not in WHOLE_FILES | SAID_ELSEWHERE:
        return fact.subject is Subject.SECTION or grounds.gave_way(fact.before or "", fact.after or "")
    if fact.change is Change.REMOVED and (
        fact.subject in (Subject.FLAG, Subject.ENV_VAR)
        or (fact.subject in _CALLABLES and _IS_OWN.search(fact.name) and grounds.has_added(fact.name))
    ):
        return not (grounds.takes_up(fact.name) or _is_reexported(fact, grounds))
    if fact.subject is Subject.FLAG and fact.change is Change.DEFAULT_REMOVED and fact.language == "python":
        return grounds.adds("required=True")  # else it is None, or whatever the action makes of it
    if fact.subject is Subject.ENV_VAR and fact.change is Change.CHANGED:
        return "$" not in (fact.after or "")
    return (
        not _held_nothing(fact)
        and not _is_passed_elsewhere(fact, grounds)
        and not _is_cut_off(fact)
        and not _is_named_version(fact)
        and _tells_something(fact)
        and _differs(fact)
        and not _stands_elsewhere(fact, grounds)
        and not _is_reexported(fact, grounds)
        and not _got_a_version(fact, grounds)
        and not _is_laid_out_anew(fact, grounds)
    )


def _is_reexported(fact: Fact, grounds: Grounds) -> bool:
    """Whether a name, or what it is a part of, is re-exported from its new place."""
    owner = re.split(r"::|\.", fact.owner)[-1]
    went = fact.change is Change.REMOVED and fact.subject in _REEXPORTED
    return went and not grounds.reexported.isdisjoint((fact.name, owner))


def _held_nothing(fact: Fact) -> bool:
    """Whether a constant went that was nothing: what stood for a module that may be missing."""
    went = fact.subject is Subject.CONSTANT and fact.change is Change.REMOVED and fact.language == "python"
    return went and fact.extra.get("signature", "").endswith("= None")


def _is_passed_elsewhere(fact: Fact, grounds: Grounds) -> bool:
    """Whether a flag that commands of a file no longer pass stands in an added line, as of what runs the command now."""
    went = fact.subject is Subject.FLAG and fact.extra.get("role") == "use"
    return went and fact.extra.get("what") == "removed" and grounds.has_added(fact.name)


def _is_named_version(fact: Fact) -> bool:
    """Whether a name for a version came to a catalogue, or went: the libraries that have it are told by their own names."""
    if fact.subject is not Subject.DEPENDENCY or fact.change not in {Change.ADDED, Change.REMOVED}:
        return False
    return fact.path.endswith(".versions.toml") and fact.owner == "versions"


def _is_cut_off(fact: Fact) -> bool:
    """Whether a step that changed is only known up to where something long begins, or a value by the brackets of a call."""
    sides = [(side or "").strip() for side in (fact.before, fact.after)]
    if fact.subject is Subject.STEP:
        return any(side.endswith("=") for side in sides)
    return fact.subject is Subject.EXPRESSION and fact.change is Change.CHANGED and "()" in sides


def _is_laid_out_anew(fact: Fact, grounds: Grounds) -> bool:
    if fact.change is not Change.REMOVED or fact.subject not in _TYPES:
        return False
    line = fact.evidence[0].text.strip()
    return f" {fact.name}" in line and grounds.joins(line)


def _got_a_version(fact: Fact, grounds: Grounds) -> bool:
    installs = fact.extra.get("form") == "install" and fact.change is Change.ADDED
    return installs and grounds.has_removed(fact.name)


def _stands_elsewhere(fact: Fact, grounds: Grounds) -> bool:
    """Whether a decorator that something lost stands over something else now."""
    text = fact.extra.get("signature", "")
    lost = fact.subject is Subject.DECORATOR and fact.change is Change.REMOVED
    return lost and fact.extra.get("form") != "derive" and "\n" not in text and not grounds.removes(text)


def _tells_something(fact: Fact) -> bool:
    match fact.subject, fact.change:
        case Subject.CALL, Change.ADDED | Change.REMOVED:
            return fact.extra.get("form") == "new" or telling(fact.name)
        case Subject.FLAG, Change.ADDED:
            return fact.name not in EVERYBODYS
        case Subject.COVERAGE, Change.ADDED:
            return not is_special(fact.name) and (telling(fact.name) or len(fact.name) > 9)
        case Subject.DECORATOR, _:
            return re.split(r"[.:]+", fact.name)[-1].lower() not in FOR_COMPILERS
        case Subject.CONSTANT | Subject.FIELD, _:
            return fact.name.strip("_").lower() not in LOGGERS
        case _:
            return True


def _differs(fact: Fact) -> bool:
    """Whether the two values, where there are two, differ in more than how they are written: in more than layout, the bases of a
    type in more than what is given to them, versions in more than `.0`."""
    before, after = (None if value is None else "".join(value.split()) for value in (fact.before, fact.after))
    if before is None or after is None:
        return before is None or before != after
    if fact.subject in _TYPES and fact.change is Change.SIGNATURE_CHANGED:
        return _GIVEN.sub("", before) != _GIVEN.sub("", after)
    if fact.subject in _VERSIONED:
        return _NOUGHTS.sub("", before) != _NOUGHTS.sub("", after)
    if fact.language == "php" and before.lower() in _OF_PHP:
        return before.lower() != after.lower()
    return before != after
