"""Python: pyproject.toml, requirements files, setup.cfg, setup.py, Pipfile, constraints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from classifier.facts.compare import Item
from classifier.facts.dependencies.interface import Format
from classifier.facts.interface import Subject
from classifier.facts.lines import Block

_SECTION = re.compile(r"^[ \t]*\[{1,2}\s*([^\]]{1,120}?)\s*\]{1,2}\s*$")
_ARRAY = re.compile(r"^[ \t]*(?P<key>\"?[\w.-]{1,80}\"?)\s*=\s*\[(?P<rest>.*)$")
_STRING = re.compile(r"\"([^\"\n]{1,300})\"|'([^'\n]{1,300})'")
_PAIR = re.compile(r"^[ \t]*\"?(?P<key>[A-Za-z0-9][\w.-]{0,80})\"?\s*=\s*(?P<value>[^\n]{1,300})$")
_VERSION_KEY = re.compile(r"\bversion\s*=\s*[\"']([^\"']{1,100})[\"']")
_GIT_KEY = re.compile(r"\b(?:rev|tag|branch|ref)\s*=\s*[\"']([^\"']{1,100})[\"']")
_BARE = re.compile(r"^[A-Za-z0-9][\w.-]{0,80}(?:\[[^\]]{0,80}\])?\s*(?:$|[=<>!~;@,(])")
_SPECIFIED = re.compile(r"^[A-Za-z0-9][\w.-]{0,80}(?:\[[^\]]{0,80}\])?\s*(?:===?|[<>!~]=?|@)")
_SETUP_ARRAY = re.compile(
    r"\b(?P<key>install_requires|setup_requires|tests_require|extras_require)\s*=\s*[\[{]"
)


def _requirement(text: str, line: int, owner: str) -> Item | None:
    """One PEP 508 requirement; `None` if it is not one."""
    try:
        found = Requirement(text.strip())
    except InvalidRequirement:
        return None
    value = str(found.specifier) or (found.url or "")
    extra = (("marker", str(found.marker)),) if found.marker else ()
    return Item(canonicalize_name(found.name), line, owner=owner, value=value, extra=extra)


def _group(section: str, key: str) -> str | None:
    """The dependency group an array stands for, `None` if it holds no requirements."""
    if key == "dependencies" and section in {"project", ""}:
        return ""
    if section == "build-system" and key == "requires":
        return "build"
    if section == "project.optional-dependencies":
        return f"optional: {key}"
    if section in {"dependency-groups", "tool.pdm.dev-dependencies"}:
        return f"group: {key}"
    if section == "tool.uv" and key in {
        "dev-dependencies",
        "constraint-dependencies",
        "override-dependencies",
    }:
        return key
    return None


def _pyproject(block: Block) -> Iterator[Item]:
    section, group, inside = "", "", False
    for number, line in block.numbered(block.bare):
        header = _SECTION.match(line)
        if header and not inside:
            section = header.group(1).replace('"', "")
            continue
        array = _ARRAY.match(line)
        if array and not inside:
            known = _group(section, array["key"].strip('"'))
            strings, closed = array["rest"], _closes(array["rest"])
            if known is not None:
                yield from _strings(strings, number, known)
                group = known
            inside = known is not None and not closed
            continue
        if inside:
            yield from _strings(line, number, group)
            inside = not _closes(line)
        elif re.fullmatch(
            r"tool\.poetry(?:\.group\.[\w-]+)?\.(?:dev-)?dependencies|packages|dev-packages", section
        ):
            yield from _poetry(line, number, section)
        elif (
            not section
            and re.match(r"^[ \t]*[\"'][^\"']+[\"'],?\s*$", line)
            and _SPECIFIED.match(line.strip(" \t\"',"))
        ):
            yield from _strings(line, number, "")


def _closes(line: str) -> bool:
    return "]" in re.sub(r"\"[^\"]*\"|'[^']*'", "", line)


def _strings(text: str, number: int, owner: str) -> Iterator[Item]:
    for match in _STRING.finditer(text):
        item = _requirement(match.group(1) or match.group(2), number, owner)
        if item is not None:
            yield item


def _poetry(line: str, number: int, section: str) -> Iterator[Item]:
    pair = _PAIR.match(line)
    if pair is None or pair["key"] == "python":
        return
    value = pair["value"].strip()
    if value.startswith("{"):
        found = _VERSION_KEY.search(value) or _GIT_KEY.search(value)
        value = found.group(1) if found else ""
    owner = (
        "dev"
        if "dev" in section
        else re.sub(r"^tool\.poetry\.(?:group\.)?|\.?dependencies$|packages$", "", section)
    )
    yield Item(canonicalize_name(pair["key"]), number, owner=owner, value=value.strip("\"'").strip("*"))


def _requirements(block: Block) -> Iterator[Item]:
    for number, line in block.numbered(block.bare):
        text = line.split(" --hash")[0].strip().rstrip("\\").strip()
        if text and not text.startswith("-") and _BARE.match(text):
            item = _requirement(text, number, "")
            if item is not None:
                yield item


def _setup_cfg(block: Block) -> Iterator[Item]:
    section, key = "", ""
    for number, line in block.numbered(block.bare):
        header = _SECTION.match(line)
        if header:
            section, key = header.group(1), ""
            continue
        text = line
        if line[:1].strip():
            head, _, rest = line.partition("=")
            key, text = head.strip(), rest
        wanted = (
            section == "options" and key in {"install_requires", "setup_requires", "tests_require"}
        ) or (section == "options.extras_require")
        if wanted and text.strip():
            item = _requirement(text, number, f"optional: {key}" if "extras" in section else "")
            if item is not None:
                yield item


def _setup_py(block: Block) -> Iterator[Item]:
    for match in _SETUP_ARRAY.finditer(block.code):
        depth = 0
        for bracket in re.finditer(r"[\[\]{}]", block.code[match.end() - 1 : match.end() + 8_000]):
            depth += 1 if bracket.group() in "[{" else -1
            if depth == 0:
                break
        else:
            continue
        begin = match.end()
        for string in _STRING.finditer(block.bare, begin, begin + bracket.end()):
            if _SPECIFIED.match(string.group().strip("\"'")) or match["key"] != "extras_require":
                item = _requirement(string.group().strip("\"'"), block.line_at(string.start()), "")
                if item is not None:
                    yield item


_REQUIRES = re.compile(
    r"^[ \t]*(?:requires-python|python_requires|python)\s*=\s*[\"']?"
    r"(?P<value>[^\"',\n]+(?:,[^\"'\n]+)*?)[\"']?,?\s*$",
    re.MULTILINE,
)


def _language(block: Block) -> Iterator[Item]:
    for match in _REQUIRES.finditer(block.bare):
        value = match["value"].strip()
        if re.match(r"[<>=~^!\d]", value):
            yield Item("python", block.line_at(match.start("value")), value=value)


def _name(path: str) -> str:
    return path.rpartition("/")[2].lower()


def _is_requirements(path: str) -> bool:
    name = _name(path)
    folder = PurePosixPath(path).parent.name.lower()
    return name.endswith((".txt", ".in")) and (
        bool(re.search(r"(?:^|[._-])(?:requirements?|constraints?)(?:[._-]|$)", name))
        or folder in {"requirements", "constraints"}
    )


FORMATS = (
    Format("python", lambda path: _name(path) in {"pyproject.toml", "pipfile"}, _pyproject),
    Format("python", _is_requirements, _requirements),
    Format("python", lambda path: _name(path) == "setup.cfg", _setup_cfg),
    Format("python", lambda path: _name(path) == "setup.py", _setup_py),
    Format(
        "python",
        lambda path: _name(path) in {"pyproject.toml", "setup.cfg", "setup.py"},
        _language,
        Subject.LANGUAGE_VERSION,
    ),
)
