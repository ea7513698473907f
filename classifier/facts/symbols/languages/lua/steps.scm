(function_call name: (identifier) @_error (#eq? @_error "error")) @raise

(if_statement condition: (_) @condition consequence: (_)? @consequence) @if
(if_statement alternative: (_) @alternative) @if
(elseif_statement condition: (_) @condition consequence: (_)? @consequence) @if
(else_statement body: (_)? @body) @else

(for_statement body: (_)? @body) @loop
(while_statement body: (_)? @body) @loop
(repeat_statement body: (_)? @body) @loop
(function_definition body: (_)? @body) @function
(function_declaration name: (_) @name body: (_)? @body) @function
(do_statement body: (_)? @body) @with

(return_statement) @return
(break_statement) @break
((goto_statement) @continue (#match? @continue "continue"))
(assignment_statement (variable_list) @target) @assign
(function_call) @call

(block) @block
(variable_declaration) @wrapper
(parenthesized_expression) @wrapper
(comment) @skip
(empty_statement) @skip
(label_statement) @skip
