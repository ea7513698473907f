### 不兼容之处：发生了什么、怎样显现、该做什么。

author-breaking = 作者声明不兼容：{ $said }
author-breaking-advice = 升级前，对照作者的声明检查自己的用法。
flag-gone = { $paths } 不再定义命令行参数 { $names }。
flag-fails = 若没有别处接着定义 { $names }，仍传{ $names-count ->
    [1] 它
   *[other] 它们
}的启动命令会在解析参数时报错退出。
flag-migrate = 升级前在启动脚本和部署清单里搜索 { $names }，删掉或改用替代参数。
flag-gone-aside = { $paths } 不再接受 { $names }：这是脚本自己的选项，不是产品的参数。
env-gone = { $paths } 不再读取环境变量 { $names }。
env-fails = 若没有别处读取 { $names }，继续设置{ $names-count ->
    [1] 它
   *[other] 它们
}不会报错，也不再起作用。
env-migrate = 检查部署环境里是否还设置着 { $names }，确认改由什么控制。
route-gone = HTTP 路由 { $names } 被移除。
route-fails = 请求 { $names } 的客户端会得到 404。
route-migrate = 在网关规则、健康检查和客户端里查找 { $names }。
rpc-gone = RPC 接口 { $names } 被移除。
rpc-fails = 旧客户端调用 { $names } 会得到 UNIMPLEMENTED。
rpc-migrate = 先升级调用 { $names } 的客户端，再升级服务端。
message-gone = 消息定义里移除了 { $names }。
message-fails = 新旧两端并存时，{ $names } 会读到缺省值或解析失败。
message-migrate = 滚动升级前核对两端是否都不再依赖 { $names }。
config-gone = 配置项 { $names } 被移除。
config-fails = 配置里保留的 { $names } 要么被忽略，要么在校验时报错。
config-migrate = 对照自己的配置文件，清理 { $names }。
metric-gone = 指标 { $names } 不再导出。
metric-fails = 引用 { $names } 的面板会空白，告警会失去数据而不触发。
metric-migrate = 在 Grafana 面板和告警规则里查找 { $names }。
feature-switch-gone = 功能开关 { $names } 被移除。
feature-switch-fails = 按 { $names } 启用功能的构建会失败或少掉那部分。
feature-switch-migrate = 检查构建命令里的 { $names }。
crd-gone = CRD 版本 { $names } 不再提供。
crd-fails = 以 { $names } 提交的资源会被 API server 拒绝。
crd-migrate = 升级 CRD 前，把存量资源迁移出 { $names }。
interface-renamed = { $kind } { $before } 改名为 { $after }，旧名不再有效。
interface-renamed-advice = 把用到的 { $before } 换成 { $after }。
header-gone = { $paths } 不再使用 HTTP 头 { $names }。
header-fails = 若没有别处处理，请求里带的 { $names } 会被忽略，不会报错。
header-migrate = 检查网关与客户端是否还在传 { $names }。
flag-choices = { $file } 的 { $name } 新增可选值 { $gained }。
flag-choices-gone = { $file } 的 { $name } 不再接受 { $lost }，仍传这些值的命令会报错退出。
flag-detail = { $file } 里 { $name } 的定义由 { $before } 改为 { $after }。
interface-value = { $file } 里 { $name } 由 { $before } 改为 { $after }。
default-changed = { $name } 的默认值由 { $before } 变为 { $after }：没有显式设置的部署，行为随升级改变。
default-added = { $name } 原先没有默认值，现在默认为 { $after }：没有显式设置的部署，行为随升级改变。
build-default-changed = 构建参数 { $name } 的默认值由 { $before } 变为 { $after }，自行构建的镜像随之改变。
default-changed-advice = 想保持原行为，就显式把 { $name } 设为 { $before }。
default-removed = { $names } 不再有默认值。
default-removed-advice = 升级时为 { $names } 显式给出值。
parameter-default = { $owners } 的 { $name } 默认值由 { $before } 变为 { $after }。
parameter-default-risk = 没有自行指定 { $name } 的地方不会报错，只是从此按 { $after } 运行。
types-gone = 公开的 { $kind } { $names } 被移除。
types-gone-inside = { $kind } { $names } 被移除；改动里没有{ $names-count ->
    [1] 它
   *[other] 它们
}对外导出的痕迹。
types-gone-risk = 仓库之外从 { $file } 引用 { $names } 的代码，升级后在导入或编译时失败。
types-gone-advice = 升级前在下游代码里搜索 { $names }。
functions-gone = 公开的 { $kind } { $names } 被移除。
functions-gone-inside = { $kind } { $names } 被移除；改动里没有{ $names-count ->
    [1] 它
   *[other] 它们
}对外导出的痕迹。
functions-gone-risk = { $file } 里的 { $names } 没有留下同名入口，仍调用{ $names-count ->
    [1] 它
   *[other] 它们
}的外部代码会失败。
functions-gone-advice = 查一下插件和脚本里有没有调用 { $names }。
symbol-renamed = 公开的 { $kind } { $before } 改名为 { $after }，没有保留旧名。
symbol-renamed-inside = { $kind } { $before } 改名为 { $after }，没有保留旧名。
symbol-renamed-advice = 引用处把 { $before } 换成 { $after }。
constants-gone = { $kind } { $names } 被移除。
required-parameter = { $owners } 多了必填参数 { $names }，原有调用都要补上。
required-parameter-risk = 插件或下游若直接调用 { $owners } 而没传 { $names }，会在编译或调用时出错。
parameter-gone = { $owners } 不再接受参数 { $names }。
parameter-gone-risk = 还在给 { $owners } 传 { $names } 的调用会失败；按位置传参的要当心错位。
optional-parameter = { $owners } 新增可省略的参数 { $names }。
signature-changed = { $names } 的签名改了，调用方与子类要对照新声明。
constructor-changed = { $owners } 的构造参数改了，自行构造或继承它的代码要跟上。
type-changed = { $owner } 的 { $name } 类型由 { $before } 变为 { $after }。
kind-changed = { $file } 的 { $name } 由{ $was }改为{ $into }：名字还能导入，把它当作{ $was }来用的代码要跟上。
visibility = { $kind } { $name } 的可见性由 { $before } 变为 { $after }。
deprecated = { $names } 标为弃用，眼下仍可用。
deprecated-advice = 新代码别再用 { $names }，旧用法趁还在时迁走。
interface-added = 新增 { $kind } { $names }。
interface-new-advice = 要用新的 { $kind } { $names }，说明和默认值看 { $file }。
variable-new-advice = 要用新的 { $kind } { $names }，读取{ $names-count ->
    [1] 它
   *[other] 它们
}的代码在 { $file }。
required-parameter-advice = 自己的代码若调用 { $owners }，补传 { $names }。
parameter-gone-advice = 自己的代码若调用 { $owners }，别再传 { $names }。
language-version = 最低 { $name } 版本由 { $before } 提到 { $after }。
target-gone = { $path } 不再面向 { $names } 构建。
target-new = { $path } 现在也面向 { $names } 构建。
language-version-advice = 先把构建和运行环境升到 { $name } { $after }，再升级。
