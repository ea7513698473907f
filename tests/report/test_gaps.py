"""What is said of what was not read."""

from __future__ import annotations

import pytest

from history.records import Gap, GapReason
from report.inline import plain
from report.sections import gap_words
from report.sentences import NOWHERE, Catalogue, Language
from report.wording import Wording


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "Too many files: only the first ones are looked at, 40,000 more are counted"),
        (Language.ZH, "改动的文件过多，只看前面一部分；另有 40,000 个只计数"),
    ],
)
def test_files_that_are_only_counted_are_told_by_their_number(language: Language, said: str) -> None:
    gaps = [Gap(GapReason.UNLISTED, detail="40000")]
    assert [plain(words) for words in gap_words(gaps, Wording(Catalogue.load(language), NOWHERE))] == [said]
