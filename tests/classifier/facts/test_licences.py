"""Licences: files by what they say, fields of manifests, headers."""

from __future__ import annotations

import pytest

from classifier.facts.licences import Licences, licence_in
from tests.support.facts import FactsOf

MIT = "Copyright 2025 Somebody\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nof this software\n"
APACHE = "                 Apache License\n           Version 2.0, January 2004\n"
GPL = "GNU GENERAL PUBLIC LICENSE\n  Version 3, 29 June 2007\n\nthe GNU Affero General Public License into a single\n"
BSD = "Redistributions in binary form must reproduce the above copyright notice, this\nlist.\n"


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        (MIT, "MIT"),
        (APACHE, "Apache-2.0"),
        (GPL, "GPL-3.0"),
        (GPL.replace("GENERAL", "AFFERO GENERAL", 1), "AGPL-3.0"),
        (BSD, "BSD-2-Clause"),
        (BSD + "Neither the name of the copyright holder\n", "BSD-3-Clause"),
        (MIT + "# What is bundled\n" + APACHE, "MIT"),  # the licences of others below its own
        ("All rights reserved.\n", None),
        ("This is licensed like MIT and Apache.\n", None),
    ],
)
def test_a_licence_is_known_by_its_own_words(text: str, licence: str | None) -> None:
    assert licence_in(text) == licence


def test_a_licence_file_comes_goes_and_changes(told_by: FactsOf) -> None:
    cases = [
        ("", MIT, "added", (None, "MIT")),
        (MIT, "", "removed", ("MIT", None)),
        (MIT, APACHE, "value_changed", ("MIT", "Apache-2.0")),
    ]
    for before, after, change, values in cases:
        files = [{"LICENSE": text} if text else {} for text in (before, after)]
        (fact,) = told_by(Licences(), *files)
        assert (fact.kind, fact.name, fact.extra["form"]) == (f"license.{change}", "LICENSE", "file")
        assert (fact.before, fact.after) == values


@pytest.mark.parametrize("whole", [True, False])
def test_another_year_is_the_same_licence(told_by: FactsOf, whole: bool) -> None:
    (fact,) = told_by(Licences(), MIT, MIT.replace("2025", "2026"), path="LICENSE", whole=whole, context=0)
    assert fact.kind == "license.changed"
    assert fact.before == fact.after


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", '[project]\nname = "a"\nlicense = "MIT"\n'),
        ("pyproject.toml", '[project]\nname = "a"\nlicense = { text = "MIT" }\n'),
        ("Cargo.toml", '[package]\nname = "a"\nlicense = "MIT"\n'),
        ("web/package.json", '{\n  "name": "a",\n  "license": "MIT"\n}\n'),
        ("setup.cfg", "[metadata]\nlicense = MIT\n"),
        ("setup.py", 'setup(\n    name="a",\n    license="MIT",\n)\n'),
        ("pom.xml", "<licenses>\n<license>\n  <name>MIT</name>\n</license>\n</licenses>\n"),
        ("a.gemspec", 'spec.license = "MIT"\n'),
    ],
)
def test_a_manifest_names_another_licence(told_by: FactsOf, path: str, text: str) -> None:
    (fact,) = told_by(Licences(), text, text.replace("MIT", "Apache-2.0"), path=path)
    assert (fact.kind, fact.before, fact.after) == ("license.value_changed", "MIT", "Apache-2.0")
    assert "Apache-2.0" in fact.evidence[0].text
    assert told_by(Licences(), text, text + "\n\n", path=path) == []


def test_headers_that_change_or_go(told_by: FactsOf) -> None:
    old = "# SPDX-License-Identifier: Apache-2.0\nx = 1\n"
    (fact,) = told_by(Licences(), old, old.replace("Apache-2.0", "MIT"), path="a.py")
    assert (fact.kind, fact.before, fact.after) == ("license.value_changed", "Apache-2.0", "MIT")
    (fact,) = told_by(Licences(), old, "x = 1\n", path="a.py")
    assert fact.kind == "license.removed"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"a.py": "# SPDX-License-Identifier: MIT\n"}),
        ({"a.py": "# SPDX-License-Identifier: MIT\n"}, {}),
        ({"a.py": "x = 1\n"}, {"a.py": "# SPDX-License-Identifier: MIT\nx = 1\n"}),
        ({}, {"src/license.py": MIT}),
        ({"Cargo.toml": '[dependencies]\na = "1"\n'}, {"Cargo.toml": '[dependencies]\na = "2"\n'}),
        ({}, {"vendor/a/LICENSE": MIT}),
    ],
)
def test_near_misses(told_by: FactsOf, before: dict[str, str], after: dict[str, str]) -> None:
    assert told_by(Licences(), before, after) == []
