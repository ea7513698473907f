"""The published report card is that of the packaged model, and the model card quotes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.importance.evaluation import Evaluation
from classifier.importance.features import SCHEMA_DIGEST
from classifier.importance.model import load_model
from commitbrief.learning.card import (
    PLOTS,
    as_markdown,
    from_json,
    in_groups,
    own_labels,
    teachers,
    together,
)
from commitbrief.resources import packaged_model

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture(scope="module")
def made() -> Evaluation:
    return from_json(DOCS / "evaluation" / "figures.json")


def test_the_card_says_what_its_figures_say(made: Evaluation) -> None:
    assert (DOCS / "evaluation" / "card.md").read_text("utf8") == as_markdown(made, tuple(PLOTS))
    assert all((DOCS / "evaluation" / f"{name}.svg").is_file() for name in PLOTS)


def test_the_figures_are_of_the_packaged_model(made: Evaluation) -> None:
    model = load_model(packaged_model())
    assert not made.sampled
    assert made.schema == SCHEMA_DIGEST
    assert made.thresholds == (model.thresholds.not_low, model.thresholds.high)
    assert {one.repository: sum(one.balance) for one in made.repositories} == model.about["repositories"]


def test_the_model_card_quotes_the_report_card(made: Evaluation) -> None:
    text = (DOCS / "model-card.md").read_text("utf8")
    assert together(made) in text
    assert own_labels(made) in text
    assert in_groups(made) in text
    assert teachers(made) in text


def test_groups_cover_nine_languages_and_more_teachers_are_better(made: Evaluation) -> None:
    assert len({one.language for one in made.repositories}) >= 9
    curve = [one.macro_f1 for one in made.taught]
    assert len(curve) == 5
    assert curve == sorted(curve)


def test_own_labels_help_and_two_hundred_cost_few_repositories_more_than_chance(made: Evaluation) -> None:
    by_count = {point.labels: point.macro_f1 for point in made.learned}
    assert by_count[50] > by_count[0] + 0.01
    assert by_count[200] > by_count[0] + 0.03
    learned = [one.learned for one in made.repositories if one.learned]
    losing = [points for points in learned if points[-1].macro_f1 < points[0].macro_f1 - points[-1].spread]
    assert len(losing) < 0.1 * len(learned)


def test_a_model_that_never_saw_a_repository_is_ahead_of_rule_and_formula_on_most(made: Evaluation) -> None:
    ahead = [
        one.model.macro_f1 or 0.0 for one in made.repositories
        if (one.model.macro_f1 or 0.0)
        >= max(one.baselines[name].macro_f1 or 0.0 for name in ("simple rule", "formula"))
    ]  # fmt: skip
    assert len(ahead) > 0.85 * len(made.repositories)
    assert (made.model.macro_f1 or 0.0) > (made.baselines["simple rule"].macro_f1 or 0.0) + 0.05
