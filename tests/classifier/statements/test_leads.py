"""What a section begins with: what the commit is about, not a detail of it."""

from __future__ import annotations

import pytest

from history.briefs import Importance, Section
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

KILN = "def fire(kiln, heat):\n    return kiln\n"


def summary(briefs_of: BriefsOf) -> str:
    """The summary of the newest commit in English."""
    return words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)


def test_what_the_title_speaks_of_leads_and_not_an_exception(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    after = (
        "def fire(kiln, heat):\n"
        "    # A second firing melts the glaze, because the kiln keeps its heat over night.\n"
        "    heat = heat + 1\n\n"
        "    # For now only small kilns must never be opened, unless the default alarm is disabled and required.\n"
        "    return kiln\n"
    )
    edited(repo, "fix: second firing melts glaze", {"src/a.py": (KILN, after)})
    assert summary(briefs_of).startswith("“A second firing melts the glaze")


def test_a_thing_that_the_title_names_is_told_with_what_goes_on(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    agent = (
        '"""Runs on each kiln as a power agent and caps its current.\n\nReads the wanted limit from the label of the kiln.\n'
        'Restores the factory limit before it ends."""\n\nimport time\n\n\ndef main():\n    time.sleep(1)\n'
    )
    repo.commit("chore: begin", {"values.yaml": "a: 1\n"})
    note = "# Must never be more than one, because the power agent leaves kilns uncapped unless it is required to run.\n"
    repo.commit(
        "feat: power agent for each kiln", {"src/power_agent.py": agent, "values.yaml": f"a: 1\n{note}b: 1\n"}
    )
    assert (
        "Adds file power_agent.py: “Runs on each kiln as a power agent and caps its current. "
        "Reads the wanted limit from the label of the kiln. Restores the factory limit before it ends.”"
    ) in summary(briefs_of)


def test_a_help_text_of_one_flag_does_not_stand_for_the_whole(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    page = "# Kilns\n\n## Firing classes\n\nFiring classes replace the one queue of kilns: each class has a limit of its own instead of a shared cap.\n"
    flags = (
        "import argparse\n\n\ndef arguments():\n    parser = argparse.ArgumentParser()\n"
        '    parser.add_argument("--firing-file", help="Where the file of the firing classes is read from at the start.")\n'
    )
    edited(
        repo,
        "feat: firing classes with queues and limits",
        {"docs/kilns.md": ("# Kilns\n", page), "src/flags.py": ("import argparse\n", flags)},
    )
    assert summary(briefs_of).startswith("“Firing classes replace the one queue of kilns")


def test_a_test_speaks_where_nobody_else_does(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    test = 'def test_glaze():\n    """Glaze is trimmed at the rim, so that it does not leak below it."""\n    assert fire(1, 2)\n'
    files = {"src/a.py": (KILN, KILN.replace("kiln\n", "kiln + 0\n")), "tests/test_a.py": ("", test)}
    edited(repo, "fix: glaze beyond the rim", files)
    assert summary(briefs_of).startswith(
        "“Glaze is trimmed at the rim, so that it does not leak below it” (comment at test_glaze)"
    )


def test_words_without_a_subject_are_told_behind_what_they_stand_at(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    after = KILN + (
        '\n\ndef cool(kiln):\n    """Called before a firing, because a warm kiln must never be opened."""\n    return kiln\n'
    )
    edited(repo, "feat: cold kilns", {"src/a.py": (KILN, after)})
    said = summary(briefs_of)
    assert "“Called before" in said
    assert said.index("cool") < said.index("“Called before")


def test_a_flag_and_the_field_that_holds_it_are_told_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    after = (
        "import argparse\n\n\nclass Options:\n    firing_limit: int = 1\n"
        '    """The firing limit of the kiln as it was asked for."""\n\n\ndef arguments(parser):\n'
        '    parser.add_argument("--firing-limit", help="How hot a kiln may become before it is switched off.")\n'
    )
    edited(repo, "feat: firing limit", {"src/options.py": ("import argparse\n", after)})
    said = summary(briefs_of)
    assert "how hot a kiln may become" in said.lower()
    assert "as it was asked for" not in said


def test_an_import_is_no_account_of_a_change_of_something_else(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "import shed\nimport kilns\n\n\ndef fire(kiln, heat):\n    kilns[0] = shed[kiln] @ heat\n    return kiln\n"
    after = "import kilns\n\n\ndef fire(kiln, heat):\n    kilns[0] = kiln @ heat\n    return kiln\n"
    edited(repo, "fix: fire kilns without a shed", {"src/a.py": (before, after)})
    assert "import shed" not in words(briefs_of(Importance.LOW)[0], Section.SUMMARY)


def test_a_new_version_leads_and_not_how_it_is_installed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    note = "# The glaze wheel must never come from the mirror, because glaze 0.16 is only there and the default is required.\n"
    edited(
        repo,
        "chore(deps): bump glaze to 0.16.0",
        {
            "requirements.txt": ("glaze==0.15.1\n", "glaze==0.16.0\n"),
            "install.sh": ("set -e\npip install glaze\n", f"set -e\n{note}pip install glaze --index kilns\n"),
        },
    )
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert said.startswith("glaze moves from ==0.15.1 to ==0.16.0"), said


@pytest.mark.parametrize(("title", "leads"), [("feat: hot kilns", False), ("feat: add _cooled_slowly", True)])
def test_a_private_helper_leads_only_where_the_title_names_it(
    repo: RepoBuilder, briefs_of: BriefsOf, title: str, leads: bool
) -> None:
    helper = '\n\ndef _cooled_slowly(kiln):\n    """The kiln once it has cooled for a night and a day."""\n    return kiln\n'
    after = (
        KILN.replace(
            "return kiln",
            "# Hot pots must stay inside over night, because they crack in the cold.\n    return kiln or heat",
        )
        + helper
    )
    edited(repo, title, {"src/a.py": (KILN, after)})
    said = summary(briefs_of)
    assert "_cooled_slowly" in said
    assert said.startswith("Adds function _cooled_slowly") is leads, said


WRONG = "The old code fired every pot twice, which cracked the glaze of every pot that was still wet."


@pytest.mark.parametrize(
    ("message", "is_told"),
    [
        ("fix: pots in the kiln", True),
        ("feat: pots in the kiln", False),
        (
            "fix: pots in the kiln\n\nPots are fired once now, because wet glaze cracks when it is fired again.",
            False,
        ),
    ],
)
def test_a_test_says_what_a_fix_mends_where_its_author_does_not(
    repo: RepoBuilder, briefs_of: BriefsOf, message: str, is_told: bool
) -> None:
    tests = f'def test_pots():\n    """{WRONG}"""\n    assert fire(1) == 1\n'
    code = "def fire(pots):\n    return pots * 2\n"
    edited(
        repo, message, {"src/kiln.py": (code, code.replace(" * 2", "")), "tests/test_kiln.py": (None, tests)}
    )
    said = words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
    assert said.startswith(f"“{WRONG.rstrip('.')}") is is_told, said


NIGHT = "".join(f"    step_{number} = kilns[{number}]\n" for number in range(26))  # no small commit


@pytest.mark.parametrize(
    "remark",
    [
        "Writing the heat to the shelf is infallible, because the shelf always has room for the whole kiln.",
        "An alternative considered was to cool every kiln over night, which is slower, because the heat is kept.",
        "If the maker ever provides a slower fan for each kiln, this can be removed, because it is not required then.",
        "The shelf is imported lazily because most kilns never have one, and eager imports cost time.",
    ],
)
def test_a_remark_on_a_side_matter_never_leads(repo: RepoBuilder, briefs_of: BriefsOf, remark: str) -> None:
    after = KILN.replace("    return kiln", f"    # {remark}\n{NIGHT}    return kiln")
    edited(repo, "feat: fans for pots", {"src/a.py": (KILN, after), "src/b.py": ("FANS = 1\n", "FANS = 2\n")})
    assert not summary(briefs_of).startswith(f"“{remark[:12]}"), summary(briefs_of)


def test_the_head_of_a_new_module_leads_and_not_a_comment_within_it(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    module = (
        "//! Fans for kilns, as each maker calls them:\n//!\n//! This crate turns a fan on while a kiln is hot, and off again.\n\n"
        "fn turn(fan: u8) -> u8 {\n    // Bind early: a fan that cannot be bound must stop the start rather than stay unknown, because pots crack.\n"
        + "".join(f"    let step_{number} = fan + {number};\n" for number in range(26))
        + "    fan\n}\n"
    )
    repo.commit("chore: begin", {"README.md": "# x\n"})
    repo.commit("feat: add a crate of fans", {"lib/fans/src/lib.rs": module})
    assert summary(briefs_of).startswith("Adds file src/lib.rs: “This crate turns a fan on"), summary(
        briefs_of
    )


def test_a_new_flag_leads_and_not_a_helper_of_it(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = (
        "import argparse\n\n\ndef arguments():\n    parser = argparse.ArgumentParser()\n    return parser\n"
    )
    flag = '    parser.add_argument("--fan-speed", help="How fast the fan of each kiln turns.")\n    return parser\n'
    helper = (
        '\n\ndef fan_levels(kiln):\n    """How many levels the fan speed has. Old kilns have one for each maker, because some makers never '
        'count the lowest; those still get a level, only when it is required."""\n'
        f"{NIGHT.replace('kilns', 'kiln')}    return kiln\n"
    )
    after = before.replace("    return parser\n", flag) + helper
    edited(repo, "feat: speed of the fan", {"src/a.py": (before, after)})
    assert summary(briefs_of).startswith("Adds command-line flag --fan-speed"), summary(briefs_of)


def test_a_commit_that_adds_does_not_open_with_what_is_gone(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    job = "".join(f"step_{number}: run {number}\n" for number in range(40))
    repo.commit("chore: begin", {"jobs/decode.yaml": "a: 1\nb: 2\nc: 3\n", "jobs/x.txt": "x\n"})
    repo.commit("feat: a job for kilns", {"jobs/decode.yaml": None, "jobs/deploy.yaml": job})
    assert "is gone" not in summary(briefs_of).split("\n")[0], summary(briefs_of)


def test_a_revert_tells_what_leaves_and_quotes_nothing_it_brings_back(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    old = '"""The kiln cools slowly, because pots crack otherwise."""\n\n\nclass Kiln:\n    """One kiln that must cool over night, only once."""\n\n    heat = 1\n'
    new = '"""Kilns."""\n\n\nclass Kiln:\n    heat = 1\n\n\nclass Fan:\n    speed = 2\n'
    edited(repo, 'Revert "feat: fans for kilns (#7)" (#8)', {"src/a.py": (new, old)})
    said = summary(briefs_of)
    assert said.startswith("Removes class Fan"), said
    assert "“" not in said


def test_a_variable_is_told_with_its_own_comment_from_its_first_word(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "import os\n\n\ndef start(kiln):\n    return kiln\n"
    after = before.replace(
        "    return kiln\n",
        "    # How many fans each kiln may turn at a time. Also the most that are switched on at its start.\n"
        '    kiln.fans = os.environ.get("KILN_FANS", "2")\n'
        "    # How long a fan waits for the kiln to cool.\n"
        '    kiln.wait = os.environ.get("KILN_FAN_WAIT", "2")\n    return kiln\n',
    )
    edited(repo, "feat: more kiln fans", {"src/a.py": (before, after)})
    assert (
        "KILN_FANS: “How many fans each kiln may turn at a time. Also the most that are switched on at its start.”"
    ) in summary(briefs_of)


def test_the_title_once_more_is_no_account_of_a_commit(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    message = "Log cold kilns as info (#4)\n\n* kiln: Log cold kilns as info\n\n* fix lint"
    code = "def fire(kiln):\n    heat = 1\n    return heat\n"
    edited(repo, message, {"src/a.py": (code, code.replace("heat = 1", "heat = 2"))})
    assert summary(briefs_of).startswith("heat in fire"), summary(briefs_of)


def test_a_new_page_is_told_by_its_opening_and_not_by_a_list_further_down(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    page = "# Kilns\n\n## Needed\n\n- Two kilns of the same maker, each with a fan\n- A shelf that must never burn, because pots stand on it\n"
    repo.commit("chore: begin", {"README.md": "# x\n"})
    repo.commit("docs: kilns", {"docs/kilns.md": page})
    assert "Two kilns" not in summary(briefs_of).split("\n")[0], summary(briefs_of)


def test_a_comment_that_speaks_of_the_title_leads_wherever_it_stands(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    note = "    # Several kilns: all fans of the kilns turn with one fused switch, since one is enough.\n"
    after = KILN.replace("    return kiln", f"{note}{NIGHT}    return kiln")
    edited(repo, "perf: one fused switch for the fans of several kilns", {"src/a.py": (KILN, after)})
    assert summary(briefs_of).startswith("“Several kilns: all fans"), summary(briefs_of)


def test_the_version_that_the_title_has_leads(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before, after = "glaze==0.15.1\nsand==2.0.1\n", "glaze==0.16.0\nsand==2.3.0\n"
    message = "Bump sand from 2.0.1 to 2.3.0\n\nMakes pots from fine sand again, so that they never crack. dependabot will rebase it."
    edited(repo, message, {"requirements.txt": (before, after)})
    said = summary(briefs_of)
    assert said.split("\n")[0].startswith("sand moves"), said
    assert "fine sand" not in said
