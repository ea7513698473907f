"""Turns what a user calls a revision into full commit ids, once, against the repository's own refs."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

from history.errors import HistoryError
from history.git import Git, first_line
from history.selection import ALWAYS, Day, Days, Everything, Range, Selection, SinceLastTag, Window, window

_NEAR = 3
_LONGEST_SHOWN, _LONGEST_ASKED = 200, 4096  # characters; bytes


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
    found = _commit_id(git, revision)
    if found:
        return found
    names = _ref_names(git)
    if revision == "HEAD":
        raise HistoryError(_no_head(git, names))
    if revision in names:
        raise HistoryError(
            f"{revision!r} of {git.place.folder} points at no commit that is there; check it with `git fsck`"
        )
    shown = revision if len(revision) <= _LONGEST_SHOWN else f"{revision[:_LONGEST_SHOWN]}…"
    near = difflib.get_close_matches(shown, names, n=_NEAR)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    shallow = "; the clone is shallow, `git fetch --unshallow` gets the rest" if git.shallow else ""
    raise HistoryError(f"{git.place.folder} has no revision {shown!r}{hint}{shallow}")


def _commit_id(git: Git, revision: str) -> str | None:
    """`:/text` takes everything behind it for text, so that what is found is only then asked for its commit."""
    if not _can_be_asked(revision):
        return None
    if revision.startswith(":/"):
        done = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision)
        revision = done.stdout.decode("ascii", "replace").strip() or revision
    done = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = done.stdout.split()
    return found[-1].decode("ascii") if done.returncode == 0 and found else None


def _can_be_asked(revision: str) -> bool:
    """Whether a text can be an argument of git: no NUL, no half of a character, not without end."""
    try:
        encoded = os.fsencode(revision)
    except UnicodeEncodeError:
        return False
    return b"\0" not in encoded and len(encoded) <= _LONGEST_ASKED


def _no_head(git: Git, names: list[str]) -> str:
    if not names:
        return f"{git.place.folder} has no commits yet"
    return f"HEAD of {git.place.folder} points at no commit; name a branch or tag, for example {names[0]}"


def _ref_names(git: Git) -> list[str]:
    done = git.ask("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
    return [name for name in done.stdout.decode("utf8", "backslashreplace").split("\n") if name]


# `X^!` is X alone, `X^-` and `X^-2` what X brought in beside its first or second parent, `X^@` all behind it.
_SHORTHAND = re.compile(r"(.*)\^(?:(!)|-(\d*)|(@))$", re.DOTALL)


def _range(git: Git, expression: str) -> Walk:
    expression = expression.strip()
    if expression.startswith(":/"):
        return Walk((commit_id(git, expression),), single=True)
    if short := _SHORTHAND.match(expression):
        return _shorthand(git, short)
    for dots in ("...", ".."):
        left, found, right = expression.partition(dots)
        if not found:
            continue
        first, second = commit_id(git, left.strip() or "HEAD"), commit_id(git, right.strip() or "HEAD")
        if dots == "..":
            return Walk((second,), (first,))
        return Walk((first, second), _bases(git, first, second))
    return Walk((commit_id(git, expression.strip()),), single=True)


def _bases(git: Git, first: str, second: str) -> tuple[str, ...]:
    """Where two histories part. What a shallow clone hides of them counts as far as it is there all the same."""
    left, right = ([tip, *behind_ends(git, [tip]).there] for tip in (first, second))
    found = [git.read("merge-base", "--all", one, *right).stdout.decode("ascii").split() for one in left]
    return tuple(dict.fromkeys(sha for some in found for sha in some))


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of a shallow clone behind some commits, and the parents of those ends that are there all the same."""

    ends: frozenset[str] = frozenset()
    there: tuple[str, ...] = ()


def behind_ends(git: Git, tips: Sequence[str]) -> Ends:
    """What a shallow clone hides behind `tips`, as far as its commits are there all the same: it was whole before
    somebody fetched with `--depth`."""
    ends, there = frozenset[str](), list[str]()
    while git.shallow and tips:
        behind = git.read("rev-list", *tips, *there, "--").stdout.decode("ascii").split()
        fresh = git.shallow.intersection(behind) - ends
        if not fresh:
            break
        ends |= fresh
        there += sorted(git.there(parent for sha in fresh for parent in git.parents(sha)))
    return Ends(ends, tuple(there))


def _shorthand(git: Git, short: re.Match[str]) -> Walk:
    sha = commit_id(git, short[1].strip() or "HEAD")
    if short[2]:
        return Walk((sha,), single=True)
    parents = git.parents(sha)
    if short[4]:
        return Walk(parents, single=False) if parents else Walk((sha,), (sha,))
    number = int(short[3] or 1)
    if not 0 < number <= len(parents):
        raise HistoryError(f"{short[0]!r} names parent {number} of a commit that has {len(parents)}")
    return Walk((sha,), (parents[number - 1],))


def tagged_commits(git: Git) -> dict[str, str]:
    """What each tag names in the end, by the tag's full name: a tag of a tag is followed. Raises `HistoryError`."""
    listing = git.ask("show-ref", "--tags", "--dereference")
    if listing.returncode and listing.stderr:
        raise HistoryError(f"the tags of {git.place.folder} cannot be read: {first_line(listing.stderr)}")
    found: dict[str, str] = {}
    for line in listing.stdout.decode("utf8", "backslashreplace").split("\n"):
        sha, _, name = line.partition(" ")
        if name:
            found[name.removesuffix("^{}")] = sha  # the end of a chain comes after its beginning
    return found


def _last_tag(git: Git, tip: str) -> str | None:
    """The commit of the tag that `git describe --tags` names: of those behind `tip` the one with the fewest commits
    between."""
    tagged = tagged_commits(git)
    if not tagged:
        return None
    described = git.ask("describe", "--tags", "--abbrev=0", tip)
    name = described.stdout.decode("utf8", "backslashreplace").strip()
    return tagged.get(f"refs/tags/{name}") if described.returncode == 0 else None
