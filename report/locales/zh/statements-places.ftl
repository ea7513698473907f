### 一处与别处的名字。

flag-other-program = { $names } 从 { $befores } 的命令行解析里移走，改由 { $file } 接受：仍把它传给前者的命令会失败。
flag-other-program-risk = 启动命令若还把 { $names } 传给 { $befores } 启动的程序，会在解析参数时报错退出。
flag-other-program-advice = 把 { $names } 从 { $befores } 的启动命令挪到 { $file } 的启动命令里。
summary-flag-other-program = { $names } 从 { $befores } 的命令行解析移到 { $file }。
name-spreads-1 = { $paths1 } 也开始使用 { $kind1 } { $names1 }，仓库里别处早已在用。
name-spreads-2 = 也开始使用 { $kind1 } { $names1 } 和 { $kind2 } { $names2 }，仓库里别处早已在用。
name-spreads-3 = 也开始使用 { $kind1 } { $names1 }、{ $kind2 } { $names2 } 和 { $kind3 } { $names3 }，仓库里别处早已在用。
name-stays-1 = { $paths1 } 不再使用 { $kind1 } { $names1 }，仓库里别处仍在用。
name-stays-2 = 不再使用 { $kind1 } { $names1 } 和 { $kind2 } { $names2 }，仓库里别处仍在用。
name-stays-3 = 不再使用 { $kind1 } { $names1 }、{ $kind2 } { $names2 } 和 { $kind3 } { $names3 }，仓库里别处仍在用。
interface-spreads = { $kind } { $names } 对 { $paths } 来说是新的，仓库里别处已有同名的用法。
