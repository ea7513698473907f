(function_declaration
  name: (identifier) @name parameters: (_) @parameters body: (_)? @body) @definition.function
(function_declaration
  name: (dot_index_expression table: (_) @owner field: (identifier) @name)
  parameters: (_) @parameters body: (_)? @body) @definition.function
(function_declaration
  name: (method_index_expression table: (_) @owner method: (identifier) @name)
  parameters: (_) @parameters body: (_)? @body) @definition.function
(assignment_statement
  (variable_list . name: (dot_index_expression table: (_) @owner field: (identifier) @name))
  (expression_list . value: (function_definition parameters: (_) @parameters body: (_)? @body))) @definition.function
(assignment_statement
  (variable_list . name: (identifier) @name)
  (expression_list . value: (function_definition parameters: (_) @parameters body: (_)? @body))) @definition.function
(assignment_statement
  (variable_list . name: (_) @owner .)
  (expression_list . value: (table_constructor
    (field
      name: (identifier) @name
      value: (function_definition parameters: (_) @parameters body: (_)? @body)) @definition.function)))
(assignment_statement
  (variable_list . name: (dot_index_expression table: (_) @owner field: (identifier) @name) .)
  (expression_list . value: (_) @value)) @definition.field
(chunk (variable_declaration
  (assignment_statement
    (variable_list . name: (identifier) @name .) (expression_list . value: (_) @value)) @definition.constant))

(function_declaration "local" @modifier) @of
(variable_declaration "local" @modifier (assignment_statement) @of)

(function_call
  name: (identifier) @runner
  arguments: (arguments . (string) @name (function_definition))
  (#any-of? @runner "describe" "context" "it" "test" "pending" "insulate" "expose")) @definition.test
(function_call
  name: (identifier) @runner @name
  arguments: (arguments . (function_definition) .)
  (#any-of? @runner "before_each" "after_each" "setup" "teardown" "lazy_setup" "lazy_teardown")) @definition.test
