(throw_expression (object_creation_expression [(name) (qualified_name)] @error)) @raise
(throw_expression) @raise

(if_statement condition: (_) @condition body: (_) @consequence) @if
(if_statement alternative: (_) @alternative) @if
(else_if_clause condition: (_) @condition body: (_) @consequence) @if
(else_clause body: (_) @body) @else

(foreach_statement body: (_) @body) @loop
(for_statement body: (_) @body) @loop
(while_statement body: (_) @body) @loop
(do_statement body: (_) @body) @loop
(anonymous_function body: (_) @body) @function
(method_declaration name: (_) @name body: (_) @body) @function
(function_definition name: (_) @name body: (_) @body) @function

(try_statement body: (_) @body) @try
(catch_clause type: (_) @types body: (_) @body) @catch
(finally_clause body: (_) @body) @finally
(switch_statement body: (_) @body) @switch
(case_statement value: (_) @label) @case
(default_statement) @case
(match_expression body: (_) @body) @switch
(match_conditional_expression conditional_expressions: (_) @label return_expression: (_) @body) @case
(match_default_expression return_expression: (_) @body) @case

(return_statement) @return
(continue_statement) @continue
(break_statement) @break
(assignment_expression left: (_) @target) @assign
(reference_assignment_expression left: (_) @target) @assign
(augmented_assignment_expression left: (_) @target) @assign
(update_expression argument: (_) @target) @assign
(function_call_expression) @call
(member_call_expression) @call
(nullsafe_member_call_expression) @call
(scoped_call_expression) @call
(object_creation_expression) @call

(compound_statement) @block
(colon_block) @block
(switch_block) @block
(match_block) @block
(expression_statement) @wrapper
(parenthesized_expression) @wrapper
(comment) @skip
(class_declaration) @skip
(empty_statement) @skip
