"""What a diff shows at a glance: a few plain observations, each with the line that shows it.

They are made from paths and hunks alone, so that types cost no more than reading the diff. Facts
(`classifier.facts`) look closer; these only tell kinds of change apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from classifier.inline_tests import tests_of_hunk
from classifier.own_version import bare, raised, share_of
from classifier.paths import Role, module_of
from classifier.reading import Reading
from classifier.types.changed_runs import MOST_LINES, UNREAD_ROLES, Run
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileChange, FileStatus, Hunk

SUBSYSTEM_LINES = 300
COMPONENT_FILES = 4
OWN_SHARE = 0.7  # of the changed lines, that hold the project's own version where nothing else is the change
LEAST_MOVED = 20  # changed lines: fewer are no move


class Indicator(StrEnum):
    """An observation about a whole commit."""

    CODE = "code"  # a line of source that is neither blank nor comment
    NEW_SOURCE = "new_source"  # a source file was added
    GONE_SOURCE = "gone_source"  # a source file was deleted
    NEW_DEFINITION = "new_definition"  # a function, class or type that was not there
    GONE_DEFINITION = "gone_definition"
    NEW_PROGRAM = "new_program"  # a definition that was not there, and is none of a test's
    NEW_GUARD = "new_guard"  # a condition, or an error raised, that was not there
    COMMENTS_ONLY = "comments_only"  # in files of code; nothing but comments differs
    WHITESPACE_ONLY = "whitespace_only"
    VERSIONS_ONLY = "versions_only"  # every line differs in nothing but a version
    RENAMES_ONLY = "renames_only"  # files moved, no line changed
    MOVED_CODE = "moved_code"  # nearly all lines taken away somewhere were put back elsewhere
    MOSTLY_REMOVED = "mostly_removed"
    DEPENDENCY_LINES = "dependency_lines"  # a requirement in a manifest changed
    REPLACED_SUBSYSTEM = "replaced_subsystem"  # a lot of source went, a lot came
    NEW_COMPONENT = "new_component"  # several source files in a folder that had none before
    SUBMODULE = "submodule"
    OWN_VERSION = "own_version"  # the project raises its own version, and hardly anything else changes, or the title says so
    RELEASE_NOTED = "release_noted"  # a changelog that gets the heading of a version
    ADVISORY_NOTED = "advisory_noted"  # a change note that cites an advisory


CODE_ROLES = frozenset({Role.SOURCE, Role.TEST, Role.EXAMPLE, Role.BENCHMARK, Role.SCRIPT})
COMMENT = re.compile(
    r'\s*(?:#(?!\[|!|\s*(?:include|define|if|el|endif|undef|pragma))|//|/\*|\*(?:[\s/]|$)|--\s|;;|%%|<!--|"""|\'\'\')'
)
_BEFORE = "export|default|pub(?:\\([a-z]{1,10}\\))?|public|private|protected|internal|static|final|abstract|async|unsafe|const|inline|virtual|override|extern"
_DEFINES = r"def|class|fn|func(?:\s{0,2}\([^()\n]{1,80}\))?|function\*?|struct|enum|trait|interface|type|impl|module|message|service|rpc|macro_rules!"
DEFINITION = re.compile(
    rf"\s*(?:(?:{_BEFORE})\s{{1,4}}){{0,5}}(?:{_DEFINES})\s{{1,4}}([A-Za-z_$][\w$]{{0,99}})"
)
PUBLIC = re.compile(r"\s*pub\b")
NUMBER = re.compile(r"\d+")
NAMED_TEST = re.compile(r"tests?(?:_|$)|Test[A-Z_]|\w*_tests?$|\w*Tests?$")
GUARD = re.compile(
    r"\s*(?:\}?\s{0,2}else\s{1,2})?(?:if|elif|elsif|unless|guard|except|catch|rescue|raise|throw|assert(?![!_])|bail!|panic!|return Err)\b"
)
# How a line begins that `DEFINITION` can match: asked first, because it is quicker.
OPENINGS = frozenset(word[:2] for word in re.findall(r"(?:^|\|)([a-z]+)", f"{_BEFORE}|{_DEFINES}"))
VERSION = re.compile(r"v?\d+(?:\.\d+)+(?:[-+.]?(?:[a-z]+\.?\d*|\d+))*", re.IGNORECASE)
REQUIREMENT = re.compile(
    r"\s*[-\"']?\s{0,2}@?[A-Za-z][\w./@\[\],-]{0,99}[\"']?\s{0,4}(?:[=~<>!^]=?|@|:|\s)\s{0,3}[\"'{(]?\s{0,2}(?:[=~<>!^*]{0,2}\s{0,2}v?\d|version\s*=|git\s*=|workspace|path\s*=|git\+)"
)
# What other ecosystems begin a requirement with: one line shows it, whatever its version.
OTHER_REQUIREMENT = re.compile(
    r"\s*(?:<(?:PackageReference|PackageVersion|TargetFrameworks?)\b|\[?\{:\w+,\s*[\"\w]|\w+\.add_\w*dependency\b|gem\s+[\"']|pod\s+[\"']|\.package\("
    r"|(?:\w*[iI]mplementation|api|compileOnly|runtimeOnly|classpath|kapt|ksp|alias)\s*[(\"']|addSbtPlugin\b|\"[\w.-]+\"\s*%|(?:lazy\s+)?val\s+\w*(?:[vV]ersion|Scala\d*)\s*="
    r"|\s+version:\s*[\"']?[\^~>=<]*\d|appVersion:|\.(?:url|hash|minimum_zig_version)\s*=|sbt\.version|distributionUrl|[\w.-]+\.dependency\b"
    r"|\"[\w.-]+/[\w.-]+\"\s*:\s*\"[\^~>=<*]*\s*\d|//\s*swift-tools-version)"
)
ADVISORY = re.compile(r"\bCVE-\d{4}-\d{4}|\bGHSA(?:-[0-9a-z]{4}){3}\b")
RELEASE_HEADING = re.compile(
    r"\s{0,3}(?:#{1,3}|={1,3})\s+(?:(?:version|release)\s+)?\[?v?\d+\.\d+[\w.+-]*(?:\]|\s|$)", re.IGNORECASE
)
NO_REQUIREMENT = re.compile(
    r"\s*[\"']?(?:\w{1,8}\.)?(?:version|edition|rust-version|python|go|node|line-length|target-version|name|requires-python)\b[\"']?\s*[=: ]",
    re.IGNORECASE,
)


