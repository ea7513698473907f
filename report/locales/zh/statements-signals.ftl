### 审阅者留意的写法：出现在哪里，原文是什么。

perf-author = 作者给出的数字：{ $said }
deserialisation-added = { $paths } 用会执行代码的格式读数据：{ $matches }。
tls-off-added = { $paths } 关闭了证书校验：{ $matches }。
tls-off-advice = 弄清 { $paths } 里的 { $matches } 是否只用于测试环境。
open-permissions-added = { $paths } 放宽文件权限：{ $matches }。
privileged-added = { $paths } 以特权运行：{ $matches }。
host-access-added = { $paths } 直接使用宿主机资源：{ $matches }。
curl-pipe-shell-added = { $paths } 下载脚本后直接执行：{ $matches }。
sql-by-string-added = { $paths } 以拼接字符串组成 SQL：{ $matches }。
secret-added = { $paths } 里出现疑似凭据，值已遮盖。
secret-advice = 若 { $paths } 里的是真凭据，立即吊销并更换。
advisory-added = 提到安全公告 { $matches }。
rights-added = { $file } 新增 { $kind } { $names }。
rights-removed = { $file } 去掉 { $kind } { $names }。
limits-changed = { $file } 的资源限额 { $name } 由 { $before } 改为 { $after }。
