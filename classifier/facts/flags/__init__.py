"""Command-line flags: where they are defined, and where scripts, manifests and pages use them.

`extra["role"]` is `definition` or `use`. A definition's `owner` is the parser, command or struct it
belongs to, its value the default; `extra` may hold `choices`, `type`, `required`, `short` and
`deprecated`. A flag that left one file's parser and came to another's is `flag.moved`, once for each file that
lost it; `extra["programs"]` is `two` where both files build a parser of their own and the one knows nothing of the
other, so that the commands of the first no longer take it. A use is a weaker fact, `flag.changed`
with `extra["what"]` `added` or `removed`: a script that starts to pass a flag proves nothing about the
program, and must not be taken for an interface that came or went. Nor is a flag new to a program that took it
before in a form that no finder reads (`if [ "$1" = --fast ]`).
"""
