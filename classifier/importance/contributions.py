"""What moved a commit up or down, as contributions true to the model: they are summed from its own terms.

The keys are listed in `classifier.importance.judge`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from classifier.importance.extraction import word_texts
from classifier.importance.features import FEATURES, Group, Row
from classifier.importance.model import Floats, Linear
from classifier.importance.roles import Part
from classifier.importance.words import Channel, bucket
from history.briefs import Code, Contribution, Quote, Value
from history.records import Commit

Said = tuple[str, tuple[tuple[str, Value], ...]]
_NAMED = 0.25  # of a channel's effect: a word with less does not stand for it
LEAST = 0.02  # smaller differences of log-odds move nobody's judgement
_WORD_KEYS = {
    Channel.SUBJECT: "model-subject",
    Channel.BODY: "model-body",
    Channel.PATH: "model-path",
    Channel.CODE: "model-code",
}
_SIGNALS = tuple(
    (index, re.sub("^(added|removed|test|docs)_", "", feature.name))
    for index, feature in enumerate(FEATURES)
    if feature.group is Group.SIGNALS
)
_TOPICS = tuple(
    (index, feature.name.removeprefix("subject_"))
    for index, feature in enumerate(FEATURES)
    if feature.name.startswith("subject_") and feature.meaning.startswith("words of the topic")
)
_PLACES = {feature.name: index for index, feature in enumerate(FEATURES)}


def grounds_of(
    commit: Commit, row: Row, told: Floats, linear: Linear, factor: float
) -> tuple[Contribution, ...]:
    """The contributions of a commit, largest first: `told` is what each figure adds, `factor` what a unit of
    the linear model's word weights is worth."""
    found = [*_words(commit, row, linear, factor), *_figures(row, told)]
    shown = [one for one in found if abs(one.effect) >= LEAST]
    return tuple(sorted(shown, key=lambda one: (-abs(one.effect), one.key)))


def _words(commit: Commit, row: Row, linear: Linear, factor: float) -> Iterable[Contribution]:
    """One contribution for each channel, named by the word that weighs most in its direction."""
    texts = word_texts(commit)
    present = set(row.words)
    for channel in Channel:
        own = [word for word in row.words if word // (1 << 14) == channel]
        effect = factor * sum(float(linear.words[word]) for word in own)
        best, most = "", 0.0
        for text in texts[channel]:
            column = bucket(channel, text)
            weight = float(linear.words[column]) * (1 if effect > 0 else -1)
            if column in present and weight > most and text.strip("^ "):
                best, most = text, weight
        word: Value = (
            Quote(best.strip("^ "))
            if channel in (Channel.SUBJECT, Channel.BODY)
            else _spelled(best.strip("+-~"), commit)
        )
        if most < _NAMED * abs(effect / factor):
            best = ""
        key = _WORD_KEYS[channel]
        yield Contribution(
            f"{key}-words" if best else key, round(effect, 3), (("word", word),) if best else ()
        )


def _spelled(word: str, commit: Commit) -> Value:
    """A word of a path or of the code as code, if the commit spells it like that: words are learned in lower
    case, and with zeros for digits."""
    if any(word in file.path for file in commit.files) or any(
        word in line for file in commit.files for hunk in file.hunks for line in hunk.lines
    ):
        return Code(word)
    return Quote(word)


def _figures(row: Row, told: Floats) -> Iterable[Contribution]:
    sums: dict[Said, float] = defaultdict(float)
    named = {**_named_topics(row), **_named_signals(row)}
    for index, feature in enumerate(FEATURES):
        key = named.get(index) or _GROUP_KEYS[feature.group](row)
        sums[key] += float(told[index])
    for (name, params), effect in sums.items():
        yield Contribution(name, round(effect, 3), params)


def _named_topics(row: Row) -> dict[int, Said]:
    return {index: (f"model-topic-{name}", ()) for index, name in _TOPICS if row.figures[index]}


def _named_signals(row: Row) -> dict[int, Said]:
    """Kinds of changed lines that are there, as a reader would name them (`_TELLING`)."""
    counts: dict[str, int] = defaultdict(int)
    for index, name in _SIGNALS:
        counts[_TELLING.get(name, "")] += row.figures[index]
    return {
        index: (f"model-signal-{own}", (("count", counts[own]),))
        for index, name in _SIGNALS
        if (own := _TELLING.get(name)) and counts[own]
    }


_TELLING = {
    **dict.fromkeys(
        ("public_python", "public_rust", "public_script", "public_go", "public_net", "public_gone"), "public"
    ),
    **dict.fromkeys(("flag", "flag_net", "flag_doc"), "flag"),
    **dict.fromkeys(("environment", "environment_net"), "environment"),
    "deprecated": "deprecated",
    "deprecated_doc": "deprecated",
    "warn": "warning",
    "raise": "error",
    "since": "since",
    "feature_switch": "switch",
    "unsafe": "security",
    **dict.fromkeys(("private_python", "private_rust", "private_script", "private_go"), "private"),
    **dict.fromkeys(("condition", "loop", "return", "catch"), "flow"),
    **dict.fromkeys(("setting", "string", "enum_value", "dataclass_field"), "values"),
    **dict.fromkeys(("comment", "docstring", "todo"), "comment"),
    **dict.fromkeys(("import", "decorator", "typing"), "declaring"),
    **dict.fromkeys(("log", "metric"), "log"),
    **dict.fromkeys(("async", "performance"), "concurrency"),
    "route": "route",
    **dict.fromkeys(("test_case", "assertion", "skip", "parametrise", "expect_error"), "test"),
    **dict.fromkeys(("heading", "code_block", "reference_entry"), "docs"),
}


def _type(row: Row) -> Said:
    kind = next((name for name in _TYPE_NAMES if row.figures[_PLACES[f"type_{name}"]]), "")
    return (
        ("model-type", (("type", Code(kind)),))
        if kind not in ("", "none", "other")
        else ("model-type-none", ())
    )


def _roles(row: Row) -> Said:
    shares = [(row.figures[_PLACES[f"share_{part.name.lower()}"]], part) for part in Part]
    share, part = max(shares)
    for least, how in ((950, "only"), (500, "mostly")):
        if share >= least:
            return f"model-{how}-{part.name.lower()}", ()
    return "model-roles", ()


def _message(_row: Row) -> Said:
    return "model-message", ()


def _signals(_row: Row) -> Said:
    return "model-signals", ()


def _size(row: Row) -> Said:
    return "model-size", (("lines", row.figures[_PLACES["added"]] + row.figures[_PLACES["removed"]]),)


def _diffusion(row: Row) -> Said:
    return "model-diffusion", (("files", row.figures[_PLACES["files"]]),)


_TYPE_NAMES: Sequence[str] = [f.name.removeprefix("type_") for f in FEATURES if f.name.startswith("type_")]
_GROUP_KEYS: dict[Group, Callable[[Row], Said]] = {
    Group.MESSAGE: _message,
    Group.TYPE: _type,
    Group.ROLES: _roles,
    Group.SIZE: _size,
    Group.DIFFUSION: _diffusion,
    Group.SIGNALS: _signals,
}
