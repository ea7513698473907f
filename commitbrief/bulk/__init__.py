"""Long histories and many repositories: cut into runs of commits, shared out, and kept in a store."""
