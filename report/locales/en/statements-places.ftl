### Names in one place and in others.

flag-other-program = { $names } leaves the parser in { $befores } and is now taken by { $file }: commands that pass it to the former fail.
flag-other-program-risk = Start commands that still pass { $names } to what { $befores } { $befores-count ->
    [one] starts
   *[other] start
} stop with an error while arguments are parsed.
flag-other-program-advice = Move { $names } from the start commands of { $befores } to those of { $file }.
summary-flag-other-program = { $names } moves from the parser in { $befores } to { $file }.
name-spreads-1 = Begins to use the { $kind1 } { $names1 } in { $paths1 }, which other code here already has.
name-spreads-2 = Begins to use the { $kind1 } { $names1 } and the { $kind2 } { $names2 }, which other code here already has.
name-spreads-3 = Begins to use the { $kind1 } { $names1 }, the { $kind2 } { $names2 } and the { $kind3 } { $names3 }, which other code here already has.
name-stays-1 = No longer uses the { $kind1 } { $names1 } in { $paths1 }; other code here still does.
name-stays-2 = No longer uses the { $kind1 } { $names1 } and the { $kind2 } { $names2 }; other code here still does.
name-stays-3 = No longer uses the { $kind1 } { $names1 }, the { $kind2 } { $names2 } and the { $kind3 } { $names3 }; other code here still does.
interface-spreads = The { $kind } { $names } in { $paths } { $names-count ->
    [one] is new there; other code here already uses that name.
   *[other] are new there; other code here already uses those names.
}
