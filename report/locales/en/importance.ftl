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
