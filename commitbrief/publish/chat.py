"""The opening of a report, posted to a webhook of Slack, Feishu, Discord or Teams.

The webhook's address is its secret: no message here has more of it than the host. Texts and links go in fields
of their own, so that nothing in a report can become a mention or markup.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, assert_never
from urllib.parse import urlsplit

from commitbrief.output import write_whole
from commitbrief.publish.errors import PublishError
from commitbrief.publish.steps import Published, Step, Verb
from history.foreign import NotationError, json_value, read_bytes
from report.inline import plain
from report.tree import Document

PATIENCE = 20  # seconds without a byte
LARGEST = 18_000  # bytes; Feishu takes 20 KB, Teams 28
LONGEST_EMBED = 4000  # characters; Discord takes 4,096 in a description, and 6,000 in all
LONGEST_TITLE = 250  # characters; Discord takes 256
LONGEST_LINE = 500  # characters
TAKEN = (200, 202, 204)  # Teams' workflows accept, Discord has nothing to say
Json = dict[str, object]


class Chat(StrEnum):
    """Whose webhook it is."""

    SLACK = "slack"
    FEISHU = "feishu"
    DISCORD = "discord"
    TEAMS = "teams"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where to post. `receipts` is a folder that remembers what was posted: nobody can ask a chat. `secret` is
    what a Feishu robot that checks signatures was given, `clock` the seconds since 1970 that it signs."""

    chat: Chat
    url: str
    receipts: Path
    secret: str = field(default="", repr=False)
    clock: Callable[[], float] = field(default=lambda: 0.0, repr=False)

    def __post_init__(self) -> None:
        if self.secret and self.chat is not Chat.FEISHU:
            raise PublishError("only Feishu checks signatures: unset COMMITBRIEF_WEBHOOK_SECRET")


def publish_overview(report: Path, webhook: Webhook, *, dry_run: bool) -> Published:
    """Post the opening of a JSON report, unless just this was posted there before.

    Raises `PublishError` for a file that is no JSON report, and where the chat refuses it.
    """
    host = _host(webhook.url)
    made = read_document(report)
    payload = _fitting(webhook.chat, made)
    told = json.dumps([webhook.url, payload], sort_keys=True).encode()
    receipt = webhook.receipts / hashlib.sha256(told).hexdigest()
    what = f"message on {webhook.chat}: {_title(made)}"
    if receipt.exists():
        return Published((Step(Verb.KEEP, what),))
    if not dry_run:
        _post(webhook, host, payload)
        write_whole(receipt, "")
    return Published((Step(Verb.CREATE, what),))


def _host(url: str) -> str:
    split = urlsplit(url)
    if split.scheme != "https" and split.hostname not in ("127.0.0.1", "localhost"):
        raise PublishError("the webhook's address does not begin with https://")
    return split.netloc.rpartition("@")[2]


def read_document(path: Path) -> Document:
    """A JSON report. Raises `PublishError` for anything else."""
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(Document).validate_python(json_value(read_bytes(path)))
    except OSError as error:
        raise PublishError(f"cannot read {path}: {error.strerror}") from error
    except (NotationError, ValidationError):
        raise PublishError(f"{path} is no JSON report: write it with --format json") from None


def _title(made: Document) -> str:
    return f"{made.repository.name}: {made.title}"


