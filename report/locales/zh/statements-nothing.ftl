### 没有发现时，说明看了哪里、找了什么。

nothing-architecture = { $names } 里没有新增、移除或搬动的类型与模块。
nothing-performance = { $names } 的改动行里没有锁、线程、异步、缓存、超时或复制的增减。
nothing-security = { $names } 的改动行里没有权限、密钥、执行外部命令、反序列化或 TLS 校验的增减。
nothing-maintainability = { $names } 里没有测试、文档注释或弃用标记的增减。
nothing-compatibility = { $names } 里没有移除或改签名的公开符号，也没有改动参数、变量、路由和默认值。
nothing-risk = { $names } 里没有不兼容之处，也没有会吞掉错误或中断进程的新写法。
nothing-advice = 使用者无需操作：{ $names } 没有移除或改动对外接口。
nothing-at-all = 没有可以读的改动。
