(variable_declaration "const" . (identifier) @name (struct_declaration)) @definition.struct
(variable_declaration "const" . (identifier) @name (opaque_declaration)) @definition.struct
(variable_declaration "const" . (identifier) @name (union_declaration)) @definition.enum
(variable_declaration "const" . (identifier) @name (enum_declaration)) @definition.enum
(variable_declaration "const" . (identifier) @name (error_set_declaration)) @definition.enum
(error_set_declaration (identifier) @name @definition.variant)
(enum_declaration (container_field name: (_) @name (_)? @value) @definition.variant)
(container_field name: (_) @name type: (_)? @type) @definition.field @exposed
(container_field "=" . (_) @value) @of
(function_declaration
  name: (_) @name (parameters) @parameters type: (_)? @result body: (_)? @body) @definition.function
(variable_declaration
  ["const" "var"] . (identifier) @name (builtin_function (builtin_identifier) @how)
  (#eq? @how "@import")) @ignore
(variable_declaration ["const" "var"] . (identifier) @name) @definition.constant
(variable_declaration type: (_) @type) @of
(variable_declaration "=" . (_) @value) @of
(_ "pub" @modifier) @of
(test_declaration (string) @name) @definition.test
(test_declaration (identifier) @name) @definition.test
