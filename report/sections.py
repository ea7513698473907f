"""The section of one commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from history.briefs import (
    SECTIONS,
    Allowance,
    Brief,
    Code,
    CommitRef,
    Importance,
    Judge,
    Listing,
    Quote,
    Section,
    Value,
    Verdict,
)
from history.records import UNDATED, Commit, CommitName, FileChange, Gap, GapReason, Person
from history.sizes import size_of
from report.about import about
from report.inline import CodeSpan, Text
from report.proofs import proofs, sentence
from report.retold import RETOLD, retold, says_as_much
from report.sayings import diff, sayings
from report.section_tree import (
    CommitSection,
    FileLine,
    Ground,
    Level,
    Mention,
    Missing,
    Part,
    Probabilities,
    Reckoning,
    Sentence,
    Signature,
    TypeWord,
    Weight,
    Words,
)
from report.sentences import Catalogue, Surroundings
from report.text import clean, title
from report.wording import Wording

TITLE_COLUMNS = 160
SHORT_SHA = 7
NAMED_FILES = 3
NAMED_MERGED = 5
GROUNDS_SHOWN = 3
# What of the model's grounds says something without the model: `explain` has the others.
PLAIN_GROUNDS = (
    "model-signal-public",
    "model-signal-flag",
    "model-signal-environment",
    "model-signal-deprecated",
    "model-signal-warning",
    "model-signal-error",
    "model-signal-switch",
    "model-signal-security",
    "model-topic-deprecates",
    "model-topic-preview",
)
LEVEL_NAMES: dict[Importance, Level] = {
    Importance.HIGH: "high",
    Importance.MEDIUM: "medium",
    Importance.LOW: "low",
}
LEVEL_ICONS = {Importance.HIGH: "🔴", Importance.MEDIUM: "🟡", Importance.LOW: "🟢"}
ICONS = {
    Section.SUMMARY: "📋",
    Section.SCOPE: "🎯",
    Section.ARCHITECTURE: "🏗️",
    Section.PERFORMANCE: "🚀",
    Section.SECURITY: "🔒",
    Section.MAINTAINABILITY: "🧹",
    Section.COMPATIBILITY: "🔌",
    Section.RISK: "⚠️",
    Section.ADVICE: "💡",
}
INSIGHT = (
    Section.ARCHITECTURE,
    Section.PERFORMANCE,
    Section.SECURITY,
    Section.MAINTAINABILITY,
    Section.COMPATIBILITY,
)
# Not worth a line to a reader: such files have nothing to read, and the user asked for the filter.
EXPECTED_GAPS = frozenset({GapReason.UNSUPPORTED, GapReason.FILTERED})


def key(enum_value: str) -> str:
    """An enum's value as part of a Fluent id."""
    return enum_value.replace("_", "-")


def commit_section(brief: Brief, section_id: str, wording: Wording) -> CommitSection:
    """Write what was decided about a commit."""
    commit, catalogue = brief.commit, wording.catalogue
    missing = gaps_of(brief)
    return CommitSection(
        id=section_id,
        sha=commit.sha,
        short=commit.sha[:SHORT_SHA],
        url=wording.around.links.commit(commit.sha),
        link_word=catalogue.words("commit-link"),
        subject=clean(commit.subject),
        title=heading_title(commit, TITLE_COLUMNS, catalogue),
        message=_encodable(commit.message),
        parents=commit.parents,
        author=_signature(commit.author, commit.authored),
        committer=_signature(commit.committer, commit.committed),
        types=tuple(
            TypeWord(
                decision.type.value,
                catalogue.words(f"type-{decision.type}"),
                decision.rule,
                proofs(commit, decision.evidence, wording.around.links),
            )
            for decision in brief.types
        ),
        type_heading=catalogue.words("part-type"),
        type_words=" / ".join(catalogue.words(f"type-{decision.type}") for decision in brief.types),
        breaking=brief.breaking,
        bot=brief.bot,
        importance=_weight(commit, brief.verdict, wording),
        importance_heading=catalogue.words("part-importance"),
        summary=_summary(brief, wording),
        relations=tuple(_relations(brief, wording)),
        sayings=sayings(brief, wording),
        diff=diff(brief, wording),
        scope=_part(brief, Section.SCOPE, wording),
        insight_heading=catalogue.words("part-insight"),
        insight=tuple(part for section in INSIGHT if (part := _part(brief, section, wording))),
        risk=_part(brief, Section.RISK, wording),
        advice=_part(brief, Section.ADVICE, wording),
        merged=tuple(mention(one, wording.around) for one in commit.merged),
        reverts=mention(brief.reverts, wording.around) if brief.reverts else None,
        reverted_by=mention(brief.reverted_by, wording.around) if brief.reverted_by else None,
        files=tuple(_file_line(change) for change in commit.files),
        filtered_files=commit.filtered_files,
        missing=tuple(missing_value(gap) for gap in missing),
        missing_words=gap_words((gap for gap in missing if gap.reason not in EXPECTED_GAPS), wording),
        allowed=tuple(_allowed(one, catalogue) for one in brief.allowed),
        context=about(commit.context, brief.commit.subject, wording) if commit.context else None,
    )


