### The frame of a report: headings, table columns, statistics and footer.
### For translators: text between backticks is shown as code; the program fills in numbers such as { $count }.

# The title, followed by the date: Daily update report (2026-01-23)
title-day = Daily update report
title-span = Update report

heading-opening-day = 🧭 The day at a glance
heading-opening-span = 🧭 At a glance
heading-table = 📝 Commits
heading-statistics = 📊 Statistics

column-time = Time
column-author = Author
column-message = Message
column-type = Type
column-level = Level

commit-link = View commit
no-subject = (empty message)

period-all = whole history
period-patch = patch

## The statistics line: > 21 commits on this day | 🔴High 8 | 🟡Medium 5 | 🟢Low 8

total-day = { $count ->
    [one] { $count } commit on this day
   *[other] { $count } commits on this day
}
total-span = { $count ->
    [one] { $count } commit
   *[other] { $count } commits
}
count-bots = Bots { $count }
count-filtered = Filtered out { $count }

## The opening

opening-day = { $commits ->
    [one] { $commits } commit
   *[other] { $commits } commits
} by { $authors ->
    [one] { $authors } author
   *[other] { $authors } authors
} changed { $files ->
    [one] { $files } file
   *[other] { $files } files
} { $lines ->
    [0] (no lines)
   *[other] (+{ $added } −{ $removed } lines)
}.
opening-span = { $commits ->
    [one] { $commits } commit
   *[other] { $commits } commits
} by { $authors ->
    [one] { $authors } author
   *[other] { $authors } authors
} changed { $files ->
    [one] { $files } file
   *[other] { $files } files
} { $lines ->
    [0] (no lines)
   *[other] (+{ $added } −{ $removed } lines)
}.
opening-breaking = { $count ->
    [one] { $count } of them is a breaking change.
   *[other] { $count } of them are breaking changes.
}
# A line of the overview speaks of more commits than it links to
news-more = { $count } more

## The commits that the opening tells: what each means to those who run the program

consequence-default = Other default
consequence-error = Refused at start
consequence-removal = Breaking
consequence-security = Security
consequence-fix = Fixed
consequence-deprecation = Deprecated
consequence-performance = Performance
consequence-new = New
consequence-other = Other
# Followed by what to do
lead-advice = What to do
# Between brackets, whom it concerns: ROCm, mostly `lib/kernels`
reach-place = mostly { $place }

## Topics below them

topic-breaking = Breaking changes
topic-interfaces-new = New interfaces
topic-interfaces-gone = Removed interfaces
topic-dependencies = Dependencies
topic-security = Security
topic-across = Across commits
topic-hot-modules = Busiest places
topic-people = People

empty-day = No commits on this day.
empty-span = No commits in this range.
empty-bots = No commits but those of bots.
empty-filtered = No commits that match what was asked for.
bots-summary = { $count ->
    [one] { $count } commit by a bot, not discussed
   *[other] { $count } commits by bots, not discussed
}

## Headings of the groups by importance, followed by their size

group-high = High importance
group-medium = Medium importance
group-low = Low importance

## The section of each commit

part-type = Change type
part-importance = Importance
part-summary = Summary
part-summary-low = Summary
part-sayings = In the authors’ words
part-diff = The change itself
part-scope = Impact scope
part-insight = Technical insight
part-architecture = Architecture
part-performance = Performance
part-security = Security
part-maintainability = Maintainability
part-compatibility = Compatibility
part-risk = Potential risk
part-advice = Recommendations

# A finding of the gate that somebody let pass
allowed-by = Allowed by { $who }: { $reason } ({ $rule } { $name })
allowed-configured = Allowed in the configuration: { $reason } ({ $rule } { $name })
diff-again = likewise at
diff-before = before the change
breaking-mark = breaking

relation-reverts = Reverts { $commit }
relation-reverted-by = Reverted by { $commit }
relation-restores = Takes back { $commit }
# Followed by the subjects of what was merged
relation-merged = { $count ->
    [one] Merges { $count } commit:{ " " }
   *[other] Merges { $count } commits:{ " " }
}
relation-merged-more = { $count } more

# A list that does not name everything: `a`, `b` and 3 more. { $total } counts all of it.
list-more = { $count } more

## Footer

footer-made = Made by commitbrief { $version } without a language model
footer-rules = rules
footer-model = model
footer-revisions = revisions

## Index

index-title = Index of update reports
index-by-date = By date
index-by-repository = By repository
index-column-repository = Repository
index-column-period = Date
index-column-commits = Commits
index-empty = No reports yet.
index-failed = Not written: { $reason }
index-no-commits = No commits
