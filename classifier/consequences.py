"""What a statement means for those who run the program: told by its rule, and by where it is proved.

Levels and the opening both ask here, so that they agree.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from classifier.bounds import ASIDE
from classifier.facts.interface import Change
from classifier.paths import Role
from classifier.reading import Reading
from classifier.rulebook import RuleBook
from classifier.statements.shown import codes
from classifier.statements.statement_rule import StatementRule
from history.briefs import ChangeType, Section, Statement
from history.editions import Consequence, HeadlineKind

UNREAD = frozenset({Role.LOCK_FILE, Role.GENERATED, Role.VENDORED, Role.ASSET, Role.DATA, Role.LICENSE})
ORDER = {one: place for place, one in enumerate(Consequence)}
# From here up, whoever runs the program has to know.
PRESSING = frozenset({Consequence.DEFAULT, Consequence.ERROR, Consequence.REMOVAL})
_DEFAULTS = frozenset({Change.DEFAULT_CHANGED, Change.DEFAULT_ADDED, Change.DEFAULT_REMOVED})
_FAILS = ("edit-guard-raise", "edit-raised", "behaviour-fails", "behaviour-raises")
_FAILS_LESS = ("no-more", "gone", "instead")
# Where a new error is met by everybody who starts or configures the program, not by a single request.
_START = re.compile(
    r"(?:^|[_.:/])(?:__init__|__post_init__|init|main|from_args|parse|validate|validator|check|setup|configure|config|"
    r"args|settings|options|cli|startup|start|launch)(?:$|[_.:/(])",
    re.IGNORECASE,
)
_SETTINGS = re.compile(r"(?:Config|Args|Arguments|Settings|Options|Defaults)$")
_REFUSES = re.compile(
    r"\b(?:reject|refuse|disallow|forbid|fail fast|error out|raise (?:an? )?error)", re.IGNORECASE
)
# What is refused then is one request, and not a start.
_OF_REQUESTS = re.compile(
    r"\b(?:requests?|prompts?|messages?|quer(?:y|ies)|payloads?|uploads?|inputs?|packets?|connections?|tokens?|calls?|responses?)\b",
    re.IGNORECASE,
)
_MENDS = re.compile(r"^\W*(?:\[[^\]]*\]\s*)*(?:bug ?)?(?:hot)?fix|\[(?:bug ?)?fix", re.IGNORECASE)
_FAILING = re.compile(
    r"^\s*(?:assert\b|raise\b|throw\b|panic!|bail!|return Err\b|log\.Fatal|sys\.exit|exit 1)"
)
_OF_TYPE = {
    ChangeType.SECURITY: Consequence.SECURITY,
    ChangeType.FIX: Consequence.FIX,
    ChangeType.PERFORMANCE: Consequence.PERFORMANCE,
    ChangeType.FEATURE: Consequence.NEW,
}
_ELSEWHERE = re.compile(
    r"\b(?:ci|tests?|docs?|doc|ut|typo|comments?|lint|examples?|benchmarks?|release)\b", re.IGNORECASE
)


class Consequences:
    """Knows by its rules what a statement means."""

    def __init__(self, book: RuleBook) -> None:
        self._paths = book.paths
        self._of_rule = {rule.id: found for rule in book.statements if (found := _of_rule(rule)) is not None}

    def of(self, statement: Statement, reading: Reading) -> Consequence | None:
        """What a statement means; `None` where no rule knows, or only files that no deployment sees prove it."""
        if all(line.path and self._paths.role(line.path) in ASIDE for line in statement.evidence):
            return None
        if statement.rule.startswith(_FAILS) and not any(word in statement.rule for word in _FAILS_LESS):
            return Consequence.ERROR if _at_start(statement, reading) else None
        if statement.rule == "parameter-default":
            return Consequence.DEFAULT if _of_settings(statement) else None
        return self._of_rule.get(statement.rule)

    def classed(
        self, statements: Sequence[Statement], reading: Reading
    ) -> list[tuple[Consequence, Statement]]:
        """The statements that mean something, each with what."""
        return [(found, one) for one in statements if (found := self.of(one, reading)) is not None]


def refuses(reading: Reading) -> bool:
    """Whether a commit says that something is refused from now on, and adds a line that does so."""
    return _says_so(reading) and any(
        _FAILING.match(text)
        for file in reading.files(Role.SOURCE)
        for hunk in file.hunks
        for text in hunk.texts("+")
    )


def _says_so(reading: Reading) -> bool:
    subject = reading.message.header.subject
    return _REFUSES.search(subject) is not None and not _OF_REQUESTS.search(subject)


def by_type(types: Sequence[ChangeType]) -> Consequence:
    """What commits of a type usually mean."""
    return next((_OF_TYPE[one] for one in types if one in _OF_TYPE), Consequence.OTHER)


def only_aside(roles: Collection[Role]) -> bool:
    """Whether files of these roles are all such that no deployment sees."""
    return (
        bool(roles)
        and all(role in ASIDE or role in UNREAD for role in roles)
        and any(r in ASIDE for r in roles)
    )


def corrects(reading: Reading, types: Sequence[ChangeType]) -> bool:
    """Whether a commit is first of all a correction of the program itself."""
    header = reading.message.header
    said = " ".join((*header.tags, header.scope or "", header.subject))
    return types[:1] == [ChangeType.FIX] and bool(reading.files(Role.SOURCE)) and not _ELSEWHERE.search(said)


def _of_rule(rule: StatementRule) -> Consequence | None:
    if rule.headline is HeadlineKind.SECURITY:
        return Consequence.SECURITY
    if rule.section is not Section.COMPATIBILITY:
        return None
    changes = {kind.partition(".")[2] for kind in rule.facts}
    leads = rule.breaking or rule.headline is HeadlineKind.BREAKING
    if leads and changes & _DEFAULTS:
        return Consequence.DEFAULT
    if rule.breaking:
        return Consequence.REMOVAL
    return Consequence.DEPRECATION if Change.DEPRECATED in changes else None


def _at_start(statement: Statement, reading: Reading) -> bool:
    if _says_so(reading):
        return True
    if _REFUSES.search(reading.message.header.subject) or _MENDS.match(reading.message.header.text):
        return False  # an error beside a correction is seldom one that a start meets
    names = [code.text for code in codes(statement)][:1] + [line.path for line in statement.evidence[:1]]
    return any(_START.search(name) for name in names)


def _of_settings(statement: Statement) -> bool:
    """Whether a changed default is that of a setting: of a field of a class of settings, or in a file of such."""
    path = statement.evidence[0].path.rpartition("/")[2]
    return (
        any(_SETTINGS.search(code.text) for code in codes(statement)) or _START.search(f"{path}") is not None
    )
