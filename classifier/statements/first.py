"""What a sentence gains or loses where it opens a summary.

`classifier.statements.worth` says how much a reader would miss a sentence; a sentence that is told first stands for the whole
commit besides, and what is true of one line misleads there.
"""

from __future__ import annotations

import re

from classifier.facts.interface import Change
from classifier.paths import Role
from classifier.statements.exchanged import OPENS
from classifier.statements.focus import REMOVES
from classifier.statements.material import Material
from classifier.statements.quotations import is_fix, scored, sentence_at
from classifier.statements.ranking import (
    LIMIT,
    REASON,
    STEP,
    Sentence,
    about_tests,
    gets_version,
    is_beside,
    stems,
    subject_stems,
)
from classifier.statements.ranks import is_titled
from classifier.statements.shown import codes
from classifier.statements.standing import is_aside, says_what_remains, tells_failure
from classifier.statements.traits import FEW, OUTER_KINDS, kind_of
from history.briefs import Code, Origin, Quote, Statement, Term

OF_PRIVATE = 1.0  # what the purpose of a thing that others do not see loses
OF_RECORD = 0.5  # what the record of changes gains: it is the summary that users get
OF_TEXT = 6.0  # what the wording of an error or log line loses: it leads where there is nothing else
OF_WIDE = (
    0.6  # what a sentence about several classes gains: none about one of them says how far the commit reaches
)
OF_STORY = 1.5  # what the names gain that gave way to others in most of the lines
MANY, OF_LINES = 6, 0.15  # places from which they do, and share of the changed lines
OF_FAILED = 4.0  # what a sentence beside a test gains that says what went wrong
OF_ASIDE = 2.5  # what a remark loses that is about its own line, or about what is not done
OF_STAYS = 4.0  # what a test's sentence loses that says what a fix leaves as it was
OF_LOCAL = 0.8  # what a comment within a body loses where neither it nor what it stands in is what the title speaks of
OF_GONE = 3.0  # what is gone loses in a commit that adds more than it takes away
OF_GONE_OUTSIDE = 1.0  # the same of what users met
OF_LEFT = 1.0  # what is gone gains in a revert
OF_STEP = 2.0  # what a step of a test loses beside a program that changes
OF_FAR = 0.5  # what a comment loses in a file that little of the commit is in
LITTLE = 0.25  # of the changed lines
OF_CHECKS = 1.0  # what the message loses where it tells of tests and of the like, and the title does not
OF_PIN = 3.0  # what the pin of another project's commit loses in a commit of more than a few lines
OF_SHORT, SHORT = 1.5, 7  # what a short item of a list in the message loses, and words
OF_OUTER = 2.0  # what a new flag, variable, route or key gains that the title speaks of
OF_OUTER_OF_FIX = 0.5  # the same in a fix, which is seldom about what is new
OF_NAMED = 0.5  # what a new thing gains of whose name every word is in the title
OF_HEAD = 1.0  # what the head of a new file gains that much of the commit is in
NEAR = 4  # lines between items of a list
OF_WITHIN = 1.0  # what a sentence loses from further down a new page that most of the commit is in
OF_ITEM = 0.8  # what one item of a list in a comment or page loses
OF_VERSION = 3.0  # what a version gains that the title names
MUCH, MOST = 0.3, 0.5  # of the changed lines
ENOUGH = 2  # words of the title
_COMMIT = re.compile(r"[\"']?(?=\D*\d)(?=.*[a-f])[0-9a-f]{7,40}[\"']?")
_TEXTS = re.compile(r"behaviour-(?:log-)?words")
_ABOUT_TEXTS = re.compile(
    r"\b(?:logs?|logging|messages?|messaging|warnings?|errors?|wording|typos?|text)\b", re.IGNORECASE
)
_CHECKS = re.compile(
    r"^(?::\w+:)?\W*(?:add|updat|fix|extend|improv|adjust|writ|mov|remov|more|new)\w*\b.{0,60}\b(?:tests?|test cases?|coverage|lint\w*|data providers?)\b"
    r"|\b(?:has|have) (?:a |an )?(?:new )?tests?\b",
    re.IGNORECASE,
)
_FILES_GONE = frozenset({"behaviour-file-gone", "summary-files-gone"})
_STEP = re.compile(
    r"(?:decide|guard|reuse|bound|save|cast|use|keep|reset|record|normalize|fall|skip|apply|match|bind|drop|clear|pull|collect|find|make|"
    r"ensure|wait|try|pass|mark|resolve|fetch|compare|forward|allocate|split|merge|map|replace|remove|let|treat|prefer|restore|pick)\b",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\d+\.\d[\w.]*")
_RECORDS = (Term("origin-record"), Term("origin-breaking"))
_ERROR = Term("origin-error")
_FILES = (Term("kind-file"), Term("kind-page"))


def as_first(one: Statement, material: Material) -> float:
    """What a sentence gains or loses where it opens the section."""
    said = next((value.text for _, value in one.params if isinstance(value, Quote)), "")
    texts = _TEXTS.match(one.key) or dict(one.params).get("origin") == _ERROR
    worth = -OF_TEXT if texts and not _ABOUT_TEXTS.search(material.reading.message.subject) else 0.0
    worth += OF_WIDE * (one.key == "summary-gained-by-several")
    worth += OF_STORY * (one.weight >= OPENS and is_of_many(one, material))
    if said:
        worth += _of_words(one, said, material)
    if one.rule == "summary-purpose":
        worth += _of_purpose(one, material)
    if one.key == "summary-gained-by-class" and not is_titled(one, material):
        worth -= OF_PRIVATE * all(is_private(code.text) for code in [*codes(one)][1:])
    if one.key.startswith("summary-added-") and _is_page(one, material):
        worth += OF_HEAD
    if kind_of(one) == "gone":
        lost = OF_GONE_OUTSIDE if one.rule == "summary-removed-interfaces" else OF_GONE
        named = bool(_names(one) & subject_stems(material.reading.message.subject))
        worth += OF_LEFT if material.reverts or (named and _removes(material)) else -lost * _adds(material)
    if (
        not said
        and is_beside(material.roles.get(one.evidence[0].path), material)
        and not about_tests(material)
    ):
        worth -= OF_STEP
    if _is_pin(one) and material.churn > FEW:
        worth -= OF_PIN
    if gets_version(material):
        worth += OF_VERSION * _has_version(one, material)
    return worth


def _is_pin(one: Statement) -> bool:
    """Whether it tells which commit of another project gave way to which: in a larger commit that is where the news came from,
    and not what it is."""
    params = dict(one.params)
    sides = [params.get(name) for name in ("before", "after")]
    return all(isinstance(side, Code) and _COMMIT.fullmatch(side.text) for side in sides)


def is_of_many(one: Statement, material: Material) -> bool:
    """Whether it tells of an edit in many places of a commit, beside which any one of them is a small part."""
    places = dict(one.params).get("places1")
    share = (
        max(material.recurring.share, 2 * places / (material.churn or 1)) if isinstance(places, int) else 0.0
    )
    return (
        one.rule == "summary-exchanged" and isinstance(places, int) and places >= MANY and share >= OF_LINES
    )


def is_record(one: Statement) -> bool:
    """Whether it is what maintainers tell users of the change."""
    return dict(one.params).get("origin") in _RECORDS


def stands_aside(one: Statement, material: Material) -> bool:
    """Whether it opens no section: somebody's remark on a side matter, or a file that is gone where more came."""
    if one.rule in _FILES_GONE:
        return _adds(material)
    said = next((value.text for _, value in one.params if isinstance(value, Quote)), "")
    return one.rule == "summary-words" and _is_aside(said, material)


def _of_words(one: Statement, said: str, material: Material) -> float:
    """Of somebody's words: whether they are the record, tell what went wrong, or are a matter of one line."""
    beside = material.roles.get(one.evidence[0].path) is Role.TEST and is_fix(material)
    worth = OF_RECORD * is_record(one)
    if beside:
        worth += OF_FAILED if tells_failure(said) else -OF_STAYS * says_what_remains(said)
    worth -= OF_ASIDE * _is_aside(said, material)
    sentence = sentence_at(one.evidence[0], material)
    if one.rule != "summary-words" or sentence is None:
        return worth
    title = subject_stems(material.reading.message.subject)
    worth -= OF_ITEM * _is_item(sentence, material)
    if sentence.origin is Origin.DOCUMENTATION:
        much = sentence.fresh and material.share_of_file(one.evidence[0].path) >= MOST
        return worth - OF_WITHIN * (much and (sentence.listed or not sentence.lead))
    if sentence.origin is Origin.MESSAGE:
        worth -= OF_CHECKS * bool(_CHECKS.search(said) and not about_tests(material))
        return worth - OF_SHORT * (sentence.listed and len(said.split()) < SHORT)
    if sentence.origin is Origin.DOC_COMMENT:
        named = stems(sentence.place) & title or len(stems(said) & title) >= ENOUGH
        return worth - OF_PRIVATE * (is_private(sentence.place) and not named)
    if sentence.origin is not Origin.COMMENT or material.churn <= FEW:
        return worth
    shared = len(stems(said) & title) + bool(stems(sentence.place) & title)
    cause = is_fix(material) and (REASON.search(said) or LIMIT.search(said))  # of what it mends
    local = shared < min(ENOUGH, len(title)) and not cause
    far = material.share_of_file(one.evidence[0].path) < LITTLE and (shared <= ENOUGH or _is_step(said))
    return worth - OF_LOCAL * local - OF_FAR * far


def _is_aside(said: str, material: Material) -> bool:
    remark = is_aside(said)
    return (
        bool(remark)
        and material.churn > FEW
        and not stems(remark) & subject_stems(material.reading.message.subject)
    )


def _of_purpose(one: Statement, material: Material) -> float:
    """Of a new thing with what it is for: whether people outside meet it, whether it is most of what is new."""
    kind, path = dict(one.params).get("kind"), one.evidence[0].path
    title, named = subject_stems(material.reading.message.subject), _names(one)
    worth = 0.0
    if kind in _FILES and not is_beside(material.roles.get(path), material):
        worth += OF_HEAD * (material.share_of_file(path) >= MUCH)
    if kind in OUTER_KINDS:
        return worth + (OF_OUTER_OF_FIX if is_fix(material) else OF_OUTER) * (
            len(named & title) >= min(ENOUGH, (len(title) + 1) // 2)
        )
    private = is_private(next((code.text for code in codes(one)), "")) and not is_titled(one, material)
    return (
        worth
        + OF_NAMED * (bool(named) and named <= title and _is_the_one(one, material))
        - OF_PRIVATE * private
    )


def _is_item(one: Sentence, material: Material) -> bool:
    """Whether a sentence of a comment or page is one item of a list there."""
    if not one.listed or one.origin not in {Origin.COMMENT, Origin.DOCUMENTATION}:
        return False
    if one.origin is Origin.DOCUMENTATION:  # unless it speaks of the title
        return len(stems(one.text) & subject_stems(material.reading.message.subject)) <= ENOUGH
    return any(
        each.sentence.listed
        and each.sentence.block != one.block
        and each.sentence.evidence.path == one.evidence.path
        and abs(each.sentence.evidence.line - one.evidence.line) <= NEAR
        for each in scored(material)
    )


def _is_step(said: str) -> bool:
    """Whether a comment tells what the next line does."""
    return STEP.match(said) is not None or _STEP.match(said) is not None


def _has_version(one: Statement, material: Material) -> bool:
    """Whether it tells of a value that came with a version that the title has."""
    after = next(
        (value.text for name, value in one.params if name == "after" and isinstance(value, Code)), ""
    )
    subject = material.reading.message.subject
    return any(re.search(rf"(?<![\d.]){re.escape(one)}(?!\d)", subject) for one in _VERSION.findall(after))


def _is_page(one: Statement, material: Material) -> bool:
    """Whether it names a new page that most of the commit is in."""
    path = one.evidence[0].path
    page = path in material.came and material.roles.get(path) is Role.DOCUMENTATION
    return page and material.share_of_file(path) >= MOST


def _is_the_one(one: Statement, material: Material) -> bool:
    """Whether no other new thing of its kind has a name of which every word is in the title."""
    title = subject_stems(material.reading.message.subject)
    came = [fact for fact in material.facts if fact.change is Change.ADDED]
    kinds = {fact.subject for fact in came if fact.evidence[0] == one.evidence[0]}
    names = {stems(re.split(r"\.|::|#", fact.name)[-1]) for fact in came if fact.subject in kinds}
    return len([name for name in names if name and name <= title]) == 1


def is_private(name: str) -> bool:
    """Whether a name keeps to itself what it names."""
    return name.replace("::", ".").rpartition(".")[2].startswith("_")


def _names(one: Statement) -> frozenset[str]:
    return stems(" ".join(code.text for code in codes(one)))


def _adds(material: Material) -> bool:
    """Whether a commit adds more than it takes away, and does not say that it removes."""
    return not _removes(material) and 2 * sum(file.added for file in material.written) > material.churn


def _removes(material: Material) -> bool:
    return REMOVES.search(material.reading.message.subject.lower()) is not None
