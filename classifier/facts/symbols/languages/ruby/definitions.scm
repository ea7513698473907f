; Modules and classes; `class A::B` is named as written.
(module name: (_) @name body: (_)? @body) @definition.module
(class name: (_) @name superclass: (superclass (_) @bases)? body: (_)? @body) @definition.class
; `Error = Class.new(StandardError)`, `Point = Struct.new(:x)`, `Point = Data.define(:x)`.
(assignment
  left: (constant) @name
  right: (call
    receiver: (constant) @made method: (identifier) @how arguments: (argument_list)? @bases)
  (#any-of? @made "Class" "Struct" "Data")
  (#any-of? @how "new" "define")) @definition.class
(assignment left: (constant) @name right: (_) @value) @definition.constant

(method name: (_) @name parameters: (_)? @parameters body: (_)? @body) @definition.function
(singleton_method
  object: (_) @singleton name: (_) @name parameters: (_)? @parameters body: (_)? @body) @definition.function
((singleton_class value: (self)) @scope)
(singleton_class (body_statement (method) @of @singleton))
(alias name: (_) @name) @definition.function
(call
  method: (identifier) @how
  arguments: (argument_list . (simple_symbol) @name)
  (#any-of? @how "define_method" "alias_method")) @definition.function
(call
  method: (identifier) @how @singleton
  arguments: (argument_list . (simple_symbol) @name)
  (#any-of? @how "scope" "define_singleton_method")) @definition.function
(call
  method: (identifier) @how
  arguments: (argument_list (simple_symbol) @name)
  (#any-of? @how
    "attr_reader" "attr_writer" "attr_accessor" "mattr_accessor" "mattr_reader" "cattr_accessor" "class_attribute"
    "belongs_to" "has_many" "has_one" "has_and_belongs_to_many" "def_delegators" "def_node_matcher"
    "def_node_search" "thread_mattr_accessor")) @definition.field

; `private` alone says how visible what follows is; `private def …` and `private :name` say it of one.
((identifier) @section (#any-of? @section "private" "protected" "public" "module_function"))
(call
  method: (identifier) @modifier
  arguments: (argument_list (method) @of)
  (#any-of? @modifier "private" "protected" "public" "private_class_method"))
(call
  method: (identifier) @modifier
  arguments: (argument_list (singleton_method) @of)
  (#any-of? @modifier "private_class_method" "public_class_method"))
(call
  method: (identifier) @hide.word
  arguments: (argument_list (simple_symbol) @hide)
  (#any-of? @hide.word
    "private" "protected" "private_class_method" "private_constant" "module_function"))

; RSpec, Minitest::Spec, ActiveSupport::TestCase, shoulda.
(call
  method: (identifier) @runner
  arguments: (argument_list . (_) @name)
  block: (_)
  (#any-of? @runner
    "describe" "context" "it" "specify" "test" "feature" "scenario" "xit" "xdescribe" "xcontext" "fit" "fdescribe"
    "should" "shared_examples" "shared_examples_for" "shared_context" "let" "let!" "subject" "pending")
  ) @definition.test
(call
  method: (identifier) @runner @name
  !arguments
  block: (_)
  (#any-of? @runner "before" "after" "around" "setup" "teardown" "subject" "it")) @definition.test
