"""Small commits, documents and tests: what came or went is said, where a list of files was all that there was."""

from __future__ import annotations

import pytest

from history.briefs import Importance, Section
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

LIST = "# Friends\n\n- [one](https://one.example): reads logs.\n- [two](https://two.example): writes [Logs].\n\nText.\n"
RUST = "/// Where it is.\npub struct Place;\n\nimpl Place {\n    pub fn kind(&self) -> u8 {\n        1\n    }\n}\n"
PYTHON = "import torch\n\n\n@torch.compile(dynamic=True)\ndef counts(x):\n    return x\n"


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        (
            "FRIENDS.md",
            LIST,
            LIST.replace("\nText", "- [three](https://three.example): sorts them all.\n\nText"),
            "FRIENDS.md gets the entry “three: sorts them all”.",
        ),
        (
            "FRIENDS.md",
            LIST,
            LIST.replace("- [one](https://one.example): reads logs.\n", ""),
            "FRIENDS.md loses the entry “one: reads logs”.",
        ),
        (
            "a.rs",
            RUST.replace("Where it is", "See [it](https://one.example) for more"),
            RUST.replace("Where it is", "See [it](https://two.example) for more"),
            "The link “it” of a.rs now leads to https://two.example, where it led to https://one.example.",
        ),
        (
            "bench/times.json",
            '{\n  "step_ms": {\n    "1": 485.88,\n    "2": 477.59,\n    "3": 475.58\n  }\n}\n',
            '{\n  "step_ms": {\n    "1": 485.88,\n    "2": 721.2,\n    "3": 475.58\n  }\n}\n',
            '"2": 477.59 is now "2": 721.2',
        ),
        ("a.rs", RUST, RUST.replace("Where it is", "Where he is"), "“Where it is” is now “Where he is”"),
        (
            "a.rs",
            RUST,
            RUST.replace("    pub fn", "    #[must_use]\n    pub fn"),
            "kind gets #[must_use].",
        ),
        (
            "a.rs",
            RUST,
            RUST.replace("pub struct", "#[deprecated(note = \"there is no place any more\")]\npub struct"),
            "Deprecates Place.",
        ),
        (
            "a.rs",
            RUST.replace("pub struct", "#[derive(Clone, Debug)]\npub struct"),
            RUST.replace("pub struct", "#[derive(Clone, Debug, Serialize)]\npub struct"),
            "Place now derives Serialize.",
        ),
        (
            "a.py",
            PYTHON,
            PYTHON.replace("dynamic=True", ""),
            "counts has @torch.compile(), where it had @torch.compile(dynamic=True).",
        ),
    ],
)  # fmt: skip
def test_a_small_change_is_told_by_its_lines(
    repo: RepoBuilder, briefs_of: BriefsOf, path: str, before: str, after: str, said: str
) -> None:
    edited(repo, "chore: mend it", {path: (before, after)})
    assert said in words(briefs_of(Importance.LOW)[0], Section.SUMMARY)


