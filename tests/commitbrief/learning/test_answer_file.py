"""The file of a session: nothing that was answered is ever lost, whatever happened to the session."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.labels.records import Entry, Label, LabelError, Skip, format_labels, read_entries
from commitbrief.errors import OutputError
from commitbrief.learning.answer_file import AnswerFile
from history.briefs import Importance

ANSWERS: list[Entry] = [
    Label("a" * 40, Importance.HIGH, "annotator:ada", "me/project", "é", "2026-01-23T00:00:00Z"),
    Skip("b" * 40, "annotator:ada"),
    Label("c" * 40, Importance.LOW, "annotator:ada"),
]


def test_an_answer_is_in_the_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "labels.jsonl"
    with AnswerFile(path) as answers:
        for number, answer in enumerate(ANSWERS, start=1):
            answers.append(answer)
            assert read_entries(path) == ANSWERS[:number]


def test_what_was_there_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    before = f'\ufeff{{"source":"import", "level":"low", "own": 1, "sha":"{"d" * 40}"}}\r\n\n'
    path.write_bytes(before.encode())
    with AnswerFile(path) as answers:
        assert len(answers.entries) == 1
        answers.append(ANSWERS[0])

    assert path.read_bytes() == before.encode() + format_labels(ANSWERS[:1]).encode()


def test_taking_back_removes_the_latest_answer_of_this_session_only(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(format_labels(ANSWERS[:1]), "utf8")
    with AnswerFile(path) as answers:
        answers.append(ANSWERS[1])
        answers.append(ANSWERS[2])
        assert answers.take_back() == ANSWERS[2]
        assert answers.take_back() == ANSWERS[1]
        assert answers.take_back() is None
        assert read_entries(path) == answers.entries == ANSWERS[:1]


def test_wherever_writing_stopped_all_whole_answers_are_there_and_the_session_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    data = format_labels(ANSWERS).encode()
    ends = [place + 1 for place, byte in enumerate(data) if byte == ord("\n")]
    for length in range(len(data)):
        path.write_bytes(data[:length])
        with AnswerFile(path) as answers:
            whole = sum(end - 1 <= length for end in ends)  # the line feed itself may be missing
            assert answers.entries == ANSWERS[:whole]
            assert bool(answers.torn) == (length not in {0, *ends, *(end - 1 for end in ends)})
            answers.append(ANSWERS[2])
        assert read_entries(path) == [*ANSWERS[:whole], ANSWERS[2]]


def test_two_sessions_do_not_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    with AnswerFile(path), pytest.raises(OutputError, match="another session"):
        AnswerFile(path)
    with AnswerFile(path):
        pass


def test_a_file_that_is_no_label_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes\nwithout a line feed", "utf8")
    with pytest.raises(LabelError, match=r"notes\.txt:1"):
        AnswerFile(path)
    assert path.read_text("utf8") == "my notes\nwithout a line feed"
