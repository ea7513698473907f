### 没有读到的内容，以及没有可说之处。

# 没有其他陈述时的摘要
summary-files = 改动 { $files }（{ $size }）。
summary-no-files = 没有改动文件。
summary-merge = 合入一个分支，改动见其中的各个提交。

## 每种原因两句：笼统的，和点名文件的

gap-missing-object = 本地克隆缺少所需对象，未能读取差异
gap-missing-object-files = 本地克隆缺少对象，未读 { $files }
gap-shallow = 浅克隆到此为止，父提交未知
gap-shallow-files = 浅克隆到此为止，未读 { $files }
gap-too-large = 改动过大，只计数、未细读
gap-too-large-files = 文件过大，只计数、未细读 { $files }
gap-over-budget = 提交过大，未能全部解析
gap-over-budget-files = 提交过大，未能全部解析；只逐行检索 { $files }
gap-unlisted = 改动的文件过多，只看前面一部分；另有 { $count } 个只计数
gap-unlisted-files = 改动的文件过多，只计数 { $files }
gap-omitted = 接口没有给出差异
gap-omitted-files = 接口没有给出 { $files } 的差异
gap-truncated = 接口只给出部分差异
gap-truncated-files = 接口只给出 { $files } 的部分差异
gap-unreadable = 差异无法解析
gap-unreadable-files = 无法解析 { $files }
gap-unparsed = 没有对应的语法，未做解析
gap-unparsed-files = 未做语法解析，只逐行检索 { $files }
gap-uninstalled = 未安装对应的语法，未做解析
gap-uninstalled-files = 未做语法解析，只逐行检索 { $files }；如需解析，请安装 { $install }
gap-unsupported = 没有可逐行阅读的内容
gap-unsupported-files = { $files } 没有可逐行阅读的内容
gap-filtered = 已按过滤条件略去
gap-filtered-files = 已按过滤条件略去 { $files }
gap-untold = 未能向代码托管平台查询合并请求、标签与议题
gap-untold-files = 未能向代码托管平台查询 { $files }
