"""Where a finished report goes: a repository's files, an issue, a comment, a job's summary, a chat."""
