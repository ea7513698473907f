"""The colours of levels in pictures, as the pages have them in light surroundings."""

LEVELS = {"high": "#c4302b", "medium": "#d98f00", "low": "#8fa3b5"}
