"""A report as a note on a merge request in GitLab: written once, and brought up to date with every push."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from commitbrief.publish.entry import Entry
from commitbrief.publish.errors import PublishError
from commitbrief.publish.pages import WORD_JOINER, pages
from commitbrief.publish.steps import Published, Step, Verb

if TYPE_CHECKING:
    from requests import Response

LONGEST = 1_000_000  # characters of a note
PATIENCE = 20  # seconds without a byte
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_COMMAND = re.compile(r"^(?=\s*/)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """A merge request. `api` is where the server has its interface (`…/api/v4`), `project` a path or id."""

    api: str
    project: str
    number: int
    token: str = field(repr=False)

    @property
    def host(self) -> str:
        """The server."""
        return urlsplit(self.api).netloc


def publish_note(place: MergeRequest, entry: Entry, *, dry_run: bool) -> Published:
    """Write the report's note, or bring it up to date. Raises `PublishError`.

    A report that is longer than a note may be ends before a heading, and says so."""
    split = urlsplit(place.api)
    if split.scheme != "https" and split.hostname not in LOOPBACK:
        raise PublishError(f"{place.host} would be sent the token unencrypted: use https")
    body = _body(entry)
    notes = f"/projects/{quote(place.project, safe='')}/merge_requests/{place.number}/notes"
    there = _note(place, notes, entry.mark)
    step = Step(Verb.CREATE, f"note on merge request !{place.number}")
    if there is not None:
        same = str(there["body"]).rstrip() == body.rstrip()
        step = Step(Verb.KEEP if same else Verb.UPDATE, f"note on merge request !{place.number}")
    if step.verb is not Verb.KEEP and not dry_run:
        if there is None:
            _send(place, "POST", notes, body=body)
        else:
            _send(place, "PUT", f"{notes}/{int(there['id'])}", body=body)
    return Published((step,))


def _body(entry: Entry) -> str:
    found = pages(entry.text, LONGEST - 1000)
    more = f"\n\n… (1/{len(found)})" if len(found) > 1 else ""
    # A line that begins with a slash is a command to GitLab, whoever wrote it first.
    text = _COMMAND.sub(WORD_JOINER, found[0].strip())
    return f"{entry.mark}-->\n{text}{more}\n"


def _note(place: MergeRequest, notes: str, mark: str) -> dict[str, Any] | None:
    """Our note: anybody can write a mark, so that it has to be by who the token belongs to."""
    me = _send(place, "GET", "/user").json()["id"]
    page = "1"
    while page:
        answer = _send(place, "GET", f"{notes}?sort=asc&per_page=100&page={page}")
        for one in answer.json():
            if str(one["body"]).startswith(mark) and one["author"]["id"] == me:
                found: dict[str, Any] = one
                return found
        page = answer.headers.get("X-Next-Page", "")
    return None


def _send(place: MergeRequest, verb: str, path: str, **fields: str) -> Response:
    import requests

    headers = {"PRIVATE-TOKEN": place.token, "User-Agent": "commitbrief"}
    try:
        answer = requests.request(
            verb,
            f"{place.api}{path}",
            headers=headers,
            json=fields or None,
            timeout=PATIENCE,
            allow_redirects=False,
        )
        if answer.status_code < 300:
            answer.json()
    except (requests.RequestException, ValueError) as error:
        raise PublishError(
            f"{place.host} cannot be reached ({type(error).__name__}): try again later"
        ) from None
    known = {
        401: "the token in GITLAB_TOKEN is wrong or has expired",
        403: "the token may not do this: it needs the scope `api` and the role Reporter",
        404: f"there is no merge request !{place.number}, or not for this token",
    }
    if answer.status_code >= 300:
        why = known.get(answer.status_code, f"it answered {answer.status_code}: run again later")
        raise PublishError(f"{place.project} on {place.host}: {why}")
    return answer
