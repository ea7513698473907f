"""Manifests whose requirements one pattern finds: a row for each, read by one reader.

A pattern names what it finds: `name`, `value` (the requirement as written), `owner` (the section or scope), `url`
(an address whose last part is the name) and `rest`, from which the versions between quotes are taken. What a row
leaves out is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from classifier.facts.compare import Item
from classifier.facts.dependencies.interface import Format
from classifier.facts.interface import Subject
from classifier.facts.lines import Block

_QUOTED_VERSION = re.compile(r"[\"']((?:[~<>=!^]{1,2}\s*)?v?\d[\w.+-]{0,40})[\"']")
_REFERENCE = re.compile(
    r"\b(?:branch|revision|ref|tag|commit)\s*(?::|=>|=)\s*[\"'](?P<value>[\w./-]{1,60})[\"']"
)
_TAG_IN_URL = re.compile(
    r"(?:[?&]ref=|refs/tags/|archive/|releases/download/|tag=)(?P<tag>[\w.+-]{1,60}?)(?:\.tar\.\w+|\.zip|/|$|[#&?])"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of manifest line. `files` are globs of file names, or of whole paths where they have a slash; what
    always has one `name` need not find it. `pin` marks what says with which tool the project itself works, and asks
    nothing of those who use it."""

    ecosystem: str
    files: tuple[str, ...]
    pattern: re.Pattern[str]
    subject: Subject = Subject.DEPENDENCY
    name: str = ""
    pin: bool = False
    form: str = ""
    comments: bool = False  # whether what stands in comments counts

    def owns(self, path: str) -> bool:
        """Whether a file is of this kind."""
        name = path.rpartition("/")[2]
        return any(fnmatchcase(f"/{path}" if "/" in glob else name, glob) for glob in self.files)

    def find(self, block: Block) -> Iterator[Item]:
        """The requirements in a text."""
        extra = (("form", "pin"),) if self.pin else (("form", self.form),) if self.form else ()
        text = block.text if self.comments else block.bare
        for match in self.pattern.finditer(text):
            found = match.groupdict()
            name = self.name or found.get("name") or _last_part(found.get("url") or "")
            if name:
                at = next(key for key in ("name", "url", "value") if found.get(key))
                yield Item(
                    name,
                    block.line_at(match.start(at)),
                    block.line_at(match.end()),
                    _scope(found.get("owner") or ""),
                    _required(found),
                    extra=extra,
                )


def _last_part(url: str) -> str:
    """`Nuke` of `https://example.org/kean/Nuke.git`."""
    return url.rstrip("/").rpartition("/")[2].removesuffix(".git")


def _scope(written: str) -> str:
    word = written.strip(" _:").lower()
    return {"development": "dev", "runtime": "", "compile": ""}.get(word, word)


def _required(found: dict[str, str | None]) -> str:
    """What a match requires: its value, the versions in what follows, or the tag in an address."""
    value = (found.get("value") or "").strip()
    if value and "://" in value:
        tag = _TAG_IN_URL.search(value)
        return tag["tag"] if tag else value.rpartition("#")[2][:40] if "#" in value else value
    if value:
        return value
    rest = found.get("rest") or ""
    reference = _REFERENCE.search(rest)
    if reference:
        return reference["value"]
    return ", ".join(version.strip() for version in _QUOTED_VERSION.findall(rest))[:80]


