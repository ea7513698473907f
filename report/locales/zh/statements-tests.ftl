### 可维护性：测试与文档覆盖了什么、漏了什么。

tests-for = 本提交的测试提到了 { $names }。
new-tests = { $file } 新增测试 { $names }。
tests-gone = { $file } 删去测试 { $names }。
tests-gone-risk = { $names } 不再运行，{ $count ->
    [1] 它
   *[other] 它们
}守着的行为若再坏掉，不会有测试报出来。
skipped = 测试 { $names } 改为跳过。
skipped-advice = 跟进 { $names } 何时恢复，跳过期间相关行为没有保障。
unskipped = { $names } 不再跳过。
parameters-new = { $file } 的 { $names } 换了参数组。
tests-changed = { $file } 改写测试 { $names }。
untested-risk = { $names } 改了，本提交里没有测试提到{ $count ->
    [1] 它
   *[other] 它们
}。
untested-new-risk = 新增的 { $names } 没有随提交的测试。
untested-advice = 合入后若要补测试，从 { $file } 的 { $names } 开始。
undocumented = 公开的 { $names } 没有文档注释。
documented = 补上了 { $names } 的文档注释。
pages-new = 新增文档 { $names }。
pages-gone = 删去文档 { $names }。
sections-changed = { $file } 的章节 { $names } 有更新。
dead-link = { $file } 里指向 { $names } 的链接失效了：目标在本提交中被移走。
dead-link-advice = 修正 { $file } 里指向 { $names } 的链接。
