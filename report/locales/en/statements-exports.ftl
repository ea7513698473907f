### Re-exports.

summary-exports = { $file } now offers { $names } to importers.
summary-exports-gone = { $file } no longer offers { $names } to importers.
exports-gone = { $file } no longer re-exports { $names }: imports from there fail, wherever { $names-count ->
    [one] it is
   *[other] they are
} defined.
exports-gone-whole = { $file } no longer re-exports { $names }: imports from there fail.
exports-gone-advice = Search for imports of { $names } by way of { $file }, and take { $names-count ->
    [one] it
   *[other] them
} from the defining module.
