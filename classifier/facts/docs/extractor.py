"""What a commit did to documentation."""

from __future__ import annotations

from collections.abc import Iterator

from classifier.facts.docs.docstrings import docstring_facts
from classifier.facts.docs.links import link_facts
from classifier.facts.docs.markup import markup_of
from classifier.facts.docs.pages import page_facts, read_page
from classifier.facts.docs.sections import section_facts
from classifier.facts.interface import CommitView, Fact
from classifier.facts.symbols import CodeChanges


def docs_facts(view: CommitView, code: CodeChanges) -> Iterator[Fact]:
    """Yield what the commit did to documentation, pages first."""
    pages = [
        read_page(view, change, markup)
        for change in view.commit.files
        if (markup := markup_of(change.path)) is not None and not change.binary
    ]
    for page in pages:
        yield from page_facts(page)
    yield from section_facts(pages)
    for page in pages:
        yield from link_facts(page, view.commit)
    for pair in code.pairs:
        yield from docstring_facts(pair)
