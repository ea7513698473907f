"""Feature switches: defined, asked for by name, built by; on or off by default."""

from __future__ import annotations

import pytest

from classifier.facts.feature_switches import Switches
from tests.support.facts import FactsOf

CARGO = '[package]\nname = "a"\n\n[features]\ndefault = ["metrics"]\nmetrics = []\ncuda = ["dep:cudarc"]\n'
COMES = [
    ("Cargo.toml", "[features]\nblock-manager = []\n", "block-manager", "definition"),
    ("CMakeLists.txt", 'option(USE_FAST_PATH "Take the short way" ON)\n', "USE_FAST_PATH", "definition"),
    ("x.cmake", 'set(WITH_GPU OFF CACHE BOOL "gpu")\n', "WITH_GPU", "definition"),
    ("a.py", "ENABLE_PREFETCH = True\n", "ENABLE_PREFETCH", "definition"),
    ("a.py", "CACHE_ENABLED: bool = False\n", "CACHE_ENABLED", "definition"),
    ("a.rs", "pub const ENABLE_TRACE: bool = false;\n", "ENABLE_TRACE", "definition"),
    ("a.ts", "export const ENABLE_ASYNC = true;\n", "ENABLE_ASYNC", "definition"),
    ("A.java", "  public static final boolean FEATURE_X = true;\n", "FEATURE_X", "definition"),
    ("a.h", "#define ENABLE_FP8 1\n", "ENABLE_FP8", "definition"),
    ("a.cu", "constexpr bool ENABLE_PDL = true;\n", "ENABLE_PDL", "definition"),
    ("a.go", "const enableBatching = true\n", "enableBatching", "definition"),
    (
        "gates.go",
        "\tInPlaceResize: {Default: true, PreRelease: featuregate.Beta},\n",
        "InPlaceResize",
        "definition",
    ),
    ("a.py", 'if feature_enabled("new-router"):\n    pass\n', "new-router", "read"),
    ("a.py", 'on = client.bool_variation("new-router", user, False)\n', "new-router", "read"),
    ("a.py", 'if flag_is_active(request, "new-router"):\n    pass\n', "new-router", "read"),
    ("a.ts", "const on = useFeatureFlag('new-router');\n", "new-router", "read"),
    ("a.ts", "if (unleash.isEnabled('new-router')) go();\n", "new-router", "read"),
    ("a.go", 'on, _ := client.BoolVariation("new-router", ctx, false)\n', "new-router", "read"),
    ("a.rb", "if Flipper.enabled?(:new_router)\nend\n", "new_router", "read"),
    ("A.java", 'if (client.getBooleanValue("new-router", false)) {}\n', "new-router", "read"),
    ("a.go", "//go:build enterprise && linux\n\npackage a\n", "enterprise", "tag"),
]


@pytest.mark.parametrize("case", COMES, ids=lambda case: f"{case[0]} {case[2]}")
@pytest.mark.parametrize("whole", [True, False])
def test_a_switch_comes_and_goes(told_by: FactsOf, case: tuple[str, str, str, str], whole: bool) -> None:
    path, text, name, role = case
    (come,) = told_by(Switches(), "", text, path=path, whole=whole)
    (gone,) = told_by(Switches(), text, "", path=path, whole=whole)
    assert (come.kind, come.name, come.extra["role"]) == ("feature_switch.added", name, role)
    assert (gone.kind, gone.name) == ("feature_switch.removed", name)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", 'x = "ENABLE_PREFETCH = True"\n# ENABLE_PREFETCH = True\n'),
        ("a.py", 'ENABLE_PREFETCH = os.getenv("ENABLE_PREFETCH") == "1"\n'),
        ("a.py", "ENABLED = True\nMAX_SIZE = 3\nDEBUG = True\n"),
        ("a.py", "if feature_enabled(name):\n    pass\n"),
        ("a.py", 'logger.isEnabledFor("new-router")\nwidget.is_enabled("new-router")\n'),
        ("a.py", "def feature_enabled(name):\n    pass\n"),
        ("a.go", "//go:build linux && amd64 && go1.21\n\npackage a\n"),
        ("a.go", "// see go:build enterprise\npackage a\n"),
        ("a.rs", 'let s = "cfg(feature = x)";\n'),
        (
            "a.rs",
            '#[cfg(all(test, feature = "x"))]\n#[cfg(not(feature = "y"))]\n#[cfg(any(unix, feature = "z"))]\n',
        ),
        ("a.rs", '#[cfg_attr(feature = "profile", inline(never))]\nfn f() {}\n'),
        ("Cargo.toml", '[dependencies]\ntokio = { version = "1", features = ["full"] }\n'),
        ("tests/test_a.py", "ENABLE_PREFETCH = True\n"),
        ("docs/a.md", 'feature_enabled("new-router")\n'),
        ("CMakeLists.txt", '# option(USE_FAST_PATH "x" ON)\nset(FILES a.c)\n'),
    ],
)
def test_near_misses(told_by: FactsOf, path: str, text: str) -> None:
    assert told_by(Switches(), {}, {path: text}) == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("a.py", "ENABLE_PREFETCH = False\n", "ENABLE_PREFETCH = True\n"),
        ("CMakeLists.txt", 'option(FAST "x" OFF)\n', 'option(FAST "x" ON)\n'),
        ("a.h", "#define ENABLE_FP8 0\n", "#define ENABLE_FP8 1\n"),
        (
            "gates.go",
            "\tX9: {Default: false, PreRelease: featuregate.Alpha},\n",
            "\tX9: {Default: true, PreRelease: featuregate.Beta},\n",
        ),
        ("Cargo.toml", CARGO, CARGO.replace('["metrics"]', '["metrics", "cuda"]')),
        ("Cargo.toml", CARGO, CARGO.replace('["metrics"]', '[\n  "metrics",\n  "cuda",\n]')),
    ],
)
def test_a_default_is_flipped(told_by: FactsOf, path: str, old: str, new: str) -> None:
    for before, after, state in ((old, new, "on"), (new, old, "off")):
        (fact,) = told_by(Switches(), before, after, path=path)
        assert (fact.kind, fact.extra["state"]) == ("feature_switch.default_changed", state)


def test_a_new_cargo_feature_says_that_it_is_on(told_by: FactsOf) -> None:
    new = CARGO.replace('["metrics"]', '["metrics", "fast"]') + "fast = []\n"
    (fact,) = told_by(Switches(), CARGO, new, path="Cargo.toml")
    assert (fact.kind, fact.name, fact.extra["state"]) == ("feature_switch.added", "fast", "on")


def test_code_behind_a_feature_is_a_use_unless_the_commit_defines_it(told_by: FactsOf) -> None:
    code = '#[cfg(all(feature = "cuda", unix))]\nmod gpu;\n'
    (fact,) = told_by(Switches(), {}, {"src/lib.rs": code})
    assert (fact.kind, fact.name, fact.extra["what"]) == ("feature_switch.changed", "cuda", "added")
    both = told_by(Switches(), {}, {"src/lib.rs": code, "Cargo.toml": "[features]\ncuda = []\n"})
    assert [each.kind for each in both] == ["feature_switch.added"]
