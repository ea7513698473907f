### 可维护性：测试与文档覆盖了什么、漏了什么。

tests-gone = { $file } 删去测试 { $names }。
tests-gone-risk = { $names } 不再运行，{ $count ->
    [1] 它
   *[other] 它们
}守着的行为若再坏掉，不会有测试报出来。
skipped = 测试 { $names } 改为跳过。
skipped-advice = 跟进 { $names } 何时恢复，跳过期间相关行为没有保障。
unskipped = { $names } 不再跳过。
documented = 补上了 { $names } 的文档注释。
pages-gone = 删去文档 { $names }。
dead-link = { $file } 里指向 { $names } 的链接失效了：目标在本提交中被移走。
dead-link-advice = 修正 { $file } 里指向 { $names } 的链接。
