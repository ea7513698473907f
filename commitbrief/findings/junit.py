"""Findings as a JUnit report, which GitLab, Jenkins and Azure show beside the tests: a kind is a suite, and a commit
of that kind a test that fails."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from commitbrief.config.choices import FailOn
from commitbrief.gate import Finding

SHOWN = 2000  # characters of a message


def as_junit(findings: Sequence[Finding], kinds: Sequence[FailOn]) -> str:
    """The report. A kind of which nothing was found is a test that passes; what is allowed is one that is skipped."""
    root = ElementTree.Element("testsuites", name="commitbrief")
    for kind in dict.fromkeys(kinds):
        found = [one for one in findings if one.kind is kind]
        failed = [one for one in found if one.allowed is None]
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=f"commitbrief {kind}",
            tests=str(max(len(found), 1)),
            failures=str(len(failed)),
            skipped=str(len(found) - len(failed)),
            errors="0",
        )
        for one in found:
            _case(suite, one)
        if not found:
            ElementTree.SubElement(
                suite, "testcase", classname=f"commitbrief.{kind}", name=f"no commit is {kind}"
            )
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _case(suite: ElementTree.Element, one: Finding) -> None:
    place = {"file": _text(one.path)} if one.path else {}  # GitLab leads there; the line is in the failure
    name = f"{one.sha[:7]} {one.subject}".strip() or one.words
    case = ElementTree.SubElement(
        suite, "testcase", {"classname": _text(one.repository), "name": _text(name), **place}
    )
    if one.allowed is None:
        failure = ElementTree.SubElement(case, "failure", type=one.kind, message=_text(one.told))
        failure.text = _text(": ".join(filter(None, (one.path and f"{one.path}:{one.line}", one.said))))
    else:
        ElementTree.SubElement(case, "skipped", message=_text(one.told))


def _text(text: str) -> str:
    """Text without what XML cannot hold."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:SHOWN])
