### 架构：部件的增减、搬动与依赖。

folder-gone = 目录 { $names } 整个移除。
folder-moved = { $before } 下的 { $inside } 个文件迁到 { $after }。
symbols-moved = { $names } 从 { $before } 移到 { $after }。
definition-moved = { $names } 的定义从 { $before } 移到 { $after }。
new-dependency = { $path } 引入依赖 { $names }。
dependency-gone = { $path } 不再依赖 { $names }。
new-dev-dependency = { $path } 引入只供开发和测试用的依赖 { $names }。
dev-dependency-gone = { $path } 不再需要开发和测试用的依赖 { $names }。
image-replaced = { $paths } 的镜像 { $before } 换成 { $after }。
dependency-bumped = { $kind } { $name }：{ $before } → { $after }。
dependency-downgraded = { $kind } { $name } 从 { $before } 退回 { $after }。
pin-tightened = { $path } 对 { $name } 的要求由 { $before } 收紧为 { $after }。
pin-loosened = { $path } 对 { $name } 的要求由 { $before } 放宽为 { $after }。
rpc-new = 接口协议新增 { $kind } { $names }。
