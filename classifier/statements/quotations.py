"""Which sentences of people a section quotes: few, whole, each with whose it is, and none rather than a bad one.

The sentences are facts (`classifier.facts.words`, `classifier.facts.author`); what makes one worth a reader's time is
weighed in `classifier.statements.ranking`. Sentences of one passage that need one another stay together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from classifier.facts.interface import Fact
from classifier.facts.words.prose import TO_DO, is_elliptic, plain
from classifier.paths import Role
from classifier.statements.losses import went_with_it
from classifier.statements.material import Material
from classifier.statements.parts import moved_lines
from classifier.statements.ranking import (
    LIMIT,
    REASON,
    Sentence,
    gets_version,
    is_beside,
    is_of_tests,
    score,
    stems,
)
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
LEANS_BACK = re.compile(
    r"(?:this|it|they|these|those|that|otherwise|so|then|but|also|however|in that case|else|such|here|instead|hence|thus|therefore)\b",
    re.IGNORECASE,
)
# The same behind a conjunction: "Without this, the kiln cools".
LEANS_WITHIN = re.compile(
    r"(?:(?:and|or|since|because|as|if|when(?:ever)?|while|once|unless|until|with(?:out)?|for|after|before|doing|to (?:avoid|do|prevent)) )+"
    r"(?:it|they|this|these|those|that|them)"
    r"(?:[,;:]| (?:is|are|was|were|has|had|have|does|did|do|can|could|will|would|should|must|may|might|gets?|happens?|fails?|needs?|to|not|way)\b)",
    re.IGNORECASE,
)

# What is left to the reader to complete from what the words stand at.
NO_SUBJECT = re.compile(
    r"(?:only (?:when|if|for|in|on|used|called|pass|set|relevant|valid|applies|needed|required|instantiated|bypass)|called|used|invoked|required|needed|must|runs|applies|also|same as|not|unless|when the user|mutually|tests?|verif(?:y|ies))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its worth."""

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
            if not (is_elliptic(text) or TO_DO.match(text)):
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
        tests=extra.get("test") == "true",
    )


OWN = frozenset(
    {Origin.RECORD, Origin.BREAKING, Origin.MESSAGE}
)  # an account of the change by whoever made it
# What people write in one go and mean to be read in one go: where it is short, it is quoted so.
WHOLE = frozenset({Origin.COMMENT, Origin.DOC_COMMENT, Origin.HELP, Origin.ERROR})
ROOM_TO_OPEN = {Importance.HIGH: 420, Importance.MEDIUM: 380, Importance.LOW: 320}  # characters
LEAST_GONE = 1.4
MOST_VOICES = 40
LEAST_NEW = 2  # words beyond the title
_NOT_DONE = re.compile(
    r"\b(?:not (?:yet )?(?:implemented|handled|fixed|addressed|covered)|follow-?ups?|out of scope|left (?:for|to) (?:a |another |later|future)|"
    r"(?:in|for) (?:a |the )?(?:later|future|separate|subsequent|next) (?:pr|pull request|commit|change|patch|release|work))\b",
    re.IGNORECASE,
)
_FIX = re.compile(r"\b(?:fix|bug|revert|hotfix)", re.IGNORECASE)  # of a title
_POINTS = re.compile(r"(?:see|refer to|cf\.|this reverts commit)\s", re.IGNORECASE)  # elsewhere


@lru_cache(maxsize=1)  # asked for again for each step that a comment may explain
def scored(material: Material) -> Sequence[Scored]:
    """The sentences of a commit with their worth."""
    return tuple(Scored(one, score(one, material)) for one in sayings(material))


def stands_alone(text: str, *, begins: bool = False) -> bool:
    """Whether words need nothing before them: they do not lean back, begin no clause of another sentence, close no
    bracket that they did not open."""
    return not (
        LEANS_BACK.match(text)
        or LEANS_WITHIN.match(text)
        or text.endswith((":", "—", "-", ","))
        or (text[:1].islower() and not begins)
        or text.count("(") != text.count(")")
    )


