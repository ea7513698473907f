### 引用的来源：写在引文之后，前面有破折号。$place 是定义的名字或文档的标题。

saying-of = { $origin }
saying-at = { $place } 的{ $origin }

origin-record = 变更记录
origin-breaking = 不兼容声明
origin-message = 提交说明
origin-pull = PR 说明
origin-documentation = 文档
origin-help = 帮助文本
origin-doc-comment = 注释
origin-comment = 注释
origin-error = 报错文本
origin-log = 日志文本
origin-test-name = 测试名称
