(class_declaration
  name: (name) @name (base_clause)? @bases (class_interface_clause)? @bases body: (_) @body) @definition.class
(interface_declaration name: (name) @name (base_clause)? @bases body: (_) @body) @definition.interface
(trait_declaration name: (name) @name body: (_) @body) @definition.trait
(enum_declaration name: (name) @name (class_interface_clause)? @bases body: (_) @body) @definition.enum
(enum_case name: (name) @name value: (_)? @value) @definition.variant

(function_definition
  name: (name) @name parameters: (_) @parameters return_type: (_)? @result body: (_) @body) @definition.function
(method_declaration
  name: (name) @name parameters: (_) @parameters return_type: (_)? @result body: (_)? @body) @definition.function
(property_declaration
  type: (_)? @type
  (property_element name: (variable_name) @name default_value: (_)? @value)) @definition.field
(property_promotion_parameter type: (_)? @type name: (variable_name) @name) @definition.field
(const_declaration (const_element (name) @name (_) @value)) @definition.constant
(function_call_expression
  function: (name) @how
  arguments: (arguments . (argument (string (string_content) @name)) . (argument (_) @value))
  (#eq? @how "define")) @definition.constant

(_ (visibility_modifier) @modifier) @of
(property_promotion_parameter visibility: (visibility_modifier) @modifier) @of
(_ attributes: (attribute_list (attribute_group (attribute) @attribute))) @of
