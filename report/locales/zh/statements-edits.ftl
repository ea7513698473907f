### 函数体里的改动。$place 是函数名；补丁里没有函数名时是文件名；连着两句说同一处时，
### 第二句用 place-same，读作“其中”。它总在句首。

place-same = 其

edit-guard-return = { $place } 中，遇到 { $names } 会提前返回。
edit-guard-raise = { $place } 中，遇到 { $names } 会报错。
edit-guard-continue = { $place } 中，循环会跳过符合 { $names } 的项。
edit-guard-break = { $place } 中，循环在 { $names } 时结束。
edit-condition-changed = { $place } 中，条件 { $before } 改为 { $after }。
edit-condition-more = { $place } 中，判断条件增加 { $names }。
edit-condition-less = { $place } 中，判断条件去掉 { $names }。
edit-condition-new = { $place } 中，新增判断 { $names }。
edit-condition-gone = { $place } 中，去掉判断 { $names }。
edit-loop-changed = { $place } 中，循环由 { $before } 改为 { $after }。
edit-loop-new = { $place } 中，新增循环 { $names }。
edit-result = { $place } 中，返回值由 { $before } 改为 { $after }。
edit-raised = { $place } 中，新增抛出 { $names }。
edit-raised-no-more = { $place } 中，不再抛出 { $names }。
edit-raised-instead = { $place } 中，抛出的错误由 { $before } 改为 { $after }。
edit-caught = { $place } 中，新增对 { $names } 的捕获。
edit-caught-no-more = { $place } 中，不再捕获 { $names }。
edit-caught-instead = { $place } 中，捕获的错误由 { $before } 改为 { $after }。
edit-argument-new = { $place } 中，调用 { $call } 时多传 { $names }。
edit-argument-gone = { $place } 中，调用 { $call } 时不再传 { $names }。
edit-argument = { $place } 中，传给 { $call } 的 { $before } 改为 { $after }。
edit-call = { $place } 中，对 { $before } 的调用换成 { $after }。
edit-calls-new = { $place } 中，新增对 { $names } 的调用。
edit-calls-gone = { $place } 中，不再调用 { $names }。
edit-text = { $place } 中，文本 { $before } 改为 { $after }。
edit-expression = { $place } 中，{ $before } 改为 { $after }。
edit-expression-more = { $place } 中，有一行增加 { $names }。
edit-expression-less = { $place } 中，有一行去掉 { $names }。
edit-local = { $place } 中，局部名 { $before } 改为 { $after }。
