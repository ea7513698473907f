"""What is told of facts that are right one by one."""

from __future__ import annotations

from classifier.facts.interface import Change, Fact, Subject
from classifier.statements.doubts import without_doubts
from classifier.statements.grounds import Grounds
from history.briefs import Evidence, Side
from history.records import FileChange, FileStatus, Hunk
from tests.support.labelled import commit


def test_a_field_that_is_the_handle_of_a_variable_is_told_once() -> None:
    lines = ("+    APP_LEVEL = EnvInt(3)", "+    OTHER = 1")
    file = FileChange(FileStatus.MODIFIED, "a.py", "a.py", hunks=(Hunk(1, 0, 1, 2, "", lines),), added=2)

    def fact(subject: Subject, name: str, line: int) -> Fact:
        proof = Evidence("a.py", Side.NEW, line, lines[line - 1][1:].strip())
        return Fact(subject=subject, change=Change.ADDED, name=name, evidence=(proof,))

    told = without_doubts(
        [
            fact(Subject.FIELD, "APP_LEVEL", 1),
            fact(Subject.ENV_VAR, "APP_LEVEL", 1),
            fact(Subject.FIELD, "OTHER", 2),
        ],
        Grounds(commit("feat: a level", file)),
    )
    assert [(one.subject, one.name) for one in told] == [
        (Subject.ENV_VAR, "APP_LEVEL"),
        (Subject.FIELD, "OTHER"),
    ]
