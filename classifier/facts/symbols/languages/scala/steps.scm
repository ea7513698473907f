(throw_expression (instance_expression . (_) @error)) @raise
(throw_expression) @raise

(if_expression condition: (_) @condition consequence: (_) @consequence) @if
(if_expression alternative: (_) @alternative) @if

(while_expression body: (_) @body) @loop
(do_while_expression body: (_) @body) @loop
(for_expression body: (_) @body) @with
(function_definition name: (_) @name body: (_) @body) @function
(lambda_expression parameters: (_) (_) @body .) @function

(try_expression body: (_) @body) @try
(catch_clause (case_block (case_clause pattern: (typed_pattern type: (_) @types) body: (_) @body) @catch))
(catch_clause
  (case_block (case_clause pattern: [(case_class_pattern) (alternative_pattern)] @types body: (_) @body) @catch))
(catch_clause (case_block (case_clause pattern: (_) body: (_) @body) @catch))
(catch_clause) @catches
(finally_clause (_) @body) @finally
(match_expression body: (_) @body) @switch
(case_clause pattern: (_) body: (_) @body) @case

(return_expression) @return
(val_definition pattern: (_) @target) @assign
(var_definition pattern: (_) @target) @assign
(assignment_expression left: (_) @target) @assign
(call_expression) @call
(instance_expression) @call

(block) @block
(indented_block) @block
(case_block) @block
(indented_cases) @block
(parenthesized_expression) @wrapper
(comment) @skip
(block_comment) @skip
(import_declaration) @skip
(class_definition) @skip
(object_definition) @skip
(trait_definition) @skip
