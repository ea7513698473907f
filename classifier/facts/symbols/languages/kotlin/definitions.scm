(class_declaration
  (modifiers (class_modifier) @how) name: (identifier) @name
  (delegation_specifiers)? @bases (enum_class_body)? @body
  (#eq? @how "enum")) @definition.enum
(class_declaration
  "interface" name: (identifier) @name (delegation_specifiers)? @bases (class_body)? @body) @definition.interface
(class_declaration
  "class" name: (identifier) @name (delegation_specifiers)? @bases (class_body)? @body) @definition.class
(object_declaration
  name: (identifier) @name (delegation_specifiers)? @bases (class_body)? @body) @definition.class
(enum_entry . (identifier) @name (value_arguments)? @value) @definition.variant
(type_alias type: (identifier) @name) @definition.type_alias
(type_alias . (identifier) @name) @definition.type_alias

(function_declaration
  name: (identifier) @name (function_value_parameters) @parameters (function_body)? @body) @definition.function
(function_declaration
  (function_value_parameters) . [(user_type) (nullable_type) (function_type)] @result) @of
(function_declaration [(user_type) (nullable_type)] @owner "." name: (_)) @of
(secondary_constructor
  "constructor" @name (function_value_parameters) @parameters (block)? @body) @definition.method
(property_declaration
  (modifiers (property_modifier) @how) (variable_declaration . (identifier) @name)
  (#eq? @how "const")) @definition.constant
(property_declaration (variable_declaration . (identifier) @name)) @definition.field
(property_declaration [(user_type) (nullable_type)] @owner "." (variable_declaration)) @of
(property_declaration (variable_declaration (identifier) [(user_type) (nullable_type) (function_type)] @type)) @of
(property_declaration "=" . (_) @value) @of
(property_declaration [(getter) (setter) (property_delegate)] @body) @of
(class_parameter ["val" "var"] (identifier) @name) @definition.field
(class_parameter ["val" "var"] (identifier) [(user_type) (nullable_type) (function_type)] @type) @of
(class_parameter "=" . (_) @value) @of

(_ (modifiers (visibility_modifier) @modifier)) @of
(_ (modifiers (annotation) @attribute)) @of
(class_declaration (primary_constructor (class_parameters) @parameters)) @of
