### 提交标题下的一行：代码托管平台知道而 git 不知道的事

about-login = 作者 { $login }
about-first-time = 🌱 首次提交
about-pull = 合并请求 { $pull }
about-pull-title = 合并请求 { $pull } { $title }
# 目标不是默认分支
about-base = 合入 { $branch }
about-labels = 标签 { $labels }
# 后接议题
about-closes = 关闭议题{ " " }
about-issue = { $issue }
