### 报告开头的要点，每条后面由程序列出相关提交。

headline-new = 新增 { $kind } { $names }
headline-new-in = { $place } 新增 { $kind } { $names }
headline-gone = 移除 { $kind } { $names }
headline-reverts = 回退 { $commit }
headline-undone = { $commit } 合入后又在同一份报告内被回退
headline-back = { $commit } 曾被回退，现已恢复
headline-again = { $commit } 合入后被 { $revert } 回退，又由 { $later } 重新合入
headline-hot = { $module }：{ $commits } 个提交，{ $lines } 行改动
headline-busiest = { $people } 人参与，{ $names } 提交最多（{ $commits } 个）
headline-first-time = 首次贡献：{ $names }
headline-moved = { $place }：{ $name } { $before } → { $after }
headline-pinned = { $place }：{ $name } 改钉另一个提交 { $after }
tie-mends = { $later } 修正 { $earlier } 刚引入的代码（{ $files } 的 { $lines } 行）
tie-restores = { $later } 把 { $earlier } 的一部分改了回去（{ $files } 的 { $lines } 行）
tie-again = { $later } 又改了 { $earlier } 刚写的代码（{ $files } 的 { $lines } 行）
tie-value-back = { $earlier } 把 { $name } 由 { $first } 改为 { $middle }，{ $later } 又改回 { $last }
tie-value-on = { $name } 两次变动：{ $earlier } 由 { $first } 改为 { $middle }，{ $later } 再改为 { $last }
tie-cites = { $later } 提到 { $earlier }，两者宜一起看
tie-series = { $author } 关于 { $name } 的 { $count } 个提交，宜一起看
