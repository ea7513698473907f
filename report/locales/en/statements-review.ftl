### Where to look first.

advice-read-changed = Review { $name } in { $file } first: it holds { $lines } changed lines, { $percent }% of them all.
advice-read-new = Review the new { $name } in { $file } first: { $lines } lines, { $percent }% of the change.
advice-read-file = Review { $file } first: it holds { $lines } changed lines, { $percent }% of them all.
