; Variables and outputs are the interface of a module, versions its dependencies: others read them.
(config_file (body (block
  (identifier) @how (body (attribute) @ignore)
  (#any-of? @how "variable" "output" "terraform" "moved" "import" "removed"))))
; What a block sets belongs to its first label: the type of a resource, the name of a module.
(config_file (body (block (identifier) . (string_lit (template_literal) @name)) @scope))
(config_file (body (block (identifier) . (block_start)) @scope))
(attribute (identifier) @name (expression) @value) @definition.field
