"""The words that a section begins with: the sentence of somebody that says best what the commit as a whole is about, or what
a test says of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from classifier.statements.material import Material
from classifier.statements.quotations import (
    LEAST_NEW,
    OWN,
    Scored,
    is_fix,
    opened,
    place_of,
    says_what_stays,
    scored,
)
from classifier.statements.ranking import (
    CONDITION,
    LIMIT,
    REASON,
    STEP,
    Sentence,
    about_tests,
    area_stems,
    gets_version,
    is_of_tests,
    stems,
    subject_stems,
)
from classifier.statements.standing import NO_SUBJECT, is_torn, stands_alone, tells_failure
from history.briefs import Origin, Quotation

_OF_FAILURES = frozenset({Origin.COMMENT, Origin.DOC_COMMENT})
_OF_TESTS_SAID = frozenset({Origin.TEST_NAME, Origin.DOC_COMMENT})
_OF_A_TEST = re.compile(r"(?:\w+ ){0,2}(?:tests?|verif(?:y|ies)|checks?|ensures?|assert)\b", re.IGNORECASE)
LEAST_TESTED = 1.3
_CLAUSE = re.compile(r"(?:when|if|while|for|with|in|on|by|once|after)\b[^,.]*,\s*", re.IGNORECASE)
_OVERVIEW = re.compile(
    r"\b(?:introduction|overview|about|what (?:is|are)|summary|motivation|purpose|why)\b|概述|简介|背景",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(
    r"\b(?:for now|for example|e\.g\.|for debugging|just in case|defensive|conservative|edge cases?|corner cases?|exception(?:ally)? (?:is|to)|"
    r"intentionally|placeholder|temporar(?:y|ily)|except (?:for|when|that)|special case)",
    re.IGNORECASE,
)
# How something is worked out, or what is done at installing: nothing of what it is for.
_HOW = re.compile(
    r"\b(?:linear(?:ly)? (?:scan|search)|binary search|scans? (?:over|the)|O\([\w\d ^*]+\)|complexity|(?:loop|iterat)(?:s|es|ing)? over|"
    r"fits? (?:easily )?in|registers|in[- ]place|pre-?allocat\w+|cheap(?:er|ly)?|amorti[sz]ed|micro-?optimi[sz]\w+|pip install|"
    r"wheels?|try \w+ first|profiled)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"Only (?:the|a|an|one|those)\b")  # what does not take part says less than what does
_LABEL = re.compile(r"[A-Z][\w ()/-]{2,40}:\s")
_ALSO = re.compile(r"[^,.;]{0,60}\b(?:also|additionally)\b", re.IGNORECASE)
_LEADING = frozenset(Origin) - {Origin.ERROR, Origin.LOG, Origin.TEST_NAME}
LEAST_LEADING = 2.5  # of the worth as the first sentence
OF_TITLE, MOST_SHARED = 0.7, 4  # for each word of the title
OF_SUBJECT, FIRST_WORDS = 0.5, 6  # where the sentence begins with one
OF_EXCEPTION = 1.0
OF_NO_SUBJECT = 2.0
OF_LIMITS = 0.3  # for each further limit: what is excepted is not what is done
OF_RECORD = 1.0
OF_OVERVIEW = 0.8
OF_SCOPE = 0.5
OF_LABEL = 0.6  # of an item that names its subject in front of a colon
OF_STEP = 0.8
OF_HOW = 1.4
OF_SHORT, SHORT = 0.5, 8  # words
OF_COMMON = 0.35
MOST_TRIED = 4
MOST_OF_FAILURE = 320  # characters
ENOUGH_SHARED = 2  # words of the title
LEAST_SHARE = 0.25  # of the changed lines
LEAST_OF_PAGE = 0.1


def leading(material: Material) -> Quotation | None:
    """The sentence that says best what the commit as a whole is about: people explain a change better than any edit of it
    does. It shares two words with the title, or is the author's own account, and stands at what changed most; `None` where
    nobody wrote such a one."""
    title = subject_stems(material.reading.message.subject)
    every = scored(material)
    named = stems(material.commit.subject)
    fit: list[Scored] = []
    versions = gets_version(material)
    rare = _rare(every, title, area_stems(material.reading.message.title))
    for one in every:
        own = one.sentence.origin in OWN
        shared = len(title & stems(one.sentence.text))
        worth = _worth_of_lead(one, rare)
        if one.sentence.origin not in _LEADING or worth < LEAST_LEADING or (versions and not own):
            continue  # a comment at a step of installing is not what a new version is
        if own and len(stems(one.sentence.text) - named) < LEAST_NEW:
            continue  # the title once more
        enough = min(2, (len(title) + 1) // 2)
        if not own and (shared < enough or not _stands_at_the_change(one.sentence, material, title)):
            continue
        fit.append(Scored(one.sentence, worth))
    for best in sorted(fit, key=lambda one: -one.score)[:MOST_TRIED]:
        found = opened(best, every, material)
        if found is None or says_what_stays(found.text, material):
            continue
        if (found.origin in OWN and not is_torn(found.text)) or stands_alone(
            found.text, begins=_begins(found, every)
        ):
            return found
    return None


def _rare(every: Sequence[Scored], title: frozenset[str], area: frozenset[str]) -> Mapping[str, float]:
    """How much each word of the title tells, 0 to 1: the less the more sentences have it, and half where it is the scope."""
    words = {**dict.fromkeys(area, OF_SCOPE), **dict.fromkeys(title, 1.0)}
    many = Counter(word for one in every for word in stems(one.sentence.text) & words.keys())
    return {word: worth / (1 + OF_COMMON * log(max(1, many[word]))) for word, worth in words.items()}


def _worth_of_lead(one: Scored, title: Mapping[str, float]) -> float:
    """What a sentence is worth as the first of a section: what it has in common with the title weighs more than how it
    reasons, the more where it begins with it; an exception, a step or a thing for now stands for no whole."""
    text = one.sentence.text
    words, main = text.split(), _CLAUSE.sub("", text)
    worth = one.score + OF_RECORD * (one.sentence.origin in {Origin.RECORD, Origin.BREAKING})
    worth += OF_TITLE * min(MOST_SHARED, sum(title[word] for word in stems(text) & title.keys()))
    worth += OF_SUBJECT * bool(title.keys() & stems(" ".join(main.split()[:FIRST_WORDS])))
    worth += OF_OVERVIEW * bool(
        one.sentence.origin is Origin.DOCUMENTATION and _OVERVIEW.search(one.sentence.place)
    )
    if one.sentence.origin is Origin.COMMENT and not any(
        cue.search(text) for cue in (REASON, LIMIT, CONDITION)
    ):
        worth -= OF_STEP
    worth -= OF_EXCEPTION * bool(_EXCEPTION.search(text) or _ALSO.match(main)) + OF_NO_SUBJECT * bool(
        NO_SUBJECT.match(text)
    )
    worth -= OF_EXCEPTION * bool(_ONLY.match(text))
    worth -= OF_HOW * bool((how := _HOW.search(text)) and not stems(how[0]) & title.keys())
    worth -= OF_LABEL * bool(one.sentence.origin not in OWN and _LABEL.match(text))
    worth -= OF_STEP * bool(STEP.match(text) and not REASON.search(text)) + OF_SHORT * (len(words) < SHORT)
    return worth - OF_LIMITS * max(0, len(LIMIT.findall(text)) - 1)


def _begins(found: Quotation, every: Sequence[Scored]) -> bool:
    """Whether the words are the first of their passage, so that a small letter begins no clause."""
    return any(
        one.sentence.evidence == found.evidence
        and one.sentence.number == 0
        and found.text.startswith(one.sentence.text)
        for one in every
    )


def _stands_at_the_change(one: Sentence, material: Material, title: frozenset[str]) -> bool:
    """Whether a sentence stands in a file that much of the commit is in, or at something that the title names."""
    if stems(one.place) & title or len(stems(one.text) & title) > ENOUGH_SHARED:
        return True
    if one.origin is Origin.DOC_COMMENT and not one.header:
        return False  # what some definition is for, and not the one that the title speaks of
    least = LEAST_OF_PAGE if one.origin is Origin.DOCUMENTATION else LEAST_SHARE
    return material.share_of_file(one.evidence.path) >= least


def failed(material: Material) -> Quotation | None:
    """What a comment or description of a test says went wrong before a fix whose author says nothing; the more words of the
    title, the better. `None` where nobody says so."""
    every = scored(material)
    if not is_fix(material) or any(one.sentence.origin in OWN for one in every):
        return None
    title = subject_stems(material.reading.message.subject)
    best = max(
        (
            one.sentence
            for one in every
            if is_of_tests(one.sentence, material)
            and one.sentence.origin in _OF_FAILURES
            and len(one.sentence.text.split()) >= SHORT
            and tells_failure(one.sentence.text)
            and stands_alone(one.sentence.text, begins=True)
        ),
        key=lambda one: (one.origin is Origin.DOC_COMMENT, len(title & stems(one.text)), -len(one.text)),
        default=None,
    )
    if best is None:
        return None
    following = next(
        (
            one.sentence
            for one in every
            if (one.sentence.block, one.sentence.number) == (best.block, best.number + 1)
        ),
        None,
    )
    text = best.text
    if following and len(text) + len(following.text) < MOST_OF_FAILURE and not is_torn(following.text):
        text = f"{text} {following.text}"
    return Quotation(text, best.origin, place_of(best, material), best.evidence)


def tested(material: Material) -> Quotation | None:
    """What the name or the description of a test says of the change, where it has most words of the title; `None` where
    none has any, and in a commit about tests."""
    title = subject_stems(material.reading.message.subject)
    if about_tests(material):
        return None
    best: tuple[float, Sentence] | None = None
    for one in scored(material):
        text = one.sentence.text
        if (
            not is_of_tests(one.sentence, material)
            or one.sentence.origin not in _OF_TESTS_SAID
            or not stands_alone(text, begins=True)
        ):
            continue
        shared = len(title & stems(f"{text} {one.sentence.place}"))
        rule = any(cue.search(text) for cue in (REASON, LIMIT, CONDITION))
        if one.sentence.origin is Origin.DOC_COMMENT and (not rule or _OF_A_TEST.match(text)):
            continue
        worth = (
            shared
            + rule
            + 0.5 * (one.sentence.origin is Origin.TEST_NAME)
            - 0.02 * max(0, len(text.split()) - 30)
        )
        if shared and (best is None or worth > best[0]):
            best = worth, one.sentence
    if best is None or best[0] < LEAST_TESTED:
        return None
    return Quotation(best[1].text, best[1].origin, place_of(best[1], material), best[1].evidence)
