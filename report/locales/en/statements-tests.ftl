### Maintainability: what tests and documentation cover, and what they leave out.

tests-for = Tests in this commit mention { $names }.
new-tests = { $file } gains { $count ->
    [one] a test
   *[other] { $count } tests
}: { $names }.
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
parameters-new = { $names } in { $file } runs with other parameters.
tests-changed = { $file } rewrites { $count ->
    [one] one test
   *[other] { $count } tests
}: { $names }.
untested-risk = { $names } { $count ->
    [one] changes
   *[other] change
}, and no test in this commit mentions { $count ->
    [one] it
   *[other] them
}.
untested-new-risk = { $names } { $count ->
    [one] is
   *[other] are
} new, and no test comes with { $count ->
    [one] it
   *[other] them
}.
untested-advice = If tests are to follow, begin with { $names } in { $file }.
undocumented = { $names } { $count ->
    [one] is
   *[other] are
} public and { $count ->
    [one] has
   *[other] have
} no doc comment.
documented = { $names } { $count ->
    [one] gets
   *[other] get
} doc comments.
pages-new = { $count ->
    [one] There is a new page: { $names }.
   *[other] There are { $count } new pages: { $names }.
}
pages-gone = { $count ->
    [one] A page is gone: { $names }.
   *[other] { $count } pages are gone: { $names }.
}
sections-changed = { $file } changes in { $names }.
dead-link = The link to { $names } in { $file } is dead: this commit took its target away.
dead-link-advice = Mend the link to { $names } in { $file }.
