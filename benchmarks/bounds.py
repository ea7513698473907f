"""Measures the bounds that keep a commit from being low: `PYTHONPATH=. .venv/bin/python benchmarks/bounds.py CLONES KEPT`.

CLONES holds a clone of each repository as `<owner>+<name>`, or a folder of it with the clone in `repo`; KEPT is where models
that have not seen a community are kept (a minute each to learn). A repository of the packaged data is judged by a model that was
learned without its community, any other by the packaged one.

*Security*: the commits whose request a line of a change note cites beside a CVE or a GHSA, as they are on the main line of today: by the
model alone, from which what the maintainers declared is hidden, and in the product.
*Breaks*: of each repository of the packaged data, labelled commits drawn at random; which low ones a proved break raises, and
what users were told of those.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from classifier.importance.folds import folds
from classifier.importance.judge import ModelJudge
from classifier.importance.model import Model, load_model
from classifier.importance.tables import FeatureTable
from classifier.importance.training import DEFAULT_SETTINGS
from classifier.labels.changelogs import is_changelog
from classifier.paths import PathTable, Role
from classifier.rulebook import RuleBook, load_rules
from classifier.scoring import Scorer
from commitbrief.learning.examples import packaged_tables
from commitbrief.resources import packaged_model, rules_folder
from history.bots import is_bot
from history.briefs import Bound, Brief, Importance
from history.options import ReadOptions
from history.repository import LocalRepository
from history.selection import Everything

ADVISORY = re.compile(r"\bCVE-\d{4}-\d{4,7}\b|\bGHSA(?:-[0-9a-z]{4}){3}\b", re.IGNORECASE)
CITED = re.compile(r"(?:#|gh-|/pull/|/issues/|!)(\d{1,6})\b", re.IGNORECASE)
REQUEST = re.compile(r"pull request #(\d+)|\((?:#|gh-|PR #|pr )(\d+)\)|\bPR #(\d+)", re.IGNORECASE)
UPDATE = re.compile(r"\b(?:bump|upgrade|update|dependabot|renovate|deps?)\b", re.IGNORECASE)
MOST_CHARACTERS = 1_500  # of a line of a changelog
DRAWN = 60  # labelled commits of a repository
MAIN_LINE = ReadOptions(first_parent=True)


def git(clone: Path, *arguments: str) -> str:
    """What git answers, "" where it fails."""
    answer = subprocess.run(["git", "-C", str(clone), *arguments], capture_output=True, check=False)
    return answer.stdout.decode("utf8", "replace")


def clones_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """The repositories of a folder and where each is, in the order of their names."""
    for place in sorted(folder.glob("*+*")):
        clone = place / "repo" if (place / "repo").is_dir() else place
        yield place.name.replace("+", "/", 1), clone


def cited(clone: Path, paths: PathTable) -> frozenset[str]:
    """The commits whose request stands beside an advisory in a change note."""
    pattern = "CVE-[0-9]{4}-[0-9]{4}|GHSA-[0-9a-z]{4}-"
    lines = git(clone, "grep", "-I", "-i", "-E", pattern, "HEAD").splitlines()
    found = (line.removeprefix("HEAD:").partition(":") for line in lines)
    told = [
        text
        for path, _, text in found
        if len(text) <= MOST_CHARACTERS and (is_changelog(path) or paths.role(path) is Role.CHANGELOG)
    ]
    numbers = {number for text in told if ADVISORY.search(text) for number in CITED.findall(text)}
    if not numbers:
        return frozenset()
    log = git(clone, "log", "--first-parent", "--format=%H %s", "HEAD").splitlines()
    subjects = (line.partition(" ") for line in log)
    return frozenset(
        sha
        for sha, _, subject in subjects
        if (named := REQUEST.search(subject)) and named[named.lastindex or 0] in numbers
    )


def scored(
    clone: Path, model: Model, book: RuleBook, wanted: frozenset[str], *, declared: bool = False
) -> list[Brief]:
    """The wanted commits of the main line, judged, by what their maintainers `declared` too."""
    scorer = Scorer(book, ModelJudge(model, ignore_declared=not declared, explain=False), is_bot)
    with LocalRepository.open(clone) as repository:
        chosen = repository.choose(Everything(), MAIN_LINE)
        some = replace(chosen, shas=tuple(sha for sha in chosen.shas if sha in wanted))
        return scorer.score(repository.read(some, MAIN_LINE), repository.contents)


def by_model(brief: Brief) -> Importance:
    """The level before any bound."""
    return brief.verdict.judged or brief.verdict.level


def security(clones: Sequence[tuple[str, Path]], models: Mapping[str, Model], book: RuleBook) -> None:
    """Print how many of the cited commits are not low."""
    counted: Counter[tuple[str, str]] = Counter()
    packaged = load_model(packaged_model())
    holders = 0
    for name, clone in clones:
        wanted = cited(clone, book.paths)
        holders += bool(wanted)
        model = models.get(name, packaged)
        product = scored(clone, model, book, wanted, declared=True) if wanted else []
        alone = scored(clone, model, book, wanted) if wanted else []
        for brief, hidden in zip(product, alone, strict=True):
            update = is_bot(brief.commit.author) or UPDATE.search(brief.commit.subject)
            groups = [
                "all",
                "updates" if update else "own code",
                *(["never seen"] if name not in models else []),
            ]
            for group in groups:
                counted[group, "commits"] += 1
                counted[group, "by the model"] += by_model(hidden) is not Importance.LOW
                counted[group, "in the product"] += brief.verdict.level is not Importance.LOW
            if brief.verdict.level is Importance.LOW:
                print(f"  low: {name} {brief.commit.sha[:10]} {brief.commit.subject[:90]}", flush=True)
    print(f"advisories cited by {holders} of {len(clones)} repositories; not low:")
    for group in ("all", "own code", "updates", "never seen"):
        print(f"  {group}:", {key: count for (of, key), count in counted.items() if of == group}, flush=True)


def breaks(
    clones: Sequence[tuple[str, Path]],
    models: Mapping[str, Model],
    tables: Mapping[str, FeatureTable],
    book: RuleBook,
) -> None:
    """Print which low commits a proved break raises, and what users were told of them."""
    counted: Counter[str] = Counter()
    for name, clone in clones:
        if (table := tables.get(name)) is None:
            continue
        told = dict(zip(table.shas, table.levels.tolist(), strict=True))
        drawn = random.Random(name).sample(sorted(told), min(DRAWN, len(told)))
        for brief in scored(clone, models[name], book, frozenset(drawn)):
            counted["commits"] += 1
            counted["low by the model"] += by_model(brief) is Importance.LOW
            if brief.verdict.bound is Bound.BREAKING and by_model(brief) is Importance.LOW:
                why = "announced" if brief.breaking else "proved"
                counted[f"raised, {why}"] += 1
                counted[f"raised, {why}, and users were told"] += told[brief.commit.sha] > 0
        print(f"  {name}", dict(counted), flush=True)


def main() -> None:
    """Take both."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    clones = list(clones_in(Path(sys.argv[1])))
    tables = packaged_tables()
    held_out = folds(tables, DEFAULT_SETTINGS, jobs=1, kept=Path(sys.argv[2]))
    models = {fold.held_out.repository: fold.model for fold in held_out}
    book = load_rules(rules_folder())
    security(clones, models, book)
    breaks(clones, models, {table.repository: table for table in tables}, book)


if __name__ == "__main__":
    main()
