"""The nouns of the engine. Immutable, comparable, free of I/O."""