def opened(best: Scored, every: Sequence[Scored], material: Material) -> Quotation:
    """The sentence with those around it, from the beginning of its passage where there is room: what a thing is comes
    before why it is so."""
    block = [one for one in every if one.sentence.block == best.sentence.block]
    chosen = next(place for place, one in enumerate(block) if one.sentence is best.sentence)
    begins = block[0].sentence.number == 0 and all(
        later.sentence.number == earlier.sentence.number + 1
        for earlier, later in pairwise(block[: chosen + 1])
    )
    fits = sum(len(one.sentence.text) + 1 for one in block[: chosen + 1]) <= ROOM_TO_OPEN[material.level]
    begins = begins and not (
        LEANS_BACK.match(block[0].sentence.text) or NO_SUBJECT.match(block[0].sentence.text)
    )
    return _whole(block[chosen], block, material, 0 if begins and fits else None)


def voices(material: Material) -> Iterator[Quotation]:
    """What people say in the commit: the best sentence of each passage with those that it needs, those of the author's own
    account one by one."""
    every = scored(material)
    blocks: dict[str, list[Scored]] = {}
    for one in every:
        blocks.setdefault(one.sentence.block, []).append(one)
    heard: list[str] = []
    used: set[str] = set()
    title = stems(material.reading.message.subject)
    versions = gets_version(material)
    for one in sorted(every, key=lambda each: -each.score)[:MOST_VOICES]:
        if says_what_stays(one.sentence.text, material) or (versions and one.sentence.origin not in OWN):
            continue  # a comment at a step of installing is not what a new version is
        if one.sentence.origin is Origin.LOG or (
            is_of_tests(one.sentence, material) and is_beside(Role.TEST, material)
        ):
            continue  # what a test says is seldom what the program does
        own, block = one.sentence.origin in OWN, one.sentence.block
        if block in used and not own:
            continue
        found = _whole(one, blocks[block], material)
        if is_torn(found.text) or (not own and _leans(found)) or _POINTS.match(found.text):
            continue
        if any(found.text in text for text in heard) or len(stems(found.text) - title) < LEAST_NEW:
            continue
        used.add(block)
        heard.append(found.text)
        yield found


def is_fix(material: Material) -> bool:
    """Whether the title says that a commit mends something."""
    title = material.reading.message.title
    return _FIX.search(" ".join((title.type or "", *title.tags, title.subject))) is not None


def says_what_stays(text: str, material: Material) -> bool:
    """Whether a sentence of a fix says what is not done in it."""
    return bool(_NOT_DONE.search(text)) and is_fix(material)


def _leans(found: Quotation) -> bool:
    """Whether words lean on what is not quoted with them; what stands at a definition speaks of that."""
    within = found.origin not in {Origin.HELP, Origin.DOC_COMMENT} and LEANS_WITHIN.match(found.text)
    return bool(LEANS_BACK.match(found.text) or within)


def is_torn(text: str) -> bool:
    """Whether words break off, or close a bracket that they did not open."""
    return text.count("(") != text.count(")") or text.endswith((":", "—", "-", ","))


def gone(material: Material) -> Iterator[Quotation]:
    """What comments warned of or explained that went with what they were about, the weightiest first; silence where the
    commit says something like it elsewhere. Where something else came in the place of that, readers take the old rule for
    the present one."""
    moved = moved_lines(material)
    came = [one.text for one in sayings(material)]
    for fact in material.facts:
        if fact.kind != "words.removed" or not (REASON.search(fact.name) or LIMIT.search(fact.name)):
            continue
        if not went_with_it(fact.evidence[0], material, moved):
            continue
        one = _of_files(fact)
        worth = score(one, material)
        if worth >= LEAST_GONE and not is_torn(one.text) and not is_said(fact.name, came):
            yield Quotation(one.text, one.origin, place_of(one, material), one.evidence)


