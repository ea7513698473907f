"""The comment in a report that says what made it, for machines.

In Markdown it stands before the first section, so that no reader of sections takes it for a part of the
last one; in HTML it is the last line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict

from history.editions import Provenance
from history.foreign import json_value
from history.records import Told
from report.errors import ReportError
from report.tree import Maker

MARK = "<!-- commitbrief "
# A comment at the start of a line. Nothing untrusted can write one: `<` is escaped in every format, and
# within code a line never starts with it.
FOOTER = re.compile(r"^<!-- commitbrief (\{.*\}) -->\s*$", re.MULTILINE)


def footer(made: Maker) -> str:
    """The comment that `read_footer` reads back. It cannot be ended early: `<`, `>`, `&` and `-` in values are
    written as JSON escapes."""
    values: dict[str, object] = {
        "version": made.version,
        "rules": made.rules_digest,
        "model": made.model_digest,
        "revisions": list(made.revisions),
        "options": [list(option) for option in made.options],
    }
    if made.told is not None:
        values["told"] = asdict(made.told)
    written = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
    for char in "<>&-":
        written = written.replace(char, f"\\u{ord(char):04x}")
    return f"{MARK}{written} -->"


def read_footer(text: str) -> Provenance:
    """The provenance of a report in any format. Raises `ReportError` if there is none or it is damaged."""
    try:
        if text.lstrip().startswith("{"):
            values = json_value(text)["provenance"]
            return _provenance(values, {"rules_digest": "rules_digest", "model_digest": "model_digest"})
        found = FOOTER.findall(text)
        if not found:
            raise ReportError("no footer of commitbrief: it is no report, or was cut")
        return _provenance(json_value(found[-1]), {"rules_digest": "rules", "model_digest": "model"})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReportError(f"its footer is damaged: {error}") from error


def _provenance(values: Mapping[str, object], names: Mapping[str, str]) -> Provenance:
    revisions, options = values["revisions"], values["options"]
    if not isinstance(revisions, list) or not isinstance(options, list):
        raise TypeError("revisions and options are lists")
    return Provenance(
        version=_string(values["version"]),
        rules_digest=_string(values[names["rules_digest"]]),
        model_digest=_string(values[names["model_digest"]]),
        revisions=tuple(_string(one) for one in revisions),
        options=tuple((_string(name), _string(value)) for name, value in options),
        told=_told(values.get("told")),
    )


def _told(value: object) -> Told | None:
    """What a forge said is read only from reports that have it."""
    if value is None:
        return None
    from pydantic import TypeAdapter

    return TypeAdapter(Told).validate_python(value)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no string")
    return value
