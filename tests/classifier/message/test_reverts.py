"""What is in and what is out after a chain of reverts, however git, Gerrit and people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.message.parse import parse


def reverted_by_old_git(title: str) -> str:
    return f'Revert "{title}"'


def reverted_by_new_git(title: str) -> str:
    """As git writes it from 2.43 on: one revert of a revert is a `Reapply`, of deeper nests it makes another nest."""
    inner = title.removeprefix('Revert "')
    return f'Reapply "{inner}' if inner != title and not inner.startswith('Revert "') else f'Revert "{title}"'


@given(
    st.lists(st.sampled_from([reverted_by_old_git, reverted_by_new_git]), min_size=1, max_size=40),
    st.sampled_from(["feat: add export", 'Say "no" more often', "x (#5)", "新增导出"]),
)
def test_an_even_number_of_reverts_brings_it_back(chain: list, subject: str) -> None:  # type: ignore[type-arg]
    title = subject
    for again in chain:
        title = again(title)
    revert = parse(title).revert
    assert revert is not None
    assert (revert.subject, revert.reapplies) == (subject, len(chain) % 2 == 0)


@pytest.mark.parametrize(
    ("title", "is_in"),
    [
        ('Reapply "x"', True),
        ('Reapply "Reapply "x""', True),
        ('Revert "Reapply "x""', False),
        ('Reapply "Revert "x""', False),
        ('Revert "Revert "Revert "x"""', False),
        ('Reland "Reland "x""', True),
        ('Revert "Reland "x""', False),
        ('Revert^2 "x"', True),
        ('Revert^3 "x"', False),
        ('Revert "Revert^2 "x""', False),
        ('[Core] Revert "Reapply "x""', False),
        ('Merged PR 9: Reapply "x"', True),
        ('Unrevert "x"', True),
        ('Re-land "x"', True),
        ('Revert "Re-apply "x""', False),
        ('Re-revert "x"', False),
        ('Merge pull request #9 from bo/back\n\nRevert "feat!: x"', False),
        ('Merge pull request #9 from bo/again\n\nReapply "x"\n\nWhy.', True),
        ("Merge branch 'back' into 'main'\n\nRevert \"x\"\n\nSee merge request a/b!9", False),
        ("回滚「x」", False),
        ('撤销 "x"', False),
        ("revert：x", False),
        ("⏪️ x", False),
        (":rewind: x", False),
        ("Backed out changeset 0123456789ab", False),
        ("エクスポートをリバート", False),
        ("내보내기 롤백 (#12)", False),
    ],
)
def test_what_is_in_at_the_end(title: str, is_in: bool) -> None:
    revert = parse(title).revert
    assert revert is not None
    assert revert.reapplies is is_in


@pytest.mark.parametrize(
    "title",
    [
        "撤销按钮失效",
        "feat: 回滚按钮",
        "リバート機能を追加",
        "Undo the last step",
        "取り消し線を描く",
        "[ROCm] Revert the kernel version to v0.1.10.post3 (#39)",
        "Revert to the old defaults",
    ],
)
def test_what_is_no_revert_in_any_language(title: str) -> None:
    assert parse(title).revert is None


SHA = "0123456789abcdef0123456789abcdef01234567"
UNDONE = f'Revert "use a cache"\n\nThis reverts commit {SHA}.'


@pytest.mark.parametrize(
    "message",
    [
        f"Add export (#12)\n\n* add export\n\n* {UNDONE}\n\n* tests\n",
        f"feat: export (#13)\n\n* {UNDONE}\n",
        f"Add export (#15)\n\n* add export\n\n* drop the cache again\n\nThis reverts commit {SHA}.\n",
        f"Add export\n\n* add export\n\n* no cache\n\nThis reverts commit {SHA}.\n",
        f"Add export (!17)\n\nadd export\n\n{UNDONE}\n\nmore\n",
        f"Add export\n\nSquashed commit of the following:\n\ncommit {SHA}\n\n    "
        + UNDONE.replace("\n\n", "\n\n    "),
        f"Fix export (#16)\n\n- add export\n- {UNDONE}\n",
    ],
)
def test_what_a_request_took_back_of_its_own_is_no_revert(message: str) -> None:
    assert parse(message).revert is None


@pytest.mark.parametrize(
    "message",
    [
        f"Disable the export for now\n\nThis reverts commit {SHA}.\n",
        f"Disable the export for now (#18)\n\nIt crashes.\n\nThis reverts commit {SHA}.\n",
        f"Disable the export\n\n- it crashes\n- it is slow\n\nThis reverts commit {SHA}.\n",
        f"Disable the export (#19)\n\nThis reverts commit {SHA}.\n\n* it crashes\n* it is slow\n",
        f'Revert "Add export" (#20)\n\n* Revert "Add export"\n\nThis reverts commit {SHA}.\n\n* tests\n',
    ],
)
def test_what_a_whole_commit_takes_back_is_a_revert_by_any_title(message: str) -> None:
    revert = parse(message).revert
    assert revert is not None
    assert (revert.sha, revert.reapplies) == (SHA, False)


@pytest.mark.parametrize("word", ["Re-apply", "Reapply", "reland:", "Relanded"])
def test_whoever_reverts_a_revert_without_quoting_it_brings_it_back(word: str) -> None:
    revert = parse(f"{word} the export\n\nThis reverts commit {SHA}.\n").revert
    assert revert is not None
    assert (revert.subject, revert.reapplies) == ("the export", True)
    assert parse(f"{word} the export\n").revert is None
