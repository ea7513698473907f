"""What a step is: a condition, a loop, a result, an error raised or caught, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from classifier.facts.calls import call_at
from classifier.facts.lines import Block, Source
from classifier.facts.steps.logical import Step


class Shape(Enum):
    """The kinds of step that are told apart."""

    CONDITION = auto()
    LOOP = auto()
    RESULT = auto()
    RAISED = auto()
    CAUGHT = auto()
    ASSIGNED = auto()
    CALL = auto()
    OTHER = auto()
    NOTHING = auto()  # a bracket, `else:`, `pass`, an import: not worth a word


@dataclass(frozen=True, slots=True)
class Shaped:
    """A step with its shape. `subject` is what it is about: the condition, what is iterated over, the result,
    the names of the errors, the target of an assignment; "" where that cannot be told."""

    step: Step
    shape: Shape
    subject: str = ""


_END = r"\s*(?::|\{|\bthen)?$"
_CONDITION = re.compile(
    r"^(?:\}\s*)?(?:else\s+if|elif|if|while|unless|when)(?:\s+constexpr)?\b(?P<it>.+?)" + _END
)
_LOOP = re.compile(r"^(?:async\s+)?for\b\s*(?:await\s*)?(?P<it>.+?)" + _END)
_RESULT = re.compile(r"^(?:return|yield(?:\s+from)?)\b\s*(?P<it>.*?);?$")
_RAISED = re.compile(
    r"^(?:raise\s+(?P<py>[A-Za-z_][\w.]*)"
    r"|throw\s+(?:new\s+)?(?P<c>[A-Za-z_][\w.:]*)"
    r"|(?:return\s+)?(?P<rust>(?:anyhow::)?(?:bail|panic|unreachable|todo|unimplemented)!)"
    r"|return\s+Err\((?P<err>[A-Za-z_][\w:]*!?)"
    r"|return\s+(?:[\w.{}\"]+,\s*)*(?P<go>fmt\.Errorf|errors\.New|errors\.Wrapf?)\("
    r"|(?P<gopanic>panic)\()"
)
_ERROR = re.compile(r"(?:^|[.:])[A-Z]\w+$|!$|^errors\.|^panic$|^fmt\.")  # not a variable that holds one
_CAUGHT = re.compile(r"^(?:\}\s*)?(?:except\b\s*(?P<py>[^:]*)|catch\s*\((?P<c>[^)]*)\)).*$")
_ASSIGNED = re.compile(
    r"^(?:(?:let|const|var|auto|static|final)\s+(?:mut\s+)?)?(?:[A-Za-z_][\w<>:*&]*\s+)?"
    r"(?P<it>[A-Za-z_][\w.]*(?:->\w+)*)(?:\s*:\s*[^=]{1,60}?)?\s*(?::=|=)(?!=)\s*(?P<value>.+?);?$"
)
_NOTHING = re.compile(
    r"^(?:[\W\d_]*|(?:\}\s*)?else\s*[:{]?|(?:\}\s*)?(?:try|finally)\s*[:{]?|pass|continue;?|break;?|\.\.\."
    r"|(?:from\s+\S+\s+)?import\b.*|use\s+[\w:{].*|global\s.*|nonlocal\s.*|return;?|@.*)$"
)
_DEFINES = re.compile(
    r"^(?:pub(?:\([^)]*\))?\s+)?(?:export\s+)?(?:default\s+)?(?:static\s+)?(?:async\s+)?"
    r"(?:def|class|fn|func|function)\b"
)
_CALL = re.compile(r"(?<![\w.:\"'])((?:[A-Za-z_]\w*(?:\.|::|->))*[A-Za-z_]\w*!?)(?:::<[^<>()]*>)?\(")
_KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        "if elif while for return match switch catch except and or not in is lambda assert await yield with sizeof "
        "typeof print super when where del raise throw new do move Some Ok Err None fn func function",
    )
)
_GOES_ON = re.compile(r"[-+*/%<>=&|?.,:\[^]|(?:and|or|not|in|is|if)\b")
_SELF = re.compile(r"^(?:self|this|cls|Self)(?:\.|::|->)")


def shaped(step: Step) -> Shaped:
    """The step with its shape."""
    text, code = step.text, step.code
    if _NOTHING.match(code) or _DEFINES.match(code):
        return Shaped(step, Shape.NOTHING)
    if match := _RAISED.match(code):
        name = next(filter(None, match.groups()), "")
        return Shaped(step, Shape.RAISED, name if _ERROR.search(name) else "")
    if match := _CAUGHT.match(code):
        return Shaped(step, Shape.CAUGHT, _errors(match["py"] or match["c"] or ""))
    for pattern, shape in ((_LOOP, Shape.LOOP), (_CONDITION, Shape.CONDITION), (_RESULT, Shape.RESULT)):
        if match := pattern.match(code):
            return Shaped(step, shape, _subject(text, match.start("it"), match.end("it")))
    if match := _ASSIGNED.match(code):
        return Shaped(step, Shape.ASSIGNED, match["it"])
    return Shaped(step, Shape.CALL if _CALL.search(code) else Shape.OTHER)


def _errors(text: str) -> str:
    """The names of the caught errors: `ValueError, KeyError` of `(ValueError, KeyError) as error`."""
    return text.partition(" as ")[0].strip().strip("()").strip()


def _subject(text: str, start: int, end: int) -> str:
    """What a step is about. Brackets around the whole of it are left out, and so is what follows them on the
    same line (`if (empty) return;`)."""
    subject = text[start:end].strip()
    if not subject.startswith("("):
        return subject
    depth = 0
    for place, char in enumerate(subject):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            rest = subject[place + 1 :].strip()
            return subject if _GOES_ON.match(rest) else subject[1:place].strip()
    return subject


@dataclass(frozen=True, slots=True)
class Called:
    """A call in a step: what is called, without `self`, and its arguments as written."""

    name: str
    arguments: tuple[str, ...]


def calls_in(step: Step, language: str) -> list[Called]:
    """The calls of a step, outer ones before those in their arguments."""
    source = Source(step.text, language)
    block = Block(source, 1, 0, len(step.text))
    found = []
    for match in _CALL.finditer(step.code):
        name = _SELF.sub("", match[1])
        if name in _KEYWORDS:
            continue
        call = call_at(block, match.end() - 1)
        arguments = () if call is None else tuple(" ".join(one.split()) for one in call.arguments)
        found.append(Called(name, arguments))
    return found
