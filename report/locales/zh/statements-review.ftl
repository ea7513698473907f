### 先看哪里。

advice-read-changed = 评审先看 { $file } 的 { $name }：{ $lines } 行改动，占全部的 { $percent }%。
advice-read-new = 评审先看 { $file } 里新增的 { $name }：{ $lines } 行，占全部改动的 { $percent }%。
advice-read-file = 评审先看 { $file }：{ $lines } 行改动，占全部的 { $percent }%。
