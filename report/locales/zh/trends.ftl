### 对存储的提问：标题、列名和表格下方的说明。

trends-importance = 重要程度（按{ $by }）
trends-types = 变更类型（按{ $by }）
trends-hot = 变更权重最高的目录
trends-bus-factor = 巴士系数（按{ $by }）：贡献一半提交所需的最少作者数
trends-breaks = 提交说明中声明的破坏性变更（按{ $by }）
trends-people = 谁在做什么
trends-weeks = 最繁忙的几周
trends-nothing = 没有提交
trends-others = 其余各类
trends-unreleased = 尚未发布

trends-by-repository = 仓库
trends-by-folder = 目录
trends-by-author = 作者
trends-by-week = 周
trends-by-month = 月份
trends-by-release = 版本

trends-column-repository = 仓库
trends-column-folder = 目录
trends-column-author = 作者
trends-column-week = 周（起始日）
trends-column-month = 月份
trends-column-release = 版本
trends-column-released = 发布日期
trends-column-commits = 提交数
trends-column-weight = 权重
trends-column-high = 高
trends-column-breaks = 破坏性变更
trends-column-authors = 作者数
trends-column-factor = 系数
trends-column-most_by = 提交最多者
trends-column-share = 占比
trends-column-first = 首次提交
trends-column-last = 最近提交
trends-column-types = 变更类型
trends-column-folders = 目录

trends-note-weight = 权重：预期的高重要程度提交数，中等提交按一半计。
trends-note-breaks = 提交说明未声明的破坏性变更不在其中：commitbrief report 会从代码中找出它们。
trends-note-more = 另有 { $count } 行未显示：--limit 0 可显示全部。
