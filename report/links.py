"""Addresses of commits, files, lines and issues on the web host of a repository."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never
from urllib.parse import quote

from history.briefs import Evidence, IssueRef, Side
from history.records import Commit, Forge, WebHost

SAFE_BASE = re.compile(r"https?://[\w.:\[\]-]+(?:/[\w.~%+/-]*)?\Z", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses on `web`; all are `None` for a repository that is on no web host."""

    web: WebHost | None

    @property
    def base(self) -> str | None:
        """The repository's page; `None` where the remote is no plain http(s) address."""
        base = self.web.base if self.web else ""
        return base if SAFE_BASE.match(base) else None

    def commit(self, sha: str) -> str | None:
        """The page of a commit."""
        if self.web is None or self.base is None or not sha:
            return None
        match self.web.forge:
            case Forge.GITHUB | Forge.GITEA:
                return f"{self.base}/commit/{sha}"
            case Forge.GITLAB:
                return f"{self.base}/-/commit/{sha}"
            case Forge.BITBUCKET:
                return f"{self.base}/commits/{sha}"
            case _:
                assert_never(self.web.forge)

    def line(self, sha: str, path: str, line: int) -> str | None:
        """The permanent page of a file at a revision, at `line`; 0 stands for the whole file."""
        if self.web is None or self.base is None or not sha or not path:
            return None
        where = quote(path.encode("utf8", "surrogateescape"), safe="/")
        match self.web.forge:
            case Forge.GITHUB:
                return f"{self.base}/blob/{sha}/{where}" + (f"#L{line}" if line else "")
            case Forge.GITLAB:
                return f"{self.base}/-/blob/{sha}/{where}" + (f"#L{line}" if line else "")
            case Forge.GITEA:
                return f"{self.base}/src/commit/{sha}/{where}" + (f"#L{line}" if line else "")
            case Forge.BITBUCKET:
                return f"{self.base}/src/{sha}/{where}" + (f"#lines-{line}" if line else "")
            case _:
                assert_never(self.web.forge)

    def evidence(self, commit: Commit, evidence: Evidence) -> str | None:
        """The line that proves something, on its side of the diff: after the commit, or in its first
        parent. Evidence in the message leads to the commit itself."""
        if not evidence.path:
            return self.commit(commit.sha)
        if evidence.side is Side.NEW:
            return self.line(commit.sha, evidence.path, evidence.line)
        parent = commit.parents[0] if commit.parents else ""
        return self.line(parent, evidence.path, evidence.line)

    def issue(self, issue: IssueRef) -> str | None:
        """The page of an issue or pull request, here or in another repository of the same host."""
        if self.web is None or self.base is None or issue.number < 1:
            return None
        base = self.base
        if issue.repository:
            if not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+", issue.repository, re.ASCII):
                return None
            base = "/".join(base.split("/")[:3]) + f"/{issue.repository}"
        infix = "/-" if self.web.forge is Forge.GITLAB else ""
        return f"{base}{infix}/issues/{issue.number}"
