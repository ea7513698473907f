"""One change at a time to a file."""

from __future__ import annotations

import pytest

from classifier.facts.interface import Fact
from tests.support.facts import FactsOf


@pytest.fixture
def facts_of_edit(facts_of: FactsOf) -> FactsOf:
    """The facts about symbols of a commit that replaces a piece of a file, which must be there."""

    def facts(path: str, source: str, old: str, new: str) -> list[Fact]:
        assert old in source
        return facts_of(source, source.replace(old, new, 1), path=path)

    return facts
