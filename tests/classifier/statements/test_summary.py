"""The summary: what a commit did, by name, the most telling first."""

from __future__ import annotations

import pytest

from history.briefs import Importance, Section
from tests.support import RepoBuilder
from tests.support.sayings import SERVER, BriefsOf, edited, words


def test_a_summary_names_what_came_and_went(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("feat: a server", {"src/server.py": SERVER})
    repo.commit("refactor: a client instead", {"src/server.py": "class HttpClient:\n    pass\n"})
    newest, _ = briefs_of()
    said = words(newest, Section.SUMMARY)
    assert "Removes class Server" in said


def test_a_small_edit_is_said_exactly(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("docs: guide", {"docs/guide.md": "Run kubectl port-forward svc/old-name 80\n"})
    repo.commit("docs: name", {"docs/guide.md": "Run kubectl port-forward svc/new-name 80\n"})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert said == "In guide.md, svc/old-name is now svc/new-name."


def test_of_small_edits_that_is_said_which_the_author_means(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "# KV-aware routing\nmode = plain\nretry = slow\n"
    after = "# KV-Aware Routing\nmode = plain2\nretry = swift\n"
    edited(repo, "chore: choose the swift retry", {"notes.cfg": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "swift" in said
    assert "Aware" not in said


def test_prose_in_a_docstring_is_not_the_edit_that_is_shown(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    source = 'def socket_path(device):\n    """Find it.\n\n    The path is {} by the driver.\n    """\n    return {}\n'
    before, after = source.format("guessed", '"/run/a"'), source.format("resolved", '"/run/b"')
    edited(repo, "fix: the path is resolved", {"src/paths.py": (before, after)})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "resolved" not in said.replace(
        "“The path is resolved by the driver” (comment at socket_path).", ""
    )


def test_flags_of_two_programs_are_not_mixed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    program = (
        "import argparse\n\n\ndef build():\n    parser = argparse.ArgumentParser()\n"
        '    parser.add_argument("{}")\n    return parser\n'
    )
    repo.commit("chore: begin", {"README.md": "# x\n"})
    files = {"src/server.py": program.format("--device"), "src/client.py": program.format("--target")}
    repo.commit("feat: two programs", files)
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "--device in server.py" in said
    assert "--target in client.py" in said


def test_a_new_package_comes_first_with_its_size(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    body = "".join(f"def step_{number}():\n    return {number}\n\n\n" for number in range(60))
    repo.commit("chore: begin", {"README.md": "# x\n"})
    repo.commit(
        "feat: memory", {"lib/memory/__init__.py": "", "lib/memory/a.py": body, "lib/memory/b.py": "x = 1\n"}
    )
    said = words(briefs_of()[0], Section.SUMMARY)
    assert said.startswith("Adds the package lib/memory (3 files, ")


BODY = "def fetch(block):\n    found = read(block)\n    if found.size >= 10:\n        found.trim()\n    return found\n"


def test_a_value_that_was_only_aligned_otherwise_did_not_change(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    source = 'package p\n\nconst (\n\tsmall{} = "s"\n\tlarge = "l"\n)\n'
    edited(repo, "chore: align", {"p.go": (source.format(""), source.format("  "))})
    assert "goes from" not in words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)


def test_a_version_that_moves_in_several_files_moves_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    files = {f"requirements-{name}.txt": ("glaze==1.0\n", "glaze==1.1\n") for name in "abcdef"}
    edited(repo, "chore: newer glaze", files)
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "glaze moves from ==1.0 to ==1.1." in said


def test_a_new_base_is_named(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    source = "class Kiln(Oven{}):\n    pass\n"
    edited(repo, "feat: kilns stop", {"src/kiln.py": (source.format(""), source.format(", Stoppable"))})
    assert "Kiln now also builds on Stoppable." in words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)


WRAPPED = "def load(config):\n    found = Model(\n        config,\n    )\n    return found\n"


@pytest.mark.parametrize(
    ("path", "before", "after", "only"),
    [
        ("src/a.py", WRAPPED, WRAPPED.replace("(\n        config,\n    )", "(config)"), True),
        ("src/a.go", "package a\n\nvar x=1\n", "package a\n\nvar x = 1\n", True),
        ("src/a.py", WRAPPED, WRAPPED.replace("    return", "        return"), False),
        ("src/a.py", 'x = "a  b"\n', 'x = "a b"\n', False),
        ("src/a.py", "x = (1,)\n", "x = (1)\n", False),
        ("deploy/a.yaml", "a:\n  b: 1\nc: 2\n", "a:\n  b: 1\n  c: 2\n", False),
    ],
)
def test_what_is_only_laid_out_otherwise_is_said_to_be(
    repo: RepoBuilder, briefs_of: BriefsOf, path: str, before: str, after: str, only: bool
) -> None:
    edited(repo, "style: format", {path: (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert said.startswith("Only line breaks and spaces change in") is only


def test_a_news_fragment_is_no_page(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("chore: begin", {"src/blocks.py": BODY})
    fragment = '---\n"kit": patch\n---\n\nfix: sizes\n'
    repo.commit("fix: sizes", {"src/blocks.py": BODY.replace(">= 10", "> 10"), ".changeset/a-b.md": fragment})
    said = words(briefs_of(Importance.HIGH)[0])
    assert "page" not in said
    assert "documentation" not in said


def test_a_file_that_was_named_is_not_pointed_to_again(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    edited(
        repo,
        "chore: retry",
        {"deploy/a/app.yaml": ("server:\n  port: 1\n", "server:\n  port: 1\n  retries: 3\n")},
    )
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert said == "app.yaml now sets retries."


def test_a_new_program_is_told_by_what_its_head_says(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    script = (
        '"""Turns recorded telemetry into traces that can be replayed."""\n\nimport argparse\n\n\ndef main():\n'
        '    parser = argparse.ArgumentParser()\n    parser.add_argument("--input-file")\n'
    )
    repo.commit("chore: begin", {"README.md": "# x\n"})
    repo.commit("feat: telemetry conversion", {"benchmarks/convert.py": script})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert said.startswith(
        "Adds file convert.py: “Turns recorded telemetry into traces that can be replayed.”"
    )


def test_a_value_that_only_got_a_name_did_not_change(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def take(count=64):\n    return count\n"
    after = "BLOCK_SIZE = 64\n\n\ndef take(count=BLOCK_SIZE):\n    return count\n"
    edited(repo, "refactor: name the block size", {"src/take.py": (before, after)})
    assert "from 64" not in words(briefs_of()[0], Section.SUMMARY)
    edited(repo, "fix: smaller blocks", {"src/take.py": (before, after.replace("= 64", "= 32"))})
    assert "from 64 to BLOCK_SIZE" in words(briefs_of()[0], Section.SUMMARY)


def test_tests_inside_a_program_do_not_tell_what_it_does(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "pub fn status(code: u16) -> u16 {\n    code\n}\n\n#[cfg(test)]\nmod tests {\n}\n"
    after = (
        "pub fn status(code: u16) -> u16 {\n    code.min(599)\n}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n"
        "    fn caps() {\n        // Status codes beyond the range must be capped, otherwise clients fail on them.\n"
        "        assert_eq!(super::status(700), 599);\n    }\n}\n"
    )
    edited(repo, "fix: cap the status code", {"src/status.rs": (before, after)})
    assert "Status codes beyond" not in words(briefs_of()[0], Section.SUMMARY)


def test_options_of_a_class_are_no_bases(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    body = ":\n    temperature: float = 1.0\n"
    edited(
        repo,
        "feat: sampling parameters are a struct",
        {
            "src/params.py": (
                f"class Params{body}",
                f"class Params(Struct, kw_only=True, omit_defaults=True){body}",
            )
        },
    )
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "Params now also builds on Struct." in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ENV APP_PORT=8081\nCOPY LICENSE /app/\n", "Dockerfile gets COPY LICENSE /app/."),
        ("RUN build \\\n    --quick\n", "Commands in Dockerfile now pass --quick."),
    ],
)
def test_a_file_that_is_read_line_by_line_is_told_by_its_line(
    repo: RepoBuilder, briefs_of: BriefsOf, line: str, said: str
) -> None:
    head = "FROM scratch\n"
    first = line.split("\n", 1)[0].removesuffix("\\")
    edited(repo, "chore: the image", {"Dockerfile": (f"{head}{first}\n", f"{head}{line}")})
    assert said in words(briefs_of(Importance.LOW)[0], Section.SUMMARY)


def test_a_decorator_that_stands_over_a_part_of_the_function_now_is_not_gone(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    body = "    best = scores.top(k)\n    rest = scores.rest(k)\n    return best, rest, k\n"
    repo.commit("feat: start", {"pick.py": f"@compiled(dynamic=True)\ndef pick(scores, k):\n{body}"})
    repo.commit(
        "perf: the first step is not compiled",
        {
            "pick.py": f"@compiled(dynamic=True)\ndef pick_later(scores, k):\n{body}\n\n"
            "def pick(scores, k):\n    if k == 0:\n        return scores.first()\n    return pick_later(scores, k)\n"
        },
    )
    rules = {one.rule for one in briefs_of()[0].statements}
    assert not any("decorator" in rule for rule in rules), rules


def test_a_version_that_is_required_is_set(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "[options]\npackages = find:\n"
    after = before + "python_requires = >=3.6\n"
    edited(repo, "build: python requires", {"setup.cfg": (before, after)})
    assert "depends on" not in words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)


def test_the_code_of_a_documentation_site_says_nothing(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "export default {\n  head: [\n    [\n      'script',\n      { src: 'https://example.org/count.js', defer: '' },\n    ],\n  ],\n}\n"
    after = "export default {\n  head: [],\n}\n"
    edited(repo, "docs: count nobody", {"docs/.site/config.ts": (before, after)})
    assert "no longer says" not in words(briefs_of(Importance.LOW)[0], Section.SUMMARY)


TWO = "from dataclasses import dataclass\n\n\n@dataclass\nclass Split:\n    size: int\n{}\n\n@dataclass\nclass Meta:\n    host: str\n{}"


def test_a_field_that_another_class_has_now_is_handed_over(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    fields = "    state_indices: list[int]\n    cache_offset: int\n"
    edited(repo, "refactor: meta", {"src/a.py": (TWO.format(fields, ""), TWO.format("", fields))})
    said = words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
    assert "hands its fields cache_offset and state_indices over to Meta" in said.replace(
        "state_indices and cache_offset", "cache_offset and state_indices"
    )
    assert "emoves field" not in said


def test_a_field_with_a_short_name_is_handed_over_where_its_type_stays(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    edited(
        repo,
        "refactor: meta",
        {"src/a.py": (TWO.format("    owner: int\n", ""), TWO.format("", "    owner: int\n"))},
    )
    said = words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)
    assert "hands its field owner over to Meta" in said
    assert "dds field" not in said
    edited(
        repo,
        "refactor: meta",
        {"src/b.py": (TWO.format("    owner: int\n", ""), TWO.format("", "    owner: str\n"))},
    )
    assert "over to Meta" not in words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)


def test_a_picture_in_another_format_is_not_gone(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    repo.commit("a", {"docs/mark.txt": "one\ntwo\nthree\n"})
    repo.commit("chore: mark", {"docs/mark.txt": None, "docs/mark.svg": "<svg/>\n"})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "docs/mark.txt gives way to docs/mark.svg" in said
    assert "is gone" not in said


def test_another_name_of_a_class_is_no_constant(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "class OldArgs:\n    size = 4\n\n    def parse(self, text):\n        return text.split()\n"
    after = (
        before.replace("OldArgs", "ServerArgs").replace("size = 4", "size = 8\n    depth = 3")
        + "\n\nOldArgs = ServerArgs\n"
    )
    edited(repo, "refactor: names", {"src/a.py": (before, after)})
    said = words(briefs_of(Importance.HIGH)[0])
    assert "constant" not in said


def test_what_a_thing_is_for_is_told_without_the_lists_and_fields_below_it(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    source = (
        "def begin():\n    return 0\n\n\n"
        'class Drainer:\n    """Empties the shelves of the kiln for pots that wait too long. It tracks:\n'
        '    - Number of the pots that wait for each shelf\n    - Longest wait of a pot for the shelf it needs\n    """\n\n'
        "    def drain(self, shelf):\n"
        '        """Takes every pot off a shelf that nobody waits for.\n\n        Pots that are still hot stay where they are.\n\n'
        '        :param shelf: one of the kiln with the number that is on it.\n        """\n        return shelf\n'
    )
    edited(repo, "feat: empty the shelves", {"src/drain.py": ("def begin():\n    return 0\n", source)})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "“Empties the shelves of the kiln for pots that wait too long.”" in said
    assert (
        "“Takes every pot off a shelf that nobody waits for. Pots that are still hot stay where they are.”"
        in said
    )


def test_a_function_that_changed_only_in_a_class_inside_it_is_not_counted_beside_its_method(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    lines = "".join(f"                heat.step_{number}()\n" for number in range(9))
    before = (
        "class Kiln:\n    def model(self):\n        class Inner:\n            def fire(self, heat):\n"
        f"{lines}                return heat\n        return Inner()\n"
    )
    after = before.replace("step_4()", "step_4(self.pots[heat.index])")
    edited(repo, "chore: adapt", {"kiln.py": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "more" not in said
    assert "model" not in said


def test_that_only_comments_change_is_not_said_of_one_function_beside_code(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    old = (
        "def fill(cup):\n    # pours\n    return cup\n\n\ndef clear(cup):\n    cup.left = 4\n    return cup\n"
    )
    edited(repo, "fix: cups", {"src/a.py": (old, old.replace("pours", "pours it"))})
    assert "Only comments" in words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    edited(
        repo,
        "fix: cups",
        {"src/b.py": (old, old.replace("pours", "pours it").replace("left = 4", "left = 5"))},
    )
    assert "Only comments" not in words(briefs_of(Importance.HIGH)[0], Section.SUMMARY)


def test_of_a_small_commit_the_second_change_of_its_file_is_told_too(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "class Kiln:\n    def load(self, pot):\n        if self.fixed:\n            return self.fire(pot, kind=Kind.WARM_GLAZE)\n        return self.fire(pot, kind=Kind.WARM_GLAZE)\n"
    after = before.replace("if self.fixed:", 'if self.fixed and self.fuel == "gas":').replace(
        "WARM_GLAZE", "COLD_GLAZE"
    )
    edited(repo, "fix: pots in gas kilns", {"src/kiln.py": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert 'fuel is "gas"' in said
    assert "COLD_GLAZE" in said


def test_the_pin_of_another_project_opens_no_larger_commit(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    pins = "FetchContent_Declare(\n  kiln\n  GIT_REPOSITORY https://kiln.example/kiln\n  GIT_TAG {}\n)\n"
    old, new = ("".join(f"{tail}{n}c{n}" for n in range(10)) for tail in "ab")
    code = "def fire(pot):\n    return pot\n"
    more = code + "".join(f"\n\ndef sparse_decode_{n}(pot, heat):\n    return pot, heat\n" for n in range(8))
    edited(
        repo,
        "Sgl oven (#12)",
        {"cmake/kiln.cmake": (pins.format(old), pins.format(new)), "src/kiln.py": (code, more)},
    )
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert not said.startswith("kiln goes from")
    assert "sparse_decode" in said
