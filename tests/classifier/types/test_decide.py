"""Which types commits get: what the diff proves, before what is declared, before what words suggest."""

from __future__ import annotations

import pytest

from classifier.reading import read
from classifier.rulebook import RuleBook
from classifier.types import cases as type_cases
from classifier.types.decide import decide_types
from classifier.types.examples import example_commit
from classifier.types.type_rule import Condition, Example
from history.briefs import ChangeType, Side, TypeDecision


def decisions(book: RuleBook, **example: object) -> tuple[TypeDecision, ...]:
    commit = example_commit(Example.model_validate(example))
    return decide_types(read(commit, book.paths), book)


def types(book: RuleBook, **example: object) -> list[str]:
    return [str(decision.type) for decision in decisions(book, **example)]


CODE = ("+def run():", "+    return 1")
CODE_KEPT = ("-    return a", "+    return b")


@pytest.mark.parametrize(
    ("message", "files", "lines", "primary"),
    [
        ("feat: export", ["src/a.py"], CODE, "feature"),
        ("fix: leak", ["src/a.py", "tests/test_a.py"], CODE, "fix"),
        ("Merge pull request #1 from a/b\n\nfix: leak", ["src/a.py"], CODE, "fix"),
        ("[Bugfix][Kernel] Overflow", ["src/a.py"], CODE, "fix"),
        ("[Model] Support Qwen", ["A src/a.py"], CODE, "feature"),
        ("Optimize the queue", ["src/a.py"], CODE, "performance"),
        ("Move the queue", ["src/a.py"], CODE, "refactor"),
        (
            "chore(deps): bump tokio from 1.39.0 to 1.40.0",
            ["Cargo.toml", "Cargo.lock"],
            ['-tokio = "1.39.0"', '+tokio = "1.40.0"'],
            "deps",
        ),
        ("chore: bump version to 1.2.0", ["a/version.py"], ['-v = "1.1.0"', '+v = "1.2.0"'], "release"),
        ('Revert "feat: export"', ["src/a.py"], CODE, "revert"),
        ('Reapply "feat: export"', ["src/a.py"], CODE, "feature"),
        ("fix: path traversal (CVE-2025-1)", ["src/a.py"], CODE, "fix"),
        ("Scheduler", ["docs/a.md"], (), "docs"),
        ("Scheduler", ["tests/test_a.py"], CODE, "test"),
        ("Scheduler", [".github/workflows/a.yml"], (), "ci"),
        ("Scheduler", ["Dockerfile"], (), "build"),
        ("Scheduler", ["deploy/values.yaml"], (), "config"),
        ("Scheduler", ["A src/a.py"], CODE, "feature"),
        ("", [], (), "other"),
    ],
)
def test_primary_types(
    book: RuleBook, message: str, files: list[str], lines: tuple[str, ...], primary: str
) -> None:
    assert types(book, message=message, files=files, lines=tuple(lines))[0] == primary


def test_a_chore_that_changes_source_is_no_chore(book: RuleBook) -> None:
    assert types(book, message="chore: queue", files=["src/a.py"], lines=CODE) == ["refactor"]
    assert types(book, message="chore: add a queue", files=["src/a.py"], lines=CODE)[0] == "feature"
    assert types(book, message="chore: queue", files=["src/a.py"], lines=("-x = 1", "+x = 2")) == ["refactor"]


def test_a_feature_that_only_edits_prose_is_documentation(book: RuleBook) -> None:
    assert types(book, message="feat: guide to exports", files=["A docs/a.md", "README.md"]) == ["docs"]


def test_a_fix_that_replaces_a_subsystem_is_architecture_first(book: RuleBook) -> None:
    files = ["D src/old/a.py", "D src/old/b.py", "A src/new/c.py"]
    assert types(book, message="fix: leak", files=files, size=320) == ["architecture", "fix"]


@pytest.mark.parametrize(
    ("lines", "primary"),
    [
        (("-# teh", "+# the"), "docs"),
        (("-x=1", "+x = 1"), "style"),
        (("-x = 1  # teh", "+x = 1  # the"), "fix"),
        (("-#include <a>", "+#include <b>"), "fix"),
    ],
)
def test_what_a_fix_turns_out_to_be(book: RuleBook, lines: tuple[str, ...], primary: str) -> None:
    assert types(book, message="fix: x", files=["src/a.c"], lines=lines)[0] == primary


