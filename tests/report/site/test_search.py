"""What can be found by which words, and that data stays data."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from report.site.search import CARDS, PIECE, Found, index, words

ONE = Found(
    "fix: keep `kvRouterMode`",
    "the default of --router-mode",
    "r/a/2026-01-05.html#x",
    "a",
    "2026-01-05",
    "low",
    "🟢",
    "Ada",
)


def test_identifiers_are_found_whole_and_by_their_parts() -> None:
    assert {"kvroutermode", "router", "mode"} <= set(words("kvRouterMode"))
    assert {"max_queue_len", "queue"} <= set(words("MAX_QUEUE_LEN"))
    assert {"router", "mode"} <= set(words("--router-mode"))


def test_chinese_is_found_by_pairs() -> None:
    assert list(dict.fromkeys(words("前缀缓存"))) == ["前缀", "缀缓", "缓存"]
    assert "缓" in set(words("缓"))


def test_nothing_in_a_text_ends_the_data() -> None:
    hostile = replace(ONE, title="</script>\u2028'\");alert(1)//\udcff")
    for _, text in index([hostile]):
        assert "</script>\u2028" not in text
        inner = re.fullmatch(r"commitbriefSearch\.\w+\((.*)\);\n", text)
        assert inner
        json.loads(f"[{inner[1]}]")


def test_pieces_stay_small_however_many_commits_there_are() -> None:
    some = [replace(ONE, text=f"r{n} ra{n % 7}b{n}") for n in range(2 * CARDS + 1)]
    files = dict(index(some))
    assert {"cards-0.js", "cards-1.js", "cards-2.js", "search.js"} <= set(files)
    assert all(len(text) < 3 * PIECE for text in files.values())
    assert dict(index(some)) == files
