### 功能开关。

summary-switch-on = 功能开关 { $names } 改为默认开启。
summary-switch-off = 功能开关 { $names } 改为默认关闭。
switch-on = { $names } 改为默认开启（{ $paths }），构建或启动时不作选择的人都会得到它。
switch-off = { $names } 改为默认关闭（{ $paths }），没有写明却一直依赖它的人会失去它。
switch-constant = { $file } 里的开关 { $name } 由 { $before } 改为 { $after }；它是常量，代码之外无从选择。
switch-on-advice = 若不想要 { $names }，构建或启动时写明关闭。
switch-off-advice = 若仍要用 { $names }，构建或启动时写明开启。
switch-constant-advice = 升级后先观察一段时间：要让 { $names } 恢复原状，只能改 { $file }。
switch-unread = { $paths } 不再询问 { $names } 是否开启。
switch-unread-risk = 在那里开关 { $names } 不会报错，也不再起作用。
switch-unread-advice = 等到仍在询问 { $names } 的版本都下线后，再从开关服务里删掉它。
switch-constant-gone = { $paths } 里的开关 { $names } 被移除。
switch-constant-gone-risk = { $names } 原来控制的分支已经定死；外部代码若还引用它会失败。
switch-constant-gone-advice = 在引用方的代码里搜索 { $names }。
switch-behind = { $paths } 里有代码改为只在启用特性 { $names } 时才编译。
switch-free = { $paths } 里有代码不再需要特性 { $names } 就会编译。