def _allowed(one: Allowance, catalogue: Catalogue) -> Words:
    """Who let what pass, and why."""
    params: tuple[tuple[str, Value], ...] = (
        ("rule", Code(one.rule)),
        ("name", Code(one.name)),
        ("reason", Quote(one.reason)),
    )
    if not one.by:
        return catalogue.sentence("allowed-configured", params)
    return catalogue.sentence("allowed-by", (*params, ("who", Quote(one.by))))


def heading_title(commit: Commit, columns: int, catalogue: Catalogue) -> tuple[Text | CodeSpan, ...]:
    """The subject within `columns`, or words saying that there is none."""
    return title(commit.subject, columns) or (Text(catalogue.words("no-subject")),)


def mention(name: CommitName, around: Surroundings) -> Mention:
    """Another commit, with what leads to it."""
    return Mention(
        name.sha, clean(name.subject), around.sections.get(name.sha), around.links.commit(name.sha)
    )


def _signature(person: Person, when: datetime) -> Signature:
    return Signature(clean(person.name), clean(person.email), "" if when == UNDATED else when.isoformat())


def _encodable(text: str) -> str:
    return text.encode("utf8", "backslashreplace").decode("utf8")


def _file_line(change: FileChange) -> FileLine:
    old = change.old_path if change.old_path != change.new_path else None
    return FileLine(
        path=clean(change.path),
        old_path=clean(old) if old and change.new_path else None,
        status=change.status.value,
        added=change.added,
        removed=change.removed,
        binary=change.binary,
    )


def _summary(brief: Brief, wording: Wording) -> Part:
    catalogue = wording.catalogue
    heading = "part-summary-low" if brief.verdict.level is Importance.LOW else "part-summary"
    part = _part(brief, Section.SUMMARY, wording)
    said = part.sentences if part else (_files_in_words(brief.commit, catalogue),)
    words = retold(brief.claim, catalogue.language) if part else ()
    if words and not says_as_much(said[0], brief.claim, words):
        said = (Sentence(words, RETOLD, RETOLD, 100, (), ()), *said)
    return Part(Section.SUMMARY.value, ICONS[Section.SUMMARY], catalogue.words(heading), said)


def _part(brief: Brief, section: Section, wording: Wording) -> Part | None:
    """A section with what is said in it; `None` where there is nothing, or the commit's level does not show it."""
    if section not in SECTIONS[brief.verdict.level]:
        return None
    said = sorted(
        (one for one in brief.statements if one.section is section and one.shown), key=lambda one: -one.weight
    )
    sentences = tuple(sentence(brief.commit, one, wording.catalogue, wording.around) for one in said)
    if not sentences:
        return None
    return Part(section.value, ICONS[section], wording.catalogue.words(f"part-{section}"), sentences)


def _files_in_words(commit: Commit, catalogue: Catalogue) -> Sentence:
    """What there is to say of a commit of which nothing else is known: the files, by lines changed."""
    if not commit.files:
        key = "summary-merge" if commit.is_merge else "summary-no-files"
        return _unproved(key, catalogue.sentence(key))
    largest = sorted(commit.files, key=lambda change: -change.churn)
    named = tuple(Code(change.path) for change in largest[:NAMED_FILES])
    words = catalogue.sentence(
        "summary-files",
        (
            ("files", Listing(named, len(largest) - len(named))),
            ("size", size_of(commit.files)),
        ),
    )
    return _unproved("summary-files", words)


def _unproved(key: str, words: Words) -> Sentence:
    """A sentence about the commit as a whole, which no single line proves."""
    return Sentence(words, key, key, 0, (), ())


def _weight(commit: Commit, verdict: Verdict, wording: Wording) -> Weight:
    catalogue = wording.catalogue
    grounds = tuple(
        Ground(catalogue.sentence(one.key, one.params, wording.around), one.key, one.effect)
        for one in verdict.contributions
    )
    likely = verdict.probabilities
    return Weight(
        level=LEVEL_NAMES[verdict.level],
        icon=LEVEL_ICONS[verdict.level],
        word=catalogue.words(f"level-{verdict.level}"),
        judge=verdict.judge.value,
        probabilities=Probabilities(*likely) if likely else None,
        borderline=LEVEL_NAMES[verdict.borderline] if verdict.borderline else None,
        grounds=grounds,
        proofs=proofs(commit, verdict.evidence, wording.around.links),
        reason=_reason(verdict, grounds, wording),
        bound=verdict.bound.value if verdict.bound else None,
        judged=LEVEL_NAMES[verdict.judged] if verdict.judged else None,
        reckoning=_reckoning(verdict),
    )


