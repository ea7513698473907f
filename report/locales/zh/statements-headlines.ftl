### 报告开头的要点，每条后面由程序列出相关提交。

headline-new = 新增 { $kind } { $names }
headline-new-in = { $place } 新增 { $kind } { $names }
headline-gone = 移除 { $kind } { $names }
headline-reverts = 回退 { $commit }
headline-undone = { $commit } 合入后又在同一份报告内被回退
headline-hot = { $module }：{ $commits } 个提交，{ $lines } 行改动
headline-busiest = { $people } 人参与，{ $names } 提交最多（{ $commits } 个）
headline-first-time = 首次贡献：{ $names }
