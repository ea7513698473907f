### Where nothing was found: what we looked for, and where.

nothing-architecture = No type or module comes, goes or moves (looked at { $names }).
nothing-performance = No lock, thread, async call, cache, timeout or copy comes or goes (looked at { $names }).
nothing-performance-named = The changed lines speak of { $named }, but no lock, thread, async call, cache, timeout or copy was recognised as new or gone (looked at { $names }).
nothing-security = No permission, secret, external command, deserialisation or TLS check comes or goes (looked at { $names }).
nothing-security-named = The changed lines speak of { $named }, but no permission, secret, external command, deserialisation or TLS check was recognised as new or gone (looked at { $names }).
nothing-maintainability = No test comes or goes, and nothing that was there is newly documented or deprecated (looked at { $names }).
nothing-maintainability-named = Test files change ({ $named }), but no test was recognised as new, gone or skipped; nothing that was there is newly documented or deprecated (looked at { $names }).
nothing-compatibility = No public symbol is removed, and no existing public signature, flag, variable, route or default changes (looked at { $names }).
nothing-risk = No public change goes unmentioned by tests, and no new line ends the process or swallows errors (looked at { $names }).
nothing-advice = Nothing to do before upgrading: no flag, variable, route, public type or function is removed or renamed in { $names }.
nothing-advice-test = Only tests change ({ $names }); users have nothing to do.
nothing-advice-documentation = Only documentation changes ({ $names }); users have nothing to do.
nothing-advice-build = Only images and builds are touched ({ $names }); what is installed already needs nothing.
nothing-advice-ci = Only continuous integration is touched ({ $names }); users have nothing to do.
nothing-advice-example = Only examples and benchmarks change ({ $names }); copies of them may want the same change.
nothing-at-all = There is no change to read.
