### The grounds for a level, in brackets behind it: 🔴 High (3 lines with command-line flags)

judged-formula = { $points ->
    [one] { $points } formula point
   *[other] { $points } formula points
}
judged-declared = declared by the maintainers
judged-declared-in = declared by the maintainers in { $path }

# What the commit does made the level another than the judge's
bound-breaking = breaks existing use
bound-leading = changes a default or refuses a start
bound-fix = corrects the program itself
bound-aside = only tests, documentation, examples, benchmarks or CI
bound-security = closes a hole
bound-removal = takes much source away
bound-messages = only words messages otherwise

## The parts of the formula, followed by their points: type `feat` +8

formula-type = type { $type }
formula-type-other = not stated
formula-size = { $lines ->
    [one] { $lines } line changed
   *[other] { $lines } lines changed
}
formula-kind = mostly { $kind }
formula-kind-core = code
formula-kind-config = configuration
formula-kind-test = tests
formula-kind-doc = documentation
formula-files = { $files ->
    [one] { $files } file
   *[other] { $files } files
}

## What moved the model, followed by an arrow: lines that deprecate something ↑

model-message = length and form of the message
model-type = type { $type }
model-type-none = no declared type
model-roles = files of several kinds
model-size = { $lines ->
    [one] { $lines } line changed
   *[other] { $lines } lines changed
}
model-diffusion = { $files ->
    [one] { $files } file
   *[other] { $files } files
}
model-signals = kinds of lines that it has none of
model-subject = the subject's words as a whole
model-subject-words = subject says { $word }
model-body = the body's words as a whole
model-body-words = body says { $word }
model-path = its paths as a whole
model-path-words = path { $word }
model-code = its identifiers as a whole
model-code-words = identifier { $word }

model-topic-adds = says that it adds something
model-topic-allows = says that it allows something
model-topic-fixes = says that it fixes something
model-topic-guards = says that it guards against something
model-topic-removes = says that it removes something
model-topic-deprecates = says that it deprecates or breaks something
model-topic-improves = says that it improves something
model-topic-refactors = says that it rearranges code
model-topic-bumps = says that it updates dependencies
model-topic-documents = speaks of documentation
model-topic-tests = speaks of tests
model-topic-tooling = speaks of tooling
model-topic-packages = speaks of releases or packaging
model-topic-reverts = says that it reverts something
model-topic-interface = speaks of an interface for users
model-topic-security = speaks of security
model-topic-platform = speaks of a platform
model-topic-polish = says that it is small
model-topic-preview = says that it is experimental

model-only-source = source code only
model-only-test = tests only
model-only-docs = documentation only
model-only-ci = CI only
model-only-build = build files only
model-only-lock = lock files only
model-only-tooling = tooling only
model-only-example = examples only
model-only-benchmark = benchmarks only
model-only-vendored = vendored code only
model-only-generated = generated files only
model-only-data = data and configuration only
model-only-web = web assets only

model-mostly-source = mostly source code
model-mostly-test = mostly tests
model-mostly-docs = mostly documentation
model-mostly-ci = mostly CI
model-mostly-build = mostly build files
model-mostly-lock = mostly lock files
model-mostly-tooling = mostly tooling
model-mostly-example = mostly examples
model-mostly-benchmark = mostly benchmarks
model-mostly-vendored = mostly vendored code
model-mostly-generated = mostly generated files
model-mostly-data = mostly data and configuration
model-mostly-web = mostly web assets

model-signal-public = { $count ->
    [one] { $count } line with a public declaration
   *[other] { $count } lines with public declarations
}
model-signal-flag = { $count ->
    [one] { $count } line with a command-line flag
   *[other] { $count } lines with command-line flags
}
model-signal-environment = { $count ->
    [one] { $count } line with an environment variable
   *[other] { $count } lines with environment variables
}
model-signal-deprecated = { $count ->
    [one] { $count } line that deprecates
   *[other] { $count } lines that deprecate
}
model-signal-warning = { $count ->
    [one] { $count } line that warns users
   *[other] { $count } lines that warn users
}
model-signal-error = { $count ->
    [one] { $count } line that raises an error
   *[other] { $count } lines that raise errors
}
model-signal-since = { $count ->
    [one] { $count } note of the version that brings it
   *[other] { $count } notes of the version that brings them
}
model-signal-switch = { $count ->
    [one] { $count } line with a feature switch
   *[other] { $count } lines with feature switches
}
model-signal-security = { $count ->
    [one] { $count } line where safety matters
   *[other] { $count } lines where safety matters
}
model-signal-private = { $count ->
    [one] { $count } line with a private declaration
   *[other] { $count } lines with private declarations
}
model-signal-flow = { $count ->
    [one] { $count } line with a branch, loop or return
   *[other] { $count } lines with branches, loops or returns
}
model-signal-values = { $count ->
    [one] { $count } line with a literal, setting or field
   *[other] { $count } lines with literals, settings or fields
}
model-signal-comment = { $count ->
    [one] { $count } line of comment
   *[other] { $count } lines of comment
}
model-signal-declaring = { $count ->
    [one] { $count } import, decorator or annotation
   *[other] { $count } imports, decorators or annotations
}
model-signal-log = { $count ->
    [one] { $count } line that logs or counts
   *[other] { $count } lines that log or count
}
model-signal-concurrency = { $count ->
    [one] { $count } line with a lock, cache or async call
   *[other] { $count } lines with locks, caches or async calls
}
model-signal-route = { $count ->
    [one] { $count } line with a route or handler
   *[other] { $count } lines with routes or handlers
}
model-signal-test = { $count ->
    [one] { $count } line of a test case or assertion
   *[other] { $count } lines of test cases or assertions
}
model-signal-docs = { $count ->
    [one] { $count } heading, code block or reference entry
   *[other] { $count } headings, code blocks or reference entries
}
