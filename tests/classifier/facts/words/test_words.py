"""Which sentences of people a commit holds, whose they are and where they stand."""

from __future__ import annotations

import pytest

from classifier.facts.interface import Change, Fact
from classifier.facts.words import PeoplesWords
from tests.support.facts import FactsOf


@pytest.fixture
def said(told_by: FactsOf) -> FactsOf:
    return lambda before, after, **more: told_by(PeoplesWords(), before, after, **more)


def short(facts: list[Fact]) -> list[tuple[str, str, str]]:
    """Origin, place and text."""
    return [(one.extra["origin"], one.owner, one.name) for one in facts]


def test_what_parts_the_lines_of_a_comment_is_not_said_with_them(said: FactsOf) -> None:
    head = (
        "#!/bin/bash\n# Runs the kiln until every pot of the batch is done.\n#\n# ---- Cool it down ----\n"
        "# The door must stay shut until it is cold.\n# bash tools/kiln.sh --cold\n# This is why we wait here.\n"
        "# Usage: Run with the defaults of the house first.\n"
    )
    assert [one.name for one in said("", head + "echo done\n", path="tools/kiln.sh")] == [
        "Runs the kiln until every pot of the batch is done.",
        "The door must stay shut until it is cold.",
        "This is why we wait here.",
    ]


@pytest.mark.parametrize(
    ("path", "added", "origin", "place", "text"),
    [
        (
            "src/a.py",
            "def fetch(url):\n    # Retried once, because the mirror drops\n    # the first connection.\n    return url\n",
            "comment",
            "fetch",
            "Retried once, because the mirror drops the first connection.",
        ),
        (
            "src/a.py",
            'class Kiln:\n    """Keeps the oven hot until the last pot is out."""\n',
            "doc_comment",
            "Kiln",
            "Keeps the oven hot until the last pot is out.",
        ),
        (
            "src/a.rs",
            "/// Stops the kiln when the door is open.\npub fn stop(&self) {}\n",
            "doc_comment",
            "stop",
            "Stops the kiln when the door is open.",
        ),
        (
            "src/a.go",
            "package a\n\n// Run fires the kiln until the context is done.\nfunc (k *Kiln) Run() {}\n",
            "doc_comment",
            "Run",
            "Run fires the kiln until the context is done.",
        ),
        (
            "src/a.ts",
            "/**\n * Opens the door only after the kiln has cooled.\n */\nexport function open() {}\n",
            "doc_comment",
            "open",
            "Opens the door only after the kiln has cooled.",
        ),
        (
            "src/a.py",
            'def check(heat):\n    raise ValueError("the kiln must not be hotter "\n        "than its bricks can take")\n',
            "error",
            "check",
            "the kiln must not be hotter than its bricks can take",
        ),
        (
            "src/a.py",
            'def build(parser):\n    parser.add_argument("--heat", help="how hot the kiln is at the end")\n',
            "help",
            "build",
            "how hot the kiln is at the end",
        ),
        (
            "docs/kiln.md",
            "# Kiln\n\n## Firing\n\nA kiln that is opened too early **must** be fired again.\n",
            "documentation",
            "Firing",
            "A kiln that is opened too early must be fired again.",
        ),
        (
            "CHANGELOG.md",
            "# Changes\n\n- The kiln no longer waits for the door to be shut.\n",
            "record",
            "Changes",
            "The kiln no longer waits for the door to be shut.",
        ),
    ],
)
def test_a_sentence_is_found_with_its_origin_and_place(
    said: FactsOf, path: str, added: str, origin: str, place: str, text: str
) -> None:
    assert short(list(said("", added, path=path))) == [(origin, place, text)]


