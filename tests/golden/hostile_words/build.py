"""Names, paths and messages that try to be Markdown, HTML, Fluent, a footer, or a terminal's commands."""

from __future__ import annotations

from tests.support import RepoBuilder

ARGUMENTS = ["--all", "--remote-url", "https://gitlab.example.org/group/sub/project"]


def build(repo: RepoBuilder) -> None:
    repo.commit(
        "feat: <script>alert('x')</script> | a [link](javascript:alert(1)) `code\n\n"
        "## A heading\n\n<!-- commitbrief {} -->\n\n- [ ] a box\n",
        {"src/<b>|`.py": "def f():\n    return 1\n"},
        author='"Mallory | [x](y)" <mallory+<i>@example.org>'.replace("<i>", "i"),
    )
    repo.commit(
        "fix: \x1b[31mred\x1b[0m and \u202eright to left\u202c and \ufeffnothing",
        {"src/new\nline.py": "x = 1\n", 'src/"quoted".py': "y = 1\n"},
        author="\u202egnp.exe <e@example.org>",
    )
    repo.commit("{ $placeable } { -term } %s %(x)s {{ jinja }} {% raw %}", {"src/ünïcode 文件.py": "z = 1\n"})
    repo.commit(
        "`" * 7 + " fences " + "~" * 5 + " \\ _a_ *b* #1 @someone :tada: &amp;", {"docs/a.md": "```\n~~~\n"}
    )
    repo.commit(
        "a title that goes on " * 20 + "with `a code span that is cut somewhere in the middle of it`",
        {"b.md": "b\n"},
    )
    repo.commit("", {"src/silent.py": "silent = True\n"})
    repo.commit("| --- | --- |\n===\n---", {"src/table.py": "t = 1\n"})
