### 更新日志的一节：给使用者看的标题。

changelog-unreleased = 未发布
changelog-breaking = 不兼容变更
changelog-security = 安全
changelog-feature = 新增
changelog-fix = 修复
changelog-performance = 性能
changelog-changed = 变更
changelog-empty = 没有使用者能察觉的变更。
# 变更所属的合并请求
changelog-pull = { $pull }
# 没有单独列出的：“测试 12、文档 8 和机器人提交 3”
changelog-rest = 未逐条列出：{ $what }。
changelog-undone = 加入后又撤销 { $count }
changelog-bots = 机器人提交 { $count }
changelog-filtered = 被过滤 { $count }