def test_several_types_the_primary_first(book: RuleBook) -> None:
    assert types(
        book, message="feat: check upload paths against path traversal", files=["src/a.py"], lines=CODE
    ) == [
        "feature",
        "security",
    ]


def test_every_decision_names_its_rule_and_a_line_that_exists(book: RuleBook) -> None:
    (first, second) = decisions(
        book, message="\n\nfix: test the queue", files=["tests/test_a.py"], lines=CODE
    )
    assert (first.type, first.rule, first.evidence[0].path) == (
        ChangeType.TEST,
        "only-tests",
        "tests/test_a.py",
    )
    assert (first.evidence[0].side, first.evidence[0].line, first.evidence[0].text) == (
        Side.NEW,
        1,
        "def run():",
    )
    assert (second.type, second.rule) == (ChangeType.FIX, "declared-fix")
    assert (second.evidence[0].path, second.evidence[0].line) == ("", 3)


def test_the_shipped_rules_give_every_type(book: RuleBook) -> None:
    assert {rule.type for rule in book.types} == set(ChangeType)


def test_every_key_of_a_condition_is_answered() -> None:
    assert list(type_cases._ANSWERS) == list(Condition.model_fields)


def test_a_condition_is_asked_only_what_it_has() -> None:
    assert Condition(lines=("lock",), revert=False, max_files=0).keys == ("revert", "max_files", "lines")


@pytest.mark.parametrize(
    ("message", "labels", "primary", "rule"),
    [
        ("The queue is drained", ["kind/bug"], "fix", "labelled-fix"),
        ("Support a queue", ["🐛 Bug"], "fix", "labelled-fix"),
        ("feat: a queue", ["type: bug"], "feature", "declared-feature"),
        ("fix: the queue", ["documentation", "ci"], "fix", "declared-fix"),
        ("The queue is drained", ["debug", "not a bug"], None, None),
    ],
)
def test_a_label_weighs_more_than_words_and_less_than_a_declaration(
    book: RuleBook, message: str, labels: list[str], primary: str | None, rule: str | None
) -> None:
    first = decisions(book, message=message, labels=labels, files=["src/a.py"], lines=CODE)[0]
    plain = decisions(book, message=message, files=["src/a.py"], lines=CODE)[0]

    assert (first.type, first.rule) == (primary or plain.type, rule or plain.rule)


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        ("fix(grpc): refactor dispatch", CODE),
        ("[Bugfix] Move the lengths to the device", CODE),
        ("[Bugfix] Support a head of 192", CODE),
        ("fix: add an argument", CODE),
        ("fix: read the processor's own config", ("-load(a)", "+load(b, trust_remote_code=flag)")),
    ],
)
def test_a_fix_is_nothing_else_because_of_how_it_is_done(
    book: RuleBook, message: str, lines: tuple[str, ...]
) -> None:
    assert types(book, message=message, files=["src/a.py"], lines=lines) == ["fix"]


def test_a_second_type_that_the_author_names_is_shown(book: RuleBook) -> None:
    assert types(book, message="[Bugfix][Perf] Steps", files=["src/a.py"], lines=CODE) == [
        "performance",
        "fix",
    ]
    assert types(book, message="Enable graphs and fix the norm", files=["src/a.py"], lines=CODE) == [
        "feature",
        "fix",
    ]


@pytest.mark.parametrize(
    ("message", "files", "primary"),
    [
        ("[Performance Improvement] Count without a new compilation", ["A tests/test_a.py"], "performance"),
        ("Count one row without a new compilation", ["A tests/test_a.py"], "feature"),
        ("[Feature] Batch invariant kernels", [], "feature"),
        ("Batch invariant kernels", [], "refactor"),
        ("Cache children so that their identity stays stable", [], "refactor"),
        ("Cache children to ensure a stable identity", [], "fix"),
        ("[NPU] Use use_dsa to dispatch", [], "refactor"),
        ("Begin deprecation window for OLD_FLAG", [], "deprecation"),
        ("Avoid needless clones of the state", [], "performance"),
        ("Add an argument to fix the accuracy", [], "fix"),
    ],
)
def test_what_a_small_change_of_the_sampler_is(
    book: RuleBook, message: str, files: list[str], primary: str
) -> None:
    changed = ["engine/v1/sample/sampler.py", *files]
    assert types(book, message=message, files=changed, lines=CODE_KEPT, size=90) == [primary]


