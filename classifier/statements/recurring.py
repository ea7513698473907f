"""The same small edit in many places: one name for another throughout, an argument that several calls now get.

A reader wants such a change told once, with how often, and nothing of what merely follows from it. So this also knows which
changed lines are explained: those that are the old ones with the new names put in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from classifier.facts.behaviour.syntax import syntax_of
from classifier.facts.docs.markup import markup_of
from classifier.facts.lines import language_of
from classifier.statements.literal import COMMENT, IMPORT
from history.briefs import EVIDENCE_CHARACTERS, Evidence, Side
from history.records import FileChange, Hunk

MOST_LINES = 4_000  # changed lines of a commit that are looked at
MOST_TOKENS = 600  # of one side of a run of changed lines
FEWEST = 2  # places from which an edit recurs
CONSISTENT = 0.6  # of the places where a name went, those where the same other one came
SEVERAL = 3  # places that make a name for another one throughout, where a definition does not say so

TOKEN = re.compile(r"[A-Za-z_]\w*(?:-\w+)*(?:(?:\.|::|->)[A-Za-z_]\w*(?:-\w+)*)*|\d[\w.]*|[^\w\s]")
NAME = re.compile(r"[A-Za-z_][\w-]{2,}(?:(?:\.|::|->)[\w-]+)*")
PART = re.compile(r"\.|::|->")
ARGUMENT = re.compile(
    r"""(?P<name>[A-Za-z_]\w*)\s?=\s?(?:True|False|None|true|false|-?\d[\w.]*|"[^"]*"|'[^']*')"""
)
TEXT = re.compile(r'"(?P<words>(?:\\.|[^"\\])*)"')
ANY_TEXT = re.compile(r"""(?P<mark>["'`])(?P<words>(?:\\.|(?!(?P=mark))[^\\])*)(?P=mark)""")
ONE_QUOTE = (".rs", ".c", ".cc", ".cpp", ".cu", ".cuh", ".h", ".hpp")  # where a single quote may stand alone
PUT_IN = re.compile(r"\{([^{}]*)\}")  # what is put into a text is code
COMMENT_BEHIND = re.compile(r"\s(?:#|//)\s.*$")
PAGES = (".html", ".htm", ".j2", ".jinja", ".jinja2", ".tmpl", ".svg", ".txt")
SET = re.compile(r"^\s*(?:-\s+)?[\w.-]+:\s+")  # the name of a setting
WORD = re.compile(r"[A-Za-z]+(?:['’-][a-z]+)*[,.;:!?)]*")
BEGINS = re.compile(
    r"\s*(?:return|yield|raise|assert|if|elif|else|for|while|await|del|not|and|or|in|let|const|var)\b"
)
LEAST_PACKAGE = 2  # names that a package is made of
SENTENCE, MOSTLY_WORDS = 5, 0.8
FEW_LINES = 2  # that come into a call that was there
LAYOUT = frozenset("(),")  # what comes and goes with where a line is broken
LONGEST_ARGUMENT = 48  # characters


@dataclass(frozen=True, slots=True)
class Exchange:
    """`before` gave way to `after` in so many places of so many files; "" for what only came or only went."""

    before: str
    after: str
    places: int
    files: frozenset[str]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Recurring:
    """The edits that recur, the most frequent first, and the new lines that say nothing else; `share` of the changed lines,
    0 to 1, and whether they are all of them, to the letter."""

    exchanges: tuple[Exchange, ...]
    explained: frozenset[tuple[str, int]]
    share: float
    is_all: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """Removed lines, and the added ones that stand in their place, with their numbers."""

    file: FileChange
    gone: tuple[tuple[int, str], ...]
    came: tuple[tuple[int, str], ...]

    def tokens(self, side: Side) -> list[str]:
        lines = self.gone if side is Side.OLD else self.came
        return [token for _, text in lines for token in TOKEN.findall(text)]

    def less(self, name: str, side: Side) -> int:
        """How much oftener a side has a name than the other one."""
        if not any(name in text for _, text in (self.gone if side is Side.OLD else self.came)):
            return 0
        own = re.escape(name)
        if _is_program(self.file.path):
            word = re.compile(rf"(?:(?<![\w.])(?<!\w-)|(?<=[.:>])){own}(?!\w|-\w)")
        else:
            word = re.compile(rf"(?<![\w.-]){own}(?!\w|[.-]\w)")
        gone, came = (sum(len(word.findall(text)) for _, text in lines) for lines in (self.gone, self.came))
        return gone - came if side is Side.OLD else came - gone

    def proof(self, side: Side, word: str) -> Evidence | None:
        """The first line of a side that holds the word."""
        lines = self.gone if side is Side.OLD else self.came
        path = (self.file.old_path if side is Side.OLD else None) or self.file.path
        return next(
            (
                Evidence(path, side, number, text.strip()[:EVIDENCE_CHARACTERS])
                for number, text in lines
                if word in text
            ),
            None,
        )


