### 变更摘要与影响范围。一节里的句子连成一段，所以每句都有句号。

summary-added-1 = 新增 { $kind1 } { $names1 }。
summary-gained-by-several = { $count } 个类新增 { $name }：{ $owners }。
summary-gained-by-class = { $owner } 新增 { $names }。
summary-imported-late = { $file } 加载时不再导入 { $names }，改为用到时才导入。
summary-imported-early = { $file } 加载时即导入 { $names }，不再等到用到时。
summary-added-2 = 新增 { $kind1 } { $names1 }，{ $kind2 } { $names2 }。
summary-added-3 = 新增 { $kind1 } { $names1 }，{ $kind2 } { $names2 }，以及 { $kind3 } { $names3 }。
summary-removed-1 = 移除 { $kind1 } { $names1 }。
summary-removed-2 = 移除 { $kind1 } { $names1 }，{ $kind2 } { $names2 }。
summary-removed-3 = 移除 { $kind1 } { $names1 }，{ $kind2 } { $names2 }，以及 { $kind3 } { $names3 }。
summary-changed-1 = 改动 { $kind1 } { $names1 }。
summary-changed-2 = 改动 { $kind1 } { $names1 }，{ $kind2 } { $names2 }。
summary-changed-3 = 改动 { $kind1 } { $names1 }，{ $kind2 } { $names2 }，以及 { $kind3 } { $names3 }。
summary-constructor = { $owners } 的构造参数变了。
summary-moved-1 = { $kind1 } { $names1 } 换了位置。
summary-moved-2 = { $kind1 } { $names1 } 与 { $kind2 } { $names2 } 换了位置。
summary-moved-3 = { $kind1 } { $names1 }、{ $kind2 } { $names2 } 与 { $kind3 } { $names3 } 换了位置。

summary-default-added = { $name } 原先没有默认值，现在默认为 { $after }。
summary-default = { $name } 的默认值由 { $before } 改为 { $after }。
summary-value = { $name } 由 { $before } 改为 { $after }。
summary-value-several = { $count } 处 { $name } 由 { $before } 改为 { $after }。
summary-value-of-job = 任务 { $place } 的 { $name } 由 { $before } 改为 { $after }。
summary-value-of-step = 一个 { $place } 步骤的 { $name } 由 { $before } 改为 { $after }。
summary-value-of-one = 一处 { $name } 由 { $before } 改为 { $after }。
summary-files-moved = 把 { $inside } 个文件从 { $before } 移到 { $after }。
summary-kind-changed = { $name } 由{ $was }改为{ $into }。
summary-flag-choices = { $name } 新增可选值 { $gained }。
summary-flag-choices-gone = { $name } 不再接受 { $lost }。
summary-renamed = { $before } 改名为 { $after }。
summary-bumped = { $name } 由 { $before } 换到 { $after }。
summary-bumped-for-advisory = { $name } 由 { $before } 换到 { $after }，提交说明提到 { $advisory }。
summary-downgraded = { $name } 由 { $before } 退回 { $after }。
summary-bases-more = { $name } 的基类增加 { $gained }。
summary-bases = { $names } 的声明（基类、泛型、约束或选项）变了。
summary-test-renamed = 测试 { $before } 改名为 { $after }。
summary-decorator = { $owner } 加上 { $attribute }。
summary-decorator-gone = { $owner } 去掉 { $attribute }。
summary-decorator-says = { $owner } 加上 { $attribute }：{ $says }。
summary-decorator-changed = { $owner } 的 { $attribute_before } 改为 { $attribute_after }。
summary-derives = { $owner } 现在派生 { $names }。
summary-derives-no-more = { $owner } 不再派生 { $names }。
summary-takes = { $owner } 新增参数 { $names }。
summary-takes-instead = { $owner } 的参数 { $names } 换成 { $instead }。
summary-takes-no-more = { $owner } 去掉参数 { $names }。
summary-parameter-optional = { $place } 的参数 { $name } 现在可以省略，默认为 { $after }。
summary-parameter-required = { $place } 的参数 { $name } 不再有默认值 { $before }，必须给出。
summary-implements = { $owner } 现在实现 { $names }。
summary-implements-no-more = { $owner } 不再实现 { $names }。
summary-compiled-only = { $file } 有 { $lines } 行现在仅在 { $name } 成立时编译。
summary-compiled-always = { $file } 有 { $lines } 行现在不论 { $name } 是否成立都编译。
summary-parameter-default = { $owner } 的参数 { $name } 默认值由 { $before } 改为 { $after }。
summary-image-replaced = 镜像 { $before } 换成 { $after }。
summary-bumped-many = 依赖 { $names } 换了版本。
summary-deprecated = 弃用 { $names }。
summary-skipped = 跳过测试 { $names }。
summary-unskipped = 重新启用测试 { $names }。

