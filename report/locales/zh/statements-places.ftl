### 一处与别处的名字。

flag-other-program = { $names } 从 { $befores } 的命令行解析里移走，改由 { $file } 接受：仍把它传给前者的命令会失败。
flag-other-program-risk = 启动命令若还把 { $names } 传给 { $befores } 启动的程序，会在解析参数时报错退出。
flag-other-program-advice = 把 { $names } 从 { $befores } 的启动命令挪到 { $file } 的启动命令里。
summary-flag-other-program = { $names } 从 { $befores } 的命令行解析移到 { $file }。
