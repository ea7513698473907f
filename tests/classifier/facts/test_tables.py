"""Tables and links of pages: which cell says something else, which row came, where a link leads."""

from __future__ import annotations

from classifier.facts.docs import docs_facts
from classifier.facts.interface import Fact
from classifier.facts.symbols import read_code
from tests.support.facts import view_of

PAGE = (
    "# Settings\n\n| Variable | Meaning | Default |\n|---|---|---|\n| `APP_PORT` | The port | `8081` |\n"
    "| `APP_HOST` | The host | `localhost` |\n\nSee [the guide](guide/old.md).\n"
)


def told(before: str, after: str) -> list[Fact]:
    view = view_of({"docs/env.md": before}, {"docs/env.md": after})
    return [
        fact for fact in docs_facts(view, read_code(view)) if fact.kind.startswith(("table_row.", "link."))
    ]


def test_a_cell_is_told_with_its_row_and_its_column() -> None:
    (fact,) = told(PAGE, PAGE.replace("`8081`", "`-1` (off)"))
    assert (fact.kind, fact.name, fact.owner) == ("table_row.changed", "APP_PORT", "Default")
    assert (fact.before, fact.after) == ("8081", "-1 (off)")


def test_a_row_that_came_or_went_is_told_by_its_first_cell() -> None:
    wider = PAGE.replace("| `APP_HOST`", "| `APP_NAME` | The name | `app` |\n| `APP_HOST`")
    (fact,) = told(PAGE, wider)
    assert (fact.kind, fact.name) == ("table_row.added", "APP_NAME")
    (fact,) = told(wider, PAGE)
    assert (fact.kind, fact.name) == ("table_row.removed", "APP_NAME")


def test_a_table_that_is_only_laid_out_anew_has_no_other_cells() -> None:
    assert told(PAGE, PAGE.replace("| `APP_PORT` |", "|  `APP_PORT`  |")) == []


def test_a_link_that_leads_elsewhere_is_told_once() -> None:
    (fact,) = told(PAGE, PAGE.replace("guide/old.md", "guide/new.md"))
    assert (fact.kind, fact.before, fact.after) == ("link.changed", "guide/old.md", "guide/new.md")


def test_a_new_table_is_not_told_row_by_row() -> None:
    table = "\n| Stage | Seconds |\n|---|---|\n| load | 3 |\n"
    assert told(PAGE, PAGE + table) == []


def test_a_row_whose_first_cell_links_elsewhere_is_still_there() -> None:
    page = PAGE.replace("`APP_PORT`", "[port](a.md)")
    facts = told(page, page.replace("(a.md)", "(b.md)"))
    assert [fact.kind for fact in facts] == ["link.changed"]


def test_a_row_that_only_stands_elsewhere_in_its_table_neither_came_nor_went() -> None:
    rows = PAGE.replace(
        "\n\nSee", "\n| `APP_NAME` | The name | `app` |\n| `APP_SIZE` | The size | `1` |\n\nSee"
    )
    first = "| `APP_PORT` | The port | `8081` |\n"
    moved = rows.replace(first, "").replace("\n\nSee", f"\n{first.strip()}\n\nSee")
    assert told(rows, moved) == []
    (fact,) = told(rows, moved.replace("`8081`", "`9090`"))
    assert (fact.kind, fact.name, fact.before, fact.after) == (
        "table_row.changed",
        "APP_PORT",
        "8081",
        "9090",
    )


def test_a_row_that_its_table_lists_twice_is_still_there() -> None:
    again = "| `APP_PORT` | The port, again | `8081` |\n\nSee"
    assert told(PAGE.replace("\n\nSee", f"\n{again}", 1).replace("\n\n\n", "\n\n"), PAGE) == []


def test_a_row_of_the_same_name_in_another_section_does_not_hide_one_that_came() -> None:
    other = "\n## Others\n\n| Variable | Meaning | Default |\n|---|---|---|\n| `OLD` | It is old | `1` |\n"
    (fact,) = told(PAGE + other, PAGE + other + "| `APP_PORT` | Its port | `9` |\n")
    assert (fact.kind, fact.name) == ("table_row.added", "APP_PORT")
