### Architecture: parts that come, go and move, and what they depend on.

folder-gone = { $count ->
    [one] The folder { $names } is gone.
   *[other] { $count } folders are gone: { $names }.
}
folder-moved = { $inside } files leave { $before } for { $after }.
symbols-moved = { $names } { $names-count ->
    [one] moves
   *[other] move
} from { $before } to { $after }.
definition-moved = { $names } { $names-count ->
    [one] is
   *[other] are
} now defined in { $after } instead of { $before }.
new-dependency = { $path } brings in { $names }.
dependency-gone = { $path } no longer depends on { $names }.
new-dev-dependency = { $path } brings in { $names } for development and tests alone.
dev-dependency-gone = { $path } no longer needs { $names } for development and tests.
image-replaced = { $paths } pulls { $after } instead of { $before }.
dependency-bumped = { $kind } { $name }: { $before } → { $after }.
dependency-downgraded = { $kind } { $name } goes back from { $before } to { $after }.
pin-tightened = { $path } asks more of { $name }: { $after } instead of { $before }.
pin-loosened = { $path } asks less of { $name }: { $after } instead of { $before }.
rpc-new = The protocol gains { $kind } { $names }.
