"""Source text with its comments and strings told apart, by language, without a grammar.

A single regular expression per family of languages finds comments and string literals; every
alternative ends at its terminator or at the end of the text, so masking is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

_EXTENSIONS = {
    "bash": "shell", "bats": "shell", "c": "c", "cc": "cpp", "cfg": "ini", "cjs": "javascript", "conf": "ini",
    "cpp": "cpp", "css": "css", "cts": "typescript", "cu": "cuda", "cuh": "cuda", "cxx": "cpp", "env": "ini",
    "go": "go", "gql": "graphql", "gradle": "groovy", "graphql": "graphql", "graphqls": "graphql", "h": "cpp",
    "hh": "cpp", "hpp": "cpp", "htm": "html", "html": "html", "ini": "ini", "java": "java", "js": "javascript",
    "json": "json", "json5": "json", "jsonc": "json", "jsx": "javascript", "kt": "kotlin", "kts": "kotlin",
    "markdown": "markdown", "md": "markdown", "mdx": "markdown", "mjs": "javascript", "mk": "make",
    "mts": "typescript", "properties": "ini", "proto": "protobuf", "py": "python", "pyi": "python", "rb": "ruby",
    "rs": "rust", "rst": "rst", "scala": "scala", "sh": "shell", "sql": "sql", "svelte": "javascript",
    "svg": "xml", "swift": "swift", "tmpl": "template", "toml": "toml", "tpl": "template", "ts": "typescript",
    "tsx": "typescript", "txt": "text", "vue": "javascript", "xml": "xml", "yaml": "yaml", "yml": "yaml",
    "zsh": "shell", "csproj": "xml", "fsproj": "xml", "vbproj": "xml", "props": "xml", "targets": "xml", "nuspec": "xml",
    "config": "xml", "sbt": "scala", "exs": "elixir", "ex": "elixir", "zon": "zig", "zig": "zig", "tf": "hcl", "hcl": "hcl",
    "tfvars": "hcl", "cmake": "cmake", "lua": "lua", "rockspec": "lua", "gemspec": "ruby", "podspec": "ruby",
    "nix": "nix", "dart": "dart", "cs": "csharp", "php": "php",
}  # fmt: skip
_NAMES = {
    "gemfile": "ruby",
    "jenkinsfile": "groovy",
    "makefile": "make",
    "pipfile": "toml",
    "rakefile": "ruby",
    ".gitmodules": "ini",
    ".env": "ini",
    "podfile": "ruby",
    "cartfile": "nix",  # comments behind #, words between "
    "cmakelists.txt": "cmake",
}


@lru_cache(maxsize=4096)
def language_of(path: str) -> str:
    """The language or format of a path, "" where its name does not say.

    >>> language_of("container/Dockerfile.vllm"), language_of("a/b.rs"), language_of("LICENSE")
    ('dockerfile', 'rust', '')
    """
    name = path.rpartition("/")[2].lower()
    if "dockerfile" in name.split(".") or name.startswith("dockerfile") or name == "containerfile":
        return "dockerfile"
    if name in _NAMES:
        return _NAMES[name]
    parts = name.split(".")
    if parts[-1] in {"j2", "jinja", "jinja2", "in", "template"} and len(parts) > 2:
        parts.pop()
    if len(parts) < 2:
        return ""
    return _EXTENSIONS.get(parts[-1], "")


_DOUBLE = r'"(?:\\.|[^"\\\n])*"?'
_SINGLE = r"'(?:\\.|[^'\\\n])*'?"
_BACKTICK = r"`(?:\\.|[^`\\])*`?"
_TRIPLE = r'"""[\s\S]*?(?:"""|\Z)|' + r"'''[\s\S]*?(?:'''|\Z)"
_SLASHES = r"//[^\n]*|/\*[\s\S]*?(?:\*/|\Z)"
_HASH = r"#[^\n]*"
_SPACED_HASH = r"(?<![^\s;])#[^\n]*"


def _tokens(begins: str, comments: str, strings: str, texts: str = r"(?!)") -> re.Pattern[str]:
    """What finds comments and strings; `begins` has every character that one may begin with: where another one stands,
    and that is almost everywhere, nothing needs to be tried."""
    return re.compile(f"(?=[{begins}])(?:(?P<comment>{comments})|(?P<text>{texts})|(?P<string>{strings}))")


_C_LIKE = _tokens("/\"'", _SLASHES, f"{_DOUBLE}|'(?:\\\\.|[^'\\\\\n]){{1,10}}'")
_MASKS: dict[str, re.Pattern[str]] = {
    "python": _tokens("#\"'", _HASH, f"{_DOUBLE}|{_SINGLE}", _TRIPLE),
    "rust": _tokens("/\"'br", _SLASHES, r'\bb?r(?P<guard>#{0,9})"[\s\S]*?(?:"(?P=guard)|\Z)|"(?:\\[\s\S]|[^"\\])*"?|' + r"'(?:\\.[^'\n]{0,8}|[^'\\\n])'"),
    "go": _tokens("/\"'`", _SLASHES, f"{_DOUBLE}|`[^`]*`?|'(?:\\\\.|[^'\\\\\n]){{1,10}}'"),
    "javascript": _tokens("/\"'`", _SLASHES, f"{_DOUBLE}|{_SINGLE}|{_BACKTICK}"),
    "typescript": _tokens("/\"'`", _SLASHES, f"{_DOUBLE}|{_SINGLE}|{_BACKTICK}"),
    "groovy": _tokens("/\"'", _SLASHES, f"{_DOUBLE}|{_SINGLE}", _TRIPLE),
    "graphql": _tokens('#"', _HASH, _DOUBLE, r'"""[\s\S]*?(?:"""|\Z)'),
    "protobuf": _tokens("/\"'", _SLASHES, f"{_DOUBLE}|{_SINGLE}"),
    "ruby": _tokens("#\"'", _SPACED_HASH, f"{_DOUBLE}|{_SINGLE}"),
    "sql": _tokens("/'-", r"--[^\n]*|/\*[\s\S]*?(?:\*/|\Z)", r"'(?:''|[^'\n])*'?"),
    "css": _tokens("/\"'", r"/\*[\s\S]*?(?:\*/|\Z)", f"{_DOUBLE}|{_SINGLE}"),
    "html": _tokens("<", r"<!--[\s\S]*?(?:-->|\Z)", r"(?!)"),
    "xml": _tokens("<", r"<!--[\s\S]*?(?:-->|\Z)", r"(?!)"),
    "toml": _tokens("#\"'", _HASH, f"{_DOUBLE}|{_SINGLE}", _TRIPLE),
    "ini": _tokens(r" \t#;", r"(?m:^[ \t]*[#;][^\n]*)", r"(?!)"),
    "text": _tokens("#", _SPACED_HASH, r"(?!)"),
    "elixir": _tokens("#\"'", _SPACED_HASH, _DOUBLE, _TRIPLE),
    "hcl": _tokens('#/"', f"{_SPACED_HASH}|{_SLASHES}", _DOUBLE),
    "nix": _tokens('#/"', f"{_SPACED_HASH}|/\\*[\\s\\S]*?(?:\\*/|\\Z)", _DOUBLE),
    "cmake": _tokens('#"', _SPACED_HASH, _DOUBLE),
    "lua": _tokens("\"'-", r"--(?!\[\[)[^\n]*|--\[\[[\s\S]*?(?:\]\]|\Z)", f"{_DOUBLE}|{_SINGLE}"),
}  # fmt: skip
for _name in ("java", "kotlin", "scala", "swift", "c", "cpp", "cuda", "zig", "csharp", "php", "dart"):
    _MASKS[_name] = _C_LIKE
for _name in ("shell", "dockerfile", "make", "yaml", "template"):
    # Commands live inside quotes here, and a quote in a heredoc has no end: only comments are masked.
    _MASKS[_name] = _tokens("#", _SPACED_HASH, r"(?!)")

_NOT_LINE_FEED = re.compile(r"[^\n]")


def _blank(text: str) -> str:
    return _NOT_LINE_FEED.sub(" ", text) if "\n" in text else " " * len(text)


def _blank_string(text: str) -> str:
    return text if len(text) < 3 else text[0] + _blank(text[1:-1]) + text[-1]


def masked(text: str, language: str) -> tuple[str, str]:
    """The text with comments and documentation strings blanked, and the same with the insides of string
    literals blanked as well; lengths and line feeds stay."""
    return _masked(text, tokens(text, language))


def _masked(text: str, found_in: Iterable[Token]) -> tuple[str, str]:
    bare: list[str] = []
    code: list[str] = []
    at = 0
    for kind, start, end in found_in:
        between, found = text[at:start], text[start:end]
        bare.append(between)
        code.append(between)
        if kind is not TokenKind.STRING:
            blank = _blank(found)
            bare.append(blank)
            code.append(blank)
        else:
            bare.append(found)
            code.append(_blank_string(found))
        at = end
    bare.append(text[at:])
    code.append(text[at:])
    return "".join(bare), "".join(code)


class TokenKind(StrEnum):
    """What the masks tell apart."""

    COMMENT = "comment"
    TEXT = "text"  # a string that may be documentation, between triple quotes
    STRING = "string"


Token = tuple[TokenKind, int, int]  # what it is, and from where to where it goes
_KINDS: dict[str | None, TokenKind] = {each.value: each for each in TokenKind}


def tokens(text: str, language: str) -> Iterator[Token]:
    """The comments and strings of a text with their offsets, in order; none where the language is not known."""
    pattern = _MASKS.get(language)
    if pattern is not None:
        for match in pattern.finditer(text):
            yield _KINDS[match.lastgroup], match.start(), match.end()


@dataclass(frozen=True)
class Source:
    """One stretch of text that is read from its beginning: a whole file or one side of a hunk."""

    text: str
    language: str

    @property
    def bare(self) -> str:
        """Without comments and documentation strings."""
        return self._masked[0]

    @property
    def code(self) -> str:
        """Without comments and without the insides of strings."""
        return self._masked[1]

    @cached_property
    def _masked(self) -> tuple[str, str]:
        return _masked(self.text, self.tokens)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its comments and strings, in order."""
        return tuple(tokens(self.text, self.language))

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of the first character of each line."""
        starts = [0]
        starts.extend(match.end() for match in re.finditer("\n", self.text))
        return starts


@dataclass(frozen=True)
class Block:
    """Consecutive lines of a source; `first` is the number, on its side of the diff, of its first line."""

    source: Source
    first: int
    begin: int
    end: int
    source_first: int = 1

    @property
    def language(self) -> str:
        """The language of the file."""
        return self.source.language

    @cached_property
    def text(self) -> str:
        """The block as it is written."""
        return self.source.text[self.begin : self.end]

    @cached_property
    def bare(self) -> str:
        """The block without its comments."""
        return self.source.bare[self.begin : self.end]

    @cached_property
    def code(self) -> str:
        """The block without its comments and what its strings hold."""
        return self.source.code[self.begin : self.end]

    @property
    def tokens(self) -> Iterable[Token]:
        """The comments and strings of the block, as it reads by itself, in order."""
        is_whole = len(self.text) == len(self.source.text)
        return self.source.tokens if is_whole else tokens(self.text, self.language)

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the character at `offset` of the block."""
        return self.source_first + bisect_right(self.source.line_starts, self.begin + offset) - 1

    def numbered(self, text: str) -> list[tuple[int, str]]:
        """The lines of `text` (one of this block's three readings) with their numbers."""
        return list(enumerate(text.split("\n"), self.first))
