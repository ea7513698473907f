"""Which sentences of people a section quotes: few, whole, each with whose it is, and none rather than a bad one.

The sentences are facts (`classifier.facts.words`, `classifier.facts.author`); what makes one worth a reader's time is
weighed in `classifier.statements.ranking`. Sentences of one passage that need one another stay together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

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
from classifier.statements.standing import (
    LEANS_BACK,
    NO_SUBJECT,
    OF_PLACE,
    POINTS_BACK,
    begins_before,
    goes_on,
    is_in_place,
    is_leaning,
    is_sure,
    is_torn,
    points_at_unnamed,
    solves,
    tells_of_before,
)
from history.briefs import Code, Evidence, Importance, Origin, Quotation, Quote

MOST = {Importance.HIGH: 3, Importance.MEDIUM: 2, Importance.LOW: 1}
LONGEST = {Importance.HIGH: 340, Importance.MEDIUM: 300, Importance.LOW: 220}  # characters of one quotation
LEAST = {Importance.HIGH: 1.0, Importance.MEDIUM: 1.2, Importance.LOW: 1.4}  # of the score
ALIKE = 0.5  # share of words from which two sentences say the same
_MESSAGE = {
    "author_breaking.said": Origin.BREAKING,
    "author_sentence.said": Origin.MESSAGE,
    "author_item.said": Origin.MESSAGE,
}
_LABEL = re.compile(r"([A-Z][\w /-]{1,24}):\s")  # in front of a paragraph
_BY_PROGRAM = re.compile(r"\b(?:dependabot|renovate)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"\b(?:href|src|style|onclick)=[\"']|<[\w.+-]+@[\w.-]+>"
)  # what is left of a page, and no sentence


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its worth."""

    sentence: Sentence
    score: float


def sayings(material: Material) -> tuple[Sentence, ...]:
    """Every sentence of the commit that could be quoted, in the order of the commit."""
    own = [fact for fact in material.facts if fact.kind in _MESSAGE]
    torn, number = _of_each(own), 0
    others = gets_version(material) and _BY_PROGRAM.search(
        material.commit.message
    )  # tells what a dependency did
    found: list[Sentence] = []
    for fact in material.facts:
        if fact.kind == "words.said" and "reworded" not in fact.extra:
            found.append(_of_files(fact))
        elif fact.kind in _MESSAGE:
            if fact.evidence[0].line not in torn and not others:
                found.append(_of_message(own, number))
            number += 1
    return tuple(
        one
        for one in found
        if is_sure(one.text)
        and not (TO_DO.match(one.text) or is_elliptic(one.text) or _MARKUP.search(one.text))
    )


def _of_each(own: Sequence[Fact]) -> set[int]:
    """The lines of a message at which paragraphs begin with a label that another one has too: each says something of one
    matter of several, and stands for no whole."""
    labels: dict[str, set[int]] = {}
    for fact in own:
        if fact.kind == "author_sentence.said" and (hit := _LABEL.match(fact.name)):
            labels.setdefault(hit[1].lower(), set()).add(fact.evidence[0].line)
    return {line for lines in labels.values() if len(lines) > 1 for line in lines}


def listed(material: Material) -> Mapping[int, int]:
    """The lines of the message that are items of a list, each with the line of the first one; of lists of three and more."""
    found: dict[int, int] = {}
    every = [fact for fact in material.facts if fact.kind in _MESSAGE]
    for items, group in groupby(every, key=lambda fact: (fact.kind, fact.extra.get("heading", ""))):
        lines = [fact.evidence[0].line for fact in group]
        if items[0] == "author_item.said" and len(lines) >= LEAST_LISTED:
            found |= dict.fromkeys(lines, lines[0])
    return found


