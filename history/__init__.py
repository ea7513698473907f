"""Reads: local git repositories, patch files and GitHub, into frozen `Commit` records."""
