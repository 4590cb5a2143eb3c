"""What the longer commands of ``warmline`` do; ``cli.py`` says how they are called."""
