"""From the document of a day to what the site keeps of it. Whatever parts a section has are taken as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime

from report import html
from report.inline import CodeSpan, Link, Quotation, SectionLink, Text, plain
from report.render import day_body, html_writer
from report.section_tree import CommitSection, Part, Sentence, Words
from report.site.entry import DayPage, Entry, Marks, TopicLines
from report.tree import Document
from report.writer import Writer

TOLD = 2  # sentences of a section that stand for it elsewhere
DUTIES = 3
INLINE = (Text, CodeSpan, Quotation, Link, SectionLink)
# What moved the importance, and lists of files, are no words that anybody looks for.
UNSAID = frozenset({"importance", "types", "files", "author", "committer", "title", "parents"})


def day_page(
    document: Document, places: Mapping[str, tuple[str, ...]], marks: Mapping[str, Marks]
) -> DayPage:
    """The page of a day and its commits. `places` and `marks` are by sha: where each commit is at work, and what it
    belongs to."""
    write = html_writer(document.language)
    times = {row.section: row.time for row in document.table.rows if row.section}
    sections = [one for group in document.groups for one in group.commits]
    bots = document.bots.commits if document.bots else ()
    entries = tuple(
        replace(
            _entry(one, write, marks.get(one.sha, Marks())),
            day=document.period.label,
            time=times.get(one.id, "")[11:16],
            places=places.get(one.sha, ()),
        )
        for one in (*sections, *bots)
    )
    by_id = {one.anchor: one for one in entries}
    return DayPage(
        day=document.period.label,
        title=document.title,
        body=day_body(document, by_id),
        lead="<br>".join(write.words(line) for line in document.opening.lead),
        headline=_headline(document, entries, write),
        topics=tuple(
            TopicLines(one.topic, f"{one.icon} {one.heading}", tuple(write.news(news) for news in one.news))
            for one in document.opening.topics
        ),
        entries=entries,
        commits=document.statistics.commits,
        bots=document.statistics.bots,
        filtered=document.statistics.filtered,
    )


def _entry(section: CommitSection, write: Writer, marks: Marks) -> Entry:
    moment = datetime.fromisoformat(section.committer.date)
    weight = section.importance
    if section.reverts and section.reverts.sha:
        marks = replace(marks, reverts=section.reverts.sha)
    return Entry(
        anchor=section.id,
        sha=section.sha,
        short=section.short,
        url=section.url or "",
        day="",
        time="",
        moment=moment.isoformat(),
        author=section.author.name,
        bot=section.bot,
        level=weight.level,
        icon=weight.icon,
        level_word=weight.word,
        types=tuple(one.type for one in section.types),
        type_words=section.type_words,
        breaking=section.breaking,
        subject=section.subject,
        title=write.words(section.title),
        told=write.paragraph(_told(section)),
        duties=tuple(_duties(section, write)),
        places=(),
        added=sum(one.added for one in section.files),
        removed=sum(one.removed for one in section.files),
        said=" ".join(_said(section)),
        marks=marks,
    )


def _told(section: CommitSection) -> Part:
    """What stands for a section elsewhere: its first sentences, and before them what breaks."""
    broken = [
        sentence
        for part in section.insight
        if section.breaking and part.section == "compatibility"
        for sentence in part.sentences
    ]
    return replace(section.summary, sentences=(*broken, *section.summary.sentences)[:TOLD])


def _duties(section: CommitSection, write: Writer) -> Iterator[str]:
    if section.advice is not None:
        for sentence in section.advice.sentences[:DUTIES]:
            yield write.item(sentence)


def _headline(document: Document, entries: Iterable[Entry], write: Writer) -> str:
    """What the opening leads with, or the title of the commit that matters most."""
    if document.opening.leads:
        lead = document.opening.leads[0]
        return f"{lead.icon} {write.claim(lead)}{write.lead(lead)} {write.commits(lead)}"
    matter = [one for one in entries if not one.bot]
    return f'<a href="#{matter[0].anchor}">{matter[0].title}</a>' if matter else html.escape(document.empty)


def _said(section: CommitSection) -> Iterator[str]:
    """All words of a section, each sentence once."""
    seen = set()
    for field in fields(section):
        if field.name in UNSAID:
            continue
        for words in _words(getattr(section, field.name)):
            text = plain(words)
            if text not in seen:
                seen.add(text)
                yield text


def _words(value: object) -> Iterator[Words]:
    """Every run of words below a value, whatever it is called."""
    if isinstance(value, tuple):
        if value and all(isinstance(one, INLINE) for one in value):
            yield value
            return
        for one in value:
            yield from _words(one)
    elif isinstance(value, Sentence):
        yield value.words
    elif is_dataclass(value) and not isinstance(value, INLINE):
        for field in fields(value):
            yield from _words(getattr(value, field.name))
