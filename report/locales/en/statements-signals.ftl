### What reviewers look for: where it is, in its own words.

perf-author = The author's figures: { $said }
deserialisation-added = Data in a format that can run code is read in { $paths }: { $matches }.
tls-off-added = Certificate checks are switched off in { $paths }: { $matches }.
tls-off-advice = Find out whether { $matches } in { $paths } is for test environments only.
open-permissions-added = File permissions are opened in { $paths }: { $matches }.
privileged-added = Containers run with privileges in { $paths }: { $matches }.
host-access-added = Direct use of the host in { $paths }: { $matches }.
curl-pipe-shell-added = A script is run straight from the network in { $paths }: { $matches }.
sql-by-string-added = SQL is put together from strings in { $paths }: { $matches }.
secret-added = Something in { $paths } looks like a credential; its value is masked.
secret-advice = If the credential in { $paths } is real, revoke and replace it at once.
advisory-added = Mentions the advisory { $matches }.
rights-added = { $file } adds { $kind } { $names }.
rights-removed = { $file } drops { $kind } { $names }.
limits-changed = The resource limit { $name } in { $file } goes from { $before } to { $after }.