@pytest.mark.parametrize(
    "line",
    [
        "# x = compute(y, z) if ready else None",
        "# Copyright 2026 The Kiln Authors, all rights are reserved by them",
        "# noqa: E501 because the line is longer than it should be",
        "# https://example.org/a/very/long/address/that/is/no/sentence",
        "# ---------------------------------------------------------",
        "import kiln  # noqa",
        "# fetch the file",
    ],
)
def test_what_is_no_sentence_is_not_quoted(said: FactsOf, line: str) -> None:
    assert list(said("", f"{line}\nx = 1\n", path="src/a.py")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"a.py": "# The kiln is opened only after it has cooled.\nx = 1\n", "b.py": "y = 1\n"},
            {"a.py": "x = 1\n", "b.py": "# The kiln is opened only after it has cooled.\ny = 1\n"},
        ),
        (
            {"a.py": "# The kiln is opened only after it has cooled.\nx = 1\n"},
            {"a.py": "# The kiln is opened only\n# after it has cooled.\nx = 1\n"},
        ),
        (
            {"a.py": "# the kiln is opened only after it has cooled\nx = 1\n"},
            {"a.py": "# The kiln is opened only after it has cooled.\nx = 1\n"},
        ),
    ],
    ids=["moved", "wrapped anew", "another case"],
)
def test_what_stood_there_before_is_no_news(
    told_by: FactsOf, before: dict[str, str], after: dict[str, str]
) -> None:
    assert list(told_by(PeoplesWords(), before, after)) == []


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            "a.rs",
            "// finds the best idx of the hot kiln among\n// those in the row\n",
            "/// Finds the best index of the hot kiln among those in the row.\n",
        ),
        (
            "a.md",
            "Where kilns share the same fire doors, hot kilns *always* go before cold ones.\n",
            "Where kilns share the same FireDoor, hot kilns always go before cold ones.\n",
        ),
    ],
)
def test_a_sentence_of_which_a_word_changed_is_marked_as_such(
    said: FactsOf, path: str, before: str, after: str
) -> None:
    (found,) = said({path: f"{before}\nx = 1\n"}, {path: f"{after}\nx = 1\n"})
    assert found.change is Change.SAID
    assert found.extra["reworded"] == "true"


def test_a_rule_that_is_turned_round_is_news(said: FactsOf) -> None:
    old = "# The kiln may be opened while the fire burns low.\nx = 1\n"
    new = "# The kiln may never be opened while the fire burns low.\nx = 1\n"
    news = [one for one in said({"a.py": old}, {"a.py": new}) if one.change is Change.SAID]
    assert [one.name for one in news] == ["The kiln may never be opened while the fire burns low."]
    assert "reworded" not in news[0].extra


def test_a_sentence_whose_link_would_be_left_out_is_not_quoted_as_if_it_were_whole(said: FactsOf) -> None:
    page = "# Kiln\n\nRead [the guide](https://example.org/guide) before you open the kiln.\n"
    assert list(said("", page, path="docs/kiln.md")) == []


def test_each_sentence_has_its_own_line(said: FactsOf) -> None:
    text = "# The door is locked while the kiln is hot.\n# It opens only when somebody asks for it.\nx = 1\n"
    found = list(said("", text, path="src/a.py"))
    assert [(one.evidence[0].line, one.extra["number"]) for one in found] == [(1, "0"), (2, "1")]
    assert len({one.extra["block"] for one in found}) == 1


def test_a_line_that_is_data_is_no_sentence(said: FactsOf) -> None:
    sentence = "The door is locked while the kiln is hot."
    assert list(said("", f"{sentence}\n", path="docs/kiln.md"))
    assert list(said("", f"{sentence} {'[' * 2_000}\n", path="docs/kiln.md")) == []


