"""Which items of a list are which, before and after."""

from __future__ import annotations

from classifier.facts.structured.differences import What, differences
from classifier.facts.structured.yaml_reader import read_yaml


def job(label: str, *commands: str) -> str:
    lines = "".join(f"  - {command}\n" for command in commands)
    return f"- label: {label}\n  mirror: [main]\n  agents: small\n  timeout: 60\n  commands:\n{lines}"


def test_a_job_that_went_is_no_part_of_another_one_that_was_split() -> None:
    rest = "steps:\n" + job("Kilns", "fire --all") + job("Kilns", "fire --again")
    before = rest + job("Times of Ovens", "bash times.sh") + job("Nightly Pots", "test pots", "test lids")
    after = rest + job("Nightly Pots (many)", "test pots") + job("Nightly Pots (one)", "test lids")
    found = [(one.what, one.path) for one in differences(read_yaml(before) or (), read_yaml(after) or ())]
    assert (What.REMOVED, ("steps[Times of Ovens]",)) in found
    assert (What.ADDED, ("steps[Nightly Pots (one)]",)) in found
