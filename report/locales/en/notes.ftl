### What could not be read, and what there is nothing to say about.

# The summary when nothing else is known
summary-files = Changes { $files } ({ $size }).
summary-no-files = Changes no files.
summary-merge = Merges a branch; what it brings is told with each of its commits.

## Two sentences for each reason: in general, and naming files

gap-missing-object = The clone lacks the objects needed to read the diff
gap-missing-object-files = Not read, because the clone lacks the object: { $files }
gap-shallow = The shallow clone ends here; the parent is unknown
gap-shallow-files = Not read, because the shallow clone ends here: { $files }
gap-too-large = Too large: counted, not read
gap-too-large-files = Too large, counted but not read: { $files }
gap-over-budget = The commit is too large to be parsed as a whole
gap-over-budget-files = Only searched line by line, because the commit is too large to be parsed as a whole: { $files }
gap-unlisted = Too many files: only the first ones are looked at, { $count } more are counted
gap-unlisted-files = Only counted, because the commit has too many files: { $files }
gap-omitted = The API gave no diff
gap-omitted-files = The API gave no diff for { $files }
gap-truncated = The API gave only a part of the diff
gap-truncated-files = The API gave only a part of the diff for { $files }
gap-unreadable = The diff cannot be parsed
gap-unreadable-files = Cannot be parsed: { $files }
gap-unparsed = Not parsed: no grammar for it
gap-unparsed-files = Not parsed, only searched line by line: { $files }
gap-uninstalled = Not parsed: its grammar is not installed
gap-uninstalled-files = Not parsed, only searched line by line: { $files }; to have it parsed, install { $install }
gap-unsupported = Nothing to read line by line
gap-unsupported-files = Nothing to read line by line in { $files }
gap-filtered = Left out by a filter
gap-filtered-files = Left out by a filter: { $files }
gap-untold = The forge could not be asked about pull requests, labels and issues
gap-untold-files = The forge could not be asked about { $files }
