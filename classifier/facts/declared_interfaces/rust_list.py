"""The lists that `cargo public-api` writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.declared_interfaces.interface import Entry, Form
from classifier.facts.lines import Block

_ITEM = re.compile(
    r"pub (?:(?:const|unsafe|async|static|mut|extern \"\w+\") )*(?:fn|struct|enum|union|trait|type|mod|macro|use)?\s*"
    r"(?P<path>[a-z_]\w*(?:::[\w!]+(?:<[^<>]*>)?)+)"
)
_GENERIC = re.compile(r"<[^<>]*>")


def _entries(block: Block) -> Iterator[Entry]:
    for number, line in block.numbered(block.text):
        found = _ITEM.match(line)
        if found:
            owner, _, name = _GENERIC.sub("", found["path"]).rpartition("::")
            last = owner.rpartition("::")[2]
            yield Entry(last if last[:1].isupper() else "", name, line.strip(), number)


def _owns(path: str) -> bool:
    return re.search(r"(?:^|/)(?:public[-_]api\.txt|public[-_]api/(?:[^/]+/)*[^/]+\.txt)$", path) is not None


RUST_LIST = Form("rust", _owns, _entries)
