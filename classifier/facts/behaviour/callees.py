"""What steps call, told as a reader would: without the small change of every language.

`call.added` with `form` `new`: what a function that is wholly new calls; the name is the first, `calls` in `extra` all of
them, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from classifier.facts.behaviour.body import Body, Proof
from classifier.facts.behaviour.calls import callee_of
from classifier.facts.behaviour.model import Kind, Step
from classifier.facts.behaviour.words import is_log
from classifier.facts.interface import Change, Subject

MOST = 8  # names of one step or function
MOST_NODES = 400  # of one step
_TRIVIAL = re.compile(
    r"(?:.*[.:>])?(?:abs|all|any|append|as_ref|as_str|astype|bool|cat|clone|collect|contains|contiguous|copy|cpu|cuda|detach|dict|empty|"
    r"endswith|enumerate|err|expect|extend|filter|find|first|flatten|float|format|fmt|from|full|get|get_or|getattr|hasattr|has|insert|int|"
    r"into|is_empty|is_none|is_some|isinstance|issubclass|item|items|iter|iter_mut|join|keys|last|len|list|lower|make|map|max|min|new|next|ok|"
    r"Ok|Some|Err|ok_or|ok_or_else|map_err|unwrap|unwrap_or|unwrap_or_else|unwrap_or_default|permute|pop|print|println|push|push_back|range|"
    r"repeat|replace|reshape|resize|reversed|round|select|set|setattr|shape|size|sizeof|slice|sorted|split|squeeze|startswith|str|strip|"
    r"stride|starts_with|ends_with|strip_prefix|strip_suffix|chars|bytes|lines|trim_start|trim_end|cfg|sum|super|then|to|to_owned|to_string|toString|transpose|trim|tuple|type|unsqueeze|update|values|vec|view|with_capacity|"
    r"TORCH_CHECK|CHECK\w*|assert\w*|scalar_type|dtype|device|data_ptr|numel|zeros|zip|await|defaultdict|Path|String|Number|Error)",
)
_PLAIN = re.compile(r"(?:self\.|this\.|super\(\)\.)?[A-Za-z_][\w.:]*!?")
_CALLS = frozenset(
    {"call", "call_expression", "method_invocation", "new_expression", "object_creation_expression"}
    | {"macro_invocation"}
)


def callees(steps: Iterable[Step]) -> list[str]:
    """The names that steps call, in their order, each once; those left out that say nothing of what is done, and those of
    functions that are made among the steps."""
    steps = list(steps)
    made = {step.word for step in steps if step.kind is Kind.FUNCTION}
    found: dict[str, None] = dict.fromkeys(made - {""})
    for step in steps:
        if step.kind in (Kind.LOG, Kind.RAISE, Kind.ASSERT, Kind.FUNCTION):
            continue
        waiting, left = [step.node], MOST_NODES
        while waiting and left and len(found) < MOST + len(made):
            node, left = waiting.pop(), left - 1
            if node.type in _CALLS:
                name = callee_of(node, step.site)
                if _PLAIN.fullmatch(name) and not _TRIVIAL.fullmatch(name) and not is_log(name):
                    found.setdefault(name)
            waiting += reversed(node.named_children)
    return [name for name in found if name not in made]


def in_new(body: Body) -> None:
    """Tell what a wholly new function calls."""
    steps = [
        step
        for step in body.new
        if (not step.children or step.kind is Kind.IF)
        and not any(one.kind is Kind.FUNCTION and one.word for one in step.above)
    ]
    names = callees(steps)
    if not names:
        return
    first = next((step for step in steps if names[0] in step.text), steps[0])
    body.tell(Subject.CALL, Change.ADDED, names[0], Proof([first]), form="new", calls="\n".join(names))
