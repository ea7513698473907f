### What breaks: what happened, how it shows, what to do.

author-breaking = The author announces a break: { $said }
author-breaking-advice = Before upgrading, go through your own use of what the author announces.
flag-gone = { $names-count ->
    [one] The flag { $names } is
   *[other] The flags { $names } are
} no longer defined in { $paths }.
flag-migrate = Search start scripts and manifests for { $names } before upgrading.
flag-gone-aside = { $paths } no longer { $paths-count ->
    [one] takes
   *[other] take
} { $names }: an option of that script, not of the product.
env-gone = { $paths } no longer { $paths-count ->
    [one] reads
   *[other] read
} { $names } from the environment.
env-migrate = Check whether deployments still set { $names }, and what stands in for { $names-count ->
    [one] it
   *[other] them
} now.
route-gone = { $names-count ->
    [one] The HTTP route { $names } is removed.
   *[other] The HTTP routes { $names } are removed.
}
route-fails = Clients that request { $names } will get a 404.
route-migrate = Look for { $names } in gateway rules, health checks and clients.
rpc-gone = The RPC interface loses { $names }.
rpc-fails = Older clients that call { $names } will get UNIMPLEMENTED.
rpc-migrate = Upgrade the clients that call { $names } before the server.
message-gone = The message definitions lose { $names }.
message-fails = While old and new run side by side, { $names } will read as unset or fail to parse.
message-migrate = Before a rolling upgrade, make sure that neither side relies on { $names }.
config-gone = { $names-count ->
    [one] The setting { $names } is removed.
   *[other] The settings { $names } are removed.
}
config-fails = { $names } left in a configuration will be ignored, or rejected when it is checked.
config-migrate = Compare your own configuration and drop { $names }.
metric-gone = { $names-count ->
    [one] The metric { $names } is no longer exported.
   *[other] The metrics { $names } are no longer exported.
}
metric-fails = Panels on { $names } will be blank, and alerts on { $names-count ->
    [one] it
   *[other] them
} will stay silent for want of data.
metric-migrate = Look for { $names } in dashboards and alert rules.
feature-switch-gone = { $names-count ->
    [one] The feature switch { $names } is removed.
   *[other] The feature switches { $names } are removed.
}
feature-switch-migrate = Check build commands for { $names }.
crd-gone = The CRD version { $names } is no longer served.
crd-fails = The API server will reject resources that are submitted as { $names }.
crd-migrate = Migrate stored resources away from { $names } before upgrading the CRDs.
interface-renamed = The { $kind } { $before } is now { $after }; the old name no longer works.
interface-renamed-advice = Replace { $before } by { $after } wherever it is used.
header-gone = { $paths } no longer { $paths-count ->
    [one] uses
   *[other] use
} the HTTP { $names-count ->
    [one] header
   *[other] headers
} { $names }.
header-fails = Unless something else handles { $names }, requests that carry { $names-count ->
    [one] it
   *[other] them
} are answered as if they did not, without an error.
header-migrate = Check whether gateways and clients still send { $names }.
flag-choices = { $name } in { $file } now also accepts { $gained }.
flag-choices-gone = { $name } in { $file } no longer accepts { $lost }: commands that pass { $lost-count ->
    [one] it
   *[other] them
} stop with an error.
default-changed = The default of { $name } goes from { $before } to { $after }: deployments that do not set it change behaviour with the upgrade.
default-added = { $name }, which had no default, now defaults to { $after }: deployments that do not set it change behaviour with the upgrade.
build-default-changed = The build argument { $name } now defaults to { $after } instead of { $before }; images built without it come out otherwise.
default-changed-advice = To keep the old behaviour, set { $name } to { $before } explicitly.
default-removed = { $names } no longer has a default.
default-removed-advice = Give { $names } a value when upgrading.
parameter-default = In { $owners }, the default of { $name } goes from { $before } to { $after }.
types-gone = { $names-count ->
    [one] The public { $kind } { $names } is removed.
   *[other] The public { $kind } { $names } are removed.
}
types-gone-advice = Search downstream code for { $names } before upgrading.
functions-gone-advice = Search downstream code for calls of { $names } before upgrading.
functions-gone = { $names-count ->
    [one] The public { $kind } { $names } is removed.
   *[other] The public { $kind } { $names } are removed.
}
narrowed = { $names-count ->
    [one] The { $kind } { $names } is no longer public.
   *[other] The { $kind } { $names } are no longer public.
}
symbol-renamed = The public { $kind } { $before } is renamed to { $after }.
symbol-renamed-advice = Where { $before } is used, use { $after }.
constants-gone = { $names-count ->
    [one] The { $kind } { $names } is removed.
   *[other] The { $kind } { $names } are removed.
}
required-parameter = { $owners } now { $owners-count ->
    [one] requires
   *[other] require
} { $names }.
parameter-instead = { $owners } now { $owners-count ->
    [one] takes
   *[other] take
} { $instead } instead of { $names }.
parameter-gone = { $owners } no longer { $owners-count ->
    [one] takes
   *[other] take
} { $names }.
type-changed = In { $owner }, { $name } changes type from { $before } to { $after }.
kind-changed = In { $file }, { $name } turns from { $was } into { $into }: it can still be imported, and code that uses it as the former has to follow.
visibility = The { $kind } { $name } goes from { $before } to { $after }.
deprecated = { $names-count ->
    [one] { $names } is deprecated, and still there.
   *[other] { $names } are deprecated, and still there.
}
deprecated-advice = Do not use { $names } in new code, and move old uses away while { $names-count ->
    [one] it is
   *[other] they are
} there.
interface-added = Adds { $kind } { $names }.
language-version = The minimum { $name } goes from { $before } to { $after }.
target-gone = { $path } is no longer built for { $names }.
target-gone-advice = Whoever builds for { $names } has to move to a target that is still there, or stay on the version before.
target-new = { $path } is now also built for { $names }.
language-version-advice = Bring build and run environments to { $name } { $after } first.
