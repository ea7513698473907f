### 重要程度的依据，跟在级别之后的括号里：🔴 高（公式 14 分；功能 +8、改动行数 +3）

judged-model = 概率 { $percent }%
judged-formula = 公式 { $points } 分
judged-declared = 维护者声明
judged-declared-in = 维护者在 { $path } 中声明

borderline-high = 接近高
borderline-medium = 接近中
borderline-low = 接近低

## 公式的各部分，后接分数：类型 `feat` +8

formula-type = 类型 { $type }
formula-type-other = 未注明
formula-size = 改动 { $lines } 行
formula-kind = 以{ $kind }为主
formula-kind-core = 代码
formula-kind-config = 配置
formula-kind-test = 测试
formula-kind-doc = 文档
formula-files = { $files } 个文件
