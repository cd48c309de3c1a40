"""One module a command: its `run` reads from top to bottom like the user's story."""
