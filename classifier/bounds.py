"""Bounds of a level that need no facts: what closes a hole, what is announced as a break, what asks for more of whoever
builds and what takes much away is never low, and what only words a message otherwise is never high.

The judge weighs words and counts; these kinds it has seen too rarely, or in too few lines, to weigh them right. What
only facts can prove is bounded in `classifier.agreement`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifier.paths import Role
from classifier.reading import Reading
from classifier.types.indicators import COMMENT, of_file
from history.briefs import (
    EVIDENCE_CHARACTERS,
    Bound,
    ChangeType,
    Evidence,
    Importance,
    Judge,
    Side,
    TypeDecision,
    Verdict,
)

# Files that no running deployment sees.
ASIDE = frozenset(
    {Role.TEST, Role.DOCUMENTATION, Role.CHANGELOG, Role.EXAMPLE, Role.BENCHMARK, Role.CI, Role.TOOLING}
)
MUCH_REMOVED = 500  # lines of source; what takes so much away takes something from somebody
REMOVED_TO_ADDED = 4
MOST_MESSAGE_LINES = 40
# Rules that go by the title: what a quoted body cites may be somebody else's hole.
_SAID = frozenset({
    "declared-security", "tag-security", "emoji-security", "speaks-of-security", "titled-security", "labelled-security",
    "merged-from-a-private-fork", "advisory-noted", "fragment-security",
})  # fmt: skip
# A title that declares an advisory: by its number, as "CVEs" without one, or by the mark that Renovate gives to updates of
# what an advisory names.
_DECLARES_ADVISORY = re.compile(
    r"\bCVE'?s?\b|\bGHSA-|\b(?:RUSTSEC|PYSEC)-\d{4}-\d+|\bGO-20\d\d-\d{3,}\b|\[security\]", re.IGNORECASE
)
_NOT_SHIPPED = frozenset({ChangeType.CI, ChangeType.DOCS, ChangeType.TEST, ChangeType.STYLE})
# What a manifest says that its users' language or runtime must be at least.
_LEAST = re.compile(
    r"""^\s*(?:go[ ]\d|rust-version\s*=|["']?(?:requires-python|python_requires)["']?\s*=|"(?:node|php)"\s*:"""
    r"""|\w+\.required_ruby_version\s*=)"""
)
_MESSAGE = re.compile(
    r"\b(?:throw|raise|panic|fatal|die|warn(?:ing)?|error|info|debug|notice|trace|log(?:ger|ging)?|fmt\.Errorf|errors\.New"
    r"|write(?:Error|ln)?|print(?:f|ln)?|fprintf|puts|echo|console)\w*\b[^\"'`]{0,80}[\"'`]",
    re.IGNORECASE,
)

_LITERAL = re.compile(r"""(?:"[^"]*"|'[^']*'|`[^`]*`)""")
_SENTENCE = re.compile(r"""(?:"[^" ]* [^" ]* [^"]*"|'[^' ]* [^' ]* [^']*'|`[^` ]* [^` ]* [^`]*`)""")


_NOUGHTS = re.compile(r"(?:\.0)+(?=[\"',\s]|$)")  # `1.25.0` asks for no more than `1.25`


def bounded(verdict: Verdict, reading: Reading, types: Sequence[TypeDecision], *, is_bot: bool) -> Verdict:
    """The verdict within its bounds. What the maintainers declared stays as it is."""
    if verdict.judge is not Judge.MODEL:
        return verdict
    if verdict.level is Importance.LOW:
        for bound, proof in (
            (Bound.SECURITY, _closes(reading, types, is_bot)),
            (Bound.BREAKING, _announces(reading)),
            (Bound.BREAKING, _asks_for_more(reading)),
            (Bound.REMOVAL, _removes(reading)),
        ):
            if proof:
                return at_medium(verdict, bound, proof)
    elif verdict.level is Importance.HIGH and (proof := words_otherwise(reading)):
        return at_medium(verdict, Bound.MESSAGES, proof)
    return verdict


def at_medium(verdict: Verdict, bound: Bound, proof: tuple[Evidence, ...]) -> Verdict:
    """The verdict brought to medium, with why and the lines that prove it."""
    return replace(
        verdict,
        level=Importance.MEDIUM,
        bound=bound,
        judged=verdict.judged or verdict.level,
        borderline=None,
        evidence=(*verdict.evidence, *proof),
    )


def _closes(reading: Reading, types: Sequence[TypeDecision], is_bot: bool) -> tuple[Evidence, ...]:
    """What says that a hole is closed, in something that runs."""
    if all(role in ASIDE for role in reading.roles) or types[0].type in _NOT_SHIPPED:
        return ()
    title = reading.message.header.text
    if _DECLARES_ADVISORY.search(title):
        return (Evidence("", Side.NEW, reading.message.header_line, title.strip()[:EVIDENCE_CHARACTERS]),)
    if is_bot:
        return ()
    return next(
        (
            decision.evidence
            for place, decision in enumerate(types)
            if decision.type is ChangeType.SECURITY
            and (decision.rule in _SAID or (place == 0 and decision.rule == "body-names-cve"))
        ),
        (),
    )


def _announces(reading: Reading) -> tuple[Evidence, ...]:
    """The line of the message that says that something breaks."""
    message = reading.message
    if not message.breaking:
        return ()
    number = message.announced[0].line if message.announced else message.title_line
    line = reading.commit.message.split("\n")[number - 1].strip()
    return (Evidence("", Side.NEW, number, line[:EVIDENCE_CHARACTERS]),)


def _asks_for_more(reading: Reading) -> tuple[Evidence, ...]:
    """The manifest that names another least version of the language than it did."""
    for file in reading.files(Role.DEPENDENCY_MANIFEST):
        old, new = (
            {
                _NOUGHTS.sub("", text.strip())
                for hunk in file.hunks
                for text in hunk.texts(mark)
                if _LEAST.match(text)
            }
            for mark in "-+"
        )
        if old and new and old != new:
            return (of_file(file),)
    return ()


def _removes(reading: Reading) -> tuple[Evidence, ...]:
    """The source file that lost most, where much went and hardly anything came."""
    source = reading.files(Role.SOURCE)
    gone, come = sum(file.removed for file in source), sum(file.added for file in source)
    if gone < MUCH_REMOVED or gone < REMOVED_TO_ADDED * come:
        return ()
    return (of_file(max(source, key=lambda file: file.removed)),)


def words_otherwise(reading: Reading) -> tuple[Evidence, ...]:
    """The first file of source, where all its changed lines only word otherwise what people read."""
    source = reading.files(Role.SOURCE)
    if not source or sum(file.churn for file in source) > MOST_MESSAGE_LINES:
        return ()
    old = [text for file in source for hunk in file.hunks for _, text in hunk.removed()]
    new = [text for file in source for hunk in file.hunks for _, text in hunk.added()]
    told = [text for text in (*old, *new) if text.strip() and not COMMENT.match(text)]
    if len(old) != len(new) or not told:
        return ()
    if all(_MESSAGE.search(text[:1_000]) for text in told) or all(map(_reworded, old, new)):
        return (of_file(source[0]),)
    return ()


def _reworded(before: str, after: str) -> bool:
    """Whether two lines differ only in a literal that is a sentence: a key or a name has no two blanks."""
    before, after = before[:1_000], after[:1_000]
    sentences = [
        found for line in (before, after) for found in _LITERAL.findall(line) if found.count(" ") > 1
    ]
    return bool(sentences) and _SENTENCE.sub("", before) == _SENTENCE.sub("", after)
