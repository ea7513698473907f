### Summary and impact scope. The sentences of a summary form one paragraph, so each ends with a full stop.

summary-added-1 = Adds { $kind1 } { $names1 }.
summary-gained-by-several = { $count } classes gain { $name }: { $owners }.
summary-gained-by-class = { $owner } gains { $names }.
summary-imported-late = { $file } now imports { $names } only on use, no longer at load time.
summary-imported-early = { $file } now imports { $names } at load time, no longer only on use.
summary-added-2 = Adds { $kind1 } { $names1 }, and { $kind2 } { $names2 }.
summary-added-3 = Adds { $kind1 } { $names1 }; { $kind2 } { $names2 }; and { $kind3 } { $names3 }.
summary-removed-1 = Removes { $kind1 } { $names1 }.
summary-removed-2 = Removes { $kind1 } { $names1 }, and { $kind2 } { $names2 }.
summary-removed-3 = Removes { $kind1 } { $names1 }; { $kind2 } { $names2 }; and { $kind3 } { $names3 }.
summary-changed-1 = Changes { $kind1 } { $names1 }.
summary-changed-2 = Changes { $kind1 } { $names1 }, and { $kind2 } { $names2 }.
summary-changed-3 = Changes { $kind1 } { $names1 }; { $kind2 } { $names2 }; and { $kind3 } { $names3 }.
summary-constructor = The constructor of { $owners } takes other arguments.
summary-moved-1 = Moves { $kind1 } { $names1 }.
summary-moved-2 = Moves { $kind1 } { $names1 }, and { $kind2 } { $names2 }.
summary-moved-3 = Moves { $kind1 } { $names1 }; { $kind2 } { $names2 }; and { $kind3 } { $names3 }.

summary-default-added = { $name }, which had no default, now defaults to { $after }.
summary-default = The default of { $name } goes from { $before } to { $after }.
summary-value = { $name } goes from { $before } to { $after }.
summary-value-several = { $name } goes from { $before } to { $after } in { $count } places.
summary-value-of-job = { $name } of the job { $place } goes from { $before } to { $after }.
summary-value-of-step = { $name } of a step { $place } goes from { $before } to { $after }.
summary-value-of-one = { $name } goes from { $before } to { $after } in one place.
summary-files-moved = Moves { $inside } files from { $before } to { $after }.
summary-kind-changed = Turns { $name } from { $was } into { $into }.
summary-flag-choices = { $name } now also accepts { $gained }.
summary-flag-choices-gone = { $name } no longer accepts { $lost }.
summary-renamed = Renames { $before } to { $after }.
summary-bumped = { $name } moves from { $before } to { $after }.
summary-bumped-for-advisory = { $name } moves from { $before } to { $after }; the message names { $advisory }.
summary-downgraded = { $name } goes back from { $before } to { $after }.
summary-bases-more = { $name } now also builds on { $gained }.
summary-bases = Changes the declaration of { $names } (bases, generics, bounds or options).
summary-test-renamed = Renames the test { $before } to { $after }.
summary-decorator = { $owner } gets { $attribute }.
summary-decorator-gone = { $owner } loses { $attribute }.
summary-decorator-says = { $owner } gets { $attribute }: { $says }.
summary-decorator-changed = { $owner } has { $attribute_after }, where it had { $attribute_before }.
summary-derives = { $owner } now derives { $names }.
summary-derives-no-more = { $owner } no longer derives { $names }.
summary-takes = { $owner } now takes { $names }.
summary-takes-instead = { $owner } now takes { $instead } instead of { $names }.
summary-takes-no-more = { $owner } no longer takes { $names }.
summary-parameter-optional = { $name } of { $place } may now be left out: it is { $after } then.
summary-parameter-required = { $name } of { $place } must now be given: it no longer has the default { $before }.
summary-implements = { $owner } now implements { $names }.
summary-implements-no-more = { $owner } no longer implements { $names }.
summary-compiled-only = { $file } now compiles { $lines } { $lines ->
    [one] line
   *[other] lines
} only where { $name } holds.
summary-compiled-always = { $file } now compiles { $lines } { $lines ->
    [one] line
   *[other] lines
} whether { $name } holds or not.
summary-parameter-default = The default of { $name } in { $owner } goes from { $before } to { $after }.
summary-image-replaced = The image { $before } gives way to { $after }.
summary-bumped-many = { $count ->
    [one] One dependency changes
   *[other] { $count } dependencies change
} version: { $names }.
summary-deprecated = Deprecates { $names }.
summary-skipped = { $count ->
    [one] Skips the test { $names }.
   *[other] Skips { $count } tests: { $names }.
}
summary-unskipped = { $count ->
    [one] The test { $names } runs again.
   *[other] { $count } tests run again: { $names }.
}