def _of_message(own: Sequence[Fact], number: int) -> Sentence:
    fact, following = own[number], own[number + 1] if number + 1 < len(own) else None
    line, heading = fact.evidence[0], fact.extra.get("heading", "")
    text, origin = plain(fact.name), _MESSAGE[fact.kind]
    near = following.name if following and following.evidence[0].line == line.line else ""
    before = origin is Origin.MESSAGE and tells_of_before(text, near, heading)
    item = fact.kind == "author_item.said"
    return Sentence(
        text, origin, "", line, f"message {line.line} {heading}", number, before=before, listed=item
    )


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
        listed=extra.get("listed") == "true",
    )


OWN = frozenset(
    {Origin.RECORD, Origin.BREAKING, Origin.MESSAGE}
)  # an account of the change by whoever made it
# What people write in one go and mean to be read in one go: where it is short, it is quoted so.
WHOLE = frozenset({Origin.COMMENT, Origin.DOC_COMMENT, Origin.HELP, Origin.ERROR})
ROOM_TO_OPEN = {Importance.HIGH: 420, Importance.MEDIUM: 380, Importance.LOW: 320}  # characters
LEAST_GONE = 1.4
MOST_VOICES = 40
LEAST_LISTED = 3
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


def sentence_at(line: Evidence, material: Material) -> Sentence | None:
    """The first sentence that a line proves; `None` where nobody says anything there."""
    return next((one.sentence for one in scored(material) if one.sentence.evidence == line), None)


def opened(best: Scored, every: Sequence[Scored], material: Material) -> Quotation | None:
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
        if found is None or is_torn(found.text) or _POINTS.match(found.text):
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


def _leans(one: Sentence, material: Material) -> bool:
    """Whether a sentence leans on what stands before it; what stands at a definition speaks of that."""
    if one.origin is Origin.MESSAGE:
        return goes_on(one.text, material.reading.message.subject, begins=one.number == 0)
    if one.origin in OWN:
        return False
    if one.origin in {Origin.HELP, Origin.DOC_COMMENT}:
        leans = LEANS_BACK.match(one.text) and not OF_PLACE.match(one.text)
        return bool(
            leans or POINTS_BACK.search(one.text) or points_at_unnamed(one.text) or is_in_place(one.text)
        )
    return is_leaning(one.text)


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
        if found and not (
            is_torn(found.text) or begins_before(found.text) or says_what_stays(found.text, material)
        ):
            chosen.append(found)
    return tuple(chosen)


def _whole(
    best: Scored, block: Sequence[Scored], material: Material, begin: int | None = None
) -> Quotation | None:
    """The sentence with those beside it that it leans on or that go on with it, as far as there is room; with all from
    `begin` on, if given. `None` where it still leans, or tells how it was before without what is done about it."""
    room = LONGEST[material.level]
    last = block.index(best)
    if best.sentence.origin in WHOLE and _fits(block, ROOM_TO_OPEN[material.level]):
        best, last, begin = block[0], len(block) - 1, 0
    first = last if begin is None else begin
    length = sum(len(one.sentence.text) + 1 for one in block[first : last + 1])
    while (
        first > 0
        and block[first].sentence.number == block[first - 1].sentence.number + 1
        and (_leans(block[first].sentence, material) or LEANS_BACK.match(block[first].sentence.text))
        and length + len(block[first - 1].sentence.text) < room
    ):
        first -= 1
        length += len(block[first].sentence.text) + 1
    while last + 1 < len(block):
        following = block[last + 1]
        if following.sentence.number != block[last].sentence.number + 1:
            break
        wanted = block[last].sentence.before and solves(following.sentence.text)
        worth = following.score >= LEAST[material.level] or LEANS_BACK.match(following.sentence.text)
        if (
            not (worth or wanted)
            or following.sentence.before
            or is_torn(following.sentence.text)
            or length + len(following.sentence.text) > room
        ):
            break
        last += 1
        length += len(following.sentence.text) + 1
    if block[last].sentence.before or _leans(block[first].sentence, material):
        return None
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
