### The lines at the head of a report; each is followed by its commits.

headline-new = New { $kind } { $names }
headline-new-in = New { $kind } in { $place }: { $names }
headline-gone = { $kind } { $names } removed
headline-reverts = { $commit } is reverted
headline-undone = { $commit } came and was reverted within this report
headline-back = { $commit } was reverted and is back
headline-again = { $commit } came, was reverted by { $revert } and is back with { $later }
headline-hot = { $module }: { $commits } commits, { $lines } changed lines
headline-busiest = { $people } people; { $names } with the most commits ({ $commits })
headline-first-time = { $count ->
    [one] First contribution: { $names }
   *[other] First contributions: { $names }
}
headline-moved = { $place }: { $name } goes from { $before } to { $after }
headline-pinned = { $place }: { $name } is pinned to another commit, { $after }
tie-mends = { $later } mends what { $earlier } had just brought ({ $lines } lines of { $files })
tie-restores = { $later } takes back a part of { $earlier } ({ $lines } lines of { $files })
tie-again = { $later } changes again what { $earlier } had just written ({ $lines } lines of { $files })
tie-value-back = { $earlier } took { $name } from { $first } to { $middle }, and { $later } brings it back to { $last }
tie-value-on = { $name } moves twice: from { $first } to { $middle } in { $earlier }, and to { $last } in { $later }
tie-cites = { $later } refers to { $earlier }: read them together
tie-series = { $count } commits of { $author } on { $name }: read them together