summary-exchanged-1 = { $before1 } gives way to { $after1 } in { $places1 } places{ $files ->
    [one] .
   *[other] {" "}of { $files } files.
}
summary-exchanged-put-in = { $places1 } lines{ $files ->
    [one] {""}
   *[other] {" "}of { $files } files
} now have { $after1 }.
summary-exchanged-taken-out = { $places1 } lines{ $files ->
    [one] {""}
   *[other] {" "}of { $files } files
} no longer have { $before1 }.
summary-exchanged-alike = { $before1 } gives way to { $after1 }, and likewise { $names }: { $places1 } places{ $files ->
    [one] .
   *[other] {" "}in { $files } files.
}
summary-exchanged-2 = { $before1 } gives way to { $after1 } in { $places1 } places, { $before2 } to { $after2 } in { $places2 }.
summary-exchanged-3 = { $before1 } gives way to { $after1 } in { $places1 } places, { $before2 } to { $after2 } in { $places2 }, { $before3 } to { $after3 } in { $places3 }.
summary-likewise = The same goes for { $name }.
summary-likewise-values = Likewise, { $before } is now { $after }.
summary-exchanged-only = Nothing changes but the names.
summary-argument-after = { $places } calls or definitions get { $after }.
summary-argument-before = { $places } calls or definitions no longer have { $before }.
summary-moved-to = { $names } moved from { $source } to { $target }.
summary-type = The type of { $name } is now { $after }, where it was { $before }.
skipped-because = { $names } is now skipped: { $reason }
unskipped-because = { $names } is no longer skipped; the reason was { $reason }
skip-mark-comes-when = { $test } gets { $name } for when { $when }: { $reason }
skip-mark-comes = { $test } gets { $name }: { $reason }
skip-mark-comes-in-file = { $file } gets { $name }: { $reason }
skip-mark-comes-bare = { $file } gets { $names }.
skip-mark-goes-when = { $test } loses { $name } for when { $when }; the reason was { $reason }
skip-mark-goes = { $test } loses { $name }; the reason was { $reason }
skip-mark-goes-in-file = { $file } loses { $name }; the reason was { $reason }
skip-mark-goes-bare = { $file } loses { $names }.
skip-mark-exchanged = { $before } in { $file } becomes { $after }: { $reason }
skip-reason-changed = The reason of { $name } in { $file }, { $said_before }, is now { $said_after }
table-cell = In a table of { $file }, { $column } of { $row } is now { $cell_after }, where it was { $cell_before }.
table-rows = A table of { $file } now lists { $names }.
table-rows-gone = A table of { $file } no longer lists { $names }.
link-named-elsewhere = The link { $label } of { $file } now leads to { $whole_after }, where it led to { $whole_before }.
link-elsewhere = A link of { $file } now leads to { $whole_after }, where it led to { $whole_before }.

release-version = The project's own version goes from { $before } to { $after }.
release-version-of = The version of { $package } goes from { $before } to { $after }.
record-heading = { $file } gets a heading for { $version }.
record-section = { $file } gets the section { $version } with { $count ->
    [one] one entry
   *[other] { $count } entries
}{ record-under }.
record-entries-of = { $file } gets { $count ->
    [one] one entry
   *[other] { $count } entries
} under { $version }{ record-under }.
record-entries = { $file } gets { $count ->
    [one] one entry
   *[other] { $count } entries
}{ record-under }.
record-under = { $headings ->
    [0] { "" }
    [1] { " " }({ $count1 } under { $heading1 }{ record-elsewhere })
    [2] { " " }({ $count1 } under { $heading1 }, { $count2 } under { $heading2 }{ record-elsewhere })
    [3] { " " }({ $count1 } under { $heading1 }, { $count2 } under { $heading2 }, { $count3 } under { $heading3 }{ record-elsewhere })
   *[other] { " " }({ $count1 } under { $heading1 }, { $count2 } under { $heading2 }, { $count3 } under { $heading3 }, { $count4 } under { $heading4 }{ record-elsewhere })
}
record-elsewhere = { $rest ->
    [0] { "" }
   *[other] , { $rest } elsewhere
}
summary-replaced = In { $file }, { $before } is now { $after }.
summary-inserted = { $file } gets { $after }.
summary-deleted = { $file } loses { $before }.
summary-section-renamed = The section { $before } is now called { $after }.
summary-files-gone = Deletes { $count ->
    [one] the { $kind } { $names }
   *[other] { $count } { $kind }: { $names }
}.
summary-files-gone-in = Deletes { $count } { $kind } in { $folder }: { $names }.
summary-folders-gone = Deletes { $names } with { $count ->
    [one] its only file
   *[other] all { $count } files
} in it.
summary-layout = Only line breaks and spaces change in { $files }; the code says the same.
summary-comments = Only comments and documentation change in { $names }.
summary-entry = { $file } gets the entry { $said }.
summary-entry-gone = { $file } loses the entry { $said }.
summary-documents = { $file } now says: { $said }.
summary-documents-no-more = { $file } no longer says: { $said }.
summary-flags-of = New flags: { $names1 } in { $file1 }, { $names2 } in { $file2 }.
summary-new-package = Adds the { $kind } { $path } ({ $files } files, { $lines } lines).
summary-env-set = Sets the environment variable { $name } to { $after }.
summary-executable = { $names } { $names-count ->
    [one] becomes
   *[other] become
} executable (mode 100644 → 100755).
summary-not-executable = { $names } { $names-count ->
    [one] is
   *[other] are
} no longer executable (mode 100755 → 100644).
summary-mode = The mode of { $name } changes: { $before } → { $after }.
summary-link = { $names } { $names-count ->
    [one] is a symbolic link
   *[other] are symbolic links
} now.
summary-no-link = { $names } { $names-count ->
    [one] is no symbolic link
   *[other] are no symbolic links
} any more.
summary-at = See { $files } ({ $size }).

