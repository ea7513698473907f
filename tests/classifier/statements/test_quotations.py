"""What a section quotes: few whole sentences, those that add most to the title."""

from __future__ import annotations

import pytest

from history.briefs import Brief, Importance, Quote, Section, Term
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words


def quoted(brief: Brief) -> list[str]:
    """What people are quoted with: the sentence that leads the summary, then the others."""
    lead = [value.text for one in brief.statements for _, value in one.params if isinstance(value, Quote)]
    return [*lead, *(one.text for one in brief.quotations)]


PLAIN = "def fire(kiln):\n    return kiln\n"
REASON = "# The door stays shut, because an open kiln cracks the pots."


def test_a_reason_comes_before_a_step(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    after = f"def fire(kiln):\n    # get the kiln and then return it here\n    {REASON}\n    return kiln\n"
    edited(repo, "fix: pots that crack", {"src/a.py": (PLAIN, after.replace("here\n", "here\n\n"))})
    brief = briefs_of(Importance.LOW)[0]
    assert quoted(brief) == ["The door stays shut, because an open kiln cracks the pots."]
    lead = next(one for one in brief.statements if one.rule == "summary-words")
    assert dict(lead.params)["origin"] == Term("origin-comment")
    assert lead.evidence[0].path == "src/a.py"


def test_a_sentence_that_leans_on_another_is_quoted_with_it(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    note = "    # The kiln is fired twice when the clay is wet.\n    # Otherwise the glaze must not be applied at all.\n"
    edited(repo, "feat: wet clay", {"src/a.py": (PLAIN, PLAIN.replace("    return", f"{note}    return"))})
    assert quoted(briefs_of(Importance.MEDIUM)[0]) == [
        "The kiln is fired twice when the clay is wet. Otherwise the glaze must not be applied at all."
    ]


def test_the_change_record_is_the_summary_there_is(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {
        "src/a.py": (PLAIN, PLAIN.replace("    return", f"    {REASON}\n    return")),
        "CHANGELOG.md": (
            "# Changes\n",
            "# Changes\n\n- A kiln that is opened while it is hot now locks itself.\n",
        ),
    }
    edited(repo, "fix: opened while hot", files)
    brief = briefs_of(Importance.HIGH)[0]
    assert dict(brief.statements[0].params)["origin"] == Term("origin-record")
    assert quoted(brief)[0] == "A kiln that is opened while it is hot now locks itself."


def test_what_the_title_says_already_is_not_quoted(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    after = PLAIN.replace("    return", "    # lock the door of the kiln\n    return")
    edited(repo, "feat: lock the door of the kiln", {"src/a.py": (PLAIN, after)})
    assert quoted(briefs_of(Importance.HIGH)[0]) == []


def test_the_words_of_tests_are_not_those_of_the_change(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    test = "def test_fire():\n    # The kiln must be cold, because other tests only work then.\n    assert fire(1)\n"
    files = {
        "src/a.py": (PLAIN, PLAIN.replace("return kiln", "return kiln or None")),
        "tests/test_a.py": ("", test),
    }
    edited(repo, "fix: no kiln", files)
    assert quoted(briefs_of(Importance.HIGH)[0]) == []


def test_higher_sections_quote_more(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    lines = [
        "The oven is heated slowly, because clay bursts otherwise.",
        "Glaze must never be applied before the second firing.",
        "Nobody opens the lid unless the alarm has been disabled.",
        "Water is only added when the basin runs low, to avoid dust.",
    ]
    body = "".join(f"def step_{n}(x):\n    # {line}\n    return x\n\n\n" for n, line in enumerate(lines))
    edited(repo, "feat: four steps", {"src/a.py": ("", body)})
    counts = []
    for level in (Importance.HIGH, Importance.MEDIUM, Importance.LOW):
        brief = briefs_of(level)[0]
        said = " ".join([words(brief, Section.SUMMARY), *quoted(brief)])
        counts.append(sum(line in said for line in lines))
    assert counts[0] > counts[2] >= 1
    assert counts == sorted(counts, reverse=True)


OLD_RULE = "        # Old kilns must wait, because their doors would crack otherwise.\n"


def test_a_comment_that_went_with_its_rule_is_quoted(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    rule = f"    if kiln.old:\n{OLD_RULE}        kiln.wait(60)\n"
    text = "def fire(kiln):\n{}    return kiln\n"
    edited(repo, "fix: old kilns wait no longer", {"src/a.py": (text.format(rule), text.format(""))})
    assert "because their doors would crack otherwise" in words(briefs_of()[0], Section.SUMMARY)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_comment_is_not_quoted_whose_rule_gave_way_to_another_or_moved(
    repo: RepoBuilder, briefs_of: BriefsOf, elsewhere: bool
) -> None:
    text = "def fire(kiln):\n    if kiln.old:\n{}    return kiln\n"
    before = text.format(f"{OLD_RULE}        kiln.wait(60)\n")
    new = "        kiln.open_slowly(limit=kiln.limit)\n"
    files = {"src/a.py": (before, text.format(new))}
    if elsewhere:
        files = {
            "src/a.py": (before, text.format("        pass\n")),
            "src/b.py": ("", "def slow(kiln):\n    kiln.wait(60)\n"),
        }
    edited(repo, "fix: old kilns are opened slowly", files)
    assert "would crack otherwise" not in words(briefs_of()[0], Section.SUMMARY)


STEP = "    kiln.turn()\n"


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("# TODO: the melted glaze must be drained, because it cracks the kiln.", ""),
        (
            "# FIXME: never open a hot kiln.\n    # The melted glaze would drip, because doors are never shut.",
            "",
        ),
        (
            "# Melted glaze in closed kilns is left for a later change, because their doors must stay shut.",
            "",
        ),
        ("# Melted glaze must be drained in one of these ways, because kilns crack otherwise:", ""),
        ("# Without this, melted glaze would drip because nobody drains it.", ""),
        (
            "# Melted glaze drips into the burner.\n    # Because it is hot, the burner must never be opened.",
            "Melted glaze drips into the burner. Because it is hot, the burner must never be opened.",
        ),
    ],
)
def test_a_quotation_says_what_was_done_and_stands_alone(
    repo: RepoBuilder, briefs_of: BriefsOf, note: str, said: str
) -> None:
    after = PLAIN.replace("    return", f"    {note}\n{STEP}    return")
    edited(repo, "fix: melted glaze", {"src/a.py": (PLAIN, after)})
    assert quoted(briefs_of(Importance.HIGH)[0]) == ([said] if said else [])


def test_a_label_in_front_of_a_list_is_no_heading(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    page = "# Kilns\n\nReturns:\n\n- The heat at which melted glaze must be drained, because kilns crack otherwise.\n"
    edited(repo, "docs: melted glaze", {"docs/kilns.md": ("# Kilns\n", page)})
    said = words(briefs_of(Importance.HIGH)[0])
    assert "melted glaze must be drained" in said
    assert "Returns:" not in said


def test_a_digest_is_told_only_where_nothing_else_is(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    lines = 'heat = {}\ndigest = "{}"\n'
    old, new = "9f86d081884c7d659a2feaa0c55ad015", "60303ae22b998861bce3b28f33eec1be"
    edited(repo, "chore: kilns", {"kilns.cfg": (lines.format(900, old), lines.format(950, new))})
    said = words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
    assert "950" in said
    assert new not in said


EDIT = {"src/a.py": (PLAIN, PLAIN.replace("return kiln", "return kiln.cooled()"))}


@pytest.mark.parametrize(
    ("body", "said", "unsaid"),
    [
        (
            "The kiln currently only cools when the door is open, because nobody asks for it.",
            "",
            "currently only cools",
        ),
        (
            "Cold kilns are always opened by hand.\nThis commit fixes this by asking the door, so that nobody must wait.",
            "Cold kilns are always opened by hand. This commit fixes this by asking the door, so that nobody must wait.",
            "",
        ),
        ("The oven would block every kiln because its door is not marked.", "", "would block"),
        ("The crash happens when a kiln is opened, because its door was hot.", "", "crash happens"),
        ("To handle such a scenario, we must always ask the door for its heat.", "", "such a scenario"),
        (
            "for things like cold kilns, so that doors don't have to be hot, which makes no sense",
            "",
            "for things like",
        ),
        ("I met a few kilns that must never be opened, because their doors are hot.", "", "few kilns"),
        ("Maybe kilns must never be opened because their doors are hot?", "", "Maybe kilns"),
        (
            "REASON: a kiln must never be opened.\n\nREASON: a door is always shut because it is hot.",
            "",
            "REASON",
        ),
        ("Now it must always ask the door, because kilns are hot.", "", "Now it must"),
        (
            "This is needed because doors must always be asked before they open.",
            "This is needed because doors must always be asked before they open.",
            "",
        ),
        ("Motivation:\n\nA kiln always has a door, because pots crack otherwise.", "", "always has a door"),
    ],
)
def test_a_sentence_of_a_message_is_quoted_where_it_says_what_is_so_now(
    repo: RepoBuilder, briefs_of: BriefsOf, body: str, said: str, unsaid: str
) -> None:
    edited(repo, f"feat: cool it down\n\n{body}", EDIT)
    found = " ".join([words(briefs_of(Importance.HIGH)[0]), *quoted(briefs_of(Importance.HIGH)[0])])
    assert said in found
    assert not unsaid or unsaid not in found


def test_no_item_of_a_list_stands_for_all_of_it(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    items = (
        "- Add a door that opens only when nobody is near it\n- Add a lid that closes because rain falls\n"
        "- Add a lamp that shines only when the fire burns\n"
    )
    edited(repo, f"feat: add more to work with kilns\n\n{items}", EDIT)
    found = [line for line in quoted(briefs_of(Importance.MEDIUM)[0]) if line.startswith("Add a ")]
    assert len(found) != 1


def test_the_wording_of_a_log_line_opens_no_section_that_has_more_to_say(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = 'def heat_of(kiln):\n    return kiln.heat\n\n\ndef fire(kiln):\n    heat = heat_of(kiln)\n    logger.info("Firing the kiln with heat=%s, heat_map=%s", kiln, heat)\n    return kiln\n'
    after = 'def fire(kiln):\n    logger.info("Firing the kiln with heat=%s", kiln)\n    return kiln\n'
    edited(repo, "fix: remove the oven for mapping", {"src/a.py": (before, after)})
    first = briefs_of(Importance.MEDIUM)[0].statements[0]
    assert not first.key.startswith(("behaviour-log-words", "behaviour-words"))


def test_what_points_at_a_thing_of_the_sentence_before_does_not_stand_alone(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "def fire(pots):\n    return list(pots)\n"
    after = (
        "def fire(pots):\n    # The door is open for three seconds after the last pot, because the belt is slow.\n"
        "    # A pot that is put on the belt in that window must not be fired twice, so it is kept apart.\n    return sorted(pots)\n"
    )
    edited(repo, "fix: pots fired twice", {"src/kiln.py": (before, after)})
    brief = briefs_of()[0]
    told = words(brief, Section.SUMMARY) + " ".join(one.text for one in brief.quotations)
    assert "in that window" not in told or "The door is open for three seconds" in told
