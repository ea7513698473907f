"""Which sentences of people a section quotes: few, whole, each with whose it is, and none rather than a bad one.

The sentences are facts (`classifier.facts.words`, `classifier.facts.author`); what makes one worth a reader's time is
weighed in `classifier.statements.ranking`. Sentences of one passage that need one another stay together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from classifier.facts.interface import Fact
from classifier.facts.words.prose import is_elliptic, plain
from classifier.statements.material import Material
from classifier.statements.ranking import Sentence, score, stems
from history.briefs import Code, Importance, Origin, Quotation, Quote

MOST = {Importance.HIGH: 3, Importance.MEDIUM: 2, Importance.LOW: 1}
LONGEST = {Importance.HIGH: 340, Importance.MEDIUM: 300, Importance.LOW: 220}  # characters of one quotation
LEAST = {Importance.HIGH: 1.0, Importance.MEDIUM: 1.2, Importance.LOW: 1.4}  # of the score
ALIKE = 0.5  # share of words from which two sentences say the same
_MESSAGE = {
    "author_breaking.said": Origin.BREAKING,
    "author_sentence.said": Origin.MESSAGE,
    "author_item.said": Origin.MESSAGE,
}
_LEANS_BACK = re.compile(
    r"(?:this|it|they|these|those|that|otherwise|so|then|but|also|however|in that case|else|such|here|instead|hence|thus|therefore)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Scored:
    sentence: Sentence
    score: float


def sayings(material: Material) -> tuple[Sentence, ...]:
    """Every sentence of the commit that could be quoted, in the order of the commit."""
    found: list[Sentence] = []
    for fact in material.facts:
        if fact.kind == "words.said":
            found.append(_of_files(fact))
        elif (origin := _MESSAGE.get(fact.kind)) is not None:
            block = f"message {fact.evidence[0].line} {fact.extra.get('heading', '')}"
            text = plain(fact.name)
            if not is_elliptic(text):
                found.append(Sentence(text, origin, "", fact.evidence[0], block, len(found)))
    return tuple(found)


def _of_files(fact: Fact) -> Sentence:
    extra = fact.extra
    return Sentence(
        fact.name,
        Origin(extra["origin"]),
        fact.owner,
        fact.evidence[0],
        extra["block"],
        int(extra["number"]),
        public=fact.public is not False,
        header=extra.get("header") == "true",
        fresh=extra.get("fresh") == "true",
        lead=extra.get("lead") == "true",
    )


_LEADING = frozenset(Origin) - {Origin.ERROR, Origin.LOG, Origin.TEST_NAME}
LEAST_LEADING = 1.5  # of the score
OF_TITLE = 0.6  # for each word of the title, up to three


def leading(material: Material) -> Quotation | None:
    """The sentence that says best what the commit is about: people explain a change better than any edit of it does.
    `None` where nobody wrote one that has to do with the title."""
    title = stems(material.reading.message.subject)
    scored = [_Scored(one, score(one, material)) for one in sayings(material)]
    best: _Scored | None = None
    for one in scored:
        shared = len(title & stems(f"{one.sentence.text} {one.sentence.place}"))
        own = one.sentence.origin in {Origin.RECORD, Origin.BREAKING, Origin.MESSAGE}
        if one.sentence.origin not in _LEADING or one.score < LEAST_LEADING or not (shared or own):
            continue
        worth = _Scored(one.sentence, one.score + OF_TITLE * min(3, shared))
        best = worth if best is None or worth.score > best.score else best
    if best is None:
        return None
    block = [one for one in scored if one.sentence.block == best.sentence.block]
    chosen = next(one for one in block if one.sentence is best.sentence)
    first = block[0]
    room = LONGEST[material.level] - len(chosen.sentence.text)
    if (
        chosen.sentence.origin is Origin.DOC_COMMENT
        and first.sentence.number == 0
        and len(first.sentence.text) < room
    ):
        # what a thing is comes before why it is so
        chosen = first if chosen.sentence.number <= 2 else chosen
    return _whole(chosen, block, material)


def quotations(material: Material, said: Collection[str] = ()) -> tuple[Quotation, ...]:
    """The best sentences, best first; `said` holds what other parts of the section quote already."""
    level = material.level
    scored = [_Scored(one, score(one, material)) for one in sayings(material)]
    by_block: dict[str, list[_Scored]] = {}
    for one in scored:
        by_block.setdefault(one.sentence.block, []).append(one)
    chosen: list[Quotation] = []
    used: set[str] = set()
    for one in sorted(scored, key=lambda each: -each.score):
        if len(chosen) == MOST[level] or one.score < LEAST[level]:
            break
        if one.sentence.block in used or _is_said(
            one.sentence.text, [*said, *(each.text for each in chosen)]
        ):
            continue
        used.add(one.sentence.block)
        chosen.append(_whole(one, by_block[one.sentence.block], material))
    return tuple(chosen)


def _whole(best: _Scored, block: Sequence[_Scored], material: Material) -> Quotation:
    """The sentence with those beside it that it leans on or that go on with it, as far as there is room."""
    room = LONGEST[material.level]
    first = last = block.index(best)
    length = len(best.sentence.text)
    while (
        first > 0
        and block[first].sentence.number == block[first - 1].sentence.number + 1
        and _LEANS_BACK.match(block[first].sentence.text)
        and length + len(block[first - 1].sentence.text) < room
    ):
        first -= 1
        length += len(block[first].sentence.text) + 1
    while last + 1 < len(block):
        following = block[last + 1]
        if following.sentence.number != block[last].sentence.number + 1:
            break
        worth = following.score >= LEAST[material.level] or _LEANS_BACK.match(following.sentence.text)
        if not worth or length + len(following.sentence.text) > room:
            break
        last += 1
        length += len(following.sentence.text) + 1
    text = " ".join(each.sentence.text for each in block[first : last + 1])
    place = _place(best.sentence, material)
    return Quotation(text, best.sentence.origin, place, block[first].sentence.evidence)


def _place(sentence: Sentence, material: Material) -> Code | Quote | None:
    """What the words stand at, as the commit spells it."""
    if sentence.origin in {Origin.DOCUMENTATION, Origin.RECORD}:
        return Quote(sentence.place) if sentence.place and material.grounds.spells(sentence.place) else None
    return material.grounds.name(sentence.place) if sentence.place else None


def _is_said(text: str, others: Iterable[str]) -> bool:
    own = _words(text)
    return any(
        len(own & theirs) >= ALIKE * min(len(own), len(theirs)) for theirs in map(_words, others) if theirs
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9_]{3,}|[\u4e00-\u9fff]", text.lower()))