summary-exchanged-1 = { $before1 } 改为 { $after1 }（{ $files ->
    [1] {""}
   *[other] { $files } 个文件，
}{ $places1 } 处）。
summary-exchanged-put-in = { $files ->
    [1] {""}
   *[other] { $files } 个文件的{" "}
}{ $places1 } 行加上 { $after1 }。
summary-exchanged-taken-out = { $files ->
    [1] {""}
   *[other] { $files } 个文件的{" "}
}{ $places1 } 行去掉 { $before1 }。
summary-exchanged-alike = { $before1 } 改为 { $after1 }，{ $names } 也照此改名（{ $files ->
    [1] {""}
   *[other] { $files } 个文件，
}共 { $places1 } 处）。
summary-exchanged-2 = { $before1 } 改为 { $after1 }（{ $places1 } 处），{ $before2 } 改为 { $after2 }（{ $places2 } 处）。
summary-exchanged-3 = { $before1 } 改为 { $after1 }（{ $places1 } 处），{ $before2 } 改为 { $after2 }（{ $places2 } 处），{ $before3 } 改为 { $after3 }（{ $places3 } 处）。
summary-likewise = { $name } 也是如此。
summary-likewise-values = 同样，{ $before } 改为 { $after }。
summary-exchanged-only = 除名字外没有别的改动。
summary-argument-after = { $places } 处调用或定义加上 { $after }。
summary-argument-before = { $places } 处调用或定义去掉 { $before }。
summary-moved-to = { $names } 由 { $source } 移到 { $target }。
summary-type = { $name } 的类型由 { $before } 改为 { $after }。
skipped-because = 测试 { $names } 现在跳过：{ $reason }
unskipped-because = 测试 { $names } 不再跳过，原先的理由是 { $reason }
skip-mark-comes-when = { $when } 时，测试 { $test } 新增 { $name }：{ $reason }
skip-mark-comes = 测试 { $test } 新增 { $name }：{ $reason }
skip-mark-comes-in-file = { $file } 新增 { $name }：{ $reason }
skip-mark-comes-bare = { $file } 新增 { $names }。
skip-mark-goes-when = 测试 { $test } 去掉 { $name }（条件 { $when }），原先的理由是 { $reason }
skip-mark-goes = 测试 { $test } 去掉 { $name }，原先的理由是 { $reason }
skip-mark-goes-in-file = { $file } 去掉 { $name }，原先的理由是 { $reason }
skip-mark-goes-bare = { $file } 去掉 { $names }。
skip-mark-exchanged = { $file } 中，{ $before } 换成 { $after }：{ $reason }
skip-reason-changed = { $file } 中 { $name } 的理由 { $said_before } 改为 { $said_after }
table-cell = { $file } 的表格中，{ $row } 一行的{ $column }由 { $cell_before } 改为 { $cell_after }。
table-rows = { $file } 的表格新增 { $names }。
table-rows-gone = { $file } 的表格去掉 { $names }。
link-named-elsewhere = { $file } 的链接 { $label } 由 { $whole_before } 改为 { $whole_after }。
link-elsewhere = { $file } 的链接由 { $whole_before } 改为 { $whole_after }。

