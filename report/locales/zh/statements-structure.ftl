### 架构：部件的增减、搬动与依赖。

new-folder = 新增目录 { $names }。
folder-gone = 目录 { $names } 整个移除。
folder-moved = 目录 { $before } 迁到 { $after }。
new-types-together = 共 { $count } 个新类型，定义在 { $paths }。
new-types-at-home = { $file } 里多了 { $kind } { $names }。
types-away = { $file } 不再有 { $kind } { $names }。
new-methods = { $owner } 增加方法 { $names }。
methods-away = { $owner } 去掉方法 { $names }。
new-fields = { $owner } 增加字段 { $names }。
fields-away = { $owner } 去掉字段 { $names }。
new-variants = 枚举 { $owner } 多了 { $names }，逐个分支处理它的代码要跟上。
new-functions = { $file } 新增函数 { $names }。
functions-away = { $file } 去掉函数 { $names }。
symbols-moved = { $names } 从 { $before } 移到 { $after }。
bases-changed = { $names } 的声明（基类、泛型或约束）变了，见 { $file }。
new-dependency = { $path } 引入依赖 { $names }。
dependency-gone = { $path } 不再依赖 { $names }。
dependency-bumped = { $kind } { $name }：{ $before } → { $after }。
dependency-downgraded = { $kind } { $name } 从 { $before } 退回 { $after }。
dependency-advice = 升级后要重装环境或重建镜像：{ $path } 里的 { $names } 不在旧环境中。
bump-advice = 对照 { $name } 从 { $before } 到 { $after } 的发布说明，确认没有波及自己的用法。
rpc-new = 接口协议新增 { $kind } { $names }。
jobs-new = { $path } 新增 { $kind } { $names }。
jobs-gone = { $path } 去掉 { $kind } { $names }。
kinds-new = { $path } 新增 { $kind } { $names }。
