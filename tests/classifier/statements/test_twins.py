"""What is said of two names is told once, with both; how often one gave way to another is counted whole."""

from __future__ import annotations

import pytest

from classifier.statements.twins import with_others
from history.briefs import Code, Evidence, Importance, Section, Side, Statement
from tests.support import RepoBuilder
from tests.support.sayings import BriefsOf, edited, words

DEQUANT = "def gather(k, v, out):\n    k = load(k)\n    v = load(v)\n    k = (k * k.scale).to({})\n    v = (v * v.scale).to({})\n    return store(out, k, v)\n"


def test_the_same_of_key_and_value_is_told_once(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before, after = (
        DEQUANT.format("k_dtype", "v_dtype"),
        DEQUANT.format("key_out.element", "value_out.element"),
    )
    edited(repo, "fix: no roundtrip", {"src/gather.py": (before, after)})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert said.count("gather") == 1
    assert "Likewise, v_dtype is now value_out.element." in said


def test_two_numbers_are_no_twins(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def run(x):\n    near = take(x, wait=1)\n    far = send(x, wait=2)\n    return near, far\n"
    after = before.replace("wait=1", "wait=10").replace("wait=2", "wait=30")
    edited(repo, "fix: wait longer", {"src/run.py": (before, after)})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "10" in said
    assert "30" in said
    assert "ikewise" not in said


@pytest.mark.parametrize("files", [1, 2])
def test_each_place_counts_where_a_name_gave_way_to_another(
    repo: RepoBuilder, briefs_of: BriefsOf, files: int
) -> None:
    plain = "".join(
        f'@lib.register_fake("ops::f{number}")\ndef f{number}(x):\n    return x\n\n\n' for number in range(5)
    )
    loop = 'for op in OPS:\n\n    @lib.register_fake(f"ops::{op}")\n    def one(x):\n        return x\n'
    new = (
        (plain + loop)
        .replace('register_fake("ops::', 'compile_fake("')
        .replace('register_fake(f"ops::{op}")', "compile_fake(op)")
    )
    edited(
        repo,
        "refactor: compile fakes",
        {f"src/fakes{number}.py": (plain + loop, new) for number in range(files)},
    )
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "compile_fake" in said


def test_what_a_log_line_says_is_no_error(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "def check(task):\n    if task not in KNOWN:\n        raise ValueError('unknown task')\n    else:\n        pass\n"
    log = 'logger.warning_once(\n            "Several tasks at once are deprecated and will be removed in v9, because nobody uses them."\n        )'
    edited(repo, "feat: warn of several tasks", {"src/check.py": (before, before.replace("pass", log))})
    brief = briefs_of(Importance.HIGH)[0]
    origins = {quotation.origin.value for quotation in brief.quotations if "deprecated" in quotation.text}
    assert "error" not in origins


def test_a_sentence_whose_quotes_alone_changed_is_not_quoted(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    text = (
        'def check(task):\n    logger.warning(\n        "Several tasks are deprecated and will be removed "\n'
        '        "in v9. When the default task is not what you want, you "\n        {}\n        task,\n    )\n'
    )
    filler = "".join(f"old_{number} = {number}\n" for number in range(220))
    before = text.format("'need to say it by --task \"%s\". ',") + filler
    after = text.format('"need to say it by --task %s. ",') + filler.replace("old_", "new_")
    edited(repo, "refactor: tasks", {"src/check.py": (before, after)})
    brief = briefs_of(Importance.HIGH)[0]
    assert not [quotation for quotation in brief.quotations if "default task" in quotation.text]


def test_two_assignments_to_different_names_are_no_edit_of_a_line(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "class B:\n    def gather(self, info):\n        self.tokens = info[:, 0].tolist()\n        self.logs = info[:, 1].tolist()\n"
    after = (
        "class B:\n    def gather(self, info):\n        data = info[:, :2].cpu()\n        self.tokens = data[:, 0].tolist()\n"
        "        self.logs = data[:, 1].tolist()\n"
    )
    edited(repo, "perf: one copy", {"src/batch.py": (before, after)})
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "data = info" not in said


def test_where_the_same_is_true_of_another_place_is_said_of_both(
    repo: RepoBuilder, briefs_of: BriefsOf
) -> None:
    before = "".join(
        f"@kept(size=3)\ndef fire_{name}(kiln):\n    return kiln\n\n\n" for name in ("gas", "wood")
    )
    edited(repo, "fix: keep more kilns", {"src/a.py": (before, before.replace("size=3", "size=9"))})
    said = words(briefs_of(Importance.LOW)[0], Section.SUMMARY)
    assert "@kept(size=9)" in said
    assert "The same goes for fire_" in said


def test_files_of_one_name_are_told_apart(repo: RepoBuilder, briefs_of: BriefsOf) -> None:
    before = "FROM alpine\nARG KILN=1\nRUN bake --heat 900\n"
    files = {
        f"{name}/bake.mk": (before, before.replace("--heat 900", f"--heat {heat}"))
        for name, heat in (("gas", 950), ("wood", 700))
    }
    edited(repo, "fix: heat of the bake", files)
    said = words(briefs_of(Importance.MEDIUM)[0], Section.SUMMARY)
    assert "gas/bake.mk" in said
    assert "wood/bake.mk" in said


def test_what_goes_for_two_places_is_said_once() -> None:
    def about(place: str, line: int) -> Statement:
        params = (("owner", Code(place)), ("attribute", Code("#[cached]")))
        proof = Evidence("src/a.rs", Side.NEW, line, "#[cached]")
        return Statement(Section.SUMMARY, "summary-decorator", "summary-decorator", (proof,), params, 50)

    told = [about("Kiln::fire", 3), about("Kiln::glaze", 9)]
    assert [one.key for one in with_others(told, told)] == ["summary-decorator", "summary-likewise"]