def recurring(files: Sequence[FileChange], counted: Container[str], renamed: Mapping[str, str]) -> Recurring:
    """What recurs in the files whose path is `counted`; `renamed` has the new name of what is known to be called otherwise
    now."""
    if sum(file.churn for file in files) > MOST_LINES:
        return Recurring((), frozenset(), 0.0, False)
    runs = [run for file in files for hunk in file.hunks for run in _runs(file, hunk)]
    code = [run for run in runs if run.file.path in counted]
    exchanged = _exchanged(code, renamed, runs)
    pairs = {(one.before, one.after) for one in exchanged}
    names = dict(sorted(pairs))
    explained: set[tuple[str, int]] = set()
    lines = known = 0
    is_all = bool(pairs) and all(file.hunks or not file.churn for file in files)
    for run in runs:
        lines += len(run.gone) + len(run.came)
        old, new = run.tokens(Side.OLD), run.tokens(Side.NEW)
        then = [_with(token, names) for token in old] if names else old
        is_all &= then == new
        if _bare(then) == _bare(new) and run.gone:
            known += len(run.gone) + len(run.came)
            explained.update((run.file.path, number) for number, _ in run.came)
            explained.update((run.file.old_path or run.file.path, number) for number, _ in run.gone)
    share = known / lines if lines else 0.0
    return Recurring((*exchanged, *_arguments(code, names)), frozenset(explained), share, is_all)


def _parts(token: str) -> list[str]:
    """The names that a token is made of; nearly all are one."""
    return [token] if token.isidentifier() else PART.split(token)


def _bare(tokens: Iterable[str]) -> list[str]:
    return [token for token in tokens if token not in LAYOUT]


def _with(token: str, names: Mapping[str, str]) -> str:
    """The token with every part of it that has a new name called by it."""
    if token in names:
        return names[token]
    parts = _parts(token)
    if len(parts) == 1 or not any(part in names for part in parts):
        return token
    marks = [*PART.findall(token), ""]
    return "".join(names.get(part, part) + mark for part, mark in zip(parts, marks, strict=True))


def _runs(file: FileChange, hunk: Hunk) -> Iterator[_Run]:
    old, new = hunk.old_start, hunk.new_start
    gone: list[tuple[int, str]] = []
    came: list[tuple[int, str]] = []
    for line in (*hunk.lines, " "):
        mark, text = line[:1], line[1:]
        if (mark == "-" and came) or mark not in {"-", "+"}:
            if gone or came:
                yield _Run(file, tuple(gone), tuple(came))
            gone, came = [], []
        if mark == "-":
            gone.append((old, text))
        elif mark == "+":
            came.append((new, text))
        old += mark != "+"
        new += mark != "-"


def _exchanged(runs: Iterable[_Run], renamed: Mapping[str, str], every: Sequence[_Run]) -> list[Exchange]:
    """One name for another, wherever it stands in code; a name that is no word is counted in `every` changed line, comments and
    pages too."""
    places: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], dict[str, _Run]] = defaultdict(dict)
    gone: Counter[str] = Counter()
    came: Counter[str] = Counter()
    code = [
        _Run(run.file, _code(run.gone, run.file.path), _code(run.came, run.file.path))
        for run in runs
        if not _is_page(run.file.path)
    ]
    for run in code:
        old, new = run.tokens(Side.OLD), run.tokens(Side.NEW)
        if not old or not new or max(len(old), len(new)) > MOST_TOKENS:
            continue
        whole = not _is_program(run.file.path)
        for before, after in _one_for_one(_bare(old), _bare(new), whole=whole):
            places[before, after] += 1
            where[before, after].setdefault(run.file.path, run)
        for counter, more, less in ((gone, old, new), (came, new, old)):
            left = Counter(part for token in more for part in _parts(token))
            left.subtract(part for token in less for part in _parts(token))
            counter.update({part: times for part, times in left.items() if times > 0})
    found: list[Exchange] = []
    for (before, after), times in places.items():
        known = renamed.get(before) == after
        total = max(gone[before], times)
        if times < (1 if known else FEWEST) or times < CONSISTENT * total:
            continue
        if not known and (times < SEVERAL and len(where[before, after]) < 2 and not _classes(before, after)):
            continue
        if (came[before] and came[before] * 2 >= times) or _is_shorter(before, after):
            continue  # it goes here and comes there; or it is the same, imported
        counted = _counted(every if _classes(before, after) else code, before, after)
        of_files = {**where[before, after], **{run.file.path: run for run in code if run in counted}}
        if proof := _proof(list(of_files.values()), before, after):
            most = max(times, sum(counted.values()))
            paths = frozenset({*of_files, *(run.file.path for run in counted)})
            found.append(Exchange(before, after, most, paths, proof))
    return sorted(_distinct(found), key=lambda one: -one.places)


def _proof(runs: Sequence[_Run], before: str, after: str) -> tuple[Evidence, ...]:
    """A line with either name; with the new one in another file too, where there is one: no file is named for all."""
    lines = [runs[0].proof(Side.NEW, after), runs[0].proof(Side.OLD, before)]
    if not all(lines):
        return ()
    return tuple(line for line in (*lines, *(run.proof(Side.NEW, after) for run in runs[1:2])) if line)


