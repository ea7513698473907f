"""What is known of a sentence that a section could say, as plain figures: what kind it is, what it shares with the title, where it
stands, what it holds. `classifier.statements.worth` weighs them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import log1p

from classifier.paths import Role
from classifier.statements.material import Material
from classifier.statements.quotations import is_fix, scored
from classifier.statements.ranking import (
    CONDITION,
    LIMIT,
    REASON,
    STEP,
    area_stems,
    is_beside,
    stems,
    subject_stems,
)
from classifier.statements.ranks import is_titled, rank_of
from classifier.statements.shown import codes
from classifier.statements.standing import LEANS_BACK, NO_SUBJECT
from history.briefs import Code, Importance, Origin, Quote, Statement, Term

# Kinds of sentences, by how their rules are named; the first that fits.
KINDS: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("words", r"summary-words$"),
        ("words gone", r"summary-words-gone"),
        ("purpose", r"summary-purpose|summary-new-package"),
        ("lines", r"summary-last-words|summary-line|summary-edit|summary-set|summary-comments"),
        ("exchanged", r"summary-exchanged|summary-likewise"),
        ("gone", r"summary-removed-|.*-gone$|summary-items-go|summary-exports-gone"),
        ("tests", r"summary-.*test|skip-|behaviour-tests"),
        ("came", r"summary-added-|summary-items-come|summary-exports|summary-flags"),
        ("names", r"summary-changed|summary-constructor|summary-sections|summary-at"),
        ("moved", r"summary-(?:re(?:named|built)|moved)|behaviour-moved|summary-section-renamed"),
        ("value", r"summary-value|summary-flag-|summary-default|summary-imported|summary-gained-|summary-implements|summary-compiled-|behaviour-list-|behaviour-number|summary-type|behaviour-bound|summary-bumped|behaviour-variable"),
        ("parameter", r"summary-takes|behaviour-demands|summary-parameter-(?:optional|required)"),
        ("fails", r"behaviour-(?:new-)?(?:fails|raises)|behaviour-catches"),
        ("condition", r"behaviour-(?:.*when|condition|only|lets|asks|either)"),
        ("passes", r"behaviour-passes|behaviour-hands|flags-passed"),
        ("calls", r"behaviour-.*calls|behaviour-step|behaviour-sets"),
        ("returns", r"behaviour-(?:returns|result|leaves)"),
        ("settings", r"summary-(?:env|settings)|behaviour-item|table-|link-"),
    )
)  # fmt: skip
OTHERS = "other"
_ORIGINS = (
    Origin.COMMENT, Origin.DOC_COMMENT, Origin.DOCUMENTATION, Origin.HELP, Origin.MESSAGE, Origin.RECORD, Origin.ERROR, Origin.TEST_NAME,
)  # fmt: skip
_ROLES = (Role.SOURCE, Role.TEST, Role.DOCUMENTATION, Role.CI)
_PAST = re.compile(
    r"\b(?:previously|used to|before (?:this|the)|no longer|formerly|would (?:have|otherwise|be|cause|fail)|silently|wrong(?:ly)?|"
    r"incorrect(?:ly)?|crash\w*|hang\w*|fail(?:s|ed|ure)?|break\w*|leak\w*|race|bug|mis-?\w+|corrupt\w*|deadlock\w*|NaN|OOM)\b"
)
# What somebody who runs or calls the program meets.
_OUTSIDE = re.compile(
    r"summary-(?:(?:added|removed)-(?:interfaces|variables|dependencies)|flag|default|bumped|renamed)|behaviour-(?:new-)?fails"
)
OUTER_KINDS = tuple(
    map(Term, ("kind-flag", "kind-env-var", "kind-route", "kind-config-key", "kind-helm-value", "kind-page"))
)
_DIGIT = re.compile(r"\d")
_LONG = 30  # words
FEW = 24  # changed lines
TRAITS: tuple[str, ...] = (
    *(f"kind: {name}" for name, _ in KINDS),
    *(f"from: {origin.value}" for origin in _ORIGINS),
    *(f"in: {role.value}" for role in _ROLES),
    "rank", "outside", "places", "shared", "shared part", "shared line", "area", "novel", "spelt", "share", "beside",
    "new file", "two values", "condition", "names", "length", "short", "long", "reason", "limit", "conditions said", "step", "score", "leans", "no subject",
    "past", "past of a fix", "digit", "small commit", "high", "low", "quoted", "quoted in a fix", "at largest",
)  # fmt: skip


def kind_of(one: Statement) -> str:
    """The kind of a sentence."""
    return next((name for name, pattern in KINDS if pattern.match(one.rule)), OTHERS)


def traits(one: Statement, material: Material) -> tuple[float, ...]:
    """The figures of `TRAITS`, each about 0 to 1, of a sentence of the summary."""
    params = dict(one.params)
    said = " ".join(value.text for value in params.values() if isinstance(value, Quote))
    proof = one.evidence[0]
    subject = material.reading.message.subject
    title = subject_stems(subject)
    named = stems(" ".join([said, *(code.text for code in codes(one))]))
    kind, role = kind_of(one), material.roles.get(proof.path)
    origin = params.get("origin")
    own = said or " ".join(code.text for code in codes(one))
    words = len(own.split())
    share = material.share_of_file(proof.path)
    past = bool(said and _PAST.search(said))
    fix = is_fix(material)
    figures: Mapping[str, float] = {
        "rank": 0.0 if said else rank_of(one, material) / 100,
        "outside": float(bool(_OUTSIDE.match(one.rule)) or params.get("kind") in OUTER_KINDS),
        "places": min(1.0, log1p(_places(params)) / 3),
        "shared": min(4, len(named & title)) / 4,
        "shared part": len(named & title) / (len(title) or 1),
        "shared line": min(4, len((named | stems(proof.text)) & title)) / 4,
        "area": min(2, len(named & area_stems(material.reading.message.title))) / 2,
        "novel": len(named - title) / (len(named) or 1),
        "spelt": float(is_titled(one, material)),
        "share": share,
        "beside": float(is_beside(role, material)),
        "new file": float(proof.path in material.came),
        "two values": float({"before", "after"} <= params.keys()),
        "condition": float("condition" in params or "when" in params),
        "names": min(1.0, log1p(len(list(codes(one)))) / 3),
        "length": min(1.0, words / 40),
        "short": float(bool(said) and words < 8),
        "long": float(words > _LONG),
        "reason": min(2, len(REASON.findall(said))) / 2,
        "limit": min(3, len(LIMIT.findall(said))) / 3,
        "conditions said": min(2, len(CONDITION.findall(said))) / 2,
        "step": float(bool(said and STEP.match(said))),
        "score": max(-1.0, min(1.5, _score(said, material) / 3)) if said else 0.0,
        "leans": float(bool(said and LEANS_BACK.match(said))),
        "no subject": float(bool(said and NO_SUBJECT.match(said))),
        "past": float(past),
        "past of a fix": float(past and fix),
        "digit": float(bool(_DIGIT.search(said or " ".join(v.text for v in params.values() if isinstance(v, Code))))),
        "small commit": float(material.churn <= FEW),
        "high": float(material.level is Importance.HIGH),
        "low": float(material.level is Importance.LOW),
        "quoted": float(bool(said)),
        "quoted in a fix": float(bool(said) and fix),
        "at largest": float(share >= material.largest_share),
    }  # fmt: skip
    return (
        *(float(kind == name) for name, _ in KINDS),
        *(float(origin == Term(f"origin-{each.value.replace('_', '-')}")) for each in _ORIGINS),
        *(float(role is each) for each in _ROLES),
        *figures.values(),
    )


def _places(params: Mapping[str, object]) -> int:
    """In how many places a sentence is true, where it says so."""
    return max(
        (value for name, value in params.items() if isinstance(value, int) and "place" in name), default=0
    )


def _score(said: str, material: Material) -> float:
    """The best worth of the sentences that a quotation is made of."""
    return max((one.score for one in scored(material) if one.sentence.text in said), default=0.0)
