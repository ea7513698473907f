### Names in one place and in others.

flag-other-program = { $names } leaves the parser in { $befores } and is now taken by { $file }: commands that pass it to the former fail.
flag-other-program-risk = Start commands that still pass { $names } to what { $befores } { $befores-count ->
    [one] starts
   *[other] start
} stop with an error while arguments are parsed.
flag-other-program-advice = Move { $names } from the start commands of { $befores } to those of { $file }.
summary-flag-other-program = { $names } moves from the parser in { $befores } to { $file }.
