### The grounds for a level, in brackets behind it: 🔴 High (14 formula points; feature +8, lines changed +3)

judged-model = probability { $percent }%
judged-formula = { $points ->
    [one] { $points } formula point
   *[other] { $points } formula points
}
judged-declared = declared by the maintainers
judged-declared-in = declared by the maintainers in { $path }

borderline-high = nearly high
borderline-medium = nearly medium
borderline-low = nearly low

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
