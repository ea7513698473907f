(control_transfer_statement (throw_keyword) (call_expression . (_) @error)) @raise
(control_transfer_statement (throw_keyword) (navigation_expression) @error) @raise
(control_transfer_statement (throw_keyword)) @raise
((control_transfer_statement) @return (#match? @return "^return"))
((control_transfer_statement) @continue (#match? @continue "^continue"))
((control_transfer_statement) @break (#match? @break "^break"))

(if_statement [condition: (_) bound_identifier: (_)] @condition) @if
(if_statement condition: (_) . (statements) @consequence) @if
(if_statement bound_identifier: (_) . (statements) @consequence) @if
(if_statement (else) . (_) @alternative) @if
(guard_statement [condition: (_) bound_identifier: (_)] @condition) @unless
(guard_statement (else) . (statements) @consequence) @unless

(call_expression
  (navigation_expression suffix: (navigation_suffix suffix: (_) @_each))
  (call_suffix (lambda_literal (statements) @body))
  (#eq? @_each "forEach")) @loop
(for_statement (statements) @body) @loop
(while_statement (statements) @body) @loop
(repeat_while_statement (statements) @body) @loop
(lambda_literal (statements) @body) @function
(function_body (statements) @body) @function ; `function_declaration` would cost half a second, for its many forms
(subscript_declaration (computed_property) @body) @function

(do_statement . (statements) @body (catch_block)) @try
(catch_block error: (pattern name: (_) @types) (statements)? @body) @catch
(catch_block error: (_) @types (statements)? @body) @catch
(catch_block (statements)? @body) @catch
(switch_statement) @switch
(switch_entry (statements) @body) @case

(assignment target: (_) @target) @assign
(property_declaration name: (_) @target) @assign
(call_expression) @call

(computed_property) @block
(statements) @block
(do_statement) @block
(try_expression expr: (_) @inner) @wrapper
(await_expression expr: (_) @inner) @wrapper
(comment) @skip
(multiline_comment) @skip
(class_declaration) @skip