def test_lines_in_another_order_are_no_news(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "use a::{\n    One,\n    Two,\n};\n"
    edited(repo, "style: order", {"src/a.rs": (before, "use a::{\n    Two,\n    One,\n};\n")})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "gets" not in said
    assert "loses" not in said


STARTS = 'import pytest\n\n\n@pytest.mark.skipif(not GPU, reason="this machine has no such card")\n'
CASES = "def test_same_block_for_same_prefix():\n    assert 1\n\n\ndef test_long_prompts_are_cut_in_two():\n    assert 1\n"


def test_tests_never_lead_where_the_program_changed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    head = '"""Blocks are never shared by prompts that differ in a single token of theirs."""\n\n'
    cases = "\n\n".join(f"def test_blocks_{number}():\n    assert {number}\n" for number in range(12))
    program = ("def share(prompt, other):\n    return True\n", "def share(prompt, other):\n    if prompt != other:\n        return False\n    return True\n")  # fmt: skip
    edited(
        repo,
        "fix: blocks of prompts",
        {"src/share.py": program, "tests/test_share.py": ("", head + STARTS + cases)},
    )
    said = words(briefs_of()[0], Section.SUMMARY)
    assert said.index("prompt differs from other") < (said + "test_").index("test_")
    assert not said.startswith(("Adds file", "“Blocks", "The new tests"))


def test_a_changed_test_says_what_it_does_now(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def test_size():\n    assert size(4) == 16\n"
    edited(repo, "test: sizes", {"tests/test_size.py": (before, before.replace("16", "32"))})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "16" in said
    assert "32" in said


def test_code_that_samples_is_no_example(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def pick(rows):\n    return rows[0]\n"
    edited(
        repo,
        "feat: pick",
        {"engine/v1/sample/ops.py": (before, before + "\n\ndef keep(rows):\n    return rows\n")},
    )
    assert "keep" in words(briefs_of()[0], Section.SUMMARY)


def test_a_word_of_the_title_that_no_sentence_has_is_told_by_its_line(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = 'register(time=10, suite="every-commit")\n\n\ndef test_ring():\n    launch(["--size", "4"])\n'
    after = before.replace("every-commit", "nightly").replace('"4"]', '"4", "--wait", "9"]')
    edited(repo, "test: ring test to nightly", {"tests/test_ring.py": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "nightly" in said
    assert "every-commit" in said


def test_the_beginning_of_a_statement_is_no_line_to_show(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "impl A {\n    fn set(&mut self, value: V) {\n        self.name = if let Ok(name) = value.into() {\n            Some(name)\n        } else {\n            None\n        };\n    }\n}\n"
    after = before.replace("if let Ok(name) = value.into() {", "match value.into() {").replace(
        "            Some(name)\n        } else {\n            None\n",
        "            Ok(name) if name.is_text() => Some(name),\n            _ => None,\n",
    )
    edited(repo, "fix: only text", {"src/a.rs": (before, after)})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "name.is_text()" in said
    assert "match value.into() {" not in said


def test_a_line_that_goes_on_below_is_no_line_to_show(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "fn set(order: &Order) -> Result<(), Error> {\n    Ok(())\n}\n"
    after = before.replace(
        "    Ok",
        "    if let Some(field) = order\n        .fields\n        .first()\n    {\n        drop(field);\n    }\n    Ok",
    )
    edited(repo, "fix: fields", {"src/a.rs": (before, after)})
    assert "Some(field) = order." not in words(briefs_of()[0], Section.SUMMARY)


def test_words_without_spaces_are_shown_around_what_changed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "欢迎查看我们的提交活动，并且每月都有新贡献者加入这个项目，它是增长最快的开源推理项目之一。\n"
    edited(repo, "docs: wording", {"README.md": (before, before.replace("每月", "每周"))})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "每月" in said
    assert "每周" in said
    assert "欢迎查看" not in said


def test_a_new_error_speaks_for_the_program_where_only_tests_have_names(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "fn check(order: &Order) -> Result<(), Error> {\n    first(order)\n}\n"
    after = (
        "fn check(order: &Order) -> Result<(), Error> {\n    if let Some(field) = order\n        .fields\n        .iter()\n"
        "        .find(|one| one.is_odd())\n    {\n        return Err(Error::of(\n"
        '            format!("the field {field} is not supported by this kind of order"),\n        ));\n    }\n    first(order)\n}\n'
    )
    cases = "".join(
        f"    #[test]\n    fn odd_fields_{number}() {{\n        assert!({number});\n    }}\n"
        for number in range(20)
    )
    tests = f"\n#[cfg(test)]\nmod tests {{\n{cases}}}\n"
    edited(repo, "fix: odd fields", {"src/check.rs": (before, after + tests)})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert not said.startswith("Adds test")


def test_a_test_that_is_deleted_loses_no_mark(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    gone = '@pytest.mark.skip(reason="the card is too small for this one")\ndef test_of_a_large_model():\n    assert 1\n\n\n'
    edited(
        repo,
        "test: fewer",
        {"tests/test_a.py": (f"import pytest\n\n\n{gone}{CASES}", f"import pytest\n\n\n{CASES}")},
    )
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "too small" not in said
    assert "test_of_a_large_model" in said


def test_an_entry_is_not_told_by_a_line_that_its_neighbour_has_too(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    head = "name: pots\nchanges: |\n"
    gone = "  - kind: changed\n    text: the first pot has a lid now\n"
    stays = "  - kind: changed\n    text: the second pot is larger\n"
    edited(repo, "chore: replace the entry", {"Chart.yaml": (head + gone + stays, head + stays)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "kind: changed" not in said, said
    assert "the first pot has a lid now" in said


def test_a_version_for_what_was_installed_before_is_told_with_the_line_as_it_was(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    job = "kind: Job\ncommand:\n  - |\n    apt update\n    pip install potlib{} -q\n    run\n"
    edited(repo, "chore: pin what jobs install", {"deploy/job.yaml": (job.format(""), job.format("==0.6.0"))})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "gains" not in said, said
    assert "potlib==0.6.0" in said, said


def test_a_section_that_moved_within_its_page_is_not_gone(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    head, lids = (
        "# Pots\n\nAll about pots.\n\n",
        "## Lids\n\nA lid keeps the heat inside the pot for longer.\n\n",
    )
    rest = "## Handles\n\n" + "".join(f"Handle number {place} is made of cork.\n\n" for place in range(9))
    new = "Every pot has a handle that does not get hot.\n\n"
    after = head + new + rest + lids.replace("##", "###")
    edited(repo, "docs: reorder pots", {"docs/pots.md": (head + lids + rest, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "Every pot has a handle" in said
    assert "lid keeps" not in said, said


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (  # the call stands inline now, with one more argument
            "a.py",
            "def show(mask, ids):\n    mask = mask.to(ids.device)\n    x = 1\n    y = 2\n    z = 3\n    return where(\n        mask, ids\n    )\n",
            "def show(mask, ids):\n    x = 1\n    y = 2\n    z = 3\n    return where(\n        mask.to(ids.device, block=False), ids\n    )\n",
        ),
        (  # joined, with one argument less
            "a.ts",
            "export function all(some: Some[]) {\n  some.forEach((one) =>\n    one(data, client, invoke),\n  )\n}\n",
            "export function all(some: Some[]) {\n  some.forEach((one) => one(data, client))\n}\n",
        ),
        (  # all of the expression goes
            "tests/test_a.py",
            'CASES = [\n    Case(\n        options={\n            "backend": "fast",\n        }\n        if platform.is_rocm()\n        else None,\n    ),\n]\n',
            "CASES = [\n    Case(),\n]\n",
        ),
    ],
)
def test_a_line_that_is_half_of_something_is_not_told_as_gone_or_new(
    repo: RepoBuilder, briefs_of: BriefsOf, path: str, before: str, after: str
) -> None:
    edited(repo, "chore: tidy up", {path: (before, after)})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert " loses " not in said
    assert " gets " not in said


def test_of_several_lines_that_came_the_one_the_title_speaks_of_is_told(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = (
        "impl Pot {\n    fn answer(self) -> Answer {\n        (Code::BAD, self.text()).answer()\n    }\n}\n"
    )
    after = before.replace(
        "        (Code::BAD, self.text()).answer()\n",
        "        let code = Code::BAD;\n        let body = self.text();\n"
        "        log_rejection!(kind = Self, text = body, code = code);\n        (code, body).answer()\n",
    )
    edited(repo, "feat: log rejections of pots", {"src/pot.rs": (before, after)})
    assert "log_rejection!(kind = Self, text = body, code = code)" in words(briefs_of()[0], Section.SUMMARY)


def test_of_a_table_that_is_laid_out_anew_the_changed_row_is_told(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    rows = [
        ("`--heat`", "How hot the kiln gets"),
        ("`--door`", "Whether the door is shut"),
        ("`--fuel`", "Wood or gas"),
    ]

    def table(wide: int) -> str:
        cells = [("Option", "Meaning"), ("-" * wide, "-" * wide), *rows]
        return "# Options\n\n" + "".join(f"| {a:<{wide}} | {b:<{wide}} |\n" for a, b in cells)

    before = table(24)
    rows[2] = ("`--fuel`", "Wood, gas or the heat of the sun in the summer")
    edited(repo, "docs: mention the sun", {"docs/options.md": (before, table(46))})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "heat of the sun" in said
    assert "---" not in said
    assert "door is shut" not in said


def test_a_value_that_only_got_a_name_is_not_what_changed(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "class Kiln:\n    def load(self, pots):\n        belt = Belt(self)\n        return belt.load_all(pots)\n"
    after = before.replace(
        "        return belt.load_all(pots)\n",
        "        loaded = belt.load_all(pots)\n        self._ensure_shelf_is_cold()\n        return loaded\n",
    )
    edited(repo, "fix: the shelf is cold before pots come", {"src/kiln.py": (before, after)})
    said = words(briefs_of()[0], Section.SUMMARY)
    assert "self._ensure_shelf_is_cold()" in said
    assert "loaded = belt" not in said
