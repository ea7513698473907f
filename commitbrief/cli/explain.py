"""`commitbrief explain`: why a commit has its types, its importance, and each sentence said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import exp
from typing import TYPE_CHECKING

import click

from commitbrief.cli.access import access
from commitbrief.cli.io import standard_input, tell, write_out
from commitbrief.cli.options import ASKING, JUDGING, REACHING, WRITING, Request, requesting, revisions
from commitbrief.cli.screen import spoken
from commitbrief.errors import SourceError
from commitbrief.shares import percentages

if TYPE_CHECKING:
    from report.section_tree import CommitSection, Part, Probabilities, Proof, Weight


@click.command("explain", short_help="Say why a commit has its types and its importance.")
@click.argument("revision", metavar="SHA", shell_complete=revisions)
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
    from commitbrief.cli.adapt import with_own_model
    from commitbrief.cli.coverage import coverage_of
    from commitbrief.config.choices import Bots, Format
    from commitbrief.forge_context import asking
    from commitbrief.pipeline import load_tools, make_document, make_edition, render
    from commitbrief.recorded import Wanted
    from commitbrief.sources import open_source
    from history.selection import Range

    if ".." in revision and not covered:
        raise click.BadParameter(f"{revision!r} is a range: name one commit", param_hint="SHA")
    settings = spoken(request).settings.model_copy(
        update={"bots": Bots.SHOW, "type": (), "level": (), "author": (), "include": (), "exclude": ()}
    )
    reach = access(settings)
    with (
        open_source(source, settings, standard_input, reach) as opened,
        asking(opened, settings, reach) as told,
    ):
        settings = with_own_model(settings, opened, reach)
        tools = load_tools(settings)
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
    if weight.bound and weight.judged:
        yield f"  {weight.judge} said {weight.judged}; {weight.level} because of the bound {weight.bound!r}"
    if weight.probabilities:
        nearly = f" (nearly {weight.borderline})" if weight.borderline else ""
        yield f"  {_chances(weight.probabilities)}{nearly}"
    if weight.reckoning:
        yield from _reckoned(weight)
    for ground in () if weight.reckoning else weight.grounds:
        yield f"  {ground.effect:+.3g}  {plain(ground.words)}  [{ground.key}]"
    yield from _proofs(weight.proofs)
    for part in (commit.summary, commit.scope, *commit.insight, commit.risk, commit.advice):
        yield from _part(part)
    for words in commit.missing_words:
        yield f"  {plain(words)}"


SMALLEST = 0.0005  # log-odds that three decimals show
QUESTIONS = {"high": "is it high?", "not_low": "is it more than low?"}


def _reckoned(weight: Weight) -> Iterator[str]:
    """From the average commit to this one: log-odds, which add up, and at both ends the chance that they stand for."""
    from report.inline import plain

    made = weight.reckoning
    if made is None:
        return
    usual = f", of which {made.usual:.0%} of commits are so" if made.usual else ""
    yield f"  {QUESTIONS[made.question]} In log-odds, from the average commit on{usual}:"
    yield f"  {made.base:+7.3f}  the average commit ({_chance(made.base):.1%})"
    for ground in weight.grounds:
        yield f"  {ground.effect:+7.3f}  {plain(ground.words)}  [{ground.key}]"
    rest = made.total - made.base - sum(ground.effect for ground in weight.grounds)
    if abs(rest) >= SMALLEST:
        yield f"  {rest:+7.3f}  what is too little to name"
    yield f"  {made.total:+7.3f}  this commit ({_chance(made.total):.1%})"


def _chances(likely: Probabilities) -> str:
    """The probability of each level, rounded so that they add up to 1."""
    steps = percentages((likely.low, likely.medium, likely.high), 1_000)
    return "  ".join(
        f"{name} {step / 1_000:.3f}" for name, step in zip(("low", "medium", "high"), steps, strict=True)
    )


def _chance(log_odds: float) -> float:
    return 1.0 / (1.0 + exp(-log_odds))


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
