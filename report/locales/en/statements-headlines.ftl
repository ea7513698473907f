### The lines at the head of a report; each is followed by its commits.

headline-new = New { $kind } { $names }
headline-new-in = New { $kind } in { $place }: { $names }
headline-gone = { $kind } { $names } removed
headline-reverts = { $commit } is reverted
headline-undone = { $commit } came and was reverted within this report
headline-hot = { $module }: { $commits } commits, { $lines } changed lines
headline-busiest = { $people } people; { $names } with the most commits ({ $commits })
headline-first-time = { $count ->
    [one] First contribution: { $names }
   *[other] First contributions: { $names }
}
