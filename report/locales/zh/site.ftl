### 报告之外的页面：首页、仓库、周、月、版本、搜索、订阅源。

site-name = 更新速览
site-pages = 页面
site-skip = 跳到正文
site-where = 当前位置
site-home = 首页
site-search = 搜索
site-neighbours = 前后页面
site-neighbours-below = 前后页面（页末）
site-empty = 还没有关注任何仓库。
site-last-week = 最近七天

# 标签组的说明
site-counts = { $count } 个提交
site-breaks = 不兼容 { $count }
site-breaks-heading = 不兼容变更
site-latest = 最近几天
site-calendar = 日历
site-calendar-key = 颜色越深提交越多；底边表示当天最重要提交的级别，! 表示有不兼容变更。
site-week = 周
site-weekday-mo = 一
site-weekday-tu = 二
site-weekday-we = 三
site-weekday-th = 四
site-weekday-fr = 五
site-weekday-sa = 六
site-weekday-su = 日
site-day-words = { $day }：{ $commits } 个提交，高重要性 { $high } 个，不兼容 { $breaking } 个
site-spark = 最近 { $days } 天：{ $commits } 个提交，单日最多 { $most } 个
site-releases = 版本
site-dependencies = 依赖
site-charts = 变化趋势
site-chart-levels = 每周提交数（按级别）
site-chart-breaks = 每周不兼容变更与依赖更新
site-chart-week = 周
site-chart-breaking = 不兼容
site-chart-dependencies = 依赖
site-as-table = 以表格显示数据
site-places = 改动最多的位置
site-people = 谁在做什么
site-column-name = 名称
site-column-commits = 提交数
site-weeks = 周报

## 筛选

site-filters = 筛选提交
site-filter-level = 级别
site-filter-type = 类型
site-filter-place = 位置
site-filter-author = 作者
site-filter-repository = 仓库
site-filter-none = 全部显示
site-any = 不限
# 脚本会把两处花括号换成数字
site-shown = 显示 {"{}"} / {"{}"}

## 周、月、版本

site-week-of = { $name } 周
site-month-of = { $name } 月
site-release-of = 版本 { $name }
site-span = { $authors } 位作者的 { $commits } 个提交。
site-before = 另有 { $count } 个提交早于本站起始日期。
site-leading = 最重要的变化
site-folded = { $count } 个小改动
site-undone = 加入后又撤回
site-undone-count = { $count } 个提交最终没有留下改动
site-parts = 逐日查看

## 搜索

site-search-what = 标题和句子里的词、名称、作者
site-search-how = 列出包含所有词的提交；只输入词的开头也可以。
site-search-script = 搜索需要 JavaScript，其余页面都不需要。
site-search-none = 没有找到。
site-search-some = 找到 {"{}"} 个。
site-search-lost = 索引无法加载。

## 订阅源

site-feeds = 订阅源
site-feed = 本仓库订阅源
site-feed-all = 全部日报订阅源
site-feed-breaks = 不兼容变更订阅源
