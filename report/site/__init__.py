"""Pages to read reports in: digests of longer times, feeds and the index that a search looks into."""
