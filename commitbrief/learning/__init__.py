"""Labels and clones in, models, report cards and annotation sessions out."""
