"""What classes gain, and modules that are loaded at another time."""

from __future__ import annotations

import pytest

from history.briefs import Importance, Section
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

POTS = "".join(f"class {name}:\n    size = 1\n\n\n" for name in ("Bowl", "Cup", "Plate", "Vase"))
LAZY = "class LazyPot:\n    def __init__(self, make):\n        self.make = make\n"


def test_the_same_method_in_several_classes_is_told_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    after = POTS.replace(
        "    size = 1\n",
        "    size = 1\n\n    def glaze(self, colour):\n        if not colour:\n            return None\n        return self.size * colour\n",
    )
    edited(repo, "feat: colours for every pot", {"src/pots.py": (POTS, after)})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "4 classes gain glaze: Bowl, Cup, Plate and Vase." in said


def test_special_methods_are_told_with_their_class(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    after = LAZY + "\n    def __getitem__(self, key):\n        return self.make()[key]\n"
    edited(repo, "fix: a lazy pot has no entries", {"src/pots.py": (LAZY, after)})
    assert "LazyPot gains __getitem__." in words(briefs_of()[0], Section.SUMMARY)


def test_a_class_that_is_new_gains_nothing(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    new = LAZY + "\n    def __getitem__(self, key):\n        return self.make()[key]\n"
    edited(repo, "feat: lazy pots", {"src/pots.py": ("SIZE = 1\n", "SIZE = 1\n\n\n" + new)})
    assert "gains" not in words(briefs_of()[0], Section.SUMMARY)


@pytest.mark.parametrize(
    ("path", "early", "late"),
    [
        (
            "src/kiln.py",
            "from .glaze import mix\n\n\ndef fire(pot):\n    return mix(pot)\n",
            "def fire(pot):\n    from .glaze import mix\n\n    return mix(pot)\n",
        ),
        (
            "src/kiln.ts",
            "import { mix } from './glaze';\n\nexport async function fire(pot) {\n  return mix(pot);\n}\n",
            "export async function fire(pot) {\n  const { mix } = await import('./glaze');\n  return mix(pot);\n}\n",
        ),
    ],
)
def test_an_import_that_moves_to_its_use_is_told_as_that(
    repo: RepoBuilder, briefs_of: BriefsOf, path: str, early: str, late: str
) -> None:
    name = path.rpartition("/")[2]
    module = ".glaze" if path.endswith("py") else "./glaze"
    edited(repo, "perf: load the glaze late", {path: (early, late)})
    edited(repo, "perf: load the glaze early", {path: (late, early)})
    told = [words(brief, Section.SUMMARY) for brief in briefs_of(Importance.MEDIUM)]
    wanted = {
        f"{name} now imports {module} only on use, no longer at load time.",
        f"{name} now imports {module} at load time, no longer only on use.",
    }
    assert all(any(one in said for said in told) for one in wanted), told


def test_an_import_under_a_condition_at_the_top_is_no_use(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "from .glaze import mix\n\n\ndef fire(pot):\n    return mix(pot)\n"
    after = before.replace(
        "from .glaze import mix\n", "try:\n    from .glaze import mix\nexcept ImportError:\n    mix = None\n"
    )
    edited(repo, "fix: glaze is optional", {"src/kiln.py": (before, after)})
    assert "load time" not in words(briefs_of()[0], Section.SUMMARY)


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        (
            "Sources/Kiln.swift",
            "public struct Kiln {\n    let heat: Int\n}\n",
            "public struct Kiln {\n    let heat: Int\n}\n\nextension Kiln: Equatable, Sendable {}\n",
            "Kiln now implements Equatable and Sendable.",
        ),
        (
            "src/kiln.rs",
            "pub struct Kiln {\n    heat: u32,\n}\n",
            "pub struct Kiln {\n    heat: u32,\n}\n\nimpl Drop for Kiln {\n    fn drop(&mut self) {\n        self.cool();\n    }\n}\n",
            "Kiln now implements Drop.",
        ),
        (
            "src/kiln.cpp",
            "int fire(int heat) {\n  heat += 1;\n  heat *= 2;\n  return heat;\n}\n",
            "int fire(int heat) {\n#if defined(HAS_GAS)\n  heat += 1;\n  heat *= 2;\n#endif\n  return heat;\n}\n",
            "kiln.cpp now compiles 2 lines only where defined(HAS_GAS) holds.",
        ),
        (
            "src/kiln.cpp",
            "int fire(int heat) {\n#ifdef HAS_GAS\n  heat += 1;\n#endif\n  return heat;\n}\n",
            "int fire(int heat) {\n  heat += 1;\n  return heat;\n}\n",
            "kiln.cpp now compiles 1 line whether HAS_GAS holds or not.",
        ),
        (
            "src/kiln.py",
            "class Kiln:\n    def fire(self, pot, heat):\n        return pot, heat\n",
            "class Kiln:\n    def fire(self, pot, heat=900):\n        return pot, heat\n",
            "heat of fire may now be left out: it is 900 then.",
        ),
    ],
)
def test_declarations_of_one_line_are_told(
    repo: RepoBuilder, briefs_of: BriefsOf, path: str, before: str, after: str, said: str
) -> None:
    edited(repo, "fix: what the kiln is", {path: (before, after)})
    assert said in words(briefs_of()[0], Section.SUMMARY)


def test_a_type_that_is_new_implements_what_it_does_from_the_start(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    after = "pub struct Pot;\n\npub struct Kiln;\n\nimpl Drop for Kiln {\n    fn drop(&mut self) {\n        cool();\n    }\n}\n"
    edited(repo, "feat: a kiln", {"src/kiln.rs": ("pub struct Pot;\n", after)})
    assert "now implements" not in words(briefs_of()[0], Section.SUMMARY)


def test_what_only_moved_is_implemented_as_before(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    drop = "impl Drop for Kiln {\n    fn drop(&mut self) {\n        cool();\n    }\n}\n"
    first, second = "pub fn fire() {}\n\n", "pub fn cool() {}\n\n"
    edited(
        repo, "refactor: cooling", {"src/a.rs": (first + drop, first), "src/b.rs": (second, second + drop)}
    )
    assert "implements" not in words(briefs_of()[0], Section.SUMMARY)
