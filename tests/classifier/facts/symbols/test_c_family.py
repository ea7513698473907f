"""What is said of changed C++ and CUDA: one file, one change at a time, with the near misses that must stay silent."""

from __future__ import annotations

import pytest

from tests.support.facts import FactsOf

CPP = """\
#pragma once
#define LIMIT 10
#define KEEP(x) (x)

namespace store {

/// Keeps things.
class Store : public Base {
 public:
  explicit Store(int size, bool fast = true);
  bool open(const std::string& name);

 private:
  int size_ = 4;
};

enum class Mode { Fast, Slow };

inline bool Store::open(const std::string& name) {
  check(name);
  return size_ > LIMIT;
}

static void check(const std::string& name) {}

}  // namespace store
"""

CUDA = """\
__global__ void scale(float* out, const float* in, int n) {
  int i = blockIdx.x;
  out[i] = in[i];
}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("LIMIT 10", "LIMIT 20", ("constant.value_changed", "", "LIMIT")),
        ("int size_ = 4", "long size_ = 4", ("field.type_changed", "store::Store", "size_")),
        ("fast = true", "fast = false", ("parameter.default_changed", "store::Store::Store", "fast")),
        ("Fast, Slow", "Fast, Slow, Idle", ("variant.added", "store::Mode", "Idle")),
        ("static void check", "void check", ("function.visibility_changed", "store", "check")),
        ("  check(name);\n", "", ("method.changed", "store::Store", "open")),
        ("KEEP(x) (x)", "KEEP(x, y) (x)", ("macro.signature_changed", "", "KEEP")),
    ],
)
def test_change_is_named(facts_of_edit: FactsOf, old: str, new: str, expected: tuple[str, str, str]) -> None:
    facts = facts_of_edit("store.hpp", CPP, old, new)
    assert expected in [(fact.kind, fact.owner, fact.name) for fact in facts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#pragma once\n", "#pragma once\n#include <string>\n"),
        ("}  // namespace store", "}"),
    ],
)
def test_what_is_no_change_of_code_is_silent(facts_of_edit: FactsOf, old: str, new: str) -> None:
    facts = facts_of_edit("store.hpp", CPP, old, new)
    assert [fact.kind for fact in facts if fact.extra.get("what") != "comments"] == []


def test_public_follows_the_rules_of_the_language(facts_of: FactsOf) -> None:
    public, private = {"Store", "open", "LIMIT", "Fast"}, {"check", "size_"}
    found = {fact.name: fact.public for fact in facts_of({}, {"store.hpp": CPP})}
    assert {name for name in public | private if found[name]} == public


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("int n)", "size_t n)", ("parameter.type_changed", "scale", "n")),
        ("out[i] = in[i]", "out[i] = 2 * in[i]", ("function.changed", "", "scale")),
    ],
)
def test_change_in_cuda_is_named(
    facts_of_edit: FactsOf, old: str, new: str, expected: tuple[str, str, str]
) -> None:
    facts = facts_of_edit("scale.cu", CUDA, old, new)
    assert expected in [(fact.kind, fact.owner, fact.name) for fact in facts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  int i = blockIdx.x;\n", "  // index\n\n  int i = blockIdx.x;\n"),
    ],
)
def test_what_is_no_change_of_cuda_code_is_silent(facts_of_edit: FactsOf, old: str, new: str) -> None:
    facts = facts_of_edit("scale.cu", CUDA, old, new)
    assert [fact.kind for fact in facts if fact.extra.get("what") != "comments"] == []