def of_file(file: FileChange) -> Evidence:
    """Return the first changed line of a file as evidence, or the file as a whole."""
    for hunk in file.hunks:
        for number, text in hunk.added():
            if text.strip():
                return Evidence(file.path, Side.NEW, number, text.strip()[:EVIDENCE_CHARACTERS])
        for number, text in hunk.removed():
            if text.strip():
                return Evidence(file.path, Side.OLD, number, text.strip()[:EVIDENCE_CHARACTERS])
    side = Side.OLD if file.status is FileStatus.DELETED else Side.NEW
    return Evidence(file.path, side, 0)


class Indicators:
    """What a commit shows, each indicator with the line or file that shows it best; looked for when first asked for."""

    def __init__(self, reading: Reading, runs: tuple[Run, ...]) -> None:
        self.reading = reading
        self.runs = runs
        self._found: dict[Indicator, Evidence] = {}
        self._looked: set[Look] = set()

    def get(self, indicator: Indicator) -> Evidence | None:
        """What shows it, `None` if nothing does."""
        look = _LOOKS[indicator]
        if look not in self._looked:
            self._looked.add(look)
            for seen, evidence in look(self):
                self._found.setdefault(seen, evidence)
        return self._found.get(indicator)

    def all(self) -> Mapping[Indicator, Evidence]:
        """All that it shows."""
        return {
            indicator: evidence for indicator in Indicator if (evidence := self.get(indicator)) is not None
        }


Look = Callable[[Indicators], Iterator[tuple[Indicator, Evidence]]]