def _lines(made: Document) -> list[str]:
    found = [" | ".join(made.statistics.pieces), *map(plain, made.opening.lead)]
    for lead in made.opening.leads:
        said = " ".join(plain(one.words) for one in lead.effects)
        found.append(f"{lead.icon} {lead.word} · {plain(lead.title)}" + (f": {said}" if said else ""))
    for topic in made.opening.topics:
        found.append(f"{topic.icon} {topic.heading}")
        found += [f"• {plain(news.words)}" for news in topic.news]
    return [line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…" for line in found if line]


def _fitting(chat: Chat, made: Document) -> Json:
    """The message with as many of the lines as it may have."""
    lines = _lines(made)
    for kept in range(len(lines), -1, -1):
        more = [f"… +{len(lines) - kept}"] if kept < len(lines) else []
        payload = _payload(chat, made, [*lines[:kept], *more])
        if len(json.dumps(payload).encode()) <= LARGEST and _fits(chat, payload):
            return payload
    raise PublishError("the report's title alone is too long for a message")


def _fits(chat: Chat, payload: Json) -> bool:
    """Whether the message keeps to what the receiver counts in characters."""
    if chat is not Chat.DISCORD:
        return True
    embeds: Any = payload["embeds"]
    return len(embeds[0]["description"].encode("utf-16-le")) // 2 <= LONGEST_EMBED


def _payload(chat: Chat, made: Document, lines: list[str]) -> Json:
    title, url = _title(made)[:LONGEST_LINE], made.repository.url
    match chat:
        case Chat.SLACK:
            head = {"type": "link", "url": url, "text": title} if url else {"type": "text", "text": title}
            said = [{"type": "text", "text": f"\n{line}"} for line in lines]
            section = {"type": "rich_text_section", "elements": [{**head, "style": {"bold": True}}, *said]}
            block = {"type": "rich_text", "elements": [section]}
            plain_title = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return {"text": plain_title, "blocks": [block], "unfurl_links": False}
        case Chat.FEISHU:
            rows: list[list[Json]] = [[{"tag": "text", "text": line}] for line in lines]
            if url:
                rows.append([{"tag": "a", "text": made.repository.name, "href": url}])
            locale = "zh_cn" if made.language == "zh" else "en_us"
            return {"msg_type": "post", "content": {"post": {locale: {"title": title, "content": rows}}}}
        case Chat.DISCORD:
            embed: Json = {"title": title[:LONGEST_TITLE], "description": "\n".join(map(_unmarked, lines))}
            if url:
                embed["url"] = url
            return {"embeds": [embed], "allowed_mentions": {"parse": []}}
        case Chat.TEAMS:
            # Runs of rich text are shown as they are; a TextBlock would read Markdown.
            rich: list[Json] = [
                {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": line}]} for line in lines
            ]
            bold = {"type": "TextRun", "text": title, "weight": "Bolder", "size": "Medium"}
            card: Json = {
                "type": "AdaptiveCard",
                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                "version": "1.4",
                "msteams": {"width": "Full"},
                "body": [{"type": "RichTextBlock", "inlines": [bold]}, *rich],
            }
            if url:
                card["actions"] = [
                    {"type": "Action.OpenUrl", "title": made.repository.name[:LONGEST_TITLE], "url": url}
                ]
            kind = "application/vnd.microsoft.card.adaptive"
            return {
                "type": "message",
                "attachments": [{"contentType": kind, "contentUrl": None, "content": card}],
            }
        case _:
            assert_never(chat)


def _unmarked(line: str) -> str:
    """Text of which Discord makes no markup, links or mentions."""
    return re.sub(r"[\\*_~`|>#\[\]()<:@-]", r"\\\g<0>", line)


def _signature(webhook: Webhook) -> Json:
    """What proves to Feishu that the sender knows the robot's secret: good for an hour."""
    if not webhook.secret:
        return {}
    stamp = str(int(webhook.clock()))
    digest = hmac.new(f"{stamp}\n{webhook.secret}".encode(), b"", hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(digest).decode("ascii")}


def _post(webhook: Webhook, host: str, payload: Json) -> None:
    import requests

    body, kind = (
        json.dumps({**payload, **_signature(webhook)}).encode(),
        {"Content-Type": "application/json; charset=utf-8"},
    )
    try:
        answer = requests.post(webhook.url, data=body, headers=kind, timeout=PATIENCE, allow_redirects=False)
    except (requests.RequestException, ValueError) as error:
        raise PublishError(f"{host} cannot be reached ({type(error).__name__}): try again later") from None
    if answer.status_code not in TAKEN:
        raise PublishError(f"{host} refused the message ({answer.status_code}): check the webhook")
    if webhook.chat is Chat.FEISHU:
        try:
            code = answer.json().get("code", 0)
        except (ValueError, AttributeError):
            code = "no JSON"
        if code != 0:
            raise PublishError(
                f"{host} refused the message (code {code}): check the webhook, its keywords and its secret"
            )
