"""What statements are made of: a commit that was read, its facts, and what it literally says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from classifier.facts.interface import Change, Fact, Subject
from classifier.inline_tests import Halves, as_changed, halves_of
from classifier.own_version import Raise, raised
from classifier.paths import Role
from classifier.reading import Reading
from classifier.statements.exports import with_exports
from classifier.statements.literal import Grounds
from classifier.statements.mentions import Mention, mentions
from classifier.statements.reconcile import without_doubts
from classifier.statements.recurring import Recurring, recurring
from classifier.statements.same import Same, same
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Importance, Side
from history.records import Commit, FileChange

MOSTLY_TESTS = 0.8  # of the changed lines
ASIDE_ROLES = frozenset({Role.TEST, Role.DOCUMENTATION, Role.CHANGELOG})
# What facts about tests are about, whatever file holds them.
OF_TESTS = frozenset(
    {
        Subject.TEST_CASE,
        Subject.FIXTURE,
        Subject.PARAMETRISATION,
        Subject.SNAPSHOT,
        Subject.SKIP_MARK,
        Subject.COVERAGE,
        Subject.WORDS,
    }
)
# Named by the path that leads to them, which was read from the whole file.
BY_PATH = frozenset({Subject.HELM_VALUE, Subject.PUBLIC_API, Subject.OPENAPI_PATH})
QUIET_ROLES = frozenset({Role.GENERATED, Role.VENDORED, Role.LOCK_FILE})


@dataclass(frozen=True, eq=False)
class Material:
    """Everything a maker of statements may use; the same only as itself."""

    reading: Reading
    all_facts: Sequence[Fact]
    level: Importance
    known: Mapping[str, Halves] | None = None  # the files that hold tests too; else told from the hunks

    @property
    def commit(self) -> Commit:
        """The commit spoken of."""
        return self.reading.commit

    @cached_property
    def grounds(self) -> Grounds:
        """What may be shown as code."""
        aside = {path for path, role in self.roles.items() if role in ASIDE_ROLES}
        return Grounds(self.commit, aside, {fact.name for fact in self.all_facts if fact.subject in BY_PATH})

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts, less those that would mislead (`classifier.statements.reconcile`), and those that tests in the files of
        a program prove, but for what came of the tests themselves."""
        known = [fact for fact in self.all_facts if not self._is_of_itself(fact)]
        found = with_exports(without_doubts(known, self.grounds), self.commit)
        return tuple(fact for fact in found if fact.subject in OF_TESTS or not self._of_inline_tests(fact))

    @property
    def reverts(self) -> bool:
        """Whether the commit undoes another one, and does no more."""
        revert = self.reading.message.revert
        return revert is not None and not revert.reapplies

    @cached_property
    def raised(self) -> Raise | None:
        """What the project raises its own version to."""
        return raised(self.commit.files, self.roles)

    def _is_of_itself(self, fact: Fact) -> bool:
        """Whether a dependency that moves is the project itself or one of its packages, by the versions."""
        own = self.raised if fact.subject is Subject.DEPENDENCY else None
        return own is not None and own.is_of(fact.before, fact.after)

    def _of_inline_tests(self, fact: Fact) -> bool:
        return fact.extra.get("test") == "true" and self.roles.get(fact.path) is not Role.TEST

    @cached_property
    def facts_in(self) -> Mapping[str, Sequence[Fact]]:
        """The facts by the path that proves them."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.path, []).append(fact)
        return found

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """The role of each changed file by either of its paths."""
        roles: dict[str, Role] = {}
        for file, role in zip(self.commit.files, self.reading.roles, strict=True):
            for path in (file.old_path, file.new_path):
                if path:
                    roles[path] = as_changed(file, role, self._all_halves)
        return roles

    def role_of(self, fact: Fact) -> Role:
        """The role of the file that proves a fact."""
        return self.roles.get(fact.path, Role.OTHER)

    @cached_property
    def written(self) -> tuple[FileChange, ...]:
        """The files that people wrote: not generated, vendored or lock files; all files if none is left. Of a program only
        what is no test (`inline_tests`)."""
        chosen = tuple(f for f in self.commit.files if self.roles.get(f.path) not in QUIET_ROLES)
        return tuple(
            self._halves[f.path].program if f.path in self._halves else f for f in chosen or self.commit.files
        )

    @cached_property
    def came(self) -> frozenset[str]:
        """The files that the commit brings."""
        return frozenset(file.path for file in self.commit.files if not file.old_path)

    @cached_property
    def left(self) -> frozenset[str]:
        """The files that the commit takes away."""
        return frozenset(file.path for file in self.commit.files if not file.new_path)

    @cached_property
    def written_at(self) -> Mapping[str, Sequence[FileChange]]:
        """The files that people wrote, by where they are and where they were."""
        found: dict[str, list[FileChange]] = {}
        for file in self.written:
            for path in dict.fromkeys((file.path, file.old_path or file.path)):
                found.setdefault(path, []).append(file)
        return found

    def share_of_file(self, path: str) -> float:
        """How much of what people wrote in the commit is in a file, from 0 to 1."""
        churn, total = self._sizes
        return churn[path] / (total or 1)

    @cached_property
    def churn(self) -> int:
        """How many lines of what people wrote changed."""
        return self._sizes[1]

    @cached_property
    def largest_share(self) -> float:
        """How much of that the file holds that changed most, from 0 to 1."""
        return max(self._sizes[0].values(), default=0) / (self.churn or 1)

    @cached_property
    def _sizes(self) -> tuple[Counter[str], int]:
        churn: Counter[str] = Counter()
        for file in self.written:
            churn[file.path] += file.churn
        return churn, churn.total()

    @property
    def inline_tests(self) -> tuple[FileChange, ...]:
        """What changes of the tests that stand in files of the program, which change too."""
        return tuple(each.tests for each in self._halves.values())

    @property
    def tests_alone(self) -> frozenset[str]:
        """The files of the program in which nothing but tests change, by path."""
        return frozenset(path for path, found in self._all_halves.items() if not found.program.hunks)

    @cached_property
    def _halves(self) -> Mapping[str, Halves]:
        """The changed files of the program that change both the program and tests in them."""
        return {path: found for path, found in self._all_halves.items() if found.program.hunks}

    @cached_property
    def _all_halves(self) -> Mapping[str, Halves]:
        if self.known is not None:
            return self.known
        return halves_of(zip(self.commit.files, self.reading.roles, strict=True))

    def share_of(self, role: Role) -> float:
        """The share of the written files' changed lines that files of a role hold, 0 to 1."""
        total = sum(self._churn.values())
        return self._churn[role] / total if total else 0.0

    @cached_property
    def tests_something(self) -> bool:
        """Whether there is something beside tests and pages, which is the news and not its tests."""
        return any(self.roles.get(file.path) not in ASIDE_ROLES | {Role.CI} for file in self.written)

    @cached_property
    def about_tests(self) -> bool:
        """Whether tests are the news: nearly all of the changed lines, and no line of the program."""
        return self.share_of(Role.TEST) >= MOSTLY_TESTS and not self.share_of(Role.SOURCE)

    @cached_property
    def _churn(self) -> Counter[Role]:
        """The changed lines of the written files by their roles."""
        lines: Counter[Role] = Counter()
        for file in self.written:
            lines[self.roles.get(file.path, Role.OTHER)] += file.churn
        lines[Role.TEST] += sum(file.churn for file in self.inline_tests)
        return lines

    @cached_property
    def recurring(self) -> Recurring:
        """The small edits that recur, and the lines that follow from them."""
        counted = {
            file.path for file in self.written if self.roles.get(file.path) not in ASIDE_ROLES - {Role.TEST}
        }
        renamed = {
            _last(fact.before): _last(fact.name)
            for fact in self.facts
            if fact.change is Change.RENAMED
            and fact.before
            and fact.subject not in {Subject.FILE, Subject.PAGE}
        }
        return recurring(self.written, counted, renamed)

    @cached_property
    def same(self) -> Same:
        """The lines that one substitution makes of others in several places, those of programs before those beside them."""

        def aside(path: str) -> int:
            role = self.roles.get(path, Role.OTHER)
            return 0 if role is Role.SOURCE else 2 if role in ASIDE_ROLES else 1

        return same(self.written, aside)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names in the changed lines of written files, those of tests only where there is little else."""
        program = [file for file in self.written if self.roles.get(file.path) is not Role.TEST]
        return mentions(self.written if self.about_tests or not program else program)

    @cached_property
    def mentions_by_path(self) -> Mapping[str, Sequence[Mention]]:
        """The names of changed lines by the file that holds the first of them."""
        found: dict[str, list[Mention]] = {}
        for one in self.mentions:
            found.setdefault(one.evidence.path, []).append(one)
        return found


def _last(name: str) -> str:
    return re.split(r"\.|::|#", name)[-1]


def file_evidence(file: FileChange) -> Evidence:
    """Where a changed file is best looked at: its first changed line, or the file as a whole."""
    for hunk in file.hunks:
        for number, text in hunk.added():
            return Evidence(file.path, Side.NEW, number, text.strip()[:EVIDENCE_CHARACTERS])
        for number, text in hunk.removed():
            return Evidence(file.old_path or file.path, Side.OLD, number, text.strip()[:EVIDENCE_CHARACTERS])
    side = Side.NEW if file.new_path else Side.OLD
    return Evidence(file.path, side, 0)


def largest(files: Iterable[FileChange]) -> list[FileChange]:
    """Files by lines changed, most first; ties in the order of the diff."""
    return sorted(files, key=lambda file: -file.churn)
