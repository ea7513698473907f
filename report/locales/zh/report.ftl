### 报告的框架：标题、表头、统计和脚注。
### 翻译说明：反引号之间的内容显示为代码；{ $count } 之类的数字由程序填入。

# 报告标题，后接日期：每日更新报告（2026-01-23）
title-day = 每日更新报告
title-span = 更新报告

heading-opening-day = 🧭 当日要点
heading-opening-span = 🧭 要点
heading-table = 📝 提交列表
heading-statistics = 📊 统计摘要

column-time = 提交时间
column-author = 作者
column-message = 提交信息
column-type = 类型
column-level = 重要程度

commit-link = 查看提交
no-subject = （提交信息为空）

period-all = 全部历史
period-patch = 补丁

## 统计行：> 本日共 21 个提交 | 🔴高 8 | 🟡中 5 | 🟢低 8

total-day = 本日共 { $count } 个提交
total-span = 共 { $count } 个提交
count-bots = 机器人 { $count }
count-filtered = 已过滤 { $count }

## 开篇

opening-day = { $authors } 位作者的 { $commits } 个提交改动了 { $files } 个文件{ $lines ->
    [0] （无行改动）
   *[other] （+{ $added } −{ $removed } 行）
}。
opening-span = { $authors } 位作者的 { $commits } 个提交改动了 { $files } 个文件{ $lines ->
    [0] （无行改动）
   *[other] （+{ $added } −{ $removed } 行）
}。
opening-breaking = 其中 { $count } 个含不兼容变更。
# 一条要点涉及的提交太多，只列出前几个
news-more = 另有 { $count } 个

## 开篇里的提交：它对运行这个程序的人意味着什么

consequence-default = 默认值变了
consequence-error = 启动时会报错
consequence-removal = 不兼容
consequence-security = 安全
consequence-fix = 修复
consequence-deprecation = 弃用
consequence-performance = 性能
consequence-new = 新增
consequence-other = 其他
# 后接该做什么
lead-advice = 怎么办
# 括号里说明波及谁：ROCm、主要在 `lib/kernels`
reach-place = 主要在 { $place }

## 分类列出的要点

topic-breaking = 不兼容变更
topic-interfaces-new = 新增接口
topic-interfaces-gone = 移除接口
topic-dependencies = 依赖变动
topic-security = 安全相关
topic-across = 提交之间
topic-hot-modules = 改动集中处
topic-people = 参与者

empty-day = 本日没有提交。
empty-span = 这段范围内没有提交。
empty-bots = 只有机器人的提交。
empty-filtered = 没有符合筛选条件的提交。
bots-summary = 另有 { $count } 个机器人提交，未逐一展开

## 按重要程度分组的标题，后接数量

group-high = 高重要度变更
group-medium = 中重要度变更
group-low = 低重要度变更

## 每个提交的小节

part-type = 变更类型
part-importance = 重要程度
part-summary = 变更摘要
part-summary-low = 摘要
part-sayings = 作者的话
part-diff = 关键改动
part-scope = 影响范围
part-insight = 技术洞察
part-architecture = 架构影响
part-performance = 性能影响
part-security = 安全考虑
part-maintainability = 可维护性
part-compatibility = 兼容性
part-risk = 潜在风险
part-advice = 关注建议

# 门禁发现中已有人放行的
allowed-by = 由{ $who }放行：{ $reason }（{ $rule } { $name }）
allowed-configured = 在配置中放行：{ $reason }（{ $rule } { $name }）
diff-again = 类似改动还在
diff-before = 改动前
breaking-mark = 不兼容

relation-reverts = 回退了 { $commit }
relation-reverted-by = 已被 { $commit } 回退
relation-restores = 撤销了此前的回退 { $commit }
# 后接被合并提交的标题
relation-merged = 合并了 { $count } 个提交：
relation-merged-more = 另外 { $count } 个

# 名单没有列完：`a`、`b` 等 5 个
list-more = 等 { $total } 个

## 脚注

footer-made = 由 commitbrief { $version } 生成，不使用语言模型
footer-rules = 规则
footer-model = 模型
footer-revisions = 修订

## 索引页

index-title = 更新报告索引
index-by-date = 按日期
index-by-repository = 按仓库
index-column-repository = 仓库
index-column-period = 日期
index-column-commits = 提交
index-empty = 还没有报告。
index-failed = 未能生成：{ $reason }
index-no-commits = 无提交
