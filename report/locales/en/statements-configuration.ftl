### What files set, declare and allow.

summary-settings-come = { $file } now sets { $names }.
summary-input-given = { $file } now takes the input { $name }, by default { $after }.
summary-inputs-come = { $paths } now { $paths-count ->
    [one] takes
   *[other] take
} the { $names-count ->
    [one] input
   *[other] inputs
} { $names }.
summary-inputs-go = { $paths } no longer { $paths-count ->
    [one] takes
   *[other] take
} the { $names-count ->
    [one] input
   *[other] inputs
} { $names }.
summary-settings-everywhere = { $files } files now set { $names }.
summary-settings-nowhere = { $files } files no longer set { $names }.
summary-value-everywhere = { $name } goes from { $before } to { $after } in { $files } files.
summary-value-owned = { $name } of { $owner } goes from { $before } to { $after }.
summary-default-owned = By default, { $name } of { $owner } is { $after } instead of { $before }.
default-changed-owned = The default of { $name } under { $owner } changes from { $before } to { $after }: whoever does not set it gets the new one.
default-changed-owned-advice = To keep the old behaviour, set { $name } under { $owner } to { $before } before upgrading the chart.
summary-permission = The workflow token's right to { $name } goes from { $before } to { $after } in { $file }.
summary-permission-limited = Limits the workflow token in { $file }: { $names } for reading only, or not at all.
summary-settings-go = { $file } no longer sets { $names }.
summary-setting-renamed = { $file } spells the setting { $before } as { $after } from now on.
summary-items-come = The list { $owner }{ $entry ->
    [0] {""}
   *[other] {" "}of { $entry }
} in { $file } gains { $names }.
summary-items-go = The list { $owner }{ $entry ->
    [0] {""}
   *[other] {" "}of { $entry }
} in { $file } loses { $names }.
summary-value-listed = The list { $owner }{ $entry ->
    [0] {""}
   *[other] {" "}of { $entry }
} in { $file } has { $after } instead of { $before }.
summary-setting-moved = In { $file }, { $name } now stands under { $owner }.
summary-setting-type = The value of { $name } is of another type: { $after } instead of { $before }.
summary-limit = The resource limit { $name } in { $file } goes from { $before } to { $after }.
summary-port = { $name } in { $file } goes from { $before } to { $after }.
summary-verbs = { $file } grants { $matches } on { $name }.
summary-verbs-gone = { $file } no longer grants { $matches } on { $name }.
summary-api-version = { $names } moves from API version { $before } to { $after }.
summary-crd-fields-come = The custom resource's { $owner } gets the { $names-count ->
    [one] field
   *[other] fields
} { $names }.
summary-crd-fields-go = The custom resource's { $owner } loses { $names }.
summary-triggers = Changes when { $names } triggers { $file }.
setting-moved = { $name } now stands under { $owner } in { $file }: whoever sets it in its old place sets nothing.
setting-moved-advice = Move an override of { $name } to { $owner }.
setting-type = { $name } in { $file } is now { $after } instead of { $before }: another type, and a strict reader of the file will notice.
port-changed = { $name } in { $file } is { $after } instead of { $before }: services, probes and firewall rules go by the number.
port-changed-advice = Look for { $before } in services, probes, port forwardings and scripts of your own, and make it { $after }.
ports-opened = { $file } opens { $names-count ->
    [one] port
   *[other] ports
} { $names }.
ports-closed = { $file } no longer opens { $names-count ->
    [one] port
   *[other] ports
} { $names }.
limits-raised = The limit on { $name } in { $file } rises from { $before } to { $after }.
limits-lowered = The limit on { $name } in { $file } falls from { $before } to { $after }.
limits-lowered-risk = What needs more { $name } than { $after } ({ $file }) will be throttled, evicted or not scheduled.
verbs-gained = { $file } widens a role: { $matches } on { $name }.
verbs-lost = { $file } narrows a role: { $matches } on { $name } is gone.
rights-to-everything = The role in { $file } grants everything by a wildcard ({ $text }), also what is added later.
permission-raised = The workflow's token may do more: { $name } goes from { $before } to { $after } in { $file }.
permission-lowered = The workflow's token may do less: { $name } goes from { $before } to { $after } in { $file }.
permission-limited = { $file } limits the token of the workflow: { $names } for reading only, or not at all.
trigger-with-secrets = { $file } now runs on { $name }, that is with the repository's secrets on what outsiders send.
api-version-changed = { $names } in { $file } asks for { $after } instead of { $before }: a cluster that does not serve it refuses the manifest.
crd-version-served = Whether { $name } is served or stored changes in { $file }; objects of that version may need a migration.
crd-fields-gone = { $owner } loses { $names } ({ $file }): objects that set { $names-count ->
    [one] it
   *[other] them
} are refused or lose the value.
crd-fields-gone-advice = Before upgrading the definitions, search your objects for { $names }.
crd-field-type = { $name } is of type { $after } instead of { $before } in { $file }: objects with a value of the old type are refused.
crd-field-type-advice = Convert { $name } in stored objects and manifests to { $after } before upgrading the CRD.
crd-fields-new = { $owner } gets the { $names-count ->
    [one] field
   *[other] fields
} { $names } ({ $file }).
