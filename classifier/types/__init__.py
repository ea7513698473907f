"""Which kinds of change a commit is, decided by rules."""
