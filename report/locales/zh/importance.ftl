### 重要程度的依据，跟在级别之后的括号里：🔴 高（公式 14 分；功能 +8、改动行数 +3）

judged-model = 概率 { $percent }%
judged-formula = 公式 { $points } 分
judged-declared = 维护者声明
judged-declared-in = 维护者在 { $path } 中声明

borderline-high = 接近高
borderline-medium = 接近中
borderline-low = 接近低
