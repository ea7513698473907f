; Raised: `raise Error, "…"`, `raise Error.new("…")`, `raise "…"`, `raise`.
(call
  method: (identifier) @_raise
  arguments: (argument_list . [(constant) (scope_resolution)] @error)
  (#any-of? @_raise "raise" "fail")) @raise
(call
  method: (identifier) @_raise
  arguments: (argument_list . (call receiver: [(constant) (scope_resolution)] @error method: (identifier) @_new))
  (#any-of? @_raise "raise" "fail") (#eq? @_new "new")) @raise
(call !receiver method: (identifier) @_raise (#any-of? @_raise "raise" "fail" "abort")) @raise
((identifier) @raise (#eq? @raise "raise"))

(if condition: (_) @condition consequence: (_)? @consequence) @if
(if alternative: (_) @alternative) @if
(elsif condition: (_) @condition consequence: (_)? @consequence) @if
(elsif alternative: (_) @alternative) @if
(if_modifier body: (_) @consequence condition: (_) @condition) @if
(unless condition: (_) @condition consequence: (_)? @consequence) @unless
(unless alternative: (_) @alternative) @unless
(unless_modifier body: (_) @consequence condition: (_) @condition) @unless
(else) @else

; Blocks that run once for each item are loops; other blocks are functions.
(call
  method: (identifier) @_each
  block: (_ body: (_)? @body)
  (#any-of? @_each
    "each" "each_with_index" "each_pair" "each_value" "each_key" "each_with_object" "each_slice" "each_cons" "each_entry"
    "reverse_each" "find_each" "each_line" "each_char" "times" "upto" "downto" "loop" "step")) @loop
(while body: (_) @body) @loop
(until body: (_) @body) @loop
(for body: (_) @body) @loop
(do_block body: (_)? @body) @function
(block body: (_)? @body) @function
(lambda body: (_) @body) @function
(method name: (_) @name body: (_)? @body) @function
(singleton_method name: (_) @name body: (_)? @body) @function

(begin (rescue)) @try
(begin (ensure)) @try
(rescue exceptions: (exceptions (_) @types)? body: (_)? @body) @catch
(ensure) @finally
(case) @switch
(when body: (_)? @body) @case
(case_match) @switch
(in_clause body: (_)? @body) @case

(return) @return
(next) @continue
(break) @break
(assignment left: (_) @target) @assign
(operator_assignment left: (_) @target) @assign
(call) @call
(yield) @call
(super) @call

(begin) @block
(body_statement) @block
(block_body) @block
(then) @block
(do) @block
(parenthesized_statements) @wrapper
(comment) @skip
(class) @skip
(module) @skip
(empty_statement) @skip
