"""What breaks, how it shows and what to do: told where it is proved, and nowhere else."""

from __future__ import annotations

import pytest

from history.briefs import Importance, Section
from tests.support import RepoBuilder
from tests.support.sayings import SERVER, BriefsOf, edited, words


def test_a_removed_exported_class_is_called_a_break(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    exports = "from src.server import Server\n"
    repo.commit("feat: a server", {"src/server.py": SERVER, "src/__init__.py": exports})
    repo.commit("chore: tidy", {"src/server.py": "x = 1\n", "src/__init__.py": ""})
    newest, first = briefs_of()
    assert newest.breaking
    assert not first.breaking
    assert "The public class Server is removed." in words(newest, Section.COMPATIBILITY)
    assert "Server" in words(newest, Section.ADVICE)


def test_what_a_private_module_listed_for_its_own_package_is_no_break(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    repo.commit(
        "feat: a shim",
        {"src/_compat.py": f'{SERVER}\n\n__all__ = [\n    "Server",\n    "build_server",\n]\n'},
    )
    repo.commit("chore: no shim", {"src/_compat.py": "__all__ = []\n"})
    assert not briefs_of()[0].breaking


def test_a_removed_class_that_nothing_exports_is_told_and_called_no_break(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER})
    repo.commit("chore: tidy", {"src/server.py": "x = 1\n"})
    newest, _ = briefs_of()
    assert not newest.breaking
    assert "Removes class Server" in words(newest, Section.SUMMARY)
    assert words(newest, Section.COMPATIBILITY) == ""


def test_a_removed_private_function_breaks_nothing(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: helper", {"src/a.py": "def _helper():\n    return 1\n\n\nx = 1\n"})
    repo.commit("chore: tidy", {"src/a.py": "x = 1\n"})
    assert not briefs_of()[0].breaking


def test_removed_test_code_breaks_nothing(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    test = "class TestServer:\n    def test_start(self):\n        assert True\n"
    repo.commit("test: server", {"tests/test_server.py": test})
    repo.commit("test: none", {"tests/test_server.py": None})
    newest = briefs_of()[0]
    assert not newest.breaking
    assert "test_server.py" in words(newest, Section.SUMMARY)


def test_a_new_required_parameter_is_told_with_its_function(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER})
    repo.commit(
        "feat: names",
        {"src/server.py": SERVER.replace("def build_server(name)", "def build_server(name, device)")},
    )
    newest = briefs_of()[0]
    assert "build_server now takes device." in words(newest, Section.SUMMARY)
    assert not newest.breaking


def test_an_optional_parameter_is_no_break(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER})
    repo.commit(
        "feat: names",
        {"src/server.py": SERVER.replace("def build_server(name)", "def build_server(name, device=None)")},
    )
    newest = briefs_of()[0]
    assert not newest.breaking


def test_a_pinned_version_of_a_build_breaks_nothing(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    image = "FROM base\nARG SDK_VERSION={}\nRUN install $SDK_VERSION\n"
    edited(repo, "chore: newer SDK", {"Dockerfile": (image.format("1.1"), image.format("1.2"))})
    assert not briefs_of()[0].breaking


def test_a_class_that_becomes_a_function_is_not_told_as_gone(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    exports = "from src.server import Server\n"
    function = "def Server(port):\n    return port\n"
    repo.commit("feat: a server", {"src/server.py": SERVER, "src/__init__.py": exports})
    repo.commit("refactor: a function will do", {"src/server.py": function})
    newest = briefs_of()[0]
    assert "Removes class Server" not in words(newest, Section.SUMMARY)
    assert "Server turns from class into function" in words(newest, Section.COMPATIBILITY)
    assert "class Server is removed" not in words(newest, Section.COMPATIBILITY)
    assert "Server from server.py will fail to import" not in words(newest, Section.RISK)


PARSER = 'def build(parser):\n    parser.add_argument("--quick")\n    parser.add_argument("--slow")\n'


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ('    parser.error("give --slow instead of --quick")\n', True),
        ("    # --quick is gone\n", True),
        ('    legacy(parser, "--quick")\n', False),
    ],
)
def test_a_flag_that_only_an_error_message_names_is_gone(
    repo: RepoBuilder, briefs_of: BriefsOf, line: str, gone: bool
) -> None:
    after = PARSER.replace('    parser.add_argument("--quick")\n', line)
    edited(repo, "feat: one speed", {"src/options.py": (PARSER, after)})
    said = words(briefs_of()[0], Section.COMPATIBILITY)
    assert ("--quick is no longer defined" in said) is gone


def test_a_flag_that_a_page_says_is_gone_is_gone(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    after = PARSER.replace('    parser.add_argument("--quick")\n', "")
    files = {
        "src/options.py": (PARSER, after),
        "docs/news.md": ("# News\n", '# News\n\nThe flag "--quick" was removed.\n'),
    }
    edited(repo, "feat: one speed", files)
    assert "--quick is no longer defined" in words(briefs_of()[0], Section.COMPATIBILITY)


CHOICES = 'def build(parser):\n    parser.add_argument("--mode", choices=["plain", {}])\n'


@pytest.mark.parametrize(
    ("before", "after", "compatibility"),
    [
        ('"deep"', '"deep", "wide"', "--mode in options.py now also accepts wide."),
        ('"deep", "wide"', '"deep"', "commands that pass it stop"),
    ],
)
def test_what_a_flag_accepts_is_told_by_its_values(
    repo: RepoBuilder, briefs_of: BriefsOf, before: str, after: str, compatibility: str
) -> None:
    edited(repo, "feat: modes", {"src/options.py": (CHOICES.format(before), CHOICES.format(after))})
    newest = briefs_of()[0]
    assert "wide" in words(newest, Section.SUMMARY)
    assert compatibility in words(newest, Section.COMPATIBILITY)


def test_a_default_where_there_was_none_is_told(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    source = (
        'def build(parser):\n    parser.add_argument("--retry-timeout", type=float, default={0})\n\n\n'
        "class Pool:\n    def __init__(self, timeout={0}):\n        self.timeout = timeout\n"
    )
    edited(repo, "fix: an end to waiting", {"src/options.py": (source.format(None), source.format("60.0"))})
    newest = briefs_of()[0]
    assert "--retry-timeout, which had no default, now defaults to 60.0." in words(newest, Section.SUMMARY)
    assert "deployments that do not set it" in words(newest, Section.COMPATIBILITY)
    assert "takes other arguments" not in words(newest)


def test_nobody_is_told_to_set_what_is_no_longer_known(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    program = (
        "import argparse\n\n\ndef build(parser: argparse.ArgumentParser):\n"
        '    parser.add_argument("--backend", default="{0}", choices=[{1}])\n    return parser\n\n\n'
        'def connect(backend):\n    if backend == "{0}":\n        return None\n    raise ValueError(backend)\n'
    )
    before = program.format("kv_store", '"kv_store", "file"')
    edited(
        repo, "fix: one discovery backend", {"src/cli.py": (before, program.format("etcd", '"etcd", "file"'))}
    )
    assert "kv_store" not in words(briefs_of(Importance.HIGH)[0], Section.ADVICE)


def test_what_others_cannot_import_breaks_nobody(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "package names\n\nfunc Component(name string) string {\n\treturn name\n}\n"
    after = "package names\n\nfunc Resource(name, suffix string) string {\n\treturn name + suffix\n}\n"
    edited(repo, "feat: suffixes", {"operator/internal/names/names.go": (before, after)})
    assert "Component" not in words(briefs_of(Importance.HIGH)[0], Section.COMPATIBILITY)
    edited(repo, "feat: suffixes of others", {"operator/names/names.go": (before, after)})
    assert "Component" in words(briefs_of(Importance.HIGH)[0], Section.COMPATIBILITY)


def test_a_flag_that_lost_its_default_need_not_be_given(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    program = 'import argparse\n\n\ndef build(parser):\n    parser.add_argument("--histogram", {})\n    return parser\n'
    before = program.format('default="auto"')
    edited(repo, "feat: deprecate it", {"src/cli.py": (before, program.format("action=DeprecatedAction"))})
    assert "--histogram" not in words(briefs_of(Importance.HIGH)[0], Section.ADVICE)
    edited(repo, "feat: ask for it", {"src/cli.py": (before, program.format("required=True"))})
    assert "--histogram" in words(briefs_of(Importance.HIGH)[0], Section.ADVICE)


@pytest.mark.parametrize(
    ("path", "before", "after", "name"),
    [
        ("src/a.rs", "pub fn fire(heat: u32) -> u32 {", "pub(crate) fn fire(heat: u32) -> u32 {", "fire"),
        ("kiln/a.go", "func Fire(heat int) int {", "func fire(heat int) int {", "Fire"),
        ("src/a.ts", "export function fire(heat: number) {", "function fire(heat: number) {", "fire"),
        (
            "src/K.java",
            "public class K {\n  public int fire(int heat) {",
            "public class K {\n  private int fire(int heat) {",
            "fire",
        ),
    ],
)
def test_what_is_no_longer_public_is_told_as_that(
    repo: RepoBuilder, briefs_of: BriefsOf, path: str, before: str, after: str, name: str
) -> None:
    head = "package kiln\n\n" if path.endswith(".go") else ""
    end = "\n    return heat + 1;\n}\n" + ("}\n" if path.endswith(".java") else "")
    edited(repo, "refactor: tidy up", {path: (head + before + end, head + after + end)})
    said = words(briefs_of()[0], Section.COMPATIBILITY)
    assert f"{name} is no longer public" in said


def test_what_stands_in_the_impl_of_a_trait_is_no_public_method_that_went(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    kept = "pub struct Glaze;\n"
    gone = "\nimpl PartialEq for Glaze {\n    fn matches(&self, other: &Self) -> bool {\n        true\n    }\n}\n"
    edited(repo, "refactor: tidy up", {"src/a.rs": (kept + gone, kept)})
    assert "matches" not in words(briefs_of()[0], Section.COMPATIBILITY)


def test_what_stands_for_a_module_that_may_be_missing_is_no_constant(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = (
        "try:\n    from kiln import fire, glaze\nexcept ImportError:\n    fire = None\n    glaze = None\n"
    )
    after = "try:\n    from kiln import fire, glaze\nexcept ImportError:\n    glow = 1\n"
    edited(repo, "refactor: tidy up", {"src/a.py": (before, after)})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "Removes constant" not in said
    assert "fire" not in said


@pytest.mark.parametrize(("name", "told"), [("fire", True), ("_fire", False)])
def test_whom_an_error_in_a_private_function_reaches_is_not_known(
    repo: RepoBuilder, briefs_of: BriefsOf, name: str, told: bool
) -> None:
    before = f"def {name}(heat, most):\n    glow = heat + 1\n    return glow\n"
    after = before.replace(
        "    glow", '    if heat > most:\n        raise KilnError("too hot to fire")\n    glow', 1
    )
    edited(repo, "feat: a bound", {"src/a.py": (before, after)})
    newest = briefs_of()[0]
    assert ("KilnError" in words(newest, Section.RISK)) is told


def test_parameters_that_one_holds_now_are_told_with_it(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def fire(kiln, heat=9, hours=2):\n    kiln.fire(heat, hours)\n"
    after = "def fire(kiln, options):\n    kiln.fire(options.heat, options.hours)\n"
    edited(repo, "refactor: options", {"src/a.py": (before, after)})
    assert "now takes options instead of heat and hours" in words(briefs_of()[0], Section.SUMMARY)


def test_commands_that_another_file_runs_now_are_not_told_to_lose_their_flags(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    step = "jobs:\n  a:\n    steps:\n      - run: fire --slow --steady\n"
    action = "runs:\n  using: composite\n  steps:\n    - with:\n        command: fire --slow --steady\n"
    repo.commit("ci: fire", {".github/workflows/a.yml": step})
    repo.commit(
        "ci: share it",
        {
            ".github/workflows/a.yml": step.replace(
                "run: fire --slow --steady", "uses: ./.github/actions/fire"
            ),
            ".github/actions/fire/action.yml": action,
        },
    )
    assert "no longer pass" not in words(briefs_of()[0], Section.SUMMARY)


def test_a_parameter_in_the_place_of_another_is_told_with_it(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "package kiln\n\nfunc Fire(conf Config) int {\n\treturn conf.Heat + 1\n}\n"
    after = before.replace("conf Config", "state *State").replace("conf.Heat", "state.Heat")
    edited(repo, "refactor: state", {"kiln/a.go": (before, after)})
    newest = briefs_of()[0]
    said = words(newest, Section.COMPATIBILITY) + words(newest, Section.SUMMARY)
    assert "Fire now takes state instead of conf" in said, said


def test_a_member_of_a_type_that_nobody_could_name_is_no_less_public(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "struct Kiln {\n    public func fire(heat: Int) -> Int {\n        return heat + 1\n    }\n}\n"
    for head, told in (("", False), ("public ", True)):
        edited(
            repo,
            "refactor: tidy up",
            {"src/a.swift": (head + before, head + before.replace("public func", "func"))},
        )
        assert ("no longer public" in words(briefs_of()[0], Section.COMPATIBILITY)) is told


def test_a_method_that_gives_something_else_was_not_renamed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = (
        "pub struct Kiln;\n\nimpl Kiln {\n    pub fn get_time_series(&self) -> HashMap<String, Vec<Sample>> {\n"
        "        self.pots\n            .iter()\n            .map(|entry| (entry.key().clone(), entry.samples()))\n            .collect()\n    }\n}\n"
    )
    after = (
        before.replace("get_time_series", "get_pot_counts")
        .replace("Vec<Sample>", "usize")
        .replace("samples()", "count()")
    )
    edited(repo, "feat: counts of pots", {"src/kiln.rs": (before, after)})
    said = words(briefs_of()[0], *Section)
    assert "is renamed to" not in said
    assert "use get_pot_counts" not in said


def test_a_parameter_that_came_where_another_went_is_no_exchange(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "class Pool:\n    def __init__(self, size: int, enable_transpose: bool):\n        self.size = size\n        assert not enable_transpose\n"
    after = (
        "class Pool:\n    def __init__(self, size: int, full_pool_class: type | None = None):\n        self.size = size\n"
        "        self.full = full_pool_class or Full\n"
    )
    edited(repo, "feat: page major layout", {"src/pool.py": (before, after)})
    assert "instead of" not in words(briefs_of()[0], Section.COMPATIBILITY)
