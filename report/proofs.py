"""Which words of a sentence lead to which proof."""

from __future__ import annotations

from collections.abc import Sequence

from history.briefs import Evidence, Statement
from history.records import Commit
from report.inline import CodeSpan, Inline, Quotation
from report.links import Links
from report.section_tree import Proof, Sentence, Words
from report.sentences import Catalogue, Surroundings
from report.text import clean, shorten

PROOF_COLUMNS = 200


def proof(commit: Commit, evidence: Evidence, links: Links) -> Proof:
    """Evidence with its address."""
    return Proof(
        path=clean(evidence.path),
        side=evidence.side.value,
        line=evidence.line,
        text=shorten(clean(evidence.text), PROOF_COLUMNS),
        url=links.evidence(commit, evidence),
    )


def proofs(commit: Commit, evidence: Sequence[Evidence], links: Links) -> tuple[Proof, ...]:
    """All evidence with its addresses, each line once."""
    return tuple(dict.fromkeys(proof(commit, one, links) for one in evidence))


def sentence(commit: Commit, statement: Statement, catalogue: Catalogue, around: Surroundings) -> Sentence:
    """Word a statement; its names link to the lines that prove them."""
    words = catalogue.sentence(statement.key, statement.params, around)
    found = proofs(commit, statement.evidence, around.links)
    linked, cited = _cite(words, found)
    return Sentence(linked, statement.key, statement.rule, statement.weight, found, cited)


def _cite(words: Words, found: tuple[Proof, ...]) -> tuple[Words, tuple[Proof, ...]]:
    """Give each name the first unused proof that shows it. If no name got one, the first proof is cited
    at the end; a quotation of the message needs no citation, the commit is linked above it."""
    unused = [one for one in found if one.path and one.url]
    nodes: list[Inline] = []
    for node in words:
        shown = node
        if isinstance(node, CodeSpan) and node.url is None:
            match = next((one for one in unused if _shows(one, node.text)), None)
            if match is not None:
                unused.remove(match)
                shown = CodeSpan(node.text, match.url)
        nodes.append(shown)
    if any(isinstance(node, CodeSpan) and node.url for node in nodes):
        return tuple(nodes), ()
    in_files = [one for one in found if one.path]
    if not in_files and any(isinstance(node, Quotation) for node in nodes):
        return tuple(nodes), ()
    return tuple(nodes), tuple((in_files or list(found))[:1])


def _shows(one: Proof, name: str) -> bool:
    return (
        name == one.path
        or name in one.text
        or (len(name) > 2 and (one.path.endswith(f"/{name}") or one.path.startswith(f"{name}/")))
    )