def _row(pattern: str, flags: int = re.MULTILINE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


_LANGUAGE = Subject.LANGUAGE_VERSION
_PROJECTS = ("*.csproj", "*.fsproj", "*.vbproj", "*.props", "*.targets")
_PODSPECS = ("*.podspec",)
_SBT = ("*.sbt", "*/project/*.scala")
_TERRAFORM = ("*.tf", "*.tofu")
_CMAKE = ("CMakeLists.txt", "*.cmake")

ROWS: tuple[Row, ...] = (
    # Ruby
    Row("ruby", ("*.gemspec",), _row(r"\.add_(?P<owner>development_|runtime_)?dependency[ \t(]+[\"'](?P<name>[\w.-]{1,80})[\"'](?P<rest>[^\n]{0,200})")),
    # .NET
    Row("dotnet", _PROJECTS, _row(r"<(?:PackageReference|PackageVersion|GlobalPackageReference)\s+(?:Include|Update)=\"(?P<name>[\w.-]{1,120})\"(?:[^<>]{0,200}?\bVersion(?:Override)?=\"(?P<value>[^\"]{1,60})\")?")),
    Row("dotnet", ("packages.config",), _row(r"<package\s+id=\"(?P<name>[\w.-]{1,120})\"\s+version=\"(?P<value>[^\"]{1,60})\"")),
    Row("dotnet", ("global.json",), _row(r"\"version\"\s*:\s*\"(?P<value>\d[\w.-]{1,40})\""), _LANGUAGE, name="dotnet", pin=True),
    Row(
        "dotnet",
        ("dotnet-tools.json",),
        _row(r"\"(?P<name>[\w.-]{1,100})\"\s*:\s*\{\s*\"version\"\s*:\s*\"(?P<value>[^\"\n]{1,60})\""),
    ),
    # JVM
    Row("java", ("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts"), _row(r"\bkotlin\([\"'](?P<name>[\w.-]{1,60})[\"']\)\s+version\s+[\"'](?P<value>[^\"']{1,40})[\"']")),
    Row("java", ("gradle-wrapper.properties",), _row(r"^distributionUrl=\S{0,120}/gradle-(?P<value>\d[\w.]*(?:-(?:rc|milestone)-\d+)?)-(?:bin|all)\.zip"), name="gradle"),
    Row("scala", _SBT, _row(r"\"[\w.-]{1,80}\"\s*%{1,3}\s*\"(?P<name>[\w.-]{1,80})\"\s*%\s*(?:\"(?P<value>[^\"\n]{1,60})\"|[\w.]{1,60})(?:\s*%\s*\"?(?P<owner>\w{1,30}))?")),
    Row("scala", _SBT, _row(r"^\s*(?:(?:private|lazy)\s+)*val\s+(?P<name>\w{0,40}[vV]ersion|Scala\w{0,20})\s*=\s*\"(?P<value>\d[\w.+-]{0,40})\""), form="variable"),
    Row("scala", _SBT, _row(r"\bscalaVersion\s*:=\s*\"(?P<value>\d[\w.+-]{0,40})\""), name="scala", form="variable"),
    Row("scala", ("build.properties",), _row(r"^sbt\.version\s*=\s*(?P<value>\d[\w.+-]{0,40})"), name="sbt"),
    Row("scala", (".scalafmt.conf",), _row(r"^version\s*=\s*\"?(?P<value>\d[\w.+-]{0,40})"), name="scalafmt"),
    # Elixir
    Row("elixir", ("mix.exs",), _row(r"\{:(?P<name>\w{1,80}),\s*(?:\"(?P<value>[~<>=!]{0,2}\s*\d[^\"\n]{0,60})\"|(?=(?:path|git|github|only|in_umbrella|branch):))")),
    Row("elixir", ("mix.exs",), _row(r"\belixir:\s*\"(?P<value>[^\"\n]{1,40})\""), _LANGUAGE, name="elixir"),
    # Swift
    Row("swift", ("Package.swift", "Package@*.swift"), _row(r"\.package\(\s*(?:name:\s*\"[^\"\n]*\",\s*)?(?:url|path):\s*\"(?P<url>[^\"\n]{1,200})\"(?P<rest>[^)]{0,200})")),
    Row("swift", ("Package.swift",), _row(r"^//\s*swift-tools-version:\s*(?P<value>\d[\d.]{0,10})"), _LANGUAGE, name="swift", comments=True),
    Row("swift", ("Package.swift",), _row(r"\.(?P<name>iOS|macOS|tvOS|watchOS|visionOS|macCatalyst)\(\s*(?:\.v|\")(?P<value>\d[\d_.]{0,8})"), _LANGUAGE),
    Row("cocoapods", _PODSPECS, _row(r"\.dependency\s*\(?\s*[\"'](?P<name>[\w/+.-]{1,80})[\"'](?P<rest>[^\n]{0,200})")),
    Row("cocoapods", _PODSPECS, _row(r"\.(?P<name>ios|osx|tvos|watchos|visionos)\.deployment_target\s*=\s*[\"'](?P<value>[\d.]{1,8})"), _LANGUAGE),
    Row("cocoapods", ("Podfile",), _row(r"^\s*pod\s+[\"'](?P<name>[\w/+.-]{1,80})[\"'](?P<rest>[^\n]{0,200})")),
    Row("cocoapods", ("Podfile",), _row(r"^\s*platform\s+:(?P<name>\w{2,20}),\s*[\"']?(?P<value>[\d.]{1,8})"), _LANGUAGE),
    Row("carthage", ("Cartfile", "Cartfile.private"), _row(r"^\s*(?:github|git|binary)\s+\"(?P<name>[^\"\n]{1,200})\"[ \t]*(?P<value>[^\n]{0,60})")),
    # Zig, Lua, Nix
    Row("zig", ("build.zig.zon",), _row(r"\.@?\"?(?P<name>[\w-]{1,60})\"?\s*=\s*\.\{\s*\.url\s*=\s*\"(?P<value>[^\"\n]{1,300})\"")),
    Row("zig", ("build.zig.zon",), _row(r"\.minimum_zig_version\s*=\s*\"(?P<value>[\w.+-]{1,60})\""), _LANGUAGE, name="zig"),
    Row("nix", ("flake.nix",), _row(r"\b(?P<name>[\w-]{1,60})(?:\.url\s*=|\s*=\s*\{[^{}]{0,200}?\burl\s*=)\s*\"(?P<value>[^\"\n]{1,200})\"")),
    # Terraform
    Row("terraform", _TERRAFORM, _row(r"^\s*required_version\s*=\s*\"(?P<value>[^\"\n]{1,60})\""), _LANGUAGE, name="terraform"),
    Row("terraform", _TERRAFORM, _row(r"^\s*(?P<name>[\w-]{1,60})\s*=\s*\{\s*(?:source\s*=\s*\"[\w./-]{1,120}\"\s*)?version\s*=\s*\"(?P<value>[<>=~!]*\s*\d[^\"\n]{0,60})\"")),
    Row("terraform", _TERRAFORM, _row(r"\bmodule\s+\"[^\"\n]{1,80}\"\s*\{[^{}]{0,300}?\bsource\s*=\s*\"(?P<name>(?!\.)[^\"?\n]{1,160})(?P<value>\?ref=[\w.+-]{1,60})?\"(?:\s*version\s*=(?P<rest>[^\n]{1,60}))?")),
    # C and C++
    Row("cmake", _CMAKE, _row(r"\bcmake_minimum_required\s*\(\s*VERSION\s+(?P<value>\d[\d.]{0,20})", re.MULTILINE | re.IGNORECASE), _LANGUAGE, name="cmake"),
    Row("cmake", _CMAKE, _row(r"\bfind_package\s*\(\s*(?P<name>(?!\$)[\w.+-]{1,60})(?:\s+(?P<value>\d[\d.]{0,20}))?", re.MULTILINE | re.IGNORECASE)),
    Row("cmake", _CMAKE, _row(r"\b(?:FetchContent_Declare|ExternalProject_Add|CPMAddPackage)\s*\(\s*(?:NAME\s+)?\"?(?P<name>(?!\$)[\w.-]{1,60})\b[^)]{0,400}?\b(?:GIT_TAG|VERSION|URL)\s+\"?(?P<value>[\w.+:/-]{1,200})", re.MULTILINE | re.IGNORECASE)),
    Row("conan", ("conanfile.py",), _row(r"[\"'](?P<name>[a-z0-9][a-z0-9_+.-]{1,60})/(?P<value>\[?[<>=~]*\d[\w.+<>= -]{0,40}\]?)(?:@[^\"'\n]{0,60})?[\"']")),
    Row("conan", ("conanfile.txt",), _row(r"^(?P<name>[a-z0-9][a-z0-9_+.-]{1,60})/(?P<value>\[?[<>=~]*\d[\w.+<>= -]{0,40}\]?)(?:@\S{0,60})?$")),
)  # fmt: skip


_FRAMEWORKS = re.compile(r"<TargetFrameworks?\b[^<>]{0,200}>(?P<value>[^<>]{1,300})</TargetFrameworks?>")
_ROCKS = re.compile(r"\b(?P<owner>build_|test_)?dependencies\s*=\s*\{(?P<body>[^{}]{0,3000})\}")
_ROCK = re.compile(
    r"[\"'](?P<name>[\w.-]{1,80})\s*(?P<value>(?:[<>=~]{1,2}\s*)?\d?[\w.-]{0,20}(?:,\s*[<>=~]{1,2}\s*[\w.-]{1,20})*)[\"']"
)


def _frameworks(block: Block) -> Iterator[Item]:
    """Each framework that a project is built for: who is on one that goes can no longer use it."""
    for match in _FRAMEWORKS.finditer(block.bare):
        for framework in re.finditer(r"[a-z][\w.-]{3,40}", match["value"]):
            yield Item(
                framework.group(),
                block.line_at(match.start("value") + framework.start()),
                extra=(("form", "target"),),
            )


def _rocks(block: Block) -> Iterator[Item]:
    for match in _ROCKS.finditer(block.bare):
        for rock in _ROCK.finditer(match["body"]):
            if rock["name"] != "lua":
                line = block.line_at(match.start("body") + rock.start())
                yield Item(
                    rock["name"], line, owner=_scope(match["owner"] or ""), value=rock["value"].strip()
                )


def _lua(block: Block) -> Iterator[Item]:
    for match in _ROCKS.finditer(block.bare):
        for rock in _ROCK.finditer(match["body"]):
            if rock["name"] == "lua":
                line = block.line_at(match.start("body") + rock.start())
                yield Item("lua", line, value=rock["value"].strip())


def _named(*endings: str) -> Callable[[str], bool]:
    return lambda path: path.endswith(endings)


FORMATS = (
    *(Format(row.ecosystem, row.owns, row.find, row.subject) for row in ROWS),
    Format("dotnet", _named(*(glob.lstrip("*") for glob in _PROJECTS)), _frameworks, _LANGUAGE),
    Format("lua", _named(".rockspec"), _rocks),
    Format("lua", _named(".rockspec"), _lua, _LANGUAGE),
)