def test_a_feature_that_replaces_files_is_a_feature(book: RuleBook) -> None:
    files = ["D src/old/a.py", "D src/old/b.py", "A src/new/c.py"]
    assert types(book, message="[Frontend] Add a streaming parser", files=files, size=320) == ["feature"]


def test_a_note_on_an_attack_is_no_work_on_security(book: RuleBook) -> None:
    lines = ("+# CSRF is not checked here",)
    assert types(book, message="Add a note on missing CSRF checks", files=["src/a.py"], lines=lines) == [
        "docs"
    ]


@pytest.mark.parametrize(
    ("message", "primary"),
    [
        ("[Misc] Various code simplifications", "refactor"),
        ("[lora] More efficient pinned memory", "performance"),
        ("Make clippy happy", "style"),
        ("fix(docs): typos in docstrings", "docs"),
    ],
)
def test_what_a_title_says_of_code(book: RuleBook, message: str, primary: str) -> None:
    assert types(book, message=message, files=["src/a.py"], lines=CODE_KEPT, size=90) == [primary]


def test_tests_that_bring_a_piece_of_the_program_are_said_to_be_both(book: RuleBook) -> None:
    files = ["A src/gate.py", "tests/test_gate.py"]
    gate = ("+class Gate:", "+    def admit(self, size):", "+        return size < 3")

    assert types(book, message="test(gate): cover its life", files=files, lines=gate, size=90) == [
        "test",
        "feature",
    ]
    assert types(book, message="test(gate): cover its life", files=files[1:], lines=gate) == ["test"]


def test_tests_in_a_file_of_the_program_are_tests(book: RuleBook) -> None:
    inside = (
        "+#[cfg(test)]",
        "+mod tests {",
        "+    fn gate() -> Gate {",
        "+        Gate::new()",
        "+    }",
        "+}",
    )
    private = ("+fn gate() -> Gate {", "+    Gate::new()", "+}")

    for lines in (inside, private):
        assert types(
            book, message="test: cover the gate", files=["src/gate.rs", "tests/gate.rs"], lines=lines, size=90
        ) == ["test"]


@pytest.mark.parametrize(
    ("lines", "files", "primary"),
    [
        (("-    return a", "+    return b"), [], "refactor"),
        (("-    return a", "+    return b"), ["tests/test_queue.py"], "fix"),
        (("+    if not self.items:", "+        return None"), [], "fix"),
        (("-    if size > 8:", "+    if size > 32:"), [], "refactor"),
    ],
)
def test_what_a_change_without_a_word_of_its_purpose_is(
    book: RuleBook, lines: tuple[str, ...], files: list[str], primary: str
) -> None:
    assert types(book, message="Queue step", files=["src/queue.py", *files], lines=lines) == [primary]


@pytest.mark.parametrize(
    ("message", "lines", "primary"),
    [
        ("Deprecate the old queue", ("+    warn('old')",), ["deprecation"]),
        ("feat: add a queue, deprecate the old one", ("+    warn('old')",), ["feature", "deprecation"]),
        ("Replace the deprecated queue", CODE_KEPT, ["refactor"]),
        ("Adapt the queue to transformers 5.13", CODE_KEPT, ["fix"]),
        ("Make the queue compatible with more pools", CODE_KEPT, ["feature"]),
        ("Prefer the queue of the user", CODE_KEPT, ["feature"]),
        ("Fix mypy errors of the queue", CODE_KEPT, ["refactor"]),
        ("Stop reading the state of the queue", CODE_KEPT, ["refactor"]),
        ("Skip redundant copies of the queue", CODE_KEPT, ["performance"]),
        ("[chore] Drain the queue", CODE_KEPT, ["fix"]),
        ("feat: expose prompt token counts of the queue", CODE_KEPT, ["feature"]),
    ],
)
def test_what_words_make_of_a_change_of_the_program(
    book: RuleBook, message: str, lines: tuple[str, ...], primary: list[str]
) -> None:
    assert types(book, message=message, files=["src/queue.py"], lines=lines) == primary
