"""Steps: what the changed lines of a body do, told from the text of the lines.

`logical` joins physical lines to steps; `shapes` says what a step is (a condition, a result, an error …);
`matching` finds which step gave way to which; `replaced`, `alone` and `renames` say what that means, `body` collects
it; `extractor` goes through a commit.
"""

from classifier.facts.steps.extractor import steps_facts

__all__ = ["steps_facts"]
