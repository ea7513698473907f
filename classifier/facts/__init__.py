"""Facts that a diff proves: one module for each family, all behind `interface.Extractor`."""
