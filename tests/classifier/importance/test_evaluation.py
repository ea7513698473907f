"""Repositories are judged by models that have not seen them, and the figures say so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from classifier.importance.evaluation import (
    OWN_LABELS,
    Evaluation,
    Judged,
    chosen_thresholds,
    evaluate,
    judged,
    learning_curve,
)
from classifier.importance.features import FEATURES, Group
from classifier.importance.folds import ENDING, folds, rows_of, shared_out
from classifier.importance.hiding import has_type, without_types
from classifier.importance.model import Head, Model
from classifier.importance.model_header import Thresholds
from classifier.importance.shuffling import losses
from classifier.importance.tables import FeatureTable, TableError
from classifier.importance.teaching import teaching_curve
from classifier.importance.words import Channel, bucket
from history.records import Commit
from tests.support.labelled import SMALL, many, tables_of


@pytest.fixture(scope="module")
def tables(told: list[tuple[Commit, int]]) -> list[FeatureTable]:
    return tables_of(told, 3)


@pytest.fixture(scope="module")
def made(tables: list[FeatureTable], tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    kept = tmp_path_factory.mktemp("held-out")
    return evaluate([judged(fold) for fold in folds(tables, SMALL, jobs=1, kept=kept)], SMALL.thresholds)


def test_what_is_easy_to_tell_is_told(made: Evaluation) -> None:
    assert [one.repository for one in made.repositories] == ["a0/oven", "a1/oven", "a2/oven"]
    assert made.model.macro_f1 is not None
    assert made.model.macro_f1 > 0.9
    for name, scores in made.baselines.items():
        if name != "simple rule":
            assert scores.macro_f1 is not None
            assert scores.macro_f1 < made.model.macro_f1, name


def test_every_label_is_counted(made: Evaluation, tables: list[FeatureTable]) -> None:
    for one, table in zip(made.repositories, tables, strict=True):
        assert sum(map(sum, one.confusion)) == sum(one.balance) == len(table)
        assert one.bots == table.bots.sum() > 0


def test_every_group_is_shuffled(made: Evaluation) -> None:
    assert [loss.group for loss in made.losses] == list(Group)


def test_shuffling_loses_what_a_group_told(model: Model, tables: list[FeatureTable]) -> None:
    """Of a model that looks at the conventional type alone."""

    def one_eyed(head: Head) -> Head:
        weights = np.array([5.0 if feature.name == "type_feat" else 0.0 for feature in FEATURES])
        linear = replace(head.linear, figures=weights, words=np.zeros_like(head.linear.words))
        return replace(head, linear=linear, trees=replace(head.trees, value=np.zeros_like(head.trees.value)))

    found = losses(
        replace(model, not_low=one_eyed(model.not_low), high=one_eyed(model.high)),
        rows_of(tables[0]),
        tables[0].levels,
    )
    assert {loss.group for loss in found if loss.high} == {Group.TYPE}
    assert next(loss.high for loss in found if loss.group is Group.TYPE) > 0.3


def test_learning_goes_on_where_it_was_stopped(tables: list[FeatureTable], tmp_path: Path) -> None:
    whole = [fold.model.digest for fold in folds(tables, SMALL, jobs=1, kept=tmp_path)]
    written = {path: path.stat().st_mtime_ns for path in sorted(tmp_path.glob(f"*{ENDING}"))}
    lost, damaged, untouched = written
    lost.unlink()
    damaged.write_bytes(damaged.read_bytes()[:-9])

    again = [fold.model.digest for fold in folds(tables, SMALL, jobs=1, kept=tmp_path)]

    assert again == whole
    assert untouched.stat().st_mtime_ns == written[untouched]


def test_other_data_or_settings_are_learned_anew(tables: list[FeatureTable], tmp_path: Path) -> None:
    for given in (tables, tables[:2]):
        list(folds(given, SMALL, jobs=1, kept=tmp_path))
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.parametrize(("places", "words"), [([0], "two or more"), ([0, 1, 1], "a1/oven is in two")])
def test_what_cannot_be_held_out_is_refused(
    tables: list[FeatureTable], tmp_path: Path, places: list[int], words: str
) -> None:
    with pytest.raises(TableError, match=words):
        list(folds([tables[place] for place in places], SMALL, jobs=1, kept=tmp_path))


def test_thresholds_are_chosen_on_others(model: Model, tables: list[FeatureTable]) -> None:
    """Only the first repository's log-odds are too low: the second's thresholds follow it, its own do not."""
    log_odds = [model.log_odds(rows_of(table)) for table in tables[:2]]
    shifted = [Judged(tables[0], model, log_odds[0] - 2.0), Judged(tables[1], model, log_odds[1] + 2.0)]
    own, other = chosen_thresholds(shifted, Thresholds())
    assert other.not_low <= own.not_low
    assert other.high <= own.high
    assert other != own
    assert chosen_thresholds(shifted[:1], Thresholds(0.1, 0.9)) == [Thresholds(0.1, 0.9)]


def test_own_labels_mend_a_wrong_prior(model: Model) -> None:
    (table,) = tables_of(many(480), 1)
    shifted = model.log_odds(rows_of(table)) * 0.3 + np.array([2.0, 2.0])
    curve = learning_curve(Judged(table, model, shifted), Thresholds())
    assert [point.labels for point in curve] == list(OWN_LABELS)
    assert curve[-1].macro_f1 > curve[0].macro_f1


def test_a_small_repository_has_no_learning_curve(model: Model, tables: list[FeatureTable]) -> None:
    assert learning_curve(Judged(tables[0], model, model.log_odds(rows_of(tables[0]))), Thresholds()) == ()


def test_repositories_of_one_owner_are_never_on_both_sides(tables: list[FeatureTable]) -> None:
    given = [
        replace(table, repository=name)
        for table, name in zip((*tables, tables[0]), ("a/x", "b/x", "A/y", "c/x"), strict=True)
    ]

    parts = shared_out(given, 2)

    assert set(parts) == {"a", "b", "c"}
    assert set(parts.values()) == {0, 1}
    assert shared_out(given[::-1], 2) == parts
    assert len(set(shared_out(given, 8).values())) == 3


def test_more_teachers_are_worth_more_and_never_of_the_community_that_is_judged(
    told: list[tuple[Commit, int]],
) -> None:
    given = [
        replace(table, repository=f"owner{number % 6}/part{number}")
        for number, table in enumerate(tables_of(many(600), 12))
    ]

    curve = teaching_curve(given, SMALL)
    again = teaching_curve(given[::-1], SMALL, jobs=2)

    assert [one.teachers for one in curve] == [3, 6]
    assert curve[-1].macro_f1 >= curve[0].macro_f1 > 0.5
    assert [one.teachers for one in again] == [3, 6]
    assert teaching_curve(given, SMALL) == curve
    assert teaching_curve(given[:5], SMALL) == ()


def test_repositories_that_write_types_are_judged_without_them_too(
    model: Model, tables: list[FeatureTable]
) -> None:
    """Of these commits the type alone tells the level to a model that looks at nothing else."""

    def one_eyed(head: Head, kind: str) -> Head:
        weights = np.array([9.0 if feature.name == kind else 0.0 for feature in FEATURES])
        linear = replace(head.linear, figures=weights, words=np.zeros_like(head.linear.words), intercept=-5.0)
        return replace(head, linear=linear, trees=replace(head.trees, value=np.zeros_like(head.trees.value)))

    blind = replace(
        model, not_low=one_eyed(model.not_low, "type_fix"), high=one_eyed(model.high, "type_feat")
    )
    table = tables[0]
    made = evaluate([Judged(table, blind, blind.log_odds(rows_of(table)))], Thresholds())
    (card,) = made.repositories

    assert (card.typed, card.language) == (1.0, "python")
    assert card.untyped is not None
    assert card.model.auc_high == 1.0
    assert card.untyped.auc_high == 0.5


def test_words_of_the_type_are_hidden_and_others_stay(tables: list[FeatureTable]) -> None:
    rows = rows_of(tables[0])
    shown = without_types(rows)

    assert has_type(rows).all()
    assert not has_type(shown).any()
    hidden = {bucket(Channel.SUBJECT, text) for text in ("feat", "fix", "docs", "feat:", "^ feat")}
    assert hidden & set(rows.words.tolist())
    assert not hidden & set(shown.words.tolist())
    assert bucket(Channel.SUBJECT, "oven") in set(shown.words.tolist())
