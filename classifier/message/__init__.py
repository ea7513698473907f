"""What a commit message says: its header, trailers and references."""
