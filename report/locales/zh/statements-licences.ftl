### 许可证。

summary-licence = 许可证 { $path } 由 { $licence_before } 换成 { $licence_after }。
summary-licence-added = 新增许可证 { $path }（{ $licence_after }）。
summary-licence-removed = 移除许可证 { $path }（{ $licence_before }）。
summary-licence-field = { $file } 里写明的许可证由 { $before } 改为 { $after }。
summary-licence-text = 改动许可证文本 { $names }。
summary-licence-headers = { $files } 个文件改为注明许可证 { $name }。
summary-licence-headers-gone = { $files } 个文件不再注明许可证 { $name }。
licence-changed = { $path } 由 { $licence_before } 换成 { $licence_after }：从此使用和分发代码要遵守另一套条款。
licence-field-changed = { $file } 里写明的许可证由 { $before } 改为 { $after }；按名称放行的许可证检查会重新判断。
licence-advice = 升级前请人核对 { $path } 的新条款（{ $licence_after }）。

licence-agpl-3-0 = GNU AGPL 3
licence-lgpl-3-0 = GNU LGPL 3
licence-lgpl-2-1 = GNU LGPL 2.1
licence-gpl-3-0 = GNU GPL 3
licence-gpl-2-0 = GNU GPL 2
licence-mpl-2-0 = Mozilla Public License 2.0
licence-epl-2-0 = Eclipse Public License 2.0
licence-busl-1-1 = Business Source License 1.1
licence-sspl-1-0 = Server Side Public License 1
licence-elastic-2-0 = Elastic License 2.0
licence-apache-2-0 = Apache License 2.0
licence-bsl-1-0 = Boost Software License 1.0
licence-cc0-1-0 = CC0 1.0
licence-cc-by-4-0 = CC BY 4.0
licence-unlicense = Unlicense
licence-isc = ISC
licence-mit = MIT
licence-bsd-3-clause = BSD 3-Clause
licence-bsd-2-clause = BSD 2-Clause
licence-unknown = 未能识别的许可证
