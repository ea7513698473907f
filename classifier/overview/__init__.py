"""The day as a whole: what leads its report, what its commits have to do with one another, and what stands below."""

from classifier.overview.day import Overview, overview

__all__ = ["Overview", "overview"]