def _reckoning(verdict: Verdict) -> Reckoning | None:
    own = verdict.reckoning
    return Reckoning(own.question.value, own.base, own.total, own.usual) if own else None


def _reason(verdict: Verdict, grounds: tuple[Ground, ...], wording: Wording) -> Words:
    """Why the level is what it is, in a few words that a reader can check; the whole reckoning is for `explain`."""
    catalogue = wording.catalogue
    if verdict.bound and verdict.judged:
        return catalogue.in_brackets([catalogue.sentence(f"bound-{verdict.bound}")])
    match verdict.judge:
        case Judge.DECLARED:
            return catalogue.in_brackets([_declared(verdict, wording)])
        case Judge.FORMULA if verdict.level is not Importance.LOW:
            points = round(sum(one.effect for one in grounds))
            parts: list[Words] = [(*one.words, Text(f" {one.effect:+g}")) for one in _strongest(grounds)]
            total = catalogue.sentence("judged-formula", (("points", points),))
            return catalogue.in_brackets([total, catalogue.joined(parts)] if parts else [total])
        case Judge.MODEL if verdict.level is not Importance.LOW:
            plain = [one for one in grounds if one.effect > 0 and one.key.startswith(PLAIN_GROUNDS)]
            told = [one.words for one in _strongest(plain)]
            return catalogue.in_brackets([catalogue.joined(told)]) if told else ()
    return ()


def _strongest(grounds: Iterable[Ground]) -> list[Ground]:
    telling = sorted((one for one in grounds if round(one.effect, 2)), key=lambda one: -abs(one.effect))
    return telling[:GROUNDS_SHOWN]


def _declared(verdict: Verdict, wording: Wording) -> Words:
    where = next((one.path for one in verdict.evidence if one.path), "")
    if where:
        return wording.catalogue.sentence("judged-declared-in", (("path", Code(where)),))
    return wording.catalogue.sentence("judged-declared")


def _relations(brief: Brief, wording: Wording) -> Iterable[Words]:
    catalogue, commit = wording.catalogue, brief.commit
    if brief.reverts:
        yield catalogue.sentence("relation-reverts", (("commit", _ref(brief.reverts)),), wording.around)
    if brief.restores and brief.restores.sha:
        yield catalogue.sentence("relation-restores", (("commit", _ref(brief.restores)),), wording.around)
    if brief.reverted_by:
        yield catalogue.sentence(
            "relation-reverted-by", (("commit", _ref(brief.reverted_by)),), wording.around
        )
    if commit.merged:
        named = [
            (catalogue.commit(one.sha, one.subject, wording.around),) for one in commit.merged[:NAMED_MERGED]
        ]
        more = len(commit.merged) - len(named)
        lead = catalogue.sentence("relation-merged", (("count", len(commit.merged)),))
        rest = [catalogue.sentence("relation-merged-more", (("count", more),))] if more else []
        yield (*lead, *catalogue.joined([*named, *rest]))


def _ref(name: CommitName) -> CommitRef:
    return CommitRef(name.sha, name.subject)


def gaps_of(brief: Brief) -> tuple[Gap, ...]:
    """Everything that could not be read of a commit, each once."""
    in_files = (change.gap for change in brief.commit.files if change.gap)
    return tuple(dict.fromkeys((*brief.commit.gaps, *in_files, *brief.notes)))


def missing_value(gap: Gap) -> Missing:
    """A gap as it stands in the document."""
    path = None if gap.path is None else clean(gap.path)
    return Missing(gap.reason.value, path, clean(gap.detail))


def gap_words(gaps: Iterable[Gap], wording: Wording) -> tuple[Words, ...]:
    """One sentence for each reason, naming a few of its files."""
    by_reason: dict[GapReason, list[Gap]] = {}
    for gap in gaps:
        by_reason.setdefault(gap.reason, []).append(gap)
    return tuple(_gap_sentence(reason, some, wording) for reason, some in by_reason.items())


def _gap_sentence(reason: GapReason, gaps: list[Gap], wording: Wording) -> Words:
    paths = list(dict.fromkeys(gap.path for gap in gaps if gap.path))
    if not paths:
        count = (("count", int(gaps[0].detail)),) if reason is GapReason.UNLISTED else ()
        return wording.catalogue.sentence(f"gap-{key(reason)}", count)
    named = tuple(Code(path) for path in paths[:NAMED_FILES])
    files = Listing(named, len(paths) - len(named))
    params: tuple[tuple[str, Value], ...] = (("files", files),)
    if reason is GapReason.UNINSTALLED:
        wanted = dict.fromkeys(Code(gap.detail) for gap in gaps if gap.detail)
        params = (*params, ("install", Listing(tuple(wanted))))
    return wording.catalogue.sentence(f"gap-{key(reason)}-files", params)
