### 项目自己声明的接口。

interface-gone-declared = { $paths } 中不再有{ $kind } { $names }。
declared-overload-gone = { $paths } 中 { $names } 少了一个重载，其余保留。
declared-changed = { $paths } 中 { $names } 的签名变了。
interface-new-declared = { $paths } 新增{ $kind } { $names }。
variable-required = { $paths } 现在必须给出 { $names } 的值。
variable-type = { $paths } 中 { $names } 的类型变了。
declared-gone-advice = 升级前搜索 { $names }，换掉对它的引用。
variable-required-advice = 调用模块时给 { $names } 一个值。
