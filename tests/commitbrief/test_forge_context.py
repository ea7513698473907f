"""What GitHub knows of commits and git does not, in reports: asked once, recorded, and never in the way."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from history.github.queries import contexts_query
from tests.support import RepoBuilder
from tests.support.github_server import Answer, GitHubServer, KnownPull, Request
from tests.support.github_server.knowing import answer_query, limited

if TYPE_CHECKING:
    from tests.commitbrief.conftest import Run

DAY = ("--date", "2026-01-23", "--lang", "en")
SECRET = "ghp_verysecretindeed"
ADA, BOB = "Ada <ada@example.org>", "Bob <bob@example.org>"
ASKED = "^/graphql$"
WAYS = pytest.mark.parametrize("way", [(), ("--api",)], ids=["clone", "api"])


@pytest.fixture
def project(server: GitHubServer, repo: RepoBuilder, monkeypatch: pytest.MonkeyPatch) -> RepoBuilder:
    """Two people, one of them new; a pull request with labels, a title of its own and an issue; a token."""
    monkeypatch.setenv("GITHUB_TOKEN", SECRET)
    server.tokens.add(SECRET)
    server.readers.add(SECRET)
    repo.commit("begin", {"a.py": "a = 1\n"}, author=ADA, date="2026-01-01T00:00:00+00:00")
    repo.commit("the queue", {"a.py": "a = 2\n"}, author=ADA)
    sha = repo.commit("queue is drained (#7)", {"b.py": "b = 1\n"}, author=BOB)
    server.knowledge.users |= {"ada@example.org": "ada", "bob@example.org": "bob-b"}
    server.knowledge.pulls.append(
        KnownPull(
            7,
            "Drain the *queue*",
            made=sha,
            login="bob-b",
            labels=("type: bug", "area/queue"),
            closes={"3": "It hangs", "octo/other#9": "Hangs too"},
        )
    )
    return repo


def _answered(server: GitHubServer, query: str) -> Any:
    """What the server says to a query, to be spoiled."""
    body = json.dumps({"query": query, "variables": {"owner": "octo", "name": "project"}}).encode()
    headers = {"authorization": f"Bearer {SECRET}"}
    base = f"{server.address}/api"
    return json.loads(answer_query(server, Request("POST", "/graphql", {}, headers, body, base)).body)


def written(run: Run, *arguments: str) -> str:
    done = run("report", "octo/project", *DAY, "-o", "-", *arguments)
    assert done.status == 0, done.err
    return done.out


@WAYS
def test_the_section_says_what_the_forge_knows(project: RepoBuilder, run: Run, way: tuple[str, ...]) -> None:
    text = written(run, *way)

    line = next(line for line in text.splitlines() if "by `@bob-b`" in line)
    assert "🌱 first commit here" in line
    line = re.sub(r"\[([^]]*)\]\(http[^)]*\)", r"\1", line)  # with links on the one, without on the other
    assert "pull request #7 “Drain the \\*queue\\*”" in line
    assert "labels `type: bug` and `area/queue`" in line
    assert "closes #3 and octo/other#9" in line
    assert "by `@ada`" in text
    assert text.count("🌱") == 1
    assert "合并请求" in written(run, "--lang", "zh", *way)


def test_a_label_decides_the_type_and_proves_it(project: RepoBuilder, run: Run) -> None:
    made = json.loads(written(run, "--format", "json"))
    sections = {one["subject"]: one for group in made["groups"] for one in group["commits"]}

    drained = sections["queue is drained (#7)"]
    assert drained["types"][0]["type"] == "fix"
    assert drained["types"][0]["rule"] == "labelled-fix"
    assert drained["types"][0]["proofs"][0]["text"] == "type: bug"
    assert drained["context"]["pull"]["number"] == 7
    assert drained["context"]["pull"]["closes"][1]["repository"] == "octo/other"
    assert made["repository"]["default_branch"] == "main"


@WAYS
def test_without_a_token_nothing_is_asked_and_nothing_changes(
    project: RepoBuilder,
    server: GitHubServer,
    run: Run,
    way: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")

    text = written(run, *way)

    assert server.asked(ASKED) == []
    assert "🌱" not in text
    assert "told" not in text


def test_offline_reaches_nobody_and_gives_the_same_bytes(
    project: RepoBuilder, server: GitHubServer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.delenv("GITHUB_TOKEN")
        plain = written(run)
    asked = len(server.requests)

    assert written(run, "--offline") == plain
    assert len(server.requests) == asked


def test_offline_without_a_clone_says_what_to_do(project: RepoBuilder, run: Run) -> None:
    done = run("report", "octo/project", *DAY, "--offline", "-o", "-")

    assert done.status == 3
    assert "run once without --offline" in done.err
    assert run("report", "octo/project", *DAY, "--offline", "--api", "-o", "-").status == 2


def test_a_day_takes_two_queries_and_what_is_merged_is_kept(
    project: RepoBuilder, server: GitHubServer, run: Run
) -> None:
    first = written(run)
    assert len(server.asked(ASKED)) == 2

    assert written(run) == first
    # The commit without a pull request is asked for again: it may have one by now.
    assert len(server.asked(ASKED)) == 4
    assert "the queue" not in str(server.asked(ASKED)[-1].json())
    again = server.asked(ASKED)[2].json()
    assert str(again["query"]).count("object(oid:") == 1


@pytest.mark.parametrize("form", ["md", "html", "json"])
@WAYS
def test_verify_needs_nobody_to_ask(
    project: RepoBuilder, server: GitHubServer, run: Run, tmp_path: Path, form: str, way: tuple[str, ...]
) -> None:
    report = tmp_path / f"report.{form}"
    assert run("report", "octo/project", *DAY, "--format", form, "-o", report, *way).status == 0
    server.knowledge.pulls.clear()
    asked = len(server.asked(ASKED))

    done = run("verify", report, "octo/project", *way)

    assert (done.status, done.err) == (0, "")
    assert len(server.asked(ASKED)) == asked


FAILURES = {
    "no right": Answer.error(403, "Resource not accessible by personal access token"),
    "primary limit": limited(),
    "partly answered": Answer.json({"data": {"repository": None}, "errors": [{"message": "no"}]}),
    "nothing": Answer.json({"data": {"repository": None}}),
    "nonsense": Answer.json({"data": {"repository": {"c0": {"author": 7}}}}),
    "gone": Answer.error(404, "Not Found"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_forge_that_does_not_tell_is_a_gap(
    project: RepoBuilder, server: GitHubServer, run: Run, tmp_path: Path, name: str
) -> None:
    server.fail(ASKED, FAILURES[name], times=9)
    report = tmp_path / "report.md"

    done = run("report", "octo/project", *DAY, "-o", report)

    text = report.read_text("utf8")
    assert done.status == 0
    assert done.err.startswith("octo/project: without pull requests and labels: ")
    assert done.err.count("\n") == 1
    assert "⚠️ The forge could not be asked about pull requests" in text
    assert "queue is drained" in text
    assert SECRET not in text + done.err
    assert run("verify", report, "octo/project").status == 0


def test_what_a_token_may_not_see_is_a_gap_beside_what_it_may(
    project: RepoBuilder, server: GitHubServer, run: Run
) -> None:
    sha = project.sha("main")
    answer = _answered(server, contexts_query([sha]))
    pull = answer["data"]["repository"]["c0"]["associatedPullRequests"]["nodes"][0]
    pull["closingIssuesReferences"] = None
    withheld = {
        **answer,
        "errors": [{"type": "FORBIDDEN", "message": "Resource not accessible by integration"}],
    }
    server.fail(ASKED, Answer.json(withheld))

    done = run("report", "octo/project", "--range", sha, "--lang", "en", "-o", "-")

    assert "labels `type: bug` and `area/queue`" in done.out
    assert " · closes" not in done.out
    assert "⚠️ The forge could not be asked" in done.out
    assert "Resource not accessible by integration" in done.err
    # It is not kept like that: with the right, it is whole.
    assert "closes #3" in written(run)


def test_a_branch_that_is_not_the_default_is_named(
    project: RepoBuilder, server: GitHubServer, run: Run
) -> None:
    sha = project.commit("backport", {"c.py": "c = 1\n"}, author=ADA)
    server.knowledge.pulls.append(KnownPull(8, "Backport", made=sha, base="release/1"))

    text = written(run)

    assert text.count(" · into `release/1`") == 1
    assert "into `main`" not in text


def test_an_open_pull_request_is_named_before_it_is_merged(
    project: RepoBuilder, server: GitHubServer, run: Run
) -> None:
    sha = project.commit("draft", {"c.py": "c = 1\n"}, author=ADA)
    server.knowledge.pulls.append(KnownPull(8, "Bound it", shas=(sha,), state="OPEN", labels=("later",)))
    server.knowledge.pulls.append(KnownPull(5, "Given up", shas=(sha,), state="CLOSED"))

    assert "“Bound it” · labels `later`" in written(run)
    server.knowledge.pulls[-2] = KnownPull(8, "Bound it", shas=(sha,), labels=("settled",))
    assert "“Bound it” · labels `settled`" in written(run)
    server.knowledge.pulls[-2] = KnownPull(8, "Bound it", shas=(sha,), labels=("too late",))
    assert "“Bound it” · labels `settled`" in written(run)


def test_the_title_is_not_said_twice(project: RepoBuilder, server: GitHubServer, run: Run) -> None:
    sha = project.commit("Bound the queue (#8)", {"c.py": "c = 1\n"}, author=ADA)
    server.knowledge.pulls.append(KnownPull(8, "Bound the queue", made=sha))

    assert "“Bound the queue”" not in written(run)


def test_hostile_words_from_the_forge_stay_words(
    project: RepoBuilder, server: GitHubServer, run: Run
) -> None:
    sha = project.commit("more", {"c.py": "c = 1\n"}, author=ADA)
    harm = "--> <script>x</script> `|[a](javascript:b) @everyone \ud800"
    server.knowledge.pulls.append(KnownPull(9, harm, made=sha, labels=(harm,), closes={"4": harm}))

    assert "“--> \\<script>x" in written(run)
    assert "<script>" not in written(run, "--format", "html")
    assert json.loads(written(run, "--format", "json"))


def test_somebody_without_an_account_is_known_by_address(
    project: RepoBuilder, server: GitHubServer, run: Run
) -> None:
    project.commit("hello", {"c.py": "c = 1\n"}, author="Eve <eve@example.org>")

    made = json.loads(written(run, "--format", "json"))

    sections = {one["subject"]: one for group in made["groups"] for one in group["commits"]}
    assert sections["hello"]["context"] == {
        "login": "",
        "first_time": True,
        "pull": None,
        "words": sections["hello"]["context"]["words"],
    }


def test_a_fork_has_pull_requests_of_its_own(project: RepoBuilder, server: GitHubServer, run: Run) -> None:
    sha = project.commit("elsewhere", {"c.py": "c = 1\n"}, author=ADA)
    server.knowledge.pulls.append(KnownPull(1, "Not ours", made=sha, repository="fork/project"))

    assert "Not ours" not in written(run)


def test_many_commits_take_a_query_for_fifty(project: RepoBuilder, server: GitHubServer, run: Run) -> None:
    for number in range(120):
        project.commit(f"feat: {number}", {"n": f"{number}\n"}, author=ADA)

    written(run, "--importance", "formula")

    assert len(server.asked(ASKED)) == 2 * 3


def test_a_folder_is_asked_about_on_request_alone(
    project: RepoBuilder, server: GitHubServer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from history import hosts
    from history.records import Forge

    monkeypatch.setitem(hosts._FORGES, "127", Forge.GITHUB)
    project.config("remote.origin.url", f"{server.address}/octo/project")

    quiet = run("report", project.path, *DAY, "-o", "-")
    asked = len(server.requests)
    told = run("report", project.path, *DAY, "-o", "-", "--pulls")

    assert asked == 0
    assert "🌱" not in quiet.out
    assert "Drain the" in told.out
