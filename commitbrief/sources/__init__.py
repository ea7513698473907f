"""Where commits come from, whatever the user named: one interface over repositories and patches."""

from commitbrief.sources.github import GitHubSource
from commitbrief.sources.interface import Coverage, Source
from commitbrief.sources.local import RepositorySource
from commitbrief.sources.opening import open_source
from commitbrief.sources.patch import PatchSource

__all__ = ["Coverage", "GitHubSource", "PatchSource", "RepositorySource", "Source", "open_source"]
