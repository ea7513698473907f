"""What people wrote in a commit: whole sentences of comments, documentation, help and error texts, with their places."""

from classifier.facts.words.extractor import PeoplesWords

__all__ = ["PeoplesWords"]
