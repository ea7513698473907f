(class_declaration name: (_) @name (base_list)? @bases body: (_)? @body) @definition.class
(struct_declaration name: (_) @name (base_list)? @bases body: (_)? @body) @definition.struct
(record_declaration
  name: (_) @name (parameter_list)? @parameters (base_list)? @bases body: (_)? @body) @definition.class
(interface_declaration name: (_) @name (base_list)? @bases body: (_)? @body) @definition.interface
(enum_declaration name: (_) @name (base_list)? @bases body: (_)? @body) @definition.enum
(enum_member_declaration name: (_) @name value: (_)? @value) @definition.variant

(method_declaration
  returns: (_) @result name: (_) @name parameters: (_) @parameters body: (_)? @body) @definition.method
(constructor_declaration name: (_) @name parameters: (_) @parameters body: (_)? @body) @definition.method
; `class Pool(int size)`: a constructor like another one.
(class_declaration name: (_) @name (parameter_list) @parameters @definition.method @exposed)
(struct_declaration name: (_) @name (parameter_list) @parameters @definition.method @exposed)
(local_function_statement
  type: (_)? @result name: (_) @name parameters: (_) @parameters body: (_)? @body) @definition.function
(delegate_declaration type: (_) @result name: (_) @name parameters: (_) @parameters) @definition.function
(property_declaration type: (_) @type name: (_) @name accessors: (_)? @body) @definition.field
(property_declaration "=" . (_) @value) @of
(property_declaration (arrow_expression_clause) @body) @of
(field_declaration
  (modifier) @how
  (variable_declaration type: (_) @type (variable_declarator name: (_) @name (_)? @value))
  (#eq? @how "const")) @definition.constant
(field_declaration
  (variable_declaration type: (_) @type (variable_declarator name: (_) @name (_)? @value))) @definition.field
(event_field_declaration
  (variable_declaration type: (_) @type (variable_declarator name: (_) @name))) @definition.field
(event_declaration type: (_) @type name: (_) @name) @definition.field
(record_declaration
  (parameter_list (parameter type: (_) @type name: (_) @name) @definition.field @exposed))

(_ (modifier) @modifier) @of
(_ (attribute_list (attribute) @attribute)) @of
