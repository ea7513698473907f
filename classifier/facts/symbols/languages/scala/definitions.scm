(trait_definition name: (_) @name extend: (_)? @bases body: (_)? @body) @definition.trait
(enum_definition name: (_) @name extend: (_)? @bases body: (_) @body) @definition.enum
(simple_enum_case name: (_) @name) @definition.variant
(full_enum_case name: (_) @name class_parameters: (_) @value) @definition.variant
(class_definition name: (_) @name extend: (_)? @bases body: (_)? @body) @definition.class
(object_definition name: (_) @name extend: (_)? @bases body: (_)? @body) @definition.class
(package_object name: (_) @name body: (_) @body) @definition.module
(type_definition name: (_) @name type: (_)? @type) @definition.type_alias

(function_definition
  name: (_) @name parameters: (_)* @parameters return_type: (_)? @result body: (_) @body) @definition.function
(function_declaration
  name: (_) @name parameters: (_)* @parameters return_type: (_)? @result) @definition.function
(given_definition name: (_) @name return_type: (_)? @type body: (_)? @value) @definition.constant
(val_definition pattern: (identifier) @name type: (_)? @type value: (_) @value) @definition.field
(var_definition pattern: (identifier) @name type: (_)? @type value: (_) @value) @definition.field
(val_declaration name: (_) @name type: (_)? @type) @definition.field
(var_declaration name: (_) @name type: (_)? @type) @definition.field
(class_definition class_parameters: (class_parameters
  (class_parameter "val" name: (_) @name type: (_)? @type default_value: (_)? @value) @definition.field))

(_ (modifiers (access_modifier) @modifier)) @of
(_ (annotation) @attribute) @of

; munit, ScalaTest and specs2: `test("…") { … }`, `"…" in { … }`, `"…" should { … }`.
(call_expression
  function: (call_expression
    function: (identifier) @runner arguments: (arguments . (string) @name))
  arguments: (block)
  (#any-of? @runner "test" "property" "it" "describe" "feature" "scenario" "testUnit" "real" "ticked")) @definition.test
(infix_expression
  left: (string) @name operator: (identifier) @runner
  (#any-of? @runner "should" "when" "can" "in" "must" "ignore")) @definition.test
