### 重要程度的依据，跟在级别之后的括号里：🔴 高（3 行命令行选项）

judged-formula = 公式 { $points } 分
judged-declared = 维护者声明
judged-declared-in = 维护者在 { $path } 中声明

# 提交做的事使级别与评分不同
bound-breaking = 不兼容
bound-leading = 改变默认值或启动时报错
bound-fix = 修正程序本身
bound-aside = 只涉及测试、文档、示例、基准或 CI
bound-security = 修补安全漏洞
bound-removal = 删除大量源代码
bound-messages = 只改动消息文字

## 公式的各部分，后接分数：类型 `feat` +8

formula-type = 类型 { $type }
formula-type-other = 未注明
formula-size = 改动 { $lines } 行
formula-kind = 以{ $kind }为主
formula-kind-core = 代码
formula-kind-config = 配置
formula-kind-test = 测试
formula-kind-doc = 文档
formula-files = { $files } 个文件

## 影响模型判断的因素，后面跟箭头：3 行弃用代码 ↑

model-message = 提交说明的长短与写法
model-type = 类型 { $type }
model-type-none = 未声明类型
model-roles = 涉及多类文件
model-size = 改动 { $lines } 行
model-diffusion = 涉及 { $files } 个文件
model-signals = 没有出现的代码种类
model-subject = 标题用词整体
model-subject-words = 标题提到 { $word }
model-body = 正文用词整体
model-body-words = 正文提到 { $word }
model-path = 路径整体
model-path-words = 路径 { $word }
model-code = 标识符整体
model-code-words = 标识符 { $word }

model-topic-adds = 标题说新增了内容
model-topic-allows = 标题说放开了限制
model-topic-fixes = 标题说修复了问题
model-topic-guards = 标题说防范了错误
model-topic-removes = 标题说移除了内容
model-topic-deprecates = 标题说弃用或不再兼容
model-topic-improves = 标题说有所改进
model-topic-refactors = 标题说整理了代码
model-topic-bumps = 标题说更新了依赖
model-topic-documents = 标题谈文档
model-topic-tests = 标题谈测试
model-topic-tooling = 标题谈开发工具
model-topic-packages = 标题谈发布或打包
model-topic-reverts = 标题说撤销了改动
model-topic-interface = 标题谈面向用户的接口
model-topic-security = 标题谈安全
model-topic-platform = 标题谈特定平台
model-topic-polish = 标题说改动很小
model-topic-preview = 标题说仍属实验

model-only-source = 只改源代码
model-only-test = 只改测试
model-only-docs = 只改文档
model-only-ci = 只改 CI
model-only-build = 只改构建文件
model-only-lock = 只改锁文件
model-only-tooling = 只改开发工具
model-only-example = 只改示例
model-only-benchmark = 只改基准测试
model-only-vendored = 只改随附的第三方代码
model-only-generated = 只改生成的文件
model-only-data = 只改数据和配置
model-only-web = 只改网页资源

model-mostly-source = 主要改源代码
model-mostly-test = 主要改测试
model-mostly-docs = 主要改文档
model-mostly-ci = 主要改 CI
model-mostly-build = 主要改构建文件
model-mostly-lock = 主要改锁文件
model-mostly-tooling = 主要改开发工具
model-mostly-example = 主要改示例
model-mostly-benchmark = 主要改基准测试
model-mostly-vendored = 主要改随附的第三方代码
model-mostly-generated = 主要改生成的文件
model-mostly-data = 主要改数据和配置
model-mostly-web = 主要改网页资源

model-signal-public = { $count } 行公开声明
model-signal-flag = { $count } 行命令行选项
model-signal-environment = { $count } 行环境变量
model-signal-deprecated = { $count } 行弃用代码
model-signal-warning = { $count } 行用户警告
model-signal-error = { $count } 行抛出错误
model-signal-since = { $count } 处版本说明
model-signal-switch = { $count } 行功能开关
model-signal-security = { $count } 行与安全有关的代码
model-signal-private = { $count } 行非公开声明
model-signal-flow = { $count } 行分支、循环或返回
model-signal-values = { $count } 行字面量、设置或字段
model-signal-comment = { $count } 行注释
model-signal-declaring = { $count } 处导入、装饰器或类型标注
model-signal-log = { $count } 行日志或指标
model-signal-concurrency = { $count } 行锁、缓存或异步调用
model-signal-route = { $count } 行路由或处理函数
model-signal-test = { $count } 行测试用例或断言
model-signal-docs = { $count } 处标题、代码块或参考条目
