### Maintainability: what tests and documentation cover, and what they leave out.

tests-gone = { $file } loses { $count ->
    [one] a test
   *[other] { $count } tests
}: { $names }.
tests-gone-risk = { $names } no longer { $count ->
    [one] runs
   *[other] run
}; what { $count ->
    [one] it
   *[other] they
} held can break unseen.
skipped = { $count ->
    [one] One test is
   *[other] { $count } tests are
} now skipped: { $names }.
skipped-advice = Follow up when { $names } will run again; until then nothing holds that behaviour.
unskipped = { $names } { $count ->
    [one] is
   *[other] are
} no longer skipped.
documented = { $names } { $count ->
    [one] gets
   *[other] get
} doc comments.
pages-gone = { $count ->
    [one] A page is gone: { $names }.
   *[other] { $count } pages are gone: { $names }.
}
dead-link = The link to { $names } in { $file } is dead: this commit took its target away.
dead-link-advice = Mend the link to { $names } in { $file }.
