"""Rust, Go, Java and Kotlin: Cargo.toml, go.mod, pom.xml, Gradle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.facts.compare import Item
from classifier.facts.dependencies.interface import Format
from classifier.facts.interface import Subject
from classifier.facts.lines import Block
from classifier.facts.structured.toml_reader import read_toml
from classifier.facts.structured.tree import Mapping, Scalar, entries

_SECTION = re.compile(r"^[ \t]*\[{1,2}\s*([^\]]{1,120}?)\s*\]{1,2}\s*$")
_PAIR = re.compile(
    r"^[ \t]*\"?(?P<key>[A-Za-z0-9][\w.-]{0,80}?)\"?(?:\.workspace)?\s*=\s*(?P<value>[^\n]{1,600})$"
)
_TABLE = re.compile(r"(?:^|\.)(?P<kind>dev-|build-)?dependencies(?:\.(?P<name>[\w-]+))?$")
_CRATE_VERSION = re.compile(r"\bversion\s*=\s*\"([^\"]{1,80})\"")
_CRATE_REF = re.compile(r"\b(?:rev|tag|branch)\s*=\s*\"([^\"]{1,80})\"")
_CRATE_FEATURES = re.compile(r"\bfeatures\s*=\s*\[([^\]]{0,300})\]")
_NOT_CRATES = {"name", "version", "edition", "path", "license", "authors", "description", "default", "resolver", "members",
               "repository", "homepage", "readme", "rust-version", "publish", "doc", "test", "bench", "optional"}  # fmt: skip


def _cargo(block: Block) -> Iterator[Item]:
    section: str | None = None if block.first > 1 else ""
    for number, line in block.numbered(block.bare):
        header = _SECTION.match(line)
        if header:
            section = header.group(1)
            continue
        pair = _PAIR.match(line)
        if pair is None:
            continue
        if section is None:
            if pair["key"] not in _NOT_CRATES and re.match(
                r"\"[\^~=]?\d|\{.*\b(?:version|git|workspace|path)\b", pair["value"]
            ):
                yield _crate(pair["key"], pair["value"], number, "")
            continue
        table = _TABLE.search(section)
        if table is None:
            continue
        owner = (table["kind"] or "").rstrip("-")
        if table["name"]:
            if pair["key"] in {"version", "rev", "tag", "branch"}:
                yield Item(table["name"], number, owner=owner, value=pair["value"].strip().strip('"'))
            continue
        yield _crate(pair["key"], pair["value"], number, owner)


def _crate(name: str, value: str, number: int, owner: str) -> Item:
    value = value.strip()
    extra: tuple[tuple[str, str], ...] = ()
    if value.startswith("{"):
        found = _CRATE_VERSION.search(value) or _CRATE_REF.search(value)
        features = _CRATE_FEATURES.search(value)
        if features:
            extra = (("features", " ".join(features.group(1).replace('"', "").replace(",", " ").split())),)
        value = found.group(1) if found else ""
    elif value in {"true", "false"}:
        value = ""
    return Item(name, number, owner=owner, value=value.strip('"'), extra=extra)


_RUST_VERSION = re.compile(
    r"^[ \t]*rust-version\s*=\s*\"(?P<value>[\d.]+)\"|^[ \t]*channel\s*=\s*\"(?P<channel>[\w.-]+)\"",
    re.MULTILINE,
)


def _rust_version(block: Block) -> Iterator[Item]:
    for match in _RUST_VERSION.finditer(block.bare):
        extra = (("form", "pin"),) if match["channel"] else ()
        yield Item(
            "rust", block.line_at(match.end() - 1), value=match["value"] or match["channel"], extra=extra
        )


_MODULE = re.compile(
    r"^[ \t]*(?:require\s+)?(?P<name>[a-zA-Z0-9][\w-]*\.[\w.~/-]{2,200})\s+"
    r"(?P<version>v\d[\w.+-]{0,80})(?P<indirect>\s*//\s*indirect)?\s*$"
)
_REPLACE = re.compile(
    r"^[ \t]*(?:replace\s+)?(?P<name>[\w.~/-]{3,200})(?:\s+v[\w.+-]+)?\s+=>\s+"
    r"(?P<value>\S{1,200}(?:\s+v[\w.+-]+)?)\s*$"
)
_GO_LINE = re.compile(r"^(?P<name>go|toolchain)\s+(?:go)?(?P<value>\d+(?:\.\w+)*)\s*$", re.MULTILINE)


def _go_mod(block: Block) -> Iterator[Item]:
    for number, line in block.numbered(block.text):
        found = _MODULE.match(line)
        if found and not found["indirect"]:
            yield Item(found["name"], number, value=found["version"])
            continue
        replaced = _REPLACE.match(line)
        if replaced:
            yield Item(replaced["name"], number, owner="replace", value=replaced["value"])


def _go_version(block: Block) -> Iterator[Item]:
    for match in _GO_LINE.finditer(block.text):
        extra = (("form", "pin"),) if match["name"] == "toolchain" else ()
        yield Item(match["name"], block.line_at(match.start()), value=match["value"], extra=extra)


_POM_DEPENDENCY = re.compile(
    r"<(?P<tag>dependency|plugin|parent)>"
    r"(?P<body>(?:(?!</?(?:dependency|plugin|parent)>)[^\0]){0,3000}?)</(?P=tag)>"
)
_POM_FIELD = re.compile(r"<(groupId|artifactId|version|scope)>\s*([^<\s]{1,200})\s*</\1>")
_POM_PROPERTY = re.compile(
    r"<(?P<name>(?!java\.version)[\w.-]{1,80}[.-]version|version[.-][\w.-]{1,80})>\s*"
    r"(?P<value>[^<\s$]{1,80})\s*</(?P=name)>"
)


def _pom(block: Block) -> Iterator[Item]:
    for match in _POM_DEPENDENCY.finditer(block.bare):
        fields = dict(_POM_FIELD.findall(match["body"]))
        if "artifactId" in fields:
            name = ":".join(filter(None, (fields.get("groupId"), fields["artifactId"])))
            yield Item(
                name,
                block.line_at(match.start()),
                block.line_at(match.end()),
                fields.get("scope", ""),
                fields.get("version", ""),
            )
    for match in _POM_PROPERTY.finditer(block.bare):
        yield Item(match["name"], block.line_at(match.start()), owner="properties", value=match["value"])


_GRADLE = re.compile(
    r"^[ \t]*(?P<scope>(?:test|androidTest|debug|release|compile|runtime)?(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly|annotationProcessor|kapt|classpath))"
    r"[\s(]+(?:platform\()?[\"'](?P<name>[\w.-]{1,100}:[\w.-]{1,100}):(?P<version>[^\"':@]{1,80})[\"']", re.MULTILINE
)  # fmt: skip


def _known(version: str) -> str:
    """A version, "" for the name of a variable that holds it."""
    return "" if version.startswith("$") else version


_GRADLE_PLUGIN = re.compile(
    r"\bid[\s(]+[\"'](?P<name>[\w.-]{1,100})[\"']\)?\s+version\s+[\"'](?P<version>[^\"']{1,60})[\"']"
)


def _gradle(block: Block) -> Iterator[Item]:
    for match in _GRADLE.finditer(block.bare):
        yield Item(
            match["name"],
            block.line_at(match.start("name")),
            owner=match["scope"],
            value=_known(match["version"]),
        )
    for match in _GRADLE_PLUGIN.finditer(block.bare):
        yield Item(match["name"], block.line_at(match.start()), owner="plugins", value=match["version"])


def _catalog(block: Block) -> Iterator[Item]:
    """Gradle's version catalogue: versions by name, and libraries and plugins that spell their own."""
    for tree in read_toml(block.text, block.first):
        for path, pair in entries(tree):
            if len(path) == 2 and path[0] == "libraries" and isinstance(pair.value, Mapping):
                module = pair.value.text("module") or ":".join(
                    filter(None, (pair.value.text("group"), pair.value.text("name")))
                )
                if module and not pair.value.text("version"):
                    yield Item(module, pair.line, owner=path[0], value="")
            elif len(path) == 2 and path[0] == "versions" and isinstance(pair.value, Scalar):
                yield Item(pair.key, pair.line, owner="versions", value=pair.value.text)
            elif len(path) == 2 and path[0] in {"libraries", "plugins"} and isinstance(pair.value, Scalar):
                name, _, version = pair.value.text.rpartition(":")
                yield Item(name, pair.line, owner=path[0], value=version)
            elif len(path) == 3 and pair.key == "version" and isinstance(pair.value, Scalar):
                yield Item(path[1], pair.line, owner=path[0], value=pair.value.text)


