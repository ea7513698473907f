"""What a commit did to documentation."""

from __future__ import annotations

from collections.abc import Iterator

from classifier.facts.docs.docstrings import docstring_facts
from classifier.facts.docs.links import gone_files, link_facts
from classifier.facts.docs.markup import markup_of
from classifier.facts.docs.pages import page_facts, read_page
from classifier.facts.docs.sections import section_facts
from classifier.facts.docs.tables import table_facts
from classifier.facts.interface import CommitView, Fact
from classifier.facts.symbols import CodeChanges
from classifier.paths import Role


def docs_facts(view: CommitView, code: CodeChanges) -> Iterator[Fact]:
    """Yield what the commit did to documentation, pages first."""
    read = [
        (read_page(view, change, markup), role)
        for change, role in view.files
        if (markup := markup_of(change.path)) is not None and not change.binary
    ]
    pages = [page for page, _ in read]
    for page, role in read:
        if role is not Role.CHANGELOG:  # a news fragment is no page that anybody opens
            yield from page_facts(page)
    yield from section_facts(pages)
    gone = gone_files(view.commit)
    for page in pages:
        yield from link_facts(page, gone)
        yield from table_facts(page)
    for pair in code.pairs:
        yield from docstring_facts(pair)
