"""Measures sluss as it runs: real server processes, a real PostgreSQL that waits for its disk, every check on."""
