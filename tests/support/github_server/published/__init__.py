"""What GitHub publishes about its interfaces, as far as this project uses them.

`python -m tests.support.github_server.published.extract` makes the files anew from GitHub's npm packages.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
DESCRIPTION, SCHEMA = HERE / "rest.json", HERE / "schema.graphql"