def _counted(runs: Iterable[_Run], before: str, after: str) -> dict[_Run, int]:
    """How often one name went where the other came, also where more of the line changed."""
    found = {
        run: min(run.less(before, Side.OLD), run.less(after, Side.NEW))
        for run in runs
        if run.gone and run.came
    }
    return {run: times for run, times in found.items() if times > 0}


def _distinct(found: Iterable[Exchange]) -> Iterator[Exchange]:
    """One new name for each old one, the most frequent."""
    told: set[str] = set()
    for one in sorted(found, key=lambda each: -each.places):
        if one.before not in told:
            told.add(one.before)
            yield one


def _is_shorter(before: str, after: str) -> bool:
    """Whether one name is the other without the package before it: `a.b.C.d` and `C.d`."""
    left, right = sorted((PART.split(before), PART.split(after)), key=len)
    return right[-len(left) :] == left and len(right) - len(left) >= LEAST_PACKAGE


def _classes(before: str, after: str) -> bool:
    """Whether both names are of a form that no local name has: capitals inside, or words joined."""
    return all(re.search(r"[a-z][A-Z]|[A-Z]{2}|_\w|\W", name) for name in (before, after))


def _is_program(path: str) -> bool:
    """Whether a file is in a programming language, where a dot or a sign parts names; elsewhere they are of one word."""
    language = language_of(path)
    return language != "" and syntax_of(language) is not None


def _is_page(path: str) -> bool:
    """Whether a file holds text for readers, whose words are no names."""
    return markup_of(path) is not None or path.endswith(PAGES)


def _code(lines: Iterable[tuple[int, str]], path: str) -> tuple[tuple[int, str], ...]:
    """The lines but for comments, imports and prose, without the words of longer texts."""
    program = _is_program(path)
    quoted = TEXT if path.endswith(ONE_QUOTE) else ANY_TEXT

    def names(match: re.Match[str]) -> str:
        words = match["words"]
        if NAME.fullmatch(words) or not (program or " " in words):
            return match[0]
        return f'"{" ".join(PUT_IN.findall(words))}"'

    return tuple(
        (number, COMMENT_BEHIND.sub("", quoted.sub(names, text)))
        for number, text in lines
        if not COMMENT.match(text) and not IMPORT.match(text) and not _is_prose(text, program=program)
    )


def _is_prose(text: str, *, program: bool) -> bool:
    """Whether a line of a program, or what a setting holds, is a sentence: words that are nothing but letters."""
    if program and BEGINS.match(text):
        return False
    words = text.split() if program else SET.sub("", text).split()
    if len(words) < SENTENCE:
        return False
    plain = sum(WORD.fullmatch(word) is not None for word in words)
    return plain >= (len(words) if program else MOSTLY_WORDS * len(words))


def _one_for_one(old: Sequence[str], new: Sequence[str], *, whole: bool) -> Iterator[tuple[str, str]]:
    """The names that stand in the place of others, `whole` or without the parts that both have."""
    for tag, left, right, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "replace" or right - left != end - start:
            continue
        for before, after in zip(old[left:right], new[start:end], strict=True):
            one, other = (before, after) if whole else _apart(before, after)
            if NAME.fullmatch(one) and NAME.fullmatch(other):
                yield one, other


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two dotted names without what they begin and end with alike."""
    left, right = PART.split(before), PART.split(after)
    if len(left) != len(right) or PART.findall(before) != PART.findall(after):
        return before, after
    unlike = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
    return unlike[0] if len(unlike) == 1 else (before, after)


def _arguments(runs: Sequence[_Run], names: Mapping[str, str]) -> Iterator[Exchange]:
    """The named argument that came, or went, on a line of its own in most calls, others staying what they were."""
    for side in (Side.NEW, Side.OLD):
        places: Counter[str] = Counter()
        where: dict[str, dict[str, Evidence]] = defaultdict(dict)
        for run in runs:
            lines, others = (run.came, run.gone) if side is Side.NEW else (run.gone, run.came)
            for number, text in lines if not others and len(lines) <= FEW_LINES else ():
                entry = text.strip().removesuffix(",")
                match = ARGUMENT.fullmatch(entry)
                if match and text.rstrip().endswith(",") and len(entry) <= LONGEST_ARGUMENT:
                    places[entry] += 1
                    path = (run.file.old_path if side is Side.OLD else None) or run.file.path
                    where[entry].setdefault(path, Evidence(path, side, number, text.strip()))
        for entry, times in places.most_common(1):
            parts = {part for name in NAME.findall(entry) for part in PART.split(name)}
            if times >= FEWEST and not parts & {*names, *names.values()}:
                before, after = ("", entry) if side is Side.NEW else (entry, "")
                yield Exchange(
                    before, after, times, frozenset(where[entry]), tuple(where[entry].values())[:2]
                )
