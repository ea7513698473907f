"""Words of people in a summary are not taken for the reason of what stands in another file."""

from __future__ import annotations

from history.briefs import Importance, Section
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

FILLING = "".join(f"        self.step_{number}(pots)\n" for number in range(8))
OVEN = f"class Oven:\n    def bake(self, pots):\n{FILLING}        for pot in pots:\n            self.heat(pot)\n        return pots\n"
KILN = f"class Kiln:\n    def fire(self, pots):\n{FILLING}        if pots.count() > 0:\n            self.heat(pots)\n        return pots\n"
REASON = "A pot that is heated too fast will always crack, so it must be warmed first."


def test_a_comment_says_whose_it_is_beside_a_sentence_about_another_one(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    warmed = OVEN.replace(
        "            self.heat", f"            # {REASON}\n            self.warm(pot)\n            self.heat"
    )
    edited(
        repo,
        "chore: pots",
        {"oven.py": (OVEN, warmed), "kiln.py": (KILN, KILN.replace("pots.count() > 0", "pots.size > 0"))},
    )
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "pots.size > 0" in said
    assert f"“{REASON.removesuffix('.')}” (comment in oven.py)" in said


def test_a_comment_right_at_the_change_goes_without_it(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    after = KILN.replace("        if pots.count() > 0", f"        # {REASON}\n        if pots.size > 0")
    edited(repo, "chore: pots", {"kiln.py": (KILN, after)})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert f"“{REASON.removesuffix('.')}” (comment)." in said


def test_a_comment_says_whose_it_is_beside_a_sentence_about_another_class_of_its_file(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    warmed = OVEN.replace(
        "            self.heat", f"            # {REASON}\n            self.warm(pot)\n            self.heat"
    )
    fired = KILN.replace("pots.count() > 0", "pots.size > 0")
    edited(repo, "chore: pots", {"pots.py": (f"{OVEN}\n\n{KILN}", f"{warmed}\n\n{fired}")})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "pots.size > 0" in said
    assert f"“{REASON.removesuffix('.')}” (comment at Oven)" in said