_JAVA = re.compile(
    r"<(?:maven\.compiler\.(?:source|release)|java\.version)>\s*(?P<maven>[\d.]+)\s*<"
    r"|\bJavaLanguageVersion\.of\((?P<chain>\d+)\)"
    r"|\bsourceCompatibility\s*=\s*(?:JavaVersion\.VERSION_)?[\"']?(?P<gradle>[\d._]+)"
)


def _java_version(block: Block) -> Iterator[Item]:
    for match in _JAVA.finditer(block.bare):
        # A tool chain is what the project is compiled with, whatever it is compiled for.
        extra = (("form", "pin"),) if match["chain"] else ()
        value = (match[match.lastgroup or 0]).replace("_", ".")
        yield Item("java", block.line_at(match.start()), value=value, extra=extra)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


FORMATS = (
    Format("rust", lambda path: _name(path) == "Cargo.toml", _cargo),
    Format(
        "rust",
        lambda path: _name(path) in {"Cargo.toml", "rust-toolchain.toml"},
        _rust_version,
        Subject.LANGUAGE_VERSION,
    ),
    Format("go", lambda path: _name(path) == "go.mod", _go_mod),
    Format("go", lambda path: _name(path) == "go.mod", _go_version, Subject.LANGUAGE_VERSION),
    Format("java", lambda path: _name(path) == "pom.xml", _pom),
    Format("java", lambda path: path.endswith(".versions.toml"), _catalog),
    Format(
        "java",
        lambda path: _name(path) in {"pom.xml", "build.gradle", "build.gradle.kts"},
        _java_version,
        Subject.LANGUAGE_VERSION,
    ),
    Format("java", lambda path: _name(path) in {"build.gradle", "build.gradle.kts"}, _gradle),
)
