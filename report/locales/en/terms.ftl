### Vocabulary: change types and levels of importance.

type-feature = Feature
type-fix = Bug fix
type-performance = Performance
type-refactor = Refactoring
type-architecture = Architecture
type-deprecation = Deprecation
type-security = Security
type-docs = Documentation
type-test = Tests
type-config = Configuration
type-ci = CI
type-build = Build
type-deps = Dependencies
type-style = Code style
type-revert = Revert
type-release = Release
type-other = Other

level-high = High
level-medium = Medium
level-low = Low
