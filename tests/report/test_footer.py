"""A report's footer cannot be forged by what the report quotes."""

from __future__ import annotations

import pytest

from history.editions import Edition
from report.document import document
from report.errors import ReportError
from report.footer import read_footer
from report.render import render_markdown
from report.sentences import Language


def test_text_without_a_footer_is_no_report() -> None:
    with pytest.raises(ReportError, match="no footer of commitbrief"):
        read_footer("# A title\n")


@pytest.mark.parametrize("damage", ['"version":', '"options":'])
def test_a_damaged_footer_is_an_error(edition: Edition, damage: str) -> None:
    text = render_markdown(document(edition, Language.EN))
    with pytest.raises(ReportError, match="damaged"):
        read_footer(text.replace(damage, '"x":'))


def test_a_json_file_of_something_else_is_an_error() -> None:
    with pytest.raises(ReportError, match="damaged"):
        read_footer('{"provenance": []}')
    with pytest.raises(ReportError, match="damaged"):
        read_footer("{")


def test_a_footer_within_a_line_is_not_read() -> None:
    with pytest.raises(ReportError):
        read_footer('text <!-- commitbrief {"version":"1"} -->\n')
