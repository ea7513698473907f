"""Turns what a user calls a revision into full commit ids, once, against the repository's own refs."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from history.errors import HistoryError
from history.git import Git, first_line
from history.selection import ALWAYS, Day, Days, Everything, Range, Selection, SinceLastTag, Window, window

_NEAR = 3


@dataclass(frozen=True, slots=True)
class Walk:
    """A selection in git's terms. `tips` minus `excluded` (and their ancestors) are walked; `single`
    takes the tips alone. `window` is applied to committer dates."""

    tips: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    window: Window = ALWAYS
    single: bool = False

    @property
    def arguments(self) -> list[str]:
        """What `git rev-list` is told."""
        return [*self.tips, *(f"^{sha}" for sha in self.excluded), "--"]


def resolve(git: Git, selection: Selection) -> Walk:
    """The walk that a selection means. Raises `HistoryError` for an unknown revision, a bad zone, or a
    repository without commits."""
    match selection:
        case Day(ref=ref) | Days(ref=ref):
            return Walk((commit_id(git, ref),), window=window(selection))
        case Everything(ref):
            return Walk((commit_id(git, ref),))
        case SinceLastTag(ref):
            tip = commit_id(git, ref)
            tag = _last_tag(git, tip)
            return Walk((tip,), (tag,) if tag else ())
        case Range(expression):
            return _range(git, expression)


def commit_id(git: Git, revision: str) -> str:
    """The full id of the commit that `revision` names. Raises `HistoryError`, naming near refs."""
    done = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = done.stdout.split()
    if done.returncode == 0 and found:
        return found[-1].decode("ascii")
    names = _ref_names(git)
    if revision == "HEAD":
        raise HistoryError(_no_head(git, names))
    if revision in names:
        raise HistoryError(
            f"{revision!r} of {git.place.folder} points at no commit that is there; check it with `git fsck`"
        )
    near = difflib.get_close_matches(revision[:200], names, n=_NEAR)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    shallow = "; the clone is shallow, `git fetch --unshallow` gets the rest" if git.shallow else ""
    raise HistoryError(f"{git.place.folder} has no revision {revision!r}{hint}{shallow}")


def _no_head(git: Git, names: list[str]) -> str:
    if not names:
        return f"{git.place.folder} has no commits yet"
    return f"HEAD of {git.place.folder} points at no commit; name a branch or tag, for example {names[0]}"


def _ref_names(git: Git) -> list[str]:
    done = git.ask("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
    return [name for name in done.stdout.decode("utf8", "backslashreplace").split("\n") if name]


def _range(git: Git, expression: str) -> Walk:
    for dots in ("...", ".."):
        left, found, right = expression.partition(dots)
        if not found:
            continue
        first, second = commit_id(git, left.strip() or "HEAD"), commit_id(git, right.strip() or "HEAD")
        if dots == "..":
            return Walk((second,), (first,))
        bases = git.read("merge-base", "--all", first, second).stdout.decode("ascii").split()
        return Walk((first, second), tuple(bases))
    return Walk((commit_id(git, expression.strip()),), single=True)


def _last_tag(git: Git, tip: str) -> str | None:
    """The first tagged commit that is met walking back from `tip`, newest first."""
    listing = git.ask("for-each-ref", "--format=%(objectname) %(*objectname)", "refs/tags")
    if listing.returncode:
        raise HistoryError(f"the tags of {git.place.folder} cannot be read: {first_line(listing.stderr)}")
    tagged = {line.split()[-1].decode("ascii") for line in listing.stdout.split(b"\n") if line.strip()}
    if not tagged:
        return None
    walked = git.read("rev-list", tip, "--")
    shas = walked.stdout.decode("ascii").split("\n")
    return next((sha for sha in shas if sha in tagged), None)
