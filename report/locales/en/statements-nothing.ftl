### Where nothing was found: where we looked, and for what.

nothing-architecture = No type or module is added, removed or moved in { $names }.
nothing-performance = No lock, thread, async call, cache, timeout or copy comes or goes in { $names }.
nothing-security = No permission, secret, external command, deserialisation or TLS check comes or goes in { $names }.
nothing-maintainability = No test, doc comment or deprecation comes or goes in { $names }.
nothing-compatibility = No public symbol is removed or gets another signature in { $names }, and no flag, variable, route or default changes.
nothing-risk = Nothing breaks in { $names }, and no new line swallows errors or ends the process.
nothing-advice = Nothing to do for users: { $names } touch no public interface.
nothing-at-all = There is no change to read.
