"""Forms that look like source without bodies, types with their members in braces: Swift interfaces, reports of API
extractor, approved public APIs of C#."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from classifier.facts.declared_interfaces.interface import Entry, Form
from classifier.facts.lines import Block

LONGEST = 400  # characters of a signature that are kept


@dataclass(frozen=True, slots=True)
class Nested:
    """How types and members look. `hides` is a line after which the next entry is nobody's business; `public` is what
    a member's line must hold where not all that stands there is public."""

    opens: re.Pattern[str]
    member: re.Pattern[str]
    hides: re.Pattern[str] | None = None

    def entries(self, block: Block) -> Iterator[Entry]:
        """The types and members of a text."""
        owners: list[tuple[int, str]] = []
        depth, hidden, waiting = 0, False, ""  # `waiting` is a type whose brace is on the next line
        for number, line in block.numbered(block.text):
            text = line.strip()
            if self.hides and self.hides.match(text):
                hidden = True
                continue
            if waiting and text.startswith("{"):
                owners.append((depth, waiting))
            opened = self.opens.match(text)
            member = None if opened else self.member.match(text)
            found = opened or member
            if found:
                owner = ".".join(name for _, name in owners)
                if not hidden:
                    yield Entry(
                        owner, found["name"].strip(), " ".join(text.rstrip("{ ").split())[:LONGEST], number
                    )
            if found or not text:
                hidden = False
            if opened and text.count("{") > text.count("}"):
                owners.append((depth, opened["name"].strip()))
            waiting = opened["name"].strip() if opened and "{" not in text else ""
            depth += text.count("{") - text.count("}")
            while owners and depth <= owners[-1][0]:
                owners.pop()


_SWIFT = Nested(
    re.compile(r"(?:@[\w()., :*\"-]+ )*(?:public|open) (?:(?:final|indirect|static) )*(?:class|struct|enum|protocol|actor|extension) (?P<name>[\w.]+)"),
    re.compile(r"(?:@[\w()., :*\"-]+ )*(?:(?:public|open|static|class|final|override|mutating|convenience|required|nonisolated|dynamic|weak|prefix|infix) )*(?:func|var|let|init|case|typealias|subscript|associatedtype)\b\s*(?P<name>[\w`=+*/<>!&|^~%-]*)"),
)  # fmt: skip
_REPORT = Nested(
    re.compile(r"(?:export )?(?:declare )?(?:abstract )?(?:class|interface|enum|namespace) (?P<name>[\w$]+)"),
    re.compile(r"(?:export )?(?:declare )?(?:(?:static|readonly|protected|abstract|get|set|async|const|function|type|let|var) )*(?P<name>[\w$]{2,}|constructor)\??(?=[(<:;= ?])"),
    re.compile(r"// @internal\b"),
)  # fmt: skip
_APPROVED = Nested(
    re.compile(r"(?:public|protected) (?:[\w ]+ )?(?:class|struct|interface|enum|record|delegate) (?P<name>\w+)"),
    re.compile(r"(?:public|protected)\b[^({=;]*?\b(?P<name>\w+)(?:<[^<>()]*>)?\s*(?=[({=;])"),
)  # fmt: skip


def _report(block: Block) -> Iterator[Entry]:
    """The entries of a report, which stand between fences; a private member is none."""
    for entry in _REPORT.entries(block):
        if not entry.signature.startswith(
            ("//", "#", "```", "import ", "private ", "import{")
        ) and entry.name not in {
            "export",
            "import",
            "private",
            "return",
        }:
            yield entry


def _approved(block: Block) -> Iterator[Entry]:
    return (entry for entry in _APPROVED.entries(block) if entry.name)


def _named(*endings: str) -> Callable[[str], bool]:
    return lambda path: path.endswith(endings)


_APPROVES = re.compile(
    r"(?:approv\w*|public\w*api\w*|api\w*tests?)[^/]*/(?:[^/]+/)*[^/]+\.(?:approved|verified)\.(?:txt|cs)$|public\w*api[^/]*\.(?:approved|verified)\.(?:txt|cs)$",
    re.IGNORECASE,
)
SWIFT = Form("swift", _named(".swiftinterface"), _SWIFT.entries)
REPORT = Form("typescript", _named(".api.md"), _report)
APPROVED = Form("dotnet", lambda path: _APPROVES.search(path) is not None, _approved)
