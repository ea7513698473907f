"""Small random histories: every commit says something in one of the forms that people and forges write, and changes something
of which the diff proves something, or nothing. The same seed gives the same histories."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.repository import EXECUTABLE, SYMLINK, Content, File, RepoBuilder

WORDS = (
    "the key",
    "export of tables",
    "`limit`",
    "旧键",
    "古いキー",
    "이전 키",
    '"quoted" words',
    "a: b",
    "#12",
)
TITLES = (
    "feat: add {}", "feat(api)!: drop {}", "fix: {}", "fix!: {}", "docs: {}", "ci: {}", "perf(core): {}", "chore!: {}",
    "refactor(api/v2): {}", "security: {}", "feat：新增 {}", "feat(接口)！：删除 {}", "修复: {}", "新增 {}", "重构：{}",
    "[CI] {}", "【Build】{}", "[Bugfix][Core] {}", "net/http: {}", "✨ {}", "💥 {}", ":boom: {}", "⚡️ faster {}", "🐛 fix: {}",
    "Add {}", "Fix {}", "Remove {}", "Rename {} (#45)", "Fixed #12 -- {}", "JIRA-12: feat!: {}", "fixup! feat!: {}",
    "fixup! fixup! ci: {}", "Merged PR 9: feat!: {}", "Pull request #8: fix: {}", "!7 feat!: {}", "\ufefffeat!: {}", "feat! : {}",
    "BREAKING CHANGE: {}", "note!: {}", "{}", "Bump acme from 1.0.0 to 2.0.0", "Release v1.2.3", "wip", "Update {} (#7)",
    "Fix CVE-2026-1234 in {}", "feat:\u00a0{}",
)  # fmt: skip
BODIES = (
    "", "", "", "Why it is so.", "BREAKING CHANGE: {} is gone", "BREAKING-CHANGE: {} is gone", "BREAKING CHANGE: none",
    "What counts as\nBREAKING CHANGE entries here.", "```\nBREAKING CHANGE: an example\n```", "<!--\nBREAKING CHANGE: describe it\n-->",
    "* feat!: {}\n* fix: other", "- BREAKING CHANGE: {} is gone\n- more", "* feat: a\n\n* fix!: {}\n\nCo-authored-by: Bo <bo@example.org>",
    "BREAKING CHANGE:\n{} is gone", "Reviewed-by: Bo\nBREAKING CHANGE: {}", "> BREAKING CHANGE: quoted",
    "Squashed commit of the following:\n\ncommit 0123456789abcdef0123456789abcdef01234567\nAuthor: Bo <bo@example.org>\n\n    feat!: {}",
    "Fixes #12, see acme/kiln#4.\n\nSigned-off-by: Bo <bo@example.org>", "* Revert \"a cache\"\n\nThis reverts commit 0123456789abcdef.",
    "破坏性变更：{}", "BREAKING CHANGE： {} 删除",
)  # fmt: skip
MERGES = (
    "Merge pull request #{n} from bo/topic\n\n{t}", "Merge pull request #{n} from bo/topic\n\n{t}\n\nA long description.",
    "Merge branch 'topic' into 'main'\n\n{t}\n\nSee merge request acme/kiln!{n}", "Merged in topic (pull request #{n})\n\n{t}\n\nApproved-by: Bo",
    "Merge branch 'topic'", "Merge remote-tracking branch 'origin/topic'", "Merge tag 'v1' into main", "Auto merge of #{n} - bo:topic, r=ann\n\n{t}",
    "Merge pull request '{t}' (#{n}) from topic into main", "Merge PR #{n}: {t}",
)  # fmt: skip
CODE = '''"""Tables."""

LIMIT = 10


def total(values, scale=1):
    """The sum."""
    return sum(values) * scale


def export(path):
    """Write the table."""
    with open(path, "w") as file:
        file.write("x")


class Table:
    """A table."""

    def rows(self):
        return []
'''


@dataclass
class Histories:
    """Writes them into one repository, one after the other, each in a folder of its own."""

    repo: RepoBuilder
    dice: random.Random
    plain: bool = False  # only what a mail can carry: no merges, no lines that mails end with
    files: dict[str, Content] = field(default_factory=dict)
    written: list[tuple[str, str]] = field(default_factory=list)  # sha and title of this history's commits

    def write(self, number: int) -> None:
        """One history of two to five commits."""
        folder = f"part{number}/"
        start: dict[str, Content] = {
            f"{folder}app.py": CODE, f"{folder}config.yaml": "limit: 10\nname: x\n", f"{folder}README.md": "# Tables\n\nWords.\n",
            f"{folder}run.sh": "echo\n", f"{folder}logo.png": b"\x89PNG\0\1", f"{folder}tests/test_app.py": "def test_a():\n    assert 1\n",
            f"{folder}requirements.txt": "acme==1.0.0\n", f"{folder}Dockerfile": "FROM debian:12\nUSER app\n",
        }  # fmt: skip
        self.files, self.written = dict(start), []
        self._commit("chore: start part", start)
        for _ in range(self.dice.randint(1, 4)):
            roll = self.dice.random()
            if roll < 0.15 and not self.plain:
                self._merge(folder)
            elif roll < 0.3 and len(self.written) > 1:
                self._revert(folder)
            else:
                self._commit(self._message(), self._change(folder))

    def _message(self) -> str:
        word = self.dice.choice(WORDS)
        body = self.dice.choice(BODIES).format(word)
        title = self.dice.choice(TITLES).format(word)
        return f"{title}\n\n{body}\n" if body else f"{title}\n"

    def _commit(self, message: str, files: dict[str, Content]) -> str:
        self.files.update(files)
        sha = self.repo.commit(message, files)
        self.written.append((sha, message.split("\n", 1)[0].strip("\ufeff")))
        return sha

    def _merge(self, folder: str) -> None:
        number = self.dice.randint(1, 99)
        base = self.repo.sha("main")
        side = base
        for place in range(self.dice.randint(1, 2)):
            files: dict[str, Content] = {f"{folder}side{number}_{place}.py": f"x = {number}\n"}
            side = self.repo.commit(self._message(), files, branch=f"side{base[:12]}", parents=[side])
            self.files.update(files)
        title = self.dice.choice(TITLES).format(self.dice.choice(WORDS))
        message = self.dice.choice(MERGES).format(n=number, t=title)
        self.written.append((self.repo.merge(f"{message}\n", [side]), message.split("\n", 1)[0]))

    def _revert(self, folder: str) -> None:
        sha, title = self.dice.choice(self.written[1:])
        form = self.dice.choice(
            (
                f'Revert "{title}"',
                f'Reapply "{title}"',
                f"revert: {title}",
                f"Revert {title}",
                f'Revert "Revert "{title}""',
                "⏪ back",
                "No longer so",
            )
        )
        number = self.dice.randint(0, 999)
        self._commit(f"{form}\n\nThis reverts commit {sha}.\n", {f"{folder}back.py": f"b = {number}\n"})

    def _change(self, folder: str) -> dict[str, Content]:
        """A change to one or two files."""
        chosen: dict[str, Content] = {}
        for make in self.dice.sample(CHANGES, self.dice.choice((1, 1, 2))):
            chosen.update(make(folder, self.files, self.dice))
        return chosen


Make = Callable[[str, dict[str, Content], random.Random], dict[str, Content]]


def _edit(name: str, *pairs: tuple[str, str]) -> Make:
    """A change of one text by another in a file, there or back."""

    def make(folder: str, files: dict[str, Content], dice: random.Random) -> dict[str, Content]:
        path = f"{folder}{name}"
        text = files.get(path)
        if not isinstance(text, str):
            return {path: f"{name}\n"}
        before, after = dice.choice(pairs)
        if before not in text:
            before, after = after, before
        changed = text.replace(before, after) if before else text + after
        return {path: changed if changed != text else f"{text}# {dice.randint(0, 9999)}\n"}

    return make


def _kind(name: str, *contents: Content) -> Make:
    def make(folder: str, files: dict[str, Content], dice: random.Random) -> dict[str, Content]:
        path = f"{folder}{name}"
        others = [one for one in contents if one != files.get(path)]
        return {path: dice.choice(others)}

    return make


CHANGES: tuple[Make, ...] = (
    _edit("app.py", ("LIMIT = 10", "LIMIT = 20"), ("LIMIT = 10", "LIMIT = 5")),
    _edit("app.py", ("LIMIT = 10", "LIMIT = 20")),
    _edit("app.py", ("def total(values, scale=1):", "def total(values, scale, unit):"), ("scale=1", "scale=2")),
    _edit("app.py", ("def export(path):", "def write_table(path):"), ("class Table", "class Grid")),
    _edit("app.py", ("    def rows(self):\n        return []\n", "    def rows(self):\n        return list()\n")),
    _edit("config.yaml", ("limit: 10", "limit: 20"), ("name: x\n", "")),
    _edit("requirements.txt", ("acme==1.0.0", "acme==2.0.0")),
    _edit("Dockerfile", ("USER app\n", ""), ("debian:12", "debian:13")),
    _edit("README.md", ("Words.", "Other words.")),
    _edit("tests/test_app.py", ("assert 1", "assert 2")),
    _edit("cli.py", ('add_argument("--limit", default=1)', 'add_argument("--limit", default=2)')),
    _kind("cli.py", 'parser.add_argument("--limit", default=1)\nparser.add_argument("--old")\n', 'parser.add_argument("--limit", default=1)\n', None),
    _kind("run.sh", "echo\n", File("echo\n", EXECUTABLE), File("app.py", SYMLINK)),
    _kind("logo.png", b"\x89PNG\0\1", b"\x89PNG\0\2", b"\x89PNG\0\3"),
    _kind("py.typed", "", None),
    _kind("moved.py", CODE, None),
    _kind("api.proto", 'syntax = "proto3";\nmessage A {\n  string a = 1;\n  string b = 2;\n}\n', 'syntax = "proto3";\nmessage A {\n  string a = 1;\n}\n'),
    _kind("schema.sql", "CREATE TABLE a (x int, y int);\n", "CREATE TABLE a (x int);\nALTER TABLE a DROP COLUMN y;\n"),
    _kind("pod.yaml", "securityContext:\n  privileged: false\n", "securityContext:\n  privileged: true\n"),
    _kind("odd name é.txt", "a\n", "b\r\n", "no end"),
)  # fmt: skip


def write_histories(repo: RepoBuilder, seed: int, count: int, *, plain: bool = False) -> None:
    """Write `count` histories into `repo`, one after the other on `main`."""
    writer = Histories(repo, random.Random(seed), plain)
    for number in range(count):
        writer.write(number)
