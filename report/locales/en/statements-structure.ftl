### Architecture: parts that come, go and move, and what they depend on.

new-folder = { $count ->
    [one] There is a new folder, { $names }.
   *[other] There are { $count } new folders: { $names }.
}
folder-gone = { $count ->
    [one] The folder { $names } is gone.
   *[other] { $count } folders are gone: { $names }.
}
folder-moved = { $inside } files leave { $before } for { $after }.
new-types-together = There are { $count } new types in all, defined in { $paths }.
new-types-at-home = { $file } gains the { $kind } { $names }.
types-away = { $file } no longer has the { $kind } { $names }.
new-methods = { $owners } { $owners-count ->
    [one] gains
   *[other] gain
} the { $names-count ->
    [one] method
   *[other] methods
} { $names }.
methods-away = { $owners } { $owners-count ->
    [one] loses
   *[other] lose
} the { $names-count ->
    [one] method
   *[other] methods
} { $names }.
new-fields = { $owners } { $owners-count ->
    [one] gains
   *[other] gain
} the { $names-count ->
    [one] field
   *[other] fields
} { $names }.
fields-away = { $owners } { $owners-count ->
    [one] loses
   *[other] lose
} the { $names-count ->
    [one] field
   *[other] fields
} { $names }.
new-variants = The enum { $owner } gains { $names }; code that branches on it has to follow.
new-functions = { $file } gains the { $names-count ->
    [one] function
   *[other] functions
} { $names }.
functions-away = { $file } loses the { $names-count ->
    [one] function
   *[other] functions
} { $names }.
symbols-moved = { $names } { $names-count ->
    [one] moves
   *[other] move
} from { $before } to { $after }.
bases-changed = The declaration of { $names } changes (bases, generics, bounds or options); see { $file }.
definition-moved = { $names } { $names-count ->
    [one] is
   *[other] are
} now defined in { $after } instead of { $before }.
new-dependency = { $path } brings in { $names }.
dependency-gone = { $path } no longer depends on { $names }.
image-replaced = { $paths } pulls { $after } instead of { $before }.
dependency-bumped = { $kind } { $name }: { $before } → { $after }.
dependency-downgraded = { $kind } { $name } goes back from { $before } to { $after }.
pin-tightened = { $path } asks more of { $name }: { $after } instead of { $before }.
pin-loosened = { $path } asks less of { $name }: { $after } instead of { $before }.
dependency-advice = Reinstall or rebuild images after upgrading: older environments lack { $names } from { $paths }.
bump-advice = Read the release notes of { $name } from { $before } to { $after } against your own use.
rpc-new = The protocol gains { $kind } { $names }.
jobs-new = { $path } gains the { $kind } { $names }.
jobs-gone = { $path } loses the { $kind } { $names }.
kinds-new = { $path } gains the { $kind } { $names }.
