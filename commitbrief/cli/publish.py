"""`commitbrief publish`: bring finished reports to where people read them."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitbrief.cli.io import say, tell
from commitbrief.cli.options import DRY_RUN
from commitbrief.exits import Exit

if TYPE_CHECKING:
    from commitbrief.publish.host import Target
    from commitbrief.publish.steps import Published

TO = click.option(
    "--to",
    metavar="REPOSITORY",
    envvar="GITHUB_REPOSITORY",
    required=True,
    help="owner/name, or an address.  [default: $GITHUB_REPOSITORY]",
)
KEY = click.option(
    "--key", default="", help="What a later report replaces this one by.  [default: its title and repository]"
)
PATHS = click.Path(path_type=Path)


@click.group("publish", short_help="Commit reports to a repository, open an issue, comment, notify.")
def command() -> None:
    """Bring finished reports to where people read them. Publishing the same twice changes nothing.

    For GitHub, the token is taken from GH_TOKEN or GITHUB_TOKEN, or from where gh keeps it.
    """


@command.command("files")
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@TO
@click.option(
    "--branch", default="", help="The branch, made if it is not there.  [default: the default branch]"
)
@click.option("--folder", default="", help="A folder of the repository to put them in.")
@click.option("--base", type=PATHS, default=Path(), help="What paths are relative to.  [default: .]")
@click.option(
    "--message", default="docs: update the commit reports", show_default=True, help="Of the commit."
)
@DRY_RUN
def files(  # noqa: PLR0913, PLR0917 - one parameter for each option
    paths: tuple[Path, ...], to: str, branch: str, folder: str, base: Path, message: str, *, dry_run: bool
) -> Exit:
    """Commit report files, and those in folders, to a repository: one commit for all that differ."""
    from commitbrief.publish.files import Wish, publish_files, report_files
    from commitbrief.publish.host import opened

    wish = Wish(report_files(paths, base, folder), message, branch)
    where = _target(to)
    with opened(where, _token(where.host)) as (_, repository):
        done = publish_files(repository, wish, dry_run=dry_run, pause=_pause)
    return _told(done, where.name, dry_run=dry_run)


@command.command("issue")
@click.argument("report", type=PATHS)
@TO
@KEY
@DRY_RUN
def issue(report: Path, to: str, key: str, *, dry_run: bool) -> Exit:
    """Open an issue with a Markdown report, or bring the one that it has up to date.

    What is longer than an issue may be goes on in comments, cut before headings. The issue has the label
    commitbrief.
    """
    from commitbrief.publish.entry import read_entry
    from commitbrief.publish.host import opened
    from commitbrief.publish.thread import publish_issue, who_writes

    where = _target(to)
    entry = read_entry(report, where.web, key)
    with opened(where, _token(where.host)) as (connection, repository):
        done = publish_issue(repository, entry, me=who_writes(connection), dry_run=dry_run)
    return _told(done, where.name, dry_run=dry_run)


@command.command("comment")
@click.argument("report", type=PATHS)
@click.argument("number", type=click.IntRange(min=1))
@TO
@KEY
@DRY_RUN
def comment(report: Path, number: int, to: str, key: str, *, dry_run: bool) -> Exit:
    """Comment with a Markdown report on issue or pull request NUMBER, or bring the comment up to date."""
    from commitbrief.publish.entry import read_entry
    from commitbrief.publish.host import opened
    from commitbrief.publish.thread import publish_comment, who_writes

    where = _target(to)
    entry = read_entry(report, where.web, key)
    with opened(where, _token(where.host)) as (connection, repository):
        done = publish_comment(repository, number, entry, me=who_writes(connection), dry_run=dry_run)
    return _told(done, f"{where.name}#{number}", dry_run=dry_run)


@command.command("note")
@click.argument("report", type=PATHS)
@click.argument("number", type=click.IntRange(min=1), envvar="CI_MERGE_REQUEST_IID")
@click.option(
    "--project",
    metavar="PATH",
    envvar="CI_PROJECT_PATH",
    required=True,
    help="The project in GitLab.  [default: $CI_PROJECT_PATH]",
)
@KEY
@DRY_RUN
def note(report: Path, number: int, project: str, key: str, *, dry_run: bool) -> Exit:
    """Note a Markdown report on GitLab's merge request NUMBER, or bring the note up to date.

    The server is that of CI_API_V4_URL, or gitlab.com. The token is taken from GITLAB_TOKEN: one with the
    scope api, since a job's own may not write notes.
    """
    from urllib.parse import urlsplit

    from commitbrief.publish.entry import read_entry
    from commitbrief.publish.errors import PublishError
    from commitbrief.publish.gitlab import MergeRequest, publish_note

    api = os.environ.get("CI_API_V4_URL", "https://gitlab.com/api/v4").rstrip("/")
    token = os.environ.get("GITLAB_TOKEN", "").strip()
    if not token.isascii() or not token.isprintable() or not token or " " in token:
        raise PublishError("noting needs a token with the scope api: set GITLAB_TOKEN")
    entry = read_entry(report, f"{urlsplit(api).netloc}/{project}", key)
    done = publish_note(MergeRequest(api, project, number, token), entry, dry_run=dry_run)
    return _told(done, f"{project}!{number}", dry_run=dry_run)


@command.command("summary")
@click.argument("report", type=PATHS)
@KEY
@DRY_RUN
def summary(report: Path, key: str, *, dry_run: bool) -> Exit:
    """Show a Markdown report in the summary of the job: the file that GITHUB_STEP_SUMMARY names."""
    from commitbrief.publish.entry import read_entry
    from commitbrief.publish.errors import PublishError
    from commitbrief.publish.summary import publish_summary

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        raise PublishError("there is no job's summary here: GITHUB_STEP_SUMMARY is not set")
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    here = f"{server.partition('://')[2]}/{os.environ.get('GITHUB_REPOSITORY', '')}"
    return _told(
        publish_summary(Path(path), read_entry(report, here, key), dry_run=dry_run), path, dry_run=dry_run
    )


@command.command("chat")
@click.argument("service", type=click.Choice(["slack", "feishu", "discord", "teams"]))
@click.argument("report", type=PATHS)
@DRY_RUN
def chat(service: str, report: Path, *, dry_run: bool) -> Exit:
    """Post the opening of a JSON report to a webhook of Slack, Feishu, Discord or Teams.

    The webhook's address is a secret, and taken from COMMITBRIEF_WEBHOOK; of a Feishu robot that checks
    signatures, the secret is taken from COMMITBRIEF_WEBHOOK_SECRET. What was posted is remembered on
    this machine, and not posted again.
    """
    from platformdirs import user_state_path

    from commitbrief.publish.chat import Chat, Webhook, publish_overview
    from commitbrief.publish.errors import PublishError

    url = os.environ.get("COMMITBRIEF_WEBHOOK", "").strip()
    if not url:
        raise PublishError("posting needs the address of a webhook: set COMMITBRIEF_WEBHOOK")
    receipts = user_state_path("commitbrief", appauthor=False) / "posted"
    secret = os.environ.get("COMMITBRIEF_WEBHOOK_SECRET", "").strip()
    webhook = Webhook(Chat(service), url, receipts, secret, time.time)
    done = publish_overview(report, webhook, dry_run=dry_run)
    return _told(done, service, dry_run=dry_run)


@command.command("mail")
@click.argument("report", type=PATHS)
@click.argument("file", type=PATHS)
@click.option("--sender", metavar="ADDRESS", default="", help="Who writes: name@example.org, or Name <…>.")
@click.option("--receiver", "receivers", metavar="ADDRESS", multiple=True, help="Who reads; may be repeated.")
def mail(report: Path, file: Path, sender: str, receivers: tuple[str, ...]) -> Exit:
    """Write the opening of a JSON report as a mail with text and HTML: FILE.eml, for any mail program or sendmail."""
    from commitbrief.output import write_whole_bytes
    from commitbrief.publish.chat import read_document
    from commitbrief.publish.mail import Envelope
    from commitbrief.publish.mail import mail as made

    write_whole_bytes(file, made(read_document(report), Envelope(sender, receivers)))
    tell(str(file))
    return Exit.OK


@command.command("branch")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("name", default="gh-pages", metavar="[BRANCH]")
@click.option(
    "--home",
    "repository",
    metavar="DIR",
    type=PATHS,
    default=Path(),
    help="The repository whose branch it is.  [default: the one around]",
)
@click.option(
    "--push", "remote", metavar="REMOTE", default="", help="A remote to push it to, such as origin."
)
@click.option("--message", default="docs: update the site", show_default=True, help="Of the commit.")
@DRY_RUN
def branch(  # noqa: PLR0913 - one parameter for each option
    folder: Path, name: str, repository: Path, remote: str, message: str, *, dry_run: bool
) -> Exit:
    """Make a folder (a site) the content of BRANCH (gh-pages), by git alone, as GitHub Pages shows it.

    The work tree and what is checked out stay as they are; the branch keeps its history, and its CNAME.
    """
    from commitbrief.publish.branch import Branch, publish_branch

    done = publish_branch(folder, Branch(repository, name, remote), message, dry_run=dry_run)
    return _told(done, name, dry_run=dry_run)


def _target(to: str) -> Target:
    from commitbrief.publish.host import GITHUB, target

    return target(to, os.environ.get("GITHUB_API_URL") or GITHUB)


def _token(host: str) -> str:
    from commitbrief.cli.access import TOKENS, find_token
    from commitbrief.publish.errors import PublishError

    found = find_token(host)
    if found is None:
        raise PublishError(
            f"publishing needs a token for {host}: set {' or '.join(TOKENS)}, or log in with gh"
        )
    value = found.value
    if not value.isascii() or not value.isprintable() or " " in value:
        raise PublishError(f"{found.origin} holds no token: it has characters that no token has")
    return value


def _pause(attempt: int) -> None:
    time.sleep(min(2**attempt, 30) / 10)


def _told(done: Published, where: str, *, dry_run: bool) -> Exit:
    """Say what was done, or would be."""
    mark = "would " if dry_run else ""
    for step in done.steps:
        say(f"{'' if step.verb == 'unchanged' else mark}{step}")
    if not done.changed:
        say(f"{where}: nothing to change")
    elif not dry_run and done.url:
        tell(done.url)
    return Exit.OK