def quotations(material: Material, said: Collection[str] = ()) -> tuple[Quotation, ...]:
    """The best sentences, best first; `said` holds what other parts of the section quote already."""
    level = material.level
    every = scored(material)
    by_block: dict[str, list[Scored]] = {}
    for one in every:
        by_block.setdefault(one.sentence.block, []).append(one)
    chosen: list[Quotation] = []
    used: set[str] = set()
    most = max(0, MOST[level] - len(said))
    for one in sorted(every, key=lambda each: -each.score):
        if len(chosen) >= most or one.score < LEAST[level]:
            break
        if one.sentence.block in used or is_said(one.sentence.text, [*said, *(each.text for each in chosen)]):
            continue
        used.add(one.sentence.block)
        found = _whole(one, by_block[one.sentence.block], material)
        if not (_leans(found) or is_torn(found.text) or says_what_stays(found.text, material)):
            chosen.append(found)
    return tuple(chosen)


def _whole(best: Scored, block: Sequence[Scored], material: Material, begin: int | None = None) -> Quotation:
    """The sentence with those beside it that it leans on or that go on with it, as far as there is room; with all from
    `begin` on, if given."""
    room = LONGEST[material.level]
    last = block.index(best)
    if best.sentence.origin in WHOLE and _fits(block, ROOM_TO_OPEN[material.level]):
        best, last, begin = block[0], len(block) - 1, 0
    first = last if begin is None else begin
    length = sum(len(one.sentence.text) + 1 for one in block[first : last + 1])
    while (
        first > 0
        and block[first].sentence.number == block[first - 1].sentence.number + 1
        and (LEANS_BACK.match(block[first].sentence.text) or LEANS_WITHIN.match(block[first].sentence.text))
        and length + len(block[first - 1].sentence.text) < room
    ):
        first -= 1
        length += len(block[first].sentence.text) + 1
    while last + 1 < len(block):
        following = block[last + 1]
        if following.sentence.number != block[last].sentence.number + 1:
            break
        worth = following.score >= LEAST[material.level] or LEANS_BACK.match(following.sentence.text)
        if not worth or is_torn(following.sentence.text) or length + len(following.sentence.text) > room:
            break
        last += 1
        length += len(following.sentence.text) + 1
    text = " ".join(each.sentence.text for each in block[first : last + 1])
    place = place_of(best.sentence, material)
    return Quotation(text, best.sentence.origin, place, block[first].sentence.evidence)


def _fits(block: Sequence[Scored], room: int) -> bool:
    """Whether a passage can be quoted from its first word to its last."""
    whole = all(one.sentence.number == place for place, one in enumerate(block))
    torn = any(is_torn(one.sentence.text) or TO_DO.match(one.sentence.text) for one in block)
    leans = LEANS_BACK.match(block[0].sentence.text) or NO_SUBJECT.match(block[0].sentence.text)
    return whole and not torn and not leans and sum(len(one.sentence.text) + 1 for one in block) <= room


def place_of(sentence: Sentence, material: Material) -> Code | Quote | None:
    """What the words stand at, as the commit spells it."""
    if sentence.origin in {Origin.DOCUMENTATION, Origin.RECORD}:
        place = sentence.place
        named = (
            place and not place.endswith(":") and material.grounds.spells(place)
        )  # "Returns:" is no heading
        return Quote(place) if named else None
    return material.grounds.name(sentence.place) if sentence.place else None


def is_said(text: str, others: Iterable[str]) -> bool:
    """Whether a text says with half of its words what another one says."""
    own = _words(text)
    return any(
        len(own & theirs) >= ALIKE * min(len(own), len(theirs)) for theirs in map(_words, others) if theirs
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9_]{3,}|[\u4e00-\u9fff]", text.lower()))
