"""Pages that people read, and the files that browsers load."""