scope-file = { $path } ({ $size })
scope-file-added-lineless = new file { $path } ({ $size })
scope-file-added = new file { $path } ({ $lines } { $lines ->
    [one] line
   *[other] lines
})
scope-file-deleted-lineless = deleted file { $path } ({ $size })
scope-file-deleted = deleted file { $path } ({ $lines } { $lines ->
    [one] line
   *[other] lines
})
scope-file-nameless = 1 file ({ $size })
scope-folder = { $files } files in { $path } ({ $size })
scope-folder-added = new files in { $path }: { $names } ({ $size })
scope-folder-nameless = { $files } files at the top ({ $size })
scope-called = the new { $names } { $names-count ->
    [one] is
   *[other] are
} called in { $files }
scope-used = the new { $names } { $names-count ->
    [one] is
   *[other] are
} used in { $files }
scope-also = also { $parts } ({ $size })
also-rest = { $names-count ->
    [one] one other file
   *[other] { $names-count } other files
}
also-test = { $names-count ->
    [one] one test file
   *[other] { $names-count } test files
}
also-inline-tests = tests within { $names-count ->
    [one] one file
   *[other] { $names-count } files
} of the program
also-comments = { $names-count ->
    [one] one file of which only comments change
   *[other] { $names-count } files of which only comments change
}
also-documentation = { $names-count ->
    [one] one documentation file
   *[other] { $names-count } documentation files
}
also-quiet = { $names-count ->
    [one] one generated, locked or vendored file that was not read
   *[other] { $names-count } generated, locked or vendored files that were not read
}

## What became of the names in a file or folder; these stand after one another between semicolons.

summary-purpose = Adds { $kind } { $name }: { $said }.
summary-words = { $said } ({ $origin }).
summary-words-at = { $said } ({ $origin } at { $place }).
summary-words-in = { $said } ({ $origin } in { $place }).
summary-words-of = { $place }: { $said } ({ $origin }).
summary-words-gone = A comment that is gone said: { $said }.
summary-members-moved = { $owner } hands its { $names-count ->
    [one] field
   *[other] fields
} { $names } over to { $to }.

## How much of some files changed; `$count` is 0 where something is true of all of them.

size-lines = +{ $added } −{ $removed }
size-lineless = no lines
size-executable = { $count ->
    [0] mode 100644 → 100755: now executable
   *[other] { $count } now executable (mode 100644 → 100755)
}
size-not-executable = { $count ->
    [0] mode 100755 → 100644: no longer executable
   *[other] { $count } no longer executable (mode 100755 → 100644)
}
size-link = { $count ->
    [0] now a symbolic link
   *[other] { $count } now symbolic links
}
size-no-link = { $count ->
    [0] no longer a symbolic link
   *[other] { $count } no longer symbolic links
}
size-mode = { $count ->
    [0] mode changed
   *[other] mode of { $count } changed
}
size-binary = { $count ->
    [0] binary
   *[other] { $count } binary
}
size-renamed = { $count ->
    [0] only renamed
   *[other] { $count } only renamed
}
size-copied = { $count ->
    [0] only copied
   *[other] { $count } only copied
}
size-empty = { $count ->
    [0] empty
   *[other] { $count } empty
}
size-unread = { $count ->
    [0] not read
   *[other] { $count } not read
}
