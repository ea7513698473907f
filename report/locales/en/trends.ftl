### Answers from a store: titles, columns and what is said below a table.

trends-importance = Importance by { $by }
trends-types = Change types by { $by }
trends-hot = Folders by the weight of what changed in them
trends-bus-factor = Bus factor by { $by }: the fewest authors who made half of the commits
trends-breaks = Breaks that commit messages declare, by { $by }
trends-people = Who does what
trends-weeks = The busiest weeks
trends-nothing = no commits
trends-others = all others
trends-unreleased = not released

trends-by-repository = repository
trends-by-folder = folder
trends-by-author = author
trends-by-week = week
trends-by-month = month
trends-by-release = release

trends-column-repository = Repository
trends-column-folder = Folder
trends-column-author = Author
trends-column-week = Week of
trends-column-month = Month
trends-column-release = Release
trends-column-released = Released
trends-column-commits = Commits
trends-column-weight = Weight
trends-column-high = High
trends-column-breaks = Breaks
trends-column-authors = Authors
trends-column-factor = Factor
trends-column-most_by = Most by
trends-column-share = Share
trends-column-first = First
trends-column-last = Last
trends-column-types = Types
trends-column-folders = Folders

trends-note-weight = Weight: how many high commits are to be expected; a medium one counts half.
trends-note-breaks = Breaks that no message declares are not among them: commitbrief report finds those in the code.
trends-note-more = { $count ->
    [one] One more row: --limit 0 shows all.
   *[other] { $count } more rows: --limit 0 shows all.
}
