"""Writes: documents, Markdown, HTML and JSON. Decides nothing."""
