"""What tests about statements share: commits made of facts or of files, and what is said as plain text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from classifier.facts.interface import Change, Fact, Subject
from classifier.reading import Reading, read
from classifier.rulebook import RuleBook
from classifier.statements.material import Material
from history.briefs import (
    Brief,
    Code,
    Evidence,
    Importance,
    Judge,
    Listing,
    Section,
    Side,
    Statement,
    TypeDecision,
    Verdict,
)
from history.records import FileChange, FileStatus, Hunk
from report.inline import plain
from report.sentences import Catalogue, Language
from tests.support import RepoBuilder
from tests.support.commits import commit

BriefsOf = Callable[..., list[Brief]]

# Code that a commit has beside what it is about.
LONG = "".join(f"def step_{n}(x):\n    return x + {n}\n\n\n" for n in range(12))
SERVER = '''"""A server."""


class Server:
    def start(self, port):
        return port

    def stop(self):
        return None


def build_server(name):
    return Server()
'''


class Always:
    """A judge that gives every commit the same level."""

    digest = "0" * 16

    def __init__(self, level: Importance) -> None:
        self.level = level

    def judge(self, readings: Sequence[Reading], types: Sequence[tuple[TypeDecision, ...]]) -> list[Verdict]:
        return [Verdict(self.level, Judge.FORMULA) for _ in zip(readings, types, strict=True)]


def words(brief: Brief, *sections: Section, language: Language = Language.EN) -> str:
    """What the sections say, as plain text."""
    catalogue = Catalogue.load(language, strict=True)
    return "\n".join(
        plain(catalogue.sentence(one.key, one.params))
        for one in brief.statements
        if one.section in sections or not sections
    )


def shown_codes(statements: Sequence[Statement]) -> list[str]:
    """What statements show as code, in their order."""
    found: list[str] = []
    for statement in statements:
        for _, value in statement.params:
            if isinstance(value, Code):
                found.append(value.text)
            elif isinstance(value, Listing):
                found += [item.text for item in value.items]
    return found


def shown(brief: Brief) -> list[str]:
    """The lines of all pieces, with their marks."""
    return [f"{line.mark}{line.text}" for piece in brief.pieces for line in piece.lines]


def edited(repo: RepoBuilder, subject: str, files: Mapping[str, tuple[str | None, str]]) -> None:
    """Two commits: the files as they were, none where there was nothing, and as they became."""
    repo.commit("chore: begin", {path: before for path, (before, _) in files.items()})
    repo.commit(subject, {path: after for path, (_, after) in files.items()})


def fact(
    subject: Subject,
    change: Change,
    name: str,
    *,
    owner: str = "",
    path: str = "src/a.py",
    line: int = 1,
    before: str | None = None,
    after: str | None = None,
) -> Fact:
    """A public thing that changed, proved by a line that holds its name."""
    side = Side.OLD if change is Change.REMOVED else Side.NEW
    evidence = (Evidence(path, side, line, name),)
    return Fact(subject, change, name, evidence, owner=owner, before=before, after=after, public=True)


def added_file(path: str, text: str, context: Sequence[str] = ()) -> FileChange:
    """A file that gains lines: a new one, or below some context."""
    lines = tuple(f" {line}" for line in context) + tuple(f"+{line}" for line in text.splitlines())
    hunk = Hunk(1 if context else 0, len(context), 1, len(lines), "", lines)
    status = FileStatus.MODIFIED if context else FileStatus.ADDED
    return FileChange(status, path if context else None, path, added=len(text.splitlines()), hunks=(hunk,))


def reading_of(book: RuleBook, files: tuple[FileChange, ...]) -> Reading:
    """A commit of these files, read."""
    return read(commit("feat: things\n", *files), book.paths)


def material_of(book: RuleBook, added: str, facts: Sequence[Fact], context: Sequence[str] = ()) -> Material:
    """A commit that adds lines to `src/a.py`, and these facts about it."""
    return Material(reading_of(book, (added_file("src/a.py", added, context),)), facts, Importance.HIGH)
