"""Answers from a store: what its commits say of a project over time."""
