### An entry of a changelog: headings that users read.

changelog-unreleased = Unreleased
changelog-breaking = Breaking
changelog-security = Security
changelog-feature = New
changelog-fix = Fixed
changelog-performance = Faster
changelog-changed = Changed
changelog-empty = Nothing that users see.
# The request that a change came with
changelog-pull = { $pull }
# What has no line of its own: `Tests 12, Documentation 8 and 3 by bots`
changelog-rest = Not listed: { $what }.
changelog-undone = { $count } added and taken back
changelog-bots = { $count } by bots
changelog-filtered = { $count } left out by filters
