### 数据库与迁移。

summary-migration-edited = 改动已有的迁移脚本 { $paths }。
stored-gone = { $paths } 删去 { $kind } { $names }：其中的数据随之丢失，还在查询它的语句会报错。
schema-gone = 表结构 { $paths } 里不再有 { $kind } { $names }。
stored-renamed = { $kind } { $before } 改名为 { $name }；迁移执行后，按旧名查询会报错。
stored-gone-risk = 新旧代码并存期间，旧代码仍会按原样向数据库要 { $names }。
column-unfilled = { $names } 不允许为空又没有默认值：{ $owners } 里若已有数据，迁移会失败。
migration-one-way = { $names } 没有写明如何撤销，要退回只能靠备份。
migration-edited = 已经执行过 { $paths } 的数据库不会再执行一遍，仍是原来的样子。
migration-edited-advice = 把早先迁移过的数据库与 { $paths } 现在的内容对照一遍。
stored-gone-advice = 迁移前备份 { $names } 里的数据，并先上线不再用到它的代码。
migration-advice = 升级时一并执行 { $names }，先在副本上试一遍。
