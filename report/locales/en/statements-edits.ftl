### What the changed lines of a function do. "$place" is the function, its file where no line of the diff
### spells the function, or (for a second sentence about one place) "place-same". It begins every sentence.

place-same = It

edit-guard-return = { $place } may now return early on { $texts }.
edit-guard-raise = { $place } may now fail on { $texts }.
edit-guard-continue = { $place } may now skip what meets { $texts }.
edit-guard-break = { $place } may now leave a loop on { $texts }.
edit-condition-changed = { $place } now tests { $after } instead of { $before }.
edit-condition-more = { $place } adds { $texts } to a condition.
edit-condition-less = { $place } drops { $texts } from a condition.
edit-condition-new = { $place } now also tests { $texts }.
edit-condition-gone = { $place } no longer tests { $texts }.
edit-loop-changed = { $place } now loops over { $after } instead of { $before }.
edit-loop-new = { $place } now loops over { $texts }.
edit-result = { $place } now returns { $after } instead of { $before }.
edit-raised = { $place } can now fail with { $names }.
edit-raised-no-more = { $place } no longer fails with { $names }.
edit-raised-instead = { $place } now fails with { $after } instead of { $before }.
edit-caught = { $place } now catches { $names }.
edit-caught-no-more = { $place } no longer catches { $names }.
edit-caught-instead = { $place } now catches { $after } instead of { $before }.
edit-argument-new = { $place } now passes { $texts } to { $call }.
edit-argument-gone = { $place } no longer passes { $texts } to { $call }.
edit-argument = { $place } now passes { $after } instead of { $before } to { $call }.
edit-call = { $place } now calls { $after } instead of { $before }.
edit-calls-new = { $place } now also calls { $names }.
edit-calls-gone = { $place } no longer calls { $names }.
edit-text = { $place } now has the text { $after } instead of { $before }.
edit-expression = { $place } now has { $after } instead of { $before }.
edit-expression-more = { $place } adds { $texts } to a line.
edit-expression-less = { $place } drops { $texts } from a line.
edit-line-new = { $place } now has the line { $whole }.
edit-line-gone = { $place } loses the line { $whole }.
edit-local = { $place } renames its local { $before } to { $after }.
