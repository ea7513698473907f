"""Whether a flag that moved left one program for another's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from classifier.facts.edits import Edit
from classifier.facts.interface import Change, Fact

_BUILDS_PARSER = {
    "python": re.compile(r"\b\w*Argument_?Parser\(|@(?:\w+\.)?(?:command|group)\b|\bTyper\("),
    "rust": re.compile(r"\bderive\([^)\n]*\bParser\b|\bCommand::new\("),
    "go": re.compile(r"\bflag\.Parse\(|\bkingpin\.New\(|\bcobra\.Command\{|\bNewFlagSet\("),
    "javascript": re.compile(r"\bnew Command\(|\byargs\(|\bcac\("),
    "typescript": re.compile(r"\bnew Command\(|\byargs\(|\bcac\("),
    "shell": re.compile(r"\bcase\b"),
}


def between_programs(fact: Fact, edits: Iterable[Edit]) -> Fact:
    """A move, marked where it is one from a program's parser to another program's."""
    if fact.change is not Change.MOVED or not fact.before or not fact.after:
        return fact
    by_path = {edit.path: edit for edit in edits}
    left, came = by_path.get(fact.before), by_path.get(fact.after)
    if left is None or came is None or left is came:
        return fact
    texts = [edit.new.searched for edit in (left, came) if edit.after]
    builds = _BUILDS_PARSER.get(came.language)
    if builds is None or len(texts) < 2 or left.language != came.language:
        return fact
    codes = ["\n".join(block.code for block in blocks) for blocks in texts]
    module = PurePosixPath(came.path).stem
    if module in {"__init__", "__main__", "main", "mod", "lib", "index"}:
        module = PurePosixPath(came.path).parent.name
    knows = re.search(
        rf"^\s*(?:from|import|use|mod|source)\b[^\n]*\b{re.escape(module)}\b", codes[0], re.MULTILINE
    )
    if knows or not all(builds.search(code) for code in codes):
        return fact
    return replace(fact, extra=MappingProxyType({**fact.extra, "programs": "two"}))
