"""What a release is made of, and that the same versions are installed each time."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf8")
WORKFLOWS = [*sorted((ROOT / ".github/workflows").glob("*.yml")), ROOT / "action.yml"]


def constrained() -> dict[str, str]:
    lines = [line for line in CONSTRAINTS.splitlines() if not line.startswith("#")]
    return dict(line.split("==") for line in lines)


def test_every_dependency_has_a_version_that_it_allows() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]["dependencies"]
    found = constrained()
    for text in wanted:
        one = Requirement(text)
        assert found[canonicalize_name(one.name)] in one.specifier, text
    assert len(found) > len(wanted)  # what they need, too


def test_constraints_name_versions_and_no_host() -> None:
    assert all(
        re.fullmatch(r"[a-z0-9-]+==[0-9][\w.!+]*", f"{name}=={one}") for name, one in constrained().items()
    )


def test_constraints_are_made_by_a_program() -> None:
    made = subprocess.run(
        [sys.executable, "ci/constraints.py"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    kept = CONSTRAINTS.splitlines()
    assert made.splitlines()[0] == kept[0]
    assert "scikit-learn" in made  # newer ones may need other things than those that are kept
    assert made.count("==") > 30


@pytest.mark.parametrize("place", ["action.yml", "Containerfile", ".github/workflows/release.yml"])
def test_what_others_run_is_installed_by_them(place: str) -> None:
    assert "constraints.txt" in (ROOT / place).read_text("utf8")


def test_every_action_is_named_by_a_digest() -> None:
    used = [line for path in WORKFLOWS for line in re.findall(r"uses: (.+)", path.read_text("utf8"))]
    assert len(used) > 5
    assert [
        one for one in used if one != "./" and not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", one)
    ] == []


def test_a_release_is_attested_and_listed_with_no_more_rights_than_that_takes() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf8"))
    (job,) = workflow["jobs"].values()
    used = " ".join(step.get("uses", "") for step in job["steps"])
    assert workflow["permissions"] == {}
    assert set(job["permissions"]) == {"contents", "id-token", "attestations"}
    assert "actions/attest-build-provenance@" in used
    assert "actions/attest-sbom@" in used
    assert workflow[True] == {"push": {"tags": ["v[0-9]*"]}}  # YAML 1.1 reads `on` as a truth value
