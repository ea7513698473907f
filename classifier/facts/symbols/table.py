"""One reader for all languages that are a folder of data: a query for what declares something, a page for the rest.

The query follows the convention of `tags.scm`: `@definition.<subject>` is a declaration and `@name` its name.
Beyond it:

- `@scope`: surrounds declarations without being one (an extension); `@name` is whose they are, `@variant` tells
  them apart from others of that name;
- `@definition.test`: a call of the test runner, `@runner` the word, `@name` the title;
- of a declaration: `@body`, `@parameters`, `@result`, `@type`, `@value`, `@bases`, `@modifier`, `@attribute`,
  `@owner` (a receiver that is written before the name), `@singleton` (of the type, not of its instances),
  `@exposed` (as visible as its container);
- `@ignore`: no declaration, whatever other patterns say of it (an import that is written as a constant);
- `@of` instead of `@definition.…`: says more of a declaration that another pattern found;
- `@lead`: stands above what it belongs to, as a comment does (an attribute with a line of its own);
- `@section`: a word that says how visible what follows in the same body is;
- `@hide` with `@hide.word`: a name that is made private elsewhere in its container.

Of a node that several patterns find, the first pattern of the file says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from classifier.facts.interface import Subject
from classifier.facts.symbols.captured import Captures, Found, Notes, leading, place_of, sorted_out
from classifier.facts.symbols.grammar import decorator, flat, last_line_of, line_of, shorten, text, until
from classifier.facts.symbols.model import CALLABLES, CONTAINERS, Decorator, Parameter, Site, Symbol, TestRole
from classifier.facts.symbols.pages import Page
from classifier.facts.symbols.spans import Spans
from classifier.facts.symbols.written_signature import parameters_of

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_DEPTH = 8
MAX_SYMBOLS = 10_000
MAX_PARAMETERS = 100
COMMENT_BYTES = 2000
_QUOTES = re.compile(r"""^:?["'`]+|^:(?=\w)|["'`]+$""")
_OPENS = re.compile(r"\s*(?:\{|=>?|\bdo|[;:,])$")
_MARK = re.compile(r"^(?:@|#\[|\[)\s*|\s*\]$")


@dataclass(slots=True)
class _Open:
    """A declaration whose end is not reached yet: what stands inside belongs to it."""

    end: int
    kind: str
    owner: str
    public: bool
    in_tests: bool
    local: bool
    node: int
    word: str = ""
    suite: str = ""
    variant: str = ""


class Table:
    """Reads the declarations of a parsed file by a page and the matches of a query."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._deprecated = re.compile(page.documentation.deprecated)
        self._documented = re.compile(page.documentation.documented or r"(?!)")
        self._hidden = re.compile(page.public.hidden or r"(?!)")
        self._private = re.compile(page.public.private_names or r"(?!)")
        self._names = {role: re.compile(pattern) for role, pattern in page.tests.names.items()}

    def symbols(
        self,
        matches: Sequence[tuple[int, Captures]],
        lines: Sequence[str],
        touched: Spans,
        source: bytes,
        *,
        in_tests: bool,
    ) -> list[Symbol]:
        """The declarations that overlap the touched lines, in the order of their lines."""
        found, notes = sorted_out(matches, lines)
        symbols: list[Symbol] = []
        stack = [_Open(1 << 60, "", "", public=True, in_tests=in_tests, local=False, node=0)]  # the file
        for one in found:
            while stack[-1].end <= one.node.start_byte:
                stack.pop()
            if len(stack) > MAX_DEPTH + 1 or len(symbols) >= MAX_SYMBOLS:
                continue
            self._read(one, stack, notes, symbols, (lines, touched, source))
        symbols.sort(key=lambda symbol: (symbol.line, symbol.first, -symbol.last))
        symbols = self._with_hidden(symbols, notes)
        if self.page.signature.clauses:  # one that was not touched is part of one that was
            whole = _one_of_each_clause(symbols, lines)
            symbols = [symbol for symbol in whole if touched.touch(symbol.first, symbol.last)]
        return symbols

    def _read(
        self,
        one: Found,
        stack: list[_Open],
        notes: Notes,
        symbols: list[Symbol],
        around: tuple[Sequence[str], Spans, bytes],
    ) -> None:
        lines, touched, source = around
        outer = stack[-1]
        if one.is_scope:
            stack.append(self._scope(one, outer))
            return
        if outer.local and one.subject not in CALLABLES | CONTAINERS:
            return
        whole = self.page.signature.clauses  # one that was not touched is part of one that was
        first, _ = leading(notes, line_of(one.node))
        if not whole and not touched.touch(first, last_line_of(one.node)):
            return  # nor is anything in it
        symbol = self._symbol(one, outer, notes)
        if symbol is None:
            return
        if whole or touched.touch(symbol.first, symbol.last):
            rows = "\n".join(lines[symbol.first - 1 : symbol.last])
            symbols.append(replace(symbol, text=rows, site=Site(one.node, source)))
        if symbol.is_container or symbol.is_callable or one.kind == "test":
            local = symbol.is_callable and one.kind != "test"
            suite = symbol.qualified if one.kind == "test" else ""
            stack.append(
                _Open(
                    one.node.end_byte,
                    one.kind,
                    symbol.qualified,
                    symbol.public,
                    symbol.in_tests,
                    local or outer.local,
                    place_of(one.node),
                    suite=suite,
                )
            )

    def _scope(self, one: Found, outer: _Open) -> _Open:
        """What surrounds declarations without being one: they belong to the name that it gives, if any."""
        owner = outer.owner
        if one.name is not None:
            named = flat(one.name)
            owner = f"{owner}{self.page.separator('default')}{named}" if owner else named
        word = self._written_word(one)
        return _Open(
            one.node.end_byte,
            outer.kind if one.name is None else "scope",
            owner,
            outer.public,
            outer.in_tests,
            outer.local,
            place_of(one.node),
            word,
            variant=flat(one.first("variant")) or outer.variant,
        )

    def _symbol(self, one: Found, outer: _Open, notes: Notes) -> Symbol | None:
        if one.name is None:
            return None
        page = self.page
        first, leads = leading(notes, line_of(one.node))
        attributes = [_attribute(node) for node in one.captures.get("attribute", ())]
        attributes += [_attribute(lead.node) for lead in leads if not lead.is_comment]
        comments = [
            (lead.node.text or b"")[:COMMENT_BYTES].decode("utf8", "replace")
            for lead in leads
            if lead.is_comment
        ]
        told = [item.text for item in attributes] + comments
        name = self._name(one)
        owner = outer.owner
        receiver = one.first("owner")
        if receiver is not None and flat(receiver) not in page.signature.receivers:
            owner = re.sub(r"<.*", "", flat(receiver))
        subject = self._subject(one, outer, receiver)
        word = self._word(one, outer, notes)
        hidden = any(self._hidden.search(item) for item in told)
        parameters: tuple[Parameter, ...] = ()
        if subject in CALLABLES and one.kind != "test":
            parameters = parameters_of(one.node, one.captures.get("parameters", ()), one.name, page.signature)
        arity = (
            str(len(parameters))
            if page.signature.arity and subject in CALLABLES and one.kind != "test"
            else ""
        )
        in_tests = outer.in_tests or one.kind == "test"
        role, skipped = self._role(one, name, attributes, in_tests)
        separator = (
            " > " if outer.suite else page.separator("singleton" if one.first("singleton") else subject.value)
        )
        symbol = Symbol(
            subject,
            name,
            line_of(one.name),
            first,
            last_line_of(one.node),
            owner=owner,
            variant=" ".join(item for item in (outer.variant, arity) if item),
            public=not outer.local and not hidden and word in page.public.words and outer.public
            and not self._private.search(name) and one.kind != "test",
            visibility="local" if outer.local and subject in CALLABLES | CONTAINERS and one.kind != "test"
            else "hidden" if hidden else word,
            parameters=parameters[:MAX_PARAMETERS],
            type=shorten(" ".join(flat(node).lstrip(": <") for node in _types(one, subject)).strip()),
            value="" if subject in CALLABLES | CONTAINERS else flat(one.first("value")).lstrip("= "),
            decorators=tuple(attributes[:MAX_PARAMETERS]),
            documented=any(item.startswith(page.doc_marks) for item in comments)
            or any(self._documented.search(item.text) for item in attributes),
            deprecated=any(self._deprecated.search(item) for item in told),
            in_tests=in_tests,
            role=role,
            skipped=skipped,
            title=one.kind == "test",
            header=_OPENS.sub("", until(one.node, one.first("body"))),
            language=page.language,
            separator=separator,
        )  # fmt: skip
        private = word in page.public.words and not symbol.public and symbol.visibility == word
        return replace(symbol, visibility="private") if private and self._private.search(name) else symbol

    def _name(self, one: Found) -> str:
        assert one.name is not None
        if one.kind == "test":
            runner = one.first("runner")
            if runner is not None and one.name.id == runner.id:
                return text(runner)
        name = flat(one.name)
        return _QUOTES.sub("", name).removesuffix(":") or name

    def _subject(self, one: Found, outer: _Open, receiver: Node | None) -> Subject:
        """A function inside a type is a method of it; a field that no type has is a constant."""
        if one.subject is Subject.FUNCTION and one.kind != "test":
            methods = {*_TYPES, *self.page.methods_in}
            inside = outer.kind in methods or (receiver is not None and outer.kind in {"", "module", *_TYPES})
            return Subject.METHOD if inside else Subject.FUNCTION
        if one.subject is Subject.FIELD and not outer.kind and receiver is None:
            return Subject.CONSTANT
        return one.subject

    def _written_word(self, one: Found) -> str:
        known = {*self.page.public.words, *self.page.public.other_words}
        written = [text(node).partition("[")[0].strip() for node in one.captures.get("modifier", ())]
        word = next((word for word in written if word in known), "")
        return self.page.public.called.get(word, word)

    def _word(self, one: Found, outer: _Open, notes: Notes) -> str:
        """The word for how visible a declaration is: written at it, above it, or implied."""
        public = self.page.public
        written = self._written_word(one)
        if written:
            return written
        if one.subject in public.sections_for and one.first("singleton") is None:
            sections = notes.sections.get(place_of(one.node.parent) if one.node.parent is not None else 0, ())
            above = [word for start, word in sections if start < one.node.start_byte]
            if above:
                return above[-1]
        if outer.word:
            return outer.word
        implied = public.within.get(outer.kind, public.default)
        if one.first("exposed") is not None or implied == "inherited":
            return public.words[0] if outer.public else "inherited"
        return implied

    def _role(
        self, one: Found, name: str, attributes: Sequence[Decorator], in_tests: bool
    ) -> tuple[TestRole, bool]:
        tests = self.page.tests
        names = {re.split(r"\.|::", item.name)[-1] for item in attributes}
        words = {flat(node, 60) for node in one.captures.get("runner", ())}
        by_attribute = [role for role, known in tests.attributes.items() if names & set(known)]
        by_runner = [role for role, known in tests.runners.items() if words & set(known)]
        skipped = "skipped" in by_attribute or "skipped" in by_runner
        if one.kind == "test":
            role = next((role for role in by_runner if role != "skipped"), "case")
            return TestRole(role), skipped
        role = next((role for role in by_attribute if role != "skipped"), "")
        if not role and in_tests and one.subject in CALLABLES:
            role = next((key for key, pattern in self._names.items() if pattern.search(name)), "")
        if not role and in_tests and one.subject is Subject.CLASS:
            bases = flat(one.first("bases"))
            role = "suite" if any(base in bases for base in tests.bases) else ""
        return (TestRole(role) if role else TestRole.NONE), skipped

    def _with_hidden(self, symbols: Sequence[Symbol], notes: Notes) -> list[Symbol]:
        """The symbols, with those private whose names are made so elsewhere in their container."""
        if not notes.hidden:
            return list(symbols)
        return [self._as_told(symbol, symbols, notes) for symbol in symbols]

    def _as_told(self, symbol: Symbol, symbols: Sequence[Symbol], notes: Notes) -> Symbol:
        for line, name, word in notes.hidden:
            if symbol.name == name and symbol.line < line and self._holds(symbols, symbol, line):
                public = symbol.public and word in self.page.public.words
                return replace(symbol, public=public, visibility=word.split("_")[0])
        return symbol

    def _holds(self, symbols: Sequence[Symbol], symbol: Symbol, line: int) -> bool:
        """Whether a line is inside the container of a symbol, as far as the container is known."""
        holders = [one for one in symbols if one.is_container and one.qualified == symbol.owner]
        return not holders or any(one.first <= line <= one.last for one in holders)


_TYPES = frozenset({"class", "struct", "enum", "trait", "interface", "scope"})


def _types(one: Found, subject: Subject) -> list[Node]:
    """What stands for the type of a declaration: the bases of a type, the result of a callable."""
    if subject in CONTAINERS:
        return one.captures.get("bases", [])
    return one.captures.get("result", [])[:1] if subject in CALLABLES else one.captures.get("type", [])[:1]


def _attribute(node: Node) -> Decorator:
    return decorator(node, _MARK.sub("", text(node)))


def _one_of_each_clause(symbols: Sequence[Symbol], lines: Sequence[str]) -> list[Symbol]:
    """The symbols, with the clauses of a function that follow one another as one."""
    found: list[Symbol] = []
    last: dict[tuple[str, str, str], int] = {}
    for symbol in symbols:
        key = (symbol.owner, symbol.name, symbol.variant)
        place = last.get(key)
        if not symbol.is_callable or symbol.title or place is None:
            last[key] = len(found)
            found.append(symbol)
            continue
        above = found[place]
        between = [one for one in found[place + 1 :] if one.owner == symbol.owner]
        if between:
            last[key] = len(found)
            found.append(symbol)
            continue
        rows = "\n".join(lines[above.first - 1 : symbol.last])
        found[place] = replace(
            above,
            last=symbol.last,
            text=rows,
            site=_together(above.site, symbol.site),
            documented=above.documented or symbol.documented,
            deprecated=above.deprecated or symbol.deprecated,
        )
    return found


def _together(above: Site | None, site: Site | None) -> Site | None:
    """The place of several clauses."""
    if above is None or site is None:
        return above
    return replace(above, clauses=(*(above.clauses or (above.node,)), site.node))
