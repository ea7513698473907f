### 合并请求下的评论。

comment-breaking = { $count } 个提交不兼容
comment-security = { $count } 个涉及安全
comment-level-high = 高重要度 { $count } 个
comment-level-medium = 最高为中重要度（{ $count } 个）
comment-level-low = 均为低重要度（{ $count } 个）
comment-column-meaning = 意味着什么
comment-more-rows = 另有 { $count } 个同等重要的提交，见下。
comment-low = 低重要度提交 { $count } 个
comment-left = 有 { $count } 部分放不下，见完整报告。
