### 变更摘要与影响范围。一节里的句子连成一段，所以每句都有句号。

summary-said = 作者写道：{ $said }。

summary-added-1 = 新增 { $kind1 } { $names1 }。
summary-added-2 = 新增 { $kind1 } { $names1 }，{ $kind2 } { $names2 }。
summary-added-3 = 新增 { $kind1 } { $names1 }，{ $kind2 } { $names2 }，以及 { $kind3 } { $names3 }。
summary-removed-1 = 移除 { $kind1 } { $names1 }。
summary-removed-2 = 移除 { $kind1 } { $names1 }，{ $kind2 } { $names2 }。
summary-removed-3 = 移除 { $kind1 } { $names1 }，{ $kind2 } { $names2 }，以及 { $kind3 } { $names3 }。
summary-changed-1 = 改动 { $kind1 } { $names1 }。
summary-changed-2 = 改动 { $kind1 } { $names1 }，{ $kind2 } { $names2 }。
summary-changed-3 = 改动 { $kind1 } { $names1 }，{ $kind2 } { $names2 }，以及 { $kind3 } { $names3 }。
summary-constructor = { $owners } 的构造参数变了。
summary-signature-1 = { $kind1 } { $names1 } 的签名变了。
summary-signature-2 = { $kind1 } { $names1 }、{ $kind2 } { $names2 } 的签名变了。
summary-signature-3 = { $kind1 } { $names1 }、{ $kind2 } { $names2 }、{ $kind3 } { $names3 } 的签名变了。
summary-moved-1 = { $kind1 } { $names1 } 换了位置。
summary-moved-2 = { $kind1 } { $names1 } 与 { $kind2 } { $names2 } 换了位置。
summary-moved-3 = { $kind1 } { $names1 }、{ $kind2 } { $names2 } 与 { $kind3 } { $names3 } 换了位置。

summary-default = { $name } 的默认值由 { $before } 改为 { $after }。
summary-value = { $name } 由 { $before } 改为 { $after }。
summary-renamed = { $before } 改名为 { $after }。
summary-bumped = { $name } 由 { $before } 换到 { $after }。
summary-image-replaced = 镜像 { $before } 换成 { $after }。
summary-bumped-many = { $count } 个依赖换了版本：{ $names }。
summary-deprecated = 弃用 { $names }。
summary-skipped = 跳过 { $count } 个测试：{ $names }。
summary-unskipped = 重新启用 { $count } 个测试：{ $names }。

summary-replaced = 把 { $before } 换成 { $after }。
summary-calls = { $name } 改为调用 { $came }，不再调用 { $went }。
summary-calls-new = { $name } 里新调用了 { $came }。
summary-calls-no-more = { $name } 不再调用 { $went }。
summary-inserted = 加上 { $after }。
summary-deleted = 去掉 { $before }。
summary-section-renamed = 章节 { $before } 改题为 { $after }。
summary-comments = { $names } 只改了注释或文档字符串。
summary-uses = 改动处开始用到 { $came }。
summary-uses-no-more = 改动处不再用 { $went }。
summary-uses-instead = 改动处用上 { $came }，去掉 { $went }。
summary-around = 改动围绕 { $names }。
summary-line-added = 加入 { $line } 等行。
summary-line-removed = 去掉 { $line } 等行。
summary-at = 见 { $files }（+{ $added } −{ $removed }）。

scope-file = { $path }（+{ $added } −{ $removed }）
scope-file-names = { $path }（+{ $added } −{ $removed }）：{ $names }
scope-file-added = 新文件 { $path }（{ $added } 行）
scope-file-deleted = 删除文件 { $path }（{ $removed } 行）
scope-file-nameless = 1 个文件（+{ $added } −{ $removed }）
scope-file-nameless-names = 1 个文件（+{ $added } −{ $removed }）：{ $names }
scope-folder = { $path } 下 { $files } 个文件（+{ $added } −{ $removed }）
scope-folder-names = { $path } 下 { $files } 个文件（+{ $added } −{ $removed }）：{ $names }
scope-folder-names-touched = { $path } 下 { $files } 个文件（+{ $added } −{ $removed }）：{ $names }；涉及 { $touched }
scope-folder-nameless = 根目录 { $files } 个文件（+{ $added } −{ $removed }）
scope-folder-nameless-names = 根目录 { $files } 个文件（+{ $added } −{ $removed }）：{ $names }
scope-rest = 其余 { $files } 个文件（+{ $added } −{ $removed }）：{ $names }
scope-test = 测试 { $files } 个文件（+{ $added } −{ $removed }）：{ $names }
scope-documentation = 文档 { $files } 个文件（+{ $added } −{ $removed }）：{ $names }
scope-quiet = 生成、锁定或引入的文件 { $files } 个（+{ $added } −{ $removed }），未逐行分析：{ $names }
scope-uses = 改动行里新用到：{ $names }
scope-uses-no-more = 改动行里不再用：{ $names }
scope-around = 改动围绕：{ $names }
