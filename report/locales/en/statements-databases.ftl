### Databases and their migrations.

summary-migration-edited = Edits { $paths-count ->
    [one] the existing migration
   *[other] existing migrations
} { $paths }.
stored-gone = { $paths } drops the { $kind } { $names }: what is stored there is lost, and queries for it fail.
schema-gone = The { $kind } { $names } { $names-count ->
    [one] is
   *[other] are
} no longer in the schema { $paths }.
stored-renamed = The { $kind } { $before } becomes { $name }; queries by the old name fail once the migration has run.
stored-gone-risk = While old and new code run side by side, the old still asks the database for { $names } as before.
column-unfilled = { $names } must not be empty and { $names-count ->
    [one] has
   *[other] have
} no default: the migration fails where { $owners } already { $owners-count ->
    [one] holds
   *[other] hold
} rows.
migration-one-way = { $names } { $names-count ->
    [one] does
   *[other] do
} not say how to be undone: going back takes a backup.
migration-edited = Databases that have already run { $paths } will not run it again and keep the earlier form.
migration-edited-advice = Compare databases that were migrated earlier with what { $paths } says now.
stored-gone-advice = Before migrating, save what { $names } { $names-count ->
    [one] holds
   *[other] hold
}, and run code that no longer needs it first.
migration-advice = Run { $names } as part of the upgrade, on a copy first.
