(throw_statement (object_creation_expression type: (_) @error)) @raise
(throw_statement) @raise
(throw_expression (object_creation_expression type: (_) @error)) @raise
(throw_expression) @raise

(if_statement condition: (_) @condition consequence: (_) @consequence) @if
(if_statement alternative: (_) @alternative) @if

(foreach_statement body: (_) @body) @loop
(for_statement body: (_) @body) @loop
(while_statement body: (_) @body) @loop
(do_statement body: (_) @body) @loop
(lambda_expression body: (block) @body) @function
(anonymous_method_expression (block) @body) @function
(local_function_statement name: (_) @name body: (_) @body) @function
(method_declaration name: (_) @name body: (block) @body) @function
(method_declaration name: (_) @name body: (arrow_expression_clause (_) @body)) @function
(constructor_declaration name: (_) @name body: (_) @body) @function

(try_statement body: (_) @body) @try
(catch_clause (catch_declaration type: (_) @types)? body: (_) @body) @catch
(finally_clause (block) @body) @finally
(using_statement body: (_) @body) @with
(lock_statement (block) @body) @with
(switch_statement body: (_) @body) @switch
(switch_section
  [(constant_pattern) (declaration_pattern) (when_clause) (recursive_pattern) (relational_pattern) (type_pattern)
   (or_pattern) (and_pattern) (var_pattern) (discard)] @label) @case
(switch_section) @case
(switch_expression) @switch
(switch_expression_arm (_) @body .) @case

(return_statement) @return
(continue_statement) @continue
(break_statement) @break
(assignment_expression left: (_) @target) @assign
(local_declaration_statement (variable_declaration (variable_declarator name: (_) @target))) @assign
(invocation_expression) @call
(object_creation_expression) @call

(block) @block
(switch_body) @block
(checked_statement) @block
(expression_statement) @wrapper
(await_expression) @wrapper
(parenthesized_expression) @wrapper
(comment) @skip
(preproc_region) @skip
(preproc_endregion) @skip
(empty_statement) @skip
