"""Findings as SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from urllib.parse import quote

from commitbrief.config.choices import FailOn
from commitbrief.gate import Finding
from commitbrief.version import __version__

SHOWN = 2000  # characters of a message
DESCRIPTIONS = {
    FailOn.BREAKING: "A change that breaks existing use",
    FailOn.SECURITY: "A change about security",
    FailOn.HIGH: "A change of high importance",
    FailOn.INCOMPLETE: "Something that could not be read",
}
Json = dict[str, object]


def as_sarif(findings: Sequence[Finding], kinds: Sequence[FailOn]) -> str:
    """The log of one run. Every result has a place, as GitHub wants it: what is proved by no line of a file stands at the
    beginning of the first file of its commit, and what is of no file at all is left out (the exit status has it)."""
    rules = list(dict.fromkeys(kinds))
    driver = {
        "name": "commitbrief",
        "semanticVersion": __version__,
        "rules": [
            {
                "id": f"commitbrief/{kind}",
                "name": kind.value.capitalize(),
                "shortDescription": {"text": DESCRIPTIONS[kind]},
                "defaultConfiguration": {"level": "error"},
            }
            for kind in rules
        ],
    }
    results = [_result(one, rules.index(one.kind)) for one in findings if one.path]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=True, indent=2) + "\n"


def _result(one: Finding, rule: int) -> Json:
    place = {"uri": quote(one.path.encode("utf8", "surrogateescape"), safe="/"), "uriBaseId": "%SRCROOT%"}
    # What a finding is, wherever its line has moved to: it is shown once.
    marks = "\0".join((one.kind, one.repository, one.sha, one.rule, one.path, one.said))
    digest = hashlib.sha256(marks.encode("utf8", "backslashreplace")).hexdigest()
    found: Json = {
        "ruleId": f"commitbrief/{one.kind}",
        "ruleIndex": rule,
        "level": "error",
        "message": {"text": one.told[:SHOWN]},
        "locations": [
            {"physicalLocation": {"artifactLocation": place, "region": {"startLine": max(one.line, 1)}}}
        ],
        "partialFingerprints": {"commitbrief/v1": digest[:32]},
        "properties": {"repository": one.repository, "commit": one.sha},
    }
    if one.allowed is not None:
        kind = "inSource" if one.allowed.by else "external"
        found["suppressions"] = [{"kind": kind, "justification": one.allowed.reason}]
    return found
