"""The only place with SQL: one writer with group commit, readers beside it."""
