"""What .NET projects list: `PublicAPI.Shipped.txt` and `PublicAPI.Unshipped.txt` of the public API analyzer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.declared_interfaces.interface import Entry, Form
from classifier.facts.lines import Block

WITHDRAWN = "*REMOVED*"
_WORDS = re.compile(
    r"(?:(?:static|const|abstract|override|virtual|readonly|sealed|extern|new|implicit|explicit|required|~)\s*)+(?=[\w~])"
)
_GENERIC = re.compile(r"<[^<>]*>")


def _entries(block: Block) -> Iterator[Entry]:
    for number, line in block.numbered(block.text):
        text = line.strip().lstrip("\ufeff")
        if not text or text.startswith("#"):
            continue
        bare = text.removeprefix(WITHDRAWN).removeprefix("~")
        words = _WORDS.match(bare)
        path = bare[words.end() :] if words else bare
        path = re.split(r"[(=\[]| -> ", path, maxsplit=1)[0].strip()
        while _GENERIC.search(path):
            path = _GENERIC.sub("", path)
        path = path.removesuffix(".get").removesuffix(".set").removesuffix(".init")
        owner, _, name = path.rpartition(".")
        if name:
            yield Entry(owner.rpartition(".")[2] if " -> " in text else "", name, text, number)


def _owns(path: str) -> bool:
    return (
        re.search(
            r"(?:^|/)PublicAPI(?:\.\w+)*\.(?:Shipped|Unshipped)\.txt$|(?:^|/)PublicAPI/.*(?:Shipped|Unshipped)\.txt$",
            path,
        )
        is not None
    )


DOTNET = Form("dotnet", _owns, _entries, WITHDRAWN)
