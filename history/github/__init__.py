"""Reads repositories through GitHub's REST interface, without a clone."""
