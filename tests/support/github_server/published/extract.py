"""Makes `rest.json` and `schema.graphql` anew: what GitHub's published descriptions say of what is used here.

    python -m tests.support.github_server.published.extract

needs npm and graphql-core. The descriptions are MIT-licensed (npm: @octokit/openapi, @octokit/graphql-schema);
whole, they have 13 and 1 MB, and what is kept of them no prose.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import graphql
from graphql.language import ast

from history.github.queries import authors_query, contexts_query
from tests.support.github_server import reading
from tests.support.github_server.published import DESCRIPTION, SCHEMA
from tests.support.github_server.published.rest import shape
from tests.support.github_server.writing import Publishing

OPENAPI, GRAPHQL = "@octokit/openapi@23.0.2", "@octokit/graphql-schema@15.26.1"
PROSE = {"description", "example", "examples", "externalDocs", "summary", "title", "x-github", "operationId"}
PROSE |= {"x-github-breaking-changes", "x-multi-segment", "headers", "links"}


def main() -> None:
    """Fetch both packages and write what is used of them."""
    described = json.loads(_packed(OPENAPI, "generated/api.github.com.json"))
    routes = sorted({(one.method, one.path) for one in (*reading.ROUTES, *Publishing().routes)})
    made = {"source": OPENAPI, **rest(described, routes)}
    DESCRIPTION.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", "utf8")
    kept = pruned(_packed(GRAPHQL, "schema.graphql"), [contexts_query(["0" * 40]), authors_query(["0" * 40])])
    SCHEMA.write_text(f"# {GRAPHQL}\n\n{kept}\n", "utf8")


def _packed(package: str, name: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as packed:
            file = packed.extractfile(f"package/{name}")
            assert file is not None
            return file.read().decode("utf8")


def rest(described: dict[str, Any], routes: list[tuple[str, str]]) -> dict[str, Any]:
    """The operations of these routes, and all schemas that these refer to."""
    places = {shape(path): path for path in described["paths"]}
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for method, path in routes:
        operation = described["paths"][places[shape(path)]][method.lower()]
        kept = {"responses": operation["responses"], "requestBody": operation.get("requestBody", {})}
        paths[places[shape(path)]][method.lower()] = _lean(kept)
    components: dict[str, dict[str, Any]] = defaultdict(dict)
    waiting = list(_references(paths))
    while waiting:
        _, _, kind, name = waiting.pop().split("/")
        if name not in components[kind]:
            components[kind][name] = _lean(described["components"][kind][name])
            waiting += _references(components[kind][name])
    return {"paths": paths, "components": components}


def _lean(value: Any, *, names: bool = False) -> Any:
    """Without prose. Where keys are `names` of properties they all stay."""
    if isinstance(value, dict):
        inner = {key: _lean(one, names=key == "properties" and not names) for key, one in value.items()}
        return {key: one for key, one in inner.items() if names or key not in PROSE}
    return [_lean(one) for one in value] if isinstance(value, list) else value


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for one in value.values():
            yield from _references(one)
    elif isinstance(value, list):
        for one in value:
            yield from _references(one)


class _Used(graphql.Visitor):
    """Collects the fields and arguments that a query uses, by the name of the type."""

    def __init__(self, types: graphql.TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.fields: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.named: set[str] = set()

    def enter_field(self, node: ast.FieldNode, *_: object) -> None:
        parent, field = self.types.get_parent_type(), self.types.get_field_def()
        assert parent is not None
        assert field is not None
        self.fields[parent.name][node.name.value] |= {one.name.value for one in node.arguments or ()}
        self.named.add(graphql.get_named_type(field.type).name)
        for argument in node.arguments or ():
            self.named.add(graphql.get_named_type(field.args[argument.name.value].type).name)


def pruned(sdl: str, queries: list[str]) -> str:
    """The part of a schema that these queries need, every type with the fields that they ask for."""
    schema = graphql.build_schema(sdl, assume_valid=True)  # theirs is not, in places that are not ours
    types = graphql.TypeInfo(schema)
    used = _Used(types)
    for query in queries:
        read = graphql.parse(query)
        assert graphql.validate(schema, read) == []
        graphql.visit(read, graphql.TypeInfoVisitor(types, used))
    document = graphql.parse(sdl, no_location=True)
    by_name = {one.name.value: one for one in document.definitions if isinstance(one, ast.TypeDefinitionNode)}
    for name in list(used.named):
        if isinstance(by_name.get(name), ast.InputObjectTypeDefinitionNode):
            inputs = schema.type_map[name]
            assert isinstance(inputs, graphql.GraphQLInputObjectType)
            used.named |= {graphql.get_named_type(field.type).name for field in inputs.fields.values()}
    kept = [_kept(by_name[name], used) for name in sorted(used.fields.keys() | used.named) if name in by_name]
    return "\n\n".join(graphql.print_ast(one) for one in kept)


def _kept(node: ast.TypeDefinitionNode, used: _Used) -> ast.Node:
    if isinstance(node, ast.ObjectTypeDefinitionNode | ast.InterfaceTypeDefinitionNode):
        wanted = used.fields[node.name.value]
        kind = type(node)
        return kind(
            name=node.name,
            interfaces=tuple(one for one in node.interfaces or () if one.name.value in used.named),
            fields=tuple(
                ast.FieldDefinitionNode(
                    name=field.name,
                    type=field.type,
                    arguments=tuple(
                        argument
                        for argument in field.arguments or ()
                        if argument.name.value in wanted[field.name.value]
                        or isinstance(argument.type, ast.NonNullTypeNode)
                    ),
                )
                for field in node.fields or ()
                if field.name.value in wanted
            ),
        )
    return node


if __name__ == "__main__":
    main()
