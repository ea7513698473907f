"""What a condition asks of one thing: whether it is one of a list that is written out."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ITEM = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[A-Za-z_][\w.:]*|-?\d[\w.]*)"
_ITEMS = rf"\s*(?P<items>{_ITEM}(?:\s*,\s*{_ITEM})*)\s*,?\s*"
_FORMS = (
    re.compile(rf"(?P<asked>[A-Za-z_][\w.]*(?:\([\w.]*\))?) in [\[({{]{_ITEMS}[\])}}]"),
    re.compile(rf"\[{_ITEMS}\]\.(?:includes|include\?|contains)\((?P<asked>[A-Za-z_][\w.]*)\)"),
    re.compile(
        r"matches!\(\s*\*?(?P<asked>[A-Za-z_][\w.]*(?:\(\))?)\s*,\s*(?P<items>[A-Z][\w:]*(?:\s*\|\s*[A-Z][\w:]*)*)\s*,?\s*\)"
    ),
)
_EACH = re.compile(_ITEM)


@dataclass(frozen=True, slots=True)
class Membership:
    """The thing that is asked for, and the list as written."""

    asked: str
    items: tuple[str, ...]


def membership(clause: str) -> Membership | None:
    """The list that a clause asks for, `None` where it asks something else."""
    for form in _FORMS:
        if found := form.fullmatch(clause.strip()):
            return Membership(found["asked"], tuple(dict.fromkeys(_EACH.findall(found["items"]))))
    return None


def of_list(before: str, after: str) -> dict[str, str]:
    """What a clause asks for, and which items its list gained or lost, a line each; nothing where it did both, or is
    another question."""
    old, new = membership(before), membership(after)
    if old is None or new is None or old.asked != new.asked:
        return {}
    came = [item for item in new.items if item not in old.items]
    went = [item for item in old.items if item not in new.items]
    if bool(came) is bool(went):
        return {}
    return {"asked": new.asked, "came" if came else "went": "\n".join(came or went)}
