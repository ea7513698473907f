### 函数体里的改动。$place 是函数名；补丁里没有函数名时是文件名；连着两句说同一处时，
### 第二句用 place-same，读作“其中”。它总在句首。

place-same = 其

edit-guard-return = { $place } 中，遇到 { $texts } 时可能提前返回。
edit-guard-raise = { $place } 中，遇到 { $texts } 时可能报错。
edit-guard-continue = { $place } 中，循环可能跳过符合 { $texts } 的项。
edit-guard-break = { $place } 中，循环可能在 { $texts } 时结束。
edit-condition-changed = { $place } 中，条件 { $before } 改为 { $after }。
edit-condition-more = { $place } 中，判断条件增加 { $texts }。
edit-condition-less = { $place } 中，判断条件去掉 { $texts }。
edit-condition-new = { $place } 中，新增判断 { $texts }。
edit-condition-gone = { $place } 中，去掉判断 { $texts }。
edit-loop-changed = { $place } 中，循环由 { $before } 改为 { $after }。
edit-loop-new = { $place } 中，新增循环 { $texts }。
edit-result = { $place } 中，返回值由 { $before } 改为 { $after }。
edit-raised = { $place } 中，新增抛出 { $names }。
edit-raised-no-more = { $place } 中，不再抛出 { $names }。
edit-raised-instead = { $place } 中，抛出的错误由 { $before } 改为 { $after }。
edit-caught = { $place } 中，新增对 { $names } 的捕获。
edit-caught-no-more = { $place } 中，不再捕获 { $names }。
edit-caught-instead = { $place } 中，捕获的错误由 { $before } 改为 { $after }。
edit-argument-new = { $place } 中，调用 { $call } 时多传 { $texts }。
edit-argument-gone = { $place } 中，调用 { $call } 时不再传 { $texts }。
edit-argument = { $place } 中，传给 { $call } 的 { $before } 改为 { $after }。
edit-call = { $place } 中，对 { $before } 的调用换成 { $after }。
edit-calls-new = { $place } 中，新增对 { $names } 的调用。
edit-calls-gone = { $place } 中，不再调用 { $names }。
edit-text = { $place } 中，文本 { $before } 改为 { $after }。
edit-expression = { $place } 中，{ $before } 改为 { $after }。
edit-expression-more = { $place } 中，有一行增加 { $texts }。
edit-expression-less = { $place } 中，有一行去掉 { $texts }。
edit-line-new = { $place } 中，新增一行 { $whole }。
edit-line-gone = { $place } 中，去掉一行 { $whole }。
edit-local = { $place } 中，局部名 { $before } 改为 { $after }。
