"""What projects list as their interface: the difference of each form is what is new and what breaks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from classifier.facts.all import facts_of
from classifier.facts.declared_interfaces.between_programs import RPC
from classifier.facts.declared_interfaces.extractor import DeclaredInterfaces
from classifier.facts.declared_interfaces.terraform import Terraform
from tests.support.facts import FactsOf, view_of

KOTLIN = """\
public final class okhttp3/Route {
\tpublic fun <init> (Lokhttp3/Address;)V
\tpublic final fun address ()Lokhttp3/Address;
\tpublic synthetic fun make$default (I)V
}

public abstract interface class okhttp3/Dns {
\tpublic abstract fun lookup (Ljava/lang/String;)Ljava/util/List;
}
"""
DOTNET = "#nullable enable\nA.B.Log\nA.B.Log.Write(string! text) -> void\nstatic A.B.Log.Level.get -> int\n"
SWIFT = """\
public struct Route {
  public init(_ a: Swift.Int)
  public func address() -> Swift.String
  @available(iOS 13, *) public var host: Swift.String { get }
}
"""
REPORT = """\
## API Report

```ts
// @public
export class Route {
    constructor(a: string);
    address(): string;
    // @internal
    hidden(): void;
}

// @public (undocumented)
export function open(a: string): Route;
```
"""
APPROVED = """\
namespace A.B
{
    public static class Log
    {
        public const int Level = 1;
        public static void Write(string text) { }
        public static string Name { get; }
    }
}
"""
RUST = "pub mod kv\npub struct kv::Route\npub fn kv::Route::address(&self) -> u8\npub fn kv::open(a: &str) -> kv::Route\n"
FORMS = [
    ("okhttp/api/okhttp.api", KOTLIN, "\tpublic final fun address ()Lokhttp3/Address;\n", "Route.address"),
    ("okhttp/api/jvm/okhttp.api", KOTLIN, "\tpublic abstract fun lookup (Ljava/lang/String;)Ljava/util/List;\n", "Dns.lookup"),
    ("src/A/PublicAPI.Unshipped.txt", DOTNET, "A.B.Log.Write(string! text) -> void\n", "Log.Write"),
    ("src/A/PublicAPI.Shipped.txt", DOTNET, "static A.B.Log.Level.get -> int\n", "Log.Level"),
    ("A.swiftinterface", SWIFT, "  public func address() -> Swift.String\n", "Route.address"),
    ("A.swiftinterface", SWIFT, "  @available(iOS 13, *) public var host: Swift.String { get }\n", "Route.host"),
    ("common/reviews/core.api.md", REPORT, "    address(): string;\n", "Route.address"),
    ("common/reviews/core.api.md", REPORT, "export function open(a: string): Route;\n", "open"),
    ("test/A.ApprovalTests/A.approved.txt", APPROVED, "        public static void Write(string text) { }\n", "Log.Write"),
    ("test/A.ApprovalTests/A.approved.txt", APPROVED, "        public static string Name { get; }\n", "Log.Name"),
    ("public-api.txt", RUST, "pub fn kv::Route::address(&self) -> u8\n", "Route.address"),
    ("public-api.txt", RUST, "pub fn kv::open(a: &str) -> kv::Route\n", "open"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "line", "name"), FORMS, ids=lambda each: str(each)[-24:])
def test_an_entry_comes_and_goes(told_by: FactsOf, path: str, text: str, line: str, name: str) -> None:
    assert line in text
    less = {path: text.replace(line, "")}
    (come,) = told_by(DeclaredInterfaces(), less, {path: text})
    assert (come.kind, come.name, come.public) == ("public_api.added", name, True)
    (gone,) = told_by(DeclaredInterfaces(), {path: text}, less)
    assert (gone.kind, gone.name, gone.evidence[0].text) == ("public_api.removed", name, line.strip())


@pytest.mark.parametrize(
    ("path", "text", "old", "new"),
    [
        ("okhttp/api/okhttp.api", KOTLIN, "fun make$default (I)V", "fun make$default (II)V"),
        ("core.api.md", REPORT, "hidden(): void", "hidden(): string"),
        ("core.api.md", REPORT, "// @public (undocumented)", "// @public"),
        ("docs/api.md", REPORT, "address(): string", "address(): void"),
        ("public-api.txt", RUST, "pub mod kv\n", "pub mod kv\n\n"),
    ],
)
def test_what_nobody_can_use_is_no_interface(
    told_by: FactsOf, path: str, text: str, old: str, new: str
) -> None:
    assert told_by(DeclaredInterfaces(), {path: text}, {path: text.replace(old, new)}) == []


def test_a_type_that_goes_takes_its_members_along(told_by: FactsOf) -> None:
    less = KOTLIN.partition("\n\n")[0] + "\n"
    (gone,) = told_by(DeclaredInterfaces(), {"a/api/a.api": KOTLIN}, {"a/api/a.api": less})
    assert (gone.kind, gone.name, gone.extra["holds"]) == ("public_api.removed", "Dns", "1")


def test_overloads_are_told_apart_from_other_signatures(told_by: FactsOf) -> None:
    path, one = "a/api/a.api", "\tpublic fun <init> (Lokhttp3/Address;)V\n"
    two = KOTLIN.replace(one, one + "\tpublic fun <init> (I)V\n")
    (come,) = told_by(DeclaredInterfaces(), {path: KOTLIN}, {path: two})
    assert (come.kind, come.extra["overload"]) == ("public_api.added", "true")
    (gone,) = told_by(DeclaredInterfaces(), {path: two}, {path: KOTLIN})
    assert (gone.kind, gone.extra["overload"]) == ("public_api.removed", "true")
    other = KOTLIN.replace(one, "\tpublic fun <init> (I)V\n")
    (changed,) = told_by(DeclaredInterfaces(), {path: KOTLIN}, {path: other})
    assert (changed.kind, changed.name) == ("public_api.signature_changed", "Route.<init>")


def test_what_is_shipped_is_not_new_and_what_is_withdrawn_is_gone(told_by: FactsOf) -> None:
    shipped, waiting = "src/PublicAPI.Shipped.txt", "src/PublicAPI.Unshipped.txt"
    line = "A.B.Log.Write(string! text) -> void\n"
    before = {shipped: "#nullable enable\n", waiting: "#nullable enable\n" + line}
    after = {shipped: before[waiting], waiting: before[shipped]}
    assert told_by(DeclaredInterfaces(), before, after) == []
    gone = {**after, waiting: f"#nullable enable\n*REMOVED*{line}"}
    (fact,) = told_by(DeclaredInterfaces(), after, gone)
    assert (fact.kind, fact.name) == ("public_api.removed", "Log.Write")


def test_what_two_lists_say_is_told_once(told_by: FactsOf) -> None:
    before = {f"a/api/{name}/a.api": KOTLIN for name in ("jvm", "android")}
    after = {path: text.replace("address ()", "address (I)") for path, text in before.items()}
    (fact,) = told_by(DeclaredInterfaces(), before, after)
    assert fact.extra["files"] == "2"


def test_what_the_list_does_not_lose_is_nobodys_loss() -> None:
    source = "package a;\npublic class A {\n  public void one() {}\n  public void two() {}\n}\n"
    dump = "public final class a/A {\n\tpublic final fun one ()V\n\tpublic final fun three ()V\n}\n"
    paths = ("m/src/main/java/a/A.java", "m/api/m.api")
    before = dict(zip(paths, (source, dump), strict=True))
    after = {
        paths[0]: source.replace("  public void two() {}\n", "").replace("  public void one() {}\n", ""),
        paths[1]: dump.replace("\tpublic final fun one ()V\n", ""),
    }
    facts, _ = facts_of(view_of(before, after))
    told = [(fact.subject, fact.name, fact.public) for fact in facts if fact.change == "removed"]
    assert ("public_api", "A.one", True) in told
    assert not [name for subject, name, public in told if subject == "method" and public]


VARIABLES = (
    'variable "region" {\n  type    = string\n  default = "eu"\n}\n\noutput "id" {\n  value = a.b\n}\n'
)


@pytest.mark.parametrize(
    ("old", "new", "kind", "name"),
    [
        ('"eu"', '"us"', "input_variable.default_changed", "region"),
        ("type    = string", "type    = any", "input_variable.type_changed", "region"),
        ('  default = "eu"\n', "", "input_variable.default_removed", "region"),
        ('output "id" {\n  value = a.b\n}\n', "", "output_value.removed", "id"),
        ("\noutput", '\nvariable "name" {\n  type = string\n}\n\noutput', "input_variable.added", "name"),
    ],
)
def test_what_a_module_takes_and_gives(told_by: FactsOf, old: str, new: str, kind: str, name: str) -> None:
    (fact,) = told_by(Terraform(), {"variables.tf": VARIABLES}, {"variables.tf": VARIABLES.replace(old, new)})
    assert (fact.kind, fact.name) == (kind, name)
    required = kind in {"input_variable.added", "input_variable.default_removed"}
    assert (fact.extra.get("required") == "true") is required


def test_a_new_module_asks_nothing_of_those_who_call_the_others(told_by: FactsOf) -> None:
    assert told_by(Terraform(), {}, {"modules/a/variables.tf": VARIABLES}) == []
    before = {"main.tf": "a = 1\n" + VARIABLES}
    after = {"main.tf": "a = 1\n", "variables.tf": VARIABLES}
    assert told_by(Terraform(), before, after) == []
    other = {"main.tf": "a = 2\n", "variables.tf": 'variable "name" {\n  type = string\n}\n'}
    (fact,) = told_by(Terraform(), {"main.tf": "a = 1\n"}, other)
    assert (fact.kind, fact.extra["required"]) == ("input_variable.added", "true")


OPENAPI = """\
openapi: 3.0.0
paths:
  /pets:
    get:
      parameters:
        - name: limit
          in: query
    post:
      responses: {}
