"""The judge's verdicts: the maintainers' word first, the model's otherwise, with grounds that are true to it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from classifier.importance.extraction import extract
from classifier.importance.judge import ModelJudge
from classifier.importance.model import Model, arrange
from classifier.importance.model_header import Thresholds
from classifier.message.parse import parse
from classifier.paths import Role
from classifier.reading import Reading
from history.briefs import Bound, Code, Importance, Judge, Question
from history.records import Commit, FileStatus, Hunk
from tests.support.commits import change, commit

LEVELS = (Importance.LOW, Importance.MEDIUM, Importance.HIGH)


def reading(one: Commit) -> Reading:
    return Reading(one, parse(one.message), (Role.SOURCE,) * len(one.files))


def test_it_tells_what_it_was_taught(model: Model, told: list[tuple[Commit, int]]) -> None:
    verdicts = ModelJudge(model).judge([reading(one) for one, _ in told], [()] * len(told))
    right = sum(verdict.level is LEVELS[level] for verdict, (_, level) in zip(verdicts, told, strict=True))
    assert right > 0.95 * len(told)
    assert {verdict.judge for verdict in verdicts} == {Judge.MODEL}


def test_a_verdict_does_not_depend_on_its_neighbours(model: Model, told: list[tuple[Commit, int]]) -> None:
    judge = ModelJudge(model)
    together = judge.judge([reading(one) for one, _ in told], [()] * len(told))
    assert [judge.judge([reading(one)], [()])[0] for one, _ in told] == together


@pytest.mark.parametrize(
    ("path", "lines", "level"),
    [
        ("news/1.feature.rst", ("+New.",), Importance.HIGH),
        ("changelog/1.bugfix.2.rst", ("+Better.",), Importance.MEDIUM),
        ("newsfragments/1.misc", (), Importance.LOW),
        (".changeset/a-b-c.md", ("+---", '+"oven": minor', "+---", "+New."), Importance.HIGH),
        (".changeset/a-b-c.md", ("+---", '+"oven": patch', "+---", '+"oven": major'), Importance.MEDIUM),
        ("RELEASE.rst", ("+RELEASE_TYPE: patch", "+", "+Better."), Importance.MEDIUM),
    ],
)
def test_declared_commits_have_the_maintainers_word(
    model: Model, path: str, lines: tuple[str, ...], level: Importance
) -> None:
    one = commit("Oven", change("src/oven.py", "+x"), change(path, *lines, status=FileStatus.ADDED))
    (verdict,) = ModelJudge(model).judge([reading(one)], [()])
    assert (verdict.judge, verdict.level) == (Judge.DECLARED, level)
    assert verdict.evidence[0].path == path
    assert verdict.probabilities is None
    (predicted,) = ModelJudge(model, ignore_declared=True).judge([reading(one)], [()])
    assert predicted.judge is Judge.MODEL
    assert predicted.probabilities


@pytest.mark.parametrize("status", [FileStatus.MODIFIED, FileStatus.DELETED])
def test_a_record_that_is_not_new_declares_nothing(model: Model, status: FileStatus) -> None:
    one = commit("Oven", change("src/oven.py", "+x"), change("news/1.feature.rst", "+New.", status=status))
    (verdict,) = ModelJudge(model).judge([reading(one)], [()])
    assert verdict.judge is Judge.MODEL


def test_what_is_near_a_threshold_says_so(model: Model, told: list[tuple[Commit, int]]) -> None:
    one = reading(told[0][0])
    (plain,) = ModelJudge(model).judge([one], [()])
    assert plain.probabilities
    low, _, high = plain.probabilities
    near = Thresholds(not_low=(1 - low) + 0.001, high=min(high + 0.2, 1.0) + 0.1, margin=0.01)
    (moved,) = ModelJudge(model, thresholds=near).judge([one], [()])
    assert (moved.level, moved.borderline) == (Importance.LOW, Importance.MEDIUM)
    far = Thresholds(not_low=(1 - low) + 0.2, high=2.0, margin=0.01)
    (distant,) = ModelJudge(model, thresholds=far).judge([one], [()])
    assert distant.borderline is None


def test_contributions_add_up_to_the_log_odds(model: Model, told: list[tuple[Commit, int]]) -> None:
    seen = set()
    for one, _ in told[:20]:
        rows = arrange([extract(one)])
        (verdict,) = ModelJudge(model).judge([reading(one)], [()])
        made = verdict.reckoning
        assert made
        seen.add(made.question)
        head = model.high if made.question is Question.HIGH else model.not_low
        assert (made.question is Question.HIGH) == (verdict.level is Importance.HIGH)
        assert math.isclose(made.total, float(head.log_odds(rows)[0]), abs_tol=1e-3)
        shown = sum(part.effect for part in verdict.contributions)
        hidden = 0.02 * 40  # what is too small to be shown, at most
        assert abs(made.base + shown - made.total) < hidden
        exact = float(head.contributions(rows).sum() + 0.5 * head.slope * head.linear.word_effects(rows)[0])
        assert math.isclose(head.base + exact, float(head.log_odds(rows)[0]), abs_tol=1e-9)
    assert seen == set(Question)


def test_what_names_a_vulnerability_is_never_low(model: Model) -> None:
    plain = commit("docs: describe oven 1", change("docs/oven.md", "+words"))
    named = replace(plain, message="docs: describe oven 1\n\nFor CVE-2026-12345.\n")
    low, safe = ModelJudge(model, thresholds=Thresholds(0.99, 0.99)).judge(
        [reading(plain), reading(named)], [(), ()]
    )

    assert low.level is Importance.LOW
    assert (safe.level, safe.bound, safe.judged) == (Importance.MEDIUM, Bound.SECURITY, Importance.LOW)
    assert [(proof.line, proof.text) for proof in safe.evidence] == [(3, "For CVE-2026-12345.")]


def test_the_digest_names_what_decides(model: Model) -> None:
    digests = {
        ModelJudge(model).digest,
        ModelJudge(model, ignore_declared=True).digest,
        ModelJudge(model, thresholds=Thresholds(0.1, 0.2)).digest,
    }
    assert len(digests) == 3


def test_what_is_shown_as_code_is_spelled_by_the_commit(model: Model, told: list[tuple[Commit, int]]) -> None:
    shown = 0
    for one, _ in told:
        loud = replace(
            one, files=tuple(replace(file, hunks=tuple(map(_shouting, file.hunks))) for file in one.files)
        )
        for commit_ in (one, loud):
            (verdict,) = ModelJudge(model).judge([reading(commit_)], [()])
            text = "\n".join([line for file in commit_.files for hunk in file.hunks for line in hunk.lines])
            paths = [file.path for file in commit_.files]
            for ground in verdict.contributions:
                for _, value in ground.params:
                    if ground.key.startswith(("model-code", "model-path")) and isinstance(value, Code):
                        shown += 1
                        assert value.text in text or any(value.text in path for path in paths)
    assert shown


def _shouting(hunk: Hunk) -> Hunk:
    return hunk._replace(lines=tuple(line[:1] + line[1:].upper() for line in hunk.lines))


def test_a_record_of_any_form_is_the_maintainers_word(model: Model) -> None:
    path = ".chloggen/timer.yaml"
    lines = ("+change_type: deprecation", "+note: The knob goes")
    one = commit("Oven", change("src/oven.py", "+x"), change(path, *lines, status=FileStatus.ADDED))

    (verdict,) = ModelJudge(model).judge([reading(one)], [()])

    assert (verdict.judge, verdict.level) == (Judge.DECLARED, Importance.HIGH)
    assert [(proof.path, proof.line, proof.text) for proof in verdict.evidence] == [
        (path, 2, "The knob goes")
    ]


def test_a_trailer_is_the_maintainers_word(model: Model) -> None:
    one = commit("Ring\n\nChangelog: fixed\n", change("src/oven.py", "+x"))

    (verdict,) = ModelJudge(model).judge([reading(one)], [()])

    assert (verdict.judge, verdict.level) == (Judge.DECLARED, Importance.MEDIUM)
