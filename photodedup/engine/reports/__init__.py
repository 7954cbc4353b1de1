"""Groups as files for people and programs."""
