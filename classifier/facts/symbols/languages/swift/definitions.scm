(class_declaration
  declaration_kind: "extension" name: (_) @name body: (_) @body) @scope
(class_declaration
  declaration_kind: "struct" name: (_) @name (inheritance_specifier)? @bases body: (_) @body) @definition.struct
(class_declaration
  declaration_kind: "enum" name: (_) @name (inheritance_specifier)? @bases body: (_) @body) @definition.enum
(class_declaration
  name: (type_identifier) @name (inheritance_specifier)? @bases body: (_) @body) @definition.class
(protocol_declaration
  name: (_) @name (inheritance_specifier)? @bases body: (_) @body) @definition.interface
(enum_entry name: (simple_identifier) @name . "=" . raw_value: (_) @value) @definition.variant
(enum_entry name: (simple_identifier) @name) @definition.variant
(enum_entry data_contents: (_) @type) @of
(typealias_declaration name: (type_identifier) @name) @definition.type_alias
(associatedtype_declaration name: (type_identifier) @name) @definition.type_alias

(function_declaration "func" . name: (_) @name body: (_)? @body) @definition.function
(function_declaration "->" . (_) @result) @of
(protocol_function_declaration "func" . name: (_) @name) @definition.function
(protocol_function_declaration "->" . (_) @result) @of
(init_declaration name: "init" @name body: (_)? @body) @definition.method
(init_declaration "init" @name body: (_)? @body) @definition.method
(subscript_declaration "subscript" @name) @definition.method
(property_declaration name: (pattern bound_identifier: (_) @name)) @definition.field
(property_declaration (type_annotation) @type) @of
(property_declaration value: (_) @value) @of
(property_declaration [(computed_property) (willset_didset_block)] @body) @of
(protocol_property_declaration name: (pattern bound_identifier: (_) @name)) @definition.field
(protocol_property_declaration (type_annotation) @type) @of

(_ (modifiers (visibility_modifier) @modifier)) @of
(_ (modifiers (attribute) @attribute)) @of
