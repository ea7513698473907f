"""Behaviour: what runs differently, told from the syntax trees of both sides.

`syntax` says what the nodes of a language mean; `lowering` turns a function into steps (`model`); `matching` finds which
step is which; `outcomes` says what a branch comes to and `words` what log lines and errors say; `conditions`,
`errors`, `exchanges` and `alone` tell what differs, as facts of a `body`; `extractor` goes through a commit.
"""

from classifier.facts.behaviour.extractor import behaviour_facts

__all__ = ["behaviour_facts"]
