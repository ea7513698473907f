(call
  target: (identifier) @modifier (arguments . (alias) @name) (do_block)? @body
  (#any-of? @modifier "defmodule")) @definition.module
(call
  target: (identifier) @modifier (arguments . (alias) @name) (do_block)? @body
  (#eq? @modifier "defprotocol")) @definition.interface
(call
  target: (identifier) @how
  (arguments . (alias) @name (keywords (pair value: (_) @variant))?) (do_block)
  (#eq? @how "defimpl")) @scope

(call
  target: (identifier) @modifier
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name (arguments) @parameters)
    (binary_operator left: (call target: (identifier) @name (arguments) @parameters) operator: "when")
    (binary_operator left: (identifier) @name operator: "when")])
  (#any-of? @modifier "defmacro" "defmacrop")) @definition.macro
(call
  target: (identifier) @modifier
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name (arguments) @parameters)
    (binary_operator left: (call target: (identifier) @name (arguments) @parameters) operator: "when")
    (binary_operator left: (identifier) @name operator: "when")])
  (#any-of? @modifier "def" "defp" "defdelegate" "defguard" "defguardp" "defn" "defnp")) @definition.function
(call (arguments (keywords) @body)) @of
(call (do_block) @body) @of

; `@type t :: …`, `@callback next(term) :: term`, and constants: `@timeout 5_000`.
(unary_operator
  operator: "@"
  operand: (call
    target: (identifier) @modifier
    (arguments . (binary_operator
      left: [(identifier) @name (call target: (identifier) @name)] operator: "::" right: (_) @type)))
  (#any-of? @modifier "type" "typep" "opaque")) @definition.type_alias
(unary_operator
  operator: "@"
  operand: (call
    target: (identifier) @modifier
    (arguments . (binary_operator
      left: (call target: (identifier) @name (arguments) @parameters) operator: "::" right: (_) @result)))
  (#any-of? @modifier "callback" "macrocallback")) @definition.function
(unary_operator
  operator: "@"
  operand: (call target: (identifier) @name @how (arguments . (_) @value))
  (#not-match? @how
    "^(?:(?:module|type)?doc|spec|typep?|opaque|(?:macro)?callback|behaviour|impl|deprecated|(?:describe|module)?tag|derive|(?:before|after)_compile|on_load|on_definition|external_resource|dialyzer|compile|since|optional_callbacks|enforce_keys|shortdoc|requirements|recursive|protocol|for)$")) @definition.constant
(call
  target: (identifier) @how
  (arguments (keywords (pair key: (keyword) @name value: (_) @value) @definition.field))
  (#any-of? @how "defstruct" "defexception"))
(call
  target: (identifier) @how
  (arguments (list (keywords (pair key: (keyword) @name value: (_) @value) @definition.field)))
  (#any-of? @how "defstruct" "defexception"))
(call
  target: (identifier) @how
  (arguments (list (atom) @name @definition.field))
  (#any-of? @how "defstruct" "defexception"))

((unary_operator
  operator: "@"
  operand: (call target: (identifier) @how)) @lead
  (#any-of? @how "doc" "typedoc" "spec" "deprecated" "impl" "tag" "dialyzer" "since"))

(call
  target: (identifier) @runner (arguments . (string) @name) (do_block)
  (#any-of? @runner "test" "describe" "property" "feature")) @definition.test
(call
  target: (identifier) @runner @name (do_block)
  (#any-of? @runner "setup" "setup_all")) @definition.test
