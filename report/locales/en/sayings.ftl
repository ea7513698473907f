### Where a quotation comes from: written behind it, after a dash. $place is the name of a definition or the heading of a page.

saying-of = { $origin }
saying-at = { $origin } at { $place }

origin-record = change record
origin-breaking = announcement of a break
origin-message = commit message
origin-pull = pull request
origin-documentation = documentation
origin-help = help text
origin-doc-comment = comment
origin-comment = comment
origin-error = error text
origin-log = log text
origin-test-name = name of a test
