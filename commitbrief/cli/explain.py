"""`commitbrief explain`: why a commit has its types, its importance, and each sentence said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from commitbrief.cli.access import access
from commitbrief.cli.io import standard_input, tell, write_out
from commitbrief.cli.options import ASKING, JUDGING, REACHING, WRITING, Request, requesting
from commitbrief.errors import SourceError

if TYPE_CHECKING:
    from report.tree import CommitSection, Part, Proof


@click.command("explain", short_help="Say why a commit has its types and its importance.")
@click.argument("revision", metavar="SHA")
@click.argument("source", default=".")
@click.option(
    "--coverage", "covered", is_flag=True, help="Say what the changed files were read as; SHA may be a range."
)
@requesting(JUDGING, WRITING, REACHING, ASKING)
def command(request: Request, revision: str, source: str, covered: bool) -> None:
    """Say why the commit SHA has its change types and its importance, and which rule says what of it.

    Each decision comes with its rule and the lines that decided. With --format json, everything that is
    known of the commit. With --coverage, which changed files of a commit or a range were parsed, and by what.
    """
    from commitbrief.cli.coverage import coverage_of
    from commitbrief.config.choices import Bots, Format
    from commitbrief.forge_context import asking
    from commitbrief.pipeline import load_tools, make_document, make_edition, render
    from commitbrief.recorded import Wanted
    from commitbrief.sources import open_source
    from history.selection import Range

    if ".." in revision and not covered:
        raise click.BadParameter(f"{revision!r} is a range: name one commit", param_hint="SHA")
    settings = request.settings.model_copy(
        update={"bots": Bots.SHOW, "type": (), "level": (), "author": (), "include": (), "exclude": ()}
    )
    tools = load_tools(settings)
    reach = access(settings)
    with (
        open_source(source, settings, standard_input, reach) as opened,
        asking(opened, settings, reach) as told,
    ):
        edition = make_edition(told, Wanted(Range(revision)), settings, tools)
        if covered:
            write_out(coverage_of(edition.briefs, as_json=settings.format is Format.JSON))
            return
        made = make_document(edition, settings)
    if settings.format is Format.JSON:
        write_out(render(made, settings.format))
        return
    sections = [section for group in made.groups for section in group.commits]
    if not sections:
        raise SourceError(f"{source} has nothing to say of {revision}")
    tell(*_lines(sections[0]))


def _lines(commit: CommitSection) -> Iterator[str]:
    from report.inline import plain

    yield f"{commit.sha}  {commit.subject}"
    yield ""
    yield f"{commit.type_heading}: {commit.type_words}"
    for one in commit.types:
        yield f"  {one.word}  [{one.rule}]"
        yield from _proofs(one.proofs)
    weight = commit.importance
    yield ""
    yield f"{commit.importance_heading}: {weight.word}{plain(weight.reason)}"
    if weight.probabilities:
        chances = weight.probabilities
        yield f"  low {chances.low:.3f}  medium {chances.medium:.3f}  high {chances.high:.3f}"
    for ground in weight.grounds:
        yield f"  {ground.effect:+.3g}  {plain(ground.words)}  [{ground.key}]"
    yield from _proofs(weight.proofs)
    for part in (commit.summary, commit.scope, *commit.insight, commit.risk, commit.advice):
        yield from _part(part)
    for words in commit.missing_words:
        yield f"  {plain(words)}"


def _part(part: Part | None) -> Iterator[str]:
    from report.inline import plain

    if part is None:
        return
    yield ""
    yield part.heading
    for sentence in part.sentences:
        yield f"  {plain(sentence.words)}  [{sentence.rule}]"
        yield from _proofs(sentence.proofs)


def _proofs(proofs: Iterable[Proof]) -> Iterator[str]:
    for proof in proofs:
        mark = "-" if proof.side == "old" else "+"
        yield f"      {mark} {proof.path or 'message'}:{proof.line}  {proof.text}"
