(throw_expression (call_expression . (_) @error)) @raise
(throw_expression) @raise

(if_expression condition: (_) @condition . (_) @consequence) @if
(if_expression "else" . (_) @alternative) @if

(call_expression
  (navigation_expression (identifier) @_each .) (annotated_lambda (lambda_literal) @body)
  (#any-of? @_each "forEach" "forEachIndexed")) @loop
(for_statement (block) @body) @loop
(while_statement (block) @body) @loop
(do_while_statement (block) @body) @loop
(lambda_literal) @function
(function_declaration name: (_) @name (function_body "=" . (_) @body)) @function
(function_declaration name: (_) @name (function_body (block) @body)) @function
(secondary_constructor (block) @body) @function
(anonymous_function (function_body (block) @body)) @function

(try_expression (block) @body) @try
(catch_block (user_type) @types (block) @body) @catch
(finally_block (block) @body) @finally
(when_expression) @switch
(when_entry (_) @body .) @case

(return_expression) @return
((identifier) @continue (#eq? @continue "continue"))
((identifier) @break (#eq? @break "break"))
(assignment left: (_) @target) @assign
(property_declaration (variable_declaration . (identifier) @target)) @assign
(property_declaration (multi_variable_declaration) @target) @assign
(call_expression) @call

(block) @block
(lambda_parameters) @skip
(parenthesized_expression) @wrapper
(line_comment) @skip
(block_comment) @skip
(class_declaration) @skip
(object_declaration) @skip
