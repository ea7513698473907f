"""Credentials are recognised by their issuers' own forms and never leave this room unmasked."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from classifier.facts.interface import Fact

SHOWN = 4  # characters of a credential that stay visible: its issuer's mark
SECRET = re.compile(
    r"(?P<secret>\bgh[pousr]_[A-Za-z0-9]{20,255}|\bgithub_pat_\w{20,255}|\bglpat-[\w-]{20,64}"
    r"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|\bxox[abprs]-[\w-]{10,200}|\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,200}|\bhf_[A-Za-z0-9]{30,64}\b"
    r"|\bnvapi-[\w-]{30,128}|\bAIza[\w-]{35}"
    r"|\bnpm_[A-Za-z0-9]{36}\b|\bpypi-[\w-]{50,255}|\beyJ[\w-]{15,2000}\.eyJ[\w-]{15,2000}\.[\w-]{10,2000})"
    r"|(?:password|passwd|secret|api_?key|access_?token|auth_?token"
    r"|private_?key)[\"']?\s{0,4}[:=]\s{0,4}[\"'](?P<given>[^\s\"'$<>{}%*]{8,200})[\"']",
    re.IGNORECASE,
)


# What a text with a credential is never without, in lower case: to look for these costs next to nothing.
_MARKS = (
    "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "akia", "asia", "xox", "sk-", "hf_", "nvapi-", "aiza", "npm_",
    "pypi-", "eyj", "password", "passwd", "secret", "key", "token",
)  # fmt: skip
_SECRET_NAME = re.compile(
    r"(?:^|[._-]|(?<=[a-z]))(?:pass(?:word|wd|phrase)|secret|api[_-]?key|apiKey|access[_-]?key"
    r"|(?:access|auth|api|bearer|refresh)[_-]?token|private[_-]?key|credentials?)$",
    re.IGNORECASE,
)


def is_secret(key: str) -> bool:
    """Whether the value of a key of this name is nobody's business.

    >>> is_secret("db_password"), is_secret("apiKey"), is_secret("max_tokens"), is_secret("secretName")
    (True, True, False, False)
    """
    return _SECRET_NAME.search(key) is not None


def masked(text: str) -> str:
    """The text with every credential cut down to its first characters.

    >>> masked("token = ghp_" + "a" * 36)
    'token = ghp_…'
    """
    return SECRET.sub(_mask, text)


def _mask(match: re.Match[str]) -> str:
    if match["given"] is None:
        return match.group()[:SHOWN] + "…"
    begin = match.start("given") - match.start()
    return match.group()[:begin] + "…" + match.group()[begin + len(match["given"]) :]


@lru_cache(maxsize=4096)  # thousands of facts name the same folder
def _holds_secret(text: str) -> bool:
    lower = text.lower()
    return any(mark in lower for mark in _MARKS) and SECRET.search(text) is not None


def scrubbed(fact: Fact) -> Fact:
    """The fact without credentials, whichever of its texts held them."""
    texts = (fact.name, fact.owner, fact.before or "", fact.after or "", *fact.extra.values())
    if not any(map(_holds_secret, {*texts, *(each.text for each in fact.evidence)})):
        return fact
    return replace(
        fact,
        name=masked(fact.name),
        owner=masked(fact.owner),
        before=None if fact.before is None else masked(fact.before),
        after=None if fact.after is None else masked(fact.after),
        evidence=tuple(replace(each, text=masked(each.text)) for each in fact.evidence),
        extra=MappingProxyType({key: masked(value) for key, value in fact.extra.items()}),
    )
