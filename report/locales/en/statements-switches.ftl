### Feature switches.

summary-switch-on = { $names-count ->
    [one] The feature switch { $names } is now on by default.
   *[other] The feature switches { $names } are now on by default.
}
summary-switch-off = { $names-count ->
    [one] The feature switch { $names } is now off by default.
   *[other] The feature switches { $names } are now off by default.
}
switch-on = { $names } { $names-count ->
    [one] is
   *[other] are
} on by default now ({ $paths }): who builds or starts without a choice gets it.
switch-off = { $names } { $names-count ->
    [one] is
   *[other] are
} off by default now ({ $paths }): who relied on it without naming it loses it.
switch-constant = The switch { $name } in { $file } goes from { $before } to { $after }; it is a constant, so nothing outside the code chooses.
switch-on-advice = To stay without { $names }, turn it off explicitly when building or starting.
switch-off-advice = To keep { $names }, turn it on explicitly when building or starting.
switch-constant-advice = Watch the first runs after the upgrade: only a change of { $file } turns { $names } back.
switch-unread = { $paths } no longer { $paths-count ->
    [one] asks
   *[other] ask
} whether { $names } { $names-count ->
    [one] is
   *[other] are
} on.
switch-unread-risk = Turning { $names } on or off raises no error and steers nothing there any more.
switch-unread-advice = Once every release that asks for { $names } is gone, remove it from the flag service.
switch-constant-gone = { $paths } no longer { $paths-count ->
    [one] has
   *[other] have
} the switch { $names }.
switch-constant-gone-risk = What { $names } chose between is fixed now; code outside that refers to it fails.
switch-constant-gone-advice = Search for { $names } in code that imports it.
switch-behind = Code in { $paths } is now only built with the { $names-count ->
    [one] feature
   *[other] features
} { $names }.
switch-free = Code in { $paths } no longer waits for the { $names-count ->
    [one] feature
   *[other] features
} { $names }.
