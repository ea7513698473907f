"""What images, workflows and hooks pull in: Dockerfile, `uses:`, pre-commit, image tags in manifests, and version variables in scripts and build files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.compare import Item
from classifier.facts.dependencies.interface import Format
from classifier.facts.interface import Subject
from classifier.facts.lines import Block, language_of

_FROM = re.compile(
    r"^[ \t]*FROM[ \t]+(?:--platform=\S+[ \t]+)?(?P<image>[^\s#]{1,300})"
    r"(?:[ \t]+AS[ \t]+(?P<stage>[\w.-]{1,80}))?",
    re.MULTILINE | re.IGNORECASE,
)
_TAG = re.compile(r"^(?P<name>[^@\s]+?)(?::(?P<tag>[^/:@\s]+))?(?:@(?P<digest>sha256:[0-9a-f]{8,64}))?$")


def _from(block: Block) -> Iterator[Item]:
    inner = {match["stage"] for match in _FROM.finditer(block.bare) if match["stage"]} | {"scratch"}
    for match in _FROM.finditer(block.bare):
        image = _TAG.match(match["image"])
        if image is None or match["image"] in inner or match["image"].startswith("$"):
            continue
        version = image["tag"] or (image["digest"] or "")[:19]
        yield Item(
            image["name"], block.line_at(match.start("image")), owner=match["stage"] or "", value=version
        )


# A name that says "version" and a value that looks like one, or a commit.
_VARIABLE = re.compile(
    r"^[ \t]*(?:-[ \t]+)?(?:(?:ARG|ENV|export|readonly|local|declare|set)[ \t]+)?[\"']?"
    r"(?P<name>[A-Za-z][A-Za-z0-9_]*?_(?:VERSION|VER|REF|TAG|COMMIT|SHA|REVISION|version|ref|tag|commit|sha))[\"']?"
    r"[ \t]*(?::=|\?=|=|:)[ \t]*[\"']?(?:\$\{\w+:-)?(?P<value>[\w.][\w.+/:-]{0,100})[\"'}]{0,2}[ \t]*"
    r"(?:[;\\,].*)?$",
    re.MULTILINE,
)
_CODE_VARIABLE = re.compile(
    r"^[ \t]*(?P<name>[A-Z][A-Z0-9_]*_(?:VERSION|REF|TAG|COMMIT|SHA))\s*(?::\s*\w+\s*)?=\s*[\"']"
    r"(?P<value>[\w.][\w.+-]{0,80})[\"']\s*$",
    re.MULTILINE,
)
_VARIABLE_MARK = re.compile(
    r"_(?:VERSION|VER|REF|TAG|COMMIT|SHA|REVISION|version|ref|tag|commit|sha)[\"']?\s*[:=?]"
)
_VERSION_LIKE = re.compile(
    r"v?\d+(?:\.\w+)+(?:[+-][\w.]+)*|v?\d+|[0-9a-f]{7,40}|[\w.-]*\d+\.\d+[\w.+-]*|main|master|latest"
    r"|nightly|stable"
)


def _variables(block: Block) -> Iterator[Item]:
    if not _VARIABLE_MARK.search(block.text):  # spares most files the masking of their comments
        return
    pattern = _CODE_VARIABLE if block.language == "python" else _VARIABLE
    for match in pattern.finditer(block.bare):
        if _VERSION_LIKE.fullmatch(match["value"]):
            yield Item(
                match["name"],
                block.line_at(match.start("name")),
                value=match["value"],
                extra=(("form", "variable"),),
            )


_IMAGE = re.compile(
    r"^[ \t]*(?:-[ \t]+)?(?:image|\w*[iI]mage):[ \t]*[\"']?(?P<name>[\w.-]+(?:[:.]\d+)?(?:/[\w.-]+)*):"
    r"(?P<tag>[\w][\w.-]{0,127})[\"']?[ \t]*$",
    re.MULTILINE,
)
_USES = re.compile(
    r"^[ \t]*(?:-[ \t]+)?uses:[ \t]*[\"']?(?P<name>[\w.-]+/[\w./-]+)@(?P<ref>[\w./-]{1,100})[\"']?"
    r"(?:[ \t]*#[ \t]*(?:tag[=:][ \t]*)?(?P<note>v?\d[\w.+-]*))?",
    re.MULTILINE,
)


def _images(block: Block) -> Iterator[Item]:
    if not _IMAGE.search(block.text):  # masking the comments of a large manifest costs more than this
        return
    for match in _IMAGE.finditer(block.bare):
        yield Item(
            match["name"], block.line_at(match.start("name")), value=match["tag"], extra=(("form", "image"),)
        )


def _actions(block: Block) -> Iterator[Item]:
    for match in _USES.finditer(block.text):
        note = match["note"] or ""
        pinned = re.fullmatch(r"[0-9a-f]{40}", match["ref"]) is not None
        value = note if pinned and note else match["ref"]
        extra = (("pin", "commit"), ("commit", match["ref"][:12])) if pinned else ()
        yield Item(match["name"], block.line_at(match.start("name")), value=value[:40], extra=extra)


_INSTALLED = re.compile(
    r"(?<![\w./-])[\"']?(?P<name>[A-Za-z][A-Za-z0-9._-]{0,60})(?:\[[\w,.-]{0,60}\])?"
    r"(?P<value>(?:==|>=|~=|<=)[0-9][\w.*+!]{0,40}(?:,[<>=!~]{1,2}[0-9][\w.*]{0,30}){0,3})"
)
_INSTALLS = re.compile(r"pip3? (?:install|sync)|\$\{?\w*PIP\w*\}?[\"']? install|uv add|--with ")


def _installed(block: Block) -> Iterator[Item]:
    """Python packages that an image or script installs with a version, over continued lines."""
    if not _INSTALLS.search(block.text):
        return
    installing = False
    for number, line in block.numbered(block.bare):
        installing = installing or _INSTALLS.search(line) is not None
        if installing:
            for match in _INSTALLED.finditer(line):
                yield Item(match["name"].lower(), number, value=match["value"], extra=(("form", "install"),))
        installing = installing and line.rstrip().endswith("\\")


_HOOK = re.compile(
    r"^[ \t]*-[ \t]+repo:[ \t]*[\"']?(?P<name>https?://\S+?)(?:\.git)?[\"']?[ \t]*$"
    r"(?P<body>(?:\n(?![ \t]*-[ \t]+repo:)[^\n]*){0,6})",
    re.MULTILINE,
)
_REV = re.compile(r"^[ \t]*rev:[ \t]*[\"']?(?P<value>[^\s\"'#]+)", re.MULTILINE)


def _hooks(block: Block) -> Iterator[Item]:
    for match in _HOOK.finditer(block.bare):
        rev = _REV.search(match["body"])
        if rev:
            name = "/".join(match["name"].rstrip("/").split("/")[-2:])
            yield Item(name, block.line_at(match.start("body") + rev.start("value")), value=rev["value"])


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _is_workflow(path: str) -> bool:
    return bool(re.search(r"(?:^|/)\.github/(?:workflows|actions)/.*\.ya?ml$", path)) or _name(path) in {
        "action.yml",
        "action.yaml",
    }


def _is_yaml(path: str) -> bool:
    return language_of(path) == "yaml" and not _name(path).startswith((".pre-commit", "Chart."))


FORMATS = (
    Format("docker", lambda path: language_of(path) == "dockerfile", _from, Subject.BASE_IMAGE),
    Format(
        "variable",
        lambda path: (
            language_of(path) in {"dockerfile", "shell", "make", "python"}
            or _is_yaml(path)
            or _name(path) == "gradle.properties"
        ),
        _variables,
    ),
    Format("docker", _is_yaml, _images),
    Format("python", lambda path: language_of(path) in {"dockerfile", "shell", "yaml"}, _installed),
    Format("actions", _is_workflow, _actions, Subject.ACTION),
    Format("pre-commit", lambda path: _name(path).startswith(".pre-commit-config"), _hooks),
)