release-version = 项目自身的版本由 { $before } 升至 { $after }。
release-version-of = { $package } 的版本由 { $before } 升至 { $after }。
record-heading = { $file } 新增 { $version } 的标题。
record-section = { $file } 新增 { $version } 一节，共 { $count } 条{ record-under }。
record-entries-of = { $file } 在 { $version } 下新增 { $count } 条{ record-under }。
record-entries = { $file } 新增 { $count } 条{ record-under }。
record-under = { $headings ->
    [0] { "" }
    [1] （{ $heading1 } { $count1 } 条{ record-elsewhere }）
    [2] （{ $heading1 } { $count1 } 条，{ $heading2 } { $count2 } 条{ record-elsewhere }）
    [3] （{ $heading1 } { $count1 } 条，{ $heading2 } { $count2 } 条，{ $heading3 } { $count3 } 条{ record-elsewhere }）
   *[other] （{ $heading1 } { $count1 } 条，{ $heading2 } { $count2 } 条，{ $heading3 } { $count3 } 条，{ $heading4 } { $count4 } 条{ record-elsewhere }）
}
record-elsewhere = { $rest ->
    [0] { "" }
   *[other] ，其余 { $rest } 条
}
summary-replaced = { $file } 中，{ $before } 改为 { $after }。
summary-inserted = { $file } 加上 { $after }。
summary-deleted = { $file } 去掉 { $before }。
summary-section-renamed = 章节 { $before } 改题为 { $after }。
summary-files-gone = 删除{ $kind } { $names }。
summary-files-gone-in = 删除 { $folder } 下的{ $kind } { $names }。
summary-folders-gone = 删除 { $names } 及其中全部 { $count } 个文件。
summary-layout = 只调整了 { $files } 的换行与空格，代码内容不变。
summary-comments = { $names } 只改了注释或文档。
summary-entry = { $file } 增加一项：{ $said }。
summary-entry-gone = { $file } 去掉一项：{ $said }。
summary-documents = { $file } 新增说明：{ $said }。
summary-documents-no-more = { $file } 删去说明：{ $said }。
summary-flags-of = 新增命令行参数：{ $file1 } 的 { $names1 }，{ $file2 } 的 { $names2 }。
summary-new-package = 新增{ $kind } { $path }（{ $files } 个文件，{ $lines } 行）。
summary-env-set = 把环境变量 { $name } 设为 { $after }。
summary-executable = { $names } 变为可执行（权限 100644 → 100755）。
summary-not-executable = { $names } 不再可执行（权限 100755 → 100644）。
summary-mode = { $name } 的权限由 { $before } 改为 { $after }。
summary-link = { $names } 变为符号链接。
summary-no-link = { $names } 不再是符号链接。
summary-at = 见 { $files }（{ $size }）。

scope-file = { $path }（{ $size }）
scope-file-added-lineless = 新文件 { $path }（{ $size }）
scope-file-added = 新文件 { $path }（{ $lines } 行）
scope-file-deleted-lineless = 删除文件 { $path }（{ $size }）
scope-file-deleted = 删除文件 { $path }（{ $lines } 行）
scope-file-nameless = 1 个文件（{ $size }）
scope-folder = { $path } 下 { $files } 个文件（{ $size }）
scope-folder-added = { $path } 下的新文件：{ $names }（{ $size }）
scope-folder-nameless = 根目录 { $files } 个文件（{ $size }）
scope-called = 新增的 { $names } 在 { $files } 中被调用
scope-used = 新增的 { $names } 用在 { $files } 中
scope-also = 另有{ $parts }（{ $size }）
also-rest = 其余 { $names-count } 个文件
also-test = { $names-count } 个测试文件
also-inline-tests = { $names-count } 个程序文件里的测试
also-comments = { $names-count } 个只改了注释的文件
also-documentation = { $names-count } 个文档文件
also-quiet = { $names-count } 个未逐行分析的生成、锁定或引入的文件

## 文件或目录里各个名字的变化，用分号隔开。

summary-purpose = 新增{ $kind } { $name }：{ $said }。
summary-words = { $said }（{ $origin }）。
summary-words-at = { $said }（{ $place } 的{ $origin }）。
summary-words-in = { $said }（{ $place } 里的{ $origin }）。
summary-words-of = { $place }：{ $said }（{ $origin }）。
summary-words-gone = 删去的注释说：{ $said }。
summary-members-moved = { $owner } 的字段 { $names } 移到 { $to }。

## 若干文件改动了多少；`$count` 为 0 表示全部如此。

size-lines = +{ $added } −{ $removed }
size-lineless = 无行改动
size-executable = { $count ->
    [0] 权限 100644 → 100755，变为可执行
   *[other] { $count } 个变为可执行（权限 100644 → 100755）
}
size-not-executable = { $count ->
    [0] 权限 100755 → 100644，不再可执行
   *[other] { $count } 个不再可执行（权限 100755 → 100644）
}
size-link = { $count ->
    [0] 变为符号链接
   *[other] { $count } 个变为符号链接
}
size-no-link = { $count ->
    [0] 不再是符号链接
   *[other] { $count } 个不再是符号链接
}
size-mode = { $count ->
    [0] 权限改变
   *[other] { $count } 个权限改变
}
size-binary = { $count ->
    [0] 二进制
   *[other] { $count } 个二进制
}
size-renamed = { $count ->
    [0] 仅改名
   *[other] { $count } 个仅改名
}
size-copied = { $count ->
    [0] 仅复制
   *[other] { $count } 个仅复制
}
size-empty = { $count ->
    [0] 空文件
   *[other] { $count } 个空文件
}
size-unread = { $count ->
    [0] 未读取
   *[other] { $count } 个未读取
}
