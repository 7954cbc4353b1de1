"""What is measured between photos: candidates, alignment, verdicts, groups."""
