### What projects declare as their interface.

interface-gone-declared = { $paths } no longer lists the { $kind } { $names }.
declared-overload-gone = One overload of { $names } is gone from { $paths }; others stay.
declared-changed = { $paths } { $count ->
    [one] declares another signature for { $names }.
   *[other] declares other signatures for { $names }.
}
interface-new-declared = { $paths } now lists the { $kind } { $names }.
variable-required = { $paths } now requires a value for { $names }.
variable-type = { $paths } declares another type for { $names }.
declared-gone-advice = Search for { $names } before upgrading, and replace what uses it.
variable-required-advice = Give { $names } a value wherever the module is called.
