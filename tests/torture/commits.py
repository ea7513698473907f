"""Commits that a stranger would write to be slow or large, one kind a name: the files before, and the files after. Each
is about as large as what is read of a commit, since what is beyond that is only counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

Tree = Mapping[str, str | bytes | None]
Commit = tuple[Tree, Tree]
MEGABYTE = 1 << 20

# A file of each language and format that is read for what it means.
FORMATS = (
    "a.py", "a.js", "a.ts", "a.tsx", "a.go", "a.rs", "a.java", "a.c", "a.cpp", "a.h", "a.cs", "a.kt", "a.rb", "a.php", "a.swift",
    "a.scala", "a.ex", "a.lua", "a.zig", "a.sh", "a.tf", "a.md", "a.rst", "a.txt", "a.html", "a.xml", "a.sql", "a.proto",
    "a.graphql", "a.json", "a.yaml", "a.toml", "a.ini", "a.env", "Dockerfile", "Makefile", "package.json", "pyproject.toml",
    "Cargo.toml", "go.mod", "requirements.txt", "pom.xml", "build.gradle", "package-lock.json", "Cargo.lock", "yarn.lock",
    "go.sum", ".github/workflows/a.yml", "docker-compose.yml", "chart/values.yaml", "openapi.yaml", "CHANGELOG.md", "LICENSE",
    "migrations/1.sql", "a.csproj", "Gemfile", "Gemfile.lock", "composer.json", "mix.exs", "Package.swift", "flake.nix", "CMakeLists.txt",
    "Jenkinsfile", ".gitlab-ci.yml", "a.ftl", "a.po", "a.properties", "a.ipynb", "tests/test_a.py", "setup.py", "setup.cfg",
)  # fmt: skip
# Texts that are long in a way on which patterns turn back.
STRETCHES = {
    "letters": "a", "spaces": " ", "tabs": "\t", "digits": "1", "dots": "1.", "quotes": '"', "apostrophes": "'", "graves": "`",
    "backslashes": "\\", "angles": "<", "round": "(", "square": "[", "curly": "{", "stars": "*", "hashes": "#", "slashes": "/",
    "dashes": "-", "underlines": "_", "colons": "a: ", "equals": "a=", "commas": "a,", "addresses": "http://a.b/", "mails": "a@b.",
    "paths": "a/b.c ", "flags": "--a ", "names": "A_B ", "entities": "&lt;", "dollars": "${", "percent": "%s", "pipes": "|", "at": "@",
    "links": "[a](", "html": "<a b=", "calls": "f(", "strings": '"a" + ', "not ascii": "é", "han": "漢", "marks": "e\u0301", "wide": "\U0001f600",
    "versions": "v1.2.3-", "semicolons": "a;", "questions": "a?", "excl": "a!", "plus": "1+", "attributes": "a.b.", "f": 'f"{',
}  # fmt: skip


def lines(line: str, count: int) -> str:
    """`line` so many times, with its number for `{n}`."""
    return "".join(line.replace("{n}", str(n)) + "\n" for n in range(count))


def added(files: Tree) -> Commit:
    """Files that come."""
    return {"README.md": "x\n"}, files


def changed(before: Tree, after: Tree) -> Commit:
    """Files that change."""
    return before, after


def stretch(text: str, length: int) -> Commit:
    """In a file of each format some lines that are long of one text, twice with other ends."""
    line = text * (length // len(text))
    count = max(1, (3 * MEGABYTE) // (len(FORMATS) * length * 2))

    def tree(end: str) -> Tree:
        return {path: "".join(f"{line}{end}{n}\n" for n in range(count)) for path in FORMATS}

    return changed(tree("x"), tree("!"))


def everywhere(line: str, count: int) -> Commit:
    """Lines of one kind in a file of each format."""
    return added({path: lines(line, count) for path in FORMATS})


def _nested(opening: str, closing: str, depth: int) -> str:
    return opening * depth + closing * depth + "\n"


NESTED = {
    "py": "x = {}\n", "js": "x = {};\n", "ts": "x = {};\n", "go": "package a\nvar x = {}\n", "rs": "const X: i32 = {};\n", "java": "class A {{ int x = {}; }}\n",
    "c": "int x = {};\n", "cpp": "int x = {};\n", "cs": "class A {{ int x = {}; }}\n", "kt": "val x = {}\n", "rb": "x = {}\n", "php": "<?php $x = {};\n",
    "swift": "let x = {}\n", "scala": "val x = {}\n", "ex": "x = {}\n", "lua": "x = {}\n", "zig": "const x = {};\n", "sh": "x=$( {} )\n", "tf": "x = {}\n",
}  # fmt: skip


def nesting(opening: str, middle: str, closing: str, depth: int, per_file: int) -> Commit:
    """One thing within another, in each language."""
    text = opening * depth + middle + closing * depth
    return added(
        {
            f"{ending}{n}.{ending}": wrap.replace("{}", text).replace("{{", "{").replace("}}", "}")
            + f"// {n}\n"
            for ending, wrap in NESTED.items()
            for n in range(per_file)
        }
    )


def chain(link: str, count: int, per_file: int) -> Commit:
    """An expression without end in each language."""
    return nesting(link, "1", "", count, per_file)


FUNCTIONS: dict[str, str] = {
    "py": "def f{n}(a, b=1):\n    if a:\n        raise ValueError('no {n}')\n    return g(a, b)\n",
    "js": "export function f{n}(a, b = 1) {\n  if (a) {\n    throw new Error('no {n}');\n  }\n  return g(a, b);\n}\n",
    "ts": "export function f{n}(a: string, b = 1): void {\n  if (a) {\n    throw new Error('no {n}');\n  }\n  return g(a, b);\n}\n",
    "go": "func F{n}(a int) error {\n\tif a > 1 {\n\t\treturn errors.New(\"no {n}\")\n\t}\n\treturn g(a)\n}\n",
    "rs": "pub fn f{n}(a: i32) -> Result<i32, String> {\n    if a > 1 {\n        return Err(\"no {n}\".into());\n    }\n    g(a)\n}\n",
    "java": "class A{n} {\n  public int f(int a) {\n    if (a > 1) {\n      throw new Error(\"no {n}\");\n    }\n    return g(a);\n  }\n}\n",
    "c": "int f{n}(int a)\n{\n  if (a > 1) {\n    return -1;\n  }\n  return g(a, \"no {n}\");\n}\n",
    "cpp": "int f{n}(int a) {\n  if (a > 1) {\n    throw std::runtime_error(\"no {n}\");\n  }\n  return g(a);\n}\n",
    "cs": "public class A{n} {\n  public int F(int a) {\n    if (a > 1) {\n      throw new Exception(\"no {n}\");\n    }\n    return G(a);\n  }\n}\n",
    "kt": "fun f{n}(a: Int): Int {\n  if (a > 1) {\n    throw Error(\"no {n}\")\n  }\n  return g(a)\n}\n",
    "rb": "def f{n}(a, b = 1)\n  if a\n    raise ArgumentError, 'no {n}'\n  end\n  g(a, b)\nend\n",
    "php": "<?php function f{n}($a) {\n  if ($a) {\n    throw new Exception('no {n}');\n  }\n  return g($a);\n}\n?>",
    "swift": "public func f{n}(a: Int) throws -> Int {\n  if a > 1 {\n    throw E.no(\"no {n}\")\n  }\n  return g(a)\n}\n",
    "scala": "object A{n} {\n  def f(a: Int): Int = {\n    if (a > 1) {\n      throw new Error(\"no {n}\")\n    }\n    g(a)\n  }\n}\n",
    "ex": "defmodule A{n} do\n  def f(a) do\n    if a do\n      raise \"no {n}\"\n    end\n    g(a)\n  end\nend\n",
    "lua": "function f{n}(a)\n  if a then\n    error('no {n}')\n  end\n  return g(a)\nend\n",
    "zig": "pub fn f{n}(a: i32) !i32 {\n    if (a > 1) {\n        return error.No{n};\n    }\n    return g(a);\n}\n",
    "sh": "f{n}() {\n  if [ -z \"$1\" ]; then\n    echo 'no {n}'\n    exit 1\n  fi\n  g \"$1\"\n}\n",
    "tf": "variable \"f{n}\" {\n  type    = string\n  default = \"no {n}\"\n}\n",
}  # fmt: skip
# Texts over which a parser takes its time.
CONFUSING = {"swift": "<a b=", "php": "<a b=", "cs": 'f"{', "rs": "a ? b : ", "rb": "%s", "java": "${"}


def confusing(rows: int, per_file: int) -> Commit:
    """Sources that make no sense, of so many rows."""
    return added(
        {
            f"{ending}{n}.{ending}": NESTED[ending]
            .replace("{}", (text * 20 + "\n") * rows)
            .replace("{{", "{")
            .replace("}}", "}")
            + f"// {n}\n"
            for ending, text in CONFUSING.items()
            for n in range(per_file)
        }
    )


LINES = 116_000  # of a commit: a little less than what is read


def functions(total: int, *, files: int = 1, endings: Iterable[str] = tuple(FUNCTIONS)) -> Tree:
    """Functions of every language, so many lines in all."""
    endings = tuple(endings)
    tree = {}
    for ending in endings:
        text = FUNCTIONS[ending]
        count = total // len(endings) // files // text.count("\n")
        for number in range(files):
            tree[f"src/{ending}{number}.{ending}"] = lines(text.rstrip("\n"), count)
    return tree


def replaced(tree: Tree, *pairs: tuple[str, str]) -> Tree:
    """The files with some texts for others."""
    out = {}
    for path, text in tree.items():
        assert isinstance(text, str)
        out[path] = text
        for old, new in pairs:
            out[path] = out[path].replace(old, new)
    return out


def bodies(word: str) -> str:
    """Three hundred functions of two hundred lines, each of which says something else."""
    line = "    {w}_{f}_{n} = compute_{w}_{n}(value_{f}_{n})\n"
    return "".join(
        f"def f{f}(a):\n" + "".join(line.format(w=word, f=f, n=n) for n in range(190)) for f in range(300)
    )


def every(tree: Tree, step: int, words: str) -> Tree:
    """The files with words put after each so-many-th line."""
    out = {}
    for path, text in tree.items():
        assert isinstance(text, str)
        rows = text.split("\n")
        out[path] = "\n".join(f"{row}{words}" if n % step == 0 else row for n, row in enumerate(rows))
    return out


def thinned(total: int, rows: int, times: int, *, files: int) -> Tree:
    """Sources that mostly make sense, so many lines in all: each so-many-th row confuses the parser, somewhat."""
    tree = {}
    for ending, text in CONFUSING.items():
        sound = FUNCTIONS[ending].rstrip("\n")
        height = total // len(CONFUSING) // files
        for number in range(files):
            every = lines(sound, height // (sound.count("\n") + 1) + 1).split("\n")[:height]
            mixed = [text * times if n % rows == 0 else row for n, row in enumerate(every)]
            tree[f"d{number}/{ending}.{ending}"] = "\n".join([*mixed, f"// {number}\n"])
    return tree


def thinned_and_changed(rows: int, times: int, *, files: int) -> Commit:
    """Such sources with every ninth line changed."""
    before = thinned(LINES, rows, times, files=files)
    return changed(before, every(before, 9, "  // other"))


def other_functions(*pairs: tuple[str, str], total: int = LINES // 3) -> Commit:
    """Functions of every language that all changed."""
    before = functions(total)
    return changed(before, replaced(before, *pairs))


def one_language(ending: str, *pairs: tuple[str, str]) -> Commit:
    """As many functions of one language as fit, in files of a size that is parsed, all changed."""
    before = functions(LINES // 3, files=8, endings=[ending])
    return changed(before, replaced(before, *pairs))


def whole_files() -> Commit:
    """Large sources with one line changed each: nearly nothing to tell, much to parse."""
    before = {}
    for ending, text in FUNCTIONS.items():
        count = 900_000 // len(text.replace("{n}", "10000"))
        before[f"{ending}.{ending}"] = lines(text.rstrip("\n"), count)
    return changed(before, replaced(before, ("f1000(", "f1000_x("), ("F1000(", "F1000_x(")))


def moved() -> Commit:
    """Blocks that are nearly alike go from one file to another, in another order."""
    rows = [f"    call_{n % 7}(value_{n % 11}, {n % 5})" for n in range(LINES // 2 - 10)]
    text, turned = "\n".join(rows), "\n".join(reversed(rows))
    return changed({"a.py": f"def f():\n{text}\n"}, {"a.py": None, "b.py": f"def f():\n{turned}\n"})


def run_of_replaced(line: str, old: str, new: str, count: int = LINES // 2 - 10) -> Commit:
    """Every line another one, in one run."""
    before = lines(line, count)
    return changed({"a.py": before, "a.md": ""}, {"a.py": before.replace(old, new)})


def many_hunks(path: str, line: str, old: str, new: str, gap: int = 8) -> Commit:
    """A file with thousands of hunks."""
    rows = [line.replace("{n}", str(n)) for n in range(LINES * 3 // 4)]
    after = [row.replace(old, new) if n % gap == 0 else row for n, row in enumerate(rows)]
    return changed({path: "\n".join(rows)}, {path: "\n".join(after)})


def many_files(path: str, old: str | None, new: str | None, count: int = 50_000) -> Commit:
    """Many files, each with hardly anything."""

    def tree(text: str | None) -> Tree:
        return {
            path.replace("{n}", str(n)).replace("{d}", str(n % 211)): text and text.replace("{n}", str(n))
            for n in range(count)
        }

    return changed({"README.md": "x\n"} if old is None else tree(old), tree(new))


def renames(count: int, size: int, *, alike: bool) -> Commit:
    """Files that went, and others, alike or not, that came."""
    body = lines("the same line {n} of every file", size)
    before = {f"old/{n}.py": f"# {n}\n{body}" for n in range(count)}
    after: dict[str, str | bytes | None] = dict.fromkeys(before)
    after |= {f"new/{n}.py": f"# {n}{'' if alike else ' other'}\n{body}" for n in range(count)}
    return changed(before, after)


def near_every_limit() -> Commit:
    """As many files as are looked at, as many lines, and as much beside them as is parsed."""
    small = functions(LINES // 3)
    large = {f"w{n}.py": lines("def f{n}(a, b):\n    return g{n}(a, b)", 9_000) for n in range(40)}
    others = {f"z{n % 97}/q{n}.py": f"x = {n}\n" for n in range(12_000)}
    after = {**replaced(small, ("no ", "never "), ("f", "g")), **replaced(large, ("g77(", "g78("))}
    return changed({**small, **large}, {**after, **others})


def renames_of_large(count: int) -> Commit:
    """Files of 4,000 lines that went, and others with every second line that came: git compares each with each."""
    before = {f"old/{n}.txt": lines(f"{n} {{n}}", 4_000) for n in range(count)}
    after: dict[str, str | bytes | None] = dict.fromkeys(before)
    return changed(
        before,
        after | {f"new/x{n}.txt": every({"": text}, 2, "y")[""] for n, text in enumerate(before.values())},
    )


def keyed(path: str, line: str, count: int, old: str, new: str, head: str = "", tail: str = "") -> Commit:
    """A file of settings or requirements, all with other values."""
    before = head + lines(line, count).rstrip(",\n") + "\n" + tail
    return changed({path: before}, {path: before.replace(old, new)})


def deep_keys(depth: int, leaf: str) -> Commit:
    """Structures in structures, in each format that has them, the innermost changed."""

    def tree(value: str) -> Tree:
        high = min(depth, 900)
        block = "".join(f"{' ' * n}k{n}:\n" for n in range(high)) + f"{' ' * high}leaf: {value}\n"
        flow = '{"k": ' * depth + value + "}" * depth
        return {
            "a.json": flow, "b.json": "[" * depth + value + "]" * depth, "a.yaml": block, "b.yaml": f"a: {flow}\n", "c.yaml": "- " * min(depth, 9000) + value + "\n",
            "a.toml": f"[{'.'.join('k' * depth)}]\nleaf = {value}\n", "b.toml": f"a = {'[' * depth}{value}{']' * depth}\n", "chart/values.yaml": block,
            ".github/workflows/a.yml": block, "openapi.yaml": block, "package.json": flow, "a.xml": "<a>" * depth + value + "</a>" * depth,
            "pom.xml": "<a>" * depth + value + "</a>" * depth, "a.csproj": "<a>" * depth + value + "</a>" * depth, "a.tf": "a {\n" * depth + f"b = {value}\n" + "}\n" * depth,
            "a.proto": "message A {\n" * depth + f"string a = {value};\n" + "}\n" * depth, "a.md": "> " * depth + value + "\n", "b.md": "".join(f"{'  ' * n}- {n} {value}\n" for n in range(min(depth, 600))),
            "a.html": "<div>" * depth + value + "</div>" * depth, "a.graphql": "type A { b(" + "[" * depth + value + "]" * depth + ")}\n",
        }  # fmt: skip

    return changed(tree("1"), tree(leaf))


def bombs() -> Commit:
    """References to references."""
    yaml = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)
    )
    entities = '<!DOCTYPE a [<!ENTITY e0 "x">' + "".join(
        f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};&e{n - 1};">' for n in range(1, 40)
    )
    xml = f"{entities}]><project><version>&e39;</version></project>\n"
    merge = "".join(
        f"b{n}: &b{n}\n  <<: [{', '.join(f'*b{m}' for m in range(max(0, n - 20), n))}]\n  k{n}: {n}\n"
        for n in range(300)
    )
    before = {"a.yaml": yaml, "pom.xml": xml, "a.csproj": xml, "chart/values.yaml": yaml, ".github/workflows/a.yml": yaml, "docker-compose.yml": merge, "openapi.yaml": yaml, "b.yaml": merge}  # fmt: skip
    return changed(
        before, {path: text.replace("x", "y").replace("k1:", "z:") for path, text in before.items()}
    )


STRETCHED: dict[str, Callable[[], Commit]] = {
    **{f"stretches of {name}": partial(stretch, text, 1900) for name, text in STRETCHES.items()},
    **{f"one line of {name}": partial(stretch, text, 36_000) for name, text in STRETCHES.items()},
}  # fmt: skip
LINED: dict[str, Callable[[], Commit]] = {
    "a line of 3.9 MB": lambda: added({"a.js": "f(1);" * 780_000}),
    "a string of 1.9 MB": lambda: changed({"a.py": f'x = "{"a" * 1_900_000}"\n'}, {"a.py": f'x = "{"b" * 1_900_000}"\n'}),
    "lines of the same": partial(everywhere, "x", LINES // len(FORMATS)),
    "numbered lines": partial(everywhere, "x{n}", LINES // len(FORMATS)),
    "assignments": partial(everywhere, "x{n} = {n}", LINES // len(FORMATS)),
    "pairs": partial(everywhere, "x{n}: {n}", LINES // len(FORMATS)),
    "sentences": partial(everywhere, "The {n} limit is now larger than before.", 50_000 // len(FORMATS)),
    "comments": partial(everywhere, "# Because the {n} limit was wrong, we wait.", 50_000 // len(FORMATS)),
    "comments of slashes": partial(everywhere, "// Because the {n} limit was wrong, we wait.", 50_000 // len(FORMATS)),
    "raises": partial(everywhere, 'raise ValueError("the {n} limit is wrong")', 50_000 // len(FORMATS)),
    "flags": partial(everywhere, 'parser.add_argument("--flag-{n}", default={n}, help="the {n}")', 40_000 // len(FORMATS)),
    "variables": partial(everywhere, 'x = os.environ.get("VAR_{n}", "{n}")', 50_000 // len(FORMATS)),
    "conditions": partial(everywhere, "#ifdef FEATURE_{n}", LINES // len(FORMATS)),
    "open braces": partial(everywhere, "a{n} {", LINES // len(FORMATS)),
    "open tags": partial(everywhere, "<a{n}>", LINES // len(FORMATS)),
    "routes": partial(everywhere, '@app.get("/a/{n}")', LINES // len(FORMATS)),
    "metrics": partial(everywhere, 'Counter("metric_{n}", "The {n}.")', 50_000 // len(FORMATS)),
    "requirements": partial(everywhere, "name{n}==1.{n}", LINES // len(FORMATS)),
    "links": partial(everywhere, "[the {n}](https://example.org/{n}.md#a)", 50_000 // len(FORMATS)),
    "headings": partial(everywhere, "## The {n}", LINES // len(FORMATS)),
    "cells": partial(everywhere, "| {n} | `a{n}` | b |", LINES // len(FORMATS)),
    "bullets": partial(everywhere, "- Fixed the {n} (#{n})", 75_000 // len(FORMATS)),
    "secrets": partial(everywhere, 'password{n} = "ghp_0123456789abcdefABCDEF0123456789ab{n}"', 45_000 // len(FORMATS)),
    "imports": partial(everywhere, "import a{n}.b{n}", LINES // len(FORMATS)),
    "exports": partial(everywhere, 'export { a{n} } from "./b{n}";', 75_000 // len(FORMATS)),
}  # fmt: skip
NESTING: dict[str, Callable[[], Commit]] = {
    "brackets": partial(nesting, "[", "1", "]", 3000, 12),
    "many brackets": partial(nesting, "[", "1", "]", 40_000, 3),
    "parentheses": partial(nesting, "(", "1", ")", 3000, 12),
    "calls in calls": partial(nesting, "f(", "1", ")", 3000, 12),
    "sums": partial(chain, "1 + ", 20_000, 3),
    "members": partial(chain, "a.", 20_000, 3),
    "strings": partial(chain, '"a" + ', 20_000, 2),
    "comparisons": partial(chain, "a < ", 20_000, 2),
    "ternaries": partial(chain, "a ? b : ", 20_000, 2),
    "generics": partial(nesting, "A<", "B", ">", 3000, 8),
    "nots": partial(chain, "!", 40_000, 3),
    "blocks in C": lambda: added({f"a{n}.c": "int f(){" + "if(a){" * 5000 + "}" * 5000 + f"}}\n// {n}\n" for n in range(60)}),
    "else if": lambda: added({f"a{n}.{e}": "function f(a) {" + "".join(f"if (a=={m}) {{ b({m}); }} else " for m in range(5000)) + f"{{}} }}\n// {n}\n" for n in range(4) for e in ("c", "js", "ts", "java", "go", "php", "cs")}),
    "elif": lambda: changed({"a.py": "def f(a):\n    if a:\n        b()\n" + lines("    elif a == {n}:\n        b({n})", 20_000)}, {"a.py": "def f(a):\n    if a:\n        b()\n" + lines("    elif a == {n}:\n        c({n})", 20_000)}),
    "functions in functions": lambda: added({f"a{n}.py": "".join(f"{' ' * m}def f{m}(a):\n" for m in range(900)) + f"{' ' * 900}pass\n# {n}\n" for n in range(12)}),
    "classes in classes": lambda: added({f"a{n}.java": "".join(f"public class A{m} {{ int x{m};\n" for m in range(9000)) + "}" * 9000 + f"// {n}\n" for n in range(15)}),
    "decorators": lambda: added({f"a{n}.py": lines("@a{n}(b={n})", 14_000) + f"def f():\n    pass\n# {n}\n" for n in range(8)}),
    "parameters": lambda: changed({f"a{n}.py": "def f(\n" + lines("    a{n}: int = {n},", 7_000) + f"):\n    pass\n# {n}\n" for n in range(8)}, {f"a{n}.py": "def f(\n" + lines("    a{n}: str = {n},", 7_000) + f"):\n    pass\n# {n}\n" for n in range(8)}),
    "parameters in a line": lambda: changed({f"a{n}.{e}": f"{w} f({', '.join(f'a{m}' for m in range(30_000))}) {{}}\n" for n in range(4) for e, w in (("js", "function"), ("ts", "function"), ("php", "<?php function"), ("go", "func"))}, {f"a{n}.{e}": f"{w} f({', '.join(f'b{m}' for m in range(30_000))}) {{}}\n" for n in range(4) for e, w in (("js", "function"), ("ts", "function"), ("php", "<?php function"), ("go", "func"))}),
    "a statement of 200,000 lines": lambda: added({"a.py": "x = [\n" + lines("    {n},", 100_000) + "]\n"}),
    "a table of 60,000 entries, all changed": lambda: keyed("a.py", '    "k{n}": ("v{n}", {n}),', 30_000, '"v', '"w', "X = {\n", "}\n"),
    "a function of 100,000 lines": lambda: changed({"a.py": "def f():\n" + lines("    a{n} = b({n})", 50_000)}, {"a.py": "def f():\n" + lines("    a{n} = c({n})", 50_000)}),
}  # fmt: skip
PROGRAMS: dict[str, Callable[[], Commit]] = {
    "functions of other lines": lambda: changed({"a.py": bodies("f")}, {"a.py": bodies("g")}),
    "long names": lambda: changed({"a.py": lines(f"def {'n' * 1500}{{n}}():\n    return {'m' * 1500}{{n}}", 600)}, {"a.py": lines(f"def {'o' * 1500}{{n}}():\n    return {'p' * 1500}{{n}}", 600)}),
    "functions that come": lambda: added(functions(LINES)),
    "functions that go": lambda: changed(functions(LINES), dict.fromkeys(functions(LINES))),
    "functions with other texts": lambda: other_functions(("no ", "never ")),
    "functions with other names": lambda: other_functions(("f", "g")),
    "functions with other bounds": lambda: other_functions(("a > 1", "a > 2"), ("if a", "if not a"), ("if (a)", "if (b)"), ("$a)", "$b)")),
    "functions, every line changed": lambda: changed(functions(LINES // 3), every(functions(LINES // 3), 1, " ")),
    "functions, every 9th line changed": lambda: changed(functions(LINES), every(functions(LINES), 9, "  // other")),
    **{f"functions in {ending}": partial(one_language, ending, ("f", "g"), ("no ", "never "), ("> 1", "> 2")) for ending in FUNCTIONS},
    "whole files": whole_files,
    "sources that confuse": partial(confusing, 400, 13),
    "small sources that confuse": partial(confusing, 15, 300),
    "small sources that confuse somewhat": lambda: added(thinned(LINES, 17, 5, files=660)),
    "tiny sources that confuse somewhat": lambda: added(thinned(LINES // 4, 9, 5, files=660)),
    "sources that confuse somewhat, changed": partial(thinned_and_changed, 17, 5, files=20),
    "sources that hardly confuse, changed": partial(thinned_and_changed, 60, 5, files=20),
    "small sources that confuse somewhat, changed": partial(thinned_and_changed, 17, 5, files=330),
}  # fmt: skip
HUNKS: dict[str, Callable[[], Commit]] = {
    "moved blocks": moved,
    "every line replaced": partial(run_of_replaced, "value_{n} = compute({n}, 1)", ", 1)", ", 2)"),
    "every line the same, replaced": partial(run_of_replaced, "value = compute(1)", "(1)", "(2)"),
    "every line reindented": partial(run_of_replaced, "x = {n}", "x", "  x"),
    "every line with other names": partial(run_of_replaced, "value_{n} = compute({n}, 1)", "value_", "other_"),
    "hunks in Python": partial(many_hunks, "a.py", "value_{n} = compute({n}, 1)", ", 1)", ", 2)"),
    "hunks in Markdown": partial(many_hunks, "a.md", "The limit of {n} is 1 second.", "is 1", "is 2"),
    "hunks in YAML": partial(many_hunks, "a.yaml", "k{n}: {n}", ": ", ": 1"),
    "hunks in JavaScript": partial(many_hunks, "a.js", "  f({n}, 'the {n} is wrong');", "wrong", "right"),
    "hunks in text": partial(many_hunks, "a.txt", "{n}", "1", "2"),
}  # fmt: skip
FILES: dict[str, Callable[[], Commit]] = {
    "files that come": partial(many_files, "d{d}/a{n}.txt", None, "x{n}\n"),
    "sources that come": partial(many_files, "d{d}/a{n}.py", None, "def f{n}():\n    return {n}\n", 40_000),
    "sources that change": partial(many_files, "d{d}/a{n}.py", "def f{n}(a):\n    return {n}\n", "def f{n}(b):\n    return 1 + {n}\n", 40_000),
    "files that go": partial(many_files, "d{d}/a{n}.txt", "x{n}\n", None),
    "documents that change": partial(many_files, "d{d}/a{n}.md", "# The {n}\n\nIt is so.\n", "# The {n}\n\nIt is not so.\n", 40_000),
    "settings that change": partial(many_files, "d{d}/a{n}.yaml", "a: {n}\nb: 1\n", "a: {n}\nb: 2\n", 40_000),
    "manifests that change": partial(many_files, "d{d}/a{n}/package.json", '{"dependencies": {"a": "1.0.{n}"}}\n', '{"dependencies": {"a": "2.0.{n}"}}\n', 30_000),
    "workflows that change": partial(many_files, ".github/workflows/a{n}.yml", "on: push\njobs:\n  a:\n    runs-on: x\n", "on: pull_request_target\njobs:\n  a:\n    runs-on: y\n", 20_000),
    "empty files": partial(many_files, "d{d}/a{n}", None, ""),
    "binary files": partial(many_files, "d{d}/a{n}.png", None, "\0{n}"),
    "renames of what is alike": partial(renames, 3000, 60, alike=False),
    "renames of what is the same": partial(renames, 20_000, 3, alike=True),
    "renames of large files": partial(renames_of_large, 390),
    "deep files": lambda: added({f"{'/'.join(f'd{n % 7}{k}' for k in range(60))}/a{n}.py": f"x={n}\n" for n in range(9_000)}),
    "fragments of a record of changes": partial(many_files, "changes/{n}.feature.md", None, "Added `thing{n}`.\n", 9_000),
    "projects of a workspace": lambda: added({f"c{n}/Cargo.toml": f"[package]\nname = 'a{n}'\nversion = '1.0.0'\n[dependencies]\n" + lines("d{n} = '1'", 40) for n in range(2_000)}),
    "as much as is read of everything": near_every_limit,
}  # fmt: skip
SETTINGS: dict[str, Callable[[], Commit]] = {
    "deep keys": partial(deep_keys, 30_000, "2"),
    "less deep keys": partial(deep_keys, 500, "2"),
    "bombs": bombs,
    "TOML keys": partial(keyed, "a.toml", "k{n} = {n}", 55_000, " = ", " = 1"),
    "TOML tables": partial(keyed, "a.toml", "[t{n}]\nk = {n}", 27_500, " = ", " = 1"),
    "TOML arrays": partial(keyed, "a.toml", "[[t]]\nk = {n}", 27_500, " = ", " = 1"),
    "YAML keys": partial(keyed, "a.yaml", "k{n}: {n}", 55_000, ": ", ": 1"),
    "YAML items": partial(keyed, "a.yaml", "- name: a{n}\n  value: {n}", 27_500, "value: ", "value: 1"),
    "YAML documents": partial(keyed, "a.yaml", "---\nkind: A\nmetadata:\n  name: a{n}", 13_500, "name: ", "name: b"),
    "JSON keys": partial(keyed, "a.json", '"k{n}": {n},', 55_000, ": ", ": 1", "{\n", "}\n"),
    "JSON in a line": lambda: changed({"a.json": "{" + ",".join(f'"k{n}": {n}' for n in range(50_000)) + "}\n"}, {"a.json": "{" + ",".join(f'"k{n}": 1{n}' for n in range(50_000)) + "}\n"}),
    "values of a chart": partial(keyed, "chart/values.yaml", "k{n}:\n  a: {n}\n  b: {n}", 18_500, ": ", ": 1"),
    "a workflow of 3.9 MB": partial(keyed, ".github/workflows/a.yml", "  job{n}:\n    runs-on: a\n    steps:\n      - uses: a/b@v{n}", 10_000, "b@v", "b@w", "on: push\njobs:\n"),
    "a workflow of 10 MB": partial(keyed, ".github/workflows/a.yml", "  job{n}:\n    runs-on: a\n    steps:\n      - uses: a/b@v{n}", 140_000, "b@v", "b@w", "on: push\njobs:\n"),
    "paths of an interface": partial(keyed, "openapi.yaml", "  /a/{n}:\n    get:\n      parameters:\n        - name: a{n}", 12_500, "name: a", "name: b", "openapi: 3.0.0\npaths:\n"),
    "fields of messages": partial(keyed, "a.proto", "message A{n} {\n  string a{n} = 1;\n  int32 b{n} = 2;\n}", 14_000, "string a", "bytes a", 'syntax = "proto3";\n'),
    "columns of tables": partial(keyed, "migrations/1.sql", "CREATE TABLE a{n} (x int, y int);\nALTER TABLE a{n} DROP COLUMN z;", 22_500, "x int", "x text"),
    "one statement of SQL": partial(keyed, "migrations/1.sql", "({n}, 'a', 'b'),", 55_000, "'a'", "'c'", "INSERT INTO a VALUES\n"),
    "instructions of a container": partial(keyed, "Dockerfile", "RUN a {n} && b \\\n  c", 25_000, "RUN a", "RUN d", "FROM a:1\n"),
    "stages of a container": partial(keyed, "Dockerfile", "FROM a:{n} AS b{n}\nENV A{n}={n}", 25_000, "FROM a", "FROM d"),
}  # fmt: skip
LISTS: dict[str, Callable[[], Commit]] = {
    "requirements of Python": partial(keyed, "requirements.txt", "name{n}==1.{n}", 55_000, "==1", "==2"),
    "requirements of Node": partial(keyed, "package.json", '"a{n}": "^1.{n}.0",', 55_000, "^1", "^2", '{"dependencies": {\n', "}}\n"),
    "requirements of Rust": partial(keyed, "Cargo.toml", 'a{n} = "1.{n}"', 55_000, '"1', '"2', "[dependencies]\n"),
    "requirements of Go": partial(keyed, "go.mod", "\texample.org/a{n} v1.{n}.0", 40_000, " v1", " v2", "module a\nrequire (\n", ")\n"),
    "requirements of Maven": partial(keyed, "pom.xml", "<dependency><groupId>a</groupId><artifactId>b{n}</artifactId><version>1.{n}</version></dependency>", 12_500, "<version>1", "<version>2", "<project><dependencies>\n", "</dependencies></project>\n"),
    "requirements of .NET": partial(keyed, "a.csproj", '<PackageReference Include="a{n}" Version="1.{n}" />', 25_000, '"1', '"2', "<Project><ItemGroup>\n", "</ItemGroup></Project>\n"),
    "a lock of Node": partial(keyed, "package-lock.json", '"node_modules/a{n}": {"version": "1.{n}.0"},', 27_500, '"1', '"2', '{"packages": {\n', "}}\n"),
    "a lock of Rust": partial(keyed, "Cargo.lock", '[[package]]\nname = "a{n}"\nversion = "1.{n}.0"\n', 15_000, '"1', '"2'),
    "a lock of Yarn": partial(keyed, "yarn.lock", 'a{n}@^1:\n  version "1.{n}.0"\n', 18_000, '"1', '"2'),
    "a lock of Go": partial(keyed, "go.sum", "example.org/a{n} v1.{n}.0 h1:abcdefghijk=", 25_000, " v1", " v2"),
    "a lock of 2 million lines": lambda: added({"package-lock.json": '{"packages": {\n' + lines('"a{n}": {"version": "1.{n}.0"},', 2_000_000) + '"a": {}}}\n'}),
    "a lock of 60,000 small ones": partial(many_files, "d{n}/Cargo.lock", '[[package]]\nname = "a{n}"\nversion = "1.0.0"\n', '[[package]]\nname = "a{n}"\nversion = "2.0.0"\n', 20_000),
}  # fmt: skip
PAGES: dict[str, Callable[[], Commit]] = {
    "tables in Markdown": partial(keyed, "a.md", "| `a{n}` | {n} | It is the {n} of all. |", 30_000, "It is", "It was", "| a | b | c |\n| --- | --- | --- |\n"),
    "sections in Markdown": partial(keyed, "a.md", "## The {n}\n\nIt is the {n} of all.\n", 20_000, "It is", "It was"),
    "headings renamed": partial(keyed, "a.md", "## The {n}\n", 27_500, "The", "One"),
    "lists in Markdown": partial(keyed, "a.md", "- `a{n}`: it is the {n} of all, see [b](c{n}.md)", 22_500, "it is", "it was"),
    "fences in Markdown": partial(keyed, "a.md", "```python\nf({n})\n```\n", 14_000, "f(", "g("),
    "a record of changes": partial(keyed, "CHANGELOG.md", "## 1.{n}.0\n\n- Fixed the {n} (#{n})", 18_000, "Fixed", "Mended"),
    "docstrings": partial(keyed, "a.py", 'def f{n}(a):\n    """Return the {n} of all, or none.\n\n    :param a: which\n    """\n    return a\n', 7_000, "of all", "of some"),
    "tests": partial(keyed, "tests/test_a.py", "def test_{n}():\n    assert f({n}) == 1\n", 19_000, "test_", "test_b"),
    "exported names": partial(keyed, "a/__init__.py", '    "a{n}",', 55_000, '"a', '"b', "__all__ = [\n", "]\n"),
    "constants": partial(keyed, "a.py", "LIMIT_{n} = {n}", 55_000, " = ", " = 1"),
    "constants renamed": partial(keyed, "a.py", "LIMIT_{n} = {n}", 55_000, "LIMIT", "BOUND"),
    "variables of the environment": partial(keyed, "a.env", "A_{n}={n}", 55_000, "=", "=1"),
    "texts of a program": partial(keyed, "a.po", 'msgid "the {n}"\nmsgstr "a {n}"\n', 18_000, '"a', '"b'),
    "flags of a program": partial(keyed, "cli.py", 'parser.add_argument("--flag-{n}", default={n}, help="the {n}")', 17_500, "default=", "default=1"),
    "flags renamed": partial(keyed, "cli.py", 'parser.add_argument("--flag-{n}", default={n}, help="the {n}")', 17_500, "--flag", "--mark"),
    "switches": partial(keyed, "a.c", "#if defined(FEATURE_{n})\nint a{n};\n#endif", 18_500, "FEATURE", "WITH"),
    "lines of log": partial(keyed, "a.py", 'logger.info("the {n} is %s", a)', 30_000, "info", "debug"),
    "a licence of 3 MB": partial(keyed, "LICENSE", "Permission is hereby granted, free of charge, to any person {n}", 22_500, "hereby", "not"),
    "a notebook": partial(keyed, "a.ipynb", '{"cell_type": "code", "source": ["f({n})"]},', 30_000, "f(", "g(", '{"cells": [\n', "]}\n"),
}  # fmt: skip
ODD: dict[str, Callable[[], Commit]] = {
    "not UTF-8": lambda: changed({"a.py": bytes(range(128, 256)) * 8 + b"\n", "b.md": b"\xff\xfe" * 9}, {"a.py": (bytes(range(128, 256)) + b"\n") * 10_000, "b.md": (b"\xc3\x28 \xa0\xa1 is wrong.\n") * 50_000}),
    "UTF-16": lambda: added({"a.py": lines("def f{n}(): pass", 25_000).encode("utf-16"), "a.sql": lines("DROP TABLE a{n};", 25_000).encode("utf-16")}),
    "carriage returns": lambda: added(dict.fromkeys(FORMATS, "x = 1\r" * 12000)),
    "separators that are no ends": lambda: added(dict.fromkeys(FORMATS, "x\u2028y\x0b\x0c\x85" * 6000)),
    "zero-width": lambda: added(dict.fromkeys(FORMATS, "\u200b\u202e\ufeff" * 8000)),
    "lines as of a diff": partial(everywhere, "--- a/x{n}\n+++ b/x{n}\n@@ -1 +1 @@", 40_000 // len(FORMATS)),
}  # fmt: skip
BY_KIND = {
    "stretches of one text": STRETCHED, "lines of one kind": LINED, "things in one another": NESTING, "functions": PROGRAMS, "hunks": HUNKS,
    "files": FILES, "settings": SETTINGS, "requirements and locks": LISTS, "pages and lists": PAGES, "odd bytes": ODD,
}  # fmt: skip
EVERY = {name: make for kind in BY_KIND.values() for name, make in kind.items()}


def long_messages() -> Sequence[tuple[str, str]]:
    """Messages of a stranger, by what they are made of."""
    return (
        ("a title of 1 MB", "feat: " + "a" * MEGABYTE),
        ("a body of names", "feat: x\n\n" + " ".join(f"`a{n}`" for n in range(200_000))),
        ("a body of numbers", "feat: x\n\n" + " ".join(f"#{n}" for n in range(300_000))),
        ("a body of footers", "feat: x\n\n" + lines("BREAKING CHANGE: the {n} is gone", 60_000)),
        ("a body of trailers", "feat: x\n\n" + lines("Co-authored-by: A{n} <a{n}@example.org>", 60_000)),
        ("a body of sentences", "feat: x\n\n" + "It is so because of the limit. " * 100_000),
        ("a body of bullets", "feat: x\n\n" + lines("* feat!: the {n}", 100_000)),
        ("a body of reverts", 'Revert "' * 50_000 + "x"),
        ("a body of fences", "feat: x\n\n" + lines("```", 300_000)),
        ("a body of remarks", "feat: x\n\n" + "<!--" * 300_000),
        ("a body of diffs", "feat: x\n\n" + lines("diff --git a/x b/x", 200_000)),
        ("a body of spaces", "feat: x\n\n" + " " * 3 * MEGABYTE + "y"),
        ("a body of brackets", "[" * MEGABYTE),
        ("a title of tags", "[a]" * 300_000 + " x"),
        ("a title of emoji", ":boom: \U0001f4a5" * 100_000),
    )
