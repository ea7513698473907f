; Variables and outputs are the interface of a module, versions its dependencies: others read them.
(config_file (body (block
  (identifier) @how (body (attribute) @ignore)
  (#any-of? @how "variable" "output" "terraform" "moved" "import" "removed"))))
; What a block sets belongs to its first label: the type of a resource, the name of a module.
(config_file (body (block (identifier) . (string_lit (template_literal) @name)) @scope))
(config_file (body (block (identifier) . (block_start)) @scope))
(attribute (identifier) @name (expression) @value) @definition.field
; The entries of a map, one by one: policies to attach, tags, settings. They belong to what is set to the map.
(config_file (body (block
  (identifier) @how (body (attribute (expression (collection_value (object (object_elem) @ignore)))))
  (#any-of? @how "variable" "output" "terraform" "moved" "import" "removed"))))
(attribute (identifier) @name (expression (collection_value (object) @scope)))
(attribute (identifier) @name (expression (for_expr) @scope))
(attribute (expression (collection_value
  (object (object_elem key: (expression) @name val: (expression) @value) @definition.field))))
(attribute (expression (for_expr (for_object_expr (for_intro (expression (collection_value
  (object (object_elem key: (expression) @name val: (expression) @value) @definition.field))))))))
