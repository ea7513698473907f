### 转导出。

summary-exports = { $file } 开始对外导出 { $names }。
summary-exports-gone = { $file } 不再对外导出 { $names }。
exports-gone = { $file } 不再转导出 { $names }：无论{ $names-count ->
    [1] 它
   *[other] 它们
}定义在哪里，从这里导入都会失败。
exports-gone-whole = { $file } 不再转导出 { $names }：从这里导入会失败。
exports-gone-advice = 查找经由 { $file } 导入 { $names } 的代码，改从定义{ $names-count ->
    [1] 它
   *[other] 它们
}的模块导入。
