"""The registry: all families together, hostile input, and both ways of reading a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.facts.all import EXTRACTORS, facts_of
from classifier.facts.code import CodeExtractor
from classifier.facts.interface import CommitView, Fact
from tests.support.facts import FactsOf

PATHS = ("a.py", "a.rs", "a.go", "a.ts", "a.sh", "Dockerfile", "a.yaml", "Cargo.toml", "pyproject.toml", "package.json",
         "pom.xml", ".github/workflows/a.yml", "a.sql", "a.proto", "a.graphql", "a.ini", "README.md", "values.yaml")  # fmt: skip
PIECES = ('"', "'", '"""', "`", "/*", "//", "#", "\\", "(", ")", "[", "{", "}", "\n", "\n  ", " ", "=", ":", "- ", ",",
          "--x", "add_argument(", "option(", "#[arg(long)]", "os.environ", "env:", "FROM a:1", "ENV A=1 \\\n", "lib==1.0",
          "[dependencies]", "&a [*a, *a]", "uses: a/b@v1", "<dependency>", "password=", "\u2028", "\x0b", "一")  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
OURS = tuple(each for each in EXTRACTORS if not isinstance(each, CodeExtractor))


class Failing:
    def facts(self, view: CommitView) -> Iterable[Fact]:
        raise KeyError(view.commit.sha)


def test_what_one_family_loses_the_others_keep(view: Callable[..., CommitView]) -> None:
    given_view = view("", 'parser.add_argument("--depth")\n', path="a.py")
    facts, gaps = facts_of(given_view, (Failing(), *OURS))
    assert "flag.added" in {fact.kind for fact in facts}
    assert [gap.detail.split(":")[0] for gap in gaps] == ["Failing"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(path=st.sampled_from(PATHS), texts=st.tuples(TEXTS, TEXTS, TEXTS), whole=st.booleans())
def test_hostile_text_makes_no_extractor_fail(
    told_by: FactsOf, path: str, texts: tuple[str, str, str], whole: bool
) -> None:
    before, after, message = texts
    for extractor in OURS:
        for fact in told_by(extractor, {path: before}, {path: after}, whole=whole, message=message):
            assert fact.evidence[0].line >= 0
            assert len(fact.evidence[0].text) <= 200


LINES = st.lists(
    st.sampled_from(
        ["x = 1", 'p.add_argument("--one", default=1)', 'p.add_argument("--one", default=2)', 'p.add_argument("--two")',
         'y = os.getenv("A_B", "1")', 'y = os.getenv("A_B", "2")', 'z = os.environ["C_D"]', "", "def f():", "    lock.acquire()"]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=LINES, after=LINES)
def test_hunks_that_show_everything_say_what_the_files_say(
    told_by: FactsOf, before: list[str], after: list[str]
) -> None:
    old, new = "\n".join(before) + "\n", "\n".join(after) + "\n"
    for extractor in OURS:
        seen = [told_by(extractor, old, new, path="a.py", whole=whole, context=99) for whole in (True, False)]
        assert seen[0] == seen[1]


def test_the_same_commit_gives_the_same_facts(told_by: FactsOf) -> None:
    text = 'p.add_argument("--one")\nx = os.getenv("A_B")\n'
    first, second = ([told_by(each, "", text, path="a.py") for each in OURS] for _ in range(2))
    assert first == second