components:
  schemas:
    Pet:
      properties:
        name:
          type: string
        age:
          type: integer
"""


@pytest.mark.parametrize(
    ("path", "text", "old", "new", "said"),
    [
        ("openapi.yaml", OPENAPI, "    post:\n      responses: {}\n", "", ("openapi_path.removed", "POST /pets", "")),
        ("openapi.yaml", OPENAPI, "        age:\n          type: integer\n", "", ("message_field.removed", "age", "Pet")),
        ("openapi.yaml", OPENAPI, "type: integer", "type: number", ("message_field.value_changed", "age", "Pet")),
        ("openapi.yaml", OPENAPI, "name: limit", "name: most_at_once", ("message_field.added", "most_at_once", "GET /pets")),
        ("a.graphql", "enum Level {\n  LOW\n  HIGH\n}\n", "  HIGH\n", "", ("graphql_field.removed", "HIGH", "Level")),
        ("a.proto", "enum Level {\n  LOW = 0;\n  HIGH = 1;\n}\n", "  HIGH = 1;\n", "", ("message_field.removed", "HIGH", "Level")),
    ],
    ids=lambda each: str(each)[-20:],
)  # fmt: skip
def test_what_programs_send_one_another(
    told_by: FactsOf, path: str, text: str, old: str, new: str, said: tuple[str, str, str]
) -> None:
    files: Mapping[str, str] = {path: text.replace(old, new)}
    found = [(fact.kind, fact.name, fact.owner) for fact in told_by(RPC, {path: text}, files)]
    assert said in found
