"""The library's database: SQLite is the truth, everything else can be rebuilt."""
