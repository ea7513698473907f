### The pages around the reports: home, repository, week, month, release, search, feeds.

site-name = What changed
site-pages = Pages
site-skip = To the content
site-where = You are here
site-home = Home
site-search = Search
site-neighbours = Before and after
site-neighbours-below = Before and after, once more
site-empty = Nothing is followed yet.
site-last-week = The last seven days

# The label of the pills
site-counts = { $count ->
    [one] { $count } commit
   *[other] { $count } commits
}
site-breaks = { $count } breaking
site-breaks-heading = Breaking changes
site-latest = Latest days
site-calendar = Calendar
site-calendar-key = The darker a day, the more commits; its line is the level of the weightiest, and ! marks a breaking change.
site-week = Week
site-weekday-mo = Mo
site-weekday-tu = Tu
site-weekday-we = We
site-weekday-th = Th
site-weekday-fr = Fr
site-weekday-sa = Sa
site-weekday-su = Su
site-day-words = { $day }: { $commits ->
    [one] { $commits } commit
   *[other] { $commits } commits
}, { $high } high, { $breaking } breaking
site-spark = The last { $days } days: { $commits } commits, at most { $most } on a day
site-releases = Releases
site-dependencies = Dependencies
site-charts = Over time
site-chart-levels = Commits a week, by level
site-chart-breaks = Breaking changes and dependency updates a week
site-chart-week = Week
site-chart-breaking = Breaking
site-chart-dependencies = Dependencies
site-as-table = The numbers as a table
site-places = Busiest places
site-people = Who works on what
site-column-name = Name
site-column-commits = Commits
site-weeks = Weeks

## Filters

site-filters = Show some of the commits
site-filter-level = Level
site-filter-type = Type
site-filter-place = Place
site-filter-author = Author
site-filter-repository = Repository
site-filter-none = Show all
site-any = any
# The script puts two numbers in place of the braces
site-shown = {"{}"} of {"{}"} shown

## Weeks, months, releases

site-week-of = Week { $name }
site-month-of = Month { $name }
site-release-of = Release { $name }
site-span = { $commits ->
    [one] { $commits } commit
   *[other] { $commits } commits
} by { $authors ->
    [one] { $authors } author
   *[other] { $authors } authors
}.
site-before = { $count ->
    [one] { $count } more is from before this site begins.
   *[other] { $count } more are from before this site begins.
}
site-leading = What mattered most
site-folded = { $count ->
    [one] { $count } small change
   *[other] { $count } small changes
}
site-undone = Added and taken back
site-undone-count = { $count } commits that came to nothing
site-parts = Day by day

## Search

site-search-what = Words of titles and sentences, names, authors
site-search-how = Commits that have all the words; the beginning of a word is enough.
site-search-script = The search needs JavaScript. Everything else here does without.
site-search-none = Nothing found.
site-search-some = {"{}"} found.
site-search-lost = The index could not be loaded.

## Feeds

site-feeds = Feeds
site-feed = Feed of this repository
site-feed-all = Feed of all days
site-feed-breaks = Feed of breaking changes
