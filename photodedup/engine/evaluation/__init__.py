"""How well duplicates are found: copies made on purpose, what was found of them, and limits."""
