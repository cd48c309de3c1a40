"""One module a command: `HELP`, and `run`, which reads from top to bottom like the user's story."""
