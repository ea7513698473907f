(return_expression (error_type) @error) @raise
(builtin_function (builtin_identifier) @_panic (#any-of? @_panic "@panic" "@compileError")) @raise

(if_statement condition: (_) @condition body: (_) @consequence) @if
(if_statement (else_clause) @alternative) @if
(else_clause alternative: (_) @body) @else
(if_expression condition: (_) @condition . (_) @consequence) @if
(if_expression "else" . (_) @alternative) @if

(for_statement body: (_) @body) @loop
(while_statement body: (_) @body) @loop
(function_declaration name: (_) @name body: (_) @body) @function

(switch_expression) @switch
(switch_case (_) @body .) @case

(return_expression) @return
(continue_expression) @continue
((break_expression) @break (#not-match? @break ":"))
(assignment_expression left: (_) @target) @assign
(variable_declaration . (_) @target) @assign
(call_expression) @call

(block) @block
(block_expression) @wrapper
(labeled_statement) @wrapper
(expression_statement) @wrapper
(parenthesized_expression) @wrapper
(comment) @skip
