"""Conditions that changed alike are counted: one of two is not the whole."""

from __future__ import annotations

import pytest

from history.briefs import Importance, Section
from report.sentences import Language
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

FILLING = "".join(f"        self.step_{number}(pots)\n" for number in range(8))
HEAT = "        if {} and self.is_on:\n            {}\n            self.note(pots)\n"
KILN = (
    f"class Kiln:\n    def fire(self, pots):\n{FILLING}{HEAT.format('pots.dry', 'self.heat(pots)')}{FILLING}"
    f"    def cool(self, pots):\n{FILLING}{HEAT.format('pots.hot', 'self.open(pots)')}"
)


@pytest.mark.parametrize(
    ("edits", "english", "chinese"),
    [
        (1, "A condition in Kiln now also asks that", "Kiln 的一处条件现在还要求"),
        (2, "2 conditions in Kiln now also ask that", "Kiln 的 2 处条件现在还要求"),
    ],
)
def test_conditions_of_a_class_that_ask_the_same_besides_are_counted(
    repo: RepoBuilder, briefs_of: BriefsOf, edits: int, english: str, chinese: str
) -> None:
    after = KILN.replace("and self.is_on", "and self.is_on and not self.is_open", edits)
    edited(repo, "fix: kiln", {"kiln.py": (KILN, after)})
    brief = briefs_of(Importance.LOW)[0]
    assert english in words(brief, Section.SUMMARY)
    assert chinese in words(brief, Section.SUMMARY, language=Language.ZH)


JOB = "  {0}:\n    runs-on: ubuntu\n    steps:\n{1}      - name: fire\n        timeout-minutes: {2}\n        run: make fire\n"
STEPS = "".join(f"      - run: make step-{number}\n" for number in range(5))


def test_a_setting_of_one_step_is_not_told_as_that_of_all(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    def flow(*minutes: int) -> str:
        return "on: push\njobs:\n" + "".join(
            JOB.format(job, STEPS, limit) for job, limit in zip(("kiln", "oven"), minutes, strict=True)
        )

    path = ".github/workflows/bake.yml"
    edited(repo, "ci: longer", {path: (flow(30, 30), flow(40, 30))})
    assert "timeout-minutes of a step fire goes from 30 to 40" in words(
        briefs_of(Importance.LOW)[0], Section.SUMMARY
    )
    repo.commit("ci: as it was", {path: flow(30, 30)})
    repo.commit("ci: both", {path: flow(40, 40)})
    assert "timeout-minutes goes from 30 to 40 in 2 places" in words(
        briefs_of(Importance.LOW)[0], Section.SUMMARY
    )


def test_all_that_the_commands_of_a_file_no_longer_pass_is_told_together(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "#!/bin/sh\nkiln build \\\n  --cache-from main \\\n  --cache-to main \\\n  --tag pot .\n"
    after = "#!/bin/sh\nkiln build \\\n  --tag pot .\n"
    edited(repo, "chore: no cache", {"scripts/build.sh": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "no longer pass --cache-from and --cache-to" in said


def test_a_file_whose_commands_pass_a_flag_that_another_one_passed_before_is_counted(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    step = "jobs:\n  fire:\n    steps:\n      - run: |\n          {} pots\n          sort pots\n          stack pots\n"
    more = "".join(f"          wash {number}\n" for number in range(6)) + "          heat --retry 3 kilns\n"
    files = {
        f".github/workflows/{name}.yml": (step.format("fetch") + end, step.format("fetch --retry 5") + end)
        for name, end in (("bake", ""), ("glaze", ""), ("stack", more))
    }
    edited(repo, "ci: retry", files)
    assert "Commands in bake.yml, glaze.yml and stack.yml now pass --retry" in words(
        briefs_of(Importance.LOW)[0], Section.SUMMARY
    )
