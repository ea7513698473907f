"""How each language writes what bodies do.

A language is a `Syntax`. One that has none is not read for behaviour; its declarations still are
(`classifier/facts/symbols`). The nine oldest are tables from types of syntax nodes to what they mean, with the fields of
the grammar (`condition`, `consequence`, `alternative`, `body`). The others are folders of data: a query, `steps.scm`,
captures each node as what it is (the values of `What`) and its parts by the same names (`marks.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from classifier.facts.symbols.pages import step_queries


class What(StrEnum):
    """What a syntax node is to a body."""

    BLOCK = "block"  # holds statements
    WRAPPER = "wrapper"  # one expression as a statement, or an expression around another that changes nothing
    SKIP = "skip"  # runs nothing: comments, nested types
    IMPORT = "import"
    IF = "if"
    UNLESS = "unless"  # its branch runs where the condition is not met
    ELSE = "else"
    LOOP = "loop"
    TRY = "try"
    CATCH = "catch"
    CATCHES = "catches"  # holds handlers
    FINALLY = "finally"
    WITH = "with"
    SWITCH = "switch"
    CASE = "case"
    FUNCTION = "function"
    RETURN = "return"
    RAISE = "raise"
    CONTINUE = "continue"
    BREAK = "break"
    ASSERT = "assert"
    ASSIGN = "assign"
    CALL = "call"


def _table(rows: str) -> Mapping[str, What]:
    """Rows of `what: type type …`; one that is indented further goes on with the row above."""
    types: dict[str, What] = {}
    what = What.SKIP
    for row in rows.split("\n"):
        meaning, colon, names = row.partition(":")
        if colon:
            what = What(meaning.strip())
        types.update(dict.fromkeys((names if colon else row).split(), what))
    return types


@dataclass(frozen=True, slots=True)
class Syntax:
    """One language. `types` says what a node is, or else `query` with the `grammar` that it is of; `raising` names calls and macros that end in an error, and
    `failing` values that are one when returned; `comment` begins a comment; `arm` is the field of a case that holds its code, "" where
    statements follow the label."""

    types: Mapping[str, What] = field(default_factory=dict)
    raising: frozenset[str] = frozenset()
    failing: tuple[str, ...] = ()
    arm: str = ""
    comment: str = "//"
    labels: frozenset[str] = field(default_factory=frozenset)  # nodes of a case that are its label
    query: str = ""
    grammar: tuple[str, str] = ("", "")  # the module and its function


_PYTHON = Syntax(
    _table(
        """
        block: block
        wrapper: expression_statement await parenthesized_expression
        import: import_statement import_from_statement future_import_statement
        skip: comment class_definition pass_statement global_statement nonlocal_statement
        if: if_statement elif_clause
        else: else_clause
        loop: for_statement while_statement
        try: try_statement
        catch: except_clause except_group_clause
        finally: finally_clause
        with: with_statement
        switch: match_statement
        case: case_clause
        function: function_definition decorated_definition
        return: return_statement
        raise: raise_statement
        continue: continue_statement
        break: break_statement
        assert: assert_statement
        assign: assignment augmented_assignment
        call: call
        """
    ),
    raising=frozenset({"sys.exit", "os._exit"}),
    arm="consequence",
    comment="#",
    labels=frozenset({"case_pattern", "if_clause"}),
)
_GO = Syntax(
    _table(
        """
        block: block statement_list
        wrapper: expression_statement
        skip: comment import_declaration type_declaration empty_statement
        if: if_statement
        loop: for_statement
        switch: expression_switch_statement type_switch_statement select_statement
        case: expression_case default_case type_case communication_case
        function: func_literal
        return: return_statement
        continue: continue_statement
        break: break_statement
        assign: assignment_statement short_var_declaration inc_statement dec_statement var_declaration
            const_declaration
        call: call_expression defer_statement go_statement
        """
    ),
    raising=frozenset({"panic", "os.Exit", "log.Fatal", "log.Fatalf", "log.Fatalln"}),
    failing=(
        "fmt.Errorf(",
        "errors.New(",
        "errors.Errorf(",
        "errors.Wrap(",
        "errors.Wrapf(",
        "status.Errorf(",
    ),
    labels=frozenset(
        {"expression_list", "type_identifier", "qualified_type", "pointer_type", "communication"}
    ),
)
_RUST = Syntax(
    _table(
        """
        block: block unsafe_block
        wrapper: expression_statement await_expression try_expression parenthesized_expression
        skip: line_comment block_comment use_declaration struct_item enum_item impl_item attribute_item
            empty_statement mod_item type_item
        if: if_expression
        else: else_clause
        loop: for_expression while_expression loop_expression
        switch: match_expression
        case: match_arm
        function: closure_expression function_item async_block
        return: return_expression
        continue: continue_expression
        break: break_expression
        assign: assignment_expression compound_assignment_expr let_declaration const_item static_item
        call: call_expression macro_invocation
        """
    ),
    raising=frozenset({"panic", "bail", "anyhow::bail", "unimplemented", "todo", "unreachable", "ensure",
                       "anyhow::ensure", "std::process::exit"}),
    failing=("Err(",),
    arm="value",
    labels=frozenset({"match_pattern"}),
)  # fmt: skip
_SCRIPT = Syntax(
    _table(
        """
        block: statement_block class_static_block
        wrapper: expression_statement await_expression parenthesized_expression non_null_expression
            as_expression
        skip: comment import_statement class_declaration interface_declaration type_alias_declaration
            empty_statement abstract_class_declaration enum_declaration
        if: if_statement
        else: else_clause
        loop: for_statement for_in_statement while_statement do_statement
        try: try_statement
        catch: catch_clause
        finally: finally_clause
        switch: switch_statement
        case: switch_case switch_default
        function: arrow_function function_declaration function_expression generator_function
            generator_function_declaration method_definition
        return: return_statement
        raise: throw_statement
        continue: continue_statement
        break: break_statement
        assign: assignment_expression augmented_assignment_expression lexical_declaration
            variable_declaration update_expression
        call: call_expression new_expression
        """
    ),
    raising=frozenset({"process.exit"}),
)
_JAVA = Syntax(
    _table(
        """
        block: block constructor_body switch_block synchronized_statement
        wrapper: expression_statement parenthesized_expression
        skip: line_comment block_comment class_declaration interface_declaration enum_declaration
            record_declaration explicit_constructor_invocation
        if: if_statement
        loop: for_statement enhanced_for_statement while_statement do_statement
        try: try_statement try_with_resources_statement
        catch: catch_clause
        finally: finally_clause
        switch: switch_expression
        case: switch_block_statement_group switch_rule
        function: lambda_expression method_declaration
        return: return_statement
        raise: throw_statement
        continue: continue_statement
        break: break_statement
        assert: assert_statement
        assign: assignment_expression local_variable_declaration update_expression
        call: method_invocation object_creation_expression
        """
    ),
    raising=frozenset({"System.exit"}),
    labels=frozenset({"switch_label"}),
)
_C = Syntax(
    _table(
        """
        block: compound_statement preproc_if preproc_ifdef preproc_else preproc_elif
        wrapper: expression_statement parenthesized_expression
        skip: comment preproc_include preproc_def preproc_function_def preproc_call struct_specifier
            class_specifier enum_specifier using_declaration type_definition
        if: if_statement
        else: else_clause
        loop: for_statement for_range_loop while_statement do_statement
        try: try_statement
        catch: catch_clause
        switch: switch_statement
        case: case_statement
        function: lambda_expression
        return: return_statement
        raise: throw_statement
        continue: continue_statement
        break: break_statement
        assign: assignment_expression declaration update_expression
        call: call_expression
        """
    ),
    raising=frozenset({"abort", "exit", "std::abort", "std::exit"}),
)
_BY_TYPE: Mapping[str, Syntax] = {
    "python": _PYTHON,
    "go": _GO,
    "rust": _RUST,
    "typescript": _SCRIPT,
    "javascript": _SCRIPT,
    "java": _JAVA,
    "c": _C,
    "cpp": _C,
    "cuda": _C,
}


@cache
def syntax_of(language: str) -> Syntax | None:
    """How a language writes what bodies do, `None` for one that is not read for it."""
    return _BY_TYPE.get(language) or _by_query().get(language)


@cache
def _by_query() -> Mapping[str, Syntax]:
    return {
        page.language: Syntax(
            raising=frozenset(page.steps.raising),
            comment=page.steps.comment,
            query=query,
            grammar=(page.package, page.function),
        )
        for page, query in step_queries()
    }
