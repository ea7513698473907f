"""What operators watch: metrics by name, and the level that a log statement has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.compare import Family, Item
from classifier.facts.edits import Edit
from classifier.facts.families import Families, Reader, source_in
from classifier.facts.interface import Change, CommitView, Fact, Subject
from classifier.facts.lines import Block

_KINDS = "Counter|Gauge|Histogram|Summary|UpDownCounter|IntCounter|IntGauge"
_NAME = r"(?P<name>[a-zA-Z_:][\w:.]{2,120})"
# `f"{PREFIX}_queue_depth"`: what follows a prefix that is a constant of its own is the metric's own name.
_PREFIX = r"(?:f\"\{[\w.]{1,60}\}[_:.]?|\")"
_PYTHON = re.compile(rf"\b(?P<kind>{_KINDS})\(\s*(?:name\s*=\s*)?{_PREFIX}{_NAME}\"")
_CREATE = re.compile(
    rf"\bcreate_(?P<kind>counter|gauge|histogram|up_down_counter|int\w{{0,12}})\(\s*(?:name\s*=\s*)?&?\"{_NAME}\""
)
_RUST = re.compile(
    rf"\b(?:register_)?(?:int_)?(?P<kind>counter|gauge|histogram)(?:_vec)?!\(\s*\"{_NAME}\"|\b(?:Opts|HistogramOpts)::new\(\s*\"(?P<other>[a-zA-Z_:][\w:]{{2,120}})\""
)
_RUST_CONSTANT = re.compile(
    r"\bpub\s+const\s+[A-Z0-9_]+\s*:\s*&(?:'static\s+)?str\s*=\s*\""
    r"(?P<name>[a-z][a-z0-9]*(?:_[a-z0-9]+)*_(?:total|seconds|bytes|count|ratio|milliseconds|ms))\""
)
# What registers a metric, on the line of the name or within a few of it.
_REGISTERS = re.compile(r"(?i)counter|gauge|histogram|summary|\bopts\b|register|metric::|describe_")
_GO = re.compile(r"\bprometheus\.(?P<kind>Counter|Gauge|Histogram|Summary)Opts\{(?P<body>[^{}]{0,800})")
_GO_FIELD = re.compile(r"\b(Namespace|Subsystem|Name):\s*\"([^\"\n]{1,120})\"")
_JAVA = re.compile(rf"\b(?P<kind>Counter|Gauge|Timer|DistributionSummary)\.builder\(\s*\"{_NAME}\"")


def _metrics(block: Block) -> Iterator[Item]:
    if block.language == "go":
        yield from _go_metrics(block)
        return
    patterns = {"python": (_PYTHON, _CREATE), "rust": (_RUST, _RUST_CONSTANT, _CREATE)}.get(
        block.language, (_JAVA, _CREATE)
    )
    for pattern in patterns:
        for match in pattern.finditer(block.bare):
            groups = match.groupdict()
            name = groups.get("name") or groups.get("other") or ""
            kind = (groups.get("kind") or "").lower()
            extra = (
                (("form", "constant"),) if pattern is _RUST_CONSTANT else (("type", kind),) if kind else ()
            )
            yield Item(name, block.line_at(match.end() - 1), extra=extra)


def _go_metrics(block: Block) -> Iterator[Item]:
    for match in _GO.finditer(block.bare):
        fields = dict(_GO_FIELD.findall(match["body"]))
        if "Name" in fields:
            name = "_".join(fields[key] for key in ("Namespace", "Subsystem", "Name") if key in fields)
            offset = match.start("body") + match["body"].index(f'"{fields["Name"]}"')
            yield Item(name, block.line_at(offset), extra=(("type", match["kind"].lower()),))


_LOG = re.compile(
    r"\b(?:(?:log(?:ger|ging)?|LOG|tracing|console|slog|_logger|klog)(?:\.|::)(?P<level>trace|debug|info|warn|warning|error|exception|critical|fatal)!?\(\s*[frbu]{0,2}\"(?P<text>[^\"\n]{8,200})"
    r"|(?<![:.])(?P<macro>trace|debug|info|warn|error)!\(\s*\"(?P<said>[^\"\n]{8,200}))", re.IGNORECASE
)  # fmt: skip


def _logs(block: Block) -> Iterator[Item]:
    """Log statements are named by what they say; only a changed level is a value."""
    for match in _LOG.finditer(block.bare):
        level = (match["level"] or match["macro"]).lower()
        yield Item((match["text"] or match["said"])[:80], block.line_at(match.start()), value=level)


class Metrics:
    """Metrics by name. A constant that spells a name is none until something registers it."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        """Yield what came, went or got another name; of constants that came, those that the commit registers."""
        for fact in _METRICS.facts(view):
            if (
                fact.change is not Change.ADDED
                or fact.extra.get("form") != "constant"
                or _registered(fact, view)
            ):
                yield fact


def _registered(fact: Fact, view: CommitView) -> bool:
    constant = re.search(r"\b([A-Z][A-Z0-9_]+)\s*:", fact.evidence[0].text)
    if constant is None:
        return False
    word = re.compile(rf"\b{constant[1]}\b")
    return any(
        word.search(text) and any(_REGISTERS.search(side.changed.get(number + by, "")) for by in _AROUND)
        for edit in view.edits
        if edit.is_product
        for side in (edit.new,)
        for number, text in side.changed.items()
        if (edit.path, number) != (fact.path, fact.evidence[0].line)
    )


_AROUND = (0, -1, -2, 1, 2)
_METRICS = Families(
    (
        Reader(
            Family(Subject.METRIC, _metrics, renames=True),
            source_in("python", "rust", "go", "java", "kotlin"),
            ("ounter", "auge", "istogram", "ummary", "_total", "_seconds", "imer"),
        ),
    ),
    (Subject.METRIC,),
)


class LogLevels:
    """Log statements that say the same at another level."""

    def facts(self, view: CommitView) -> Iterator[Fact]:
        """Yield the changed levels; statements that came or went are no facts."""
        for fact in _LOGS.facts(view):
            if fact.change is Change.VALUE_CHANGED:
                yield fact


_LEVEL = re.compile(r"trace|debug|info|warn|error|exception|critical|fatal", re.IGNORECASE)
_LOGGING = source_in("python", "rust", "go", "javascript", "typescript")


def _changes_levels(edit: Edit) -> bool:
    """Whether a level stands in what was taken away and in what came: only then can one have changed."""
    return _LOGGING(edit) and all(
        any(_LEVEL.search(text) for text in side.changed.values()) for side in edit.sides
    )


_LOGS = Families(
    (
        Reader(
            Family(Subject.LOG_LEVEL, _logs),
            _changes_levels,
            ("og", '!("'),
        ),
    )
)
