### 没有发现时，说明找了什么、看了哪里。

nothing-architecture = 没有增减或搬动类型与模块（看了 { $names }）。
nothing-performance = 未见锁、线程、异步、缓存、超时或复制的增减（看了 { $names }）。
nothing-performance-named = 改动行提到 { $named }，但没有识别出锁、线程、异步、缓存、超时或复制的增减（看了 { $names }）。
nothing-security = 未见权限、密钥、外部命令、反序列化或 TLS 校验的增减（看了 { $names }）。
nothing-security-named = 改动行提到 { $named }，但没有识别出权限、密钥、外部命令、反序列化或 TLS 校验的增减（看了 { $names }）。
nothing-maintainability = 没有增减测试，也没有为已有的符号补写文档注释或标注弃用（看了 { $names }）。
nothing-maintainability-named = 测试文件 { $named } 有改动，但没有识别出测试的新增、删去或跳过；也没有为已有的符号补写文档注释或标注弃用（看了 { $names }）。
nothing-compatibility = 公开符号没有移除，已有的公开签名、参数、变量、路由和默认值也没有变（看了 { $names }）。
nothing-risk = 没有发现未被测试提到的公开改动，也没有会中断进程或吞掉错误的新写法（看了 { $names }）。
nothing-advice = 升级前无需操作：{ $names } 没有移除或改名参数、变量、路由、公开类型或函数。
nothing-advice-test = 只动了测试（{ $names }），使用者无需操作。
nothing-advice-documentation = 只动了文档（{ $names }），使用者无需操作。
nothing-advice-build = 只影响镜像与构建（{ $names }），已装好的版本无需操作。
nothing-advice-ci = 只影响持续集成（{ $names }），使用者无需操作。
nothing-advice-example = 只动了示例与基准（{ $names }），照抄过它们的人可对照更新。
nothing-at-all = 没有可以读的改动。