def _files(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    reading = indicators.reading
    source = reading.files(Role.SOURCE)
    added = [file for file in source if file.status is FileStatus.ADDED and file.churn]
    deleted = [file for file in source if file.status is FileStatus.DELETED]
    for file in reading.commit.files:
        if file.is_submodule:
            yield Indicator.SUBMODULE, of_file(file)
    if added:
        yield Indicator.NEW_SOURCE, of_file(max(added, key=lambda file: file.churn))
    if deleted:
        yield Indicator.GONE_SOURCE, of_file(max(deleted, key=lambda file: file.churn))
    came, went = sum(file.added for file in source), sum(file.removed for file in source)
    gone = sum(file.churn for file in deleted)
    if len(deleted) >= 2 and gone >= SUBSYSTEM_LINES and came >= SUBSYSTEM_LINES and gone * 2 >= went:
        yield Indicator.REPLACED_SUBSYSTEM, of_file(max(deleted, key=lambda file: file.churn))
    if went >= 20 and went >= 4 * came:
        yield Indicator.MOSTLY_REMOVED, of_file(max(source, key=lambda file: file.removed))
    folders = Counter(module_of(file.path) for file in added)
    known = {module_of(file.path) for file in source if file.status is not FileStatus.ADDED}
    for folder, count in folders.items():
        if folder and folder not in known and count >= COMPONENT_FILES:
            yield Indicator.NEW_COMPONENT, of_file(next(f for f in added if module_of(f.path) == folder))
            return


def _code(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    for run in indicators.runs:
        if run.role is Role.SOURCE and (place := _first(run, _is_code)) is not None:
            yield Indicator.CODE, run.evidence(place)
            return


def _requirements(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    for run in indicators.runs:
        if run.role is Role.DEPENDENCY_MANIFEST and (place := _first(run, _is_requirement)) is not None:
            yield Indicator.DEPENDENCY_LINES, run.evidence(place)
            return


def _advisories(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    for run in indicators.runs:
        if run.role is not Role.CHANGELOG or run.side is not Side.NEW:
            continue
        if (place := _first(run, lambda text: ADVISORY.search(text[:1000]) is not None)) is not None:
            yield Indicator.ADVISORY_NOTED, run.evidence(place)
            return


def _own_version(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    reading = indicators.reading
    files = reading.commit.files
    roles = dict(zip((file.path for file in files), reading.roles, strict=True))
    own = raised(files, roles)
    if own is None:
        return
    if bare(own.after) in reading.commit.subject or share_of(own, files, roles) >= OWN_SHARE:
        yield Indicator.OWN_VERSION, own.proofs[0]


def _release_notes(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    for run in indicators.runs:
        if run.role is not Role.CHANGELOG or run.side is not Side.NEW:
            continue
        if (place := _first(run, lambda text: RELEASE_HEADING.match(text[:300]) is not None)) is not None:
            yield Indicator.RELEASE_NOTED, run.evidence(place)
            return


def _new_definition(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    if place := _only_defined(indicators, Side.NEW, Side.OLD):
        yield Indicator.NEW_DEFINITION, place


def _gone_definition(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    if place := _only_defined(indicators, Side.OLD, Side.NEW):
        yield Indicator.GONE_DEFINITION, place


def _only_defined(indicators: Indicators, side: Side, other: Side) -> Evidence | None:
    """The first definition in source that one side has and the other has not."""
    source = [run for run in indicators.runs if run.role is Role.SOURCE]
    own = [run for run in source if run.side is side]
    known = (
        {name for name, _, _ in _definitions(run for run in source if run.side is other)} if own else set()
    )
    return next((run.evidence(at) for name, run, at in _definitions(own) if name not in known), None)


def _definitions(runs: Iterable[Run]) -> Iterator[tuple[str, Run, int]]:
    for run in runs:
        for place, text in enumerate(run.texts):
            if text.lstrip()[:2] in OPENINGS and (definition := DEFINITION.match(text, 0, 300)):
                yield definition[1], run, place


def _new_program(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    """The first new definition in source that no test holds: neither by its place nor by its name. A hunk seldom shows
    whether it is inside a module of tests: what Rust keeps to itself counts only in a new file, which is seen whole."""
    source = [run for run in indicators.runs if run.role is Role.SOURCE]
    known = {name for name, _, _ in _definitions(run for run in source if run.side is Side.OLD)}
    new = {file.path for file in indicators.reading.commit.files if file.status is FileStatus.ADDED}
    for name, run, at in _definitions(run for run in source if run.side is Side.NEW):
        if name in known or NAMED_TEST.match(name):
            continue
        if run.path.endswith(".rs") and run.path not in new and not PUBLIC.match(run.texts[at]):
            continue
        evidence = run.evidence(at)
        if evidence.line not in tests_of_hunk(run.hunk, run.path)[1]:
            yield Indicator.NEW_PROGRAM, evidence
            return


def _guards(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    source = [run for run in indicators.runs if run.role is Role.SOURCE]
    old = (text for run in source if run.side is Side.OLD for text in run.texts)
    known = {_but_numbers(text) for text in old if GUARD.match(text[:300])}
    for run in source:
        if run.side is not Side.NEW:
            continue
        place = _first(run, lambda text: bool(GUARD.match(text[:300])) and _but_numbers(text) not in known)
        if place is not None:
            yield Indicator.NEW_GUARD, run.evidence(place)
            return


def _but_numbers(text: str) -> str:
    """A line that another value does not make another one."""
    return NUMBER.sub("0", text.strip())


def _first(run: Run, holds: Callable[[str], bool]) -> int | None:
    return next((place for place, text in enumerate(run.texts) if holds(text)), None)


def _is_told(text: str) -> bool:
    return bool(text.strip())


def _is_code(text: str) -> bool:
    return _is_told(text) and not COMMENT.match(text)


def _is_requirement(text: str) -> bool:
    text = text[:300]
    return bool(OTHER_REQUIREMENT.match(text)) or (
        bool(REQUIREMENT.match(text)) and not NO_REQUIREMENT.match(text)
    )


def _renames(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    files = indicators.reading.commit.files
    if files and all(file.status is FileStatus.RENAMED and not file.churn for file in files):
        yield Indicator.RENAMES_ONLY, of_file(files[0])


def _nothing_but(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    """What all lines of a commit have in common, where all of them can be seen."""
    files, runs = indicators.reading.commit.files, indicators.runs
    if not runs or not UNREAD_ROLES.isdisjoint(indicators.reading.roles) or _size(runs) >= MOST_LINES:
        return
    if any(file.gap or file.binary or file.status is not FileStatus.MODIFIED for file in files):
        return
    told = _first_told(runs)
    evidence = told or runs[0].evidence()
    if all(map(_same_but_for_blanks, files)):
        yield Indicator.WHITESPACE_ONLY, evidence
    elif told and all(map(_no_code, runs)):
        yield Indicator.COMMENTS_ONLY, evidence
    elif told and _only_versions(runs):
        yield Indicator.VERSIONS_ONLY, evidence


def _moved(indicators: Indicators) -> Iterator[tuple[Indicator, Evidence]]:
    if _size(indicators.runs) <= LEAST_MOVED or not _was_moved(indicators.runs):
        return
    if not any(
        map(indicators.get, (Indicator.WHITESPACE_ONLY, Indicator.COMMENTS_ONLY, Indicator.VERSIONS_ONLY))
    ):
        yield Indicator.MOVED_CODE, _first_told(indicators.runs) or indicators.runs[0].evidence()


def _first_told(runs: Iterable[Run]) -> Evidence | None:
    return next((run.evidence(at) for run in runs if (at := _first(run, _is_told)) is not None), None)


def _size(runs: Iterable[Run]) -> int:
    return sum(run.size for run in runs)


_LOOKS: Mapping[Indicator, Look] = {
    Indicator.CODE: _code,
    Indicator.NEW_SOURCE: _files,
    Indicator.GONE_SOURCE: _files,
    Indicator.NEW_DEFINITION: _new_definition,
    Indicator.GONE_DEFINITION: _gone_definition,
    Indicator.COMMENTS_ONLY: _nothing_but,
    Indicator.WHITESPACE_ONLY: _nothing_but,
    Indicator.VERSIONS_ONLY: _nothing_but,
    Indicator.RENAMES_ONLY: _renames,
    Indicator.MOVED_CODE: _moved,
    Indicator.NEW_PROGRAM: _new_program,
    Indicator.NEW_GUARD: _guards,
    Indicator.MOSTLY_REMOVED: _files,
    Indicator.DEPENDENCY_LINES: _requirements,
    Indicator.REPLACED_SUBSYSTEM: _files,
    Indicator.NEW_COMPONENT: _files,
    Indicator.SUBMODULE: _files,
    Indicator.ADVISORY_NOTED: _advisories,
    Indicator.OWN_VERSION: _own_version,
    Indicator.RELEASE_NOTED: _release_notes,
}


def _no_code(run: Run) -> bool:
    """Whether a run has comments and blank lines only; outside files of code nothing is a comment."""
    unwanted = _is_code if run.role in CODE_ROLES else _is_told
    return not any(unwanted(text) for text in run.texts)


# Where the blanks before a line say what it belongs to.
INDENTED = (".py", ".pyi", ".pyx", ".yaml", ".yml", ".mk", "Makefile", ".nim", ".haml", ".sass", ".fs")


def _same_but_for_blanks(file: FileChange) -> bool:
    """Whether both sides of each hunk are the same but for blanks that mean nothing. The context is part of
    it: a line that moved is no matter of blanks."""
    indented = file.path.endswith(INDENTED)
    return not any(map(_differs_at_once, file.hunks)) and all(
        _squeezed(hunk, "-", indented) == _squeezed(hunk, "+", indented) for hunk in file.hunks
    )


def _differs_at_once(hunk: Hunk) -> bool:
    """Whether the first lines of both sides that say something already tell them apart, as nearly all do:
    of two texts that are the same, the beginning of one begins the other."""
    first = (
        next((text for line in hunk.lines if line[:1] == mark and (text := "".join(line[1:].split()))), "")
        for mark in "-+"
    )
    old, new = first
    return bool(old) is not bool(new) or not (old.startswith(new) or new.startswith(old))


def _squeezed(hunk: Hunk, mark: str, indented: bool) -> str:
    lines = [line[1:] for line in hunk.lines if line[:1] in (mark, " ")]
    squeezed = ["".join(line.split()) for line in lines]
    if not indented:
        return "".join(squeezed)
    return "".join(
        f"{line[: len(line) - len(line.lstrip())]}{rest}\n"
        for line, rest in zip(lines, squeezed, strict=True)
        if rest
    )


def _only_versions(runs: tuple[Run, ...]) -> bool:
    sides: dict[Side, Counter[str]] = {Side.OLD: Counter(), Side.NEW: Counter()}
    for run in runs:
        for text in filter(_is_told, run.texts):
            plain, count = VERSION.subn("", text[:1000])
            if not count:
                return False
            sides[run.side][f"{run.path}\0{plain.strip()}"] += 1
    return sides[Side.OLD] == sides[Side.NEW]


def _was_moved(runs: tuple[Run, ...]) -> bool:
    """Whether at least 85 % of the lines that went came back, and they are 70 % of those that came: of all lines,
    by their number alone, and of those that say something."""
    sides = [[run for run in runs if run.side is side] for side in (Side.OLD, Side.NEW)]
    if not _may_be_moved(*map(_size, sides)):
        return False
    old, new = ([text for run in side for text in _told(run)] for side in sides)
    if not _may_be_moved(len(old), len(new)):
        return False
    kept = (Counter(old) & Counter(new)).total()
    return kept >= 0.85 * len(old) and kept >= 0.7 * len(new)


def _may_be_moved(gone: int, came: int) -> bool:
    return gone >= 10 and came >= 0.85 * gone and gone >= 0.7 * came


def _told(run: Run) -> list[str]:
    """The lines that say something, without their indentation."""
    return [text for text in map(str.strip, run.texts) if len(text) > 3]
