"""The opening of a report as a mail: a file that any mail program opens, and any `sendmail` sends.

The same report gives the same bytes: the date is that of its newest commit, and the message's id is made of what it says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from commitbrief.publish.errors import PublishError
from report.inline import plain
from report.text import clean
from report.tree import Document

SUBJECT = 200  # characters
STYLE = "font-family:sans-serif;line-height:1.45;max-width:46em"


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom: addresses, or names with addresses in angle brackets; "" leaves it to who sends the mail."""

    sender: str = ""
    receivers: tuple[str, ...] = ()


def mail(made: Document, envelope: Envelope) -> bytes:
    """The mail, with lines that end as RFC 5322 has them. Raises `PublishError` for what is no address."""
    message = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))
    title = f"{made.repository.name}: {made.title}"
    message["Subject"] = title if len(title) <= SUBJECT else f"{title[: SUBJECT - 1]}…"
    try:
        if envelope.sender:
            message["From"] = envelope.sender
        if envelope.receivers:
            message["To"] = ", ".join(envelope.receivers)
    except (ValueError, IndexError, MessageError) as error:
        raise PublishError(f"no address for a mail: {error}") from error
    for name in ("From", "To"):
        if message[name] and not all(_sound(one) for one in message[name].addresses):
            raise PublishError(f"{message[name]!s} is no address for a mail: write name@example.org")
    message["Date"] = format_datetime(_moment(made))
    text = "\n".join(_lines(made)) + "\n"
    digest = hashlib.sha256(f"{title}\n{text}".encode("utf8", "backslashreplace")).hexdigest()
    message["Message-ID"] = f"<{digest[:32]}@commitbrief.invalid>"
    message["Content-Language"] = made.language
    message.set_content(text, charset="utf8", cte="base64")
    message.add_alternative(_html(made), subtype="html", charset="utf8", cte="base64")
    message.set_boundary(f"commitbrief-{digest[32:]}")
    return message.as_bytes()


def _sound(address: Address) -> bool:
    return bool(address.username and address.domain)


def _moment(made: Document) -> datetime:
    sections = [one for group in made.groups for one in group.commits]
    moments = [datetime.fromisoformat(one.committer.date) for one in sections if one.committer.date]
    if moments:
        return max(moments)
    return (
        datetime.fromisoformat(made.period.until) if made.period.until else datetime(1970, 1, 1, tzinfo=UTC)
    )


def _lines(made: Document) -> Iterator[str]:
    yield from (clean(f"{made.repository.name}: {made.title}"), "", " | ".join(made.statistics.pieces))
    yield from (plain(line) for line in made.opening.lead)
    if made.empty:
        yield made.empty
    for lead in made.opening.leads:
        yield ""
        yield f"{lead.icon} {lead.word} · {plain(lead.title)}"
        yield from (f"   {plain(one.words)}" for one in lead.effects)
        if lead.advice:
            yield f"   -> {plain(lead.advice.words)}"
        yield from (f"   {one.url}" for one in lead.commits[:1] if one.url)
    for topic in made.opening.topics:
        yield from ("", f"{topic.icon} {topic.heading}")
        yield from (f" - {plain(news.words)}" for news in topic.news)
    if made.repository.url:
        yield from ("", made.repository.url)


def _html(made: Document) -> str:
    """Tags that every mail program knows, and no picture or style from elsewhere."""
    title = escape(f"{made.repository.name}: {made.title}")
    body = [
        f'<h1 style="font-size:1.2em">{title}</h1>',
        f"<p>{escape(' | '.join(made.statistics.pieces))}</p>",
    ]
    body += [f"<p>{escape(plain(line))}</p>" for line in made.opening.lead]
    body += [f"<p>{escape(made.empty)}</p>"] if made.empty else []
    for lead in made.opening.leads:
        claim = escape(plain(lead.title))
        url = next((one.url for one in lead.commits[:1] if one.url), "")
        head = f'<a href="{escape(url)}">{claim}</a>' if url else claim
        said = "".join(f"<br>{escape(plain(one.words))}" for one in lead.effects)
        duty = f"<br>&rarr; {escape(plain(lead.advice.words))}" if lead.advice else ""
        body.append(
            f"<p>{lead.icon} <strong>{escape(lead.word)}</strong> &middot; <strong>{head}</strong>{said}{duty}</p>"
        )
    for topic in made.opening.topics:
        items = "".join(f"<li>{escape(plain(news.words))}</li>" for news in topic.news)
        body.append(f"<p><strong>{topic.icon} {escape(topic.heading)}</strong></p><ul>{items}</ul>")
    if made.repository.url:
        body.append(f'<p><a href="{escape(made.repository.url)}">{escape(made.repository.url)}</a></p>')
    page = f'<!DOCTYPE html>\n<html lang="{made.language}"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f'{page}\n<body style="{STYLE}">\n' + "\n".join(body) + "\n</body></html>\n"
