"""Who is a program. The lists are the whole knowledge; add a line to teach another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from history.records import Person

# Marks that only programs carry in their names or addresses.
MARKS = (
    r"\[bot\]",  # every GitHub App
    r"[-_. ]bot$",
    r"^bot[-_. ]",
    r"[-_]bot@",
    r"\bautomation\b",
    r"^ci[-_]|[-_]ci$",
)

# Names, and the parts of addresses before the @, in lower case, without `[bot]`.
NAMES = frozenset(
    {
        "allcontributors",
        "autofix-ci",
        "azure-pipelines",
        "bors",
        "buildbot",
        "circleci",
        "cloudflare-pages",
        "codecov",
        "codspeed",
        "copybara-service",
        "crowdin",
        "dependabot",
        "dependabot-preview",
        "depfu",
        "devin-ai-integration",
        "fossabot",
        "gerrit code review",
        "gitbook",
        "github action",
        "github actions",
        "github-actions",
        "github merge queue",
        "gitlab-bot",
        "greenkeeper",
        "homu",
        "imgbot",
        "istio-testing",
        "jenkins",
        "k8s-ci-robot",
        "k8s-infra-cherrypick-robot",
        "k8s-publishing-bot",
        "k8s-release-robot",
        "kodiakhq",
        "lerna-bot",
        "mend-bolt-for-github",
        "mergify",
        "openshift-bot",
        "openshift-cherrypick-robot",
        "openshift-ci",
        "openshift-ci-robot",
        "openshift-merge-robot",
        "pre-commit-ci",
        "pyup-bot",
        "release-please",
        "renovate",
        "renovate-bot",
        "restyled-io",
        "rust-highfive",
        "semantic-release-bot",
        "snyk-bot",
        "sonarcloud",
        "stickler-ci",
        "svc-docs-bot",
        "sweep-ai",
        "travis ci",
        "transifex-integration",
        "weblate",
        "whitesource-bolt",
        "whitesource-renovate",
        "zizmor",
    }
)

# Addresses of programs whose names say nothing.
ADDRESSES = frozenset(
    {
        "action@github.com",
        "actions@github.com",
        "bot@renovateapp.com",
        "github-actions@github.com",
        "hosted@weblate.org",
        "support@dependabot.com",
        "noreply@weblate.org",
    }
)

_MARKS = re.compile("|".join(MARKS), re.IGNORECASE)
_GITHUB_NUMBER = re.compile(r"^\d+\+")


def is_bot(author: Person, extra: Iterable[str] = ()) -> bool:
    """Whether a commit's author is a program. `extra` are further names or addresses, compared without
    regard to case. The committer does not count: a merge button is pressed by people."""
    name, email = author.name.strip().lower(), author.email.strip().lower()
    further = {item.strip().lower() for item in extra}
    if name in further or email in further:
        return True
    local = _GITHUB_NUMBER.sub("", email.partition("@")[0])
    if email in ADDRESSES or name in NAMES or local in NAMES:
        return True
    return any(_MARKS.search(text) for text in (name, local, f"{local}@"))
