"""Which names that went were offered to others, so that their going breaks somebody."""

from __future__ import annotations

import pytest

from classifier.facts.symbols import read_code, symbol_facts
from classifier.statements.exports import with_exports
from history.briefs import Importance, Section
from tests.support import RepoBuilder
from tests.support.facts import Files, view_of
from tests.support.sayings import BriefsOf, words

CLASS = "class Dead\n  def refresh(data)\n    1\n  end\n  def shut\n  end\nend\n"


def exported(before: Files, after: Files) -> list[str]:
    view = view_of(before, after)
    facts = with_exports(list(symbol_facts(read_code(view))), view.commit)
    return [fact.name for fact in facts if fact.extra.get("exported")]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("lib/shop/dead.rb", ["shut"]),
        ("app/models/dead.rb", []),
        ("shop-testing-support/lib/dead.rb", []),
        ("samples/dead.rb", []),
        ("lib/internal/dead.rb", []),
    ],
)
def test_only_what_a_library_offers_is_exported(path: str, names: list[str]) -> None:
    assert exported({path: CLASS}, {path: CLASS.replace("  def shut\n  end\n", "")}) == names


def test_a_method_that_another_type_gets_is_no_break() -> None:
    before = {"lib/dead.rb": CLASS, "lib/tab.rb": "module Tab\nend\n"}
    without = CLASS.replace("  def refresh(data)\n    1\n  end\n", "")
    elsewhere = "module Tab\n  def refresh(data)\n    store(2)\n  end\nend\n"

    assert exported(before, {"lib/dead.rb": without, "lib/tab.rb": elsewhere}) == []
    assert exported(before, {"lib/dead.rb": without, "lib/tab.rb": "module Tab\nend\n"}) == ["refresh"]


PACKAGE = 'from .glaze import Glaze, Pot\n\n__all__ = ["Glaze", "Pot"]\n'
LESS = 'from .glaze import Pot\n\n__all__ = ["Pot"]\n'
GLAZE = "class Glaze:\n    def fire(self, heat):\n        return heat\n\n\nclass Pot:\n    pass\n"


@pytest.mark.parametrize(
    ("after", "moved"),
    [
        (GLAZE, True),
        (GLAZE.replace("class Glaze:", "class Enamel:"), False),
        (GLAZE[GLAZE.index("class Pot") :], False),
    ],
)
def test_only_what_is_still_defined_can_be_taken_from_where_it_is(
    repo: RepoBuilder, briefs_of: BriefsOf, after: str, moved: bool
) -> None:
    repo.commit("chore: before", {"kiln/__init__.py": PACKAGE, "kiln/glaze.py": GLAZE})
    repo.commit("refactor: glaze", {"kiln/__init__.py": LESS, "kiln/glaze.py": after})
    brief = briefs_of(Importance.HIGH)[0]
    compatibility, advice = words(brief, Section.COMPATIBILITY), words(brief, Section.ADVICE)
    assert "Glaze" in compatibility
    assert ("wherever it is defined" in compatibility) is moved
    assert ("the defining module" in advice) is moved
    assert "Glaze" in advice
