### The comment on a pull request.

comment-breaking = { $count ->
    [one] { $count } commit breaks something
   *[other] { $count } commits break something
}
comment-security = { $count ->
    [one] { $count } about security
   *[other] { $count } about security
}
comment-level-high = { $count } of high importance
comment-level-medium = at most of medium importance ({ $count })
comment-level-low = all of low importance ({ $count })
comment-column-meaning = What it means
comment-more-rows = { $count ->
    [one] { $count } more of this weight is below.
   *[other] { $count } more of this weight are below.
}
comment-low = { $count ->
    [one] { $count } commit of low importance
   *[other] { $count } commits of low importance
}
comment-left = { $count ->
    [one] { $count } part does not fit in here: it is in the whole report.
   *[other] { $count } parts do not fit in here: they are in the whole report.
}
