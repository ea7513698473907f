"""What GitHub publishes about its interfaces, as far as this project uses them.

`python -m tests.support.github_server.published.extract` makes the files anew from GitHub's npm packages.
"""
