### 词汇：变更类型与重要程度。

type-feature = 功能增强
type-fix = Bug 修复
type-performance = 性能优化
type-refactor = 代码重构
type-architecture = 架构变更
type-deprecation = 弃用
type-security = 安全
type-docs = 文档更新
type-test = 测试
type-config = 配置调整
type-ci = CI 调整
type-build = 构建调整
type-deps = 依赖更新
type-style = 代码风格
type-revert = 回退
type-release = 版本发布
type-other = 其他

level-high = 高
level-medium = 中
level-low = 低