def test_when_too_much_is_compared_nothing_more_is_quoted(
    said: FactsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.facts.words.running.MOST_COMPARED", 60)
    lines = [f"# The door {n} is locked while the kiln is hot.\nx = {n}\n" for n in range(3)]
    old = "# It opens only when somebody asks for it.\n"
    assert len(list(said(old, "".join(lines), path="src/a.py"))) == 1


def test_a_sentence_of_a_long_paragraph_has_its_own_lines(said: FactsOf) -> None:
    page = "# Kiln\n\n" + "".join(f"The door {n} is locked while\nthe kiln is hot.\n" for n in range(9))
    found = list(said("", page, path="docs/kiln.md"))
    assert [(one.evidence[0].line, one.extra["last"]) for one in found] == [
        (3 + 2 * n, str(4 + 2 * n)) for n in range(9)
    ]


def test_comments_of_two_things_are_no_one_sentence(said: FactsOf) -> None:
    comment = "# Wheels are looked for in the index first\n# Wheels for older hosts are always built from source here\n"
    facts = said({"a.py": "x = 1\n"}, {"a.py": f"x = 1\n{comment}build()\n"})
    assert [fact.name for fact in facts] == [
        "Wheels are looked for in the index first",
        "Wheels for older hosts are always built from source here",
    ]
    wrapped = "# The wheel is built from the sources that\n# Debian ships, since the index has none for it\n"
    facts = said({"a.py": "x = 1\n"}, {"a.py": f"x = 1\n{wrapped}build()\n"})
    assert len(facts) == 1


def test_a_sentence_goes_on_after_a_word_with_a_colon_where_its_line_was_full(said: FactsOf) -> None:
    text = (
        'class Kiln:\n    """A kiln: the same heat as the old oven has, but with another\n'
        "    habit: it cools down before the door is opened at all.\n\n"
        "    Args:\n        size: How many pots fit into it at once.\n        heat: How hot it is when the door closes.\n"
        '    """\n'
    )
    assert [one.name for one in said("", text, path="src/kiln.py")] == [
        "A kiln: the same heat as the old oven has, but with another habit: it cools down before the door is opened at all.",
        "size: How many pots fit into it at once.",
        "heat: How hot it is when the door closes.",
    ]


def test_a_star_that_is_part_of_a_name_stays_in_the_quotation(said: FactsOf) -> None:
    line = "# All of `KILN_*` is read at the start, and KILN_DOOR_* **only** when it is *open*.\n"
    assert [one.name for one in said("", f"LIMIT = 1\n{line}HEAT = 2\n", path="src/a.py")] == [
        "All of KILN_* is read at the start, and KILN_DOOR_* only when it is open."
    ]


def test_a_comment_above_a_step_documents_no_name(said: FactsOf) -> None:
    text = (
        "class Kiln:\n    def close(self):\n        # Only the door is moved, the heat stays as it was.\n"
        "        self.door.to(SHUT)\n\n    def open(self):\n        return 1\n"
    )
    assert short(said("", text, path="src/a.py")) == [
        ("comment", "close", "Only the door is moved, the heat stays as it was.")
    ]


def test_a_line_of_a_text_in_yaml_is_no_comment(said: FactsOf) -> None:
    text = (
        "inputs:\n  issue:\n    description: |\n      If set, post a line to the issue\n      #<issue> when at least one pot is broken.\n"
        "    required: false\n  # Read only where the issue is given at all.\n  token:\n    required: false\n"
    )
    assert [one.name for one in said("", text, path=".github/actions/pot/action.yml")] == [
        "Read only where the issue is given at all."
    ]


@pytest.mark.parametrize(
    ("path", "line", "place"),
    [
        ("tools/kiln.sh", "docker build --pull .", ""),
        ("tools/kiln.sh", "KILN_HEAT=900", "KILN_HEAT"),
        ("Dockerfile", "ARG HEAT=900", ""),
        ("ci/kiln.yaml", "kiln_heat: 900", "kiln_heat"),
        ("src/kiln.py", "frozenset({1, 2})", ""),
        ("src/kiln.go", "Heat int", "Heat"),
    ],
)
def test_a_comment_is_on_a_name_and_not_on_a_command_below_it(
    said: FactsOf, path: str, line: str, place: str
) -> None:
    mark = "//" if path.endswith(".go") else "#"
    (one,) = said("", f"x = 1\n\n{mark} The door must stay shut until the kiln is cold.\n{line}\n", path=path)
    assert one.owner == place


def test_a_comment_at_the_head_of_a_file_is_about_the_file(said: FactsOf) -> None:
    words, first = "# Replace the glaze below with one of your own.\n", "kind: Kiln\nheat: 900\n"
    (one,) = said("", f"# Copyright 2026 the potters\n#\n{words}{first}", path="deploy/kiln.yaml")
    assert one.owner == ""
    (one,) = said("", f"{first}{words}glaze: white\n", path="deploy/kiln.yaml")
    assert one.owner == "glaze"


@pytest.mark.parametrize("mark", ["TODO: ", "FIXME(ann): ", "XXX "])
def test_what_is_still_to_be_done_is_not_what_a_commit_says(said: FactsOf, mark: str) -> None:
    line = "the door does not close when the kiln is too hot"
    assert short(said("", f"x = 1\n\n# {mark}{line}.\ny = 2\n", path="src/kiln.py")) == []


def test_what_is_still_to_be_done_ends_the_sentence_above_it(said: FactsOf) -> None:
    above = "# The shelf is kept for kilns that are not cold yet\n# TODO: Remove this when all of them have doors.\n"
    found = short(said("", f"x = 1\n\n{above}y = 2\n", path="src/kiln.py"))
    assert [text for *_, text in found] == ["The shelf is kept for kilns that are not cold yet"]


DOCUMENTED = {
    "a list of stars": (
        (
            'class Kiln:\n    """Keeps count of what is in the kiln. It tracks:\n\n    * Number of the pots that wait for each shelf\n'
            "    * Longest wait of a pot that no shelf has room for\n    All of it is lost when the kiln is switched off.\n"
            '    """\n'
        ),
        [
            "Keeps count of what is in the kiln.",
            "Number of the pots that wait for each shelf",
            "Longest wait of a pot that no shelf has room for",
            "All of it is lost when the kiln is switched off.",
        ],
    ),
    "Sphinx": (
        (
            'def fire(pot, heat):\n    """Fires the pot until it is as hard as a brick.\n'
            "    :param pot: clay with the glaze on it and\n        Other things that are to be kept in the same shelf.\n"
            "    :raises KilnError: when the door is open or the kiln is too cold\n"
            '    """\n'
        ),
        ["Fires the pot until it is as hard as a brick."],
    ),
    "Google": (
        (
            'def fire(pot, heat, **more):\n    """Fires the pot until it is as hard as a brick.\n\n    Args:\n'
            "        heat (dict[str, int]): how hot it is at each of the hours\n        **more: what else the kiln of the house is to be told\n\n"
            '    Needs the key of the shed, which is not in the house.\n    """\n'
        ),
        [
            "Fires the pot until it is as hard as a brick.",
            "heat (dict[str, int]): how hot it is at each of the hours",
            "more: what else the kiln of the house is to be told",
            "Needs the key of the shed, which is not in the house.",
        ],
    ),
    "NumPy": (
        (
            'def fire(pot, heat):\n    """Fires the pot until it is as hard as a brick.\n\n    Parameters\n    ----------\n'
            "    pot : Clay, optional\n        It is what will be fired in the kiln.\n    heat\n        How hot it is when the door closes.\n"
            '    """\n'
        ),
        ["Fires the pot until it is as hard as a brick."],
    ),
    "an example": (
        'def fire(pot):\n    """Fires the pot until it is as hard as a brick.\n\n    Example usage: fire the pot with the default of the house\n    """\n',
        ["Fires the pot until it is as hard as a brick."],
    ),
}


@pytest.mark.parametrize("way", DOCUMENTED)
def test_fields_and_items_of_a_docstring_are_no_part_of_its_sentences(said: FactsOf, way: str) -> None:
    text, sentences = DOCUMENTED[way]
    assert [one.name for one in said("", text, path="src/kiln.py")] == sentences


def test_a_parameter_of_javadoc_is_no_part_of_what_a_method_does(said: FactsOf) -> None:
    text = (
        "class Kiln {\n    /**\n     * Fires the pot until it is as hard as a brick.\n"
        "     * @param pot what is fired in the kiln, with the glaze on it\n     *     And with its lid if there is one.\n"
        "     * @return the pot that came out, or nothing when it broke\n     * @throws KilnException if the door is open when it begins\n     */\n    void fire(Pot pot) {\n    }\n}\n"
    )
    assert [one.name for one in said("", text, path="src/Kiln.java")] == [
        "Fires the pot until it is as hard as a brick."
    ]


def test_what_is_said_of_code_that_is_put_out_or_of_a_decorator_is_not_about_the_function(
    said: FactsOf,
) -> None:
    off = "# The pots of this kiln must not be those that came out of it.\n# @kiln.fired(\n#     heat=900,\n# )\n"
    assert list(said("", f"{off}def fire(pots):\n    return pots\n", path="src/a.py")) == []
    note = "# The pots of this kiln must not be those that came out of it.\n"
    above = said(
        "", f"import kiln\n\n\n{note}@kiln.fired\ndef fire(pots):\n    return pots\n", path="src/a.py"
    )
    assert short(list(above)) == [("comment", "", note[2:-1])]
    own = said("", f"import kiln\n\n\n{note}def fire(pots):\n    return pots\n", path="src/a.py")
    assert short(list(own)) == [("doc_comment", "fire", note[2:-1])]


@pytest.mark.parametrize(
    ("path", "added", "told"),
    [
        (
            "action.yml",
            "name: Kiln\ninputs:\n  wait:\n    description: Seconds to wait before the kiln is lit,\n      0 not to wait at all\n    default: 5\n",
            ("help", "wait", "Seconds to wait before the kiln is lit, 0 not to wait at all"),
        ),
        (
            "kiln.schema.json",
            '{"properties": {\n  "wait": {"type": "number",\n    "description": "Seconds to wait before the kiln is lit."}\n}}\n',
            ("help", "wait", "Seconds to wait before the kiln is lit."),
        ),
        (
            ".github/workflows/fire.yml",
            "jobs:\n  fire:\n    steps:\n      - run: |\n          // The kiln is asked for each pot, because it forgets them.\n          ask(pots);\n",
            ("comment", "", "The kiln is asked for each pot, because it forgets them."),
        ),
    ],
)
def test_settings_say_what_they_are_for(
    said: FactsOf, path: str, added: str, told: tuple[str, str, str]
) -> None:
    assert short(said("", added, path=path)) == [told]
