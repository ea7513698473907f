"""What stands in the place of what within a step: values, arguments, calls, results, fallbacks.

- `expression.value_changed`: a literal; the name is what it is given to or compared with, `string` is `true` for text;
- `argument.added`, `.removed`, `.changed`: the name is the argument as written, `call` who takes it; `when` the new condition
  on which it is another one, the old one staying where that does not hold;
- `call.changed`: another function is called with the same arguments, or nearly; with `form` `level`: the level of a
  log line whose words stay, with `log`: how it is written;
- `text.changed` with `form` `log`: the words of a log line;
- `expression.added`, `.removed` with `form` `fallback`: `after` stands in where `name` is nothing; with `default`: `after` is
  what the call `name` gives where there is nothing; with `item`: the name came to `list`, or went from it;
- `expression.changed` with `form` `missing`: `name` counts as `default` where it is not there, where it failed;
- `result.changed`: what is returned;
- `expression.changed`: anything else that is short enough, `name` what it is given to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from classifier.facts.behaviour.body import Body, Proof
from classifier.facts.behaviour.calls import WRAPPING, callee_of
from classifier.facts.behaviour.differing import ARGUMENTS, LISTS, LITERALS, MOST_TOLD, Difference, Differing
from classifier.facts.behaviour.model import Kind, source_of
from classifier.facts.behaviour.outcomes import LONGEST_VALUE, returned
from classifier.facts.interface import Change, Subject

if TYPE_CHECKING:
    from tree_sitter import Node

_CALLS = frozenset(
    {"call", "call_expression", "method_invocation", "new_expression", "object_creation_expression",
     "function_call_expression", "member_call_expression", "nullsafe_member_call_expression", "scoped_call_expression",
     "invocation_expression", "function_call", "instance_expression"}
)  # fmt: skip
_COMPARES = frozenset(
    {"comparison_operator", "binary_expression", "binary", "infix_expression", "comparison_expression",
     "equality_expression"}
)  # fmt: skip
_COMPARING = frozenset({"==", "!=", "<", ">", "<=", ">=", "===", "!==", "in", "not in", "is", "is not"})
_REST = frozenset(
    {"binary_expression", "binary_operator", "lambda", "conditional_expression", "binary", "infix_expression",
     "conditional", "ternary_expression", "nil_coalescing_expression", "lambda_expression", "lambda_literal"}
)  # fmt: skip
_KEYWORDS = frozenset({"keyword_argument", "pair", "keyed_element", "field_initializer"})
_DECLARED = frozenset({"const_spec", "var_spec", "variable_declarator"})
_DEFAULTS = frozenset({"default", "default_value", "defaultValue", "value"})
_NO_NAMES = _DEFAULTS | {"type", "enabled", "name"}  # without what they belong to
_OPTION = re.compile(r"-\w")
_ONE_ARGUMENT = frozenset({"argument", "value_argument"})
_PATHS = frozenset(
    {"attribute", "selector_expression", "field_expression", "member_expression", "scoped_identifier",
     "member_access_expression", "navigation_expression", "navigation_suffix", "dot", "dot_index_expression",
     "method_index_expression", "scope_resolution"}
)  # fmt: skip
_SUBSCRIPTS = frozenset({"subscript", "subscript_expression", "index_expression"})
_CALLED = ("function", "constructor", "name", "object", "macro", "method", "receiver", "target", "scope")
_TRUTHY = frozenset(
    {"javascript", "typescript", "ruby", "elixir"}
)  # where `a || b` may be a value, not just yes or no
_YES_OR_NO = re.compile(r"\?$|^(?:not\b|!)|[=!~]=|[<>]|\b(?:in|is|and)\b|&&")
_GIVES_DEFAULT = re.compile(r"(?:\.get|\.pop|^getattr|\.getenv)$")


def _in_macro(node: Node) -> bool:
    """Whether a node stands among the tokens of a macro of Rust."""
    return node.type == "token_tree" or (node.parent is not None and node.parent.type == "token_tree")


class Exchange:
    """One step before and after, and how to tell what differs."""

    def __init__(self, body: Body, differing: Differing, *, few: bool) -> None:
        self._body = body
        self._differing = differing
        self._few = few
        self._old, self._new = differing.old, differing.new
        self._proof = Proof([self._new], [self._old])
        self._when = ""

    def tell(self, when: str = "") -> None:
        """Tell the differences one by one where they can be, else the step as a whole; `when` is the new condition of one
        that stands beside what it was."""
        self._when = when
        found = self._differing.found
        if not found:
            return
        if self._argument_for_another(found):
            return
        anew = len(found) > 1 and any(self._calls_another(one) for one in found)
        told = [self._difference(one) for one in found] if len(found) <= MOST_TOLD and not anew else []
        if any(told) or not self._few:
            return
        if self._new.kind is Kind.RETURN:
            self._result(returned(self._old), returned(self._new))
        elif self._new.kind in (Kind.ASSIGN, Kind.CALL, Kind.LOOP):
            before, after = self._old.text.rstrip("; {:"), self._new.text.rstrip("; {:")
            if self._new.kind is Kind.ASSIGN and self.given_another():
                return
            if _short(before, after):
                self._say(Subject.EXPRESSION, Change.CHANGED, after, before=before, after=after, form="step")

    def given_another(self) -> bool:
        """Tell that a name is given something else, without the name on either side."""
        name = self._new.word
        was, now = (step.text.rstrip("; {:").partition("=")[2].strip() for step in (self._old, self._new))
        if name != self._old.word or not was or not now or re.search(r"[\s(){}]", name):
            return False
        if _short(was, now) and self._new.lines[0] == self._new.lines[1]:
            self._say(Subject.EXPRESSION, Change.CHANGED, name, before=was, after=now, form="bound")
        return True

    def _say(self, subject: Subject, change: Change, name: str, **more: str | None) -> None:
        if not self._when or subject is Subject.ARGUMENT:
            self._body.tell(subject, change, name, self._proof, when=self._when, **more)

    def _difference(self, one: Difference) -> bool:
        """Tell one difference, if it can be said by itself."""
        if one.old is None or one.new is None:
            return self._item(one) or (self._new.kind is not Kind.IF and self._argument(one))
        if self._new.kind is Kind.IF:
            return False  # told as a condition
        before, after = self._differing.old_text(one.old), self._differing.new_text(one.new)
        if not _short(before, after):
            return False
        if self._value(one, before, after) or self._nothing(one.old, one.new, before, after):
            return True
        if _in_macro(one.new):
            return False  # a token of what no grammar reads: what it is of is not known
        return self._few and (self._callee(one) or self._plainly(one, before, after))

    def _value(self, one: Difference, before: str, after: str) -> bool:
        if one.old is None or one.new is None or not {one.old.type, one.new.type} <= LITERALS:
            return False
        if not (name := self._bound(one)):
            return False
        if " " in before.strip("\"' ") or " " in after.strip("\"' "):
            words = before.strip("\"'"), after.strip("\"'")
            self._say(Subject.TEXT, Change.CHANGED, name, before=words[0], after=words[1])
            return True
        string = "true" if before[-1:] in {'"', "'", "`"} else ""
        self._say(
            Subject.EXPRESSION,
            Change.VALUE_CHANGED,
            name,
            before=before,
            after=after,
            string=string,
        )
        return True

    def _nothing(self, old: Node, new: Node, before: str, after: str) -> bool:
        """Tell what now stands in for nothing, or counts where something is missing."""
        if fallback := self._fallback(new, before):
            self._say(Subject.EXPRESSION, Change.ADDED, before, after=fallback, form="fallback")
        elif default := self._default(old, new):
            self._say(
                Subject.EXPRESSION,
                Change.CHANGED,
                before,
                before=before,
                after=after,
                form="missing",
                default=default,
            )
        else:
            return False
        return True

    def _plainly(self, one: Difference, before: str, after: str) -> bool:
        if (
            one.around and one.around[-1][1].type in _PATHS
        ):  # `self.a` in the place of `self.b`, not `a` of `b`
            while one.around and one.around[-1][1].type in _PATHS:
                one = Difference(*one.around[-1], one.around[:-1])
            assert one.old is not None
            assert one.new is not None
            before, after = self._differing.old_text(one.old), self._differing.new_text(one.new)
            if not _short(before, after):
                return False
        call = self._call(one)
        holders = [node.type for _, node in one.around[-2:] if node.type not in _ONE_ARGUMENT]
        if holders and holders[-1] in ARGUMENTS and call:
            self._say(Subject.ARGUMENT, Change.CHANGED, after, before=before, after=after, call=call)
        elif self._new.kind is Kind.RETURN and one.new in self._new.node.named_children[:1]:
            self._result(before, after)
        elif _is_compared(one):
            return False  # an operand among others is no value of the other one
        elif (name := self._bound(one)) and not _names(name, before, after):
            self._say(Subject.EXPRESSION, Change.CHANGED, name, before=before, after=after, form="bound")
        else:
            return False
        return True

    def _result(self, before: str, after: str) -> None:
        inner = any(one.kind is Kind.FUNCTION and not one.word for one in self._new.above)
        if (
            before and after and _short(before, after) and not inner
        ):  # a callback's result is not the function's
            self._say(Subject.RESULT, Change.CHANGED, after, before=before, after=after)

    def _side(self, one: Difference) -> tuple[str, Change]:
        """The text of what came or went."""
        if one.new is not None:
            return self._differing.new_text(one.new), Change.ADDED
        assert one.old is not None
        return self._differing.old_text(one.old), Change.REMOVED

    def _item(self, one: Difference) -> bool:
        """An item that came to a list or went from it; of the list, what it is given to or compared with."""
        if not one.around or one.around[-1][1].type not in LISTS:
            return False
        text, change = self._side(one)
        name = self._bound(Difference(*one.around[-1], one.around[:-1]))
        node = one.new if one.new is not None else one.old
        if not _short(text) and node is not None and node.type in _KEYWORDS and node.named_children:
            text = source_of(
                node.named_children[0], self._new.site if one.new is not None else self._old.site
            )
        if not _short(text) or not name:
            return False
        self._say(Subject.EXPRESSION, change, text, form="item", list=name)
        return True

    def _argument_for_another(self, found: Sequence[Difference]) -> bool:
        """Tell a named argument that came where another one went, as one exchange."""
        if len(found) != 2 or self._new.kind is Kind.IF:
            return False
        came = next((one for one in found if one.old is None), None)
        went = next((one for one in found if one.new is None), None)
        if came is None or went is None or not (call := self._call(came)) or call != self._call(went):
            return False
        before, after = self._side(went)[0], self._side(came)[0]
        if call in WRAPPING or not _short(before, after) or "=" not in before or "=" not in after:
            return False
        self._say(Subject.ARGUMENT, Change.CHANGED, after, before=before, after=after, call=call)
        return True

    def _argument(self, one: Difference) -> bool:
        text, change = self._side(one)
        call = self._call(one)
        if not call or call in WRAPPING or not _short(text) or not re.search(r"\w", text):
            return False
        if _GIVES_DEFAULT.search(call) and "=" not in text and len(one.around) > 1:
            whole = self._differing.new_text(one.around[-2][1])
            self._say(Subject.EXPRESSION, change, whole, after=text, form="default")
        else:
            self._say(Subject.ARGUMENT, change, text, call=call, plain=_plain(text))
        return True

    def _call(self, one: Difference) -> str:
        """Who takes an argument; "" for a part of what the call is of."""
        inner = one.new
        for _, node in reversed(one.around):
            if node.type in _CALLS:
                if inner is not None and any(node.child_by_field_name(name) == inner for name in _CALLED):
                    return ""
                return callee_of(node, self._new.site)
            inner = node
        return ""

    @staticmethod
    def _calls_another(one: Difference) -> bool:
        """Whether a difference is the name of what is called, or a part of it."""
        inner = one.new
        for _, node in reversed(one.around):
            if node.type in _CALLS:
                return inner is not None and any(node.child_by_field_name(name) == inner for name in _CALLED)
            if node.type not in _PATHS:
                return False
            inner = node
        return False

    def _callee(self, one: Difference) -> bool:
        """Another function, whole names on either side."""
        inner = one.new
        for old, new in reversed(one.around):
            if new.type in _CALLS:
                if not any(new.child_by_field_name(name) == inner for name in _CALLED):
                    return False
                before, after = callee_of(old, self._old.site), callee_of(new, self._new.site)
                same = re.split(r"[.:]", before)[-1] == re.split(r"[.:]", after)[-1]  # of another thing
                if same or not _short(before, after) or re.search(r"[(\[{]", before + after):
                    return False
                self._say(Subject.CALL, Change.CHANGED, after, before=before, after=after)
                return True
            if new.type not in _PATHS:
                return False
            inner = new
        return False

    def _bound(self, one: Difference) -> str:
        """The name that a value is given to, or compared with."""
        inner = one.new
        for was, node in reversed(one.around):
            if node.type in _KEYWORDS or (node.type in _ONE_ARGUMENT and len(node.named_children) > 1):
                return self._keyed(one, was, node, inner)
            if node.type in _COMPARES and _COMPARING & {item.type for item in node.children}:
                others = [item for item in node.named_children if item != inner]
                alone = len(others) == 1 and others[0].type not in LITERALS
                other = self._differing.new_text(others[0]) if alone else ""
                return other if other.count("<") == other.count(">") else ""  # a generic type, misread
            if node.type in _CALLS or node.type in _SUBSCRIPTS or node.type in _REST:
                return ""
            if node.type in _DECLARED and (name := node.child_by_field_name("name")) is not None:
                return source_of(name, self._new.site)  # one of several that are declared together
            inner = node
        if self._new.kind is Kind.ASSIGN and one.around and not re.search(r"[\s(){}]", self._new.word):
            return self._new.word
        return ""

    def _keyed(self, one: Difference, was: Node | None, node: Node, inner: Node | None) -> str:
        """What stands before a value, if it stood before the old one too."""
        name, before = _key_of(node), _key_of(was)
        if name and before and self._differing.old_text(before) != self._differing.new_text(name):
            return ""
        said = "" if name is None or name == inner else source_of(name, self._new.site).strip("\"': ")
        return said if said not in _NO_NAMES else self._owner(one, node) if said in _DEFAULTS else ""

    def _owner(self, one: Difference, keyword: Node) -> str:
        """Whose default stands behind a keyword: the option that a call defines, the field that it is given to, or the key that
        it stands under; "" where none is known."""
        around = [node for _, node in one.around]
        for node in reversed(around[: around.index(keyword)]):
            if node.type in _KEYWORDS:
                key = node.named_children[0] if node.named_children else None
                name = source_of(key, self._new.site).strip("\"': ") if key is not None else ""
                return "" if name in _NO_NAMES else name
            if node.type in _CALLS:
                arguments = node.child_by_field_name("arguments")
                names = [self._new_literal(item) for item in arguments.named_children] if arguments else []
                option = next((name for name in names if name.startswith("--")), "")
                option = option or next((name for name in names if _OPTION.fullmatch(name)), "")
                if option or self._new.kind is not Kind.ASSIGN or node != self._value_given():
                    return option
                return "" if re.search(r"[\s(){}]", self._new.word) else self._new.word
        return ""

    def _new_literal(self, node: Node) -> str:
        return self._differing.new_text(node).strip("\"'") if node.type in LITERALS else ""

    def _value_given(self) -> Node | None:
        """The whole of what an assignment gives."""
        node = self._new.node
        while node.type == "expression_statement" and node.named_children:
            node = node.named_children[0]
        return node.child_by_field_name("right") or node.child_by_field_name("value")

    def _fallback(self, new: Node, before: str) -> str:
        """What stands in for nothing: `d` where `x` became `x or d`, `x ?? d`."""
        operator = new.child_by_field_name("operator")
        left, right = new.child_by_field_name("left"), new.child_by_field_name("right")
        if operator is None or left is None or right is None:
            return ""
        mark = source_of(operator, self._new.site)
        falls_back = mark in {"or", "??", "?:"} or (mark == "||" and self._body.language in _TRUTHY)
        same = self._differing.new_text(left) == before and not _YES_OR_NO.search(before)
        return self._differing.new_text(right) if falls_back and same else ""

    def _default(self, old: Node, new: Node) -> str:
        """What a missing item counts as: `v` where `d["k"]` became `d.get("k", v)`, or `a.b` `getattr(a, "b", v)`."""
        if new.type != "call" or old.type not in {"subscript", "attribute"} or not old.named_children:
            return ""
        callee = callee_of(new, self._new.site)
        arguments = new.child_by_field_name("arguments")
        items = [self._differing.new_text(item) for item in arguments.named_children] if arguments else []
        named = old.named_children[-1]
        if (
            callee == "getattr"
            and len(items) == 3
            and items[1].strip("\"'") == self._differing.old_text(named)
        ):
            return items[2]
        if old.type == "subscript" and callee == f"{self._differing.old_text(old.named_children[0])}.get":
            return items[1] if len(items) == 2 else "None"
        return ""


def _is_compared(one: Difference) -> bool:
    return any(
        node.type in _COMPARES and _COMPARING & {item.type for item in node.children}
        for _, node in one.around
    )


def _short(*texts: str) -> bool:
    return all(len(text) <= LONGEST_VALUE for text in texts)


def _plain(text: str) -> str:
    """`true` where an argument hands on what has a name already: `block`, `block=self.block`."""
    name, equals, value = text.partition("=")
    last = re.split(r"\.|::", (value if equals else name).strip("&*"))[-1]
    handed_on = last == name if equals else re.fullmatch(r"[a-z_]\w*(?:\.clone\(\))?", last)
    return "true" if handed_on else ""


def _names(name: str, before: str, after: str) -> bool:
    """Whether it is the name itself, or what it is an item of, that is another one."""
    return bool({name, re.split(r"[.:]", name)[-1]} & {after, before}) or name.startswith(f"{after}[")


def _key_of(node: Node | None) -> Node | None:
    """What stands before the value of an entry or a named argument."""
    if node is None:
        return None
    named = node.child_by_field_name("name") or node.child_by_field_name("key")
    return named or next(iter(node.named_children), None)
