(call
  target: (identifier) @_raise (arguments . (alias) @error)
  (#any-of? @_raise "raise" "reraise")) @raise
(call target: (identifier) @_raise (#any-of? @_raise "raise" "reraise" "throw")) @raise

(call
  target: (identifier) @_if (arguments . (_) @condition) (do_block) @consequence
  (#eq? @_if "if")) @if
(call
  target: (identifier) @_if (do_block (else_block) @alternative)
  (#eq? @_if "if")) @if
(call
  target: (identifier) @_if
  (arguments . (_) @condition (keywords . (pair key: (keyword) @_do value: (_) @consequence)))
  (#eq? @_if "if") (#match? @_do "^do:")) @if
(call
  target: (identifier) @_if
  (arguments (_) (keywords (pair key: (keyword) @_else value: (_) @alternative)))
  (#eq? @_if "if") (#match? @_else "^else:")) @if
(call
  target: (identifier) @_if (arguments . (_) @condition) (do_block) @consequence
  (#eq? @_if "unless")) @unless
(call
  target: (identifier) @_if
  (arguments . (_) @condition (keywords . (pair key: (keyword) @_do value: (_) @consequence)))
  (#eq? @_if "unless") (#match? @_do "^do:")) @unless

(call
  target: (identifier) @_def (arguments) (do_block) @body
  (#any-of? @_def "def" "defp" "defmacro" "defmacrop")) @function
(call
  target: (identifier) @_def
  (arguments (_) (keywords (pair key: (keyword) @_do value: (_) @body)))
  (#any-of? @_def "def" "defp" "defmacro" "defmacrop") (#match? @_do "^do:")) @function
(anonymous_function (stab_clause right: (_) @body)) @function

(call target: (identifier) @_for (do_block) @body (#eq? @_for "for")) @with
(call target: (identifier) @_with (do_block) @body (#eq? @_with "with")) @with
(call target: (identifier) @_try (do_block) @body (#eq? @_try "try")) @with
(call target: (identifier) @_case (do_block) @body (#any-of? @_case "case" "cond" "receive")) @switch
(rescue_block
  (stab_clause
    left: (arguments (binary_operator operator: "in" right: (_) @types)) right: (_) @body) @catch)
(rescue_block (stab_clause left: (arguments (alias) @types) right: (_) @body) @catch)
(rescue_block (stab_clause right: (_) @body) @catch)
(catch_block (stab_clause right: (_) @body) @catch)
(rescue_block) @catches
(catch_block) @catches
(after_block) @finally
(else_block) @else
(stab_clause right: (_) @body) @case

(binary_operator left: (_) @target operator: "=") @assign
(call target: (identifier) @_use (#any-of? @_use "import" "alias" "require" "use")) @skip
(call) @call

(do_block) @block
(body) @block
(comment) @skip
