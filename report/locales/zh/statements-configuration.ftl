### 配置文件设了什么、声明了什么、放行了什么。

summary-settings-come = { $file } 新设 { $names }。
summary-input-given = { $file } 新增输入 { $name }，默认为 { $after }。
summary-inputs-come = { $paths } 新增输入 { $names }。
summary-inputs-go = { $paths } 去掉输入 { $names }。
summary-settings-everywhere = { $files } 个文件新设 { $names }。
summary-settings-nowhere = { $files } 个文件不再设 { $names }。
summary-value-everywhere = { $files } 个文件的 { $name } 由 { $before } 改为 { $after }。
summary-value-owned = { $owner } 的 { $name } 由 { $before } 改为 { $after }。
summary-default-owned = { $owner } 的 { $name } 默认值由 { $before } 改为 { $after }。
default-changed-owned = { $owner } 的 { $name } 默认值由 { $before } 改为 { $after }，没有显式设置的部署会随之改变。
default-changed-owned-advice = 想保留原来的行为，升级 chart 前把 { $owner } 的 { $name } 显式设为 { $before }。
summary-permission = { $file } 的工作流令牌对 { $name } 的权限由 { $before } 变为 { $after }。
summary-permission-limited = { $file } 限定工作流令牌的权限：{ $names } 只读或不给。
summary-settings-go = { $file } 不再设 { $names }。
summary-setting-renamed = { $file } 的设置项 { $before } 改名为 { $after }。
summary-items-come = { $file } 中{ $entry ->
    [0] {""}
   *[other] {" "}{ $entry } 的
}列表 { $owner } 增加 { $names }。
summary-items-go = { $file } 中{ $entry ->
    [0] {""}
   *[other] {" "}{ $entry } 的
}列表 { $owner } 去掉 { $names }。
summary-value-listed = { $file } 中{ $entry ->
    [0] {""}
   *[other] {" "}{ $entry } 的
}列表 { $owner } 里，{ $before } 换成 { $after }。
summary-setting-moved = { $file } 里的 { $name } 移到 { $owner } 之下。
summary-setting-type = { $name } 的值换了类型：{ $before } → { $after }。
summary-limit = { $file } 的资源限额 { $name } 由 { $before } 改为 { $after }。
summary-port = { $file } 的 { $name } 由 { $before } 改为 { $after }。
summary-verbs = { $file } 对 { $name } 新放行 { $matches }。
summary-verbs-gone = { $file } 对 { $name } 不再放行 { $matches }。
summary-api-version = { $names } 的 API 版本由 { $before } 换到 { $after }。
summary-crd-fields-come = 自定义资源的 { $owner } 新增字段 { $names }。
summary-crd-fields-go = 自定义资源的 { $owner } 去掉 { $names }。
summary-triggers = { $names } 触发 { $file } 的条件有变。
setting-moved = { $file } 里的 { $name } 移到 { $owner } 之下，仍写在老位置的覆盖值不再生效。
setting-moved-advice = 自己的覆盖值里若有 { $name }，移到 { $owner } 之下。
setting-type = { $file } 里 { $name } 的值由 { $before } 换成 { $after }，类型不同，严格解析的一方会报错。
port-changed = { $file } 的 { $name } 由 { $before } 改为 { $after }，按端口号连接的服务、探针和防火墙规则要跟着改。
port-changed-advice = 在自己的 Service、探针、端口转发和脚本里查找 { $before }，改成 { $after }。
ports-opened = { $file } 新开放端口 { $names }。
ports-closed = { $file } 不再开放端口 { $names }。
limits-raised = { $file } 的 { $name } 限额由 { $before } 提高到 { $after }。
limits-lowered = { $file } 的 { $name } 限额由 { $before } 降到 { $after }。
limits-lowered-risk = { $file } 里的 { $name } 只剩 { $after }，用量更高的负载会被限速、驱逐或无法调度。
verbs-gained = { $file } 的角色权限变宽：可以对 { $name } 做 { $matches }。
verbs-lost = { $file } 的角色权限收窄：不能再对 { $name } 做 { $matches }。
rights-to-everything = { $file } 的角色用通配符放行一切（{ $text }），以后新增的也算在内。
permission-raised = { $file } 的工作流令牌权限变大：{ $name } 由 { $before } 变为 { $after }。
permission-lowered = { $file } 的工作流令牌权限变小：{ $name } 由 { $before } 变为 { $after }。
permission-limited = { $file } 限定工作流令牌：{ $names } 只读或不给。
trigger-with-secrets = { $file } 改由 { $name } 触发：外人提交的内容会在能读仓库机密的环境里运行。
api-version-changed = { $file } 的 { $names } 由 { $before } 换到 { $after }，集群不支持该版本时会拒收。
crd-version-served = { $file } 改了 { $name } 是否提供或存储，该版本的对象可能要迁移。
crd-fields-gone = { $file } 的 { $owner } 去掉 { $names }，仍写着它的对象会被拒收或丢值。
crd-fields-gone-advice = 升级 CRD 之前，在已有对象里查找 { $names }。
crd-field-type = { $file } 的 { $name } 类型由 { $before } 改为 { $after }，旧类型的值会被拒收。
crd-field-type-advice = 升级 CRD 前，把存量对象和清单里的 { $name } 改成 { $after }。
crd-fields-new = { $file } 的 { $owner } 新增字段 { $names }。
