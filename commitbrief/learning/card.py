"""An evaluation as a report card: Markdown for people, JSON for programs.

The card is for developers who train or judge a model, and is in English only, as the guides are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from classifier.importance.evaluation import DRAWS, TYPED, Evaluation, RepositoryCard
from classifier.importance.measures import LEAST_A_DAY, Bin, Scores, mean_scores
from classifier.importance.teaching import DRAWS as TEACHER_DRAWS
from commitbrief.errors import ConfigError
from history.foreign import NotationError, json_value, read_bytes

COLUMNS: Mapping[str, Callable[[Scores], float | None]] = {
    "macro-F1": lambda scores: scores.macro_f1,
    "QWK": lambda scores: scores.kappa,
    "accuracy": lambda scores: scores.accuracy,
    "AUC high": lambda scores: scores.auc_high,
    "AUC not low": lambda scores: scores.auc_not_low,
    "Spearman": lambda scores: scores.spearman,
    "P@10% high": lambda scores: scores.precision_top,
    "ECE high": lambda scores: scores.ece_high,
    "ECE not low": lambda scores: scores.ece_not_low,
    "pairs": lambda scores: scores.pairwise,
    "first": lambda scores: scores.day_top,
    "NDCG@5": lambda scores: scores.day_ndcg,
}
_SHORT = ("macro-F1", "QWK", "AUC high", "AUC not low", "ECE high", "ECE not low", "pairs")
LEVELS = ("low", "medium", "high")
FEW_TYPES = 0.2
# The languages of `classifier.importance.features`, as people call them.
LANGUAGES = {
    "python": "Python", "rust": "Rust", "go": "Go", "script": "JavaScript, TypeScript", "native": "C, C++",
    "jvm": "Java, Kotlin, Scala", "dotnet": "C#", "ruby": "Ruby", "php": "PHP", "mobile": "Swift, Objective-C",
    "beam": "Elixir, Erlang", "shell": "Shell",
}  # fmt: skip
PLOTS = {
    "calibration": "Probabilities against what was so",
    "precision-recall": "Precision against recall",
    "confusion": "Labels against levels",
    "groups": "What each group of features is worth",
    "learning": "What own labels give",
}
_ADAPTER = TypeAdapter(Evaluation)


def as_json(made: Evaluation) -> str:
    """Every figure of the card. The names of the keys are those of `Evaluation`."""
    return _ADAPTER.dump_json(made, indent=1).decode("utf8") + "\n"


def from_json(path: Path) -> Evaluation:
    """The evaluation that `as_json` wrote. Raises `ConfigError`."""
    try:
        return _ADAPTER.validate_python(json_value(read_bytes(path)))
    except (OSError, NotationError, ValidationError) as error:
        raise ConfigError(
            f"{path}: not the figures of an evaluation ({str(error).splitlines()[0]})"
        ) from error


def as_markdown(made: Evaluation, plots: Sequence[str] = (), folder: str = "") -> str:
    """The card as Markdown, with links to those `plots` that were drawn, in a `folder` beside it."""
    shown = {name: f"![{PLOTS[name]}]({folder}{name}.svg)\n" for name in plots}
    parts = [
        _opening(made),
        "## Together\n",
        together(made),
        "## Groups of repositories\n",
        in_groups(made),
        *(("## Teachers\n", teachers(made)) if made.taught else ()),
        "## Repository by repository\n",
        _repositories(made),
        "## Labels and levels\n",
        _confusion(made.repositories),
        shown.get("confusion", ""),
        "## Probabilities\n",
        _probabilities(made),
        shown.get("calibration", ""),
        shown.get("precision-recall", ""),
        *_groups(made, shown.get("groups", "")),
        *(("## Labels of one's own\n", own_labels(made), shown.get("learning", "")) if made.learned else ()),
    ]
    return "\n".join(part for part in parts if part)


def _opening(made: Evaluation) -> str:
    commits = sum(sum(one.balance) for one in made.repositories)
    bots = sum(one.bots for one in made.repositories)
    how = (
        f"predicted by model `{made.judged}`, which must not have seen them"
        if made.judged
        else "every repository is predicted by a model that has learned from other owners' repositories alone"
    )
    if made.sampled:
        how += ", a small one and from a part of the commits (`--quick`)"
    not_low, high = made.thresholds
    return (
        "# Report card: importance of commits\n\n"
        f"{commits:,} labelled commits of {len(made.repositories)} repositories, {bots:,} of them by bots: {how}. "
        f"Feature schema `{made.schema}`. A commit is high from a probability of {_plain(high)} of being high, medium from {_plain(not_low)} of "
        "being more than low.\n"
    )


def together(made: Evaluation) -> str:
    """The means over the repositories, as a table and its legend."""
    rows = [("model", made.model), ("model, without bots' commits", made.people)]
    if len(made.repositories) > 1:
        rows.append(("model, thresholds chosen on the other repositories", made.nested))
    rows += [(name, scores) for name, scores in made.baselines.items()]
    lines = [(name, *(_figure(of(scores)) for of in COLUMNS.values())) for name, scores in rows]
    return (
        "Means over the repositories, each counting the same.\n\n"
        f"{_table(('', *COLUMNS), lines)}\n"
        "*AUC*: area under the ROC curve. *P@10% high*: of the tenth that is likeliest high, the share that is. "
        "*ECE*: expected calibration error. *pairs*, *first*, *NDCG@5*: order within a day of at least "
        f"{LEAST_A_DAY} commits: share of pairs in the right order, of days whose first commit is of their highest "
        "level, and discounted gain of the first five.\n"
    )


def in_groups(made: Evaluation) -> str:
    """Means over groups of repositories: by language, and by whether they write conventional types."""
    by_language: dict[str, list[RepositoryCard]] = {}
    for one in made.repositories:
        by_language.setdefault(one.language, []).append(one)
    groups = [
        (LANGUAGES.get(name, name or "no source"), [one.model for one in cards])
        for name, cards in by_language.items()
    ]
    groups.sort(key=lambda group: (-(mean_scores(group[1]).macro_f1 or 0.0), group[0]))
    hidden = [one for one in made.repositories if one.untyped]
    groups += [
        ("few conventional types (less than a fifth of commits)", [one.model for one in made.repositories if one.typed < FEW_TYPES]),
        (f"many (at least {TYPED:.0%})", [one.model for one in hidden]),
        ("the same, types hidden", [one.untyped for one in hidden if one.untyped]),
    ]  # fmt: skip
    lines = [
        (name, str(len(scores)), *(_figure(COLUMNS[column](mean)) for column in _SHORT))
        for name, scores in groups
        if scores
        for mean in (mean_scores(scores),)
    ]
    return f"{_table(('group', 'repositories', *_SHORT), lines)}"


def teachers(made: Evaluation) -> str:
    """What more repositories to learn from give, as a table."""
    lines = [
        (
            str(one.teachers),
            *map(_figure, (one.macro_f1, one.spread, one.kappa, one.auc_high, one.auc_not_low)),
        )
        for one in made.taught
    ]
    head = ("teachers", "macro-F1", "spread between draws", "QWK", "AUC high", "AUC not low")
    return (
        f"So many repositories drawn at random, {TEACHER_DRAWS} times, each time from all but another third of the owners, who are "
        "predicted; by the linear learner alone, which is quick and a little behind the whole model.\n\n"
        f"{_table(head, lines)}"
    )


def _repositories(made: Evaluation) -> str:
    baselines = [name for name in made.baselines if name != "majority"]
    head = (
        "repository",
        "low / medium / high",
        *_SHORT,
        "macro-F1 without bots",
        *(f"{name}: macro-F1" for name in baselines),
    )
    lines = [
        (
            one.repository,
            " / ".join(map(str, one.balance)),
            *(_figure(COLUMNS[name](one.model)) for name in _SHORT),
            _figure(one.people.macro_f1),
            *(_figure(one.baselines[name].macro_f1) for name in baselines),
        )
        for one in made.repositories
    ]
    behind = [
        f"{one.repository} ({name})"
        for one in made.repositories
        for name in baselines
        if (one.baselines[name].macro_f1 or 0) >= (one.model.macro_f1 or 0)
    ]
    said = (
        f"Not ahead in macro-F1: {', '.join(behind)}."
        if behind
        else "Ahead of size, formula and simple rule in macro-F1 on every repository."
    )
    return f"{_table(head, lines)}\n{said}\n"


def _confusion(cards: Sequence[RepositoryCard]) -> str:
    together = [[sum(one.confusion[told][level] for one in cards) for level in range(3)] for told in range(3)]
    lines = [
        (f"labelled {name}", *(f"{count:,}" for count in row), _figure(row[place] / max(sum(row), 1)))
        for place, (name, row) in enumerate(zip(LEVELS, together, strict=True))
    ]
    hits = [
        _figure(together[place][place] / max(sum(row[place] for row in together), 1)) for place in range(3)
    ]
    head = ("all commits", *(f"judged {name}" for name in LEVELS), "recall")
    return _table(head, [*lines, ("precision", *hits, "")])


def _probabilities(made: Evaluation) -> str:
    def cells(bins: Sequence[Bin], place: int) -> tuple[str, ...]:
        if place >= len(bins):
            return ("", "", "")
        one = bins[place]
        return (_figure(one.predicted), _figure(one.observed), f"{one.commits:,}")

    high, not_low = made.high.calibration, made.not_low.calibration
    lines = [(*cells(not_low, place), *cells(high, place)) for place in range(max(len(high), len(not_low)))]
    head = ("not low: predicted", "was so", "commits", "high: predicted", "was so", "commits")
    return _table(head, lines)


def _groups(made: Evaluation, plot: str) -> Iterable[str]:
    if not made.losses:
        return
    ranked = sorted(made.losses, key=lambda one: (-one.not_low - one.high, one.group))
    lines = [(one.group.value, _signed(one.not_low), _signed(one.high)) for one in ranked]
    yield "## What the features are worth\n"
    yield "Loss of area under the curve where a group is shuffled among a repository's commits.\n"
    yield _table(("group", "AUC not low", "AUC high"), lines)
    yield plot


def own_labels(made: Evaluation) -> str:
    """What some of a repository's own labels give, as a table; empty where no repository has enough."""
    curves = [one.learned for one in made.repositories if one.learned]
    lines = []
    for place, point in enumerate(made.learned):
        gains = [curve[place].macro_f1 - curve[0].macro_f1 for curve in curves]
        worse = sum(gain < 0 for gain in gains)
        lines.append(
            (
                str(point.labels),
                _figure(point.macro_f1),
                _figure(point.spread),
                _figure(point.kappa),
                f"{worse} of {len(curves)}" if place else "",
                _signed(min(gains)) if place else "",
                _signed(max(gains)) if place else "",
            )
        )
    head = ("own labels", "macro-F1", "spread between draws", "QWK", "repositories that lose", "from", "to")
    return (
        "What `commitbrief train` makes of some of a repository's own labels, drawn at random "
        f"{DRAWS} times and scored on commits that were never drawn; the thresholds stay.\n\n"
        f"{_table(head, lines)}"
    )


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows)


def _figure(value: float | None) -> str:
    return (
        "–" if value is None else f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"
    )


def _plain(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{_figure(abs(value))}"
